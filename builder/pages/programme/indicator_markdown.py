"""The page of an indicator as Markdown: each value with its period, kind and source, the verdict
with what it rests on, so that whoever quotes it quotes it whole."""

from collections.abc import Iterator

from builder.pages.markdown import bullets, document, head, line, linked, section, table
from builder.pages.programme.indicator import IndicatorPage, SourceRow, ValueRow
from builder.pages.programme.progress import ProgressBlock
from builder.pages.programme.view import ProgrammeView
from builder.view import SourceLink


def indicator_markdown(page: IndicatorPage, uri: str, view: ProgrammeView) -> bytes:
    """The whole file; `uri` is that of the page."""
    words = view.words
    printed = f"{words('indicator.printed_name')}: {page.printed_name}"
    return document(
        [
            *head(page.title, uri, view),
            printed if page.printed_name else "",
            *(_verdict(page.progress) if page.progress else [page.sentence]),
            *section(words("indicator.values"), _values(page.values, view)),
            *(part for part in _breakdowns(page)),
            *section(words("indicator.disagree"), _disagreements(page, view)),
            *(_progress(page.progress, view) if page.progress else ()),
            *section(words("indicator.how"), page.definition, page.note, _facts(page, view)),
            *section(words("indicator.rows"), bullets(_row(row, view) for row in page.rows)),
            *section(words("terms"), bullets(f"{term.term}: {term.text}" for term in page.terms)),
            *section(words("indicator.tasks"), bullets(linked(task, view) for task in page.tasks)),
            *section(words("download"), _files(page, view)),
            *section(words("cite"), f"> {line(page.citation)}"),
        ]
    ).encode()


def _verdict(progress: ProgressBlock) -> Iterator[str]:
    yield f"**{line(progress.standing.name)}.** {line(progress.sentence)}"
    yield from (text for text in (progress.printed, progress.dispute) if text)
    yield bullets(progress.ratings)


def _progress(progress: ProgressBlock, view: ProgrammeView) -> list[str]:
    words = view.words
    numbers = [f"{name}: {value}" for name, value in progress.numbers]
    method = f"{words('progress.method')}: {linked(progress.method, view)}"
    told = [*numbers, *progress.remarks, method, linked(progress.dataset, view)]
    return section(words("progress.title"), bullets(told))


def _values(rows: tuple[ValueRow, ...], view: ProgrammeView) -> str:
    words = view.words
    keys = ("value.period", "value.kind", "value.value", "value.raw", "source", "nav.datasets")
    return table(
        [words(key) for key in keys],
        (
            (
                row.period,
                row.kind,
                row.value,
                place.raw,
                _source(place.source, view),
                linked(place.dataset, view),
            )
            for row in rows
            for place in row.places
        ),
    )


def _source(source: SourceLink, view: ProgrammeView) -> str:
    return f"{linked(source.document, view)}, {line(source.locator)}"


def _breakdowns(page: IndicatorPage) -> Iterator[str]:
    for block in page.breakdowns:
        yield from section(block.title, block.lead, block.target)


def _disagreements(page: IndicatorPage, view: ProgrammeView) -> str:
    return bullets(
        f"{row.what}: {value}, {_source(source, view)}"
        for row in page.disagreements
        for value, source in row.values
    )


def _facts(page: IndicatorPage, view: ProgrammeView) -> str:
    words = view.words
    bodies = "; ".join(linked(link, view) for link in page.responsible)
    facts = [
        (words("indicator.unit"), page.unit),
        (words("indicator.direction"), page.direction),
        (words("indicator.responsible"), bodies),
    ]
    return bullets(f"{name}: {value}" for name, value in facts if value)


def _row(row: SourceRow, view: ProgrammeView) -> str:
    name = f"{row.code}. {row.name}" if row.code else row.name
    return f"{name}: {_source(row.source, view)}; {linked(row.dataset, view)}"


def _files(page: IndicatorPage, view: ProgrammeView) -> str:
    base_url = view.portal.settings.base_url
    return bullets(f"{file.name}: <{base_url}{file.uri}>" for file in page.downloads)
