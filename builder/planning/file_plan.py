"""Catalogue → every file of the site that is no page, as values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from urllib.parse import urlsplit

from builder.addresses import API, package_file
from builder.charts.explored import comparable_uri
from builder.exports import rdf
from builder.exports.api.api import Api
from builder.exports.api.observations import long_tables
from builder.exports.api.openapi import openapi
from builder.exports.data_cube.data_cube_terms import CUBE_URI
from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.dcat.dcat_excerpt import dataset_excerpt, excerpt_uris
from builder.exports.dcat.dcat_paged import catalogue_pages
from builder.exports.dcat.well_known import security_txt, void_description
from builder.exports.descriptions.croissant import croissant_json_ld
from builder.exports.descriptions.csvw import csvw_metadata
from builder.exports.downloads.bundles import ARCHIVE, checksums, portal_archive
from builder.exports.downloads.csv_parts import part_contents
from builder.exports.downloads.earlier import earlier_files
from builder.exports.downloads.files import file_name
from builder.exports.harvesting.ckan import ckan_files, package_uri
from builder.exports.harvesting.data_json import data_json
from builder.exports.harvesting.feeds import (
    atom_feeds,
    dataset_feed,
    dataset_feed_uri,
    indicator_feed,
    indicator_feed_uri,
    lost_feeds,
)
from builder.exports.harvesting.hosting import redirects, robots
from builder.exports.harvesting.llms import llms_txt, llms_uri
from builder.exports.harvesting.search_index import (
    is_cut,
    rest_uri,
    search_index,
    search_rest,
    search_uri,
)
from builder.exports.harvesting.sitemaps import language_sitemap, sitemap_index, sitemap_parts
from builder.exports.sdmx.messages import (
    DATA_CSV_URI,
    DATA_XML_URI,
    STRUCTURE_URI,
    data_csv,
    data_message,
    structure_message,
)
from builder.exports.sdmx.structure import numbers
from builder.exports.serving.caddy import CADDY_URI, caddyfile
from builder.exports.serving.host_headers import host_headers, unframed_paths
from builder.exports.serving.nginx import HTTP_URI, SERVER_URI, http_part, server_part
from builder.language.words import words
from builder.model import Package, Resource
from builder.packages.json_text import compact_json, json_text, pieces
from builder.pages.catalogue.full_table import FullTable
from builder.pages.catalogue.service import SERVICE_URI, service_html
from builder.pages.catalogue.table_page import row_file, row_files
from builder.pages.citation import dataset_citation
from builder.pages.programme.calendar import calendar_uri
from builder.pages.programme.explored import comparable
from builder.pages.programme.icalendar import calendar_ics
from builder.pages.programme.search_entries import indicator_summaries, programme_entries
from builder.pages.programme.view import ProgrammeView
from builder.planning.own_digests import CatalogueDigests
from builder.planning.plan import Plan, plan_view
from builder.planning.shown_tables import Tables
from builder.portal import Portal
from builder.settings import Settings
from builder.site import Output, Page
from builder.store.values import value_digest

RENDERERS: Mapping[str, Callable[[Iterable[rdf.Node]], Iterator[str]]] = {
    "jsonld": rdf.render_json_ld,
    "rdf": rdf.render_rdf_xml,
    "ttl": rdf.render_turtle,
}
"""How a graph is written, by the ending of the file."""


def planned_outputs(
    plan: Plan,
    pages: Sequence[Page],
    catalogue: CatalogueNodes,
    tables: Tables,
    own: Mapping[str, str],
) -> Iterator[Output]:
    """Every file of the site that is no page; their bytes are made when they are asked for.

    `own` has the digest of what tells of one dataset alone, by its id.
    """
    for files in plan.files.values():
        for file in files:
            yield Output(uri=file.uri, content=file.pieces or file.read, kept=file.kept)
    yield from _in_parts(plan)
    all_files = [file for files in plan.files.values() for file in files]
    archive = cache(partial(portal_archive, all_files))
    yield Output(uri=ARCHIVE, content=lambda: archive().streamed())
    yield Output(uri="checksums.txt", content=lambda: checksums([*all_files, archive()]))
    yield from _further_metadata(plan, own)
    yield from _of_history(plan, pages)
    base_url = plan.portal.settings.base_url
    yield from _of_catalogue(plan, catalogue, own)
    yield from _sdmx(plan.portal)
    api = Api(plan.portal, plan.files, plan.progress)
    for uri, content in api.files():
        yield Output(uri=uri, content=content)
    for name, made in long_tables(plan.portal).items():
        yield Output(uri=f"{API}/{name}", content=made)
    described = partial(openapi, plan.portal, api.paged)
    yield Output(uri=f"{API}/openapi.json", content=lambda: json_text(described()))
    first = plan_view(plan, plan.portal.settings.languages[0])
    yield Output(uri=SERVICE_URI, content=partial(service_html, first, plan.policy))
    yield Output(uri="assets/colours.css", content=partial(_colours, plan.portal.settings))
    yield Output(uri="assets/manifest.json", content=partial(_manifest, plan.portal.settings))
    for path, schema in plan.schemas.items():
        yield Output(uri=f"schemas/{path}", content=partial(json_text, schema))
    yield from _for_harvesters(plan, pages, own)
    yield Output(uri="robots.txt", content=partial(robots, base_url))
    yield from _for_servers(plan, pages)
    for language in plan.portal.settings.languages:
        view = plan_view(plan, language)
        if view.has("calendar"):
            yield Output(uri=calendar_uri(view), content=partial(calendar_ics, view))
        yield from _for_search(view)
        yield from _rows(tables[language].values())
        yield from _comparable(view)


def _in_parts(plan: Plan) -> Iterator[Output]:
    """The parts of large tables, beside the whole."""
    for package in plan.portal.packages:
        for resource in package.resources:
            for path, content in part_contents(package, resource):
                yield Output(uri=package_file(package.id, path), content=content)


def _rows(tables: Iterable[Sequence[FullTable]]) -> Iterator[Output]:
    """The rows of tables for the scripts of their pages."""
    for full in chain.from_iterable(tables):
        for uri, start in row_files(full):
            yield Output(uri=uri, content=partial(row_file, full, start), made_of=full.made_of)


def _comparable(view: ProgrammeView) -> Iterator[Output]:
    """Which indicators may be laid over each other, where there are charts of any."""
    named = comparable(view)
    if named:
        yield Output(uri=comparable_uri(view.language), content=partial(compact_json, named))


def _for_servers(plan: Plan, pages: Sequence[Page]) -> Iterator[Output]:
    """Types and headers of the site in the words of each server."""
    prefix = urlsplit(plan.portal.settings.base_url).path
    unframed = unframed_paths(pages)
    yield Output(uri="_headers", content=partial(host_headers, prefix, plan.policy, unframed))
    yield Output(uri=CADDY_URI, content=partial(caddyfile, prefix, plan.policy))
    yield Output(uri=HTTP_URI, content=http_part)
    yield Output(uri=SERVER_URI, content=partial(server_part, prefix, plan.policy))


def _of_history(plan: Plan, pages: Sequence[Page]) -> Iterator[Output]:
    """Files of recorded versions, and where what is gone leads on to."""
    for uri, content in earlier_files(plan.portal.history):
        yield Output(uri=uri, content=partial(_same, content))
    moved = redirects(pages)
    if moved is not None:
        yield Output(uri="_redirects", content=partial(_same, moved))


def _for_search(view: ProgrammeView) -> Iterator[Output]:
    yield Output(uri=search_uri(view.language), content=partial(_searchable, view))
    if is_cut(view.portal):
        yield Output(uri=rest_uri(view.language), content=partial(_searchable_rest, view))


def _searchable(view: ProgrammeView) -> bytes:
    return search_index(view, programme_entries(view), indicator_summaries(view))


def _searchable_rest(view: ProgrammeView) -> bytes:
    return search_rest(view, programme_entries(view), indicator_summaries(view))


def _for_harvesters(plan: Plan, pages: Sequence[Page], own: Mapping[str, str]) -> Iterator[Output]:
    """Feeds, sitemaps and the catalogue in the forms of other harvesters."""
    portal = plan.portal
    base_url, languages = plan.portal.settings.base_url, plan.portal.settings.languages
    yield Output(uri="data.json", content=partial(data_json, portal, plan.files))
    of_packages = {package_uri(id): made_of for id, made_of in own.items()}
    for uri, answer in ckan_files(portal, plan.files):
        yield Output(uri=uri, content=answer, made_of=of_packages.get(uri, ""))
    for language in languages:
        for uri, content in atom_feeds(portal, words(language)):
            yield Output(uri=uri, content=partial(_same, content))
        yield from _feeds(portal, language, own)
        yield Output(
            uri=llms_uri(language, languages), content=partial(llms_txt, pages, portal, language)
        )
        for uri, named in sitemap_parts(pages, language):
            yield Output(uri=uri, content=partial(language_sitemap, named, base_url))
    yield Output(uri="sitemap.xml", content=partial(sitemap_index, pages, base_url))
    yield Output(uri=".well-known/void", content=partial(void_description, portal, _cubes(portal)))
    security = security_txt(plan.portal.settings, plan.portal.as_of)
    if security is not None:
        yield Output(uri=".well-known/security.txt", content=partial(_same, security))


def _feeds(portal: Portal, language: str, own: Mapping[str, str]) -> Iterator[Output]:
    """A feed of each dataset and each indicator, and of datasets that are gone."""
    spoken = words(language)
    for uri, content in lost_feeds(portal, spoken):
        yield Output(uri=uri, content=partial(_same, content))
    for package in portal.packages:
        uri, told = dataset_feed_uri(package.id, language), own[package.id]
        made_of = value_digest((told, portal.as_of)) if told else ""
        feed = partial(dataset_feed, package, portal, spoken)
        yield Output(uri=uri, content=feed, made_of=made_of)
    for indicator in portal.indicators:
        uri = indicator_feed_uri(indicator.id, language)
        yield Output(uri=uri, content=partial(indicator_feed, indicator, portal, spoken))


def _further_metadata(plan: Plan, own: Mapping[str, str]) -> Iterator[Output]:
    """CSVW of each table, Croissant of each package that qualifies."""
    portal = plan.portal
    for package in plan.portal.packages:
        for resource in package.resources:
            if resource.table is not None:
                name = file_name(resource)
                uri = package_file(package.id, f"{name}-metadata.json")
                content = partial(_csvw, package, resource, name)
                yield Output(uri=uri, content=content, made_of=own[package.id])
        view = plan_view(plan, plan.portal.settings.languages[-1])
        citation = dataset_citation(package, view)
        croissant = croissant_json_ld(package, plan.files[package.id], portal, citation)
        if croissant is not None:
            uri = package_file(package.id, "croissant.json")
            yield Output(uri=uri, content=partial(json_text, croissant))


def _csvw(package: Package, resource: Resource, name: str) -> bytes:
    return json_text(csvw_metadata(package, resource, name))


def _of_catalogue(
    plan: Plan, catalogue: CatalogueNodes, own: Mapping[str, str]
) -> Iterator[Output]:
    """The RDF: the catalogue in three forms, whole and in pages, and each dataset in two."""
    digests, packages = CatalogueDigests(catalogue, own), plan.portal.packages
    for ending in RENDERERS:
        yield _rdf(f"catalog.{ending}", catalogue.values)
    for page in catalogue_pages(catalogue, plan.portal.addresses, [*RENDERERS]):
        made_of = digests.page(packages[place].id for place in page.led)
        yield _rdf(page.uri, page.graph, made_of)
    for package, dataset in zip(packages, catalogue.datasets, strict=True):
        made_of = digests.excerpt(package.id)
        for uri in excerpt_uris(package.id):
            yield _rdf(uri, partial(dataset_excerpt, catalogue, dataset), made_of)


def _rdf(uri: str, graph: Callable[[], Iterable[rdf.Node]], made_of: str = "") -> Output:
    render = RENDERERS[uri.rsplit(".", 1)[1]]
    return Output(uri=uri, content=lambda: pieces(render(graph())), made_of=made_of)


def _cubes(portal: Portal) -> list[str]:
    """Uri of the data cube, where the portal has indicators to put into one."""
    return [CUBE_URI] if portal.indicators else []


def _sdmx(portal: Portal) -> Iterator[Output]:
    """The numbers of the indicators as SDMX, where the portal has some."""
    if any(True for _ in numbers(portal)):
        yield Output(uri=STRUCTURE_URI, content=partial(structure_message, portal))
        yield Output(uri=DATA_XML_URI, content=partial(data_message, portal))
        yield Output(uri=DATA_CSV_URI, content=partial(data_csv, portal))


def _colours(settings: Settings) -> bytes:
    """The portal's own colours, after the tokens of portal.css."""
    colours = settings.colours
    return (
        f":root {{ --accent: {colours['accent']}; --band: {colours['band']}; }}\n"
        "@media (prefers-color-scheme: dark) {\n"
        f"  :root {{ --accent: {colours['accent_dark']}; }}\n}}\n"
    ).encode()


def _manifest(settings: Settings) -> bytes:
    """What phones show of a portal that is put among their programs.

    Source: https://www.w3.org/TR/appmanifest/
    """
    first = settings.languages[0]
    return json_text(
        {
            "name": str(settings.name[first]),
            "short_name": str(settings.short_name[first]),
            "lang": first,
            "start_url": "../",
            "scope": "../",
            "display": "browser",
            "theme_color": settings.colours["band"],
            "background_color": "#ffffff",
            "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        }
    )


def _same(content: bytes) -> bytes:
    return content
