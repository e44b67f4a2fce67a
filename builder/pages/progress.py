"""How an indicator stands, as pages show it: word and shape, the sentence, and every number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from builder.model import Indicator
from builder.pages.segments import Segment, labelled_segments
from builder.progress.differences import document_ratings, methods_differ, rating_differs
from builder.progress.result import UNJUDGED, Progress, Signal
from builder.progress.sentence import difference_text, point_text, sentence
from builder.reader import Reader
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A signal as word and shape."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressBlock:
    """The section «Tiến độ» of an indicator's page."""

    standing: Standing
    judged: bool
    sentence: str
    numbers: tuple[tuple[str, str], ...]
    """Name and value of each input and result, so that a reader can reckon it again."""
    remarks: tuple[str, ...]
    """The documents' rating, the other method, the other documents' numbers."""
    method: Link
    dataset: Link


def standing(progress: Progress, reader: Reader) -> Standing:
    """The signal of a result."""
    return Standing(code=progress.signal, name=reader.words(f"signal.{progress.signal}"))


def progress_block(indicator: Indicator, reader: Reader) -> ProgressBlock | None:
    """The progress of an indicator; None where the portal computes none."""
    progress = reader.progress.get(indicator.id)
    if progress is None:
        return None
    words = reader.words
    return ProgressBlock(
        standing=standing(progress, reader),
        judged=progress.signal not in UNJUDGED,
        sentence=sentence(progress, words),
        numbers=tuple(_numbers(progress, reader)),
        remarks=tuple(_remarks(indicator, progress, reader)),
        method=Link(
            text=words(f"method.{progress.method}"),
            uri=f"{reader.uri('methods')}#{progress.method}",
        ),
        dataset=Link(text=words("progress.dataset"), uri=reader.uri("datasets", "progress")),
    )


def _numbers(progress: Progress, reader: Reader) -> Iterable[tuple[str, str]]:
    words, unit = reader.words, progress.unit
    for name, point in (
        ("baseline", progress.baseline),
        ("latest", progress.latest),
        ("target", progress.target),
    ):
        if point:
            text = f"{point_text(point, unit, words)} ({reader.period(point.period)})"
            yield words(f"progress.{name}"), text
    yield from _way(progress, reader)
    yield from _paces(progress, reader)
    if progress.age is not None:
        text = words("progress.age", months=progress.age, as_of=reader.date(progress.as_of))
        yield words("progress.age.label"), text


def _way(progress: Progress, reader: Reader) -> Iterable[tuple[str, str]]:
    words, unit = reader.words, progress.unit
    if progress.expected is not None and progress.latest:
        label = words("progress.expected", period=reader.period(progress.latest.period))
        yield label, reader.amount(progress.expected, unit)
    if progress.gap is not None:
        yield words("progress.gap"), _gap(progress.gap, unit, reader)
    if progress.attainment is not None and progress.baseline and progress.target:
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
    sign = "−" if pace < 0 else "+"
    value = f"{sign}{difference_text(pace, unit, reader.words)}"
    return reader.words("progress.pace.value", value=value)


def _remarks(indicator: Indicator, progress: Progress, reader: Reader) -> Iterable[str]:
    words = reader.words
    signal = words(f"signal.{progress.signal}")
    for rating in document_ratings(indicator):
        differs = rating_differs(rating, progress)
        if differs is not None:
            key = "progress.rating.differs" if differs else "progress.rating.same"
            yield words(key, rating=words(f"rating.{rating}"), signal=signal)
    other = reader.comparison.get(indicator.id)
    if other is not None and methods_differ(progress, other):
        yield words("progress.methods.differ", signal=words(f"signal.{other.signal}"))
    if progress.other_signals:
        signals = ", ".join(words(f"signal.{one}") for one in progress.other_signals)
        yield words("progress.other_signals", signals=signals)


def change_text(progress: Progress, reader: Reader) -> str | None:
    """What changed from the baseline to the newest value; None where there is only one."""
    first, last = progress.baseline, progress.latest
    if first is None or last is None or first.period == last.period or first.value == last.value:
        return None
    change = last.value - first.value
    sign = "−" if change < 0 else "+"
    value = f"{sign}{difference_text(change, progress.unit, reader.words)}"
    return reader.words("indicators.change", value=value, period=reader.period(first.period))


def signal_segments(indicators: Iterable[Indicator], reader: Reader) -> tuple[Segment, ...]:
    """How many indicators stand how, best first, for a labelled bar."""
    results = [reader.progress[one.id] for one in indicators if one.id in reader.progress]
    names = {str(one): reader.words(f"signal.{one}") for one in Signal}
    return labelled_segments(Counter(one.signal for one in results), Signal, names)


def signal_summary(indicators: Iterable[Indicator], reader: Reader) -> str:
    """How a group of indicators stands, in one sentence."""
    counts = Counter(
        reader.progress[one.id].signal for one in indicators if one.id in reader.progress
    )
    return reader.words(
        "progress.summary",
        met=counts[Signal.MET],
        good=counts[Signal.AHEAD] + counts[Signal.ON_TRACK],
        late=counts[Signal.BEHIND] + counts[Signal.FAR_BEHIND],
        unknown=counts[Signal.NO_DATA] + counts[Signal.NO_TARGET],
    )
