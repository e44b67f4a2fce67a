"""Finished files by their content, and the sites that were made of them.

A content has the name of its digest, and is looked at before it is used: one that was cut or
changed is forgotten. A site is kept under the digest of all that it was made from. Everything is
written whole or not at all, so that machines may share the folder.
"""

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from builder.large_file import PIECE
from builder.store.checked import (
    checked_lines,
    read_checked,
    write_checked,
    write_checked_lines,
    write_pieces,
    write_whole,
)
from builder.store.stamps import content_digest, file_digest, new_digest

SITES = 4
"""Sites that are remembered, the last used first; files that none of them has are forgotten."""

MOST_SITES = 2 * SITES
"""Sites that may be there before some are forgotten: looking for their files takes a while."""


class PageFacts(NamedTuple):
    """What is known of a page without reading it."""

    key: str
    """Digest of what it was made from."""
    links: Sequence[str]
    """Where it leads, as its HTML has it."""
    ids: Sequence[str]
    """Its parts that links may lead to."""

    @classmethod
    def shared(cls, key: str, links: Iterable[str], ids: Iterable[str]) -> "PageFacts":
        """Facts whose texts are there once for all pages: most links of a page are those of its
        frame."""
        return cls(key, tuple(map(sys.intern, links)), tuple(map(sys.intern, ids)))


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSite:
    """What a build made: the digest of each file by its uri, its pages, and what it told."""

    files: Mapping[str, str]
    pages: Mapping[str, PageFacts]
    told: Mapping[str, Any]
    made_of: Mapping[str, str] = field(default_factory=dict)
    """Digest of what a file was made of, where that is known."""
    sound: Sequence[str] = ()
    """Digests of packages in which nothing was found."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A folder of contents; a folder that cannot be written costs time, not the site."""

    folder: Path

    def keep(self, path: Path, digest: str | None = None) -> str:
        """Remember the content of a finished file, and give its digest.

        The file is linked where the system can, so that it takes no further room. It is not read
        where its digest is known.
        Raises: OSError.
        """
        digest = digest or file_digest(path)
        kept = self._content(digest)
        if not kept.exists() or kept.stat().st_size != path.stat().st_size:
            try:
                _laid(path, kept)
            except FileNotFoundError:  # the first file of its folder
                kept.parent.mkdir(parents=True, exist_ok=True)
                _laid(path, kept)
        return digest

    def keep_bytes(self, content: bytes) -> str:
        """Remember a content that is no file yet, and give its digest.

        Raises: OSError.
        """
        digest = content_digest(content)
        kept = self._content(digest)
        if not kept.exists() or kept.stat().st_size != len(content):
            write_whole(kept, content)
        return digest

    def keep_pieces(self, pieces: Callable[[], Iterator[bytes]]) -> str:
        """The same of a content that is too large to be held.

        Raises: OSError.
        """
        digest, size = new_digest(), 0
        for piece in pieces():
            digest.update(piece)
            size += len(piece)
        kept = self._content(digest.hexdigest())
        if not kept.exists() or kept.stat().st_size != size:
            write_pieces(kept, pieces())
        return digest.hexdigest()

    def pieces(self, digest: str) -> Iterator[bytes] | None:
        """A content, some bytes at a time; None if it is not known, or not as it was kept."""
        return _pieces(self._content(digest)) if self._is_sound(digest) else None

    def _is_sound(self, digest: str) -> bool:
        """True for a content that is as it was kept; another is forgotten."""
        kept = self._content(digest)
        try:
            if file_digest(kept) == digest:
                return True
            kept.unlink(missing_ok=True)
        except OSError:
            pass
        return False

    def read(self, digest: str) -> bytes | None:
        """A content; None if it is not known, or not as it was kept."""
        kept = self._content(digest)
        try:
            content = kept.read_bytes()
            if content_digest(content) == digest:
                return content
            kept.unlink(missing_ok=True)
        except OSError:
            pass
        return None

    def lay(self, digest: str, path: Path) -> bool:
        """Put a content in the place of a file that is not there; False if it is not known."""
        if not self._is_sound(digest):
            return False
        try:
            _linked(self._content(digest), path)
        except FileNotFoundError:  # the first file of its folder
            path.parent.mkdir(parents=True, exist_ok=True)
            _linked(self._content(digest), path)
        return True

    def parts(self, key: str) -> Sequence[Mapping[str, Any]] | None:
        """What is known of the files that were made from what has this digest; None if nothing is,
        or one of them is gone."""
        text = read_checked(self._parts / key)
        parts: Sequence[Mapping[str, Any]] | None = json.loads(text) if text else None
        if parts is None or not all(self._content(part["kept"]).is_file() for part in parts):
            return None
        return parts

    def keep_parts(self, key: str, parts: Sequence[Mapping[str, Any]]) -> None:
        """Remember what is known of files that were made from one thing, each `kept` by its digest.

        Raises: OSError.
        """
        write_checked(self._parts / key, json.dumps(parts, ensure_ascii=False).encode())

    def site(self, key: str) -> MadeSite | None:
        """The site that was made from what has this digest, as the one used last; None if it is
        not known."""
        path = self._sites / key
        found = self._site(path)
        if found is not None:
            with contextlib.suppress(OSError):
                path.touch()
        return found

    def _site(self, path: Path) -> MadeSite | None:
        lines = checked_lines(path)
        told = json.loads(next(lines, b"null"))
        if told is None:
            return None
        files = told["files"]
        if not all(_is_within(uri) and digest.isalnum() for uri, digest in files.items()):
            return None  # a folder that others write too may hold anything
        pages = {uri: PageFacts.shared(*facts) for uri, *facts in map(json.loads, lines)}
        return MadeSite(pages=pages, **told)

    def last_site(self) -> MadeSite | None:
        """The site that was made or used last, whatever from."""
        return next((site for path in self._newest() if (site := self._site(path))), None)

    def keep_site(self, key: str, site: MadeSite) -> None:
        """Remember a site, and forget what only those of long ago had.

        Raises: OSError.
        """
        names = [field.name for field in fields(site) if field.name != "pages"]
        told = {name: getattr(site, name) for name in names}
        pages = ((uri, *facts) for uri, facts in site.pages.items())
        write_checked_lines(self._sites / key, map(_line, chain([told], pages)))
        self._forget()

    def _forget(self) -> None:
        newest = self._newest()
        if len(newest) <= MOST_SITES:
            return
        for path in newest[SITES:]:
            path.unlink(missing_ok=True)
        sites = map(self._site, self._newest())  # one at a time
        named = {digest for site in sites if site for digest in site.files.values()}
        for path in (self.folder / "files").glob("*/*"):
            if path.name not in named:
                path.unlink(missing_ok=True)
        for path in self._parts.glob("*"):
            if self.parts(path.name) is None:
                path.unlink(missing_ok=True)

    def _newest(self) -> list[Path]:
        """Remembered sites, the last used first."""
        if not self._sites.is_dir():
            return []
        paths = [path for path in self._sites.iterdir() if not path.name.endswith(".part")]
        return sorted(paths, key=lambda path: (-path.stat().st_mtime_ns, path.name))

    @property
    def _parts(self) -> Path:
        return self.folder / "parts"

    @property
    def _sites(self) -> Path:
        return self.folder / "sites"

    def _content(self, digest: str) -> Path:
        return self.folder / "files" / digest[:2] / digest


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def _laid(source: Path, target: Path) -> None:
    """One file in two places, the second whole or not there: others may look for it meanwhile."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        try:
            _linked(source, part)
        except FileExistsError:  # of a process of that number that was stopped
            part.unlink()
            _linked(source, part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _linked(source: Path, target: Path) -> None:
    """One file in two places: linked where the file system can, else copied.

    Raises: FileNotFoundError without the folder of the second, FileExistsError with the second.
    """
    try:
        os.link(source, target)
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError:
        shutil.copyfile(source, target)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _is_within(uri: str) -> bool:
    """True for an address that leads to no place outside of a site's folder."""
    return not uri.startswith("/") and "\\" not in uri and ".." not in uri.split("/")


def joined_digest(parts: Iterable[str]) -> str:
    """One digest of several texts, in their order."""
    return content_digest("\0".join(parts).encode("utf-8", "surrogateescape"))
