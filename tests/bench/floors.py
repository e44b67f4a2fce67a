"""What the floors of the bench work on: the charts and the pages of a built portal, ready-made.

Charts are the specifications that the build draws, each picture for itself; pages are the main
parts of the built pages as the text of Markdown files, which MkDocs and its theme put into a frame
with a short menu, without search.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.build import shown_shell
from builder.charts.svg import is_svg
from builder.exports.downloads.files import PublishedFile, announced_files
from builder.model import Package
from builder.validation.package import JUDGE

MAIN = re.compile(r"<main.*?</main>", re.DOTALL)

ALONE = """\
site_name: Alone
docs_dir: alone
site_dir: alone-site
use_directory_urls: true
theme: {name: material, font: false}
plugins: []
nav: [index.md]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore}}
"""


def prepared(folder: Path) -> None:
    """Write down what the floors of a built portal are given."""
    shell = shown_shell(folder, _announced, JUDGE)
    wanted = [
        (drawing.format, drawing.source)
        for drawing in dict.fromkeys(shell.site.drawings())
        if drawing.format != "js" and not is_svg(drawing.source)
    ]
    (folder / "drawings.json").write_text(json.dumps(wanted), "utf-8")
    site = folder / "site"
    for path in site.rglob("index.html"):
        page = folder / "alone" / path.relative_to(site).with_suffix(".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        found = MAIN.search(path.read_text("utf-8"))
        page.write_text(found[0] if found else "", "utf-8")
    (folder / "alone.yml").write_text(ALONE, "utf-8")


def _announced(
    packages: Sequence[Package], base_url: str
) -> Mapping[str, tuple[PublishedFile, ...]]:
    return {package.id: announced_files(package, base_url) for package in packages}


def converted(wanted: tuple[str, str]) -> int:
    """The size of a picture that the converter alone makes."""
    import vl_convert

    picture_format, spec = wanted
    if picture_format == "png":
        return len(vl_convert.vegalite_to_png(spec))
    return len(vl_convert.vegalite_to_svg(spec))
