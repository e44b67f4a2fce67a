"""Proof that a cell stands in the document it is from."""
