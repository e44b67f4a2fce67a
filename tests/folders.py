"""Tiny portals in folders: the valid one, a case laid over it, and what is told of them."""

import contextlib
import os
import resource
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from unittest import mock

from builder.build import build, checked_portal, validated_portal
from builder.checks.translation.review import ACCEPTED, EXCEPTIONS
from builder.language.words import words
from builder.packages import frictionless_adapter
from builder.problem import BuildError, Place, Problem
from builder.publishing.unwritten import told_if_unwritten
from builder.publishing.write import write_outputs
from builder.report import rendered_problems
from builder.saving import save
from builder.settings import FILE_NAME, placeholders, read_settings
from builder.site import Output
from builder.trace.source_texts import read_texts, text_folder
from builder.trace.trace import traced
from builder.trace.trace_rules import read_rules

ROOT = Path(__file__).parents[1]
"""The generator's own folder."""

PORTAL = Path(os.environ.get("PORTAL_DATA", ROOT))
"""The portal whose data are tested: this one, or a copy with right new values in it."""

FROZEN = ROOT / "tests" / "frozen"
"""A portal of real tables that never changes: what worked examples stand on."""

CASES = Path(__file__).parent / "cases"
BASE = CASES / "_base"

REMOVED = "removed.txt"
"""Paths that a case takes away from the valid portal, one a line."""

COMMAND = "command.txt"
"""The command that tells of the fault of a case, where it is not `portal validate`."""

GOLDEN = "problems."
"""How the names of a case's expected words begin."""

NEEDED = ("schemas", "site_src/assets", "site_src/overrides", "mkdocs.yml")
"""What a build takes from the generator's own folder."""


def write_portal(folder: Path, case: Path | None = None) -> Path:
    """The valid portal in a new folder, with the files of a case laid over it."""
    for name in ("datasets", "site_src"):
        shutil.copytree(BASE / name, folder / name)
    shutil.copy(BASE / "portal.toml", folder)
    write_needed(folder)
    if case:
        _lay_over(case, folder)
    return folder


def write_needed(folder: Path) -> None:
    """What a build takes from the generator's own folder, into the folder of a portal."""
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for name in (EXCEPTIONS, ACCEPTED):  # this portal's own, about packages of its own
        exceptions = folder / "schemas" / name
        header, *_ = exceptions.read_text("utf-8").splitlines(keepends=True)
        exceptions.write_text(header, "utf-8")


def _lay_over(case: Path, folder: Path) -> None:
    if (case / REMOVED).exists():
        for line in (case / REMOVED).read_text("utf-8").split():
            shutil.rmtree(folder / line) if (folder / line).is_dir() else (folder / line).unlink()
    for path in case.rglob("*"):
        if (
            path.is_file()
            and path.name not in (REMOVED, COMMAND)
            and not path.name.startswith(GOLDEN)
        ):
            (folder / path.relative_to(case)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / path.relative_to(case))


def found_problems(root: Path) -> tuple[Problem, ...]:
    """Every problem of the portal in a folder, as `portal validate` orders them."""
    try:
        return validated_portal(root, read_settings(root))[1]
    except BuildError as error:
        return error.problems


def told_problems(root: Path, case: Path) -> tuple[Problem, ...]:
    """What the command of a case tells of its portal: `portal validate` where it names none."""
    command, *words_of_it = (
        (case / COMMAND).read_text("utf-8").split() if (case / COMMAND).exists() else ["validate"]
    )
    try:
        return _COMMANDS[command](root, *words_of_it)
    except BuildError as error:
        return error.problems


def _limited(root: Path, limit: str) -> tuple[Problem, ...]:
    """With fewer problems than checking stops at."""
    with mock.patch.object(frictionless_adapter, "LIMIT_ERRORS", int(limit)):
        return found_problems(root)


def _traced(root: Path, folder: str | None = None) -> tuple[Problem, ...]:
    """With the texts of the source documents in a folder of the portal."""
    packages, rules = checked_portal(root, read_settings(root))[0], read_rules(root)
    found = text_folder(root, folder, option=None, environment={})
    if found is None:
        return (Problem(code="sources-missing", place=Place(file=FILE_NAME)),)
    return traced(packages, read_texts(found, packages, rules.count_blank_lines), rules).problems


def _full(root: Path) -> tuple[Problem, ...]:
    """With no room for a file of more than a thousand bytes."""
    page = Output(uri="index.html", content=lambda: bytes(2000))
    with no_room(1000), told_if_unwritten(root / "site", root):
        write_outputs([page], root / "site", lambda _: None)
    return ()


def _linked(root: Path, path: str, target: str) -> tuple[Problem, ...]:
    """With a link of the file system where a file is missing."""
    if not (root / path).exists():
        (root / path).symlink_to(target)
    return found_problems(root)


def _saved(root: Path, path: str) -> tuple[Problem, ...]:
    """A command that saves a new file."""
    save(root, {path: b"id\n"})
    return found_problems(root)


def _closed(root: Path, path: str) -> tuple[Problem, ...]:
    """With a file or folder that may not be read."""
    with closed(root / path):
        return found_problems(root)


@contextlib.contextmanager
def closed(path: Path) -> Iterator[None]:
    """A file or folder that the system does not let us read, whoever we are."""
    allowed = os.access
    with mock.patch.object(
        os, "access", lambda asked, mode: asked != path and allowed(asked, mode)
    ):
        yield


@contextlib.contextmanager
def no_room(size: int) -> Iterator[None]:
    """Files of more bytes than that cannot be written, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


_COMMANDS: Mapping[str, Callable[..., tuple[Problem, ...]]] = {
    "validate": found_problems,
    "limit": _limited,
    "linked": _linked,
    "saved": _saved,
    "build": lambda root: build(root, root / "site").warnings,
    "full": _full,
    "closed": _closed,
    "unwritable": lambda root: build(root, root / "portal.toml/site").warnings,
    "strict": lambda root: tuple(placeholders(read_settings(root))),
    "trace": _traced,
}


def spoken(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems themselves, once their words have been found and filled in each language."""
    found = tuple(problems)
    for language in ("vi", "en"):
        rendered_problems(found, words(language), "text")
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a folder by its slash path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def edited(path: Path, old: str, new: str) -> None:
    """Put one text of a file, which must be there, in place of another."""
    text = path.read_text("utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")
