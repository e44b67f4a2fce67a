"""Files that say what they are made of: two that are made of the same hold the same."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.build import _Offered, _plan_of, _published, checked_portal
from builder.exports.dcat import dcat_paged
from builder.packages.read import read_packages
from builder.planning.site_plan import planned_site
from builder.settings import read_settings
from builder.store.values import value_digest
from builder.versions.records import new_records
from tests.folders import edited, write_portal

Change = Callable[[Path], None]
"""Changes something in datasets/ or releases/ of a portal."""


def _in(path: str, old: str, new: str) -> Change:
    return lambda root: edited(root / "datasets" / path, old, new)


def _descriptor(package: str, **properties: object) -> Change:
    def change(root: Path) -> None:
        path = root / "datasets" / package / "datapackage.json"
        told = json.loads(path.read_text("utf-8"))
        told |= properties
        path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    return change


def _recorded(root: Path) -> None:
    """Versions are recorded, then one comes after them."""
    settings = read_settings(root)
    files = [package.files for package in read_packages(root)]
    for name, content in new_records(files, root, settings.languages).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


def _another_version(root: Path) -> None:
    _recorded(root)
    _in("rainfall/rainfall.csv", "3.25", "3.5")(root)
    _descriptor("rainfall", version="1.1.0")(root)
    notes = root / "datasets/rainfall/CHANGELOG.md"
    notes.write_text("# Rain\n\n## 1.1.0 - 2024-05-02\n\nA value.\n", "utf-8")


CHANGES: dict[str, Change] = {
    "a value": _in("rainfall/rainfall.csv", "3.25", "3.5"),
    "an observation": _in("indicators-tiny/data/observations.csv", "16.5", "16.75"),
    "the name of an indicator": _in("indicators/data/indicators.csv", "Digital firms", "Firms"),
    "a body": _in("organisations/data/organisations.csv", "Bộ X", "Bộ Xưa"),
    "a document": _in("documents/data/documents.csv", "Plan for 2024", "Plan for all of 2024"),
    "a topic": _in("topics/data/topics.csv", "Environment", "Nature"),
    "the state of a task": _in("tasks-tiny/data/status.csv", "in_progress", "submitted"),
    "a README": _in("rainfall/README.en.md", "\n", "\n\nMore words.\n"),
    "a title": _descriptor("rainfall", title="Mưa"),
    "a keyword": _descriptor("tasks-tiny", keywords=["việc"]),
    "a version": _descriptor("rainfall", version="1.1.0"),
    "a version after recorded ones": _another_version,
    "a day": _in(
        "rainfall/datapackage.json", '"modified": "2024-05-01"', '"modified": "2024-12-24"'
    ),
}


def made(root: Path) -> dict[str, tuple[str, object]]:
    """What each file is made of, where it says so, and what it holds; pages by what they show."""
    settings = read_settings(root)
    packages, _ = checked_portal(root, settings)
    plan = _plan_of(root, settings, packages, datetime.date(2024, 12, 31), _Offered(_published))
    site = planned_site(plan)
    pages = {
        page.uri: (value_digest(page.made_of()), page.context())
        for page in site.pages
        if page.made_of
    }
    files = {out.uri: (out.made_of, b"".join(out.pieces())) for out in site.outputs if out.made_of}
    return {**pages, **files}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal whose catalogue has pages."""
    monkeypatch.setattr(dcat_paged, "LARGE_CATALOGUE", 1)
    monkeypatch.setattr(dcat_paged, "PAGE_DATASETS", 2)
    return write_portal(tmp_path / "portal")


@pytest.mark.parametrize("name", CHANGES)
def test_files_that_are_made_of_the_same_hold_the_same(name: str, root: Path) -> None:
    before = made(root)
    CHANGES[name](root)
    after = made(root)
    shared = before.keys() & after.keys()
    wrong = [
        uri for uri in shared if before[uri][0] == after[uri][0] and before[uri][1] != after[uri][1]
    ]
    assert not wrong
    assert any(before[uri][0] != after[uri][0] for uri in shared)


def test_one_value_leaves_what_tells_of_others(root: Path) -> None:
    before = made(root)
    CHANGES["a value"](root)
    after = made(root)
    changed = {uri for uri in before if before[uri][0] != after[uri][0]}
    told = {uri for uri in before if "rainfall" in uri} | {"catalog/1.ttl"}
    assert "data/rainfall/dcat.ttl" in changed
    assert "en/datasets/rainfall/" in changed
    assert {"data/tasks-tiny/dcat.ttl", "en/datasets/tasks-tiny/"}.isdisjoint(changed)
    assert {uri for uri in changed if uri.startswith("feeds/")} <= told
