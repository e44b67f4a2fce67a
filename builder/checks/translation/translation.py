"""Translations against their originals: each pair of Vietnamese and English texts of a portal.

Errors, because a reader of the English would be told something else: a number or a document id
lost or changed, a text not translated, Vietnamese words left. Warnings, because a person must
judge: a term that the glossary translates otherwise, an unlikely length, an exception that no
longer applies. What a person has judged stands in schemas/language-exceptions.csv.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.checks.translation.glossary import Glossary
from builder.checks.translation.review import ANY_ROW, EXCEPTIONS, FOLDER, LanguageException, Review
from builder.checks.translation.wording import Fault, Wording
from builder.language.text import Localised
from builder.model import Package, Resource, Table
from builder.packages.read import DESCRIPTOR
from builder.problem import Place, Problem, Severity

RULES = (
    "translation-document",
    "translation-length",
    "translation-number",
    "translation-same",
    "translation-term",
    "translation-vietnamese",
)
"""Every rule that a pair can break."""

LABEL_RULES = tuple(rule for rule in RULES if rule != "translation-term")
"""Rules for titles and descriptions of fields, which shorten terms: Parent for chỉ tiêu cha."""

WARNINGS = frozenset({"translation-length", "translation-term"})
"""Rules that a person must judge; the others stop the build."""

PLACES = ("provinces", "provinces-2025")
"""Tables whose English names are place names, kept as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text in both languages and where it stands."""

    package: str
    resource: str
    row_key: str
    stem: str
    vi: str
    en: str
    place: Place
    """Of the English."""
    rules: tuple[str, ...] = RULES
    """Rules that it must keep."""


def faulty_translation(
    packages: Iterable[Package],
    review: Review,
    *,
    languages: Sequence[str],
    broken: Collection[str] = (),
) -> Iterator[Problem]:
    """Rules that translations break, but for the reviewed exceptions; exceptions without use.

    `broken` names the packages that were not read, of which nothing is known.
    """
    if not {"vi", "en"} <= set(languages):
        return
    packages = tuple(packages)
    wording = _wording(review.glossary, _places(packages))
    exceptions = _Exceptions(review.exceptions)
    for package in packages:
        for pair in _pairs(package, languages):
            for fault in wording.faults(pair.vi, pair.en):
                if fault.rule in pair.rules and not exceptions.holds(pair, fault.rule):
                    yield _problem(pair, fault)
    yield from exceptions.unused(broken)


def _problem(pair: Pair, fault: Fault) -> Problem:
    severity = Severity.WARNING if fault.rule in WARNINGS else Severity.ERROR
    return Problem(
        code=fault.rule,
        place=pair.place,
        value=pair.en[:200],
        details=fault.details,
        severity=severity,
    )


class _Exceptions:
    """The reviewed exceptions, and which of them were of use."""

    def __init__(self, exceptions: Iterable[LanguageException]) -> None:
        self._exceptions = tuple(exceptions)
        self._used: set[tuple[str, ...]] = set()
        self._known = {_key(exception) for exception in self._exceptions}

    def holds(self, pair: Pair, rule: str) -> bool:
        """True if a person has let this pass."""
        keys = [
            (pair.package, pair.resource, row_key, pair.stem, rule)
            for row_key in (pair.row_key, ANY_ROW)
        ]
        found = [key for key in keys if key in self._known]
        self._used.update(found)
        return bool(found)

    def unused(self, broken: Collection[str]) -> Iterator[Problem]:
        """Exceptions that no pair needed."""
        for exception in self._exceptions:
            key = _key(exception)
            if key not in self._used and exception.package not in broken:
                place = Place(file=f"{FOLDER}/{EXCEPTIONS}", row=exception.row)
                yield Problem(
                    code="exception-unused",
                    place=place,
                    value="/".join(part for part in key[:4] if part),
                    details={"rule": exception.rule, "reason": exception.reason},
                    severity=Severity.WARNING,
                )


def _key(exception: LanguageException) -> tuple[str, ...]:
    return (
        exception.package,
        exception.resource,
        exception.row_key,
        exception.stem,
        exception.rule,
    )


@lru_cache(maxsize=4)
def _wording(glossary: Glossary, places: frozenset[str]) -> Wording:
    """The rules of a portal: who looks at it again reads no pair of texts twice."""
    return Wording(glossary, places)


def _places(packages: Iterable[Package]) -> frozenset[str]:
    """English names of the tables of places."""
    return frozenset(
        str(record["name_en"])
        for package in packages
        for resource in package.resources
        if resource.table_kind in PLACES and resource.table
        for record in resource.table.records()
        if record.get("name_en")
    )


def _pairs(package: Package, languages: Sequence[str]) -> Iterator[Pair]:
    yield from _described_pairs(package, languages)
    for resource in package.resources:
        if resource.table:
            yield from _row_pairs(package, resource, resource.table)


def _described_pairs(package: Package, languages: Sequence[str]) -> Iterator[Pair]:
    """Titles and descriptions of the package, its resources, fields and charts."""
    file = f"datasets/{package.id}/{DESCRIPTOR}"
    for described in _described(package):
        for name, text in (("title", described.title), ("description", described.description)):
            if text is None or not {"vi", "en"} <= set(text):
                continue
            path = f"{described.path}.{name}".removeprefix(".")
            yield Pair(
                package=package.id,
                resource=described.resource,
                row_key="",
                stem=f"{described.stem}.{name}".removeprefix("."),
                vi=text["vi"],
                en=text["en"],
                place=Place(file=file, field=path if languages[0] == "en" else _translated(path)),
                rules=described.rules,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    """Something that a descriptor titles and describes."""

    title: Localised | None
    """None where nobody wrote one: the name of the field then stands for it."""
    description: Localised | None = None
    path: str = ""
    """Where it stands in the descriptor."""
    resource: str = ""
    stem: str = ""
    rules: tuple[str, ...] = RULES


def _described(package: Package) -> Iterator[_Described]:
    yield _Described(title=package.title, description=package.description)
    for number, chart in enumerate(package.charts):
        stem = f"charts[{number}]"
        yield _Described(title=chart.title, path=f"portal.{stem}", stem=stem)
    for number, resource in enumerate(package.resources):
        path = f"resources[{number}]"
        yield _Described(
            title=resource.title,
            description=resource.description,
            path=path,
            resource=resource.name,
        )
        for position, field in enumerate(resource.table.schema.fields if resource.table else ()):
            is_titled = set(field.title.values()) != {field.name}
            yield _Described(
                title=field.title if is_titled else None,
                description=field.description,
                path=f"{path}.schema.fields[{position}]",
                resource=resource.name,
                stem=field.name,
                rules=LABEL_RULES,
            )


def _translated(path: str) -> str:
    """Where a descriptor holds the English of a property: `portal.title.en` beside `title`."""
    if path.startswith("portal."):
        return f"{path}.en"
    *before, name = path.split(".")
    return ".".join((*before, "portal", name, "en"))


def _row_pairs(package: Package, resource: Resource, table: Table) -> Iterator[Pair]:
    names = [field.name for field in table.schema.fields]
    columns = [
        (name.removesuffix("_vi"), names.index(name), names.index(f"{name.removesuffix('_vi')}_en"))
        for name in names
        if name.endswith("_vi") and f"{name.removesuffix('_vi')}_en" in names
    ]
    keys = [names.index(name) for name in table.schema.primary_key if name in names]
    file = f"datasets/{package.id}/{resource.path}"
    for number, row in enumerate(table.rows if columns else (), start=2):
        row_key = "/".join(str(row[column]) for column in keys) or str(number)
        for stem, vi, en in columns:
            texts = row[vi], row[en]
            if all(texts):
                yield Pair(
                    package=package.id,
                    resource=resource.name,
                    row_key=row_key,
                    stem=stem,
                    vi=str(texts[0]),
                    en=str(texts[1]),
                    place=Place(file=file, row=number, field=f"{stem}_en", column=en + 1),
                )
