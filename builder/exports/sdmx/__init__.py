"""Indicators and their values as SDMX: the structure, and the data by it."""
