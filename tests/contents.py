"""Contents of files, which come whole or in pieces."""

import json
from collections.abc import Iterator
from typing import Any


def whole(content: bytes | Iterator[bytes]) -> bytes:
    """The bytes of a file."""
    return content if isinstance(content, bytes) else b"".join(content)


def loaded(content: bytes | Iterator[bytes]) -> Any:
    """What a file of JSON holds."""
    return json.loads(whole(content))
