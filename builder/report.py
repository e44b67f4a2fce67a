"""Problems as texts: for people in their language, as JSON, JUnit and annotations of a CI run."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.language.code_words import code_words, named_code
from builder.language.text import MISSING, folded, shortened
from builder.language.words import Words
from builder.language.words import words as words_of
from builder.problem import Place, Problem, ReportRow, Severity
from builder.routes import Routes

SPOKEN = ("vi", "en")
"""Languages in which stewards may name a code."""

FORMATS = ("text", "json", "github", "markdown", "junit")
"""What `--format` takes."""

SHOWN = 200
"""Characters of a value that a message shows; the `value` of JSON is whole."""


ASKED = ("own-file-invalid", "property-invalid", "settings-invalid")
"""Codes whose details name a rule."""

CODED: Mapping[str, Mapping[str, str]] = {
    "status-differs-raw": {"value": "status"},
    "status-goes-back": {"value": "status"},
    "unit-differs": {"value": "unit", "expected": "unit"},
    "value-missing": {"status": "obs_status"},
}
"""Problems whose value or details are codes, each with the column of those codes: what is wrong
tells them with their names."""

RULES = {
    "format": "like",
    "maxLength": "most",
    "minItems": "fewest",
    "minLength": "fewest",
    "minProperties": "fewest",
    "uniqueItems": "unique",
}
"""Rules of JSON Schema that have the words of another; the others have words of their own name."""

OFTEN = 5
"""Further places of an unknown id from which it was probably deleted, not mistyped."""

NAMED = 5
"""Further places of a cause that a message names."""

LISTED = 1000
"""Further places that JSON lists; `more` counts them all."""

Line: TypeAlias = Callable[[Place], int | None]
"""Gives the line of its file that a place is on."""


def _row_as_line(place: Place) -> int | None:
    return place.row


def rendered_problems(
    problems: Sequence[Problem],
    words: Words,
    form: str,
    *,
    site: str = "/",
    line: Line = _row_as_line,
) -> str:
    """All problems in one of `FORMATS`.

    `site` is the address where the pages of problems stand, `line` tells the line of a place.
    """
    if form == "json":
        entries = [problem_entry(problem, words, site) for problem in problems]
        return json.dumps({"problems": entries}, ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_annotation(problem, words, site, line) for problem in problems)
    if form == "markdown":
        return "\n".join(_item(problem, words, site) for problem in problems)
    if form == "junit":
        return _junit(problems, words, site)
    return "\n\n".join(problem_text(problem, words, site) for problem in problems)


def report_rows(problems: Sequence[Problem], words: Words, site: str) -> list[ReportRow]:
    """Problems as the rows of a report."""
    return [
        ReportRow(
            title=_title(problem, words),
            severity=words(f"severity.{problem.severity}"),
            place=_place(problem, words),
            value=shown_value(problem),
            why=why(problem, words),
            mend=mend(problem, words),
            page=_page(problem, words, site),
        )
        for problem in problems
    ]


def _junit(problems: Sequence[Problem], words: Words, site: str) -> str:
    """Problems as failed tests, as CI servers show them; a warning is an output, not a failure."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    told = {"name": "portal validate", "tests": str(len(problems) or 1), "failures": str(errors)}
    suite = Element("testsuite", told)
    for problem in problems:
        case = SubElement(
            suite, "testcase", {"classname": problem.place.file, "name": _title(problem, words)}
        )
        is_error = problem.severity is Severity.ERROR
        tag = SubElement(case, "failure" if is_error else "system-out")
        if is_error:
            tag.set("message", why(problem, words))
        tag.text = problem_text(problem, words, site)
    if not problems:
        SubElement(suite, "testcase", {"classname": "portal", "name": "validate"})
    indent(suite)
    return tostring(suite, encoding="unicode")


def problem_text(problem: Problem, words: Words, site: str = "/") -> str:
    """One problem in some lines: what, where, the value, why, and how to mend it."""
    lines = [f"[{words(f'severity.{problem.severity}')}] {_title(problem, words)}"]
    lines.append(f"  {_place(problem, words)}")
    if problem.value is not None:
        lines.append(f"  {words('cli.value')}: {shown_value(problem)}")
    lines.append(f"  {words('cli.why')}: {why(problem, words)}")
    lines.append(f"  {words('cli.mend')}: {mend(problem, words)}")
    lines.append(f"  {words('cli.page')}: {_page(problem, words, site)}")
    return "\n".join(lines)


def _item(problem: Problem, words: Words, site: str) -> str:
    """One problem as an item of a Markdown list, for a comment or a summary of a run."""
    value = f" `{shown_value(problem)}`" if problem.value else ""
    told = f"{why(problem, words)} {mend(problem, words)}"
    title = f"[{_title(problem, words)}]({_page(problem, words, site)})"
    if site == "/":
        title = _title(problem, words)
    return f"- **{title}** {_place(problem, words)}{value}: {told}"


def problem_entry(problem: Problem, words: Words, site: str = "/") -> dict[str, object]:
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
        "more": len(problem.also),
        "also": [
            {"file": further.file, "row": further.row, "field": further.field, "cell": further.cell}
            for further in problem.also[:LISTED]
        ],
        "title": _title(problem, words),
        "why": why(problem, words),
        "mend": mend(problem, words),
        "page": _page(problem, words, site),
    }


def why(problem: Problem, words: Words) -> str:
    """What is wrong with this value."""
    return " ".join([_told("why", problem, words), *_also(problem, words)])


def _also(problem: Problem, words: Words) -> list[str]:
    """How many further places have the same cause, and the first of them."""
    if not problem.also:
        return []
    first = ", ".join(_further(place, problem.place) for place in problem.also[:NAMED])
    rest = ", …" if len(problem.also) > NAMED else ""
    return [words("cli.also", count=len(problem.also), places=first + rest)]


def _further(place: Place, first: Place) -> str:
    where = place.cell or (f"{place.row}" if place.row else place.field) or ""
    return where if place.file == first.file and where else f"{place.file} {where}".strip()


def mend(problem: Problem, words: Words) -> str:
    """What to do about it, with what was probably meant where that can be said."""
    return " ".join([_told("mend", problem, words), *_choices(problem, words)])


def _choices(problem: Problem, words: Words) -> Iterator[str]:
    """What a cell chooses from, and what was probably meant."""
    if problem.code == "required-empty" and problem.details.get("allowed", ""):
        yield words("mend.codes", codes=_named_codes(problem, words))
    elif problem.code == "required-empty" and problem.details.get("target"):
        yield words("mend.target", target=problem.details["target"])
    suggestion = problem.details.get("suggestion", MISSING)
    if problem.code == "category-unknown":
        suggestion = _meant_category(problem) or MISSING
    elif problem.code == "property-invalid" and problem.details["rule"] == "enum":
        suggestion = _nearest_of(problem) or MISSING
    is_said = "{suggestion}" in words.forms(f"problem.{problem.code}.mend")[0]
    if suggestion not in (MISSING, "") and not is_said:
        yield words("mend.suggestion", suggestion=visible(suggestion))
    if problem.code == "reference-unknown" and len(problem.also) >= OFTEN:
        yield words("mend.gone")


def _nearest_of(problem: Problem) -> str | None:
    """The value of a list that a property of a descriptor comes near."""
    known = problem.details["expected"].split(", ")
    return next(iter(get_close_matches(problem.value or "", known, n=1, cutoff=0.75)), None)


def _meant_category(problem: Problem) -> str | None:
    """The code whose name in a language, or whose own spelling, a cell comes near."""
    named: dict[str, str] = {}
    codes, column = problem.details["allowed"].split(", "), problem.place.field or ""
    for code in codes:
        named[_plain(code)] = code
        for language in SPOKEN:
            for name in code_words(column, code, codes, words_of(language)):
                named[_plain(name)] = code
    named["%"] = named.get("percent", "")
    wanted = _plain(problem.value or "")
    like = [name for name in named if _denies(name) == _denies(wanted)]
    near = get_close_matches(wanted, like, n=1, cutoff=0.8)
    return named.get(wanted) or (named[near[0]] if near else None)


def _denies(name: str) -> bool:
    """True for «chưa hoàn thành»: near in letters to what it is the contrary of."""
    return bool({"chua", "khong", "not", "no"} & set(name.split()))


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", folded(text)).strip()


def _named_codes(problem: Problem, words: Words) -> str:
    """The codes that a cell chooses from, each with its name."""
    codes = problem.details["allowed"].split(", ")
    return ", ".join(named_code(problem.place.field or "", code, codes, words) for code in codes)


def visible(text: str) -> str:
    """A text with what nobody can see in it written out: a no-break space is `\\xa0`."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def shown_value(problem: Problem) -> str:
    """The value as a message shows it."""
    return shortened(visible((problem.value or "")[: SHOWN + 1]), SHOWN)


def _told(part: str, problem: Problem, words: Words) -> str:
    details = {name: visible(text) for name, text in problem.details.items()}
    if problem.code == "category-unknown":
        details["allowed"] = _named_codes(problem, words)
    value = shown_value(problem)
    for name, column in CODED.get(problem.code, {}).items() if part == "why" else ():
        if name == "value":
            value = named_code(column, problem.value or "", (), words)
        else:
            details[name] = named_code(column, details[name], (), words)
    if problem.code == "too-large":
        details["what"] = words(f"size.{details['what']}")
    if problem.code in ASKED:
        details["ask"] = _asked(details, words)
    if problem.code == "descriptor-not-json" and f"json.fault.{details['reason']}" in words:
        details["reason"] = words(f"json.fault.{details['reason']}")
    return words(f"problem.{problem.code}.{part}", value=value, **details)


def _asked(details: Mapping[str, str], words: Words) -> str:
    """What a rule asks for, in the words of a language."""
    rule, expected = RULES.get(details["rule"], details["rule"]), details["expected"]
    if rule == "type":
        names = re.findall("[a-z]+", expected)
        expected = " / ".join(words(f"json.type.{name}") for name in names)
    return words(f"rule.{rule if f'rule.{rule}' in words else 'other'}", expected=expected)


def _title(problem: Problem, words: Words) -> str:
    return f"{words(f'problem.{problem.code}.title')} ({problem.code})"


def _page(problem: Problem, words: Words, site: str) -> str:
    return site + Routes(("vi", "en")).uri(words.language, "problems", problem.code)


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


def _annotation(problem: Problem, words: Words, site: str, line: Line) -> str:
    place = problem.place
    level = "error" if problem.severity is Severity.ERROR else "warning"
    properties = [f"file={_escaped(place.file)}"]
    number = line(place)
    if number is not None:
        properties.append(f"line={number}")
    properties.append(f"title={_escaped(_title(problem, words))}")
    where = f"{place.cell}: " if place.cell else ""
    page = f" {_page(problem, words, site)}" if site != "/" else ""
    message = f"{where}{why(problem, words)} {mend(problem, words)}{page}"
    return f"::{level} {','.join(properties)}::{_escaped_message(message)}"


def _escaped_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _escaped_message(text).replace(":", "%3A").replace(",", "%2C")
