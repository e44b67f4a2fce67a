"""Ids of publishers and topics for what people call them: «Xã hội» → xa-hoi, «Bộ TTTT» → mic."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from builder.language.text import folded
from builder.language.words import Words
from builder.model import Package, Resource
from builder.stewarding.terminal import RefusedError

LISTS: Mapping[str, str] = {"publisher": "organisations", "topic": "topics"}
"""Kind of the table that holds what a flag names."""

_NAMING = ("name_", "alias", "abbreviation", "number")
"""How columns with names begin."""

_OFFERED = 15
"""Ids that are told where none is near."""


class Called:
    """What the portal's lists hold, by flag; documents too, which people name by number."""

    def __init__(self, packages: Sequence[Package], t: Words) -> None:
        self._tables = {
            flag: [found for package in packages if (found := package.table(kind))]
            for flag, kind in {**LISTS, "document": "documents"}.items()
        }
        self._t = t

    def ids(self, flag: str) -> list[str]:
        """The ids that a flag takes, in the order of the list."""
        return [key for table in self._tables[flag] for key, _ in _named(table)]

    def offered(self, flag: str) -> str:
        """Ids with their names, to choose from."""
        return ", ".join(self._said(flag, self.ids(flag)[:_OFFERED]))

    def settled(self, flag: str, texts: Sequence[str]) -> list[str]:
        """The ids of what was named.

        Raises: RefusedError for what the portal does not have, with the nearest.
        """
        return [self._id(flag, text) for text in texts]

    def _id(self, flag: str, text: str) -> str:
        names: dict[str, set[str]] = {}
        for table in self._tables[flag]:
            for key, called in _named(table):
                for name in (key, *called):
                    names.setdefault(folded(name), set()).add(key)
        found = names.get(folded(text.strip()), set())
        if len(found) == 1:
            return min(found)
        near = get_close_matches(folded(text), names, n=3)
        ids = sorted(found) or list(dict.fromkeys(min(names[name]) for name in near))
        told = ", ".join(self._said(flag, ids)) or self.offered(flag)
        raise RefusedError(self._t("adopt.unknown", flag=f"--{flag}", value=text, ids=told))

    def _said(self, flag: str, ids: Sequence[str]) -> list[str]:
        own = {
            key: _name(table, key, self._t.language)
            for table in self._tables[flag]
            for key, _ in _named(table)
        }
        return [f"{key} ({own[key]})" if own[key] else key for key in ids]


def _named(resource: Resource) -> Sequence[tuple[str, Sequence[str]]]:
    """The id of each row, and its names."""
    assert resource.table is not None, "a code list is a table"
    columns = [field.name for field in resource.table.schema.fields]
    places = [place for place, name in enumerate(columns) if name.startswith(_NAMING)]
    return [
        (str(row[0]), [text for place in places for text in _texts(row[place])])
        for row in resource.table.rows
    ]


def _texts(cell: object) -> Sequence[str]:
    if isinstance(cell, tuple):
        return [str(text) for text in cell]
    return [text for text in str(cell).split(";") if text] if cell else []


def _name(resource: Resource, key: str, language: str) -> str:
    """What a thing is called in a language; nothing where the list does not say."""
    assert resource.table is not None, "a code list is a table"
    columns = [field.name for field in resource.table.schema.fields]
    wanted = f"name_{language}"
    if wanted not in columns:
        return ""
    place = columns.index(wanted)
    return next((str(row[place] or "") for row in resource.table.rows if row[0] == key), "")
