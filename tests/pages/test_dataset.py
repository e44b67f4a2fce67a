"""The page of a dataset: facts, downloads with format and size, a preview that is cut."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from builder.exports.downloads.files import published_files
from builder.language.text import size_text
from builder.language.words import words
from builder.model import Cell, Field, Licence, Package, Schema, Table
from builder.pages.catalogue.dataset import (
    PREVIEW_CHARACTERS,
    PREVIEW_ROWS,
    DatasetPage,
    dataset_page,
)
from builder.pages.catalogue.full_table import FullTable
from builder.pages.programme.view import ProgrammeView
from builder.pages.render import rendered, rendered_markdown
from tests import tiny

BASE = tiny.SETTINGS.base_url


def here(language: str) -> ProgrammeView:
    return ProgrammeView(language=language, portal=tiny.PORTAL)


def page(package: Package = tiny.TASKS, language: str = "en") -> DatasetPage:
    files = published_files(package, BASE)
    view = here(language)
    tables = [
        FullTable(package=package, resource=resource, view=view)
        for resource in package.resources
        if resource.table is not None
    ]
    return dataset_page(package, files, tuple, view, tables=tables, citation="C")


def html_of(package: Package, language: str = "en") -> str:
    uri = here(language).uri("datasets", package.id)
    context = page(package, language)
    return rendered("dataset.html", context, uri=uri, language=language, svgs={})


def with_rows(*rows: tuple[Cell, ...]) -> Package:
    """The tiny tasks with other rows of two fields: a text and a number."""
    fields = tuple(
        Field(name=name, type=kind, title=tiny.text(name, name), description=None)
        for name, kind in (("text", "string"), ("number", "number"))
    )
    resource = dataclasses.replace(
        tiny.TASKS.resources[0], table=Table(schema=Schema(fields=fields), rows=rows)
    )
    return dataclasses.replace(tiny.TASKS, resources=(resource,))


def facts(package: Package, language: str = "en") -> dict[str, str]:
    return {fact.name: fact.value for fact in page(package, language).meta}


def test_downloads_stand_in_the_order_in_which_people_ask_for_them() -> None:
    found = page(language="en")
    assert [download.name for download in found.downloads] == [
        "XLSX",
        "CSV",
        "JSON",
        "Parquet",
        "ZIP",
    ]
    assert [file.name for file in found.machine_files] == ["JSON Lines", "datapackage.json"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_download_says_format_and_size(language: str) -> None:
    found = page(language=language)
    shown = {download.uri: (download.name, download.size) for download in found.downloads}
    shown |= {file.uri: (file.name, file.size) for file in found.machine_files}
    shown |= {
        download.uri: (download.name, download.size) for download in found.previews[0].downloads
    }
    for file in published_files(tiny.TASKS, BASE):
        name, size = shown[file.uri]
        assert size == size_text(file.size, language)
        assert name in ("CSV", "JSON", "ZIP", "datapackage.json") or file.format not in (
            "csv",
            "json",
            "zip",
        )


def test_a_lone_table_is_offered_at_the_top_of_the_page_only() -> None:
    assert page().previews[0].downloads == ()


def test_a_download_is_a_link_to_the_file() -> None:
    button = (
        '<a class="button" href="../../../data/tasks-tiny/tasks.csv" id="file-tasks.csv" download>'
    )
    assert button in html_of(tiny.TASKS)


def test_a_long_cell_is_cut_at_a_word() -> None:
    (preview,) = page(with_rows(("chữ " * 100, None))).previews
    ((cell,),) = preview.rows
    assert len(cell.text) <= PREVIEW_CHARACTERS + 2
    assert cell.text.endswith("chữ …")


def test_a_cell_that_fits_is_whole() -> None:
    (preview,) = page(with_rows(("x" * PREVIEW_CHARACTERS, None))).previews
    ((cell,),) = preview.rows
    assert cell.text == "x" * PREVIEW_CHARACTERS


def test_a_preview_shows_the_first_rows_and_counts_all() -> None:
    rows = [(f"row {number}", Decimal(number)) for number in range(1500)]
    (preview,) = page(with_rows(*rows)).previews
    assert len(preview.rows) == PREVIEW_ROWS
    assert (preview.rows[0][0].text, preview.count) == ("row 0", "1,500")


def test_a_preview_leaves_out_the_other_language_and_empty_columns() -> None:
    names = [column.name for column in page(language="vi").previews[0].shown]
    assert names == ["task_id", "name_vi", "due"]
    assert len(page(language="vi").previews[0].columns) == 4


@pytest.mark.parametrize(
    ("cell", "vi", "en"),
    [(Decimal("1234.5"), "1.234,5", "1,234.5"), (None, "", "")],
)
def test_cells_are_written_as_the_reader_does(cell: Cell, vi: str, en: str) -> None:
    package = with_rows(("a", cell), ("b", Decimal(1)))
    shown = {name: page(package, name).previews[0].rows[0][1].text for name in ("vi", "en")}
    assert shown == {"vi": vi, "en": en}


def test_a_page_tells_the_facts_in_its_language() -> None:
    assert facts(tiny.TASKS)["Version"] == "1.1.0"
    assert "24 April 2024" in facts(tiny.TASKS).values()
    assert "24/4/2024" in facts(tiny.TASKS, "vi").values()
    assert "2024" in facts(tiny.TASKS).values()


def test_a_dataset_without_a_licence_says_so() -> None:
    package = dataclasses.replace(tiny.TASKS, licence=None)
    assert words("en")("licence.none") in facts(package).values()


def test_a_licence_of_ones_own_is_linked_to_its_address() -> None:
    own = Licence(name="own", title="Own", url="https://own.example/terms")
    html = html_of(dataclasses.replace(tiny.TASKS, licence=own))
    assert '<a href="https://own.example/terms" rel="license">' in html


def test_a_period_within_a_year_is_told_by_its_days() -> None:
    package = dataclasses.replace(
        tiny.TASKS, temporal=(datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
    )
    assert "1/1/2024 – 31/3/2024" in facts(package, "vi").values()


def test_raw_markup_of_a_readme_is_shown_and_not_run() -> None:
    html = rendered_markdown("# Title\n\n<script>alert(1)</script>\n\n## Part\n")
    assert "<script>" not in html
    assert "<h2>Title</h2>" in html
    assert "<h3>Part</h3>" in html


def test_the_page_of_an_ordinary_package_has_every_part() -> None:
    html = html_of(tiny.RAINFALL, "vi")
    assert "12,5" in html
    assert "24/4/2024" in html
    assert f"{BASE}data/rainfall/datapackage.json" in html
