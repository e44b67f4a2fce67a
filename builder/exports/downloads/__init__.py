"""A package's files in every format that is offered."""
