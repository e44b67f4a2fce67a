"""`make fuzz`: a tiny portal changed at random by Hypothesis; what validates must build
and say in every form what its files say.

The first input that breaks this is made as small as can be and stays in `.hypothesis/`.
"""

import collections
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.build import build
from builder.packages.read import DESCRIPTOR
from builder.problem import BuildError
from tests.folders import found_problems, spoken, write_portal
from tests.hostile.mutations import CELLS, PROPERTIES, TABLE, VALUES
from tests.unaltered import compared, said_tables

TEXTS = st.sampled_from(list(CELLS.values())) | st.text(max_size=30)
JSON: st.SearchStrategy[Any] = st.sampled_from(list(VALUES.values())) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("cell"), st.integers(1, 3), st.integers(0, 6), TEXTS),
        st.tuples(st.just("property"), st.sampled_from(PROPERTIES), JSON),
        st.tuples(st.just("page"), TEXTS),
        st.tuples(st.just("readme"), TEXTS),
        st.tuples(st.just("setting"), TEXTS),
    ),
    min_size=1,
    max_size=3,
)


def change(root: Path, kind: str, *values: Any) -> None:
    """One change of a portal in its folder."""
    package = root / "datasets" / "rainfall"
    if kind == "cell":
        row, column, text = values
        rows = [line.split(",") for line in (package / TABLE).read_text("utf-8").split("\n")]
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
        content = "\n".join(map(",".join, rows))
        (package / TABLE).write_bytes(content.encode("utf-8", "surrogatepass"))
    elif kind == "property":
        descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
        part = descriptor
        for step in values[0][:-1]:
            try:
                part = part[step]
            except (KeyError, IndexError, TypeError):
                return
        if isinstance(part, dict):
            part[values[0][-1]] = values[1]
        text = json.dumps(descriptor)
        (package / DESCRIPTOR).write_text(text, "utf-8")
    elif kind == "setting":
        path = root / "portal.toml"
        text = json.dumps(values[0]).replace("\\ud", "\\\\ud")
        path.write_text(path.read_text("utf-8").replace('"Tiny portal"', text), "utf-8")
    else:
        path = package / "README.en.md" if kind == "readme" else root / "site_src/en/about.md"
        content = path.read_bytes() + values[0].encode("utf-8", "surrogatepass")
        path.write_bytes(content)


def main(seconds: float) -> None:
    """Try portals until the time is over, then tell how many had which outcome."""
    end, found = time.monotonic() + seconds, collections.Counter[str]()

    @settings(max_examples=10**6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(CHANGES)
    def holds(changes: list[tuple[Any, ...]]) -> None:
        if time.monotonic() > end:
            return
        with tempfile.TemporaryDirectory() as temporary:
            root = write_portal(Path(temporary) / "portal")
            for kind, *values in changes:
                change(root, kind, *values)
            problems = spoken(found_problems(root))
            if any(problem.severity == "error" for problem in problems):
                found["refused"] += 1
                return
            try:
                build(root, root / "site")
                found["built"] += 1
                for said in said_tables(root / "site"):
                    found["cells"] += sum(compared(root / "site", said).values())
            except BuildError as error:
                found["refused late: " + error.problems[0].code] += 1

    try:
        while time.monotonic() < end:
            holds()
    finally:
        print(dict(found), file=sys.stderr)


if __name__ == "__main__":
    main(float(sys.argv[1]))
