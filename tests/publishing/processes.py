"""Builds killed, paired and disturbed as whole commands; by hand, since each takes seconds.

`python -m tests.publishing.processes --kills 20 --pairs 10 --served 3` prints what came of each.
Whatever happens, the site is one of the whole sites that the two states of the portal become.
"""

import argparse
import contextlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.build import build
from tests.folders import contents, edited, write_portal

CHANGED = "datasets/rainfall/rainfall.csv"
"""What differs between the two states: 12.5 mm or 13.5 mm."""

Site = Mapping[str, bytes]


def begun(root: Path, site: Path, command: str = "build", *more: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    where = ["--site", str(site)] if command == "build" else []
    line = [sys.executable, "-m", "builder.cli", command, "--root", str(root), *where, *more]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def name_of(site: Path, whole: Mapping[str, Site]) -> str:
    """Which of the whole sites a folder is."""
    if not site.exists():
        return "absent"
    found = contents(site)
    return next((name for name, files in whole.items() if files == found), "mixture")


@contextlib.contextmanager
def two_states() -> Iterator[tuple[Path, Path, Path, dict[str, Site]]]:
    """Two portals that differ in one cell, an empty folder for sites, and their whole sites."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = write_portal(folder / "first")
        second = write_portal(folder / "second")
        edited(second / CHANGED, "12.5", "13.5")
        whole = {}
        for root in (first, second):
            build(root, folder / f"{root.name}-site")
            whole[root.name] = contents(folder / f"{root.name}-site")
        (folder / "public").mkdir()
        yield first, second, folder / "public", whole


def litter(folder: Path) -> list[str]:
    """What lies beside the site."""
    return sorted(path.name for path in folder.iterdir() if path.name != "site")


def kills(count: int, seed: int) -> None:
    """Builds killed at any moment, over the earlier site."""
    chance, outcomes = random.Random(seed), Counter[str]()
    with two_states() as (first, second, public, whole):
        site = public / "site"
        shutil.copytree(public.parent / "first-site", site)
        begun(second, public.parent / "timed").communicate()
        start = time.monotonic()
        ended = begun(second, public.parent / "timed")
        ended.communicate()
        longest = time.monotonic() - start
        for _ in range(count):
            before = name_of(site, whole)
            root = second if before == "first" else first
            process = begun(root, site)
            time.sleep(chance.uniform(0.2, 1) * longest)
            process.kill()
            process.communicate()
            outcomes[f"killed {process.returncode != 0}: {before} → {name_of(site, whole)}"] += 1
            outcomes[f"beside: {len(litter(public))}"] += 1
        code = begun(first, site).wait()
        outcomes[f"last build {code}: {name_of(site, whole)}, beside {litter(public)}"] += 1
    _tell("kills", outcomes)


def pairs(count: int, seed: int) -> None:
    """Two builds of two states into one site at once."""
    chance, outcomes = random.Random(seed), Counter[str]()
    with two_states() as (first, second, public, whole):
        site = public / "site"
        for number in range(count):
            if number % 2:
                shutil.rmtree(site)
            one = begun(first, site)
            time.sleep(chance.uniform(0, 2))
            other = begun(second, site)
            errors = [process.communicate()[1] for process in (one, other)]
            codes = one.returncode, other.returncode
            outcomes[f"{codes} {name_of(site, whole)}, beside {litter(public)}"] += 1
            if codes != (0, 0):
                print(errors)
    _tell("pairs", outcomes)


def served(count: int) -> None:
    """`portal serve` beside `portal build` of the same portal."""
    outcomes = Counter[str]()
    with two_states() as (first, _, public, whole):
        for number in range(count):
            port = str(8700 + number)
            serve = begun(first, first / "site", "serve", "--port", port)
            codes = [begun(first, first / "site").wait() for _ in range(2)]
            time.sleep(5)
            serve.terminate()
            serve.communicate()
            left = [path.name for path in first.iterdir() if path.name.startswith("site.")]
            outcomes[f"{codes} {name_of(first / 'site', whole)}, beside {left}"] += 1
        del public
    _tell("serve beside build", outcomes)


def _tell(title: str, outcomes: Mapping[str, int]) -> None:
    print(title)
    for outcome, count in sorted(outcomes.items()):
        print(f"  {count:4} {outcome}")


def main() -> None:
    """Carry out what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("kills", "pairs", "served"):
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    if options.kills:
        kills(options.kills, options.seed)
    if options.pairs:
        pairs(options.pairs, options.seed)
    if options.served:
        served(options.served)


if __name__ == "__main__":
    main()
