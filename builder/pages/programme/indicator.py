"""The page of one indicator of the register: where it stands, by whom, said where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from builder.addresses import API
from builder.charts.indicator import ChartData, ChartTexts, indicator_spec
from builder.charts.picture import Heading, picture_spec
from builder.charts.style import PAGE, PHONE, PICTURE, Size
from builder.charts.svg import chart
from builder.exports.harvesting.feeds import indicator_feed_uri
from builder.language.periods import Period
from builder.model import Indicator, Observation, Task
from builder.pages.catalogue.terms import TermRow, term_rows
from builder.pages.figure import Download, Figure, picture_foot
from builder.pages.programme.breakdown import BreakdownBlock, breakdown_blocks
from builder.pages.programme.embed import Embed, embed_html, indicator_licence
from builder.pages.programme.explored import explored_indicator
from builder.pages.programme.onward import Onward, onward
from builder.pages.programme.progress import ProgressBlock, progress_block
from builder.pages.programme.sliced import Sliced, sliced
from builder.pages.programme.view import ProgrammeView
from builder.programme.progress.result import UNJUDGED, Standing
from builder.programme.progress.sentence import point_text
from builder.programme.progress.series import Point
from builder.site import Link
from builder.view import SourceLink

PICTURE_FORMATS = ("svg", "png")
"""Formats of a chart as a file."""

_ACTUAL = ("actual", "estimate")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePlace:
    """Where a value is printed, and how."""

    raw: str
    rating: str | None
    note: str | None
    source: SourceLink
    dataset: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """A value of a period and kind in the table of values, with each place that prints it."""

    period: str
    kind: str
    kind_code: str
    value: str
    places: tuple[ValuePlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementRow:
    """Values printed differently for one period."""

    what: str
    values: tuple[tuple[str, SourceLink], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A printed row that stands for the indicator."""

    name: str
    code: str | None
    measured_by: str
    reported_by: str
    partners: str
    legal_basis: tuple[Link, ...]
    source: SourceLink
    dataset: Link
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """Context of indicator.html."""

    title: str
    """The short name, as lists and breadcrumbs have it."""
    printed_name: str | None
    """The name as documents print it; None where the short name is that."""
    pillar: str
    pillar_uri: str
    progress: ProgressBlock | None
    sentence: str
    definition: str
    note: str | None
    figure: Figure | None
    values: tuple[ValueRow, ...]
    breakdowns: tuple[BreakdownBlock, ...]
    sliced: Sliced | None
    """What readers explore by category; None for an indicator that nothing breaks down."""
    disagreements: tuple[DisagreementRow, ...]
    rows: tuple[SourceRow, ...]
    unit: str
    direction: str
    responsible: tuple[Link, ...]
    tasks: tuple[Link, ...]
    terms: tuple[TermRow, ...]
    citation: str
    feed: str
    """Uri of the Atom feed of this indicator alone."""
    downloads: tuple[Download, ...]
    embed: Embed | None
    """HTML that shows the chart on another site; None without a chart."""
    onward: Onward


def indicator_page(
    indicator: Indicator,
    tasks: Iterable[Task],
    figure: Figure | None,
    view: ProgrammeView,
    *,
    citation: str,
    base_url: str,
) -> IndicatorPage:
    """The page of an indicator; `tasks` are those that serve it."""
    words = view.words
    return IndicatorPage(
        title=indicator.short_name[view.language],
        printed_name=_printed_name(indicator, view.language),
        pillar=view.topic(indicator.pillar),
        pillar_uri=f"{view.uri('indicators')}#{indicator.pillar}",
        progress=progress_block(indicator, view),
        sentence=indicator_sentence(indicator, view),
        definition=indicator.definition[view.language],
        note=indicator.note[view.language] if indicator.note else None,
        figure=figure,
        values=value_rows(indicator.observations, view),
        breakdowns=breakdown_blocks(indicator, view),
        sliced=sliced(indicator, view),
        disagreements=tuple(
            DisagreementRow(
                what=words(
                    "indicator.disagreement.what",
                    kind=words(f"kind.{disagreement.kind}"),
                    period=view.period(disagreement.period),
                ),
                values=tuple(
                    (view.value(each), view.source(each.source))
                    for each in disagreement.observations
                ),
            )
            for disagreement in indicator.disagreements
        ),
        rows=tuple(
            SourceRow(
                name=row.name[view.language],
                code=row.code,
                measured_by=view.organisations(row.measured_by),
                reported_by=view.organisations(row.reported_by),
                partners=view.organisations(row.partners),
                legal_basis=tuple(view.document(document_id) for document_id in row.legal_basis),
                source=view.source(row.source),
                dataset=_dataset(row.package, view),
                reason=row.match_reason[view.language] if row.match_reason else None,
            )
            for row in indicator.rows
        ),
        unit=words(f"unit.{indicator.unit}"),
        direction=words(f"direction.{indicator.direction}"),
        responsible=view.bodies(indicator.responsible),
        tasks=tuple(
            Link(text=task.name[view.language], uri=view.uri("tasks", task.package, task.id))
            for task in tasks
        ),
        terms=term_rows((indicator.name[view.language], indicator.definition[view.language]), view),
        citation=citation,
        feed=indicator_feed_uri(indicator.id, view.language),
        downloads=_downloads(indicator, figure, view),
        embed=embed_html(
            indicator, figure, view, base_url + picture_uri(indicator.id, view.language, "svg")
        )
        if figure
        else None,
        onward=onward(indicator, view),
    )


def _printed_name(indicator: Indicator, language: str) -> str | None:
    name = indicator.name[language]
    return name if name != indicator.short_name[language] else None


def picture_uri(indicator_id: str, language: str, ending: str) -> str:
    """Uri of the chart of an indicator as a file."""
    return f"charts/{indicator_id}.{language}.{ending}"


def _downloads(
    indicator: Indicator, figure: Figure | None, view: ProgrammeView
) -> tuple[Download, ...]:
    data = list(zip(("CSV", "JSON"), value_uris(indicator), strict=True))
    if figure:
        data += [
            (ending.upper(), picture_uri(indicator.id, view.language, ending))
            for ending in PICTURE_FORMATS
        ]
    return tuple(Download(name=name, uri=uri, size="") for name, uri in data)


def value_uris(indicator: Indicator) -> tuple[str, str]:
    """The files of an indicator's values: CSV, JSON."""
    return f"{API}/indicators/{indicator.id}.csv", f"{API}/indicators/{indicator.id}.json"


def has_value(indicator: Indicator) -> bool:
    """True where a document prints an actual or estimated number."""
    return _newest_printed(indicator) is not None


def latest_value(indicator: Indicator, view: ProgrammeView) -> Observation | None:
    """The number that is judged, or else the one of the period that ends last.

    Where documents disagree the register says which leads, so that list, page and citation name
    the same.
    """
    found = view.progress.get(indicator.id)
    judged = _printed(indicator, found.latest) if found and found.latest else None
    return judged or _newest_printed(indicator)


def target(indicator: Indicator, view: ProgrammeView) -> Observation | None:
    """The target that progress is measured to, or else the last one with a number."""
    found = view.progress.get(indicator.id)
    judged = _printed(indicator, found.target) if found and found.target else None
    return judged or next(
        (
            observation
            for observation in reversed(indicator.observations)
            if observation.kind == "target" and observation.value is not None
        ),
        None,
    )


def _newest_printed(indicator: Indicator) -> Observation | None:
    found = [
        observation
        for observation in indicator.observations
        if observation.kind in _ACTUAL and observation.value is not None
    ]
    return max(found, key=lambda observation: observation.period.end, default=None)


def _printed(indicator: Indicator, point: Point) -> Observation | None:
    """The observation that a result stands on."""
    wanted = (point.package, point.period, point.kind, point.value)
    return next(
        (
            observation
            for observation in indicator.observations
            if (observation.package, observation.period, observation.kind, observation.value)
            == wanted
        ),
        None,
    )


def indicator_sentence(indicator: Indicator, view: ProgrammeView) -> str:
    """What is printed for the newest period and as targets, the value that is judged first."""
    words = view.words
    latest = latest_value(indicator, view)
    if latest is None:
        parts = [words("indicator.sentence.no_value")]
    else:
        parts = [
            words(
                f"indicator.sentence.{observation.kind}",
                period=view.period(observation.period),
                value=_values(observation, indicator, view),
            )
            for observation in _newest(indicator, latest, view)
        ]
    parts += [
        words(
            "indicator.sentence.target",
            period=view.period(aim.period),
            value=_values(aim, indicator, view),
        )
        for aim in _targets(indicator)
    ]
    if any(
        disagreement.observations[0].kind in _ACTUAL for disagreement in indicator.disagreements
    ):
        parts.append(words("indicator.sentence.disagree"))
    return " ".join(parts)


def _newest(indicator: Indicator, latest: Observation, view: ProgrammeView) -> list[Observation]:
    """One number of each kind that is printed for the newest period, the judged kind first."""
    found = view.progress.get(indicator.id)
    judged = found.latest.kind if found and found.latest else latest.kind
    kinds: dict[str, Observation] = {}
    for observation in indicator.observations:
        if (
            observation.kind in _ACTUAL
            and observation.value is not None
            and observation.period == latest.period
        ):
            kinds.setdefault(observation.kind, observation)
    return sorted(kinds.values(), key=lambda kind: kind.kind != judged)


def _targets(indicator: Indicator) -> list[Observation]:
    """One target with a number for each period, the nearest first."""
    periods: dict[str, Observation] = {}
    for observation in indicator.observations:
        if observation.kind == "target" and observation.value is not None:
            periods.setdefault(observation.period, observation)
    return sorted(periods.values(), key=lambda period: period.period.end)


def _values(observation: Observation, indicator: Indicator, view: ProgrammeView) -> str:
    """The value, or all values where documents print several for that period and kind."""
    same = [
        view.value(other)
        for other in indicator.observations
        if (other.period, other.kind) == (observation.period, observation.kind)
        and other.value is not None
    ]
    return view.words("list.or").join(dict.fromkeys(same))


def value_rows(observations: Iterable[Observation], view: ProgrammeView) -> tuple[ValueRow, ...]:
    """One row for each period, kind and value, in the order of the observations."""
    printed: dict[tuple[Period, str, str], list[Observation]] = {}
    for observation in observations:
        printed.setdefault(
            (observation.period, observation.kind, view.value(observation)), []
        ).append(observation)
    return tuple(
        ValueRow(
            period=view.period(period),
            kind=view.words(f"kind.{kind}"),
            kind_code=kind,
            value=value,
            places=tuple(_value_place(observation, view) for observation in same),
        )
        for (period, kind, value), same in printed.items()
    )


def _value_place(observation: Observation, view: ProgrammeView) -> ValuePlace:
    return ValuePlace(
        raw=observation.raw,
        rating=view.words(f"rating.{observation.rating}") if observation.rating else None,
        note=observation.note[view.language] if observation.note else None,
        source=view.source(observation.source),
        dataset=_dataset(observation.package, view),
    )


def _dataset(package_id: str, view: ProgrammeView) -> Link:
    package = view.portal.package(package_id)
    title = package.title[view.language] if package else package_id
    return Link(text=title, uri=view.uri("datasets", package_id))


def indicator_figure(indicator: Indicator, view: ProgrammeView) -> Figure | None:
    """The chart of an indicator, or None where no document prints a number."""
    words = view.words
    progress = view.progress.get(indicator.id)
    path = [(point.period, point.value) for point in progress.path] if progress else []

    def spec(size: Size) -> dict[str, Any] | None:
        texts = _chart_texts(indicator, view)
        data = ChartData(path=path, as_of=view.portal.as_of, texts=texts)
        return indicator_spec(indicator, data, size)

    page, phone, picture = (spec(size) for size in (PAGE, PHONE, PICTURE))
    if page is None or phone is None or picture is None:
        return None
    finding = chart_finding(indicator, view)
    name = indicator.short_name[view.language]
    numbers = [
        observation for observation in indicator.observations if observation.value is not None
    ]
    documents = dict.fromkeys(view.document(number.source.document).text for number in numbers)
    source = words("chart.source", documents="; ".join(documents))
    subtitle = _chart_subtitle(indicator, numbers, view)
    heading = Heading(
        title=words("chart.named", name=name, finding=finding[:1].lower() + finding[1:]),
        subtitle=subtitle,
        foot=(source, chart_foot(indicator, view)),
    )
    spoken = f"{name}. {finding}"
    explored = explored_indicator(indicator, (finding, subtitle, heading.foot), path, view)
    return Figure(
        title=finding,
        subtitle=subtitle,
        chart=chart(page, spoken, f"chart-{indicator.id}"),
        phone=chart(phone, spoken, f"chart-{indicator.id}-narrow"),
        picture=picture_spec(picture, heading),
        explored=explored,
        source=source,
        columns=(),
        rows=(),
    )


def chart_finding(indicator: Indicator, view: ProgrammeView) -> str:
    """What a chart shows, as its title: the verdict with value and target, else the values."""
    progress = view.progress.get(indicator.id)
    if progress is None or progress.signal in UNJUDGED:
        return indicator_sentence(indicator, view)
    latest, aim = progress.latest, progress.target
    if latest is None or aim is None:
        return indicator_sentence(indicator, view)
    words = view.words
    is_disputed = progress.standing is Standing.DISPUTED
    return words(
        "chart.finding",
        status=words("standing.disputed" if is_disputed else f"signal.{progress.signal}"),
        value=point_text(latest, progress.unit, words),
        basis=f"{words(f'kind.{latest.kind}').lower()} {view.period(latest.period)}",
        target=point_text(aim, progress.unit, words),
        period=view.period(aim.period),
    )


def _chart_subtitle(
    indicator: Indicator, numbers: Sequence[Observation], view: ProgrammeView
) -> str:
    words = view.words
    years = dict.fromkeys((numbers[0].period[:4], numbers[-1].period[:4]))
    subtitle = words(
        "indicator.chart.subtitle", unit=words(f"unit.{indicator.unit}"), years="–".join(years)
    )
    if any(number.kind == "estimate" for number in numbers):
        return words("chart.estimates", subtitle=subtitle)
    return subtitle


def chart_foot(indicator: Indicator, view: ProgrammeView) -> str:
    """The last line of the pictures of an indicator."""
    uri = view.uri("indicators", indicator.id)
    return picture_foot(uri, indicator_licence(indicator, view), view)


def _chart_texts(indicator: Indicator, view: ProgrammeView) -> ChartTexts:
    """The texts of a chart; the first point of a kind names it, the others show values alone."""
    words = view.words
    labelled: set[str] = set()

    def label(observation: Observation) -> str:
        value = view.value(observation)
        if "-" in observation.period:
            value = f"{value} ({view.period(observation.period)})"
        if observation.kind in labelled:
            return value
        labelled.add(observation.kind)
        return f"{words(f'kind.{observation.kind}')}: {value}"

    mark = ", '.', ','" if view.language == "vi" else ", '', ''"
    unit = " + '%'" if indicator.unit == "percent" else ""
    return ChartTexts(
        label=label,
        path=words("chart.path"),
        today=words("chart.today", date=view.date(view.portal.as_of)),
        gap=lambda period: words("chart.gap", period=view.period(period)),
        axis=f"replace(datum.label{mark}){unit}",
    )
