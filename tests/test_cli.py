"""The command `portal`: exit codes, words on the right stream, nothing loaded in vain."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import builder
from builder.cli import COMMANDS, EXIT_BUILT, EXIT_MISUSE, EXIT_PROBLEMS, main
from builder.publishing.write import MARKS
from tests.folders import CASES, contents, edited, write_portal

HEAVY = (
    *("altair", "babel", "frictionless", "jinja2", "jsonschema", "markdown_it", "mkdocs"),
    *("multiprocessing", "numpy", "openpyxl", "pandas", "pyarrow", "vl_convert", "yaml"),
)
"""What takes long to import."""

LISTED = f"""
import sys
from builder.cli import main
try:
    main(sys.argv[1:])
finally:
    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def ended(*arguments: str) -> int:
    """The exit code of a call that argparse ends."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    return int(caught.value.code or 0)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, that ends with the names of heavy modules."""
    return subprocess.run(
        [sys.executable, "-c", LISTED, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def test_python_without_docstrings_is_misuse(root: Path) -> None:
    ended = run("validate", "--root", str(root), "--lang", "en", PYTHONOPTIMIZE="2")
    assert ended.returncode == EXIT_MISUSE
    assert "run it without" in ended.stderr


def test_a_valid_portal_ends_with_0(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--root", str(root), "--lang", "en"]) == EXIT_BUILT == 0
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[-1]) == ("", "No problems: 7 packages are valid.")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_problems_end_with_1_and_stand_on_standard_output(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES / "many-faults"
    root = write_portal(tmp_path / "portal", case)
    assert main(["validate", "--root", str(root), "--lang", language]) == EXIT_PROBLEMS == 1
    out, err = capsys.readouterr()
    assert out == (case / f"problems.{language}.txt").read_text("utf-8")
    assert err.splitlines()[-1].startswith("7 ")


def test_problems_are_told_in_vietnamese_unless_asked_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES / "type-date"
    main(["validate", "--root", str(write_portal(tmp_path / "portal", case))])
    assert capsys.readouterr().out == (case / "problems.vi.txt").read_text("utf-8")


def test_json_stands_alone_on_standard_output(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["validate", "--root", str(root), "--format", "json"])
    assert json.loads(capsys.readouterr().out) == {"problems": []}


def test_annotations_are_lines_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_portal(tmp_path / "portal", CASES / "many-faults")
    main(["validate", "--root", str(root), "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error"] * 6 + ["::warning"]


def test_a_warning_is_told_but_ends_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES / "thousands-misread"
    root = write_portal(tmp_path / "portal", case)
    assert main(["validate", "--root", str(root), "--lang", "en"]) == EXIT_BUILT
    assert capsys.readouterr().out == (case / "problems.en.txt").read_text("utf-8")


def test_a_site_to_be_published_is_refused_while_its_settings_are_placeholders(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--root", str(root), "--strict", "--lang", "en"]) == EXIT_PROBLEMS
    out, err = capsys.readouterr()
    assert err.splitlines()[0].startswith("Not ready to be published")
    assert "(settings-placeholder)" in out
    assert "(contact-missing)" in out
    assert not (root / "site").exists()


def test_a_call_of_nothing_says_where_to_begin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, said in (("en", "Where to begin"), ("vi", "Bắt đầu từ đâu")):
        monkeypatch.setenv("PORTAL_LANG", language)
        assert main([]) == EXIT_MISUSE
        assert said in capsys.readouterr().err


def test_a_folder_that_is_no_portal_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", "--root", str(tmp_path), "--lang", "en"]) == EXIT_PROBLEMS
    assert "portal init" in capsys.readouterr().out


def test_settings_that_are_wrong_end_with_1(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(root / "portal.toml", "[portal]", "[portal")
    assert main(["validate", "--root", str(root)]) == EXIT_PROBLEMS
    assert "(settings-invalid)" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish",),
        ("validate", "--root", "/no/such/folder"),
        ("validate", "--lang", "fr"),
        ("validate", "--format", "xml"),
        ("build", "--as-of", "24/4/2024"),
        ("serve", "--port", "http"),
    ],
)
@pytest.mark.usefixtures("capsys")
def test_a_wrong_call_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert ended(*arguments) == EXIT_MISUSE == 2


def test_a_build_with_problems_leaves_the_site_as_it_was(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "site").mkdir()
    for name in MARKS:
        (root / "site" / name).write_bytes(b"yesterday")
    edited(root / "datasets/rainfall/rainfall.csv", "12.5", "12,5 mm")
    assert main(["build", "--root", str(root)]) == EXIT_PROBLEMS
    assert contents(root / "site") == dict.fromkeys(MARKS, b"yesterday")
    assert "rainfall.csv" in capsys.readouterr().out


def test_a_build_writes_the_site_where_and_as_of_when_it_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718000000")
    site = tmp_path / "public"
    assert main(["build", "--root", str(root), "--site", str(site), "--lang", "en"]) == EXIT_BUILT
    assert "<lastmod>2024-06-10</lastmod>" in (site / "sitemap.xml").read_text("utf-8")
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[-1].endswith(str(site))) == ("", True)


def test_a_site_that_would_take_the_place_of_the_data_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root / "datasets")
    with pytest.raises(SystemExit):
        main(["build", "--root", str(root), "--site", str(root / "datasets")])
    assert contents(root / "datasets") == before
    assert "--site" in capsys.readouterr().err


@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&- <&-", ">/dev/full 2>/dev/full"])
def test_streams_that_take_nothing_change_nothing(streams: str, root: Path) -> None:
    edited(root / "datasets/rainfall/rainfall.csv", "12.5", "x")
    line = f'"$@" {streams}'
    called = [sys.executable, "-m", "builder.cli", "validate", "--root", str(root)]
    ended = subprocess.run(["sh", "-c", line, "sh", *called], check=False, capture_output=True)
    assert ended.returncode == EXIT_PROBLEMS
    assert b"Traceback" not in ended.stdout + ended.stderr
    assert b"portal-" not in ended.stdout + ended.stderr  # nothing unforeseen


@pytest.mark.parametrize("folder", ["datasets/x", "site_src/x", "schemas"])
def test_a_site_among_the_sources_is_refused(folder: str, root: Path) -> None:
    assert ended("build", "--root", str(root), "--site", str(root / folder)) == EXIT_MISUSE


def test_a_site_with_a_name_that_no_file_has_is_told(root: Path) -> None:
    assert main(["build", "--root", str(root), "--site", str(root / ("x" * 300))]) == EXIT_PROBLEMS


def test_schemas_are_brought_up_to_date_and_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root / "datasets/topics/datapackage.json", '"type": "integer"', '"type": "string"')
    assert main(["schemas", "--root", str(root)]) == EXIT_BUILT
    assert capsys.readouterr().out == "topics\n"
    assert main(["validate", "--root", str(root)]) == EXIT_BUILT


def test_help_lists_every_command_and_loads_nothing_heavy() -> None:
    found = run("--help")
    assert found.returncode == 0
    assert all(f"\n    {command}" in found.stdout for command in COMMANDS)
    assert found.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_loads_nothing_heavy(command: str) -> None:
    found = run(command, "--help")
    assert (found.returncode, found.stderr.splitlines()[-1]) == (0, "[]")
    assert "--root" in found.stdout


def test_validating_a_sound_portal_loads_no_more_than_it_needs(root: Path) -> None:
    found = run("validate", "--root", str(root))
    assert found.returncode == 0
    loaded = set(ast.literal_eval(found.stderr.splitlines()[-1]))
    assert not loaded & {"altair", "frictionless", "openpyxl", "pandas", "vl_convert"}


def test_a_build_of_what_did_not_change_loads_nothing_heavy(root: Path) -> None:
    assert main(["build", "--root", str(root)]) == EXIT_BUILT
    found = run("build", "--root", str(root))
    assert found.returncode == 0
    loaded = set(ast.literal_eval(found.stderr.splitlines()[-1]))
    assert not loaded & {"frictionless", "jinja2", "jsonschema", "mkdocs", "numpy", "pyarrow"}


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"portal {builder.__version__}\n"


def test_trace_without_texts_says_where_to_name_them(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PORTAL_SOURCES", raising=False)
    assert main(["trace", "--root", str(root), "--lang", "en"]) == EXIT_PROBLEMS
    assert "`portal trace --sources FOLDER`" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "hiện trợ giúp này rồi thôi"), ("en", "show this help message")]
)
@pytest.mark.parametrize("command", ["--help", *(f"{name} --help" for name in COMMANDS)])
def test_help_speaks_the_language_of_the_reader(
    command: str, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*command.split(), "--lang", language])
    assert said in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "không có lựa chọn 'bild'"),
        (["build", "--as-of", "hôm qua"], "không phải ngày: hôm qua"),
        (["build", "--port", "3"], "không biết tham số: --port 3"),
        (["form", "a"], "còn thiếu tham số bắt buộc: --period"),
        (["form", "a", "--period"], "tham số --period: cần một giá trị"),
        (["serve", "--port", "x"], "giá trị 'x' không đúng kiểu int"),
        (["validate", "--root", "nowhere"], "không có thư mục: nowhere"),
    ],
)
def test_misuse_is_told_in_the_language_of_the_reader(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--lang", "vi"])
    assert stopped.value.code == EXIT_MISUSE
    assert said in " ".join(capsys.readouterr().err.split())


def test_portal_lang_and_the_machine_choose_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("PORTAL_LANG", raising=False)
    for chosen, said in ((None, "usage"), ("vi", "cách dùng"), ("xx", "cách dùng")):
        if chosen:
            monkeypatch.setenv("PORTAL_LANG", chosen)
        with pytest.raises(SystemExit):
            main(["--help"])
        assert capsys.readouterr().out.startswith(said)
