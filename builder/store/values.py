"""Digests of values, to see whether what is made from them must be made anew."""

import copyreg
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from operator import attrgetter
from typing import Any

from builder.large_file import short_digest_of
from builder.model import Package, Resource
from builder.store.stamps import content_digest


class _ByFields(dict[type, Callable[[Any], Any]]):
    """How things of each dataclass are told: all fields at once; pickle asks for one by one."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
        if not names:
            return copyreg.dispatch_table[kind]
        read = attrgetter(*names)

        def told(thing: Any) -> Any:
            values = read(thing)
            return kind, values if len(names) > 1 else (values,)

        self[kind] = told
        return told


_BY_FIELDS = _ByFields()


def value_digest(value: Any) -> str:
    """The digest of a value by its parts: equal values may differ, others never have the same.

    "" of one that holds what no other process could read, such as a function of a function.
    """
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    pickler.fast = True  # by value: no part stands for one before it
    pickler.dispatch_table = _BY_FIELDS
    try:
        pickler.dump(value)
    except (pickle.PicklingError, AttributeError, TypeError):
        return ""
    return content_digest(stream.getvalue())


def package_digest(package: Package) -> str:
    """The digest of a package; "" of one that cannot be told."""
    return value_digest([_told(getattr(package, field.name)) for field in fields(package)])


def _told(value: Any) -> Any:
    """A field of a package as its digest tells it: a table by the bytes that it was read from."""
    if isinstance(value, tuple):
        return [_told(part) for part in value]
    if not isinstance(value, Resource):
        return value
    schema = value.table.schema if value.table else None
    return (replace(value, content=b"", table=None), short_digest_of(value.content), schema)
