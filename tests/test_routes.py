"""Where pages live, and links between them that work at any depth and under any base."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.page_type import page_types
from builder.routes import Routes, relative_link

ROUTES = Routes(("vi", "en"))
NAMES = st.text("az09", min_size=1, max_size=3)
FOLDERS = st.lists(NAMES, max_size=5).map(lambda names: "".join(f"{name}/" for name in names))
FILES = st.builds("{}{}.csv".format, FOLDERS, NAMES)
FRAGMENTS = st.one_of(st.just(""), NAMES.map("#{}".format))
BASES = FOLDERS.map("https://data.example/{}".format)


@pytest.mark.parametrize(
    ("language", "ids", "uri"),
    [
        ("vi", ("home",), ""),
        ("en", ("home",), "en/"),
        ("vi", ("datasets", "tasks-749"), "du-lieu/tasks-749/"),
        ("en", ("tasks", "tasks-749", "749-1"), "en/tasks/tasks-749/749-1/"),
    ],
)
def test_a_page_has_its_uri_in_each_language(language: str, ids: tuple[str, ...], uri: str) -> None:
    assert ROUTES.uri(language, *ids) == uri


def test_the_first_language_lives_at_the_root() -> None:
    assert Routes(("en", "vi")).uri("en", "topics") == "topics/"
    assert Routes(("en", "vi")).uri("vi", "topics") == "vi/linh-vuc/"


def test_an_editorial_page_says_its_own_path() -> None:
    routes = Routes(("vi", "en"), {("vi", "terms"): "dieu-khoan", ("en", "terms"): "terms"})
    assert routes.alternates("terms") == {"vi": "dieu-khoan/", "en": "en/terms/"}


def test_alternates_hold_the_same_page_in_every_language() -> None:
    assert ROUTES.alternates("indicators", "gii") == {
        "vi": "chi-tieu/gii/",
        "en": "en/indicators/gii/",
    }


def test_no_two_sections_share_a_path() -> None:
    sections = [page_type.section for page_type in page_types()]
    uris = [ROUTES.uri(language, section) for section in sections for language in ROUTES.languages]
    assert len(uris) == len(set(uris))


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("", "", "./"),
        ("", "en/", "../"),
        ("en/", "", "en/"),
        ("du-lieu/a/", "nhiem-vu/b/c/", "../../../du-lieu/a/"),
        ("data/a.zip", "du-lieu/a/", "../../data/a.zip"),
        ("van-ban/#1-qd", "van-ban/", "./#1-qd"),
        ("#main", "en/", "../#main"),
        ("a/", "404.html", "a/"),
    ],
)
def test_a_link_counts_from_its_page(target: str, page: str, link: str) -> None:
    assert relative_link(target, page) == link


@given(base=BASES, page=st.one_of(FOLDERS, FILES), path=st.one_of(FOLDERS, FILES), mark=FRAGMENTS)
def test_a_browser_finds_the_target_under_any_base(
    base: str, page: str, path: str, mark: str
) -> None:
    assert urljoin(base + page, relative_link(path + mark, page)) == base + path + mark
