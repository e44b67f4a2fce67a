"""`portal new`: a package of one's own, empty or from the table that an office keeps."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from builder.adoption_command import (
    is_agreed,
    keep_packages,
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
from builder.starting.package_files import Home, package_files
from builder.starting.project_tables import project_tables
from builder.stewarding.bringing import brought
from builder.stewarding.called import Called
from builder.stewarding.edits import Cells, difference
from builder.stewarding.form_changes import document_id
from builder.stewarding.known_areas import know_areas
from builder.stewarding.known_tables import Listed, Office, listed
from builder.stewarding.lying import lying_rows
from builder.stewarding.new_tables import Gathered, Wish, declared, own_table
from builder.stewarding.parts import parted
from builder.stewarding.questions import Questions
from builder.stewarding.taking_over import Asked, Project
from builder.stewarding.terminal import EXIT_DONE, EXIT_REFUSED, RefusedError, Terminal
from builder.stewarding.things import NEW
from builder.vocabulary import LICENCES

SHORTEST = 50
"""Letters of a description, as schemas/portal-profile.schema.json asks."""

LOST = 6
"""Places that are named of what could not be taken."""

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


def run_from(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make a package of indicators of what `portal add --from` names.

    Raises: BuildError.
    """
    files = [cell for cell in options.cells if "=" not in cell]
    options.cells = [cell for cell in options.cells if "=" in cell]
    options.paths = [Path(options.thing), *map(Path, files)]
    options.what, options.source, options.column = "indicators", options.paths[0], None
    options.name = options.name or options.source.resolve().stem
    return run(options, terminal)


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
        called = Called(self.packages, self.t)
        said = self.options.publisher or [self.settings.publisher]
        (publisher,) = called.settled("publisher", said[:1])
        topics = self.options.topic or list(self.settings.defaults.topics)
        if not topics:
            topics = [self.questions.needed("topic", ids=called.offered("topic"))]
        topics = called.settled("topic", topics)
        project = self.project(topics)
        if project is not None:
            self.questions = Questions(self.questions.ask, self.t, project.languages)
        title, description = self.texts(project)
        spoken = [name for name in title if name in description]
        wishes = dict(map(self.questions.wish, self.options.column or ()))
        if project is not None:
            parts = parted(project)
            gathered = [project_tables(part, spoken) for part in parts]
            sources = [project.rows[0]["source_id"]]
        else:
            tables, sources = self.tables(spoken, wishes)
            gathered = [tables]
        package = NewPackage(
            id=self.id,
            kind=(Kind.OTHER if self.options.what == "table" else Kind(self.options.what)).value,
            title={name: title[name] for name in spoken},
            description={name: description[name] for name in spoken},
            topics=topics,
            tables=(),
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
        packages = [replace(each, tables=own) for each, own in self.named(package, gathered)]
        return self.write({each.id: package_files(each, home, schemas) for each in packages})

    def named(
        self, package: NewPackage, gathered: Sequence[Sequence[NewTable]]
    ) -> Iterator[tuple[NewPackage, Sequence[NewTable]]]:
        """A package for each part, numbered where there are several."""
        count = len(gathered)
        if count > 1:
            self.terminal.err(self.t("new.parts", count=count))
        for number, tables in enumerate(gathered, start=1):
            title = {name: f"{text} ({number}/{count})" for name, text in package.title.items()}
            part = replace(package, id=f"{package.id}-{number}", title=title)
            yield part if count > 1 else package, tables

    def write(self, packages: Mapping[str, Mapping[str, str]]) -> int:
        """Show the packages with their files, ask, and write them."""
        root: Path = self.options.root
        sources = []
        for own, files in packages.items():
            folder = f"datasets/{own}/"
            told = {name.removeprefix(folder): text.encode() for name, text in files.items()}
            source = SourcePackage(id=own, folder=root / folder, root=root, files=told)
            shown = difference(root, files) if self.options.diff else told_package(source, self.t)
            self.terminal.out("\n".join(shown))
            sources.append(source)
        if not self.options.yes and not is_agreed(self.terminal, self.t):
            self.terminal.err(self.t("steward.dry"))
            return EXIT_DONE
        done = keep_packages(sources, self.settings, self.options, self.terminal)
        self.terminal.err(self.t(f"new.next.{self.options.what}", package=sources[0].id))
        return done

    def licence(self) -> Mapping[str, str] | None:
        """The licence by its name; None: the usual one."""
        name = (self.options.licence or [self.settings.defaults.licence])[0]
        known = LICENCES.get(name or "")
        return {"name": name, "title": name, "path": known.url} if name and known else None

    def texts(self, project: Project | None) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Title and description; of what comes in from elsewhere those that say what it is."""
        titles, told = self.options.title or (), self.options.description or ()
        if project is not None and self.questions.ask is None:
            spoken = project.languages
            source = Path(self.options.source).name
            said = {"name": project.title or source, "source": source}
            said |= {"indicators": f"{len(project.rows)}", "values": f"{len(project.values)}"}
            titles = titles or [f"{name}={words(name)('import.title', **said)}" for name in spoken]
            told = told or [f"{name}={words(name)('import.told', **said)}" for name in spoken]
        return (
            self.questions.texts("title", titles, 1),
            self.questions.texts("description", told, SHORTEST),
        )

    def project(self, topics: Sequence[str]) -> Project | None:
        """What `--from` brings in: a project of Open SDG, or what `portal add --from` names."""
        folder: Path | None = self.options.source
        brings = getattr(self.options, "brings", None)
        if brings is None and (folder is None or not folder.is_dir()):
            return None
        if self.options.what != "indicators":
            raise RefusedError(self.t("new.no_project", folder=folder))
        given = dict(self.named_source(self.given()))
        given.setdefault("pillar", topics[0])
        if "source_id" not in given and self.questions.ask is not None:
            known = ", ".join(Called(self.packages, self.t).ids("document")[:12])
            asked = self.questions.needed("document", ids=known)
            given |= self.named_source({"source_id": asked})
            self.options.cells = [*self.options.cells, f"source_id={given['source_id']}"]
        if "source_id" not in given:
            known = ", ".join(Called(self.packages, self.t).ids("document")[:12])
            raise RefusedError(self.t("import.source", ids=known))
        found = brought(
            brings or "open-sdg",
            Asked(
                given=given,
                languages=self.read_languages(brings),
                name=self.options.name,
                title=next(iter(self.options.title or ()), ""),
                indicator=getattr(self.options, "indicator", None),
                wholes=dict(self.questions.pair(text) for text in self.whole()),
            ),
            self.options.paths if folder is None or brings else [folder],
            self.questions,
        )
        know_areas(found, self.packages, every=brings != "csv")
        self.tell_losses(found)
        if not found.values:
            raise RefusedError(self.t("import.nothing", file=self.options.source))
        return found

    def read_languages(self, brings: str | None) -> Sequence[str]:
        """Those that may be read; a table speaks one, the first of the portal if none is said."""
        if brings != "csv":
            return self.settings.languages
        said = (self.options.language or [self.settings.languages[0]])[0]
        if said not in self.settings.languages:
            ids = ", ".join(self.settings.languages)
            raise RefusedError(self.t("adopt.unknown", flag="--language", value=said, ids=ids))
        return (said,)

    def whole(self) -> Sequence[str]:
        """What `--whole` says."""
        return getattr(self.options, "whole", None) or ()

    def tell_losses(self, project: Project) -> None:
        """What could not be taken as it stands, and files of which nothing was taken."""
        for reason, places in sorted(project.losses.items()):
            count = sum(places.values())
            first = ", ".join([*list(places)[:LOST], *(["…"] if len(places) > LOST else [])])
            self.terminal.err(self.t(f"new.lost.{reason}", count=count, places=first))
        for file in project.left:
            self.terminal.err(self.t("new.left", file=file))

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
