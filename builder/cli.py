"""The command `portal`: arguments, progress, exit codes 0 built, 1 problems, 2 misuse."""

import argparse
import datetime
import errno
import gc
import io
import os
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import builder
from builder.arguments import speak
from builder.language.catalogues import known_languages
from builder.language.words import Words, words
from builder.problem import BuildError, Place, Problem, ReportRow, counted, has_errors
from builder.report import FORMATS, rendered_problems
from builder.saving import save
from builder.steward_arguments import add_parsers, iso_day
from builder.stewarding.terminal import Terminal
from builder.stewarding.things import THINGS
from builder.store.told import Built

if TYPE_CHECKING:
    from builder.elsewhere import Connect
    from builder.publishing.kept_pages import KeptPages
    from builder.starting.answers import Kept

EXIT_BUILT, EXIT_PROBLEMS, EXIT_MISUSE = 0, 1, 2

STEWARDING = ("form", "import", "add", "set")
"""Commands of those who keep the data; `steward_commands` carries them out."""

VERSIONS = ("diff", "release", "gone")
"""Commands of versions; `version_commands` carries them out."""

COMMANDS = (
    "init",
    "validate",
    "build",
    "serve",
    "schemas",
    "trace",
    *STEWARDING,
    *VERSIONS,
    "fix",
    "new",
    "overdue",
    "upgrade-check",
)
"""Every command; a test holds that the documentation names each and no other."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    t = words(_language(given))
    speak(t)
    parser = command_parser(t)
    if not given:
        print(t("cli.start"), file=sys.stderr)
        return EXIT_MISUSE
    options = _parsed(parser, given)
    misuse = _misuse(options, t)
    if misuse:
        parser.error(misuse)
    commands = {
        "init": _init,
        "validate": _validate,
        "build": _build,
        "serve": _serve,
        "schemas": _schemas,
        "trace": _trace,
        **dict.fromkeys(STEWARDING, _steward),
        **dict.fromkeys(VERSIONS, _versions),
        "fix": _fix,
        "new": _new,
        "overdue": _overdue,
        "upgrade-check": _upgrade_check,
    }
    _open_streams()
    try:
        return commands[options.command](options)
    except BrokenPipeError:  # who read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PROBLEMS
    except KeyboardInterrupt:
        _say(f"\n{words(options.lang)('cli.stopped')}", sys.stderr)
        return EXIT_PROBLEMS
    except Exception as error:
        problems = told_problems(error, options.root)
        if not problems:
            return _unforeseen(error, options)
        _tell(problems, options)
        count = words(options.lang)("cli.problems", count=counted(problems))
        _say(count, sys.stderr)
        return EXIT_PROBLEMS


def _answered(question: str) -> str:
    """What somebody at a terminal answers; Ctrl-D stops the command as Ctrl-C does."""
    try:
        return input(question)
    except EOFError:
        raise KeyboardInterrupt from None


def told_problems(error: Exception, root: Path) -> Sequence[Problem]:
    """The problems of a portal that an error tells of; none if it tells of the generator."""
    if isinstance(error, OSError):
        from builder.packages.unread import unread

        problem = unread(error, root)
        return [problem] if problem else []
    return error.problems if isinstance(error, BuildError) else []


def _open_streams() -> None:
    """Give the program a stream to nowhere for each that its caller has closed."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115  # for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that has not every letter
            stream.reconfigure(errors="backslashreplace")


def _say(text: str, stream: TextIO, end: str = "\n") -> None:
    """Print; what cannot be said any more, on a full disk, changes nothing of what is done."""
    try:
        print(text, end=end, file=stream, flush=True)
    except BrokenPipeError:
        raise
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _unforeseen(error: Exception, options: argparse.Namespace) -> int:
    """Tell in one line what nobody foresaw, and keep the rest for who can mend the generator."""
    if options.debug:
        raise error
    _say(_reported(error, options), sys.stderr)
    return EXIT_PROBLEMS


def _reported(error: Exception, options: argparse.Namespace) -> str:
    """The line that tells of a fault; where no file can be written it says what it can."""
    kind = type(error).__name__
    if isinstance(error, OSError) and error.filename:  # a file that may not be read, mostly
        kind = f"{kind}: {error.filename}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="portal-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(f"portal {builder.__version__} {options.command}\n")
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return words(options.lang)("cli.unforeseen.short", kind=kind)
    return words(options.lang)("cli.unforeseen", kind=kind, file=file.name)


def _misuse_of_site(site: Path, root: Path, t: Words) -> str | None:
    """Why a folder cannot become a site, or None."""
    from builder.publishing.write import may_replace

    try:
        if site.is_mount():
            return t("cli.misuse.mount", value=site)
        return None if may_replace(site, root) else t("cli.misuse.site", value=site)
    except OSError:  # a name that no file can have: told where it cannot be written
        return None


def _misuse_of_machine(options: argparse.Namespace, t: Words) -> str | None:
    """What Python, the environment or a port cannot do, or None."""
    if sys.flags.optimize > 1:
        return t("cli.misuse.optimize")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if options.command == "build" and epoch and not re.fullmatch("[0-9]{1,11}", epoch):
        return t("cli.misuse.epoch", value=epoch)
    if options.command == "serve" and not 0 < options.port < 65536:
        return t("cli.misuse.port", value=options.port)
    return None


def _parsed(parser: argparse.ArgumentParser, given: Sequence[str]) -> argparse.Namespace:
    """The options; cells (`COLUMN=VALUE`) may stand behind flags too, which argparse refuses."""
    options, rest = parser.parse_known_args(given)
    if rest and (not hasattr(options, "cells") or any(text.startswith("-") for text in rest)):
        parser.parse_args(given)  # tells what it does not know
    if rest:
        options.cells = [*options.cells, *rest]
    return options


def _misuse(options: argparse.Namespace, t: Words) -> str | None:
    """What keeps a command from being carried out safely, or None."""
    asked = _misuse_of_machine(options, t)
    if asked:
        return asked
    if options.command in ("build", "serve"):
        return _misuse_of_site(_site(options), options.root, t)
    if _brings_in(options) and not Path(options.thing).exists():
        things = ", ".join((*THINGS, "row"))
        return t("adopt.misuse", value=options.thing, things=things)
    if options.command == "init" and options.folder is None and not options.remove_examples:
        return t("cli.misuse.init")
    unknown = [
        package
        for package in (options.packages if options.command in ("schemas", "validate") else ())
        if not (options.root / "datasets" / package).is_dir()
    ]
    return t("cli.misuse.packages", value=", ".join(unknown)) if unknown else None


def _brings_in(options: argparse.Namespace) -> bool:
    """True for `portal add PATH`, which brings a package in."""
    return options.command == "add" and options.thing not in (*THINGS, "row")


def _site(options: argparse.Namespace) -> Path:
    asked: Path | None = getattr(options, "site", None)
    site: Path = (asked or options.root / "site").resolve()
    return site


def command_parser(t: Words) -> argparse.ArgumentParser:
    """The arguments of every command, told in the language of the words."""
    parser = argparse.ArgumentParser(prog="portal", description=t("cli.description"))
    parser.add_argument("--version", action="version", version=f"portal {builder.__version__}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--root",
        type=partial(_folder, t=t),
        default=Path().resolve(),
        help=t("cli.help.shared.root"),
    )
    shared.add_argument(
        "--lang",
        choices=known_languages(),
        default=t.language,
        help=t("cli.help.shared.lang"),
    )
    shared.add_argument("--debug", action="store_true", help=t("cli.help.shared.debug"))
    shared.add_argument(
        "--format", choices=FORMATS, default="text", help=t("cli.help.shared.format")
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    init = commands.add_parser("init", parents=[shared], help=t("cli.help.init"))
    init.add_argument("folder", type=Path, nargs="?", help=t("cli.help.init.folder"))
    init.add_argument("--yes", action="store_true", help=t("cli.help.init.yes"))
    init.add_argument("--languages", action="append", help=t("cli.help.init.languages"))
    for name in ("name", "body"):
        about = t(f"cli.help.init.{name}")
        init.add_argument(f"--{name}", action="append", metavar="LANG=TEXT", help=about)
    for name in ("url", "email", "accent"):
        init.add_argument(f"--{name}", action="append", help=t(f"cli.help.init.{name}"))
    init.add_argument(
        "--from",
        dest="source",
        type=partial(_folder, t=t),
        metavar="PORTAL",
        help=t("cli.help.init.from"),
    )
    init.add_argument(
        "--remove-examples", action="store_true", help=t("cli.help.init.remove-examples")
    )
    validate = commands.add_parser("validate", parents=[shared], help=t("cli.help.validate"))
    validate.add_argument("packages", nargs="*", help=t("cli.help.validate.packages"))
    validate.add_argument("--report", type=Path, help=t("cli.help.validate.report"))
    build = commands.add_parser("build", parents=[shared], help=t("cli.help.build"))
    build.add_argument("--site", type=Path, default=None, help=t("cli.help.build.site"))
    build.add_argument(
        "--as-of",
        type=partial(iso_day, t=t),
        default=None,
        metavar="DATE",
        help=t("cli.help.build.as-of"),
    )
    build.add_argument(
        "--strict",
        action="store_true",
        help=t("cli.help.build.strict"),
    )
    build.add_argument("--explain", action="store_true", help=t("cli.help.build.explain"))
    build.add_argument(
        "--executor",
        type=partial(_executor, t=t),
        default=None,
        metavar="dask://HOST:PORT",
        help=t("cli.help.build.executor"),
    )
    serve = commands.add_parser("serve", parents=[shared], help=t("cli.help.serve"))
    serve.add_argument("--port", type=int, default=8000, help=t("cli.help.serve.port"))
    schemas = commands.add_parser(
        "schemas",
        parents=[shared],
        help=t("cli.help.schemas"),
    )
    schemas.add_argument("packages", nargs="*", help=t("cli.help.schemas.packages"))
    trace = commands.add_parser(
        "trace",
        parents=[shared],
        help=t("cli.help.trace"),
    )
    trace.add_argument("--sources", type=Path, default=None, help=t("cli.help.trace.sources"))
    add_parsers(commands, shared, t)
    return parser


def _executor(text: str, *, t: Words) -> "Connect":
    from builder.elsewhere import connecting

    try:
        return connecting(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(t("cli.misuse.executor", value=text)) from error
    except ImportError as error:
        raise argparse.ArgumentTypeError(t("cli.misuse.no_dask")) from error


def _folder(text: str, t: Words) -> Path:
    path = Path(text).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(t("cli.misuse.folder", value=text))
    return path


def _language(arguments: Sequence[str]) -> str:
    """Language of the messages: `--lang`, else PORTAL_LANG, else the machine's if it is known."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", nargs="?")
    named = early.parse_known_args(arguments)[0].lang
    asked = named or os.environ.get("PORTAL_LANG") or os.environ.get("LANG", "")
    known = known_languages()
    return next((code for code in known if re.match(rf"{code}([_.@-]|$)", asked)), "vi")


def _init(options: argparse.Namespace) -> int:
    from builder.starting.answers import answers
    from builder.starting.portal_files import portal_files
    from builder.starting.write import remove_examples, write_new

    t = words(options.lang)
    if options.remove_examples:
        for path in remove_examples(options.root):
            print(t("cli.init.removed", path=path))
        return EXIT_BUILT
    flags = ("languages", "name", "body", "url", "email", "accent")
    given = {name: getattr(options, name) or [] for name in flags}

    def ask(key: str, language: str, default: str) -> str:
        question = t(f"cli.init.ask.{key}", language=language) if language else ""
        question = question or t(f"cli.init.ask.{key}")
        return _answered(f"{question} [{default}]: ").strip() or default

    known = answers(given, None if options.yes else ask, day=datetime.date.today())
    if options.source:
        known = replace(known, kept=_kept(options.source))
    try:
        write_new(portal_files(known), options.folder)
    except FileExistsError:
        print(t("cli.init.exists", folder=options.folder), file=sys.stderr)
        return EXIT_MISUSE
    print(t("cli.init.done", folder=options.folder))
    return EXIT_BUILT


def _kept(source: Path) -> "Kept":
    from builder.build import checked_portal
    from builder.packages.read import read_review_files
    from builder.settings import read_settings
    from builder.starting.taken import kept_of

    packages, _ = checked_portal(source, read_settings(source))
    return kept_of(packages, read_review_files(source / "schemas"))


def _validate(options: argparse.Namespace) -> int:
    from builder.build import validated_portal
    from builder.settings import read_settings

    settings = read_settings(options.root)
    try:
        packages, problems = validated_portal(options.root, settings, _Progress(options.lang))
    except BuildError as error:
        problems, packages = error.problems, ()
    folders = tuple(f"datasets/{package}/" for package in options.packages)
    own = tuple(
        problem
        for problem in problems
        if any(
            f"{place.file}/".startswith(folders or "") for place in (problem.place, *problem.also)
        )
    )
    if options.report:
        _write_report(own, options)
    if has_errors(own):
        raise BuildError(own)
    _tell(own, options)
    count = len(options.packages) or len(packages)
    print(words(options.lang)("cli.valid", count=count), file=sys.stderr)
    return EXIT_BUILT


def _write_report(problems: Sequence[Problem], options: argparse.Namespace) -> None:
    """Problems as a file: HTML to send to people, XML (JUnit) for CI servers."""
    from builder.pages.problem_report import report_html
    from builder.report import report_rows
    from builder.settings import public_address

    t, site = words(options.lang), public_address(options.root)
    if options.report.suffix == ".xml":
        text = rendered_problems(problems, t, "junit", site=site)
    else:
        rows = report_rows(problems, t, site)
        count = t("cli.problems", count=counted(problems))
        text = report_html(t("cli.report"), count, rows, options.lang)
    save(Path(), {str(options.report): text.encode()})


LOOKED_FOR_CYCLES = (50_000, 20, 100)
"""What a build makes lives until its end: with Python's own thresholds the search for cycles
among it takes a fifteenth of the time."""


def _build(options: argparse.Namespace) -> int:
    from builder.elsewhere import UnreachableError
    from builder.rebuild import How, explained, rebuilt

    start = time.monotonic()
    gc.set_threshold(*LOOKED_FOR_CYCLES)
    site = _site(options)
    if options.strict:
        _refuse_placeholders(options)
    as_of = options.as_of or _source_date()
    try:
        again = rebuilt(options.root, site, as_of, partial(_made, options, site, as_of))
    except UnreachableError as error:
        print(words(options.lang)("cli.executor.unreachable", value=error), file=sys.stderr)
        return EXIT_MISUSE
    built, t = again.built, words(options.lang)
    _tell(built.warnings, options)
    if options.explain:
        print(explained(again, t), file=sys.stderr)
    text = t(
        "cli.unchanged" if again.how is How.UNCHANGED else "cli.built",
        pages=built.pages,
        files=built.files,
        packages=built.packages,
        seconds=f"{time.monotonic() - start:.1f}",
        folder=site,
    )
    print(text, file=sys.stderr)
    return EXIT_BUILT


def _made(
    options: argparse.Namespace,
    site: Path,
    as_of: datetime.date | None,
    kept: "KeptPages",
    finished: Callable[[Path, Built], None],
) -> Built:
    from builder.build import build  # only where something has to be made

    progress = _Progress(options.lang)
    kept = replace(kept, connect=options.executor)
    return build(options.root, site, as_of=as_of, progress=progress, kept=kept, finished=finished)


def _refuse_placeholders(options: argparse.Namespace) -> None:
    from builder.settings import placeholders, read_settings

    problems = tuple(placeholders(read_settings(options.root)))
    if problems:
        print(words(options.lang)("cli.placeholders"), file=sys.stderr)
        raise BuildError(problems)


def _source_date() -> datetime.date | None:
    """The day of SOURCE_DATE_EPOCH, if it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()


def _serve(options: argparse.Namespace) -> int:
    from builder.report import report_rows
    from builder.serve import PreviewServer, serve

    t = words(options.lang)
    gc.set_threshold(*LOOKED_FOR_CYCLES)

    def tell(problems: Sequence[Problem]) -> list[ReportRow]:
        _tell(problems, options)
        return report_rows(problems, t, "/")

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    server = PreviewServer(options.root, options.port, t, say)
    server.tell = tell
    server.report = lambda error: _reported(error, options)
    try:
        serve(server)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        say(t("serve.taken", port=options.port))
        return EXIT_MISUSE
    return EXIT_BUILT


def _schemas(options: argparse.Namespace) -> int:
    from builder.packages.schemas import write_schemas
    from builder.settings import read_settings

    settings = read_settings(options.root)
    for package_id in write_schemas(
        options.root,
        options.packages,
        settings.languages,
        required=settings.required_languages,
    ):
        print(package_id)
    return EXIT_BUILT


def _trace(options: argparse.Namespace) -> int:
    from builder.build import checked_portal
    from builder.settings import FILE_NAME, read_settings
    from builder.trace.source_texts import read_texts, text_folder
    from builder.trace.trace import traced
    from builder.trace.trace_report import summary
    from builder.trace.trace_rules import read_rules

    settings = read_settings(options.root)
    packages, _ = checked_portal(options.root, settings)
    rules = read_rules(options.root)
    folder = text_folder(
        options.root, settings.sources_folder, option=options.sources, environment=os.environ
    )
    if folder is None:
        raise BuildError([Problem(code="sources-missing", place=Place(file=FILE_NAME))])
    found = traced(packages, read_texts(folder, packages, rules.count_blank_lines), rules)
    _tell(found.problems, options)
    for line in summary(found, words(options.lang)):
        print(line, file=sys.stderr)
    return EXIT_PROBLEMS if has_errors(found.problems) else EXIT_BUILT


def _steward(options: argparse.Namespace) -> int:
    options.day = options.day or datetime.date.today()
    if getattr(options, "brings", None):
        from builder.new_command import run_from

        return run_from(options, _terminal())
    if _brings_in(options):
        from builder.adoption_command import run as adopt

        options.path = Path(options.thing)
        return adopt(options, _terminal())
    from builder.steward_commands import run

    return run(options, _terminal())


def _versions(options: argparse.Namespace) -> int:
    from builder.version_commands import run

    if options.command == "gone":
        options.day = options.day or datetime.date.today()
    return run(options, _terminal())


def _fix(options: argparse.Namespace) -> int:
    from builder.repair_command import run

    return run(options, _terminal())


def _new(options: argparse.Namespace) -> int:
    from builder.new_command import run

    options.day = options.day or datetime.date.today()
    return run(options, _terminal())


def _overdue(options: argparse.Namespace) -> int:
    from builder.overdue_command import run

    options.day = options.day or datetime.date.today()
    return run(options, _terminal())


def _upgrade_check(options: argparse.Namespace) -> int:
    from builder.upgrade_command import run

    return run(options, _terminal())


def _terminal() -> Terminal:
    return Terminal(
        out=print,
        err=lambda text: print(text, file=sys.stderr),
        ask=_answered if sys.stdin.isatty() else None,
    )


def _tell(problems: Sequence[Problem], options: argparse.Namespace) -> None:
    from builder.packages.lines import line_of
    from builder.settings import public_address

    if problems or options.format in ("json", "junit"):
        text = rendered_problems(
            problems,
            words(options.lang),
            options.format,
            site=public_address(options.root),
            line=partial(line_of, root=options.root),
        )
        _say(text, sys.stdout)


class _Progress:
    """A bar on a terminal, one line a stage in a log."""

    def __init__(self, language: str) -> None:
        self._words: Words = words(language)
        self._live = sys.stderr.isatty()

    def __call__(self, stage: str, done: int, total: int) -> None:
        name = self._words(f"cli.stage.{stage}")
        if self._live:
            filled = 30 * done // total if total else 30
            bar = "━" * filled + " " * (30 - filled)
            end = "\n" if done >= total else ""
            _say(f"\r{name:<12} {bar} {done}/{total}", sys.stderr, end)
        elif done >= total:
            _say(f"{name}: {total}", sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
