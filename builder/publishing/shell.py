"""Hands pages to the theme (MkDocs Material); the only module that knows MkDocs.

A page goes in as a `Page` with a finished body and comes out as a file in the site folder:
no Markdown, search or navigation plugin touches generated pages (decision 0001). Editorial
pages of site_src/ are ordinary Markdown.
"""

import base64
import hashlib
import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from markupsafe import Markup
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as ThemePage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

import builder
from builder.addresses import CATALOGUE_FILES
from builder.dates import Dates, dates_text
from builder.editing import Mending
from builder.exports.harvesting.feeds import feed_uri
from builder.language.quotations import quoted_vietnamese
from builder.language.text import fact, marked_languages, shortened
from builder.language.words import words
from builder.model import Licence
from builder.problem import BuildError
from builder.publishing.editorial import body_text
from builder.publishing.frame import Frame, FrameLink
from builder.publishing.kept_pages import KeptPages, page_facts
from builder.publishing.marks import asset_marks, marked
from builder.publishing.overlay import CONFIG, OVERRIDES, frame_problem, told_templates
from builder.publishing.write import write_outputs
from builder.routes import Routes, relative_link
from builder.settings import Settings
from builder.shipped import own_or_shipped, shipped
from builder.site import Page, Site
from builder.store.values import value_digest
from builder.vocabulary import licence_text

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
"""Content Security Policy of the site; no inline script or style is run."""

FRAME_SCRIPT = "assets/frame.js"
"""What every page works better with."""

HEAD = "---\nportal: page\n---\n"
"""What MkDocs reads as the head of each page: it would take none for `name: value` lines."""

EMBEDDED_HEAD = "---\ntemplate: embedded.html\n---\n"
"""Head of the source of a page that other sites show in a frame."""

DROPPED_THEME_FILES = ("assets/javascripts/", "assets/images/", "assets/stylesheets/")
"""Files of the theme that no page uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What the theme is given: the site, its settings, its dates and its pictures."""

    site: Site
    settings: Settings
    dates: Dates
    svgs: Mapping[str, str]
    """Pictures of charts by specification."""
    licence: Licence | None
    """That of every dataset; None where they do not have one and the same."""


def told_everywhere(shell: Shell) -> str:
    """The digest of what every page tells of its site, beside what lies in files."""
    return value_digest((shell.site.menu, shell.site.footer, shell.dates, shell.licence))


def render_pages(
    shell: Shell, root: Path, folder: Path, done: Callable[[str], None], only: Collection[str]
) -> None:
    """Some pages of the site as HTML files in a folder, with the theme's assets.

    `done` is called with the uri of each page; `only` holds the uris of those that are asked for.
    """
    _render(shell, root, _Places(pages=folder, others=folder), done, only=only)


def render_anew(
    shell: Shell,
    root: Path,
    folder: Path,
    done: Callable[[str], None],
    *,
    pages: Sequence[Page],
    kept: KeptPages,
) -> None:
    """Some pages of the site, and the theme's assets, among what lies in a folder already.

    Pages that `kept` knows are not rendered again; it is told of the others.
    """
    known = kept.kept(pages, told_everywhere(shell))
    gone = kept.lay(known, folder)  # somebody may take them away just now
    for uri in known.keys() - set(gone):
        done(uri)
    anew = [page.uri for page in pages if page.uri not in known or page.uri in gone]
    with TemporaryDirectory(dir=folder) as temporary:  # for what each process writes
        places = _Places(pages=folder, others=Path(temporary))
        _render(shell, root, places, done, only=anew, kept=kept)
        _move(Path(temporary), folder)


class _Places(NamedTuple):
    """Where MkDocs writes."""

    pages: Path
    others: Path
    """For the theme's files."""


def _move(source: Path, target: Path) -> None:
    """Every file of a folder into another, in its place there; one that is there is replaced."""
    for folder, _, names in os.walk(source):
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            os.replace(os.path.join(folder, name), place / name)


def _render(
    shell: Shell,
    root: Path,
    places: _Places,
    done: Callable[[str], None],
    *,
    only: Collection[str],
    kept: KeptPages | None = None,
) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)  # what it says is told as problems
    config = _configured(root, places.others)
    plugin = config.plugins["portal"]
    assert isinstance(plugin, ThemePlugin)
    plugin.shell, plugin.done, plugin.only, plugin.kept = shell, done, only, kept
    plugin.pages = places.pages
    with told_templates(root / OVERRIDES, root), told_page(plugin):
        mkdocs_build(config)


@contextmanager
def told_page(plugin: "ThemePlugin") -> Iterator[None]:
    """The block turns Markdown into pages.

    Raises: BuildError with the hand-written page at which it failed.
    """
    try:
        yield
    except Exception as error:
        if plugin.read is None:
            raise
        raise BuildError([frame_problem(f"site_src/{plugin.read}", "markdown")]) from error


_ASSET = "assets/frame.js"
"""A file that no page can do without."""


def _left_out(config: MkDocsConfig) -> list[str]:
    """The settings by which MkDocs would leave out what every page needs."""
    specs = {name: config.get(name) for name in ("exclude_docs", "draft_docs")}
    return [name for name, spec in specs.items() if spec and spec.match_file(_ASSET)]


def _configured(root: Path, folder: Path) -> MkDocsConfig:
    """The settings of the theme, and the templates of the portal before those of the generator.

    Raises: BuildError where a portal's own mkdocs.yml cannot be used.
    """
    path = own_or_shipped(root, CONFIG)
    config = MkDocsConfig(config_file_path=str(path))
    try:
        if not path.is_file():  # a pipe would never end
            raise ConfigurationError(f"{CONFIG} is no file")
        if b"!!python/object" in path.read_bytes():  # MkDocs would carry it out
            raise ConfigurationError(f"{CONFIG} holds Python")
        with path.open("rb") as stream:
            config.load_file(stream)
    except (ConfigurationError, OSError, RecursionError) as error:
        raise BuildError([frame_problem(CONFIG, "yaml")]) from error
    theme = config.get("theme")
    templates = str(shipped() / OVERRIDES)
    if isinstance(theme, dict) and not (path.parent / str(theme.get("custom_dir"))).is_dir():
        config["theme"] = {**theme, "custom_dir": templates}
    own = str(own_or_shipped(root, "site_src"))
    config.load_dict({"site_dir": str(folder), "docs_dir": own, "use_directory_urls": True})
    errors, _ = config.validate()
    if not errors and not isinstance(config.plugins.get("portal"), ThemePlugin):
        errors = [("plugins", ValidationError("portal"))]
    errors = errors or [(name, ValidationError(_ASSET)) for name in _left_out(config)]
    if errors:
        raise BuildError(frame_problem(CONFIG, "mkdocs", field=name) for name, _ in errors)
    custom = config.theme.custom_dir
    config.theme.dirs[bool(custom) : bool(custom)] = [templates]
    config.theme.dirs.insert(0, str(root / OVERRIDES))
    return config


class _NoOptions(Config):
    """The plugin takes no options: settings stand in portal.toml."""


class _Generated(ThemePage):
    """A page whose body we make: there is no Markdown to read for it."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the body open."""
        self.content, self.toc = "", TableOfContents([])


class ThemePlugin(BasePlugin[_NoOptions]):
    """The adapter: MkDocs calls it for files, bodies and contexts."""

    shell: Shell | None = None
    done: Callable[[str], None] = staticmethod(lambda _: None)
    only: Collection[str] | None = None
    kept: KeptPages | None = None
    pages: Path | None = None
    """Where pages are written; None: into the site's folder, as all else."""
    read: str | None = None
    """Path under site_src/ of the written page whose Markdown is being turned into HTML."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        """Of pages whose context is worked out and that are not finished, by uri."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Plan the site if `mkdocs build` runs without `portal build`; drop what we write."""
        if self.shell is None:
            self.shell = self.planned(Path(config.config_file_path).parent)
            self._writes_outputs = True
        config.site_url = self.shell.settings.base_url
        config.theme.static_templates.discard("sitemap.xml")
        return config

    _writes_outputs = False

    def planned(self, root: Path) -> Shell:
        """The site of a folder; asked for where nobody handed one over."""
        raise NotImplementedError

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Our pages instead of what lies in the docs folder; assets stay."""
        assert self.shell is not None
        kept = [file for file in files if _is_asset(file)]
        kept += _shipped_assets(config, {file.src_uri for file in kept})
        contents = {file.src_uri: file.content_bytes for file in kept}
        self._marks = asset_marks(contents, self.shell.site.outputs)
        only, pages = self.only, self.shell.site.pages
        asked = pages if only is None else [page for page in pages if page.uri in only]
        # a page that people wrote may lead to any other
        there = pages if any(page.editorial for page in asked) else asked
        self._pages = {f"{page.uri}index.md": page for page in there}
        for source, page in self._pages.items():
            if page.editorial:
                body = body_text(Path(config.docs_dir) / page.editorial)
                file = File.generated(config, source, content=f"{HEAD}{body}")
            else:
                head = EMBEDDED_HEAD if page.is_embedded else ""
                file = File.generated(config, source, content=head)
                _Generated(None, file, config)
            file.dest_dir = str(self.pages or config.site_dir)
            is_asked = only is None or page.uri in only
            file.inclusion = InclusionLevel.NOT_IN_NAV if is_asked else InclusionLevel.EXCLUDED
            kept.append(file)
        return Files(kept)

    def on_page_markdown(self, markdown: str, /, *, page: ThemePage, **_: Any) -> str:
        """Keep which page is read, in case that its Markdown cannot be."""
        self.read = self._pages[page.file.src_uri].editorial
        return markdown

    def on_page_content(self, html: str, /, **_: Any) -> str:
        """The page was read."""
        self.read = None
        return html

    def on_page_context(
        self, context: TemplateContext, /, *, page: ThemePage, config: MkDocsConfig, **_: Any
    ) -> TemplateContext:
        """Frame and body of a page; it and its twin are made of one context."""
        assert self.shell is not None
        own = self._pages[page.file.src_uri]
        told = own.context()
        if own.editorial is None or own.section == "home":
            body = own.body(told, self.shell.svgs)
            page.content = body.replace(EDITORIAL_MARK, page.content or "")
        self._remember(own, told, self.pages or Path(config.site_dir))
        lacking = tuple(id for id in own.anchors if f'id="{id}"' not in (page.content or ""))
        context["frame"] = self._frame(replace(own, anchors=lacking))  # type: ignore[typeddict-unknown-key]  # ours, for base.html
        return context

    def _remember(self, page: Page, context: Any, folder: Path) -> None:
        assert self.shell is not None
        if self.kept is not None:
            self.kept.anew.append(page.uri)
            self.kept.write_twin(page, context, folder)
            self.keys[page.uri] = self.kept.key(page, told_everywhere(self.shell), context)

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, **_: Any
    ) -> TemplateContext:
        """The frame of 404.html, whose links are absolute: it is served at any address."""
        assert self.shell is not None
        home = self.shell.site.pages[0]
        base = self.shell.settings.base_url.split("/", 3)[3]
        context["frame"] = self._frame(home, href=lambda uri: f"/{base}{uri}", is_error=True)  # type: ignore[typeddict-unknown-key]  # ours, for base.html
        return context

    def on_post_page(self, output: str, /, *, page: ThemePage, **_: Any) -> str:
        """Mark foreign texts and quotations; free the body as soon as the page is written."""
        page.content = None
        if not output.strip():  # MkDocs would leave the page out
            raise BuildError([frame_problem(f"{OVERRIDES}/main.html", "template")])
        self.done(page.url)
        shown = self._pages[page.file.src_uri]
        text = marked_languages(output)
        if shown.language != "vi":
            text = quoted_vietnamese(text)
        if self.kept is not None:
            self.kept.facts[shown.uri] = page_facts(self.keys.pop(shown.uri, ""), text)
        return text

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Under plain `mkdocs build`: the data files beside the pages."""
        if self._writes_outputs:
            assert self.shell is not None
            write_outputs(self.shell.site.outputs, Path(config.site_dir), lambda _: None)

    def _frame(
        self, page: Page, *, href: Callable[[str], str] | None = None, is_error: bool = False
    ) -> Frame:
        assert self.shell is not None
        settings, licence, language = self.shell.settings, self.shell.licence, page.language
        t, routes = words(language), Routes(settings.languages)
        alternates = [
            (language, settings.base_url + uri) for language, uri in page.alternates.items()
        ]
        alternates.append(("x-default", settings.base_url + page.alternates[settings.languages[0]]))
        mending = Mending(editing=settings.editing, words=t, base_url=settings.base_url)
        name = settings.name[language]
        title = t("not_found") if is_error else page.title
        json_ld = () if is_error else page.json_ld()
        linked = href or (lambda uri: relative_link(uri, page.uri))
        return Frame(
            language=language,
            locale=fact(language, "region"),
            title=title,
            head_title=title
            if page.section == "home" and not is_error
            else _head_title(title, settings.short_name[language]),
            description=page.description,
            canonical=settings.base_url + ("404.html" if is_error else page.moved_to or page.uri),
            picture=settings.base_url + page.picture if page.picture else None,
            alternates=() if is_error else tuple(alternates),
            policy=page_policy(json_ld),
            generator=f"portal {builder.__version__}",
            scripts=(FRAME_SCRIPT, *page.scripts),
            machine_links=(
                *CATALOGUE_FILES.items(),
                (feed_uri(language, settings.languages), "application/atom+xml"),
            ),
            typed_links=() if is_error else page.typed_links(),
            anchors=() if is_error else page.anchors,
            json_ld=tuple(map(Markup, json_ld)),
            is_gone=page.is_gone and not is_error,
            moved_to=None if is_error else page.moved_to,
            t=t,
            href=linked,
            asset=lambda uri: marked(linked(uri), self._marks.get(uri)),
            home=routes.uri(language, "home"),
            search=routes.uri(language, "search"),
            has_search_box=is_error or page.section not in ("home", "search"),
            name=name,
            short_name=settings.short_name[language],
            menu=tuple(
                FrameLink(
                    text=entry.text,
                    uri=entry.uri,
                    current=entry.section == page.section and not is_error,
                )
                for entry in self.shell.site.menu[language]
            ),
            languages=tuple(
                FrameLink(text=fact(other_language, "name"), uri=uri, language=other_language)
                for other_language, uri in page.alternates.items()
                if other_language != language
            ),
            breadcrumbs=() if is_error else page.breadcrumbs,
            footer=tuple(
                FrameLink(text=entry.text, uri=entry.uri)
                for entry in self.shell.site.footer[language]
            ),
            is_prose=page.editorial is not None and page.section != "home" and not is_error,
            notice=settings.notice[language] if settings.notice else None,
            short_notice=settings.short_notice[language] if settings.short_notice else None,
            lost=tuple(
                (code, words(code), routes.uri(code, "home"), routes.uri(code, "search"))
                for code in settings.languages
            ),
            mending=() if is_error else mending.links(page.origin, page.title, page.uri),
            dates=dates_text(self.shell.dates, t),
            version=builder.__version__,
            source_code_url=settings.source_code_url,
            licence=licence_text(licence.name) if licence else None,
            licence_url=licence.url if licence else None,
            contact_name=settings.contact_name[language],
            contact_email=settings.contact_email,
        )


TITLE_CHARACTERS = 70
"""What search engines and tabs show of a title."""


def _head_title(title: str, portal: str) -> str:
    """Title of a page for tabs and search engines: with the portal's name where there is room."""
    whole = f"{title} · {portal}"
    return whole if len(whole) <= TITLE_CHARACTERS else shortened(title, TITLE_CHARACTERS)


EDITORIAL_MARK = "<!-- editorial -->"
"""Where the home page's body takes the converted Markdown."""


def page_policy(json_ld: Iterable[str]) -> str:
    """The policy of a page: it names the page's JSON-LD by hash, though data are not run."""
    digests = (hashlib.sha256(text.encode()).digest() for text in json_ld)
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return POLICY.replace("script-src 'self'", f"script-src 'self'{hashes}")


def _shipped_assets(config: MkDocsConfig, own: Collection[str]) -> Iterator[File]:
    """Assets of the generator that the portal has none of its own for."""
    folder = shipped() / "site_src"
    for path in sorted((folder / "assets").rglob("*")):
        uri = path.relative_to(folder).as_posix()
        if path.is_file() and uri not in own:
            yield File.generated(config, uri, abs_src_path=str(path))


def _is_asset(file: File) -> bool:
    if file.src_uri.startswith(DROPPED_THEME_FILES) or file.src_uri.endswith(".map"):
        return False
    return file.src_uri.startswith("assets/")
