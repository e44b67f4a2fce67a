"""What a build tells at its end, as a value that can be kept and told again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from builder.problem import Place, Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made."""

    pages: int
    files: int
    packages: int
    warnings: tuple[Problem, ...]


def as_json(built: Built) -> dict[str, Any]:
    """As JSON holds it."""
    return asdict(built)


def from_json(told: Mapping[str, Any]) -> Built:
    """The value again."""
    return Built(**{**told, "warnings": tuple(map(_problem, told["warnings"]))})


def _problem(told: Mapping[str, Any]) -> Problem:
    return Problem(
        code=told["code"],
        place=Place(**told["place"]),
        value=told["value"],
        details=told["details"],
        severity=Severity(told["severity"]),
        also=tuple(Place(**place) for place in told["also"]),
    )
