"""What people keep beside the data for its two languages: glossary, exceptions, locators.

Bytes in, values out; `builder.packages.read` opens the files.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from builder.checks.structure import not_text
from builder.checks.translation.glossary import Glossary, Term
from builder.language.locators import NO_LOCATORS, Locators
from builder.problem import Place, Problem, has_errors

FOLDER = "schemas"
GLOSSARY = "glossary.csv"
EXCEPTIONS = "language-exceptions.csv"
ACCEPTED = "accepted.csv"
"""Doubts about the meaning of rows that a person has looked into."""
LOCATORS = "locators.csv"

ANY_ROW = "*"
"""Row key of an exception that holds for every row of a field."""

_MUST: Mapping[str, tuple[str, ...]] = {
    GLOSSARY: ("vi", "en"),
    EXCEPTIONS: ("package", "stem", "rule", "reason"),
    ACCEPTED: ("package", "field", "code", "reason"),
    LOCATORS: ("vi", "en"),
}
_MAY: Mapping[str, tuple[str, ...]] = {
    GLOSSARY: ("aliases_vi", "also_en", "note"),
    EXCEPTIONS: ("resource", "row_key"),
    ACCEPTED: ("resource", "row_key"),
    LOCATORS: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageException:
    """A pair of texts that a person has read and lets pass, with the one rule it breaks."""

    package: str
    resource: str
    """Name of the resource; empty for the title and description of the package."""
    row_key: str
    """Primary key of the row, parts joined by a slash; `*` for every row; empty in a descriptor."""
    stem: str
    """Name of the field without its language, such as `name`; `title` in a descriptor."""
    rule: str
    """Code of the problem, such as `translation-same`."""
    reason: str
    row: int
    """Row in its own file, to tell that it is no longer needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The glossary of a portal, the exceptions, and how parts of documents are called."""

    glossary: Glossary
    exceptions: tuple[LanguageException, ...] = ()
    locators: Locators = NO_LOCATORS


def parse_review(files: Mapping[str, bytes]) -> tuple[Review, tuple[Problem, ...]]:
    """The review of a portal, and what is wrong with it.

    `files` holds the CSV files of schemas/ by name; both may be absent.
    """
    terms, faults = records_of(GLOSSARY, files)
    exceptions, further = records_of(EXCEPTIONS, files)
    places, others = records_of(LOCATORS, files)
    review = Review(
        glossary=_glossary(tuple(_term(record) for _, record in terms)),
        exceptions=tuple(LanguageException(**record, row=row) for row, record in exceptions),
        locators=Locators({record["vi"]: record["en"] for _, record in places}),
    )
    return review, (*faults, *further, *others)


@lru_cache(maxsize=4)
def _glossary(terms: tuple[Term, ...]) -> Glossary:
    return Glossary(terms)


def _term(record: Mapping[str, str]) -> Term:
    return Term(
        vi=(record["vi"], *_listed(record["aliases_vi"])),
        en=(record["en"], *_listed(record["also_en"])),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def records_of(
    name: str, files: Mapping[str, bytes]
) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """Rows of a file by their number, and its problems; a row with a problem is left out."""
    if name not in files:
        return [], []
    place = Place(file=f"{FOLDER}/{name}")
    problems = list(not_text(files[name], place))
    if has_errors(problems):
        return [], problems
    lines = csv.DictReader(io.StringIO(files[name].decode("utf-8"), newline=""))
    problems += _missing_fields(name, lines.fieldnames or (), place.file)
    if has_errors(problems):
        return [], problems
    fields = _MUST[name] + _MAY[name]
    rows = [
        (row, {field: line[field] or "" for field in fields})
        for row, line in enumerate(lines, start=2)
    ]
    problems += _empty_cells(name, rows, place.file)
    return [(row, record) for row, record in rows if _complete(name, record)], problems


def _missing_fields(name: str, header: Collection[str], file: str) -> Iterator[Problem]:
    """The columns that a file lacks, as one problem: its header is another."""
    expected = _MUST[name] + _MAY[name]
    missing = [field for field in expected if field not in header]
    if not missing:
        return
    details = {"rule": "header", "expected": ", ".join(expected)}
    place = Place(file=file, row=1)
    yield Problem(code="own-file-invalid", place=place, value=missing[0], details=details)


def _empty_cells(
    name: str, rows: Iterable[tuple[int, Mapping[str, str]]], file: str
) -> Iterator[Problem]:
    for row, record in rows:
        if not any(cell.strip() for cell in record.values()):
            yield Problem(code="blank-row", place=Place(file=file, row=row))
            continue
        for field in _MUST[name]:
            if not record[field]:
                yield Problem(code="required-empty", place=Place(file=file, row=row, field=field))


def _complete(name: str, record: Mapping[str, str]) -> bool:
    return all(record[field] for field in _MUST[name])
