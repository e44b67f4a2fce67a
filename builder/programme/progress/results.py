"""Catalogue → the progress of every indicator; the one place that knows both."""

from collections.abc import Mapping
from dataclasses import replace

from builder.model import Indicator
from builder.portal import Portal
from builder.programme.progress.choice import chosen
from builder.programme.progress.methods import COMPARISON, METHODS
from builder.programme.progress.result import Progress, Signal
from builder.programme.progress.rules import DEFAULT, Rule, rules
from builder.programme.progress.series import reached

Results = Mapping[str, Progress]
"""Progress by indicator id, in the order of the register."""


def progress_results(portal: Portal) -> Results:
    """The progress of every indicator, by the method that the register names for it."""
    found = rules(portal.packages)
    return {
        indicator.id: progress_of(indicator, found.get(indicator.id, DEFAULT), portal)
        for indicator in portal.indicators
    }


def comparison_results(portal: Portal) -> Results:
    """The same by the method that every result is compared with."""
    found = rules(portal.packages)
    return {
        indicator.id: progress_by(COMPARISON, indicator, found.get(indicator.id, DEFAULT), portal)
        for indicator in portal.indicators
    }


def progress_of(indicator: Indicator, rule: Rule, portal: Portal) -> Progress:
    """The progress of one indicator, with what the numbers of other documents would make of it."""
    found = progress_by(rule.method, indicator, rule, portal)
    found = replace(found, notes=(*found.notes, *_more_notes(found, indicator)))
    if not found.others:
        return found
    rows = chosen(indicator, rule, portal.documents, portal.as_of).rows
    leads = (replace(rule, lead_row=row) for row in rows)
    signals = {progress_by(rule.method, indicator, lead, portal).signal for lead in leads}
    differing = tuple(
        signal for signal in Signal if signal in signals and signal is not found.signal
    )
    return replace(found, notes=(*found.notes, "disagree"), other_signals=differing)


def _more_notes(found: Progress, indicator: Indicator) -> tuple[str, ...]:
    """One value has no path behind it, but a plan for its time that it does not reach."""
    plan, latest = found.plan, found.latest
    if found.signal is not Signal.ONE_VALUE or plan is None or latest is None:
        return ()
    return () if reached(latest, plan, up=indicator.direction != "down") else ("plan-missed",)


def progress_by(method: str, indicator: Indicator, rule: Rule, portal: Portal) -> Progress:
    """The progress of one indicator by a method of one's choice."""
    choice = chosen(indicator, rule, portal.documents, portal.as_of)
    return replace(
        METHODS[method](choice.series),
        others=choice.others,
        plan=choice.plan,
        printed=choice.printed,
    )
