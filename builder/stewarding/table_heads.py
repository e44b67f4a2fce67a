"""What stands above the figures of a table: a line with their unit, one row of headings or two."""

import re
from collections.abc import Sequence

from builder.language.text import folded
from builder.language.words import Words
from builder.stewarding.known_tables import period_of
from builder.stewarding.taking_over import unit_of


def unit_above(cells: Sequence[str], spoken: Sequence[Words]) -> str:
    """The unit that a line above the headings says, «Đơn vị tính: %»; '' where it says none."""
    names = {folded(name) for each in spoken for name in each("import.heading.unit").split("|")}
    for cell in cells:
        name, colon, unit = cell.strip(" ()").partition(":")
        if colon and folded(name.strip()) in names:
            known = unit_of(unit)
            return "" if known == "other" else known
    return ""


def is_numbering(label: str, spoken: Sequence[Words]) -> bool:
    """True for the heading of a column that but counts the rows."""
    return any(
        folded(label) in map(folded, each("new.heading.number").split("|")) for each in spoken
    )


def settled_label(label: str, spoken: Sequence[Words]) -> tuple[str, bool]:
    """A heading without «Sơ bộ», and whether it had it; of «Sơ bộ 2024 - Prel. 2024» the first."""
    for part in (label, *label.split(" - "), *label.split("/")):
        for each in spoken:
            for word in each("import.provisional").split("|"):
                bare = re.sub(rf"\s*\(?{re.escape(word)}\)?\s*", " ", part, flags=re.I).strip(" .")
                if bare != part and period_of(bare, spoken):
                    return bare, True
    return label, False


def two_headers(
    rows: Sequence[Sequence[str]], place: int, spoken: Sequence[Words]
) -> tuple[list[str], dict[int, str]] | None:
    """One row of headings made of two, and the category of each column of figures.

    Periods stand in one of the rows, over or under the categories; None where there is one row.
    """
    if place + 1 >= len(rows):
        return None
    first, second = (_plain(row) for row in rows[place : place + 2])
    width = max(len(first), len(second))
    first += [""] * (width - len(first))
    second += [""] * (width - len(second))
    under = [number for number, label in enumerate(second) if label]
    if len(under) < 2 or not any(first[number] == "" for number in under):
        return None
    start = under[0]
    if any(second[:start]) or not first[start]:
        return None
    upper = [first[start]]
    for label in first[start + 1 :]:
        upper.append(label or upper[-1])
    lower = second[start:]
    for periods, categories in ((upper, lower), (lower, upper)):
        if all(period_of(settled_label(label, spoken)[0], spoken) for label in periods if label):
            told = {start + number: label for number, label in enumerate(categories) if label}
            return [*first[:start], *periods], told
    return None


def _plain(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row]
