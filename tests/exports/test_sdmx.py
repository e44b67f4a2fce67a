"""SDMX of a portal whose values are broken down, read back by a reader that is not ours."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import sdmx
from sdmx.message import DataMessage, Message, StructureMessage

from builder.build import build
from builder.exports.sdmx.concepts import codes_of, concept_of
from builder.exports.sdmx.structure import frequency, sdmx_id
from builder.language.periods import Period
from builder.language.text import Localised
from builder.model import Category
from tests.disaggregated import write_disaggregated

AREAS = ("a01", "a02", "a/03")
"""The last is no id of SDMX."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SDMX files of a built portal."""
    root = tmp_path_factory.mktemp("sdmx")
    build(write_disaggregated(root / "portal", AREAS), root / "site")
    return root / "site/data/sdmx"


def _read(path: Path, **more: object) -> Message:
    with path.open("rb") as stream:
        return sdmx.read_sdmx(stream, format=path.suffix.removeprefix("."), **more)


@pytest.fixture(scope="module")
def structure(folder: Path) -> StructureMessage:
    """The structure message."""
    found = _read(folder / "structure.xml")
    assert isinstance(found, StructureMessage)
    return found


@pytest.fixture(scope="module", params=["data.xml", "data.csv"])
def data(request: pytest.FixtureRequest, folder: Path, structure: StructureMessage) -> DataMessage:
    """The data by each of its files."""
    found = _read(folder / request.param, structure=structure.structure["INDICATORS"])
    assert isinstance(found, DataMessage)
    return found


def _key(observation: object) -> dict[str, str]:
    values = observation.key.order().values  # type: ignore[attr-defined]
    return {name: str(value.value) for name, value in values.items()}


def test_structure_names_dimensions_in_their_order_with_the_time_last(
    structure: StructureMessage,
) -> None:
    found = structure.structure["INDICATORS"].dimensions.components
    assert [dimension.id for dimension in found] == [
        "FREQ",
        "INDICATOR",
        "KIND",
        "REF_AREA",
        "SEX",
        "PRINTED_IN",
        "TIME_PERIOD",
    ]


def test_code_lists_name_each_code_in_both_languages(structure: StructureMessage) -> None:
    areas = structure.codelist["CL_REF_AREA"]
    assert sorted(areas.items) == ["_T", "a$2F03", "a01", "a02", "none"]
    assert areas["a02"].name.localizations == {"vi": "Khu vực a02", "en": "Area a02"}
    assert areas["_T"].name.localizations == {"vi": "Tất cả", "en": "All"}


def test_every_number_stands_in_the_data_with_its_categories(data: DataMessage) -> None:
    found = {
        (key["INDICATOR"], key["KIND"], key["REF_AREA"], key["SEX"], key["TIME_PERIOD"]): each.value
        for each in data.data[0].obs
        if (key := _key(each))
    }
    share = "digital-economy-share"
    assert Decimal(str(found[share, "actual", "_T", "_T", "2023"])) == Decimal("16.5")
    assert Decimal(str(found[share, "target", "_T", "_T", "2025"])) == 20
    assert Decimal(str(found[share, "actual", "a02", "F", "2023"])) == Decimal("14.5")
    assert Decimal(str(found[share, "actual", "a$2F03", "_T", "2021"])) == 16
    assert len(found) == 3 + 3 * 3 * 3 + 2 * 3


def test_every_code_of_the_data_is_in_its_list(
    data: DataMessage, structure: StructureMessage
) -> None:
    for observation in data.data[0].obs:
        for name, code in _key(observation).items():
            if name != "TIME_PERIOD":
                assert code in structure.codelist[f"CL_{name}"].items


@pytest.mark.parametrize(
    ("period", "code"),
    [("2024", "A"), ("2024-S2", "S"), ("2024-Q2", "Q"), ("2024-06", "M"), ("2024-06-30", "D")],
)
def test_frequency_is_the_length_of_the_period(period: str, code: str) -> None:
    assert frequency(Period(period)) == code


def test_ids_are_told_apart_whatever_their_letters() -> None:
    assert sdmx_id("a/b") == "a$2Fb"
    assert sdmx_id("a$2Fb") == "a$242Fb"


def test_concepts_and_codes_that_sdmx_shares_are_used(structure: StructureMessage) -> None:
    sexes = structure.codelist["CL_SEX"]
    assert sorted(sexes.items) == ["F", "M", "_T"]
    assert sexes["F"].name.localizations == {"vi": "Nữ", "en": "Female"}
    assert set(structure.codelist["CL_FREQ"].items) <= set("ASQMD")
    statuses = set(structure.codelist["CL_OBS_STATUS"].items)
    assert statuses
    assert statuses <= set("AEFPOLMDBU")
    attributes = structure.structure["INDICATORS"].attributes.components
    assert {"UNIT_MEASURE", "OBS_STATUS"} <= {attribute.id for attribute in attributes}


@pytest.mark.parametrize(
    ("name", "others", "concept"),
    [
        ("province", (), "REF_AREA"),
        ("district", ("province",), "DISTRICT"),
        ("nhom_tuoi", (), "AGE"),
        ("gioi_tinh", (), "SEX"),
        ("income", (), "INCOME"),
    ],
)
def test_column_is_the_concept_that_its_name_says(
    name: str, others: tuple[str, ...], concept: str
) -> None:
    assert concept_of(name, name.upper(), others) == concept


@pytest.mark.parametrize(
    ("codes", "shared"),
    [
        (["female", "male"], {"female": "F", "male": "M"}),
        (["nu", "nam"], {"nu": "F", "nam": "M"}),
        (["female", "girls"], {}),
        (["female", "other"], {}),
    ],
)
def test_codes_are_shared_only_where_each_has_its_own(
    codes: list[str], shared: dict[str, str]
) -> None:
    assert codes_of("SEX", _categories(codes)) == shared
    assert codes_of("AGE", _categories(codes)) == {}


def _categories(codes: list[str]) -> list[Category]:
    return [Category(code=code, name=Localised({"vi": code})) for code in codes]


@pytest.mark.parametrize(
    ("code", "shared"),
    [
        ("15-24", "Y15T24"),
        ("15_24", "Y15T24"),
        ("0–4 tuổi", "Y0T4"),
        ("65+", "Y_GE65"),
        ("60 trở lên", "Y_GE60"),
        ("<15", "Y_LT15"),
        ("under_5", "Y_LT5"),
        ("Y_GE65", "Y_GE65"),
    ],
)
def test_ages_are_written_as_the_shared_list_writes_them(code: str, shared: str) -> None:
    assert codes_of("AGE", _categories([code])) == {code: shared}
    assert codes_of("AGE", _categories([code, "old"])) == {}


def test_areas_have_the_codes_that_their_list_gives() -> None:
    (area, other) = _categories(["an-giang", "bien"])
    found = codes_of("REF_AREA", [replace(area, iso="VN-44"), other])
    assert found == {"an-giang": "VN-44"}


def test_units_are_those_that_sdmx_shares(structure: StructureMessage, data: DataMessage) -> None:
    assert {"PT", "count"} <= set(structure.codelist["CL_UNIT_MEASURE"].items)
    told = {str(found.attrib["UNIT_MEASURE"].value) for each in data.data for found in each.obs}
    assert "PT" in told
    assert "percent" not in told


def test_billions_of_a_currency_are_the_currency_and_a_power_of_ten(tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal")
    for name in ("indicators-tiny/data/indicators.csv", "indicators-tiny/data/observations.csv"):
        path = root / "datasets" / name
        path.write_text(path.read_text("utf-8").replace(",count,", ",vnd-billion,"), "utf-8")
    path = root / "datasets/indicators/data/indicators.csv"
    path.write_text(path.read_text("utf-8").replace(",count,", ",vnd-billion,"), "utf-8")
    build(root, tmp_path / "site")
    found = _read(tmp_path / "site/data/sdmx/structure.xml")
    assert isinstance(found, StructureMessage)
    data = _read(tmp_path / "site/data/sdmx/data.csv", structure=found.structure["INDICATORS"])
    units = {
        (str(each.attrib["UNIT_MEASURE"].value), str(each.attrib["UNIT_MULT"].value))
        for dataset in data.data
        for each in dataset.obs
        if "UNIT_MULT" in each.attrib and each.attrib["UNIT_MULT"].value
    }
    assert units == {("VND", "9")}
    assert set(found.codelist["CL_UNIT_MULT"].items) == {"9"}
