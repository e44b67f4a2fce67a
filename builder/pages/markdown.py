"""Pages as Markdown beside them, for assistants and other programs that read text.

A page at `…/tasks-749/` is `…/tasks-749.md`. It says what the page says, with whole addresses.
"""

import re
from collections.abc import Iterable, Sequence

from builder.language.text import markdown_text
from builder.site import Link
from builder.view import View

MEDIA_TYPE = "text/markdown"


def markdown_uri(page_uri: str) -> str:
    """Uri of a page as Markdown; the page stands in a folder."""
    return f"{page_uri.rstrip('/')}.md"


def head(title: str, page_uri: str, view: View) -> list[str]:
    """The title, and the address of the page."""
    address = view.portal.settings.base_url + page_uri
    return [f"# {markdown_text(title)}", f"<{address}>"]


def section(title: str, *parts: str | None) -> list[str]:
    """A heading and what stands under it; nothing where nothing does."""
    found = [part for part in parts if part]
    return [f"## {markdown_text(title)}", *found] if found else []


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a column that is empty in every row is left out."""
    lines = [list(row) for row in rows]
    kept = [place for place in range(len(names)) if any(cells[place] for cells in lines)]
    if not kept:
        return ""
    ruled = [
        [names[place] for place in kept],
        ["---"] * len(kept),
        *([cells[place] for place in kept] for cells in lines),
    ]
    return "\n".join("| " + " | ".join(_cell(text) for text in cells) + " |" for cells in ruled)


def bullets(texts: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {line(text)}" for text in texts)


def linked(link: Link, view: View) -> str:
    """A link with the whole address of a page or file of the portal."""
    text = markdown_text(link.text)
    return f"[{text}](<{view.portal.settings.base_url}{link.uri}>)" if link.uri else text


def line(text: str) -> str:
    """A text on one line."""
    return " ".join(str(text).split())


def untagged(text: str) -> str:
    """Markdown that a steward wrote, with HTML as the letters that it is on pages too."""
    return re.sub(r"<(?=[A-Za-z/!?])(?!https?:)", r"\\<", text)


def document(parts: Iterable[str]) -> str:
    """The parts as a file, an empty line between two."""
    return "\n\n".join(part for part in parts if part) + "\n"


def _cell(text: str) -> str:
    return line(text).replace("|", "\\|")
