"""A labelled bar: how many things are of which kind, as parts of one length."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BAR = 1000
"""Length of a labelled bar in its own units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One part of a labelled bar."""

    code: str
    name: str
    count: int
    width: str
    """Length of the part."""
    start: str
    """Where it begins."""


def labelled_segments(
    counts: Mapping[str, int], order: Iterable[str], names: Mapping[str, str]
) -> tuple[Segment, ...]:
    """Parts in the given order, those that count nothing left out."""
    total = sum(counts.values())
    found: list[Segment] = []
    before = 0
    for code in order:
        count = counts.get(code, 0)
        if count:
            width, start = count * BAR / total, before * BAR / total
            found.append(
                Segment(
                    code=code,
                    name=names[code],
                    count=count,
                    width=f"{width:.1f}",
                    start=f"{start:.1f}",
                )
            )
            before += count
    return tuple(found)
