"""The generator's own words files, read quickly: every command begins with one.

They are written in the plain part of PO: an entry a paragraph, strings in double quotes. A
portal's own files, which may have all of PO, are read by Babel; a test holds both readers together.
Source: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

_PLURAL = re.compile(r"Plural-Forms:.*?plural=([^;\n]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFile:
    """What a words file says."""

    texts: Mapping[str, tuple[str, ...]]
    """The forms of each text by its key."""
    plural: str
    """Which form a number takes, as an expression of C."""


def parse_words_file(content: str) -> WordsFile:
    """The texts of a words file of the generator."""
    texts = {}
    for paragraph in content.split("\n\n"):
        key, forms = _entry(paragraph)
        texts[key] = forms
    head = texts.pop("")[0]
    found = _PLURAL.search(head)
    assert found, "the head of a words file names its plural forms"
    return WordsFile(texts=texts, plural=found[1])


def _entry(paragraph: str) -> tuple[str, tuple[str, ...]]:
    strings: dict[str, str] = {}
    name = ""
    for line in paragraph.splitlines():
        if not line.startswith("#"):
            keyword, _, quoted = line.partition('"')
            name = keyword.strip() or name
            strings[name] = strings.get(name, "") + _unquoted(quoted)
    forms = (text for name, text in strings.items() if name.startswith("msgstr"))
    return strings["msgid"], tuple(forms)


def _unquoted(quoted: str) -> str:
    body = quoted.rstrip().removesuffix('"')
    return str(json.loads(f'"{body}"')) if "\\" in body else body
