"""Which properties of a descriptor keep its tables from being read, found by leaving them out.

The reader of tables says in its own words what it trips over. Where it trips is found without
them: a property is at fault if reading gets further without it. Pure: how to read is a parameter.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Names and places that lead to a property from its resource."""

Faults: TypeAlias = Callable[[Mapping[str, Any]], frozenset[str]]
"""Reads the tables of a descriptor; what keeps them from being read, in whatever words."""

_KEPT = ("name", "path", "encoding")
"""Properties that a resource cannot do without."""

MOST = 20
"""Properties that are told of one package."""


def faulty_properties(descriptor: Mapping[str, Any], faults: Faults) -> list[Path]:
    """Paths of the properties without which the tables can be read; the deepest that say so."""
    found: list[Path] = []
    current = descriptor
    while len(found) < MOST and (before := faults(current)):
        path = _culprit(current, faults, before)
        if not path:
            break
        found.append(path)
        current = _without(current, path)
    return found


def _culprit(descriptor: Mapping[str, Any], faults: Faults, before: frozenset[str]) -> Path:
    """A property without which less is wrong, else one without which something else is."""
    return _deepest((), descriptor, lambda other: len(faults(other)) < len(before)) or _deepest(
        (), descriptor, lambda other: bool(before - faults(other))
    )


def property_at(descriptor: Mapping[str, Any], path: Path) -> Any:
    """The value of the property of a path."""
    value: Any = descriptor
    for step in path:
        value = value[step]
    return value


def dotted(path: Path) -> str:
    """A path as problems name it: `resources[0].schema.fields[3].type`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def _deepest(
    path: Path, descriptor: Mapping[str, Any], helps: Callable[[Mapping[str, Any]], bool]
) -> Path:
    for further in _parts(path, property_at(descriptor, path)):
        if helps(_without(descriptor, further)):
            return _deepest(further, descriptor, helps)
    return path


def _parts(path: Path, value: Any) -> Iterator[Path]:
    """Paths of the parts of a property that can be left out; a type last, it may well be right."""
    if isinstance(value, Mapping):
        names = sorted(value, key="type".__eq__)
        yield from ((*path, name) for name in names if not _is_needed(path, name))
    elif path[-1] in ("fields", "resources"):
        yield from ((*path, number) for number in range(len(value)))


def _is_needed(path: Path, name: str) -> bool:
    if not path:
        return name != "resources"
    is_resource, is_field = len(path) == 2, path[-2:-1] == ("fields",)
    return (is_resource and name in _KEPT) or (is_field and name == "name")


def _without(value: Any, path: Path) -> Any:
    """A value without one of its parts; a list keeps its length, and a part what it needs."""
    step, *rest = path
    if isinstance(value, list):
        assert isinstance(step, int)
        part = _without(value[step], tuple(rest)) if rest else _bare(value[step])
        return [*value[:step], part, *value[step + 1 :]]
    if rest:
        return {**value, step: _without(value[step], tuple(rest))}
    if step in ("schema", "fields", "resources"):
        return {**value, step: _bare(value[step])}
    return {name: part for name, part in value.items() if name != step}


def _bare(value: Any) -> Any:
    """What is left of a resource, schema or field that says nothing but its names."""
    if isinstance(value, list):
        return [_bare(part) for part in value]
    if not isinstance(value, Mapping):
        return value
    kept = {name: value[name] for name in _KEPT if name in value}
    if "schema" in value:
        kept["schema"] = _bare(value["schema"])
    if "fields" in value:
        kept["fields"] = _bare(value["fields"])
    return kept
