"""A planned site as files of a folder; the work is divided among processes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from builder.processes import MOST_TURNS, Say, Turns, divided, shares
from builder.publishing.kept_pages import KeptPages
from builder.publishing.shell import Shell, render_anew
from builder.publishing.write import write_outputs
from builder.site import Output, Page
from builder.store.contents import PageFacts

BLOCK = 16
"""Files that stand together are written by one process: they are often made of the same."""

PAGES, FILES = "pages", "files"
"""What is told of each thing that is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """What one process writes: some of the pages, then files that no other process took."""

    pages: Sequence[Page]
    blocks: Iterable[Sequence[Output]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What one process has to tell of it."""

    facts: Mapping[str, PageFacts]
    files: Mapping[str, str]
    digests: Mapping[str, str]
    anew: Sequence[str]


def write_site(shell: Shell, root: Path, folder: Path, kept: KeptPages, said: Say) -> None:
    """Every page and file of a site in a new folder.

    `kept` knows pages that need not be rendered again, and is told of all. `said` is told PAGES
    or FILES after each.
    Raises: BuildError.
    """
    twins = {page.markdown.uri for page in shell.site.pages if page.markdown}
    outputs = [output for output in shell.site.outputs if output.uri not in twins]
    size = max(BLOCK, -(-len(outputs) // MOST_TURNS))
    blocks = [outputs[start : start + size] for start in range(0, len(outputs), size)]
    turns = Turns(len(blocks))
    to_write = (blocks[turn] for turn in turns)
    works = [
        partial(_written, shell, root, folder, kept, _Share(pages=pages, blocks=to_write))
        for pages in shares(shell.site.pages)
    ]
    try:
        for own in divided(works, said):
            kept.facts.update(own.facts)
            kept.files.update(own.files)
            kept.digests.update(own.digests)
            kept.anew.extend(own.anew)
    finally:
        turns.end()
    places = {page.uri: place for place, page in enumerate(shell.site.pages)}
    kept.anew.sort(key=places.__getitem__)


def _written(
    shell: Shell, root: Path, folder: Path, kept: KeptPages, share: _Share, say: Say
) -> _Written:
    own = replace(kept, facts={}, files={}, digests={}, anew=[])
    render_anew(shell, root, folder, lambda _: say(PAGES), pages=share.pages, kept=own)
    for page in share.pages:
        if page.markdown is not None:
            say(FILES)
    outputs = chain.from_iterable(share.blocks)
    written = write_outputs(own.known(outputs), folder, lambda _: say(FILES), kept.contents)
    digests = {**own.digests, **written}
    return _Written(facts=own.facts, files=own.files, digests=digests, anew=own.anew)
