"""The metrics of the MQA of data.europa.eu with their points, in the strict reading.

Where sources of the method differ, the stricter one counts: an address answers with 2xx, not 3xx;
format and media type must both be terms of their tables; dates stand on the distribution.
Source: https://data.europa.eu/mqa/methodology
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from builder.quality.lists import (
    ACCESS_RIGHTS,
    FILE_TYPES,
    LICENCE_TERMS,
    MACHINE_READABLE,
    NON_PROPRIETARY,
    is_media_type,
)
from builder.quality.rules import Judge, answering, conforming, given, listed

METHOD_VERSION = "1.1.0"
"""Version of this reading of the method."""

METHOD_URL = "https://data.europa.eu/mqa/methodology"


class Dimension(StrEnum):
    """What a metric is good for."""

    FINDABILITY = "findability"
    ACCESSIBILITY = "accessibility"
    INTEROPERABILITY = "interoperability"
    REUSABILITY = "reusability"
    CONTEXTUALITY = "contextuality"


class Level(StrEnum):
    """What a metric looks at: the dataset, or the best of its distributions."""

    DATASET = "dataset"
    DISTRIBUTION = "distribution"


class Rating(StrEnum):
    """What a total is called."""

    EXCELLENT = "excellent"
    GOOD = "good"
    SUFFICIENT = "sufficient"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Metric:
    """One question, its points for a yes, and how it is answered."""

    id: str
    """Name in the vocabulary of the method."""
    dimension: Dimension
    level: Level
    points: int
    judge: Judge

    def __reduce__(self) -> tuple[Callable[[str], "Metric"], tuple[str]]:
        """For another process: its name says all."""
        return metric_of, (self.id,)


def metric_of(id: str) -> Metric:
    """The metric of a name."""
    return next(metric for metric in METRICS if metric.id == id)


_F, _A, _I, _R, _C = Dimension
_SET, _DIST = Level

METRICS: tuple[Metric, ...] = (
    Metric("keywordAvailability", _F, _SET, 30, given("dcat:keyword")),
    Metric("categoryAvailability", _F, _SET, 30, given("dcat:theme")),
    Metric("spatialAvailability", _F, _SET, 20, given("dct:spatial")),
    Metric("temporalAvailability", _F, _SET, 20, given("dct:temporal")),
    Metric("accessUrlStatusCode", _A, _DIST, 50, answering("dcat:accessURL")),
    Metric("downloadUrlAvailability", _A, _DIST, 20, given("dcat:downloadURL")),
    Metric("downloadUrlStatusCode", _A, _DIST, 30, answering("dcat:downloadURL")),
    Metric("formatAvailability", _I, _DIST, 20, given("dct:format")),
    Metric("mediaTypeAvailability", _I, _DIST, 10, given("dcat:mediaType")),
    Metric(
        "formatMediaTypeVocabularyAlignment",
        _I,
        _DIST,
        10,
        listed(("dct:format", FILE_TYPES.__contains__), ("dcat:mediaType", is_media_type)),
    ),
    Metric(
        "formatMediaTypeNonProprietary",
        _I,
        _DIST,
        20,
        listed(("dct:format", NON_PROPRIETARY.__contains__)),
    ),
    Metric(
        "formatMediaTypeMachineInterpretable",
        _I,
        _DIST,
        20,
        listed(("dct:format", MACHINE_READABLE.__contains__)),
    ),
    Metric("dcatApCompliance", _I, _SET, 30, conforming),
    Metric("licenceAvailability", _R, _DIST, 20, given("dct:license")),
    Metric("knownLicence", _R, _DIST, 10, listed(("dct:license", LICENCE_TERMS.__contains__))),
    Metric("accessRightsAvailability", _R, _SET, 10, given("dct:accessRights")),
    Metric(
        "accessRightsVocabularyAlignment",
        _R,
        _SET,
        5,
        listed(("dct:accessRights", ACCESS_RIGHTS.__contains__)),
    ),
    Metric("contactPointAvailability", _R, _SET, 20, given("dcat:contactPoint")),
    Metric("publisherAvailability", _R, _SET, 10, given("dct:publisher")),
    Metric("rightsAvailability", _C, _DIST, 5, given("dct:rights")),
    Metric("byteSizeAvailability", _C, _DIST, 5, given("dcat:byteSize")),
    Metric("dateIssuedAvailability", _C, _DIST, 5, given("dct:issued")),
    Metric("dateModifiedAvailability", _C, _DIST, 5, given("dct:modified")),
)

MAXIMUM = sum(metric.points for metric in METRICS)
"""Points of a dataset that meets every metric: 405."""

LEAST = ((351, Rating.EXCELLENT), (221, Rating.GOOD), (121, Rating.SUFFICIENT), (0, Rating.BAD))
"""The least total of each rating, best first; of exactly 120 the sources disagree."""


def rating(total: int) -> Rating:
    """What a total is called."""
    return next(stars for least, stars in LEAST if total >= least)


def maximum(dimension: Dimension) -> int:
    """Points of a dataset that meets every metric of a dimension."""
    return sum(metric.points for metric in METRICS if metric.dimension is dimension)
