"""How an indicator stands, as pages show it: word and shape, the sentence, and every number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from builder.model import Indicator
from builder.pages.segments import Segment, labelled_segments
from builder.programme.progress.differences import document_ratings, methods_differ, rating_differs
from builder.programme.progress.result import Progress, Signal
from builder.programme.progress.result import Standing as Verdict
from builder.programme.progress.sentence import (
    change_words,
    difference_text,
    others_text,
    point_text,
    printed_text,
    sentence,
)
from builder.programme.reporting import next_report, reporting_events
from builder.reader import Reader
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A verdict as word and shape, with what it rests on: «Đã đạt · ước tính 2022»."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressBlock:
    """The section «Tiến độ» of an indicator's page."""

    standing: Chip
    sentence: str
    dispute: str | None
    """Which number would change the verdict; None where none would."""
    printed: str | None
    """The values of each time for which the sources print several; None where they agree."""
    discrepancies_uri: str
    ratings: tuple[str, ...]
    """What the documents say of it themselves."""
    numbers: tuple[tuple[str, str], ...]
    """Name and value of each input and result, so that a reader can reckon it again."""
    remarks: tuple[str, ...]
    """The documents' rating, the other method, the other documents' numbers."""
    method: Link
    dataset: Link


def chip(progress: Progress, reader: Reader) -> Chip:
    """The verdict of a result with its basis."""
    words, latest = reader.words, progress.latest
    is_disputed = progress.standing is Verdict.DISPUTED
    name = words("standing.disputed" if is_disputed else f"signal.{progress.signal}")
    if latest is not None:
        name = words(
            "standing.basis",
            name=name,
            kind=words(f"kind.{latest.kind}").lower(),
            period=reader.period(latest.period),
        )
    return Chip(code=progress.standing, name=name)


def progress_block(indicator: Indicator, reader: Reader) -> ProgressBlock | None:
    """The progress of an indicator; None where the portal computes none."""
    progress = reader.progress.get(indicator.id)
    if progress is None:
        return None
    words = reader.words
    return ProgressBlock(
        standing=chip(progress, reader),
        sentence=sentence(progress, words),
        dispute=_dispute(progress, reader),
        printed=words("progress.printed", values=printed_text(progress, words))
        if progress.printed
        else None,
        discrepancies_uri=reader.uri("discrepancies"),
        ratings=rating_texts(indicator, reader),
        numbers=(*_numbers(progress, reader), *_next_report(indicator, progress, reader)),
        remarks=tuple(_remarks(indicator, progress, reader)),
        method=Link(
            text=words(f"method.{progress.method}"),
            uri=f"{reader.uri('methods')}#{progress.method}",
        ),
        dataset=Link(text=words("progress.dataset"), uri=reader.uri("datasets", "progress")),
    )


def _dispute(progress: Progress, reader: Reader) -> str | None:
    if progress.standing is not Verdict.DISPUTED:
        return None
    words = reader.words
    return words(
        "progress.dispute",
        signal=words(f"signal.{progress.signal}").lower(),
        others=others_text(progress, words),
        signals=", ".join(words(f"signal.{one}").lower() for one in progress.other_signals),
    )


def rating_texts(indicator: Indicator, reader: Reader) -> tuple[str, ...]:
    """The documents' own ratings, each with the value that it is said of."""
    texts = (
        reader.words(
            "progress.rating.own",
            rating=reader.words(f"rating.{one.rating}"),
            value=reader.value(one),
            period=reader.period(one.period),
        )
        if one.value is not None
        else reader.words("progress.rating.bare", rating=reader.words(f"rating.{one.rating}"))
        for one in indicator.observations
        if one.rating
    )
    return tuple(dict.fromkeys(texts))


def _numbers(progress: Progress, reader: Reader) -> Iterable[tuple[str, str]]:
    words, unit = reader.words, progress.unit
    for name, point in (
        ("baseline", progress.baseline),
        ("latest", progress.latest),
        ("target", progress.target),
    ):
        if point and not (name == "baseline" and point == progress.latest):
            text = f"{point_text(point, unit, words)} ({reader.period(point.period)})"
            yield words(f"progress.{name}"), text
    yield from _way(progress, reader)
    yield from _paces(progress, reader)
    if progress.age is not None:
        text = words("progress.age", count=progress.age, as_of=reader.date(progress.as_of))
        yield words("progress.age.label"), text


def _next_report(
    indicator: Indicator, progress: Progress, reader: Reader
) -> Iterable[tuple[str, str]]:
    """When the next figures are due, where there are too few to judge by."""
    if progress.signal not in (Signal.ONE_VALUE, Signal.NO_DATA):
        return
    events = reporting_events(reader.catalogue.packages, reader.routes.languages)
    documents = {row.source.document for row in indicator.rows}
    found = next_report(events, documents, reader.catalogue.as_of)
    if found is not None:
        day, event = found
        text = reader.words(
            "progress.next_report.value",
            date=reader.date(day),
            document=reader.document(event.sources[0].document).text,
        )
        yield reader.words("progress.next_report"), text


def _way(progress: Progress, reader: Reader) -> Iterable[tuple[str, str]]:
    words, unit = reader.words, progress.unit
    if progress.expected is not None and progress.latest:
        label = words("progress.expected", period=reader.period(progress.latest.period))
        yield label, reader.amount(progress.expected, unit)
    if progress.gap is not None:
        yield words("progress.gap"), _gap(progress.gap, unit, reader)
    if progress.attainment and progress.baseline and progress.target:
        text = words(
            "progress.attainment.value",
            value=reader.number(progress.attainment),
            baseline=reader.amount(progress.baseline.value, unit),
            target=reader.amount(progress.target.value, unit),
        )
        yield words("progress.attainment"), text


def _paces(progress: Progress, reader: Reader) -> Iterable[tuple[str, str]]:
    words, unit = reader.words, progress.unit
    if progress.pace is not None:
        yield words("progress.pace"), _pace(progress.pace, unit, reader)
    if progress.needed_pace is not None and progress.latest:
        label = words("progress.needed", period=reader.period(progress.latest.period))
        yield label, _pace(progress.needed_pace, unit, reader)
    if progress.projection is not None and progress.target:
        label = words("progress.projection", period=reader.period(progress.target.period))
        yield label, reader.amount(progress.projection, unit)


def _gap(gap: Decimal, unit: str, reader: Reader) -> str:
    if gap == 0:
        return reader.words("progress.gap.none")
    key = "progress.gap.better" if gap > 0 else "progress.gap.worse"
    return reader.words(key, gap=difference_text(gap, unit, reader.words))


def _pace(pace: Decimal, unit: str, reader: Reader) -> str:
    value = change_words(pace, unit, reader.words)
    return reader.words("progress.pace.value", value=value)


def _remarks(indicator: Indicator, progress: Progress, reader: Reader) -> Iterable[str]:
    words = reader.words
    signal = words(f"signal.{progress.signal}")
    for rating in document_ratings(indicator):
        if rating_differs(rating, progress):
            yield words("progress.rating.differs", rating=words(f"rating.{rating}"), signal=signal)
    other = reader.comparison.get(indicator.id)
    if other is not None and methods_differ(progress, other):
        yield words("progress.methods.differ", signal=words(f"signal.{other.signal}"))


def change_text(progress: Progress, reader: Reader) -> str | None:
    """What changed from the baseline to the newest value; None where there is only one."""
    first, last = progress.baseline, progress.latest
    if first is None or last is None or first.period == last.period or first.value == last.value:
        return None
    value = change_words(last.value - first.value, progress.unit, reader.words)
    return reader.words("indicators.change", value=value, period=reader.period(first.period))


def _results(indicators: Iterable[Indicator], reader: Reader) -> Iterable[Progress]:
    return (reader.progress[one.id] for one in indicators if one.id in reader.progress)


def signal_segments(indicators: Iterable[Indicator], reader: Reader) -> tuple[Segment, ...]:
    """How many indicators stand how, best first, for a labelled bar."""
    names = {str(one): reader.words(f"standing.{one}") for one in Verdict}
    counts = Counter(str(one.standing) for one in _results(indicators, reader))
    return labelled_segments(counts, Verdict, names)


def signal_summary(indicators: Iterable[Indicator], reader: Reader) -> str:
    """How a group of indicators stands, in one sentence: those that none is of are left out."""
    counts = Counter(one.standing for one in _results(indicators, reader))
    actual, estimate = counts[Verdict.MET], counts[Verdict.MET_ESTIMATE]
    parts = [
        ("good", counts[Verdict.AHEAD] + counts[Verdict.ON_TRACK]),
        ("late", counts[Verdict.BEHIND] + counts[Verdict.FAR_BEHIND]),
        ("disputed", counts[Verdict.DISPUTED]),
        ("one", counts[Verdict.ONE_VALUE]),
        ("none", counts[Verdict.NO_DATA]),
        ("no-target", counts[Verdict.NO_TARGET]),
    ]
    met = reader.words(
        "progress.summary.met", count=actual + estimate, actual=actual, estimate=estimate
    )
    others = (
        reader.words(f"progress.summary.{name}", count=count) for name, count in parts if count
    )
    return f"{', '.join((met, *others))}."
