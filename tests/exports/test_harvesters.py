"""What harvesters read: data.json, CKAN's API, feeds, /.well-known/, sitemaps and typed links."""

import dataclasses
import datetime
import re
import uuid
from collections import Counter
from typing import Any
from unittest import mock
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from builder.exports.dcat.well_known import VOID, VOID_URI, security_txt, void_description
from builder.exports.harvesting import sitemaps
from builder.exports.harvesting.atom import ATOM, HISTORY
from builder.exports.harvesting.ckan import ckan_files
from builder.exports.harvesting.ckan_things import ckan_name
from builder.exports.harvesting.data_json import data_json
from builder.exports.harvesting.feeds import (
    ENTRIES,
    archive_uri,
    atom_feeds,
    feed_uri,
)
from builder.exports.harvesting.signposting import typed_links
from builder.exports.harvesting.sitemaps import (
    language_sitemap,
    sitemap_index,
    sitemap_parts,
    sitemap_uri,
)
from builder.exports.releases import releases
from builder.exports.serving.queries import ACTIONS as ROOT
from builder.exports.serving.queries import (
    ANSWERS,
    LAST,
    NOT_ALLOWED,
    NOT_FOUND,
    REFUSED,
    WHOLE_LIST,
)
from builder.language.words import words
from builder.model import Package
from builder.portal import Portal
from builder.site import Page
from tests import tiny
from tests.contents import loaded

BASE = tiny.SETTINGS.base_url
PORTAL = tiny.PORTAL
MAIL = dataclasses.replace(tiny.SETTINGS, contact_email="mo@data.example")
CODE = dataclasses.replace(tiny.SETTINGS, source_code_url="https://code.example/portal")
NAMES = {
    "a": ATOM,
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")


def with_package(package: Package) -> Portal:
    """The tiny portal with another package instead of its task list."""
    packages = (tiny.RAINFALL, package)
    return dataclasses.replace(tiny.PORTAL, packages=packages)


# --- data.json ---------------------------------------------------------------------------------

REQUIRED = (
    *("title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier"),
    *("accessLevel",),
)
"""Fields that DCAT-US 1.1 requires of everyone, not of federal bodies alone."""


@pytest.fixture(scope="module")
def harvested() -> dict[str, Any]:
    found: dict[str, Any] = loaded(data_json(PORTAL, tiny.files()))
    return found


def test_data_json_says_what_it_conforms_to(harvested: dict[str, Any]) -> None:
    assert harvested["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"
    assert harvested["@type"] == "dcat:Catalog"
    assert harvested["@id"] == f"{BASE}data.json"


def test_every_dataset_has_what_dcat_us_requires(harvested: dict[str, Any]) -> None:
    assert len(harvested["dataset"]) == len(tiny.PORTAL.packages)
    for dataset in harvested["dataset"]:
        assert [name for name in REQUIRED if not dataset.get(name)] == []
        assert dataset["publisher"]["name"] == "Nhóm duy trì"


@pytest.mark.parametrize(
    ("keywords", "told"),
    [({"vi": ("mưa",), "en": ("rain",)}, ["mưa"]), ({"en": ("rain",)}, ["rain"]), ({}, None)],
)
def test_a_dataset_always_has_a_keyword_if_need_be_its_topics(
    keywords: dict[str, tuple[str, ...]], told: list[str] | None
) -> None:
    package = dataclasses.replace(tiny.TASKS, keywords=keywords)
    dataset = loaded(data_json(with_package(package), tiny.files()))["dataset"][1]
    assert dataset["keyword"] == (told or dataset["theme"])
    assert dataset["theme"]


def test_nobody_outside_the_united_states_has_their_codes(harvested: dict[str, Any]) -> None:
    for dataset in harvested["dataset"]:
        assert not {"bureauCode", "programCode"} & dataset.keys()


def test_periods_frequency_and_types_are_written_as_the_schema_has_them(
    harvested: dict[str, Any],
) -> None:
    rainfall = harvested["dataset"][0]
    assert rainfall["accrualPeriodicity"] == "R/P1D"
    assert rainfall["temporal"] == "2024-04-24/2024-04-24"
    for distribution in rainfall["distribution"]:
        assert re.fullmatch(r"[-\w]+/[-\w]+(\.[-\w]+)*(\+[-\w]+)?", distribution["mediaType"])
        assert distribution["downloadURL"].startswith(f"{BASE}data/rainfall")


def test_a_frequency_without_an_interval_is_left_out(harvested: dict[str, Any]) -> None:
    assert "accrualPeriodicity" not in harvested["dataset"][1]


def test_the_contact_has_an_address_for_mail_only_where_there_is_one() -> None:
    portal = dataclasses.replace(PORTAL, settings=MAIL)
    for found, expected in ((PORTAL, None), (portal, "mailto:mo@data.example")):
        contact = loaded(data_json(found, tiny.files()))["dataset"][0]["contactPoint"]
        assert contact.get("hasEmail") == expected
        assert contact["fn"] == "Nhóm duy trì"


# --- CKAN --------------------------------------------------------------------------------------

PACKAGE_KEYS = (
    *("id", "name", "title", "notes", "type", "state", "private", "url", "version", "author"),
    *("author_email", "maintainer", "maintainer_email", "license_id", "license_title", "isopen"),
    *("metadata_created", "metadata_modified", "organization", "owner_org", "groups", "tags"),
    *("num_tags", "resources", "num_resources", "extras", "relationships_as_subject"),
)
RESOURCE_KEYS = (
    *("id", "package_id", "position", "name", "description", "url", "format", "mimetype", "size"),
    *("hash", "created", "last_modified", "state"),
)


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    return {uri: loaded(content()) for uri, content in ckan_files(PORTAL, tiny.files())}


def test_every_answer_has_the_three_parts_that_ckan_gives(answers: dict[str, Any]) -> None:
    for uri, answer in answers.items():
        if uri not in (NOT_FOUND, NOT_ALLOWED, REFUSED):
            assert list(answer) == ["help", "success", "result"]
            assert answer["success"] is True


def test_every_error_is_told_to_clients_of_ckan_and_after_rfc_9457(
    answers: dict[str, Any],
) -> None:
    for uri, status in ((NOT_FOUND, 404), (NOT_ALLOWED, 405), (REFUSED, 400)):
        error = answers[uri]
        assert (error["status"], error["success"]) == (status, False)
        assert error["error"] == {"__type": error["title"], "message": error["detail"]}


def test_every_package_of_the_list_can_be_shown(answers: dict[str, Any]) -> None:
    names = answers[f"{ROOT}/package_list"]["result"]
    assert names == ["rainfall", "tasks-tiny"]
    shown = {uri for uri in answers if uri.startswith(f"{ROOT}/package_show/")}
    assert shown == {f"{ROOT}/package_show/{name}" for name in names}


def test_a_search_gives_every_package_and_then_a_page_without_any(answers: dict[str, Any]) -> None:
    found = answers[f"{ROOT}/package_search"]["result"]
    packages = [
        answers[f"{ROOT}/package_show/{name}"]["result"] for name in ("rainfall", "tasks-tiny")
    ]
    assert (found["count"], found["results"]) == (2, packages)
    last = answers[f"{ANSWERS}/{LAST}"]["result"]
    assert (last["count"], last["results"]) == (2, [])


@pytest.mark.parametrize("kind", ["organization", "group", "tag"])
def test_a_list_has_names_and_its_twin_the_whole_things(answers: dict[str, Any], kind: str) -> None:
    listed = answers[f"{ROOT}/{kind}_list"]["result"]
    whole = answers[f"{ANSWERS}/{kind}_list{WHOLE_LIST}"]["result"]
    assert listed == sorted(thing["name"] for thing in whole) != []
    assert all(thing["id"] and thing["display_name"] for thing in whole)
    if kind != "tag":
        shown = [answers[f"{ROOT}/{kind}_show/{name}"]["result"] for name in listed]
        assert shown == whole
        assert all(thing["package_count"] > 0 for thing in whole)


def test_calls_without_a_query_are_answered_without_a_version_too(answers: dict[str, Any]) -> None:
    calls = {uri.removeprefix(f"{ROOT}/") for uri in answers if uri.startswith(ROOT)}
    twins = {uri.removeprefix("api/action/") for uri in answers if uri.startswith("api/action/")}
    assert twins == {call for call in calls if "/" not in call}
    for call in twins:
        assert answers[f"api/action/{call}"] == answers[f"{ROOT}/{call}"]
    assert {"package_list", "package_search", "status_show", "license_list"} < twins


def test_a_package_has_what_clients_of_ckan_look_for(answers: dict[str, Any]) -> None:
    shown = answers[f"{ROOT}/package_show/tasks-tiny"]["result"]
    assert [key for key in PACKAGE_KEYS if key not in shown] == []
    assert (shown["id"], shown["license_id"], shown["isopen"]) == ("tasks-tiny", "cc-by", True)
    assert shown["organization"]["title"] == "Nhóm duy trì"
    assert [tag["name"] for tag in shown["tags"]] == ["nhiệm vụ", "tasks"]
    assert {extra["key"]: extra["value"] for extra in shown["extras"]}[
        "temporal_end"
    ] == "2024-12-31"
    assert all(isinstance(extra["value"], str) for extra in shown["extras"])


def test_a_resource_has_its_address_type_size_and_hash(answers: dict[str, Any]) -> None:
    shown = answers[f"{ROOT}/package_show/tasks-tiny"]["result"]
    files = tiny.files()["tasks-tiny"]
    assert shown["num_resources"] == len(shown["resources"]) == len(files)
    for resource, file in zip(shown["resources"], files, strict=True):
        assert [key for key in RESOURCE_KEYS if key not in resource] == []
        assert resource["url"] == BASE + file.uri
        assert (resource["size"], resource["hash"]) == (file.size, f"sha256:{file.sha256}")
        assert uuid.UUID(resource["id"])
        assert resource["created"] <= resource["last_modified"]
    assert shown["resources"][0]["format"] == "CSV"
    assert shown["resources"][0]["mimetype"] == "text/csv"
    assert {resource["name"]: resource["name_translated"]["en"] for resource in shown["resources"]}[
        "Toàn bộ gói dữ liệu (ZIP)"
    ] == "Whole package (ZIP)"


def test_a_tag_holds_nothing_that_ckan_refuses() -> None:
    keywords = {"vi": ("Quyết định 749/QĐ-TTg",), "en": ("a & b",)}
    portal = with_package(dataclasses.replace(tiny.TASKS, keywords=keywords))
    shown = loaded(dict(ckan_files(portal, tiny.files()))[f"{ROOT}/package_show/tasks-tiny"]())
    names = [tag["name"] for tag in shown["result"]["tags"]]
    assert names == ["Quyết định 749-QĐ-TTg", "a - b"]


@pytest.mark.parametrize(
    "ids",
    [("so.lieu.2024", "so-lieu-2024", "so_lieu.2024"), ("a", "a.a"), ("x" * 99 + ".1", "x" * 100)],
)
def test_each_package_has_a_name_of_its_own_that_ckan_takes(ids: tuple[str, ...]) -> None:
    names = [ckan_name(package_id) for package_id in ids]
    assert all(re.fullmatch("[a-z0-9_-]{2,100}", name) for name in names)
    assert len(set(names)) == len(ids)


def test_a_package_with_a_dot_is_listed_and_shown_by_the_name_that_ckan_takes() -> None:
    package = dataclasses.replace(tiny.TASKS, id="tasks.tiny")
    portal = dataclasses.replace(tiny.PORTAL, packages=(package,))
    answers = dict(ckan_files(portal, {"tasks.tiny": tiny.files()["tasks-tiny"]}))
    assert loaded(answers[f"{ROOT}/package_list"]())["result"] == ["tasks--tiny"]
    shown = loaded(answers[f"{ROOT}/package_show/tasks--tiny"]())["result"]
    assert shown["id"] == shown["name"] == shown["resources"][0]["package_id"] == "tasks--tiny"


def test_a_package_without_a_licence_is_not_called_open() -> None:
    portal = with_package(dataclasses.replace(tiny.TASKS, licence=None))
    shown = loaded(dict(ckan_files(portal, tiny.files()))[f"{ROOT}/package_show/tasks-tiny"]())
    assert shown["result"]["license_id"] == "notspecified"
    assert shown["result"]["isopen"] is False


# --- releases ----------------------------------------------------------------------------------


def told(changelog: str | None, version: str = "1.1.0") -> list[tuple[str, str, str | None]]:
    package = dataclasses.replace(tiny.TASKS, changelog=changelog, version=version)
    return [
        (release.version, release.date.isoformat(), release.note("vi"))
        for release in releases(package)
    ]


def test_a_version_is_of_the_day_that_its_heading_says() -> None:
    assert told("## [1.1.0] - 2024-05-01\n\n- Mới.\n") == [("1.1.0", "2024-05-01", "- Mới.")]


def test_without_a_day_the_current_version_is_of_the_last_change_and_the_first_of_the_issue() -> (
    None
):
    found = [(version, day) for version, day, _ in told("## 1.1.0\n\n## 1.0.0\n")]
    assert found == [("1.1.0", "2024-04-24"), ("1.0.0", "2024-04-01")]


def test_a_reader_gets_the_notes_of_one_language_and_those_for_all() -> None:
    package = dataclasses.replace(
        tiny.TASKS, changelog="## 1.1.0 - 2024-05-01\n\n- 1.1\n\n### vi\n- Mới.\n\n### en\n- New.\n"
    )
    (release,) = releases(package)
    assert [release.note(name) for name in ("vi", "en", "fr")] == [
        "- 1.1\n\n- Mới.",
        "- 1.1\n\n- New.",
        "- 1.1",
    ]


def test_the_day_of_a_version_in_between_is_not_guessed() -> None:
    changelog = "## 1.1.0 - 2024-04-24\n\n## 1.0.1 - 2024-02-31\n\n## 1.0.0 - 2024-04-01\n"
    assert [version for version, _, _ in told(changelog)] == ["1.1.0", "1.0.0"]


def test_the_current_version_is_there_without_a_word_in_the_changelog() -> None:
    assert told(None) == [("1.1.0", "2024-04-24", None)]
    assert told("## Unreleased\n\n- Sắp có.\n") == [("1.1.0", "2024-04-24", None)]


# --- feeds -------------------------------------------------------------------------------------

LANGUAGES = tiny.SETTINGS.languages


def feed(language: str, portal: Portal = PORTAL) -> ElementTree.Element:
    ((uri, content),) = atom_feeds(portal, words(language))
    assert uri == feed_uri(language, LANGUAGES)
    return ElementTree.fromstring(content)


def names(parent: ElementTree.Element) -> Counter[str]:
    return Counter(element.tag.removeprefix(f"{{{ATOM}}}") for element in parent)


def links(parent: ElementTree.Element, rel: str) -> list[ElementTree.Element]:
    return [match for match in parent.findall("a:link", NAMES) if match.get("rel") == rel]


def text(parent: ElementTree.Element, name: str) -> str:
    found = parent.findtext(f"a:{name}", namespaces=NAMES)
    assert found
    return found


def test_a_long_feed_goes_on_in_archives_and_each_entry_stands_once() -> None:
    packages = [
        dataclasses.replace(
            tiny.RAINFALL,
            id=f"p-{number:03}",
            modified=datetime.date(2020, 1, 1) + datetime.timedelta(days=number),
        )
        for number in range(3 * ENTRIES + 5)
    ]
    found = dict(atom_feeds(dataclasses.replace(PORTAL, packages=tuple(packages)), words("en")))
    assert list(found) == ["en/feed.xml", archive_uri("en", 2), archive_uri("en", 1)]
    ids: list[str] = []
    address: str | None = f"{BASE}en/feed.xml"
    while address:
        read = ElementTree.fromstring(found[address.removeprefix(BASE)])
        is_archive = address != f"{BASE}en/feed.xml"
        assert (read.find(f"{{{HISTORY}}}archive") is not None) == is_archive
        assert [link.get("href") for link in links(read, "self")] == [address]
        assert len(links(read, "current")) == is_archive
        ids += [text(entry, "id") for entry in read.findall("a:entry", NAMES)]
        address = next((link.get("href") for link in links(read, "prev-archive")), None)
    names_of = [package.id for package in reversed(packages)]
    assert [re.findall(r"p-\d+", entry)[0] for entry in ids] == names_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_has_what_rfc_4287_says_it_must(language: str) -> None:
    found = feed(language)
    assert found.tag == f"{{{ATOM}}}feed"
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for name in ("id", "title", "updated", "author"):
        assert names(found)[name] == 1
    for name in ("generator", "icon", "logo", "rights", "subtitle"):
        assert names(found)[name] <= 1
    assert text(found.findall("a:author", NAMES)[0], "name") == tiny.SETTINGS.name[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_has_what_rfc_4287_says_it_must(language: str) -> None:
    for entry in feed(language).findall("a:entry", NAMES):
        for name in ("id", "title", "updated"):
            assert names(entry)[name] == 1
        for name in ("content", "published", "rights", "source", "summary"):
            assert names(entry)[name] <= 1
        assert links(entry, "alternate"), "an entry without content must have one"
        assert urlsplit(text(entry, "id")).scheme


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_alternates_have_the_same_type_and_language(language: str) -> None:
    found = feed(language)
    for parent in (found, *found.findall("a:entry", NAMES)):
        kinds = [(link.get("type"), link.get("hreflang")) for link in links(parent, "alternate")]
        assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_instant_is_rfc_3339_and_the_feed_is_as_new_as_its_newest_entry(
    language: str,
) -> None:
    found = feed(language)
    instants = [text(match, "updated") for match in found.findall("a:entry", NAMES)]
    assert all(RFC_3339.fullmatch(instant) for instant in instants)
    assert instants == sorted(instants, reverse=True)
    assert text(found, "updated") == instants[0]


def test_a_feed_knows_its_own_address_and_that_of_its_twin() -> None:
    for language, own, twin in (
        ("vi", "feed.xml", "en/feed.xml"),
        ("en", "en/feed.xml", "feed.xml"),
    ):
        assert feed_uri(language, LANGUAGES) == own
        (self_link,) = links(feed(language), "self")
        assert self_link.get("href") == BASE + own == text(feed(language), "id")
        assert BASE + twin in [link.get("href") for link in links(feed(language), "alternate")]


def test_every_version_is_an_entry_and_no_id_is_there_twice() -> None:
    found = feed("en").findall("a:entry", NAMES)
    assert [text(match, "title") for match in found] == [
        "Tasks of 2024: version 1.1.0",
        "Rainfall: version 1.0.0",
        "Tasks of 2024: version 1.0.0",
    ]
    ids = [
        text(match, "id")
        for language in LANGUAGES
        for match in feed(language).findall("a:entry", NAMES)
    ]
    assert len(ids) == len(set(ids)) == 6
    assert text(found[0], "content") == "<ul>\n<li>Status added.</li>\n</ul>\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_says_under_which_terms_its_data_may_be_used(language: str) -> None:
    assert text(feed(language), "rights") == words(language)("rights.default")
    told = dataclasses.replace(tiny.SETTINGS, rights=tiny.text("Theo luật.", "Under the law."))
    portal = dataclasses.replace(PORTAL, settings=told)
    assert text(feed("en", portal), "rights") == "Under the law."


def test_a_feed_is_xml_whatever_a_changelog_holds() -> None:
    package = dataclasses.replace(tiny.TASKS, changelog="## 1.1.0 - 2024-04-24\n\n\x07<b> & ]]>\n")
    entry = feed("vi", with_package(package)).findall("a:entry", NAMES)[0]
    assert text(entry, "content") == "<p>\ufffd&lt;b&gt; &amp; ]]&gt;</p>\n"


def test_a_feed_without_datasets_is_as_new_as_the_data() -> None:
    empty: Portal = dataclasses.replace(tiny.PORTAL, packages=())
    found = feed("vi", empty)
    assert text(found, "updated") == "2024-04-24T00:00:00Z"


# --- /.well-known/ -----------------------------------------------------------------------------

void = Namespace(VOID)


def test_void_tells_where_all_of_the_rdf_is() -> None:
    graph = Graph().parse(data=void_description(PORTAL, ["data-cube.ttl"]), format="turtle")
    whole = URIRef(f"{BASE}{VOID_URI}#catalog")
    assert (whole, RDF.type, void.Dataset) in graph
    dumps = {str(thing) for thing in graph.objects(whole, void.dataDump)}
    assert dumps == {f"{BASE}catalog.{name}" for name in ("jsonld", "rdf", "ttl")}
    (part,) = graph.objects(whole, void.subset)
    assert graph.value(part, void.dataDump) == URIRef(f"{BASE}data-cube.ttl")
    assert (URIRef(f"{BASE}{VOID_URI}"), RDF.type, void.DatasetDescription) in graph


def test_void_gives_an_example_that_the_catalogue_describes() -> None:
    graph = Graph().parse(data=void_description(PORTAL), format="turtle")
    (example,) = graph.objects(None, void.exampleResource)
    assert str(example) == PORTAL.addresses.dataset("rainfall").value
    assert not list(graph.objects(None, void.subset))


def test_without_a_contact_there_is_no_security_txt() -> None:
    assert security_txt(tiny.SETTINGS, tiny.DAY) is None
    plain = dataclasses.replace(tiny.SETTINGS, source_code_url="http://code.example/")
    assert security_txt(plain, tiny.DAY) is None, "RFC 9116 wants https"


@pytest.mark.parametrize(
    ("settings", "contact"),
    [(MAIL, "mailto:mo@data.example"), (CODE, "https://code.example/portal")],
)
def test_security_txt_has_what_rfc_9116_requires(settings: Any, contact: str) -> None:
    content = security_txt(settings, tiny.DAY)
    assert content
    fields = [line.split(": ", 1) for line in content.decode().splitlines()]
    assert Counter(name for name, _ in fields)["Expires"] == 1
    told = dict(fields)
    assert told["Contact"] == contact
    assert RFC_3339.fullmatch(told["Expires"])
    assert told["Expires"] == "2025-04-24T00:00:00Z"
    assert told["Canonical"] == f"{BASE}.well-known/security.txt"
    assert told["Preferred-Languages"] == "vi, en"


# --- sitemaps ----------------------------------------------------------------------------------


def page(uri: str, language: str, alternates: dict[str, str], day: int) -> Page:
    return Page(
        uri=uri,
        language=language,
        section="home",
        alternates=alternates,
        title="Trang",
        description="Một trang để thử.",
        breadcrumbs=(),
        modified=datetime.date(2024, 4, day),
        template="",
        context=lambda: None,
        body=lambda *_: "",
    )


TWINS = {"vi": "", "en": "en/"}
OTHERS = {"vi": "a&b/", "en": "en/a&b/"}
SITE = (
    page("", "vi", TWINS, 2),
    page("a&b/", "vi", OTHERS, 5),
    page("en/a&b/", "en", OTHERS, 5),
    page("en/", "en", TWINS, 2),
)


def test_the_index_names_the_sitemap_of_each_language_and_when_it_changed() -> None:
    index = ElementTree.fromstring(sitemap_index(SITE, BASE))
    assert index.tag == f"{{{NAMES['s']}}}sitemapindex"
    found = [
        (entry.findtext("s:loc", namespaces=NAMES), entry.findtext("s:lastmod", namespaces=NAMES))
        for entry in index
    ]
    assert found == [(f"{BASE}{sitemap_uri(language)}", "2024-04-05") for language in LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sitemap_holds_the_pages_of_its_language_with_their_twins(language: str) -> None:
    ((_, pages),) = sitemap_parts(SITE, language)
    urls = list(ElementTree.fromstring(language_sitemap(pages, BASE)))
    own = sorted(page.uri for page in SITE if page.language == language)
    assert [url.findtext("s:loc", namespaces=NAMES) for url in urls] == [
        BASE + uri.replace("&", "%26") for uri in own
    ]
    twins = {link.get("hreflang"): link.get("href") for link in urls[0].findall("x:link", NAMES)}
    assert twins == {"vi": BASE, "en": f"{BASE}en/", "x-default": BASE}
    assert urls[0].findtext("s:lastmod", namespaces=NAMES) == "2024-04-02"


def test_a_page_whose_day_nobody_knows_has_none() -> None:
    (undated,) = (dataclasses.replace(SITE[0], modified=None),)
    sitemap = ElementTree.fromstring(language_sitemap([undated], BASE))
    assert sitemap.find("s:url/s:lastmod", NAMES) is None
    index = ElementTree.fromstring(sitemap_index([undated], BASE))
    assert index.find("s:sitemap/s:lastmod", NAMES) is None


def test_the_order_of_pages_does_not_matter_to_a_sitemap() -> None:
    assert sitemap_parts(SITE, "vi") == sitemap_parts(SITE[::-1], "vi")


def test_a_long_sitemap_is_cut_and_the_index_names_every_part() -> None:
    with mock.patch.object(sitemaps, "MOST_ADDRESSES", 1):
        parts = sitemap_parts(SITE, "vi")
        index = ElementTree.fromstring(sitemap_index(SITE, BASE))
    assert [uri for uri, _ in parts] == ["sitemap-vi.xml", "sitemap-vi-2.xml"]
    assert [page.uri for _, part in parts for page in part] == ["", "a&b/"]
    named = [entry.findtext("s:loc", namespaces=NAMES) for entry in index]
    uris = [sitemap_uri(language, number) for language in LANGUAGES for number in (1, 2)]
    assert named == [BASE + uri for uri in uris]


# --- typed links -------------------------------------------------------------------------------


def typed(package: Package, language: str = "en") -> dict[str, list[tuple[str, str | None]]]:
    found: dict[str, list[tuple[str, str | None]]] = {}
    files = tiny.files()[package.id]
    further = [f"data/{package.id}/croissant.json"]
    for rel, href, link_type in typed_links(
        package, files, PORTAL, language=language, further=further
    ):
        found.setdefault(rel, []).append((href, link_type))
    return found


def test_a_page_of_a_dataset_leads_machines_to_all_they_need() -> None:
    found = typed(tiny.TASKS)
    assert found["cite-as"] == [(f"{BASE}du-lieu/tasks-tiny/#dataset", None)]
    assert found["author"] == [(f"{BASE}en/organisations/ministry-x/", "text/html")]
    assert found["license"] == [("https://creativecommons.org/licenses/by/4.0/", None)]
    assert (f"{BASE}data/tasks-tiny/datapackage.json", "application/json") in found["describedby"]
    for uri in ("catalog.jsonld", "data/tasks-tiny/croissant.json"):
        assert (BASE + uri, "application/ld+json") in found["describedby"]
    own = f"{BASE}api/v1/datasets/tasks-tiny.json"
    assert (own, "application/json") in found["describedby"]


def test_every_file_is_an_item_or_a_description_and_none_is_both() -> None:
    found = typed(tiny.TASKS)
    items, descriptions = ({href for href, _ in found[rel]} for rel in ("item", "describedby"))
    files = {BASE + task.uri for task in tiny.files()["tasks-tiny"]}
    assert not items & descriptions
    assert files <= items | descriptions
    assert (f"{BASE}data/tasks-tiny/tasks.csv", "text/csv") in found["item"]


def test_a_dataset_without_a_creator_or_licence_names_none() -> None:
    found = typed(dataclasses.replace(tiny.RAINFALL, licence=None))
    assert "author" not in found
    assert "license" not in found


def test_an_identifier_that_the_steward_gives_is_the_one_to_cite() -> None:
    given = {**tiny.TASKS.descriptor, "id": "https://doi.org/10.5281/zenodo.1"}
    found = typed(dataclasses.replace(tiny.TASKS, descriptor=given))
    assert found["cite-as"] == [("https://doi.org/10.5281/zenodo.1", None)]
