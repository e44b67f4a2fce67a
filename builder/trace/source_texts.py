"""Opens the texts of the source documents: the only reader of their folder, and where it lies."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.model import Package
from builder.packages.records import all_records
from builder.packages.table_rows import DocumentRow
from builder.problem import BuildError, Place, Problem
from builder.trace.trace import Text, source_text

ENVIRONMENT = "PORTAL_SOURCES"
"""Environment variable that names the folder."""


def text_folder(
    root: Path, setting: str | None, *, option: Path | None, environment: Mapping[str, str]
) -> Path | None:
    """The folder of the texts: the option, else the environment, else `[sources] folder`.

    The setting is counted from the portal's folder. None where nobody names one.
    """
    if option is not None:
        return option
    if environment.get(ENVIRONMENT):
        return Path(environment[ENVIRONMENT])
    return root / setting if setting else None


def read_texts(
    folder: Path, packages: Iterable[Package], count_blank_lines: frozenset[str]
) -> dict[str, Text]:
    """The text of each document that has a `corpus_number`, by document id.

    Raises: BuildError if a text is missing or is no UTF-8.
    """
    numbers = {
        str(record["document_id"]): str(record["corpus_number"])
        for record in all_records(packages, DocumentRow)
        if record["corpus_number"]
    }
    problems: list[Problem] = []
    texts: dict[str, Text] = {}
    for document, number in numbers.items():
        try:
            lines = _lines(folder / f"{number}.txt")
        except BuildError as error:
            problems += error.problems
            continue
        kept = lines if number in count_blank_lines else [line for line in lines if line.strip()]
        texts[document] = source_text(number, kept)
    if problems:
        raise BuildError(problems)
    return texts


def _lines(path: Path) -> list[str]:
    place = Place(file=path.as_posix())
    try:
        return path.read_text("utf-8").split("\n")
    except FileNotFoundError as error:
        problem = Problem(code="file-missing", place=place, value=path.as_posix())
        raise BuildError([problem]) from error
    except UnicodeDecodeError as error:
        details = {"found": error.reason}
        problem = Problem(code="encoding-not-utf8", place=place, details=details)
        raise BuildError([problem]) from error
