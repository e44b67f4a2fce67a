"""Pages that every portal with a dataset has."""
