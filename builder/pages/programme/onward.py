"""Where a reader goes on to from an indicator: the one before and after, its group, its issues."""

from dataclasses import dataclass

from builder.model import Indicator
from builder.pages.programme.discrepancies import issue_link
from builder.pages.programme.view import ProgrammeView
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """Ways from an indicator to others and to what is known of it."""

    previous: Link | None
    following: Link | None
    group: tuple[Link, ...]
    """The other indicators of its pillar, in the register's order."""
    issues: tuple[Link, ...]
    """Known issues about it, at their places on the page of discrepancies."""
    compare: str
    """Uri of the comparison, this indicator chosen."""


def onward(indicator: Indicator, view: ProgrammeView) -> Onward:
    """The ways from the page of an indicator."""
    register = view.portal.indicators
    place = [other.id for other in register].index(indicator.id)
    return Onward(
        previous=indicator_link(register[place - 1], view) if place else None,
        following=indicator_link(register[place + 1], view) if register[place + 1 :] else None,
        group=tuple(
            indicator_link(other, view)
            for other in register
            if other.pillar == indicator.pillar and other.id != indicator.id
        ),
        issues=tuple(issue_link(issue, view) for issue in view.issues_of.get(indicator.id, ())),
        compare=f"{view.uri('compare')}?c={indicator.id}",
    )


def indicator_link(indicator: Indicator, view: ProgrammeView) -> Link:
    """An indicator by its short name."""
    return Link(text=indicator.short_name[view.language], uri=view.uri("indicators", indicator.id))
