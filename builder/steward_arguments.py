"""Arguments of the stewards' commands; light, since `portal --help` reads them."""

import argparse
import datetime
from pathlib import Path

from builder.language.periods import Period
from builder.language.spelling import Doubt, read_day, read_period
from builder.stewarding.things import THINGS


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    shared: argparse.ArgumentParser,
) -> None:
    """The arguments of the stewards' commands."""
    form = commands.add_parser(
        "form", parents=[shared], help="write the reporting form of a package as an Excel file"
    )
    form.add_argument("package", help="package of indicators or tasks")
    form.add_argument("--period", type=_period, required=True, help="such as 2023-Q1 or Quý I/2023")
    form.add_argument("--out", type=Path, help="file to write (default: PACKAGE-PERIOD.xlsx)")
    form.add_argument("--day", type=_day, help=argparse.SUPPRESS)
    writing = argparse.ArgumentParser(add_help=False)
    writing.add_argument("--yes", action="store_true", help="write without asking")
    writing.add_argument("--diff", action="store_true", help="show changed lines of every file")
    writing.add_argument(
        "--day",
        type=_day,
        help="day of the change (default: today)",
    )
    read = commands.add_parser(
        "import", parents=[shared, writing], help="read a filled form and write what it changes"
    )
    read.add_argument("file", type=Path, help="filled form (.xlsx)")
    read.add_argument("--source", help="number or id of the report (default: what the form says)")
    read.add_argument("--reported", type=_day, help="day of the report (default: as the form says)")
    read.add_argument(
        "--correct", action="store_true", help="let the form alter values that are published"
    )
    add = commands.add_parser(
        "add", parents=[shared, writing], help="add a row with version, day and changelog"
    )
    add.add_argument("thing", choices=(*THINGS, "row"), help="what is added")
    add.add_argument(
        "cells",
        nargs="*",
        help="PACKAGE (for row: PACKAGE TABLE), then COLUMN=VALUE; what is missing is asked",
    )
    correct = commands.add_parser(
        "set", parents=[shared, writing], help="correct cells of a row, with version and changelog"
    )
    correct.add_argument("package", help="package")
    correct.add_argument("table", help="table of the package, or its kind")
    correct.add_argument("cells", nargs="+", help="key of the row and new cells as COLUMN=VALUE")
    fix = commands.add_parser(
        "fix", parents=[shared, writing], help="mend tables that were saved by Excel"
    )
    fix.add_argument("package", nargs="?", help="package (default: all)")
    fix.add_argument("table", nargs="?", help="table of the package, or its kind (default: all)")
    fix.add_argument(
        "--from",
        dest="source",
        type=Path,
        help="take the rows of the table from this file (.csv, .txt, .xlsx, .ods)",
    )
    late = commands.add_parser(
        "overdue", parents=[shared], help="list reports, datasets and tasks that are overdue"
    )
    late.add_argument("--day", type=_day, help="day to count from (default: today)")
    _add_version_parsers(commands, shared)


def _add_version_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    shared: argparse.ArgumentParser,
) -> None:
    diff = commands.add_parser(
        "diff",
        parents=[shared],
        help="tell what changed between two states of the data, and which version that asks for",
    )
    diff.add_argument(
        "old",
        nargs="?",
        help="folder, zip or git revision (default: recorded versions, else git HEAD)",
    )
    diff.add_argument("new", nargs="?", help="the same (default: the portal as it is)")
    release = commands.add_parser(
        "release", parents=[shared], help="record the version of each package in releases/"
    )
    release.add_argument("packages", nargs="*", help="package ids (default: all)")
    release.add_argument("--revision", help="record the versions as they were at a git revision")
    gone = commands.add_parser(
        "gone", parents=[shared], help="say of something published why it is gone, and what follows"
    )
    gone.add_argument("package", help="package")
    gone.add_argument(
        "names",
        nargs="+",
        metavar="TABLE ID COLUMN=VALUE",
        help="table and id (or column), where not the whole package is meant; "
        "successor=…, and the reason in each language: reason_vi=… reason_en=…",
    )


def _period(text: str) -> Period:
    period = read_period(text)
    if isinstance(period, Doubt):
        raise argparse.ArgumentTypeError(f"no period: {text} (2023-Q1, Quý I/2023, 2023-04, 2023)")
    return period


def _day(text: str) -> datetime.date:
    day = read_day(text)
    if isinstance(day, Doubt):
        raise argparse.ArgumentTypeError(f"no day: {text} (31/12/2024, 2024-12-31)")
    return day
