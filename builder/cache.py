"""Pictures of earlier builds, kept by the content they were made from; safe to delete."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.charts.svg import converter_version, rendered_specs


def cached_specs(specs: Iterable[str], folder: Path, done: Callable[[], None]) -> dict[str, str]:
    """SVG of each specification: from the folder if it is there, else drawn and kept there."""
    wanted = list(dict.fromkeys(specs))
    paths = {spec: folder / f"{_key(spec)}.svg" for spec in wanted}
    found: dict[str, str] = {}
    for spec, path in paths.items():
        if path.is_file():
            found[spec] = path.read_text("utf-8")
            done()
    drawn = rendered_specs([spec for spec in wanted if spec not in found], done)
    if drawn:
        folder.mkdir(parents=True, exist_ok=True)
    for spec, svg in drawn.items():
        part = paths[spec].with_suffix(".part")
        part.write_text(svg, "utf-8")
        part.replace(paths[spec])
    return found | drawn


def _key(spec: str) -> str:
    return hashlib.sha256(f"{converter_version()}\n{spec}".encode()).hexdigest()
