"""Shapes of areas become paths of one picture: no area is lost, and none weighs too much."""

import json
import math
import re

import pytest

from builder.packages.boundaries import MOST_POINTS, NoShapesError, drawn_shapes


def _collection(shapes: dict[object, list[list[list[tuple[float, float]]]]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for code, polygons in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _circle(x: float, y: float, size: float, points: int) -> list[tuple[float, float]]:
    turns = [2 * math.pi * at / points for at in range(points)]
    ring = [(x + size * math.cos(turn), y + size * math.sin(turn)) for turn in turns]
    return [*ring, ring[0]]


def test_thousands_of_points_are_thinned_and_the_smallest_island_stays() -> None:
    shapes = {f"c{at}": [[_circle(at, 10, 0.45, 4000)]] for at in range(8)}
    shapes["island"] = [[_circle(3, 12, 0.00001, 50)]]
    _, _, found = drawn_shapes(_collection(shapes), "code")
    assert [code for code, _ in found] == [*shapes]
    points = sum(len(re.findall(r"-?\d+ -?\d+", path)) for _, path in found)
    assert 200 < points <= MOST_POINTS
    assert all(path.startswith("M") and path.endswith("z") for _, path in found)


def test_holes_and_parts_of_one_code_are_one_path_and_numbers_may_be_codes() -> None:
    ring, hole = _circle(0, 0, 2, 40), _circle(0, 0, 1, 40)
    _, _, found = drawn_shapes(_collection({7: [[ring, hole], [_circle(5, 0, 1, 40)]]}), "code")
    ((code, path),) = found
    assert code == "7"
    assert path.count("z") == 3


def test_plain_coordinates_are_not_taken_for_degrees() -> None:
    ring = [(500_000.0, 2_000_000.0), (501_000.0, 2_000_000.0), (501_000.0, 2_001_000.0)]
    width, height, _ = drawn_shapes(_collection({"a": [[[*ring, ring[0]]]]}), "code")
    assert width == height


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"features": [1, {"properties": {"code": "a"}, "geometry": null}]}',
        b'{"features": [{"properties": {"code": "a"}, "geometry": {"type": "Point", '
        b'"coordinates": [1, 2]}}]}',
        b'{"features": [{"properties": {"code": "a"}, "geometry": {"type": "Polygon", '
        b'"coordinates": [[[1, 1e999], [2, 2], [3, 3], [1, 1]]]}}]}',
        b'{"features": [{"properties": {"code": "a"}, "geometry": {"type": "Polygon", '
        b'"coordinates": [[[-1e308, 1], [1e308, 2], [3, 3], [1, 1]]]}}]}',
        b'{"features": [{"properties": {"code": "a"}, "geometry": {"type": "Polygon", '
        b'"coordinates": [[[1' + b"0" * 400 + b", 1], [2, 2], [3, 3], [1, 1]]]}}]}",
    ],
)
def test_what_has_no_area_is_told(content: bytes) -> None:
    with pytest.raises(NoShapesError):
        drawn_shapes(content, "code")
