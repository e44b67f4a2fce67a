"""Pictures of earlier builds: drawn once, taken by their content, safe to delete."""

import json
import os
import time
from pathlib import Path

import pytest

from builder.charts.picture import Heading
from builder.charts.svg import FEW, Drawing, converted
from builder.publishing import cache
from builder.publishing.cache import SITES, STAYS, forget_pictures, kept_pictures


def spec(amount: int) -> str:
    """A chart of one bar."""
    return json.dumps(
        {
            "data": {"values": [{"x": "Láng", "y": amount}]},
            "mark": "bar",
            "encoding": {"x": {"field": "x"}, "y": {"field": "y", "type": "quantitative"}},
        },
        ensure_ascii=False,
    )


ONE, TWO = Drawing("svg", spec(1)), Drawing("svg", spec(2))


def asked(folder: Path, *drawings: Drawing) -> tuple[dict[Drawing, bytes], int]:
    """The pictures, and how often a finished one was told."""
    done: list[None] = []
    pictures = kept_pictures(drawings, folder, lambda _: done.append(None))
    return {drawing: pictures.picture(drawing) for drawing in drawings}, len(done)


def test_a_picture_is_drawn_and_kept(tmp_path: Path) -> None:
    found, done = asked(tmp_path / "charts", ONE)
    (path,) = (tmp_path / "charts").iterdir()
    assert path.read_bytes().endswith(b"\n" + found[ONE])
    assert done == 1
    assert found[ONE] == converted(ONE)


def test_a_picture_that_is_kept_is_not_drawn_again(tmp_path: Path) -> None:
    asked(tmp_path, ONE)
    (path,) = tmp_path.iterdir()
    before = path.stat().st_ino
    asked(tmp_path, ONE)
    assert path.stat().st_ino == before


def test_what_was_kept_in_another_form_is_drawn_with_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not when a page is made: there they would be drawn one by one."""
    many = [Drawing("svg", spec(number)) for number in range(FEW + 1)]
    with monkeypatch.context() as before:
        before.setattr(cache, "SHAPE", "1")
        pictures = kept_pictures([], tmp_path, lambda _: None)
        for drawing in many:
            pictures.picture(drawing)
    assert len([*tmp_path.iterdir()]) == len(many)
    kept_pictures(many, tmp_path, lambda _: None)
    assert len([*tmp_path.iterdir()]) == 2 * len(many)


def test_few_pictures_are_drawn_by_whoever_asks_first(tmp_path: Path) -> None:
    pictures = kept_pictures([ONE, TWO], tmp_path, lambda _: None)
    assert [*tmp_path.iterdir()] == []
    assert pictures.picture(ONE) == converted(ONE)
    assert len([*tmp_path.iterdir()]) == 1


@pytest.mark.parametrize("cut", [b"", b"garbage", b"<svg/>"])
def test_an_entry_that_was_changed_is_drawn_anew(cut: bytes, tmp_path: Path) -> None:
    first, _ = asked(tmp_path, ONE)
    (path,) = tmp_path.iterdir()
    path.write_bytes(cut)
    assert asked(tmp_path, ONE) == (first, 1)
    assert path.read_bytes().endswith(first[ONE])


def test_entries_that_were_exchanged_are_drawn_anew(tmp_path: Path) -> None:
    first, _ = asked(tmp_path, ONE, TWO)
    one, two = tmp_path.iterdir()
    before = one.read_bytes(), two.read_bytes()
    one.write_bytes(before[1])
    two.write_bytes(before[0][:-10])
    assert asked(tmp_path, ONE, TWO)[0] == first


def test_a_cache_that_cannot_be_written_costs_no_picture(tmp_path: Path) -> None:
    (tmp_path / "charts").write_text("a file", "utf-8")
    assert asked(tmp_path / "charts", ONE)[0] == {ONE: converted(ONE)}


def test_only_what_is_missing_is_drawn(tmp_path: Path) -> None:
    asked(tmp_path, ONE)
    found, done = asked(tmp_path, ONE, TWO)
    assert (set(found), done) == ({ONE, TWO}, 2)
    assert len(list(tmp_path.iterdir())) == 2


def test_equal_pictures_are_drawn_once(tmp_path: Path) -> None:
    found, done = asked(tmp_path, TWO, TWO, TWO)
    assert (list(found), done) == ([TWO], 1)


def test_nothing_to_draw_makes_no_folder(tmp_path: Path) -> None:
    assert asked(tmp_path / "charts") == ({}, 0)
    assert not (tmp_path / "charts").exists()


def test_the_cache_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    first, _ = asked(tmp_path, ONE)
    next(tmp_path.iterdir()).unlink()
    assert asked(tmp_path, ONE)[0] == first


def test_a_chart_beside_other_words_is_another_picture(tmp_path: Path) -> None:
    for title in ("Tỉnh", "Xã"):
        heading = Heading(title=title, subtitle="", foot=())
        found, _ = asked(tmp_path, Drawing("svg", ONE.source, heading=heading))
        assert title in next(iter(found.values())).decode()


def test_a_changed_text_is_another_picture(tmp_path: Path) -> None:
    asked(tmp_path, ONE)
    asked(tmp_path, Drawing("svg", ONE.source.replace("Láng", "Hà Đông")))
    assert len(list(tmp_path.iterdir())) == 2


def test_a_picture_that_was_lost_after_it_was_drawn_is_drawn_once_more(tmp_path: Path) -> None:
    pictures = kept_pictures([ONE], tmp_path, lambda _: None)
    pictures.picture(ONE)
    (path,) = tmp_path.iterdir()
    path.unlink()
    assert pictures[ONE.source] == converted(ONE).decode()


def use(folder: Path, *names: str) -> None:
    """A site uses these pictures, which were used long ago before."""
    folder.mkdir(exist_ok=True)
    long_ago = time.time() - 2 * STAYS
    for name in names:
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (long_ago, long_ago))
    forget_pictures(folder, names)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_pictures_of_the_last_sites_stay_and_the_others_go(tmp_path: Path) -> None:
    folder = tmp_path / "charts"
    for number in range(SITES + 3):
        use(folder, "common", f"own-{number}")
    kept = {f"own-{number}" for number in range(3, SITES + 3)}
    assert names(folder) == {"common", *kept}
    assert len(names(tmp_path / "charts-of-sites")) == SITES
    for _ in range(SITES):
        use(folder, "common", f"own-{SITES + 2}")
    assert names(folder) == {"common", *kept}, "the same site again is no other"


def test_a_picture_that_another_build_uses_now_stays(tmp_path: Path) -> None:
    folder = tmp_path / "charts"
    use(folder, "mine")
    (folder / "drawn-by-another").write_bytes(b"")
    use(folder, "mine")
    assert names(folder) == {"mine", "drawn-by-another"}


def test_a_folder_that_cannot_be_cleared_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "charts-of-sites").write_bytes(b"a file")
    use(tmp_path / "charts", "mine")
    assert names(tmp_path / "charts") == {"mine"}


def test_a_picture_that_is_used_again_is_as_one_drawn_now(tmp_path: Path) -> None:
    asked(tmp_path, ONE)
    (path,) = tmp_path.iterdir()
    os.utime(path, (0, 0))
    asked(tmp_path, ONE)
    assert path.stat().st_mtime > time.time() - STAYS
