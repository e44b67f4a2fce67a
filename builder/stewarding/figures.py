"""A figure as people write it into a cell: `16,5%`, `≥ 50`, `16–17%`, `ước 16,5%`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.language.spelling import Doubt, read_number
from builder.language.text import folded
from builder.language.words import Words
from builder.packages.sheets import SheetCell
from builder.stewarding.form import value_text

_OPERATORS = ("≥", "≤", ">", "<")
_RANGE = re.compile(r"(?P<low>[\d.,\s]+%?)\s*(?:-|–|—|đến|to)\s*(?P<high>[\d.,\s]+%?)")
_SHARES = ("percent", "percent-per-year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a cell says."""

    operator: str
    value: Decimal
    high: Decimal | None = None
    """The upper end of a range."""
    raw: str
    """The words that are published as printed."""
    is_estimate: bool = False


def read_figure(cell: SheetCell, unit: str, words: Words) -> Figure | str:
    """The figure of a cell; or why it is doubtful: end of a key `form.refused.…`."""
    if isinstance(cell.value, Decimal):
        return _typed(cell, cell.value, unit, words.language)
    if not isinstance(cell.value, str):
        return Doubt.NUMBER
    bare, is_estimate = _without_estimate(cell.text, words)
    operator = bare[0] if bare[:1] in _OPERATORS else "="
    bare = re.sub(r"\s*%", "%", bare.lstrip("".join(_OPERATORS)).strip())
    if "%" in bare and unit not in _SHARES:
        return "unit"
    parts = _parts(bare)
    numbers = [_number(part, unit) for part in parts]
    for number in numbers:
        if isinstance(number, Doubt):
            return number
    low, *highs = [number for number in numbers if isinstance(number, Decimal)]
    high = highs[0] if highs else None
    if high is not None and (high <= low or operator != "="):
        return "order"
    reason = _impossible(high or low, unit, "%" in bare) or _impossible(low, unit, "%" in bare)
    return reason or Figure(
        operator=operator, value=low, high=high, raw=cell.text, is_estimate=is_estimate
    )


def _typed(cell: SheetCell, number: Decimal, unit: str, language: str) -> Figure | str:
    """A number that the sheet holds as one."""
    value = number * 100 if cell.is_percent else number
    value = Decimal(f"{value.normalize():f}")
    if unit == "percent" and not cell.is_percent and 0 < value < 1:
        return "share"
    if cell.is_percent and unit not in _SHARES:
        return "unit"
    reason = _impossible(value, unit, cell.is_percent)
    return reason or Figure(operator="=", value=value, raw=value_text(value, unit, language))


def _without_estimate(text: str, words: Words) -> tuple[str, bool]:
    """The text without the word that says it is an estimate: «ước 16,5%»."""
    for mark in sorted(words("form.estimate").split("|"), key=len, reverse=True):
        start, rest = folded(text[: len(mark)]), text[len(mark) :]
        if start == folded(mark) and not rest[:1].isalpha():
            return rest.strip(" :"), True
    return text, False


def _parts(bare: str) -> Sequence[str]:
    match = _RANGE.fullmatch(bare)
    return (match["low"].strip(), match["high"].strip()) if match else (bare,)


def _number(bare: str, unit: str) -> Decimal | Doubt:
    number = read_number(bare)
    if number is Doubt.THOUSANDS and unit == "count" and "." in bare:
        return Decimal(bare.replace(".", ""))  # no count has a fraction
    return number


def _impossible(value: Decimal, unit: str, is_told: bool) -> str | None:
    """Why a number is refused: more than 100 % is believed only where the % is written."""
    if unit == "percent" and value > 100 and not is_told:
        return "range"
    if unit == "count" and value != value.to_integral_value():
        return "fraction"
    return None
