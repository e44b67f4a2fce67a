"""What each body leads, carries out, measures, reports, issues, and where it is named; pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from builder.language.text import Localised
from builder.model import Document, Indicator, Organisation, Task
from builder.packages.records import all_records, text
from builder.packages.table_rows import OrganisationRow
from builder.portal import Portal
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
    units = _by(organisations, lambda organisation: [organisation.parent])
    predecessors = _by(organisations, lambda organisation: [organisation.successor])
    leads = _by(tasks, lambda task: task.lead)
    carries_out = _by(tasks, lambda task: task.implementers)
    supports = _by(tasks, lambda task: task.partners)
    measures = _by(
        indicators, lambda indicator: chain.from_iterable(row.measured_by for row in indicator.rows)
    )
    reports = _by(
        indicators, lambda indicator: chain.from_iterable(row.reported_by for row in indicator.rows)
    )
    responsible = _by(indicators, lambda indicator: indicator.responsible)
    lists = _by(
        named_lists(portal.packages, languages),
        lambda named: [member.organisation for member in named.members],
    )
    issued = _by(portal.documents.values(), lambda document: [document.issuer])
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


_Thing = TypeVar("_Thing")


def _by(
    things: Iterable[_Thing], named: Callable[[_Thing], Iterable[str | None]]
) -> Mapping[str, list[_Thing]]:
    """Things by each organisation that they name, in their order."""
    found: defaultdict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        for organisation_id in dict.fromkeys(named(thing)):
            if organisation_id is not None:
                found[organisation_id].append(thing)
    return found


def _notes(portal: Portal, languages: Sequence[str]) -> Mapping[str, Localised | None]:
    return {
        record["organisation_id"]: text(record, "note", languages)
        for record in all_records(portal.packages, OrganisationRow)
    }
