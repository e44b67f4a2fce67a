"""Real web servers on this machine, with the configuration that a build writes into its site."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from builder.exports.serving.caddy import CADDY_URI
from builder.exports.serving.nginx import HTTP_URI, SERVER_URI
from builder.settings import read_settings
from tests.optional import lacking

NGINX = """\
daemon off;
pid {folder}/pid;
error_log stderr;
{user}
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {site}/{http};
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {site}/{server};
    }}
}}
"""

CADDY = """\
{{
    admin off
    auto_https off
    http_port {port}
    storage file_system {folder}
}}
http://127.0.0.1:{port} {{
    root * {root}
    import {site}/{caddy}
}}
"""


def _nginx(folder: Path, values: Mapping[str, object]) -> list[str]:
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(**values, http=HTTP_URI, server=SERVER_URI, user=user))
    return ["-e", "stderr", "-p", str(folder), "-c", str(file)]


def _caddy(folder: Path, values: Mapping[str, object]) -> list[str]:
    file = folder / "Caddyfile"
    file.write_text(CADDY.format(**values, caddy=CADDY_URI))
    return ["run", "--config", str(file), "--adapter", "caddyfile"]


SERVERS: Mapping[str, Callable[[Path, Mapping[str, object]], list[str]]] = {
    "nginx": _nginx,
    "caddy": _caddy,
}
"""Arguments of each server for a folder of its own."""


@contextmanager
def serving(name: str, portal: Path, folder: Path, port: int | None = None) -> Iterator[str]:
    """The address of the site of a portal, served while the block runs."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if path is None:
        lacking(f"there is no {name} on this machine")
        return
    prefix = urlsplit(read_settings(portal).base_url).path
    root = folder / "root"
    (root / prefix.strip("/")).parent.mkdir(parents=True, exist_ok=True)
    (root / prefix.strip("/")).symlink_to(portal / "site")
    port = port or free_port()
    values = {"folder": folder, "port": port, "root": root, "site": portal / "site"}
    log = folder / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [path, *SERVERS[name](folder, values)],
            stdout=stream,
            stderr=stream,
            env={**os.environ, "HOME": str(folder)},
        )
    try:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}{prefix}"
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port that nothing listens at now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError(f"the server does not answer: {log.read_text()}")
