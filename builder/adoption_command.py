"""`portal add PATH`: a package or table from elsewhere becomes a package of the portal."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.build import checked_portal
from builder.language.words import Words, words
from builder.packages.read import DESCRIPTOR, SourcePackage, portal_schemas, read_package
from builder.packages.shapes.names import plain_name
from builder.problem import BuildError, Problem, Severity, has_errors, sorted_problems
from builder.report import rendered_problems
from builder.saving import save
from builder.settings import Settings, public_address, read_settings
from builder.stewarding.adoption import adopted, settled, with_answers
from builder.stewarding.arrivals import NoPackageError, arrived
from builder.stewarding.called import LISTS, Called
from builder.stewarding.doubts import SETTLED
from builder.stewarding.edits import tried
from builder.stewarding.open_sdg_inputs import data_files
from builder.stewarding.replacement import Release, is_adopted, left_over, replacing, said_before
from builder.stewarding.terminal import EXIT_DONE, EXIT_REFUSED, RefusedError, Terminal
from builder.validation.package import checked_package
from builder.versions.records import RELEASES, new_records

FLAGS = ("publisher", "topic", "licence", "language", "frequency")
"""What may be said of a package on the way."""

_YES = ("y", "yes", "c", "có", "co")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Bring a package in, tell what is left to do, and keep it only if the portal stays valid.

    Raises: BuildError.
    """
    try:
        return _run(options, terminal)
    except RefusedError as refused:
        terminal.err(str(refused))
        return EXIT_REFUSED


def _run(options: argparse.Namespace, terminal: Terminal) -> int:
    t, settings = words(options.lang), read_settings(options.root)
    packages, _ = checked_portal(options.root, settings)
    source = _arrived(options, t)
    called = Called(packages, t)
    old = _replaced(source, options, t)
    before = said_before(old) if old else {}
    given = {name: getattr(options, name) or before.get(name, []) for name in FLAGS}
    given |= {flag: called.settled(flag, given[flag]) for flag in LISTS}
    if terminal.ask and not options.yes:
        given |= _asked(terminal, settings, given, called, t)
    source, left = settled(source, given, {name: called.ids(name) for name in (*LISTS, "document")})
    _tell_left(left, terminal, t)
    spare = {
        "publisher": settings.publisher,
        "topics": called.ids("topic")[:1],
        "licence": words(settings.languages[0])("adopt.licence"),
    }
    found, problems = adopted(source, with_answers(settings, given, options.day.isoformat()), spare)
    if has_errors(problems):
        raise BuildError(sorted_problems(problems))
    if not found.is_adopted:  # no descriptor that can be read
        schemas = portal_schemas(options.root, settings.languages)
        raise BuildError(checked_package(found, schemas, settings.languages).problems)
    gone: Sequence[str] = ()
    if old:
        note = words(found.language or options.lang)("adopt.note")
        found = replacing(found, old, Release(day=options.day, note=note))
        gone = left_over(found, old)
    for line in told_package(found, t):
        terminal.out(line)
    if gone:
        terminal.out(t("adopt.removed", files=", ".join(found.file(path) for path in gone)))
    if not options.yes and not is_agreed(terminal, t):
        terminal.err(t("steward.dry"))
        return EXIT_DONE
    return keep_package(found, settings, options, terminal, gone=gone)


def _arrived(options: argparse.Namespace, t: Words) -> SourcePackage:
    try:
        source = arrived(options.path)
    except NoPackageError as error:
        if data_files(Path(options.path)):
            raise RefusedError(t("adopt.open_sdg", folder=options.path)) from error
        raise RefusedError(t("adopt.no_package", name=str(error))) from error
    if options.name:
        source = replace(source, id=plain_name(options.name))
    return source


def _tell_left(left: Sequence[str], terminal: Terminal, t: Words) -> None:
    if left:
        terminal.err(t("adopt.unlisted", ids="; ".join(left)))


def _replaced(source: SourcePackage, options: argparse.Namespace, t: Words) -> SourcePackage | None:
    """The package that is there already; None for one that is new.

    Raises: RefusedError where it is not to be replaced, or did not come from elsewhere.
    """
    folder = options.root / "datasets" / source.id
    if not folder.exists():
        return None
    if not options.replace:
        raise RefusedError(t("adopt.exists", package=source.id))
    old = read_package(folder, options.root)
    if not is_adopted(old):
        raise RefusedError(t("adopt.own", package=source.id))
    return old


def _asked(
    terminal: Terminal,
    settings: Settings,
    given: Mapping[str, Sequence[str]],
    called: Called,
    t: Words,
) -> dict[str, list[str]]:
    """What only a person knows, asked where neither flag nor `[defaults]` says it."""
    assert terminal.ask is not None
    defaults = {
        "publisher": settings.defaults.publisher,
        "topic": settings.defaults.topics,
        "licence": settings.defaults.licence,
    }
    answers: dict[str, list[str]] = {}
    for name, default in defaults.items():
        if not given[name] and not default:
            ids = called.offered(name) if name in LISTS else ""
            question = t(f"adopt.ask.{name}", ids=ids)
            answer = terminal.ask(question).strip()
            answers |= {name: [answer]} if answer else {}
    settled = {flag: called.settled(flag, answers[flag]) for flag in LISTS if flag in answers}
    return {**answers, **settled}


def told_package(found: SourcePackage, t: Words) -> list[str]:
    """The package as it will lie: each table with its columns, each file."""
    raw: Mapping[str, Any] = json.loads(found.files[DESCRIPTOR])
    lines = [t("adopt.package", package=found.id, title=raw["title"])]
    for resource in raw["resources"]:
        fields = (resource.get("schema") or {}).get("fields") or ()
        columns = ", ".join(f"{field['name']} ({field.get('type', 'any')})" for field in fields)
        path = str(resource.get("path"))
        lines.append(t("adopt.table", path=path, columns=columns or t("adopt.no_columns")))
    return lines


def is_agreed(terminal: Terminal, t: Words) -> bool:
    """True if somebody at a terminal says yes."""
    return bool(terminal.ask and terminal.ask(t("steward.confirm")).strip().lower() in _YES)


def keep_package(
    found: SourcePackage,
    settings: Settings,
    options: argparse.Namespace,
    terminal: Terminal,
    *,
    gone: Sequence[str] = (),
) -> int:
    """Write the package and tell what is left to do, if the portal stays valid with it.

    `gone` are files of an earlier state that it no longer has.
    """
    taken_out = [found.file(path) for path in gone]
    return keep_packages((found,), settings, options, terminal, gone=taken_out)


def keep_packages(
    found: Sequence[SourcePackage],
    settings: Settings,
    options: argparse.Namespace,
    terminal: Terminal,
    *,
    gone: Sequence[str] = (),
) -> int:
    """The same for several packages, of which all are written or none.

    `gone` are files of the portal.
    """
    t = words(options.lang)
    contents = {each.file(path): own for each in found for path, own in each.files.items()}
    try:
        with tried(options.root, contents) as copy:
            _remove(copy, gone)
            warnings = checked_portal(copy, settings)[1]
            lying = [read_package(copy / "datasets" / each.id, copy).files for each in found]
        is_recorded = (options.root / RELEASES).is_dir()
        if is_recorded:
            contents |= new_records(lying, options.root, settings.languages)
        save(options.root, contents)
        _remove(options.root, gone)
    except BuildError as error:
        raise BuildError(_of(found, error.problems)) from error
    settled = SETTLED if is_recorded else ()
    own = [problem for problem in _of(found, warnings) if problem.code not in settled]
    if own:
        site = public_address(options.root)
        terminal.out(rendered_problems(own, t, options.format, site=site))
    terminal.err(t("steward.written", files=", ".join(contents)))
    return EXIT_DONE


def _remove(root: Path, gone: Sequence[str]) -> None:
    for path in gone:
        (root / path).unlink(missing_ok=True)


def _of(found: Sequence[SourcePackage], problems: Sequence[Problem]) -> list[Problem]:
    """What is told of the packages, and every error: it may be what they do to others."""
    own = tuple(each.file("") for each in found)
    return list(
        sorted_problems(
            problem
            for problem in problems
            if problem.severity is Severity.ERROR or problem.place.file.startswith(own)
        )
    )
