"""What a package from elsewhere says of itself, in the words of the portal.

Nothing is made up: a text that is missing is taken from one that is there, a version or a day is
written in the portal's form, the rest comes from `[defaults]`; each of these is named.
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.language.spelling import Doubt, read_day
from builder.model import Kind
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.names import free_name, plain_name
from builder.problem import Place, Problem, Severity
from builder.settings import Defaults, Settings
from builder.vocabulary import LICENCES

PROFILE_OF_V2 = "https://datapackage.org/profiles/2.0/datapackage.json"

_CHANGED = ("modified", "last_modified", "last_updated", "updated", "date")
"""Properties in which packages say when they were changed last; no standard names one."""

_TYPES = {"text": "string", "str": "string", "int": "integer", "float": "number"} | dict.fromkeys(
    ("decimal", "double", "numeric"), "number"
)
"""Types as older packages call them."""


@dataclass(slots=True, kw_only=True)
class _Work:
    """A descriptor on the bench."""

    raw: dict[str, Any]
    source: SourcePackage
    defaults: Defaults
    spatial: str
    assumed: list[str] = field(default_factory=list)
    """Properties that nobody wrote."""
    missing: list[str] = field(default_factory=list)
    """Properties that only a person knows."""

    def assume(self, name: str, value: Any) -> None:
        """Set a property that is missing or empty, and name it."""
        if not self.raw.get(name):
            self.raw[name] = value
            self.assumed.append(name)


def is_adopted(descriptor: Mapping[str, Any]) -> bool:
    """True for a package that was not made for the portal: it has no `portal`, or says so."""
    portal = descriptor.get("portal")
    return "portal" not in descriptor or (
        isinstance(portal, dict) and portal.get("adopted") is True
    )


def adopted_descriptor(
    descriptor: Mapping[str, Any], source: SourcePackage, settings: Settings
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """A descriptor from elsewhere with all that a package of the portal says, and what it lacks."""
    work = _Work(
        raw=copy.deepcopy(dict(descriptor)),
        source=source,
        defaults=settings.defaults,
        spatial=settings.spatial,
    )
    work.raw["$schema"] = PROFILE_OF_V2
    work.raw.pop("profile", None)
    _plain_lists(work)
    _resources(work)
    _texts(work)
    _version_and_days(work)
    _licence(work)
    _portal(work)
    return work.raw, tuple(_problems(work))


def _plain_lists(work: _Work) -> None:
    """Sources and contributors as v2 has them; a v1 source has `web` and `name`."""
    for name in ("sources", "contributors"):
        parts = work.raw.get(name)
        found = [_with_title(part) for part in parts if part] if isinstance(parts, list) else []
        work.raw.pop(name, None)
        if found:
            work.raw[name] = found
    contributors = work.raw.get("contributors", ())
    for part in contributors:
        role = part.pop("role", None)
        if role and "roles" not in part:
            part["roles"] = [role]


def _with_title(part: Any) -> dict[str, Any]:
    raw = dict(part) if isinstance(part, dict) else {"title": str(part)}
    path = raw.get("path") or raw.pop("web", None) or raw.pop("url", None)
    title = raw.get("title") or raw.get("name") or path or raw.get("email") or "–"
    rest = {name: value for name, value in raw.items() if name not in ("title", "path") and value}
    return {"title": str(title), **({"path": str(path)} if path else {}), **rest}


def _resources(work: _Work) -> None:
    """Resources with a name that becomes a file and a title, and types as v2 calls them."""
    raw = work.raw.get("resources")
    if not isinstance(raw, list) or not all(isinstance(part, dict) for part in raw):
        return
    renamed: dict[str, str] = {}
    resources = []
    for part in raw:
        path = part.get("path")
        first = str(path[0] if isinstance(path, list) and path else path or "table")
        given = str(part.get("name") or re.sub(r"\.[^/]*$", "", first.rsplit("/", maxsplit=1)[-1]))
        name = free_name(plain_name(given), renamed.values())
        renamed[given] = name
        resource = {**part, "name": name, "title": part.get("title") or given}
        resource["schema"] = _schema(part.get("schema"))
        resources.append(
            {key: value for key, value in resource.items() if key != "schema" or value is not None}
        )
    for resource in resources:
        _rename_references(resource.get("schema"), renamed)
    work.raw["resources"] = resources


def _schema(schema: Any) -> Any:
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        return schema
    fields = [_field(part) if isinstance(part, dict) else part for part in schema["fields"]]
    return {**schema, "fields": fields} if fields else None


def _field(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A field with the type of v2, and without a format that its type does not have."""
    kind = _TYPES.get(str(raw.get("type")).lower(), raw.get("type", "string"))
    form = str(raw.get("format", "")).removeprefix("fmt:")
    found = {**raw, "name": str(raw.get("name", "")), "type": kind}
    if form in ("", "default") or (kind in _FORMS and form not in _FORMS[kind]):
        found.pop("format", None)
    else:
        found["format"] = form
    return {name: value for name, value in found.items() if value is not None}


_FORMS: Mapping[str, tuple[str, ...]] = {
    "string": ("email", "uri", "binary", "uuid"),
    "geojson": ("topojson",),
    "geopoint": ("array", "object"),
    **dict.fromkeys(
        ("any", "array", "boolean", "duration", "integer", "number", "object", "year", "yearmonth"),
        (),
    ),
}
"""Formats of the types that have a closed list of them."""


def _rename_references(schema: Any, renamed: Mapping[str, str]) -> None:
    keys = schema.get("foreignKeys") if isinstance(schema, dict) else None
    for key in keys if isinstance(keys, list) else ():
        reference = key.get("reference") if isinstance(key, dict) else None
        if isinstance(reference, dict) and reference.get("resource") in renamed:
            reference["resource"] = renamed[reference["resource"]]


def _texts(work: _Work) -> None:
    raw = work.raw
    if not isinstance(raw.get("name"), str) or plain_name(raw["name"]) == work.source.id:
        raw["name"] = work.source.id
    work.assume("title", raw["name"])
    work.assume("description", raw["title"])
    if isinstance(raw.get("keywords"), str):
        raw["keywords"] = [part.strip() for part in raw["keywords"].split(",") if part.strip()]
    if isinstance(raw.get("keywords"), list):  # said twice, a keyword is one all the same
        kept = [word for n, word in enumerate(raw["keywords"]) if word not in raw["keywords"][:n]]
        raw["keywords"] = kept
    work.assume("keywords", [raw["title"]])


def _version_and_days(work: _Work) -> None:
    raw, portal = work.raw, _portal_of(work)
    numbers = re.findall(r"\d+", str(raw.get("version", "")))[:3]
    if not re.fullmatch(r"\d+\.\d+\.\d+", str(raw.get("version", ""))):
        raw["version"] = ".".join([*numbers, "0", "0"][:3]) if numbers else "1.0.0"
        if not numbers:
            work.assumed.append("version")
    created = _day(raw.get("created"))
    changed = [day for name in _CHANGED if (day := _day(raw.get(name)))]
    issued = portal.get("issued") or created or min(changed, default=None) or work.defaults.issued
    if issued is None:
        work.missing.append("portal.issued")
        return
    portal.setdefault("issued", issued)
    portal.setdefault("modified", max([str(issued), *changed]))
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(raw.get("created", ""))):
        raw["created"] = f"{created or portal['issued']}T00:00:00Z"


def _day(value: Any) -> str | None:
    """A day as ISO 8601, from a day or time in the forms that packages use."""
    found = re.match(r"\d{4}-\d\d-\d\d", value) if isinstance(value, str) else None
    day = read_day(found.group()) if found else None
    return None if day is None or isinstance(day, Doubt) else day.isoformat()


def _portal_of(work: _Work) -> dict[str, Any]:
    """The `portal` of a descriptor, there from now on."""
    portal = work.raw.setdefault("portal", {})
    assert isinstance(portal, dict)
    return portal


def _licence(work: _Work) -> None:
    """Licences as v2 has them: `license` is a name or an address in older packages."""
    raw = work.raw.get("licenses") or work.raw.get("license")
    parts = raw if isinstance(raw, list) else [raw] if raw else []
    found = [licence for part in parts if part and (licence := _plain_licence(part))]
    default = work.defaults.licence
    if not found and default:
        found = [{"name": default}]
    work.raw.pop("license", None)
    work.raw["licenses"] = [_known_licence(part) for part in found]
    if not found:
        work.missing.append("licenses")


def _plain_licence(part: Any) -> dict[str, Any]:
    raw = dict(part) if isinstance(part, dict) else {"name": str(part)}
    path = raw.get("path") or raw.get("url")
    name = raw.get("name") or raw.get("id") or raw.get("type") or raw.get("title") or path
    if str(name).startswith(("http://", "https://")):
        path = path or name
    named = {"name": name, "title": raw.get("title"), "path": path}
    return {key: str(value) for key, value in named.items() if value} if name else {}


def _known_licence(part: Mapping[str, Any]) -> dict[str, Any]:
    """A licence by the name of its id where only the case differs."""
    known = {name.lower(): name for name in LICENCES}
    name = known.get(str(part["name"]).lower(), part["name"])
    return {**part, "name": name}


def _portal(work: _Work) -> None:
    """What only the portal asks: who publishes, under which topic, how often, where."""
    portal, defaults = _portal_of(work), work.defaults
    portal.setdefault("adopted", True)
    portal.setdefault("kind", Kind.OTHER.value)
    if defaults.publisher:
        portal.setdefault("publisher", defaults.publisher)
    if defaults.topics:
        portal.setdefault("topics", list(defaults.topics))
    portal.setdefault("frequency", defaults.frequency)
    portal.setdefault("spatial", defaults.spatial or work.spatial)
    work.missing += [f"portal.{name}" for name in ("publisher", "topics") if not portal.get(name)]
    assumed = [name for name in work.assumed if name not in portal.get("assumed", ())]
    if assumed or portal.get("assumed"):
        portal["assumed"] = [*portal.get("assumed", ()), *assumed]


def _problems(work: _Work) -> list[Problem]:
    place = Place(file=work.source.file(DESCRIPTOR))
    found = []
    if work.missing:
        names = ", ".join(work.missing)
        found.append(Problem(code="defaults-missing", place=place, details={"missing": names}))
    assumed = _portal_of(work).get("assumed")
    if isinstance(assumed, list) and assumed:
        found.append(
            Problem(
                code="metadata-assumed",
                place=place,
                value=", ".join(map(str, assumed)),
                severity=Severity.WARNING,
            )
        )
    return found
