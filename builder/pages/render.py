"""Contexts → HTML through the templates; strict: a name that a context lacks is an error."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from builder.charts.svg import Chart, inline_svg
from builder.language.text import marked_languages
from builder.language.words import words
from builder.routes import relative_link


@cache
def environment() -> Environment:
    """The templates of builder/templates, with autoescape."""
    made = Environment(
        loader=PackageLoader("builder", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["zip"] = zip
    return made


def rendered(
    template: str, context: Any, svgs: Mapping[str, str], *, uri: str, language: str
) -> str:
    """The HTML of a context.

    Templates see the fields of the context, `t(key)` for words, `href(uri)` for links that
    work under any base path, and `svg(chart)` for the picture of a chart; `svgs` holds the
    pictures of those that are not drawn yet by specification.
    """
    names = {field.name: getattr(context, field.name) for field in fields(context)}
    return marked_languages(
        environment()
        .get_template(template)
        .render(
            **names,
            t=words(language),
            language=language,
            href=lambda target: relative_link(target, uri),
            svg=lambda chart: Markup(inline_svg(chart, _picture(chart, svgs))),
        )
    )


def _picture(chart: Chart, svgs: Mapping[str, str]) -> str:
    return chart.source if chart.is_drawn else svgs[chart.source]


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def rendered_markdown(text: str) -> str:
    """Markdown of a steward as HTML; raw HTML in it is shown, not run; headings go one down."""
    tokens = _markdown().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = min(6, int(token.tag[1]) + 1)
            token.tag = f"h{level}"
    return str(_markdown().renderer.render(tokens, _markdown().options, {}))
