"""Arguments of the stewards' commands; light, since `portal --help` reads them."""

import argparse
import datetime
from functools import partial
from pathlib import Path

from builder.language.periods import Period
from builder.language.spelling import Doubt, read_day, read_period
from builder.language.words import Words
from builder.stewarding.things import FORMS, NEW, THINGS


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    shared: argparse.ArgumentParser,
    t: Words,
) -> None:
    """The arguments of the stewards' commands."""
    form = commands.add_parser("form", parents=[shared], help=t("cli.help.form"))
    form.add_argument("package", help=t("cli.help.form.package"))
    form.add_argument(
        "--period", type=partial(_period, t=t), required=True, help=t("cli.help.form.period")
    )
    form.add_argument("--out", type=Path, help=t("cli.help.form.out"))
    form.add_argument("--day", type=partial(_day, t=t), help=argparse.SUPPRESS)
    writing = argparse.ArgumentParser(add_help=False)
    writing.add_argument("--yes", action="store_true", help=t("cli.help.writing.yes"))
    writing.add_argument("--diff", action="store_true", help=t("cli.help.writing.diff"))
    writing.add_argument(
        "--day",
        type=partial(_day, t=t),
        help=t("cli.help.writing.day"),
    )
    read = commands.add_parser("import", parents=[shared, writing], help=t("cli.help.import"))
    read.add_argument("file", type=Path, help=t("cli.help.read.file"))
    read.add_argument("--source", help=t("cli.help.read.source"))
    read.add_argument("--reported", type=partial(_day, t=t), help=t("cli.help.read.reported"))
    read.add_argument("--correct", action="store_true", help=t("cli.help.read.correct"))
    add = commands.add_parser("add", parents=[shared, writing], help=t("cli.help.add"))
    things = ", ".join((*THINGS, "row"))
    add.add_argument("thing", metavar="THING|PATH", help=t("cli.help.add.thing", things=things))
    add.add_argument(
        "cells",
        nargs="*",
        help=t("cli.help.add.cells"),
    )
    for name in ("publisher", "topic", "licence", "language", "frequency"):
        add.add_argument(f"--{name}", action="append", help=t(f"cli.help.adopt.{name}"))
    forms = ", ".join(FORMS)
    add.add_argument(
        "--from", dest="brings", choices=FORMS, help=t("cli.help.add.from", forms=forms)
    )
    for flag in ("title", "description"):
        add.add_argument(f"--{flag}", action="append", help=t(f"cli.help.new.{flag}"))
    add.add_argument("--indicator", help=t("cli.help.add.indicator"))
    add.add_argument("--whole", action="append", help=t("cli.help.add.whole"))
    add.add_argument("--name", help=t("cli.help.adopt.name"))
    add.add_argument("--replace", action="store_true", help=t("cli.help.adopt.replace"))
    correct = commands.add_parser("set", parents=[shared, writing], help=t("cli.help.set"))
    correct.add_argument("package", help=t("cli.help.correct.package"))
    correct.add_argument("table", help=t("cli.help.correct.table"))
    correct.add_argument("cells", nargs="+", help=t("cli.help.correct.cells"))
    fix = commands.add_parser("fix", parents=[shared, writing], help=t("cli.help.fix"))
    fix.add_argument("package", nargs="?", help=t("cli.help.fix.package"))
    fix.add_argument("table", nargs="?", help=t("cli.help.fix.table"))
    fix.add_argument(
        "--from",
        dest="source",
        type=Path,
        help=t("cli.help.fix.from"),
    )
    _add_new_parser(commands, [shared, writing], t)
    late = commands.add_parser("overdue", parents=[shared], help=t("cli.help.overdue"))
    late.add_argument("--day", type=partial(_day, t=t), help=t("cli.help.late.day"))
    upgrade = commands.add_parser(
        "upgrade-check", parents=[shared], help=t("cli.help.upgrade-check")
    )
    upgrade.add_argument("--since", metavar="VERSION", help=t("cli.help.upgrade.since"))
    _add_version_parsers(commands, shared, t)


def _add_new_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    parents: list[argparse.ArgumentParser],
    t: Words,
) -> None:
    new = commands.add_parser("new", parents=parents, help=t("cli.help.new"))
    new.add_argument("what", choices=NEW, help=t("cli.help.new.what"))
    new.add_argument("name", help=t("cli.help.new.name"))
    new.add_argument("cells", nargs="*", help=t("cli.help.new.cells"))
    new.add_argument("--from", dest="source", type=Path, help=t("cli.help.new.from"))
    for flag in ("title", "description", "column"):
        new.add_argument(f"--{flag}", action="append", help=t(f"cli.help.new.{flag}"))
    for flag in ("publisher", "topic", "licence", "frequency"):
        new.add_argument(f"--{flag}", action="append", help=t(f"cli.help.adopt.{flag}"))


def _add_version_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    shared: argparse.ArgumentParser,
    t: Words,
) -> None:
    diff = commands.add_parser(
        "diff",
        parents=[shared],
        help=t("cli.help.diff"),
    )
    diff.add_argument(
        "old",
        nargs="?",
        help=t("cli.help.diff.old"),
    )
    diff.add_argument("new", nargs="?", help=t("cli.help.diff.new"))
    release = commands.add_parser("release", parents=[shared], help=t("cli.help.release"))
    release.add_argument("packages", nargs="*", help=t("cli.help.release.packages"))
    release.add_argument("--revision", help=t("cli.help.release.revision"))
    gone = commands.add_parser("gone", parents=[shared], help=t("cli.help.gone"))
    gone.add_argument("package", help=t("cli.help.gone.package"))
    gone.add_argument(
        "names",
        nargs="+",
        metavar="TABLE ID COLUMN=VALUE",
        help=t("cli.help.gone.names"),
    )
    gone.add_argument("--day", type=partial(_day, t=t), help=t("cli.help.gone.day"))


def _period(text: str, t: Words) -> Period:
    period = read_period(text)
    if isinstance(period, Doubt):
        raise argparse.ArgumentTypeError(t("cli.misuse.period", value=text))
    return period


def _day(text: str, t: Words) -> datetime.date:
    day = read_day(text)
    if isinstance(day, Doubt):
        raise argparse.ArgumentTypeError(t("cli.misuse.day", value=text))
    return day


def iso_day(text: str, t: Words) -> datetime.date:
    """A day as 2024-12-31; argparse tells what is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(t("cli.misuse.day", value=text)) from error
