"""What publishes a portal: actions pinned, least permissions, and only calls that exist."""

import datetime
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

import pytest
import yaml

from builder.cli import COMMANDS
from builder.language.text import date_text
from tests.folders import ROOT, edited, write_portal

NEW = resources.files("builder.starting") / "files" / "ci"
FILLED = {"lang": "vi", "name": "–", "body": "–", "version": "1"}

WORKFLOWS = {
    **{
        f".github/{path.name}": path.read_text("utf-8")
        for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    },
    **{
        f"new/{name}": Template((NEW / name).read_text("utf-8")).substitute(FILLED)
        for name in ("publish.yml", "overdue.yml")
    },
}
OTHERS = {
    ".gitlab-ci.yml": (ROOT / ".gitlab-ci.yml").read_text("utf-8"),
    "netlify.toml": (ROOT / "netlify.toml").read_text("utf-8"),
    "wrangler.toml": (ROOT / "wrangler.toml").read_text("utf-8"),
    **{
        f"new/{name}": Template((NEW / name).read_text("utf-8")).substitute(FILLED)
        for name in ("gitlab-ci.yml", "netlify.toml", "wrangler.toml")
    },
}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_an_action_is_pinned_to_a_commit_with_its_release(name: str) -> None:
    used = re.findall(r"uses: (.+)", WORKFLOWS[name])
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_read_and_only_publishing_may_more(name: str) -> None:
    read: dict[str, Any] = yaml.safe_load(WORKFLOWS[name])
    assert read["permissions"] == {"contents": "read"}
    for job, told in read["jobs"].items():
        allowed = {"pages": "write", "id-token": "write"} if job == "publish" else None
        assert told.get("permissions") == allowed
    checkouts = re.findall(r"actions/checkout@.*\n(.*\n)?(.*\n)?(.*\n)", WORKFLOWS[name])
    if "publish" in name or "overdue" in name:
        assert all("persist-credentials: false" in "".join(lines) for lines in checkouts)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_text_of_a_pull_request_is_part_of_a_script(name: str) -> None:
    read: dict[str, Any] = yaml.safe_load(WORKFLOWS[name])
    scripts = [step.get("run", "") for job in read["jobs"].values() for step in job["steps"]]
    assert not [script for script in scripts if "${{" in script and "matrix" not in script]


@pytest.mark.parametrize("name", [*WORKFLOWS, *OTHERS])
def test_only_calls_that_exist_are_made(name: str) -> None:
    text = {**WORKFLOWS, **OTHERS}[name]
    bare = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    called = re.findall(r"(?:^|[\s/\"&])portal ([a-z]+)", bare)
    assert set(called) <= set(COMMANDS)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make ([a-z.$][\w./]*)", bare):
        assert re.search(rf"^(\$\(VENV\)|{re.escape(target)})", makefile, re.M), target


def test_the_other_hosts_read_what_is_written() -> None:
    assert yaml.safe_load(OTHERS[".gitlab-ci.yml"])["pages"]["artifacts"] == {"paths": ["public"]}
    assert tomllib.loads(OTHERS["netlify.toml"])["build"]["publish"] == "site"
    assert tomllib.loads(OTHERS["wrangler.toml"])["pages_build_output_dir"] == "site"
    for name in ("new/gitlab-ci.yml", "new/netlify.toml", "new/wrangler.toml"):
        assert (yaml.safe_load if name.endswith("yml") else tomllib.loads)(OTHERS[name])


def test_what_is_overdue_is_listed(tiny_portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from builder.cli import main

    call = ["overdue", "--root", str(tiny_portal), "--lang", "en", "--format", "markdown"]
    assert main([*call, "--day", "2024-05-02"]) == 0
    assert "Nothing is overdue." in capsys.readouterr().out
    assert main([*call, "--day", "2025-02-01"]) == 0
    assert "due 31 December 2024: Connect every commune" in capsys.readouterr().out


@pytest.fixture
def change_request(tmp_path: Path) -> Path:
    """A clone of a portal's repository in which a value was corrected without a version."""
    origin = write_portal(tmp_path / "origin")
    edited(origin / "portal.toml", "https://data.example/tiny/", "https://data.agency.vn/")
    edited(origin / "portal.toml", "[contact]\n", '[contact]\nemail = "data@agency.vn"\n')
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, origin)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    told = {"GIT_CONFIG_GLOBAL": os.devnull, "PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    for call in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run([*git, *call], cwd=origin, env=told, check=True)
    root = tmp_path / "work"
    subprocess.run([*git, "clone", "-q", str(origin), str(root)], env=told, check=True)
    (root / ".venv").mkdir()
    (root / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (root / ".venv" / "built").touch()
    cells = 'actual,=,16.5,,percent,A,"16,5%"', "actual,=,17,,percent,A,17%"
    edited(root / "datasets/indicators-tiny/data/observations.csv", *cells)
    return root


INSTALLING = re.compile(r"^(python -m pip |make \.venv)")
"""Steps that install, which tests do not do again."""


OF_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "VENV")


def run(lines: Iterable[str], root: Path, **told: str) -> dict[str, int]:
    """Exit code of each line as the shell of a host runs it, but those that install."""
    bin_folder = Path(sys.executable).parent
    # a host knows nothing of the `make` that runs the tests, nor of the place that it was told
    own = {key: value for key, value in os.environ.items() if key not in OF_MAKE}
    environment = {**own, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", **told}
    return {
        line: subprocess.run(
            ["bash", "-c", line], cwd=root, env=environment, check=False, capture_output=True
        ).returncode
        for line in lines
        if not INSTALLING.match(line)
    }


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git")


@needs_git
@pytest.mark.parametrize("name", [".github/publish.yml", "new/publish.yml"])
def test_a_change_request_gets_its_site_and_what_changed(name: str, change_request: Path) -> None:
    steps = yaml.safe_load(WORKFLOWS[name])["jobs"]["build"]["steps"]
    wanted = [
        step for step in steps if "run" in step and "== 'refs/heads/main'" not in step.get("if", "")
    ]
    summary = change_request / "summary.md"
    found = run(
        (step["run"] for step in wanted),
        change_request,
        BASE="main",
        GITHUB_STEP_SUMMARY=str(summary),
    )
    assert [code for line, code in found.items() if "portal diff" not in line] == [0, 0]
    (refused,) = [code for line, code in found.items() if "portal diff" in line]
    assert refused == 1
    assert "16,5 → 17" in summary.read_text("utf-8") or "16.5 → 17" in summary.read_text("utf-8")
    assert (change_request / "site" / "index.html").is_file()
    named = [index for index, step in enumerate(steps) if "upload-artifact" in step.get("uses", "")]
    told = [index for index, step in enumerate(steps) if "portal diff" in step.get("run", "")]
    assert named < told, "what is refused still leaves a site to look at"


@needs_git
@pytest.mark.parametrize("name", [".gitlab-ci.yml", "new/gitlab-ci.yml"])
def test_gitlab_keeps_site_and_changes_of_a_change_that_is_refused(
    name: str, change_request: Path
) -> None:
    check = yaml.safe_load(OTHERS[name])["check"]
    script = "set -eo pipefail\n" + "\n".join(
        line for line in check["script"] if not INSTALLING.match(line)
    )
    found = run([script], change_request, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert list(found.values()) == [1]
    assert (change_request / "public" / "index.html").is_file()
    assert "→ 17" in (change_request / "changes.md").read_text("utf-8")
    assert set(check["artifacts"]["paths"]) == {"public", "changes.md"}


@needs_git
def test_the_default_branch_is_checked_and_built_for_publishing(change_request: Path) -> None:
    script = yaml.safe_load(OTHERS[".gitlab-ci.yml"])["pages"]["script"]
    publish = yaml.safe_load(WORKFLOWS[".github/publish.yml"])["jobs"]["build"]["steps"]
    on_main = [step["run"] for step in publish if "make publish" in step.get("run", "")]
    assert set(run([*script, *on_main], change_request).values()) == {0}
    assert (change_request / "public/index.html").is_file()
    assert (change_request / "site/_headers").is_file()


def said_build_command(name: str) -> str:
    """The build command that a configuration file names, in its table or in its comment."""
    text = OTHERS[name]
    build = tomllib.loads(text).get("build", {}).get("command")
    comment = " ".join(line.removeprefix("#").strip() for line in text.splitlines())
    found = build or next(iter(re.findall(r"build command\s+`([^`]+)`", comment)), None)
    assert isinstance(found, str), name
    return found


def without_installing(command: str) -> str:
    """A command of a host without the step that installs, which tests do not do again."""
    return command.removeprefix("python -m pip install -r requirements.txt && ")


@needs_git
@pytest.mark.parametrize(
    "name", ["netlify.toml", "wrangler.toml", "new/netlify.toml", "new/wrangler.toml"]
)
def test_a_host_builds_what_it_publishes(name: str, change_request: Path) -> None:
    read = tomllib.loads(OTHERS[name])
    published = read.get("build", {}).get("publish") or read["pages_build_output_dir"]
    command = without_installing(said_build_command(name))
    assert "pip" not in command
    assert list(run([command], change_request).values()) == [0]
    site = change_request / published
    assert (site / "index.html").is_file()
    assert (site / "_headers").is_file()
    assert today() in (site / "en" / "index.html").read_text("utf-8")


def today() -> str:
    """The day in UTC as the foot of an English page says it."""
    return date_text(datetime.datetime.now(datetime.UTC).date(), "en")


@needs_git
@pytest.mark.parametrize("name", ["netlify.toml", "new/netlify.toml"])
def test_netlify_previews_a_change_and_refuses_one_without_a_version(
    name: str, change_request: Path
) -> None:
    read = tomllib.loads(OTHERS[name])["context"]["deploy-preview"]["command"]
    command = without_installing(read)
    assert list(run([command], change_request).values()) == [1]
    assert (change_request / "site" / "index.html").is_file()
    undo = ["git", "checkout", "-q", "--", "datasets"]
    subprocess.run(undo, cwd=change_request, check=True)
    assert list(run([command], change_request).values()) == [0]


@pytest.mark.parametrize("name", [".github/overdue.yml", "new/overdue.yml"])
def test_the_monthly_run_lists_what_is_overdue_in_its_summary(
    name: str, change_request: Path
) -> None:
    steps = yaml.safe_load(WORKFLOWS[name])["jobs"]["overdue"]["steps"]
    summary = change_request / "summary.md"
    found = run(
        [step["run"] for step in steps if "run" in step],
        change_request,
        GITHUB_STEP_SUMMARY=str(summary),
    )
    assert set(found.values()) == {0}
    told = summary.read_text("utf-8")
    assert "31/12/2024" in told or "31 December 2024" in told


@pytest.mark.parametrize("name", [".github/overdue.yml", "new/overdue.yml"])
def test_the_monthly_run_comes_once_a_month_and_writes_nothing(name: str) -> None:
    read: dict[Any, Any] = yaml.safe_load(WORKFLOWS[name])
    ((minute, hour, day, month, weekday),) = [
        entry["cron"].split()
        for entry in read[True]["schedule"]  # `on` is true in YAML 1.1
    ]
    assert all(part.isdigit() for part in (minute, hour, day))
    assert (month, weekday) == ("*", "*")
    assert read["permissions"] == {"contents": "read"}


@needs_git
def test_a_new_portal_is_published_by_the_files_that_it_is_made_with(tmp_path: Path) -> None:
    """`portal init`, then every file for a host, as it was written there."""
    root = tmp_path / "new"
    call = [sys.executable, "-m", "builder.cli", "init", str(root), "--yes", "--lang", "vi"]
    subprocess.run(call, check=True, capture_output=True)
    written = {path.name for path in root.rglob("*") if path.is_file()}
    assert {
        ".gitlab-ci.yml",
        "netlify.toml",
        "wrangler.toml",
        "publish.yml",
        "overdue.yml",
    } <= written
    command = without_installing(
        tomllib.loads((root / "netlify.toml").read_text())["build"]["command"]
    )
    assert list(run([command], root).values()) == [0]
    assert (root / "site" / "index.html").is_file()
    overdue = yaml.safe_load((root / ".github/workflows/overdue.yml").read_text("utf-8"))
    lines = [step["run"] for step in overdue["jobs"]["overdue"]["steps"] if "run" in step]
    assert set(run(lines, root, GITHUB_STEP_SUMMARY=str(tmp_path / "a.md")).values()) == {0}
