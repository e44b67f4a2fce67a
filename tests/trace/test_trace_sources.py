"""Every published cell that a document is said to print stands in that document.

The texts of the documents are not part of this repository.
"""

import os
from dataclasses import replace

import pytest

from builder.build import checked_portal
from builder.model import Cell, Package, Resource, Table
from builder.problem import Place
from builder.settings import read_settings
from builder.trace.source_texts import ENVIRONMENT, read_texts, text_folder
from builder.trace.trace import Step, Text, Traced, source_text, traced
from builder.trace.trace_rules import read_rules
from tests.folders import ROOT

RULES = read_rules(ROOT)
LONG = 3
"""Letters from which no changed cell may pass; a shorter one may be another word of its lines."""


@pytest.fixture(scope="module")
def packages() -> tuple[Package, ...]:
    return checked_portal(ROOT, read_settings(ROOT))[0]


@pytest.fixture(scope="module")
def texts(packages: tuple[Package, ...]) -> dict[str, Text]:
    setting = read_settings(ROOT).sources_folder
    folder = text_folder(ROOT, setting, option=None, environment=os.environ)
    if folder is None or not folder.is_dir():
        pytest.skip(f"no source texts: name their folder in portal.toml, or in {ENVIRONMENT}")
    return read_texts(folder, packages, RULES.count_blank_lines)


@pytest.fixture(scope="module")
def found(packages: tuple[Package, ...], texts: dict[str, Text]) -> Traced:
    return traced(packages, texts, RULES)


def test_every_cell_stands_in_its_document_and_every_rule_is_needed(found: Traced) -> None:
    assert found.problems == ()


def test_most_cells_stand_whole_at_their_lines_and_few_were_let_pass(found: Traced) -> None:
    cells = sum(found.total(step) for step in Step)
    assert cells > 6000
    assert found.total(Step.WHOLE) + found.total(Step.HEADING) > 0.8 * cells
    assert found.total(Step.PIECES) < 0.01 * cells
    assert found.total(Step.REVIEWED) < 0.01 * cells


def test_one_changed_letter_or_digit_in_a_cell_is_told(
    packages: tuple[Package, ...], texts: dict[str, Text]
) -> None:
    changed = [with_changed_cells(package) for package in packages]
    nothing = {name: source_text(text.number, []) for name, text in texts.items()}
    every = told_cells(traced(changed, nothing, RULES))
    unseen = every.keys() - told_cells(traced(changed, texts, RULES)).keys()
    assert len(unseen) < 0.005 * len(every)
    assert not [every[place] for place in unseen if len(every[place]) >= LONG]


def told_cells(found: Traced) -> dict[Place, str]:
    """The cells that were not found at their lines."""
    return {problem.place: problem.value or "" for problem in found.problems if problem.place.row}


def with_changed_cells(package: Package) -> Package:
    """A package with one letter or digit changed in each text that the document prints."""
    return replace(package, resources=tuple(_changed(resource) for resource in package.resources))


def _changed(resource: Resource) -> Resource:
    if resource.table is None:
        return resource
    schema = resource.table.schema
    keys = {*schema.primary_key, "source_id", "source_lines"}
    rows = tuple(
        tuple(
            cell if field.name in keys else changed_text(cell)
            for field, cell in zip(schema.fields, row, strict=True)
        )
        for row in resource.table.rows
    )
    return replace(resource, table=Table(schema=schema, rows=rows))


def changed_text(cell: Cell) -> Cell:
    """The middle letter or digit of a text as the next digit, or as another letter."""
    if not isinstance(cell, str):
        return cell
    places = [at for at, char in enumerate(cell) if char.isalnum()]
    if not places:
        return "0"
    at = places[len(places) // 2]
    char = cell[at]
    other = str((int(char) + 1) % 10) if char.isdecimal() else "ơ" if char != "ơ" else "ô"
    return cell[:at] + other + cell[at + 1 :]
