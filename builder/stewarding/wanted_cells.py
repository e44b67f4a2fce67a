"""A cell as somebody saved it → as the column of a table wants it; None where that is not clear."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.language.spelling import NO_FIGURE
from builder.language.words import Words
from builder.model import Field, Schema
from builder.stewarding.additions import is_deadline_in_words, written_cell

CANONICAL: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(r"-?\d+(\.\d+)?", re.ASCII),
    "integer": re.compile(r"-?\d+", re.ASCII),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
}
"""How the cells of a type stand in the tables of a portal."""

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_IDS = re.compile(r"[a-z0-9-]+(?:\s*[;,]\s*[a-z0-9-]+)*\s*[;,]?")
_BETWEEN = re.compile(r"\s*[;,]\s*")
_ODD_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")


def _nothing_named(_: Field, __: str) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a table should be: its columns, the languages its words may be in, what names mean."""

    schema: Schema
    spoken: Sequence[Words]
    named: Callable[[Field, str], str | None] = _nothing_named
    """The ids that a text means in a column that points to another table: «Bộ TTTT» → mic."""
    delimiters: Mapping[str, str] = field(default_factory=dict)
    """What stands between the values of a list, by column."""

    def cell(self, column: Field, raw: str) -> str | None:
        """A cell as its column wants it; None where that is not clear."""
        text = _ODD_SPACES.sub(" ", raw).strip()
        pattern = CANONICAL.get(column.type)
        if pattern and pattern.fullmatch(text):
            return text
        if column.references and column.type in ("string", "list"):
            return self._ids(column, text)
        if column.type == "list":
            return self._listed(column, text) if _IDS.fullmatch(text) else text
        if pattern or column.categories or column.name == "period":
            return written_cell(column, text, self.spoken)
        return text

    def _ids(self, column: Field, text: str) -> str:
        """The ids of a cell; a text that means none is left for `portal validate` to tell."""
        if not text or _IDS.fullmatch(text):
            return self._listed(column, text) if column.type == "list" else text
        ids = self.named(column, text)
        return text if ids is None else self._listed(column, ids) if column.type == "list" else ids

    def _listed(self, column: Field, text: str) -> str:
        parts = (part for part in _BETWEEN.split(text) if part)
        return self.delimiters.get(column.name, ";").join(parts)

    def without_dash(self, given: Mapping[str, str]) -> dict[str, str]:
        """A row in which a dash for a figure is what it means: no figure, as it was printed."""
        row, names = dict(given), {column.name for column in self.schema.fields}
        if {"value", "obs_status"} <= names and given.get("value", "").strip() in NO_FIGURE:
            row["value"] = ""
            if given.get("obs_status", "").strip() in ("", "A", "E"):
                row["obs_status"] = "O"
            if not given.get("value_raw", "").strip():
                row["value_raw"] = given["value"].strip()
        return row

    def kept_words(
        self, given: Mapping[str, str], mended: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Words that became a code, id or day, for the empty column beside it that keeps them."""
        for column in self.schema.fields:
            raw, words = f"{column.name}_raw", given.get(column.name, "").strip()
            is_named = bool(column.references) and not _IDS.fullmatch(words)
            is_day = column.type == "date" and is_deadline_in_words(words)
            is_word = (
                is_named or is_day or (bool(column.categories) and words not in column.categories)
            )
            is_read = words and mended[column.name] not in ("", words)
            if is_read and is_word and mended.get(raw) == "":
                yield raw, words


def is_thousands(field: Field, raw: str) -> bool:
    """True for `1.234`, which is two numbers where the table has decimal commas."""
    return field.type == "number" and bool(_THOUSANDS.fullmatch(raw.strip()))
