"""The formats in which indicators come in from elsewhere, each with its reader."""

from collections.abc import Sequence
from pathlib import Path

from builder.language.words import words
from builder.stewarding.lying import lying_rows
from builder.stewarding.open_sdg import read_project
from builder.stewarding.open_sdg_inputs import data_files, flow_files, project_languages
from builder.stewarding.questions import Questions
from builder.stewarding.sdmx_files import read_sdmx
from builder.stewarding.sdmx_flow import NotSdmxError
from builder.stewarding.sdmx_project import read_flow
from builder.stewarding.taking_over import Asked, Project
from builder.stewarding.terminal import RefusedError
from builder.stewarding.wide import read_wide


def brought(form: str, asked: Asked, paths: Sequence[Path], questions: Questions) -> Project:
    """What the files of one of `things.FORMS` become.

    Raises: RefusedError where they are no such files, or where nothing could be taken of them.
    """
    project = _READERS[form](asked, paths, questions)
    if not project.rows or not project.languages:
        raise RefusedError(questions.t("import.nothing", file=paths[0]))
    return project


def _open_sdg(asked: Asked, paths: Sequence[Path], questions: Questions) -> Project:
    (folder, *_) = paths
    if not data_files(folder):
        if flows := flow_files(folder):
            return _sdmx(asked, flows, questions)
        raise RefusedError(questions.t("new.no_project", folder=folder))
    own = project_languages(folder)
    if not set(own) & set(asked.languages):
        ids, lacking = ", ".join(asked.languages), ", ".join(own)
        told = questions.t("import.languages", file=folder, lacking=lacking, ids=ids, first=own[0])
        raise RefusedError(told)
    return read_project(folder, asked.given, asked.languages)


def _sdmx(asked: Asked, paths: Sequence[Path], questions: Questions) -> Project:
    try:
        found = read_sdmx([_content(path, questions) for path in paths])
    except NotSdmxError as error:
        names = ", ".join(map(str, paths))
        raise RefusedError(questions.t("import.no_sdmx", file=names)) from error
    if asked.indicator and asked.indicator not in found.dimensions:
        ids = ", ".join(found.dimensions)
        raise RefusedError(questions.t("import.no_column", column=asked.indicator, ids=ids))
    return read_flow(found, asked)


def _wide(asked: Asked, paths: Sequence[Path], questions: Questions) -> Project:
    rows = lying_rows(_content(paths[0], questions))
    if rows is None:
        raise RefusedError(questions.t("fix.no_file", file=paths[0]))
    project, doubts = read_wide(rows, asked, [words(name) for name in asked.languages])
    questions.refuse(doubts)
    return project


def _content(path: Path, questions: Questions) -> bytes:
    if not path.is_file():
        raise RefusedError(questions.t("fix.no_file", file=path))
    return path.read_bytes()


_READERS = {"open-sdg": _open_sdg, "sdmx": _sdmx, "csv": _wide}
