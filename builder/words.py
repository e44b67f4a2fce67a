"""The words of the interface: one gettext catalogue a language, equal keys in each."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from babel.messages.pofile import read_po


class Words:
    """The catalogue of one language; asking for a key that is not there is an error."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key, with `{name}` replaced by the given values."""
        text = self._texts[key]
        return text.format(**values) if values else text

    def keys(self) -> frozenset[str]:
        """Every key of the catalogue."""
        return frozenset(self._texts)


@cache
def words(language: str) -> Words:
    """The catalogue of a language, read from builder/locale/<language>/portal.po."""
    file = resources.files("builder") / "locale" / language / "portal.po"
    with file.open("rb") as stream:
        messages = read_po(stream, locale=language)
    return Words(language, {str(one.id): str(one.string) for one in messages if one.id})
