"""The library that draws charts in a browser, as the site's own file: its parts and its address."""

import hashlib
from pathlib import Path

from builder.charts.svg import Drawing, converter_version

_NOTICE = Path(__file__).parent / "library-notice.txt"
"""Whose work it is; their licences ask for these words in every copy."""

_PARTS = """
import { parse, View } from "{vega}";
import { expressionInterpreter } from "{interpreter}";
export { parse, View, expressionInterpreter };
"""
"""Vega without Vega-Lite, which alone is a third of it; and what evaluates its expressions where
a policy forbids `eval`."""


def library() -> Drawing:
    """The library, as something that is made once and kept."""
    return Drawing(format="js", source=f"/*\n{_NOTICE.read_text('utf-8')}*/{_PARTS}")


def library_uri() -> str:
    """Uri of the library; another version has another name, so browsers may keep it for ever."""
    made_from = f"{converter_version()}\n{library().source}"
    return f"assets/vega-{hashlib.sha256(made_from.encode()).hexdigest()[:12]}.js"
