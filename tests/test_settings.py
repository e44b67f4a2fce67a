"""portal.toml: what a province changes; each fault names the setting that it is in."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builder.problem import BuildError, Problem
from builder.settings import Settings, contrast, placeholders, read_settings
from tests.folders import BASE, ROOT, edited, spoken, write_portal

TEXT = (BASE / "portal.toml").read_text("utf-8")


def settings(folder: Path, text: str) -> Settings:
    (folder / "portal.toml").write_text(text, "utf-8")
    return read_settings(folder)


def faults(folder: Path, text: str) -> dict[str | None, str]:
    """Code of each problem by its setting."""
    with pytest.raises(BuildError) as caught:
        settings(folder, text)
    return {problem.place.field: problem.code for problem in caught.value.problems}


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = TEXT.replace('publisher = "maintainers"', "").replace('en = "Tiny" }', 'fr = "Petit" }')
    assert faults(tmp_path, f'{text}\n[colours]\naccent = "blue"\nacent = "#000000"\n') == {
        "portal.short_name": "settings-invalid",
        "portal.publisher": "settings-invalid",
        "colours.accent": "settings-invalid",
        "colours.acent": "settings-unknown",
    }


def test_a_section_that_nobody_knows_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, f'{TEXT}\n[colour]\naccent = "#000000"\n') == {
        "colour.accent": "settings-unknown"
    }


def fault(folder: Path, text: str) -> Problem:
    with pytest.raises(BuildError) as caught:
        settings(folder, text)
    (problem,) = caught.value.problems
    return problem


def test_the_settings_are_read_in_each_language() -> None:
    found = read_settings(BASE)
    assert found.name == {"vi": "Cổng nhỏ", "en": "Tiny portal"}
    assert found.base_url == "https://data.example/tiny/"
    assert found.languages == ("vi", "en")


def test_what_may_be_left_out_is_absent() -> None:
    found = read_settings(BASE)
    assert (found.contact_email, found.source_code_url) == (None, None)
    assert found.queries == {"vi": (), "en": ()}


def test_an_empty_address_is_none(tmp_path: Path) -> None:
    found = settings(tmp_path, f'{TEXT}email = ""\n\n[source_code]\nurl = ""\n')
    assert (found.contact_email, found.source_code_url) == (None, None)


def test_queries_are_lists_by_language(tmp_path: Path) -> None:
    found = settings(tmp_path, f'{TEXT}\n[home]\nqueries = {{ vi = ["kinh tế số"] }}\n')
    assert found.queries == {"vi": ("kinh tế số",), "en": ()}


def test_a_portal_in_one_language_needs_no_other(tmp_path: Path) -> None:
    found = settings(tmp_path, TEXT.replace('["vi", "en"]', '["vi"]'))
    assert dict(found.short_name) == {"vi": "Nhỏ"}


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        read_settings(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["not-a-portal"]


@pytest.mark.parametrize("text", ["[portal", 'name = "a', "a = 1\na = 2"])
def test_what_is_no_toml_is_told_with_its_place(text: str, tmp_path: Path) -> None:
    problem = fault(tmp_path, text)
    assert problem.code == "settings-invalid"
    assert problem.details["rule"] in ("toml", "toml-end")


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "portal.toml").write_bytes(TEXT.encode("cp1258", "replace"))
    with pytest.raises(BuildError) as caught:
        read_settings(tmp_path)
    assert caught.value.problems[0].details["rule"] == "file"


@pytest.mark.parametrize(
    ("old", "new", "setting"),
    [
        ('name = { vi = "Cổng nhỏ", en = "Tiny portal" }', "", "portal.name"),
        ('en = "Tiny" }', 'fr = "Petit" }', "portal.short_name"),
        ('vi = "Bảy gói dữ liệu để thử."', 'vi = ""', "portal.tagline"),
        ('publisher = "maintainers"', "", "portal.publisher"),
        ('spatial = "VNM"', "spatial = 84", "portal.spatial"),
        ("[contact]", "[contacts]", "contact.name"),
        ('["vi", "en"]', '["vi", "fr"]', "portal.languages"),
        ('["vi", "en"]', '"vi"', "portal.languages"),
        ("[portal]", "[[portal]]", "portal"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named(
    old: str, new: str, setting: str, tmp_path: Path
) -> None:
    assert old in TEXT
    assert faults(tmp_path, TEXT.replace(old, new, 1))[setting] == "settings-invalid"


@pytest.mark.parametrize(
    "url", ["https://data.example", "data.example/", "ftp://data.example/", "https://a b/"]
)
def test_the_address_of_the_site_is_absolute_and_ends_in_a_slash(url: str, tmp_path: Path) -> None:
    problem = fault(tmp_path, TEXT.replace("https://data.example/tiny/", url))
    assert problem.place.field == "portal.base_url"
    assert problem.value == url


@pytest.mark.parametrize("colour", ["blue", "#0F6CA", "#FFFFFF", "#9FB8C8"])
def test_a_colour_is_six_hexadecimal_digits_that_can_be_read(colour: str, tmp_path: Path) -> None:
    problem = fault(tmp_path, f'{TEXT}\n[colours]\naccent = "{colour}"\n')
    assert problem.place.field == "colours.accent"
    assert problem.value == colour


def test_contrast_is_that_of_the_accessibility_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_queries_that_are_no_table_are_told(tmp_path: Path) -> None:
    problem = fault(tmp_path, f'{TEXT}\n[home]\nqueries = ["kinh tế số"]\n')
    assert problem.place.field == "home.queries"


def test_synonyms_are_lists_of_words(tmp_path: Path) -> None:
    found = settings(tmp_path, f'{TEXT}\n[search]\nsynonyms = [["CSDL", "database"]]\n')
    assert found.synonyms == (("CSDL", "database"),)
    problem = fault(tmp_path, f'{TEXT}\n[search]\nsynonyms = ["CSDL"]\n')
    assert problem.place.field == "search.synonyms"


def test_the_settings_of_this_portal_are_right() -> None:
    assert read_settings(ROOT).languages == ("vi", "en")


@pytest.mark.parametrize(
    "address",
    ["https://example.org/", "http://data.example/x/", "http://localhost:8000/", "https://a.test/"],
)
def test_an_address_that_belongs_to_nobody_is_a_placeholder(tmp_path: Path, address: str) -> None:
    text = TEXT.replace("https://data.example/tiny/", address)
    codes = [placeholder.code for placeholder in placeholders(settings(tmp_path, text))]
    assert codes == ["settings-placeholder", "contact-missing"]


@pytest.mark.parametrize(
    "contact", ['email = "a@b.vn"', '\n[source_code]\nurl = "https://code.b.vn/portal"']
)
def test_a_portal_with_an_address_and_somebody_to_write_to_may_be_published(
    tmp_path: Path, contact: str
) -> None:
    text = TEXT.replace("https://data.example/tiny/", "https://example.vn/")
    assert list(placeholders(settings(tmp_path, f"{text}{contact}\n"))) == []


GROUP = '[[organisations.groups]]\nid = "units"\nkinds = ["ministry-unit"]\n'


def test_headings_of_organisations_have_kinds_and_a_title(tmp_path: Path) -> None:
    titled = f'{TEXT}\n{GROUP}title = {{ vi = "Đơn vị", en = "Units" }}\nby_parent = true\n'
    (group,) = settings(tmp_path, titled).body_groups
    assert (group.id, group.kinds, group.by_parent) == ("units", ("ministry-unit",), True)
    assert (group.title, group.about) == ({"vi": "Đơn vị", "en": "Units"}, None)


def test_each_fault_of_a_heading_of_organisations_is_told(tmp_path: Path) -> None:
    text = f'{TEXT}\n{GROUP}titel = "Units"\n[[organisations.groups]]\nid = "Units"\n'
    assert faults(tmp_path, text) == {
        "organisations.groups[0].title": "settings-invalid",
        "organisations.groups[0].titel": "settings-unknown",
        "organisations.groups[1].kinds": "settings-invalid",
        "organisations.groups[1].id": "settings-invalid",
        "organisations.groups[1].title": "settings-invalid",
    }


SCHEMA = json.loads((ROOT / "schemas/portal-settings.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def named(schema: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Every setting that a schema names, a name of the portal's own as `*`."""
    if schema.get("type") == "array":
        schema = schema["items"]
    for name, part in schema.get("properties", {}).items():
        yield from named(part, f"{above}.{name}".removeprefix("."))
    further = schema.get("additionalProperties")
    if isinstance(further, dict) and "properties" in further:
        yield from named(further, f"{above}.*")
    elif "properties" not in schema:
        yield above


def known(folder: Path, text: str, setting: str) -> set[str]:
    """Every setting that can stand where one is that nobody knows: a message names them all."""
    with pytest.raises(BuildError) as caught:
        settings(folder, text)
    (problem,) = (found for found in caught.value.problems if found.place.field == setting)
    return set(problem.details["nearest"].split(", "))


def read_by_the_portal(folder: Path) -> set[str]:
    """Every setting that portal.toml may have, a name of the portal's own as `*`."""
    title = 'title = { vi = "A", en = "A" }\n'
    series = f'[series.own]\n{title}description = {{ vi = "A", en = "A" }}\n'
    found = known(folder, f"{TEXT}{series}\n[qqqqqq]\nzzzzzz = 1\n", "qqqqqq.zzzzzz")
    place = f"organisations.groups[0].{'z' * 40}"
    heading = known(folder, f"{TEXT}{GROUP}{title}{'z' * 40} = 1\n", place)
    return {
        *(setting.replace("series.own.", "series.*.") for setting in found),
        *(f"organisations.groups.{setting.removeprefix('group.')}" for setting in heading),
    } - {"organisations.groups"}


def test_the_schema_names_every_setting_that_is_read_and_no_other(tmp_path: Path) -> None:
    assert set(named(SCHEMA)) == read_by_the_portal(tmp_path)


def test_this_portal_and_the_tiny_one_keep_to_the_schema() -> None:
    for path in (ROOT, BASE):
        raw = tomllib.loads((path / "portal.toml").read_text("utf-8"))
        assert [error.json_path for error in VALIDATOR.iter_errors(raw)] == []


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ("base_url", 'base_url = "data.example"'),
        ("spatial", 'spatial = "Vietnam"'),
        ("publisher", "publisher = 3"),
        ("tagline", 'tagline = "One"'),
        ("languages", 'languages = "vi"'),
        ("colour", 'colour = "#000000"'),
    ],
)
def test_what_the_schema_refuses_is_told(setting: str, text: str, tmp_path: Path) -> None:
    kept = [line for line in TEXT.splitlines() if not line.startswith(f"{setting} ")]
    kept.insert(1, text)
    raw = "\n".join(kept) + "\n"
    assert not VALIDATOR.is_valid(tomllib.loads(raw))
    assert f"portal.{setting}" in faults(tmp_path, raw)


@pytest.mark.parametrize(
    ("old", "new", "setting"),
    [
        ('"Tiny portal"', '"Tiny\\u0013"', "portal.name.en"),
        ('"Tiny portal"', '"Tiny\\u200b"', "portal.name.en"),
        ("[contact]", '[contact]\nemail = "a@b.example\\nx"', "contact.email"),
        ("[contact]", '[contact]\nemail = "nobody"', "contact.email"),
        ('["vi", "en"]', '["vi", "vi"]', "portal.languages"),
        ('"NonProfitOrganisation"', '"Ministry"', "portal.publisher_type"),
        ('"VNM"', '"XXX"', "portal.spatial"),
        ('"Seven packages to test with."', '" "', "portal.tagline"),
        ('"Seven packages to test with."', '"a\\nb"', "portal.tagline.en"),
        ("[contact]", '[series."a b"]\ntitle = 5\n[contact]', "series.a b"),
        ("[contact]", '[source_code]\nurl = "javascript:x()"\n[contact]', "source_code.url"),
    ],
)
def test_what_pages_could_not_hold_is_told(
    old: str, new: str, setting: str, tmp_path: Path
) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / "portal.toml", old, new)
    with pytest.raises(BuildError) as error:
        read_settings(root)
    (problem,) = spoken(error.value.problems)
    assert (problem.code, problem.place.field) == ("settings-invalid", setting)
