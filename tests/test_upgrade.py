"""A portal made for an older generator is told what a newer one changes."""

from pathlib import Path

import pytest

import builder
from builder.cli import EXIT_BUILT, EXIT_PROBLEMS, main
from builder.upgrade import MIGRATIONS, migrations, pinned_version


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A new portal whose requirements ask for version 0.1.0."""
    root = tmp_path / "portal"
    assert main(["init", str(root), "--yes"]) == EXIT_BUILT
    (root / "requirements.txt").write_text("open-data-portal==0.1.0\n", "utf-8")
    return root


def told(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["upgrade-check", "--root", str(root), "--lang", "en", *more])
    return code, capsys.readouterr().out


def test_every_change_since_its_version_is_told(
    older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = told(older, capsys)
    assert code == EXIT_BUILT
    first, *rest = out.splitlines()
    assert first == (
        f"The portal was made for version 0.1.0; this generator is {builder.__version__}."
    )
    assert sum(line.startswith("- 0.2.0: ") for line in rest) == len(migrations("0.1.0", "0.2.0"))
    assert rest[-1].startswith("This generator refuses nothing: 7 packages are valid")


def test_a_portal_of_this_version_has_nothing_to_change(
    older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = told(older, capsys, "--since", builder.__version__)
    assert [line for line in out.splitlines() if line.startswith("- ")] == []


def test_own_files_and_words_that_may_be_behind_are_told(
    older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (older / "mkdocs.yml").write_text("site_name: Own\n", "utf-8")
    words = older / "site_src/words/en.po"
    words.parent.mkdir(parents=True, exist_ok=True)
    words.write_text('msgid ""\nmsgstr ""\n\nmsgid "nav.gone"\nmsgstr "Gone"\n', "utf-8")
    _, out = told(older, capsys)
    assert "- mkdocs.yml: a file of the portal stands in place of the generator's" in out
    assert "does not ask for the key “nav.gone”" in out


def test_what_is_refused_is_told_after_it(older: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (older / "datasets/topics/README.en.md").unlink()
    code, out = told(older, capsys)
    assert code == EXIT_PROBLEMS
    assert "(language-missing)" in out


def test_without_a_version_it_says_how_to_name_one(
    older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (older / "requirements.txt").unlink()
    _, out = told(older, capsys)
    assert "`--since VERSION`" in out


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("open-data-portal==0.1.0 --hash=sha256:00\n", "0.1.0"),
        ("# first\nopen-data-portal == 1.10\n", "1.10"),
        ("open-data-portal>=1\n", None),
        ("", None),
    ],
)
def test_the_version_is_the_one_that_is_pinned(text: str, version: str | None) -> None:
    assert pinned_version(text) == version


def test_versions_are_compared_as_numbers() -> None:
    assert migrations("0.10.0", "0.11.0") == ()
    assert migrations("0.1.9", "0.10.0") == MIGRATIONS
