"""The only module that writes: into a staging folder, which replaces the site in one step."""

import shutil
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

    If the block raises, `folder` stays as it was, byte for byte, and the staging folder goes.
    """
    staging = folder.with_name(f"{folder.name}.new")
    old = folder.with_name(f"{folder.name}.old")
    for path in (staging, old):
        if path.exists():
            shutil.rmtree(path)
    staging.mkdir(parents=True)
    try:
        yield staging
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    if folder.exists():
        folder.rename(old)
    staging.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
