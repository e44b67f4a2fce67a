"""How a command speaks with who called it, and how it says that it cannot be carried out."""

from collections.abc import Callable
from dataclasses import dataclass

EXIT_DONE, EXIT_REFUSED, EXIT_MISUSE = 0, 1, 2


class RefusedError(Exception):
    """A command that cannot be carried out; its text is for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """How a command speaks with who called it."""

    out: Callable[[str], None]
    err: Callable[[str], None]
    ask: Callable[[str], str] | None
    """None where nobody can answer, as in a log."""
