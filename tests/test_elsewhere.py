"""A cluster of other processes makes the files of packages, and the site is the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from builder.cli import EXIT_BUILT, EXIT_MISUSE, main
from builder.elsewhere import SCHEME, connecting
from builder.store.folder import ENVIRONMENT
from tests.folders import contents, write_portal


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers, each a process of its own."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
    ) as cluster:
        yield cluster


def built(root: Path, *options: str) -> dict[str, bytes]:
    """The site that the command builds."""
    assert main(["build", "--root", str(root), "--lang", "en", *options]) == EXIT_BUILT
    return contents(root / "site")


def test_a_cluster_makes_the_same_bytes(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_portal(tmp_path / "portal")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "alone"))
    alone = built(root)
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "shared"))
    before = cluster.scheduler.transition_counter
    address = cluster.scheduler_address.removeprefix("tcp://")
    assert built(write_portal(tmp_path / "again"), "--executor", f"{SCHEME}{address}") == alone
    assert cluster.scheduler.transition_counter > before
    kept = tmp_path / "shared/contents/parts"
    assert len(list(kept.iterdir())) >= len(list((root / "datasets").iterdir()))


def test_nobody_who_answers_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_portal(tmp_path / "portal")
    call = ["build", "--root", str(root), "--lang", "en", "--executor", "dask://127.0.0.1:9"]
    assert main(call) == EXIT_MISUSE
    assert "No Dask scheduler answers at" in capsys.readouterr().err
    assert not (root / "site").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "dask://", "dask://host", "host:8786"])
def test_an_address_of_another_form_is_told(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError, match=address):
        connecting(address)
    with pytest.raises(SystemExit) as ended:
        main(["build", "--root", str(tmp_path), "--lang", "en", "--executor", address])
    assert ended.value.code == EXIT_MISUSE
    assert "dask://HOST:PORT" in capsys.readouterr().err
