"""Structures of SDMX say the same in each of their forms; made-up numbers all."""

import json
from pathlib import Path

import pytest

from builder.stewarding.sdmx_files import read_sdmx
from builder.stewarding.sdmx_flow import NotSdmxError, Sdmx
from tests.stewarding.test_bringing import (
    CSV_1,
    DESCRIBED,
    FORMS,
    GENERIC,
    SPECIFIC,
    _file,
    add,
    root,
    rows,
)

__all__ = ["root"]

_URN = "urn:sdmx:org.sdmx.infomodel"
_CONCEPT = f"{_URN}.conceptscheme.Concept=M:CS(1.0)"
_PAIRS = (
    *(("FREQ", "CL_FREQ"), ("INDICATOR", "CL_IND")),
    *(("SEX", "CL_SEX"), ("UNIT_MEASURE", "CL_UNIT")),
)
XML_2_0 = f"""<Structure xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message"
 xmlns:str="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/structure"><CodeLists>
<str:CodeList id="CL_SEX"><str:Code value="F">
<str:Description xml:lang="en">Female</str:Description>
<str:Description xml:lang="vi">Nữ</str:Description></str:Code><str:Code value="_T"/></str:CodeList>
<str:CodeList id="CL_IND"><str:Code value="BEDS">
<str:Description xml:lang="en">Hospital beds</str:Description>
<str:Description xml:lang="vi">Giường bệnh</str:Description></str:Code></str:CodeList>
</CodeLists><Concepts><str:Concept id="SEX"><str:Name xml:lang="en">Sex</str:Name>
<str:Name xml:lang="vi">Giới tính</str:Name></str:Concept></Concepts><KeyFamilies>
<str:KeyFamily id="HEALTH"><str:Name xml:lang="en">Health</str:Name><str:Components>
{"".join(f'<str:Dimension conceptRef="{name}" codelist="{listed}"/>' for name, listed in _PAIRS)}
<str:TimeDimension conceptRef="TIME_PERIOD"/><str:PrimaryMeasure conceptRef="OBS_VALUE"/>
<str:Attribute conceptRef="OBS_STATUS"/><str:Attribute conceptRef="COLLECTION"/>
</str:Components></str:KeyFamily></KeyFamilies></Structure>
"""
JSON = json.dumps(
    {
        "data": {
            "dataflows": [{"id": "HEALTH", "names": {"en": "Health", "vi": "Y tế"}}],
            "codelists": [
                {
                    "id": "CL_SEX",
                    "codes": [{"id": "F", "names": {"en": "Female", "vi": "Nữ"}}, {"id": "_T"}],
                },
                {
                    "id": "CL_IND",
                    "codes": [
                        {"id": "BEDS", "names": {"en": "Hospital beds", "vi": "Giường bệnh"}}
                    ],
                },
            ],
            "conceptSchemes": [
                {"id": "CS", "concepts": [{"id": "SEX", "names": {"en": "Sex", "vi": "Giới tính"}}]}
            ],
            "dataStructures": [
                {
                    "id": "DSD",
                    "dataStructureComponents": {
                        "dimensionList": {
                            "dimensions": [
                                {
                                    "id": name,
                                    "conceptIdentity": f"{_CONCEPT}.{name}",
                                    "localRepresentation": {
                                        "enumeration": f"{_URN}.codelist.Codelist=M:{listed}(1.0)"
                                    },
                                }
                                for name, listed in _PAIRS
                            ],
                            "timeDimensions": [{"id": "TIME_PERIOD"}],
                        },
                        "attributeList": {
                            "attributes": [{"id": "OBS_STATUS"}, {"id": "COLLECTION"}]
                        },
                        "measureList": {"primaryMeasure": {"id": "OBS_VALUE"}},
                    },
                }
            ],
        }
    }
)
STRUCTURES = {"xml-2.1": DESCRIBED, "xml-2.0": XML_2_0, "json": JSON}
GENERIC_2_0 = (
    GENERIC.replace('id="', 'concept="')
    .replace('<gen:ObsDimension value="', "<gen:Time>")
    .replace('"/><gen:ObsValue', "</gen:Time><gen:ObsValue")
)
"""As SDMX-ML 2.0 has it: `concept` in place of `id`, and an element `Time`."""


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("form", FORMS)
def test_every_structure_says_the_same_of_every_form(form: str, structure: str) -> None:
    found = read_sdmx([FORMS[form].encode(), STRUCTURES[structure].encode()])
    assert {"FREQ", "INDICATOR", "SEX", "UNIT_MEASURE"} == set(found.dimensions)
    assert len(found.dimensions) == 4
    assert {"OBS_STATUS", "COLLECTION"} == set(found.attributes)
    assert found.codes["SEX"]["F"]["en"] == "Female"
    assert found.concepts["SEX"]["en"] == "Sex"


@pytest.mark.parametrize("structure", STRUCTURES)
def test_names_of_a_structure_come_in(root: Path, tmp_path: Path, structure: str) -> None:
    files = (
        _file(tmp_path, "structure", STRUCTURES[structure]),
        _file(tmp_path, "data.xml", GENERIC_2_0),
    )
    assert add(root, "sdmx", *files) == 0
    found = [(row["period"], row["sex"], row["value"]) for row in rows(root, "observations")]
    assert found == [("2020", "_T", "5.50"), ("2021", "_T", ""), ("2020", "F", "6")]
    (code,) = rows(root, "sex-codes")
    assert (code["code"], code["name_vi"], code["name_en"]) == ("F", "Nữ", "Female")
    (indicator,) = rows(root, "indicators")
    assert (indicator["name_vi"], indicator["name_en"]) == ("Giường bệnh", "Hospital beds")


def _read(*texts: str) -> Sdmx:
    return read_sdmx([text.encode() for text in texts])


@pytest.mark.parametrize("data", [SPECIFIC, CSV_1])
def test_measure_may_have_any_name_that_a_structure_tells(data: str) -> None:
    measure = '</str:AttributeList><str:MeasureList><str:PrimaryMeasure id="BEDS_COUNT"/>'
    structure = DESCRIBED.replace("</str:AttributeList>", f"{measure}</str:MeasureList>")
    found = _read(data.replace("OBS_VALUE", "BEDS_COUNT"), structure)
    assert [row["OBS_VALUE"] for row in found.rows if row["OBS_STATUS"] != "M"] == ["5.50", "6"]
    assert "MEASURE" not in found.dimensions


def test_several_measures_of_a_structure_are_rows() -> None:
    measures = '<str:Measure id="LOW"/><str:Measure id="HIGH"/>'
    measures = f"</str:AttributeList><str:MeasureList>{measures}</str:MeasureList>"
    structure = DESCRIBED.replace("</str:AttributeList>", measures)
    found = _read(SPECIFIC.replace('OBS_VALUE="6"', 'LOW="5" HIGH="7"'), structure)
    told = [(row["MEASURE"], row["OBS_VALUE"]) for row in found.rows if "MEASURE" in row]
    assert told == [("LOW", "5"), ("HIGH", "7")]
    assert "MEASURE" in found.dimensions


@pytest.mark.parametrize(
    "wrong", ["[]", '[{"id": "A"}]', '[{"id": "A", "dataStructureComponents": 3}]']
)
def test_structure_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(NotSdmxError):
        _read(f'{{"data": {{"dataStructures": {wrong}}}}}', CSV_1.replace("OBS_VALUE", "X"))
