"""Pictures for the stewards' guides; `make screenshots` writes them anew into docs/screenshots/.

They show the small portal of the tests (made-up data, told so) as a reader's browser does, and its
form as LibreOffice does. Words come from the generator, days are given: what differs between two
runs is what the programs that draw differ in.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from builder.build import build
from builder.cli import main as portal
from tests.browser.conftest import started
from tests.browser.server import served
from tests.folders import ROOT, edited, write_portal
from tests.office import saved_as

FOLDER = ROOT / "docs" / "screenshots"
LANGUAGES = ("vi", "en")
WIDTH, WIDE, HEIGHT = 840, 1024, 560
"""Pixels of a picture, of one that shows a table, and how high one is at most."""

EDGE = 16.0
"""Pixels below what is shown last."""

PLACES: Mapping[str, Mapping[str, str]] = {
    "changes": {"vi": "thay-doi/", "en": "en/changes/"},
    "gone": {"vi": "du-lieu/rainfall/", "en": "en/datasets/rainfall/"},
    "edit": {"vi": "du-lieu/tasks-tiny/tasks/", "en": "en/datasets/tasks-tiny/tasks/"},
}
"""Pages of the portal that are shown, by the name of the picture and the language."""

PREVIEW, FORM = "preview", "form.png"
"""Pictures that are no pages of the site; the form speaks the first language of its portal."""

FORM_SIZE = {"width": 1110, "height": 330}
FORM_STYLE = "tr:nth-child(-n+2) td { max-width: 0; white-space: nowrap }"
"""Titles run over the empty cells beside them, as in a spreadsheet program."""

EDIT = '\n[edit]\nurl = "https://github.com/owner/portal/edit/main/{file}#L{line}"\n'
DAY = ("--day", "2024-06-03")
OBSERVATIONS = "datasets/indicators-tiny/data/observations.csv"


def names() -> Iterator[str]:
    """Every picture, as its file is called."""
    yield FORM
    for language in LANGUAGES:
        yield from (f"{name}.{language}.png" for name in (*PLACES, PREVIEW))


def changed_portal(folder: Path) -> Path:
    """The small portal after a correction, and without a dataset that it had."""
    root = write_portal(folder)
    settings = root / "portal.toml"
    settings.write_text(settings.read_text("utf-8") + EDIT, "utf-8")
    called("release", "--root", str(root))
    cells = ("indicator_id=i-1", "period=2023", "kind=actual", "value=17", "value_raw=17%")
    row = ("set", "indicators-tiny", "observations", *cells)
    called(*row, "--yes", *DAY, "--root", str(root))
    shutil.rmtree(root / "datasets/rainfall")
    reasons = ("reason_vi=Trạm đo đã ngừng hoạt động.", "reason_en=The station has closed.")
    called("gone", "rainfall", *reasons, *DAY, "--root", str(root))
    return root


def spoil(root: Path) -> None:
    """Do to cells of a portal what Excel and people do."""
    edited(root / OBSERVATIONS, "actual,=,16.5", 'actual,=,"16,5"')
    edited(root / "datasets/tasks-tiny/data/status.csv", "completed,Đã xong", "Đã xong,Đã xong")


def called(*arguments: str) -> None:
    """Call the command; what it tells is not shown."""
    portal([*arguments])


def drawn(browser: Browser, address: str, path: Path, part: str = "body") -> None:
    """A picture of what a page shows from the top of one of its parts."""
    width = WIDE if path.name.startswith("edit") else WIDTH
    size = {"width": width, "height": HEIGHT}
    page = browser.new_page(viewport=size, reduced_motion="reduce", color_scheme="light")
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    box = page.locator(part).first.bounding_box()
    end = page.locator(f"{part} > *:visible").last.bounding_box()
    assert box is not None
    assert end is not None
    height = min(end["y"] + end["height"] + EDGE - box["y"], float(HEIGHT))
    clip = {"x": 0.0, "y": box["y"], "width": float(width), "height": height}
    page.screenshot(path=path, clip=clip, full_page=True)  # type: ignore[arg-type]  # a FloatRect
    page.close()


@contextmanager
def previewed(root: Path, language: str) -> Iterator[str]:
    """The address of a running preview whose first build has ended."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).parent / "portal"
    call = [command, "serve", "--root", root, "--port", str(port), "--lang", language]
    address = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            until_told(address)
            yield address
        finally:
            running.terminate()


def until_told(address: str) -> None:
    """Wait until the page shows a problem, for two minutes at most."""
    for _ in range(240):
        time.sleep(0.5)
        try:
            with urllib.request.urlopen(address) as answer:
                if b"type-number" in answer.read():
                    return
        except OSError:
            continue
    raise TimeoutError(address)


def draw(browser: Browser, folder: Path) -> None:
    """Every picture, in both languages."""
    root = changed_portal(folder / "changed")
    build(root, root / "site")
    faulty = write_portal(folder / "faulty")
    build(faulty, faulty / "site")
    spoil(faulty)
    with served(root / "site", "/") as address:
        for name, places in PLACES.items():
            for language, uri in places.items():
                part = "main table" if name == "edit" else "main"
                drawn(browser, address + uri, FOLDER / f"{name}.{language}.png", part)
    for language in LANGUAGES:
        with previewed(faulty, language) as address:
            drawn(browser, address, FOLDER / f"{PREVIEW}.{language}.png")
    draw_form(browser, folder / "form")


def draw_form(browser: Browser, folder: Path) -> None:
    """The form of a package as LibreOffice reads it."""
    root = write_portal(folder / "portal")
    form = folder / "form.xlsx"
    called("form", "indicators-tiny", "--period", "2024", "--out", str(form), "--root", str(root))
    page = browser.new_page(viewport=FORM_SIZE)  # type: ignore[arg-type]  # a ViewportSize
    page.goto(saved_as("html", form, folder).as_uri())
    page.add_style_tag(content=FORM_STYLE)
    page.screenshot(path=FOLDER / FORM)
    page.close()


def main() -> None:
    """Write the pictures anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = started(playwright)
        draw(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
