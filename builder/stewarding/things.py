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

NEW: Mapping[str, tuple[str, ...]] = {
    "indicators": ("indicators", "observations"),
    "tasks": ("tasks", "status"),
    "table": (),
}
"""What `portal new` makes → kinds of its tables; those of `table` are of one's own."""

FORMS = ("open-sdg", "sdmx", "csv")
"""What `portal add --from` reads: a project of Open SDG, SDMX, a table with years as columns."""
