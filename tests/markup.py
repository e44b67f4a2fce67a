"""What a finished page says of itself: its head, headings, ids and addresses, read once."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

HEADINGS = {f"h{level}": level for level in range(1, 7)}
ADDRESSES = ("href", "src", "action", "srcset", "poster", "data")
"""Attributes that hold an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address in a page."""

    tag: str
    rel: str
    value: str


@dataclass(slots=True, kw_only=True)
class Markup:
    """A page as its markup tells it."""

    uri: str
    """Uri of the file, such as `en/index.html`."""
    language: str = ""
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    """Addresses of the page by language, as its head names them."""
    twins: dict[str, str] = field(default_factory=dict)
    """The same of the links that readers see."""
    ids: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    """Levels of the headings in their order."""
    addresses: list[Address] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    """Ids that attributes such as aria-labelledby point to."""
    inline: list[str] = field(default_factory=list)
    """Scripts, styles and handlers that stand in the page itself."""
    attributes: set[str] = field(default_factory=set)
    """Names of all attributes, in lower case."""


class _Parser(HTMLParser):
    def __init__(self, markup: Markup) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = markup
        self._in_title = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        markup = self.markup
        self._in_title = tag == "title" and not markup.title
        if tag == "html":
            markup.language = values.get("lang", "")
        elif tag == "meta":
            markup.metas[values.get("name") or values.get("property") or ""] = values.get(
                "content", ""
            )
        elif tag == "link":
            self._link(values)
        elif tag == "a" and "hreflang" in values:
            markup.twins[values["hreflang"]] = values["href"]
        elif tag in HEADINGS:
            markup.levels.append(HEADINGS[tag])
        self._attributes(tag, values)

    def _link(self, values: dict[str, str]) -> None:
        if values.get("rel") == "canonical":
            self.markup.canonical = values["href"]
        if "hreflang" in values:
            self.markup.alternates[values["hreflang"]] = values["href"]

    def _attributes(self, tag: str, values: dict[str, str]) -> None:
        markup = self.markup
        markup.attributes.update(values)
        if "id" in values:
            markup.ids.append(values["id"])
        for name in ADDRESSES:
            if name in values:
                rel = values.get("rel", "")
                markup.addresses.append(Address(tag=tag, rel=rel, value=values[name]))
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            markup.named += values.get(name, "").split()
        is_data = values.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            markup.inline.append(f"<{tag}>")
        markup.inline += [name for name in values if name == "style" or name.startswith("on")]

    def handle_data(self, text: str) -> None:
        if self._in_title:
            self.markup.title += text

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


def read_markup(path: Path, site: Path) -> Markup:
    """The markup of a page of a site."""
    markup = Markup(uri=path.relative_to(site).as_posix())
    parser = _Parser(markup)
    parser.feed(path.read_text("utf-8"))
    parser.close()
    return markup
