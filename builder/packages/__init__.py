"""A folder of files → a package, or its problems."""
