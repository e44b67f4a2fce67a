"""A descriptor as JSON ⇄ the model: a Package or its Problems, never half of one."""

import copy
import dataclasses
import datetime
import json
from typing import Any

import pytest

from builder.model import Kind, Package
from builder.packages.descriptor import (
    missing_translation,
    parse_descriptor,
    parse_package,
    parse_schema,
    wrong_property,
)
from builder.packages.own_schemas import PROFILE
from builder.packages.read import DESCRIPTOR, SourcePackage, read_package, read_schema_files
from builder.problem import BuildError, Problem
from tests.folders import BASE, ROOT, spoken

SCHEMAS = read_schema_files(ROOT / "schemas")
LANGUAGES = ("vi", "en")
SOURCE = read_package(BASE / "datasets" / "rainfall", BASE)
VALID = parse_descriptor(SOURCE)


def with_files(**files: bytes) -> SourcePackage:
    """The rainfall package with other bytes for some files; names have _ for the dot."""
    changed = {name.replace("_", ".", 2): content for name, content in files.items()}
    return dataclasses.replace(SOURCE, files={**SOURCE.files, **changed})


def unparsed(content: bytes) -> Problem:
    with pytest.raises(BuildError) as caught:
        parse_descriptor(with_files(datapackage_json=content))
    (problem,) = caught.value.problems
    return problem


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The valid descriptor with one property set; None takes it away."""
    descriptor = copy.deepcopy(VALID)
    *parents, name = path
    holder: Any = descriptor
    for parent in parents:
        holder = holder[parent]
    if to is None:
        del holder[name]
    else:
        holder[name] = to
    return descriptor


def faults(descriptor: dict[str, Any]) -> list[tuple[str, str | None]]:
    found = wrong_property(descriptor, SCHEMAS[PROFILE], SOURCE)
    return [(problem.code, problem.place.field) for problem in spoken(found)]


def untranslated(descriptor: dict[str, Any]) -> list[str | None]:
    return [problem.place.field for problem in missing_translation(descriptor, SOURCE, LANGUAGES)]


def package(name: str) -> Package:
    source = read_package(BASE / "datasets" / name, BASE)
    return parse_package(parse_descriptor(source), source, {}, LANGUAGES)


def test_a_folder_without_a_descriptor_is_told() -> None:
    files = {path: content for path, content in SOURCE.files.items() if path != DESCRIPTOR}
    with pytest.raises(BuildError) as caught:
        parse_descriptor(dataclasses.replace(SOURCE, files=files))
    assert [problem.code for problem in caught.value.problems] == ["descriptor-missing"]


def test_a_slip_in_the_json_is_told_with_its_line_and_character() -> None:
    problem = unparsed(b'{\n  "name": "rainfall",\n}')
    assert (problem.code, problem.place.row) == ("descriptor-not-json", 3)
    assert problem.details["column"] == "1"


@pytest.mark.parametrize("content", [b"[]", b'"rainfall"', b"null", b"1"])
def test_a_descriptor_is_an_object(content: bytes) -> None:
    problem = unparsed(content)
    assert problem.code == "descriptor-not-json"
    assert problem.details["reason"] == "object"


def test_a_descriptor_in_another_encoding_is_told_with_its_first_wrong_byte() -> None:
    problem = unparsed('{"title": "Mưa"}'.encode("utf-16"))
    assert problem.code == "encoding-not-utf8"
    assert problem.details["found"] == "0xff"


def test_the_valid_descriptor_keeps_to_the_profile() -> None:
    assert faults(VALID) == []
    assert untranslated(VALID) == []


def test_each_missing_property_is_told_once() -> None:
    descriptor = {key: VALID[key] for key in VALID if key not in ("title", "keywords", "version")}
    assert faults(descriptor) == [
        ("property-missing", "keywords"),
        ("property-missing", "title"),
        ("property-missing", "version"),
    ]


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("portal", "frequency"), "daily", ("property-invalid", "portal.frequency")),
        (("portal", "issued"), "31/12/2020", ("property-invalid", "portal.issued")),
        (("portal", "licence"), "CC0", ("property-unknown", "portal.licence")),
        (("portal", "publisher"), None, ("property-missing", "portal.publisher")),
        (("licenses",), [], ("property-invalid", "licenses")),
        (("version",), "1.0", ("property-invalid", "version")),
        (("resources", 0, "path"), ["a.csv"], ("property-invalid", "resources[0].path")),
        (("resources", 0, "schema"), "a.json", ("property-invalid", "resources[0].schema")),
        (("name",), "rain", ("id-not-folder", "name")),
        (("name",), "Rainfall", ("property-invalid", "name")),
    ],
)
def test_a_wrong_property_is_named_by_its_path(
    path: tuple[str | int, ...], value: object, fault: tuple[str, str]
) -> None:
    assert faults(changed(*path, to=value)) == [fault]


@pytest.mark.parametrize(
    ("path", "value", "name"),
    [
        (("name",), 5, "name"),
        (("name",), None, "name"),
        (("title",), 5, "title"),
        (("constraints",), "required", "constraints"),
        (("constraints",), {"pattern": "(("}, "constraints.pattern"),
        (("categories",), "none", "categories"),
        (("categories",), [{"name": "none"}], "categories[0].value"),
        (("portal",), "x", "portal"),
        (("portal",), {"title": "x"}, "portal.title"),
        (("portal",), {"references": "organisations"}, "portal.references"),
    ],
)
def test_a_malformed_field_is_told_before_anything_is_made_of_it(
    path: tuple[str, ...], value: object, name: str
) -> None:
    where = ("resources", 0, "schema", "fields", 1)
    found = faults(changed(*where, *path, to=value))
    assert [field for _, field in found] == [f"resources[0].schema.fields[1].{name}"]


@pytest.mark.parametrize(
    ("name", "value"), [("primaryKey", 3), ("uniqueKeys", ["day"]), ("uniqueKeys", [[]])]
)
def test_a_malformed_key_is_told(name: str, value: object) -> None:
    ((code, field),) = faults(changed("resources", 0, "schema", name, to=value))
    assert code == "property-invalid"
    assert field is not None
    assert field.startswith(f"resources[0].schema.{name}")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("portal", "title"), "portal.title.en"),
        (("portal", "keywords"), "portal.keywords.en"),
        (("resources", 0, "portal", "title"), "resources[0].portal.title.en"),
        (
            ("resources", 0, "schema", "fields", 2, "portal", "title"),
            "resources[0].schema.fields[2].portal.title.en",
        ),
        (("portal", "charts", 1, "title"), "portal.charts[1].title.en"),
    ],
)
def test_a_text_without_its_translation_is_named(path: tuple[str | int, ...], name: str) -> None:
    assert untranslated(changed(*path, to={"vi": "Chỉ tiếng Việt"})) == [name]


def test_a_field_without_a_title_needs_no_translation() -> None:
    assert untranslated(changed("resources", 0, "schema", "fields", 2, to={"name": "day"})) == []


def test_a_field_without_a_title_is_called_by_its_name() -> None:
    (field,) = parse_schema({"fields": [{"name": "day"}]}, LANGUAGES).fields
    assert dict(field.title) == {"vi": "day", "en": "day"}
    assert (field.type, field.required, field.categories) == ("any", False, ())


def test_a_key_of_one_field_may_be_a_text() -> None:
    raw = {"fields": [{"name": "a"}, {"name": "b"}], "primaryKey": "a", "uniqueKeys": [["a", "b"]]}
    schema = parse_schema(raw, LANGUAGES)
    assert schema.primary_key == ("a",)
    assert schema.unique_keys == (("a", "b"),)


def test_categories_may_be_values_or_values_with_labels() -> None:
    raw = {"name": "level", "categories": ["none", {"value": 1, "label": "one"}]}
    (field,) = parse_schema({"fields": [raw]}, LANGUAGES).fields
    assert field.categories == ("none", "1")


def test_texts_of_a_package_stand_in_each_language() -> None:
    found = package("rainfall")
    assert dict(found.title) == {"vi": "Lượng mưa", "en": "Rainfall"}
    assert dict(found.keywords) == {"vi": ("mưa",), "en": ("rain",)}
    assert found.readme is not None
    assert found.readme["en"] == "Rainfall: small data to test with.\n"


def test_an_ordinary_package_has_what_it_says_and_nothing_else() -> None:
    found = package("rainfall")
    assert (found.kind, found.creator, found.temporal, found.changelog) == (
        *(Kind.OTHER, None, None),
        None,
    )
    assert found.source_notes == (("Trạm Láng", "https://station.example/lang"),)


def test_a_package_of_the_portal_has_its_period_creator_and_changes() -> None:
    found = package("tasks-tiny")
    assert found.temporal == (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    assert (found.kind, found.creator) == (Kind.TASKS, "ministry-x")
    assert [resource.table_kind for resource in found.resources] == ["tasks", "status"]


@pytest.mark.parametrize(
    ("licence", "url"),
    [
        ({"name": "CC-BY-4.0"}, "https://creativecommons.org/licenses/by/4.0/"),
        ({"name": "own", "path": "https://own.example/"}, "https://own.example/"),
        ({"name": "own"}, None),
    ],
)
def test_a_licence_has_the_address_that_is_known_of_it(
    licence: dict[str, str], url: str | None
) -> None:
    found = parse_package(changed("licenses", to=[licence]), SOURCE, {}, LANGUAGES)
    assert found.licence is not None
    assert found.licence.url == url


def test_a_resource_keeps_the_bytes_of_its_file() -> None:
    (resource,) = package("rainfall").resources
    assert resource.content == (BASE / "datasets/rainfall/rainfall.csv").read_bytes()
    assert (resource.name, resource.path, resource.format) == ("rainfall", "rainfall.csv", "csv")


def test_charts_are_asked_for_by_the_descriptor() -> None:
    bars, line = package("rainfall").charts
    assert (bars.mark, bars.x, bars.y, bars.series) == ("bar", "station", "millimetres", None)
    assert (line.mark, line.series, line.title["en"]) == ("line", "station", "Rain by day")


def test_the_descriptor_is_kept_as_it_was_read() -> None:
    assert package("rainfall").descriptor == json.loads(SOURCE.files[DESCRIPTOR])
