"""Files of packages that builds before made need not be made again; the others are made with all
processors.

What a package offers depends on the package alone, on the address of the portal, on the words of
its languages and on the generator: the digest of these is its key. What was made is kept and only
its size and checksums are held in memory.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

from builder.elsewhere import Connect
from builder.exports.downloads.files import PublishedFile, published_files
from builder.large_file import LARGE_BYTES, LargeFile
from builder.model import Package
from builder.processes import Say, divided, shares, unheard
from builder.store.contents import Contents
from builder.store.generator import started_generator
from builder.store.values import package_digest, value_digest

Files = tuple[PublishedFile, ...]
"""The files of one package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFiles:
    """What builds before made of packages."""

    contents: Contents
    made_with: str = ""
    """Digest of generator and words; "" where nothing may be kept."""
    connect: Connect | None = None
    """The way to what makes files elsewhere, with the same folder of contents; None: copies of
    this process make them."""

    def files(self, packages: Sequence[Package], base_url: str) -> Mapping[str, Files]:
        """The files of each package, by its id."""
        keys = {package.id: self._key(package, base_url) for package in packages}
        found = {id: files for id, key in keys.items() if (files := self._known(key))}
        lacking = [package for package in packages if package.id not in found]
        found |= self._made(lacking, keys, base_url)
        return {
            package.id: tuple(
                _safe(file, self.contents, package, base_url) for file in found[package.id]
            )
            for package in packages
        }

    def _made(
        self, packages: Sequence[Package], keys: Mapping[str, str], base_url: str
    ) -> dict[str, Files]:
        work = partial(_made, base_url=base_url, keys=keys, contents=self.contents)
        found: dict[str, Files] = {}
        if self.connect is not None and packages:
            with self.connect() as executor:
                far = partial(_made_elsewhere, work, started_generator())
                movable = [[package] for package in packages if not _is_on_disk(package)]
                for made in executor.map(far, movable):
                    found |= made
        here = [package for package in packages if package.id not in found]
        works = [partial(work, share) for share in shares(here)]
        for made in divided(works, unheard, is_large=any(map(_is_large, here))):
            found |= made
        return found

    def _key(self, package: Package, base_url: str) -> str:
        if not self.made_with:
            return ""
        told = package_digest(package)
        return value_digest((self.made_with, base_url, told)) if told else ""

    def _known(self, key: str) -> Files:
        parts = self.contents.parts(key) if key else None
        return tuple(PublishedFile(**part, read=bytes) for part in parts or ())


MANY_ROWS = 5000
"""Rows of a package whose files take more memory to make than a process of its own does."""


def _is_large(package: Package) -> bool:
    tables = (resource.table for resource in package.resources)
    return any(table is not None and len(table.rows) > MANY_ROWS for table in tables)


def _is_on_disk(package: Package) -> bool:
    """True for a package with a file that other machines may not have."""
    return any(isinstance(resource.content, LargeFile) for resource in package.resources)


def _made_elsewhere(
    work: Callable[[Sequence[Package]], dict[str, Files]],
    generator: str,
    packages: Sequence[Package],
) -> dict[str, Files]:
    """What another machine makes; nothing if its generator is not this one."""
    return work(packages) if started_generator() == generator else {}


def _made(
    packages: Iterable[Package],
    _say: Say | None = None,
    *,
    base_url: str,
    keys: Mapping[str, str],
    contents: Contents,
) -> dict[str, Files]:
    """The files of packages, kept where they have a key and the folder can be written."""
    found = {}
    for package in packages:
        files, key = published_files(package, base_url), keys[package.id]
        try:
            found[package.id] = _kept(files, key, contents) if key else _held(files, package)
        except OSError:
            found[package.id] = _held(files, package)
    return found


def _held(files: Files, package: Package) -> Files:
    """Files that another process can be given: what lies in one without a name it cannot read."""
    if not _is_on_disk(package):
        return files
    own = {resource.name for resource in package.resources}
    return tuple(
        file
        if file.pieces is None or _is_original(file, own)
        else replace(file, read=partial(bytes, file.content), pieces=None)
        for file in files
    )


def _is_original(file: PublishedFile, resources: Container[str]) -> bool:
    return file.format == "csv" and file.resource in resources


def _kept(files: Files, key: str, contents: Contents) -> Files:
    kept = tuple(
        replace(
            file,
            kept=contents.keep_pieces(file.pieces)
            if file.pieces
            else contents.keep_bytes(file.content),
            read=bytes,
            pieces=None,
        )
        for file in files
    )
    names = [field.name for field in fields(PublishedFile) if field.name not in ("read", "pieces")]
    contents.keep_parts(key, [{name: getattr(file, name) for name in names} for file in kept])
    return kept


def _safe(
    file: PublishedFile, contents: Contents, package: Package, base_url: str
) -> PublishedFile:
    """A kept file that is made anew should its content be gone when it is read."""
    if file.kept is None:
        return file
    asked = (contents, file.kept, file.uri, package, base_url)
    pieces = partial(_streamed, *asked) if file.size > LARGE_BYTES else None
    return replace(file, read=partial(_read, *asked), pieces=pieces)


def _read(contents: Contents, digest: str, uri: str, package: Package, base_url: str) -> bytes:
    content = contents.read(digest)
    if content is not None:
        return content
    return next(file.content for file in published_files(package, base_url) if file.uri == uri)


def _streamed(
    contents: Contents, digest: str, uri: str, package: Package, base_url: str
) -> Iterator[bytes]:
    kept = contents.pieces(digest)
    if kept is not None:
        return kept
    files = published_files(package, base_url)
    return next(file.streamed() for file in files if file.uri == uri)
