"""Builds two portals, serves them with nginx, and runs every client against both.

`python -m tests.clients ENVIRONMENTS`: the folder of the Python environments that have the clients,
one for each list in ENVIRONMENTS below. This portal is read, and one of others' shape. Prints a
line a client, and ends with 1 if one of them fails. Without Node its clients are left out, and
that is said.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.addresses import API
from tests.clients.portals import built_at, write_others, write_own
from tests.folders import ROOT
from tests.serving.servers import free_port, serving
from tests.test_examples import BASE, EXAMPLES, is_of_clients

HERE = Path(__file__).parent

ENVIRONMENTS: Mapping[str, tuple[str, ...]] = {
    "requirements": ("reading.py", "reading_tables.py"),
    "ckan": ("reading_ckan.py",),
    "udata": ("reading_udata.py",),
}
"""The programs that run in each environment, which has the packages of `<name>.txt`."""

PACKAGES = ("datapackage@1.1.10", "ical.js@2.2.1")
"""Clients from npm that are no commands."""

LINTERS: Mapping[str, tuple[str, ...]] = {
    "Spectral 6.16.3": ("@stoplight/spectral-cli@6.16.3", "lint", "--fail-severity", "hint"),
    "Redocly CLI 2.77.0": ("@redocly/cli@2.77.0", "lint", "--extends", "recommended-strict"),
}
"""Linters of OpenAPI from npm, with their strictest rules."""

SPECTRAL_RULES = 'extends: ["spectral:oas"]\n'

PREPARED = 'from duckdb_extensions import import_extension\nimport_extension("httpfs")\n'
"""What a machine without the network does once, in place of DuckDB's download."""

Result = tuple[str, bool, str]
"""Name of a client, whether all went well, and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A portal that is served, and where clients may write."""

    address: str
    site: Path
    folder: Path
    environments: Path

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run a client in the folder, with a home of its own."""
        environment = {**os.environ, "HOME": str(self.folder)}
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, env=environment
        )


def main() -> int:
    """Run every client against both portals."""
    environments, are_right = Path(sys.argv[1]).absolute(), True
    for write in (write_own, write_others):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            root = write(folder)
            port = free_port()
            built_at(root, f"http://127.0.0.1:{port}/")
            with serving("nginx", root, folder, port) as address:
                served = Served(
                    address=address, site=root / "site", folder=folder, environments=environments
                )
                print(f"# {root.name}: {len(list(served.site.rglob('*.html')))} pages", flush=True)
                for client, is_right, told in _results(served, has_examples=write is write_own):
                    are_right &= is_right
                    print("right" if is_right else "WRONG", client, told, sep="\t", flush=True)
    return 0 if are_right else 1


def _results(served: Served, *, has_examples: bool) -> Iterator[Result]:
    own = [sys.executable, "-m", "tests.clients.reading_installed", served.address]
    yield from _told(subprocess.run(own, cwd=ROOT, capture_output=True, text=True, check=False))
    for environment, programs in ENVIRONMENTS.items():
        for program in programs:
            command = [_python(served, environment), str(HERE / program), served.address]
            yield from _told(served.run([*command, str(served.site)]))
    if has_examples:
        yield from _examples(served)
    if shutil.which("npx") is None:
        print("there is no npx on this machine: clients from npm are not run", file=sys.stderr)
        return
    yield from _from_npm(served)


def _python(served: Served, environment: str) -> str:
    return str(served.environments / environment / "bin" / "python")


def _told(done: subprocess.CompletedProcess[str]) -> Iterator[Result]:
    """What the lines of a program say; a program that broke off is a client that failed."""
    for line in done.stdout.splitlines():
        state, name, told = line.split("\t")
        yield name, state == "right", told
    if done.returncode:
        yield Path(done.args[1]).name, False, done.stderr.strip().splitlines()[-1]


def _examples(served: Served) -> Iterator[Result]:
    """The examples of the pages for developers that need what is installed here alone."""
    python = _python(served, "requirements")
    served.run([python, "-c", PREPARED])
    for example in filter(is_of_clients, EXAMPLES):
        done = served.run([python, "-c", example.code.replace(BASE, served.address)])
        lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
        is_right = done.returncode == 0 and bool(lines)
        yield f"example {example.name}", is_right, (lines or ["nothing printed"])[-1].strip()


def _from_npm(served: Served) -> Iterator[Result]:
    quiet = ("--no-audit", "--no-fund", "--silent", "--no-save")
    served.run(["npm", "install", *quiet, "--prefix", str(served.folder), *PACKAGES])
    calendars = [path.relative_to(served.site).as_posix() for path in served.site.rglob("*.ics")]
    yield from _told(served.run(["node", str(HERE / "reading.mjs"), served.address, *calendars]))
    (served.folder / ".spectral.yaml").write_text(SPECTRAL_RULES)
    for name, command in LINTERS.items():
        done = served.run(["npx", "--yes", *command, str(served.site / API / "openapi.json")])
        lines = (done.stdout + done.stderr).strip().splitlines() or [""]
        told = next((line for line in lines if "results" in line or "is valid" in line), lines[-1])
        yield name, done.returncode == 0, told.strip()


if __name__ == "__main__":
    sys.exit(main())
