"""Portal data → every page, file and picture of the site, as values."""
