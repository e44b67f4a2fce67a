"""What `portal validate` says of each mutation of a whole portal; what it lets through builds."""

import os
from pathlib import Path

from tests.hostile.inputs import PORTAL_OUTCOMES, judged_portals, portal_outcome

ELSEWHERE = (
    *("page/", "head/slug", "head/id", "schemas/profile", "settings/languages"),
    "words/folder",
)
"""Mutations that are told at another file: the twin of a page, a descriptor, a link."""

UNBUILT = ("body/", "words/")
"""Kinds that are rendered when checked; `python -m tests.hostile.inputs` builds them, too."""


EVERY = 1 if os.environ.get("PORTAL_EXAMPLES") else 12
"""Each takes a second: every twelfth, or all of them in a long run."""


def test_mutations_are_many_and_told_apart() -> None:
    names = [line.split("\t")[0] for line in PORTAL_OUTCOMES.read_text("utf-8").splitlines()]
    assert len(set(names)) == len(names) > 600


def test_each_portal_has_the_outcome_that_is_expected(tmp_path: Path) -> None:
    found = list(judged_portals(tmp_path, unbuilt=UNBUILT, every=EVERY))
    for name, change, told in found:
        if not name.startswith(ELSEWHERE):
            assert all(place.split("@")[1].split(":")[0] in change for place in told), name
    lines = [portal_outcome(name, told) for name, _, told in found]
    assert lines == PORTAL_OUTCOMES.read_text("utf-8").splitlines()[::EVERY]
