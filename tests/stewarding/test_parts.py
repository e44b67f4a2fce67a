"""A project that is too large for one package becomes several, with nothing lost between them."""

from builder.stewarding.parts import parted
from builder.stewarding.taking_over import Project


def _project() -> Project:
    project = Project(languages=("en",))
    project.columns = {"sex": "Sex", "area": "Area"}
    named = {"en": "x"}
    project.titles = dict.fromkeys(project.columns, named)
    project.codes = {"sex": {"f": named}, "area": {"north": named, "south": named}}
    for own, cells in (
        ("one", [{"sex": "f"}, {}]),
        ("two", [{"area": "north"}, {"area": "south"}]),
        ("three", [{}]),
    ):
        project.rows.append({"indicator_id": own})
        project.values += [{"indicator_id": own, "sex": "", "area": "", **each} for each in cells]
    return project


def test_what_fits_stays_one() -> None:
    project = _project()
    assert parted(project) == [project]


def test_parts_hold_whole_indicators_with_the_dimensions_that_they_use() -> None:
    project = _project()
    first, second = parted(project, within=63)
    assert [row["indicator_id"] for row in first.rows] == ["one"]
    assert [row["indicator_id"] for row in second.rows] == ["two", "three"]
    assert (list(first.columns), list(second.columns)) == (["sex"], ["area"])
    assert list(second.codes["area"]) == ["north", "south"]
    kept = [
        {name: cell for name, cell in cells.items() if cell}
        for part in (first, second)
        for cells in part.values
    ]
    wanted = [{name: cell for name, cell in cells.items() if cell} for cells in project.values]
    assert kept == wanted
