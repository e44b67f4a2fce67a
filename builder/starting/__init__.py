"""`portal init`: a portal of one's own, which builds at once."""
