"""schemas/trace.toml as values: which cells are looked for in their document, and where."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.problem import BuildError, Place, Problem
from builder.settings import toml_fault

RULES_FILE = "schemas/trace.toml"

KINDS = ("ours", "also", "headings", "reach")
"""Lists of rules, in the order in which the first that covers a cell is taken."""

_FURTHER = {"reach": ("rows", "before", "after")}
"""What only some kinds of rules may say."""

ReviewedKey = tuple[str, str, str]
"""Package, field and key of the row, such as known-issues, value_raw, `emc-26-against-24, 2`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The name of a cell, or of all cells of a field."""

    package: str
    table: str | None
    """Name of its Table Schema; None for an ordinary table."""
    field: str
    row: str = ""
    """Key of the row, such as `749-1-1-cps-1, 2022, estimate`; empty for all rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRule:
    """Some fields of a package or of a kind of table, and why they are treated apart."""

    kind: str
    """Name of the list in the file that holds it: `ours`, `also`, `headings` or `reach`."""
    package: str | None
    """None for every package."""
    table: str | None
    """Name of a Table Schema; None for every table."""
    rows: re.Pattern[str] | None
    """Keys of the rows; None for every row."""
    fields: tuple[str, ...]
    reason: str
    before: int = 0
    """Lines above the named ones that belong to them, too."""
    after: int = 0

    def covers(self, cell: Address) -> bool:
        """True if it speaks about that cell."""
        return (
            cell.field in self.fields
            and self.package in (None, cell.package)
            and self.table in (None, cell.table)
            and (self.rows is None or self.rows.fullmatch(cell.row) is not None)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A cell that a person compared with the document and let pass."""

    value: str
    """The cell at that time: when it changes, it is looked at again."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What to look for, and where."""

    suffixes: tuple[str, ...]
    """Endings of the names of fields that hold words of the document."""
    count_blank_lines: frozenset[str]
    """Corpus numbers of the texts whose line numbers count blank lines, too."""
    rules: tuple[TraceRule, ...]
    reviewed: Mapping[ReviewedKey, Reviewed]

    def covering(self, kind: str, cell: Address) -> TraceRule | None:
        """The first rule of a kind that speaks about a cell, or None."""
        rules = (rule for rule in self.rules if rule.kind == kind)
        return next((rule for rule in rules if rule.covers(cell)), None)


def read_rules(root: Path) -> Rules:
    """The rules of a portal.

    Raises: BuildError if there is no such file, or with everything that is wrong with it.
    """
    place = Place(file=RULES_FILE)
    try:
        raw = tomllib.loads((root / RULES_FILE).read_text("utf-8"))
    except FileNotFoundError as error:
        raise BuildError([Problem(code="file-missing", place=place, value=RULES_FILE)]) from error
    except (OSError, RecursionError, ValueError) as error:
        problem = Problem(code="own-file-invalid", place=place, details=toml_fault(error))
        raise BuildError([problem]) from error
    return parse_rules(raw)


def parse_rules(raw: Mapping[str, Any]) -> Rules:
    """Rules from the parsed TOML.

    Raises: BuildError with every part that is missing, malformed or unknown.
    """
    faults = tuple(_faults(raw))
    if faults:
        raise BuildError(
            Problem(
                code="own-file-invalid",
                place=Place(file=RULES_FILE, field=field),
                details={"rule": rule, "expected": expected},
            )
            for field, rule, expected in faults
        )
    return Rules(
        suffixes=tuple(raw["suffixes"]),
        count_blank_lines=frozenset(raw.get("count_blank_lines", ())),
        rules=tuple(_rule(kind, raw_rule) for kind in KINDS for raw_rule in raw.get(kind, ())),
        reviewed={
            (review["package"], review["field"], row): Reviewed(
                value=value, reason=review["reason"]
            )
            for review in raw.get("reviewed", ())
            for row, value in review["cells"].items()
        },
    )


_Fault = tuple[str, str, str]
"""Dotted name of a part, the rule that it breaks, and what the rule expects."""


def _faults(raw: Mapping[str, Any]) -> Iterator[_Fault]:
    tables = [*KINDS, "reviewed"]
    lists = {"suffixes": raw.get("suffixes"), "count_blank_lines": raw.get("count_blank_lines", [])}
    yield from ((name, "list", "") for name, value in lists.items() if not _is_texts(value))
    for name in sorted(raw.keys() - {*lists, *tables}):
        yield name, "enum", ", ".join((*lists, *tables))
    for kind in tables:
        rules = raw.get(kind, [])
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            yield kind, "groups", f"[[{kind}]]"
            continue
        for number, rule in enumerate(rules):
            yield from _rule_faults(kind, f"{kind}[{number}]", rule)


def _rule_faults(kind: str, where: str, raw: Mapping[str, Any]) -> Iterator[_Fault]:
    needed = ("package", "field", "cells", "reason") if kind == "reviewed" else ("fields", "reason")
    known = needed if kind == "reviewed" else (*needed, "package", "table", *_FURTHER.get(kind, ()))
    yield from ((f"{where}.{name}", "missing", "") for name in needed if name not in raw)
    for name, value in raw.items():
        if name not in known:
            yield f"{where}.{name}", "enum", ", ".join(known)
        elif name == "fields" and not _is_texts(value):
            yield f"{where}.{name}", "list", ""
        elif name == "cells" and not (isinstance(value, dict) and _is_texts([*value.values()])):
            yield f"{where}.{name}", "table", ""
        elif name in ("before", "after") and type(value) is not int:
            yield f"{where}.{name}", "type", "integer"
        elif name not in ("fields", "cells", "before", "after") and not isinstance(value, str):
            yield f"{where}.{name}", "type", "string"
        elif name == "rows" and not _is_pattern(value):
            yield f"{where}.{name}", "regex", ""


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_pattern(text: str) -> bool:
    try:
        return bool(re.compile(text))
    except (re.error, RecursionError, OverflowError):
        return False


def _rule(kind: str, raw: Mapping[str, Any]) -> TraceRule:
    return TraceRule(
        kind=kind,
        package=raw.get("package"),
        table=raw.get("table"),
        rows=re.compile(raw["rows"]) if "rows" in raw else None,
        fields=tuple(raw["fields"]),
        reason=raw["reason"],
        before=raw.get("before", 0),
        after=raw.get("after", 0),
    )
