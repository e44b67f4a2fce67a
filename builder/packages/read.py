"""Opens source files: bytes in, nothing judged; the only reader of datasets/ and schemas/."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from builder.large_file import LargeFile, large_file
from builder.model import Rows
from builder.packages.arrangement import arranged
from builder.packages.own_schemas import PROFILE, faulty_schemas, with_own_profile
from builder.packages.strict_json import json_object
from builder.problem import BuildError, Place, Problem
from builder.shipped import shipped

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class FilesOnDisk(Mapping[str, bytes]):
    """Files of which the large ones are read each time that their bytes are asked for."""

    held: Mapping[str, bytes]
    large: Mapping[str, LargeFile]

    def __getitem__(self, path: str) -> bytes:
        return self.held[path] if path in self.held else self.large[path].whole()

    def __contains__(self, path: object) -> bool:
        return path in self.held or path in self.large

    def __iter__(self) -> Iterator[str]:
        return iter(sorted((*self.held, *self.large)))

    def __len__(self) -> int:
        return len(self.held) + len(self.large)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePackage:
    """The files of one package folder as they lie on disk."""

    id: str
    """Name of the folder."""
    folder: Path
    root: Path
    """The portal's folder, to name files by."""
    files: Mapping[str, bytes]
    """Slash path within the package → bytes; of a large one read when they are asked for."""
    large: Mapping[str, LargeFile] = field(default_factory=dict)
    """Those of the files that are read in pieces where that is enough."""
    accepted: Mapping[str, Rows] | None = None
    """Rows by resource name of tables that were judged already: `files` holds the first of large
    ones. None: they are still to be judged."""
    otherwise: tuple[Problem, ...] = ()
    """What is told where nothing else is wrong."""
    tables: Mapping[str, bytes] = field(default_factory=dict)
    """Those of the files that do not lie on disk like that: tables brought into a plain shape."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Path of such a table → path of the file on disk that it was."""
    rows: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """Path of such a table → the file and its row that each of its rows was."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Dotted path of a property of the descriptor → path of the file that it stands in."""
    is_adopted: bool = False
    """True for a package that was made elsewhere and is published as it is."""
    language: str | None = None
    """Language of an adopted package; None: it speaks those of the site."""
    spoken: tuple[str, ...] = ()
    """Languages of the site that a package of the portal's own says it has, where it says so."""
    problems: tuple[Problem, ...] = ()
    """What kept it from being brought into a plain shape, or was worked out for it."""

    def file(self, path: str) -> str:
        """Path of a file of the package as problems name it, such as `datasets/a/data/b.csv`."""
        return f"datasets/{self.id}/{path}"

    def with_files(self, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """The files with some of them anew; large ones stay on disk."""
        left = {path: file for path, file in self.large.items() if path not in files}
        held = {path: self.files[path] for path in self.files if path not in self.large}
        return FilesOnDisk({**held, **files}, left) if left else {**held, **files}

    def as_it_lies(self, problem: Problem) -> Problem:
        """A problem of what was brought into a plain shape, told at the file that people see."""
        path = problem.place.file.removeprefix(self.file(""))
        for part, origin in self.parts.items() if path == DESCRIPTOR else ():
            if (problem.place.field or "").startswith(f"{part}."):
                field = (problem.place.field or "").removeprefix(f"{part}.")
                return replace(problem, place=Place(file=self.file(origin), field=field))
        rows, row = self.rows.get(path, ()), problem.place.row
        if path not in self.origins:
            return problem
        place = replace(problem.place, file=self.file(self.origins[path]))
        if row is not None and row <= len(rows):
            origin, number = rows[row - 1]
            place = replace(place, file=self.file(origin), row=number)
        details = dict(problem.details)
        other = details.get("row", "")
        if other.isdecimal() and int(other) <= len(rows):
            origin, number = rows[int(other) - 1]
            details["row"] = (
                f"{number}" if self.file(origin) == place.file else f"{number} ({origin})"
            )
        return replace(problem, place=place, details=details)


def spoken_languages(descriptor: Mapping[str, Any], languages: Sequence[str]) -> tuple[str, ...]:
    """Languages of the site that a descriptor names under `languages`, in its order."""
    named = descriptor.get("languages")
    return tuple(name for name in named if name in languages) if isinstance(named, list) else ()


def read_packages(root: Path) -> list[SourcePackage]:
    """Every folder of datasets/, in the order of their names; hidden files are left out."""
    folder = root / "datasets"
    if not folder.is_dir():
        return []
    folders = sorted(
        path
        for path in folder.iterdir()
        if (path.is_dir() or path.is_symlink()) and path.name[0] != "."
    )
    return [read_package(path, root) for path in folders]


def read_package(folder: Path, root: Path) -> SourcePackage:
    """The files of one package folder; links are not followed out of it."""
    paths = [
        path
        for path in (folder, *sorted(folder.rglob("*")))
        if not _hidden(path.relative_to(folder))
    ]
    own = [path for path in paths if path.is_file() and not path.is_symlink()]
    large = {
        path.relative_to(folder).as_posix(): file
        for path in own
        if path.suffix.lower() == ".csv" and (file := large_file(path))
    }
    held = {
        name: path.read_bytes()
        for path in own
        if (name := path.relative_to(folder).as_posix()) not in large
    }
    files = FilesOnDisk(held, large) if large else held
    links = tuple(
        Problem(
            code="symbolic-link",
            place=Place(file=path.relative_to(root).as_posix()),
            value=os.fspath(path.readlink()),
        )
        for path in paths
        if path.is_symlink()
    )
    return SourcePackage(
        id=folder.name, folder=folder, root=root, files=files, large=large, problems=links
    )


def read_schema_files(folder: Path) -> Mapping[str, Any]:
    """Every JSON file of a schemas folder by its slash path.

    Raises: BuildError if one is no JSON object.
    """
    return {
        path.relative_to(folder).as_posix(): _object(path, folder)
        for path in sorted(folder.rglob("*.json"))
        if path.is_file()
    }


@cache
def _generators_schemas() -> Mapping[str, Any]:
    return read_schema_files(shipped() / "schemas")


@cache
def _arranged_schemas(languages: tuple[str, ...]) -> Mapping[str, Any]:
    return {name: arranged(raw, languages) for name, raw in _generators_schemas().items()}


def _object(path: Path, folder: Path) -> Mapping[str, Any]:
    place = Place(file=f"{folder.name}/{path.relative_to(folder).as_posix()}")
    return json_object(path.read_bytes(), place)


def portal_schemas(root: Path, languages: Sequence[str]) -> Mapping[str, Any]:
    """The generator's schemas in the languages of a portal, each replaced by the portal's own.

    Raises: BuildError if one of these lacks what the generator reads.
    """
    generators = _generators_schemas()
    found = {**_arranged_schemas(tuple(languages))}
    read = read_schema_files(root / "schemas")
    own = {name: raw for name, raw in read.items() if raw != generators.get(name)}
    faults = tuple(faulty_schemas(own, found, languages))
    if faults:
        raise BuildError(faults)
    if PROFILE in own:
        own[PROFILE] = with_own_profile(found[PROFILE], own[PROFILE])
    return found | own


def read_review_files(folder: Path) -> Mapping[str, bytes]:
    """The CSV files of a schemas folder: glossary and reviewed exceptions; none need be there."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv")) if path.is_file()}


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
