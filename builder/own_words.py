"""What is wrong with a portal's own words files; told before their words are laid over ours."""

import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from builder.language.catalogues import (
    FOLDER,
    babel_name,
    entry,
    shipped_catalog,
    shipped_forms,
    use_words,
)
from builder.language.text import INVISIBLE
from builder.problem import BuildError, Place, Problem

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language as BCP 47 writes it: it is part of addresses and of `lang` attributes."""

_PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")

_FINISHED = re.compile(r'([a-z_]+(\[[0-9]\])?\s+)?"(.*[^\\])?(\\\\)*"')

_DAY = datetime.date(2024, 4, 24)

_LIKE = {"eu": ("[A-Z]{3}", "VIE"), "region": ("[a-z]{2,3}(_[A-Z]{2})?", "vi_VN")}
"""Facts of a language that must have a form, with an example."""


def lay_own_words(root: Path) -> None:
    """Lay the words of a portal's folder over the generator's; none of them if one is at fault.

    Raises: BuildError with every fault.
    """
    faults = tuple(faulty_words(root))
    use_words(None if faults else root)
    if faults:
        raise BuildError(faults)


def faulty_words(root: Path) -> Iterator[Problem]:
    """Every fault of the words files of a portal's folder."""
    for path in sorted((root / FOLDER).glob("*.po")):
        place = Place(file=f"{FOLDER}/{path.name}")
        if not _CODE.fullmatch(path.stem):
            yield _problem(place, "like", "vi.po")
            continue
        try:
            text = path.read_bytes().decode("utf-8")
            name = babel_name(path.stem)
            read = read_po(io.StringIO(text), locale=name, abort_invalid=True)
            c2py(read.plural_expr)
        except PoFileError as error:
            yield _problem(replace(place, row=error.lineno + 1), "po")
        except (OSError, UnicodeDecodeError):
            yield _problem(place, "file")
        except (ValueError, TypeError):  # a header that Babel or gettext cannot take
            yield _problem(replace(place, field="Plural-Forms"), "like", "nplurals=1; plural=0;")
        else:
            yield from _unfinished_lines(text, place)
            yield from _faulty_texts(read, text, place)


def _unfinished_lines(text: str, place: Place) -> Iterator[Problem]:
    """Lines without their last quote, which Babel takes for shorter ones."""
    for row, line in enumerate(text.splitlines(), start=1):
        if line.startswith(("msg", '"')) and not _FINISHED.fullmatch(line.strip()):
            yield _problem(replace(place, row=row), "po")


def _faulty_texts(read: Catalog, text: str, place: Place) -> Iterator[Problem]:
    language = place.file.removeprefix(f"{FOLDER}/").removesuffix(".po")
    generators = shipped_catalog(language)
    if generators is not None and read.num_plurals != generators.num_plurals:
        expected = f"nplurals={generators.num_plurals}"
        yield _problem(replace(place, field="Plural-Forms"), "like", expected)
    known = shipped_forms(language)
    folders = {key: forms[0] for key, forms in known.items() if key.startswith("route.")}
    twice = Counter(re.findall(r'^msgid "(.+)"$', text, re.MULTILINE))
    for message in read:
        key, forms = entry(message)
        if not key or not any(forms):  # the head of the file, or not translated yet
            continue
        where = replace(place, field=key, row=message.lineno)
        fault = _fault(read, message, known.get(key, ()))
        if key.startswith("route.") and forms[0] in {**folders, key: ""}.values():
            fault = fault or ("unique", forms[0])
        if twice[key] > 1:
            fault = fault or ("unique", key)
        if fault:
            yield replace(_problem(where, *fault), value=forms[0])
        folders |= {key: forms[0]} if key.startswith("route.") else {}


def _fault(read: Catalog, message: Message, known: tuple[str, ...]) -> tuple[str, str] | None:
    """The rule that a text breaks, and what the rule expects; None where nothing is wrong."""
    key, forms = entry(message)
    allowed = {name for form in known for name in _PLACEHOLDER.findall(form)}
    for form in forms:
        unseen = INVISIBLE.search(form)
        if not form.strip():
            return "missing", ""
        if unseen:
            return "visible", f"U+{ord(unseen.group()):04X}"
        if known and set("{}") & set(form) and not _is_fillable(form, known, allowed):
            return "placeholders", ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "–"
    if len(forms) not in (1, read.num_plurals):
        return "like", f"nplurals={read.num_plurals}"
    return _language_fault(key, forms[0])


def _is_fillable(form: str, known: tuple[str, ...], allowed: set[str]) -> bool:
    """True if a text has no other brackets than places that are filled, or those of the known."""
    if any("{{" in text or re.search(r"\{[^a-z_]", text) for text in known):
        return True
    rest = _PLACEHOLDER.sub(lambda found: "" if found[1] in allowed else found[0], form)
    return not set("{}") & set(rest)


def _language_fault(key: str, text: str) -> tuple[str, str] | None:
    """What is wrong with a fact of the language or a folder of the site."""
    section, _, name = key.partition(".")
    if section == "route" and not re.fullmatch("[a-z0-9-]+", text):
        return "like", "du-lieu"
    if section != "language":
        return None
    if name in _LIKE and not re.fullmatch(_LIKE[name][0], text):
        return "like", _LIKE[name][1]
    try:
        if name == "locale":
            Locale.parse(text)
        if name in ("date", "day", "month"):
            format_date(_DAY, format=text, locale="en")
    except (UnknownLocaleError, ValueError, AttributeError, KeyError, TypeError):
        return "like", "vi_VN" if name == "locale" else "d/M/yyyy"
    return None


def _problem(place: Place, rule: str, expected: str = "") -> Problem:
    return Problem(
        code="own-file-invalid", place=place, details={"rule": rule, "expected": expected}
    )
