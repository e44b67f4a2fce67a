"""What each body leads, carries out, measures, reports, issues, and where it is named; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from builder.language.text import Localised
from builder.model import Document, Indicator, Organisation, Task
from builder.packages.records import all_records, text
from builder.packages.table_rows import OrganisationRow
from builder.portal import Portal, by_name
from builder.programme.named_lists import NamedList, named_lists


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
    def tasks(self) -> frozenset[tuple[str, str]]:
        """Package and id of each task that it leads or carries out."""
        return frozenset((task.package, task.id) for task in (*self.leads, *self.carries_out))

    @property
    def indicators(self) -> frozenset[str]:
        """Ids of the indicators that it measures, reports or answers for."""
        own = (*self.measures, *self.reports, *self.answers_for)
        return frozenset(indicator.id for indicator in own)

    @property
    def is_named(self) -> bool:
        """True if any document gives it something to do, names it in a list, or is issued by it."""
        done = (self.leads, self.carries_out, self.supports, self.lists, self.issued)
        return any(done) or any((self.measures, self.reports, self.answers_for))

    @property
    def is_new(self) -> bool:
        """True for a body of today that the documents do not know: it only succeeds others."""
        return bool(self.predecessors) and not self.is_named


def bodies(portal: Portal) -> Mapping[str, Body]:
    """Every organisation of the portal by id, in its order."""
    languages = portal.settings.languages
    notes = _notes(portal, languages)
    tasks = [task for task_list in portal.tasks.values() for task in task_list]
    organisations, indicators = portal.organisations.values(), portal.indicators
    units = by_name(organisations, lambda organisation: [organisation.parent])
    predecessors = by_name(organisations, lambda organisation: [organisation.successor])
    leads = by_name(tasks, lambda task: task.lead)
    carries_out = by_name(tasks, lambda task: task.implementers)
    supports = by_name(tasks, lambda task: task.partners)
    measures = by_name(
        indicators, lambda indicator: chain.from_iterable(row.measured_by for row in indicator.rows)
    )
    reports = by_name(
        indicators, lambda indicator: chain.from_iterable(row.reported_by for row in indicator.rows)
    )
    responsible = by_name(indicators, lambda indicator: indicator.responsible)
    lists = by_name(
        named_lists(portal.packages, languages),
        lambda named: [member.organisation for member in named.members],
    )
    issued = by_name(portal.documents.values(), lambda document: [document.issuer])
    return {
        own: Body(
            organisation=organisation,
            note=notes.get(own),
            units=tuple(unit.id for unit in units[own]),
            predecessors=tuple(earlier.id for earlier in predecessors[own]),
            leads=tuple(leads[own]),
            carries_out=tuple(carries_out[own]),
            supports=tuple(supports[own]),
            measures=tuple(measures[own]),
            reports=tuple(reports[own]),
            answers_for=tuple(
                indicator
                for indicator in responsible[own]
                if indicator not in measures[own] and indicator not in reports[own]
            ),
            lists=tuple(lists[own]),
            issued=tuple(issued[own]),
        )
        for own, organisation in portal.organisations.items()
    }


def with_units(body: Body, known: Mapping[str, Body]) -> Iterator[Body]:
    """A body, its units, and theirs."""
    yield body
    for unit in body.units:
        yield from with_units(known[unit], known)


def _notes(portal: Portal, languages: Sequence[str]) -> Mapping[str, Localised | None]:
    return {
        record["organisation_id"]: text(record, "note", languages)
        for record in all_records(portal.packages, OrganisationRow)
    }
