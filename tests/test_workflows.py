"""What publishes a portal: actions pinned, least permissions, and only calls that exist."""

import re
import tomllib
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

import pytest
import yaml

from builder.cli import COMMANDS
from tests.folders import ROOT

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
