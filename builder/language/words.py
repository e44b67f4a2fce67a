"""The words of the interface: one gettext catalogue a language, equal keys in each."""

from collections.abc import Callable, Mapping

from builder.language.catalogues import Forms, catalogue
from builder.language.text import fact, number_text


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
        self._texts = texts
        self._plural = plural

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key, with `{name}` replaced by the given values.

        A whole number called `count` chooses the form, and is written as the reader writes it.
        """
        found, count = self._texts[key], values.get("count")
        forms = (found,) if isinstance(found, str) else found
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
        found = self._texts[key]
        return (found,) if isinstance(found, str) else found


def words(language: str) -> Words:
    """The words of a language: the portal's own over the generator's."""
    found = catalogue(language)
    return Words(language, found.texts, found.plural)


def country_name(code: str, language: str) -> str | None:
    """A country by its ISO code of three letters, such as VNM; None where Babel has none."""
    spoken, key = words(language), f"country.{code}"
    if key in spoken:
        return spoken(key)
    from babel import Locale
    from babel.core import get_global

    names = Locale.parse(fact(language, "locale")).territories
    known = get_global("territory_aliases").get(code, ())
    return next((names[alias] for alias in known if alias in names and alias != "ZZ"), None)


def language_name(code: str, language: str) -> str:
    """A language as readers of another call it: en is «tiếng Anh» in Vietnamese."""
    from babel import Locale

    names = Locale.parse(fact(language, "locale")).languages
    return names.get(code) or words(code)("language.name")
