"""What `portal add` adds, by one word, and the tables that these stand in."""

from collections.abc import Mapping

THINGS: Mapping[str, str] = {
    "value": "observations",
    "status": "status",
    "task": "tasks",
    "document": "documents",
    "organisation": "organisations",
}
"""What `portal add` names by one word → kind of its table; `row` is any table."""

CODE_LISTS: Mapping[str, str] = {"document": "documents", "organisation": "organisations"}
"""Things of which the portal has one package → that package."""
