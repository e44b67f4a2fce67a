"""A portal whose values are broken down: what its pages and files say of the categories."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from rdflib import Graph, Literal

from builder.build import build, validated_portal
from builder.cli import main
from builder.packages.schemas import write_schemas
from builder.problem import BuildError
from builder.settings import read_settings
from tests.data_cube_rules import broken, normalised
from tests.disaggregated import (
    INDICATOR,
    PACKAGE,
    SQUARES,
    place_areas,
    shape_areas,
    write_disaggregated,
    write_merged,
)
from tests.folders import ROOT, write_portal

OBSERVATIONS = f"datasets/{PACKAGE}/data/observations.csv"
DESCRIPTOR = f"datasets/{PACKAGE}/datapackage.json"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal, built."""
    folder = tmp_path_factory.mktemp("disaggregated")
    root = write_disaggregated(folder / "portal")
    build(root, folder / "site")
    return folder / "site"


def _text(markup: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", markup).split())


def test_whole_is_the_row_without_category_and_nothing_else(site: Path) -> None:
    found = json.loads((site / f"api/v1/indicators/{INDICATOR}.json").read_text("utf-8"))
    assert [value["value"] for value in found["observations"]] == [16.5, 20]
    assert found["progress"]["latest"]["value"] == 16.5
    assert len(found["parts"]) == 3 * 3 * 3 + 2 * 3


def test_code_of_the_total_is_no_category(site: Path) -> None:
    found = json.loads((site / f"api/v1/indicators/{INDICATOR}.json").read_text("utf-8"))
    area, sex = found["dimensions"]
    assert [category["code"] for category in sex["categories"]] == ["female", "male"]
    assert sex["title"] == {"vi": "Giới tính", "en": "Sex"}
    of_area = [part["categories"] for part in found["parts"] if "sex" not in part["categories"]]
    assert of_area[0] == {"area": "a01"}
    assert len(of_area) == 9
    assert area["name"] == "area"


def test_page_shows_the_newest_values_best_first_with_the_target_for_all(site: Path) -> None:
    page = (site / f"en/indicators/{INDICATOR}/index.html").read_text("utf-8")
    section = page.split('id="by-area"')[1].split("</section>")[0]
    assert "2023: best is Area a03 (18%), worst Area a01 (12%)." in _text(section)
    assert "What lies between them: 6 percentage points." in _text(section)
    assert "2 of the 3 judged are behind. Behind: Area a01; Area a02." in _text(section)
    assert "No figure (1): Area none." in _text(section)
    newest = section.split("</table>")[0]
    names = [row.split("</th>")[0] for row in newest.split('<th scope="row">')[1:]]
    assert names == ["Area a03", "Area a02", "Area a01"]
    assert section.count("20%") == 3


def test_api_says_how_far_apart_the_categories_lie_and_which_have_no_figure(site: Path) -> None:
    found = json.loads((site / f"api/v1/indicators/{INDICATOR}.json").read_text("utf-8"))
    area, sex = found["dimensions"]
    assert area["spread"] == {
        "period": "2023",
        "best": "a03",
        "best_value": 18,
        "worst": "a01",
        "worst_value": 12,
        "gap": 6,
    }
    assert area["missing"] == ["none"]
    assert sex["missing"] == []


def test_category_is_judged_by_its_own_values(site: Path) -> None:
    page = (site / f"en/indicators/{INDICATOR}/index.html").read_text("utf-8")
    rows = page.split('id="by-area-')[1:]
    assert "On track" in rows[0]
    assert "Far behind" in rows[2]


def test_every_value_over_time_stands_on_the_page_with_a_line_on_one_scale(site: Path) -> None:
    page = (site / f"en/indicators/{INDICATOR}/index.html").read_text("utf-8")
    section = page.split('id="by-area"')[1].split("</section>")[0]
    table = section.split('class="over-time__table"')[1].split("</table>")[0]
    heads = [_text(head) for head in re.findall(r"<th scope=\"col\".*?</th>", table)]
    assert heads[2:] == ["2021", "2022", "2023"]
    rows = [row.split("</tr>")[0] for row in table.split('<th scope="row">')[1:]]
    assert [_text(row) for row in rows] == [
        "Area a03 16% 17% 18%",
        "Area a02 13% 14% 15%",
        "Area a01 10% 11% 12%",
    ]
    lines = [re.findall('points="(.*?)"', row) for row in rows]
    assert lines[0] == ["2.0,7.0 50.0,4.5 98.0,2.0"]
    assert lines[2] == ["2.0,22.0 50.0,19.5 98.0,17.0"]


def test_period_without_a_value_breaks_the_line_and_stands_empty(tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal")
    path = root / OBSERVATIONS
    rows = path.read_text("utf-8").splitlines()
    kept = [row for row in rows if not (row.startswith("i-1,2022,") and row.endswith(",a01,total"))]
    assert len(kept) == len(rows) - 1
    path.write_text("\n".join(kept) + "\n", "utf-8")
    build(root, tmp_path / "site")
    page = (tmp_path / f"site/en/indicators/{INDICATOR}/index.html").read_text("utf-8")
    table = page.split('class="over-time__table"')[1].split("</table>")[0]
    row = table.split('<th scope="row">')[3].split("</tr>")[0]
    assert _text(row) == "Area a01 10% – 12%"
    assert "polyline" not in row
    assert row.count("<circle") == 2


def test_map_shows_where_the_list_says_and_names_what_has_no_place(tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal", ("a01", "a02", "a03", "far"))
    place_areas(root)
    build(root, tmp_path / "site")
    page = (tmp_path / f"site/en/indicators/{INDICATOR}/index.html").read_text("utf-8")
    section = page.split('id="by-area"')[1].split("</section>")[0]
    assert "Tile map, 2023" in section
    tiles = re.findall('<tr class="tile-c(.) tile-r(.) is-step-(.)" title="(.*?)"', section)
    assert tiles == [
        ("1", "1", "1", "Area a01: 12%"),
        ("2", "1", "2", "Area a02: 15%"),
        ("3", "2", "3", "Area a03: 18%"),
    ]
    assert "With a figure but no place on the map (1): Area far (21%)." in _text(section)
    assert "No figure (1): Area none." in _text(section)


def test_place_without_a_figure_stays_on_the_map_as_that(tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal")
    place_areas(root)
    path = root / OBSERVATIONS
    rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(row for row in rows if ",a02," not in row) + "\n", "utf-8")
    build(root, tmp_path / "site")
    page = (tmp_path / f"site/chi-tieu/{INDICATOR}/index.html").read_text("utf-8")
    assert 'class="tile-c2 tile-r1 is-step-0"' in page
    assert 'is-step-0">Chưa có số liệu</span>' in page


def test_csv_of_an_indicator_names_each_category(site: Path) -> None:
    content = (site / f"api/v1/indicators/{INDICATOR}.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["value"] for row in rows if not row["area"] and not row["sex"]] == ["16.5", "20"]
    found = {(row["period"], row["area"], row["sex"]): row["value"] for row in rows}
    assert found["2023", "a02", "female"] == "14.5"
    assert found["2023", "a02", ""] == "15"
    assert found["2022", "", "male"] == "15"


def test_data_cube_holds_every_category_and_its_constraints(site: Path) -> None:
    graph = Graph().parse(site / "data-cube.ttl")
    assert broken(normalised(graph)) == []
    found = graph.query(
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX dim: <http://purl.org/linked-data/sdmx/2009/dimension#>
        PREFIX sdmx: <http://purl.org/linked-data/sdmx/2009/measure#>
        SELECT ?value WHERE {
            ?observation a qb:Observation ;
                sdmx:obsValue ?value ;
                ?area [ skos:notation "a02" ] ; ?sex [ skos:notation "female" ] ;
                dim:refPeriod/dct:identifier "2023" .
            ?area a qb:DimensionProperty . ?sex a qb:DimensionProperty }"""
    )
    assert [float(row[0]) for row in found] == [14.5]


def test_code_that_the_list_does_not_have_is_told_at_its_cell(tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal")
    path = root / OBSERVATIONS
    path.write_text(path.read_text("utf-8").replace(",a02,female", ",a99,female", 1), "utf-8")
    with pytest.raises(BuildError) as caught:
        validated_portal(root, read_settings(root))
    (problem,) = caught.value.problems
    assert (problem.code, problem.value) == ("reference-unknown", "a99")
    assert problem.place.field == "area"


@pytest.mark.parametrize(
    "named", ["ares/areas/code", "./area-code/code", "./area-codes/cod", "indicators-tiny/x/code"]
)
def test_list_that_nobody_has_is_told_once_where_it_is_named(named: str, tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal")
    path = (root / OBSERVATIONS).parents[1] / "datapackage.json"
    text = path.read_text("utf-8")
    assert '"./area-codes/code"' in text
    path.write_text(text.replace('"./area-codes/code"', f'"{named}"'), "utf-8")
    with pytest.raises(BuildError) as caught:
        validated_portal(root, read_settings(root))
    (problem,) = caught.value.problems
    told = named.replace("./", "indicators-tiny/")
    assert (problem.code, problem.value) == ("reference-unknown", told)
    assert str(problem.place.field).endswith(".portal.references")
    assert problem.details["target"] == "datasets"


def test_second_list_that_nobody_has_is_told_once_where_it_is_named(tmp_path: Path) -> None:
    root = write_merged(tmp_path / "portal")
    path = root / "datasets" / PACKAGE / "datapackage.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"./areas-new/code"', '"./areas-newer/code"'), "utf-8")
    with pytest.raises(BuildError) as caught:
        validated_portal(root, read_settings(root))
    (problem,) = caught.value.problems
    assert (problem.code, problem.value) == ("reference-unknown", f"{PACKAGE}/areas-newer/code")
    assert str(problem.place.field).endswith(".portal.dimension.also[0]")


def test_codes_of_any_letters_are_built(tmp_path: Path) -> None:
    areas = ("east / west", "a#b?", "<x>", '"y"')
    root = write_disaggregated(tmp_path / "portal", areas, (2023,))
    build(root, tmp_path / "site")
    graph = Graph().parse(tmp_path / "site/data-cube.ttl")
    assert {Literal(area) for area in areas} <= set(graph.objects())
    found = json.loads((tmp_path / f"site/api/v1/indicators/{INDICATOR}.json").read_text("utf-8"))
    codes = [category["code"] for category in found["dimensions"][0]["categories"]]
    assert codes == [*areas, "none"]


def test_whole_told_twice_is_a_repeated_key(tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal")
    path = root / OBSERVATIONS
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, f"{lines[1]}total"]) + "\n", "utf-8")
    with pytest.raises(BuildError) as caught:
        validated_portal(root, read_settings(root))
    (problem,) = caught.value.problems
    assert problem.code == "duplicate-key"
    assert problem.details["row"] == "2"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"type": "integer"}, "property-invalid", "resources[1].schema.fields[16].type"),
        ({"portal": {"dimension": {}}}, "property-missing", "fields[16].portal.references"),
    ],
)
def test_dimension_that_is_no_text_or_has_no_codes_is_told_at_the_descriptor(
    tmp_path: Path, change: dict[str, object], code: str, field: str
) -> None:
    root = write_disaggregated(tmp_path / "portal")
    path = root / DESCRIPTOR
    descriptor = json.loads(path.read_text("utf-8"))
    area = descriptor["resources"][1]["schema"]["fields"][16]
    portal = {**area["portal"], **change.get("portal", {})}  # type: ignore[dict-item]
    if "portal" in change:
        portal.pop("references")
    descriptor["resources"][1]["schema"]["fields"][16] = {**area, **change, "portal": portal}
    path.write_text(json.dumps(descriptor), "utf-8")
    with pytest.raises(BuildError) as caught:
        validated_portal(root, read_settings(root))
    told = {(problem.code, problem.place.field) for problem in caught.value.problems}
    assert any(name == code and (place or "").endswith(field) for name, place in told)


@pytest.mark.parametrize("guide", ["dimensions.md", "dimensions.vi.md"])
def test_guide_makes_a_portal_that_is_valid_and_shows_the_regions(
    tmp_path: Path, guide: str
) -> None:
    text = (ROOT / "docs" / guide).read_text("utf-8")
    resource, field = (json.loads(part) for part in re.findall("```json\n(.*?)```", text, re.S))
    _, codes = re.findall("```csv\n(.*?)```", text, re.S)
    values = re.findall(r"^\| (2023) \| ([\d.]+) \| (\w*) ?\|$", text, re.M)
    root = write_portal(tmp_path / "portal")
    path = root / DESCRIPTOR
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["resources"][1]["schema"]["fields"].append(field)
    descriptor["resources"].append(resource)
    path.write_text(json.dumps(descriptor), "utf-8")
    (root / f"datasets/{PACKAGE}" / resource["path"]).write_text(codes, "utf-8")
    header, *rows = (root / OBSERVATIONS).read_text("utf-8").splitlines()
    source = 'report-2024,"Phụ lục, dòng 1",10-12'
    new = [
        f"i-1,{year},actual,=,{value},,percent,A,{value}%,,,,,{source},{code}"
        for year, value, code in values
        if code
    ]
    lines = [f"{header},region", *(f"{row}," for row in rows), *new]
    (root / OBSERVATIONS).write_text("\n".join(lines) + "\n", "utf-8")
    list(write_schemas(root, [], ["vi", "en"]))
    validated_portal(root, read_settings(root))
    build(root, tmp_path / "site")
    page = (tmp_path / f"site/en/indicators/{INDICATOR}/index.html").read_text("utf-8")
    assert "By region" in page
    assert "best is North (18.2%), worst Centre (14.1%)" in _text(page)
    assert "No figure (1): South." in _text(page)


@pytest.mark.parametrize("guide", ["dimensions.md", "dimensions.vi.md"])
def test_commands_of_the_guide_lead_from_a_table_to_a_page_with_a_map(
    tmp_path: Path, guide: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / guide).read_text("utf-8")
    table, *_ = re.findall("```csv\n(.*?)```", text, re.S)
    commands, *_ = re.findall("```sh\n(.*?)```", text, re.S)
    (tmp_path / "online.csv").write_text(table, "utf-8")
    (tmp_path / "open-data-portal").symlink_to(ROOT)
    monkeypatch.chdir(tmp_path)
    for line in commands.splitlines():
        program, *arguments = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(tmp_path / arguments[0])
        elif arguments != ["serve"]:
            assert main(arguments) == 0, line
    assert main(["build"]) == 0
    page = (tmp_path / "my-portal/site/en/indicators/online/index.html").read_text("utf-8")
    assert "Tile map, 2023" in page
    assert 'is-step-4" title="Hà Nội: 70.0%"' in page
    assert "No figure (58):" in page  # of the 63 provinces of that year
    file = tmp_path / "my-portal/site/charts/parts/online.en.json"
    (told,) = json.loads(file.read_text("utf-8"))["dimensions"]
    assert len(told["categories"]) + len(told["lacking"]) == 63


def _section(site: Path, address: str = "en/indicators") -> str:
    page = (site / f"{address}/{INDICATOR}/index.html").read_text("utf-8")
    return page.split('id="by-area"')[1].split("</section>")[0]


def test_areas_are_filled_by_their_values_and_a_code_without_a_shape_is_named(
    tmp_path: Path,
) -> None:
    root = write_disaggregated(tmp_path / "portal")
    shape_areas(root)
    build(root, tmp_path / "site")
    section = _section(tmp_path / "site")
    assert "Map of areas, 2023" in section
    found = re.findall('<path class="is-step-(.)" d="(.*?)">(?:<title>(.*?)</title>)?', section)
    assert [(step, told) for step, _, told in found] == [
        ("1", "Area a01: 12%"),
        ("3", "Area a02: 15%"),
        ("0", "Area none: no figure yet"),
        ("0", ""),
    ]
    assert "With a figure but no shape on the map (1): Area a03 (18%)." in _text(section)
    assert "Boundaries: " in _text(section)
    assert re.search(r'<a href="[^"]*/indicators-tiny/">', section)
    assert "style=" not in section


def test_shapes_of_a_degree_are_narrower_than_high_and_the_north_is_above(tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal")
    shape_areas(root)
    build(root, tmp_path / "site")
    section = _section(tmp_path / "site", "chi-tieu")
    width, height = map(int, re.findall('viewBox="0 0 (.+?) (.+?)"', section.split("areas")[1])[0])
    assert width == 1000
    assert 690 < height < 730
    starts = [tuple(map(int, found)) for found in re.findall(r'd="M(\d+) (\d+)l', section)]
    (west, north), (east, _), (_, south), _ = starts
    assert west < east
    assert north < south


def test_changed_boundaries_change_the_page_and_nothing_else_is_needed(tmp_path: Path) -> None:
    root = write_disaggregated(tmp_path / "portal")
    shape_areas(root)
    build(root, tmp_path / "site")
    before = _section(tmp_path / "site")
    shape_areas(root, {**SQUARES, "a03": (108.0, 21.0)})
    descriptor = json.loads((root / DESCRIPTOR).read_text("utf-8"))
    descriptor["resources"].pop()
    (root / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    build(root, tmp_path / "site")
    assert "Area a03: 18%" not in before
    assert "Area a03: 18%" in _section(tmp_path / "site")
    assert "no shape on the map" not in _section(tmp_path / "site")


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("{}", "./area-shapes/ma"),
        ("no json", "./area-shapes/ma"),
        (None, "./area-shapes/code"),
        (None, "./elsewhere/ma"),
        (None, "elsewhere/area-shapes/ma"),
    ],
)
def test_boundaries_that_cannot_be_had_are_told_at_the_descriptor(
    tmp_path: Path, content: str | None, target: str
) -> None:
    root = write_disaggregated(tmp_path / "portal")
    shape_areas(root)
    if content is not None:
        (root / f"datasets/{PACKAGE}/data/shapes.geojson").write_text(content, "utf-8")
    text = (root / DESCRIPTOR).read_text("utf-8").replace("./area-shapes/ma", target)
    (root / DESCRIPTOR).write_text(text, "utf-8")
    with pytest.raises(BuildError) as caught:
        validated_portal(root, read_settings(root))
    (problem,) = caught.value.problems
    assert problem.code == "property-invalid"
    assert str(problem.place.field).endswith(".portal.boundaries")
