"""Problems as texts: for people in their language, as JSON, and as annotations of a CI run."""

import json
from collections.abc import Sequence

from builder.language.text import shortened
from builder.language.words import Words
from builder.problem import Problem, Severity
from builder.routes import Routes

FORMATS = ("text", "json", "github", "markdown")
"""What `--format` takes."""

SHOWN = 200
"""Characters of a value that a message shows; the `value` of JSON is whole."""


def rendered_problems(problems: Sequence[Problem], words: Words, form: str) -> str:
    """All problems in one of `FORMATS`."""
    if form == "json":
        entries = [problem_entry(problem, words) for problem in problems]
        return json.dumps({"problems": entries}, ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_annotation(problem, words) for problem in problems)
    if form == "markdown":
        return "\n".join(_item(problem, words) for problem in problems)
    return "\n\n".join(problem_text(problem, words) for problem in problems)


def problem_text(problem: Problem, words: Words) -> str:
    """One problem in some lines: what, where, the value, why, and how to mend it."""
    lines = [f"[{words(f'severity.{problem.severity}')}] {_title(problem, words)}"]
    lines.append(f"  {_place(problem, words)}")
    if problem.value is not None:
        lines.append(f"  {words('cli.value')}: {_value(problem)}")
    lines.append(f"  {words('cli.why')}: {why(problem, words)}")
    lines.append(f"  {words('cli.mend')}: {mend(problem, words)}")
    lines.append(f"  {words('cli.page')}: {_page(problem, words)}")
    return "\n".join(lines)


def _item(problem: Problem, words: Words) -> str:
    """One problem as an item of a Markdown list, for a comment or a summary of a run."""
    value = f" `{_value(problem)}`" if problem.value else ""
    told = f"{why(problem, words)} {mend(problem, words)}"
    return f"- **{_title(problem, words)}** {_place(problem, words)}{value}: {told}"


def problem_entry(problem: Problem, words: Words) -> dict[str, object]:
    """One problem as JSON holds it; absent parts are null."""
    place = problem.place
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "file": place.file,
        "row": place.row,
        "field": place.field,
        "cell": place.cell,
        "value": problem.value,
        "title": _title(problem, words),
        "why": why(problem, words),
        "mend": mend(problem, words),
        "page": _page(problem, words),
    }


def why(problem: Problem, words: Words) -> str:
    """What is wrong with this value."""
    return _told("why", problem, words)


def mend(problem: Problem, words: Words) -> str:
    """What to do about it."""
    return _told("mend", problem, words)


def visible(text: str) -> str:
    """A text with what nobody can see in it written out: a no-break space is `\\xa0`."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _value(problem: Problem) -> str:
    """The value as a message shows it."""
    return shortened(visible((problem.value or "")[: SHOWN + 1]), SHOWN)


def _told(part: str, problem: Problem, words: Words) -> str:
    details = {name: visible(text) for name, text in problem.details.items()}
    return words(f"problem.{problem.code}.{part}", value=_value(problem), **details)


def _title(problem: Problem, words: Words) -> str:
    return f"{words(f'problem.{problem.code}.title')} ({problem.code})"


def _page(problem: Problem, words: Words) -> str:
    return "/" + Routes(("vi", "en")).uri(words.language, "problems", problem.code)


def _place(problem: Problem, words: Words) -> str:
    place = problem.place
    parts = [place.file]
    if place.row is not None:
        parts.append(words("cli.row", row=place.row))
    if place.field:
        parts.append(words("cli.field", field=place.field))
    if place.cell:
        parts.append(words("cli.cell", cell=place.cell))
    return ", ".join(parts)


def _annotation(problem: Problem, words: Words) -> str:
    place = problem.place
    level = "error" if problem.severity is Severity.ERROR else "warning"
    properties = [f"file={_escaped(place.file)}"]
    if place.row is not None:
        properties.append(f"line={place.row}")
    properties.append(f"title={_escaped(_title(problem, words))}")
    where = f"{place.cell}: " if place.cell else ""
    message = f"{where}{why(problem, words)} {mend(problem, words)}"
    return f"::{level} {','.join(properties)}::{_escaped_message(message)}"


def _escaped_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _escaped_message(text).replace(":", "%3A").replace(",", "%2C")
