"""A portal in one language: numbers, dates, names and links as finished texts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from builder.language.code_words import code_words
from builder.language.periods import Period
from builder.language.quotations import is_vietnamese
from builder.language.text import (
    MISSING,
    Foreign,
    date_text,
    moment_text,
    period_text,
    printed_number,
)
from builder.language.words import Words, words
from builder.model import Cell, Field, Observation, Source
from builder.portal import Portal
from builder.routes import Routes
from builder.site import Link


@dataclass(frozen=True, kw_only=True)
class View:
    """A portal in one of its languages."""

    portal: Portal
    language: str

    @cached_property
    def words(self) -> Words:
        """The words of the language."""
        return words(self.language)

    @cached_property
    def routes(self) -> Routes:
        """The address of each page."""
        return self.portal.routes

    def uri(self, section: str, *ids: str) -> str:
        """Uri of a page in this language."""
        return self.routes.uri(self.language, section, *ids)

    def date(self, day: datetime.date | None) -> str:
        """A day, or a dash."""
        return date_text(day, self.language) if day else MISSING

    def period(self, period: Period) -> str:
        """A year, quarter, month or day."""
        return period_text(period, self.language)

    def number(self, value: Decimal | int) -> str:
        """A number with the language's marks and every digit that it has."""
        return printed_number(value, self.language)

    def amount(self, value: Decimal, unit: str) -> str:
        """A number with its unit: 14,26%, hạng 86."""
        return self.words(f"unit.{unit}.value", value=self.number(value))

    def value(self, observation: Observation) -> str:
        """A printed value as read: ≥ 50%, Top 50; «not yet available» where there is none."""
        if observation.value is None:
            return self.words("value.missing")
        amount = self.amount(observation.value, observation.unit)
        if observation.value_high is not None:
            high = self.amount(observation.value_high, observation.unit)
            return f"{self.number(observation.value)}–{high}"
        if observation.operator == "top":
            return f"Top {self.number(observation.value)}"
        if observation.operator == "approx":
            return self.words("value.approx", value=amount)
        if observation.operator in (None, "="):
            return amount
        return f"{observation.operator}\u00a0{amount}"

    def cell(self, cell: Cell, field: Field) -> str:
        """A cell of a table as text, nothing of it left out; missing values stay empty."""
        if cell is None:
            return ""
        if isinstance(cell, tuple):
            return "; ".join(cell)
        return cell if isinstance(cell, str) else self._typed(cell, field)

    def _typed(self, cell: Cell, field: Field) -> str:
        if isinstance(cell, bool):
            return self.words(f"boolean.{str(cell).lower()}")
        if isinstance(cell, (Decimal, int)):
            return f"{cell:04}" if field.type == "year" else self.number(cell)
        if isinstance(cell, (datetime.datetime, datetime.time)):
            return moment_text(cell, self.language)
        return self.date(cell) if isinstance(cell, datetime.date) else str(cell)

    def category(self, value: str, field: Field) -> str:
        """A category in words: its label, else those of the portal, else the code itself."""
        if value in field.labels:
            return field.labels[value]
        return next(code_words(field.name, value, field.categories, self.words), value)

    def organisation(self, organisation_id: str) -> str:
        """Name of a body."""
        found = self.portal.organisations.get(organisation_id)
        return found.name[self.language] if found else organisation_id

    def organisations(self, ids: Iterable[str]) -> str:
        """Names of bodies, separated by semicolons."""
        return "; ".join(self.organisation(identifier) for identifier in ids)

    def bodies(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """Bodies as links to their pages."""
        return tuple(self.body(identifier) for identifier in ids)

    def body(self, organisation_id: str) -> Link:
        """A body by its name, as a link to its page."""
        return Link(
            text=self.organisation(organisation_id),
            uri=self.uri("organisations", organisation_id),
        )

    def kind_of_body(self, kind: str) -> str:
        """A kind of organisation in words; its code where the portal has no words for it."""
        key = f"code.kind.{kind}"
        return self.words(key) if key in self.words else kind

    def topic(self, topic_id: str) -> str:
        """Name of a topic or pillar."""
        found = self.portal.topics.get(topic_id)
        return found.name[self.language] if found else topic_id

    def document(self, document_id: str) -> Link:
        """A document's short name and its page; an unknown one leads to the list."""
        found = self.portal.documents.get(document_id)
        if found is None:
            return Link(text=document_id, uri=f"{self.uri('documents')}#{document_id}")
        return Link(
            text=found.number or found.title[self.language],
            uri=self.uri("documents", document_id),
        )

    def printed(self, text: str) -> str:
        """Words of a document where no translation stands: told as Vietnamese on other pages."""
        return Foreign(text, "vi") if self.language != "vi" and is_vietnamese(text) else text

    def place(self, locator: str) -> str:
        """A place in a document («Điều 2.a»), in English where its words are known."""
        said = self.portal.locators.english(locator) if self.language == "en" else None
        return said or self.printed(locator)

    def source(self, source: Source) -> "SourceLink":
        """Where a row stands: document, and place within it."""
        said = self.portal.locators.english(source.locator) if self.language == "en" else None
        return SourceLink(
            document=self.document(source.document),
            locator=said or source.locator,
            locator_language="en" if said else "vi",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """The source of one printed row, as a page shows it."""

    document: Link
    locator: str
    locator_language: str
    """Vietnamese, the words of the document, where they cannot be said in English."""
