"""Whole-process times of the portal's builds: cold, warm, and after one changed cell.

Run with `make bench`. It prints numbers and judges nothing; a copy of the portal in a temporary
folder is built, so that nothing here is changed.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("datasets", "schemas", "site_src", "portal.toml", "mkdocs.yml")
RUNS = 3


def build(folder: Path) -> float:
    """Seconds of one `portal build` as a process."""
    start = time.monotonic()
    command = [sys.executable, "-m", "builder.cli", "build", "--root", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.monotonic() - start


def copied(folder: Path) -> None:
    """The portal's sources in a folder."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)


def change(folder: Path) -> None:
    """One further word in one package's description."""
    path = folder / "datasets" / "tasks-749" / "README.en.md"
    path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")


def main() -> None:
    """Print a row a kind of build: minimum, median and maximum of its runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copied(folder)
        times: dict[str, list[float]] = {"cold": [], "warm": [], "one file changed": []}
        for _ in range(RUNS):
            shutil.rmtree(folder / ".cache", ignore_errors=True)
            times["cold"].append(build(folder))
            times["warm"].append(build(folder))
            change(folder)
            times["one file changed"].append(build(folder))
        pages = sum(1 for _ in (folder / "site").rglob("index.html"))
        size = sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{pages} pages, site {size / 1e6:.1f} MB, peak memory of a process {memory:.0f} MB")
    print(f"{'build':<18}{'min':>8}{'median':>8}{'max':>8}  s, {RUNS} runs")
    for kind, found in times.items():
        row = (min(found), statistics.median(found), max(found))
        print(f"{kind:<18}" + "".join(f"{seconds:8.2f}" for seconds in row))


if __name__ == "__main__":
    main()
