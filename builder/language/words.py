"""The words of the interface: one gettext catalogue a language, equal keys in each."""

from collections.abc import Callable, Mapping
from functools import cache
from gettext import c2py  # what gettext itself reads Plural-Forms with
from importlib import resources

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from builder.language.text import number_text

Forms = tuple[str, ...]
"""The forms of one text, in the order of the language's Plural-Forms; most texts have one."""


class Words:
    """The catalogue of one language; asking for a key that is not there is an error.

    `plural` says which form a number takes, as the header Plural-Forms of the catalogue does.
    """

    def __init__(
        self,
        language: str,
        texts: Mapping[str, str | Forms],
        plural: Callable[[int], int] = lambda count: 0,
    ) -> None:
        self.language = language
        self._texts = {
            key: (text,) if isinstance(text, str) else text for key, text in texts.items()
        }
        self._plural = plural

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key, with `{name}` replaced by the given values.

        A whole number called `count` chooses the form, and is written as the reader writes it.
        """
        forms, count = self._texts[key], values.get("count")
        text = forms[0]
        if isinstance(count, int):
            text = forms[self._plural(count)] if len(forms) > 1 else text
            values["count"] = number_text(count, self.language)
        elif len(forms) > 1 and values:
            raise TypeError(f"{key} has plural forms: count must be a whole number, not {count!r}")
        return text.format(**values) if values else text

    def __contains__(self, key: str) -> bool:
        """True if the catalogue has words for the key."""
        return key in self._texts

    def keys(self) -> frozenset[str]:
        """Every key of the catalogue."""
        return frozenset(self._texts)

    def forms(self, key: str) -> Forms:
        """Every form of a text, as the catalogue has them."""
        return self._texts[key]


@cache
def words(language: str) -> Words:
    """The catalogue of a language, read from builder/locale/<language>/portal.po."""
    file = resources.files("builder") / "locale" / language / "portal.po"
    with file.open("rb") as stream:
        messages = read_po(stream, locale=language)
    texts = dict(_entry(message) for message in messages if message.id)
    return Words(language, texts, c2py(messages.plural_expr))


def _entry(message: Message) -> tuple[str, Forms]:
    """Key and forms of a message; an entry with plurals names its key twice."""
    strings = (message.string,) if isinstance(message.string, str) else message.string or ()
    key = message.id if isinstance(message.id, str) else message.id[0]
    return key, tuple(str(string) for string in strings)
