"""Places in Vietnamese documents («Phụ lục 2, nhiệm vụ 4») said in English."""

import re
from collections.abc import Mapping

_QUOTED = re.compile(r"«[^»]*»")
_MARKED = re.compile(r"[à-ỹÀ-Ỹ]")


class Locators:
    """What the parts of documents are called in English, by their Vietnamese names."""

    def __init__(self, english: Mapping[str, str]) -> None:
        self._english = english
        longest = sorted(english, key=lambda name: (-len(name), name))  # before their own parts
        names = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest)
        self._names = re.compile(names or r"(?!)")

    def english(self, locator: str) -> str | None:
        """The place in English, or None where a word of it is not known; names in «» stay."""
        said = self._names.sub(lambda found: self._english[found.group()], locator)
        rest = re.sub(r"(?<!\w)đ(?!\w)", "", _QUOTED.sub("", said))
        return None if _MARKED.search(rest) else said


NO_LOCATORS = Locators({})
"""Of a portal that names no part of a document in English."""
