"""Proves that cells stand in the text of their document, at the lines their row names; pure.

What this proves: the words of the cell are printed there. What it cannot: that they are printed in
the column the cell is in, so two values of one printed row may change places unseen.
`builder.trace.printed` says how strict the search is, schemas/trace.toml what is looked for
and where.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from builder.language.text import MISSING
from builder.model import Package, Resource
from builder.problem import Place, Problem, Severity, sorted_problems
from builder.trace.printed import Printed, departure, is_whole, manner, printed
from builder.trace.trace_rules import RULES_FILE, Address, Rules

MOVED = 3
"""Lines above and below the named ones in which a cell is still found, as `moved`."""

SHOWN = 60
"""Characters of a cell and of a text that a problem shows."""


class Step(StrEnum):
    """By which step a cell was found, strictest first."""

    WHOLE = "whole"
    """At the lines named, in one run."""
    BROKEN = "broken"
    """At the lines named, with whole lines left out."""
    PIECES = "pieces"
    """At the lines named, in long pieces."""
    REACH = "reach"
    """In the lines around that a rule adds for this field."""
    HEADING = "heading"
    """In one run above the row: a heading that it stands under."""
    MOVED = "moved"
    """A few lines away: the lines named are not quite right."""
    REVIEWED = "reviewed"
    """Not found, but compared by a person, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The text of a document, in the lines that `source_lines` counts."""

    number: str
    """Its `corpus_number`, such as `002`: the name of its file."""
    lines: tuple[str, ...]
    page: Printed
    """All its lines, to look for headings in."""

    def around(self, numbers: Iterable[int], before: int, after: int) -> Printed:
        """The lines of these numbers (from 1), and so many before and after each."""
        wanted = {near for number in numbers for near in range(number - before, number + after + 1)}
        return printed(
            self.lines[number - 1] for number in sorted(wanted) if 0 < number <= len(self.lines)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """How the cells of each package were found, and what was not."""

    counts: Mapping[str, Mapping[Step, int]]
    """Cells found, by package id and step; packages without a cell to trace are left out."""
    problems: tuple[Problem, ...]

    def total(self, step: Step) -> int:
        """Cells of all packages that were found by a step."""
        return sum(counts.get(step, 0) for counts in self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row whose document is at hand."""

    key: str
    """Such as `749-1-1-cps-1, 2022, estimate`."""
    text: Text
    named: str
    """`source_lines` as it stands."""
    last_line: int
    """The last of the lines named; 0 if they are missing or wrong."""
    window: Callable[[int, int], Printed]
    """The lines named, with so many before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A cell and the step that found it; None if nothing did."""

    row: _Row
    address: Address
    place: Place
    value: str
    step: Step | None


def source_text(number: str, lines: Iterable[str]) -> Text:
    """The text of a document from its lines."""
    lines = tuple(lines)
    return Text(number=number, lines=lines, page=printed(lines))


def traced(packages: Iterable[Package], texts: Mapping[str, Text], rules: Rules) -> Traced:
    """Every cell of the packages that the rules want, looked for in the texts.

    `texts` holds the documents by id; rows of other documents are not traced.
    """
    packages = tuple(packages)
    resources = [(package, resource) for package in packages for resource in package.resources]
    found = [
        cell
        for package, resource in resources
        for cell in _found_cells(package, resource, texts, rules)
    ]
    counts: dict[str, Counter[Step]] = {}
    for resource in found:
        counts.setdefault(resource.address.package, Counter()).update(
            [resource.step] if resource.step else []
        )
    problems = [_problem(resource) for resource in found if resource.step in (None, Step.MOVED)]
    problems += _unused_rule(resources, found, rules)
    problems += _unused_review(found, rules)
    return Traced(counts=counts, problems=sorted_problems(problems))


def line_numbers(named: str, last: int) -> tuple[int, ...]:
    """The numbers of `source_lines`: `12-14;20` is 12, 13, 14, 20.

    No numbers if it is empty, is no list of lines, or names one past the last.
    """
    numbers: list[int] = []
    for part in named.split(";"):
        start, _, end = part.partition("-")
        if not start.isdecimal() or not (end or start).isdecimal():
            return ()
        numbers += range(int(start), int(end or start) + 1)
    return tuple(numbers) if all(0 < number <= last for number in numbers) else ()


def _found_cells(
    package: Package, resource: Resource, texts: Mapping[str, Text], rules: Rules
) -> Iterator[_Found]:
    if resource.table is None:
        return
    schema, table = resource.table.schema, resource.table_kind
    fields = [
        (column, field.name)
        for column, field in enumerate(schema.fields, start=1)
        if _is_traced(Address(package=package.id, table=table, field=field.name), rules)
    ]
    file = f"datasets/{package.id}/{resource.path}"
    for number, record in enumerate(resource.table.records(), start=2):
        text = texts.get(str(record.get("source_id")))
        if text is None:
            continue
        row = _row(record, schema.primary_key, text)
        for column, field in fields:
            value = record[field]
            if isinstance(value, str) and value:
                cell = Address(package=package.id, table=table, field=field, row=row.key)
                place = Place(file=file, row=number, field=field, column=column)
                step = _step(row, cell, value, rules)
                yield _Found(row=row, address=cell, place=place, value=value, step=step)


def _is_traced(field: Address, rules: Rules) -> bool:
    if rules.covering("ours", field):
        return False
    return field.field.endswith(rules.suffixes) or bool(rules.covering("also", field))


def _row(record: Mapping[str, Any], primary_key: Iterable[str], text: Text) -> _Row:
    named = str(record.get("source_lines") or "")
    numbers = line_numbers(named, len(text.lines))

    @cache
    def window(before: int, after: int) -> Printed:
        return text.around(numbers, before, after)

    return _Row(
        key=", ".join(str(record[name]) for name in primary_key),
        text=text,
        named=named,
        last_line=max(numbers, default=0),
        window=window,
    )


def _step(row: _Row, cell: Address, value: str, rules: Rules) -> Step | None:
    at_lines = manner(value, row.window(0, 0))
    if at_lines:
        return Step(at_lines)
    reach, heading = rules.covering("reach", cell), rules.covering("headings", cell)
    if reach and manner(value, row.window(reach.before, reach.after)):
        return Step.REACH
    if heading and is_whole(value, row.text.page, row.last_line):
        return Step.HEADING
    if manner(value, row.window(MOVED, MOVED)):
        return Step.MOVED
    reviewed = rules.reviewed.get((cell.package, cell.field, cell.row))
    return Step.REVIEWED if reviewed and reviewed.value == value else None


def _problem(found: _Found) -> Problem:
    row = found.row
    details = {"document": row.text.number, "lines": row.named or MISSING}
    if found.step is Step.MOVED:
        return Problem(
            code="source-lines-differ",
            place=found.place,
            value=found.value,
            details=details | {"around": str(MOVED)},
            severity=Severity.WARNING,
        )
    rest, goes_on = departure(found.value, row.window(MOVED, MOVED))
    details |= {"rest": _shown(rest), "printed": _shown(goes_on) or MISSING}
    return Problem(code="not-in-source", place=found.place, value=found.value, details=details)


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _unused_rule(
    resources: Iterable[tuple[Package, Resource]], found: Iterable[_Found], rules: Rules
) -> Iterator[Problem]:
    """Fields of a rule that are in no table, or that are found without it."""
    fields = [
        Address(package=package.id, table=resource.table_kind, field=field.name)
        for package, resource in resources
        if resource.table
        for field in resource.table.schema.fields
    ]
    cells = {
        "ours": fields,
        "also": fields,
        "reach": [found.address for found in found if found.step is Step.REACH],
        "headings": [found.address for found in found if found.step is Step.HEADING],
    }
    needed = {
        (rules.covering(kind, cell), cell.field) for kind, named in cells.items() for cell in named
    }
    for rule in rules.rules:
        for field in rule.fields:
            if (rule, field) not in needed:
                where = rule.package or rule.table or "*"
                yield _unused(f"{rule.kind}, {where}, {field}", rule.reason)


def _unused_review(found: Iterable[_Found], rules: Rules) -> Iterator[Problem]:
    """Reviewed cells that are found by now, were changed, or are gone."""
    needed = {
        (found.address.package, found.address.field, found.address.row)
        for found in found
        if found.step is Step.REVIEWED
    }
    for key in sorted(set(rules.reviewed) - needed):
        yield _unused(f"reviewed, {', '.join(key)}", rules.reviewed[key].reason)


def _unused(rule: str, reason: str) -> Problem:
    return Problem(
        code="trace-rule-unused",
        place=Place(file=RULES_FILE),
        value=rule,
        details={"reason": reason},
        severity=Severity.WARNING,
    )
