"""Portal data → files for machines."""
