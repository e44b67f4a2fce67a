"""Writes a new portal into a folder, and takes its examples away again."""

import csv
import io
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.saving import save
from builder.starting.examples import EXAMPLE, MARK

_DOCUMENTS = Path("datasets/documents/data/documents.csv")
_REGISTER = Path("datasets/indicators")


def write_new(files: Mapping[str, str], folder: Path) -> None:
    """Write the files of a new portal.

    Raises: FileExistsError if the folder holds anything: nothing is written then.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    save(folder, {name: text.encode() for name, text in files.items()})


def remove_examples(root: Path) -> Iterator[str]:
    """Take away what `portal init` wrote as examples; tells each path that went or changed."""
    for folder in sorted((root / "datasets").glob(f"*{EXAMPLE}")):
        shutil.rmtree(folder)
        yield folder.relative_to(root).as_posix()
    register = root / _REGISTER / "data" / "indicators.csv"
    if register.is_file() and not _others(register):
        shutil.rmtree(root / _REGISTER)
        yield _REGISTER.as_posix()
    if _others(root / _DOCUMENTS) != _rows(root / _DOCUMENTS):
        _write(root / _DOCUMENTS, _others(root / _DOCUMENTS))
        yield _DOCUMENTS.as_posix()


def _rows(path: Path) -> list[list[str]]:
    """The rows below the header of a table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def _others(path: Path) -> list[list[str]]:
    """The rows that are no examples."""
    return [row for row in _rows(path) if row and not row[0].startswith(MARK)]


def _write(path: Path, rows: list[list[str]]) -> None:
    header = path.read_text("utf-8").splitlines()[0]
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    save(path.parent, {path.name: f"{header}\n{stream.getvalue()}".encode()})
