"""Portals of any size, and what building them costs beside the floor of each stage."""
