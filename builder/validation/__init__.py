"""One package, and all of them together, through every check."""
