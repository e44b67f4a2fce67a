"""Catalogue → the whole site as a value: every page in every language, every file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from builder.bodies import bodies
from builder.catalogue import rdf, schema_org
from builder.catalogue.api import ROOT, Api
from builder.catalogue.bundles import checksums, portal_archive
from builder.catalogue.ckan import ckan_files
from builder.catalogue.croissant import croissant_json_ld
from builder.catalogue.csvw import csvw_metadata
from builder.catalogue.data_cube import data_cube_graph
from builder.catalogue.data_cube_terms import CUBE_URI, cube_prefixes
from builder.catalogue.data_json import data_json
from builder.catalogue.dcat import catalogue_graph
from builder.catalogue.feeds import atom_feed, feed_uri
from builder.catalogue.files import PublishedFile, file_name, json_text
from builder.catalogue.openapi import openapi
from builder.catalogue.scope import Scope
from builder.catalogue.search_index import search_index
from builder.catalogue.signposting import typed_links
from builder.catalogue.sitemap import headers, robots
from builder.catalogue.sitemaps import language_sitemap, sitemap_index, sitemap_uri
from builder.catalogue.well_known import security_txt, void_description
from builder.charts.svg import Drawing
from builder.model import Catalogue, Indicator, Package, Task
from builder.pages.calendar import calendar_page, calendar_uri
from builder.pages.changes import changes_page
from builder.pages.charts import package_figures
from builder.pages.dataset import dataset_page
from builder.pages.discrepancies import discrepancies_page
from builder.pages.home import home_page
from builder.pages.icalendar import calendar_ics
from builder.pages.indicator import (
    PICTURE_FORMATS,
    indicator_figure,
    indicator_page,
    indicator_sentence,
    picture_uri,
)
from builder.pages.indicators import indicators_page
from builder.pages.lists import (
    catalogue_page,
    documents_page,
    problem_page,
    problems_page,
    search_page,
    topics_page,
)
from builder.pages.organisation import organisation_page, organisation_sentence
from builder.pages.organisations import organisations_page
from builder.pages.quality import quality_page
from builder.pages.render import rendered
from builder.pages.tasks import list_summary, task_list_page, task_page, tasks_page
from builder.problem import CODES
from builder.progress.results import Results
from builder.quality.measurements import measurement_nodes
from builder.quality.results import Scores
from builder.reader import Reader
from builder.routes import Routes
from builder.settings import Settings
from builder.site import Link, Output, Page, Picture, Site, checked_site
from builder.words import words

SCRIPTS = {"search": ("assets/search.js",), "indicators": ("assets/filter.js",)}
"""Scripts that a list page works better with, by section."""

DESCRIPTION_CHARACTERS = 155
"""What a search engine shows of a page's description."""

Files = Mapping[str, Sequence[PublishedFile]]
"""Published files by package id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """A hand-written Markdown page."""

    id: str
    """Section of `routes.SECTIONS` it stands for."""
    language: str
    path: str
    """Path under site_src/."""
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What planning needs to know, held together once."""

    catalogue: Catalogue
    settings: Settings
    files: Files
    scores: Scores
    schemas: Mapping[str, Any]
    """JSON files of schemas/ by path, published as they are."""
    policy: str
    """Content Security Policy, for hosts that send it as a header."""
    progress: Results
    comparison: Results
    editorial: Sequence[Editorial]
    editorial_mark: str
    """Text in the home page's body that the theme replaces with the converted Markdown."""


def planned_site(plan: Plan) -> Site:
    """Every page and output of the portal.

    Raises: BuildError if two of them want the same address.
    """
    pages = tuple(page for language in plan.settings.languages for page in _pages(plan, language))
    site = Site(pages=pages, outputs=tuple(_outputs(plan, pages)), pictures=tuple(_pictures(plan)))
    return checked_site(site)


def _pictures(plan: Plan) -> Iterator[Picture]:
    """The chart of each indicator as files, in each language."""
    for language in plan.settings.languages:
        reader = _reader(plan, language)
        for indicator in plan.catalogue.indicators:
            figure = indicator_figure(indicator, reader)
            if figure is None or figure.picture is None:
                continue
            for ending in PICTURE_FORMATS:
                yield Picture(
                    uri=picture_uri(indicator.id, language, ending),
                    drawing=Drawing(format=ending, spec=figure.picture),
                )


def _reader(plan: Plan, language: str) -> Reader:
    return Reader(
        language=language,
        words=words(language),
        routes=Routes(plan.settings.languages),
        catalogue=plan.catalogue,
        progress=plan.progress,
        comparison=plan.comparison,
    )


def _pages(plan: Plan, language: str) -> Iterator[Page]:
    pages = _Pages(plan, language)
    yield pages.home()
    yield from pages.lists()
    yield from pages.datasets()
    yield from pages.indicators()
    yield from pages.tasks()
    yield from pages.organisations()
    yield from pages.problems()
    yield from pages.editorial()


class _Pages:
    """The pages of one language."""

    def __init__(self, plan: Plan, language: str) -> None:
        self.plan, self.language, self.words = plan, language, words(language)
        self.catalogue, self.settings = plan.catalogue, plan.settings
        self.scope = Scope(catalogue=plan.catalogue, settings=plan.settings)
        self.reader = _reader(plan, language)
        self.routes = self.reader.routes
        self.bodies = bodies(plan.catalogue, plan.settings.languages)

    def home(self) -> Page:
        settings = self.settings
        context = partial(home_page, self.reader, settings, self.plan.editorial_mark)
        source = next(
            (
                one.path
                for one in self.plan.editorial
                if (one.id, one.language) == ("home", self.language)
            ),
            None,
        )
        page = self._page(
            ("home",),
            settings.name[self.language],
            settings.tagline[self.language],
            "home.html",
            context,
        )
        described = schema_org.data_catalogue_json_ld(self.scope, self.language)
        script = schema_org.render_json_ld_script(described)
        return replace(page, editorial=source, json_ld=(script,))

    def lists(self) -> Iterator[Page]:
        made: dict[str, tuple[str, Callable[[], Any]]] = {
            "datasets": ("catalogue.html", partial(catalogue_page, self.plan.files, self.reader)),
            "indicators": ("indicators.html", partial(indicators_page, self.reader)),
            "tasks": ("tasks.html", partial(tasks_page, self.reader)),
            "organisations": (
                "organisations.html",
                partial(organisations_page, self.bodies, self.reader),
            ),
            "discrepancies": ("discrepancies.html", partial(discrepancies_page, self.reader)),
            "calendar": ("calendar.html", partial(calendar_page, self.reader)),
            "changes": ("changes.html", partial(changes_page, self.reader)),
            "topics": ("topics.html", partial(topics_page, self.reader)),
            "documents": ("documents.html", partial(documents_page, self.reader)),
            "quality": ("quality.html", partial(quality_page, self.plan.scores, self.reader)),
            "search": ("search.html", partial(search_page, self.reader)),
            "problems": ("problems.html", partial(problems_page, self.reader)),
        }
        for section, (template, context) in made.items():
            description = self.words(f"{section}.description")
            page = self._page(
                (section,), self.words(f"nav.{section}"), description, template, context
            )
            yield replace(page, scripts=SCRIPTS.get(section, ()))

    def datasets(self) -> Iterator[Page]:
        for package in self.catalogue.packages:
            yield self._dataset(package)

    def _dataset(self, package: Package) -> Page:
        files = self.plan.files[package.id]
        figures = package_figures(package, self.reader)
        title = package.title[self.language]
        page = self._page(
            ("datasets", package.id),
            title,
            package.description[self.language],
            "dataset.html",
            lambda: dataset_page(
                package,
                files,
                figures,
                self.reader,
                citation=self.citation(package),
                base_url=self.settings.base_url,
            ),
        )
        described = schema_org.dataset_json_ld(package, files, self.scope, self.language)
        script = schema_org.render_json_ld_script(described)
        return replace(
            page,
            modified=package.modified,
            json_ld=(script, *page.json_ld),
            charts=tuple(one.chart for one in figures),
            typed_links=typed_links(package, files, self.scope, language=self.language),
        )

    def indicators(self) -> Iterator[Page]:
        serving: dict[str, list[Task]] = {}
        for tasks in self.catalogue.tasks.values():
            for task in tasks:
                for indicator_id in task.indicators:
                    serving.setdefault(indicator_id, []).append(task)
        for indicator in self.catalogue.indicators:
            yield self._indicator(indicator, serving.get(indicator.id, ()))

    def _indicator(self, indicator: Indicator, tasks: Sequence[Task]) -> Page:
        ids = ("indicators", indicator.id)
        title = indicator.name[self.language]
        figure = indicator_figure(indicator, self.reader)
        citation = self.words(
            "cite.indicator",
            title=title,
            site=self.settings.name[self.language],
            date=self.reader.date(self.catalogue.as_of),
            url=self.settings.base_url + self.reader.uri(*ids),
        )
        page = self._page(
            ids,
            title,
            f"{title}. {indicator_sentence(indicator, self.reader)}",
            "indicator.html",
            partial(
                indicator_page,
                indicator,
                tasks,
                figure,
                self.reader,
                citation=citation,
                base_url=self.settings.base_url,
            ),
        )
        return replace(page, charts=(figure.chart,) if figure else ())

    def tasks(self) -> Iterator[Page]:
        for package_id, tasks in self.catalogue.tasks.items():
            package = self.catalogue.package(package_id)
            assert package is not None
            page = self._page(
                ("tasks", package_id),
                f"{self.words('nav.tasks')}: {package.title[self.language]}",
                list_summary(tasks, self.reader),
                "task_list.html",
                partial(task_list_page, package, tasks, self.reader),
            )
            yield replace(page, scripts=("assets/filter.js",))
            for position, task in enumerate(tasks):
                before = tasks[position - 1] if position else None
                after = tasks[position + 1] if position + 1 < len(tasks) else None
                yield self._task(package, task, (before, after))

    def _task(
        self, package: Package, task: Task, neighbours: tuple[Task | None, Task | None]
    ) -> Page:
        title = task.name[self.language]
        ids = ("tasks", package.id, task.id)
        citation = self._citation(
            f"{package.title[self.language]}: {task.number or task.id}", package.version, *ids
        )
        status = task.latest.status if task.latest else "no_report"
        description = self.words(
            "task.description.text",
            list=package.title[self.language],
            number=task.number or task.id,
            name=title,
            status=self.words(f"status.{status}"),
        )
        page = self._page(
            ids,
            title,
            description,
            "task.html",
            lambda: task_page(task, package, neighbours, self.reader, citation),
        )
        crumb = Link(
            text=self.words("task.number_text", number=task.number or task.id), uri=page.uri
        )
        before = Link(text=package.title[self.language], uri=self.reader.uri("tasks", package.id))
        return replace(page, breadcrumbs=(*page.breadcrumbs[:-1], before, crumb))

    def organisations(self) -> Iterator[Page]:
        for body in self.bodies.values():
            yield self._page(
                ("organisations", body.organisation.id),
                body.organisation.name[self.language],
                self.words(
                    "organisation.meta",
                    name=body.organisation.name[self.language],
                    sentence=organisation_sentence(body, self.reader),
                    date=self.reader.date(self.catalogue.as_of),
                ),
                "organisation.html",
                partial(organisation_page, body, self.reader),
            )

    def problems(self) -> Iterator[Page]:
        for code in CODES:
            yield self._page(
                ("problems", code),
                self.words(f"problem.{code}.title"),
                self.words(f"problem.{code}.about"),
                "problem.html",
                partial(problem_page, code, self.reader),
            )

    def editorial(self) -> Iterator[Page]:
        for one in self.plan.editorial:
            if one.language == self.language and one.id != "home":
                page = self._page((one.id,), one.title, one.description, "", lambda: None)
                yield replace(page, editorial=one.path)

    def _page(
        self,
        ids: tuple[str, ...],
        title: str,
        description: str,
        template: str,
        context: Callable[[], Any],
    ) -> Page:
        uri = self.reader.uri(*ids)
        crumbs = self._breadcrumbs(ids, title)
        json_ld: tuple[str, ...] = ()
        if crumbs:
            described = schema_org.breadcrumbs_json_ld(crumbs, self.settings)
            json_ld = (schema_org.render_json_ld_script(described),)
        return Page(
            uri=uri,
            language=self.language,
            section=ids[0],
            alternates=self.routes.alternates(*ids),
            title=title,
            description=shortened(description),
            breadcrumbs=crumbs,
            modified=self.catalogue.as_of,
            body=lambda svgs: rendered(
                template, context(), uri=uri, language=self.language, svgs=svgs
            ),
            json_ld=json_ld,
        )

    def _breadcrumbs(self, ids: tuple[str, ...], title: str) -> tuple[Link, ...]:
        if ids == ("home",):
            return ()
        crumbs = [Link(text=self.words("nav.home"), uri=self.reader.uri("home"))]
        if len(ids) > 1:
            crumbs.append(Link(text=self.words(f"nav.{ids[0]}"), uri=self.reader.uri(ids[0])))
        return (*crumbs, Link(text=title, uri=self.reader.uri(*ids)))

    def citation(self, package: Package) -> str:
        """How to cite a dataset."""
        title = package.title[self.language]
        return self._citation(title, package.version, "datasets", package.id)

    def _citation(self, title: str, version: str, *ids: str) -> str:
        return self.words(
            "cite.dataset",
            publisher=self.settings.contact_name[self.language],
            title=title,
            version=version,
            site=self.settings.name[self.language],
            date=self.reader.date(self.catalogue.as_of),
            url=self.settings.base_url + self.reader.uri(*ids),
        )


def shortened(text: str) -> str:
    """A description no longer than a search engine shows, cut at a word."""
    if len(text) <= DESCRIPTION_CHARACTERS:
        return text
    return text[: DESCRIPTION_CHARACTERS - 2].rsplit(" ", 1)[0] + " …"


def _outputs(plan: Plan, pages: Sequence[Page]) -> Iterator[Output]:
    for files in plan.files.values():
        for file in files:
            yield Output(uri=file.uri, content=partial(_same, file.content))
    all_files = [file for files in plan.files.values() for file in files]
    archive = portal_archive(all_files)
    yield Output(uri=archive.uri, content=partial(_same, archive.content))
    summed = partial(checksums, [*all_files, archive])
    yield Output(uri="checksums.txt", content=summed)
    yield from _further_metadata(plan)
    base_url = plan.settings.base_url
    yield Output(uri="catalog.jsonld", content=lambda: _described(plan, rdf.render_json_ld))
    yield Output(uri="catalog.ttl", content=lambda: _described(plan, rdf.render_turtle))
    yield Output(uri=CUBE_URI, content=lambda: _data_cube(plan))
    yield Output(uri="catalog.rdf", content=lambda: _described(plan, rdf.render_rdf_xml))
    for uri, content in Api(plan.catalogue, plan.settings, plan.files, plan.progress).files():
        yield Output(uri=uri, content=partial(_same, content))
    described = openapi(plan.catalogue, plan.settings)
    yield Output(uri=f"{ROOT}/openapi.json", content=partial(json_text, described))
    yield Output(uri="assets/colours.css", content=partial(_colours, plan.settings))
    for path, schema in plan.schemas.items():
        yield Output(uri=f"schemas/{path}", content=partial(json_text, schema))
    yield from _for_harvesters(plan, pages)
    yield Output(uri="robots.txt", content=partial(robots, base_url))
    yield Output(uri="_headers", content=partial(headers, plan.policy))
    for language in plan.settings.languages:
        reader = _reader(plan, language)
        yield Output(uri=calendar_uri(reader), content=partial(calendar_ics, reader))
        yield Output(uri=f"search-{language}.json", content=partial(search_index, reader))


def _for_harvesters(plan: Plan, pages: Sequence[Page]) -> Iterator[Output]:
    """Feeds, sitemaps and the catalogue in the forms of other harvesters."""
    scope = Scope(catalogue=plan.catalogue, settings=plan.settings)
    base_url, languages = plan.settings.base_url, plan.settings.languages
    yield Output(uri="data.json", content=partial(data_json, scope, plan.files))
    for uri, content in ckan_files(scope, plan.files):
        yield Output(uri=uri, content=partial(_same, content))
    for language in languages:
        feed = partial(atom_feed, scope, words(language))
        yield Output(uri=feed_uri(language, languages), content=feed)
        pages_of = partial(language_sitemap, pages, language, base_url)
        yield Output(uri=sitemap_uri(language), content=pages_of)
    yield Output(uri="sitemap.xml", content=partial(sitemap_index, pages, base_url))
    yield Output(uri=".well-known/void", content=partial(void_description, scope, [CUBE_URI]))
    security = security_txt(plan.settings, plan.catalogue.as_of)
    if security is not None:
        yield Output(uri=".well-known/security.txt", content=partial(_same, security))


def _further_metadata(plan: Plan) -> Iterator[Output]:
    """CSVW of each table, Croissant of each package that qualifies."""
    scope = Scope(catalogue=plan.catalogue, settings=plan.settings)
    for package in plan.catalogue.packages:
        for resource in package.resources:
            if resource.table is not None:
                name = file_name(resource)
                metadata = csvw_metadata(package, resource, name)
                uri = f"data/{package.id}/{name}-metadata.json"
                yield Output(uri=uri, content=partial(json_text, metadata))
        citation = _Pages(plan, plan.settings.languages[-1]).citation(package)
        croissant = croissant_json_ld(package, plan.files[package.id], scope, citation)
        if croissant is not None:
            uri = f"data/{package.id}/croissant.json"
            yield Output(uri=uri, content=partial(json_text, croissant))


def _described(plan: Plan, render: Callable[[rdf.Graph], Iterator[str]]) -> bytes:
    scope = Scope(catalogue=plan.catalogue, settings=plan.settings)
    nodes = catalogue_graph(plan.catalogue, plan.settings, plan.files)
    graph = rdf.sorted_graph((*nodes, *measurement_nodes(plan.scores, scope)))
    return "".join(render(graph)).encode()


def _data_cube(plan: Plan) -> bytes:
    graph = data_cube_graph(plan.catalogue, plan.settings)
    return "".join(rdf.render_turtle(graph, cube_prefixes(plan.settings))).encode()


def _colours(settings: Settings) -> bytes:
    """The portal's own colours, after the tokens of portal.css."""
    colours = settings.colours
    return (
        f":root {{ --accent: {colours['accent']}; --band: {colours['band']}; }}\n"
        "@media (prefers-color-scheme: dark) {\n"
        f"  :root {{ --accent: {colours['accent_dark']}; }}\n}}\n"
    ).encode()


def _same(content: bytes) -> bytes:
    return content
