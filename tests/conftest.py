"""What many tests need once: the real portal, built into a folder of this run."""

from pathlib import Path

import pytest

from builder.build import build

ROOT = Path(__file__).parents[1]
"""The portal's folder."""


@pytest.fixture(scope="session")
def portal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real portal; nothing may change a file of it."""
    site = tmp_path_factory.mktemp("portal") / "site"
    build(ROOT, site)
    return site
