"""Generators of Problem, one module a subject; each check is named after what is wrong."""
