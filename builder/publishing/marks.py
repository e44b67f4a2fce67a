"""Marks of assets: pages name them with a mark of their content, so that a copy may be kept.

A changed file has another address; an old page that a browser still shows finds the new file.
"""

import hashlib
from collections.abc import Iterable, Mapping

from builder.site import Output

ENDINGS = (".css", ".js", ".svg")


def asset_marks(files: Mapping[str, bytes], outputs: Iterable[Output]) -> Mapping[str, str]:
    """The mark of each asset that a page may name, by its uri; one named by its content has none.

    Scripts that other scripts load are asked for without a mark, and so are asked about again.
    """
    made = (output for output in outputs if output.uri.startswith("assets/"))
    own = (output for output in made if output.uri.endswith(".css"))
    styles = {output.uri: b"".join(output.pieces()) for output in own}
    return {
        uri: hashlib.sha256(content).hexdigest()[:12]
        for uri, content in {**files, **styles}.items()
        if uri.endswith(ENDINGS)
    }


def marked(link: str, mark: str | None) -> str:
    """A link to an asset with its mark."""
    return f"{link}?v={mark}" if mark else link
