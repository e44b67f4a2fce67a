"""Built means unaltered: every form and page says, cell by cell, what the CSV file says."""

import csv
import html
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib

from builder.packages.read import DESCRIPTOR
from tests.folders import PORTAL
from tests.unaltered import (
    MARKS,
    SECTIONS,
    compared,
    compared_page,
    day_text,
    every,
    read_zip,
    said_tables,
)

OBSERVED = ("indicator_id", "period", "kind", "operator", "value", "value_high", "value_raw")

VALUE = re.compile(r'<td class="number"[^>]*><strong>(.*?)</strong>')
"""A value on the page of an indicator."""

OTHER = {"vi": "_en", "en": "_vi"}
"""Endings of fields in the other language."""


def test_every_form_says_every_cell_of_this_portal(portal_site: Path) -> None:
    tables = list(said_tables(portal_site))
    counts = every(compared(portal_site, said) for said in tables)
    cells = sum(len(said.header) * len(said.rows) for said in tables)
    assert counts == dict.fromkeys(("json", "jsonl", "parquet", "xlsx"), cells)


def test_the_published_csv_is_the_steward_s_and_so_is_that_of_the_zip(portal_site: Path) -> None:
    for said in said_tables(portal_site):
        assert read_zip(portal_site, said)[0] == list(said.header)
    for folder in sorted((PORTAL / "datasets").iterdir()):
        for resource in json.loads((folder / DESCRIPTOR).read_text("utf-8"))["resources"]:
            ending = Path(resource["path"]).suffix
            published = portal_site / "data" / folder.name / f"{resource['name']}{ending}"
            assert published.read_bytes() == (folder / resource["path"]).read_bytes()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_a_dataset_shows_the_cells_of_its_tables(
    portal_site: Path, language: str
) -> None:
    tables = list(said_tables(portal_site))
    assert sum(compared_page(portal_site, said, language) for said in tables) > len(tables)


def read_api(site: Path) -> dict[str, list[dict[str, Any]]]:
    """Observations of each indicator as the API has them."""
    folder = site / "api" / "v1" / "indicators"
    return {
        path.stem: json.loads(path.read_text("utf-8"), parse_float=Decimal)["observations"]
        for path in sorted(folder.glob("*.json"))
    }


def digits_of(value: Decimal | int | str | None) -> str:
    """A value of the API as a CSV file has it."""
    return "" if value is None else str(value)


def test_the_api_says_every_value_as_its_table_prints_it(portal_site: Path) -> None:
    printed = Counter(
        (said.package, *(row[said.header.index(name)] or "" for name in OBSERVED))
        for said in said_tables(portal_site)
        if said.raw["portal"].get("table") == "observations"
        for row in said.rows
    )
    packages = {package for package, *_ in printed}
    told = [
        (entry["dataset"], entry["row"], *(digits_of(entry[name]) for name in OBSERVED[1:]))
        for entries in read_api(portal_site).values()
        for entry in entries
        if entry["dataset"] in packages
    ]
    assert told
    assert not [entry for entry in told if entry not in printed]


def test_the_csv_of_an_indicator_says_what_its_json_says(portal_site: Path) -> None:
    for name, entries in read_api(portal_site).items():
        path = portal_site / "api" / "v1" / "indicators" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert [(row["value"], row["value_high"], row["value_raw"]) for row in rows] == [
            (digits_of(entry["value"]), digits_of(entry["value_high"]), entry["value_raw"])
            for entry in entries
        ]


def test_the_data_cube_says_the_numbers_of_the_api(portal_site: Path) -> None:
    graph = rdflib.Graph().parse(portal_site / "data-cube.ttl")
    measure = rdflib.URIRef("http://purl.org/linked-data/sdmx/2009/measure#obsValue")
    found = Counter(
        (str(subject).split("/#")[0].rsplit("/", 1)[1], str(value))
        for subject, value in graph.subject_objects(measure)
    )
    assert found == Counter(
        (name, digits_of(entry["value"]))
        for name, entries in read_api(portal_site).items()
        for entry in entries
        if entry["value"] is not None
    )


def text_of(page: Path) -> str:
    """The text of the main part of a page."""
    main = page.read_text("utf-8").split("<main", 1)[1]
    return html.unescape(re.sub(r"<[^>]*>", "", main))


@pytest.mark.parametrize(("language", "section"), [("vi", "chi-tieu"), ("en", "en/indicators")])
def test_the_page_of_an_indicator_shows_each_value_and_its_printed_text(
    portal_site: Path, language: str, section: str
) -> None:
    for name, entries in read_api(portal_site).items():
        page = portal_site / section / name / "index.html"
        text = text_of(page)
        values = " ".join(VALUE.findall(page.read_text("utf-8")))
        for entry in entries:
            assert entry["value_raw"] in text, name
            if entry["value"] is not None:
                shown = {plain(number, language) for number in re.findall(r"[\d.,]*\d", values)}
                assert entry["value"] in shown, (name, entry["value"])


def plain(number: str, language: str) -> Decimal:
    """A number of a page as the file would write it."""
    thousands, decimal = MARKS[language]
    return Decimal(number.replace(thousands, "").replace(decimal, "."))


@pytest.mark.parametrize(("language", "section"), [("vi", "nhiem-vu"), ("en", "en/tasks")])
def test_the_page_of_a_task_shows_every_text_of_its_row_and_reports(
    portal_site: Path, language: str, section: str
) -> None:
    names = [f"{name}_{language}" for name in ("name", "description", "expected", "result")]
    wanted = {*names, "due_raw", "lead_raw", "status_raw"}
    for said in said_tables(portal_site):
        if said.raw["portal"].get("table") in ("tasks", "status"):
            for row in said.rows:
                cells = dict(zip(said.header, row, strict=True))
                page = portal_site / section / said.package / str(cells["task_id"]) / "index.html"
                text = text_of(page)
                texts = (cells[name] for name in wanted & cells.keys())
                assert not [cell for cell in texts if cell and cell not in text], page
                if cells.get("due"):
                    assert day_text(date.fromisoformat(str(cells["due"])), language) in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_table_of_running_text_is_whole_on_its_page(portal_site: Path, language: str) -> None:
    for said in said_tables(portal_site):
        places = [
            place
            for place, field in enumerate(said.fields)
            if field.get("portal", {}).get("reading")
            and not field["name"].endswith(OTHER[language])
        ]
        text = text_of(portal_site / SECTIONS[language] / said.package / "index.html")
        cells = (row[place] for row in said.rows for place in places)
        assert not [cell for cell in cells if cell and cell not in text], said.name
