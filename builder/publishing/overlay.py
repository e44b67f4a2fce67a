"""Files of the frame that a portal lays over the generator's, and what is wrong with them."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateSyntaxError

from builder.problem import BuildError, Place, Problem

CONFIG = "mkdocs.yml"

OVERRIDES = "site_src/overrides"
"""Where a portal's own templates of the frame lie."""


@contextmanager
def told_templates(folder: Path, root: Path) -> Iterator[None]:
    """The block fills the templates of a portal's folder.

    Raises: BuildError with the template that cannot be used; other faults go on as they are.
    """
    faults = [_template_problem(path, root, "file") for path in _unread(folder)]
    if faults:
        raise BuildError(faults)
    try:
        yield
    except BuildError:
        raise
    except Exception as error:
        place = _place(error, folder)
        if place is None:
            raise
        path, row = place
        raise BuildError([_template_problem(path, root, "template", row)]) from error


def _unread(folder: Path) -> Iterator[Path]:
    """Templates that are no texts in UTF-8."""
    for path in sorted(folder.rglob("*.html")):
        try:
            path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            yield path


def _place(error: Exception, folder: Path) -> tuple[Path, int] | None:
    """The template of a folder, and its line, where an error arose; None if it was none of them."""
    spots = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        spots.append((error.filename or "", error.lineno))
    for name, row in reversed(spots):
        if Path(name).is_relative_to(folder):
            return Path(name), row or 1
    return None


def _template_problem(path: Path, root: Path, rule: str, row: int | None = None) -> Problem:
    return frame_problem(path.relative_to(root).as_posix(), rule, row=row)


def frame_problem(
    file: str, rule: str, *, field: str | None = None, row: int | None = None
) -> Problem:
    """A file of the frame that breaks a rule."""
    place = Place(file=file, field=field, row=row)
    return Problem(code="own-file-invalid", place=place, details={"rule": rule, "expected": ""})
