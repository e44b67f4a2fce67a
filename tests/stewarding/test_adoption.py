"""`portal add PATH`: packages and tables from elsewhere, as they lie in the portal afterwards."""

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from builder.build import build
from builder.cli import main
from tests.elsewhere import write_portal_in
from tests.folders import ROOT

TOWNS = {
    "name": "towns",
    "title": "Towns",
    "licenses": [{"name": "ODC-PDDL-1.0", "title": "PDDL"}],
    "profile": "tabular-data-package",
    "resources": [
        {
            "name": "Towns_1",
            "path": "data/towns.csv",
            "schema": {"fields": [{"name": "code", "type": "string"}, {"name": "people"}]},
        },
        {"name": "map", "path": "map.pdf"},
    ],
}
FILES = {
    "data/towns.csv": b"\xef\xbb\xbfcode;people\r\n001;12\r\n\r\n002;x \r\n",
    "map.pdf": b"%PDF",
    "README.md": b"# Towns\n\n![map](map.png) [table](data/towns.csv) [web](https://example.org/)\n",
    "scripts/make.py": b"print()",
}
FLAGS = ("--publisher", "maintainers", "--topic", "moi-truong", "--language", "en", "--yes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal_in(tmp_path / "portal", ("vi", "en"), ("rainfall",))


def add(root: Path, path: Path, *flags: str) -> int:
    return main(["add", str(path), "--root", str(root), "--lang", "en", *flags])


def written(
    folder: Path, descriptor: Mapping[str, Any], files: Mapping[str, bytes] = FILES
) -> Path:
    content = {"datapackage.json": json.dumps(descriptor).encode(), **files}
    for path, text in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    return folder


def described(root: Path, package: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (root / "datasets" / package / "datapackage.json").read_text("utf-8")
    )
    return found


def rows(root: Path, package: str, path: str) -> Sequence[Sequence[str]]:
    return list(csv.reader(io.StringIO((root / "datasets" / package / path).read_text("utf-8"))))


def test_a_package_is_brought_in_validates_and_builds(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, written(tmp_path / "elsewhere", TOWNS), *FLAGS, "--day", "2026-01-31") == 0
    folder = root / "datasets" / "towns"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert found == {"README.en.md", "data/towns_1.csv", "datapackage.json", "map.pdf"}
    raw = described(root, "towns")
    assert raw["portal"]["publisher"] == "maintainers"
    assert raw["portal"]["issued"] == "2026-01-31"
    assert raw["portal"]["assumed"] == ["description", "keywords", "version"]
    assert raw["languages"] == ["en"]
    table, _ = raw["resources"]
    assert rows(root, "towns", table["path"]) == [["code", "people"], ["001", "12"], ["002", "x "]]
    readme = (folder / "README.en.md").read_text("utf-8")
    assert readme == "# Towns\n\nmap table [web](https://example.org/)\n"
    told = capsys.readouterr().out
    assert "code (string), people (string)" in told
    assert "metadata-assumed" in told
    site = tmp_path / "site"
    build(root, site)
    page = (site / "du-lieu" / "towns" / "index.html").read_text("utf-8")
    assert '<span lang="en">Towns</span>' in page
    published = json.loads((site / "data/towns" / f"{table['name']}.json").read_text("utf-8"))
    assert published == [{"code": "001", "people": "12"}, {"code": "002", "people": "x "}]


def test_the_same_package_may_stand_in_datasets_as_it_is(root: Path, tmp_path: Path) -> None:
    written(root / "datasets" / "towns", TOWNS)
    assert main(["validate", "--root", str(root), "--lang", "en"]) == 1
    defaults = (
        '\n[defaults]\npublisher = "maintainers"\ntopics = ["moi-truong"]\nissued = 2026-01-31\n'
        'language = "en"\n'
    )
    settings = root / "portal.toml"
    settings.write_text(settings.read_text("utf-8") + defaults, "utf-8")
    assert main(["validate", "--root", str(root), "--lang", "en"]) == 0


def test_commands_leave_a_package_that_stands_as_it_is_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = {"name": "t", "resources": [{"name": "t", "path": "t.json", "type": "table"}]}
    raw["portal"] = {"adopted": True, "publisher": "maintainers", "topics": ["moi-truong"]}
    raw |= {"licenses": [{"name": "CC0-1.0"}], "created": "2026-01-31"}
    written(root / "datasets" / "t", raw, {"t.json": b'[{"a": 1}, {"a": 2}]'})
    flags = ("--root", str(root), "--lang", "en")
    assert main(["fix", "--yes", *flags]) == 0
    assert main(["add", "row", "t", "t", "a=3", "--yes", *flags]) == 1
    assert main(["set", "t", "t", "a=1", "--yes", *flags]) == 1
    assert "does not lie in datasets/ as CSV" in capsys.readouterr().err
    assert main(["release", "t", *flags]) == 0
    assert (root / "releases" / "t" / "1.0.0.zip").is_file()
    assert main(["diff", *flags]) == 0
    assert sorted(path.name for path in (root / "datasets" / "t").iterdir()) == [
        "datapackage.json",
        "t.json",
    ]


def test_a_package_comes_out_of_an_archive(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "towns-main.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("towns-main/datapackage.json", json.dumps(TOWNS))
        for name, content in FILES.items():
            archive.writestr(f"towns-main/{name}", content)
        archive.writestr("../evil.csv", "x")
    assert add(root, path, *FLAGS) == 0
    assert described(root, "towns")["name"] == "towns"


def workbook(folder: Path) -> Path:
    book = Workbook()
    book.active.title = "Giá"
    book.active.append(["mã", "giá"])
    book.active.append(["001", 1.5])
    sheet = book.create_sheet("Ghi chú")
    sheet.append(["a", None, "a"])
    sheet.append([1, 2, 3])
    book.create_sheet("trống")
    book.save(folder / "Bảng giá.xlsx")
    return folder / "Bảng giá.xlsx"


def test_a_bare_workbook_has_a_table_a_sheet_and_what_nobody_said_is_named(
    root: Path, tmp_path: Path
) -> None:
    assert add(root, workbook(tmp_path), "--yes") == 0
    raw = described(root, "bang-gia")
    assert [resource["name"] for resource in raw["resources"]] == ["gia", "ghi-chu"]
    assert rows(root, "bang-gia", "data/gia.csv") == [["mã", "giá"], ["001", "1.5"]]
    assert rows(root, "bang-gia", "data/ghi-chu.csv")[0] == ["a", "column_2", "a_2"]
    assert raw["title"] == "Bảng giá"
    assert raw["portal"]["publisher"] == "maintainers"
    assert raw["licenses"] == [{"name": "notspecified", "title": "Chưa nêu giấy phép"}]
    assert set(raw["portal"]["assumed"]) >= {
        *("title", "licenses", "portal.publisher", "portal.topics", "resources[0].schema"),
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Dân số 2024.csv", "Tỉnh;Năm\nHuế;2024\n".encode()),
        ("Dân số 2024.csv", "Tỉnh;Năm\nHuế;2024\n".encode("utf-16")),
        ("Dân số 2024.txt", "Tỉnh\tNăm\nHuế\t2024\n".encode("utf-8-sig")),
        ("Dân số 2024.csv.gz", gzip.compress("Tỉnh,Năm\nHuế,2024\n".encode())),
        ("Dân số 2024.json", '[{"Tỉnh": "Huế", "Năm": 2024}]'.encode()),
    ],
    ids=["semicolons", "UTF-16", "tabs", "gzip", "JSON"],
)
def test_a_bare_table_becomes_a_package(
    root: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert add(root, tmp_path / name, *FLAGS, "--licence", "CC0-1.0") == 0
    raw = described(root, "dan-so-2024")
    (table,) = raw["resources"]
    fields = [(field["name"], field["type"]) for field in table["schema"]["fields"]]
    assert fields == [("Tỉnh", "string"), ("Năm", "year")]
    assert raw["licenses"] == [{"name": "CC0-1.0"}]


def test_nothing_is_written_without_a_yes(root: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "elsewhere", TOWNS)
    assert add(root, path, "--publisher", "maintainers") == 0
    assert not (root / "datasets" / "towns").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"resources": [{"name": "t", "path": "https://example.org/t.csv"}]}, "file-outside"),
        ({"resources": [{"name": "t", "path": "../t.csv"}]}, "file-outside"),
        ({"resources": [{"name": "t", "path": "no.csv"}]}, "file-missing"),
        ({"resources": [{"name": "t", "path": "data/towns.csv", "hash": "00"}]}, "checksum"),
        ({"resources": []}, "property-invalid"),
    ],
)
def test_what_cannot_be_published_is_refused_and_leaves_nothing(
    root: Path,
    tmp_path: Path,
    change: Mapping[str, Any],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(root, written(tmp_path / "elsewhere", {**TOWNS, **change}), *FLAGS) == 1
    out = capsys.readouterr()
    assert told in out.out + out.err
    assert not (root / "datasets" / "towns").exists()


def test_what_is_no_package_or_unknown_or_there_is_refused(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "word.docx").write_bytes(b"PK")
    (tmp_path / "word.zip").write_bytes(b"PK")
    path = written(tmp_path / "elsewhere", {**TOWNS, "name": "rainfall"})
    assert add(root, tmp_path / "word.docx", "--yes") == 1
    assert add(root, tmp_path / "word.zip", "--yes") == 1
    assert add(root, path, "--yes") == 1
    assert add(root, path, "--publisher", "maintainer", "--name", "b", "--yes") == 1
    told = capsys.readouterr().err
    assert "The portal has a package rainfall already" in told
    assert "Nearest: maintainers" in told
    with pytest.raises(SystemExit):
        add(root, tmp_path / "nowhere", "--yes")


def test_numbers_of_a_descriptor_keep_their_digits(root: Path, tmp_path: Path) -> None:
    folder = written(tmp_path / "elsewhere", TOWNS)
    text = (folder / "datapackage.json").read_text("utf-8")
    (folder / "datapackage.json").write_text(f'{{"x": [0.10, 1e3, 1.000], {text[1:]}', "utf-8")
    assert add(root, folder, *FLAGS) == 0
    adopted = (root / "datasets/towns/datapackage.json").read_text("utf-8")
    assert re.sub(r"\s+", "", adopted).count('"x":[0.10,1e3,1.000]') == 1


def brought_in(root: Path, folder: Path) -> Path:
    """The package in the portal, with a title in Vietnamese and a chart that a person gave it."""
    assert add(root, written(folder, TOWNS), *FLAGS, "--day", "2026-01-31") == 0
    path = root / "datasets/towns/datapackage.json"
    raw = described(root, "towns")
    raw["portal"]["title"] = {"vi": "Thị trấn"}
    raw["description"] = "Towns and how many people live in each of them, by their codes."
    raw["portal"]["assumed"] = ["keywords", "version"]
    chart = {"mark": "bar", "resource": "towns_1", "x": "code", "title": {"en": "A"}}
    raw["portal"]["charts"] = [chart]
    path.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    return folder


def test_a_new_state_takes_the_place_of_the_old(root: Path, tmp_path: Path) -> None:
    folder = brought_in(root, tmp_path / "elsewhere")
    (folder / "data/towns.csv").write_bytes(b"code,people\n001,13\n003,5\n")
    raw = json.loads((folder / "datapackage.json").read_text("utf-8"))
    raw["resources"].pop()
    (folder / "datapackage.json").write_text(json.dumps(raw), "utf-8")
    assert add(root, folder, "--replace", "--yes", "--day", "2026-03-01") == 0
    found = described(root, "towns")
    path = found["resources"][0]["path"]
    assert rows(root, "towns", path) == [["code", "people"], ["001", "13"], ["003", "5"]]
    assert not (root / "datasets/towns/map.pdf").exists()
    assert (found["version"], found["portal"]["modified"]) == ("1.1.0", "2026-03-01")
    assert found["portal"]["issued"] == "2026-01-31"
    assert found["description"].startswith("Towns and how many people")
    assert found["portal"]["title"] == {"vi": "Thị trấn"}
    assert found["portal"]["publisher"] == "maintainers"
    assert found["portal"]["assumed"] == ["keywords", "version"]
    assert len(found["portal"]["charts"]) == 1
    assert "## 1.1.0 - 2026-03-01" in (root / "datasets/towns/CHANGELOG.md").read_text("utf-8")
    build(root, root / "site")


def test_a_new_state_is_recorded_where_versions_are_and_no_longer_doubted(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = brought_in(root, tmp_path / "elsewhere")
    assert main(["release", "--root", str(root), "--lang", "en"]) == 0
    (folder / "data/towns.csv").write_bytes(b"code,people\n001,13\n003,5\n")
    capsys.readouterr()
    assert add(root, folder, "--replace", "--yes", "--day", "2026-03-01") == 0
    told = capsys.readouterr()
    assert "version-unrecorded" not in told.out + told.err
    assert "releases/towns/1.1.0.zip" in told.err
    assert (root / "releases/towns/1.1.0.zip").is_file()
    assert (root / "releases/towns/1.0.0.zip").is_file()


def test_the_same_state_changes_no_version(root: Path, tmp_path: Path) -> None:
    folder = brought_in(root, tmp_path / "elsewhere")
    before = described(root, "towns")
    assert add(root, folder, "--replace", "--yes", "--day", "2026-03-01") == 0
    assert described(root, "towns") == before
    assert not (root / "datasets/towns/CHANGELOG.md").exists()


def test_a_package_of_the_portal_is_not_replaced(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path / "elsewhere", {**TOWNS, "name": "rainfall"})
    assert add(root, folder, *FLAGS, "--replace") == 1
    assert "own" in capsys.readouterr().err
    assert add(root, brought_in(root, tmp_path / "towns"), *FLAGS) == 1
    assert "--replace" in capsys.readouterr().err


def test_a_package_of_another_portal_takes_ids_of_this_one_and_tells_the_rest(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = ROOT / "datasets/provinces"
    known = json.loads((root / "datasets/organisations/datapackage.json").read_text("utf-8"))
    publisher = known["portal"]["publisher"]
    assert add(root, source, "--publisher", publisher, "--yes") == 0
    said = capsys.readouterr().err
    assert "publisher: portal-maintainers" in said
    assert "sources: report-national-2024-q1" in said
    portal = described(root, "provinces")["portal"]
    assert portal["publisher"] == publisher
    assert "creator" not in portal
    assert "sources" not in portal
