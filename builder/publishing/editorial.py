"""Hand-written pages: what the head of each Markdown file in site_src/ says."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from builder.portal import Editorial

FOLDER = "site_src"


def read_editorial(root: Path, languages: Sequence[str]) -> tuple[Editorial, ...]:
    """The hand-written pages of a portal's folder, in each language."""
    return tuple(page for language in languages for page in _pages(root, language))


def _pages(root: Path, language: str) -> Iterator[Editorial]:
    for path in sorted((root / FOLDER / language).glob("*.md")):
        head = front_matter(path.read_text("utf-8"))
        yield Editorial(
            id=head["id"],
            language=language,
            path=path.relative_to(root / FOLDER).as_posix(),
            slug=head.get("slug", path.stem),
            title=head["title"],
            short_title=head.get("short", head["title"]),
            description=head["description"],
            menu=_place(head.get("menu")),
            footer=_place(head.get("footer")),
            shown_with=head.get("shown_with"),
        )


def _place(text: str | None) -> int | None:
    return int(text) if text else None


def front_matter(text: str) -> Mapping[str, str]:
    """The `name: value` lines between the `---` marks at the head of a Markdown file."""
    if not text.startswith("---\n"):
        return {}
    head = text.split("---\n", 2)[1]
    pairs = (line.split(":", 1) for line in head.splitlines() if ":" in line)
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}
