"""The site as values → a folder: theme adapter, frame, cache, writing."""
