"""A value held as few bytes, for what a portal of thousands has thousands of.

It never leaves the process and its copies: what is kept on disks is JSON and files.
"""

import pickle
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")

LEVEL = 1
"""Of zlib: the fastest saves nearly as much as the best."""


class Packed(Generic[T]):
    """A value that is made anew from its bytes each time it is asked for."""

    __slots__ = ("content",)

    def __init__(self, value: T) -> None:
        self.content = packed_bytes(value)
        """Its bytes; those of equal values may differ, others never have the same."""

    def opened(self) -> T:
        """The value."""
        value: T = opened_bytes(self.content)
        return value


class PackedMapping(Mapping[str, Any]):
    """A mapping of plain values, such as JSON; nobody changes it."""

    __slots__ = ("_bytes",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._bytes = packed_bytes(dict(values))

    def __getitem__(self, key: str) -> Any:
        return _last_opened(self._bytes)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_last_opened(self._bytes))

    def __len__(self) -> int:
        return len(_last_opened(self._bytes))


def packed_bytes(value: Any) -> bytes:
    """A value as few bytes; equal bytes are equal values."""
    return zlib.compress(pickle.dumps(value, protocol=5), LEVEL)


def opened_bytes(content: bytes) -> Any:
    """The value of bytes that this process packed."""
    return pickle.loads(zlib.decompress(content))


@lru_cache(maxsize=32)
def _last_opened(content: bytes) -> Mapping[str, Any]:
    values: dict[str, Any] = opened_bytes(content)
    return values
