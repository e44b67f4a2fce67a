"""Links by which a reader mends a file at its line, or tells of an error in a page or row."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from builder.language.words import Words
from builder.model import Package, Resource
from builder.packages.lines import row_lines
from builder.settings import Editing
from builder.site import Link, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """The links of one portal in one language."""

    editing: Editing
    words: Words
    base_url: str

    def links(self, origin: Origin | None, title: str, uri: str) -> tuple[Link, ...]:
        """Edit and report, each where the portal has an address for it."""
        edit = [self.edit(origin)] if origin and self.editing.url else []
        report = [self.report(origin, title, uri)] if self.editing.report else []
        return (*edit, *report)

    def row_patterns(
        self, package: Package, resource: Resource, page: tuple[str, str]
    ) -> tuple[Link, ...]:
        """Edit and report of the rows of a table's page, `{line}` and `{fragment}` left open."""
        title, uri = page
        file = f"datasets/{package.id}/{resource.path}"
        links = []
        if self.editing.url and has_files(package):
            url = self.editing.url.replace("{file}", quote(file))
            links.append(Link(text=self.words("edit.on", name=self.editing.name or ""), uri=url))
        if self.editing.report:
            link = self.report(None, title, f"{uri}#FRAGMENT")
            links.append(
                Link(
                    text=self.words("edit.report.row"),
                    uri=link.uri.replace("FRAGMENT", "{fragment}"),
                )
            )
        return tuple(links)

    def edit(self, origin: Origin) -> Link:
        """The file at its line on the hosting page."""
        assert self.editing.url is not None
        url = self.editing.url
        if "{line}" in url and origin.line is None:
            url = url.partition("#")[0]  # an address that names no line
        url = url.replace("{file}", quote(origin.file)).replace("{line}", str(origin.line or 1))
        return Link(text=self.words("edit.on", name=self.editing.name or ""), uri=url)

    def report(self, origin: Origin | None, title: str, uri: str) -> Link:
        """A message with page and row filled in."""
        assert self.editing.report is not None
        row = origin.row if origin else None
        place = [self.words("edit.row", row=row)] if row else []
        body = [self.words("edit.page", url=f"{self.base_url}{uri}"), *place, ""]
        texts = {
            "{subject}": self.words("edit.subject", title=row or title),
            "{body}": "\n".join((*body, self.words("edit.wrong"), "")),
        }
        url = self.editing.report
        for part, text in texts.items():
            url = url.replace(part, quote(text, safe=""))
        return Link(text=self.words("edit.report"), uri=url)


def has_files(package: Package) -> bool:
    """True for a package whose tables lie as they are read: not those from elsewhere or made."""
    portal = package.descriptor.get("portal")
    is_adopted = not isinstance(portal, dict) or bool(portal.get("adopted"))
    return not package.derived and not is_adopted


def row_origin(package: Package, resource: Resource, index: int) -> Origin | None:
    """Where a row of a table was written, its place counted from 0."""
    lines = row_lines(resource.content)
    if not has_files(package) or index + 1 >= len(lines) or resource.table is None:
        return None
    key = resource.table.schema.primary_key
    record = resource.table.record(index) if key else {}
    names = [str(record[name]) for name in key if record[name] is not None]
    return Origin(
        file=f"datasets/{package.id}/{resource.path}",
        line=lines[index + 1],
        row=" · ".join((package.id, resource.name, *(names or [str(index + 1)]))),
    )


class Origins:
    """Where rows were written, by their ids; the ids of a table are looked through once."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], Mapping[str, int]] = {}

    def keyed(self, package: Package | None, kind: str, row_id: str) -> Origin | None:
        """Where the row of an id was written, in the table of a kind."""
        resource = package.table(kind) if package else None
        if package is None or resource is None or resource.table is None:
            return None
        table = (package.id, resource.name)
        if table not in self._places:
            places: dict[str, int] = {}
            for place, cell in enumerate(resource.table.column(0)):
                places.setdefault(str(cell), place)
            self._places[table] = places
        index = self._places[table].get(row_id)
        return None if index is None else row_origin(package, resource, index)
