"""List pages without logic of their own: the catalogue, documents, problems, search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.exports.downloads.files import PublishedFile
from builder.language.text import collation_key
from builder.model import Catalogue, Indicator, Package
from builder.problem import CODES
from builder.reader import MISSING, Reader
from builder.site import Link
from builder.vocabulary import FORMATS


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A dataset in the catalogue."""

    title: str
    uri: str
    description: str
    creator: str
    covers: str | None
    """Years or days that the data are about; None where the descriptor does not say."""
    modified: str
    formats: tuple[str, ...]
    rows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicGroup:
    """Indicators and datasets of one topic or pillar."""

    id: str
    name: str
    indicators: tuple[Link, ...]
    datasets: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """Context of catalogue.html."""

    title: str
    lead: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage:
    """Context of topics.html."""

    title: str
    lead: str
    topics: tuple[TopicGroup, ...]
    pillars: tuple[TopicGroup, ...]


def catalogue_page(files: Mapping[str, Sequence[PublishedFile]], reader: Reader) -> CataloguePage:
    """Every dataset by title."""
    packages = sorted(
        reader.catalogue.packages, key=lambda one: collation_key(one.title[reader.language])
    )
    return CataloguePage(
        title=reader.words("nav.datasets"),
        lead=reader.words("catalogue.lead", count=len(packages)),
        cards=tuple(_card(one, files[one.id], reader) for one in packages),
    )


def _card(package: Package, files: Sequence[PublishedFile], reader: Reader) -> Card:
    formats = dict.fromkeys(one.format for one in files if not one.uri.endswith("datapackage.json"))
    rows = sum(len(one.table.rows) for one in package.resources if one.table)
    return Card(
        title=package.title[reader.language],
        uri=reader.uri("datasets", package.id),
        description=package.description[reader.language],
        creator=reader.organisation(package.creator) if package.creator else MISSING,
        covers=_covered(package, reader),
        modified=reader.date(package.modified),
        formats=tuple(FORMATS[one].name if one in FORMATS else one.upper() for one in formats),
        rows=reader.words("catalogue.rows", count=rows),
    )


def _covered(package: Package, reader: Reader) -> str | None:
    """The time that a package is about: whole years as years, else days."""
    if package.temporal is None:
        return None
    start, end = package.temporal
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = dict.fromkeys((str(start.year), str(end.year)))
        return "–".join(years)
    return " – ".join(dict.fromkeys((reader.date(start), reader.date(end))))


def topics_page(reader: Reader) -> TopicsPage:
    """Every topic and pillar with its indicators and datasets, also those without."""
    return TopicsPage(
        title=reader.words("nav.topics"),
        lead=reader.words("topics.lead"),
        topics=_topic_groups("topic", reader),
        pillars=_topic_groups("pillar", reader),
    )


def _topic_groups(scheme: str, reader: Reader) -> tuple[TopicGroup, ...]:
    topics = [one for one in reader.catalogue.topics.values() if one.scheme == scheme]
    return tuple(
        TopicGroup(
            id=topic.id,
            name=topic.name[reader.language],
            indicators=tuple(
                Link(
                    text=indicator.short_name[reader.language],
                    uri=reader.uri("indicators", indicator.id),
                )
                for indicator in topic_indicators(topic.id, reader.catalogue)
            ),
            datasets=tuple(
                Link(text=package.title[reader.language], uri=reader.uri("datasets", package.id))
                for package in topic_datasets(topic.id, reader.catalogue)
            ),
        )
        for topic in sorted(topics, key=lambda one: one.position)
    )


def topic_indicators(topic_id: str, catalogue: Catalogue) -> list[Indicator]:
    """The indicators of a topic or pillar, in the order of the register."""
    return [
        indicator
        for indicator in catalogue.indicators
        if topic_id in (indicator.pillar, *indicator.topics)
    ]


def topic_datasets(topic_id: str, catalogue: Catalogue) -> list[Package]:
    """The datasets of a topic or pillar, in the order of the catalogue."""
    return [package for package in catalogue.packages if topic_id in package.topics]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in the list."""

    id: str
    number: str | None
    title: str
    issuer: str
    issued: str
    datasets: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage:
    """Context of documents.html."""

    title: str
    lead: str
    sources: tuple[DocumentRow, ...]
    """Documents that datasets are made from."""
    cited: tuple[DocumentRow, ...]


def documents_page(reader: Reader) -> DocumentsPage:
    """Every document, those that the data come from first."""
    rows = []
    for document in reader.catalogue.documents.values():
        own = [one for one in reader.catalogue.packages if document.id in one.sources]
        rows.append(
            DocumentRow(
                id=document.id,
                number=document.number,
                title=document.title[reader.language],
                issuer=reader.organisation(document.issuer) if document.issuer else MISSING,
                issued=reader.date(document.issued),
                datasets=tuple(
                    Link(text=one.title[reader.language], uri=reader.uri("datasets", one.id))
                    for one in own
                ),
            )
        )
    sources = tuple(one for one in rows if one.datasets)
    cited = tuple(one for one in rows if not one.datasets)
    lead = reader.words("documents.lead", sources=len(sources), cited=len(cited))
    return DocumentsPage(
        title=reader.words("nav.documents"), lead=lead, sources=sources, cited=cited
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsPage:
    """Context of problems.html."""

    title: str
    lead: str
    links: tuple[tuple[str, Link], ...]


def problems_page(reader: Reader) -> ProblemsPage:
    """Every code of a problem, with a link to its page."""
    return ProblemsPage(
        title=reader.words("nav.problems"),
        lead=reader.words("problems.lead"),
        links=tuple(
            (
                code,
                Link(text=reader.words(f"problem.{code}.title"), uri=reader.uri("problems", code)),
            )
            for code in CODES
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage:
    """Context of problem.html."""

    code: str
    title: str
    about: str
    mend: str
    """What to do, without the values of one case."""


def problem_page(code: str, reader: Reader) -> ProblemPage:
    """What a code means and how to mend it."""
    return ProblemPage(
        code=code,
        title=reader.words(f"problem.{code}.title"),
        about=reader.words(f"problem.{code}.about"),
        mend=reader.words(f"problem.{code}.help"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Context of search.html."""

    title: str
    lead: str
    index_uri: str
    sections: tuple[Link, ...]


def search_page(reader: Reader) -> SearchPage:
    """The page that searches the index in the browser, and says where to look without scripts."""
    sections = ("indicators", "tasks", "datasets", "documents")
    return SearchPage(
        title=reader.words("nav.search"),
        lead=reader.words("search.lead"),
        index_uri=f"search-{reader.language}.json",
        sections=tuple(
            Link(text=reader.words(f"nav.{one}"), uri=reader.uri(one)) for one in sections
        ),
    )
