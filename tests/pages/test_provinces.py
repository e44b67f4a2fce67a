"""Provinces: who is named where, before and after the mergers."""

import pytest

from builder.pages.programme.provinces import named_provinces, province_page, provinces_page
from builder.pages.render import rendered
from tests import register
from tests.bodies import PORTAL
from tests.register import LANGUAGES


def test_only_a_province_that_a_list_names_has_a_page() -> None:
    assert [province.id for province in named_provinces(PORTAL)] == ["ha-nam"]


def test_the_maps_show_provinces_of_then_and_units_of_today() -> None:
    page = provinces_page(register.view("vi", PORTAL))
    assert [(tile.name, tile.is_member, tile.uri) for tile in page.before] == [
        ("Hà Nam", True, "tinh-thanh/ha-nam/"),
        ("Hà Nội", False, None),
    ]
    assert [(tile.name, tile.is_member) for tile in page.after] == [
        ("Hà Nội", False),
        ("Ninh Bình", True),
    ]


def test_a_province_names_its_lists_and_what_it_became() -> None:
    (province,) = named_provinces(PORTAL)
    page = province_page(province, register.view("en", PORTAL))
    assert page.successor == "Ninh Bình"
    assert [row.link.uri for row in page.lists] == ["en/organisations/#l2"]
    assert page.sentence == "Hà Nam is named in 1 list of the documents."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tiles_are_a_table_with_links(language: str) -> None:
    here = register.view(language, PORTAL)
    context = provinces_page(here)
    html = rendered(
        "provinces.html", context, uri=here.uri("provinces"), language=language, svgs={}
    )
    assert html.count('<table class="map">') == 2
    assert 'href="ha-nam/"' in html
