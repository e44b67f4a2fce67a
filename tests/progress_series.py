"""Series for the tests of progress: written as a reader would note them down."""

import datetime
from decimal import Decimal

from builder.language.periods import Period
from builder.programme.progress.series import FAR, TOLERANCE, Point, Series

DAY = datetime.date(2026, 11, 21)


def point(period: str, value: str | Decimal, *, kind: str = "actual", operator: str = "=") -> Point:
    """One printed number."""
    return Point(period=Period(period), kind=kind, operator=operator, value=Decimal(value))


def target(period: str, value: str | Decimal, operator: str = "=") -> Point:
    """One target."""
    return point(period, value, kind="target", operator=operator)


def series(
    values: dict[str, str],
    aim: Point | None,
    *,
    direction: str = "up",
    unit: str = "percent",
    plans: dict[str, str] | None = None,
    as_of: datetime.date = DAY,
    tolerance: Decimal = TOLERANCE,
    far: Decimal = FAR,
) -> Series:
    """A series from values and plans by period."""
    return Series(
        values=tuple(point(period, value) for period, value in values.items()),
        plans=tuple(point(period, value, kind="plan") for period, value in (plans or {}).items()),
        target=aim,
        direction=direction,
        unit=unit,
        as_of=as_of,
        tolerance=tolerance,
        far=far,
    )


GDP_SHARE = series(
    {"2022": "14.26", "2024-Q1": "16.5"},
    target("2025", "20"),
    plans={"2023": "15.5", "2024": "17.5"},
)
"""The share of the digital economy in GDP, as the documents print it."""

OPEN_DATA_RANK = series(
    {"2020": "97", "2022": "87"},
    target("2025", "50", "top"),
    direction="down",
    unit="rank",
    tolerance=Decimal(10),
)
"""The open data rank, as the documents print it."""
