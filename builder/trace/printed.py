"""Lines of a document as a cell is looked for in them: white space and page breaks apart; pure.

How strict the search is:

- Letters, digits, marks and case must be the same; only white space and Unicode form (NFC) may
  differ. A word or a number broken over a line end is one word.
- A cell begins and ends where a word or a number does: `5%` is not found in `15%` or `4,5%`.
  Between a letter and a digit it may end, for footnote markers (`chuyển đổi số1`).
- `whole`: one run. `broken`: at most three runs, in order, with whole lines left out between them,
  as a page break, a repeated header, a footnote block or another cell leaves them. `pieces`: at
  most four runs of nine letters or more, in order, whatever stands between them.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
"""A number with its decimal and thousands marks, or a word."""

OMISSION = "[…]"
"""What a cell shows where it leaves words of the document out."""


class Manner(StrEnum):
    """How a cell stands in the lines, strictest first."""

    WHOLE = "whole"
    BROKEN = "broken"
    PIECES = "pieces"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Some lines of a document without their white space."""

    letters: str
    line_starts: tuple[int, ...]
    """Positions where a line begins, and the end."""
    bounds: tuple[int, ...]
    """Positions that are not within a word or a number."""
    text: str
    """The same lines with single spaces, to show to people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cuts:
    """Where a cell may be broken, and into what."""

    places: tuple[int, ...]
    """Positions where a run may end and the next begin."""
    most: int
    """Runs at most."""
    least: int
    """Letters of each run at least."""


def letters(text: str) -> str:
    """A text in NFC without its white space."""
    return "".join(unicodedata.normalize("NFC", text).split())


def printed(lines: Iterable[str]) -> Printed:
    """Lines made ready to be searched."""
    words = [unicodedata.normalize("NFC", line).split() for line in lines]
    flat = [word for line in words for word in line]
    starts = (0, *accumulate(len(word) for word in flat))
    within = {
        start + position
        for start, word in zip(starts, flat, strict=False)
        for token in _TOKEN.finditer(word)
        for position in range(token.start() + 1, token.end())
    }
    return Printed(
        letters="".join(flat),
        line_starts=(0, *accumulate(sum(map(len, line)) for line in words)),
        bounds=tuple(position for position in range(starts[-1] + 1) if position not in within),
        text=" ".join(flat),
    )


def manner(cell: str, page: Printed) -> Manner | None:
    """The strictest manner in which a cell stands in the lines; None if it does not."""
    wanted = letters(cell)
    if is_whole(cell, page):
        return Manner.WHOLE
    if _in_pieces(wanted, page, _Cuts(places=page.line_starts, most=3, least=1)):
        return Manner.BROKEN
    shown = letters(cell.replace(OMISSION, ""))
    if _in_pieces(shown, page, _Cuts(places=page.bounds, most=4, least=9)):
        return Manner.PIECES
    return None


def is_whole(cell: str, page: Printed, last_line: int | None = None) -> bool:
    """True if the cell stands as one run in the lines, or in those up to the last one given."""
    wanted = letters(cell)
    end = page.line_starts[-1 if last_line is None else last_line]
    start = page.letters.find(wanted, 0, end)
    while start >= 0:
        if _is_bound(start, page) and _is_bound(start + len(wanted), page):
            return True
        start = page.letters.find(wanted, start + 1, end)
    return False


def departure(cell: str, page: Printed) -> tuple[str, str]:
    """Where a cell leaves the lines: the rest of the cell, and how the document goes on there."""
    wanted = letters(cell)
    start, length = max(
        ((start, _shared(wanted, page.letters[start:])) for start in page.bounds),
        key=lambda found: found[1],
    )
    whole_words = page.bounds[bisect_right(page.bounds, start + length) - 1]
    if not length or whole_words == start:
        return cell, ""
    rest = _rest(unicodedata.normalize("NFC", cell), whole_words - start)
    return rest, _rest(page.text, whole_words)


def _in_pieces(wanted: str, page: Printed, cuts: _Cuts) -> bool:
    return bool(wanted) and any(
        _goes_on(wanted, start, page, cuts)
        for start in page.bounds
        if page.letters.startswith(wanted[: cuts.least], start)
    )


def _goes_on(wanted: str, start: int, page: Printed, cuts: _Cuts) -> bool:
    """True if the text stands at the position, or up to a cut and then further on."""
    length = _shared(wanted, page.letters[start : start + len(wanted)])
    if length == len(wanted):
        return _is_bound(start + length, page)
    further = bisect_right(cuts.places, start + length)
    piece = cuts.places[further - 1] - start
    rest = wanted[piece:]
    if piece < cuts.least or len(rest) < cuts.least or cuts.most == 1:
        return False
    fewer = _Cuts(places=cuts.places, most=cuts.most - 1, least=cuts.least)
    return any(
        _goes_on(rest, place, page, fewer)
        for place in cuts.places[further:]
        if page.letters.startswith(rest[: cuts.least], place)
    )


def _is_bound(position: int, page: Printed) -> bool:
    found = bisect_right(page.bounds, position) - 1
    return found >= 0 and page.bounds[found] == position


def _shared(text: str, other: str) -> int:
    """Number of letters that two texts have in common from their beginning."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(text), len(other)))


def _rest(text: str, letters_before: int) -> str:
    """What follows in a text after so many letters, white space not counted."""
    seen = 0
    for position, char in enumerate(text):
        if not char.isspace():
            seen += 1
        if seen > letters_before:
            return text[position:]
    return ""
