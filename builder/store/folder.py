"""Where a portal keeps what it may use again."""

import os
from pathlib import Path

ENVIRONMENT = "PORTAL_CACHE"
"""Names the folder; else it is `.cache` under the portal's folder."""


CONTENTS = "contents"
"""Where finished files and sites lie in it."""


def cache_folder(root: Path) -> Path:
    """The folder of what is kept for a portal; it need not be there."""
    asked = os.environ.get(ENVIRONMENT)
    return Path(asked).absolute() if asked else root / ".cache"
