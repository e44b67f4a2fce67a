"""`make fuzz`: a tiny portal changed at random by Hypothesis; what validates must build
and say in every form what its files say.

The first input that breaks this is made as small as can be and stays in `.hypothesis/`.
"""

import collections
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.build import PICTURES, build
from builder.packages.read import DESCRIPTOR
from builder.store.folder import cache_folder
from tests.folders import found_problems, spoken, write_portal
from tests.hostile.mutations import CELLS, PROPERTIES, TABLE, VALUES
from tests.unaltered import compared, said_tables

TEXTS = st.sampled_from(list(CELLS.values())) | st.text(max_size=30)
JSON: st.SearchStrategy[Any] = st.sampled_from(list(VALUES.values())) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)
SETTINGS = (
    '"Tiny portal"',
    '"Tiny"',
    '"https://data.example/tiny/"',
    '"maintainers"',
    '"NonProfitOrganisation"',
    '"VNM"',
    '["vi", "en"]',
    "[contact]",
)
"""Texts of the tiny portal's settings in whose place something else is put."""

OWN = ("mkdocs.yml", "site_src/overrides/main.html", "schemas/tables/topics.schema.json")
"""Files of the portal's own at whose end something is put."""

KEYS = ("nav.datasets", "catalogue.rows", "cli.valid", "route.search", "language.date")
"""Keys of words that become the portal's own."""

HEADS = ("id: ", "title: ", "description: ", "footer: ", "slug: ", "---\n")
"""Parts of a written page's head behind which something is put."""

CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("cell"), st.integers(1, 3), st.integers(0, 6), TEXTS),
        st.tuples(st.just("property"), st.sampled_from(PROPERTIES), JSON),
        st.tuples(st.just("page"), TEXTS),
        st.tuples(st.just("head"), st.sampled_from(HEADS), TEXTS),
        st.tuples(st.just("readme"), TEXTS),
        st.tuples(st.just("setting"), st.sampled_from(SETTINGS), TEXTS),
        st.tuples(st.just("cache"), st.binary(max_size=30)),
        st.tuples(st.just("file"), st.sampled_from(OWN), TEXTS),
        st.tuples(st.just("words"), st.sampled_from(KEYS), TEXTS),
    ),
    min_size=1,
    max_size=3,
)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogatepass")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def change_cell(root: Path, row: int, column: int, text: str) -> None:
    path = root / "datasets" / "rainfall" / TABLE
    rows = [line.split(",") for line in _text(path).split("\n")]
    if row < len(rows) and column < len(rows[row]):
        rows[row][column] = text
    _write(path, "\n".join(map(",".join, rows)))


def change_property(root: Path, steps: tuple[str | int, ...], value: Any) -> None:
    path = root / "datasets" / "rainfall" / DESCRIPTOR
    part = descriptor = json.loads(_text(path))
    for step in steps[:-1]:
        try:
            part = part[step]
        except (KeyError, IndexError, TypeError):  # an earlier change took it away
            return
    if isinstance(part, dict):
        part[steps[-1]] = value
    _write(path, json.dumps(descriptor))


def change_setting(root: Path, old: str, text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    path = root / "portal.toml"
    _write(path, _text(path).replace(old, quoted if old[0] == '"' else text, 1))


def change_head(root: Path, part: str, text: str) -> None:
    path = root / "site_src" / "en" / "about.md"
    _write(path, _text(path).replace(part, part + text, 1))


def change_page(root: Path, text: str) -> None:
    path = root / "site_src" / "en" / "about.md"
    _write(path, _text(path) + text)


def change_readme(root: Path, text: str) -> None:
    path = root / "datasets" / "rainfall" / "README.en.md"
    _write(path, _text(path) + text)


def change_cache(root: Path, content: bytes) -> None:
    for path in (cache_folder(root) / PICTURES).glob("*"):
        path.write_bytes(content)


def change_file(root: Path, file: str, text: str) -> None:
    _write(root / file, _text(root / file) + text)


def change_words(root: Path, key: str, text: str) -> None:
    path = root / "site_src" / "words" / "en.po"
    path.parent.mkdir(exist_ok=True)
    quoted = json.dumps(text, ensure_ascii=False)
    before = _text(path) if path.exists() else ""
    _write(path, f'{before}\nmsgid "{key}"\nmsgstr {quoted}\n')


CHANGE: Mapping[str, Callable[..., None]] = {
    "cell": change_cell,
    "property": change_property,
    "page": change_page,
    "head": change_head,
    "readme": change_readme,
    "setting": change_setting,
    "cache": change_cache,
    "file": change_file,
    "words": change_words,
}


def main(seconds: float) -> None:
    """Try portals until the time is over, then tell how many had which outcome."""
    end, found = time.monotonic() + seconds, collections.Counter[str]()
    with tempfile.TemporaryDirectory() as temporary:
        base = write_portal(Path(temporary) / "base")
        build(base, base / "site")
        shutil.rmtree(base / "site")

        @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
        @given(CHANGES)
        def holds(changes: list[tuple[Any, ...]]) -> None:
            root = Path(temporary) / "portal"
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(base, root)
            for kind, *values in changes:
                CHANGE[kind](root, *values)
            problems = spoken(found_problems(root))
            if any(problem.severity == "error" for problem in problems):
                found["refused"] += 1
            else:
                build(root, root / "site")
                found["built"] += 1
                for said in said_tables(root / "site"):
                    found["cells"] += sum(compared(root / "site", said).values())

        try:
            while time.monotonic() < end:  # a round ends by itself, whatever was found
                holds()
        finally:
            print(dict(found), file=sys.stderr)


if __name__ == "__main__":
    main(float(sys.argv[1]))
