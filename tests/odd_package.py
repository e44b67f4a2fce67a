"""A package as portals of others have it: what harvesters trip over, all in one.

Its id and its table have dots, its texts HTML and marks, its keywords what CKAN refuses, its table
more than a megabyte.
"""

import csv
import json
from pathlib import Path

from tests.folders import BASE

NAME = "so.lieu.2024"
TABLE = "bang.lon-1"
ROWS = 20_000

TITLE = "{} \"x\" <b>& y</b> ☂ \\ 'z'"
DESCRIPTION = (
    '<script>alert("1")</script> {} <a href="https://x.example/?a=1&b=2">HTML</a> & ]]> -->.\n\n'
    "- {}"
)
KEYWORDS = (
    *("a/b", "x", "C#", "100%", "“trích”", "…", "&lt;b&gt;", "comma, and; more"),
    *("Quyết định 749/QĐ-TTg", ("rất " * 40).strip()),
)


def write_odd_package(root: Path) -> None:
    """The package in a portal's folder, beside its others."""
    folder = root / "datasets" / NAME
    folder.mkdir()
    descriptor = json.loads((BASE / "datasets/rainfall/datapackage.json").read_text("utf-8"))
    descriptor |= {
        "name": NAME,
        "title": TITLE.format("Số liệu"),
        "description": DESCRIPTION.format("Mô tả", "gạch đầu dòng"),
        "keywords": list(KEYWORDS),
    }
    english = {
        "title": {"en": TITLE.format("Figures")},
        "description": {"en": DESCRIPTION.format("Described", "a point")},
        "keywords": {"en": list(KEYWORDS)},
    }
    descriptor["portal"] |= english
    del descriptor["portal"]["charts"]
    fields = [
        {"name": "id", "type": "integer", "title": "Số", "portal": {"title": {"en": "Number"}}},
        {"name": "chu.y", "type": "string", "title": "Chữ", "portal": {"title": {"en": "<i>"}}},
    ]
    schema = {"fields": fields, "primaryKey": ["id"]}
    own = {"name": TABLE, "path": f"{TABLE}.csv", "schema": schema}
    descriptor["resources"] = [{**descriptor["resources"][0], **own}]
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    for language in ("vi", "en"):
        (folder / f"README.{language}.md").write_text("# …\n", "utf-8")
    with (folder / f"{TABLE}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["id", "chu.y"])
        writer.writerows(
            [number, f'Dòng {number}; "trích", <b>đậm</b> & phẩy, {number * 7919 % 10007}']
            for number in range(ROWS)
        )


def write_bare_package(root: Path) -> None:
    """A package with a file and a licence that no register has, and no title, schema or topic."""
    folder = root / "datasets" / "bare_1"
    folder.mkdir()
    descriptor = {
        "name": "bare_1",
        "licenses": [{"name": "LicenseRef-own"}],
        "resources": [{"name": "data.v2", "path": "DATA.CSV"}],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    (folder / "DATA.CSV").write_text("Mã,Tên đủ (m²)\n001,a\n002,\n", "utf-8")
    defaults = '\n[defaults]\npublisher = "maintainers"\ntopics = ["cong-nghe"]\nlanguage = "en"\n'
    with (root / "portal.toml").open("a", encoding="utf-8") as stream:
        stream.write(f"{defaults}issued = 2024-05-01\n")
