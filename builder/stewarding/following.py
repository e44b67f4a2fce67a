"""What a change of rows brings with it: sources, days covered, counts in READMEs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.language.periods import Period, period_or_none
from builder.language.text import number_text
from builder.packages.json_text import json_text
from builder.packages.strict_json import written_json
from builder.stewarding.edits import Cells, Edits

_TIMES = ("period", "as_of")
"""Columns that say of which time a row is."""


def described(descriptor: str, rows: Sequence[Cells], titles: Mapping[str, str]) -> str:
    """A descriptor that names the documents of new rows, and covers their days.

    `titles` are those of the documents by id. Lists that the descriptor does not keep stay away.
    """
    raw = written_json(descriptor)
    portal = dict(raw.get("portal", {}))
    new = [name for name in _documents(rows, titles) if name not in portal.get("sources", ())]
    if portal.get("sources") and new:
        portal["sources"] = [*portal["sources"], *new]
        raw["sources"] = [*raw.get("sources", ()), *({"title": titles[name]} for name in new)]
    if portal.get("temporal"):
        portal["temporal"] = _covered(portal["temporal"], rows)
    if portal == raw.get("portal"):
        return descriptor
    return json_text({**raw, "portal": portal}).decode()


def _documents(rows: Sequence[Cells], titles: Mapping[str, str]) -> Sequence[str]:
    named = dict.fromkeys(row.get("source_id", "") for row in rows)
    return [name for name in named if name in titles]


def _covered(temporal: Mapping[str, Any], rows: Sequence[Cells]) -> dict[str, Any]:
    """First and last day, moved out to those of the rows."""
    periods = list(_periods(rows))
    starts = [temporal["start"], *(period.start.isoformat() for period in periods)]
    ends = [temporal["end"], *(period.end.isoformat() for period in periods)]
    return {**temporal, "start": min(starts), "end": max(ends)}


def _periods(rows: Sequence[Cells]) -> Iterator[Period]:
    for row in rows:
        for name in _TIMES:
            period = period_or_none(row.get(name, ""))
            if period is not None:
                yield period


def counted(root: Path, folder: str, table: str, counts: tuple[int, int]) -> Edits:
    """READMEs that told the number of rows of a table (`table.csv`: the 12 …) and tell the new one.

    A number that is not the one of before is somebody's own count: it stays.
    """
    old, new = counts
    edits = {}
    for readme in sorted((root / folder).glob("README.*.md")):
        language = readme.name.split(".")[1]
        text = readme.read_text("utf-8")
        told = re.escape(number_text(old, language))
        pattern = rf"(`(?:data/)?{re.escape(table)}`: (?:\w{{1,4}} )?){told}(?![\d.,]*\d)"
        counted_anew = re.sub(pattern, rf"\g<1>{number_text(new, language)}", text)
        if counted_anew != text:
            edits[f"{folder}/{readme.name}"] = counted_anew
    return edits
