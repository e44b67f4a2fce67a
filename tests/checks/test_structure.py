"""Files as bytes: there, inside the package, declared and really UTF-8."""

from pathlib import Path
from typing import Any

import pytest

from builder.checks import structure
from builder.checks.structure import not_text, unreadable_resource
from builder.packages.descriptor import is_tabular, resource_format
from builder.packages.read import SourcePackage
from builder.problem import Place, Problem, Severity
from tests.folders import spoken

RESOURCE = {
    "name": "a",
    "path": "data/a.csv",
    "encoding": "utf-8",
    "dialect": {"delimiter": ","},
    "schema": {"fields": [{"name": "id"}, {"name": "tên"}]},
}


def unreadable(content: bytes = b"id,t\n1,2\n", **change: Any) -> list[Problem]:
    """What keeps a resource with these bytes and properties from being read."""
    files = {"data/a.csv": content, "data/a.pdf": content}
    source = SourcePackage(id="p", folder=Path("p"), root=Path(), files=files)
    resource = {key: value for key, value in {**RESOURCE, **change}.items() if value is not None}
    return list(spoken(unreadable_resource(source, resource, 0)))


def texts(content: bytes) -> list[tuple[str, int | None]]:
    found = spoken(not_text(content, Place(file="a.csv")))
    return [(problem.code, problem.place.row) for problem in found]


@pytest.mark.parametrize(
    ("resource", "name"),
    [
        ({"path": "a.csv"}, "csv"),
        ({"path": "a.CSV"}, "csv"),
        ({"path": "a.bin", "format": "TSV"}, "tsv"),
        ({"path": "a"}, ""),
    ],
)
def test_the_format_is_declared_or_the_ending_of_the_path(
    resource: dict[str, str], name: str
) -> None:
    assert resource_format(resource) == name


def test_only_csv_and_tsv_are_tables() -> None:
    assert is_tabular({"path": "a.tsv"})
    assert not is_tabular({"path": "a.xlsx"})


def test_a_plain_file_can_be_read() -> None:
    assert unreadable() == []


@pytest.mark.parametrize(
    "path", ["../b.csv", "/etc/passwd", "data/../../b.csv", "C:\\a.csv", "https://a.example/b.csv"]
)
def test_a_path_that_leads_out_of_the_package_is_refused(path: str) -> None:
    (problem,) = unreadable(path=path)
    assert (problem.code, problem.value) == ("file-outside-package", path)
    assert problem.place.field == "resources[0].path"


def test_a_file_that_is_not_there_is_named_at_the_descriptor() -> None:
    (problem,) = unreadable(path="data/A.csv")
    assert (problem.code, problem.value) == ("file-missing", "data/A.csv")
    assert problem.place.file == "datasets/p/datapackage.json"


@pytest.mark.parametrize(
    ("name", "value", "code", "field"),
    [
        ("encoding", None, "encoding-not-declared", "encoding"),
        ("encoding", "windows-1258", "encoding-not-declared", "encoding"),
        ("dialect", None, "dialect-missing", "dialect.delimiter"),
        ("dialect", {"header": True}, "dialect-missing", "dialect.delimiter"),
        ("dialect", {"delimiter": ",", "header": False}, "property-invalid", "dialect.header"),
        (
            *("dialect", {"delimiter": ",", "headerRows": [2]}),
            *("property-invalid", "dialect.headerRows"),
        ),
    ],
)
def test_encoding_delimiter_and_header_are_declared(
    name: str, value: Any, code: str, field: str
) -> None:
    (problem,) = unreadable(**{name: value})
    assert (problem.code, problem.place.field) == (code, f"resources[0].{field}")


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf_8", "utf8"])
def test_utf8_may_be_spelt_in_several_ways(encoding: str) -> None:
    assert unreadable(encoding=encoding) == []


def test_a_file_that_is_no_table_needs_no_dialect() -> None:
    assert unreadable(b"%PDF-\xff", path="data/a.pdf", dialect=None, encoding=None) == []


def test_a_blank_first_line_is_told_with_the_names_it_should_have() -> None:
    (problem,) = unreadable(b",\n1,2\n")
    assert (problem.code, problem.place.row) == ("blank-header", 1)
    assert problem.details["missing"] == "id, tên"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", ("file-empty", None)),
        (b" \r\n", ("file-empty", None)),
        (b"\xef\xbb\xbfid\n", ("byte-order-mark", None)),
        ("id\nHà\n".encode("cp1258"), ("encoding-not-utf8", 2)),
        ("id\nHà\n".encode("utf-16"), ("encoding-not-utf8", None)),
        (b"PK\x03\x04\x14\x00", ("encoding-not-utf8", None)),
        (b"id\na\x00b\n", ("control-character", 2)),
    ],
)
def test_what_is_no_plain_text_is_told_once(content: bytes, problem: tuple[str, int]) -> None:
    assert texts(content) == [problem]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"PK\x03\x04\x14", "XLSX/ZIP"),
        (b"\xff\xfei\x00", "UTF-16"),
        (b"\xfe\xff\x00i", "UTF-16"),
        ("Hà".encode("cp1258"), "CP1258"),
        (b"H\xff", "0xff"),
        ("LÃ¡ng".encode(), "Ã¡ = á"),
    ],
)
def test_what_the_file_really_is_is_named(content: bytes, found: str) -> None:
    (problem,) = not_text(content, Place(file="a.csv"))
    assert problem.details["found"] == found


ROWS = "1,Đúng là tiếng Việt được viết bằng UTF-8\n" * 50
RIGHT = f"id,tên\n{ROWS}"


@pytest.mark.parametrize(
    ("cell", "found"), [("Tæ chøc c¸n bé", "TCVN3"), ("Hoäi ñoàng nhaân daân", "VNI")]
)
def test_one_cell_in_an_old_font_is_told_at_its_cell(cell: str, found: str) -> None:
    (problem,) = unreadable(f"{RIGHT}2,{cell}\n{ROWS}".encode())
    assert (problem.code, problem.details["found"]) == ("encoding-not-utf8", found)
    assert (problem.place.row, problem.place.column) == (52, 2)


@pytest.mark.parametrize(
    "cell",
    ["España, Señor", "größere Städte für Müller", "não há ação", "på två år", "5 µm, naïve"],
)
def test_words_of_other_languages_are_no_old_font(cell: str) -> None:
    assert unreadable(f'{RIGHT}2,"{cell}"\n{ROWS}'.encode()) == []


def test_windows_line_endings_are_a_warning() -> None:
    (problem,) = not_text(b"id\r\n1\r\n", Place(file="a.csv"))
    assert (problem.code, problem.severity) == ("line-ending", Severity.WARNING)


def test_a_text_may_begin_with_an_empty_line() -> None:
    assert texts(b"\n# README\n") == []


def test_what_is_looked_for_in_bytes_is_what_is_looked_for_in_texts() -> None:
    every = [chr(number) for number in range(0x80, 0x250)] + list("ếộđ–€œ™\u3042\U0001f600")
    for char in every:
        content = char.encode()
        found = any(pattern.search(content) for pattern in structure._MAYBE_OLD)
        assert found == bool(structure._OF_OLD_FONTS.search(char)), char
        for second in every:
            if structure.TWICE.search(char + second):
                assert structure._MAYBE_TWICE.search((char + second).encode()), char + second


def marked(content: bytes, **dialect: object) -> list[tuple[str, str | None]]:
    """What is told of a table whose dialect says more."""
    found = unreadable(content, dialect={"delimiter": ",", **dialect})
    return [(problem.code, problem.place.cell or problem.place.field) for problem in found]


def test_a_line_for_excel_alone_is_told_as_that() -> None:
    (problem,) = unreadable(b"sep=,\nid,t\n1,2\n")
    assert (problem.code, problem.details["first"]) == ("header-differs", "sep=,")


def test_a_carriage_return_alone_is_told_at_its_cell() -> None:
    assert marked("id,tên\n1,a\rb\n".encode()) == [("control-character", "B2")]
    assert marked('id,tên\n1,"a\rb"\n'.encode()) == [("line-ending", None)]


def test_blanks_that_a_dialect_skips_are_no_part_of_a_name() -> None:
    content = "id, tên\n1, a\n".encode()
    assert marked(content) == [("white-space", "B1")]
    assert marked(content, skipInitialSpace=True) == []


def test_a_comma_in_a_quoted_name_parts_nothing() -> None:
    assert marked('"id, or",tên\n1,a\n'.encode()) == []
    assert marked('"id ",tên\n1,a\n'.encode()) == [("white-space", "A1")]


def test_rows_end_with_their_lines() -> None:
    said = [("property-invalid", "resources[0].dialect.lineTerminator")]
    assert marked(b"id,t\n1,2\n", lineTerminator="|") == said
    assert marked(b"id,t\n1,2\n", lineTerminator="\r\n") == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_letters_of_two_bytes_are_told_as_utf_16(encoding: str) -> None:
    (problem,) = unreadable("id,t\n1,2\n".encode(encoding))
    assert (problem.code, problem.details["found"]) == ("encoding-not-utf8", "UTF-16")
