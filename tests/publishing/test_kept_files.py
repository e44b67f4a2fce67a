"""Files of packages are made once: kept ones are the same, lost ones are made anew."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from builder.exports.downloads.files import published_files
from builder.model import Package
from builder.publishing.kept_files import KeptFiles
from builder.store.contents import Contents
from tests import tiny

BASE = tiny.SETTINGS.base_url
PACKAGES = tiny.PORTAL.packages


@pytest.fixture
def kept(tmp_path: Path) -> KeptFiles:
    return KeptFiles(contents=Contents(tmp_path / "contents"), made_with="generator and words")


class Recording(Executor):
    """Does everything at once, here, and remembers for which packages."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def map(self, fn: Callable[..., Any], *parts: Iterable[Any], **_: Any) -> Iterator[Any]:
        """What the function gives of each list of packages."""
        (shares,) = parts
        for share in shares:
            self.ids += [package.id for package in share]
            yield fn(share)


def made(kept: KeptFiles, packages: Sequence[Package] = PACKAGES) -> list[str]:
    """Ids of the packages whose files are made when they are asked for; all are as they must be."""
    executor = Recording()
    found = replace(kept, connect=lambda: nullcontext(executor)).files(packages, BASE)
    assert [*found] == [package.id for package in packages]
    for package in packages:
        assert told(found[package.id]) == told(published_files(package, BASE))
    return executor.ids


def told(files: Sequence[object]) -> list[tuple[object, ...]]:
    names = ("uri", "format", "resource", "size", "sha256", "content")
    return [tuple(getattr(file, name) for name in names) for file in files]


def test_files_are_made_once(kept: KeptFiles) -> None:
    assert made(kept) == [package.id for package in PACKAGES]
    assert made(kept) == []


def test_a_package_that_changed_is_made_again(kept: KeptFiles) -> None:
    made(kept)
    first = PACKAGES[0]
    changes = [
        replace(first, version="9.9.9", descriptor={**first.descriptor, "version": "9.9.9"}),
        replace(first, changelog="# 9.9.9\n"),
        replace(first, resources=(replace(first.resources[0], content=b"a\n"),)),
    ]
    for changed in changes:
        assert made(kept, (changed, *PACKAGES[1:])) == [first.id]


def test_what_was_made_with_other_words_is_made_again(kept: KeptFiles) -> None:
    made(kept)
    assert made(replace(kept, made_with="other words")) == [package.id for package in PACKAGES]


def test_a_content_that_is_gone_is_made_anew(kept: KeptFiles) -> None:
    made(kept)
    for path in (kept.contents.folder / "files").glob("*/*"):
        path.write_bytes(b"cut")
    found = kept.files(PACKAGES, BASE)
    for package in PACKAGES:
        assert told(found[package.id]) == told(published_files(package, BASE))
    assert made(kept) == [package.id for package in PACKAGES]


def test_nothing_is_kept_where_nothing_may_be_or_can_be(kept: KeptFiles, tmp_path: Path) -> None:
    everything = [package.id for package in PACKAGES]
    none = replace(kept, made_with="")
    assert (made(none), made(none)) == (everything, everything)
    assert not kept.contents.folder.exists()
    kept.contents.folder.write_text("a file")
    assert (made(kept), made(kept)) == (everything, everything)


def test_copies_of_the_process_make_the_same(kept: KeptFiles) -> None:
    found = kept.files(PACKAGES, BASE)
    for package in PACKAGES:
        assert told(found[package.id]) == told(published_files(package, BASE))


def test_any_executor_makes_the_same(kept: KeptFiles) -> None:
    context = multiprocessing.get_context("spawn")
    found = replace(kept, connect=partial(ProcessPoolExecutor, 1, context)).files(PACKAGES, BASE)
    for package in PACKAGES:
        assert told(found[package.id]) == told(published_files(package, BASE))
    assert made(kept) == []
