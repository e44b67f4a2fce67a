"""The page of one indicator of the register: where it stands, by whom, said where."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from builder.charts.indicator import indicator_spec
from builder.charts.picture import picture_spec
from builder.charts.svg import chart
from builder.exports.api.api import ROOT
from builder.language.text import period_end
from builder.model import Indicator, Observation, Task
from builder.pages.catalogue.terms import TermRow, term_rows
from builder.pages.figure import Download, Figure
from builder.pages.programme.progress import ProgressBlock, progress_block
from builder.reader import Reader, SourceLink
from builder.site import Link

PICTURE_FORMATS = ("svg", "png")
"""Formats of a chart as a file."""

_ACTUAL = ("actual", "estimate")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """One observation in the table of values."""

    period: str
    kind: str
    kind_code: str
    value: str
    raw: str
    rating: str | None
    note: str | None
    source: SourceLink
    dataset: Link


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
    pillar: str
    pillar_uri: str
    progress: ProgressBlock | None
    sentence: str
    definition: str
    note: str | None
    figure: Figure | None
    values: tuple[ValueRow, ...]
    disagreements: tuple[DisagreementRow, ...]
    rows: tuple[SourceRow, ...]
    unit: str
    direction: str
    responsible: tuple[Link, ...]
    tasks: tuple[Link, ...]
    terms: tuple[TermRow, ...]
    citation: str
    downloads: tuple[Download, ...]
    embed: str | None
    """HTML that shows the chart on another site; None without a chart."""


def indicator_page(
    indicator: Indicator,
    tasks: Iterable[Task],
    figure: Figure | None,
    reader: Reader,
    *,
    citation: str,
    base_url: str,
) -> IndicatorPage:
    """The page of an indicator; `tasks` are those that serve it."""
    words = reader.words
    return IndicatorPage(
        title=indicator.name[reader.language],
        pillar=reader.topic(indicator.pillar),
        pillar_uri=f"{reader.uri('indicators')}#{indicator.pillar}",
        progress=progress_block(indicator, reader),
        sentence=indicator_sentence(indicator, reader),
        definition=indicator.definition[reader.language],
        note=indicator.note[reader.language] if indicator.note else None,
        figure=figure,
        values=tuple(_value_row(one, reader) for one in indicator.observations),
        disagreements=tuple(
            DisagreementRow(
                what=words(
                    "indicator.disagreement.what",
                    kind=words(f"kind.{one.kind}"),
                    period=reader.period(one.period),
                ),
                values=tuple(
                    (reader.value(each), reader.source(each.source)) for each in one.observations
                ),
            )
            for one in indicator.disagreements
        ),
        rows=tuple(
            SourceRow(
                name=row.name[reader.language],
                code=row.code,
                measured_by=reader.organisations(row.measured_by),
                reported_by=reader.organisations(row.reported_by),
                partners=reader.organisations(row.partners),
                legal_basis=tuple(reader.document(one) for one in row.legal_basis),
                source=reader.source(row.source),
                dataset=_dataset(row.package, reader),
                reason=row.match_reason[reader.language] if row.match_reason else None,
            )
            for row in indicator.rows
        ),
        unit=words(f"unit.{indicator.unit}"),
        direction=words(f"direction.{indicator.direction}"),
        responsible=reader.bodies(indicator.responsible),
        tasks=tuple(
            Link(text=task.name[reader.language], uri=reader.uri("tasks", task.package, task.id))
            for task in tasks
        ),
        terms=term_rows(
            (indicator.name[reader.language], indicator.definition[reader.language]), reader
        ),
        citation=citation,
        downloads=_downloads(indicator, figure, reader),
        embed=_embed(indicator, figure, reader, base_url),
    )


def picture_uri(indicator_id: str, language: str, ending: str) -> str:
    """Uri of the chart of an indicator as a file."""
    return f"charts/{indicator_id}.{language}.{ending}"


def _downloads(indicator: Indicator, figure: Figure | None, reader: Reader) -> tuple[Download, ...]:
    data = [("CSV", f"{ROOT}/indicators/{indicator.id}.csv")]
    data.append(("JSON", f"{ROOT}/indicators/{indicator.id}.json"))
    if figure:
        data += [
            (ending.upper(), picture_uri(indicator.id, reader.language, ending))
            for ending in PICTURE_FORMATS
        ]
    return tuple(Download(name=name, uri=uri, size="") for name, uri in data)


def _embed(
    indicator: Indicator, figure: Figure | None, reader: Reader, base_url: str
) -> str | None:
    if figure is None:
        return None
    page = base_url + reader.uri("indicators", indicator.id)
    picture = base_url + picture_uri(indicator.id, reader.language, "svg")
    alt = escape(f"{indicator.name[reader.language]}. {figure.title}")
    return f'<a href="{page}"><img src="{picture}" alt="{alt}"></a>'


def latest_value(indicator: Indicator) -> Observation | None:
    """The actual or estimated number of the period that ends last, the first where several do."""
    found = [one for one in indicator.observations if one.kind in _ACTUAL and one.value is not None]
    return max(found, key=lambda one: period_end(one.period), default=None)


def target(indicator: Indicator) -> Observation | None:
    """The latest target with a number."""
    found = [
        one for one in indicator.observations if one.kind == "target" and one.value is not None
    ]
    return found[-1] if found else None


def indicator_sentence(indicator: Indicator, reader: Reader) -> str:
    """Where the indicator stands, in one or two sentences."""
    words = reader.words
    latest, aim = latest_value(indicator), target(indicator)
    if latest is None:
        parts = [words("indicator.sentence.no_value")]
    else:
        key = (
            "indicator.sentence.estimate"
            if latest.kind == "estimate"
            else "indicator.sentence.actual"
        )
        parts = [
            words(
                key, period=reader.period(latest.period), value=_values(latest, indicator, reader)
            )
        ]
    if aim is not None:
        parts.append(
            words(
                "indicator.sentence.target",
                period=reader.period(aim.period),
                value=_values(aim, indicator, reader),
            )
        )
    if any(one.observations[0].kind in _ACTUAL for one in indicator.disagreements):
        parts.append(words("indicator.sentence.disagree"))
    return " ".join(parts)


def _values(one: Observation, indicator: Indicator, reader: Reader) -> str:
    """The value, or all values where documents print several for that period and kind."""
    same = [
        reader.value(other)
        for other in indicator.observations
        if (other.period, other.kind) == (one.period, one.kind) and other.value is not None
    ]
    return reader.words("list.or").join(dict.fromkeys(same))


def _value_row(one: Observation, reader: Reader) -> ValueRow:
    return ValueRow(
        period=reader.period(one.period),
        kind=reader.words(f"kind.{one.kind}"),
        kind_code=one.kind,
        value=reader.value(one),
        raw=one.raw,
        rating=reader.words(f"rating.{one.rating}") if one.rating else None,
        note=one.note[reader.language] if one.note else None,
        source=reader.source(one.source),
        dataset=_dataset(one.package, reader),
    )


def _dataset(package_id: str, reader: Reader) -> Link:
    package = reader.catalogue.package(package_id)
    title = package.title[reader.language] if package else package_id
    return Link(text=title, uri=reader.uri("datasets", package_id))


def indicator_figure(indicator: Indicator, reader: Reader) -> Figure | None:
    """The chart of an indicator, or None where no document prints a number."""
    words = reader.words
    labelled: set[str] = set()

    def label(one: Observation) -> str:
        value = reader.value(one)
        if "-" in one.period:
            value = f"{value} ({reader.period(one.period)})"
        if one.kind in labelled:
            return value
        labelled.add(one.kind)
        return f"{words(f'kind.{one.kind}')}: {value}"

    progress = reader.progress.get(indicator.id)
    path = [(one.period, one.value) for one in progress.path] if progress else []
    spec = indicator_spec(indicator, path, reader.catalogue.as_of, reader.language, label)
    if spec is None:
        return None
    title = indicator_sentence(indicator, reader)
    numbers = [one for one in indicator.observations if one.value is not None]
    documents = dict.fromkeys(reader.document(one.source.document).text for one in numbers)
    name = indicator.name[reader.language]
    years = dict.fromkeys((numbers[0].period[:4], numbers[-1].period[:4]))
    subtitle = words(
        "indicator.chart.subtitle", unit=words(f"unit.{indicator.unit}"), years="–".join(years)
    )
    source = words("chart.source", documents="; ".join(documents))
    return Figure(
        title=title,
        subtitle=subtitle,
        chart=chart(spec, f"{name}. {title}", f"chart-{indicator.id}"),
        picture=picture_spec(spec, name, subtitle, source),
        source=source,
        columns=(),
        rows=(),
    )
