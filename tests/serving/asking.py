"""A client that asks one server over one connection, and keeps what it is told."""

from http.client import HTTPConnection, HTTPMessage
from typing import NamedTuple
from urllib.parse import urlsplit


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: HTTPMessage
    content: bytes


class Client:
    """Asks one server, over one connection."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._prefix = urlsplit(address).path
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=20)

    def close(self) -> None:
        self._connection.close()

    def ask(self, uri: str, method: str = "GET", **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(method, self._prefix + uri, headers=named)
        answer = self._connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
