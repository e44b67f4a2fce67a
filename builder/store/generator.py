"""The generator's own content: what it makes changes when it does, or a library it stands on."""

import hashlib
import platform
import sysconfig
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from builder.shipped import shipped
from builder.store.contents import joined_digest


@cache
def started_generator() -> str:
    """The digest when this process first asked: what runs may be older than what lies there."""
    return generator_digest()


SHIPPED = (
    "mkdocs.yml",
    "schemas/portal-profile.schema.json",
    "schemas/portal-settings.schema.json",
    "schemas/tables",
    "site_src/assets",
    "site_src/overrides",
)
"""What it brings along beside its modules (pyproject.toml, force-include)."""


def generator_digest() -> str:
    """One text for the generator, the libraries installed beside it, and the Python they run on."""
    digest = hashlib.blake2b(platform.platform().encode(), digest_size=20)
    digest.update(platform.python_version().encode())
    for name in _distributions():
        digest.update(f"{name}\n".encode())
    for path in _own_files():
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _distributions() -> list[str]:
    """Names with versions of everything that is installed, as its folders are called."""
    folders = {sysconfig.get_paths()[name] for name in ("purelib", "platlib")}
    return sorted(path.name for folder in folders for path in Path(folder).glob("*.dist-info"))


def _own_files() -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for top in (package, *(shipped() / name for name in SHIPPED)):
        for path in sorted(top.rglob("*")) if top.is_dir() else (top,):
            if path.is_file() and path.suffix != ".pyc":
                yield path


WORDS = "site_src/words"
"""The portal's own words, which stand in descriptions and headers of files."""


def made_with(generator: str, contents: Mapping[str, str]) -> str:
    """The digest of what files of packages are made with: the generator and the words.

    `contents` holds the digest of each file of a portal by its path; of those under `WORDS` at
    least.
    """
    files = (f"{path}\0{contents[path]}" for path in sorted(contents))
    return joined_digest((generator, *(file for file in files if file.startswith(f"{WORDS}/"))))
