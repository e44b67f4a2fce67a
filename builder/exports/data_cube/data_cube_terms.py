"""Terms of the data cube: prefixes, addresses, components of its structure, and their names."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.addresses import Iri
from builder.exports.rdf import PREFIXES, Literal, literals
from builder.exports.statements import statement
from builder.model import Observation
from builder.portal import Portal
from builder.settings import Settings

CUBE_URI = "data-cube.ttl"
"""The file that holds the cube; its terms are named by fragments of this address."""

SDMX = "http://purl.org/linked-data/sdmx/2009/"
"""SDMX in RDF, as the Data Cube standard uses it."""

Texts = Mapping[str, str]
"""A text in every language that the builder knows."""


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
    label: Texts
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
        {"vi": "Chỉ tiêu", "en": "Indicator"},
        codes="indicators",
    ),
    Component(
        "sdmx-dimension:refPeriod",
        "dimension",
        "rdfs:Resource",
        {"vi": "Kỳ", "en": "Reference period"},
    ),
    Component(
        "cube:kind",
        "dimension",
        "skos:Concept",
        {"vi": "Loại giá trị", "en": "Kind of value"},
        codes="kinds",
    ),
    Component(
        "cube:source", "dimension", "prov:Entity", {"vi": "Dòng in số này", "en": "Printed row"}
    ),
    Component("sdmx-measure:obsValue", "measure", None, {"vi": "Giá trị", "en": "Value"}),
    Component("sdmx-attribute:unitMeasure", "attribute", None, {"vi": "Đơn vị", "en": "Unit"}),
    Component(
        "sdmx-attribute:obsStatus",
        "attribute",
        None,
        {"vi": "Tình trạng số liệu", "en": "Observation status"},
    ),
    Component(
        "cube:printed", "attribute", "xsd:string", {"vi": "Như in", "en": "Value as printed"}
    ),
    Component("cube:document", "attribute", "foaf:Document", {"vi": "Văn bản", "en": "Document"}),
    Component(
        "cube:locator",
        "attribute",
        "rdf:langString",
        {"vi": "Vị trí trong văn bản", "en": "Place in the document"},
    ),
    Component(
        "cube:operator",
        "attribute",
        "skos:Concept",
        {"vi": "Dấu so sánh", "en": "Operator"},
        required=False,
    ),
    Component(
        "cube:upperValue",
        "attribute",
        "xsd:decimal",
        {"vi": "Giá trị trên của khoảng", "en": "Upper value of a range"},
        required=False,
    ),
)
"""The structure of the cube, in its order."""

LINKS: Mapping[str, Texts] = {
    "cube:responsible": {"vi": "Cơ quan chịu trách nhiệm", "en": "Responsible body"},
    "cube:measuredBy": {"vi": "Cơ quan đo lường", "en": "Measured by"},
    "cube:reportedBy": {"vi": "Cơ quan tổng hợp báo cáo", "en": "Reported by"},
    "cube:partner": {"vi": "Cơ quan phối hợp", "en": "Partner"},
}
"""What joins an indicator or a printed row with bodies."""

TITLE: Texts = {"vi": "Khối dữ liệu các chỉ tiêu", "en": "Data cube of the indicators"}
DESCRIPTION: Texts = {
    "vi": (
        "Mọi con số mà các văn bản in về các chỉ tiêu của danh mục, theo chỉ tiêu, kỳ, loại giá "
        "trị và dòng in số ấy. Ô in không có số bị bỏ ra; chúng vẫn có trong các bảng của cổng."
    ),
    "en": (
        "Every number that the documents print about the indicators of the register, by "
        "indicator, period, kind of value and the row that prints it. Printed cells without a "
        "number are left out; they stay in the tables of the portal."
    ),
}

SCHEMES: Mapping[str, Texts] = {
    "indicators": {"vi": "Danh mục chỉ tiêu", "en": "Register of indicators"},
    "kinds": {"vi": "Loại giá trị", "en": "Kinds of values"},
    "units": {"vi": "Đơn vị đo", "en": "Units"},
    "statuses": {"vi": "Tình trạng số liệu (SDMX)", "en": "Observation statuses (SDMX)"},
    "operators": {"vi": "Dấu so sánh", "en": "Operators"},
    "organisations": {"vi": "Cơ quan, tổ chức", "en": "Organisations"},
}
"""Title of each code list."""

STATUSES: Mapping[str, Texts] = {
    "A": {"vi": "Bình thường", "en": "Normal value"},
    "B": {"vi": "Đứt chuỗi", "en": "Break in the series"},
    "D": {"vi": "Định nghĩa khác", "en": "Definition differs"},
    "E": {"vi": "Ước tính", "en": "Estimated value"},
    "F": {"vi": "Dự báo", "en": "Forecast value"},
    "L": {"vi": "Thiếu: có số nhưng không thu thập", "en": "Missing: exists but not collected"},
    "M": {"vi": "Thiếu: không thể có số", "en": "Missing: cannot exist"},
    "O": {"vi": "Thiếu", "en": "Missing value"},
    "P": {"vi": "Tạm thời", "en": "Provisional value"},
    "U": {"vi": "Độ tin cậy thấp", "en": "Low reliability"},
}
"""Observation statuses of SDMX. Source: code list CL_OBS_STATUS, version 2."""

MATCHED_STATUSES = "ABEFP"
"""Those that the list of 2009, which the Data Cube standard uses, means in the same way."""

OPERATORS: Mapping[str, tuple[str, Texts]] = {
    "=": ("equal", {"vi": "Bằng", "en": "Equal to"}),
    "≥": ("at-least", {"vi": "Từ mức này trở lên", "en": "At least"}),
    ">": ("more-than", {"vi": "Trên mức này", "en": "More than"}),
    "≤": ("at-most", {"vi": "Từ mức này trở xuống", "en": "At most"}),
    "<": ("less-than", {"vi": "Dưới mức này", "en": "Less than"}),
    "top": ("top", {"vi": "Trong nhóm dẫn đầu", "en": "Among the first"}),
    "approx": ("about", {"vi": "Khoảng", "en": "About"}),
}
"""Id and name of each operator by its sign in the tables."""


class Cube:
    """The addresses of one portal's cube and of what it tells of."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self._prefixes = cube_prefixes(portal.settings)

    def iri(self, name: str) -> Iri:
        """A term by its name, such as `cube:kind`."""
        prefix, local = name.split(":", 1)
        return Iri(self._prefixes[prefix] + local)

    def code(self, code_list: str, code: str) -> Iri:
        """A code of one of the cube's own lists, such as `kinds` and `plan`."""
        return self.iri(f"cube:{code_list}-{code}")

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

    def source(self, observation: Observation) -> Iri:
        """The printed row that holds an observation."""
        return self.portal.addresses.dataset(observation.package, f"row-{observation.row}")

    def observation(self, indicator_id: str, observation: Observation) -> Iri:
        """An observation by its period, kind and printed row."""
        key = f"{observation.period}-{observation.kind}-{observation.package}-{observation.row}"
        return self._thing("indicators", indicator_id, fragment=key)

    def texts(self, texts: Texts) -> tuple[Literal, ...]:
        """A text in the languages of the portal."""
        return literals(statement(texts, self.portal.settings.languages))

    def _thing(self, section: str, *ids: str, fragment: str) -> Iri:
        page = self.portal.addresses.page(self.portal.settings.languages[0], section, *ids)
        return Iri(f"{page.value}#{fragment}")
