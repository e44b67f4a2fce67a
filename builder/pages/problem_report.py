"""Problems as a page of their own, to send to who can mend them; it stands outside the site."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.pages.render import rendered
from builder.problem import ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Context of report.html."""

    title: str
    count: str
    rows: tuple[ReportRow, ...]


def report_html(title: str, count: str, rows: Sequence[ReportRow], language: str) -> str:
    """The report as HTML."""
    page = ReportPage(title=title, count=count, rows=tuple(rows))
    return rendered("report.html", page, uri="", language=language, svgs={})


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewNotice:
    """Context of preview_notice.html."""

    rows: tuple[ReportRow, ...]
    fault: str | None
    """What stopped a build and is no problem of the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """Context of preview.html."""

    message: str


SHOWN = 20
"""Problems that a page of the preview shows; the terminal has all."""


def preview_notice(rows: Sequence[ReportRow], fault: str | None, language: str) -> str:
    """What keeps a preview from being built, for the top of its pages."""
    notice = PreviewNotice(rows=tuple(rows[:SHOWN]), fault=fault)
    return rendered("preview_notice.html", notice, uri="", language=language, svgs={})


def preview_page(message: str, language: str) -> str:
    """A page of the preview where the site has none."""
    page = PreviewPage(message=message)
    return rendered("preview.html", page, uri="", language=language, svgs={})
