"""What validates builds, and nothing but a problem reaches the user."""

from pathlib import Path

import pytest

from builder import build as building
from builder.build import build
from builder.cli import EXIT_MISUSE, EXIT_PROBLEMS, main
from tests.folders import edited, found_problems, write_portal

RAINFALL = "datasets/rainfall/rainfall.csv"


@pytest.mark.parametrize(
    "number", ["1e30", "1e300", "1e-300", "123456789012345678901234567890.5", "0.12345678901234"]
)
def test_a_number_that_validates_stands_on_its_page_and_in_its_files(
    number: str, tmp_path: Path
) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / RAINFALL, "12.5", number)
    assert found_problems(root) == ()
    build(root, root / "site")
    assert number in (root / "site" / "data" / "rainfall" / "rainfall.csv").read_text("utf-8")


def test_a_line_chart_holds_any_number_of_points(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    rows = "".join(f"{n},S{n},2024-04-24,{n % 500},heavy,,\n" for n in range(1, 5200))
    table = root / RAINFALL
    header = table.read_text("utf-8").splitlines(keepends=True)[0]
    table.write_text(header + rows, "utf-8")
    assert found_problems(root) == ()
    build(root, root / "site")


def test_a_fault_that_nobody_foresaw_is_one_line_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Path) -> None:
        raise KeyError("nobody knew")

    root = write_portal(tmp_path / "portal")
    monkeypatch.setattr(building, "read_packages", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["validate", "--root", str(root), "--lang", "en"]) == EXIT_PROBLEMS
    said = capsys.readouterr().err
    (report,) = tmp_path.glob("portal-*.txt")
    assert "KeyError" in said
    assert str(report) in said
    assert "nobody knew" in report.read_text("utf-8")
    with pytest.raises(KeyError):
        main(["validate", "--root", str(root), "--debug"])


def test_the_preview_replaces_no_folder_that_is_no_site(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    (root / "site").mkdir()
    (root / "site" / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(SystemExit) as caught:
        main(["serve", "--root", str(root)])
    assert caught.value.code == EXIT_MISUSE
    assert (root / "site" / "mine.txt").is_file()


@pytest.mark.parametrize("address", ["https://a.example/<x>/", "https://a.example/{x}/"])
def test_an_address_that_is_no_iri_is_told(address: str, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / "portal.toml", "https://data.example/tiny/", address)
    assert main(["validate", "--root", str(root)]) == EXIT_PROBLEMS


@pytest.mark.parametrize("match", ["equal", "subset", "superset", "partial"])
def test_columns_may_be_matched_by_their_names(match: str, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    path = root / "datasets" / "rainfall" / "datapackage.json"
    edited(path, '"schema": {', f'"schema": {{ "fieldsMatch": ["{match}"],')
    assert found_problems(root) == ()
