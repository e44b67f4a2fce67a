"""Descriptions beside a dataset: CSVW, Croissant, schema.org."""
