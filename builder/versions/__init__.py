"""Versions of packages: states to compare, what differs, which number that asks for, records."""
