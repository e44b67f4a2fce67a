"""Values on a map of tiles: one tile a place, through a merger of codes."""

import dataclasses
import datetime
from collections.abc import Mapping
from decimal import Decimal

from builder.language.text import Localised
from builder.model import Category, Dimension, Observation, TilePlace
from builder.pages.programme.value_map import ValueMap, replaced, value_map
from tests.register import indicator, view

PLACE = TilePlace(abbreviation="W", column=2, row=3)
OTHER = TilePlace(abbreviation="E", column=3, row=3)


def _category(code: str, place: TilePlace | None, successor: str | None = None) -> Category:
    name = Localised({"vi": code, "en": code})
    return Category(code=code, name=name, place=place, successor=successor)


AREAS = Dimension(
    name="area",
    title=Localised({"vi": "Khu vực", "en": "Area"}),
    categories={
        category.code: category
        for category in (
            _category("old-west", PLACE, "west"),
            _category("west", PLACE),
            _category("east", OTHER),
            _category("islands", None),
        )
    },
    additive=False,
)


def _values(**numbers: str) -> Mapping[str, Observation]:
    like = indicator("fibre").observations[0]
    return {
        code.replace("_", "-"): dataclasses.replace(like, value=Decimal(number))
        for code, number in numbers.items()
    }


def _map(**numbers: str) -> ValueMap:
    found = value_map(AREAS, _values(**numbers), view("en"))
    assert found is not None
    return found


def test_before_a_merger_the_old_code_has_the_tile_and_after_it_the_new_one() -> None:
    before, after = _map(old_west="1", east="9"), _map(west="1", east="9")
    assert [(tile.code, tile.step) for tile in before.tiles] == [("east", 4), ("old-west", 1)]
    assert [(tile.code, tile.step) for tile in after.tiles] == [("east", 4), ("west", 1)]
    period = next(iter(_values(east="9").values())).period
    assert replaced(AREAS, {"old-west", "east"}, period) == {"west"}
    assert replaced(AREAS, {"west", "east"}, period) == {"old-west"}


def test_code_that_was_still_valid_is_lacking_though_what_it_became_has_a_figure() -> None:
    period = next(iter(_values(east="9").values())).period
    old = dataclasses.replace(AREAS.categories["old-west"], last=period.end, place=None)
    areas = dataclasses.replace(AREAS, categories={**AREAS.categories, "old-west": old})
    assert replaced(areas, {"west", "east"}, period) == set()
    ended = dataclasses.replace(old, last=period.start - datetime.timedelta(days=1))
    areas = dataclasses.replace(areas, categories={**AREAS.categories, "old-west": ended})
    assert replaced(areas, {"west", "east"}, period) == {"old-west"}


def test_place_without_a_figure_has_one_tile_that_says_so() -> None:
    found = _map(east="9")
    assert [(tile.code, tile.step) for tile in found.tiles] == [("east", 4), ("west", 0)]
    assert [tile.value for tile in found.tiles][1] == view("en").words("value.missing")


def test_figure_without_a_place_is_named_and_no_place_at_all_makes_no_map() -> None:
    (named,) = _map(east="9", islands="3").unplaced
    assert named.startswith("islands (3")
    assert value_map(AREAS, _values(islands="3"), view("en")) is None
