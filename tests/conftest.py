"""What many tests need once: the real portal, built into a folder of this run."""

from pathlib import Path

import pytest
from hypothesis import settings

from builder.build import build
from tests.folders import PORTAL, write_portal

settings.register_profile("portal", deadline=None, derandomize=True)
settings.load_profile("portal")  # the same examples on every machine, however slow it is


@pytest.fixture(scope="session")
def portal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real portal; nothing may change a file of it."""
    site = tmp_path_factory.mktemp("portal") / "site"
    build(PORTAL, site)
    return site


@pytest.fixture(scope="session")
def tiny_portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The valid portal of tests/cases/ with its site; nothing may change a file of it."""
    root = write_portal(tmp_path_factory.mktemp("tiny") / "portal")
    build(root, root / "site")
    return root
