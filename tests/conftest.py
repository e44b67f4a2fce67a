"""What many tests need once: the real portal, built into a folder of this run."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from builder.build import build
from tests.elsewhere import write_other
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


@pytest.fixture(scope="session")
def other_portals(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of one of OTHERS with its site, built once; nothing may change a file of it."""

    @cache
    def built(name: str) -> Path:
        root = write_other(tmp_path_factory.mktemp(name) / "portal", name)
        build(root, root / "site")
        return root

    return built
