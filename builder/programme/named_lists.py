"""Lists of bodies and provinces that a report names, and the provinces themselves; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.language.text import Localised
from builder.model import Package, Source, TilePlace
from builder.packages.records import all_records, records, required_text, source, text
from builder.packages.table_rows import MemberRow, NewProvinceRow, ProvinceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One name of a list: either a body or a province."""

    organisation: str | None
    province: str | None
    raw: str
    """Name as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """A list of names under one heading."""

    id: str
    package: str
    title: Localised
    claimed: int | None
    """How many the document says there are; None where it does not say."""
    note: Localised | None
    source: Source
    members: tuple[Member, ...]
    """In printed order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province or centrally run city of the time of the documents."""

    id: str
    name: Localised
    successor: Localised | None
    """Name of the unit that it belongs to since the mergers; None where not recorded."""
    place: TilePlace | None = None
    """Its place on a map of tiles; None where it has none."""
    successor_id: str | None = None


def named_lists(packages: Iterable[Package], languages: Sequence[str]) -> tuple[NamedList, ...]:
    """Every list of every package of lists, in printed order."""
    found: dict[tuple[str, str], list[MemberRow]] = {}
    for package in packages:
        for record in records(package, MemberRow):
            found.setdefault((package.id, record["list_id"]), []).append(record)
    return tuple(_named_list(package, rows, languages) for (package, _), rows in found.items())


def _named_list(package: str, rows: Sequence[MemberRow], languages: Sequence[str]) -> NamedList:
    first = rows[0]
    place = source(first)
    return NamedList(
        id=first["list_id"],
        package=package,
        title=required_text(first, "list_title", languages),
        claimed=first["claimed_count"],
        note=text(first, "note", languages),
        source=Source(document=place.document, locator=place.locator, lines=None),
        members=tuple(
            Member(
                organisation=row["organisation_id"],
                province=row["province_id"],
                raw=row["member_raw"],
            )
            for row in rows
        ),
    )


def provinces(packages: Iterable[Package], languages: Sequence[str]) -> tuple[Province, ...]:
    """The provinces of every table of them, in its order."""
    packages = tuple(packages)
    names = {
        record["province_id"]: required_text(record, "name", languages)
        for record in all_records(packages, NewProvinceRow)
    }
    return tuple(
        Province(
            id=record["province_id"],
            name=required_text(record, "name", languages),
            successor=names.get(record["successor_id"] or ""),
            place=_tile_place(record),
            successor_id=record["successor_id"],
        )
        for record in all_records(packages, ProvinceRow)
    )


def _tile_place(record: ProvinceRow) -> TilePlace | None:
    column, row = record.get("tile_column"), record.get("tile_row")
    if not column or not row:
        return None
    abbreviation = record.get("abbreviation") or record["province_id"]
    return TilePlace(abbreviation=abbreviation, column=column, row=row)
