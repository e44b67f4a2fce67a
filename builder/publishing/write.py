"""The only module that writes: into a staging folder, which replaces the site in one step."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.site import Output

MARK = "index.html"
"""A file that every site has: a folder without it is not replaced."""


def may_replace(site: Path, root: Path) -> bool:
    """True if a build may take the place of a folder: it is new, empty, or an earlier site."""
    if site == root or site in root.parents:
        return False
    if not site.exists():
        return True
    return site.is_dir() and ((site / MARK).is_file() or not any(site.iterdir()))


def write_outputs(outputs: Iterable[Output], folder: Path, done: Callable[[str], None]) -> None:
    """Each output as a file of a folder.

    Raises: FileExistsError if a file is there already: two parts of the site want one address.
    """
    for output in outputs:
        path = folder / output.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(output.content())
        done(output.uri)


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """A staging folder beside `folder` that takes its place when the block ends well.

    If the block raises, `folder` stays as it was, byte for byte, and the staging folder goes. If
    an earlier build was killed while it changed the two, its old site is put back first. Two
    builds at once each have a staging folder of their own; the last to end stays.
    """
    _mend(folder)
    staging = _beside(folder, "new")
    try:
        yield staging
        _let_all_read(staging)
        _change(folder, staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _let_all_read(folder: Path) -> None:
    """A web server is another user: what is published is readable whatever the umask."""
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _beside(folder: Path, role: str) -> Path:
    """A new empty folder beside another; its name says what for, and which process made it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = tempfile.mkdtemp(prefix=f"{folder.name}.{role}-{os.getpid()}-", dir=folder.parent)
    made_path = Path(made)
    made_path.chmod(0o755)
    return made_path


def _change(folder: Path, staging: Path) -> None:
    """Put the new site in the place of the old one, whoever else does so at the same time."""
    aside = _beside(folder, "old")
    while True:
        with contextlib.suppress(FileNotFoundError):  # there may be no site yet
            folder.rename(aside / folder.name)
        try:
            staging.rename(folder)
            break
        except OSError:
            if not folder.is_dir():
                raise
            shutil.rmtree(aside / folder.name, ignore_errors=True)  # another build was faster
    shutil.rmtree(aside, ignore_errors=True)


def _mend(folder: Path) -> None:
    """Put back the site that a killed build had set aside, and clear away what such builds left."""
    left = [path for path in folder.parent.glob(f"{folder.name}.*-*-*") if not _is_at_work(path)]
    aside = [path for path in left if path.name.startswith(f"{folder.name}.old-")]
    if not folder.exists():
        whole = [path / folder.name for path in aside if (path / folder.name / MARK).is_file()]
        if whole:
            max(whole, key=lambda path: path.stat().st_mtime).rename(folder)
    for path in left:
        shutil.rmtree(path, ignore_errors=True)


def _is_at_work(path: Path) -> bool:
    """True if the process that made a folder still runs, or if the name is none of ours."""
    role, process = path.name.rsplit("-", 2)[0], path.name.rsplit("-", 2)[1]
    if not role.endswith((".new", ".old")) or not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
