"""Sums over merged areas: where they stand, where there are none, and that each is marked."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
import sdmx
from rdflib import Graph

from builder.build import build
from tests.data_cube_rules import broken, normalised
from tests.disaggregated import FIRMS, INDICATOR, write_merged


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal whose areas were merged, built."""
    folder = tmp_path_factory.mktemp("merged")
    build(write_merged(folder / "portal"), folder / "site")
    return folder / "site"


def _thing(site: Path, indicator: str = FIRMS) -> dict:  # type: ignore[type-arg]
    return json.loads((site / f"api/v1/indicators/{indicator}.json").read_text("utf-8"))


def _sums(site: Path, indicator: str = FIRMS) -> list[tuple[str, str, float, str]]:
    return [
        (found["period"], found["categories"]["area"], found["value"], found["obs_status"])
        for found in _thing(site, indicator)["sums"]
    ]


def test_sum_is_made_only_where_every_part_has_a_value(site: Path) -> None:
    assert sorted(_sums(site)) == [
        ("2021", "b-merged", 50, "I"),
        ("2022", "b-merged", 52, "I"),
        ("2022", "new", 52, "I"),
        ("2023", "b-merged", 54, "I"),
        ("2023", "new", 54, "I"),
    ]


def test_shares_are_never_added(site: Path) -> None:
    assert _sums(site, INDICATOR) == []


def test_nothing_is_added_that_is_not_declared_to_add_up(tmp_path: Path) -> None:
    build(write_merged(tmp_path / "portal", additive=False), tmp_path / "site")
    assert _sums(tmp_path / "site") == []
    assert _thing(tmp_path / "site")["dimensions"][0]["mergers"] == []


def test_sums_are_no_part_of_what_is_judged_and_compared(site: Path) -> None:
    page = (site / f"en/indicators/{FIRMS}/index.html").read_text("utf-8")
    newest = page.split('id="by-area"')[1].split("</table>")[0]
    assert "since the merger" not in newest
    assert len(_thing(site)["parts"]) == 13


def test_page_marks_each_sum_by_a_word_and_a_hollow_mark(site: Path) -> None:
    page = (site / f"en/indicators/{FIRMS}/index.html").read_text("utf-8")
    table = page.split('class="over-time__table"')[1].split("</table>")[0]
    rows = {
        found[0]: found[1]
        for found in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.S)
    }
    new, merged = rows["Area new"], rows["Area b (since the merger)"]
    cells = [
        " ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall("<td.*?</td>", new)
    ]
    assert cells[1:] == ["–", "52 computed", "54 computed", "60"]
    assert new.count("trend__computed") == 2
    assert merged.count("trend__computed") == 3
    assert "57" in merged
    assert "no document prints this figure" in page


def test_long_files_have_the_sums_with_their_status_and_what_was_added(site: Path) -> None:
    content = (site / f"api/v1/indicators/{FIRMS}.csv").read_text("utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(content)) if row["obs_status"] == "I"]
    assert {row["area"] for row in rows} == {"new", "b-merged"}
    assert rows[0]["value_raw"] == ""
    assert rows[0]["note_en"] == "Computed as the sum of: Area a; Area d."


def test_sdmx_and_the_cube_know_status_and_code_of_each_sum(site: Path) -> None:
    with (site / "data/sdmx/structure.xml").open("rb") as stream:
        structure = sdmx.read_sdmx(stream, format="xml")
    with (site / "data/sdmx/data.xml").open("rb") as stream:
        message = sdmx.read_sdmx(stream, format="xml", structure=structure.structure["INDICATORS"])
    found = [
        str(observation.key["REF_AREA"].value)
        for dataset in message.data
        for observation in dataset.obs
        if str(observation.attrib["OBS_STATUS"].value) == "I"
    ]
    assert sorted(found) == ["b-merged"] * 3 + ["new"] * 2
    assert "b-merged" in structure.codelist["CL_REF_AREA"]
    assert broken(normalised(Graph().parse(site / "data-cube.ttl"))) == []


def test_explorer_has_the_sums_apart_from_what_is_printed(site: Path) -> None:
    found = json.loads((site / f"charts/parts/{FIRMS}.en.json").read_text("utf-8"))
    series = {entry["of"].get("area"): entry for entry in found["series"]}
    assert series["new"]["computed"] == [1, 2]
    assert "computed" not in series["a"]
    (area,) = found["dimensions"]
    parts = {entry["code"]: entry.get("parts") for entry in area["categories"]}
    assert parts["b-merged"] == ["b", "c"]
    assert parts["a"] is None
