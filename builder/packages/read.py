"""Opens source files: bytes in, nothing judged; the only reader of datasets/ and schemas/."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.packages.arrangement import arranged
from builder.shipped import shipped

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePackage:
    """The files of one package folder as they lie on disk."""

    id: str
    """Name of the folder."""
    folder: Path
    root: Path
    """The portal's folder, to name files by."""
    files: Mapping[str, bytes]
    """Slash path within the package → bytes."""

    def file(self, path: str) -> str:
        """Path of a file of the package as problems name it, such as `datasets/a/data/b.csv`."""
        return f"datasets/{self.id}/{path}"


def read_packages(root: Path) -> list[SourcePackage]:
    """Every folder of datasets/, in the order of their names; hidden files are left out."""
    folder = root / "datasets"
    if not folder.is_dir():
        return []
    folders = sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")
    return [read_package(path, root) for path in folders]


def read_package(folder: Path, root: Path) -> SourcePackage:
    """The files of one package folder; links are not followed out of it."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and not _hidden(path.relative_to(folder))
    }
    return SourcePackage(id=folder.name, folder=folder, root=root, files=files)


def read_schema_files(folder: Path) -> Mapping[str, Any]:
    """Every JSON file of a schemas folder by its slash path.

    Raises: ValueError if one is no JSON: a fault of the generator, not of the data.
    """
    return {
        path.relative_to(folder).as_posix(): json.loads(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.json"))
    }


def portal_schemas(root: Path, languages: Sequence[str]) -> Mapping[str, Any]:
    """The generator's schemas in the languages of a portal, each replaced by the portal's own."""
    own = shipped() / "schemas"
    found = {name: arranged(raw, languages) for name, raw in read_schema_files(own).items()}
    return found if root == shipped() else {**found, **read_schema_files(root / "schemas")}


def read_review_files(folder: Path) -> Mapping[str, bytes]:
    """The CSV files of a schemas folder: glossary and reviewed exceptions; none need be there."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
