"""How the register says that each indicator is judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.language.periods import Period
from builder.model import Package
from builder.packages.records import all_records
from builder.packages.table_rows import RegisterRow
from builder.programme.progress.series import FAR, TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What the register decides for one indicator."""

    method: str = "linear-path"
    """Key of `methods.METHODS`."""
    tolerance: Decimal = TOLERANCE
    """Percent of the way that still counts as on track."""
    far: Decimal = FAR
    """Percent of the way from which behind is far behind."""
    lead_package: str | None = None
    """Package whose numbers are used where documents disagree; None: the latest document's."""
    lead_row: tuple[str, str] | None = None
    """Package and row whose numbers are used before all others: to ask what they would say."""
    baseline_period: Period | None = None
    """Period that progress is counted from; None: the first value there is."""


DEFAULT = Rule()


def rules(packages: Iterable[Package]) -> Mapping[str, Rule]:
    """The rule of each indicator by its id; a cell left empty is the default."""
    return {
        record["indicator_id"]: Rule(
            method=record["method"],
            tolerance=TOLERANCE if record["tolerance"] is None else record["tolerance"],
            far=FAR if record["far"] is None else record["far"],
            lead_package=record["lead_package"],
            baseline_period=Period(start) if (start := record["baseline_period"]) else None,
        )
        for record in all_records(packages, RegisterRow)
    }
