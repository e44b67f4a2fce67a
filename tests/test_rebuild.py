"""Nothing is made twice: builds that find what they need from earlier ones, and say why not."""

import contextlib
import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli import EXIT_BUILT, main
from builder.language.words import words
from builder.publishing.kept_pages import KeptPages
from builder.rebuild import How, Rebuilt, explained, rebuilt
from builder.store import stamps
from builder.store.checked import read_checked, write_checked
from builder.store.contents import MOST_SITES, SITES, Contents
from builder.store.folder import ENVIRONMENT
from builder.store.stamps import content_digest
from builder.store.told import Built, as_json, from_json
from tests.folders import CASES, write_portal
from tests.folders import contents as tree

READ = "datasets/rain/data.csv"


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "portal" / READ
    path.parent.mkdir(parents=True)
    write(path, "1\n")
    return tmp_path / "portal"


def write(path: Path, text: str) -> None:
    """Give a file a text, long ago, so that its stamp tells of every change."""
    path.write_text(text)
    os.utime(path, (1e9, 1e9 + sum(map(ord, text))))


def again(root: Path, meanwhile: Callable[[], None] = lambda: None) -> Rebuilt:
    """Build a site that holds what the one file of the portal says."""

    def make(_kept: KeptPages, finished: Callable[[Path, Built], None]) -> Built:
        built = Built(pages=1, files=1, packages=1, warnings=())
        folder = root / "new"
        (folder / "data").mkdir(parents=True)
        (folder / "index.html").write_text("<p>")
        shutil.copyfile(root / READ, folder / "data" / "rain.csv")
        meanwhile()
        finished(folder, built)
        shutil.rmtree(root / "site", ignore_errors=True)
        folder.rename(root / "site")
        return built

    return rebuilt(root, root / "site", None, make)


def said(root: Path) -> str:
    """What the site says of rain."""
    return (root / "site/data/rain.csv").read_text()


def test_what_did_not_change_is_left_as_it_was(root: Path) -> None:
    first = again(root)
    assert (first.how, [reason.cause for reason in first.reasons]) == (How.MADE, ["first"])
    before = (root / "site/index.html").stat()
    second = again(root)
    assert (second.how, second.reasons, second.built) == (How.UNCHANGED, (), first.built)
    assert (root / "site/index.html").stat() == before


def test_a_change_is_built_and_named(root: Path) -> None:
    again(root)
    write(root / READ, "2\n")
    (root / "schemas").mkdir()
    (root / "schemas/new.json").touch()
    second = again(root)
    assert (second.how, said(root)) == (How.MADE, "2\n")
    assert {(reason.cause, reason.path) for reason in second.reasons} == {
        ("changed", READ),
        ("new", "schemas/new.json"),
    }
    told = explained(second, words("en"))
    assert f"changed (1): {READ}" in told
    (root / "schemas/new.json").unlink()
    assert [reason.cause for reason in again(root).reasons] == ["gone"]


def test_a_site_of_before_is_put_together_from_its_files(root: Path) -> None:
    again(root)
    write(root / READ, "2\n")
    again(root)
    write(root / READ, "1\n")
    third = again(root)
    assert (third.how, said(root)) == (How.KEPT, "1\n")
    assert again(root).how is How.UNCHANGED


@pytest.mark.parametrize("change", ["rewritten", "gone", "added"])
def test_a_site_that_somebody_changed_is_made_right_again(root: Path, change: str) -> None:
    again(root)
    right = tree(root / "site")
    page = root / "site/index.html"
    page.unlink()
    if change == "rewritten":
        page.write_text("<b>")
    if change == "added":
        page.write_text("<p>")
        (root / "site/more.html").touch()
    second = again(root)
    assert [reason.cause for reason in second.reasons] == ["site"]
    assert tree(root / "site") == right


def test_a_kept_file_that_was_changed_in_place_is_not_used(root: Path) -> None:
    again(root)
    page = root / "site/index.html"
    page.write_text("<b>")  # the kept file is the same file
    second = again(root)
    assert (second.how, page.read_text()) == (How.MADE, "<p>")
    shutil.rmtree(root / "site")
    assert again(root).how is How.KEPT


def test_a_kept_site_that_was_cut_is_not_used(root: Path) -> None:
    again(root)
    (kept,) = (root / ".cache/contents/sites").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    (root / "site/index.html").unlink()
    assert again(root).how is How.MADE


def test_two_writings_within_a_moment_are_told_apart(root: Path) -> None:
    path = root / READ
    path.write_text("1\n")  # just now, unlike `write`
    stamp = path.stat()
    again(root)
    path.write_text("2\n")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert (again(root).how, said(root)) == (How.MADE, "2\n")


def test_what_was_written_during_a_build_is_built_by_the_next(root: Path) -> None:
    again(root, meanwhile=lambda: write(root / READ, "2\n"))
    assert said(root) == "1\n"
    assert (again(root).how, said(root)) == (How.MADE, "2\n")


def test_a_folder_of_what_is_kept_serves_another_machine(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "shared"))
    again(root)
    other = tmp_path / "other"
    shutil.copytree(root / "datasets", other / "datasets")
    second = again(other)
    assert (second.how, tree(other / "site")) == (How.KEPT, tree(root / "site"))


def test_sites_of_long_ago_are_forgotten_with_their_files(root: Path) -> None:
    for number in range(MOST_SITES + 1):
        write(root / READ, f"{number} of many\n")
        again(root)
    kept = root / ".cache/contents"
    assert len(list((kept / "sites").iterdir())) == SITES
    assert len(list((kept / "files").glob("*/*"))) == SITES + 1  # and the one page


def test_pages_are_taken_from_the_site_that_was_made_last(root: Path) -> None:
    for number in range(SITES + 3):
        write(root / READ, f"{number} of many\n")
        again(root)
        time.sleep(0.02)  # two files may bear one time otherwise
        last = Contents(root / ".cache/contents").last_site()
        assert last is not None
        assert last.files["data/rain.csv"] == content_digest(f"{number} of many\n".encode())


def test_a_cache_that_cannot_be_written_costs_time_alone(root: Path) -> None:
    (root / ".cache").write_text("a file")
    assert (again(root).how, again(root).how) == (How.MADE, How.MADE)
    assert said(root) == "1\n"


def test_a_record_of_another_version_is_no_record(root: Path) -> None:
    again(root)
    (record,) = (root / ".cache/last").iterdir()
    for text in (b"", b"[]", b'{"day": "None"}', record.read_bytes().replace(b"1", b"2")):
        record.write_bytes(text)
        assert [reason.cause for reason in again(root).reasons] == ["first"]


@pytest.mark.parametrize("target", ["/", "site_src", "file", "nothing"])
def test_links_are_not_followed(root: Path, target: str) -> None:
    (root / "site_src").mkdir()
    (root / "file").write_text("before")
    (root / "site_src/link").symlink_to(target if target == "/" else root / target)
    again(root)
    is_known = not (root / target).is_dir()
    assert again(root).how is (How.UNCHANGED if is_known else How.MADE)
    if target == "file":
        (root / "file").write_text("behind")
        assert again(root).how is How.MADE


def test_a_folder_that_comes_or_goes_is_a_change(root: Path) -> None:
    again(root)
    (root / "datasets/empty").mkdir()
    assert [reason.path for reason in again(root).reasons] == ["datasets/empty/"]
    (root / "datasets/empty").rmdir()
    assert again(root).how is How.KEPT


def test_a_name_that_is_no_text_is_a_name(root: Path) -> None:
    with contextlib.suppress(OSError):  # some file systems take no such names
        os.close(os.open(os.fsencode(root / "datasets/rain") + b"/\xff.csv", os.O_CREAT))
    assert (again(root).how, again(root).how) == (How.MADE, How.UNCHANGED)


@pytest.mark.parametrize("uri", ["../outside", "/tmp/outside", "a/../../outside", "..\\outside"])
def test_a_kept_site_that_leads_out_is_not_used(root: Path, uri: str) -> None:
    again(root)
    (path,) = (root / ".cache/contents/sites").iterdir()
    told = json.loads(read_checked(path) or b"")
    told["files"][uri] = told["files"]["index.html"]
    write_checked(path, json.dumps(told).encode())
    (root / "site/index.html").unlink()
    assert again(root).how is How.MADE
    assert not list(root.parent.rglob("outside"))


def test_the_command_tells_the_same_warnings_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_portal(tmp_path / "portal", CASES / "twin-name")
    call = ["build", "--root", str(root), "--lang", "en", "--explain"]
    assert main(call) == EXIT_BUILT
    first = capsys.readouterr()
    site = tree(root / "site")
    assert main(call) == EXIT_BUILT
    second = capsys.readouterr()
    assert second.out == first.out
    assert "Two rows with one name" in first.out
    assert "no build of this folder is remembered" in first.err
    assert "Nothing changed since the last build" in second.err
    assert tree(root / "site") == site


def test_what_was_told_comes_back_whole(tmp_path: Path) -> None:
    from builder.problem import Place, Problem, Severity

    place = Place(file="datasets/a/b.csv", row=2, field="c", column=3)
    problem = Problem(
        code="twin-name",
        place=place,
        value="x",
        details={"a": "b"},
        severity=Severity.WARNING,
        also=(place, place),
    )
    built = Built(pages=1, files=2, packages=3, warnings=(problem,))
    assert from_json(as_json(built)) == built


def test_a_process_older_than_its_generator_keeps_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(root)
    monkeypatch.setattr("builder.rebuild.started_generator", lambda: "of before an upgrade")
    write(root / READ, "2\n")
    again(root)
    monkeypatch.undo()
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    assert again(root).how is How.MADE


@pytest.mark.parametrize("most", [stamps.MOST_WAITING, 0, 2])
def test_a_site_is_summed_up_as_its_stamps_are(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether one process looks at it, or several."""
    monkeypatch.setattr(stamps, "MOST_WAITING", most)
    site = tmp_path / "site"
    for uri in ("index.html", "a/b/c/index.html", "a/b/x.csv", "Đà Nẵng/x", "d/e/f/g/y"):
        (site / uri).parent.mkdir(parents=True, exist_ok=True)
        (site / uri).write_text(uri)
    (site / "empty").mkdir()
    (site / "link").symlink_to("index.html")
    found = [stamps.site_summary(site)]
    assert found == [stamps.summary(stamps.site_stamps(site))]
    (site / "a/b/x.csv").write_text("longer")
    found.append(stamps.site_summary(site))
    (site / "d/e/f/g/y").rename(site / "d/e/f/g/z")
    found.append(stamps.site_summary(site))
    (site / "link").unlink()
    found.append(stamps.site_summary(site))
    shutil.rmtree(site / "a")
    found.append(stamps.site_summary(site))
    assert len({*found}) == len(found)
    shutil.rmtree(site)
    assert stamps.site_summary(site) == stamps.summary({})
