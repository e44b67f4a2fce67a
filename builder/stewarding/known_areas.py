"""Areas of data from elsewhere, known by the portal's own code lists of areas.

An office writes «Tỉnh An Giang» or «TP. Hồ Chí Minh»; the portal has a list with their codes, their
places on a map and what became of them. Names are matched without their kind and without marks;
where a name is that of no area, or of two, it keeps a code of its own and is named.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.language.text import folded
from builder.model import Package, Resource
from builder.stewarding.taking_over import KEY, Project

_MARKS_OF_AREAS = frozenset({"successor_id", "tile_column", "iso_3166_2"})
"""Columns that only a code list of areas has."""

_NAMES = ("name", "title", "label", "aliases", "abbreviation")
_BEFORE = re.compile(
    r"(?:tinh|thanh pho(?: truc thuoc trung uong)?|t\.? ?p\.?|thi xa|tx\.?|quan|huyen"
    r"|province(?: of)?|city(?: of)?)[ .]+(?=\S)"
)
_AFTER = re.compile(r" (?:province|city|municipality|district)$")


@dataclass(frozen=True, slots=True)
class _Listed:
    """The code lists of one package, each with the code of every name."""

    targets: tuple[str, ...]
    codes: tuple[Mapping[str, str], ...]

    def known(self, name: str) -> str | None:
        """The code of a name; of two lists that of the first that has it."""
        return next((codes[name] for codes in self.codes if name in codes), None)


def plain_area(name: str) -> str:
    """What an area is called without its kind and its marks: «Tỉnh Thừa Thiên - Huế»."""
    plain = " ".join(re.sub(r"[-–—_]", " ", folded(name)).split())
    return " ".join(_AFTER.sub("", _BEFORE.sub("", plain, count=1)).split())


def know_areas(project: Project, packages: Sequence[Package], *, every: bool) -> None:
    """Give the columns of a project the portal's own lists where these have their names.

    Of a table whose areas are names it is enough that half of them are known (`every` is False);
    data that bring their own codes are taken so only where all of them are.
    """
    lists = list(_lists(packages))
    for column in project.columns if lists else ():
        names = _names(project, column)
        if len(names) < 2:
            continue
        found = [(_known(names, listed), listed) for listed in lists]
        known, listed = max(found, key=lambda pair: len(pair[0]), default=({}, None))
        matched = _apart(known, project, column)
        least = len(names) if every else (len(names) + 1) // 2
        if listed is None or len(matched) < least:
            continue
        project.lists[column] = listed.targets
        _use(project, column, matched)
        project.lose("area_list", f"{project.columns[column]} ({listed.targets[0]})")
        for code in project.codes[column]:
            if code != project.totals.get(column):
                project.lose("area", f"{project.columns[column]}: {code}")


def _names(project: Project, column: str) -> Mapping[str, tuple[str, ...]]:
    """What each code of a column is called, without that of the whole."""
    return {
        code: tuple(dict.fromkeys((code, *names.values())))
        for code, names in project.codes[column].items()
        if code != project.totals.get(column)
    }


def _known(names: Mapping[str, tuple[str, ...]], listed: _Listed) -> dict[str, str]:
    """The portal's code of each code that has one."""
    found = {
        code: next(filter(None, (listed.known(plain_area(text)) for text in texts)), None)
        for code, texts in names.items()
    }
    return {code: known for code, known in found.items() if known is not None}


def _apart(known: Mapping[str, str], project: Project, column: str) -> dict[str, str]:
    """Without codes by which two values would become one: «Tỉnh An Giang» and «An Giang»."""
    shared = {code for code, count in Counter(known.values()).items() if count > 1}
    if not shared:
        return dict(known)
    others = (*KEY, *(name for name in project.columns if name != column))
    rows: dict[str, set[tuple[str, ...]]] = {}
    for cells in project.values:
        if known.get(code := cells.get(column, "")) in shared:
            rows.setdefault(code, set()).add(tuple(cells.get(name, "") for name in others))
    taken: dict[str, set[tuple[str, ...]]] = {}
    apart = {}
    for code, own in known.items():
        if taken.setdefault(own, set()).isdisjoint(rows.get(code, ())):
            apart[code] = own
            taken[own] |= rows.get(code, set())
    return apart


def _use(project: Project, column: str, matched: Mapping[str, str]) -> None:
    project.values = [
        {**cells, column: matched[cells[column]]} if cells.get(column) in matched else cells
        for cells in project.values
    ]
    project.codes[column] = {
        code: names for code, names in project.codes[column].items() if code not in matched
    }
    project.geocodes.pop(column, None)


def _lists(packages: Sequence[Package]) -> Iterator[_Listed]:
    """The code lists of areas, those of one package together, in each order."""
    for package in packages:
        found = [resource for resource in package.resources if _key(resource)]
        if not any(_is_of_areas(resource) for resource in found):
            continue
        areas = [each for each in found if _is_of_areas(each) or _shares_key(each, found)]
        for first in areas:
            ordered = [first, *(each for each in areas if each is not first)]
            yield _Listed(
                tuple(f"{package.id}/{each.name}/{_key(each)}" for each in ordered),
                tuple(_codes(each) for each in ordered),
            )


def _key(resource: Resource) -> str | None:
    table = resource.table
    if table is None or len(table.schema.primary_key) != 1:
        return None
    return table.schema.primary_key[0]


def _is_of_areas(resource: Resource) -> bool:
    assert resource.table is not None
    columns = {field.name for field in resource.table.schema.fields}
    return bool(columns & _MARKS_OF_AREAS) or resource.boundaries is not None


def _shares_key(resource: Resource, others: Sequence[Resource]) -> bool:
    """True for the list of after a merger, which is keyed as that of before."""
    return any(_is_of_areas(each) and _key(each) == _key(resource) for each in others)


def _codes(resource: Resource) -> Mapping[str, str]:
    """The code of each name of a list, unless two areas share it."""
    table, key = resource.table, _key(resource)
    assert table is not None
    assert key is not None
    owners: dict[str, set[str]] = {}
    for record in table.records():
        code = str(record[key])
        owners.setdefault(plain_area(code), set()).add(code)
        for name, cell in record.items():
            if cell is not None and name.startswith((*_NAMES, "iso_3166_2")):
                texts = cell if isinstance(cell, tuple) else str(cell).split(";")
                for text in texts:
                    owners.setdefault(plain_area(str(text)), set()).add(code)
    return {name: min(codes) for name, codes in owners.items() if len(codes) == 1}
