"""SDMX and tables with years as columns become packages that are valid; made-up numbers all."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.build import build
from builder.cli import main
from builder.stewarding.sdmx_files import read_sdmx
from builder.stewarding.sdmx_flow import NotSdmxError
from tests.disaggregated import write_disaggregated
from tests.folders import write_portal

STRUCTURE = """<?xml version="1.0" encoding="UTF-8"?>
<mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
 xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"><mes:Structures>
<str:Dataflows><str:Dataflow id="HEALTH" agencyID="MADE" version="1.0">
 <com:Name xml:lang="en">Health</com:Name><com:Name xml:lang="vi">Y tế</com:Name></str:Dataflow>
</str:Dataflows><str:Codelists>
<str:Codelist id="CL_SEX"><str:Code id="F"><com:Name xml:lang="en">Female</com:Name>
 <com:Name xml:lang="vi">Nữ</com:Name></str:Code><str:Code id="_T"/></str:Codelist>
<str:Codelist id="CL_IND"><str:Code id="BEDS"><com:Name xml:lang="en">Hospital beds</com:Name>
 <com:Name xml:lang="vi">Giường bệnh</com:Name></str:Code></str:Codelist>
<str:Codelist id="CL_UNIT"><str:Code id="PT"><com:Name xml:lang="en">Percent</com:Name></str:Code>
</str:Codelist></str:Codelists>
<str:Concepts><str:ConceptScheme id="CS"><str:Concept id="SEX">
 <com:Name xml:lang="en">Sex</com:Name><com:Name xml:lang="vi">Giới tính</com:Name></str:Concept>
</str:ConceptScheme></str:Concepts>
<str:DataStructures><str:DataStructure id="DSD"><str:DataStructureComponents>
<str:DimensionList>{dimensions}<str:TimeDimension id="TIME_PERIOD"/></str:DimensionList>
<str:AttributeList><str:Attribute id="OBS_STATUS"/><str:Attribute id="COLLECTION"/>
</str:AttributeList></str:DataStructureComponents></str:DataStructure></str:DataStructures>
</mes:Structures></mes:Structure>
"""
_DIMENSION = (
    '<str:Dimension id="{0}"><str:ConceptIdentity><Ref id="{0}"/></str:ConceptIdentity>'
    '<str:LocalRepresentation><str:Enumeration><Ref id="{1}"/></str:Enumeration>'
    "</str:LocalRepresentation></str:Dimension>"
)
DESCRIBED = STRUCTURE.replace(
    "{dimensions}",
    "".join(
        _DIMENSION.format(*pair)
        for pair in (
            ("FREQ", "CL_FREQ"),
            ("INDICATOR", "CL_IND"),
            ("SEX", "CL_SEX"),
            ("UNIT_MEASURE", "CL_UNIT"),
        )
    ),
)
SPECIFIC = """<?xml version="1.0" encoding="UTF-8"?>
<mes:StructureSpecificData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><mes:Header><mes:ID>A</mes:ID>
<mes:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"/></mes:Header>
<mes:DataSet xsi:type="x"><Group xsi:type="g" INDICATOR="BEDS" COLLECTION="survey"/>
<Series FREQ="A" INDICATOR="BEDS" SEX="_T" UNIT_MEASURE="PT">
<Obs TIME_PERIOD="2020" OBS_VALUE="5.50" OBS_STATUS="A"/>
<Obs TIME_PERIOD="2021" OBS_VALUE="NaN" OBS_STATUS="M"/></Series>
<Series FREQ="A" INDICATOR="BEDS" SEX="F" UNIT_MEASURE="PT">
<Obs TIME_PERIOD="2020" OBS_VALUE="6" OBS_STATUS="E"/></Series>
</mes:DataSet></mes:StructureSpecificData>
"""


def _generic(key: str, cells: dict[str, str]) -> str:
    values = "".join(f'<gen:Value id="{name}" value="{text}"/>' for name, text in cells.items())
    return f"<gen:{key}>{values}</gen:{key}>"


def _series(sex: str, observations: tuple[tuple[str, str, str], ...]) -> str:
    told = "".join(
        f'<gen:Obs><gen:ObsDimension value="{year}"/><gen:ObsValue value="{value}"/>'
        f"{_generic('Attributes', {'OBS_STATUS': status})}</gen:Obs>"
        for year, value, status in observations
    )
    key = {"FREQ": "A", "INDICATOR": "BEDS", "SEX": sex, "UNIT_MEASURE": "PT"}
    shared = _generic("Attributes", {"COLLECTION": "survey"})
    return f"<gen:Series>{_generic('SeriesKey', key)}{shared}{told}</gen:Series>"


GENERIC = (
    '<mes:GenericData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" '
    'xmlns:gen="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"><mes:DataSet>'
    + _series("_T", (("2020", "5.50", "A"), ("2021", "NaN", "M")))
    + _series("F", (("2020", "6", "E"),))
    + "</mes:DataSet></mes:GenericData>"
)
CSV_1 = """DATAFLOW,FREQ,INDICATOR,SEX,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COLLECTION
MADE:HEALTH(1.0),A,BEDS,_T,PT,2020,5.50,A,survey
MADE:HEALTH(1.0),A,BEDS,_T,PT,2021,,M,survey
MADE:HEALTH(1.0),A,BEDS,F,PT,2020,6,E,survey
"""
CSV_2 = """STRUCTURE;STRUCTURE_ID;ACTION;FREQ;INDICATOR;SEX: Sex;UNIT_MEASURE;\
TIME_PERIOD;OBS_VALUE;OBS_STATUS;COLLECTION
dataflow;MADE:HEALTH(1.0);I;A;BEDS;_T: Total;PT;2020;5.50;A;survey
dataflow;MADE:HEALTH(1.0);I;A;BEDS;_T: Total;PT;2021;;M;survey
dataflow;MADE:HEALTH(1.0);I;A;BEDS;F: Female;PT;2020;6;E;survey
dataflow;MADE:HEALTH(1.0);D;A;BEDS;F: Female;PT;2019;6;E;survey
"""
_LISTED: dict[str, list[dict[str, Any]]] = {
    "dataSet": [{"id": "FREQ", "values": [{"id": "A"}]}],
    "series": [
        {"id": "INDICATOR", "values": [{"id": "BEDS"}]},
        {"id": "SEX", "values": [{"id": "_T"}, {"id": "F", "name": "Female"}]},
        {"id": "UNIT_MEASURE", "values": [{"id": "PT"}]},
    ],
    "observation": [
        {"id": "PERIOD", "role": "TIME_PERIOD", "values": [{"id": "2020"}, {"id": "2021"}]}
    ],
}
_ATTRIBUTES: dict[str, list[dict[str, Any]]] = {
    "dataSet": [{"id": "COLLECTION", "values": [{"id": "survey"}]}],
    "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "M"}, {"id": "E"}]}],
}
_STRUCTURED = {"dimensions": _LISTED, "attributes": _ATTRIBUTES}
_VALUES = [[5.5, 0], [None, 1], [6, 2]]
JSON_1 = {
    "structure": _STRUCTURED,
    "dataSets": [
        {
            "attributes": [0],
            "series": {
                "0:0:0": {"observations": {"0": _VALUES[0], "1": _VALUES[1]}},
                "0:1:0": {"observations": {"0": _VALUES[2]}},
            },
        },
        {"action": "Delete", "series": {"0:1:0": {"observations": {"1": [7, 0]}}}},
    ],
}
JSON_2 = {
    "meta": {"id": "A"},
    "data": {
        "structures": [_STRUCTURED],
        "dataSets": [
            {
                "structure": 0,
                "attributes": [0],
                "observations": {
                    "0:0:0:0": ["5.50", 0],
                    "0:0:0:1": _VALUES[1],
                    "0:1:0:0": _VALUES[2],
                },
            }
        ],
    },
}
_HEAD = "STRUCTURE;STRUCTURE_ID;STRUCTURE_NAME;FREQ;Frequency;INDICATOR;Indicator;SEX;Sex"
_HEAD += ";UNIT_MEASURE;Unit;PERIOD;Period;OBS_VALUE;Value;OBS_STATUS;Status"
CSV_NAMED = f"""{_HEAD};COLLECTION;Collection
dataflow;MADE:HEALTH(1.0);Health;A;Annual;BEDS;Beds;_T;Total;PT;Percent;2020;;5,50;;A;;survey;
dataflow;MADE:HEALTH(1.0);Health;A;Annual;BEDS;Beds;_T;Total;PT;Percent;2021;;;;M;;survey;
dataflow;MADE:HEALTH(1.0);Health;A;Annual;BEDS;Beds;F;Female;PT;Percent;2020;;6;;E;;survey;
"""
FORMS = {
    **{"specific": SPECIFIC, "generic": GENERIC, "csv-1": CSV_1, "csv-2": CSV_2},
    **{
        "json-1": json.dumps(JSON_1).replace("5.5", "5.50"),
        "json-2": json.dumps(JSON_2),
        "csv-named": CSV_NAMED,
    },
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The valid portal."""
    return write_portal(tmp_path / "portal")


def add(root: Path, form: str, *more: str) -> int:
    flags = ("source_id=report-2024", "--topic", "moi-truong", "--day", "2024-06-01", "--yes")
    arguments = ("add", "--from", form, *more, *flags, "--name", "brought")
    return main([*arguments, "--root", str(root), "--lang", "en"])


def rows(root: Path, table: str) -> list[dict[str, str]]:
    path = root / f"datasets/brought/data/{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("described", [True, False])
def test_every_form_of_sdmx_says_the_same(
    root: Path, tmp_path: Path, form: str, described: bool
) -> None:
    files = [_file(tmp_path, f"{form}.data", FORMS[form])]
    files += [_file(tmp_path, "structure.xml", DESCRIBED)] if described else []
    assert add(root, "sdmx", *files) == 0
    found = [
        (row["period"], row["sex"], row["value"], row["unit"], row["obs_status"])
        for row in rows(root, "observations")
    ]
    assert found == [
        ("2020", "_T", "5.50", "percent", "A"),
        ("2021", "_T", "", "percent", "M"),
        ("2020", "F", "6", "percent", "E"),
    ]
    (indicator,) = rows(root, "indicators")
    assert json.loads(indicator["metadata"])["COLLECTION"] == "survey"
    assert (indicator["indicator_id"], indicator["code"]) == ("beds", "BEDS")


def test_names_are_those_of_the_structure_in_each_language(root: Path, tmp_path: Path) -> None:
    files = (_file(tmp_path, "s.xml", DESCRIBED), _file(tmp_path, "d.xml", SPECIFIC))
    assert add(root, "sdmx", *files) == 0
    (indicator,) = rows(root, "indicators")
    assert (indicator["name_vi"], indicator["name_en"]) == ("Giường bệnh", "Hospital beds")
    (code,) = rows(root, "sex-codes")
    assert (code["code"], code["name_vi"], code["name_en"]) == ("F", "Nữ", "Female")
    descriptor = json.loads((root / "datasets/brought/datapackage.json").read_text("utf-8"))
    assert descriptor["title"] == "Chỉ tiêu từ “Y tế”"


def test_whole_of_sdmx_is_what_the_pages_show(root: Path, tmp_path: Path) -> None:
    assert add(root, "sdmx", _file(tmp_path, "d.csv", CSV_2)) == 0
    build(root, tmp_path / "site")
    found = json.loads((tmp_path / "site/api/v1/indicators/beds.json").read_text("utf-8"))
    assert [value["value"] for value in found["observations"]] == [5.5, None]
    assert [part["categories"] for part in found["parts"]] == [{"sex": "F"}]


def test_periods_of_sdmx_and_rows_that_cannot_be_taken(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\n"
    for period, area in (
        ("2020-Q2", "VN"),
        ("2020-S1", "VN"),
        ("2020-M03", "VN"),
        ("2020-A1", "VN"),
        ("2020-W01", "VN"),
        ("2020-01-31", "VN-HN"),
    ):
        data += f"MADE:ONE(1.0),{area},{period},1,A,3\n"
    data += "MADE:ONE(1.0),VN,2022,2,Q,6\nMADE:ONE(1.0),VN,2022,3,A,6\n"
    assert add(root, "sdmx", _file(tmp_path, "one.csv", data), "--whole", "REF_AREA=VN") == 0
    found = [(row["period"], row["ref_area"]) for row in rows(root, "observations")]
    assert found == [
        ("2020-Q2", "VN"),
        ("2020-S1", "VN"),
        ("2020-03", "VN"),
        ("2020", "VN"),
        ("2020-01-31", "VN-HN"),
        ("2022", "VN"),
    ]
    told = capsys.readouterr().err
    assert "period is not clear (1): brought 2020-W01" in told
    assert "Statuses of values that the portal does not have, taken as normal (1): Q" in told
    assert "another value (1)" in told
    assert "kept as a list beside the indicator (1): UNIT_MULT" in told


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n",
        '{"a": 1}',
        "{",
        "<a/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<a",
        DESCRIBED,
    ],
)
def test_what_is_no_data_of_sdmx_is_refused(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    assert add(root, "sdmx", _file(tmp_path, "d.xml", content)) != 0
    assert "no data of SDMX" in capsys.readouterr().err
    assert not (root / "datasets/brought").exists()


def test_sdmx_of_a_portal_comes_into_another_with_every_number(root: Path, tmp_path: Path) -> None:
    build(write_disaggregated(tmp_path / "first"), tmp_path / "site")
    folder = tmp_path / "site/data/sdmx"
    files = (str(folder / "data.csv"), str(folder / "structure.xml"))
    assert add(root, "sdmx", *files) == 0
    told = [
        (row["OBS_VALUE"], row["TIME_PERIOD"], row["REF_AREA"])
        for row in csv.DictReader((folder / "data.csv").read_text("utf-8").splitlines())
    ]
    found = [
        (row["value"], row["period"], row["ref_area"] or "_T") for row in rows(root, "observations")
    ]
    assert [(Decimal(value), *rest) for value, *rest in found] == [
        (Decimal(value), *rest) for value, *rest in told
    ]


WIDE = """Tỷ lệ hộ nghèo (số liệu tự đặt để thử),,,,
Khu vực,Giới tính,2021,2022-23,Mục tiêu 2025
Cả nước,,"5,2","4,8",3
Miền Bắc,Nam,"6,1",–,
Miền Bắc,Nữ,"1.234,5",n/a,
"""


def test_table_with_years_as_columns_becomes_one_indicator(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, "csv", _file(tmp_path, "wide.csv", WIDE), "--title", "Tỷ lệ hộ nghèo") == 0
    found = [
        (
            row["period"],
            row["kind"],
            row["khu_vuc"],
            row["gioi_tinh"],
            row["value"],
            row["value_raw"],
        )
        for row in rows(root, "observations")
    ]
    assert found == [
        ("2021", "actual", "Cả nước", "", "5.2", "5,2"),
        ("2022", "actual", "Cả nước", "", "4.8", "4,8"),
        ("2025", "target", "Cả nước", "", "3", "3"),
        ("2021", "actual", "Miền Bắc", "Nam", "6.1", "6,1"),
        ("2021", "actual", "Miền Bắc", "Nữ", "1234.5", "1.234,5"),
        ("2022", "actual", "Miền Bắc", "Nữ", "", "n/a"),
    ]
    assert [row["code"] for row in rows(root, "khu-vuc-codes")] == ["Miền Bắc"]
    (indicator,) = rows(root, "indicators")
    assert indicator["name_vi"] == "Tỷ lệ hộ nghèo"
    assert "Periods of several years" in capsys.readouterr().err


def test_table_may_have_indicators_and_units_in_columns(root: Path, tmp_path: Path) -> None:
    data = "Indicator;Unit;Region;2020;2021\nBeds;Number;North;1.200;900\nDoctors;Percent;;12,5;\n"
    data += "Beds;Number;;5.000;\n"
    assert add(root, "csv", _file(tmp_path, "wide.csv", data)) == 0
    assert [(row["name_vi"], row["unit"]) for row in rows(root, "indicators")] == [
        ("Beds", "count"),
        ("Doctors", "percent"),
    ]
    found = [
        (row["indicator_id"], row["region"], row["value"]) for row in rows(root, "observations")
    ]
    assert found == [
        ("beds", "North", "1200"),
        ("beds", "North", "900"),
        ("doctors", "", "12.5"),
        ("beds", "", "5000"),
    ]


def test_long_table_with_a_column_of_periods_comes_in_as_well(root: Path, tmp_path: Path) -> None:
    data = "Năm,Vùng,Giá trị\nQuý I/2024,Cả nước,3\n2024,Bắc,4.5\n"
    assert add(root, "csv", _file(tmp_path, "long.csv", data)) == 0
    found = [(row["period"], row["vung"], row["value"]) for row in rows(root, "observations")]
    assert found == [("2024-Q1", "Cả nước", "3"), ("2024", "Bắc", "4.5")]


def test_number_that_may_be_two_is_refused_and_nothing_is_written(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = "Region,2020\nNorth,1.234\n"
    assert add(root, "csv", _file(tmp_path, "wide.csv", data)) != 0
    assert "1.234" in capsys.readouterr().err
    assert not (root / "datasets/brought").exists()


def test_table_without_periods_is_refused(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, "csv", _file(tmp_path, "wide.csv", "Region,Size\nNorth,1\n")) != 0
    assert capsys.readouterr().err
    assert not (root / "datasets/brought").exists()


def test_json_of_no_end_is_refused() -> None:
    with pytest.raises(NotSdmxError):
        read_sdmx([b'{"data": ' + b"[" * 100_000])


def test_long_note_comes_in_whole(root: Path, tmp_path: Path) -> None:
    note = "x" * 200_000
    data = f"DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE,COMMENT_OBS\nA,north,2020,1,{note}\n"
    assert add(root, "sdmx", _file(tmp_path, "flow.csv", data)) == 0
    assert note in (root / "datasets/brought/data/observations.csv").read_text("utf-8")


def test_xml_in_two_bytes_a_letter_hides_no_entities() -> None:
    with pytest.raises(NotSdmxError):
        read_sdmx(["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16-le")])


def test_what_an_attribute_belongs_to_is_no_dimension(root: Path, tmp_path: Path) -> None:
    belongs = '<str:Dimension><Ref id="SEX"/></str:Dimension>'
    belongs = f"<str:AttributeRelationship>{belongs}</str:AttributeRelationship>"
    attribute = '<str:Attribute id="COLLECTION"/>'
    assert attribute in DESCRIBED
    told = attribute.replace("/>", f">{belongs}</str:Attribute>")
    files = (
        _file(tmp_path, "s.xml", DESCRIBED.replace(attribute, told)),
        _file(tmp_path, "d.xml", SPECIFIC),
    )
    assert add(root, "sdmx", *files) == 0
    assert set(json.loads(rows(root, "indicators")[0]["metadata"])) >= {"COLLECTION"}
    assert "" not in json.loads(rows(root, "indicators")[0]["metadata"])


def test_several_measures_are_told_apart_and_a_column_of_periods_is_found(
    root: Path, tmp_path: Path
) -> None:
    data = "STRUCTURE[;],STRUCTURE_ID,ACTION,DIM_1: One,DIM_2: When,OBS_VALUE1,OBS_VALUE2\n"
    data += "dataflow,MADE:TWO(1.0),I,A: Alpha,2014-01: January,12.4,12.5\n"
    assert add(root, "sdmx", _file(tmp_path, "two.csv", data)) == 0
    found = [
        (row["indicator_id"], row["period"], row["value"]) for row in rows(root, "observations")
    ]
    assert found == [("obs-value1", "2014-01", "12.4"), ("obs-value2", "2014-01", "12.5")]


def test_data_without_any_value_are_refused(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE\nMADE:ONE(1.0),VN,2020-W01,1\n"
    assert add(root, "sdmx", _file(tmp_path, "one.csv", data)) != 0
    assert "no indicator could be taken" in capsys.readouterr().err
    assert not (root / "datasets/brought").exists()


OFFICE = """Bảng 12. Tỷ lệ hộ nghèo theo địa phương;;;
Đơn vị tính: %;;;
STT;Địa phương;2023;Sơ bộ 2024;Ghi chú
1;CẢ NƯỚC;3,4;2,9;
2;Miền Bắc;1,1(*);..;điều chỉnh
3;Miền Nam;0,05;1.234,5;
;(*) Số liệu điều chỉnh;;;
"""


def test_table_of_a_yearbook_comes_in_as_it_is_printed(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = OFFICE.replace("1.234,5", "12,5")
    assert add(root, "csv", _file(tmp_path, "t.csv", table), "--title", "Hộ nghèo") == 0
    found = [
        (row["period"], row["value"], row["value_raw"], row["unit"], row["obs_status"])
        for row in rows(root, "observations")
    ]
    assert found == [
        ("2023", "3.4", "3,4", "percent", "A"),
        ("2024", "2.9", "2,9", "percent", "P"),
        ("2023", "1.1", "1,1(*)", "percent", "A"),
        ("2023", "0.05", "0,05", "percent", "A"),
        ("2024", "12.5", "12,5", "percent", "P"),
    ]
    assert [row["note_vi"] for row in rows(root, "observations")][2] == "điều chỉnh"
    told = capsys.readouterr().err
    assert "left out (1): brought:5 2024 (..)" in told
    assert "as printed (1): brought:5 2023 (1,1(*))" in told


@pytest.mark.parametrize(
    "heads",
    [
        "Tỉnh;Năm 2022;;Năm 2023;\n;Nam;Chung;Nam;Chung\n",
        "Tỉnh;Nam;;Chung;\n;2022;2023;2022;2023\n",
    ],
)
def test_two_rows_of_headings_say_period_and_category(
    root: Path, tmp_path: Path, heads: str
) -> None:
    table = f"{heads}An Giang;950.123;960.456;951.000;1.961.000\n"
    assert add(root, "csv", _file(tmp_path, "t.csv", table), "--title", "Dân số") == 0
    found = {(row["period"], row["phan_theo"], row["value"]) for row in rows(root, "observations")}
    by_period = {
        ("2022", "Nam", "950123"),
        ("2022", "Chung", "960456"),
        ("2023", "Nam", "951000"),
        ("2023", "Chung", "1961000"),
    }
    by_category = {
        ("2022", "Nam", "950123"),
        ("2023", "Nam", "960456"),
        ("2022", "Chung", "951000"),
        ("2023", "Chung", "1961000"),
    }
    assert found == (by_period if "Năm" in heads else by_category)
