"""What two states of a portal differ in, which number that asks for, and what is refused."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.cli import main
from tests.folders import contents, edited, found_problems, write_portal

OBSERVATIONS = "datasets/indicators-tiny/data/observations.csv"
DESCRIPTOR = "datasets/indicators-tiny/datapackage.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "old")


@pytest.fixture
def recorded(root: Path) -> Path:
    assert main(["release", "--root", str(root)]) == 0
    return root


def diff(root: Path, *arguments: str) -> int:
    return main(["diff", *arguments, "--root", str(root), "--lang", "en"])


def entry(root: Path, old: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """What `portal diff --format json` says of the one package that changed."""
    capsys.readouterr()
    diff(root, str(old), "--format", "json")
    (package,) = (
        package
        for package in json.loads(capsys.readouterr().out)["packages"]
        if package["id"] != "progress"
    )
    return dict(package)


def test_two_equal_folders_do_not_differ(
    root: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(root, str(old)) == 0
    assert "Nothing differs." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "level", "told"),
    [
        (
            (
                OBSERVATIONS,
                'actual,=,16.5,,percent,A,"16,5%"',
                'actual,=,16.4,,percent,A,"16,5%"',
            ),
            "patch",
            "Share of the digital economy in GDP (2023, Actual), ",
        ),
        (
            (
                OBSERVATIONS,
                "i-2,2023,",
                'i-1,2024-Q1,actual,=,17,,percent,A,17%,,,,,report-2024,"Phụ lục",1\ni-2,2023,',
            ),
            "minor",
            "Added: Share of the digital economy in GDP (Q1 2024, Actual): 17%",
        ),
        (
            (
                "datasets/tasks-tiny/data/tasks.csv",
                "t-2,2,",
                "t-9,2,",
            ),
            "major",
            "Report every year: id t-2 is now t-9",
        ),
        (
            (
                "datasets/tasks-tiny/data/status.csv",
                "t-1,2024-04-24,,in_progress,Đang làm",
                "t-1,2024-04-24,,completed,Đang làm",
            ),
            "patch",
            "Connect every commune (24 April 2024), status: In progress → Completed",
        ),
    ],
)
def test_a_change_is_told_with_the_step_that_it_asks_for(
    change: tuple[str, str, str],
    level: str,
    told: str,
    root: Path,
    old: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, before, after = change
    edited(root / file, before, after)
    found = entry(root, old, capsys)
    assert found["level"] == level
    assert found["lacks"] == ["version"]
    diff(root, str(old))
    assert told in capsys.readouterr().out


def test_a_verdict_that_a_value_changes_is_told(
    root: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root / OBSERVATIONS, '16.5,,percent,A,"16,5%"', "25,,percent,A,25%")
    diff(root, str(old))
    assert "verdict of this portal: " in capsys.readouterr().out


def test_words_are_there_in_each_language(
    root: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root / OBSERVATIONS, "actual,=,1234", "actual,=,1334")
    (change,) = entry(root, old, capsys)["changes"]  # type: ignore[misc, attr-defined]
    assert change["words"] == {
        "vi": "Doanh nghiệp số (2023, Thực tế), Giá trị: 1.234 → 1.334",
        "en": "Digital firms (2023, Actual), Value: 1,234 → 1,334",
    }


def test_a_column_and_a_dataset_that_go_must_be_explained(
    root: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(root / "datasets/rainfall")
    assert diff(root, str(old)) == 1
    assert 'portal gone rainfall reason_vi="…" reason_en="…"' in capsys.readouterr().out
    call = ["gone", "rainfall", "reason_vi=Không đo nữa.", "reason_en=No longer measured."]
    assert main([*call, "--root", str(root)]) == 0
    assert diff(root, str(old)) == 0


def test_a_zip_of_one_package_is_compared_with_that_package(
    recorded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(recorded / OBSERVATIONS, "actual,=,1234", "actual,=,1334")
    assert diff(recorded, str(recorded / "releases/indicators-tiny/1.0.0.zip")) == 1
    told = capsys.readouterr().out
    assert "at least 1.0.1 is needed" in told
    assert "rainfall" not in told


def test_without_a_name_recorded_versions_are_compared(
    recorded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(recorded) == 0
    assert "releases → datasets" in capsys.readouterr().out


def test_the_folder_of_the_packages_is_a_state_as_the_portal_is(
    root: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(root, str(old / "datasets"), str(root)) == 0
    assert "Nothing differs." in capsys.readouterr().out
    assert diff(root, str(old), str(root / "datasets")) == 0
    assert "Nothing differs." in capsys.readouterr().out


def test_a_folder_without_git_and_records_says_so(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(root) == 1
    assert "portal release" in capsys.readouterr().err
    assert diff(root, "nowhere") == 1
    assert "“nowhere” is no folder, zip or git revision" in capsys.readouterr().err


def committed(folder: Path) -> None:
    """A git repository of a folder, with all of it in one commit."""
    told = {"GIT_CONFIG_GLOBAL": "/dev/null", "PATH": os.environ["PATH"], "HOME": str(folder)}
    for call in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", "First"],
    ):
        subprocess.run(["git", *call], cwd=folder, env=told, check=True)


GONE = ["gone", "rainfall", "reason_vi=Không đo nữa.", "reason_en=No longer measured."]


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_what_goes_is_recorded_from_git_so_that_it_gets_a_page(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    committed(root)
    shutil.rmtree(root / "datasets/rainfall")
    assert main([*GONE, "--root", str(root), "--day", "2024-06-03"]) == 0
    assert (root / "releases/rainfall/1.0.0.zip").is_file()
    line = "rainfall,,,,2024-06-03,Không đo nữa.,No longer measured."
    assert line in (root / "releases/gone.csv").read_text("utf-8")
    assert capsys.readouterr().err == ""
    assert codes(root) == []


def test_what_no_record_has_gets_no_page_and_that_is_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(root / "datasets/rainfall")
    assert main([*GONE, "--root", str(root), "--lang", "en"]) == 0
    assert "its address gets no page" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_a_git_revision_is_compared_in_a_folder_of_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_portal(tmp_path / "repository" / "portal")
    shutil.copytree(root / "datasets", root / "tests" / "datasets")
    committed(root.parent)
    edited(root / OBSERVATIONS, "actual,=,1234", "actual,=,1334")
    assert diff(root) == 1
    assert "git HEAD → datasets" in capsys.readouterr().out
    assert diff(root, "HEAD", "HEAD") == 0


def codes(root: Path) -> list[str]:
    return [problem.code for problem in found_problems(root)]


def test_a_recorded_version_is_the_same_for_ever(recorded: Path) -> None:
    assert codes(recorded) == []
    edited(recorded / OBSERVATIONS, "actual,=,1234", "actual,=,1334")
    edited(recorded / OBSERVATIONS, "1.234 doanh", "1.334 doanh")
    assert codes(recorded) == ["version-unchanged"]
    edited(recorded / OBSERVATIONS, "1.334 doanh", "1.335 doanh")
    assert codes(recorded) == ["version-unchanged", "value-differs-raw"], "doubts are told too"
    edited(recorded / OBSERVATIONS, "1.335 doanh", "1.334 doanh")
    edited(recorded / DESCRIPTOR, '"version": "1.0.0"', '"version": "1.0.1"')
    assert codes(recorded) == ["changelog-missing"]


def test_a_command_records_what_was_and_what_is(recorded: Path) -> None:
    cells = ["indicator_id=i-2", "period=2023", "kind=actual", "value=1334", "value_raw=1.334"]
    call = ["set", "indicators-tiny", "observations", *cells, "--yes", "--day", "2024-06-01"]
    assert main([*call, "--root", str(recorded)]) == 0
    paths = contents(recorded / "releases" / "indicators-tiny")
    assert set(paths) == {"1.0.0.zip", "1.0.1.zip"}
    assert codes(recorded) == []


def test_recording_again_writes_nothing(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(recorded)
    capsys.readouterr()
    assert main(["release", "--root", str(recorded), "--lang", "en"]) == 0
    assert "recorded already" in capsys.readouterr().err
    assert contents(recorded) == before


def test_names_that_lead_out_of_a_folder_are_not_unpacked(tmp_path: Path) -> None:
    from builder.version_commands import _unpack

    _unpack({"../../out.txt": b"", "/out.txt": b"", "in.txt": b""}, tmp_path / "a" / "b", tmp_path)
    assert set(contents(tmp_path)) == {"a/b/in.txt"}


def test_a_day_that_is_none_in_the_list_of_what_is_gone_is_told(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    gone = "package,table,id,successor,day,reason_vi,reason_en\nold,,,,3/6/2024,Hết.,Ended.\n"
    (root / "releases").mkdir()
    (root / "releases/gone.csv").write_text(gone, "utf-8")
    (problem,) = found_problems(root)
    assert (problem.code, problem.place.file, problem.place.row, problem.place.field) == (
        "type-date",
        "releases/gone.csv",
        2,
        "day",
    )
    assert problem.details["suggestion"] == "2024-06-03"
    edited(root / "releases/gone.csv", "3/6/2024", "2024-06-03")
    assert not found_problems(root)
