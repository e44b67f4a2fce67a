"""What a hand-written page holds and the policy of the site keeps browsers from showing."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from urllib.parse import urlsplit

_MAIN = re.compile(r"<main\b(.*)</main>", re.DOTALL)

_FORBIDDEN = frozenset(
    {"audio", "base", "embed", "frame", "iframe", "meta", "object", "style", "video"}
)

_ADDRESSES = frozenset({"action", "formaction", "href", "poster", "src", "srcset", "xlink:href"})

_SHOWN = frozenset({"button", "form", "img", "input", "link", "script", "source"})
"""Elements whose file is fetched, or whose answers are sent: it has to be one of the site."""

_RUN = frozenset({"data", "javascript", "vbscript"})
"""Schemes of links that a browser would run."""


_HARMLESS = re.compile(
    rf"<(?!(?:{'|'.join(sorted(_FORBIDDEN | {'script'}))})\b)[a-z][a-z0-9]*"
    rf"""(?:\s+(?!(?i:on|style\b|(?:{"|".join(sorted(_ADDRESSES))})=))"""
    r"""[a-z][a-zA-Z0-9:-]*="[^"<>]*")*\s*/?>"""
    r"|</(?!(?:main|body|html|script|style)\b)[a-z][a-z0-9]*>"
)
"""Tags of which no policy says anything: nine of ten, and parsing them is a sixth of a build."""


def blocked(page: str, base_url: str) -> Iterator[str]:
    """Each tag of a page's own part that its policy blocks, as it is written."""
    parts = _MAIN.findall(page)
    # `>` in place of a tag ends one that was left open before it, as the tag did
    if any(_blocked_tags(_HARMLESS.sub(">", part), base_url) for part in parts):
        yield from dict.fromkeys(tag for part in parts for tag in _blocked_tags(part, base_url))


def _blocked_tags(part: str, base_url: str) -> list[str]:
    found = _Tags(base_url)
    found.feed(part)
    return found.blocked


class _Tags(HTMLParser):
    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._host = urlsplit(base_url).netloc
        self.blocked: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        is_run = tag == "script" and "src" not in said and said.get("type") != "application/ld+json"
        is_styled = any(name == "style" or name.startswith("on") for name in said)
        is_foreign = any(
            self._is_foreign(tag, value or "") for name, value in attrs if name in _ADDRESSES
        )
        if tag in _FORBIDDEN or is_run or is_styled or is_foreign:
            self.blocked.append(self.get_starttag_text() or f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("main", "body", "html"):  # not the page's to close
            self.blocked.append(f"</{tag}>")

    def _is_foreign(self, tag: str, value: str) -> bool:
        """True for an address that is run, or that another site would have to show."""
        bare = re.sub(r"[\x00-\x20]+", "", value)  # as browsers read `java\nscript:`
        try:
            address = urlsplit(bare)
        except ValueError:
            return True
        if address.scheme.lower() in _RUN:
            return (tag, address.scheme.lower()) not in (("img", "data"), ("source", "data"))
        return tag in _SHOWN and address.netloc not in ("", self._host)
