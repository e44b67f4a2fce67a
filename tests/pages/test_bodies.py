"""Bodies: what each leads, measures and is named in; lists of names, and the map of provinces."""

import dataclasses

import pytest

from builder.language.words import words
from builder.pages.programme.organisation import organisation_page, organisation_sentence
from builder.pages.programme.organisations import heading, organisations_page
from builder.pages.programme.tile_map import tiles
from builder.pages.programme.unmeasured import unmeasured_rows
from builder.pages.programme.view import ProgrammeView
from builder.pages.render import rendered
from builder.programme.bodies import Body, bodies, with_units
from builder.programme.named_lists import provinces
from builder.settings import BodyKinds
from tests import register, tiny
from tests.bodies import PACKAGES, PORTAL
from tests.register import LANGUAGES

BODIES = bodies(PORTAL)


def view(language: str) -> ProgrammeView:
    return register.view(language, PORTAL)


def html_of(body: Body, language: str) -> str:
    """The rendered page of a body."""
    here = view(language)
    uri = here.uri("organisations", body.organisation.id)
    context = organisation_page(body, here, "cited")
    return rendered("organisation.html", context, uri=uri, language=language, svgs={})


def test_a_body_leads_what_names_it_and_not_what_names_its_group() -> None:
    assert [lead.id for lead in BODIES["ministry-x"].leads] == ["g1", "g2", "g3"]
    assert [lead.id for lead in BODIES["all-bodies"].leads] == ["g4"]
    assert [support.id for support in BODIES["ministry-x"].supports] == ["g4"]


def test_a_body_measures_and_reports_what_the_printed_rows_say() -> None:
    assert [measure.id for measure in BODIES["unit-u"].measures] == ["fibre"]
    assert [report.id for report in BODIES["ministry-x"].reports] == ["fibre"]


def test_only_a_successor_that_no_document_names_is_new() -> None:
    assert BODIES["ministry-n"].predecessors == ("ministry-x",)
    assert [body_id for body_id, body in BODIES.items() if body.is_new] == ["ministry-n"]


def test_a_body_is_summed_up_in_sentences() -> None:
    assert organisation_sentence(BODIES["ministry-x"], view("vi")) == (
        "Chủ trì 3 nhiệm vụ: 1 đã hoàn thành, 1 đang thực hiện, 1 chưa có báo cáo. "
        "Đo lường hoặc báo cáo 1 chỉ tiêu. Có tên trong 1 danh sách."
    )
    assert organisation_sentence(BODIES["unit-u"], view("en")).startswith(
        "No document gives it a task to lead."
    )


def test_the_page_shows_open_tasks_before_done_ones() -> None:
    page = organisation_page(BODIES["ministry-x"], view("vi"), "cited")
    assert [(lead.code, lead.count) for lead in page.leads] == [
        ("in_progress", "1"),
        ("no_report", "1"),
        ("completed", "1"),
    ]
    assert [segment.code for segment in page.segments] == ["completed", "in_progress", "no_report"]


def test_the_page_says_what_became_of_the_body() -> None:
    page = organisation_page(BODIES["ministry-x"], view("en"), "cited")
    assert page.code == "G99"
    assert page.successor is not None
    assert page.successor.uri == "en/organisations/ministry-n/"
    assert [unit.link.text for unit in page.units] == ["Unit U"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_every_page_renders_with_one_main_heading(body: Body, language: str) -> None:
    assert html_of(body, language).count("<h1") == 1


def test_a_body_links_to_the_list_that_names_it() -> None:
    assert 'href="../#l1"' in html_of(BODIES["ministry-x"], "vi")


MINISTRIES = BodyKinds(
    id="ministry",
    kinds=("ministry",),
    title=tiny.text("Bộ", "Ministries"),
    about=None,
    by_parent=False,
)
UNITS = BodyKinds(
    id="units",
    kinds=("ministry-unit",),
    title=tiny.text("Đơn vị khác", "Other units"),
    about=None,
    by_parent=True,
)


def parted(here: ProgrammeView) -> ProgrammeView:
    """A view of the portal with headings of its own for bodies."""
    settings = dataclasses.replace(here.portal.settings, body_groups=(MINISTRIES, UNITS))
    return dataclasses.replace(here, portal=dataclasses.replace(here.portal, settings=settings))


def test_units_of_a_large_ministry_have_a_heading_of_their_own() -> None:
    unit = BODIES["unit-u"]
    assert heading(unit, {"ministry-x"}, [UNITS]) == ("units", "ministry-x")
    assert heading(unit, (), [UNITS]) == ("other-units", None)
    assert heading(BODIES["ministry-n"], (), [UNITS]) == ("new", None)


def test_a_kind_that_no_group_names_is_a_heading_of_its_own() -> None:
    assert heading(BODIES["unit-u"], (), []) == ("ministry-unit", None)
    groups = organisations_page(view("en")).groups
    assert [group.id for group in groups] == ["group", "ministry", "ministry-unit", "new"]
    assert groups[0].name == words("en")("code.kind.group")


def test_the_list_shows_every_body_once() -> None:
    page = organisations_page(parted(view("vi")))
    assert [group.id for group in page.groups] == ["ministry", "other-units", "group", "new"]
    assert [group.name for group in page.groups][:2] == ["Bộ", "Đơn vị khác"]
    assert sum(len(group.rows) for group in page.groups) == len(BODIES)


def test_lists_of_bodies_stand_apart_from_lists_of_provinces() -> None:
    page = organisations_page(view("vi"))
    assert [listing.id for listing in page.body_lists] == ["l1"]
    assert [listing.id for listing in page.province_lists] == ["l2"]


def test_a_count_that_differs_from_the_names_is_told() -> None:
    (province_list,) = organisations_page(view("en")).province_lists
    assert province_list.facts == "Count stated: 2; names printed: 1."


def test_a_province_says_in_words_whether_it_is_in_the_list() -> None:
    (province_list,) = organisations_page(view("en")).province_lists
    assert [(tile.name, tile.word) for tile in province_list.tiles] == [
        ("Hà Nam", "named"),
        ("Hà Nội", "not named"),
    ]


def test_a_province_is_listed_with_its_successor_and_its_lists() -> None:
    first, second = organisations_page(view("vi")).provinces
    assert (first.successor, [listing.text for listing in first.lists]) == ("Ninh Bình", ["2"])
    assert (second.successor, second.lists) == ("Hà Nội", ())


def test_a_province_without_a_place_is_left_off_the_map() -> None:
    first, second = provinces(PACKAGES, LANGUAGES)
    unplaced = dataclasses.replace(second, place=None)
    found = tiles([first, unplaced], {"ha-nam"}, view("vi"))
    assert [(tile.abbreviation, tile.is_member) for tile in found] == [("HNa", True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_renders(language: str) -> None:
    here = view(language)
    uri = here.uri("organisations")
    context = organisations_page(here)
    html = rendered("organisations.html", context, uri=uri, language=language, svgs={})
    assert html.count("<h1") == 1
    assert 'id="l2"' in html


def test_an_indicator_without_value_is_listed_with_its_targets() -> None:
    (row,) = unmeasured_rows(register.view("en"))
    assert (row.id, row.targets, row.bodies) == ("schools", ("70% (2025)",), ())


def test_a_body_is_added_up_with_its_units() -> None:
    alone = dataclasses.replace(BODIES["ministry-x"], reports=(), answers_for=())
    page = organisation_page(alone, view("en"), "cited")
    assert page.together == (
        "With its 1 unit: tasks led or carried out 3, indicators measured or reported 1."
    )
    family = list(with_units(BODIES["ministry-x"], BODIES))
    assert [body.organisation.id for body in family] == ["ministry-x", "unit-u"]
    assert organisation_page(BODIES["ministry-n"], view("en"), "cited").together is None


def test_a_unit_stands_with_what_it_does() -> None:
    (unit,) = organisation_page(BODIES["ministry-x"], view("en"), "cited").units
    carried_out = len(BODIES["unit-u"].carries_out)
    assert (unit.tasks, unit.indicators) == (str(carried_out), "1")
