"""One package through all checks of its own: a Package, or every problem it has.

Pure but for frictionless, which reads the tables from the package's folder.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from builder.checks import (
    cells,
    charts,
    descriptors,
    dimensions,
    empty_cells,
    fields,
    language,
    repeated,
    sizes,
    structure,
    tables,
)
from builder.language.text import shortened
from builder.model import KINDS, Package, Rows, Schema, Table
from builder.packages import descriptor as parsing
from builder.packages.arrangement import spoken_by
from builder.packages.judged import WHOLE_ROW_CODES, Validated, accepted, validated
from builder.packages.own_schemas import PROFILE
from builder.packages.packed_rows import packed_package
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.names import RESERVED, is_reserved
from builder.packages.shapes.plain import loosened
from builder.problem import BuildError, Place, Problem, Severity, has_errors
from builder.validation.large_tables import looked_through, with_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A package, or None with the problems that keep it back; warnings go with a package."""

    package: Package | None
    problems: tuple[Problem, ...]
    digest: str = ""
    """What a package in which nothing was found is known by; "" where nobody asked."""


def checked_package(
    source: SourcePackage,
    schemas: Mapping[str, Any],
    languages: Sequence[str],
    *,
    required: Sequence[str] | None = None,
) -> Checked:
    """A package folder judged by itself; references to other packages come later.

    `schemas` holds the JSON files of schemas/ by path, `required` the languages that no text
    may wait for; None: all of them.
    """
    source = looked_through(source)
    checked = _checked(source, schemas, languages, required or languages)
    lost = [problem for problem in checked.problems if problem.code == "value-altered"]
    if source.is_adopted and lost:
        source = loosened(source, lost)
        checked = _checked(source, schemas, languages, required or languages)
    told = (
        source.as_it_lies(problem)
        for problem in (*source.problems, *checked.problems)
        if not source.is_adopted or problem.code != "line-ending"
    )
    weighed = tuple(_weighed(problem, source) for problem in told)
    problems = _of_readable_files(_first_of_files(_of_own_schemas(weighed)))
    problems = problems if has_errors(problems) else (*problems, *source.otherwise)
    package = None if has_errors(problems) else checked.package
    package = package and with_files(package, source)
    return Checked(package=package and packed_package(package), problems=problems)


def sound_package(source: SourcePackage, languages: Sequence[str]) -> Package | None:
    """The package of a folder that was judged before, and of which there was nothing to tell.

    None where its tables are not right beyond doubt: then it has to be judged.
    """
    descriptor = parsing.parse_descriptor(source)
    tabular = [part for part in descriptor["resources"] if parsing.is_tabular(part)]
    judged = accepted({**descriptor, "resources": tabular}, source.files) if tabular else None
    if tabular and judged is None:
        return None
    found = {
        part["name"]: Table(
            schema=parsing.parse_schema(part["schema"], languages), rows=judged.rows[part["name"]]
        )
        for part in tabular
        if judged is not None
    }
    return packed_package(parsing.parse_package(descriptor, source, found, languages))


class Judge:
    """Judges packages by themselves."""

    may_be_copied = True
    """False for one who would lose what a copy of him learnt."""

    def __call__(
        self,
        source: SourcePackage,
        schemas: Mapping[str, Any],
        languages: Sequence[str],
        *,
        required: Sequence[str] | None = None,
    ) -> Checked:
        """The package, or its problems."""
        return checked_package(source, schemas, languages, required=required)

    def learn(self, checked: Checked) -> None:
        """Told of each verdict, his own or that of a copy."""


JUDGE = Judge()
"""One who knows of nothing before."""


class Remembering(Judge):
    """A judge who looks at a package again only where it, or a rule for it, is another."""

    may_be_copied = False

    def __init__(self) -> None:
        self._judged: dict[str, tuple[tuple[Any, ...], Checked]] = {}

    def __call__(
        self,
        source: SourcePackage,
        schemas: Mapping[str, Any],
        languages: Sequence[str],
        *,
        required: Sequence[str] | None = None,
    ) -> Checked:
        """The package, or its problems."""
        asked = (source, schemas, languages, required)
        if source.id not in self._judged or self._judged[source.id][0] != asked:
            checked = checked_package(source, schemas, languages, required=required)
            self._judged[source.id] = asked, checked
        return self._judged[source.id][1]


MOST_TOLD = 1000
"""Cells without a twin in another language that are told of a table on disk."""

TEXT_FAULTS = ("control-character", "encoding-not-utf8", "not-nfc", "white-space")
"""Faults of texts that a package from elsewhere may have: it is published as it is."""


def _weighed(problem: Problem, source: SourcePackage) -> Problem:
    """A fault of a text that can be read is a warning in a package that is not the portal's own."""
    is_own = not source.is_adopted
    if is_own or problem.code not in TEXT_FAULTS or _is_unreadable(problem, source):
        return problem
    return replace(problem, severity=Severity.WARNING)


def _of_own_schemas(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Problems; a schema that its kind of table has is copied from there, not worked out."""
    copied = {
        problem.place
        for problem in problems
        if problem.code in ("field-definition-differs", "field-missing")
    }
    for problem in problems:
        if problem.code != "schema-inferred" or problem.place not in copied:
            yield problem


def _of_readable_files(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems, of a file that is no text only that: what else its bytes seem to say is nothing."""
    found = tuple(problems)
    unread = {
        problem.place.file
        for problem in found
        if problem.code == "encoding-not-utf8" and problem.severity is Severity.ERROR
    }
    return tuple(
        problem
        for problem in found
        if problem.place.file not in unread or problem.code == "encoding-not-utf8"
    )


def _first_of_files(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems, of the warnings of a file's texts the first: nobody mends them one by one."""
    told: set[tuple[str, str]] = set()
    for problem in problems:
        file = (problem.code, problem.place.file)
        is_warning = problem.severity is Severity.WARNING and problem.code in TEXT_FAULTS
        if not is_warning or file not in told:
            yield problem
        told.add(file)


def _stops(problems: Iterable[Problem], source: SourcePackage) -> bool:
    return has_errors(_weighed(problem, source) for problem in problems)


def _is_unreadable(problem: Problem, source: SourcePackage) -> bool:
    if problem.code == "control-character":
        return problem.details.get("character") == "U+0000"
    if problem.code != "encoding-not-utf8":
        return False
    try:
        source.files[problem.place.file.removeprefix(source.file(""))].decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return True
    return False


def _checked(
    source: SourcePackage,
    schemas: Mapping[str, Any],
    languages: Sequence[str],
    required: Sequence[str],
) -> Checked:
    if has_errors(source.problems):
        return Checked(package=None, problems=())
    try:
        descriptor = parsing.parse_descriptor(source)
    except BuildError as error:
        return Checked(package=None, problems=error.problems)
    problems = _of_descriptor(descriptor, schemas, source)
    if _stops(problems, source):
        return Checked(package=None, problems=tuple(problems))
    problems += descriptors.days_in_disorder(descriptor, source.file(DESCRIPTOR))
    problems += repeated.repeated_words(descriptor, source.file(DESCRIPTOR))
    problems += parsing.missing_translation(descriptor, source, required)
    problems += structure.faulty_readme(source, required)
    readable, faults = _readable(descriptor, source, schemas, required)
    found, table_problems = _tables(descriptor, readable, source, (languages, required))
    problems += [*faults, *table_problems]
    problems += charts.impossible_chart(descriptor, source, _faulty(descriptor, readable, found))
    if _stops(problems, source):
        return Checked(package=None, problems=tuple(problems))
    package = parsing.parse_package(descriptor, source, found, languages)
    problems += kind_without_table(package)
    problems += charts.empty_chart(package)
    problems += dimensions.doubled_whole(package)
    problems += language.untranslated(package, [name for name in languages if name not in required])
    if _stops(problems, source):
        return Checked(package=None, problems=tuple(problems))
    return Checked(package=package, problems=tuple(problems))


def _of_descriptor(
    descriptor: Mapping[str, Any], schemas: Mapping[str, Any], source: SourcePackage
) -> list[Problem]:
    """What a descriptor says against the profile and itself, and sizes that it leads to."""
    deep = list(sizes.too_deep(descriptor, source))
    if deep:
        return deep
    profile = schemas[PROFILE]
    profile = _of_short_texts(profile) if source.is_adopted else profile
    problems = list(parsing.wrong_property(descriptor, profile, source))
    told = {problem.place for problem in problems}
    problems += [
        problem
        for problem in (
            *descriptors.foreign_addresses(descriptor, source.file(DESCRIPTOR)),
            *descriptors.faulty_texts(descriptor, source.file(DESCRIPTOR)),
            *descriptors.impossible_moment(descriptor, source.file(DESCRIPTOR)),
        )
        if problem.place not in told
    ]
    return (
        problems if _stops(problems, source) else [*problems, *sizes.too_large(descriptor, source)]
    )


def _readable(
    descriptor: Mapping[str, Any],
    source: SourcePackage,
    schemas: Mapping[str, Any],
    required: Sequence[str],
) -> tuple[list[Mapping[str, Any]], list[Problem]]:
    """The resources that can be read as tables, and what is told of the others."""
    readable, problems = [], []
    for position, resource in enumerate(descriptor["resources"]):
        faults = list(_resource_faults(descriptor, position, source, schemas, required))
        problems += faults
        if parsing.is_tabular(resource) and not _stops(faults, source):
            readable.append(resource)
    return readable, problems


def _faulty(
    descriptor: Mapping[str, Any],
    readable: Sequence[Mapping[str, Any]],
    found: Mapping[str, Table],
) -> set[str]:
    """Tables whose schema or file is at fault: none of them can be drawn yet."""
    tables = {
        part["name"]
        for part in descriptor["resources"]
        if parsing.is_tabular(part) or _is_hidden_table(part)
    }
    there = {resource["name"] for resource in readable} if found else set()
    return tables - there


def _of_short_texts(profile: Mapping[str, Any]) -> Mapping[str, Any]:
    """The profile for packages that others have described, in however few words."""
    properties = profile["properties"]
    description = {**properties["description"], "minLength": 1}
    return {**profile, "properties": {**properties, "description": description}}


def kind_without_table(package: Package) -> Iterator[Problem]:
    """A package whose kind promises a table that it does not have."""
    needed = KINDS[package.kind].tables
    if needed and not any(package.table(table_kind) for table_kind in needed):
        yield Problem(
            code="kind-table-missing",
            place=Place(file=f"datasets/{package.id}/{DESCRIPTOR}", field="portal.kind"),
            value=package.kind,
            details={"tables": ", ".join(needed)},
        )


def _resource_faults(
    descriptor: Mapping[str, Any],
    position: int,
    source: SourcePackage,
    schemas: Mapping[str, Any],
    required: Sequence[str],
) -> Iterator[Problem]:
    """What keeps a resource from being judged as a table."""
    resource = descriptor["resources"][position]
    if "extrapaths" in resource:  # frictionless would read rows that no published file has
        place = Place(file=source.file(DESCRIPTOR), field=f"resources[{position}].extrapaths")
        details = {"known": "path"}
        yield Problem(code="property-unknown", place=place, value="extrapaths", details=details)
    yield from structure.unreadable_resource(source, resource, position)
    if _is_hidden_table(resource):
        place = Place(file=source.file(DESCRIPTOR), field=f"resources[{position}].format")
        details = {"rule": "enum", "expected": ", ".join(parsing.TABULAR_FORMATS)}
        value = str(resource.get("format"))[:200]
        yield Problem(code="property-invalid", place=place, value=value, details=details)
    yield from _doubled_name(descriptor, position, source)
    yield from _reserved_name(resource["name"], f"resources[{position}].name", source)
    place = Place(file=source.file(DESCRIPTOR), field=f"resources[{position}].schema")
    if parsing.is_tabular(resource):
        yield from fields.faulty_schema(resource, place)
        yield from fields.broken_foreign_keys(descriptor, position, place)
    kind = resource.get("portal", {}).get("table")
    if kind is None:
        return
    canonical = schemas.get(f"tables/{kind}.schema.json")
    if canonical is None:
        known = sorted(name[7:-12] for name in schemas if name.startswith("tables/"))
        details = {"rule": "enum", "expected": ", ".join(known)}
        place = Place(file=place.file, field=f"resources[{position}].portal.table")
        yield Problem(code="property-invalid", place=place, value=kind, details=details)
    else:
        expected = spoken_by(canonical, resource.get("schema"), required)
        yield from tables.broken_contract(expected, resource, place)


def _is_hidden_table(resource: Mapping[str, Any]) -> bool:
    """True for a table in delimited text whose `format` says something else."""
    suffix = str(resource.get("path", "")).lower().rpartition(".")[2]
    is_text = suffix in parsing.TABULAR_FORMATS and resource.get("type") == "table"
    return is_text and not parsing.is_tabular(resource)


def _reserved_name(name: str, field: str, source: SourcePackage) -> Iterator[Problem]:
    if is_reserved(name):
        place = Place(file=source.file(DESCRIPTOR), field=field)
        details = {"reserved": ", ".join((*RESERVED, "…-metadata"))}
        yield Problem(code="name-reserved", place=place, value=name, details=details)


def _doubled_name(
    descriptor: Mapping[str, Any], position: int, source: SourcePackage
) -> Iterator[Problem]:
    """A name that an earlier resource has: their published files would overwrite each other."""
    names = [resource["name"] for resource in descriptor["resources"]]
    if names[position] in names[:position]:
        place = Place(file=source.file(DESCRIPTOR), field=f"resources[{position}].name")
        details = {"rule": "unique", "expected": ", ".join(names)}
        yield Problem(code="property-invalid", place=place, value=names[position], details=details)


def _tables(
    descriptor: Mapping[str, Any],
    readable: Sequence[Mapping[str, Any]],
    source: SourcePackage,
    languages: tuple[Sequence[str], Sequence[str]],
) -> tuple[Mapping[str, Table], list[Problem]]:
    """The readable tables; `languages` are all of them, and those that no text may wait for."""
    if not readable:
        return {}, []
    files = {resource["name"]: source.file(resource["path"]) for resource in readable}
    declared = {
        **({"name": source.id} if source.is_adopted else descriptor),
        "resources": [_without_lost_keys(resource, descriptor, files) for resource in readable],
    }
    judged = (
        _judged(declared, readable, source, files)
        if source.accepted is None
        else Validated(rows=source.accepted, is_accepted=True)
    )
    problems = [problem for problem in judged.problems if problem.place.file not in files.values()]
    found: dict[str, Table] = {}
    for resource in readable:
        name, file = resource["name"], files[resource["name"]]
        own = [problem for problem in judged.problems if problem.place.file == file]
        own = _with_examples(own, judged.rows.get(name, ()))
        schema = parsing.parse_schema(resource["schema"], languages[0])
        own = list(empty_cells.told_of_empty(own, schema))
        rows = judged.rows.get(name, ())
        if not judged.is_accepted and _is_torn(schema, rows, own):
            problems += own
            continue
        found[name] = Table(schema=schema, rows=rows)
        typed = {problem.place for problem in own if problem.code.startswith("type-")}
        missing = language.missing_language(schema, rows, file, tuple(languages[1]))
        if resource["path"] in source.large:
            missing = islice(missing, MOST_TOLD)
        groups: list[Iterable[Problem]] = [
            (problem for problem in missing if problem.place not in typed),
            *(() if judged.is_accepted else _of_cells(schema, rows, file)),
            *_of_own_tables(resource, schema, rows, file),
            own,
            cells.misread_thousands(schema, rows, file),
            *(() if judged.is_accepted else _of_keys(schema, rows, file)),
        ]
        problems += _told_once([list(group) for group in groups])
    return found, problems


def _judged(
    declared: Mapping[str, Any],
    readable: Sequence[Mapping[str, Any]],
    source: SourcePackage,
    files: Mapping[str, str],
) -> Validated:
    """The tables as the accepting path takes them, or else as frictionless judges them."""
    judged = accepted(declared, source.files)
    if judged is not None:
        return judged
    with _folder(source, readable) as folder:
        return validated(declared, folder, files)


def _is_torn(schema: Schema, rows: Rows, own: Iterable[Problem]) -> bool:
    """True if the header is wrong, or a row has not a cell for each field."""
    return any(problem.place.row == 1 for problem in own) or any(
        len(row) != len(schema.fields) for row in rows
    )


def _of_cells(schema: Schema, rows: Rows, file: str) -> Iterator[Iterator[Problem]]:
    """What the accepting path has looked at itself: texts and numbers of cells."""
    yield cells.faulty_text(schema, rows, file)
    yield tables.not_a_number(schema, rows, file)
    yield cells.unprintable_number(schema, rows, file)


def _of_keys(schema: Schema, rows: Rows, file: str) -> Iterator[Iterator[Problem]]:
    """The same of categories and keys."""
    yield tables.unknown_category(schema, rows, file)
    yield tables.duplicate_unique_key(schema, rows, file)
    yield tables.incomplete_key(schema, rows, file)


@contextmanager
def _folder(source: SourcePackage, readable: Sequence[Mapping[str, Any]]) -> Iterator[Path]:
    """Where the tables lie: the package's folder, or one for the time being."""
    if not source.tables:
        yield source.folder
        return
    with tempfile.TemporaryDirectory(prefix="portal-") as name:
        folder = Path(name) / source.id
        for resource in readable:
            path = folder / resource["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.files[resource["path"]])
        yield folder


def _with_examples(problems: Sequence[Problem], rows: Rows) -> list[Problem]:
    """Cells that break a pattern told with cells of their column that keep to it."""
    broken = {
        (problem.place.row, problem.place.column)
        for problem in problems
        if problem.code == "pattern-mismatch"
    }
    columns = {column for _, column in broken if column}
    if not columns:
        return list(problems)
    kept: dict[int | None, dict[str, None]] = {column: {} for column in columns}
    for number, row in enumerate(rows, start=2):
        for column in columns:
            cell = row[column - 1] if column <= len(row) else None
            if cell is not None and (number, column) not in broken and len(kept[column]) < 3:
                kept[column].setdefault(shortened(str(cell), 40))
    return [
        replace(problem, details={**problem.details, "allowed": ", ".join(found)})
        if problem.code == "pattern-mismatch" and (found := kept.get(problem.place.column))
        else problem
        for problem in problems
    ]


def _of_own_tables(
    resource: Mapping[str, Any], schema: Schema, rows: Rows, file: str
) -> Iterator[Iterator[Problem]]:
    """What is asked of the portal's own kinds of table, which become pages, alone."""
    if resource.get("portal", {}).get("table"):
        yield cells.faulty_period(schema, rows, file)
        yield cells.faulty_due_day(schema, rows, file)
        yield cells.too_long_id(schema, rows, file)
        yield cells.unprintable_number(schema, rows, file, cells.LABELLED)


def _without_lost_keys(
    resource: Mapping[str, Any], descriptor: Mapping[str, Any], readable: Iterable[str]
) -> Mapping[str, Any]:
    """The resource without foreign keys to those that are not read: their fault is told already."""
    names = [resource["name"] for resource in descriptor["resources"]]
    unread = [name for name in names if name not in readable]
    keys = resource["schema"].get("foreignKeys", ())
    kept = [key for key in keys if key["reference"].get("resource") not in unread]
    if len(kept) == len(keys):
        return resource
    return {**resource, "schema": {**resource["schema"], "foreignKeys": kept}}


def _told_once(groups: Sequence[Sequence[Problem]]) -> Iterator[Problem]:
    """Each cell as the first group that has it tells it; of a row that is wrong, only that."""
    rows = {
        problem.place.row
        for group in groups
        for problem in group
        if problem.code in WHOLE_ROW_CODES
    }
    told: set[tuple[int | None, int]] = set()
    for group in groups:
        fresh = [
            problem
            for problem in group
            if (problem.code in WHOLE_ROW_CODES or problem.place.row not in rows)
            and (problem.place.row, problem.place.column) not in told
        ]
        told |= {
            (problem.place.row, problem.place.column) for problem in fresh if problem.place.column
        }
        yield from fresh
