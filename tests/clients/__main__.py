"""Builds a portal, serves it with nginx, and runs every client against it.

`python -m tests.clients PYTHON [PORTAL]`: the Python that has the clients (requirements.txt), and
the folder of a portal with its site; without one the small portal of the tests is built. Prints a
line a client, and ends with 1 if one of them fails.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.addresses import API
from builder.build import build
from tests.folders import write_portal
from tests.serving.servers import serving

NODE: Mapping[str, tuple[str, ...]] = {
    "Spectral 6.16.3": ("@stoplight/spectral-cli@6.16.3", "lint", "--fail-severity", "hint"),
    "Redocly CLI 2.77.0": ("@redocly/cli@2.77.0", "lint", "--extends", "recommended-strict"),
}
"""Linters of OpenAPI from npm, with their strictest rules."""

SPECTRAL_RULES = 'extends: ["spectral:oas"]\n'

READ = Path(__file__).parent / "reading.py"


def main() -> int:
    """Run every client."""
    python = sys.argv[1]
    with tempfile.TemporaryDirectory() as found:
        folder = Path(found)
        portal = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else _small(folder)
        (folder / ".spectral.yaml").write_text(SPECTRAL_RULES)
        with serving("nginx", portal, folder) as address:
            results = list(_results(python, portal, address, folder))
    for name, is_right, told in results:
        print(f"{'right' if is_right else 'WRONG'}\t{name}\t{told}")
    return 0 if all(is_right for _, is_right, _ in results) else 1


def _small(folder: Path) -> Path:
    root = write_portal(folder / "portal")
    build(root, root / "site")
    return root


def _results(
    python: str, portal: Path, address: str, folder: Path
) -> Iterator[tuple[str, bool, str]]:
    """Name of each client, whether all went well, and the last line that it says."""
    read = _run([python, str(READ), address, str(portal / "site")], folder)
    for line in read.stdout.splitlines():
        yield _result(line)
    if read.returncode:
        yield "Python clients", False, read.stderr.strip().splitlines()[-1]
    described = portal / "site" / API / "openapi.json"
    if shutil.which("npx") is None:
        print("there is no npx on this machine: Spectral and Redocly are not run", file=sys.stderr)
        return
    for name, command in NODE.items():
        done = _run(["npx", "--yes", *command, str(described)], folder)
        lines = (done.stdout + done.stderr).strip().splitlines() or [""]
        told = next((line for line in lines if "results" in line or "is valid" in line), lines[-1])
        yield name, done.returncode == 0, told.strip()


def _result(line: str) -> tuple[str, bool, str]:
    state, name, told = line.split("\t")
    return name, state == "right", told


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
