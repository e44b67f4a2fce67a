"""The newest values of a dimension as a map of tiles, where its code list places them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.language.text import collation_key
from builder.model import Boundaries, Category, Dimension, Observation
from builder.pages.programme.view import ProgrammeView
from builder.programme.progress.spread import replaced, spot

STEPS = 4
"""Shades between the lowest and the highest value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTile:
    """A category at its place."""

    abbreviation: str
    name: str
    code: str
    column: int
    row: int
    step: int
    """Its shade: 1 for the lowest values, 0 where there is no figure."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueMap:
    """All tiles of a dimension in one period."""

    title: str
    tiles: tuple[ValueTile, ...]
    """In alphabetical order, as a table is read."""
    key: tuple[tuple[int, str], ...]
    """Each shade that is used, with the lowest and the highest value that it stands for."""
    unplaced: tuple[str, ...]
    """Categories with a figure of the period but no place, each with its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The shape of a category."""

    path: str
    step: int
    """Its shade: 1 for the lowest values, 0 where there is no figure."""
    told: str
    """Its name and value; empty for a shape of no category of the period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """The shapes of a dimension in one period, each filled by its value."""

    title: str
    width: int
    height: int
    areas: tuple[Area, ...]
    key: tuple[tuple[int, str], ...]
    unplaced: tuple[str, ...]
    """Categories with a figure of the period but no shape, each with its value."""
    package: str
    """Title of the package that the shapes are of, with its licence."""
    uri: str


def value_map(
    dimension: Dimension, newest: Mapping[str, Observation], view: ProgrammeView
) -> ValueMap | None:
    """The map of the newest period; None where the code list places nothing that has a figure."""
    shown = _of_last(newest)
    categories = dimension.categories
    if not any(categories[code].place for code in shown):
        return None
    period = next(iter(shown.values())).period
    gone = replaced(dimension, shown, period)
    placed = {
        spot(category.place): category
        for code, category in categories.items()
        if category.place and code not in gone and (code in shown or category.is_valid(period))
    }
    steps = _steps(shown)
    return ValueMap(
        title=view.words("breakdown.map", period=view.period(period)),
        tiles=tuple(_tiles(list(placed.values()), shown, steps, view)),
        key=_key(shown, steps, view),
        unplaced=tuple(
            f"{categories[code].name[view.language]} ({view.value(value)})"
            for code, value in shown.items()
            if categories[code].place is None
        ),
    )


def _of_last(newest: Mapping[str, Observation]) -> dict[str, Observation]:
    """The values of the newest period alone: those of different years are not shaded alike."""
    last = max(observation.period.end for observation in newest.values())
    return {code: value for code, value in newest.items() if value.period.end == last}


def known_shapes(dimension: Dimension, codes: Collection[str]) -> Boundaries | None:
    """The shapes that know most of the codes; None where none knows any."""
    known = [(sum(code in each.shapes for code in codes), each) for each in dimension.boundaries]
    count, found = max(known, key=lambda pair: pair[0], default=(0, None))
    return found if count else None


def area_map(
    dimension: Dimension, newest: Mapping[str, Observation], view: ProgrammeView
) -> AreaMap | None:
    """The map of the newest period; None where no shape has a figure."""
    shown = _of_last(newest)
    boundaries = known_shapes(dimension, shown)
    if boundaries is None:
        return None
    package = view.portal.package(boundaries.package)
    assert package is not None, "its shapes were read from it"
    categories, steps = dimension.categories, _steps(shown)
    period = next(iter(shown.values())).period
    licence = package.licence.title if package.licence else ""
    return AreaMap(
        title=view.words("breakdown.areas", period=view.period(period)),
        width=boundaries.width,
        height=boundaries.height,
        areas=tuple(
            Area(
                path=path,
                step=steps.get(code, 0),
                told=_told(categories.get(code), shown.get(code), view),
            )
            for code, path in boundaries.shapes.items()
            if code not in categories or code in shown or categories[code].is_valid(period)
        ),
        key=_key(shown, steps, view),
        unplaced=tuple(
            f"{categories[code].name[view.language]} ({view.value(value)})"
            for code, value in shown.items()
            if code not in boundaries.shapes
        ),
        package=", ".join(filter(None, (package.title[view.language], licence))),
        uri=view.uri("datasets", boundaries.package),
    )


def _told(category: Category | None, value: Observation | None, view: ProgrammeView) -> str:
    if category is None:
        return ""
    said = view.value(value) if value else view.words("value.missing")
    return f"{category.name[view.language]}: {said}"


def _number(observation: Observation) -> Decimal:
    assert observation.value is not None, "only numbers are placed"
    return observation.value


def _steps(shown: Mapping[str, Observation]) -> Mapping[str, int]:
    """The shade of each code: equal steps from the lowest value to the highest."""
    numbers = {code: _number(observation) for code, observation in shown.items()}
    low, high = min(numbers.values()), max(numbers.values())
    if low == high:
        return dict.fromkeys(numbers, STEPS)
    return {
        code: min(int((number - low) / (high - low) * STEPS), STEPS - 1) + 1
        for code, number in numbers.items()
    }


def _tiles(
    placed: Sequence[Category],
    shown: Mapping[str, Observation],
    steps: Mapping[str, int],
    view: ProgrammeView,
) -> list[ValueTile]:
    found = []
    for category in sorted(placed, key=lambda each: collation_key(each.name[view.language])):
        assert category.place is not None
        value = shown.get(category.code)
        found.append(
            ValueTile(
                abbreviation=category.place.abbreviation,
                name=category.name[view.language],
                code=category.code,
                column=category.place.column,
                row=category.place.row,
                step=steps.get(category.code, 0),
                value=view.value(value) if value else view.words("value.missing"),
            )
        )
    return found


def _key(
    shown: Mapping[str, Observation], steps: Mapping[str, int], view: ProgrammeView
) -> tuple[tuple[int, str], ...]:
    found = []
    for step in sorted(set(steps.values())):
        values = sorted((shown[code] for code in shown if steps[code] == step), key=_number)
        ends = dict.fromkeys((view.value(values[0]), view.value(values[-1])))
        found.append((step, " – ".join(ends)))
    return tuple(found)
