"""Portals beside this one: the small valid portal in other languages, or with fewer packages."""

import csv
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.packages.arrangement import WRITTEN_IN, arranged
from builder.packages.read import DESCRIPTOR
from tests.folders import BASE

CODE_LISTS = ("documents", "organisations", "topics")
"""What every portal has."""

OTHERS: Mapping[str, tuple[Sequence[str], Sequence[str] | None]] = {
    "empty": (("vi", "en"), ()),
    "french": (("fr", "en"), None),
    "table": (("vi", "en"), ("rainfall",)),
    "tasks": (("vi", "en"), ("tasks-tiny",)),
    "waiting": (("vi", "en", "fr"), None),
}
"""Portals beside this one: their languages, and their packages besides the code lists."""

WAITING = {"waiting": ("vi", "en")}
"""Those whose packages speak fewer languages than the site, and which they speak."""

FRENCH = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "language.locale"
msgstr "fr"

msgid "language.region"
msgstr "fr_FR"

msgid "language.eu"
msgstr "FRA"

msgid "language.name"
msgstr "Français"

msgid "nav.datasets"
msgstr "Jeux de données"

msgid "route.datasets"
msgstr "jeux-de-donnees"
"""
"""Words of a language that the generator does not speak: the others are English."""


def write_portal_in(
    folder: Path,
    languages: Sequence[str],
    packages: Sequence[str] | None = None,
    *,
    required: Sequence[str] | None = None,
) -> Path:
    """The small portal in other languages; of its packages those named, and the code lists.

    `required` are the languages that the packages speak; None: all.
    """
    _write_settings(folder, languages)
    if required:
        path = folder / "portal.toml"
        setting = f"[languages]\nrequired = {json.dumps([*required])}\n\n[contact]"
        path.write_text(path.read_text("utf-8").replace("[contact]", setting), "utf-8")
    for language in languages:
        pages = BASE / "site_src" / (language if language in WRITTEN_IN else WRITTEN_IN[-1])
        shutil.copytree(pages, folder / "site_src" / language)
    if set(languages) - set(WRITTEN_IN):
        (folder / "site_src" / "words").mkdir()
        (folder / "site_src" / "words" / "fr.po").write_text(FRENCH, "utf-8")
        about = folder / "site_src" / "fr" / "about.md"
        about.write_text(about.read_text("utf-8").replace("../datasets/", "../jeux-de-donnees/"))
    for source in sorted((BASE / "datasets").iterdir()):
        if packages is None or source.name in (*CODE_LISTS, *packages):
            _write_package(source, folder / "datasets" / source.name, required or languages)
    return folder


def write_other(folder: Path, name: str) -> Path:
    """One of OTHERS, with an address to write to."""
    languages, packages = OTHERS[name]
    root = write_portal_in(folder, languages, packages, required=WAITING.get(name))
    with (root / "portal.toml").open("a", encoding="utf-8") as stream:
        stream.write('email = "a@data.example"\n')
    if packages is not None and "indicators" not in packages:
        _forget_indicators(root)
    return root


def _forget_indicators(root: Path) -> None:
    """Tasks that name no indicator, for a portal without any."""
    for path in root.glob("datasets/*/data/tasks.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [dict(row, indicator_ids="") for row in csv.DictReader(stream)]
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _write_settings(folder: Path, languages: Sequence[str]) -> None:
    def texts(pair: re.Match[str]) -> str:
        found = [f'{name} = "{pair[1] if name == "vi" else pair[2]}"' for name in languages]
        return "{ " + ", ".join(found) + " }"

    text = (BASE / "portal.toml").read_text("utf-8")
    text = text.replace('languages = ["vi", "en"]', f"languages = {json.dumps([*languages])}")
    folder.mkdir(parents=True)
    text = re.sub(r'\{ vi = "([^"]*)", en = "([^"]*)" \}', texts, text)
    (folder / "portal.toml").write_text(text, "utf-8")


def _write_package(source: Path, folder: Path, languages: Sequence[str]) -> None:
    shutil.copytree(source, folder)
    descriptor: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    descriptor = json.loads(json.dumps(arranged(descriptor, languages)))
    for chart in descriptor["portal"].get("charts", ()):
        title = chart["title"]
        chart["title"] = {name: title.get(name, title["en"]) for name in languages}
    for resource in descriptor["resources"]:
        resource["schema"] = json.loads(json.dumps(arranged(resource["schema"], languages)))
        names = [field["name"] for field in resource["schema"]["fields"]]
        _write_columns(folder / resource["path"], names)
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    for language in languages:
        if not (folder / f"README.{language}.md").exists():
            shutil.copy(folder / "README.en.md", folder / f"README.{language}.md")


def _write_columns(path: Path, names: Sequence[str]) -> None:
    """A table with the columns named; one of a further language is the English."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            spare = (f"{name.rpartition('_')[0]}_en" for name in names)
            pairs = zip(names, spare, strict=True)
            writer.writerow([row.get(name, row.get(other, "")) for name, other in pairs])
