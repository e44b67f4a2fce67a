"""The site as a value: parts of it that want one address are told before anything is written."""

import datetime

import pytest

from builder.problem import BuildError
from builder.site import Output, Page, Site, checked_site


def page(uri: str) -> Page:
    return Page(
        uri=uri,
        language="vi",
        section="home",
        alternates={"vi": uri},
        title="Trang",
        description="Một trang để thử.",
        breadcrumbs=(),
        modified=datetime.date(2024, 4, 24),
        template="",
        context=lambda: None,
        body=lambda *_: "",
    )


def output(uri: str) -> Output:
    return Output(uri=uri, content=lambda: b"")


def test_a_site_without_conflicts_is_itself() -> None:
    site = Site(pages=(page(""), page("en/")), outputs=(output("data/a.csv"),))
    assert checked_site(site) is site


def test_a_page_and_a_file_may_not_share_an_address() -> None:
    site = Site(pages=(page("a/"), page("b/"), page("b/")), outputs=(output("a/index.html"),))
    with pytest.raises(BuildError) as caught:
        checked_site(site)
    assert [(problem.code, problem.place.file) for problem in caught.value.problems] == [
        ("path-conflict", "a/index.html"),
        ("path-conflict", "b/index.html"),
    ]
