"""portal.toml as a value: what a province changes to run its own portal."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from builder.language.catalogues import known_languages, use_words
from builder.language.text import Localised
from builder.problem import BuildError, Place, Problem

FILE_NAME = "portal.toml"

READABLE = 4.5
"""Contrast that text needs (WCAG 2.2, 1.4.3)."""

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
class Settings:
    """The settings of one portal."""

    name: Localised
    short_name: Localised
    tagline: Localised
    base_url: str
    """Absolute address with a slash at the end."""
    languages: tuple[str, ...]
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
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words that search takes for one another: abbreviations, spellings, two languages."""
    notice: Localised | None = None
    """What every page says in its foot of the portal itself, such as that it is not official."""
    short_notice: Localised | None = None
    """The same in a few words, beside the name in the head."""
    rights: Localised | None = None
    """Terms of use of all datasets; None: those of each licence."""

    @property
    def is_reachable(self) -> bool:
        """True if a reader can write to somebody: by mail, or where the source code is kept."""
        return bool(self.contact_email or self.source_code_url)


def read_settings(root: Path) -> Settings:
    """Settings of the portal in a folder.

    Raises: BuildError if the file is missing, is no TOML or lacks a setting.
    """
    use_words(root)
    place = Place(file=FILE_NAME)
    try:
        raw = tomllib.loads((root / FILE_NAME).read_text("utf-8"))
    except FileNotFoundError as error:
        raise BuildError([Problem(code="not-a-portal", place=place, value=FILE_NAME)]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        details = {"reason": str(error)}
        raise BuildError(
            [Problem(code="settings-invalid", place=place, details=details)]
        ) from error
    return parse_settings(raw)


def parse_settings(raw: Mapping[str, Mapping[str, object]]) -> Settings:
    """Settings from the parsed TOML.

    Raises: BuildError with the setting that is missing or malformed.
    """
    portal = _section(raw, "portal")
    languages = _strings(portal, "portal.languages", ("vi", "en"))
    for language in languages:
        if language not in known_languages():
            known = ", ".join(known_languages())
            reason = f"{language}: has no words file; there are {known}"
            raise _invalid("portal.languages", reason)
    base_url = _string(portal, "portal.base_url")
    if not re.fullmatch(r"https?://[^\s?#]+/", base_url):
        raise _invalid("portal.base_url", f"{base_url}: must be an http(s) address that ends in /")
    contact = _section(raw, "contact")
    return Settings(
        name=_localised(portal, "portal.name", languages),
        short_name=_localised(portal, "portal.short_name", languages),
        tagline=_localised(portal, "portal.tagline", languages),
        base_url=base_url,
        languages=languages,
        publisher=_string(portal, "portal.publisher"),
        publisher_type=_string(portal, "portal.publisher_type"),
        spatial=_string(portal, "portal.spatial"),
        contact_name=_localised(contact, "contact.name", languages),
        contact_email=_optional(contact, "email"),
        source_code_url=_optional(_section(raw, "source_code"), "url"),
        queries=_queries(_section(raw, "home"), languages),
        colours=_colours(_section(raw, "colours")),
        series={
            name: Series(
                title=_localised(one, f"series.{name}.title", languages),
                description=_localised(one, f"series.{name}.description", languages),
            )
            for name, one in _section(raw, "series").items()
            if isinstance(one, dict)
        },
        sources_folder=_optional(_section(raw, "sources"), "folder"),
        synonyms=_synonyms(_section(raw, "search")),
        notice=_optional_text(portal, "portal.notice", languages),
        short_notice=_optional_text(portal, "portal.short_notice", languages),
        rights=_optional_text(_section(raw, "rights"), "rights.statement", languages),
    )


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


def _invalid(setting: str, reason: str) -> BuildError:
    place = Place(file=FILE_NAME, field=setting)
    return BuildError([Problem(code="settings-invalid", place=place, details={"reason": reason})])


def _section(raw: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = raw.get(name, {})
    if not isinstance(section, dict):
        raise _invalid(name, "must be a table")
    return section


def _string(section: Mapping[str, object], setting: str) -> str:
    value = section.get(setting.rsplit(".", maxsplit=1)[-1])
    if not isinstance(value, str) or not value:
        raise _invalid(setting, "is missing")
    return value


def _optional(section: Mapping[str, object], name: str) -> str | None:
    value = section.get(name)
    return value if isinstance(value, str) and value else None


def _synonyms(section: Mapping[str, object]) -> tuple[tuple[str, ...], ...]:
    groups = section.get("synonyms", [])
    if not isinstance(groups, list) or not all(isinstance(group, list) for group in groups):
        raise _invalid("search.synonyms", "must be a list of lists of words")
    return tuple(tuple(str(word) for word in group) for group in groups)


def _strings(
    section: Mapping[str, object], setting: str, default: tuple[str, ...]
) -> tuple[str, ...]:
    value = section.get(setting.rsplit(".", maxsplit=1)[-1], list(default))
    if not isinstance(value, list) or not value:
        raise _invalid(setting, "must be a list")
    return tuple(str(one) for one in value)


def _localised(
    section: Mapping[str, object], setting: str, languages: tuple[str, ...]
) -> Localised:
    value = section.get(setting.rsplit(".", maxsplit=1)[-1])
    if not isinstance(value, dict) or not all(value.get(language) for language in languages):
        raise _invalid(setting, f"needs a text in each language: {', '.join(languages)}")
    return Localised({language: str(value[language]) for language in languages})


def _optional_text(
    section: Mapping[str, object], setting: str, languages: tuple[str, ...]
) -> Localised | None:
    present = setting.rsplit(".", maxsplit=1)[-1] in section
    return _localised(section, setting, languages) if present else None


def _colours(section: Mapping[str, object]) -> Mapping[str, str]:
    colours = {}
    for name, (default, ground) in COLOURS.items():
        value = section.get(name, default)
        if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            raise _invalid(f"colours.{name}", f"{value}: must look like #0F6CA3")
        ratio = contrast(value, ground)
        if ratio < READABLE:
            reason = f"{value} on {ground}: contrast {ratio:.1f}, at least {READABLE} is needed"
            raise _invalid(f"colours.{name}", reason)
        colours[name] = value
    return colours


def contrast(colour: str, other: str) -> float:
    """Contrast ratio of two colours #RRGGBB by WCAG 2.2 (1.4.3), from 1 to 21."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _queries(
    section: Mapping[str, object], languages: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    value = section.get("queries", {})
    if not isinstance(value, dict):
        raise _invalid("home.queries", "must be a table with a list for each language")
    queries = {language: value.get(language, []) for language in languages}
    if not all(isinstance(one, list) for one in queries.values()):
        raise _invalid("home.queries", "must be a table with a list for each language")
    return {language: tuple(str(one) for one in found) for language, found in queries.items()}
