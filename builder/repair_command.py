"""`portal fix`: tables as Excel saves them become tables of the portal, or doubts are told."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.checks.references import Keys
from builder.language.words import words
from builder.model import Field, Schema
from builder.packages.code_lists import targets
from builder.packages.descriptor import is_tabular, parse_descriptor, parse_schema
from builder.packages.read import SourcePackage, portal_schemas, read_packages
from builder.packages.shapes.plain import plain_package
from builder.saving import save
from builder.settings import Settings, read_settings
from builder.stewarding.additions import named_codes
from builder.stewarding.edits import difference
from builder.stewarding.lying import workbook_rows
from builder.stewarding.repair import Answers, Doubtful, Repair, repaired, repaired_rows
from builder.stewarding.terminal import EXIT_DONE, EXIT_REFUSED, RefusedError, Terminal
from builder.stewarding.wanted_cells import Wanted
from builder.validation.package import checked_package
from builder.validation.portal import package_languages

MOST = 40
"""Cells that are shown of one table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """A table's file with the schema it must follow."""

    package: str
    path: str
    """From the portal's folder."""
    schema: Schema
    delimiters: Mapping[str, str]
    """What stands between the values of a list, by column."""


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Carry out `portal fix`.

    Raises: BuildError if settings or descriptors cannot be read.
    """
    try:
        return _fix(options, terminal)
    except RefusedError as refused:
        terminal.err(str(refused))
        return EXIT_REFUSED


def _fix(options: argparse.Namespace, terminal: Terminal) -> int:
    spoken = words(options.lang)
    settings = read_settings(options.root)
    targets = list(_targets(options, settings))
    if not targets or (options.source and len(targets) != 1):
        told = " ".join(name for name in (options.package, options.table) if name)
        raise RefusedError(spoken("fix.no_table", name=told or "–"))
    desk = _Bench(options, terminal, _Names(options.root, settings))
    refused = [target.path for target in targets if not desk.mend(target)]
    if refused:
        raise RefusedError(spoken("fix.refused", files=", ".join(refused)))
    if not desk.written and not desk.shown:
        terminal.out(spoken("fix.nothing"))
    return EXIT_DONE


def _targets(options: argparse.Namespace, settings: Settings) -> Iterator[_Target]:
    """The tables that are meant; those from elsewhere are published as they are."""
    for lying in read_packages(options.root):
        source = plain_package(lying, settings)
        if options.package in (None, source.id) and not source.is_adopted:
            yield from _tables(source, options.table, settings.languages)


def _tables(
    source: SourcePackage, table: str | None, languages: Sequence[str]
) -> Iterator[_Target]:
    for resource in parse_descriptor(source)["resources"]:
        kind = resource.get("portal", {}).get("table")
        is_meant = table in (None, resource["name"], kind)
        is_meant = is_meant and resource.get("path") not in source.tables
        if is_meant and is_tabular(resource) and resource.get("schema", {}).get("fields"):
            fields = resource["schema"]["fields"]
            yield _Target(
                package=source.id,
                path=source.file(resource["path"]),
                schema=parse_schema(resource["schema"], languages),
                delimiters={field["name"]: field.get("delimiter", ",") for field in fields},
            )


class _Names:
    """What names mean in a portal of which some packages may be broken; read when first asked."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root, self.settings = root, settings

    @cached_property
    def keys(self) -> Keys:
        """The ids of every package that is right by itself."""
        schemas = portal_schemas(self.root, self.settings.languages)
        packages = []
        for lying in read_packages(self.root):
            source = plain_package(lying, self.settings)
            spoken, required = package_languages(source, self.settings)
            packages.append(checked_package(source, schemas, spoken, required=required).package)
        return Keys([package for package in packages if package], frozenset())

    def wanted(self, target: _Target) -> Wanted:
        """What a table should be."""
        return Wanted(
            schema=target.schema,
            spoken=[words(language) for language in self.settings.languages],
            named=lambda column, text: self.ids(target.package, column, text),
            delimiters=target.delimiters,
        )

    def ids(self, package: str, column: Field, text: str) -> str | None:
        """The ids that a text means in a column of a package."""
        also = column.breakdown.also if column.breakdown else ()
        lists = targets(package, column.references or "", also)
        found = (self.keys.named(target, text) for target in lists)
        return next((ids for ids in found if ids), None)


class _Bench:
    """Where tables are mended one by one."""

    def __init__(self, options: argparse.Namespace, terminal: Terminal, names: _Names) -> None:
        self.options, self.terminal, self.names = options, terminal, names
        self.words = words(options.lang)
        self.written: list[str] = []
        self.shown: list[str] = []

    def mend(self, target: _Target) -> bool:
        """Mend one table; False if something of it is not clear."""
        path = self.options.root / target.path
        before = path.read_bytes() if path.is_file() else b""
        repair = self._repair(target, {})
        if repair.doubts and self.terminal.ask is not None:
            repair = self._repair(target, self._answers(target, repair.doubts))
        if not (repair.notes or repair.changed or repair.doubts or self.options.source):
            return True
        if not repair.doubts and repair.text.encode() == before:
            return True
        self._show(target, repair)
        if repair.doubts:
            return False
        if self._agreed():
            save(self.options.root, {target.path: repair.text.encode()})
            self.written.append(target.path)
            self.terminal.err(self.words("steward.written", files=target.path))
        else:
            self.terminal.err(self.words("steward.dry"))
        return True

    def _repair(self, target: _Target, answers: Answers) -> Repair:
        source: Path = self.options.source or self.options.root / target.path
        if not source.is_file():
            raise RefusedError(self.words("fix.no_file", file=source))
        content = source.read_bytes()
        if content.startswith(b"PK\x03\x04"):
            rows = workbook_rows(content)
            if rows is None:
                raise RefusedError(self.words("fix.no_file", file=source))
            return repaired_rows(rows, self.names.wanted(target), answers)
        return repaired(content, self.names.wanted(target), answers)

    def _answers(self, target: _Target, doubts: Sequence[Doubtful]) -> dict[tuple[int, str], str]:
        assert self.terminal.ask is not None, "there is somebody to ask"
        found = {}
        for doubt in doubts:
            if doubt.row and doubt.column:
                answer = self.terminal.ask(f"{self._doubt(target, doubt)} {self.words('fix.ask')} ")
                if answer.strip():
                    found[(doubt.row, doubt.column)] = answer.strip()
        return found

    def _show(self, target: _Target, repair: Repair) -> None:
        self.shown.append(target.path)
        self.terminal.out(target.path)
        for key, text in repair.notes:
            self.terminal.out(f"  {self.words(f'fix.note.{key}', text=text)}")
        if self.options.diff:
            edits = {target.path: repair.text}
            self.terminal.out("\n".join(difference(self.options.root, edits)))
        else:
            for cell in repair.changed[:MOST]:
                values = {"column": cell.column, "old": cell.old, "new": cell.new}
                self.terminal.out("  " + self.words("steward.cell", row=cell.row, **values))
            if len(repair.changed) > MOST:
                more = len(repair.changed) - MOST
                self.terminal.out(f"  {self.words('diff.more', count=more)}")
        for doubt in repair.doubts:
            self.terminal.out(f"  {self._doubt(target, doubt)}")

    def _doubt(self, target: _Target, doubt: Doubtful) -> str:
        reason = self.words(f"fix.doubt.{doubt.reason}")
        if not doubt.row:
            return reason
        if doubt.reason == "category":
            column = target.schema.fields[target.schema.position(doubt.column)]
            codes = ", ".join(named_codes(column, self.words))
            reason = f"{reason}. {self.words('mend.codes', codes=codes)}"
        return self.words(
            "fix.doubtful", row=doubt.row, column=doubt.column, value=doubt.value, reason=reason
        )

    def _agreed(self) -> bool:
        if self.options.yes or self.terminal.ask is None:
            return bool(self.options.yes)
        answer = self.terminal.ask(self.words("steward.confirm")).strip().lower()
        return answer in ("y", "yes", "c", "có", "co")
