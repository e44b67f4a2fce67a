"""Problems as people can take them in: one cause told once, and of each kind the first hundred."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace

from builder.problem import Problem, sorted_problems

SHOWN = 100
"""Problems of one code that are told; the places of the others stand with the last of them."""


def _file(problem: Problem) -> Hashable:
    return problem.place.file


def _column(problem: Problem) -> Hashable:
    return problem.place.file, problem.place.field


def _column_value(problem: Problem) -> Hashable:
    return _column(problem), problem.value


def _text_of_descriptor(problem: Problem) -> Hashable:
    """The language that a descriptor lacks; a row that lacks one has a mend of its own."""
    field = problem.place.field or ""
    is_row = problem.place.row is not None or not field
    return problem.place if is_row else (problem.place.file, field.rpartition(".")[2])


CAUSES: Mapping[str, Callable[[Problem], Hashable]] = {
    "blank-row": _file,
    "category-unknown": _column_value,
    "control-character": lambda problem: (_column(problem), problem.details.get("character")),
    "field-definition-differs": lambda _: "portal schemas",
    "foreign-key": _column_value,
    "language-missing": _text_of_descriptor,
    "not-nfc": _file,
    "reference-unknown": lambda problem: (problem.details["target"], problem.value),
    "required-empty": _column,
    "row-incomplete": _file,
    "white-space": _column,
}
"""What problems of a code share if one mend mends them all: a file in NFD, an id that is gone."""


def folded(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Worst first; what has the same cause stands with the first that has it."""
    causes: dict[Hashable, list[Problem]] = {}
    for number, problem in enumerate(sorted_problems(problems)):
        cause = CAUSES.get(problem.code)
        key = (problem.code, problem.severity, cause(problem)) if cause else number
        causes.setdefault(key, []).append(problem)
    kinds: dict[str, list[Problem]] = {}
    for members in causes.values():
        kinds.setdefault(members[0].code, []).append(_joined(members))
    return sorted_problems(problem for kind in kinds.values() for problem in _first(kind))


def _first(kind: list[Problem]) -> list[Problem]:
    return [*kind[: SHOWN - 1], _joined(kind[SHOWN - 1 :])] if len(kind) > SHOWN else kind


def _joined(members: list[Problem]) -> Problem:
    """The first of some problems with the places of the others."""
    first, *others = members
    if not others:
        return first
    also = [place for problem in others for place in (problem.place, *problem.also)]
    places = dict.fromkeys((*first.also, *also))
    return replace(first, also=tuple(place for place in places if place != first.place))
