"""Outputs as files of a folder; and which folder a site may take the place of."""

from collections.abc import Callable, Iterable
from pathlib import Path

from builder.site import Output
from builder.store.contents import Contents
from builder.store.stamps import new_digest

MARKS = ("index.html", "catalog.jsonld")
"""Files that every site of ours has, and together no other: without them nothing is replaced."""

HISTORY = ".git"
"""What a checkout has, such as that of a branch for hosting: it is never replaced."""


SOURCES = ("datasets", "site_src", "schemas", "releases")
"""Folders of a portal whose files are read: a site among them would be data the next time."""


def may_replace(site: Path, root: Path) -> bool:
    """True if a build may take the place of a folder: it is new, empty, or an earlier site."""
    if site == root or site in root.parents or site.is_mount():
        return False
    if any(site.is_relative_to(root / name) for name in SOURCES):
        return False
    if not site.exists():
        return True
    return site.is_dir() and (is_site(site) or not any(site.iterdir()))


def is_site(folder: Path) -> bool:
    """True for a folder that an earlier build made."""
    return all((folder / name).is_file() for name in MARKS) and not (folder / HISTORY).exists()


def write_outputs(
    outputs: Iterable[Output],
    folder: Path,
    done: Callable[[str], None],
    contents: Contents | None = None,
) -> dict[str, str]:
    """Each output as a file of a folder; one that is kept among `contents` is linked from there.

    Gives the digest of the content of each by its uri.
    Raises: FileExistsError if a file is there already: two parts of the site want one address.
    """
    found = {}
    for output in outputs:
        path = folder / output.uri
        if output.kept and _is_laid(output, path, contents):
            found[output.uri] = output.kept
        else:
            found[output.uri] = _written_anew(path, output.pieces())
        done(output.uri)
    return found


def _written_anew(path: Path, pieces: Iterable[bytes]) -> str:
    """The digest of a content that is written into a file that was not there."""
    digest = new_digest()
    try:
        stream = path.open("xb")
    except FileNotFoundError:  # the first file of its folder
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("xb")
    with stream:
        for piece in pieces:
            stream.write(piece)
            digest.update(piece)
    return digest.hexdigest()


def _is_laid(output: Output, path: Path, contents: Contents | None) -> bool:
    if contents is None or output.kept is None or path.exists():
        return False
    return contents.lay(output.kept, path)
