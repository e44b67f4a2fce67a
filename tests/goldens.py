"""What tests/cases/ must say, word for word; `python -m tests.goldens` writes it anew.

The words are what a steward reads: look at every difference before you keep it. The tables of
the cases also take on the fields that schemas/tables/ has gained; new fields are left empty.
"""

import csv
import datetime
import io
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.build import build
from builder.language.words import words
from builder.packages.read import DESCRIPTOR, read_schema_files
from builder.packages.schemas import with_schema
from builder.problem import Problem
from builder.report import rendered_problems
from builder.starting.answers import answers
from builder.starting.portal_files import portal_files
from builder.starting.write import write_new
from tests.folders import BASE, CASES, ROOT, told_problems, write_portal

SITE = BASE / "site"
"""Some files of the site that the valid portal becomes."""

SITE_PATHS = BASE / "expected-paths.txt"
"""Every file of that site."""

STARTING_PATHS = ROOT / "tests" / "starting" / "expected-paths.txt"
"""Every file of the site of a new portal but the pages of problems."""

SITE_FILES = ("data/rainfall/rainfall.json", "data/rainfall/datapackage.json", "sitemap.xml")


def case_folders() -> list[Path]:
    """Every case, in the order of their names."""
    return sorted(path for path in CASES.iterdir() if path.is_dir() and path != BASE)


def told(problems: Sequence[Problem]) -> Mapping[str, str]:
    """What `portal validate` prints of problems, by the name of its golden file."""
    return {
        "problems.vi.txt": rendered_problems(problems, words("vi"), "text") + "\n",
        "problems.en.txt": rendered_problems(problems, words("en"), "text") + "\n",
        "problems.json": rendered_problems(problems, words("en"), "json") + "\n",
    }


def site_paths(site: Path) -> str:
    """The path of every file of a site, one a line."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return "".join(f"{path}\n" for path in sorted(paths))


def write_goldens(folder: Path) -> None:
    """Every golden file anew, with portals made in a folder."""
    renew_tables()
    for case in case_folders():
        root = write_portal(folder / case.name, case)
        for name, text in told(told_problems(root, case)).items():
            (case / name).write_text(text, "utf-8")
    root = write_portal(folder / BASE.name)
    build(root, root / "site")
    SITE_PATHS.write_text(site_paths(root / "site"), "utf-8")
    new = folder / "new"
    write_new(portal_files(answers({}, None, day=datetime.date(2025, 1, 15))), new)
    build(new, new / "site")
    pages = site_paths(new / "site").splitlines(keepends=True)
    own = (page for page in pages if not page.startswith(("loi/", "en/problems/")))
    STARTING_PATHS.write_text("".join(own), "utf-8")
    for name in SITE_FILES:
        (SITE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "site" / name, SITE / name)


def renew_tables() -> None:
    """The valid portal's schemas as schemas/ has them, and a column for each field in CSV files.

    A case with a descriptor of its own keeps the columns that this one describes.
    """
    schemas = read_schema_files(ROOT / "schemas")
    for path in sorted(BASE.glob(f"datasets/*/{DESCRIPTOR}")):
        descriptor = json.loads(path.read_text("utf-8"))
        resources = [
            with_schema(resource, schemas, ("vi", "en")) for resource in descriptor["resources"]
        ]
        text = json.dumps({**descriptor, "resources": resources}, ensure_ascii=False, indent=2)
        path.write_text(f"{text}\n", "utf-8")
        for resource in resources:
            if resource["portal"].get("table"):
                file = path.parent.relative_to(BASE) / resource["path"]
                folder = path.parent.relative_to(BASE)
                own = [case for case in case_folders() if (case / folder / DESCRIPTOR).exists()]
                for case in (BASE, *(case for case in case_folders() if case not in own)):
                    table = case / file
                    _renew_columns(table, resource["schema"]["fields"])


def _renew_columns(path: Path, fields: Sequence[Mapping[str, Any]]) -> None:
    if not path.exists():
        return
    names = [field["name"] for field in fields]
    records = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    path.write_text(stream.getvalue(), "utf-8", newline="")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        write_goldens(Path(name))
