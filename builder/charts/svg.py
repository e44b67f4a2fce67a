"""Charts → inline SVG, the same bytes on every machine: by vl-convert, or drawn already.

The only importer of vl_convert. Fonts are pinned: a font configuration without fonts leaves the
converter its bundled font, which has every Vietnamese mark and is twice as fast.
"""

import contextlib
import json
import multiprocessing
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields
from functools import cache, lru_cache, partial
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from builder.charts.picture import Heading, framed
from builder.packed import opened_bytes, packed_bytes
from builder.processes import end_with_parent

_FONT_CONFIGURATION = Path(__file__).parent / "fonts.conf"

_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="([^"]+)"[^>]*>')

_ROLES = re.compile(
    r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*"|aria-hidden="true"|class="[^"]*")'
)
"""What the converter says of each mark: a picture with a name has no parts of its own."""

INTERPRETER = "2.0.0"
"""The version of vega-interpreter that this vl-convert brings along; it tells that of Vega alone,
which is why pyproject.toml holds it to one minor version."""

FEW = 8
"""Charts that are not worth starting processes for."""

NO_PROCESSES = (OSError, ImportError, NotImplementedError, BrokenProcessPool)
"""A machine without shared memory or with a full one, or one that killed a process: drawing goes on
in this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart to be drawn: a value that says all about its picture."""

    identifier: str
    """Unique on its page."""
    title: str
    """What it shows, for those who do not see it."""
    source: str
    """Vega-Lite specification as JSON; the SVG of one whose places were all known."""

    @property
    def is_drawn(self) -> bool:
        """True if nothing is left to a converter."""
        return is_svg(self.source)


def is_svg(source: str) -> bool:
    """True for an SVG, False for a specification."""
    return source.startswith("<svg")


def chart(source: Mapping[str, Any] | str, title: str, identifier: str) -> Chart:
    """A chart of a specification, or of an SVG."""
    told = source if isinstance(source, str) else json.dumps(source, ensure_ascii=False)
    return Chart(identifier=identifier, title=title, source=told)


@cache
def converter_version() -> str:
    """What the pictures depend on beside their specifications: converter and fonts."""
    return f"{version('vl-convert-python')}\n{_FONT_CONFIGURATION.read_text('utf-8')}"


@dataclass(frozen=True, slots=True, init=False)
class Drawing:
    """A picture to be made: its format and what it is made from."""

    format: str
    """svg or png; js for the library that draws in a browser."""
    packed: bytes
    """The source, held small: there are thousands of them."""
    colours: tuple[tuple[str, str], ...]
    """Colours of the specification, and what stands in the picture in their place."""
    heading: Heading | None
    """Words that the chart is set beside in a picture of 1200 × 675 px; None: the chart alone."""

    def __init__(
        self,
        format: str,  # what it is called everywhere
        source: str,
        colours: tuple[tuple[str, str], ...] = (),
        heading: Heading | None = None,
    ) -> None:
        values = (format, packed_bytes(source), colours, heading)
        for field, value in zip(fields(self), values, strict=True):
            object.__setattr__(self, field.name, value)

    @property
    def source(self) -> str:
        """A specification or an SVG; of js: a comment, then the module that hands on what pages
        take of the library."""
        return str(opened_bytes(self.packed))


def inline_drawing(source: str) -> Drawing:
    """The picture of a chart that stands in a page, whose colours are the page's."""
    return Drawing(format="svg", source=source)


Keep = Callable[[Drawing, bytes], bool]
"""Puts a picture aside where it was drawn; False if that is not possible."""


def _never(_drawing: Drawing, _content: bytes) -> bool:
    return False


def drawn(
    drawings: Iterable[Drawing], done: Callable[[], None], keep: Keep = _never
) -> dict[Drawing, bytes]:
    """Each picture's bytes, made on all processors where there are many.

    One that `keep` takes is not given back. `done` is called after each.
    """
    by_source: dict[bytes, dict[Drawing, None]] = {}
    for drawing in drawings:
        by_source.setdefault(drawing.packed, {})[drawing] = None
    wanted = [tuple(alike) for alike in by_source.values()]
    made: set[bytes] = set()
    found: dict[Drawing, bytes] = {}
    if len(wanted) > FEW or _is_copied():
        wanted.sort(key=lambda alike: alike[0].format != "js")  # that takes longest, and goes first
        with contextlib.suppress(*(() if _is_copied() else NO_PROCESSES)):
            for alike, contents in _drawn_at_once(wanted, keep):
                found.update(contents)
                made.add(alike[0].packed)
                _tell(done, len(alike))
    for alike in wanted:
        if alike[0].packed not in made:
            found.update(_put_aside(keep, alike))
            _tell(done, len(alike))
    return found


def _tell(done: Callable[[], None], count: int) -> None:
    for _ in range(count):
        done()


def _drawn_at_once(
    drawings: Sequence[tuple[Drawing, ...]], keep: Keep
) -> Iterator[tuple[tuple[Drawing, ...], dict[Drawing, bytes]]]:
    context = multiprocessing.get_context("spawn")
    work = partial(_put_aside, keep)
    with ProcessPoolExecutor(mp_context=context, initializer=end_with_parent) as pool:
        yield from zip(drawings, pool.map(work, drawings, chunksize=4), strict=True)


def _put_aside(keep: Keep, drawings: Sequence[Drawing]) -> dict[Drawing, bytes]:
    """Pictures of one specification that `keep` does not take."""
    pairs = zip(drawings, _alike(drawings), strict=True)
    return {drawing: content for drawing, content in pairs if not keep(drawing, content)}


def converted(drawing: Drawing) -> bytes:
    """The picture of a drawing; PNG in the size of its source."""
    return _alike((drawing,))[0]


def _alike(drawings: Sequence[Drawing]) -> list[bytes]:
    """Pictures of one source in several formats and colours: it is drawn once."""
    source = drawings[0].source
    if drawings[0].format == "js":
        return [_bundled(source)]
    svg = source if is_svg(source) else _converter().vega_to_svg(json.dumps(_filled(source)))
    return [_finished(svg, drawing) for drawing in drawings]


def _finished(svg: str, drawing: Drawing) -> bytes:
    if drawing.heading:
        svg = framed(svg, drawing.heading)
    colours = dict(drawing.colours)
    if colours:
        svg = re.sub("|".join(colours), lambda colour: colours[colour[0]], svg)
    return bytes(_converter().svg_to_png(svg)) if drawing.format == "png" else svg.encode()


def _filled(spec: str) -> dict[str, Any]:
    """The Vega specification of a Vega-Lite specification.

    What is alike but for its data and the ends of its axes is compiled once, which is half the
    work of a small chart: the converter only hands these on, so that stand-ins are compiled in
    their place.
    """
    own: list[list[Any]] = []
    alike = _stood_in(json.loads(spec), own, ("", ""))
    return dict(_put_back(_compiled(json.dumps(alike)), own))


_ENDS = (("scale", "domain"), ("axis", "values"))
"""Where numbers stand that the converter hands on."""

_FIRST = 8_200_000_000
"""The first stand-in for a number; no chart has one so large."""


def _stood_in(part: Any, own: list[list[Any]], path: tuple[str, str]) -> Any:
    """A part of a specification with stand-ins; `own` gets what they stand for, in order.

    `path` is the name of the part, after that of what holds it.
    """
    if isinstance(part, list):
        is_data = path[0] == "datasets" or path == ("data", "values")
        if is_data or (path in _ENDS and not any(isinstance(each, str) for each in part)):
            own.append(part)
            mark = _FIRST + 2 * len(own)
            return [{"": mark}] if is_data else [mark, mark + 1]
        return [_stood_in(each, own, path) for each in part]
    if isinstance(part, dict):
        return {key: _stood_in(each, own, (path[1], key)) for key, each in part.items()}
    return part


def _put_back(part: Any, own: Sequence[list[Any]]) -> Any:
    """A compiled part with what its stand-ins stood for."""
    if isinstance(part, dict):
        return {key: _put_back(each, own) for key, each in part.items()}
    if not isinstance(part, list):
        return part
    first = part[0] if part else None
    mark = first.get("", 0) if isinstance(first, dict) else first
    if isinstance(mark, int | float) and mark > _FIRST:
        return own[int(mark - _FIRST) // 2 - 1]
    return [_put_back(each, own) for each in part]


@lru_cache(maxsize=64)
def _compiled(spec: str) -> dict[str, Any]:
    return dict(_converter().vegalite_to_vega(spec))


@cache
def _bundled(spec: str) -> bytes:
    """A module with all that it takes of Vega, out of what the converter brings along.

    The comment that it begins with stays. The converter knows its parts by their addresses at a
    CDN, which it names in the pages it makes; it asks for none of them, and none is left in the
    bundle.
    """
    page = _converter().vega_to_html({}, bundle=False)
    address = re.search(r'"(https://[^"]+/)vega@', page)
    assert address, "vl-convert names where Vega is from"
    parts = {
        "{vega}": f"{address[1]}vega@{_converter().get_vega_version()}/+esm",
        "{interpreter}": f"{address[1]}vega-interpreter@{INTERPRETER}/+esm",
    }
    notice, end, module = spec.partition("*/")
    for name, part in parts.items():
        module = module.replace(name, part)
    return f"{notice}{end}\n{_converter().javascript_bundle(module)}".encode()


@cache
def _converter() -> Any:
    os.environ["FONTCONFIG_FILE"] = str(_FONT_CONFIGURATION)  # before the first conversion
    _process()
    import vl_convert

    return vl_convert


@cache
def _process() -> int:
    """The process that began to draw."""
    return os.getpid()


def _is_copied() -> bool:
    """True in a copy of a process that has drawn: the converter would wait for ever in it."""
    return bool(_process.cache_info().currsize) and _process() != os.getpid()


def inline_svg(chart: Chart, svg: str) -> str:
    """An `<svg>` to inline: no style attributes, sized by its view box, named by its title."""
    size = _SIZE.search(svg)
    assert size, "vl-convert writes width, height and viewBox"
    width, height = (round(float(size.group(number))) for number in (1, 2))
    head = (
        f'<svg class="chart" role="img" aria-labelledby="{escape(chart.identifier)}" '
        f'width="{width}" height="{height}" viewBox="{size.group(3)}" '
        f'xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{escape(chart.identifier)}">{escape(chart.title)}</title>'
    )
    return head + _ROLES.sub("", svg[size.end() :])
