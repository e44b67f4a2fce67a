"""Periods as SDMX writes them."""

from builder.language.periods import Period, period_or_none


def sdmx_period(text: str) -> Period | None:
    """A period of SDMX: `2024`, `2024-A1`, `2024-Q2`, `2024-M03`, `2024-03`, a day or its hour."""
    year, _, rest = text.strip().partition("-")
    if rest == "A1":
        return period_or_none(year)
    if rest[:1] == "M":
        return period_or_none(f"{year}-{rest[1:]}")
    return period_or_none(text.strip().partition("T00:00:00")[0])
