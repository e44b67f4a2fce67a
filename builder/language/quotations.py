"""Vietnamese words that a page in another language quotes, marked to be read aloud right."""

import re

_PIECES = re.compile(
    r"(<(?:title|option|script|style|textarea|svg|pre)\b.*?</(?:title|option|script|style|textarea|svg|pre)>|<[^>]*>)",
    re.DOTALL,
)
"""Tags, and elements that take no `span`."""

_QUOTED = re.compile(
    r"«([^«»]+)»|“([^“”]+)”|(?:\"|&#34;|&quot;)([^\"&]+)(?:\"|&#34;|&quot;)"
    r"|(?<![\w])(?:'|&#39;)([^'&]{1,80})(?:'|&#39;)(?!\w)"
)

_SIGN = re.compile(r"[«“\"'&]")
"""What no quotation is without."""

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
    pieces = _PIECES.split(html)
    element, depth = "", 0  # the marked element that we are in, and how many of its name are open
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            if not depth and _SIGN.search(piece):
                pieces[place] = _QUOTED.sub(_spanned, piece)
        elif not depth:
            if _OWN in piece and "</" not in piece and (tag := _opened(piece)):
                element, depth = tag[2], 1
        elif element in piece and (tag := _opened(piece)) and tag[2] == element:
            depth += -1 if tag[1] else 1
    return "".join(pieces)


def _opened(piece: str) -> re.Match[str] | None:
    """The slash and the name of a tag; None of what has no end, or stands for itself."""
    return None if piece.endswith("/>") else _TAG.match(piece)


def _spanned(quotation: re.Match[str]) -> str:
    whole = quotation.group()
    words = next(group for group in quotation.groups() if group is not None)
    if not is_vietnamese(words):
        return whole
    return whole.replace(words, f'<span lang="vi">{words}</span>', 1)
