"""A table that lies on disk has the verdict, the rows and the published bytes of one in memory.

The sizes from which tables are read so are lowered here: all of these are small.
"""

import datetime
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from builder.build import build
from builder.cli import main
from builder.history import Recorded
from builder.large_file import LargeFile, large_file
from builder.model import Row
from builder.packages.accepting import large, stretches
from builder.packages.accepting.acceptance import accepted_tables
from builder.packages.accepting.large import RefusedError, accepted_large
from builder.packages.accepting.large_rows import LargeRows
from builder.packages.read import DESCRIPTOR, read_package, read_schema_files
from builder.packages.unheld import headers_alone, is_unheld
from builder.validation import large_tables
from builder.validation.package import Checked, checked_package
from builder.validation.versions import version_problems
from tests.bench.portals import Size, write_bench_portal
from tests.folders import ROOT, contents, spoken, write_portal
from tests.packages.random_tables import made

SCHEMAS = read_schema_files(ROOT / "schemas")
LEVELS = ("none", "light", "heavy")
HEAD = "reading,station,day,millimetres,level,note_vi,note_en"


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Tables of a few bytes lie on disk; `held` is how many cells are held after all."""

    def lowered(held: int = 10**9) -> None:
        for name in ("builder.large_file", "builder.exports.downloads.bundles"):
            monkeypatch.setattr(f"{name}.LARGE_BYTES", 100)
        monkeypatch.setattr("builder.publishing.kept_files.LARGE_BYTES", 100)
        monkeypatch.setattr(stretches, "STRETCH", 3_000)
        monkeypatch.setattr(large, "NARROW", 400)
        monkeypatch.setattr(large, "MOST_CODES", 90)
        monkeypatch.setattr(large_tables, "MOST_CELLS", held)

    return lowered


def rain(count: int = 300) -> list[str]:
    """Lines of made-up rainfall whose readings are in no order."""
    return [
        f"{(number * 7919) % 100_003},{station},2024-{number % 12 + 1:02}-15,{number / 4},"
        f"{LEVELS[number % 3]},,"
        for number in range(count)
        for station in (f"Trạm {number}",)
    ]


def judged(root: Path) -> Checked:
    source = read_package(root / "datasets" / "rainfall", root)
    return checked_package(source, SCHEMAS, ("vi", "en"))


def portal(folder: Path, text: str) -> Path:
    root = write_portal(folder / "portal")
    (root / "datasets/rainfall/rainfall.csv").write_bytes(text.encode())
    path = root / "datasets/rainfall" / DESCRIPTOR
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["portal"].pop("charts")
    path.write_text(json.dumps(descriptor), "utf-8")
    return root


def text_of(lines: list[str]) -> str:
    return "\n".join((HEAD, *lines)) + "\n"


def changed(place: int, line: str) -> Callable[[list[str]], str]:
    return lambda lines: text_of([*lines[:place], line, *lines[place + 1 :]])


FAULTS: dict[str, Callable[[list[str]], str]] = {
    "key far apart": lambda lines: text_of([*lines, f"{lines[3].split(',')[0]},B,2024-01-15,1,,,"]),
    "unique key": lambda lines: text_of([*lines, "7,Trạm 5,2024-06-15,1,,,"]),
    "type at the end": changed(299, "7,Láng,2024-04-24,much,,,"),
    "day": changed(250, "7,Láng,24/04/2024,1,,,"),
    "category": changed(280, "7,Láng,2024-04-24,1,some,,"),
    "minimum": changed(200, "7,Láng,2024-04-24,-1,,,"),
    "required": changed(150, "7,,2024-04-24,1,,,"),
    "key missing": changed(150, ",Láng,2024-04-24,1,,,"),
    "blank line": changed(222, ""),
    "empty row": changed(222, ",,,,,,"),
    "short row": changed(111, "7,Láng"),
    "long row": changed(111, "7,Láng,2024-04-24,1,,,,"),
    "white space": changed(270, "7,Láng ,2024-04-24,1,,,"),
    "stray quote": changed(270, '7,"Láng"x,2024-04-24,1,,,'),
    "open quote": changed(270, '7,"Láng,2024-04-24,1,,,'),
    "header again": changed(270, HEAD),
    "misread": changed(270, "7,LÃ¡ng,2024-04-24,1,,,"),
    "language": changed(270, "7,Láng,2024-04-24,1,,Mưa,"),
    "mark": lambda lines: "\ufeff" + text_of(lines),
    "header": lambda lines: text_of(lines).replace("day,", "date,", 1),
    "zero byte": changed(270, "7,L\0ng,2024-04-24,1,,,"),
}


def places(checked: Checked) -> list[tuple[str, int | None, int | None]]:
    return [
        (problem.code, problem.place.row, problem.place.column)
        for problem in spoken(checked.problems)
    ]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_as_of_a_table_in_memory(
    fault: str, tmp_path: Path, on_disk: Callable[..., None]
) -> None:
    root = portal(tmp_path, FAULTS[fault](rain()))
    as_usual = judged(root)
    assert as_usual.problems, "this is a fault"
    on_disk()
    assert judged(root).problems == as_usual.problems
    on_disk(held=0)
    alone = judged(root)
    assert alone.package is None
    assert places(alone)[:1] == places(as_usual)[:1]
    first, other = alone.problems[0], as_usual.problems[0]
    assert (first.value, first.details) == (other.value, other.details)


@pytest.mark.parametrize(
    "line", ["+7,Láng,2024-04-24,1,,,", "7,Láng,2024-04-24,1e3,,,", "07,Láng,2024-04-24,1,,,"]
)
def test_what_only_small_tables_may_have_is_told_at_its_row(
    line: str, tmp_path: Path, on_disk: Callable[..., None]
) -> None:
    root = portal(tmp_path, changed(270, line)(rain()))
    as_usual = judged(root)
    on_disk()
    assert judged(root) == as_usual
    on_disk(held=0)
    (problem,) = judged(root).problems if as_usual.package else judged(root).problems[:1]
    assert problem.code == ("too-large" if as_usual.package else as_usual.problems[0].code)
    assert problem.place.row is not None
    assert 260 <= problem.place.row <= 272


def test_quoted_line_breaks_do_not_matter(tmp_path: Path, on_disk: Callable[..., None]) -> None:
    lines = rain()
    for place in (10, 100, 200):
        lines[place] = lines[place].removesuffix(",,") + ',"Mưa\nto, ""rất""","Heavy\nrain"'
    root = portal(tmp_path, text_of(lines))
    as_usual = judged(root)
    on_disk(held=0)
    found = judged(root)
    assert found.problems == as_usual.problems == ()
    assert found.package
    assert as_usual.package
    assert found.package.resources[0].table == as_usual.package.resources[0].table


def test_rows_on_disk_are_found_by_their_places(
    tmp_path: Path, on_disk: Callable[..., None]
) -> None:
    root = portal(tmp_path, text_of(rain()))
    as_usual = judged(root).package
    on_disk(held=0)
    package = judged(root).package
    assert package
    assert as_usual
    table, other = package.resources[0].table, as_usual.resources[0].table
    assert table
    assert other
    rows, held = table.rows, other.rows
    assert isinstance(rows, LargeRows)
    assert isinstance(package.resources[0].content, LargeFile)
    assert len(rows) == len(held) == 300
    assert (rows[0], rows[-1], rows[123]) == (held[0], held[-1], held[123])
    assert tuple(rows[50:250]) == tuple(held[50:250])
    assert tuple(rows[290:20:-7]) == tuple(held[290:20:-7])
    assert [*table.column(3)] == [*other.column(3)]


@pytest.mark.parametrize("seed", range(300))
def test_the_verdict_on_tables_at_random_is_the_same(
    seed: int, tmp_path: Path, on_disk: Callable[..., None]
) -> None:
    on_disk()
    descriptor, files = made(random.Random(seed))
    for path, content in files.items():
        (tmp_path / path).write_bytes(content)
    usual = accepted_tables(descriptor, files)
    large_files = {path: large_file(tmp_path / path) or files[path] for path in files}
    try:
        found = accepted_large(descriptor, large_files, lambda _, __: True)
    except RefusedError:
        heads = [content.partition(b"\n")[0] for content in files.values()]
        assert (
            usual is None
            or any(b"\r" in content for content in files.values())
            or any(b'"' in head for head in heads)
        )
    else:
        assert usual is not None
        for name, rows in found.items():
            assert tuple(rows) == tuple(usual[name])


@pytest.fixture
def references(tmp_path: Path) -> tuple[dict[str, Any], Path]:
    fields = [{"name": "id", "type": "string"}, {"name": "above", "type": "string"}]
    table = {
        "name": "a",
        "path": "a.csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        "schema": {
            "fields": fields,
            "primaryKey": ["id"],
            "foreignKeys": [{"fields": ["above"], "reference": {"resource": "", "fields": ["id"]}}],
        },
    }
    return {"resources": [table]}, tmp_path / "a.csv"


def looked_at(references: tuple[dict[str, Any], Path], lines: Iterable[str]) -> Sequence[Row]:
    """The rows of a table of these lines, which lies on disk."""
    descriptor, path = references
    path.write_text("\n".join(("id,above", *lines)) + "\n")
    file = large_file(path)
    assert file is not None
    return accepted_large(descriptor, {"a.csv": file}, lambda _, __: True)["a"]


@pytest.mark.parametrize(("above", "is_right"), [("r399", True), ("r400", False)])
def test_rows_may_name_others_that_are_far_away(
    references: tuple[dict[str, Any], Path],
    above: str,
    is_right: bool,
    on_disk: Callable[..., None],
) -> None:
    on_disk()
    lines = [f"r{number}," for number in range(400)]
    lines[2] += above
    if is_right:
        assert len(looked_at(references, lines)) == 400
        return
    with pytest.raises(RefusedError) as refused:
        looked_at(references, lines)
    assert refused.value.witness.rows == (2,)
    assert refused.value.witness.lines == (b"r2,r400\n",)


def test_codes_of_equal_hashes_are_compared(
    references: tuple[dict[str, Any], Path],
    on_disk: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_disk()
    monkeypatch.setattr(large, "_mixed", lambda codes: codes % 8)
    assert len(looked_at(references, (f"r{number}," for number in range(400)))) == 400


def test_a_file_that_changes_is_not_read_on(tmp_path: Path, on_disk: Callable[..., None]) -> None:
    on_disk()
    path = tmp_path / "a.csv"
    path.write_bytes(b"id\n" * 100)
    file = large_file(path)
    assert file is not None
    path.write_bytes(b"id\n" * 101)
    with pytest.raises(FileNotFoundError, match="changed"):
        file.whole()


def test_more_cells_than_were_measured_are_refused(
    tmp_path: Path, on_disk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk(held=0)
    monkeypatch.setattr(large_tables, "MOST_LARGE_CELLS", 2_000)
    (problem,) = judged(portal(tmp_path, text_of(rain()))).problems
    assert (problem.code, problem.details["limit"]) == ("too-large", "2000")


def test_a_chart_and_a_table_of_the_portals_own_hold_all_rows(
    tmp_path: Path, on_disk: Callable[..., None]
) -> None:
    root = write_portal(tmp_path / "portal")
    (root / "datasets/rainfall/rainfall.csv").write_text(text_of(rain()), "utf-8")
    on_disk(held=0)
    (problem,) = judged(root).problems
    assert (problem.code, problem.place.field) == ("too-large", "portal.charts[0]")
    source = read_package(root / "datasets/topics", root)
    (problem,) = checked_package(source, SCHEMAS, ("vi", "en")).problems
    assert (problem.code, problem.place.field) == ("too-large", "resources[0].portal.table")


MEASURED = """
import re, sys
from pathlib import Path
from builder import large_file
from builder.packages.accepting.large import accepted_large

large_file.LARGE_BYTES = 1000
path = Path(sys.argv[1])
fields = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
fields.append({"name": "value", "type": "number"})
schema = {"fields": fields, "primaryKey": ["id"]}
table = {"name": "a", "path": "a.csv", "encoding": "utf-8", "dialect": {"delimiter": ","}}
files = {"a.csv": large_file.large_file(path)}
rows = accepted_large({"resources": [{**table, "schema": schema}]}, files, lambda *_: True)["a"]
assert sum(1 for _ in rows.stretched_values()) > 1
assert sum(1 for _ in rows.column(2)) == len(rows)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process alone")
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    path, peaks = tmp_path / "a.csv", []
    for count in (300_000, 1_500_000):
        lines = (
            f"{number * 7919 % 10_000_019},name {number % 99},{number / 8}\n"
            for number in range(count)
        )
        path.write_text("id,name,value\n" + "".join(lines), "utf-8")
        told = subprocess.run(
            [sys.executable, "-c", MEASURED, path], check=True, capture_output=True, cwd=ROOT
        )
        peaks.append(int(told.stdout))
    assert peaks[1] - peaks[0] < 40_000  # codes take 8 bytes a row, texts took 30


def test_versions_of_what_is_not_held_are_not_compared(
    tmp_path: Path, on_disk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path, text_of(rain()))
    on_disk()
    read = read_package(root / "datasets/rainfall", root)
    assert not is_unheld(read.files)
    monkeypatch.setattr("builder.packages.unheld.MOST_CELLS", 200)
    assert is_unheld(read.files)
    assert headers_alone(read.files)["rainfall.csv"] == f"{HEAD}\n".encode()
    day, files = datetime.date(2024, 1, 1), {DESCRIPTOR: b'{"name": "rainfall"}'}
    other = Recorded(package="rainfall", version="0.1.0", day=day, files=files)
    assert list(version_problems([read], {"rainfall": [other]}, [], ("vi", "en"))) == []


def test_releases_leave_out_what_is_not_held_and_say_so(
    tmp_path: Path,
    on_disk: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = portal(tmp_path, text_of(rain()))
    on_disk()
    monkeypatch.setattr("builder.packages.unheld.MOST_CELLS", 1_000)
    assert main(["release", "--root", str(root), "--lang", "en"]) == 0
    assert "in memory: rainfall\n" in capsys.readouterr().err
    names = {path.name for path in (root / "releases").iterdir()}
    assert "topics" in names
    assert "rainfall" not in names
    assert main(["diff", "--root", str(root), "--lang", "en"]) == 0
    assert "Nothing differs" in capsys.readouterr().out
    assert main(["validate", "--root", str(root), "--lang", "en"]) == 0


def test_a_unique_key_may_lack_parts_again_and_again(
    references: tuple[dict[str, Any], Path],
    on_disk: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_disk()
    monkeypatch.setattr(large, "_mixed", lambda codes: codes % 8)
    descriptor, _ = references
    descriptor["resources"][0]["schema"] |= {"uniqueKeys": [["above"]], "foreignKeys": []}
    lines = [f"r{number}," + (f"a{number}" if number % 3 else "") for number in range(400)]
    assert len(looked_at(references, lines)) == 400
    with pytest.raises(RefusedError) as refused:
        looked_at(references, [*lines, "r400,a1"])
    assert refused.value.witness.rows == (1, 400)


def test_a_site_has_the_same_bytes(tmp_path: Path, on_disk: Callable[..., None]) -> None:
    roots = write_portal(tmp_path / "small"), tmp_path / "rows"
    write_bench_portal(roots[1], Size(packages=1, rows=101_000))
    for root in roots:
        build(root, tmp_path / root.name / "usual")
    on_disk()
    stretches.STRETCH = 300_000
    for root in roots:
        for path in (root / ".cache",):
            path.rename(tmp_path / f"cache-{root.name}")
        build(root, tmp_path / root.name / "disk")
        assert contents(root / "disk") == contents(root / "usual")
