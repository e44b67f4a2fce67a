"""What `portal init` has to know, by flags, by questions, or by default."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from builder.language.text import folded
from builder.packages.arrangement import WRITTEN_IN

DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "name": {"vi": "Cổng dữ liệu mở", "en": "Open data portal"},
    "body": {"vi": "Cơ quan duy trì cổng", "en": "Maintaining body"},
}
"""What stands in a portal until somebody says better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a new portal takes over from another one, as the rows of its files."""

    organisations: Sequence[Mapping[str, str]] = ()
    topics: Sequence[Mapping[str, str]] = ()
    """With at least one of each scheme, topic and pillar; empty where none are taken over."""
    documents: Sequence[Mapping[str, str]] = ()
    """Those that a row of the others is taken from."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files beside the data by their slash path, such as schemas/glossary.csv."""


NOTHING = Kept()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How a new portal is to be called, who answers for it, and where it will live."""

    languages: tuple[str, ...]
    name: Mapping[str, str]
    body: Mapping[str, str]
    base_url: str
    email: str
    accent: str
    day: datetime.date
    kept: Kept = NOTHING

    @property
    def topic(self) -> str:
        """Topic of the examples."""
        return self._first("topic", "government")

    @property
    def pillar(self) -> str:
        """Pillar of the examples."""
        return self._first("pillar", "goals")

    def _first(self, scheme: str, default: str) -> str:
        found = (row["topic_id"] for row in self.kept.topics if row["scheme"] == scheme)
        return next(found, default)

    @property
    def body_id(self) -> str:
        """Id of the body among the organisations, made of its name."""
        spare = self.body.get("en") or next(iter(self.body.values()))
        return re.sub(r"[^a-z0-9]+", "-", folded(spare)).strip("-") or "maintainers"


Ask = Callable[[str, str, str], str]
"""Asks for a text: key of the question, language, default; gives the answer."""


def answers(given: Mapping[str, Sequence[str]], ask: Ask | None, *, day: datetime.date) -> Answers:
    """The answers given by flags, the others asked for; the defaults where nobody is asked.

    `given` holds the texts of each flag; those of `name` and `body` are `language=text`.
    Raises: ValueError if a flag is malformed.
    """
    languages = tuple(",".join(given.get("languages") or ["vi,en"]).split(","))

    def setting(key: str, default: str) -> str:
        found = given.get(key)
        return found[0] if found else ask(key, "", default) if ask else default

    return Answers(
        languages=languages,
        name=_texts("name", given.get("name", ()), languages, ask),
        body=_texts("body", given.get("body", ()), languages, ask),
        base_url=setting("url", "https://example.org/"),
        email=setting("email", ""),
        accent=setting("accent", "#0F6CA3"),
        day=day,
    )


def _texts(
    key: str, given: Sequence[str], languages: Sequence[str], ask: Ask | None
) -> Mapping[str, str]:
    pairs = dict(_pair(text) for text in given)
    defaults = DEFAULTS[key]
    found: dict[str, str] = {}
    for language in languages:
        default = defaults.get(language, defaults[WRITTEN_IN[-1]])
        text = pairs.get(language) or (ask(key, language, default) if ask else default)
        found[language] = text
    return found


def _pair(text: str) -> tuple[str, str]:
    language, equals, said = text.partition("=")
    if not equals:
        raise ValueError(f"{text}: must look like vi=…")
    return language, said
