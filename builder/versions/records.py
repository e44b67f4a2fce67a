"""The folder `releases/`: versions as they were published, one zip each, and what is gone.

`releases/<package>/<version>.zip` holds the files of the package as they lay in its folder;
`releases/gone.csv` says what came in place of ids, columns, tables and packages that are gone.
"""

import csv
import datetime
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from builder.history import Gone, Recorded
from builder.packages.read import DESCRIPTOR
from builder.packages.suggestion import suggested_cell
from builder.problem import Place, Problem
from builder.versions.numbers import parts_of
from builder.versions.sources import archive_members
from builder.versions.state import package_state

RELEASES = "releases"
GONE = f"{RELEASES}/gone.csv"

_EPOCH = (1980, 1, 1, 0, 0, 0)


def read_recorded(root: Path) -> Mapping[str, tuple[Recorded, ...]]:
    """Every recorded version by package id, the oldest first; what cannot be read is left out."""
    found: dict[str, list[Recorded]] = {}
    for path in record_paths(root):
        recorded = read_record(path)
        if recorded is not None:
            found.setdefault(recorded.package, []).append(recorded)
    return {
        package: tuple(sorted(versions, key=lambda version: parts_of(version.version)))
        for package, versions in found.items()
    }


def unreadable_records(root: Path) -> Iterator[Problem]:
    """Recorded versions that are no packages of the name and version that their paths say, and
    days in the list of what is gone that are none.
    """
    for path in record_paths(root):
        if read_record(path) is None:
            place = Place(file=path.relative_to(root).as_posix())
            yield Problem(code="release-unreadable", place=place, value=path.name)
    for number, row in enumerate(_gone_rows(root), start=2):
        told = (row.get("day") or "").strip()
        if told and _day(told) is None:
            details = {"type": "date", "suggestion": suggested_cell("date", told)}
            place = Place(file=GONE, row=number, field="day")
            yield Problem(code="type-date", place=place, value=told, details=details)


def record_paths(root: Path) -> list[Path]:
    """Where the recorded versions of a portal lie."""
    return sorted((root / RELEASES).glob("*/*.zip"))


def read_record(path: Path) -> Recorded | None:
    """A recorded version; None where the file is no package of that name and version."""
    members = archive_members(path.read_bytes())
    try:
        raw = json.loads(members[DESCRIPTOR])
        day = datetime.date.fromisoformat(raw["portal"]["modified"])
        is_safe = all(_is_within(name) for name in members)
        is_named_so = is_safe and (raw["name"], raw["version"]) == (path.parent.name, path.stem)
    except (KeyError, TypeError, ValueError):
        return None
    if not is_named_so:
        return None
    return Recorded(package=path.parent.name, version=path.stem, day=day, files=members)


def _is_within(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and not any(part.startswith(".") for part in path.parts)


def record(files: Mapping[str, bytes]) -> bytes:
    """The files of a package as the zip that records them; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return stream.getvalue()


def record_path(package: str, version: str) -> str:
    """Where a version is recorded, from the portal's folder."""
    return f"{RELEASES}/{package}/{version}.zip"


def new_records(
    packages: Iterable[Mapping[str, bytes]], root: Path, languages: Sequence[str]
) -> Mapping[str, bytes]:
    """The record of each version that is not recorded yet, from its files, by its path."""
    found = {}
    for files in packages:
        state = package_state(files, languages)
        name = record_path(state.id, state.version) if state else ""
        if name and not (root / name).exists():
            found[name] = record(files)
    return found


def read_gone(root: Path, languages: Sequence[str]) -> tuple[Gone, ...]:
    """What the portal says is gone; none where it says nothing."""
    return tuple(_gone(row, languages) for row in _gone_rows(root))


def _gone_rows(root: Path) -> Iterator[Mapping[str, str | None]]:
    path = root / GONE
    if path.is_file():
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        yield from csv.DictReader(io.StringIO(text, newline=""))


def with_gone(text: str, row: Mapping[str, str], languages: Sequence[str]) -> str:
    """The file of what is gone with one more line; an empty text gets its head first."""
    stream = io.StringIO(newline="")
    reasons = [f"reason_{language}" for language in languages]
    names = ["package", "table", "id", "successor", "day", *reasons]
    head, _, _ = text.partition("\n")
    writer = csv.DictWriter(
        stream,
        next(csv.reader([head])) if head else names,
        restval="",
        extrasaction="ignore",
        lineterminator="\n",
    )
    if not head:
        writer.writeheader()
    writer.writerow(row)
    return text + ("" if not text or text.endswith("\n") else "\n") + stream.getvalue()


def _gone(row: Mapping[str, str | None], languages: Sequence[str]) -> Gone:
    cells = {name: (cell or "").strip() for name, cell in row.items() if isinstance(cell, str)}
    return Gone(
        package=cells.get("package", ""),
        table=cells.get("table", ""),
        id=cells.get("id", ""),
        successor=cells.get("successor", ""),
        day=_day(cells.get("day", "")),
        reason={
            language: cells[f"reason_{language}"]
            for language in languages
            if cells.get(f"reason_{language}")
        },
    )


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
