"""The settings and words of a project of Open SDG: YAML files, heads of Markdown, translations."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from builder.language.encodings import decoded, read_once
from builder.stewarding.taking_over import clean

Texts = Mapping[str, str]


class YamlFiles:
    """Reads YAML files and heads of Markdown; keeps in mind what is wrong with them."""

    def __init__(self) -> None:
        self.broken: list[Path] = []
        self.mended: list[Path] = []
        """Files with letters that an earlier program read in another encoding."""

    def read(self, path: Path) -> dict[str, Any]:
        """A file as a dict; empty where there is none.

        Numbers, days and yes/no stay as they are written, so that nothing of them is altered.
        """
        if not path.is_file():
            return {}
        found = decoded(path.read_bytes())
        text, body = clean(found.text) if found else "", ""
        if found and read_once(found.text) != found.text:
            self.mended.append(path)
        if path.suffix == ".md":
            head, _, body = text.lstrip().removeprefix("---").partition("\n---")
            text = head
        try:
            raw = yaml.load(text, Loader=_Texts)
            _refuse_large(raw)
        except (yaml.YAMLError, RecursionError):
            self.broken.append(path)
            return {}
        told: dict[str, Any] = raw if isinstance(raw, dict) else {}
        return {**told, "page_content": body.strip()} if path.suffix == ".md" else told

    def first(self, folder: Path, number: str) -> dict[str, Any]:
        """Settings of an indicator, in whichever of the two forms they lie."""
        found = (self.read(folder / f"{number}{ending}") for ending in (".yml", ".md"))
        return next((settings for settings in found if settings), {})


class _Texts(yaml.BaseLoader):  # type: ignore[misc]  # yaml tells no types
    """Makes texts alone, without what stands there as an escape: `"\\xEF\\xBB\\xBFtarget"`."""

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        return clean(str(super().construct_scalar(node)))


MOST_PARTS = 1_000_000
"""Parts of a file with everything that it names again by an alias: no settings have as many."""


def _refuse_large(raw: Any) -> None:
    """Refuse aliases of aliases that stand for more than any settings hold.

    Raises: yaml.YAMLError.
    """
    known: dict[int, int] = {}

    def size(part: Any) -> int:
        if not isinstance(part, dict | list):
            return 1
        if id(part) not in known:
            parts = part.values() if isinstance(part, dict) else part
            known[id(part)] = 1 + sum(map(size, parts))
        return known[id(part)]

    if size(raw) > MOST_PARTS:
        raise yaml.YAMLError


class Translations:
    """The project's own words: `translations/<language>/<group>.yml`."""

    def __init__(self, folder: Path, languages: Sequence[str], files: YamlFiles) -> None:
        self.languages = languages
        self._groups = {
            (language, path.stem): files.read(path)
            for language in languages
            for path in sorted((folder / language).glob("*.yml"))
        }

    def said(self, text: str, *groups: str) -> Texts:
        """A text in each language: the words of its key, `group.key`, or `key` of the groups."""
        return {language: self._in(language, text, groups) for language in self.languages}

    def _in(self, language: str, text: str, groups: Sequence[str]) -> str:
        named, dot, key = text.partition(".")
        places = ((named, key),) if dot else ()
        for group, wanted in (*places, *((group, text) for group in groups)):
            found = self._groups.get((language, group), {}).get(wanted)
            if isinstance(found, str) and found.strip():
                return found.strip()
        return text

    def knows(self, text: str) -> bool:
        """False for a key of words that lie elsewhere, such as `global_indicators.1-1-1-title`."""
        is_key = re.fullmatch(r"[\w-]+\.[\w.-]+", text) and not re.fullmatch(r"[\d.]+", text)
        return not is_key or set(self.said(text).values()) != {text}
