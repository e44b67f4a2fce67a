"""The two portals that clients read: this one, and one of others' shape, at the served address."""

import re
import shutil
from pathlib import Path

from builder.build import build
from tests.every_type import write_every_type
from tests.folders import PORTAL, ROOT, write_portal
from tests.odd_package import write_bare_package, write_odd_package


def write_own(folder: Path) -> Path:
    """A copy of this portal."""
    root = folder / "own"
    root.mkdir()
    for name in ("datasets", "site_src", "schemas"):
        shutil.copytree(PORTAL / name, root / name)
    for name in ("portal.toml", "mkdocs.yml"):
        shutil.copy(ROOT / name, root)
    return root


def write_others(folder: Path) -> Path:
    """The small portal of the tests with packages of every type, of all that is odd, and bare."""
    root = write_portal(folder / "others")
    write_every_type(root)
    write_odd_package(root)
    write_bare_package(root)
    return root


def built_at(root: Path, address: str) -> None:
    """Build the site of a portal for the address where it will be served."""
    path = root / "portal.toml"
    lines = re.sub(
        r"^base_url = .*$", f'base_url = "{address}"', path.read_text("utf-8"), flags=re.M
    )
    path.write_text(lines, "utf-8")
    build(root, root / "site")
