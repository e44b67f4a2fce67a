"""portal.toml as a value: what a province changes to run its own portal."""

import codecs
import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from builder.language.catalogues import SPARE, known_languages
from builder.language.text import INVISIBLE, MISSING, Localised
from builder.language.words import country_name
from builder.own_words import lay_own_words
from builder.problem import BuildError, Place, Problem
from builder.vocabulary import ADMS_TYPES

FILE_NAME = "portal.toml"

_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/([A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)*/"
)

FREQUENCIES = (
    *("ANNUAL", "ANNUAL_2", "QUARTERLY", "MONTHLY", "WEEKLY", "DAILY"),
    *("CONT", "IRREG", "NEVER", "UNKNOWN"),
)
"""How often a package is renewed: codes of the EU frequency table that the portal has words for."""

READABLE = 4.5
"""Contrast that text needs (WCAG 2.2, 1.4.3)."""

PRESSED = ("gz", "br")
"""Forms in which texts of the site can be written beside themselves: gzip and Brotli."""

COLOURS: Mapping[str, tuple[str, str]] = {
    "accent": ("#0F6CA3", "#F4F7FA"),
    "accent_dark": ("#6DB9E8", "#18222D"),
    "band": ("#0B4F79", "#FFFFFF"),
}
"""Default of each colour, and the ground or text it must be readable with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Datasets that continue each other, such as the reports of one programme."""

    title: Localised
    description: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyKinds:
    """Kinds of organisations that stand under one heading of their page."""

    id: str
    kinds: tuple[str, ...]
    """Codes of the field `kind` of organisations."""
    title: Localised
    about: Localised | None
    by_parent: bool
    """True for a heading of its own for each parent of many, such as a ministry with its units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What a package that was not made for the portal does not say (`[defaults]`)."""

    publisher: str | None = None
    topics: tuple[str, ...] = ()
    licence: str | None = None
    """Name of the licence of packages that state none."""
    issued: str | None = None
    """Day since which packages are published that state none, as ISO 8601."""
    frequency: str = "UNKNOWN"
    spatial: str | None = None
    """None: the territory of the portal."""
    language: str | None = None
    """Language of the site in which such packages are written; None: the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """Where readers mend a file and tell of an error (`[edit]`); neither need be there."""

    url: str | None = None
    """Address at which a file is edited, with `{file}` and perhaps `{line}`."""
    name: str | None = None
    """What the hosting service is called."""
    report: str | None = None
    """Address for telling of an error, with `{subject}` and `{body}`: mail or a new issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one portal."""

    name: Localised
    short_name: Localised
    tagline: Localised
    base_url: str
    """Absolute address with a slash at the end."""
    languages: tuple[str, ...]
    required_languages: tuple[str, ...]
    """Those that every text of a package has, the first among them; others may be waited for."""
    """The first lives at /, the others at /<code>/."""
    publisher: str
    publisher_type: str
    """Term of the ADMS publisher type vocabulary, such as `NonProfitOrganisation`."""
    spatial: str
    """EU country code, such as `VNM`."""
    contact_name: Localised
    contact_email: str | None
    source_code_url: str | None
    queries: Mapping[str, tuple[str, ...]]
    colours: Mapping[str, str]
    """`accent`, `accent_dark` and `band` as #RRGGBB; readable on their grounds."""
    series: Mapping[str, Series]
    """Dataset series by the id that `portal.series` of a descriptor names."""
    sources_folder: str | None
    """Folder of the source texts that `portal trace` reads, from the portal's folder."""
    body_groups: tuple[BodyKinds, ...] = ()
    """Headings of the page of organisations, in their order; kinds without one follow by name."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words that search takes for one another: abbreviations, spellings, two languages."""
    notice: Localised | None = None
    """What every page says in its foot of the portal itself, such as that it is not official."""
    short_notice: Localised | None = None
    """The same in a few words, beside the name in the head."""
    rights: Localised | None = None
    """Terms of use of all datasets; None: those of each licence."""
    defaults: Defaults = field(default_factory=Defaults)
    editing: Editing = field(default_factory=Editing)
    pressed: tuple[str, ...] = ()
    """Those of PRESSED that the build writes, for servers that send them."""

    @property
    def is_reachable(self) -> bool:
        """True if a reader can write to somebody: by mail, or where the source code is kept."""
        return bool(self.contact_email or self.source_code_url)


EMAIL, WEB = r"[^@\s<>\"]+@[^@\s<>\"]+", r"https?://[^\s<>\"]+"

HOSTS = {"github": "GitHub", "gitlab": "GitLab", "codeberg": "Codeberg", "gitea": "Gitea"}
"""What hosting services are called, by a part of their host's name."""

LIKE = {"[A-Z]{3}": "VNM", "[a-z0-9-]+": "provinces"}
"""An example of each form of a code."""


def read_settings(root: Path) -> Settings:
    """Settings of the portal in a folder.

    Raises: BuildError if the file is missing, is no TOML or lacks a setting, or if the portal's
    own words cannot be used.
    """
    lay_own_words(root)
    place = Place(file=FILE_NAME)
    try:
        raw = tomllib.loads(_settings_text(root / FILE_NAME))
    except FileNotFoundError as error:
        raise BuildError([Problem(code="not-a-portal", place=place, value=FILE_NAME)]) from error
    except (OSError, RecursionError, ValueError) as error:  # no TOML, no UTF-8, a folder
        details = toml_fault(error)
        raise BuildError(
            [Problem(code="settings-invalid", place=place, details=details)]
        ) from error
    return parse_settings(raw)


def _settings_text(path: Path) -> str:
    """The text of a file of settings.

    Raises: BuildError if it begins with a mark, OSError if it is no file.
    """
    if path.exists() and not path.is_file():  # a pipe would never end
        raise OSError(f"{path} is no file")
    content = path.read_bytes()
    if content.startswith(codecs.BOM_UTF8):
        raise BuildError([Problem(code="byte-order-mark", place=Place(file=path.name))])
    return content.decode("utf-8")


def toml_fault(error: Exception) -> Mapping[str, str]:
    """Why a file is no TOML: where it stops, without a library's own words."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    where = f"{found.group(1)} ({found.group(2)})" if found else ""
    if "end of document" in str(error):
        return {"rule": "toml-end", "expected": ""}
    return {"rule": "toml" if found else "file", "expected": where}


def parse_settings(raw: Mapping[str, object]) -> Settings:
    """Settings from the parsed TOML.

    Raises: BuildError with every setting that is missing, malformed or unknown.
    """
    read = _Reader(raw)
    languages = read.languages()
    found = Settings(
        name=read.line("portal.name", languages),
        short_name=read.line("portal.short_name", languages),
        tagline=read.line("portal.tagline", languages),
        base_url=read.address("portal.base_url"),
        languages=languages,
        required_languages=read.required_languages(languages),
        defaults=read.defaults(languages),
        publisher=read.text("portal.publisher"),
        publisher_type=read.term("portal.publisher_type", ADMS_TYPES),
        spatial=read.country("portal.spatial"),
        contact_name=read.line("contact.name", languages),
        contact_email=read.written_like("contact.email", EMAIL, "lienhe@dulieu.example"),
        source_code_url=read.written_like("source_code.url", WEB, "https://dulieu.example/"),
        queries=read.lists("home.queries", languages),
        colours={name: read.colour(name, *rest) for name, rest in COLOURS.items()},
        series=read.series(languages),
        sources_folder=read.optional("sources.folder"),
        body_groups=read.body_groups("organisations.groups", languages),
        synonyms=read.groups("search.synonyms"),
        notice=read.optional_texts("portal.notice", languages),
        short_notice=read.optional_texts("portal.short_notice", languages),
        rights=read.optional_texts("rights.statement", languages),
        editing=read.editing(),
        pressed=read.codes("hosting.pressed", PRESSED),
    )
    read.tell_unknown()
    read.tell_invisible()
    if read.problems:
        raise BuildError(read.problems)
    return found


def _texts(setting: str, value: object) -> Iterator[tuple[str, str]]:
    """Each text of a setting with its dotted name."""
    if isinstance(value, str):
        yield setting, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts(f"{setting}.{name}".removeprefix("."), part)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(f"{setting}[{number}]", part)


def _is_texts(value: object) -> bool:
    """True for a list of texts that say something."""
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)


class _Reader:
    """Reads setting by setting, keeps what is wrong with each, and knows which were asked for."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw
        self._asked: set[str] = set()
        self.problems: list[Problem] = []

    def fault(self, setting: str, rule: str, expected: str = "") -> None:
        """Keep what is wrong with a setting, unless its section is wrong already."""
        told = {problem.place.field for problem in self.problems}
        parts = setting.split(".")
        if not any(".".join(parts[:count]) in told for count in range(1, len(parts) + 1)):
            place = Place(file=FILE_NAME, field=setting)
            details = {"rule": rule, "expected": expected}
            found = dict(_texts("", self._raw)).get(setting)
            self.problems.append(
                Problem(code="settings-invalid", place=place, value=found, details=details)
            )

    def section(self, name: str) -> Mapping[str, object]:
        """A table of the file; an empty one where it is missing."""
        found: object = self._raw
        for position, part in enumerate(parts := name.split("."), start=1):
            found = found.get(part, {}) if isinstance(found, dict) else {}
            if not isinstance(found, dict):
                self.fault(".".join(parts[:position]), "table")
                return {}
        assert isinstance(found, dict)
        return found

    def value(self, setting: str) -> object:
        """A setting as it stands in the file; None where it is missing."""
        self._asked.add(setting)
        section, name = setting.rsplit(".", maxsplit=1)
        return self.section(section).get(name)

    def text(self, setting: str) -> str:
        """A text that must be there."""
        value = self.value(setting)
        if isinstance(value, str) and value:
            return value
        self.fault(setting, "missing" if value in (None, "") else "type", "string")
        return ""

    def optional(self, setting: str) -> str | None:
        """A text, or None where it is missing or empty."""
        value = self.value(setting)
        if value is not None and not isinstance(value, str):
            self.fault(setting, "type", "string")
        return value if isinstance(value, str) and value else None

    def written_like(self, setting: str, form: str, like: str) -> str | None:
        """A text of a form, or None where it is missing or empty."""
        value = self.optional(setting)
        if value and not re.fullmatch(form, value):
            self.fault(setting, "like", like)
        return value

    def code(self, setting: str, form: str) -> str:
        """A term of a vocabulary, which becomes part of an address."""
        value = self.text(setting)
        if value and not re.fullmatch(form, value):
            self.fault(setting, "like", LIKE[form])
        return value

    def term(self, setting: str, terms: Sequence[str]) -> str:
        """A term of a closed vocabulary."""
        value = self.text(setting)
        if value and value not in terms:
            self.fault(setting, "enum", ", ".join(terms))
        return value

    def country(self, setting: str) -> str:
        """A country by its code of three letters."""
        value = self.code(setting, "[A-Z]{3}")
        if re.fullmatch("[A-Z]{3}", value) and country_name(value, SPARE) is None:
            self.fault(setting, "like", LIKE["[A-Z]{3}"])
        return value

    def series(self, languages: tuple[str, ...]) -> Mapping[str, Series]:
        """Series by their ids, which are parts of addresses."""
        found = {}
        for name in self.section("series"):
            if not re.fullmatch("[a-z0-9-]+", name):
                self.fault(f"series.{name}", "like", LIKE["[a-z0-9-]+"])
                continue
            found[name] = Series(
                title=self.line(f"series.{name}.title", languages),
                description=self.texts(f"series.{name}.description", languages),
            )
        return found

    def address(self, setting: str) -> str:
        """An absolute address that ends in a slash."""
        value = self.text(setting)
        found = _ADDRESS.fullmatch(value)
        if value and (found is None or int((found[1] or ":0")[1:]) > 65535):
            self.fault(setting, "like", "https://dulieu.example/")
        return value

    def languages(self) -> tuple[str, ...]:
        """The languages of the site, each of which has a words file."""
        value = self.value("portal.languages")
        value = ["vi", "en"] if value is None else value
        if not isinstance(value, list) or not value:
            self.fault("portal.languages", "list")
            return ("vi", "en")
        known = known_languages()
        if any(name not in known for name in value):
            self.fault("portal.languages", "words", ", ".join(known))
        elif len({*value}) < len(value):
            self.fault("portal.languages", "unique", ", ".join(value))
        return tuple(dict.fromkeys(str(name) for name in value))

    def required_languages(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The languages that a package must speak; all of them unless the setting says less."""
        value = self.value("languages.required")
        if value is None:
            return languages
        if not isinstance(value, list) or languages[0] not in value:
            self.fault("languages.required", "holds", languages[0])
            return languages
        for language in (name for name in value if name not in languages):
            self.fault("languages.required", "listed", str(language))
        return tuple(language for language in languages if language in value)

    def texts(self, setting: str, languages: tuple[str, ...]) -> Localised:
        """A text in each language."""
        value = self.value(setting)
        said = value if isinstance(value, dict) else {}
        if not all(isinstance(said.get(name), str) and said[name].strip() for name in languages):
            self.fault(setting, "languages", ", ".join(languages))
        return Localised({name: str(said.get(name) or MISSING) for name in languages})

    def line(self, setting: str, languages: tuple[str, ...]) -> Localised:
        """A text in each language that stands in one line wherever it stands."""
        found = self.texts(setting, languages)
        for language, text in found.items():
            if set("\n\t") & set(text):
                self.fault(f"{setting}.{language}", "visible", "U+000A")
        return found

    def optional_texts(self, setting: str, languages: tuple[str, ...]) -> Localised | None:
        """A text in each language, or None where the setting is left out."""
        return None if self.value(setting) is None else self.texts(setting, languages)

    def editing(self) -> Editing:
        """Where files are edited and errors told of."""
        name = self.optional("edit.name")
        url = self.written_like("edit.url", WEB, "https://git.example/portal/edit/main/{file}")
        report = self.written_like("edit.report", rf"{WEB}|mailto:\S+", "mailto:a@b.example")
        for setting, text, part in (
            ("edit.url", url, "{file}"),
            ("edit.report", report, "{subject}"),
        ):
            if text and part not in text:
                self.fault(setting, "holds", part)
        if url and not name:
            host = urlsplit(url).hostname or ""
            name = next((known for key, known in HOSTS.items() if key in host), host)
        return Editing(url=url, name=name, report=report)

    def defaults(self, languages: tuple[str, ...]) -> Defaults:
        """What packages that were not made for the portal do not say; nothing need be there."""
        topics = self.value("defaults.topics")
        if topics is not None and not isinstance(topics, list):
            self.fault("defaults.topics", "list")
        language = self.optional("defaults.language")
        if language and language not in languages:
            self.fault("defaults.language", "listed", str(language))
        frequency = self.optional("defaults.frequency") or "UNKNOWN"
        if frequency not in FREQUENCIES:
            self.fault("defaults.frequency", "enum", ", ".join(FREQUENCIES))
        return Defaults(
            publisher=self.optional("defaults.publisher"),
            topics=tuple(str(topic) for topic in topics) if isinstance(topics, list) else (),
            licence=self.optional("defaults.licence"),
            issued=self.day("defaults.issued"),
            frequency=frequency,
            spatial=self.country("defaults.spatial") if self.value("defaults.spatial") else None,
            language=language,
        )

    def day(self, setting: str) -> str | None:
        """A day as 2026-01-31, with quotes or without; None where it is left out."""
        value = self.value(setting)
        try:
            return None if value is None else datetime.date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fault(setting, "like", "2026-01-31")
            return None

    def lists(self, setting: str, languages: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
        """A list of texts for each language; an empty one where it is missing."""
        value = self.value(setting)
        value = {} if value is None else value
        found = value if isinstance(value, dict) else {}
        lists = {name: found.get(name, []) for name in languages}
        if not isinstance(value, dict) or not all(map(_is_texts, lists.values())):
            self.fault(setting, "listing")
            return dict.fromkeys(languages, ())
        for name in found.keys() - {*languages}:
            self.fault(f"{setting}.{name}", "listed", name)
        return {name: tuple(str(text) for text in texts) for name, texts in lists.items()}

    def codes(self, setting: str, known: Sequence[str]) -> tuple[str, ...]:
        """A list of codes that are known; none where it is left out."""
        value = self.value(setting)
        found = [] if value is None else value
        if not isinstance(found, list):
            self.fault(setting, "list")
            return ()
        if any(code not in known for code in found):
            self.fault(setting, "enum", ", ".join(known))
        return tuple(code for code in known if code in found)

    def groups(self, setting: str) -> tuple[tuple[str, ...], ...]:
        """Lists of texts; none where the setting is left out."""
        value = self.value(setting)
        groups = [] if value is None else value
        if not isinstance(groups, list) or not all(map(_is_texts, groups)):
            self.fault(setting, "lists")
            return ()
        return tuple(tuple(str(word) for word in group) for group in groups)

    def body_groups(self, setting: str, languages: tuple[str, ...]) -> tuple[BodyKinds, ...]:
        """Tables with an id, kinds and a title; none where the setting is left out."""
        value = self.value(setting)
        groups = [] if value is None else value
        if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
            self.fault(setting, "groups", "[[organisations.groups]]")
            return ()
        found = []
        for number, raw in enumerate(groups):
            read = _Reader({"group": raw})
            kinds = read.value("group.kinds")
            if not isinstance(kinds, list) or not kinds:
                read.fault("group.kinds", "list")
            group = BodyKinds(
                id=read.code("group.id", "[a-z0-9-]+"),
                kinds=tuple(str(kind) for kind in kinds) if isinstance(kinds, list) else (),
                title=read.texts("group.title", languages),
                about=read.optional_texts("group.about", languages),
                by_parent=read.value("group.by_parent") is True,
            )
            read.tell_unknown()
            self.problems += [
                replace(
                    problem,
                    place=replace(
                        problem.place,
                        field=f"{setting}[{number}]{(problem.place.field or '')[len('group') :]}",
                    ),
                )
                for problem in read.problems
            ]
            found.append(group)
        return tuple(found)

    def colour(self, name: str, default: str, ground: str) -> str:
        """A colour that can be read on its ground."""
        value = self.value(setting := f"colours.{name}")
        value = default if value is None else value
        if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            self.fault(setting, "like", "#0F6CA3")
            return default
        if (ratio := contrast(value, ground)) < READABLE:
            self.fault(setting, "contrast", f"{ratio:.1f} < {READABLE}")
        return value

    def tell_invisible(self) -> None:
        """Keep every text with a character that nobody sees: pictures and heads cannot hold it."""
        for setting, text in _texts("", self._raw):
            found = INVISIBLE.search(text)
            if found:
                self.fault(setting, "visible", f"U+{ord(found.group()):04X}")

    def tell_unknown(self) -> None:
        """Keep every setting of the file that nothing asked for."""
        told = {problem.place.field for problem in self.problems}
        for setting in self._written("", self._raw):
            parts = setting.split(".")
            above = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
            if not above & (self._asked | told):
                nearest = get_close_matches(setting, sorted(self._asked), n=1)
                details = {"nearest": nearest[0] if nearest else ", ".join(sorted(self._asked))}
                place = Place(file=FILE_NAME, field=setting)
                problem = Problem(
                    code="settings-unknown", place=place, value=setting, details=details
                )
                self.problems.append(problem)

    def _written(self, above: str, section: Mapping[str, object]) -> Iterator[str]:
        for name, value in section.items():
            setting = f"{above}.{name}" if above else name
            if isinstance(value, dict) and setting not in self._asked:
                yield from self._written(setting, value)
            else:
                yield setting


_EXAMPLE_HOSTS = re.compile(r"(?:.+\.)?(?:example(?:\.(?:com|net|org))?|invalid|localhost|test)")
"""Names that belong to nobody and never will (RFC 2606, RFC 6761)."""


def placeholders(settings: Settings) -> Iterator[Problem]:
    """What may stand in the settings for a trial, and not on a site that is published."""
    host = urlsplit(settings.base_url).hostname or ""
    if _EXAMPLE_HOSTS.fullmatch(host):
        place = Place(file=FILE_NAME, field="portal.base_url")
        yield Problem(code="settings-placeholder", place=place, value=settings.base_url)
    if not settings.is_reachable:
        yield Problem(code="contact-missing", place=Place(file=FILE_NAME, field="contact.email"))


def public_address(root: Path) -> str:
    """Where the portal of a folder is published; `/` where that cannot be told, or is nowhere."""
    try:
        raw = tomllib.loads(_settings_text(root / FILE_NAME))
        address = raw["portal"]["base_url"]
        host = urlsplit(address).hostname or ""
    except (BuildError, OSError, ValueError, KeyError, TypeError, AttributeError):
        return "/"
    return address if _ADDRESS.fullmatch(address) and not _EXAMPLE_HOSTS.fullmatch(host) else "/"


def contrast(colour: str, other: str) -> float:
    """Contrast ratio of two colours #RRGGBB by WCAG 2.2 (1.4.3), from 1 to 21."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
