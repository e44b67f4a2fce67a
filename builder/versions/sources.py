"""Where states of packages come from: a folder, a zip, or a git revision; bytes in, nothing judged.

Nothing is unpacked to disk here, so that no name in an archive can reach out of a folder.
"""

import io
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from builder.packages.read import DESCRIPTOR, read_package, read_packages
from builder.versions.state import PackageState, package_state

LARGEST = 500_000_000
"""Bytes that the files of an archive may have unpacked: more is no set of packages."""

Files = Mapping[str, Mapping[str, bytes]]
"""The files of each package, by package id and slash path."""


class NoSuchStateError(Exception):
    """Neither a folder, nor a zip, nor a git revision with packages; its text is the name."""


def files_of(name: str, root: Path) -> Files:
    """The packages that a name stands for: a path from here, else a git revision of the portal.

    Raises: NoSuchStateError.
    """
    path = Path(name)
    if path.is_dir():
        found = _of_folder(path)
    elif path.is_file():
        found = of_archive(path.read_bytes())
    else:
        found = of_archive(archive_of(name, root))
    if not found:
        raise NoSuchStateError(name)
    return found


def states(files: Files, languages: Sequence[str]) -> dict[str, PackageState]:
    """The state of each package that can be read."""
    found = {name: package_state(members, languages) for name, members in files.items()}
    return {state.id: state for state in found.values() if state is not None}


def _of_folder(path: Path) -> Files:
    if (path / DESCRIPTOR).is_file():
        return {path.resolve().name: read_package(path.resolve(), path).files}
    found = {source.id: source.files for source in read_packages(path)}
    folders = [] if found else sorted(path.iterdir())  # datasets/ itself, or any folder of packages
    within = [folder for folder in folders if (folder / DESCRIPTOR).is_file()]
    return found or {folder.name: read_package(folder, path).files for folder in within}


def of_archive(content: bytes) -> Files:
    """The packages in a zip: each folder that holds a descriptor."""
    members = archive_members(content)
    folders = [
        PurePosixPath(name).parent for name in members if PurePosixPath(name).name == DESCRIPTOR
    ]
    return {
        folder.name or "package": {
            PurePosixPath(name).relative_to(folder).as_posix(): data
            for name, data in members.items()
            if PurePosixPath(name).is_relative_to(folder)
        }
        for folder in _of_a_portal(folders) or folders
    }


def _of_a_portal(folders: Sequence[PurePosixPath]) -> list[PurePosixPath]:
    """Folders within the outermost `datasets/`; none where there is no such folder."""
    within = [folder for folder in folders if folder.parent.name == "datasets"]
    outermost = min((len(folder.parts) for folder in within), default=0)
    return [folder for folder in within if len(folder.parts) == outermost]


def archive_members(content: bytes) -> dict[str, bytes]:
    """Files of a zip by name; none if it is no zip, or too large to be packages."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > LARGEST:
                return {}
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return {}


def archive_of(revision: str, root: Path) -> bytes:
    """The packages of a portal at a git revision, as a zip; empty where there is none."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not commit:
        return b""
    return _git(root, "archive", "--format=zip", commit.decode().strip(), "datasets")


def is_in_git(root: Path) -> bool:
    """True if the portal's folder is in a git repository that has a commit."""
    return bool(_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"))


def _git(root: Path, *arguments: str) -> bytes:
    """What git answers; nothing where it is not there or refuses."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
