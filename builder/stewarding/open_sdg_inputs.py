"""Where a project of Open SDG has its data, and what it speaks, by its `config_data.yml`.

Source: https://open-sdg.readthedocs.io/ (data configuration: inputs)
"""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from builder.stewarding.open_sdg_texts import YamlFiles

SETTINGS = "config_data.yml"
_DATA = "data/indicator_*.csv"
_CSV, _FLOW = "InputCsvData", "InputSdmx"
"""How the classes of inputs of values begin that are read."""


def project_languages(folder: Path, files: YamlFiles | None = None) -> Sequence[str]:
    """The languages that a project speaks, its own first; English where it names none."""
    found = (files or YamlFiles()).read(folder / SETTINGS).get("languages")
    named = found if isinstance(found, list) else [found]
    return [str(name) for name in named if name] or ["en"]


def data_files(folder: Path) -> list[Path]:
    """Its tables of values: where its settings say, else where every project has them."""
    found = {path for pattern in _patterns(folder, _CSV) for path in _matches(folder, pattern)}
    return sorted(found or set(folder.glob(_DATA)))


def flow_files(folder: Path) -> list[Path]:
    """Its data and structure of SDMX, if it has its values there."""
    return sorted(
        {path for pattern in _patterns(folder, _FLOW) for path in _matches(folder, pattern)}
    )


def _patterns(folder: Path, kind: str) -> Iterator[str]:
    inputs = YamlFiles().read(folder / SETTINGS).get("inputs")
    for told in inputs if isinstance(inputs, list) else ():
        if isinstance(told, dict) and str(told.get("class", "")).startswith(kind):
            yield from (
                str(told[name]) for name in ("path_pattern", "source", "dsd") if told.get(name)
            )


def _matches(folder: Path, pattern: str) -> Iterator[Path]:
    """Files within the folder; a pattern that leads out of it, or to the web, has none, nor has
    one that is no pattern."""
    path = PurePosixPath(pattern.replace("\\", "/"))
    if not path.is_absolute() and ".." not in path.parts and path.parts and ":" not in pattern:
        with contextlib.suppress(ValueError):
            yield from (found for found in folder.glob(path.as_posix()) if found.is_file())
