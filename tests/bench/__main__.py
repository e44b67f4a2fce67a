"""What builds cost beside the floor of each stage, measured in one run: `make bench`.

It prints a row a measure and judges nothing: time is of a machine, not of the code alone. With
`--quick` it builds small portals alone, in less than three minutes.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.floors import prepared
from tests.bench.portals import Size, write_bench_portal
from tests.folders import ROOT

QUICK: tuple[tuple[str, Size, float | None], ...] = (
    ("50 packages", Size(packages=50), 3.0),
    ("40 indicators", Size(indicators=40), None),
)
"""Name and size of each portal, and the seconds that its first build should take."""

FULL: tuple[tuple[str, Size, float | None], ...] = (
    *QUICK,
    ("500 packages", Size(packages=500), 14.0),
    ("100 tables of 1,030 rows", Size(packages=100, rows=1_030), 4.0),
    ("a list of 5,000 tasks", Size(tasks=5_000), None),
    ("400 indicators", Size(indicators=400), None),
    ("100 indicators by 34 areas and sex", Size(indicators=100, areas=34), 6.0),
    ("a table of 1,000,000 rows", Size(packages=1, rows=1_000_000), 15.0),
)

FLOORS = {
    "frictionless": """
import sys
from pathlib import Path
from frictionless import Package
for path in sorted(Path(sys.argv[1]).glob("datasets/*/datapackage.json")):
    Package(str(path)).validate()
""",
    "writing": """
import sys
from pathlib import Path
site, copy = Path(sys.argv[1]) / "site", Path(sys.argv[1]) / "copy"
contents = [(path, path.read_bytes()) for path in sorted(site.rglob("*")) if path.is_file()]
for path, content in contents:
    target = copy / path.relative_to(site)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
""",
    "vl-convert": """
import json, multiprocessing, sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tests.bench.floors import converted
if __name__ == "__main__":
    wanted = json.loads((Path(sys.argv[1]) / "drawings.json").read_text("utf-8"))
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        for _ in pool.map(converted, wanted, chunksize=4):
            pass
""",
    "MkDocs": """
import sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
build(load_config(str(Path(sys.argv[1]) / "alone.yml")))
""",
}
"""Programs that do one part of the work alone, given the folder of the portal."""

AGAIN, CHANGED, SHOWN = 0.8, 1.5, 0.5
"""Seconds that a build should take in which nothing changed, one package did, and a preview to
read one changed package."""

PREVIEW = """
import resource, sys, time
from pathlib import Path
from builder.preview import previewed
from builder.validation.package import Remembering
from tests.bench.__main__ import change
root, judge = Path(sys.argv[1]), Remembering()
for _ in range(2):
    start, cpu = time.monotonic(), time.process_time()
    previewed(root, judge).end()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.monotonic() - start, time.process_time() - cpu, memory)
    change(root)
"""
"""Reads a portal for its preview, changes it and reads it again, as a running preview does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process took."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of all processors, its children counted."""
    memory: float
    """Peak of the largest of its processes in MB."""


def cost(command: Sequence[str]) -> Cost:
    """The cost of a command as a process of its own."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    script = "import resource,subprocess,sys;code=subprocess.run(sys.argv[1:]).returncode;"
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);sys.exit(code)"
    ran = subprocess.run(
        [sys.executable, "-c", script, *command], check=True, capture_output=True, cwd=ROOT
    )
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall=wall, cpu=cpu, memory=int(ran.stdout.split()[-1]) / 1024)


def build(folder: Path) -> Cost:
    """The cost of building a portal as it lies there."""
    return cost([sys.executable, "-m", "builder.cli", "build", "--root", str(folder)])


def change(folder: Path) -> None:
    """One further line in the README of the last package."""
    path = max(folder.glob("datasets/*/README.en.md"))
    path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")


def previews(folder: Path) -> list[Cost]:
    """What it costs a preview to read a portal, and to read it again after one change."""
    command = [sys.executable, "-c", PREVIEW, str(folder)]
    ran = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, text=True)
    figures = [map(float, line.split()) for line in ran.stdout.splitlines()]
    return [Cost(wall=wall, cpu=cpu, memory=memory) for wall, cpu, memory in figures]


def measured(name: str, size: Size, target: float | None) -> None:
    """Print what a portal of a size costs: builds, the floors, and its preview."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_bench_portal(Path(temporary) / "portal", size)
        cold = build(folder)
        told(f"{name}, cold", cold, target)
        told(f"{name}, nothing changed", build(folder), AGAIN)
        change(folder)
        told(f"{name}, one package changed", build(folder), CHANGED)
        first, again = previews(folder)
        told(f"{name}, preview", first, None)
        told(f"{name}, preview after a change", again, SHOWN)
        told_sizes(folder / "site")
        prepared(folder)
        for floor, program in FLOORS.items():
            command = [sys.executable, "-c", program, str(folder)]
            alone = cost(command)
            told(f"{name}, {floor} alone", alone, None, f"{'':8}{cold.wall / alone.wall:8.2f}")


def told(name: str, found: Cost, target: float | None, more: str = "") -> None:
    """Print a row; the ratio is that of measured to target, beside a floor that of the cold build
    to it.
    """
    aim = more if target is None else f"{target:8.1f}{found.wall / target:8.2f}"
    print(f"{name:<48}{found.wall:8.2f}{found.cpu:8.2f}{found.memory:8.0f}{aim}", flush=True)


def told_sizes(site: Path) -> None:
    """Print the largest page and the largest file that is no page."""
    files = [path for path in site.rglob("*") if path.is_file()]
    for name, wanted in LARGEST.items():
        path = max(filter(wanted, files), key=lambda path: path.stat().st_size)
        size = path.stat().st_size / 1e6
        print(f"  largest {name}: {path.relative_to(site)}, {size:.2f} MB", flush=True)


LARGEST: dict[str, Callable[[Path], bool]] = {
    "page": lambda path: path.suffix == ".html",
    "file": lambda path: path.suffix != ".html",
}


def main() -> None:
    """Measure the portals that the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure builds beside the floor of each stage.")
    parser.add_argument("--quick", action="store_true", help="small portals alone")
    print(f"{'':<48}{'wall s':>8}{'CPU s':>8}{'MB':>8}{'target':>8}{'ratio':>8}")
    for name, size, target in QUICK if parser.parse_args().quick else FULL:
        measured(name, size, target)


if __name__ == "__main__":
    main()
