"""Catalogue → every page of the site in every language, as values."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from builder.dates import dates_text
from builder.editing import has_files
from builder.exports.dcat.dcat_excerpt import excerpt_uris
from builder.exports.descriptions import schema_org
from builder.exports.harvesting.atom import ATOM_TYPE
from builder.exports.harvesting.feeds import dataset_feed_uri, indicator_feed_uri
from builder.exports.harvesting.signposting import TypedLink, typed_links
from builder.language.text import shortened
from builder.language.words import words
from builder.model import Document, Indicator, Package, Task
from builder.packages.read import DESCRIPTOR
from builder.pages.catalogue.dataset import dataset_page, downloads_for_people, list_link
from builder.pages.catalogue.dataset_markdown import beside_page, dataset_markdown
from builder.pages.catalogue.full_table import FullTable
from builder.pages.catalogue.gone import gone_page, gone_title
from builder.pages.catalogue.lists import (
    problem_page,
)
from builder.pages.catalogue.table_page import (
    TABLE_SCRIPT,
    page_words,
    table_files,
    table_page,
)
from builder.pages.citation import dataset_citation
from builder.pages.figure import Figure, social_uri
from builder.pages.front.home import home_page
from builder.pages.markdown import MEDIA_TYPE, markdown_uri
from builder.pages.page_type import PageType, page_types
from builder.pages.paging import list_pages, page_ids, page_place
from builder.pages.printed_text import heading
from builder.pages.programme.citation import (
    indicator_citation,
    organisation_citation,
    task_citation,
)
from builder.pages.programme.document import document_cuts, document_page, document_sentence
from builder.pages.programme.embed import embed_page
from builder.pages.programme.indicator import (
    chart_foot,
    indicator_figure,
    indicator_page,
    indicator_sentence,
    picture_uri,
    value_uris,
)
from builder.pages.programme.indicator_markdown import indicator_markdown
from builder.pages.programme.organisation import (
    organisation_cuts,
    organisation_page,
    organisation_sentence,
)
from builder.pages.programme.provinces import (
    named_provinces,
    province_page,
    province_sentence,
)
from builder.pages.programme.sliced import sliced, sliced_json
from builder.pages.programme.tasks import list_summary, task_list_page, task_page
from builder.pages.render import rendered
from builder.planning.gone_plan import lost_places, successor_link, successor_place
from builder.planning.held_figures import HeldFigures, all_figures
from builder.planning.pictures import are_pictured, dataset_pictures, indicator_pictures
from builder.planning.plan import Plan, plan_view
from builder.planning.shown_tables import Tables
from builder.problem import CODES
from builder.programme.bodies import Body
from builder.programme.deadlines import standing
from builder.site import Link, Origin, Output, Page, Twin

EMBED_SCRIPT = "assets/embed.js"
"""What tells another site how tall its frame may be."""

DESCRIPTION_LEAST = 50
"""Below it search engines show a piece of the page instead."""

DESCRIPTION_CHARACTERS = 155
"""What a search engine shows of a page's description."""


def planned_pages(
    plan: Plan, language: str, tables: Tables, own: Mapping[str, str]
) -> Iterator[Page]:
    """Every page of one language; `own` has the digest of what tells of one dataset alone, by its
    id."""
    pages = _Pages(plan, language, own)
    there = [
        pages.home(),
        *pages.lists(),
        *pages.datasets(tables[language]),
        *pages.indicators(),
        *pages.tasks(),
        *pages.organisations(),
        *pages.documents(),
        *pages.provinces(),
        *pages.problems(),
        *pages.editorial(),
    ]
    yield from there
    yield from pages.gone({page.alternates[language]: page for page in there})


class _Pages:
    """The pages of one language."""

    def __init__(self, plan: Plan, language: str, own: Mapping[str, str]) -> None:
        self.plan, self.language, self.words = plan, language, words(language)
        self.own = own
        self.portal, self.settings = plan.portal, plan.portal.settings
        view = plan_view(plan, language)
        self.figures = all_figures(self.portal.packages, view)
        drawn = (name for name, figures in self.figures.items() if figures)
        self.view = replace(view, drawn=frozenset(drawn if are_pictured(self.portal) else ()))
        self.routes = self.view.routes
        self.newest = max((package.modified for package in self.portal.packages), default=None)
        self.sections = {self.words(f"nav.{page_type.section}") for page_type in page_types()}

    def home(self) -> Page:
        settings = self.settings
        context = partial(home_page, self.view, self.plan.editorial_mark)
        source = next(
            (
                editorial.path
                for editorial in self.portal.editorial
                if (editorial.id, editorial.language) == ("home", self.language)
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
        described = partial(schema_org.data_catalogue_json_ld, self.portal, self.language)
        origin = Origin(file=f"site_src/{source}") if source else None
        return replace(page, editorial=source, json_ld=_scripts(described), origin=origin)

    def lists(self) -> Iterator[Page]:
        for page_type in page_types():
            if not self.view.has(page_type.section):
                continue
            if page_type.pages is None:
                yield self._list(page_type, partial(page_type.context, self.view))
                continue
            last = page_type.pages(self.view)
            for number in range(1, last + 1):
                context = partial(page_type.context, self.view, number)
                yield self._numbered(self._list(page_type, context, number), number, last)

    def _list(self, page_type: PageType, context: Callable[[], Any], number: int = 1) -> Page:
        section = page_type.section
        page = self._page(
            page_ids((section,), number),
            self.words(f"nav.{section}"),
            self.words(f"{section}.description"),
            page_type.template,
            context,
        )
        # a further page stands where the first one does: it is no part of the section
        crumbs = self._breadcrumbs((section,), page.title) if number > 1 else page.breadcrumbs
        return replace(page, scripts=page_type.scripts, breadcrumbs=crumbs)

    def _numbered(self, page: Page, number: int, last: int) -> Page:
        """One of so many pages of a list; all but the first say which one they are."""
        if number == 1:
            return page
        place = page_place(number, last, self.view)
        first = replace(page.breadcrumbs[-1], uri=page.uri.removesuffix(f"page/{number}/"))
        crumbs = (*page.breadcrumbs[:-1], first, Link(text=place, uri=page.uri))
        described = partial(schema_org.breadcrumbs_json_ld, crumbs, self.portal)
        return replace(
            page,
            title=f"{page.title} · {place}",
            breadcrumbs=crumbs,
            json_ld=_scripts(described),
        )

    def datasets(self, tables: Mapping[str, Sequence[FullTable]]) -> Iterator[Page]:
        for package in self.portal.packages:
            yield self._dataset(package, tables[package.id])
            for full in tables[package.id]:
                for number in range(1, full.pages + 1):
                    yield self._table(full, number)

    def _table(self, full: FullTable, number: int) -> Page:
        package, view = full.package, self.view
        names = dict.fromkeys((full.resource.title[self.language], package.title[self.language]))
        title = self.words("table.title", name=" · ".join(names))
        if number > 1:
            title = f"{page_words(full, number)} · {title}"
        files = table_files(full, self.plan.files[package.id])
        downloads = downloads_for_people(files, view)
        page = self._page(
            ("datasets", package.id, full.resource.name, *([str(number)] if number > 1 else [])),
            title,
            self.words(
                "table.description",
                name=full.resource.title[self.language],
                dataset=package.title[self.language],
            ),
            "table.html",
            partial(table_page, full, number, downloads),
        )
        dataset = Link(text=package.title[self.language], uri=view.uri("datasets", package.id))
        crumb = Link(text=self.words("table.crumb"), uri=page.uri)
        file = f"datasets/{package.id}/{full.resource.path}"
        return replace(
            page,
            made_of=(lambda: (full.made_of, full.resource.name, number, downloads))
            if full.made_of
            else None,
            origin=Origin(file=file) if has_files(package) else None,
            modified=package.modified,
            scripts=(TABLE_SCRIPT,),
            breadcrumbs=(*page.breadcrumbs[:-1], dataset, crumb),
        )

    def _dataset(self, package: Package, tables: Sequence[FullTable]) -> Page:
        files = self.plan.files[package.id]
        figures, own = self.figures[package.id], self.own[package.id]
        pictures = tuple(dataset_pictures(package, figures, self.view))
        title, citation = package.title[self.language], dataset_citation(package, self.view)
        context = partial(
            dataset_page,
            package,
            files,
            figures.figures,
            self.view,
            tables=tables,
            citation=citation,
        )
        page = self._page(
            ("datasets", package.id),
            self._told_apart(title),
            package.description[self.language],
            "dataset.html",
            context,
        )
        described = partial(schema_org.dataset_json_ld, package, files, self.portal, self.language)
        beside = partial(beside_page, package, files, self.view)
        file = f"datasets/{package.id}/{DESCRIPTOR}"
        tables_made_of, leads = [full.made_of for full in tables], list_link(package, self.view)
        return replace(
            page,
            made_of=(lambda: (own, figures.made_of(), tables_made_of, leads, citation))
            if own and all(tables_made_of)
            else None,
            origin=Origin(file=file) if has_files(package) else None,
            modified=package.modified,
            json_ld=_scripts(described, page.json_ld),
            charts=figures.charts,
            explored=figures.explored(),
            pictures=pictures,
            picture=pictures[-1].uri if pictures else page.picture,
            typed_links=partial(self._links_of, package, page),
            markdown=Twin(
                uri=markdown_uri(page.uri),
                content=lambda shown: dataset_markdown(shown, page.uri, beside(), self.view),
                made_of=beside,
            ),
        )

    def _links_of(self, package: Package, page: Page) -> tuple[TypedLink, ...]:
        """What the page of a dataset tells machines of its files."""
        files, address = self.plan.files[package.id], self.portal.addresses.file
        return (
            *typed_links(package, files, self.portal, language=self.language),
            *(
                ("alternate", address(uri).value, media_type)
                for uri, media_type in excerpt_uris(package.id).items()
            ),
            ("alternate", address(dataset_feed_uri(package.id, self.language)).value, ATOM_TYPE),
            self._as_markdown(page),
        )

    def _told_apart(self, title: str) -> str:
        """The title of a dataset; one that is called like a section of the site says what it is."""
        return f"{title} · {self.words('nav.dataset')}" if title in self.sections else title

    def _as_markdown(self, page: Page) -> TypedLink:
        address = self.portal.addresses.file(markdown_uri(page.uri)).value
        return ("alternate", address, MEDIA_TYPE)

    def indicators(self) -> Iterator[Page]:
        serving: dict[str, list[Task]] = {}
        for tasks in self.portal.tasks.values():
            for task in tasks:
                for indicator_id in task.indicators:
                    serving.setdefault(indicator_id, []).append(task)
        for indicator in self.portal.indicators:
            figure = indicator_figure(indicator, self.view)
            yield self._indicator(indicator, serving.get(indicator.id, ()), figure)
            if figure:
                yield self._embed(indicator, figure)

    def _embed(self, indicator: Indicator, figure: Figure) -> Page:
        """The chart of an indicator as other sites show it."""
        base_url = self.settings.base_url
        page = self._page(
            ("embed", indicator.id),
            self.words("embed.title", name=indicator.short_name[self.language]),
            figure.title,
            "embed.html",
            partial(embed_page, indicator, figure, self.view, base_url),
        )
        held = HeldFigures((figure,), self.language)
        return replace(page, charts=held.charts, scripts=(EMBED_SCRIPT,), is_embedded=True)

    def _indicator(
        self, indicator: Indicator, tasks: Sequence[Task], figure: Figure | None
    ) -> Page:
        ids = ("indicators", indicator.id)
        title = indicator.short_name[self.language]
        context = partial(
            indicator_page,
            indicator,
            tasks,
            figure,
            self.view,
            citation=indicator_citation(indicator, self.view),
            base_url=self.settings.base_url,
        )
        page = self._page(
            ids,
            title,
            f"{title}. {indicator_sentence(indicator, self.view)}",
            "indicator.html",
            context,
        )
        feed = self.portal.addresses.file(indicator_feed_uri(indicator.id, self.language)).value
        described = partial(
            schema_org.indicator_json_ld,
            indicator,
            self.portal,
            language=self.language,
            description=f"{indicator.name[self.language]}. {page.description}",
            uris=value_uris(indicator),
        )
        page = replace(
            page,
            origin=self._origin("register", indicator.id),
            json_ld=_scripts(described, page.json_ld),
            modified=self._newest({row.package for row in indicator.rows}),
            typed_links=partial(tuple, (("alternate", feed, ATOM_TYPE), self._as_markdown(page))),
            markdown=Twin(
                uri=markdown_uri(page.uri),
                content=lambda shown: indicator_markdown(shown, page.uri, self.view),
                made_of=tuple,
            ),
        )
        page = replace(page, explored=tuple(self._slices(indicator)))
        if figure is None:
            return page
        picture = picture_uri(indicator.id, self.language, "png")
        held = HeldFigures((figure,), self.language)
        explored = (*held.explored(), *page.explored)
        return replace(
            page,
            charts=held.charts,
            explored=explored,
            pictures=tuple(indicator_pictures(indicator, figure, self.view)),
            picture=picture,
        )

    def _slices(self, indicator: Indicator) -> Iterator[Output]:
        """The file that the values of an indicator by category are explored from."""
        found = sliced(indicator, self.view)
        if found:
            foot = chart_foot(indicator, self.view)
            yield Output(uri=found.uri, content=partial(sliced_json, indicator, self.view, foot))

    def tasks(self) -> Iterator[Page]:
        for package_id, tasks in self.portal.tasks.items():
            package = self.portal.package(package_id)
            assert package is not None
            last = list_pages(len(tasks))
            for number in range(1, last + 1):
                page = self._page(
                    page_ids(("tasks", package_id), number),
                    f"{self.words('nav.tasks')}: {package.title[self.language]}",
                    list_summary(tasks, self.view),
                    "task_list.html",
                    partial(task_list_page, package, tasks, self.view, number),
                )
                crumb = Link(text=package.title[self.language], uri=page.uri)
                page = replace(
                    page,
                    scripts=("assets/filter.js",),
                    modified=package.modified,
                    # below "Tasks" a list need not say once more that it is one of tasks
                    breadcrumbs=(*page.breadcrumbs[:-1], crumb),
                )
                yield self._numbered(page, number, last)
            numbers = Counter(task.number for task in tasks)
            for position, task in enumerate(tasks):
                before = tasks[position - 1] if position else None
                after = tasks[position + 1] if position + 1 < len(tasks) else None
                # several parts of a list may have the same number, but no two rows the same id
                known_by = task.id if numbers[task.number] > 1 else task.number or task.id
                yield self._task(package, task, known_by, (before, after))

    def _task(
        self,
        package: Package,
        task: Task,
        known_by: str,
        neighbours: tuple[Task | None, Task | None],
    ) -> Page:
        number = self.view.place(task.number or task.id)
        told = self.words("task.number_text", number=self.view.place(known_by))
        title = f"{told}: {heading(task.name[self.language])}"
        ids = ("tasks", package.id, task.id)
        cited = task_citation(task, package, self.view)
        status = standing(task, self.portal.as_of).state
        description = self.words(
            "task.description.text",
            list=package.title[self.language],
            number=number,
            name=task.name[self.language],
            status=self.words(f"status.{status}"),
        )
        page = self._page(
            ids,
            title,
            description,
            "task.html",
            lambda: task_page(task, package, neighbours, self.view, cited),
        )
        crumb = Link(text=self.words("task.number_text", number=number), uri=page.uri)
        before = Link(text=package.title[self.language], uri=self.view.uri("tasks", package.id))
        crumbs = (*page.breadcrumbs[:-1], before, crumb)
        origin = self.view.origins.keyed(package, "tasks", task.id)
        return replace(page, breadcrumbs=crumbs, modified=package.modified, origin=origin)

    def organisations(self) -> Iterator[Page]:
        for body in self.view.duties.values():
            last = len(organisation_cuts(body))
            for number in range(1, last + 1):
                yield self._numbered(self._organisation(body, number), number, last)

    def _organisation(self, body: Body, number: int) -> Page:
        organisation = body.organisation
        name = organisation.name[self.language]
        page = self._page(
            page_ids(("organisations", organisation.id), number),
            name,
            self.words(
                "organisation.meta",
                name=name,
                sentence=organisation_sentence(body, self.view),
                dates=dates_text(self.view.dates, self.words),
            ),
            "organisation.html",
            partial(
                organisation_page,
                body,
                self.view,
                organisation_citation(organisation, self.view),
                number,
            ),
        )
        return replace(page, origin=self._origin("organisations", organisation.id))

    def documents(self) -> Iterator[Page]:
        for document in self.portal.documents.values():
            last = len(document_cuts(document, self.view))
            for number in range(1, last + 1):
                yield self._numbered(self._document(document, number), number, last)

    def _document(self, document: Document, number: int) -> Page:
        title = document.title[self.language]
        page = self._page(
            page_ids(("documents", document.id), number),
            f"{document.number}: {title}" if document.number else title,
            f"{title}. {document_sentence(document, self.view)}",
            "document.html",
            partial(document_page, document, self.view, number),
        )
        crumb = Link(text=document.number or title, uri=page.uri)
        told = self.portal.datasets_from.get(document.id, ())
        return replace(
            page,
            origin=self._origin("documents", document.id),
            breadcrumbs=(*page.breadcrumbs[:-1], crumb),
            modified=self._newest({package.id for package in told}),
        )

    def _origin(self, kind: str, row_id: str) -> Origin | None:
        """Where the row of an id stands, in any package that has the kind of table."""
        found = (
            self.view.origins.keyed(package, kind, row_id) for package in self._with_table[kind]
        )
        return next((origin for origin in found if origin), None)

    @cached_property
    def _with_table(self) -> Mapping[str, Sequence[Package]]:
        """Packages by each kind of table that they have."""
        found: defaultdict[str, list[Package]] = defaultdict(list)
        for package in self.portal.packages:
            for kind in {resource.table_kind for resource in package.resources if resource.table}:
                found[kind or ""].append(package)
        return found

    def provinces(self) -> Iterator[Page]:
        for province in named_provinces(self.portal):
            page = self._page(
                ("provinces", province.id),
                province.name[self.language],
                province_sentence(province, self.view),
                "province.html",
                partial(province_page, province, self.view),
            )
            yield replace(page, origin=self._origin("provinces", province.id))

    def problems(self) -> Iterator[Page]:
        for code in CODES:
            page = self._page(
                ("problems", code),
                self.words(f"problem.{code}.title"),
                self.words(f"problem.{code}.about"),
                "problem.html",
                partial(problem_page, code, self.view),
            )
            yield replace(page, modified=None)

    def gone(self, there: Mapping[str, Page]) -> Iterator[Page]:
        """A page at each address of what is gone; one with a successor leads on to it."""
        first = self.settings.languages[0]
        titles = {uri: page.title for uri, page in there.items()}
        known = {page.alternates[first] for page in there.values()}
        for thing, place in lost_places(self.plan, known):
            link = successor_link(successor_place(thing, place), titles, self.view)
            title = gone_title(thing, self.view)
            page = self._page(
                place,
                title,
                self.words("gone.description", title=title),
                "gone.html",
                partial(gone_page, thing, link, self.view),
            )
            yield replace(page, moved_to=link.uri if link else None, is_gone=True)

    def editorial(self) -> Iterator[Page]:
        for editorial in self.portal.editorial:
            shown = editorial.language == self.language and self.view.has(editorial.id)
            if shown and editorial.id != "home":
                page = self._page(
                    (editorial.id,), editorial.title, editorial.description, "", lambda: None
                )
                origin = Origin(file=f"site_src/{editorial.path}")
                yield replace(page, editorial=editorial.path, modified=None, origin=origin)

    def _page(
        self,
        ids: tuple[str, ...],
        title: str,
        description: str,
        template: str,
        context: Callable[[], Any],
    ) -> Page:
        uri = self.view.uri(*ids)
        crumbs = self._breadcrumbs(ids, title)
        described = partial(schema_org.breadcrumbs_json_ld, crumbs, self.portal)
        return Page(
            uri=uri,
            language=self.language,
            section=ids[0],
            alternates=self.routes.alternates(*ids),
            title=title,
            description=self._description(description),
            breadcrumbs=crumbs,
            modified=self._newest(),
            picture=social_uri(self.language),
            template=template,
            context=context,
            body=partial(rendered, template, uri=uri, language=self.language),
            json_ld=_scripts(described) if crumbs else tuple,
        )

    def _newest(self, names: Collection[str] = ()) -> datetime.date | None:
        """The newest day of the named packages, or else of all."""
        if not names:
            return self.newest
        packages = filter(None, map(self.portal.package, names))
        return max((package.modified for package in packages), default=None)

    def _description(self, text: str) -> str:
        """What search engines show: a text too short for them also tells whose page it is."""
        if len(text) < DESCRIPTION_LEAST:
            name, tagline = self.settings.name, self.settings.tagline
            text = f"{text} {name[self.language]}. {tagline[self.language]}"
        return shortened(text, DESCRIPTION_CHARACTERS)

    def _breadcrumbs(self, ids: tuple[str, ...], title: str) -> tuple[Link, ...]:
        if ids[0] in ("home", "embed"):
            return ()
        crumbs = [Link(text=self.words("nav.home"), uri=self.view.uri("home"))]
        if len(ids) > 1:
            crumbs.append(Link(text=self.words(f"nav.{ids[0]}"), uri=self.view.uri(ids[0])))
        return (*crumbs, Link(text=title, uri=self.view.uri(*ids)))


Scripts = Callable[[], tuple[str, ...]]


def _scripts(described: Callable[[], Any], others: Scripts = tuple) -> Scripts:
    """JSON-LD of a thing as a text for the head, before others."""
    return lambda: (schema_org.render_json_ld_script(described()), *others())
