"""Vietnamese words that a page in another language quotes, marked to be read aloud right."""

import re
from collections.abc import Iterator

_PIECES = re.compile(
    r"(<(?:title|option|script|style|textarea|svg|pre)\b.*?</(?:title|option|script|style|textarea|svg|pre)>|<[^>]*>)",
    re.DOTALL,
)
"""Tags, and elements that take no `span`."""

_QUOTED = re.compile(
    r"«([^«»]+)»|“([^“”]+)”|(?:\"|&#34;|&quot;)([^\"&]+)(?:\"|&#34;|&quot;)"
    r"|(?<![\w])(?:'|&#39;)([^'&]{1,80})(?:'|&#39;)(?!\w)"
)

_MARKED = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
"""Letters of Vietnamese that English has not."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")

_OWN = ' lang="vi"'


def is_vietnamese(text: str) -> bool:
    """Whether a text has letters that Vietnamese has and English has not."""
    return _MARKED.search(text) is not None


def quoted_vietnamese(html: str) -> str:
    """The HTML of a page in another language with each Vietnamese quotation in a `span` of its own.

    What stands within an element that is marked already is left as it is.
    """
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    element, depth = "", 0  # the marked element that we are in, and how many of its name are open
    for place, piece in enumerate(_PIECES.split(html)):
        if place % 2 == 0:
            yield piece if depth else _QUOTED.sub(_spanned, piece)
            continue
        yield piece
        tag = _TAG.match(piece)
        if tag is None or piece.endswith("/>"):
            continue
        closes, name = tag.groups()
        if depth and name == element:
            depth += -1 if closes else 1
        elif not depth and _OWN in piece and piece.startswith("<" + name) and "</" not in piece:
            element, depth = name, 1


def _spanned(quotation: re.Match[str]) -> str:
    whole = quotation.group()
    words = next(group for group in quotation.groups() if group is not None)
    if not is_vietnamese(words):
        return whole
    return whole.replace(words, f'<span lang="vi">{words}</span>', 1)
