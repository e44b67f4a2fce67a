"""How an indicator stands, as pages show it: word and shape, the sentence, and every number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.model import Indicator
from builder.pages.programme.view import ProgrammeView
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


def chip(progress: Progress, view: ProgrammeView) -> Chip:
    """The verdict of a result with its basis."""
    words, latest = view.words, progress.latest
    is_disputed = progress.standing is Verdict.DISPUTED
    name = words("standing.disputed" if is_disputed else f"signal.{progress.signal}")
    if latest is not None:
        name = words(
            "standing.basis",
            name=name,
            kind=words(f"kind.{latest.kind}").lower(),
            period=view.period(latest.period),
        )
    return Chip(code=progress.standing, name=name)


def progress_block(indicator: Indicator, view: ProgrammeView) -> ProgressBlock | None:
    """The progress of an indicator; None where the portal computes none."""
    progress = view.progress.get(indicator.id)
    if progress is None:
        return None
    words = view.words
    return ProgressBlock(
        standing=chip(progress, view),
        sentence=sentence(progress, words),
        dispute=_dispute(progress, view),
        printed=words("progress.printed", values=printed_text(progress, words))
        if progress.printed
        else None,
        discrepancies_uri=view.uri("discrepancies"),
        ratings=rating_texts(indicator, view),
        numbers=(*_numbers(progress, view), *_next_report(indicator, progress, view)),
        remarks=tuple(_remarks(indicator, progress, view)),
        method=Link(
            text=words(f"method.{progress.method}"),
            uri=f"{view.uri('methods')}#{progress.method}" if view.has("methods") else "",
        ),
        dataset=Link(text=words("progress.dataset"), uri=view.uri("datasets", "progress")),
    )


def _dispute(progress: Progress, view: ProgrammeView) -> str | None:
    if progress.standing is not Verdict.DISPUTED:
        return None
    words = view.words
    return words(
        "progress.dispute",
        signal=words(f"signal.{progress.signal}").lower(),
        others=others_text(progress, words),
        signals=", ".join(words(f"signal.{signal}").lower() for signal in progress.other_signals),
    )


def rating_texts(indicator: Indicator, view: ProgrammeView) -> tuple[str, ...]:
    """The documents' own ratings, each with the value that it is said of."""
    texts = (
        view.words(
            "progress.rating.own",
            rating=view.words(f"rating.{observation.rating}"),
            value=view.value(observation),
            period=view.period(observation.period),
        )
        if observation.value is not None
        else view.words("progress.rating.bare", rating=view.words(f"rating.{observation.rating}"))
        for observation in indicator.observations
        if observation.rating
    )
    return tuple(dict.fromkeys(texts))


def _numbers(progress: Progress, view: ProgrammeView) -> Iterable[tuple[str, str]]:
    words, unit = view.words, progress.unit
    for name, point in (
        ("baseline", progress.baseline),
        ("latest", progress.latest),
        ("target", progress.target),
    ):
        if point and not (name == "baseline" and point == progress.latest):
            text = f"{point_text(point, unit, words)} ({view.period(point.period)})"
            yield words(f"progress.{name}"), text
    yield from _way(progress, view)
    yield from _paces(progress, view)
    if progress.age is not None:
        text = words("progress.age", count=progress.age, as_of=view.date(progress.as_of))
        yield words("progress.age.label"), text


def _next_report(
    indicator: Indicator, progress: Progress, view: ProgrammeView
) -> Iterable[tuple[str, str]]:
    """When the next figures are due, where there are too few to judge by."""
    if progress.signal not in (Signal.ONE_VALUE, Signal.NO_DATA):
        return
    events = reporting_events(view.portal.packages, view.routes.languages)
    documents = {row.source.document for row in indicator.rows}
    found = next_report(events, documents, view.portal.as_of)
    if found is not None:
        day, event = found
        text = view.words(
            "progress.next_report.value",
            date=view.date(day),
            document=view.document(event.sources[0].document).text,
        )
        yield view.words("progress.next_report"), text


def _way(progress: Progress, view: ProgrammeView) -> Iterable[tuple[str, str]]:
    words, unit = view.words, progress.unit
    if progress.expected is not None and progress.latest:
        label = words("progress.expected", period=view.period(progress.latest.period))
        yield label, view.amount(progress.expected, unit)
    if progress.gap is not None:
        yield words("progress.gap"), _gap(progress.gap, unit, view)
    if progress.attainment and progress.baseline and progress.target:
        text = words(
            "progress.attainment.value",
            value=view.number(progress.attainment),
            baseline=view.amount(progress.baseline.value, unit),
            target=view.amount(progress.target.value, unit),
        )
        yield words("progress.attainment"), text


def _paces(progress: Progress, view: ProgrammeView) -> Iterable[tuple[str, str]]:
    words, unit = view.words, progress.unit
    if progress.pace is not None:
        yield words("progress.pace"), _pace(progress.pace, unit, view)
    if progress.needed_pace is not None and progress.latest:
        label = words("progress.needed", period=view.period(progress.latest.period))
        yield label, _pace(progress.needed_pace, unit, view)
    if progress.projection is not None and progress.target:
        label = words("progress.projection", period=view.period(progress.target.period))
        yield label, view.amount(progress.projection, unit)


def _gap(gap: Decimal, unit: str, view: ProgrammeView) -> str:
    if gap == 0:
        return view.words("progress.gap.none")
    key = "progress.gap.better" if gap > 0 else "progress.gap.worse"
    return view.words(key, gap=difference_text(gap, unit, view.words))


def _pace(pace: Decimal, unit: str, view: ProgrammeView) -> str:
    value = change_words(pace, unit, view.words)
    return view.words("progress.pace.value", value=value)


def _remarks(indicator: Indicator, progress: Progress, view: ProgrammeView) -> Iterable[str]:
    words = view.words
    signal = words(f"signal.{progress.signal}")
    for rating in document_ratings(indicator):
        if rating_differs(rating, progress):
            yield words("progress.rating.differs", rating=words(f"rating.{rating}"), signal=signal)
    other = view.comparison.get(indicator.id)
    if other is not None and methods_differ(progress, other):
        yield words("progress.methods.differ", signal=words(f"signal.{other.signal}"))


def change_text(progress: Progress, view: ProgrammeView) -> str | None:
    """What changed from the baseline to the newest value; None where there is only one."""
    first, last = progress.baseline, progress.latest
    if first is None or last is None or first.period == last.period or first.value == last.value:
        return None
    value = change_words(last.value - first.value, progress.unit, view.words)
    return view.words("indicators.change", value=value, period=view.period(first.period))


def _results(indicators: Iterable[Indicator], view: ProgrammeView) -> Iterable[Progress]:
    return (
        view.progress[indicator.id] for indicator in indicators if indicator.id in view.progress
    )


def signal_segments(indicators: Iterable[Indicator], view: ProgrammeView) -> tuple[Segment, ...]:
    """How many indicators stand how, best first, for a labelled bar."""
    names = {str(verdict): view.words(f"standing.{verdict}") for verdict in Verdict}
    counts = Counter(str(result.standing) for result in _results(indicators, view))
    return labelled_segments(counts, Verdict, names)


def signal_summary(indicators: Iterable[Indicator], view: ProgrammeView) -> str:
    """How a group of indicators stands, in one sentence: those that none is of are left out."""
    counts = Counter(result.standing for result in _results(indicators, view))
    parts = [
        ("good", counts[Verdict.AHEAD] + counts[Verdict.ON_TRACK]),
        ("late", counts[Verdict.BEHIND] + counts[Verdict.FAR_BEHIND]),
        ("disputed", counts[Verdict.DISPUTED]),
        ("one", counts[Verdict.ONE_VALUE]),
        ("none", counts[Verdict.NO_DATA]),
        ("no-target", counts[Verdict.NO_TARGET]),
    ]
    others = (view.words(f"progress.summary.{name}", count=count) for name, count in parts if count)
    return f"{', '.join((_met(counts, view), *others))}."


def met_summary(indicators: Iterable[Indicator], view: ProgrammeView) -> str:
    """How many of a group are met, and on what."""
    text = _met(Counter(result.standing for result in _results(indicators, view)), view)
    return f"{text[:1].upper()}{text[1:]}."


def _met(counts: Mapping[Verdict, int], view: ProgrammeView) -> str:
    actual, estimate = counts[Verdict.MET], counts[Verdict.MET_ESTIMATE]
    if actual and estimate:
        return view.words(
            "progress.summary.met", count=actual + estimate, actual=actual, estimate=estimate
        )
    if not actual and not estimate:
        return view.words("progress.summary.met.none")
    if actual:
        return view.words("progress.summary.met.actual", count=actual)
    return view.words("progress.summary.met.estimate", count=estimate)
