"""The portals that the bench builds: valid, of the size asked for, the same each time."""

from pathlib import Path

from tests.bench.portals import Size, write_bench_portal
from tests.folders import contents, found_problems

SIZE = Size(packages=2, rows=6, tasks=3, indicators=21)


def test_a_portal_to_measure_with_is_valid_and_of_the_size_asked_for(tmp_path: Path) -> None:
    root = write_bench_portal(tmp_path / "portal", SIZE)
    assert found_problems(root) == ()
    assert len(list(root.glob("datasets/set-*"))) == 2
    assert len(list(root.glob("datasets/values-*"))) == 2
    tasks = root / "datasets/tasks-bench/data/tasks.csv"
    assert len(tasks.read_text("utf-8").splitlines()) == 1 + 3


def test_two_portals_of_a_size_have_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_bench_portal(tmp_path / name, SIZE) for name in ("a", "b"))
    assert contents(first) == contents(second)
