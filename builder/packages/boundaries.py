"""Shapes of areas from a GeoJSON file of the portal → paths of one picture, by code.

Nothing is fetched: the file is a resource of a package, with that package's licence.
Source: https://www.rfc-editor.org/rfc/rfc7946
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from builder.large_file import whole
from builder.model import Boundaries, Package

WIDE, HIGH = 1000, 1200
"""The picture is as large as fits; its coordinates are whole numbers."""

MOST_POINTS = 4000
"""Points of all shapes together: more would weigh on every page that shows them."""

FAR = 1e9
"""Metres from the origin of any map of the earth, by far: what lies beyond is no place."""

Point = tuple[float, float]
Ring = Sequence[Point]


class NoShapesError(Exception):
    """A file that is no GeoJSON, or has no area with a code; `args[0]` says which."""


def boundaries_of(packages: Mapping[str, Package], target: str) -> Boundaries | None:
    """The shapes that `package/resource/property` names; None where they cannot be had."""
    package_id, resource_name, name = target.split("/", 2)
    package = packages.get(package_id)
    resource = package.resource(resource_name) if package else None
    if package is None or resource is None:
        return None
    try:
        width, height, shapes = drawn_shapes(whole(resource.content), name)
    except NoShapesError:
        return None
    return Boundaries(package=package_id, width=width, height=height, shapes=dict(shapes))


@lru_cache(maxsize=16)
def drawn_shapes(content: bytes, name: str) -> tuple[int, int, tuple[tuple[str, str], ...]]:
    """Width, height and the path of each code, in the order of the file.

    `name` is the property of a feature that holds its code.
    Raises: NoShapesError.
    """
    rings = _rings(content, name)
    planar = _projected(rings)
    width, height = _size(planar)
    tolerance, drawn = 0.5, _simplified(planar, 0.5)
    while sum(map(len, _all(drawn))) > MOST_POINTS and tolerance < WIDE:
        tolerance *= 2
        drawn = _simplified(planar, tolerance)
    return width, height, tuple((code, "".join(map(_path, each))) for code, each in drawn.items())


def _rings(content: bytes, name: str) -> dict[str, list[Ring]]:
    """The rings of each code; holes are rings like others, filled by the even-odd rule."""
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoShapesError("json") from error
    features = raw.get("features") if isinstance(raw, dict) else None
    found: dict[str, list[Ring]] = {}
    for feature in features if isinstance(features, list) else ():
        try:
            code = feature["properties"][name]
            rings = list(_of_geometry(feature["geometry"]))
        except (KeyError, TypeError, ValueError, IndexError, OverflowError):
            continue
        if rings and isinstance(code, str | int):
            found.setdefault(str(code), []).extend(rings)
    if not found:
        raise NoShapesError("property")
    return found


def _of_geometry(geometry: Mapping[str, object]) -> Iterator[Ring]:
    polygons = {"Polygon": lambda told: [told], "MultiPolygon": list}
    read = polygons.get(str(geometry["type"]))
    for polygon in read(geometry["coordinates"]) if read else ():
        for ring in polygon:
            points = [(float(point[0]), float(point[1])) for point in ring]
            if len(points) > 3 and all(abs(part) <= FAR for each in points for part in each):
                yield points


def _all(shapes: Mapping[str, Iterable[Ring]]) -> Iterator[Ring]:
    return (ring for rings in shapes.values() for ring in rings)


def _projected(rings: Mapping[str, Sequence[Ring]]) -> dict[str, list[Ring]]:
    """The rings in the picture: degrees as seen at their middle latitude, north at the top."""
    points = [point for ring in _all(rings) for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    is_degrees = left >= -180 and right <= 180 and low >= -90 and high <= 90
    narrow = math.cos(math.radians((low + high) / 2)) if is_degrees else 1.0
    wide, tall = max((right - left) * narrow, 1e-9), max(high - low, 1e-9)
    scale = min((WIDE - 2) / wide, (HIGH - 2) / tall)
    return {
        code: [
            [((x - left) * narrow * scale + 1, (high - y) * scale + 1) for x, y in ring]
            for ring in each
        ]
        for code, each in rings.items()
    }


def _size(rings: Mapping[str, Sequence[Ring]]) -> tuple[int, int]:
    points = [point for ring in _all(rings) for point in ring]
    return math.ceil(max(x for x, _ in points)) + 1, math.ceil(max(y for _, y in points)) + 1


def _simplified(rings: Mapping[str, Sequence[Ring]], tolerance: float) -> dict[str, list[Ring]]:
    """Rings without the points that nobody would see; each code keeps at least its largest."""
    found: dict[str, list[Ring]] = {}
    for code, each in rings.items():
        kept = [thin for ring in each if len(thin := _thinned(ring, tolerance)) > 2]
        found[code] = kept or [_box(max(each, key=_extent))]
    return found


def _extent(ring: Ring) -> float:
    return (max(x for x, _ in ring) - min(x for x, _ in ring)) * (
        max(y for _, y in ring) - min(y for _, y in ring)
    )


def _box(ring: Ring) -> Ring:
    """A square of two units in place of an area that is smaller."""
    x, y = math.floor(ring[0][0]), math.floor(ring[0][1])
    return [(x, y), (x + 2, y), (x + 2, y + 2), (x, y + 2)]


def _thinned(ring: Ring, tolerance: float) -> Ring:
    """A ring without its repeated last point, and without points near the line beside them.

    Source: Douglas and Peucker 1973, without recursion
    """
    points = list(ring[:-1] if ring[0] == ring[-1] else ring)
    middle = len(points) // 2
    keep = {0, middle}
    spans = [(0, middle), (middle, len(points))]
    while spans:
        first, last = spans.pop()
        start, end = points[first], points[last % len(points)]
        far = max(
            ((_distance(points[at], start, end), -at) for at in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far[0] > tolerance:
            keep.add(-far[1])
            spans += [(first, -far[1]), (-far[1], last)]
    rounded = [(round(points[at][0]), round(points[at][1])) for at in sorted(keep)]
    return [point for at, point in enumerate(rounded) if point != rounded[at - 1]]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Of a point from the line between two others, or from them where they are one."""
    (x, y), (left, top), (right, low) = point, start, end
    along, down = right - left, low - top
    length = math.hypot(along, down)
    if not length:
        return math.hypot(x - left, y - top)
    return abs(along * (top - y) - down * (left - x)) / length


def _path(ring: Ring) -> str:
    """A ring as a path of SVG: its first point, then steps."""
    (x, y), *rest = [(int(x), int(y)) for x, y in ring]
    told = f"M{x} {y}l"
    steps = []
    for right, low in rest:
        steps.append(f"{right - x} {low - y}")
        x, y = right, low
    return f"{told}{' '.join(steps)}z"
