"""The preview: its address at once, the last good site, and a fault shown in the page."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder.build import build
from builder.cli import main
from builder.language.words import words
from builder.report import report_rows
from builder.serve import LOOKS, PreviewServer, Watch
from tests.folders import edited, no_room, write_portal

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
    server._want_rebuild = False  # nobody waits for a build of its own
    server.tell = lambda problems: report_rows(problems, spoken, "/")
    yield server
    server.server_close()


def rebuilt(server: PreviewServer) -> int:
    """Build as the server does; gives what tells a browser that there is something new."""
    server.rebuild()
    server._visible_epoch = server._wanted_epoch
    return server._visible_epoch


def answer(server: PreviewServer, path: str, **environ: str) -> tuple[str, str]:
    """Status and body of a request: one of this machine's browser where nothing else is said."""
    answered: list[str] = []
    asked = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "HTTP_HOST": "127.0.0.1:8000", **environ}
    body = server.serve_request(asked, lambda status, _: answered.append(status))
    return answered[0], b"".join(body).decode()


def page(server: PreviewServer, path: str) -> str:
    return answer(server, path)[1]


def test_the_address_is_open_before_anything_is_built(
    server: PreviewServer, said: list[str]
) -> None:
    server.server_bind()
    server.server_activate()
    assert said == [f"Preview at {server.url} (Ctrl+C to stop)"]
    assert "are being read" in page(server, "/")
    assert "livereload" in page(server, "/")


def test_a_fault_is_shown_in_the_page_and_goes_when_it_is_mended(server: PreviewServer) -> None:
    first = rebuilt(server)
    assert 'role="alert"' not in page(server, "/en/")
    edited(server.portal / STATUS, ",completed,", ",xong,")
    assert rebuilt(server) > first, "browsers load the page again"
    shown = page(server, "/en/")
    assert "1 problem keeps the portal from being built" in shown
    assert f"{STATUS}, row 3, field status, cell D3" in shown
    edited(server.portal / STATUS, ",xong,", ",completed,")
    rebuilt(server)
    assert 'role="alert"' not in page(server, "/en/")


def test_a_site_that_was_built_is_shown_until_the_data_can_be_read(server: PreviewServer) -> None:
    build(server.portal, server.portal / "site")
    assert "<main" in page(server, "/en/")
    edited(server.portal / STATUS, ",completed,", ",xong,")
    rebuilt(server)
    assert "1 problem keeps the portal from being built" in page(server, "/en/")
    assert "<main" in page(server, "/en/")


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_portal(tmp_path / "portal")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["serve", "--root", str(root), "--port", port, "--lang", "en"]) == 2
    assert "choose another with --port" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "127.0.0.1", "[::1]:9000"])
def test_a_browser_of_this_machine_is_answered(host: str, server: PreviewServer) -> None:
    assert answer(server, "/", HTTP_HOST=host)[0] != "421 Misdirected Request"


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil"]
)
@pytest.mark.parametrize("path", ["/", "/livereload/0/0", "/data/rainfall/rainfall.csv"])
def test_a_page_of_another_name_reads_nothing(host: str, path: str, server: PreviewServer) -> None:
    refused = "421 Misdirected Request"
    assert answer(server, path, HTTP_HOST=host) == (refused, refused)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_preview_is_only_read(method: str, server: PreviewServer) -> None:
    assert answer(server, "/", REQUEST_METHOD=method)[0] == "405 Method Not Allowed"


def test_what_is_no_path_is_no_fault_of_the_server(server: PreviewServer) -> None:
    assert answer(server, "/\0")[0] == "400 Bad Request"
    assert answer(server, "/../portal.toml")[0] == "404 Not Found"
    assert answer(server, "/", REQUEST_METHOD="HEAD") == ("404 Not Found", "")


def test_a_fault_that_nobody_foresaw_is_shown_and_the_server_goes_on(
    server: PreviewServer, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    with monkeypatch.context() as patch:
        patch.setattr("builder.serve.previewed", broken)
        rebuilt(server)
    assert "a fault" in page(server, "/")
    assert "There is nothing to show yet" in page(server, "/")
    assert said == ["a fault"]
    assert not server.is_building


def test_a_disk_that_is_full_is_shown(server: PreviewServer) -> None:
    with no_room(1):
        rebuilt(server)
    assert "The disk is full" in page(server, "/")


@pytest.fixture
def looked(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A portal that is watched, and how to wait for what is seen."""
    root, seen = write_portal(tmp_path / "portal"), threading.Event()
    watch = Watch(root, seen.set)
    watch.start()

    def wait() -> None:
        assert seen.wait(60)
        seen.clear()

    time.sleep(2 * LOOKS)
    yield root, wait
    watch.stop()
    watch.join()


def test_whatever_changes_is_seen(looked: tuple[Path, Callable[[], None]]) -> None:
    root, wait = looked
    edited(root / STATUS, ",completed,", ",xong,")
    wait()
    (root / "datasets").rename(root / "elsewhere")
    wait()
    (root / "elsewhere").rename(root / "datasets")
    wait()
    (root / "releases").mkdir()
    (root / "releases/new.zip").touch()
    wait()
    (root / "portal.toml").rename(root / "portal.old")
    wait()
    (root / "portal.old").rename(root / "portal.toml")
    wait()


def test_a_link_that_leads_nowhere_is_told_beside_the_page_that_has_it(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.serve.PAGES_FIRST", 0.0)
    readme = server.portal / "datasets/tasks-tiny/README.en.md"
    readme.write_text(readme.read_text("utf-8") + "\n[Nowhere](../nowhere/)\n", "utf-8")
    rebuilt(server)
    shown = page(server, "/en/datasets/tasks-tiny/")
    assert "Nowhere</a>" in shown
    assert "1 problem keeps the portal from being built" in shown
