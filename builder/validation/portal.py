"""All packages of a portal through all checks: every problem of every package at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from builder.checks.accepted import Accepted, unaccepted
from builder.checks.dimensions import code_not_valid, faulty_boundaries
from builder.checks.references import (
    Keys,
    Rows,
    endless_chain,
    unknown_metadata_reference,
    unknown_publisher,
    unknown_reference,
    unknown_row,
    unknown_series,
)
from builder.checks.translation.review import ACCEPTED, parse_review, records_of
from builder.checks.translation.translation import faulty_translation
from builder.model import Package
from builder.packages.code_lists import CodeLists
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.names import is_device
from builder.problem import BuildError, Place, Problem, has_errors, sorted_problems
from builder.processes import spread
from builder.settings import Settings
from builder.validation.package import JUDGE, Checked, Judge

NEEDED = ("organisations", "topics", "documents")
"""Kinds of tables that every portal has: descriptors refer to their rows."""


MANY = 100
"""Packages that are worth starting processes for."""

MADE = ("progress", "quality")
"""Packages that the build makes: none of a portal's own may be called so."""


def checked_packages(
    sources: Iterable[SourcePackage],
    schemas: Mapping[str, Any],
    settings: Settings,
    *,
    review_files: Mapping[str, bytes],
    done: Callable[[str], None],
    judge: Judge = JUDGE,
) -> tuple[tuple[Package, ...], tuple[Problem, ...]]:
    """Every package that is right, in the order of their ids, and the warnings.

    `review_files` holds the glossary and the reviewed exceptions of the language check; `done`
    is called when a package was judged, `judge` looks at each by itself.
    Raises: BuildError with all problems, worst first, if any is an error.
    """
    packages, problems = judged_packages(
        sources, schemas, settings, review_files=review_files, done=done, judge=judge
    )
    if has_errors(problems):
        raise BuildError(problems)
    return packages, problems


def judged_packages(
    sources: Iterable[SourcePackage],
    schemas: Mapping[str, Any],
    settings: Settings,
    *,
    review_files: Mapping[str, bytes],
    done: Callable[[str], None],
    judge: Judge = JUDGE,
) -> tuple[tuple[Package, ...], tuple[Problem, ...]]:
    """Every package that is right by itself, and all problems, worst first."""
    asked = sorted(sources, key=lambda source: source.id)

    def verdict(source: SourcePackage) -> Checked:
        spoken, required = package_languages(source, settings)
        return judge(source, schemas, spoken, required=required)

    is_shared = judge.may_be_copied and not any(source.large for source in asked)
    verdicts = spread(asked, verdict, done, least=MANY if is_shared else len(asked) + 1)
    judged = {source.id: checked for source, checked in zip(asked, verdicts, strict=True)}
    for checked in verdicts:
        judge.learn(checked)
    problems = [problem for checked in judged.values() for problem in checked.problems]
    problems += _reserved_packages(judged)
    packages = tuple(checked.package for checked in judged.values() if checked.package)
    broken = frozenset(name for name, checked in judged.items() if checked.package is None)
    missing = _missing_tables(packages, broken)
    problems += [
        Problem(code="package-missing", place=Place(file=f"datasets/{name}"), value=name)
        for name in missing
    ]
    broken |= missing
    keys = Keys(packages, broken)
    problems += unknown_publisher(settings, keys)
    lists = CodeLists(packages)
    known_rows = Rows(packages, broken | set(MADE))
    for package in packages:
        problems += endless_chain(package)
        problems += unknown_row(package, known_rows)
        problems += unknown_metadata_reference(package, keys)
        problems += unknown_reference(package, keys)
        problems += code_not_valid(package, lists, settings.languages[0])
        problems += faulty_boundaries(package, packages)
        problems += unknown_series(package, settings)
    review, faults = parse_review(review_files)
    problems += faults
    problems += faulty_translation(packages, review, languages=settings.languages, broken=broken)
    rows, unread = records_of(ACCEPTED, review_files)
    problems += unread
    accepted = [Accepted(**record, row=row) for row, record in rows]
    problems += unaccepted(packages, accepted, broken)
    return packages, sorted_problems(problems)


def package_languages(
    source: SourcePackage, settings: Settings
) -> tuple[Sequence[str], Sequence[str]]:
    """Languages of a package, its own first, and those that no text of it may wait for."""
    own = (source.language,) if source.language else source.spoken
    if not own:
        return settings.languages, settings.required_languages
    others = [name for name in settings.languages if name not in own]
    return (*own, *others), own


def _reserved_packages(judged: Mapping[str, Checked]) -> list[Problem]:
    return [
        Problem(
            code="name-reserved",
            place=Place(file=f"datasets/{name}/{DESCRIPTOR}", field="name"),
            value=name,
            details={"reserved": ", ".join(MADE)},
        )
        for name in judged
        if name in MADE or is_device(name)
    ]


def _missing_tables(packages: Iterable[Package], broken: frozenset[str]) -> frozenset[str]:
    """Kinds of tables that no package has; a package with problems may hold what its name says."""
    there = {resource.table_kind for package in packages for resource in package.resources}
    return frozenset(NEEDED) - there - broken
