"""A portal on the desk of a steward: what the commands read, show, try and write."""

import argparse
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

from builder.build import checked_portal
from builder.editing import has_files
from builder.language.words import Words, words
from builder.model import Package, Resource
from builder.packages.read import DESCRIPTOR, portal_schemas, read_package
from builder.packages.records import all_records, said
from builder.packages.table_rows import DocumentRow
from builder.report import problem_text
from builder.saving import save
from builder.settings import Settings, read_settings
from builder.starting.examples import NewTable
from builder.starting.package_files import further_table
from builder.stewarding.changes import (
    Ledger,
    RowChange,
    cell_changes,
    change_edits,
    row_name,
    split,
    table_resource,
)
from builder.stewarding.doubts import new_doubts
from builder.stewarding.edits import difference, tried
from builder.stewarding.form import reported_in
from builder.stewarding.terminal import EXIT_DONE, RefusedError, Terminal
from builder.versions.records import RELEASES, new_records


class Desk:
    """The packages of a portal, their warnings, and the language that is spoken."""

    def __init__(self, options: argparse.Namespace, terminal: Terminal) -> None:
        self.terminal = terminal
        self.options = options
        self.root: Path = options.root
        self.base: Mapping[str, bytes] = {}
        """Files that come with the next change: an empty table and the descriptor that names it."""
        self.laid = self.root
        """The portal with these files; a copy where there are any."""
        self.copies = ExitStack()
        self.settings: Settings = read_settings(self.root)
        self.packages, self.doubts = checked_portal(self.root, self.settings)
        self.words: Words = words(options.lang)

    @property
    def languages(self) -> Sequence[str]:
        """Languages of the portal, the first one first."""
        return self.settings.languages

    def package(self, name: str | None) -> Package:
        """The package of that id.

        Raises: RefusedError if there is none.
        """
        found = next((package for package in self.packages if package.id == name), None)
        if found is None:
            raise RefusedError(self.words("steward.no_package", package=name or ""))
        return found

    def reporting(self, package: Package) -> Package:
        """The package with the table that takes what is reported of it: an empty one if it has
        none yet, which is written with the first row.

        Raises: RefusedError if nothing can be reported of it.
        """
        kind = reported_in(package)
        if kind is None or not has_files(package):
            raise RefusedError(self.words("steward.no_form", package=package.id))
        if package.table(kind) is None:
            self._lay_table(package, kind)
        return self.package(package.id)

    def _lay_table(self, package: Package, kind: str) -> None:
        languages = [name for name in self.languages if name in package.title]
        title = {name: words(name)(f"new.table.{kind}") for name in languages}
        table = NewTable(name=kind, title=title, kind=kind, rows=())
        folder = f"datasets/{package.id}"
        descriptor = json.loads((self.root / folder / DESCRIPTOR).read_text("utf-8"))
        schemas = portal_schemas(self.root, self.languages)
        text, path, rows = further_table(descriptor, table, languages, schemas)
        self.base = {f"{folder}/{DESCRIPTOR}": text.encode(), f"{folder}/{path}": rows.encode()}
        self.laid = self.copies.enter_context(tried(self.root, self.base))
        self.packages, _ = checked_portal(self.laid, self.settings)

    def table(self, package: Package, name: str) -> Resource:
        """The table of that name, if it lies in `datasets/` where a command can change it.

        Raises: RefusedError if there is none.
        """
        found = table_resource(package, name)
        if found is None or found.table is None:
            tables = ", ".join(resource.name for resource in package.resources if resource.table)
            raise RefusedError(
                self.words("steward.no_table", package=package.id, table=name, tables=tables)
            )
        folder = self.laid / "datasets" / package.id
        if not all((folder / name).is_file() for name in (DESCRIPTOR, found.path)):
            raise RefusedError(self.words("steward.not_plain", package=package.id, table=name))
        return found

    def write(self, changes: Sequence[RowChange]) -> int:
        """Show changes and the doubts they bring, ask, and write what leaves the portal valid."""
        edits = change_edits(changes, self.ledger())
        if not edits:
            self.terminal.out(self.words("steward.nothing"))
            return EXIT_DONE
        texts = {path: text.decode() for path, text in self.base.items()} | dict(edits)
        if self.options.diff:
            self.terminal.out("\n".join(difference(self.root, texts)))
        else:
            self.show(changes)
        contents = {path: texts[path].encode() for path in sorted(texts)}
        with tried(self.root, contents) as copy:
            _, doubts = checked_portal(copy, self.settings)
            states = (*_files(changes, self.root), *_files(changes, copy))
        for doubt in new_doubts(self.doubts, doubts):
            self.terminal.out(problem_text(doubt, self.words))
        if not self.agreed():
            self.terminal.err(self.words("steward.dry"))
            return EXIT_DONE
        if (self.root / RELEASES).is_dir():
            contents |= new_records(states, self.root, self.languages)
        save(self.root, contents)
        self.terminal.err(self.words("steward.written", files=", ".join(contents)))
        return EXIT_DONE

    def ledger(self) -> Ledger:
        """What is written with every change."""
        first = self.languages[0]
        documents = {
            str(row["document_id"]): _document_title(row, first)
            for row in all_records(self.packages, DocumentRow)
        }
        return Ledger(
            root=self.laid, languages=self.languages, day=self.options.day, documents=documents
        )

    def show(self, changes: Sequence[RowChange]) -> None:
        """One line a new row, and one a cell that becomes another: what stands there, what will."""
        for change in changes:
            fresh, _ = split(change, self.laid)
            keys = {row_name(row, change.key) for row in fresh}
            for name, cells in groupby(cell_changes(change, self.laid), lambda cell: cell.row):
                if name in keys:
                    said = " · ".join(f"{cell.column} {cell.new}" for cell in cells if cell.new)
                    self.terminal.out(self.words("steward.row", row=name, cells=said))
                    continue
                for cell in cells:
                    values = {"column": cell.column, "old": cell.old, "new": cell.new}
                    self.terminal.out(self.words("steward.cell", row=name, **values))

    def agreed(self) -> bool:
        """True if the steward says yes, by flag or on a terminal."""
        if self.options.yes:
            return True
        if self.terminal.ask is None:
            return False
        answer = self.terminal.ask(self.words("steward.confirm")).strip().lower()
        return answer in ("y", "yes", "c", "có", "co")


def _files(changes: Sequence[RowChange], root: Path) -> list[Mapping[str, bytes]]:
    """The files of each package that changes touch, as they lie in a portal's folder."""
    ids = dict.fromkeys(change.package.id for change in changes)
    return [read_package(root / "datasets" / package, root).files for package in ids]


def _document_title(row: DocumentRow, language: str) -> str:
    title = said(row, "title", language)
    return f"{title} ({row['number']})" if row["number"] else title
