"""What each body leads, carries out, measures, reports, issues, and where it is named; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.language.text import Localised
from builder.model import Catalogue, Document, Indicator, Organisation, Task
from builder.packages.records import records, text
from builder.programme.membership import NamedList, named_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation with everything that the documents say it does."""

    organisation: Organisation
    note: Localised | None
    units: tuple[str, ...]
    """Organisations whose parent it is."""
    predecessors: tuple[str, ...]
    """Organisations whose main functions it took over."""
    leads: tuple[Task, ...]
    carries_out: tuple[Task, ...]
    """Tasks that name it as implementing unit."""
    supports: tuple[Task, ...]
    """Tasks that name it as partner."""
    measures: tuple[Indicator, ...]
    reports: tuple[Indicator, ...]
    """Indicators that it compiles the report of."""
    answers_for: tuple[Indicator, ...]
    """Indicators it is responsible for without measuring or reporting them."""
    lists: tuple[NamedList, ...]
    """Lists that name it."""
    issued: tuple[Document, ...]

    @property
    def is_named(self) -> bool:
        """True if any document gives it something to do, names it in a list, or is issued by it."""
        done = (self.leads, self.carries_out, self.supports, self.lists, self.issued)
        return any(done) or any((self.measures, self.reports, self.answers_for))

    @property
    def is_new(self) -> bool:
        """True for a body of today that the documents do not know: it only succeeds others."""
        return bool(self.predecessors) and not self.is_named


def bodies(catalogue: Catalogue, languages: Sequence[str]) -> Mapping[str, Body]:
    """Every organisation of the catalogue by id, in its order."""
    notes = _notes(catalogue, languages)
    lists = named_lists(catalogue.packages, languages)
    return {
        one.id: _body(one, catalogue, notes.get(one.id), lists)
        for one in catalogue.organisations.values()
    }


def _notes(catalogue: Catalogue, languages: Sequence[str]) -> Mapping[str, Localised | None]:
    package = catalogue.package("organisations")
    return {
        record["organisation_id"]: text(record, "note", languages)
        for record in records(package, "organisations")
    }


def _body(
    organisation: Organisation,
    catalogue: Catalogue,
    note: Localised | None,
    lists: Sequence[NamedList],
) -> Body:
    own = organisation.id
    others = catalogue.organisations.values()
    tasks = [task for found in catalogue.tasks.values() for task in found]
    measures = _measured(catalogue, own)
    reports = _reported(catalogue, own)
    return Body(
        organisation=organisation,
        note=note,
        units=tuple(one.id for one in others if one.parent == own),
        predecessors=tuple(one.id for one in others if one.successor == own),
        leads=tuple(one for one in tasks if own in one.lead),
        carries_out=tuple(one for one in tasks if own in one.implementers),
        supports=tuple(one for one in tasks if own in one.partners),
        measures=measures,
        reports=reports,
        answers_for=tuple(
            one
            for one in catalogue.indicators
            if own in one.responsible and one not in measures and one not in reports
        ),
        lists=tuple(
            one for one in lists if any(member.organisation == own for member in one.members)
        ),
        issued=tuple(one for one in catalogue.documents.values() if one.issuer == own),
    )


def _measured(catalogue: Catalogue, body: str) -> tuple[Indicator, ...]:
    return tuple(
        one for one in catalogue.indicators if any(body in row.measured_by for row in one.rows)
    )


def _reported(catalogue: Catalogue, body: str) -> tuple[Indicator, ...]:
    return tuple(
        one for one in catalogue.indicators if any(body in row.reported_by for row in one.rows)
    )
