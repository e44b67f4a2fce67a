"""Changes to the files of packages as new texts: rows, version, day and changelog together.

Nothing of the portal is written here: edits are checked on a copy, then saved all or none.
"""

import csv
import datetime
import difflib
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from builder.packages.read import DESCRIPTOR
from builder.problem import BuildError, Place, Problem
from builder.saving import save
from builder.versions.numbers import next_version

Edits: TypeAlias = Mapping[str, str]
"""The new text of each changed file, by its slash path from the portal's folder."""

COPIED = ("datasets", "schemas", "releases", "site_src", "portal.toml", "mkdocs.yml")
"""What a portal is made of."""

Cells: TypeAlias = Mapping[str, str]
"""A row as a file holds it: texts by the names of the columns; a column left out is empty."""


def read_table(text: str) -> tuple[list[str], list[dict[str, str]]]:
    """Names of the columns and rows of a CSV file."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    return header, [dict(zip(header, row, strict=False)) for row in rows]


def table_text(header: Sequence[str], rows: Iterable[Cells]) -> str:
    """Rows as a CSV file of the portal: commas, LF, quotes only where they are needed."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def added(text: str, rows: Sequence[Cells]) -> str:
    """A CSV file with rows behind the others, which stay as they were written."""
    header, _ = read_table(text)
    _, _, new = table_text(header, rows).partition("\n")
    return text + ("" if text.endswith("\n") else "\n") + new


def replaced(text: str, key: Sequence[str], rows: Sequence[Cells]) -> str:
    """A CSV file with each given row in place of the one that has its key."""
    header, old = read_table(text)
    new = {tuple(row[name] for name in key): row for row in rows}
    return table_text(header, [new.get(tuple(row[name] for name in key), row) for row in old])


def released(
    root: Path, package: str, *, level: str, notes: Mapping[str, str], day: datetime.date
) -> Edits:
    """A package's next version: its descriptor and its changelog, in each language.

    `notes` says what changed, by language code.
    """
    folder = root / "datasets" / package
    descriptor = (folder / DESCRIPTOR).read_text("utf-8")
    version = next_version(json.loads(descriptor)["version"], level)
    descriptor = _with_value(descriptor, "version", version)
    descriptor = _with_value(descriptor, "modified", day.isoformat())
    parts = [f"### {language}\n\n- {note}\n" for language, note in notes.items()]
    changelog = folder / "CHANGELOG.md"
    earlier = changelog.read_text("utf-8") if changelog.is_file() else ""
    entry = f"## {version} - {day.isoformat()}\n\n" + "\n".join(parts)
    return {
        f"datasets/{package}/{DESCRIPTOR}": descriptor,
        f"datasets/{package}/CHANGELOG.md": with_entry(earlier, entry),
    }


def _with_value(descriptor: str, name: str, value: str) -> str:
    """The descriptor with the first property of that name changed and every other byte kept."""
    return re.sub(
        rf'("{name}": )"[^"]*"', lambda found: f'{found[1]}"{value}"', descriptor, count=1
    )


def with_entry(changelog: str, entry: str) -> str:
    """A changelog with the entry of a new version before the others."""
    start = re.search(r"^## ", changelog, re.MULTILINE)
    place = start.start() if start else len(changelog)
    rest = changelog[place:]
    return changelog[:place] + entry + ("\n" + rest if rest else "")


def difference(root: Path, edits: Edits) -> Iterator[str]:
    """The lines that edits take away and put in, file by file."""
    for path, text in sorted(edits.items()):
        old = (root / path).read_text("utf-8") if (root / path).is_file() else ""
        yield from difflib.unified_diff(
            old.splitlines(), text.splitlines(), path, path, lineterm="", n=0
        )


@contextmanager
def tried(root: Path, contents: Mapping[str, bytes]) -> Iterator[Path]:
    """A copy of a portal with other contents of some files, to be checked before they are saved.

    Raises: BuildError if there is no room for it.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / root.name
        try:
            for part in COPIED:
                if (root / part).is_dir():
                    shutil.copytree(root / part, copy / part, symlinks=True)
                elif (root / part).is_file():
                    copy.mkdir(exist_ok=True)
                    shutil.copy(root / part, copy / part)
        except OSError as error:  # shutil.Error, too
            full = Problem(code="disk-full", place=Place(file=tempfile.gettempdir()))
            raise BuildError([full]) from error
        save(copy, contents)
        yield copy
