"""One page of each type in each language: what the browser tests visit."""

from builder.publishing.editorial import read_editorial
from builder.routes import Routes
from builder.settings import read_settings
from tests.folders import ROOT

LANGUAGES = read_settings(ROOT).languages
ROUTES = Routes(
    LANGUAGES,
    {(page.language, page.id): page.slug for page in read_editorial(ROOT, LANGUAGES)},
)

IDS: tuple[tuple[str, ...], ...] = (
    ("home",),
    ("datasets",),
    ("datasets", "organisations"),
    ("datasets", "indicators"),
    ("datasets", "indicators-749-2022"),
    ("datasets", "tasks-749"),
    ("datasets", "facts-2024-q1"),
    ("datasets", "facts-2024-q1", "figures"),
    ("datasets", "agencies-2024"),
    ("datasets", "reporting-calendar"),
    ("datasets", "known-issues"),
    ("indicators",),
    ("indicators", "digital-economy-gdp-share"),
    ("indicators", "digital-economy-ict-sector"),
    ("embed", "digital-economy-gdp-share"),
    ("tasks",),
    ("tasks", "tasks-749"),
    ("alltasks",),
    ("tasks", "tasks-942"),
    ("tasks", "tasks-749", "749-1"),
    ("organisations",),
    ("organisations", "mic"),
    ("topics",),
    ("documents",),
    ("documents", "report-national-2024-q1"),
    ("silence",),
    ("compare",),
    ("provinces",),
    ("provinces", "bac-ninh"),
    ("discrepancies",),
    ("calendar",),
    ("search",),
    ("azindex",),
    ("problems",),
    ("problems", "thousands-misread"),
    ("about",),
    ("terms",),
    ("developers",),
    ("methods",),
    ("quality",),
    ("changes",),
    ("datasets", "progress"),
    ("datasets", "quality"),
)
"""Section and ids of a page of each type: datasets of each kind, an indicator with and without
numbers, a task list with and without statuses."""

PAGES: tuple[tuple[str, str], ...] = tuple(
    (language, ROUTES.uri(language, *ids)) for language in ROUTES.languages for ids in IDS
)
"""Language and uri of each."""

FURTHER: tuple[tuple[str, ...], ...] = (
    ("datasets", "known-issues", "known-issues", "2"),
    ("datasets", "goals-942-2025"),
    ("datasets", "provinces"),
    ("documents", "luat-vien-thong"),
    ("indicators", "end-to-end-online-procedures"),
    ("organisations", "pm"),
)
"""Pages of the same types with other parts: a later part of a table, a text to read, a document
that is only cited, sources that disagree, a body that was never reported on."""

FOR_AXE: tuple[str, ...] = tuple(
    ROUTES.uri(ROUTES.languages[position % len(ROUTES.languages)], *ids)
    for position, ids in enumerate((*IDS, *FURTHER))
)
"""Every type of page, by turns in one language and the other."""
