"""Hand-written pages: what the head of each Markdown file in site_src/ says."""

import codecs
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from builder.checks.structure import unseen
from builder.language.words import words
from builder.packages.shapes.names import is_device
from builder.portal import Editorial
from builder.problem import Place, Problem

FOLDER = "site_src"

NEEDED = ("id", "title", "description")
"""What the head of every page says."""

KNOWN = (*NEEDED, "menu", "footer", "slug", "short", "shown_with", "keywords")
"""What a head may say."""

RESERVED = ("api", "assets", "charts", "data", "embed", "feeds", "schemas")
"""Folders of files for machines, beside the pages of the first language."""

_ID = re.compile("[a-z0-9-]{1,80}")
_PLACE = re.compile("[0-9]{1,4}")


def read_editorial(root: Path, languages: Sequence[str]) -> tuple[Editorial, ...]:
    """The hand-written pages of a portal's folder, in each language."""
    return tuple(page for language in languages for page in _pages(root, language))


def faulty_editorial(root: Path, languages: Sequence[str]) -> Iterator[Problem]:
    """Hand-written pages whose head cannot be read, or that want the address of another page."""
    for folder in (FOLDER, *(f"{FOLDER}/{language}" for language in languages)):
        if (root / folder).exists() and not (root / folder).is_dir():
            details = {"rule": "folder", "expected": ""}
            yield Problem(code="own-file-invalid", place=Place(file=folder), details=details)
            return
    yield from _foreign_links(root)
    read: dict[str, dict[str, Path]] = {}
    for language in languages:
        taken = {*_sections(language).values(), *_prefixes(language, languages)}
        ids: dict[str, Path] = {}
        for path in _files(root, language):
            place = Place(file=path.relative_to(root).as_posix())
            faults = list(_faults(path, language, place))
            if faults:
                yield from faults
                continue
            yield from unseen(path.read_bytes(), place)
            head = front_matter(path.read_text("utf-8"))
            slug = "" if head["id"] == "home" else head.get("slug", path.stem)
            if head["id"] in {*ids, *_sections(language)}:
                details = {"reason": f"id: {head['id']}"}
                yield Problem(code="page-head-invalid", place=place, details=details)
            elif slug in taken or is_device(slug):
                place = replace(place, field="slug")
                yield Problem(code="path-conflict", place=place, value=f"/{slug}/")
            taken.add(slug)
            ids.setdefault(head["id"], path)
        read[language] = ids
    yield from _without_twin(root, read)


def _foreign_links(root: Path) -> Iterator[Problem]:
    """Links of the file system that lead out of the portal: what is there would be published."""
    inside = os.path.realpath(root)
    for path in sorted((root / FOLDER).rglob("*")):
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
            place = Place(file=path.relative_to(root).as_posix())
            value = os.fspath(path.readlink())
            yield Problem(code="symbolic-link", place=place, value=value)


def _without_twin(root: Path, read: Mapping[str, Mapping[str, Path]]) -> Iterator[Problem]:
    """Pages that another language does not have; what has a faulty head there may be the twin."""
    for language in read:
        if len(read[language]) < len(_files(root, language)):
            continue
        twins = {page_id: path for ids in read.values() for page_id, path in ids.items()}
        for page_id in twins.keys() - read[language].keys():
            path = twins[page_id]
            yield Problem(
                code="language-missing",
                place=Place(file=f"{FOLDER}/{language}/{path.name}"),
                details={"twin": path.relative_to(root).as_posix()},
            )


def _sections(language: str) -> Mapping[str, str]:
    """The folder of each section that the build makes itself, by its id."""
    spoken = words(language)
    keys = (key for key in sorted(spoken.keys()) if key.startswith("route."))
    return {key.removeprefix("route."): spoken(key) for key in keys}


def _prefixes(language: str, languages: Sequence[str]) -> Sequence[str]:
    """The folders of files and of other languages, beside the pages of the first."""
    return (*RESERVED, *languages[1:]) if language == languages[0] else ()


def _files(root: Path, language: str) -> list[Path]:
    return sorted((root / FOLDER / language).glob("*.md"))


def _faults(path: Path, language: str, place: Place) -> Iterator[Problem]:
    """What keeps the head of a page from being read; one problem at most."""
    if path.is_file() and path.read_bytes().startswith(codecs.BOM_UTF8):
        yield Problem(code="byte-order-mark", place=place)
    elif reason := _fault(path, language):
        yield Problem(code="page-head-invalid", place=place, details={"reason": reason})


def _fault(path: Path, language: str) -> str | None:
    """What is wrong with the head of a page, in the terms of the head."""
    try:
        text = path.read_text("utf-8") if path.is_file() else None  # a pipe would never end
    except (UnicodeDecodeError, OSError):
        return "UTF-8"
    if text is None:
        return "UTF-8"
    if not text.startswith("---\n") or text.count("---\n") < 2:
        return "---"
    if twice := _said_twice(text):
        return f"{twice} ×2"
    head = front_matter(text)
    missing = [name for name in NEEDED if not head.get(name)]
    unlike = [name for name in ("menu", "footer") if not _PLACE.fullmatch(head.get(name, "0"))]
    if not _ID.fullmatch(head.get("id", "")) and "id" not in missing:
        unlike.append("id")
    if not _ID.fullmatch(head.get("slug", path.stem)) and head.get("id") != "home":
        unlike.append("slug")
    if head.get("shown_with", "datasets") not in _sections(language):
        unlike.append("shown_with")
    unlike += [name for name in head if name not in KNOWN]
    return ", ".join([*missing, *unlike]) or None


def _pages(root: Path, language: str) -> Iterator[Editorial]:
    for path in _files(root, language):
        head = front_matter(path.read_text("utf-8"))
        yield Editorial(
            id=head["id"],
            language=language,
            path=path.relative_to(root / FOLDER).as_posix(),
            slug=head.get("slug", path.stem),
            title=head["title"],
            short_title=head.get("short", head["title"]),
            description=head["description"],
            keywords=tuple(filter(None, re.split(r",\s*", head.get("keywords", "")))),
            menu=_place(head.get("menu")),
            footer=_place(head.get("footer")),
            shown_with=head.get("shown_with"),
        )


def _place(text: str | None) -> int | None:
    return int(text) if text else None


def body_text(path: Path) -> str:
    """The Markdown of a page without its head, whose values need not be YAML."""
    return path.read_text("utf-8").split("---\n", 2)[2]


def _said_twice(text: str) -> str | None:
    """A name that the head says two times, of which the last would win."""
    names = re.findall(r"^\s*([^:\n]*?)\s*:", text.split("---\n", 2)[1], re.MULTILINE)
    return next((name for name in names if names.count(name) > 1), None)


def front_matter(text: str) -> Mapping[str, str]:
    """The `name: value` lines between the `---` marks at the head of a Markdown file."""
    if not text.startswith("---\n"):
        return {}
    head = text.split("---\n", 2)[1]
    pairs = (line.split(":", 1) for line in head.splitlines() if ":" in line)
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}
