"""Pages of earlier builds that need not be rendered again, and what links and parts they have.

A page is made of its context, its head, its template and the frame around it. The digest of them
all is its key: a page with the key of before is taken as it was. Templates and frame belong to
the generator or to the portal's folder, whose digest is `frame`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.elsewhere import Connect
from builder.store.contents import Contents, MadeSite, PageFacts
from builder.store.stamps import content_digest
from builder.store.values import value_digest

if TYPE_CHECKING:
    from builder.site import Output, Page  # a build of nothing new need not load charts

APART = {"typed_links", "body", "charts", "context", "json_ld", "markdown", "explored", "made_of"}
"""Fields of a page that make files, or that its key holds in another form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPages:
    """Pages that builds before made, and those that this build makes."""

    contents: Contents
    frame: str = ""
    """Digest of all that pages have in common and that lies in files."""
    made_with: str = ""
    """Digest of what files of packages are made with beside the package; "" to keep none."""
    before: MadeSite | None = None
    """The site that was made last."""
    connect: Connect | None = None
    """The way to machines that make files of packages; None: this one does."""
    facts: dict[str, PageFacts] = field(default_factory=dict)
    """Of each page of this build, by its uri; builds fill it."""
    files: dict[str, str] = field(default_factory=dict)
    """What each file of this build is made of, as a digest, by its uri, where that is known;
    builds fill it."""
    digests: dict[str, str] = field(default_factory=dict)
    """Of the content of files of this build, by uri, where it is known; builds fill it."""
    sound: list[str] = field(default_factory=list)
    """Digests of the packages in which nothing was found; builds fill it."""
    anew: list[str] = field(default_factory=list)
    """Uris of the pages that this build rendered; it fills them in."""

    def key(self, page: "Page", common: str, context: Any = None) -> str:
        """What a page is made of, as a digest; `common` is what its site tells on every page.

        `context` is that of the page, where it is worked out already.
        """
        told = [getattr(page, field.name) for field in fields(page) if field.name not in APART]
        if page.made_of is not None:
            made_of = page.made_of()
        else:
            made_of = page.context() if context is None else context
        told += [page.json_ld(), page.typed_links()]
        if page.markdown is not None:
            told += [page.markdown.uri, page.markdown.made_of()]
        return value_digest((self.frame, common, told, made_of))

    def known(self, outputs: Iterable["Output"]) -> Iterator["Output"]:
        """Files of a site, of which those that builds before made are kept."""
        for output in outputs:
            if not output.made_of or output.kept is not None:
                yield output
                continue
            key = value_digest((self.frame, output.uri, output.made_of))
            self.files[output.uri] = key
            yield replace(output, kept=self._made_before(output.uri, key))

    def _made_before(self, uri: str, key: str) -> str | None:
        """Digest of the content of a file that was made of the same."""
        is_same = self.before is not None and self.before.made_of.get(uri) == key
        return self.before.files.get(uri) if self.before and is_same else None

    def kept(self, pages: Iterable["Page"], common: str) -> Mapping[str, Mapping[str, str]]:
        """Digest of each file of each page that can be taken as it was, by the page's uri.

        A page whose context has no digest is never taken.
        """
        found: dict[str, Mapping[str, str]] = {}
        if self.before is None:
            return found
        for page in pages:
            facts = self.before.pages.get(page.uri)
            files = {uri: self.before.files.get(uri, "") for uri in _files(page)}
            if facts is None or not facts.key or not all(files.values()):
                continue
            if facts.key == self.key(page, common):
                found[page.uri] = files
                self.facts[page.uri] = facts
        return found

    def as_before(self) -> Collection[str]:
        """Uris of the pages of this build that builds before made."""
        anew = set(self.anew)
        return [uri for uri, facts in self.facts.items() if facts.key and uri not in anew]

    def lay(self, kept: Mapping[str, Mapping[str, str]], folder: Path) -> list[str]:
        """Put pages into the folder of a site; gives the uris of those that are gone meanwhile."""
        gone = []
        for uri, files in kept.items():
            if all(self.contents.lay(digest, folder / file) for file, digest in files.items()):
                self.digests.update(files)
            else:
                gone.append(uri)
                for file in files:  # it is written anew, never into a kept content
                    (folder / file).unlink(missing_ok=True)
        return gone

    def write_twin(self, page: "Page", context: Any, folder: Path) -> None:
        """Write what a page is in another form, if it has one."""
        if page.markdown is not None:
            content = page.markdown.content(context)
            path = folder / page.markdown.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            self.digests[page.markdown.uri] = content_digest(content)


def _files(page: "Page") -> list[str]:
    """Uris of the files of a page."""
    return [f"{page.uri}index.html", *([page.markdown.uri] if page.markdown else [])]


_LINK = re.compile(r'<(?:a|img|script)\b[^>]*?\b(?:href|src)="([^"]*)"')
_ID = re.compile(r'id="([^"]*)"')  # no look behind it here: that would be ten times slower


def page_facts(key: str, text: str) -> PageFacts:
    """Links and parts of a page's HTML, each once."""
    links = dict.fromkeys(_LINK.findall(text))
    ids = {found[1]: None for found in _ID.finditer(text) if text[found.start() - 1].isspace()}
    return PageFacts.shared(key, links, ids)
