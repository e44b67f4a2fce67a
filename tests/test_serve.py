"""The preview: its address at once, the last good site, and a fault shown in the page."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cli import main
from builder.language.words import words
from builder.report import report_rows
from builder.serve import PreviewServer
from tests.folders import edited, write_portal

STATUS = "datasets/tasks-tiny/data/status.csv"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def server(tmp_path: Path, said: list[str]) -> Iterator[PreviewServer]:
    root = write_portal(tmp_path / "portal")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    spoken = words("en")
    server = PreviewServer(root, port, spoken, said.append)
    server.tell = lambda problems: report_rows(problems, spoken, "/")
    yield server
    server.server_close()


def rebuilt(server: PreviewServer) -> int:
    """Build as the server does; gives what tells a browser that there is something new."""
    server.rebuild()
    server._visible_epoch = server._wanted_epoch
    return server._visible_epoch


def page(server: PreviewServer, path: str) -> str:
    answered: list[str] = []
    body = server.serve_request({"PATH_INFO": path}, lambda status, _: answered.append(status))
    return b"".join(body).decode()


def test_the_address_is_open_before_anything_is_built(
    server: PreviewServer, said: list[str]
) -> None:
    server.server_bind()
    server.server_activate()
    assert said == [f"Preview at {server.url} (Ctrl+C to stop)"]
    assert "is being built" in page(server, "/")
    assert "livereload" in page(server, "/")


def test_a_fault_is_shown_in_the_page_and_goes_when_it_is_mended(server: PreviewServer) -> None:
    first = rebuilt(server)
    assert 'role="alert"' not in page(server, "/en/")
    edited(server.portal / STATUS, ",completed,", ",xong,")
    assert rebuilt(server) > first, "browsers load the page again"
    shown = page(server, "/en/")
    assert "1 problem: what you see is the last build that worked." in shown
    assert f"{STATUS}, row 3, field status, cell D3" in shown
    edited(server.portal / STATUS, ",xong,", ",completed,")
    rebuilt(server)
    assert 'role="alert"' not in page(server, "/en/")


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_portal(tmp_path / "portal")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["serve", "--root", str(root), "--port", port, "--lang", "en"]) == 2
    assert "choose another with --port" in capsys.readouterr().err
