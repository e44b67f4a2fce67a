"""What keeps a site from being written, as a problem: a full disk, a folder that is read only."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.problem import BuildError, Place, Problem
from builder.saving import FULL


@contextmanager
def told_if_unwritten(site: Path, root: Path) -> Iterator[None]:
    """The block writes the site of a portal's folder.

    Raises: BuildError where system or disk do not let it; other faults go on as they are.
    """
    try:
        yield
    except OSError as error:
        shown = site.relative_to(root) if site.is_relative_to(root) else site
        place = Place(file=str(shown))
        if error.errno in FULL:
            problem = Problem(code="disk-full", place=place)
        elif _is_near(Path(str(error.filename)), site):
            problem = Problem(code="site-not-writable", place=place)
        else:
            raise
        raise BuildError([problem]) from error


def _is_near(path: Path, site: Path) -> bool:
    """True for a path beside a site, in it, or above it."""
    return path.is_relative_to(site.parent) or site.is_relative_to(path)
