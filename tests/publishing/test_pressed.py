"""Texts pressed beside their files: what they hold, and that they are the same each time."""

import gzip
from pathlib import Path

import brotli
import pytest

from builder.publishing.pressed import FORMS, LEAST, press
from builder.settings import PRESSED

TEXT = "Số liệu chuyển đổi số.\n".encode() * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {
        "index.html": TEXT,
        "api/3/action/package_list": TEXT,
        "short.csv": TEXT[: LEAST - 1],
        "picture.png": TEXT,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def pressed(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.suffix in (".gz", ".br"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_every_form_of_a_text_holds_that_text(folder: Path) -> None:
    press(folder, FORMS)
    found = pressed(folder)
    assert gzip.decompress(found["index.html.gz"]) == TEXT
    assert brotli.decompress(found["index.html.br"]) == TEXT


def test_files_without_an_ending_are_pressed_and_short_ones_and_pictures_are_not(
    folder: Path,
) -> None:
    press(folder, ["gz"])
    assert set(pressed(folder)) == {"index.html.gz", "api/3/action/package_list.gz"}


def test_the_same_text_is_the_same_bytes_and_a_pressed_file_is_not_pressed_again(
    folder: Path,
) -> None:
    press(folder, FORMS)
    first = pressed(folder)
    press(folder, FORMS)
    assert pressed(folder) == first


def test_without_the_setting_there_is_none(folder: Path) -> None:
    press(folder, ())
    assert pressed(folder) == {}


def test_the_settings_know_every_form() -> None:
    assert tuple(FORMS) == PRESSED
