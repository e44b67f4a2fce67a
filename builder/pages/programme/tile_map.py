"""Provinces as tiles, placed roughly as on a map, and as a table underneath."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from builder.language.text import collation_key
from builder.programme.named_lists import Province
from builder.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A province on a map of members."""

    abbreviation: str
    name: str
    column: int
    row: int
    is_member: bool
    word: str
    """Whether it is a member, in words."""
    uri: str | None = None
    """Its page; None where it has none."""


def tiles(provinces: Sequence[Province], members: Collection[str], view: View) -> tuple[Tile, ...]:
    """Every province that has a place, in alphabetical order, as a table is read."""
    ordered = sorted(provinces, key=lambda province: collation_key(province.name[view.language]))
    return tuple(
        Tile(
            abbreviation=province.place.abbreviation,
            name=province.name[view.language],
            column=province.place.column,
            row=province.place.row,
            is_member=province.id in members,
            word=view.words("lists.named" if province.id in members else "lists.not_named"),
        )
        for province in ordered
        if province.place is not None
    )
