"""Texts as documents print them, cut to a heading or parted into their points for reading."""

import re
from dataclasses import dataclass

from builder.language.text import shortened

HEADING_CHARACTERS = 110
"""A longer text has a short form as the heading of its page."""

_LEAST_HEADING = 40
"""A clause that ends before so many characters says too little alone."""

_POINT = re.compile(r"(?:^|(?<=[:;.])|\n)\s*[-–+•]\s+(?=\S)|\n+")
"""Where a point of a list begins: a dash after a sentence, a clause or a line break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedText:
    """A text of a document: what stands before its points, and these; nothing of it is left out."""

    lead: str
    """Empty where the text begins with a point."""
    points: tuple[str, ...]
    """Empty for running text."""


def printed(text: str) -> PrintedText:
    """A text with its points apart; one that has fewer than two is running text."""
    lead, *points = (part.strip() for part in _POINT.split(text))
    points = [point for point in points if point]
    if len(points) < 2:
        return PrintedText(lead=text, points=())
    return PrintedText(lead=lead, points=tuple(points))


def heading(text: str) -> str:
    """The text itself where it is short, else its first clause or its first words."""
    if len(text) <= HEADING_CHARACTERS:
        return text
    clauses = [match.start() for match in re.finditer(r"[;:.,](?=\s)", text[:HEADING_CHARACTERS])]
    ends = [end for end in clauses if end >= _LEAST_HEADING]
    if not ends:
        return shortened(text, HEADING_CHARACTERS)
    strong = [end for end in ends if text[end] in ";.:"]
    return f"{text[: (strong or ends)[-1]]} …"
