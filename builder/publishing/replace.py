"""A finished site takes the place of the old one in one step, or the old one stays as it was.

The new site is made in a folder beside it, which only a build can have made: a killed build's is
known by its name and its mark, and cleared away by the next.
"""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.publishing.exchange import exchanged
from builder.saving import runs

MARK = "made-by-portal-build.txt"
"""In the folder of a build: what it is for; gone last."""

NEW, OLD = "new", "old"
"""In the folder of a build: the site being made, then the old one; the latter set aside."""

TAKEN = (errno.ENOTEMPTY, errno.EEXIST)
"""What a folder says that cannot be renamed because there is another of that name."""


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` that takes its place when the block ends well.

    If the block raises, `folder` stays as it was, byte for byte. What killed builds left is
    cleared away first, and a site put back that one of them had set aside. Of builds at once the
    last to end stays. A link to a folder stays a link.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _mend(folder)
    own = _begun(folder)
    try:
        (own / MARK).touch()
        (own / NEW).mkdir()
        yield own / NEW
        _let_all_read(own / NEW)
        _change(folder, own)
    except BaseException:
        _put_back(folder, own)
        raise
    finally:
        _clear(own)


def _begun(folder: Path) -> Path:
    """A new folder beside another; its name says what for, and which process made it."""
    prefix = f"{folder.name}.build-{os.getpid()}-"
    return Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))


def _let_all_read(folder: Path) -> None:
    """A web server is another user: what is published is readable whatever the umask."""
    folder.chmod(0o755)
    for path, folders, names in os.walk(folder):
        for name in folders:
            os.chmod(os.path.join(path, name), 0o755)
        for name in names:
            os.chmod(os.path.join(path, name), 0o644)


def _change(folder: Path, own: Path) -> None:
    """Put the new site in the place of the old one, whoever else does so at the same time."""
    while True:
        if folder.exists() and exchanged(own / NEW, folder):
            return
        with contextlib.suppress(FileNotFoundError):  # there may be no site yet, or not just now
            folder.rename(own / OLD)  # for an instant there is none; killed here, _mend helps
        try:
            (own / NEW).rename(folder)
            return
        except OSError as error:
            if error.errno not in TAKEN:
                raise
        shutil.rmtree(own / OLD, ignore_errors=True)  # another build was faster: after it then


def _mend(folder: Path) -> None:
    """Put back the site that a killed build had set aside, and clear away what such builds left."""
    prefix = f"{folder.name}.build-"
    for path in [path for path in folder.parent.iterdir() if path.name.startswith(prefix)]:
        with contextlib.suppress(FileNotFoundError):  # another build mends too
            if _is_dead(path):
                _put_back(folder, path)
                _clear(path)


def _is_dead(own: Path) -> bool:
    """True for the folder of a build whose process no longer runs."""
    process = own.name.rsplit("-", 2)[1]
    if not process.isdigit() or not own.is_dir() or runs(int(process)):
        return False
    return (own / MARK).is_file() or not any(own.iterdir())


def _put_back(folder: Path, own: Path) -> None:
    """The old site in its place again, where it was set aside and no new one came."""
    if folder.exists() or not (own / OLD).exists():
        return
    try:
        (own / OLD).rename(folder)
    except OSError as error:
        if error.errno not in TAKEN:  # the site of another build came just now: it stays
            raise


def _clear(own: Path) -> None:
    """Take a build's folder away, its mark last: what is left of it is still known as ours."""
    for name in (NEW, OLD):
        shutil.rmtree(own / name, ignore_errors=True)
    with contextlib.suppress(OSError):  # what somebody else put there stays
        (own / MARK).unlink(missing_ok=True)
        own.rmdir()
