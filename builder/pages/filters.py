"""Filters of a long list: choices with their counts; the browser hides what does not match."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.language.text import collation_key

MOST_CHOICES = 60
"""Choices of a filter that are elements of the page from the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter."""

    value: str
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter: its rows carry `data-<name>` with their values, separated by semicolons."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def packed(self) -> str | None:
        """Many choices as JSON, of which the browser makes elements; None for a few."""
        if len(self.choices) <= MOST_CHOICES:
            return None
        found = [[choice.value, choice.text, choice.count] for choice in self.choices]
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def list_filter(
    name: str, label: str, values: Iterable[tuple[str, ...]], texts: Mapping[str, str]
) -> Filter | None:
    """A filter over the values of all rows, named by `texts`; None where there is no choice."""
    counts = Counter(value for row in values for value in row)
    if len(counts) < 2:
        return None
    named = [Choice(value=code, text=texts[code], count=count) for code, count in counts.items()]
    return Filter(
        name=name,
        label=label,
        choices=tuple(sorted(named, key=lambda choice: collation_key(choice.text))),
    )
