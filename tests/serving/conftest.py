"""The small portal behind each web server, with its texts pressed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.publishing.pressed import FORMS, press
from tests.serving.asking import Client
from tests.serving.servers import SERVERS, serving


@pytest.fixture(scope="session")
def served_portal(tiny_portal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small portal with its site; nothing may change a file of it."""
    portal = tmp_path_factory.mktemp("served") / "portal"
    shutil.copytree(tiny_portal, portal)
    press(portal / "site", FORMS)
    return portal


@pytest.fixture(scope="session", params=SERVERS)
def client(
    request: pytest.FixtureRequest, served_portal: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    """Asks one of the servers."""
    with serving(request.param, served_portal, tmp_path_factory.mktemp(request.param)) as address:
        asking = Client(address)
        yield asking
        asking.close()
