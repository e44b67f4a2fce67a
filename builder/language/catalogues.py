"""The words files of a portal: those of the generator, and the portal's own over them.

A language is a words file, `<code>.po`: the generator's lie in builder/locale/<code>/portal.po,
a portal's in site_src/words/<code>.po. A file may hold some words only: the others are those of
the generator in that language, else in English. What a language needs beside its words (Babel's
locale, patterns of dates, its alphabet) stands in it under `language.`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py  # what gettext itself reads Plural-Forms with
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from builder.language.words_file import parse_words_file

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from babel.messages.catalog import Catalog, Message

Forms = tuple[str, ...]
"""The forms of one text, in the order of the language's Plural-Forms; most texts have one."""

SPARE = "en"
"""Language of the words that a words file lacks."""

FOLDER = "site_src/words"
"""Where a portal's own words lie, under its folder."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of a language by their keys, and which form a number takes."""

    texts: Mapping[str, Forms]
    plural: Callable[[int], int]


class _Own:
    """Where the words of the portal that is at work lie; one portal at a time."""

    folder: Path | None = None


def use_words(root: Path | None) -> None:
    """Lay a portal's own words over the generator's, from now on; None: those of no portal."""
    folder = root / FOLDER if root else None
    folder = folder if folder and folder.is_dir() else None
    if folder or _Own.folder:
        catalogue.cache_clear()
    _Own.folder = folder


def known_languages() -> tuple[str, ...]:
    """Every language that has a words file."""
    shipped = [entry.name for entry in (resources.files("builder") / "locale").iterdir()]
    own = [path.stem for path in _Own.folder.glob("*.po")] if _Own.folder else []
    return tuple(sorted({*shipped, *own}))


def own_keys() -> frozenset[str]:
    """Keys of the words files of the portal that is at work."""
    files = [_own(path.stem) for path in _Own.folder.glob("*.po")] if _Own.folder else []
    return _keys(files)


def shipped_keys() -> frozenset[str]:
    """Every key that the generator has words for."""
    return _keys([shipped_catalog(SPARE)])


@cache
def shipped_forms(language: str) -> Mapping[str, Forms]:
    """The generator's texts of a language, and of its spare one, by their keys: every form."""
    found: dict[str, Forms] = {}
    for read in (shipped_catalog(SPARE), shipped_catalog(language)):
        for message in read or ():
            key, forms = entry(message)
            found[key] = (*found.get(key, ()), *forms)
    return found


def _keys(files: "Iterable[Catalog | None]") -> frozenset[str]:
    entries = (message for file in files if file is not None for message in file if message.id)
    return frozenset(entry(message)[0] for message in entries)


@cache
def catalogue(language: str) -> Catalogue:
    """The words of a language."""
    texts: dict[str, Forms] = {}
    plural = None
    for name in dict.fromkeys((SPARE, language)):
        file = _shipped(name)
        if file.is_file():
            shipped = parse_words_file(file.read_text("utf-8"))
            texts |= {key: forms for key, forms in shipped.texts.items() if any(forms)}
            plural = shipped.plural
    own = _own(language)
    if own is not None:
        entries = (entry(message) for message in own if message.id)
        texts |= {key: forms for key, forms in entries if any(forms)}
        plural = own.plural_expr
    assert plural is not None, "the generator has its spare language"
    return Catalogue(texts, c2py(plural))


def _shipped(language: str) -> "Traversable":
    return resources.files("builder") / "locale" / language / "portal.po"


def babel_name(language: str) -> str:
    """A language as Babel writes it: pt_BR for pt-BR."""
    return language.replace("-", "_")


@cache
def shipped_catalog(language: str) -> "Catalog | None":
    """The generator's words file of a language; None where it has none."""
    from babel.messages.pofile import read_po

    file = _shipped(language)
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return read_po(stream, locale=babel_name(language))


def _own(language: str) -> "Catalog | None":
    path = _Own.folder / f"{language}.po" if _Own.folder else None
    if path is None or not path.is_file():
        return None
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        return read_po(stream, locale=babel_name(language))


def entry(message: "Message") -> tuple[str, Forms]:
    """Key and forms of a message; an entry with plurals names its key twice."""
    strings = (message.string,) if isinstance(message.string, str) else message.string or ()
    key = message.id if isinstance(message.id, str) else message.id[0]
    return key, tuple(str(string) for string in strings)
