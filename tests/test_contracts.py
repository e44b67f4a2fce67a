"""What must agree: templates and contexts, words and their uses, codes and their pages, docs."""

import ast
import importlib
import io
import json
import pkgutil
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import PurePath

import pytest
from babel.messages.pofile import read_po
from jinja2 import meta, nodes

import builder
import builder.pages
from builder.arguments import MESSAGES
from builder.cli import COMMANDS
from builder.exports.data_cube.data_cube_terms import CODE_LISTS, COMPONENTS, LINKS, OPERATORS
from builder.history import Difference
from builder.language.code_words import code_words
from builder.language.spelling import Doubt
from builder.language.text import folded
from builder.language.words import words
from builder.model import Kind
from builder.packages.strict_json import JSON_FAULTS
from builder.pages.catalogue import lists
from builder.pages.page_type import page_types
from builder.pages.programme.indicators import SORTS
from builder.problem import CODES, Severity
from builder.programme.deadlines import Deadline, State
from builder.programme.progress.result import Signal
from builder.programme.progress.result import Standing as Verdict
from builder.publishing.editorial import front_matter
from builder.publishing.frame import Frame
from builder.quality.method import METRICS, Dimension, Level, Rating
from builder.rebuild import Cause, How
from builder.settings import read_settings
from builder.stewarding.form import QUESTIONS
from builder.stewarding.form_workbook import HEAD
from builder.stewarding.known_tables import HEADINGS
from builder.stewarding.things import NEW
from builder.trace.trace import Step
from builder.upgrade import MIGRATIONS
from builder.versions.numbers import LEVELS
from builder.versions.told import PARTS
from tests.folders import ROOT
from tests.sources import alternatives, called, handed, imported, modules, templates, texts

LANGUAGES = read_settings(ROOT).languages
KEYS = words(LANGUAGES[0]).keys()
"""Every key of the words of the interface, equal in each language."""
GLOBALS = {"t", "href", "svg", "language"}
"""What every template of a page sees besides the fields of its context."""

FRAME = ("base.html", "main.html", "404.html", "embedded.html")
DESCRIPTION_LENGTHS = range(50, 161)


def categories(table: str, field: str) -> tuple[str, ...]:
    """Every value that a table schema allows in a field."""
    schema = json.loads((ROOT / "schemas" / "tables" / f"{table}.schema.json").read_text("utf-8"))
    (found,) = [other_field for other_field in schema["fields"] if other_field["name"] == field]
    return tuple(found.get("categories") or found["constraints"]["enum"])


def profile_terms(name: str) -> tuple[str, ...]:
    """Every value that the profile of descriptors allows in a property of `portal`."""
    profile = json.loads((ROOT / "schemas" / "portal-profile.schema.json").read_text("utf-8"))
    return tuple(profile["properties"]["portal"]["properties"][name]["enum"])


CODE_LIST_FIELDS = (
    ("documents", "type"),
    ("organisations", "kind"),
    ("provinces", "level"),
    ("topics", "scheme"),
    ("form-columns", "content"),
    ("form-rows", "type"),
    ("matches", "judgement"),
    ("observations", "operator"),
    ("status", "as_of_precision"),
)
"""Fields whose codes have words of their own alone."""

DOORS = ("readers", "developers", "stewards")
METRIC_IDS = tuple(metric.id for metric in METRICS)

JUDGED = (Signal.AHEAD, Signal.ON_TRACK, Signal.BEHIND, Signal.FAR_BEHIND)
REASONS = (
    *(reason for reason in handed("Verdict", "reason") if "{}" not in reason),
    *(f"{path}-{signal}" for path in ("line", "plan") for signal in JUDGED),
    *(f"growth-{signal}" for signal in JUDGED if signal is not Signal.AHEAD),
)
"""Reasons that methods give, and those that name a path and a signal."""

FIELD_TYPES_TOLD = ("boolean", "date", "integer", "number")
"""Types of fields whose cells a repair may find doubtful."""


def first_arguments(name: str) -> Iterator[str]:
    """Every text that a function of that name is called with first."""
    for module in modules().values():
        for called_name, call in called(module):
            if called_name == name and call.args:
                yield from alternatives(call.args[0])


SECTIONS = tuple(page_type.section for page_type in page_types())

ALSO = tuple(section for section in SECTIONS if f"search.also.{section}" in words(LANGUAGES[0]))
"""Sections that search finds by further words than their names."""

LOSSES = (
    *(
        "again",
        "area",
        "area_list",
        "attribute",
        "column",
        "deleted",
        "empty",
        "header",
        "language",
        "period",
    ),
    *("ragged", "span", "status", "target", "twice", "untranslated", "words", "yaml"),
)
"""Why something that comes in from elsewhere is not taken as it stands."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "adopt.ask.{}": ("publisher", "topic", "licence"),
    "boolean.{}": ("true", "false"),
    "calendar.kind.{}": categories("calendar", "kind"),
    "catalogue.kind.{}": tuple(Kind),
    "catalogue.sort.{}": lists.SORTS,
    "change.{}": tuple(Difference),
    "change.part.{}": (*PARTS, "other"),
    "change.text.{}": ("title", "licenses"),
    "cli.explain.{}": (*How, *Cause),
    "cli.help.adopt.{}": ("publisher", "topic", "licence", "language", "frequency"),
    "cli.init.ask.{}": ("name", "body", "url", "email", "accent"),
    "chart.way.{}": ("count", "show", "sum"),
    "cli.stage.{}": (
        "wait",
        "read",
        "validate",
        "derive",
        "plan",
        "charts",
        "pages",
        "files",
    ),
    "cli.trace.step.{}": tuple(Step),
    "code.kind.{}": categories("organisations", "kind"),
    "code.type.{}": categories("documents", "type"),
    "discrepancies.verdict.{}": ("no", "yes"),
    "document.count.{}": ("figures", "indicators", "issues", "tasks"),
    "search.also.{}": ALSO,
    "sdmx.unit.{}": ("vnd-billion", "usd-billion"),
    "silence.count.{}": ("indicators", "tasks"),
    "code.{}.{}": tuple(
        f"{field}.{category}"
        for table, field in CODE_LIST_FIELDS
        for category in categories(table, field)
    ),
    "deadline.count.{}": tuple(Deadline),
    "deadline.{}": tuple(Deadline),
    "diff.lack.{}": ("version", "changelog"),
    "diff.level.{}": LEVELS,
    "diff.versions.{}": ("enough", "low", "same"),
    "direction.{}": categories("register", "direction"),
    "fix.doubt.{}": (*handed("Doubtful", "reason"), "category", *FIELD_TYPES_TOLD),
    "fix.note.{}": tuple(first_arguments("note")),
    "form.{}": ("number", "name", "measured", "by", "task", "lead", "due", "last", *HEAD),
    "form.{}.help": HEAD,
    "form.help.{}": ("value", "status", "note", "result"),
    "form.question.{}": tuple(QUESTIONS),
    "form.question.{}.words": tuple(QUESTIONS),
    "form.refused.{}": tuple(Doubt),
    "frequency.{}": profile_terms("frequency"),
    "home.door.{}": DOORS,
    "home.door.{}.text": DOORS,
    "indicator.sentence.{}": ("actual", "estimate"),
    "language.{}": (
        "locale",
        "region",
        "eu",
        "name",
        "date",
        "day",
        "month",
        "quarter",
        "half_1",
        "half_2",
    ),
    "indicators.sort.{}": SORTS,
    "issue.kind.{}": categories("known-issues", "kind"),
    "issue.kind.{}.about": categories("known-issues", "kind"),
    "kind.{}": categories("observations", "kind"),
    "method.{}": categories("register", "method"),
    "nav.{}": (*SECTIONS, "home", "dataset", "about"),
    "route.{}": SECTIONS,
    "organisation.role.{}": ("measures", "reports", "answers_for"),
    "problem.{}.about": CODES,
    "problem.{}.help": CODES,
    "problem.{}.title": CODES,
    "problem.{}.{}": tuple(f"{code}.{part}" for code in CODES for part in ("why", "mend")),
    "progress.note.{}": ("disagree", "estimate", "plan-missed", "target-passed"),
    "progress.other.{}": categories("observations", "kind"),
    "progress.reason.{}": REASONS,
    "progress.summary.{}": ("good", "late", "disputed", "one", "none", "no-target"),
    "progress.{}": ("baseline", "latest", "target"),
    "quality.dimension.{}": tuple(Dimension),
    "quality.dimension.{}.about": tuple(Dimension),
    "quality.level.{}": tuple(Level),
    "quality.metric.{}": METRIC_IDS,
    "quality.metric.{}.about": METRIC_IDS,
    "quality.rating.{}": tuple(Rating),
    "quality.reason.{}": tuple(handed("Reason", "key")),
    "quarter.{}": categories("calendar", "quarter"),
    "rating.{}": categories("observations", "rating"),
    "recurrence.{}": categories("tasks", "recurrence"),
    "severity.{}": tuple(Severity),
    "signal.{}": tuple(Signal),
    "standing.{}": (*Verdict, "basis"),
    "steward.note.{}": (
        *("added", "corrected"),
        *("observations.added", "observations.corrected", "status.added", "status.corrected"),
    ),
    "state.about.{}": tuple(State),
    "state.count.{}": tuple(State),
    "json.fault.{}": (*JSON_FAULTS.values(), "object"),
    "json.type.{}": ("string", "number", "integer", "boolean", "array", "object", "null"),
    "size.{}": ("bytes", "cells", "characters", "columns", "depth"),
    "rule.{}": tuple(sorted(key[5:] for key in KEYS if key.startswith("rule."))),
    "direction.{}.words": ("up", "down", "none"),
    "unit.{}.words": categories("observations", "unit"),
    "kind.{}.words": categories("observations", "kind"),
    "status.{}": (*categories("status", "status"), *State),
    "status.{}.words": categories("status", "status"),
    "task.by.{}": ("not_planned", "reported"),
    "type.{}": ("string", "number", "integer", "boolean", "date", "year", "list", "any"),
    "unit.{}": categories("observations", "unit"),
    "unit.{}.difference": categories("observations", "unit"),
    "unit.{}.value": categories("observations", "unit"),
    "country.{}": ("VNM",),
    "cli.argparse.{}": tuple(MESSAGES.values()),
    "cli.help.new.{}": ("title", "description", "column"),
    "new.ask.{}": ("topic", "title", "description"),
    "new.ask.other.{}": ("title", "description"),
    "new.heading.{}": tuple(HEADINGS),
    "new.kind.{}": categories("observations", "kind"),
    "new.lost.{}": LOSSES,
    "new.next.{}": tuple(NEW),
    "new.table.{}": ("table", *(table for tables in NEW.values() for table in tables)),
    "cli.help.init.{}": ("name", "body", "url", "email", "accent"),
    "migration.{}": tuple(found.id for found in MIGRATIONS),
    "cube.component.{}": tuple(component.name.partition(":")[2] for component in COMPONENTS),
    "cube.link.{}": tuple(name.partition(":")[2] for name in LINKS),
    "cube.operator.{}": tuple(OPERATORS.values()),
    "cube.scheme.{}": CODE_LISTS,
    "cube.status.{}": categories("observations", "obs_status"),
    "{}.description": SECTIONS,
    "{}.words": ("status.completed", "direction.up"),
    "{}.{}.words": ("status.completed", "direction.up"),
    "{}.{}": tuple(
        f"{name}.{code}" for name in ("kind", "unit") for code in categories("observations", name)
    ),
}
"""Keys made from a code, with every value the code can have."""


def keys_of(pattern: str) -> list[str]:
    first, last = pattern.partition("{}")[0], pattern.rpartition("{}")[2]
    return [f"{first}{value}{last}" for value in FAMILIES[pattern]]


def asked_in_code() -> Iterator[str]:
    """Each key that a module asks for, `{}` for the parts that only a run knows."""
    for module in modules().values():
        for name, call in called(module):
            if name in ("words", "_words", "t", "statement") and call.args:
                yield from (
                    alternative
                    for alternative in alternatives(call.args[0])
                    if alternative not in LANGUAGES
                )


def asked_in_templates() -> Iterator[str]:
    """Each key that a template asks for."""
    for name, tree in templates().items():
        for call in tree.find_all(nodes.Call):
            asked = isinstance(call.node, nodes.Name) and call.node.name == "t"
            if asked or (isinstance(call.node, nodes.Getattr) and call.node.attr == "t"):
                (key,) = call.args
                assert isinstance(key, nodes.Const), f"{name}: t() wants a key as it stands"
                yield key.value


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# Templates


def context_classes() -> Iterator[tuple[str, type]]:
    """Each context class with the template that its docstring names."""
    for module in pkgutil.walk_packages(builder.pages.__path__, "builder.pages."):
        for variable in vars(importlib.import_module(module.name)).values():
            if isinstance(variable, type) and variable.__module__ == module.name:
                named = re.match(r"Context of (\S+\.html)", variable.__doc__ or "")
                if named:
                    yield named.group(1), variable


CONTEXTS = dict(context_classes())


def test_every_template_has_a_context_class() -> None:
    pages = {name for name in templates() if not name.startswith("_")} - {*FRAME}
    assert pages == set(CONTEXTS)


@pytest.mark.parametrize("template", sorted(CONTEXTS))
def test_a_template_uses_what_its_context_holds_and_nothing_else(template: str) -> None:
    used = meta.find_undeclared_variables(templates()[template])
    assert used - GLOBALS == {field.name for field in fields(CONTEXTS[template])}


def test_the_frame_uses_what_it_is_given_and_nothing_else() -> None:
    used = {
        entry.attr
        for name in FRAME
        for entry in templates()[name].find_all(nodes.Getattr)
        if isinstance(entry.node, nodes.Name) and entry.node.name == "frame"
    }
    assert used == {field.name for field in fields(Frame)}


@pytest.mark.parametrize("template", sorted(templates()))
def test_a_template_holds_no_script_style_or_handler(template: str) -> None:
    source = "".join(texts_of(templates()[template]))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source)
    assert not re.search(r'<script(?! src=| type="application/ld\+json")', source)


def texts_of(tree: nodes.Template) -> Iterator[str]:
    return (entry.data for entry in tree.find_all(nodes.TemplateData))


# Words


def test_every_language_has_the_same_keys() -> None:
    first, *others = (words(language).keys() for language in LANGUAGES)
    assert all(first ^ other == set() for other in others)


def test_every_key_has_words_with_the_same_places_in_each_language() -> None:
    first, *others = LANGUAGES
    for key in KEYS - {"language.quarter"}:  # Roman in one language, Arabic in the other
        for other in others:
            for form in words(other).forms(key):
                assert form.strip(), key
                assert placeholders(words(first)(key)) == placeholders(form), key


def test_every_key_that_is_asked_for_is_there() -> None:
    asked = {text for text in (*asked_in_code(), *asked_in_templates()) if "{}" not in text}
    assert asked - KEYS == set()


def test_every_key_made_from_a_code_is_of_a_known_family() -> None:
    assert {text for text in asked_in_code() if "{}" in text} - set(FAMILIES) == set()


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("observations", "unit"),
        ("observations", "kind"),
        ("observations", "obs_status"),
        ("status", "status"),
        ("indicators", "direction"),
        ("documents", "type"),
    ],
)
def test_no_word_of_a_code_is_a_word_of_another(table: str, column: str) -> None:
    codes = categories(table, column)
    for language in LANGUAGES:
        said = Counter(
            word
            for code in codes
            for word in set(map(folded, code_words(column, code, codes, words(language))))
        )
        assert [word for word, times in said.items() if times > 1] == []


@pytest.mark.parametrize("pattern", sorted(FAMILIES))
def test_a_family_has_words_for_every_code(pattern: str) -> None:
    assert keys_of(pattern), "a family of no code holds nothing"
    assert set(keys_of(pattern)) - KEYS == set()


def test_no_key_is_left_over() -> None:
    in_code = {text for module in modules().values() for text in texts(module)}
    made = "|".join(
        re.escape(family).replace(r"\{\}", ".+") for family in FAMILIES if family[0] != "{"
    )
    unused = KEYS - in_code - set(asked_in_templates())
    assert {key for key in unused if not re.fullmatch(made + r"|[a-z]+\.description", key)} == set()


def test_families_whose_codes_are_known_hold_no_other_word() -> None:
    for pattern in ("status.{}", "unit.{}.value", "rating.{}", "recurrence.{}", "frequency.{}"):
        family = re.compile(re.escape(pattern).replace(r"\{\}", r"[^.]+"))
        found = {key for key in KEYS if family.fullmatch(key)}
        assert found == set(keys_of(pattern))


# Codes of problems


def raised_codes() -> Iterator[str]:
    """Each code that a module gives to a problem: as it stands, by a function, from a table.

    A table `…_CODES` names the code of each error; a fault of a translation is one by its rule.
    """
    yield from handed("Problem", "code")
    yield from handed("Fault", "rule")
    for module in modules().values():
        for node in ast.walk(module):
            target = node.target if isinstance(node, ast.AnnAssign) else None
            if isinstance(node, ast.Assign):
                (target, *_) = node.targets
            if isinstance(target, ast.Name) and target.id.endswith("_CODES"):
                assert isinstance(node, ast.Assign | ast.AnnAssign)
                if isinstance(node.value, ast.Dict):
                    yield from (text for value in node.value.values for text in texts(value))


def test_every_code_that_is_raised_is_listed() -> None:
    assert set(raised_codes()) - set(CODES) == set()


def test_every_code_that_is_listed_is_raised() -> None:
    assert set(CODES) - set(raised_codes()) == set()


def test_codes_are_sorted_and_told_once() -> None:
    assert list(CODES) == sorted(set(CODES))


def test_no_words_are_left_of_a_code_that_is_gone() -> None:
    assert {key.split(".")[1] for key in KEYS if key.startswith("problem.")} <= {*CODES, "help"}


# Documentation and editorial pages


def commands_named(text: str) -> set[str]:
    """Commands that a document tells its reader to type."""
    fenced = re.findall(r"^```.*?\n(.*?)^```", text, re.S | re.M)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M))
    typed = r"(?:^|[\s/])portal ([a-z][a-z-]*)"
    return {name for code in (*fenced, *inline) for name in re.findall(typed, code, re.M)}


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_a_readme_names_every_command_and_no_other(name: str) -> None:
    if not (ROOT / name).is_file():
        pytest.skip(f"there is no {name}")
    assert commands_named((ROOT / name).read_text("utf-8")) == set(COMMANDS)


def test_the_documentation_names_no_command_that_is_not_there() -> None:
    for path in (*ROOT.glob("docs/**/*.md"), *ROOT.glob("site_src/**/*.md")):
        assert commands_named(path.read_text("utf-8")) <= set(COMMANDS), path


def editorial_heads(language: str) -> dict[str, dict[str, str]]:
    """The head of each hand-written page of a language by its id."""
    paths = (ROOT / "site_src" / language).glob("*.md")
    heads = [dict(front_matter(path.read_text("utf-8"))) for path in paths]
    return {head["id"]: head for head in heads}


def test_every_editorial_page_is_there_in_each_language() -> None:
    first, *others = (set(editorial_heads(language)) for language in LANGUAGES)
    assert not first & {page_type.section for page_type in page_types()}
    assert all(other == first for other in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editorial_page_has_a_title_and_a_description(language: str) -> None:
    for head in editorial_heads(language).values():
        assert head["title"]
        assert len(head["description"]) in DESCRIPTION_LENGTHS, head


# Floors


ONLY_IMPORTERS = {
    "mkdocs": {"publishing/shell.py", "serve.py"},
    "frictionless": {"packages/frictionless_adapter.py", "packages/frictionless_csv.py"},
    "vl_convert": {"charts/svg.py"},
    "altair": {"charts/drafts.py"},
}
"""Modules that alone know a foreign library."""


@pytest.mark.parametrize("library", ONLY_IMPORTERS)
def test_a_foreign_library_is_known_to_its_adapter_alone(library: str) -> None:
    found = {path for path, module in modules().items() if library in imported(module)}
    assert found == ONLY_IMPORTERS[library]


@pytest.mark.parametrize("path", sorted(modules()))
def test_a_module_says_in_one_sentence_what_it_holds(path: str) -> None:
    first = (ast.get_docstring(modules()[path]) or "").split("\n\n")[0]
    assert first.endswith((".", ":")), "a module's docstring begins with a sentence"


def test_only_the_command_prints() -> None:
    found = {
        path for path, module in modules().items() for name, _ in called(module) if name == "print"
    }
    assert found == {"cli.py"}


def test_no_module_reads_the_clock() -> None:
    clocks = {"now", "today", "utcnow", "time_ns", "localtime", "gmtime"}
    found = {(path, name) for path, module in modules().items() for name, _ in called(module)}
    assert {path for path, name in found if name in clocks} == {"cli.py"}  # portal init, portal add


def test_a_variable_is_the_noun_of_what_it_holds() -> None:
    nameless = {"one", "item", "obj", "elem"}
    found = {
        (path, node.id)
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in nameless
    }
    arguments = {
        (path, node.arg)
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.arg) and node.arg in nameless
    }
    assert found | arguments == set()


PROGRAMME = re.compile(
    r"749|942|\b411\b|nq17|chuyển đổi số|digital transformation|(chính phủ|kinh tế|xã hội) số"
    r"|digital (government|economy|society)|data\.gov\.vn|20/2023|\b63\b|BTTTT|TT&TT|\bmic\b"
    r"|five documents|năm văn bản|ministry of information|uỷ ban quốc gia|national committee",
    re.IGNORECASE,
)
"""Words of the one programme whose portal lies beside the generator."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_generator_is_of_one_programme(language: str) -> None:
    content = (ROOT / "builder/locale" / language / "portal.po").read_bytes()
    shipped = read_po(io.BytesIO(content))
    found = {
        message.id
        for message in shipped
        for form in (message.string if isinstance(message.string, tuple) else (message.string,))
        if message.id and PROGRAMME.search(str(form))
    }
    assert found == set()


def test_no_module_or_template_knows_one_programme() -> None:
    spoken = {
        (path, text)
        for path, module in modules().items()
        for text in texts(module)
        if PROGRAMME.search(text) and text not in docstrings(module)
    }
    assert spoken == set()
    for path in sorted((ROOT / "builder/templates").glob("*.html")):
        assert not PROGRAMME.search(path.read_text("utf-8")), path.name


def docstrings(module: ast.Module) -> set[str]:
    """Texts that stand alone: what explains a module, a class, a function or a name."""
    return {
        node.value.value
        for node in ast.walk(module)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def test_no_name_of_a_module_or_class_stands_three_times() -> None:
    stems = Counter(PurePath(path).stem for path in modules() if PurePath(path).stem != "__init__")
    classes = Counter(
        node.name
        for module in modules().values()
        for node in module.body
        if isinstance(node, ast.ClassDef)
    )
    assert not [name for name, count in (*stems.items(), *classes.items()) if count > 2]
