"""`portal diff`, `release` and `gone`: what changed, versions recorded, and what is gone."""

import argparse
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from builder.build import derived_packages
from builder.history import Change, Difference
from builder.language.words import Words, words
from builder.large_file import whole
from builder.packages.read import DESCRIPTOR, portal_schemas, read_packages
from builder.packages.shapes.plain import plain_package
from builder.packages.unheld import is_unheld
from builder.problem import BuildError, Problem, Severity
from builder.programme.assembly import portal_from
from builder.programme.progress.progress_package import progress_package
from builder.saving import save
from builder.settings import Settings, read_settings
from builder.stewarding.terminal import EXIT_DONE, EXIT_REFUSED, RefusedError, Terminal
from builder.validation.portal import MADE, judged_packages
from builder.versions.differences import (
    SIGNAL_TABLE,
    differences,
    package_differences,
)
from builder.versions.judged import judged_by
from builder.versions.named import NamedRows, all_names
from builder.versions.records import (
    GONE,
    RELEASES,
    new_records,
    read_gone,
    read_recorded,
    with_gone,
)
from builder.versions.rendered import Comparison, rendered
from builder.versions.sources import Files, NoSuchStateError, files_of, is_in_git, states
from builder.versions.state import PackageState, package_files, package_state
from builder.versions.story import BREAKING, has_place, is_referred_to, newest, place_of


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Carry out one of `COMMANDS`."""
    try:
        return COMMANDS[options.command](options, terminal)
    except RefusedError as refused:
        terminal.err(str(refused))
        return EXIT_REFUSED


def _diff(options: argparse.Namespace, terminal: Terminal) -> int:
    settings, spoken = read_settings(options.root), words(options.lang)
    try:
        new_name, new = _new(options)
        old_name, old = _old(options, settings)
    except NoSuchStateError as error:
        raise RefusedError(spoken("diff.no_state", name=str(error))) from error
    unheld = _told_unheld(options.root, spoken, terminal)
    old = {package: files for package, files in old.items() if package not in unheld}
    comparison = _compared((old_name, old), (new_name, new), options.root, settings)
    terminal.out(rendered(comparison, spoken, options.format))
    return EXIT_REFUSED if comparison.is_refused else EXIT_DONE


def _new(options: argparse.Namespace) -> tuple[str, Files]:
    if options.new:
        return options.new, files_of(options.new, options.root)
    return "datasets", _files(options.root, read_settings(options.root))


def _files(root: Path, settings: Settings) -> Files:
    """The packages of a portal in the shape that is published, but those too large to be held."""
    sources = (plain_package(source, settings) for source in read_packages(root))
    return {source.id: source.files for source in sources if not is_unheld(source.files)}


def _told_unheld(root: Path, spoken: Words, terminal: Terminal) -> Sequence[str]:
    """The packages that are neither compared nor recorded, which is said."""
    names = [source.id for source in read_packages(root) if is_unheld(source.files)]
    if names:
        terminal.err(spoken("release.too_large", packages=", ".join(names)))
    return names


def _old(options: argparse.Namespace, settings: Settings) -> tuple[str, Files]:
    """The state to compare with: what is named, else the recorded versions, else git's HEAD."""
    if options.old:
        return options.old, files_of(options.old, options.root)
    recorded = {
        package: versions
        for package, versions in read_recorded(options.root).items()
        if package not in MADE
    }
    if recorded:
        return RELEASES, {
            package: next(version.files for version in versions if version.version == state.version)
            for package, versions in recorded.items()
            if (state := newest(versions, settings.languages)) is not None
        }
    if is_in_git(options.root):
        return "git HEAD", files_of("HEAD", options.root)
    raise RefusedError(words(options.lang)("diff.nothing_to_compare"))


def _compared(
    named_old: tuple[str, Files], named_new: tuple[str, Files], root: Path, settings: Settings
) -> Comparison:
    (old_name, old), (new_name, new) = named_old, named_new
    languages = settings.languages
    before, after = states(old, languages), states(new, languages)
    if len(after) == 1 < len(before) or len(before) == 1 < len(after):  # one package alone
        shared = before.keys() & after.keys()
        before = {package: before[package] for package in shared} or before
        after = {package: after[package] for package in shared} or after
    changes = list(differences(before, after, languages))
    remarks: list[str] = []
    if changes and len(after) > 1:
        try:
            named = all_names(after.values())
            changes += _of_verdicts(
                _verdicts(old, root, settings), _verdicts(new, root, settings), languages, named
            )
        except BuildError:
            remarks.append("diff.no_verdicts")
    explained = {(entry.package, entry.table, entry.id) for entry in read_gone(root, languages)}
    lost = [
        change
        for change in changes
        if change.difference in (*BREAKING, "dataset-removed") and is_referred_to(change)
    ]
    return Comparison(
        old_name=old_name,
        new_name=new_name,
        old=before,
        new=after,
        changes=tuple(changes),
        unexplained=tuple(change for change in lost if place_of(change) not in explained),
        languages=tuple(languages),
        remarks=tuple(remarks),
    )


def _of_verdicts(
    old: Mapping[str, PackageState],
    new: Mapping[str, PackageState],
    languages: Sequence[str],
    named: NamedRows,
) -> Iterator[Change]:
    """Verdicts that differ, and only those; the rest of these rows follows from the data."""
    for package in old.keys() & new.keys():
        for change in package_differences(old[package], new[package], languages, named):
            if change.difference is Difference.SIGNAL:
                yield change


def _verdicts(files: Files, root: Path, settings: Settings) -> Mapping[str, PackageState]:
    """The derived package of verdicts on indicators, as it is for the packages of a state.

    Only what verdicts rest on is read: an earlier state may break rules of today elsewhere, and
    how it is translated changes no verdict.
    Raises: BuildError if these packages are not valid by the rules of today.
    """
    needed = judged_by(states(files, settings.languages).values())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for package, members in files.items():
            if package in needed:
                _unpack(members, folder / "datasets" / package, folder)
        if (root / "schemas").is_dir():
            shutil.copytree(root / "schemas", folder / "schemas")
        schemas = portal_schemas(folder, settings.languages)
        packages, problems = judged_packages(
            [plain_package(source, settings) for source in read_packages(folder)],
            schemas,
            settings,
            review_files={},
            done=lambda _: None,
        )
    if any(_is_grave(problem) for problem in problems):
        raise BuildError(problems)
    spoken = {language: words(language) for language in settings.languages}
    progress = progress_package(portal_from(packages, settings, None), schemas, spoken)
    if progress is None:
        return {}
    descriptor = json.dumps({**progress.descriptor}, default=str).encode()
    members = {resource.path: whole(resource.content) for resource in progress.resources}
    state = package_state({DESCRIPTOR: descriptor, **members}, settings.languages)
    return {SIGNAL_TABLE: state} if state else {}


def _is_grave(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and not problem.code.startswith("translation-")


def _unpack(members: Mapping[str, bytes], folder: Path, root: Path) -> None:
    """Files of a package in a folder; names that lead out of it are left out."""
    for name, content in members.items():
        path = folder / name
        is_inside = ".." not in PurePosixPath(name).parts and not PurePosixPath(name).is_absolute()
        if is_inside and path.resolve().is_relative_to(root.resolve()):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _release(options: argparse.Namespace, terminal: Terminal) -> int:
    settings, spoken = read_settings(options.root), words(options.lang)
    if options.revision:
        try:
            files = files_of(options.revision, options.root)
        except NoSuchStateError as error:
            raise RefusedError(spoken("diff.no_state", name=str(error))) from error
    else:
        made = derived_packages(options.root)
        files = dict(_files(options.root, settings))
        files |= {package.id: package_files(package) for package in made}
        _told_unheld(options.root, spoken, terminal)
    unknown = set(options.packages) - files.keys()
    if unknown:
        raise RefusedError(spoken("steward.no_package", package=", ".join(sorted(unknown))))
    chosen = {name: files[name] for name in options.packages or sorted(files)}
    paths = new_records(chosen.values(), options.root, settings.languages)
    save(options.root, paths)
    for path in paths:
        terminal.out(path)
    if not paths:
        terminal.err(spoken("release.nothing"))
    return EXIT_DONE


def _gone(options: argparse.Namespace, terminal: Terminal) -> int:
    settings, spoken = read_settings(options.root), words(options.lang)
    languages = settings.languages
    names = [name for name in options.names if "=" not in name]
    said = dict(name.split("=", 1) for name in options.names if "=" in name)
    table, identifier = (*names, "", "")[:2]
    missing = [f"reason_{name}" for name in languages if not said.get(f"reason_{name}")]
    if missing or len(names) > 2:
        raise RefusedError(spoken("gone.missing", columns=", ".join(missing or names)))
    day = options.day.isoformat()
    row = {"package": options.package, "table": table, "id": identifier, "day": day, **said}
    path = options.root / GONE
    before = path.read_text("utf-8") if path.is_file() else ""
    files = {GONE: with_gone(before, row, languages).encode()}
    last, is_known = _last_record((options.package, table, identifier), options.root, settings)
    save(options.root, {**files, **last})
    for name in (*files, *last):
        terminal.out(name)
    if not is_known:
        terminal.err(spoken("gone.unrecorded"))
    return EXIT_DONE


def _last_record(
    place: tuple[str, str, str], root: Path, settings: Settings
) -> tuple[Mapping[str, bytes], bool]:
    """The record of the version that last had what is gone, from git where there is none yet.

    Second: whether any record has it, so that its address gets a page.
    """
    package, languages = place[0], settings.languages
    for version in read_recorded(root).get(package, ()):
        if has_place(package_state(version.files, languages), place):
            return {}, True
    try:
        files = files_of("HEAD", root).get(package, {}) if is_in_git(root) else {}
    except NoSuchStateError:
        files = {}
    if not has_place(package_state(files, languages), place):
        return {}, False
    return new_records([files], root, languages), True


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Terminal], int]] = {
    "diff": _diff,
    "release": _release,
    "gone": _gone,
}
"""The commands of this module by their names."""
