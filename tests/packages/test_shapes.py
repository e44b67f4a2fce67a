"""Packages in every shape of the standard, brought into the one that the portal reads."""

import csv
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from builder.model import Package, Table
from builder.packages.read import DESCRIPTOR, SourcePackage, portal_schemas
from builder.packages.shapes.plain import plain_package
from builder.problem import Problem, Severity
from builder.settings import Defaults, read_settings
from builder.validation.package import checked_package
from tests.folders import BASE, ROOT
from tests.hostile.mutations import mutations

SETTINGS = replace(
    read_settings(BASE),
    defaults=Defaults(
        publisher="maintainers", topics=("moi-truong",), licence="CC0-1.0", issued="2026-01-31"
    ),
)
SCHEMAS = portal_schemas(ROOT, SETTINGS.languages)
FIELDS = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
ROWS = ((1, "Vinh"), (2, "Huế"))
TEXT = "id,name\n1,Vinh\n2,Huế\n"


def package_of(
    tmp_path: Path, resource: Mapping[str, Any], files: Mapping[str, bytes], **said: Any
) -> tuple[Package | None, Sequence[Problem]]:
    """A package from elsewhere of one resource, and what is told of it."""
    descriptor = {"name": "p", "resources": [{"name": "t", **resource}], **said}
    folder = tmp_path / "datasets" / "p"
    everything = {**files, DESCRIPTOR: json.dumps(descriptor).encode()}
    for path, content in everything.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    source = SourcePackage(id="p", folder=folder, root=tmp_path, files=everything)
    source = plain_package(source, SETTINGS)
    checked = checked_package(source, SCHEMAS, ("vi", "en"), required=("vi",))
    return checked.package, checked.problems


def table_of(
    tmp_path: Path, resource: Mapping[str, Any], files: Mapping[str, bytes], **said: Any
) -> Table:
    package, problems = package_of(tmp_path, resource, files, **said)
    assert package is not None, problems
    (found,) = package.resources
    assert found.table is not None
    return found.table


def errors(problems: Sequence[Problem]) -> list[tuple[str, int | None, str | None]]:
    return [
        (problem.code, problem.place.row, problem.place.field)
        for problem in problems
        if problem.severity is Severity.ERROR
    ]


def xlsx(*sheets: Sequence[Sequence[object]]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    book.save(stream)
    return stream.getvalue()


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    xml = (
        f'<o xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0">'
        f'<table:table table:name="A">{cells}</table:table></o>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", xml)
    return stream.getvalue()


def zipped(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("t.csv", content)
    return stream.getvalue()


def parquet() -> bytes:
    stream = io.BytesIO()
    pd.DataFrame({"id": [1, 2], "name": ["Vinh", "Huế"]}).to_parquet(stream)
    return stream.getvalue()


RECORDS = [{"id": 1, "name": "Vinh"}, {"id": 2, "name": "Huế"}]
SHAPES: Mapping[str, tuple[Mapping[str, Any], Mapping[str, bytes]]] = {
    "as it is": ({"path": "t.csv"}, {"t.csv": TEXT.encode()}),
    "byte order mark": ({"path": "t.csv"}, {"t.csv": TEXT.encode("utf-8-sig")}),
    "semicolons": ({"path": "t.csv"}, {"t.csv": TEXT.replace(",", ";").encode()}),
    "an ending of no format": ({"path": "t.txt"}, {"t.txt": TEXT.encode()}),
    "no ending": ({"path": "t"}, {"t": TEXT.encode()}),
    "media type": (
        {"path": "t.dat", "mediatype": "text/tab-separated-values; charset=utf-8"},
        {"t.dat": TEXT.replace(",", "\t").encode()},
    ),
    "tabs": ({"path": "t.tsv"}, {"t.tsv": TEXT.replace(",", "\t").encode()}),
    "dialect of frictionless": (
        {"path": "t.csv", "dialect": {"csv": {"delimiter": "|"}}},
        {"t.csv": TEXT.replace(",", "|").encode()},
    ),
    "dialect by path": (
        {"path": "t.csv", "dialect": "dialect.json"},
        {"t.csv": TEXT.replace(",", "|").encode(), "dialect.json": b'{"delimiter": "|"}'},
    ),
    "other encoding": (
        {"path": "t.csv", "encoding": "windows-1258"},
        {"t.csv": "id,name\n1,Vinh\n2,Huê\u0301\n".encode("cp1258")},
    ),
    "UTF-16": ({"path": "t.csv", "encoding": "utf-16"}, {"t.csv": TEXT.encode("utf-16")}),
    "gzip": ({"path": "t.csv.gz"}, {"t.csv.gz": gzip.compress(TEXT.encode())}),
    "ZIP": ({"path": "t.csv.zip", "compression": "zip"}, {"t.csv.zip": zipped(TEXT.encode())}),
    "no header": (
        {"path": "t.csv", "dialect": {"header": False}},
        {"t.csv": TEXT.split("\n", 1)[1].encode()},
    ),
    "title above the header": (
        {"path": "t.csv", "dialect": {"headerRows": [3]}},
        {"t.csv": f"Table 1,\n\n{TEXT}".encode()},
    ),
    "header of two rows": (
        {"path": "t.csv", "dialect": {"headerRows": [1, 2], "headerJoin": ""}},
        {"t.csv": b"i,na\nd,me\n1,Vinh\n2,Hu\xe1\xba\xbf\n"},
    ),
    "comments": (
        {"path": "t.csv", "dialect": {"commentChar": "#"}},
        {"t.csv": '# "top\nid,name\n1,Vinh\n# between\n2,Huế\n'.encode()},
    ),
    "blank rows": ({"path": "t.csv"}, {"t.csv": "id,name\n\n1,Vinh\n2,Huế\n\n".encode()}),
    "files one after the other": (
        {"path": ["a.csv", "b.csv"]},
        {"a.csv": b"id,name\n1,Vinh\n", "b.csv": "id,name\n2,Huế\n".encode()},
    ),
    "data in the descriptor": ({"data": RECORDS}, {}),
    "rows in the descriptor": ({"data": [["id", "name"], [1, "Vinh"], [2, "Huế"]]}, {}),
    "JSON": ({"path": "t.json"}, {"t.json": json.dumps(RECORDS).encode()}),
    "JSON that lies deeper": (
        {"path": "t.json", "dialect": {"property": "all.rows"}},
        {"t.json": json.dumps({"all": {"rows": RECORDS}}).encode()},
    ),
    "JSON Lines": (
        {"path": "t.jsonl"},
        {"t.jsonl": "\n".join(json.dumps(record) for record in RECORDS).encode()},
    ),
    "XLSX": ({"path": "t.xlsx"}, {"t.xlsx": xlsx([("id", "name"), *ROWS])}),
    "another sheet": (
        {"path": "t.xlsx", "dialect": {"sheetName": "S1"}},
        {"t.xlsx": xlsx([("x",)], [("id", "name"), *ROWS])},
    ),
    "sheet of frictionless": (
        {"path": "t.xlsx", "dialect": {"excel": {"sheet": "S1"}}},
        {"t.xlsx": xlsx([("x",)], [("id", "name"), *ROWS])},
    ),
    "ODS": ({"path": "t.ods"}, {"t.ods": ods([["id", "name"], ["1", "Vinh"], ["2", "Huế"]])}),
    "Parquet": ({"path": "t.parquet"}, {"t.parquet": parquet()}),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("schema", [None, {"fields": FIELDS}, "schema.json"], ids=str)
def test_a_table_of_any_shape_has_the_same_rows(tmp_path: Path, shape: str, schema: object) -> None:
    resource, files = SHAPES[shape]
    by_path = {"schema.json": json.dumps({"fields": FIELDS}).encode()}
    stated = {"schema": schema} if schema else {"type": "table"}
    table = table_of(tmp_path, {**resource, **stated}, {**files, **by_path})
    assert table.rows == ROWS
    names = [field.name for field in table.schema.fields]
    is_nameless = shape == "no header" and schema is None
    assert names == (["field1", "field2"] if is_nameless else ["id", "name"])
    assert [field.type for field in table.schema.fields] == ["integer", "string"]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_published_of_any_shape_is_plain_text_of_the_same_cells(
    tmp_path: Path, shape: str
) -> None:
    resource, files = SHAPES[shape]
    package, _ = package_of(tmp_path, {**resource, "schema": {"fields": FIELDS}}, files)
    assert package is not None
    (found,) = package.resources
    raw = package.descriptor["resources"][0]  # type: ignore[index]
    text = found.content.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text), delimiter=raw["dialect"]["delimiter"]))
    assert [row for row in rows if row] == [["id", "name"], ["1", "Vinh"], ["2", "Huế"]]
    assert raw["encoding"] == "utf-8"


@pytest.mark.parametrize(
    ("match", "fields", "names"),
    [
        ("equal", ["b", "a", "c"], ["a", "b", "c"]),
        (["equal"], ["b", "a", "c"], ["a", "b", "c"]),
        ("subset", ["c", "a"], ["a", "b", "c"]),
        ("superset", ["d", "c", "b", "a"], ["a", "b", "c"]),
        ("partial", ["d", "c"], ["a", "b", "c"]),
        ("exact", ["a", "b", "c"], ["a", "b", "c"]),
    ],
)
def test_fields_are_matched_with_columns_in_five_ways(
    tmp_path: Path, match: object, fields: Sequence[str], names: Sequence[str]
) -> None:
    schema = {
        "fields": [{"name": name, "type": "string"} for name in fields],
        "fieldsMatch": match,
    }
    table = table_of(tmp_path, {"path": "t.csv", "schema": schema}, {"t.csv": b"a,b,c\nx,y,z\n"})
    assert [field.name for field in table.schema.fields] == names
    assert table.rows == (("x", "y", "z"),)


@pytest.mark.parametrize(
    ("match", "fields"),
    [("equal", "ab"), ("subset", "abcd"), ("superset", "ab"), ("partial", "xy"), ("exact", "acb")],
)
def test_columns_that_do_not_match_are_told(tmp_path: Path, match: str, fields: str) -> None:
    schema = {"fields": [{"name": name} for name in fields], "fieldsMatch": match}
    package, problems = package_of(
        tmp_path, {"path": "t.csv", "schema": schema}, {"t.csv": b"a,b,c\n1,2,3\n"}
    )
    assert package is None
    assert {code for code, _, _ in errors(problems)} <= {"header-differs", "field-missing"}


def test_a_field_that_is_required_is_not_left_out(tmp_path: Path) -> None:
    fields = [{"name": "id"}, {"name": "lost", "constraints": {"required": True}}]
    schema = {"fields": fields, "fieldsMatch": "superset"}
    package, problems = package_of(
        tmp_path, {"path": "t.csv", "schema": schema}, {"t.csv": b"id\n1\n"}
    )
    assert package is None
    assert errors(problems)


def test_a_fault_is_told_at_the_row_of_the_file_that_people_have(tmp_path: Path) -> None:
    text = b"# title\n# source\nid,name\n1,Vinh\n# note\n\nx,Hue\n"
    resource = {"path": "t.csv", "dialect": {"commentChar": "#"}, "schema": {"fields": FIELDS}}
    package, problems = package_of(tmp_path, resource, {"t.csv": text})
    assert package is None
    assert errors(problems) == [("type-integer", 7, "id")]


def test_a_fault_of_a_workbook_is_told_at_the_workbook(tmp_path: Path) -> None:
    content = xlsx([("id", "name"), (1, "Vinh"), ("x", "Hue")])
    resource = {"path": "t.xlsx", "schema": {"fields": FIELDS}}
    _, problems = package_of(tmp_path, resource, {"t.xlsx": content})
    (problem,) = (found for found in problems if found.severity is Severity.ERROR)
    assert problem.place.file == "datasets/p/t.xlsx"
    assert problem.place.row == 3


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "-2", ""], "integer"),
        (["1", "2.50"], "number"),
        (["007", "1"], "string"),
        (["12345678901234567890"], "string"),
        (["0.1234567890123456"], "string"),
        (["2024-02-29"], "date"),
        (["2024-02-30"], "string"),
        (["2024-02-29T10:00:00Z"], "datetime"),
        (["true", "false"], "boolean"),
        (["1", "x"], "string"),
        ([""], "string"),
    ],
)
def test_a_type_worked_out_loses_nothing(tmp_path: Path, cells: Sequence[str], kind: str) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([["k", "v"], *([str(n), cell] for n, cell in enumerate(cells))])
    table = table_of(tmp_path, {"path": "t.csv"}, {"t.csv": stream.getvalue().encode()})
    assert table.schema.fields[1].type == kind


def test_a_column_that_its_type_would_alter_is_kept_as_text(tmp_path: Path) -> None:
    fields = [{"name": "code", "type": "number", "constraints": {"minimum": 1}}]
    package, problems = package_of(
        tmp_path, {"path": "t.csv", "schema": {"fields": fields}}, {"t.csv": b"code\n008\n36\n"}
    )
    assert package is not None
    table = package.resources[0].table
    assert table is not None
    assert table.rows == (("008",), ("36",))
    assert "type-loosened" in {problem.code for problem in problems}


def test_texts_of_others_are_published_as_they_are(tmp_path: Path) -> None:
    package, problems = package_of(
        tmp_path,
        {"path": "t.csv", "schema": {"fields": FIELDS}},
        {"t.csv": "id,name\n1,Vinh \n2,\u00a0\n3,x \n".encode()},
    )
    assert package is not None
    table = package.resources[0].table
    assert table is not None
    assert [row[1] for row in table.rows] == ["Vinh ", "\u00a0", "x "]
    assert [problem.code for problem in problems].count("white-space") == 1


@pytest.mark.parametrize(
    ("resource", "files", "code"),
    [
        ({"path": "https://example.org/t.csv"}, {}, "file-outside-package"),
        ({"path": ["t.csv", "../t.csv"]}, {"t.csv": b"id\n1\n"}, "file-outside-package"),
        ({"path": ["t.csv", "u.csv"]}, {"t.csv": b"id\n1\n"}, "file-missing"),
        ({"path": "t.csv", "schema": "s.json"}, {"t.csv": b"id\n1\n"}, "file-missing"),
        (
            {"path": "t.csv", "schema": "https://example.org/s.json"},
            {"t.csv": b"id\n1\n"},
            "file-outside-package",
        ),
        (
            {"path": "t.csv", "schema": "s.json"},
            {"t.csv": b"id\n1\n", "s.json": b"{"},
            "format-differs",
        ),
        ({"path": "t.csv.gz"}, {"t.csv.gz": b"id\n1\n"}, "format-differs"),
        ({"path": "t.xlsx", "type": "table"}, {"t.xlsx": b"id\n1\n"}, "format-differs"),
        ({"path": "t.ods", "type": "table"}, {"t.ods": b"id\n1\n"}, "format-differs"),
        ({"path": "t.parquet", "type": "table"}, {"t.parquet": b"PAR1"}, "format-differs"),
        ({"path": "t.json", "type": "table"}, {"t.json": b'{"a": 1}'}, "format-differs"),
        ({"path": "t.csv", "encoding": "ascii"}, {"t.csv": b"id\n\xff\n"}, "format-differs"),
        ({"path": "t.csv", "bytes": 3}, {"t.csv": b"id\n1\n"}, "checksum-differs"),
        (
            {"path": "t.csv.gz", "hash": "sha256:00"},
            {"t.csv.gz": gzip.compress(b"id\n1\n")},
            "checksum-differs",
        ),
        (
            {"path": "t.xlsx", "type": "table", "dialect": {"sheetName": "no"}},
            {"t.xlsx": xlsx([("id",), (1,)])},
            "property-invalid",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, resource: Mapping[str, Any], files: Mapping[str, bytes], code: str
) -> None:
    package, problems = package_of(tmp_path, resource, files)
    assert package is None
    assert code in {found for found, _, _ in errors(problems)}


def test_a_checksum_that_holds_is_no_fault(tmp_path: Path) -> None:
    content = gzip.compress(TEXT.encode())
    digest = hashlib.sha256(content).hexdigest()
    resource = {"path": "t.csv.gz", "bytes": len(content), "hash": f"sha256:{digest}"}
    assert table_of(tmp_path, resource, {"t.csv.gz": content}).rows == ROWS


def test_numbers_of_json_keep_their_digits(tmp_path: Path) -> None:
    content = b'[{"v": 0.10, "w": [1.50, {"a": null}]}, {"v": 100000000000000000001}]'
    resource = {"path": "t.json", "type": "table"}
    table = table_of(tmp_path, resource, {"t.json": content})
    assert table.rows == (("0.10", '[1.50,{"a":null}]'), ("100000000000000000001", None))


def test_an_older_package_is_told_in_the_words_of_today(tmp_path: Path) -> None:
    package, problems = package_of(
        tmp_path,
        {"path": "t.csv", "schema": {"fields": FIELDS}},
        {"t.csv": TEXT.encode(), "README.md": b"# A table\r\n\r\nOf two.\r\n"},
        profile="tabular-data-package",
        title="Towns",
        version="2026",
        license="odc-pddl-1.0",
        last_updated="2025-03-04",
        keywords="towns, places",
        sources=[{"name": "Office", "web": "https://example.org/"}],
        contributors=[{"title": "A", "role": "author"}],
    )
    assert package is not None
    descriptor = package.descriptor
    assert package.version == "2026.0.0"
    assert package.licence is not None
    assert package.licence.name.lower() == "odc-pddl-1.0"
    assert (package.issued.isoformat(), package.modified.isoformat()) == ("2025-03-04",) * 2
    assert package.keywords["vi"] == ("towns", "places")
    assert package.source_notes == (("Office", "https://example.org/"),)
    assert descriptor["contributors"] == [{"title": "A", "roles": ["author"]}]
    assert "profile" not in descriptor
    assert package.readme is not None
    assert package.readme["vi"] == "# A table\n\nOf two.\n"
    (assumed,) = (found for found in problems if found.code == "metadata-assumed")
    assert assumed.value == "description"


def test_names_become_addresses_and_keys_follow(tmp_path: Path) -> None:
    resources = [
        {"name": "Dân số 2024", "path": "a.csv", "schema": {"fields": FIELDS}},
        {"name": "b_1.0", "path": "b.csv", "schema": {"fields": [{"name": "id"}]}},
        {"path": "more/B 2.csv"},
    ]
    key = {"fields": "id", "reference": {"resource": "Dân số 2024", "fields": "id"}}
    resources[1]["schema"]["foreignKeys"] = [key]  # type: ignore[index]
    files = {"a.csv": TEXT.encode(), "b.csv": b"id\n1\n", "more/B 2.csv": b"x\n1\n"}
    source = SourcePackage(
        id="p",
        folder=tmp_path / "datasets" / "p",
        root=tmp_path,
        files={**files, DESCRIPTOR: json.dumps({"resources": resources}).encode()},
    )
    found = json.loads(plain_package(source, SETTINGS).files[DESCRIPTOR])["resources"]
    assert [resource["name"] for resource in found] == ["dan-so-2024", "b_1.0", "b-2"]
    keys = found[1]["schema"]["foreignKeys"]
    assert keys[0]["reference"]["resource"] == "dan-so-2024"


def test_a_descriptor_may_be_yaml(tmp_path: Path) -> None:
    text = (
        "name: p\ncreated: 2024-05-01\nversion: 1.2\n"
        "resources:\n- {name: t, path: t.csv, schema: s.yaml}\n"
    )
    files = {
        "datapackage.yaml": text.encode(),
        "t.csv": TEXT.encode(),
        "s.yaml": b"fields:\n- {name: id, type: integer}\n- {name: name, type: string}\n",
    }
    source = SourcePackage(id="p", folder=tmp_path, root=tmp_path, files=files)
    plain = plain_package(source, SETTINGS)
    found = json.loads(plain.files[DESCRIPTOR])
    assert found["version"] == "1.2.0"
    assert found["portal"]["issued"] == "2024-05-01"
    assert found["resources"][0]["schema"] == {"fields": FIELDS}


def written_cells(descriptor: str, name: str) -> str:
    """The second line of the table that an inline resource becomes."""
    source = SourcePackage(id="p", folder=Path("p"), root=Path(), files={name: descriptor.encode()})
    return plain_package(source, SETTINGS).files["data/t.csv"].decode().splitlines()[1]


def test_numbers_in_a_descriptor_keep_their_digits() -> None:
    numbers = '"a": 0.10, "b": 1e3, "c": 1.0, "d": [1.50, 2], "e": 12345678901234567890, "f": -0'
    data = f"[{{{numbers}}}]"
    text = f'{{"name": "p", "resources": [{{"name": "t", "data": {data}}}]}}'
    cells = '0.10,1e3,1.0,"[1.50,2]",12345678901234567890,-0'
    assert written_cells(text, "datapackage.json") == cells
    assert written_cells(text, "datapackage.yaml") == cells


def test_yaml_gives_the_text_that_is_written_where_json_has_no_such_value() -> None:
    row = "{a: 010, b: yes, c: 1:30, d: 2024-05-01 10:00:00+07:00, e: 1_000, f: 0x1F, g: ~}"
    text = f"name: p\nresources:\n- name: t\n  data: [{row}]\n"
    cells = "010,yes,1:30,2024-05-01 10:00:00+07:00,1_000,0x1F,"
    assert written_cells(text, "datapackage.yaml") == cells


@pytest.mark.parametrize(
    "text",
    ["a: !!python/object:os.system x", "a: !!set {b}", "a: 1e999", "a: {b: 1, b: 2}", "? [1]\n: 2"],
)
def test_yaml_that_is_no_json_is_refused(text: str) -> None:
    files = {"datapackage.yaml": f"{text}\n".encode()}
    source = SourcePackage(id="p", folder=Path("p"), root=Path(), files=files)
    (problem,) = plain_package(source, SETTINGS).problems
    assert (problem.code, problem.details) == ("format-differs", {"format": "YAML"})


def test_yaml_with_references_is_refused() -> None:
    files = {"datapackage.yaml": b"a: &x [1]\nresources: [*x]\n"}
    source = SourcePackage(id="p", folder=Path("p"), root=Path(), files=files)
    (problem,) = plain_package(source, SETTINGS).problems
    assert problem.code == "format-differs"


def test_a_package_of_the_portal_goes_through_as_it_is() -> None:
    folder = BASE / "datasets" / "rainfall"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    source = SourcePackage(id="rainfall", folder=folder, root=BASE, files=files)
    assert plain_package(source, SETTINGS) == source


def rich(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The rainfall of the small portal as a package from elsewhere that uses all it may."""
    raw = json.loads(files[DESCRIPTOR])
    raw["portal"]["adopted"] = True
    raw |= {"languages": ["vi"], "last_updated": "2024-01-01", "license": "x"}
    raw["contributors"] = [{"title": "a", "role": "b"}]
    inline = {"title": "x", "portal": {"title": {"en": "x"}}, "data": [{"a": 1}, {"a": 2}]}
    raw["resources"].append({"name": "inline", **inline})
    table = raw["resources"][0]
    table["dialect"] = {
        "csv": {"delimiter": ","},
        **{"header": True, "headerRows": [1], "headerJoin": "", "commentChar": "#"},
        **{"commentRows": [99], "sheetName": "x", "property": "y"},
    }
    table["schema"]["fieldsMatch"] = "equal"
    key = {"fields": ["reading"], "reference": {"resource": "", "fields": ["reading"]}}
    table["schema"]["foreignKeys"] = [key]
    content = files["rainfall.csv"]
    table |= {"compression": "", "bytes": len(content)}
    table["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    return {**files, DESCRIPTOR: json.dumps(raw, ensure_ascii=False, indent=2).encode()}


def without_portal(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    try:
        raw = json.loads(files[DESCRIPTOR])
        del raw["portal"]
        return {**files, DESCRIPTOR: json.dumps(raw, ensure_ascii=False, indent=2).encode()}
    except (KeyError, TypeError, ValueError, RecursionError):
        return files


def test_no_fault_of_a_package_from_elsewhere_is_a_fault_of_the_door(tmp_path: Path) -> None:
    folder = BASE / "datasets" / "rainfall"
    files = rich({path.name: path.read_bytes() for path in folder.iterdir()})
    refused = 0
    for number, (name, mutated) in list(enumerate(mutations(files)))[::3]:
        given = mutated if "portal" in name else without_portal(mutated)
        place = tmp_path / str(number) / "rainfall"
        for path, content in given.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
        source = SourcePackage(id="rainfall", folder=place, root=tmp_path, files=given)
        checked = checked_package(plain_package(source, SETTINGS), SCHEMAS, ("vi", "en"))
        assert checked.package or checked.problems, name
        refused += checked.package is None
    assert refused > 100
