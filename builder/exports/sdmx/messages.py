"""SDMX as files: structure and data as SDMX-ML 2.1, data as SDMX-CSV 2.0.

Source: https://github.com/sdmx-twg/sdmx-ml-v2_1, https://github.com/sdmx-twg/sdmx-csv
"""

import csv
import datetime
import io
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from builder.exports.sdmx.structure import (
    CONCEPTS_ID,
    FLOW_ID,
    STRUCTURE_ID,
    VERSION,
    Component,
    agency,
    numbers,
    structure_of,
)
from builder.language.text import Localised
from builder.portal import Portal

STRUCTURE_URI = "data/sdmx/structure.xml"
DATA_XML_URI = "data/sdmx/data.xml"
DATA_CSV_URI = "data/sdmx/data.csv"

_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_NAMESPACES = {
    "mes": f"{_SCHEMAS}/message",
    "str": f"{_SCHEMAS}/structure",
    "com": f"{_SCHEMAS}/common",
    "data": f"{_SCHEMAS}/data/structurespecific",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def structure_message(portal: Portal) -> bytes:
    """Data flow, code lists, concepts and data structure as one SDMX-ML message."""
    return "".join(_Writer(portal).structure()).encode()


def data_message(portal: Portal) -> bytes:
    """Every number as a structure-specific SDMX-ML message."""
    return "".join(_Writer(portal).data()).encode()


def data_csv(portal: Portal) -> bytes:
    """Every number as SDMX-CSV 2.0, with the codes and not their names."""
    structure = structure_of(portal)
    columns = (*structure.dimensions, *structure.attributes)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    dimensions = [column.id for column in structure.dimensions]
    attributes = [column.id for column in structure.attributes]
    writer.writerow(
        (
            "STRUCTURE",
            "STRUCTURE_ID",
            "ACTION",
            *dimensions,
            "TIME_PERIOD",
            "OBS_VALUE",
            *attributes,
        )
    )
    flow = f"{agency(portal)}:{FLOW_ID}({VERSION})"
    split = len(dimensions)
    for indicator_id, observation in numbers(portal):
        cells = [column.told(indicator_id, observation) or "" for column in columns]
        value = f"{observation.value:f}"
        writer.writerow(
            ("dataflow", flow, "I", *cells[:split], observation.period, value, *cells[split:])
        )
    return stream.getvalue().encode()


def _reference(**parts: str) -> str:
    return "<Ref " + " ".join(f"{name}={quoteattr(text)}" for name, text in parts.items()) + "/>"


def _names(text: Mapping[str, str]) -> str:
    return "".join(
        f"<com:Name xml:lang={quoteattr(language)}>{escape(said)}</com:Name>"
        for language, said in text.items()
    )


class _Writer:
    """The parts of a message; whitespace between elements is for people who read it."""

    def __init__(self, portal: Portal) -> None:
        self.portal, self.agency = portal, agency(portal)
        self.described = structure_of(portal)
        self.owned = f'agencyID="{self.agency}" version="{VERSION}"'

    def head(self, message: str, message_id: str, more: str = "") -> str:
        names = " ".join(f'xmlns:{prefix}="{iri}"' for prefix, iri in _NAMESPACES.items())
        day = datetime.datetime.combine(self.portal.as_of, datetime.time())
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<mes:{message} {names}>\n<mes:Header><mes:ID>{message_id}</mes:ID>"
            f"<mes:Test>false</mes:Test><mes:Prepared>{day.isoformat()}</mes:Prepared>"
            f'<mes:Sender id="{self.agency}"/>{more}</mes:Header>\n'
        )

    def structure(self) -> Iterator[str]:
        title = _names(self.portal.settings.name)
        yield self.head("Structure", "STRUCTURE")
        yield "<mes:Structures>\n<str:Dataflows>"
        yield f'<str:Dataflow id="{FLOW_ID}" {self.owned}>{title}<str:Structure>'
        yield self.of_structure() + "</str:Structure></str:Dataflow></str:Dataflows>\n"
        yield "<str:Codelists>\n"
        for column in (*self.described.dimensions, *self.described.attributes):
            yield from self.code_list(column)
        yield f'</str:Codelists>\n<str:Concepts><str:ConceptScheme id="{CONCEPTS_ID}" {self.owned}>'
        yield f"{title}\n"
        for concept, name in self.concepts():
            yield f'<str:Concept id="{concept}">{_names(name)}</str:Concept>\n'
        yield "</str:ConceptScheme></str:Concepts>\n<str:DataStructures>"
        yield f'<str:DataStructure id="{STRUCTURE_ID}" {self.owned}>{title}'
        yield "<str:DataStructureComponents>\n"
        yield from self.components()
        yield "</str:DataStructureComponents></str:DataStructure></str:DataStructures>\n"
        yield "</mes:Structures>\n</mes:Structure>\n"

    def components(self) -> Iterator[str]:
        """Dimensions with the time last, attributes of each value, and the value."""
        described = self.described
        yield '<str:DimensionList id="DimensionDescriptor">\n'
        for place, column in enumerate(described.dimensions, start=1):
            yield f'<str:Dimension id="{column.id}" position="{place}">'
            yield f"{self.component(column)}</str:Dimension>\n"
        yield f'<str:TimeDimension id="TIME_PERIOD" position="{len(described.dimensions) + 1}">'
        yield self.identity("TIME_PERIOD") + "<str:LocalRepresentation>"
        yield '<str:TextFormat textType="ObservationalTimePeriod"/></str:LocalRepresentation>'
        yield '</str:TimeDimension>\n</str:DimensionList>\n<str:AttributeList id="'
        yield 'AttributeDescriptor">\n'
        for column in described.attributes:
            status = "Mandatory" if column.is_required else "Conditional"
            yield f'<str:Attribute id="{column.id}" assignmentStatus="{status}">'
            yield f"{self.component(column)}<str:AttributeRelationship><str:PrimaryMeasure>"
            yield f"{_reference(id='OBS_VALUE')}</str:PrimaryMeasure></str:AttributeRelationship>"
            yield "</str:Attribute>\n"
        yield '</str:AttributeList>\n<str:MeasureList id="MeasureDescriptor">'
        yield f'<str:PrimaryMeasure id="OBS_VALUE">{self.identity("OBS_VALUE")}'
        yield "</str:PrimaryMeasure></str:MeasureList>\n"

    def of_structure(self) -> str:
        return _reference(
            id=STRUCTURE_ID,
            version=VERSION,
            agencyID=self.agency,
            **{"package": "datastructure", "class": "DataStructure"},
        )

    def code_list(self, column: Component) -> Iterator[str]:
        if column.codes is None:
            return
        yield f'<str:Codelist id="{column.list_id}" {self.owned}>{_names(column.name)}\n'
        for code, name in column.codes.items():
            yield f"<str:Code id={quoteattr(code)}>{_names(name)}</str:Code>\n"
        yield "</str:Codelist>\n"

    def concepts(self) -> Iterator[tuple[str, Localised]]:
        for column in (*self.described.dimensions, *self.described.attributes):
            yield column.id, column.name
        yield "TIME_PERIOD", self.described.time
        yield "OBS_VALUE", self.described.value

    def identity(self, concept: str) -> str:
        reference = _reference(
            id=concept,
            maintainableParentID=CONCEPTS_ID,
            maintainableParentVersion=VERSION,
            agencyID=self.agency,
            **{"package": "conceptscheme", "class": "Concept"},
        )
        return f"<str:ConceptIdentity>{reference}</str:ConceptIdentity>"

    def component(self, column: Component) -> str:
        """Concept of a column and what its values are."""
        values = '<str:TextFormat textType="String"/>'
        if column.codes is not None:
            reference = _reference(
                id=column.list_id,
                version=VERSION,
                agencyID=self.agency,
                **{"package": "codelist", "class": "Codelist"},
            )
            values = f"<str:Enumeration>{reference}</str:Enumeration>"
        return (
            f"{self.identity(column.id)}<str:LocalRepresentation>{values}</str:LocalRepresentation>"
        )

    def data(self) -> Iterator[str]:
        described = self.described
        urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={self.agency}"
        space = f"{urn}:{STRUCTURE_ID}({VERSION}):ObsLevelDim:AllDimensions"
        named = (
            f'<mes:Structure structureID="S" namespace="{space}" '
            f'dimensionAtObservation="AllDimensions"><com:Structure>{self.of_structure()}'
            "</com:Structure></mes:Structure>"
        )
        yield self.head("StructureSpecificData", "DATA", named)
        yield (
            f'<mes:DataSet xmlns:own="{space}" data:structureRef="S" data:action="Replace" '
            'data:dataScope="DataStructure" xsi:type="own:DataSetType">\n'
        )
        for indicator_id, observation in numbers(self.portal):
            cells = {
                column.id: column.told(indicator_id, observation)
                for column in (*described.dimensions, *described.attributes)
            }
            cells |= {"TIME_PERIOD": observation.period, "OBS_VALUE": f"{observation.value:f}"}
            told = " ".join(
                f"{name}={quoteattr(text)}" for name, text in cells.items() if text is not None
            )
            yield f"<Obs {told}/>\n"
        yield "</mes:DataSet>\n</mes:StructureSpecificData>\n"
