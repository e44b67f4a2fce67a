"""A line for each client: whether all went well, its name and what it found, tabs between."""

import traceback
from collections.abc import Callable, Iterator, Mapping

LONGEST = 600
"""Characters of an error that a line shows."""


def results(clients: Mapping[str, Callable[[], str]]) -> Iterator[str]:
    """Run each client and tell how it went."""
    for name, read in clients.items():
        try:
            state, told = "right", read()
        except Exception as error:
            line = traceback.extract_tb(error.__traceback__)[-1].lineno
            state, told = "wrong", f"{type(error).__name__} (line {line}): {error}"[:LONGEST]
        yield f"{state}\t{name}\t{' '.join(told.split())}"
