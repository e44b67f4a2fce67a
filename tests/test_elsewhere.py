"""Portals beside this one build: other languages, fewer kinds; their menus name what they have."""

import re
from pathlib import Path

import pytest

from builder.build import build
from tests.elsewhere import write_portal_in

SECTIONS = {"indicators", "tasks", "discrepancies", "calendar"}


def built(folder: Path, *languages: str, packages: tuple[str, ...] | None = None) -> Path:
    root = write_portal_in(folder / "portal", languages, packages)
    build(root, root / "site")
    return root / "site"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_portal_of_one_language_has_no_other(language: str, tmp_path: Path) -> None:
    site = built(tmp_path, language)
    home = (site / "index.html").read_text("utf-8")
    assert f'<html lang="{language}">' in home
    assert not (site / "en").exists()
    assert set(re.findall(r'hreflang="([^"]+)"', home)) == {language, "x-default"}


def test_the_first_language_may_be_another(tmp_path: Path) -> None:
    site = built(tmp_path, "en", "vi")
    assert (site / "datasets" / "tasks-tiny" / "index.html").is_file()
    page = (site / "vi" / "du-lieu" / "tasks-tiny" / "index.html").read_text("utf-8")
    assert '<html lang="vi">' in page


def test_a_language_is_a_words_file(tmp_path: Path) -> None:
    site = built(tmp_path, "fr", "en")
    page = (site / "jeux-de-donnees" / "index.html").read_text("utf-8")
    assert "<h1>Jeux de données</h1>" in page
    assert (site / "en" / "datasets" / "index.html").is_file()
    assert 'hreflang="en"' in page
    assert ">English<" in page
    assert "language/FRA" in (site / "catalog.ttl").read_text("utf-8")


@pytest.mark.parametrize(
    ("packages", "sections"),
    [
        ((), set()),
        (("rainfall",), set()),
        (("indicators", "indicators-tiny"), {"indicators"}),
        (("tasks-tiny", "indicators", "indicators-tiny"), {"tasks", "indicators"}),
    ],
)
def test_a_portal_shows_what_it_holds(
    packages: tuple[str, ...], sections: set[str], tmp_path: Path
) -> None:
    site = built(tmp_path, "en", packages=packages)
    assert {name for name in SECTIONS if (site / name).exists()} == sections
    home = (site / "index.html").read_text("utf-8")
    assert {name for name in SECTIONS if f'href="{name}/"' in home} == sections


def test_indicators_without_a_register_have_pages_all_the_same(tmp_path: Path) -> None:
    root = write_portal_in(tmp_path / "portal", ("en",), ("indicators-tiny",))
    table = root / "datasets" / "indicators-tiny" / "data" / "indicators.csv"
    text = table.read_text("utf-8")
    table.write_text(text.replace("digital-economy-share", "").replace("digital-firms", ""))
    build(root, root / "site")
    page = (root / "site" / "indicators" / "i-1" / "index.html").read_text("utf-8")
    assert "16.5%" in page
    assert "Share of the digital economy in GDP" in page
    assert (root / "site" / "data" / "progress" / "progress.csv").is_file()
