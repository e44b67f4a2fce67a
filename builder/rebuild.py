"""Build only what has to be: nothing where nothing changed, a known site from what is kept.

A site is made from the files that a build reads, the generator itself and the day asked for.
`last` holds their stamps as the last build of a site found them, so that a look at the folders
is enough to see that all is as it was; the digest of their contents names the finished site
among those that are kept (builder/store), on this machine or on another.
"""

import contextlib
import datetime
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from builder.language.words import Words
from builder.publishing.kept_pages import KeptPages
from builder.publishing.lock import lone_build
from builder.publishing.replace import replaced_folder
from builder.store.checked import read_checked, write_checked
from builder.store.contents import Contents, MadeSite, joined_digest
from builder.store.folder import CONTENTS, cache_folder
from builder.store.generator import generator_digest, made_with, started_generator
from builder.store.stamps import (
    READ,
    Stamp,
    Stamps,
    content_digest,
    digests,
    may_have_changed_since,
    site_stamps,
    site_summary,
    stamps,
    summary,
)
from builder.store.told import Built, as_json, from_json

DATA = ("datasets", "releases")
"""What a page shows of these is in its context."""

Make = Callable[[KeptPages, Callable[[Path, Built], None]], Built]
"""Makes the site, with the pages of builds before; calls the latter with the finished folder
before it is published."""


class How(StrEnum):
    """How a build came to its site."""

    UNCHANGED = "unchanged"
    """The site stood, and nothing that it was made from had changed."""
    KEPT = "kept"
    """It was put together from files of earlier builds."""
    MADE = "made"


class Cause(StrEnum):
    """What keeps a site from being left as it was."""

    FIRST = "first"
    DAY = "day"
    GENERATOR = "generator"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a site was not left as it was."""

    cause: Cause
    path: str = ""
    """The file of the portal that it is about, if it is about one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a build made, how, and why it had to."""

    built: Built
    how: How
    reasons: Sequence[Reason] = ()
    anew: Sequence[str] = ()
    """Uris of the pages that were rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """All that a site is made from, as it was at one moment."""

    day: str
    generator: str
    moment: int
    """Nanoseconds since the epoch when the files were looked at."""
    files: Mapping[str, Stamp]
    contents: Mapping[str, str]
    """Digest of each file."""

    @property
    def key(self) -> str:
        """The digest of it all."""
        return self._digest("")

    @property
    def is_known(self) -> bool:
        """True if everything could be read."""
        return all(self.contents.values())

    @property
    def frame(self) -> str:
        """The digest of what every page has in common: all but data and recorded versions."""
        return self._digest(*(name for name in READ if name not in DATA))

    @property
    def made_with(self) -> str:
        """The digest of what files of packages are made with: the generator and the words."""
        return made_with(self.generator, self.contents)

    def _digest(self, *starts: str) -> str:
        files = (f"{path}\0{self.contents[path]}" for path in sorted(self.contents))
        common = (file for file in files if file.startswith(starts))
        return joined_digest((self.day, self.generator, *common))


def rebuilt(root: Path, site: Path, as_of: datetime.date | None, make: Make) -> Rebuilt:
    """The site of a portal's folder, made anew only where it has to be.

    Raises: BuildError, OSError of the site's place.
    """
    site = site.resolve()
    cache = cache_folder(root)
    record = cache / "last" / f"{content_digest(str(site).encode())}.json"
    last = _read_last(record)
    now = _sources(root, as_of, last)
    reasons = tuple(_reasons(last, now, site))
    if last is not None and not reasons and now.is_known:
        return Rebuilt(built=from_json(last["told"]), how=How.UNCHANGED)
    contents = Contents(cache / CONTENTS)
    known = contents.site(now.key) if now.is_known else None
    if known and _put_together(known, contents, site, record, now):
        return Rebuilt(built=from_json(known.told), how=How.KEPT, reasons=reasons)

    may_keep = now.is_known and now.generator == started_generator()
    before = contents.last_site() if may_keep else None
    made_with = now.made_with if may_keep else ""
    kept = KeptPages(contents=contents, frame=now.frame, made_with=made_with, before=before)

    def finished(folder: Path, built: Built) -> None:
        with contextlib.suppress(OSError):
            if may_keep and stamps(root) == now.files:  # nobody wrote while the build read
                there = site_stamps(folder)
                files = {
                    uri: contents.keep(folder / uri, kept.digests.get(uri)) for uri in sorted(there)
                }
                made = MadeSite(
                    files=files,
                    pages=kept.facts,
                    told=as_json(built),
                    made_of=kept.files,
                    sound=kept.sound,
                )
                contents.keep_site(now.key, made)
                _write_last(record, now, there, built)

    built = make(kept, finished)
    return Rebuilt(built=built, how=How.MADE, reasons=reasons, anew=tuple(kept.anew))


SHOWN = 10
"""Files of one cause that are named; the others are counted."""


def explained(again: Rebuilt, t: Words) -> str:
    """How a build came to its site and why, a line each."""
    lines = [t(f"cli.explain.{again.how}")]
    by_cause: dict[Cause, list[str]] = {}
    for reason in again.reasons:
        by_cause.setdefault(reason.cause, []).append(reason.path)
    for cause, paths in by_cause.items():
        more = "" if len(paths) <= SHOWN else ", …"
        named = ", ".join(paths[:SHOWN]) + more
        lines.append("  " + t(f"cli.explain.{cause}", count=len(paths), paths=named))
    if again.how is How.MADE:
        shown, more = again.anew[:SHOWN], ", …" if len(again.anew) > SHOWN else ""
        named = ", ".join(f"/{uri}" for uri in shown) + more
        count = {"count": len(again.anew), "pages": again.built.pages}
        lines.append("  " + t("cli.explain.pages", **count, paths=named))
    return "\n".join(lines)


def _sources(root: Path, as_of: datetime.date | None, last: Mapping[str, Any] | None) -> _Sources:
    """All that a site is made from; contents of files with their old stamps are not read again."""
    moment = _moment(cache_folder(root))
    files = stamps(root)
    known = {
        path: digest
        for path, (size, written, digest) in (last["files"] if last else {}).items()
        if files.get(path) == (size, written)
        and last
        and not may_have_changed_since((size, written), last["moment"])
    }
    return _Sources(
        day=str(as_of),
        generator=generator_digest(),
        moment=moment,
        files=files,
        contents={**known, **digests(root, {path: files[path] for path in files.keys() - known})},
    )


def _moment(folder: Path) -> int:
    """Now, by the clock of the file system; 0 where nothing can be written."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    return 0


def _reasons(last: Mapping[str, Any] | None, now: _Sources, site: Path) -> list[Reason]:
    """Why the site cannot stay as it is; none if it can."""
    if last is None:
        return [Reason(cause=Cause.FIRST)]
    before = {path: entry[2] for path, entry in last["files"].items()}
    reasons = [Reason(cause=Cause.DAY)] * (last["day"] != now.day)
    reasons += [Reason(cause=Cause.GENERATOR)] * (last["generator"] != now.generator)
    for path, digest in now.contents.items():
        if before.get(path) != digest:
            reasons.append(Reason(cause=Cause.CHANGED if path in before else Cause.NEW, path=path))
    reasons += [Reason(cause=Cause.GONE, path=path) for path in before if path not in now.contents]
    if last["site"] != site_summary(site):
        reasons.append(Reason(cause=Cause.SITE))
    return reasons


def _put_together(
    known: MadeSite, contents: Contents, site: Path, record: Path, now: _Sources
) -> bool:
    """Publish a site that is kept; False, and nothing changed, if a file of it is gone."""
    with contextlib.suppress(_Lost), lone_build(site, lambda: None), replaced_folder(site) as new:
        for uri, digest in known.files.items():
            if not contents.lay(digest, new / uri):
                raise _Lost
        with contextlib.suppress(OSError):
            _write_last(record, now, site_stamps(new), from_json(known.told))
        return True
    return False


class _Lost(Exception):  # noqa: N818  # no fault: it ends a try
    """A file of a kept site is there no more."""


def _write_last(record: Path, now: _Sources, site: Stamps, built: Built) -> None:
    told = {
        "day": now.day,
        "generator": now.generator,
        "moment": now.moment,
        "files": {path: (*stamp, now.contents[path]) for path, stamp in now.files.items()},
        "site": summary(site),
        "told": as_json(built),
    }
    write_checked(record, json.dumps(told, separators=(",", ":")).encode())


def _read_last(record: Path) -> Mapping[str, Any] | None:
    """What is known of the last build of a site; None where it cannot be read."""
    content = read_checked(record)
    told: Mapping[str, Any] | None = json.loads(content) if content else None
    return told
