"""Digests of values, to see whether what is made from them must be made anew."""

import io
import pickle
from dataclasses import fields, replace
from typing import Any

from builder.model import Package, Resource
from builder.store.stamps import content_digest


def value_digest(value: Any) -> str:
    """The digest of a value by its parts: equal values may differ, others never have the same.

    "" of one that holds what no other process could read, such as a function of a function.
    """
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    pickler.fast = True  # by value: no part stands for one before it
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
    return (replace(value, content=b"", table=None), content_digest(value.content), schema)
