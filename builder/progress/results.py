"""Catalogue → the progress of every indicator; the one place that knows both."""

from collections.abc import Mapping
from dataclasses import replace

from builder.model import Catalogue, Indicator
from builder.progress.choice import chosen
from builder.progress.methods import COMPARISON, METHODS
from builder.progress.result import Progress, Signal
from builder.progress.rules import DEFAULT, Rule, rules
from builder.register import REGISTER

Results = Mapping[str, Progress]
"""Progress by indicator id, in the order of the register."""


def progress_results(catalogue: Catalogue) -> Results:
    """The progress of every indicator, by the method that the register names for it."""
    found = rules(catalogue.package(REGISTER))
    return {
        one.id: progress_of(one, found.get(one.id, DEFAULT), catalogue)
        for one in catalogue.indicators
    }


def comparison_results(catalogue: Catalogue) -> Results:
    """The same by the method that every result is compared with."""
    found = rules(catalogue.package(REGISTER))
    return {
        one.id: progress_by(COMPARISON, one, found.get(one.id, DEFAULT), catalogue)
        for one in catalogue.indicators
    }


def progress_of(indicator: Indicator, rule: Rule, catalogue: Catalogue) -> Progress:
    """The progress of one indicator, with what the numbers of other documents would make of it."""
    found = progress_by(rule.method, indicator, rule, catalogue)
    if not found.others:
        return found
    packages = dict.fromkeys(one.package for one in indicator.observations)
    leads = (replace(rule, lead_package=package) for package in packages)
    signals = {progress_by(rule.method, indicator, lead, catalogue).signal for lead in leads}
    differing = tuple(one for one in Signal if one in signals and one is not found.signal)
    return replace(found, notes=(*found.notes, "disagree"), other_signals=differing)


def progress_by(method: str, indicator: Indicator, rule: Rule, catalogue: Catalogue) -> Progress:
    """The progress of one indicator by a method of one's choice."""
    choice = chosen(indicator, rule, catalogue.documents, catalogue.as_of)
    return replace(METHODS[method](choice.series), others=choice.others)
