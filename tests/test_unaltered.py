"""Built means unaltered: every form and page says, cell by cell, what the CSV file says."""

import csv
import html
import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import csvw
import openpyxl
import pytest
import rdflib

from builder.build import build
from builder.language.words import words
from builder.packages.judged import FIELD_TYPES
from builder.packages.read import DESCRIPTOR
from tests import every_type
from tests.every_type import Column, write_every_type
from tests.folders import PORTAL, write_portal
from tests.unaltered import (
    MARKS,
    SECTIONS,
    compared,
    compared_page,
    day_text,
    every,
    read_zip,
    said_tables,
    says,
    seen,
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


def bare(text: str) -> str:
    """A text without blanks and the dashes of its points, which pages show as a list."""
    return re.sub(r"[-–+•\s]+", "", text)


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
                shown = bare(text)
                texts = (str(cells[name] or "") for name in wanted & cells.keys())
                assert not [cell for cell in texts if bare(cell) not in shown], page
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


@pytest.fixture(scope="module")
def every_type_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a portal with a package of every field type and format."""
    root = write_portal(tmp_path_factory.mktemp("types") / "portal")
    write_every_type(root)
    build(root, root / "site")
    return root / "site"


TABLES = [(name, columns) for name, (columns, _, _) in every_type.TABLES.items()]


@pytest.mark.parametrize(("name", "columns"), TABLES, ids=list(every_type.TABLES))
def test_every_type_and_format_is_said_by_every_form(
    every_type_site: Path, name: str, columns: Sequence[Column]
) -> None:
    canon = {(column.name, cell.text): cell.canon for column in columns for cell in column.cells}
    (said,) = (said for said in said_tables(every_type_site) if said.name == name)
    assert read_zip(every_type_site, said)[0] == list(said.header)
    counts = compared(every_type_site, said, canon)
    assert counts["json"] == sum(len(column.cells) for column in columns)


@pytest.mark.parametrize(("name", "columns"), TABLES, ids=list(every_type.TABLES))
def test_a_reader_of_csvw_gets_what_the_cells_say(
    every_type_site: Path, name: str, columns: Sequence[Column]
) -> None:
    path = every_type_site / "data" / every_type.NAME / f"{name}.csv-metadata.json"
    table = csvw.Table.from_file(path)
    types = [column.datatype.base for column in table.tableSchema.columns]
    (said,) = (said for said in said_tables(every_type_site) if said.name == name)
    rows = [list(row.values()) for row in table]
    assert len(rows) == len(said.rows)
    for number, row in enumerate(rows):
        for column, cell, kind, text in zip(columns, row, types, said.rows[number], strict=True):
            printed = column.cells[number]
            if text and kind == "string":
                assert seen(cell, column.raw) == printed.text
            elif text and kind not in ("json", "time", "duration"):  # of these it makes objects
                assert says(cell, printed.canon, column.raw, is_exact=False), (column.name, cell)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "columns"), TABLES, ids=list(every_type.TABLES))
def test_every_type_and_format_is_shown_by_its_page(
    every_type_site: Path, name: str, columns: Sequence[Column], language: str
) -> None:
    shown = {
        (column.name, cell.text): (cell.canon, cell.vi if language == "vi" else cell.en)
        for column in columns
        for cell in column.cells
    }
    (said,) = (said for said in said_tables(every_type_site) if said.name == name)
    assert compared_page(every_type_site, said, language, shown)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_why_cells_are_missing(every_type_site: Path, language: str) -> None:
    text = text_of(every_type_site / SECTIONS[language] / every_type.NAME / "index.html")
    assert f"{words(language)('column.missing')} - = not asked" in text


def test_each_cell_says_why_it_is_missing(every_type_site: Path) -> None:
    (said,) = (said for said in said_tables(every_type_site) if said.name == "formats")
    book = openpyxl.load_workbook(every_type_site / "data" / f"{every_type.NAME}.xlsx")
    notes = [
        [cell.comment.text if cell.comment else "" for cell in row]
        for row in book["formats"].iter_rows(min_row=2)
    ]
    assert notes == [list(row) for row in said.reasons]
    assert any(map(any, notes))


def test_the_package_has_every_type_and_format_of_the_standard() -> None:
    fields = [column.raw for _, columns in TABLES for column in columns]
    assert {field["type"] for field in fields} == FIELD_TYPES
    formats = {(field["type"], field["format"]) for field in fields if "format" in field}
    assert formats >= {
        *(("string", name) for name in ("email", "uri", "binary", "uuid")),
        ("date", "any"),
        ("geopoint", "array"),
        ("geopoint", "object"),
        ("geojson", "topojson"),
    }
