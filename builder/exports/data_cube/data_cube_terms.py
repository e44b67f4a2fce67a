"""Terms of the data cube: prefixes, addresses, components of its structure, and their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from builder.addresses import Iri
from builder.exports.rdf import PREFIXES, Literal, literals
from builder.exports.statements import statement
from builder.model import Category, Dimension, Observation
from builder.portal import Portal, by_name
from builder.settings import Settings

CUBE_URI = "data-cube.ttl"
"""The file that holds the cube; its terms are named by fragments of this address."""

SDMX = "http://purl.org/linked-data/sdmx/2009/"
"""SDMX in RDF, as the Data Cube standard uses it."""


def cube_prefixes(settings: Settings) -> Mapping[str, str]:
    """Namespace of each prefix that names of a cube may use."""
    return {
        **PREFIXES,
        "cube": f"{settings.base_url}{CUBE_URI}#",
        "qb": "http://purl.org/linked-data/cube#",
        **{f"sdmx-{name}": f"{SDMX}{name}#" for name in ("attribute", "dimension", "measure")},
    }


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension, measure or attribute of every observation."""

    name: str
    """Name of the property, such as `cube:kind`."""
    role: str
    """`dimension`, `measure` or `attribute`."""
    range: str | None
    """None where the property is not ours, and says itself what its values are."""
    codes: str | None = None
    """Name of the code list that holds every value."""
    required: bool = True

    @property
    def property_class(self) -> str:
        """Class of the property, such as `qb:DimensionProperty`."""
        return f"qb:{self.role.capitalize()}Property"


COMPONENTS = (
    Component(
        "cube:indicator",
        "dimension",
        "skos:Concept",
        codes="indicators",
    ),
    Component(
        "sdmx-dimension:refPeriod",
        "dimension",
        "rdfs:Resource",
    ),
    Component(
        "cube:kind",
        "dimension",
        "skos:Concept",
        codes="kinds",
    ),
    Component("cube:source", "dimension", "prov:Entity"),
    Component("sdmx-measure:obsValue", "measure", None),
    Component("sdmx-attribute:unitMeasure", "attribute", None),
    Component(
        "sdmx-attribute:obsStatus",
        "attribute",
        None,
    ),
    Component("cube:printed", "attribute", "xsd:string"),
    Component("cube:document", "attribute", "foaf:Document"),
    Component(
        "cube:locator",
        "attribute",
        "rdf:langString",
    ),
    Component(
        "cube:operator",
        "attribute",
        "skos:Concept",
        required=False,
    ),
    Component(
        "cube:upperValue",
        "attribute",
        "xsd:decimal",
        required=False,
    ),
)
"""The structure of the cube, in its order."""

WHOLE = "_T"
"""Code of all categories together, as SDMX writes it."""

LINKS = ("cube:responsible", "cube:measuredBy", "cube:reportedBy", "cube:partner")
"""What joins an indicator or a printed row with bodies."""

CODE_LISTS = ("indicators", "kinds", "units", "statuses", "operators", "organisations")
"""The lists that hold the codes of a cube."""

MATCHED_STATUSES = "ABEFP"
"""Those that the list of 2009, which the Data Cube standard uses, means in the same way."""

OPERATORS: Mapping[str, str] = {
    "=": "equal",
    "≥": "at-least",
    ">": "more-than",
    "≤": "at-most",
    "<": "less-than",
    "top": "top",
    "approx": "about",
}
"""Id of each operator by its sign in the tables."""


def _fragment(categories: tuple[tuple[str, str], ...]) -> str:
    """What the codes of a number add to its key."""
    return "".join(f"-{quote(code, safe='')}" for _, code in categories)


class Cube:
    """The addresses of one portal's cube and of what it tells of."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self._prefixes = cube_prefixes(portal.settings)
        self._codes: dict[tuple[str, str], Iri] = {}
        self._fragment = cache(_fragment)
        self._wholes: Mapping[str, tuple[str, tuple[Iri, ...]]] | None = None
        self.dimensions: Mapping[str, Sequence[Dimension]] = by_name(
            (found for indicator in portal.indicators for found in indicator.dimensions),
            lambda dimension: (dimension.name,),
        )
        """What values are broken down by, by name; of each, what its packages say of it."""

    @property
    def components(self) -> tuple[Component, ...]:
        """The structure of this portal's cube: what values are broken down by before the source."""
        own = tuple(
            Component(self.dimension(name), "dimension", "skos:Concept", codes=f"codes-{name}")
            for name in self.dimensions
        )
        return (*COMPONENTS[:3], *own, *COMPONENTS[3:])

    def dimension(self, name: str) -> str:
        """Name of the property of a dimension of the portal's own."""
        return f"cube:by-{name}"

    def wholes(self) -> Mapping[str, tuple[str, tuple[Iri, ...]]]:
        """The property of each dimension by its name, with the code of the whole."""
        if self._wholes is None:
            self._wholes = {
                name: (self.dimension(name), (self.code(f"codes-{name}", WHOLE),))
                for name in self.dimensions
            }
        return self._wholes

    def of_categories(
        self, categories: tuple[tuple[str, str], ...]
    ) -> list[tuple[str, tuple[Iri, ...]]]:
        """The category of each dimension of the cube; the whole where a value has none."""
        wholes = self.wholes()
        if not categories:
            return list(wholes.values())
        told = {
            name: (self.dimension(name), (self.code(f"codes-{name}", code),))
            for name, code in categories
            if name in wholes
        }
        return list({**wholes, **told}.values())

    def categories(self, name: str) -> Mapping[str, Category]:
        """Every category of a dimension, by its code; those of sums last."""
        found = self.dimensions[name]
        merged = [merger.category for dimension in found for merger in dimension.mergers]
        printed = {
            code: category for dimension in found for code, category in dimension.categories.items()
        }
        return printed | {each.code: each for each in merged if each.code not in printed}

    def iri(self, name: str) -> Iri:
        """A term by its name, such as `cube:kind`."""
        prefix, local = name.split(":", 1)
        return Iri(self._prefixes[prefix] + local)

    def code(self, code_list: str, code: str) -> Iri:
        """A code of one of the cube's own lists, such as `kinds` and `plan`."""
        found = self._codes.get((code_list, code))
        if found is None:  # each stands in thousands of values
            found = self.iri(f"cube:{code_list}-{quote(code, safe='')}")
            self._codes[code_list, code] = found
        return found

    def scheme(self, code_list: str) -> Iri:
        """A code list; those of indicators and organisations are named by their pages."""
        if code_list in ("indicators", "organisations"):
            return self._thing(code_list, fragment="scheme")
        return self.iri(f"cube:{code_list}")

    def indicator(self, indicator_id: str) -> Iri:
        """An indicator of the register as a concept."""
        return self._thing("indicators", indicator_id, fragment="indicator")

    def organisation(self, organisation_id: str) -> Iri:
        """A body as a concept; as an agent it has another IRI."""
        return self._thing("organisations", organisation_id, fragment="concept")

    def source(self, package: str, row: str) -> Iri:
        """The printed row of a package that holds an observation."""
        return self.portal.addresses.dataset(package, f"row-{row}")

    def observation(self, indicator_id: str, observation: Observation) -> Iri:
        """An observation by its period, kind and printed row."""
        key = f"{observation.period}-{observation.kind}-{observation.package}-{observation.row}"
        key += self._fragment(observation.categories)
        return self._thing("indicators", indicator_id, fragment=key)

    def words(self, key: str) -> tuple[Literal, ...]:
        """A text of the words files in the languages of the portal."""
        return literals(statement(key, self.portal.settings.languages))

    def _thing(self, section: str, *ids: str, fragment: str) -> Iri:
        page = self.portal.addresses.page(self.portal.settings.languages[0], section, *ids)
        return Iri(f"{page.value}#{fragment}")
