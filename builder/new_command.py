"""`portal new`: a package of one's own, empty or from the table that an office keeps."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from builder.adoption_command import (
    code_list,
    is_agreed,
    keep_package,
    refuse_unknown,
    told_package,
)
from builder.build import checked_portal
from builder.checks.references import Keys
from builder.language.words import words
from builder.model import Field, Kind, Package, Schema
from builder.packages.descriptor import parse_schema
from builder.packages.read import SourcePackage, portal_schemas
from builder.packages.schemas import with_schema
from builder.packages.shapes.names import plain_name
from builder.settings import Settings, read_settings
from builder.starting.examples import NewPackage, NewTable
from builder.starting.open_sdg_tables import code_table, dimension_field, metadata_field
from builder.starting.package_files import Home, package_files
from builder.stewarding.edits import Cells, difference
from builder.stewarding.form_changes import document_id
from builder.stewarding.known_tables import Listed, Office, listed
from builder.stewarding.lying import lying_rows
from builder.stewarding.new_tables import Gathered, Wish, declared, own_table
from builder.stewarding.open_sdg import Project, is_project, read_project
from builder.stewarding.questions import Questions
from builder.stewarding.terminal import EXIT_DONE, EXIT_REFUSED, RefusedError, Terminal
from builder.stewarding.things import NEW
from builder.vocabulary import LICENCES

SHORTEST = 50
"""Letters of a description, as schemas/portal-profile.schema.json asks."""

SHARED = ("pillar", "unit", "direction", "source_id", "source_locator")
"""Columns that may say the same in every row, so that one answer fills them."""


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make a package, and keep it only if the portal stays valid.

    Raises: BuildError.
    """
    try:
        return _Founder(options, terminal).found()
    except RefusedError as refused:
        terminal.err(str(refused))
        return EXIT_REFUSED


class _Founder:
    """Asks and gathers what a new package needs."""

    def __init__(self, options: argparse.Namespace, terminal: Terminal) -> None:
        self.options = options
        self.terminal = terminal
        self.t = words(options.lang)
        self.settings: Settings = read_settings(options.root)
        self.packages: Sequence[Package] = checked_portal(options.root, self.settings)[0]
        ask = None if options.yes else terminal.ask
        self.questions = Questions(ask, self.t, self.settings.languages)
        self.id = plain_name(options.name)
        if (options.root / "datasets" / self.id).exists():
            raise RefusedError(self.t("adopt.exists", package=self.id))

    def found(self) -> int:
        """Gather, show, write."""
        publisher = (self.options.publisher or [self.settings.publisher])[0]
        topics = self.options.topic or list(self.settings.defaults.topics)
        known = {name: code_list(self.packages, f"{name}s") for name in ("organisation", "topic")}
        if not topics:
            topics = [self.questions.needed("topic", ids=", ".join(known["topic"][:12]))]
        refuse_unknown(
            {"publisher": [publisher], "topic": topics},
            {"publisher": known["organisation"], "topic": known["topic"]},
            self.t,
        )
        title = self.questions.texts("title", self.options.title or (), 1)
        description = self.questions.texts("description", self.options.description or (), SHORTEST)
        spoken = [name for name in title if name in description]
        project = self.project()
        if project is not None:
            spoken = [name for name in spoken if name in project.languages]
        wishes = dict(map(self.questions.wish, self.options.column or ()))
        tables, sources = (
            self.of_project(project, spoken) if project is not None else self.tables(spoken, wishes)
        )
        package = NewPackage(
            id=self.id,
            kind=(Kind.OTHER if self.options.what == "table" else Kind(self.options.what)).value,
            title={name: title[name] for name in spoken},
            description={name: description[name] for name in spoken},
            topics=topics,
            tables=tables,
            frequency=(self.options.frequency or ["IRREG"])[0],
            sources=sources,
            licence=self.licence(),
            awaits=spoken != list(self.settings.languages),
        )
        home = Home(
            languages=spoken,
            publisher=publisher,
            spatial=self.settings.defaults.spatial or self.settings.spatial,
            day=self.options.day,
        )
        schemas = portal_schemas(self.options.root, self.settings.languages)
        return self.write(package_files(package, home, schemas))

    def write(self, files: Mapping[str, str]) -> int:
        """Show the package, ask, and write it."""
        folder = f"datasets/{self.id}/"
        root: Path = self.options.root
        source = SourcePackage(
            id=self.id,
            folder=root / folder,
            root=root,
            files={name.removeprefix(folder): text.encode() for name, text in files.items()},
        )
        shown = difference(root, files) if self.options.diff else told_package(source, self.t)
        self.terminal.out("\n".join(shown))
        if not self.options.yes and not is_agreed(self.terminal, self.t):
            self.terminal.err(self.t("steward.dry"))
            return EXIT_DONE
        done = keep_package(source, self.settings, self.options, self.terminal)
        self.terminal.err(self.t(f"new.next.{self.options.what}", package=self.id))
        return done

    def licence(self) -> Mapping[str, str] | None:
        """The licence by its name; None: the usual one."""
        name = (self.options.licence or [self.settings.defaults.licence])[0]
        known = LICENCES.get(name or "")
        return {"name": name, "title": name, "path": known.url} if name and known else None

    def project(self) -> Project | None:
        """The project of Open SDG that `--from` names; None where it names none."""
        folder: Path | None = self.options.source
        if folder is None or not folder.is_dir():
            return None
        if self.options.what != "indicators" or not is_project(folder):
            raise RefusedError(self.t("new.no_project", folder=folder))
        given = dict(self.named_source(self.given()))
        for name in ("pillar", "source_id"):
            if name not in given:
                raise RefusedError(self.t("new.needed", flag=f"{name}=…", ids=""))
        found = read_project(folder, given, self.settings.languages)
        if self.settings.languages[0] not in found.languages:
            languages = ", ".join(self.settings.languages[:1])
            raise RefusedError(self.t("new.project_language", languages=languages))
        self.questions.refuse(found.doubts)
        for file in found.left:
            self.terminal.err(self.t("new.left", file=file))
        return found

    def of_project(
        self, project: Project, spoken: Sequence[str]
    ) -> tuple[list[NewTable], list[str]]:
        """The tables of a project of Open SDG: indicators, values, and a code list each column."""
        first, second = NEW["indicators"]
        lists = [code_table(project, column, spoken) for column in project.columns]
        fields = [dimension_field(project, column, spoken) for column in project.columns]
        indicators = replace(
            self.new_table(first, project.rows, spoken), fields=[metadata_field(spoken)]
        )
        values = replace(self.new_table(second, project.values, spoken), fields=fields)
        return [indicators, values, *lists], [row["source_id"] for row in project.rows[:1]]

    def tables(
        self, spoken: Sequence[str], wishes: Mapping[str, Wish]
    ) -> tuple[list[NewTable], list[str]]:
        """The tables of the package, and the documents that their rows are taken from."""
        rows = self.rows()
        if self.options.what == "table":
            return [self.own(rows, spoken, wishes)], []
        first, second = NEW[self.options.what]
        found = self.known(rows, spoken, wishes) if rows else Listed()
        tables = [
            self.new_table(first, found.rows, spoken),
            self.new_table(second, found.values, spoken),
        ]
        return tables, list(dict.fromkeys(row["source_id"] for row in found.rows))

    def rows(self) -> Sequence[Sequence[str]]:
        """The rows of the file, if one is named."""
        file: Path | None = self.options.source
        if file is None:
            return ()
        rows = lying_rows(file.read_bytes()) if file.is_file() else None
        if rows is None:
            raise RefusedError(self.t("fix.no_file", file=file))
        return rows

    def new_table(self, kind: str, rows: Sequence[Cells], spoken: Sequence[str]) -> NewTable:
        titles = {name: words(name)(f"new.table.{kind}") for name in spoken}
        return NewTable(name=kind, title=titles, kind=kind, rows=rows)

    def own(
        self,
        rows: Sequence[Sequence[str]],
        spoken: Sequence[str],
        wishes: Mapping[str, Wish],
    ) -> NewTable:
        """The only table of a package of one's own."""
        if rows:
            gathered = own_table(rows, wishes, [words(name) for name in spoken], {})
            answers, more = self.questions.answered(gathered)
            if answers or more:
                wishes = {**wishes, **more}
                gathered = own_table(rows, wishes, [words(name) for name in spoken], answers)
            self.questions.refuse(gathered.doubts)
        else:
            columns = declared(wishes or self.questions.asked_columns(), spoken[0])
            gathered = Gathered(fields=tuple(columns), rows=())
        titles = {name: words(name)("new.table.table") for name in spoken}
        fields = [
            _raw_field(self.questions.titled(column, spoken), spoken) for column in gathered.fields
        ]
        return NewTable(name=self.id, title=titles, fields=fields, rows=gathered.rows)

    def known(
        self,
        rows: Sequence[Sequence[str]],
        spoken: Sequence[str],
        wishes: Mapping[str, Wish],
    ) -> Listed:
        """The rows of a list of indicators or tasks."""
        office = Office(
            package=self.id,
            schema=self.schema(NEW[self.options.what][0], spoken),
            spoken=[words(name) for name in spoken],
            wishes=wishes,
            given=self.named_source(self.given()),
            name_of=Keys(self.packages, frozenset()).named,
        )
        found = listed(rows, office)
        lacking = {doubt.column for doubt in found.doubts if doubt.reason == "missing_cell"}
        missing = [name for name in SHARED if name in lacking]
        if missing and self.questions.ask is not None:
            more = {name: self.questions.asked_cell(name, office.schema) for name in missing}
            found = listed(rows, replace(office, given=self.named_source({**more, **self.given()})))
        self.questions.refuse(found.doubts)
        return found

    def given(self) -> dict[str, str]:
        """Cells of every row from the command line."""
        given = {}
        for cell in self.options.cells:
            column, equals, value = cell.partition("=")
            if not equals:
                raise RefusedError(self.t("steward.pair", text=cell))
            given[column] = value
        return given

    def named_source(self, given: Mapping[str, str]) -> Mapping[str, str]:
        """The cells with the document by its id, where they name it by its number."""
        named = document_id(self.packages, given.get("source_id", ""))
        return {**given, "source_id": named} if named else given

    def schema(self, kind: str, spoken: Sequence[str]) -> Schema:
        """Columns of a kind of table in the languages that are spoken."""
        schemas = portal_schemas(self.options.root, self.settings.languages)
        raw = with_schema({"portal": {"table": kind}}, schemas, spoken)
        return parse_schema(raw["schema"], self.settings.languages)


def _raw_field(column: Field, spoken: Sequence[str]) -> dict[str, object]:
    """A field as a descriptor of the generator has it."""
    first, *others = spoken
    titles = {name: column.title[name] for name in others if name in column.title}
    raw = {"name": column.name, "type": column.type, "title": column.title[first]}
    return {**raw, **({"portal": {"title": titles}} if titles else {})}
