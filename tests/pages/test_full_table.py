"""A table whole: codes in words, rows with addresses of their own, pages and files of rows."""

import dataclasses
import json

import pytest

from builder.language.locators import Locators
from builder.language.text import Foreign
from builder.language.words import words
from builder.model import LARGE_ROWS, Cell, Field, Package, Schema, Table
from builder.pages.catalogue.full_table import (
    LARGE_SHOWN,
    MOST_PAGES,
    PAGE_ROWS,
    FullTable,
    TableCell,
)
from builder.pages.catalogue.table_page import (
    PART_ROWS,
    page_words,
    row_file,
    row_files,
    table_lead,
    table_page,
    table_uri,
)
from builder.pages.programme.view import ProgrammeView
from builder.pages.render import rendered
from tests import tiny
from tests.folders import ROOT
from tests.register import schema


def field(name: str, kind: str = "string", **further: object) -> Field:
    return Field(name=name, type=kind, title=tiny.text(name, name), description=None, **further)  # type: ignore[arg-type]  # whatever a test asks for


def full(
    fields: tuple[Field, ...], *rows: tuple[Cell, ...], key: tuple[str, ...] = ()
) -> FullTable:
    table = Table(schema=Schema(fields=fields, primary_key=key), rows=rows)
    resource = dataclasses.replace(tiny.TASKS.resources[0], table=table)
    package: Package = dataclasses.replace(tiny.TASKS, resources=(resource,))
    view = ProgrammeView(language="vi", portal=tiny.PORTAL)
    return FullTable(package=package, resource=resource, view=view)


def numbered(count: int) -> FullTable:
    return full((field("id"),), *((f"r{number}",) for number in range(count)), key=("id",))


def test_a_row_has_the_address_of_its_key() -> None:
    table = full((field("a"), field("b")), ("x y", "1"), ("z", "2"), key=("a", "b"))
    assert [row.id for row in table.rows(0, 2)] == ["row-x_y.1", "row-z.2"]


@pytest.mark.parametrize("key", [(), ("a",)])
def test_rows_that_no_key_tells_apart_have_their_numbers(key: tuple[str, ...]) -> None:
    table = full((field("a"),), ("x y",), ("x_y",), key=key)
    assert [row.id for row in table.rows(0, 2)] == ["row-1", "row-2"]


def test_codes_stand_beside_their_names() -> None:
    shape = field("shape", categories=("a", "b"), labels={"a": "Hình vuông"})
    first, second = full((shape,), ("a",), ("b",)).rows(0, 2)
    assert first.cells[0] == TableCell(text="Hình vuông", raw="a", code="a")
    assert second.cells[0] == TableCell(text="b", raw=None, code=None)


def english(*fields: Field, row: tuple[Cell, ...]) -> FullTable:
    """A table of one row on an English page, of a portal that names parts of documents."""
    table = full(fields, row)
    portal = dataclasses.replace(tiny.PORTAL, locators=Locators({"Bảng": "Table"}))
    return dataclasses.replace(table, view=ProgrammeView(language="en", portal=portal))


def test_words_as_printed_are_told_as_vietnamese_on_an_english_page() -> None:
    table = english(field("lead_raw"), field("note_en"), row=("Bộ Y tế", "Hà Nội leads"))
    (row,) = table.rows(0, 1)
    printed, note = (cell.text for cell in row.cells)
    assert isinstance(printed, Foreign)
    assert printed.language == "vi"
    assert not isinstance(note, Foreign)
    assert [column.has_foreign for column in table.columns] == [True, False]


def test_a_place_in_a_document_is_shown_as_the_file_has_it() -> None:
    cell = english(field("source_locator"), row=("Bảng 3",)).rows(0, 1)[0].cells[0]
    assert (cell.text, cell.raw, isinstance(cell.text, Foreign)) == ("Bảng 3", None, True)


def test_a_reference_to_what_is_not_there_is_shown_as_it_is() -> None:
    (row,) = full((field("lead", references="gone/gone/id"),), ("mic",)).rows(0, 1)
    assert row.cells[0].text == "mic"


def test_a_reference_within_the_package_is_called_by_its_name() -> None:
    tasks = tiny.TASKS.resources[0]
    assert tasks.table is not None
    child = dataclasses.replace(
        tasks,
        name="child",
        table=Table(
            schema=Schema(fields=(field("task", references=f"./{tasks.name}/task_id"),)),
            rows=((tasks.table.rows[0][0],),),
        ),
    )
    package = dataclasses.replace(tiny.TASKS, resources=(tasks, child))
    view = ProgrammeView(language="en", portal=tiny.PORTAL)
    (row,) = FullTable(package=package, resource=child, view=view).rows(0, 1)
    name = tasks.table.record(0)["name_en"]
    assert (row.cells[0].text, row.cells[0].code) == (name, tasks.table.rows[0][0])


def test_a_long_table_has_pages_and_a_very_long_one_no_more_than_the_most() -> None:
    assert (numbered(0).pages, numbered(PAGE_ROWS).pages, numbered(PAGE_ROWS + 1).pages) == (
        1,
        1,
        2,
    )
    assert numbered(PAGE_ROWS * MOST_PAGES + 1).pages <= MOST_PAGES


def test_a_table_whose_codes_have_names_in_one_language_has_the_same_pages_in_each() -> None:
    tasks = tiny.TASKS.resources[0]
    named = Table(
        schema=Schema(fields=(field("id"), field("name_vi")), primary_key=("id",)),
        rows=(("a", "Hà Giang"),),
    )
    parent = dataclasses.replace(tasks, name="parent", table_kind=None, table=named)
    columns = tuple(field(f"area{number}", references="./parent/id") for number in range(40))
    table = Table(schema=Schema(fields=columns), rows=(("a",) * 40,) * 300)
    child = dataclasses.replace(tasks, name="child", table=table)
    package = dataclasses.replace(tiny.TASKS, resources=(parent, child))
    views = [ProgrammeView(language=language, portal=tiny.PORTAL) for language in ("vi", "en")]
    vi, en = (FullTable(package=package, resource=child, view=view) for view in views)
    assert vi.rows(0, 1)[0].cells[0].text == "Hà Giang"
    assert en.rows(0, 1)[0].cells[0].text == "a"
    assert vi.pages == en.pages > 1


def test_pages_between_them_show_every_row_once() -> None:
    table = numbered(2 * PAGE_ROWS + 5)
    shown = [row.id for number in (1, 2, 3) for row in table_page(table, number, ()).rows]
    assert shown == [f"row-r{number}" for number in range(2 * PAGE_ROWS + 5)]


def test_a_page_leads_to_those_beside_it() -> None:
    page = table_page(numbered(3 * PAGE_ROWS), 2, ())
    table = numbered(3 * PAGE_ROWS)
    assert (page.previous, page.following) == (table_uri(table), table_uri(table, 3))
    assert page.place == page_words(table, 2) == words("vi")("table.page", number="2", pages="3")


def test_files_of_rows_hold_what_people_read_and_what_the_file_has() -> None:
    table = full((field("id"), field("n", "number")), ("a", None), ("b", 1234), key=("id",))
    ((uri, start),) = row_files(table)
    assert uri == f"{table_uri(table)}rows-1.json"
    assert json.loads(row_file(table, start)) == [
        ["row-a", "a", ""],
        ["row-b", "b", ["1.234", "1234"]],
    ]


def test_a_very_long_table_is_cut_into_files() -> None:
    table = numbered(PART_ROWS + 1)
    files = list(row_files(table))
    assert [start for _, start in files] == [0, PART_ROWS]
    assert len(json.loads(row_file(table, PART_ROWS))) == 1


def test_a_page_says_each_cell_with_its_column() -> None:
    table = full((field("id"), field("n", "number")), ("a", 5), key=("id",))
    context = table_page(table, 1, ())
    html = rendered("table.html", context, uri=table_uri(table), language="vi", svgs={})
    assert '<tr id="row-a">' in html
    assert '<td data-label="n" class="number">5</td>' in html


def test_of_a_large_table_the_first_rows_are_shown_and_the_page_says_so() -> None:
    large = numbered(LARGE_ROWS + 1)
    assert (large.total, large.count, large.pages) == (LARGE_ROWS + 1, LARGE_SHOWN, 100)
    assert table_lead(large).startswith("10.000 dòng đầu trong 100.001 dòng")


AS_THEY_ARE = ("eu_data_theme", "quarter")
"""Fields whose codes are those of a list of others, or are read as they are."""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_of_the_tables_of_the_portal_is_said_in_words(language: str) -> None:
    view = ProgrammeView(language=language, portal=tiny.PORTAL)
    raw = [
        f"{path.name}: {found.name}: {code}"
        for path in sorted((ROOT / "schemas/tables").glob("*.schema.json"))
        for found in schema(path.name.removesuffix(".schema.json")).fields
        for code in found.categories
        if found.name not in AS_THEY_ARE
        and view.category(code, found) == code
        and code[0].isalpha()
    ]
    assert not raw


def test_categories_of_other_tables_are_what_their_schema_calls_them() -> None:
    view = ProgrammeView(language="en", portal=tiny.PORTAL)
    own = field("kind", categories=("target", "shooting"), labels={"target": "Disc"})
    assert view.category("target", own) == "Disc"
    assert view.category("shooting", own) == "shooting"
    same = field("status", categories=("completed",), labels={"completed": "Handed in"})
    assert view.category("completed", same) == "Handed in"
    other = field("filter", categories=("all", "text"))
    assert view.category("all", other) == "all", "words of the pages are no words for codes"
