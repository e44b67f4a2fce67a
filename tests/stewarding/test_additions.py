"""One command adds or corrects a row with version, day and changelog, or writes nothing."""

import csv
import json
from pathlib import Path

import pytest

from builder.cli import main
from builder.language.words import words
from builder.model import Field
from builder.stewarding.additions import code_of
from tests import tiny
from tests.folders import contents, no_room, write_portal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def call(root: Path, *arguments: str) -> int:
    return main([*arguments, "--yes", "--day", "2024-06-01", "--root", str(root), "--lang", "en"])


def changed(root: Path, before: dict[str, bytes]) -> set[str]:
    now = contents(root)
    return {path for path in now if now[path] != before.get(path)}


VALUE = (
    "add",
    "value",
    "indicators-tiny",
    "indicator_id=i-1",
    "period=Quý II/2024",
    "value=17,5%",
    "source_id=report-2024",
    "source_locator=Mục 2",
)


def test_a_value_is_one_command(root: Path) -> None:
    before = contents(root)
    assert call(root, *VALUE) == 0
    folder = "datasets/indicators-tiny/"
    assert changed(root, before) == {
        folder + name for name in ("data/observations.csv", "datapackage.json", "CHANGELOG.md")
    }
    line = (root / folder / "data/observations.csv").read_text("utf-8").splitlines()[-1]
    assert line.startswith('i-1,2024-Q2,actual,=,17.5,,percent,A,"17,5%",')


def test_a_half_year_is_a_period_on_pages_and_in_every_form(root: Path) -> None:
    cells = [cell.replace("Quý II/2024", "6 tháng đầu năm 2024") for cell in VALUE]
    assert call(root, *cells) == 0
    table = root / "datasets/indicators-tiny/data/observations.csv"
    assert table.read_text("utf-8").splitlines()[-1].startswith("i-1,2024-S1,actual,")
    site = root / "site"
    assert main(["build", "--root", str(root), "--site", str(site), "--lang", "en"]) == 0
    page = site / "en/indicators/digital-economy-share/index.html"
    assert "first half of 2024" in page.read_text("utf-8")
    page = site / "chi-tieu/digital-economy-share/index.html"
    assert "6 tháng đầu năm 2024" in page.read_text("utf-8")
    assert ",S,digital-economy-share," in (site / "data/sdmx/data.csv").read_text("utf-8")
    told = (site / "api/v1/indicators/digital-economy-share.json").read_text("utf-8")
    assert '"2024-S1"' in told
    cube = (site / "data-cube.ttl").read_text("utf-8")
    _, _, period = cube.partition('dct:identifier "2024-S1"')
    assert '"2024-01-01"' in period[:200]
    assert '"2024-06-30"' in period[:200]


def test_sources_days_and_counts_follow_a_value(root: Path) -> None:
    folder = root / "datasets/indicators-tiny"
    raw = json.loads((folder / "datapackage.json").read_text("utf-8"))
    raw["portal"] |= {
        "sources": ["1-qd-bx"],
        "temporal": {"start": "2023-01-01", "end": "2023-12-31"},
    }
    (folder / "datapackage.json").write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    count = len((folder / "data/observations.csv").read_text("utf-8").splitlines()) - 1
    readme = "# Tiny\n\n- `data/observations.csv`: the {} values, 99 as printed.\n"
    (folder / "README.en.md").write_text(readme.format(count), "utf-8")
    assert call(root, *VALUE) == 0
    raw = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert raw["portal"]["sources"] == ["1-qd-bx", "report-2024"]
    assert raw["sources"][-1]["title"] == "Báo cáo năm 2024"
    assert raw["portal"]["temporal"] == {"start": "2023-01-01", "end": "2024-06-30"}
    assert (folder / "README.en.md").read_text("utf-8") == readme.format(count + 1)


def test_a_row_that_is_there_is_not_added_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(root, *VALUE)
    before = contents(root)
    assert call(root, *VALUE) == 1
    assert "portal set" in capsys.readouterr().err
    assert changed(root, before) == set()


def test_what_would_break_the_portal_is_taken_back(root: Path) -> None:
    before = contents(root)
    assert call(root, *VALUE[:-2], "source_id=nobody", "source_locator=Mục 2") == 1
    assert contents(root) == before


def test_doubts_that_a_change_brings_are_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(root, *VALUE) == 0
    assert "[warning]" not in capsys.readouterr().out
    key = ("indicator_id=i-1", "period=2024-Q2", "kind=actual")
    assert call(root, "set", "indicators-tiny", "observations", *key, "value=18") == 0
    out, _ = capsys.readouterr()
    assert out.count("[warning]") == 1
    assert "value-differs-raw" in out
    assert call(root, "set", "indicators-tiny", "observations", *key, "value_raw=18%") == 0
    assert "[warning]" not in capsys.readouterr().out


def test_a_version_that_the_command_records_is_no_doubt(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "--root", str(root), "--lang", "en"]) == 0
    assert call(root, *VALUE) == 0
    assert "[warning]" not in capsys.readouterr().out
    assert (root / "releases/indicators-tiny/1.1.0.zip").is_file()


def test_a_value_far_from_its_series_is_told_before_it_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    cells = [cell.replace("17,5%", "175%") for cell in VALUE]
    assert main([*cells, "--root", str(root), "--lang", "en"]) == 0
    assert "value-unlikely" in capsys.readouterr().out
    assert contents(root) == before


@pytest.mark.parametrize(
    ("package", "indicator", "told"),
    [
        (
            "indicators-2",
            "i-1",
            "has no “i-1”; similar, or the package that has it: indicators-tiny.",
        ),
        ("indicators-tiny", "i-11", "has no “i-11”; similar, or the package that has it: i-1"),
    ],
)
def test_an_indicator_of_another_package_is_named_there(
    package: str, indicator: str, told: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ("--title", "Chỉ tiêu khác", "--title", "en=Other indicators")
    about = "Chỉ tiêu của một văn bản khác, để trống và điền dần theo từng văn bản một."
    texts = (*made, "--description", about, "--topic", "digital-economy")
    texts = (*texts, "--description", "en=Indicators of another document, filled in as it comes.")
    assert call(root, "new", "indicators", "indicators-2", *texts) == 0
    before = contents(root)
    cells = (f"indicator_id={indicator}", *VALUE[4:])
    assert call(root, "add", "value", package, *cells) == 1
    assert told in capsys.readouterr().err
    assert contents(root) == before


def test_a_kind_of_document_is_known_by_its_name(root: Path) -> None:
    cells = ("document_id=bc-9", "number=9/BC-BX", "type=Báo cáo", "issuer=BX")
    titles = ("title_vi=Báo cáo chín", "title_en=Ninth report", "issued=5/7/2024")
    assert call(root, "add", "document", *cells, *titles) == 0
    with (root / "datasets/documents/data/documents.csv").open(encoding="utf-8") as stream:
        *_, row = csv.DictReader(stream)
    assert (row["type"], row["issued"], row["issuer"]) == ("report", "2024-07-05", "ministry-x")


def test_a_status_is_told_in_words(root: Path) -> None:
    told = ("task_id=t-2", "as_of=24/4/2024", "status=Đã hoàn thành")
    assert (
        call(
            root,
            "add",
            "status",
            "tasks-tiny",
            *told,
            "source_id=report-2024",
            "source_locator=Mục 1",
        )
        == 0
    )
    status = (root / "datasets/tasks-tiny/data/status.csv").read_text("utf-8")
    assert status.endswith("t-2,2024-04-24,,completed,Đã hoàn thành,,,report-2024,Mục 1,\n")


def test_bodies_and_documents_are_known_by_their_names(root: Path) -> None:
    names = ("name_vi=Đo gió", "name_en=Measure the wind", "lead=BX và Cục Ý")
    source = ("source_id=1/QĐ-BX", "source_locator=Mục 1")
    assert call(root, "add", "task", "tasks-tiny", "task_id=t-9", *names, *source) == 0
    with (root / "datasets/tasks-tiny/data/tasks.csv").open(encoding="utf-8") as stream:
        *_, row = csv.DictReader(stream)
    assert (row["lead"], row["lead_raw"]) == ("ministry-x;agency-y", "BX và Cục Ý")
    assert row["source_id"] == "1-qd-bx"


def test_a_correction_is_a_patch(root: Path) -> None:
    cells = ("indicator_id=i-1", "period=2023", "kind=thực tế", "value=16,4", "value_raw=16,4%")
    assert call(root, "set", "indicators-tiny", "observations", *cells) == 0
    text = (root / "datasets/indicators-tiny/datapackage.json").read_text("utf-8")
    assert json.loads(text)["version"] == "1.0.1"
    table = (root / "datasets/indicators-tiny/data/observations.csv").read_text("utf-8")
    assert 'i-1,2023,actual,=,16.4,,percent,A,"16,4%",' in table


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("value=1.234", "it is not clear"),
        ("period=hôm nọ", "it is not clear"),
        ("kind=thật", "estimate (Estimate), actual (Actual)"),
        ("worth=3", "no column"),
        ("=3", "COLUMN=VALUE"),
    ],
)
def test_nothing_is_guessed(
    cell: str, told: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    assert call(root, *VALUE[:3], cell) == 1
    assert told in capsys.readouterr().err
    assert contents(root) == before


def test_without_yes_changes_are_only_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(root)
    assert main([*VALUE, "--diff", "--root", str(root), "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert '+  "version": "1.1.0",' in out
    assert "Nothing is written yet" in err
    assert contents(root) == before


def test_a_missing_package_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(root, "add", "value", "nothing", "value=3") == 1
    assert "“nothing”" in capsys.readouterr().err


@pytest.mark.parametrize("size", [1, 1000, 20_000])
def test_a_full_disk_leaves_the_portal_as_it_was(
    size: int, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    with no_room(size):
        assert call(root, *VALUE) == 1
        assert "disk-full" in capsys.readouterr().out
        if size > 1000:  # more than a form has
            return
        form = ("form", "indicators-tiny", "--period", "2024-Q2", "--out", str(root / "form.xlsx"))
        assert main([*form, "--root", str(root), "--lang", "en"]) == 1
        assert "disk-full" in capsys.readouterr().out
    assert contents(root) == before


def test_a_folder_that_cannot_be_written_leaves_the_portal_as_it_was(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    out = root / "portal.toml" / "form.xlsx"
    form = ("form", "indicators-tiny", "--period", "2024-Q2", "--out", str(out))
    assert main([*form, "--root", str(root), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "file-not-writable" in told
    assert str(out) in told
    assert contents(root) == before


OFFICE_WORDS = {
    "unit": ("percent", "count", "vnd-billion"),
    "kind": ("estimate", "actual", "plan", "target"),
    "operator": ("=", "≥", ">", "≤", "<", "top", "approx"),
}


@pytest.mark.parametrize(
    ("name", "word", "code"),
    [
        ("unit", "xã", "count"),
        ("unit", "Tỷ VNĐ", "vnd-billion"),
        ("kind", "Ước thực hiện", "estimate"),
        ("kind", "chỉ tiêu", "target"),
        ("operator", ">=", "≥"),
        ("operator", "Tối thiểu", "≥"),
    ],
)
def test_codes_are_known_by_what_offices_call_them(name: str, word: str, code: str) -> None:
    field = Field(
        name=name,
        type="string",
        title=tiny.text("–", "–"),
        description=None,
        categories=OFFICE_WORDS[name],
    )
    assert code_of(field, word, (words("vi"), words("en"))) == code
