"""Observations as an RDF Data Cube."""
