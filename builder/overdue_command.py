"""`portal overdue`: what has fallen due and is not in the data, as text or as Markdown."""

import argparse
from collections.abc import Iterator

from builder.build import checked_portal
from builder.language.text import date_text, period_text
from builder.language.words import Words, words
from builder.programme.assembly import portal_from
from builder.programme.overdue import Overdue, overdue
from builder.settings import read_settings
from builder.stewarding.terminal import EXIT_DONE, Terminal


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Carry out `portal overdue`.

    Raises: BuildError if the portal is not valid.
    """
    settings = read_settings(options.root)
    packages, _ = checked_portal(options.root, settings)
    found = overdue(portal_from(packages, settings, None), options.day)
    spoken = words(options.lang)
    head = "## " if options.format == "markdown" else ""
    terminal.out(f"{head}{spoken('overdue.title', day=date_text(options.day, options.lang))}")
    lines = list(_lines(found, spoken))
    terminal.out("\n".join(lines) if lines else spoken("overdue.nothing"))
    return EXIT_DONE


def _lines(found: Overdue, spoken: Words) -> Iterator[str]:
    language = spoken.language
    for report in found.reports:
        yield "- " + spoken(
            "overdue.report",
            text=report.event.text[language],
            period=period_text(report.period, language),
            day=date_text(report.day, language),
        )
    for package, day in found.packages:
        title = package.title[language]
        yield "- " + spoken("overdue.package", title=title, day=date_text(day, language))
    for task, deadline in found.tasks:
        assert task.due is not None, "a deadline that passed is a day"
        yield "- " + spoken(
            "overdue.task",
            name=task.name[language],
            day=date_text(task.due, language),
            state=spoken(f"deadline.{deadline}"),
        )
