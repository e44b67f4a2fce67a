"""Progress: named methods that judge an indicator's printed values against its target."""
