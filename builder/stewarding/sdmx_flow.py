"""What the files of a data flow of SDMX say, whichever of its formats they are in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"
MEASURE = "MEASURE"
"""What a dimension is called that says which of several measures a value is of."""

Names = Mapping[str, str]


class NotSdmxError(Exception):
    """A file that is no data and no structure of SDMX."""


@dataclass(slots=True, kw_only=True)
class Sdmx:
    """What the files of a data flow say."""

    flow: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    """Name of the data flow by language."""
    dimensions: list[str] = field(default_factory=list)
    """Without the time; in the order of the structure, else of the data."""
    attributes: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    """What a structure calls its values; none where no structure says it."""
    rows: list[dict[str, str]] = field(default_factory=list)
    deleted: int = 0
    concepts: dict[str, Names] = field(default_factory=dict)
    """Names of dimensions and attributes."""
    codes: dict[str, dict[str, Names]] = field(default_factory=dict)
    """Names of codes by dimension or attribute."""
    is_described: bool = False
    """True if a structure says what is a dimension."""
