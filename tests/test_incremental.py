"""After any changes a build ends in the bytes of one that knows nothing of builds before."""

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builder.build import PICTURES, _announced, _Offered, _plan_of, build, checked_portal
from builder.planning.site_plan import planned_site
from builder.problem import BuildError, Problem
from builder.publishing.kept_pages import KeptPages
from builder.rebuild import How, Rebuilt, rebuilt
from builder.settings import read_settings
from builder.store.contents import Contents
from builder.store.folder import CONTENTS, ENVIRONMENT, cache_folder
from builder.store.told import Built
from builder.store.values import value_digest
from tests.disaggregated import write_disaggregated
from tests.elsewhere import OTHERS, write_other
from tests.folders import contents, edited, write_portal

STEPS = int(os.environ.get("PORTAL_STEPS", "2"))
"""Builds of the random walk; a hundred where somebody asks for them."""


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)


def again(root: Path) -> Rebuilt:
    """Build the site of a portal with what builds before left."""

    def make(kept: KeptPages, finished: Callable[[Path, Built], None]) -> Built:
        return build(root, root / "site", kept=kept, finished=finished)

    return rebuilt(root, root / "site", None, make)


def clean(root: Path, folder: Path) -> dict[str, bytes]:
    """The site of a build that knows nothing of others."""
    build(root, folder / "site")
    site = contents(folder / "site")
    shutil.rmtree(folder)
    return site


def test_only_pages_that_show_a_change_are_rendered(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    first = again(root)
    assert len(first.anew) == first.built.pages
    edited(root / "datasets/rainfall/rainfall.csv", "3.25", "3.5")
    second = again(root)
    assert second.how is How.MADE
    assert second.anew
    assert all("rainfall" in uri for uri in second.anew)
    assert contents(root / "site") == clean(root, tmp_path / "clean")


def test_a_link_of_an_unchanged_page_is_told_when_what_it_leads_to_goes(tmp_path: Path) -> None:
    root, link = write_portal(tmp_path / "portal"), "../rainfall/rainfall/#row-3"
    edited(root / "datasets/tasks-tiny/README.en.md", "\n", f"\n\n[x]({link})\n")
    again(root)
    rows = "datasets/rainfall/rainfall.csv"
    edited(root / rows, "3.25", "3.5")
    assert "en/datasets/tasks-tiny/" not in again(root).anew
    edited(root / rows, "3,Hà Đông,2024-04-24,3.5,light,,\n", "")
    with pytest.raises(BuildError) as error:
        again(root)
    (problem,) = error.value.problems
    assert (problem.code, problem.value) == ("link-broken", link)
    assert problem.place.file == "datasets/tasks-tiny/README.en.md"


def test_rows_are_put_into_words_anew_where_their_package_changed_or_one_that_they_name(
    tmp_path: Path,
) -> None:
    root = write_portal(tmp_path / "portal")

    def made_of() -> dict[str, str]:
        again(root)
        assert contents(root / "site") == clean(root, tmp_path / "clean")
        made = Contents(cache_folder(root) / CONTENTS).last_site()
        assert made is not None
        return {uri: key for uri, key in made.made_of.items() if "/rows-" in uri}

    def changed(old: dict[str, str], new: dict[str, str]) -> set[str]:
        assert old.keys() == new.keys()
        return {uri.split("/")[-3] for uri in old if old[uri] != new[uri]}

    first = made_of()
    edited(root / "datasets/rainfall/rainfall.csv", "3.25", "3.5")
    second = made_of()
    assert changed(first, second) == {"rainfall"}
    edited(root / "datasets/indicators/data/indicators.csv", "Digital firms", "Digital companies")
    named = {"indicators", "indicators-tiny", "tasks-tiny"}
    assert changed(second, made_of()) - {"progress", "quality"} == named


def test_a_template_of_the_portal_renders_every_page(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    first = again(root)
    edited(root / "site_src/overrides/base.html", "</body>", "<!-- ours --></body>")
    assert len(again(root).anew) == len(first.anew)
    assert contents(root / "site") == clean(root, tmp_path / "clean")


@pytest.mark.parametrize("name", [*OTHERS, "disaggregated", "tiny"])
def test_what_a_page_shows_is_a_value_with_a_digest(name: str, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    if name in OTHERS:
        write_other(root, name)
    elif name == "disaggregated":
        write_disaggregated(root)
    else:
        write_portal(root)
    settings = read_settings(root)
    packages, _ = checked_portal(root, settings)
    site = planned_site(_plan_of(root, settings, packages, None, _Offered(_announced)))
    lacking = [page.uri for page in site.pages if not value_digest(page.context())]
    assert not lacking


def test_a_page_that_people_wrote_is_read_again_with_its_text(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    again(root)
    path = root / "site_src/en/about.md"
    path.write_text(f"{path.read_text('utf-8')}\nRead anew.\n", "utf-8")
    assert "en/about/" in again(root).anew
    assert contents(root / "site") == clean(root, tmp_path / "clean")


@dataclass(frozen=True, slots=True)
class _One:
    told: Any


@dataclass(frozen=True, slots=True)
class _Another:
    told: Any


@dataclass(frozen=True, slots=True)
class _Two:
    told: Any
    more: Any = None


def test_things_of_other_classes_or_fields_have_other_digests() -> None:
    things = [_One(1), _Another(1), _One((1,)), _Two(1), _Two(1, ()), _Two((1, None)), (1, None)]
    assert len({*map(value_digest, things)}) == len(things)
    assert value_digest(_Two(_One(1))) == value_digest(_Two(_One(1)))
    assert not value_digest(_One(lambda: 1))


def test_a_newer_day_reaches_the_foot_of_every_page(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    first = again(root)
    _day(root, random.Random(1))
    assert len(again(root).anew) == len(first.anew)
    assert contents(root / "site") == clean(root, tmp_path / "clean")


def test_pictures_of_a_shared_cache_lie_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "shared"))
    root = write_portal(tmp_path / "portal")
    again(root)
    assert not (root / ".cache").exists()
    assert any((tmp_path / "shared" / PICTURES).iterdir())


def _day(root: Path, dice: random.Random) -> None:
    path = root / "datasets/rainfall/datapackage.json"
    day = f'"modified": "2024-12-{dice.randrange(10, 31)}"'
    path.write_text(re.sub(r'"modified": "2024-..-.."', day, path.read_text("utf-8")), "utf-8")


def _value(root: Path, dice: random.Random) -> None:
    path = root / "datasets/rainfall/rainfall.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    place = dice.randrange(len(rows))
    cells = rows[place].split(",")
    rows[place] = ",".join((*cells[:3], str(dice.randrange(900)), *cells[4:]))
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")


def _row(root: Path, dice: random.Random) -> None:
    path = root / "datasets/rainfall/rainfall.csv"
    lines = path.read_text("utf-8").splitlines()
    if len(lines) > 4 and dice.random() < 0.5:
        lines.pop()
    else:
        number, day = len(lines), dice.randrange(10, 31)
        lines.append(f"{number},Trạm {number},2024-05-{day},{day},light,,")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _package(root: Path, dice: random.Random) -> None:
    copy = root / "datasets/rain-again"
    if copy.exists():
        shutil.rmtree(copy)
        return
    shutil.copytree(root / "datasets/rainfall", copy)
    edited(copy / "datapackage.json", '"rainfall"', '"rain-again"')
    name = f"Rain {dice.randrange(99)}"
    for title in ("Lượng mưa", "Rainfall"):
        edited(copy / "datapackage.json", f'"{title}"', f'"{name} ({title})"')


def _readme(root: Path, dice: random.Random) -> None:
    for language in ("vi", "en"):
        path = root / f"datasets/rainfall/README.{language}.md"
        path.write_text(f"{path.read_text('utf-8')}\n{dice.randrange(900)}\n", "utf-8")


def _written_page(root: Path, dice: random.Random) -> None:
    path = dice.choice(sorted((root / "site_src/en").glob("*.md")))
    path.write_text(f"{path.read_text('utf-8')}\n{dice.randrange(900)}\n", "utf-8")


def _settings(root: Path, dice: random.Random) -> None:
    path = root / "portal.toml"
    text = path.read_text("utf-8").split("# ")[0]
    path.write_text(f"{text}# {dice.randrange(900)}\n", "utf-8")


def _name_of_a_body(root: Path, dice: random.Random) -> None:
    path = root / "datasets/organisations/data/organisations.csv"
    edited(path, "Bộ X", f"Bộ X{dice.choice('YZ')}")


CHANGES = (_day, _value, _row, _package, _readme, _written_page, _settings, _name_of_a_body)


def outcome(make: Callable[[], dict[str, bytes]]) -> dict[str, bytes] | tuple[Problem, ...]:
    """The files of a site, or what kept it from being built: two changes may not go together."""
    try:
        return make()
    except BuildError as error:
        return error.problems


def test_random_changes_end_in_the_bytes_of_a_clean_build(tmp_path: Path) -> None:
    dice = random.Random(11)  # the same walk on every machine
    root = write_portal(tmp_path / "portal")

    def site() -> dict[str, bytes]:
        again(root)
        return contents(root / "site")

    site()
    outcomes = []
    for _ in range(STEPS):
        for change in dice.sample(CHANGES, 2):
            change(root, dice)
        outcomes.append(outcome(site))
        assert outcomes[-1] == outcome(lambda: clean(root, tmp_path / "clean"))
    assert any(isinstance(one, dict) for one in outcomes)
