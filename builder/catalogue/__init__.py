"""Catalogue → machine-readable files: Data Packages, DCAT, schema.org, sitemap."""
