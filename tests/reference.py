"""The reference of commands, settings, columns and problems; `make reference` writes it anew.

Nothing in docs/reference*.md is written by hand: words come from the words files, the schema of
portal.toml, the table schemas and the codes.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.arguments import speak
from builder.charts.drafts import drafted_templates
from builder.charts.templates import FILE
from builder.cli import command_parser
from builder.language.words import Words, words
from builder.problem import CODES
from tests.folders import ROOT

FILES = {"vi": ROOT / "docs/reference.vi.md", "en": ROOT / "docs/reference.md"}

HEADS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Reference",
        "about": "Made from the generator itself by `make reference`; not written by hand.",
        "commands": "Commands",
        "shared": "Every command takes",
        "settings": "Settings in portal.toml",
        "columns": "Columns of the tables that the portal knows",
        "problems": "Problems",
        "argument": "argument",
        "setting": "setting",
        "needed": "needed",
        "type": "type",
        "column": "column",
        "means": "what it is",
        "code": "code",
    },
    "vi": {
        "title": "Tra cứu",
        "about": "Do chính bộ dựng viết ra bằng `make reference`; không viết tay.",
        "commands": "Lệnh",
        "shared": "Lệnh nào cũng nhận",
        "settings": "Thiết lập trong portal.toml",
        "columns": "Cột của các bảng mà cổng biết",
        "problems": "Lỗi",
        "argument": "tham số",
        "setting": "thiết lập",
        "needed": "bắt buộc",
        "type": "kiểu",
        "column": "cột",
        "means": "là gì",
        "code": "mã",
    },
}


def reference(language: str) -> str:
    """The whole reference in a language, as Markdown."""
    heads = HEADS[language]
    settings = _table(heads, ("setting", "needed", "means"), _settings(language))
    problems = _table(heads, ("code", "means"), _problems(words(language)))
    parts = [
        f"# {heads['title']}\n\n{heads['about']}",
        f"## {heads['commands']}\n\n" + "\n\n".join(_commands(words(language), heads)),
        f"## {heads['settings']}\n\n{settings}",
        f"## {heads['columns']}\n\n" + "\n\n".join(_columns(language, heads)),
        f"## {heads['problems']}\n\n{problems}",
    ]
    return "\n\n".join(parts) + "\n"


def _table(heads: Mapping[str, str], names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [[heads[name] for name in names], ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _commands(t: Words, heads: Mapping[str, str]) -> Iterator[str]:
    speak(t)
    parser = command_parser(t)
    (commands,) = (
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    shared = {"--root", "--lang", "--debug", "--format", "--help"}
    told = {action.dest: action.help for action in commands._choices_actions}
    common = commands.choices["validate"]._actions
    yield f"{heads['shared']}:\n\n" + _arguments(common, heads, lambda name: name in shared)
    for name, command in commands.choices.items():
        table = _arguments(command._actions, heads, lambda option: option not in shared)
        yield f"### `portal {name}`\n\n{told[name]}" + (f"\n\n{table}" if table else "")


def _arguments(actions: list[argparse.Action], heads: Mapping[str, str], wanted: Any) -> str:
    rows = [
        (f"`{names[-1]}`", str(action.help))
        for action in actions
        if (names := action.option_strings or [str(action.metavar or action.dest)])
        and wanted(names[-1])
        and action.help not in (None, argparse.SUPPRESS)
    ]
    return _table(heads, ("argument", "means"), rows) if rows else ""


def _settings(language: str) -> Iterator[tuple[str, ...]]:
    text = (ROOT / "schemas/portal-settings.schema.json").read_text("utf-8")
    yield from _named_settings(json.loads(text), "", language)


def _named_settings(
    schema: Mapping[str, Any], above: str, language: str
) -> Iterator[tuple[str, ...]]:
    schema = schema.get("items", schema)
    needed = schema.get("required", ())
    for name, part in schema.get("properties", {}).items():
        setting = f"{above}{name}"
        yield f"`{setting}`", "✓" if name in needed else "", _said(part, "description", language)
        yield from _named_settings(part, f"{setting}.", language)
    further = schema.get("additionalProperties")
    if isinstance(further, dict) and "properties" in further:
        yield from _named_settings(further, f"{above}*.", language)


def _said(part: Mapping[str, Any], name: str, language: str) -> str:
    """A text of a schema: Vietnamese stands in it, other languages under `portal`."""
    own = part.get("portal", {}).get(name, {}).get(language)
    return str(own or (part.get(name, "") if language == "vi" else ""))


def _columns(language: str, heads: Mapping[str, str]) -> Iterator[str]:
    for path in sorted((ROOT / "schemas/tables").glob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        rows = (
            (
                f"`{field['name']}`",
                field["type"],
                "✓" if field.get("constraints", {}).get("required") else "",
                ". ".join(
                    part
                    for name in ("title", "description")
                    if (part := _said(field, name, language))
                ),
            )
            for field in schema["fields"]
        )
        body = _table(heads, ("column", "type", "needed", "means"), rows)
        yield f"### {_said(schema, 'title', language)} (`{schema['name']}`)\n\n{body}"


def _problems(t: Words) -> Iterator[tuple[str, ...]]:
    for code in CODES:
        about = " ".join(t(f"problem.{code}.about").split())
        yield f"`{code}`", f"{t(f'problem.{code}.title')}. {about}"


TEMPLATES = ROOT / "builder/charts" / FILE


def templates_text() -> str:
    """The file of charts without their data, as Altair drafts them."""
    return json.dumps(drafted_templates(), ensure_ascii=False, indent=1) + "\n"


def write() -> None:
    """Write the files anew."""
    for language, path in FILES.items():
        Path(path).write_text(reference(language), "utf-8")
    TEMPLATES.write_text(templates_text(), "utf-8")


if __name__ == "__main__":
    write()
