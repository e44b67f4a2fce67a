"""The 63 provinces of 2024 as tiles, placed roughly as on a map, and as a table underneath."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from builder.language.text import collation_key
from builder.programme.membership import Province
from builder.view import View


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile lies; counted from 1, west to east and north to south."""

    abbreviation: str
    column: int
    row: int


TILES: Mapping[str, Place] = {
    "ha-giang": Place("HG", 3, 1),
    "cao-bang": Place("CB", 4, 1),
    "lai-chau": Place("LCh", 1, 2),
    "lao-cai": Place("LC", 2, 2),
    "tuyen-quang": Place("TQ", 3, 2),
    "bac-kan": Place("BK", 4, 2),
    "lang-son": Place("LS", 5, 2),
    "dien-bien": Place("ĐB", 1, 3),
    "yen-bai": Place("YB", 2, 3),
    "phu-tho": Place("PT", 3, 3),
    "thai-nguyen": Place("TN", 4, 3),
    "bac-giang": Place("BG", 5, 3),
    "quang-ninh": Place("QN", 6, 3),
    "son-la": Place("SL", 1, 4),
    "vinh-phuc": Place("VP", 3, 4),
    "bac-ninh": Place("BN", 4, 4),
    "hai-duong": Place("HD", 5, 4),
    "hai-phong": Place("HP", 6, 4),
    "hoa-binh": Place("HB", 2, 5),
    "ha-noi": Place("HN", 3, 5),
    "hung-yen": Place("HY", 4, 5),
    "thai-binh": Place("TB", 5, 5),
    "ha-nam": Place("HNa", 3, 6),
    "nam-dinh": Place("NĐ", 4, 6),
    "thanh-hoa": Place("TH", 2, 7),
    "ninh-binh": Place("NB", 3, 7),
    "nghe-an": Place("NA", 2, 8),
    "ha-tinh": Place("HT", 3, 9),
    "quang-binh": Place("QB", 4, 10),
    "quang-tri": Place("QT", 5, 11),
    "thua-thien-hue": Place("TTH", 6, 12),
    "quang-nam": Place("QNa", 6, 13),
    "da-nang": Place("ĐNg", 7, 13),
    "kon-tum": Place("KT", 6, 14),
    "quang-ngai": Place("QNg", 7, 14),
    "gia-lai": Place("GL", 6, 15),
    "binh-dinh": Place("BĐ", 7, 15),
    "dak-lak": Place("ĐL", 6, 16),
    "phu-yen": Place("PY", 7, 16),
    "dak-nong": Place("ĐNo", 5, 17),
    "lam-dong": Place("LĐ", 6, 17),
    "khanh-hoa": Place("KH", 7, 17),
    "tay-ninh": Place("TNi", 3, 18),
    "binh-phuoc": Place("BP", 4, 18),
    "dong-nai": Place("ĐNa", 5, 18),
    "binh-thuan": Place("BTh", 6, 18),
    "ninh-thuan": Place("NT", 7, 18),
    "long-an": Place("LA", 3, 19),
    "binh-duong": Place("BD", 4, 19),
    "ba-ria-vung-tau": Place("VT", 5, 19),
    "an-giang": Place("AG", 1, 20),
    "dong-thap": Place("ĐT", 2, 20),
    "tien-giang": Place("TG", 3, 20),
    "ho-chi-minh": Place("HCM", 4, 20),
    "kien-giang": Place("KG", 1, 21),
    "can-tho": Place("CT", 2, 21),
    "vinh-long": Place("VL", 3, 21),
    "ben-tre": Place("BTr", 4, 21),
    "hau-giang": Place("HGi", 2, 22),
    "soc-trang": Place("ST", 3, 22),
    "tra-vinh": Place("TV", 4, 22),
    "ca-mau": Place("CM", 1, 23),
    "bac-lieu": Place("BL", 2, 23),
}
"""Place of each province; the style sheet has a class for each column and row."""


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


def tiles(provinces: Sequence[Province], members: Collection[str], view: View) -> tuple[Tile, ...]:
    """Every province that has a place, in alphabetical order, as a table is read."""
    ordered = sorted(provinces, key=lambda province: collation_key(province.name[view.language]))
    return tuple(
        Tile(
            abbreviation=TILES[province.id].abbreviation,
            name=province.name[view.language],
            column=TILES[province.id].column,
            row=TILES[province.id].row,
            is_member=province.id in members,
            word=view.words("lists.named" if province.id in members else "lists.not_named"),
        )
        for province in ordered
        if province.id in TILES
    )
