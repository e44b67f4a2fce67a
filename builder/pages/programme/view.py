"""A view of a portal that also knows how its indicators do."""

from dataclasses import dataclass, field

from builder.programme.progress.results import Results
from builder.view import View


@dataclass(frozen=True, kw_only=True)
class ProgrammeView(View):
    """What pages of indicators are made from."""

    progress: Results = field(default_factory=dict)
    """Progress by indicator id, by the register's method."""
    comparison: Results = field(default_factory=dict)
    """The same by the method of comparison."""
