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

CODE_LISTS = ("document", "organisation")
"""Things of which the portal has one table, so that nobody needs to name its package."""
