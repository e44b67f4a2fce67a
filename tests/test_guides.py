"""Every command that the guides tell people to type is run here, at a terminal, as it stands.

What is typed is read from the guides themselves, so that no command can be added without its run;
those that cannot run here are named with the reason, or with the test that runs them. Files that
a command reads are made up.
"""

import csv
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.folders import ROOT, edited
from tests.stewarding.test_form import fill
from tests.terminal import typed_at_a_terminal

GUIDES = (
    *("README", "CONTRIBUTING", "docs/stewards", "docs/provinces", "docs/dimensions"),
    *("docs/scale", "docs/performance", "builder/starting/files/{}/README"),
)
LANGUAGES = ("vi", "en")

_BLOCK = re.compile(r"^ *```(\S*)\n(.*?)^ *```$", re.M | re.S)
_PROGRAM = re.compile(
    r"(?:[A-Z_]+=\S+ )?(?:\S*/)?(?:portal|make|git|cp|python3?|pip|dask|pre-commit|pytest) \S"
)
_MENTION = re.compile(r"portal [a-z-]+( (document|table|indicators|tasks|value|status))?")
"""A command that a sentence speaks of without its arguments."""


def guide(name: str, language: str) -> Path:
    """A guide in a language."""
    if "{}" in name:
        return ROOT / f"{name.format(language)}.md"
    return ROOT / (f"{name}.md" if language == "en" else f"{name}.{language}.md")


def typed(name: str, language: str) -> Iterator[str]:
    """What a guide tells its reader to type: lines of its blocks, then commands in sentences."""
    text = guide(name, language).read_text("utf-8")
    for form, block in _BLOCK.findall(text):
        if form in ("", "sh"):
            lines = (line.split("  #")[0].strip() for line in block.splitlines())
            yield from filter(None, lines)
    for code in re.findall(r"`([^`\n]+)`", _BLOCK.sub("", text)):
        if _PROGRAM.match(code) and not _MENTION.fullmatch(code):
            yield code


def plain(command: str) -> str:
    """A command without the names that each language has of its own, to compare two guides."""
    return " ".join(
        re.findall(r"(?<!\S)(?:-{1,2}[a-z-]+|[a-z/.]*(?:portal|make|git|dask))", command)
    )


def test_both_languages_of_a_guide_tell_the_same_commands() -> None:
    for name in GUIDES:
        if name != "CONTRIBUTING":  # the Vietnamese is shorter
            told = [[plain(command) for command in typed(name, each)] for each in LANGUAGES]
            assert [line.replace(" --lang", "") for line in told[0]] == [
                line.replace(" --lang", "") for line in told[1]
            ], name


def test_every_command_of_every_guide_is_run_or_named_with_a_reason() -> None:
    steps = (*STEWARDS, *README, *DIMENSIONS)
    known = [_INTO, *ELSEWHERE, *(step.pattern for step in steps)]
    for name in GUIDES:
        for language in LANGUAGES:
            told = [
                command
                for command in typed(name, language)
                if not any(re.fullmatch(pattern, command) for pattern in known)
            ]
            assert told == [], guide(name, language)


def test_no_reason_stands_for_a_command_that_no_guide_tells() -> None:
    told = {command for name in GUIDES for each in LANGUAGES for command in typed(name, each)}
    idle = [
        pattern
        for pattern in ELSEWHERE
        if not any(re.fullmatch(pattern, command) for command in told)
    ]
    assert idle == []


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
def test_every_target_of_make_that_is_told_is_there() -> None:
    told = {command for name in GUIDES for each in LANGUAGES for command in typed(name, each)}
    calls = sorted(command for command in told if command.startswith("make "))
    for call in calls:
        done = subprocess.run(
            [*call.split(), "--dry-run"], cwd=ROOT, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr


def test_every_tool_of_the_tests_that_is_told_is_there() -> None:
    told = "\n".join(
        command for name in GUIDES for each in LANGUAGES for command in typed(name, each)
    )
    modules = set(re.findall(r"python -m (tests\.\S+)", told))
    assert modules
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


def test_the_tests_that_are_named_in_place_of_a_run_are_there() -> None:
    named = {
        path
        for reason in ELSEWHERE.values()
        for path in re.findall(r"tests/[\w/]+(?:\.py)?", reason)
    }
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


_INTO = r"cd \S+"
"""What follows is typed in that folder."""

ELSEWHERE: Mapping[str, str] = {
    r"make (test|coverage|lint)\b.*": "it runs these tests",
    r"make (bench|bench-quick|fuzz|lock|test-clients|screenshots|reference|dist)": (
        "minutes, a network or programs of their own; `make -n` is run here"
    ),
    r"make (build|publish|validate|serve)( LANG_OF_MESSAGES=en)?": (
        "tests/test_workflows.py builds and publishes; `make -n` is run here"
    ),
    r"(python|\.venv/bin/python) -m tests\.\S+( .*)?": (
        "a tool of the tests; found as a module here"
    ),
    r"\.venv/bin/pre-commit install": "writes into the repository of who calls it",
    r"dask (scheduler|worker) .*": "needs machines; tests/test_elsewhere.py",
    r"(PORTAL_CACHE=\S+ )?dask worker .*": "needs machines; tests/test_elsewhere.py",
    r"(PORTAL_CACHE=\S+ )?portal build --executor .*": "needs machines; tests/test_elsewhere.py",
    r"PORTAL_CACHE=\S+ portal build": "the folder is only another; a build is run by most tests",
    r"pip install .*": "a network",
    r"python3? -m venv \S+( && .*)?": "tests/starting/test_init.py installs the wheel",
    r"\S+/bin/python -m pip install .*": "tests/starting/test_init.py installs the wheel",
    r"(\S*\.venv/bin/)?portal serve": "a server; tests/test_serve.py",
    r"\.venv/bin/portal": "tests/test_cli.py",
    r"(newer/bin/)?portal upgrade-check.*|newer/bin/portal .*": "tests/test_upgrade.py",
    r"portal add row \S+ \S+ \S+=\S+ …": "tests/stewarding/test_additions.py",
    r"portal add (PATH|DUONG_DAN)( --replace)?": "tests/stewarding/test_adoption.py",
    r"portal release --revision \S+": "tests/versions/test_published_versions.py",
    r"portal add --from \S+ .*source_id=(DOCUMENT|VĂN-BẢN).*": "tests/stewarding/test_bringing.py",
    r"portal add value \S+ indicator_id=… .*": "tests/test_disaggregated.py",
    r"portal init (FOLDER|THƯ-MỤC)": "typed here with a name",
    r"portal init --remove-examples": "tests/starting/test_init.py",
    r"portal build --strict": "typed here with its day",
}
"""Commands that are not typed here, as patterns, and why not or where else."""


@dataclass(kw_only=True)
class Desk:
    """A steward at a terminal in a copy of this portal."""

    root: Path
    home: Path

    def type(self, command: str, answers: Sequence[str] = ()) -> tuple[int, str]:
        """Type a command; exit code and what stood on the terminal."""
        folder = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        told = {"PATH": folder, "HOME": str(self.home), "PORTAL_CACHE": str(self.home / "cache")}
        return typed_at_a_terminal(["bash", "-c", command], answers, self.root, told)

    def git(self, *arguments: str) -> None:
        """Call git as somebody."""
        given = ("-c", "user.name=A", "-c", "user.email=a@b.example")
        subprocess.run(["git", *given, *arguments], cwd=self.root, check=True, capture_output=True)

    def path(self, name: str) -> Path:
        """A file or folder of the portal."""
        return self.root / name

    def rows(self, package: str, table: str) -> list[dict[str, str]]:
        """The rows of a table."""
        with self.path(f"datasets/{package}/data/{table}.csv").open("r", encoding="utf-8") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "portal"
    for name in ("datasets", "schemas", "site_src"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("portal.toml", "mkdocs.yml"):
        shutil.copy(ROOT / name, root)
    (root / ".venv").mkdir()
    (root / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    found = Desk(root=root, home=tmp_path / "home")
    (root / ".gitignore").write_text(".venv\n.cache\nsite\n", "utf-8")
    found.git("init", "-q", "-b", "main")
    found.git("add", ".")
    found.git("commit", "-q", "-m", "First")
    found.git("update-ref", "refs/remotes/origin/main", "HEAD")
    return found


@dataclass(frozen=True, kw_only=True)
class Step:
    """A command of a guide, as its pattern; what it needs and what it leaves."""

    pattern: str
    before: Callable[[Desk, Sequence[str]], object] = lambda desk, words: None
    answers: Sequence[str] = ()
    code: int = 0
    after: Callable[[Desk, str], bool] = lambda desk, shown: True


def walked(name: str, language: str, steps: Sequence[Step], desk: Desk) -> None:
    """Type the commands of a guide that are not run elsewhere, in its order."""
    left = list(steps)
    for command in dict.fromkeys(typed(name, language)):
        if re.fullmatch(_INTO, command):
            desk.root = desk.path(command.partition(" ")[2])
        if re.fullmatch(_INTO, command) or any(re.fullmatch(part, command) for part in ELSEWHERE):
            continue
        matching = [step for step in left if re.fullmatch(step.pattern, command)]
        assert matching, f"{command}: no test types it; add a step, or a reason to ELSEWHERE"
        step = matching[0]
        left.remove(step)
        step.before(desk, command.split())
        code, shown = desk.type(command, step.answers)
        assert (code, command) == (step.code, command), shown
        assert step.after(desk, shown), f"{command}\n{shown}"
    assert [step.pattern for step in left] == [], "no guide says so any more"


def _book(path: Path, *rows: Sequence[object]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)


def _plan(desk: Desk, words: Sequence[str]) -> None:
    file = words[words.index("--from") + 1]
    heads = ("TT", "Tên chỉ tiêu", "Đơn vị tính", "Năm 2026", "Mục tiêu 2027")
    rows = (heads, (1, "Tỷ lệ hộ có mạng", "%", "82,5", "90"), (2, "Số trạm", "trạm", "120", "200"))
    _book(desk.path(file), ("CHỈ TIÊU NĂM 2027",), (), *rows)


def _households(desk: Desk, words: Sequence[str]) -> None:
    text = "Tên xã;Số hộ\r\nXã A;1.234\r\nXã B;987\r\n"
    desk.path(words[words.index("--from") + 1]).write_bytes(text.encode("utf-8-sig"))


def _gdp(desk: Desk, _: Sequence[str]) -> None:
    folder = desk.home / "Downloads" / "gdp"
    folder.mkdir(parents=True)
    fields = [{"name": "year", "type": "year"}, {"name": "gdp", "type": "number"}]
    table = {"name": "gdp", "path": "gdp.csv", "schema": {"fields": fields}}
    described = {"name": "gdp", "licenses": [{"name": "CC-BY-4.0"}], "resources": [table]}
    (folder / "datapackage.json").write_text(json.dumps(described), "utf-8")
    (folder / "gdp.csv").write_text("year,gdp\n2022,9.5\n2023,10.2\n", "utf-8")


def _prices(desk: Desk, words: Sequence[str]) -> None:
    _book(desk.path(words[2]), ("hang", "gia"), ("A", 18000), ("B", 5000))


def _excel(desk: Desk, _: Sequence[str]) -> None:
    """Save a table as Excel does where a comma stands before decimals."""
    path = desk.path("datasets/facts-2022/data/figures.csv")
    with path.open("r", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _figures(desk: Desk, words: Sequence[str]) -> None:
    rows = desk.rows("indicators-749-2022", "observations")
    cells = [list(row.values()) for row in rows]
    cells[0][list(rows[0]).index("value")] = "91,25"
    _book(desk.path(words[-1]), list(rows[0]), *cells)


def _filled(desk: Desk, words: Sequence[str]) -> None:
    """The form that was written before, with one figure and a document; all else as published."""
    for name in ("releases", "datasets/old-package", "datasets/goi-cu"):
        shutil.rmtree(desk.path(name), ignore_errors=True)
    form = desk.path("indicators-form-411-2023-2023-Q1.xlsx").rename(desk.path(words[-1]))
    fill(form, {"411-form-1-1": "14,5%"}, "749/QĐ-TTg")


def _without(desk: Desk, package: str, table: str, key: str) -> None:
    rows = desk.rows(package, table)
    path = desk.path(f"datasets/{package}/data/{table}.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if key not in row.values())


def _two_states(desk: Desk, words: Sequence[str]) -> None:
    old, new = words[2:4]
    shutil.copytree(desk.path("datasets/facts-2022"), desk.path(old))
    edited(desk.path("datasets/facts-2022/data/figures.csv"), "gồm 28 chỉ tiêu", "gồm 29 chỉ tiêu")
    shutil.make_archive(
        str(desk.path(new.removesuffix(".zip"))), "zip", desk.path("datasets"), "facts-2022"
    )


def _gone_row(desk: Desk, words: Sequence[str]) -> None:
    for table in ("tasks", "status"):
        _without(desk, words[2], table, words[4])
    desk.path("releases").mkdir(exist_ok=True)


def _old_package(desk: Desk, words: Sequence[str]) -> None:
    """A package that was published once, in the last commit, and is not there any more."""
    folder = desk.path(f"datasets/{words[2]}")
    shutil.copytree(desk.path("datasets/agencies-2022"), folder)
    edited(folder / "datapackage.json", '"agencies-2022"', f'"{words[2]}"')
    desk.git("add", str(folder))
    desk.git("commit", "-q", "-m", "Second")
    shutil.rmtree(folder)


ABOUT = "Bảng do các xã báo cáo hằng năm cho huyện, chép lại từng dòng một theo văn bản."
ABOUT_EN = "A table that the communes report to the district every year, row by row."


def _is_there(*packages: str) -> Callable[[Desk, str], bool]:
    """True once one of the packages has a descriptor; each language has its own name."""
    return lambda desk, _: any(
        desk.path(f"datasets/{name}/datapackage.json").is_file() for name in packages
    )


def _last(package: str, table: str, column: str, cell: str) -> Callable[[Desk, str], bool]:
    """True if the last row of a table says something."""
    return lambda desk, _: desk.rows(package, table)[-1][column] == cell


STEWARDS = (
    Step(
        pattern=r"portal form indicators-form-411-2023 --period 2023-Q1",
        after=lambda desk, _: desk.path("indicators-form-411-2023-2023-Q1.xlsx").is_file(),
    ),
    Step(
        pattern=r"portal add document document_id=bao-cao-1 .*",
        answers=("c",),
        after=_last("documents", "documents", "number", "1/BC-BX"),
    ),
    Step(
        pattern=r"portal add value indicators-form-411-2023 .*",
        answers=("c",),
        after=_last("indicators-form-411-2023", "observations", "value", "14.5"),
    ),
    Step(
        pattern=r"portal add status tasks-749 .*",
        answers=("c",),
        after=_last("tasks-749", "status", "status", "completed"),
    ),
    Step(
        pattern=r"portal set tasks-749 status .*",
        answers=("c",),
        after=_last("tasks-749", "status", "result_en", "Done."),
    ),
    Step(
        pattern=r"portal new indicators \S+ .* --from \S+ .*",
        before=_plan,
        answers=("Xã hội", "", ABOUT, "", "c"),
        after=_is_there("plan-2027", "ke-hoach-2027"),
    ),
    Step(
        pattern=r"portal new tasks \S+ .*",
        answers=("Xã hội", ABOUT, ABOUT_EN, "c"),
        after=_is_there("tasks-2027", "nhiem-vu-2027"),
    ),
    Step(
        pattern=r"portal new table \S+ .* --from \S+ .*",
        before=_households,
        answers=("Xã hội", "", ABOUT, "", "c"),
        after=_is_there("households", "ho-theo-xa"),
    ),
    Step(
        pattern=r"portal add ~/Downloads/gdp .*",
        before=_gdp,
        answers=("", "c"),
        after=_is_there("gdp"),
    ),
    Step(
        pattern=r"portal add \S+\.xlsx .*",
        before=_prices,
        answers=("c",),
        after=_is_there("prices", "bang-gia"),
    ),
    Step(
        pattern=r"portal fix",
        before=_excel,
        answers=("c",),
        after=lambda desk, _: (
            desk.path("datasets/facts-2022/data/figures.csv").read_bytes()
            == (ROOT / "datasets/facts-2022/data/figures.csv").read_bytes()
        ),
    ),
    Step(
        pattern=r"portal fix indicators-749-2022 observations --from \S+",
        before=_figures,
        answers=("c",),
        after=lambda desk, _: (
            desk.rows("indicators-749-2022", "observations")[0]["value"] == "91.25"
        ),
    ),
    # the version of what `portal fix` changed is still to be raised, and that is told
    Step(pattern=r"portal diff", code=1, after=lambda _, shown: "14,5%" in shown),
    Step(
        pattern=r"portal diff origin/main.*",
        code=1,
        after=lambda _, shown: "91,25" in shown or "91.25" in shown,
    ),
    Step(
        pattern=r"portal diff \S+ \S+\.zip --format markdown",
        before=_two_states,
        code=1,
        after=lambda _, shown: "29 chỉ tiêu" in shown,
    ),
    Step(
        pattern=r"portal gone tasks-749 tasks .*",
        before=_gone_row,
        after=lambda desk, _: (
            "tasks-749,tasks,749-20,749-21," in desk.path("releases/gone.csv").read_text("utf-8")
        ),
    ),
    Step(
        pattern=r"portal gone \S+ reason_vi=.*",
        before=_old_package,
        after=lambda desk, _: len(list(desk.path("releases").glob("*/*.zip"))) > 0,
    ),
    Step(
        pattern=r"git checkout datasets",
        after=lambda desk, _: (
            desk.rows("indicators-749-2022", "observations")[0]["value"] != "91.25"
        ),
    ),
    Step(
        pattern=r"portal import \S+",
        before=_filled,
        answers=("c",),
        after=_last("indicators-form-411-2023", "observations", "value", "14.5"),
    ),
    Step(
        pattern=r"portal validate (PACKAGE|GÓI)",
        code=2,
        after=lambda _, shown: "PACKAGE" in shown or "GÓI" in shown,
    ),
)


def _new_year(desk: Desk, _: Sequence[str]) -> None:
    folder = desk.path("datasets/facts-2025")
    edited(folder / "datapackage.json", '"name": "facts-2022"', '"name": "facts-2025"')


README = (
    Step(pattern=r"cp -r datasets/facts-2022 datasets/facts-2025", after=_is_there("facts-2025")),
    Step(pattern=r"\.venv/bin/portal schemas facts-2025", before=_new_year),
    # what was copied and not changed is told
    Step(
        pattern=r"\.venv/bin/portal validate( --lang en)?",
        code=1,
        after=lambda _, shown: "title-copied" in shown,
    ),
    Step(
        pattern=r"\.venv/bin/portal build --strict --as-of \$\(date \+%F\)",
        code=1,
        after=lambda _, shown: "settings-placeholder" in shown,
    ),
    Step(
        pattern=r"\.venv/bin/portal init (my-portal|cong-cua-toi)",
        answers=[""] * 8,
        after=lambda desk, _: any(
            desk.path(f"{name}/portal.toml").is_file() for name in ("my-portal", "cong-cua-toi")
        ),
    ),
)


DIMENSIONS = (
    Step(
        pattern=r"portal init my-portal --yes",
        after=lambda desk, _: desk.path("my-portal/portal.toml").is_file(),
    ),
    Step(
        pattern=r"portal add \.\./open-data-portal/datasets/provinces .*",
        before=lambda desk, _: desk.path("../open-data-portal").symlink_to(ROOT),
        after=_is_there("provinces"),
    ),
    Step(
        pattern=r"portal add document document_id=report-2023 .*",
        after=_last("documents", "documents", "document_id", "report-2023"),
    ),
    Step(
        pattern=r"portal add --from csv \.\./online\.csv .*",
        before=lambda desk, _: desk.path("../online.csv").write_text(
            _table_of("docs/dimensions"), "utf-8"
        ),
        after=lambda desk, _: any(
            "Tỷ lệ hộ làm thủ tục trực tuyến" in path.read_text("utf-8")
            for path in desk.path("datasets").glob("*/datapackage.json")
        ),
    ),
)


def _table_of(name: str) -> str:
    """The first table that a guide shows as a file."""
    text = guide(name, "vi").read_text("utf-8")
    return next(str(block) for form, block in _BLOCK.findall(text) if form == "csv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_portal_with_values_by_province_is_made_as_its_guide_says(
    language: str, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    desk = Desk(root=tmp_path / "here", home=tmp_path / "home")
    walked("docs/dimensions", language, DIMENSIONS, desk)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_what_stewards_are_told_to_type_does_what_they_are_told(language: str, desk: Desk) -> None:
    walked("docs/stewards", language, STEWARDS, desk)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_what_the_readme_tells_to_type_does_what_it_says(language: str, desk: Desk) -> None:
    walked("README", language, README, desk)
