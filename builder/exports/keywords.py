"""Keywords of a dataset as every catalogue takes them.

CKAN refuses a whole dataset for one keyword that it cannot have as a tag. The page, the descriptor
and the search keep keywords as the steward wrote them.
Source: `tag_name_validator` and `tag_length_validator` of CKAN
"""

import re

from builder.model import Package

_NOT_IN_TAG = re.compile(r"[^\w .-]+")
"""What CKAN refuses, such as the slash in the number of a document."""

SHORTEST, LONGEST = 2, 100


def harvested_keywords(package: Package, language: str) -> tuple[str, ...]:
    """The keywords of a language, each once."""
    words = (_NOT_IN_TAG.sub("-", word).strip() for word in package.keywords.get(language, ()))
    return tuple(dict.fromkeys(word[:LONGEST].strip() for word in words if len(word) >= SHORTEST))
