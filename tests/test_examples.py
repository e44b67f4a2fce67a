"""Every example of the pages for developers is run against the built site, under a sub-path.

The examples of one heading in one language are one program, in their order. Those of clients that
are installed apart run in tests/clients.
"""

import dataclasses
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.folders import ROOT
from tests.optional import lacking

PAGES = ("vi/lap-trinh.md", "en/developers.md")
BASE = "https://example.org/"
"""What the examples say instead of the address of a portal."""

SUB_PATH = "/mo/portal/"
LIBRARIES = ("csvw", "frictionless", "pandas", "polars", "pyarrow", "rdflib")
CLIENTS = ("ckanapi", "datapackage", "duckdb", "feedparser", "icalendar", "mlcroissant")
"""Those whose examples `make test-clients` runs: in an environment of their own, with the
extension that DuckDB would fetch from the network, against nginx."""

PROGRAMS = {"js": "node", "r": "Rscript", "sh": "curl"}
"""The program that an example needs, by the language of its block."""

SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The blocks of one heading in one language."""

    page: str
    heading: str
    language: str
    code: str

    @property
    def name(self) -> str:
        """How the report of the tests calls it."""
        return f"{self.page[:2]}-{self.heading}-{self.language}"


def examples() -> list[Example]:
    """Every example of both pages."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for page in PAGES:
        text = (ROOT / "site_src" / page).read_text("utf-8")
        for section in re.split(r"^#{2,} ", text, flags=re.MULTILINE)[1:]:
            heading = section.partition("\n")[0]
            for language, code in re.findall(r"^```(\S*)\n(.*?)^```$", section, re.M | re.S):
                found.setdefault((page, heading, language), []).append(code)
    return [
        Example(page=page, heading=heading, language=language, code="\n".join(blocks))
        for (page, heading, language), blocks in found.items()
    ]


EXAMPLES = examples()


def imports(code: str, library: str) -> bool:
    """True for Python that needs a library."""
    return bool(re.search(rf"^(import|from) {library}\b", code, re.M))


def is_of_clients(example: Example) -> bool:
    """True for an example that tests/clients runs."""
    return any(imports(example.code, library) for library in CLIENTS)


def is_of_a_page(example: Example) -> bool:
    """True for a script of somebody's page, which tests/browser runs: it waits for messages."""
    return "addEventListener(" in example.code


class Quiet(http.server.SimpleHTTPRequestHandler):
    """The site under a sub-path, as on a host that has other sites too; nothing else is there."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(SUB_PATH):
            return str(Path(self.directory) / "not-below-the-sub-path")
        return super().translate_path(path.removeprefix(SUB_PATH.rstrip("/")))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(portal_site: Path) -> Iterator[str]:
    """The address of the served site, with the slash at its end."""
    handler = functools.partial(Quiet, directory=str(portal_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        server.shutdown()
        thread.join()


def command(example: Example, folder: Path, address: str) -> list[str]:
    """How to run an example; skips the test where what it needs is not there."""
    code = example.code.replace(BASE, address)
    if example.language == "python":
        for library in LIBRARIES:
            if imports(code, library) and not find_spec(library):
                lacking(f"needs {library}")
        return [sys.executable, "-c", code]
    program = shutil.which(PROGRAMS[example.language])
    if program is None:
        pytest.skip(f"needs {PROGRAMS[example.language]}")
    if example.language == "sh":
        if "soffice" in code and shutil.which("soffice") is None:
            lacking("needs soffice")
        return ["sh", "-euc", code]
    file = folder / f"example.{'mjs' if example.language == 'js' else 'R'}"
    file.write_text(code, "utf-8")
    return [program, str(file)]


def run(example: Example, folder: Path, address: str) -> str:
    """What an example prints; fails the test with what it complains of."""
    told = subprocess.run(
        command(example, folder, address),
        cwd=folder,
        # Charts draw with fonts of their own; programs of others need those of the machine.
        env={name: text for name, text in os.environ.items() if name != "FONTCONFIG_FILE"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def named_uris(code: str) -> set[str]:
    """Uris of files that stand in an example as they are, and not in pieces."""
    found = re.findall(r"(?<![\w/-])(?:data|api|en)/[\w./-]*\w|(?<![\w/])[\w-]+\.(?:txt|xml)", code)
    return {match for match in found if "." in match.rsplit("/", 1)[-1] or "/action/" in match}


def test_every_block_names_a_language_that_is_run_or_looked_through() -> None:
    assert {example.language for example in EXAMPLES} == {*PROGRAMS, "python", "powerquery"}


def test_both_pages_have_the_same_examples() -> None:
    first, second = ([example for example in EXAMPLES if example.page == page] for page in PAGES)
    assert [example.language for example in first] == [example.language for example in second]


def test_every_client_that_is_installed_apart_has_an_example_in_each_language() -> None:
    for page in PAGES:
        code = "\n".join(example.code for example in EXAMPLES if example.page == page)
        assert [library for library in CLIENTS if not imports(code, library)] == []


def test_every_example_names_the_place_of_the_address() -> None:
    named = [example for example in EXAMPLES if not is_of_a_page(example)]
    assert [example.name for example in named if BASE not in example.code] == []


@pytest.mark.parametrize(
    "example",
    [
        example
        for example in EXAMPLES
        if example.language != "powerquery"
        and not is_of_a_page(example)
        and not is_of_clients(example)
    ],
    ids=lambda example: example.name,
)
def test_an_example_runs_and_prints_what_it_found(
    example: Example, tmp_path: Path, address: str
) -> None:
    printed = run(example, tmp_path, address)
    assert printed.strip() or list(tmp_path.rglob("*.zip"))


@pytest.mark.parametrize(
    ("language", "ask"),
    [
        ("python", 'print(read("documents", "documents")["corpus_number"].iloc[0])'),
        ("r", 'cat(read("documents", "documents")$corpus_number[1])'),
    ],
)
def test_what_reads_a_table_keeps_the_zeros_before_a_number(
    language: str, ask: str, tmp_path: Path, address: str
) -> None:
    example = next(
        example
        for example in EXAMPLES
        if example.language == language and "read" in example.code and "csv" in example.code
    )
    told = run(dataclasses.replace(example, code=f"{example.code}\n{ask}\n"), tmp_path, address)
    assert told.splitlines()[-1] == "000"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_files_that_an_example_names_are_there(example: Example, portal_site: Path) -> None:
    missing = {uri for uri in named_uris(example.code) if not (portal_site / uri).is_file()}
    assert not missing


@pytest.mark.parametrize("page", PAGES)
def test_the_addresses_in_the_tables_of_a_page_are_there(page: str, portal_site: Path) -> None:
    text = (ROOT / "site_src" / page).read_text("utf-8")
    dead = {
        uri
        for uri in re.findall(r"`/([^`]+)`", text)
        if not list(portal_site.glob(re.sub("<[^>]+>", "*", uri)))
    }
    assert not dead
