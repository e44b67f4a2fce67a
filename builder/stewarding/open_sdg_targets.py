"""The targets of an indicator of Open SDG: those that progress is measured to, else those drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from builder.language.text import folded
from builder.stewarding.edits import Cells
from builder.stewarding.taking_over import decimal_of

_YEAR = "2030"
"""Year of a target line, and of a target that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target as the settings have it."""

    option: Mapping[str, Any]
    raw: str
    value: Decimal | None
    """None where it is no number."""
    cells: Cells
    """Its columns but for the categories."""


def targets(series: Sequence[Mapping[str, Any]], lines: object) -> list[Aim]:
    """A target for each series that has one; without any, the lines that are drawn."""
    measured = [_aim(option, "target") for option in series if option.get("target")]
    drawn = [line for line in (lines if isinstance(lines, list) else []) if isinstance(line, dict)]
    return measured or [_aim(line, "value") for line in drawn if line.get("value")]


def _aim(option: Mapping[str, Any], key: str) -> Aim:
    raw = str(option[key]).strip()
    value = decimal_of(raw)
    year = str(option.get("target_year") or _YEAR) if key == "target" else _YEAR
    told = {"period": year, "value_raw": raw, "operator": "", "obs_status": "A"}
    cells = {**told, "value": "" if value is None else f"{value:f}"}
    return Aim(option=option, raw=raw, value=value, cells=cells)


def parts_of(
    option: Mapping[str, Any],
    known: Mapping[str, Mapping[str, object]],
    constants: Mapping[str, str],
) -> dict[str, str] | None:
    """The category by heading that a target is for; None if the data have no such.

    `known` has the codes of each heading, `constants` what all values of the indicator have.
    """
    listed = option.get("disaggregation")
    wanted = [each for each in (listed if isinstance(listed, list) else []) if each]
    wanted += [{"field": key, "value": option.get(key)} for key in ("series", "unit")]
    headings = {folded(heading): heading for heading in (*known, *constants)}
    found: dict[str, str] = {}
    for each in wanted:
        field, code = folded(str(each.get("field") or "")), str(each.get("value") or "").strip()
        heading = headings.get(field) or headings.get(f"{field}s")
        if not code or (heading and constants.get(heading) == code):
            continue
        if heading is None or code not in known.get(heading, {}):
            return None
        found[heading] = code
    return found
