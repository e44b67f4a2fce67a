"""The files that the generator brings along: table schemas, theme frame, assets, mkdocs.yml."""

from pathlib import Path

_IN_WHEEL = Path(__file__).parent / "shipped"
_IN_REPOSITORY = Path(__file__).parents[1]


def shipped() -> Path:
    """The folder that holds the generator's own schemas/, site_src/ and mkdocs.yml.

    An installed wheel carries them within the package; a checkout has them beside it.
    """
    return _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_REPOSITORY


def own_or_shipped(root: Path, name: str) -> Path:
    """A file or folder of a portal, or the generator's where the portal has none."""
    return root / name if (root / name).exists() else shipped() / name
