"""The methods by the names that the register uses; each has its section on the method page."""

from collections.abc import Callable, Mapping

from builder.programme.progress.cagr import cagr
from builder.programme.progress.levels import threshold, yes_no
from builder.programme.progress.paths import linear_path, plan_path, rank
from builder.programme.progress.result import Progress
from builder.programme.progress.series import Series

METHODS: Mapping[str, Callable[[Series], Progress]] = {
    "linear-path": linear_path,
    "plan-path": plan_path,
    "threshold": threshold,
    "rank": rank,
    "yes-no": yes_no,
    "cagr": cagr,
}
"""Every method: a pure function from a series to its progress that never raises."""

COMPARISON = "cagr"
"""The method that every result is compared with."""
