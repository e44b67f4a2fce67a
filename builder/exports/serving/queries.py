"""Calls of CKAN's API with a query, which files alone cannot answer: which file answers which.

A server that reads queries gives these answers; a host of plain files does not, and answers a
call as if it had no query.
"""

from collections.abc import Mapping

ACTIONS = "api/3/action"
"""Where the answers lie. CKAN's clients also ask at `api/action`, without the version."""

SHOWN = ("group_show", "organization_show", "package_show")
"""Actions that give one thing by its id: `package_show?id=x` is the file `package_show/x`."""

LISTED = ("group_list", "organization_list", "tag_list")
"""Actions that give names, or whole things where `all_fields` asks for them."""

SEARCH = "package_search"

ANSWERS = "api/3/answers"
"""Where the answers to calls with a query lie."""

LAST = "package_search_last.json"
"""The page behind the last one, without results: what `start` and `rows=0` ask for."""

WHOLE_LIST = "_all_fields.json"
"""What is put behind the name of a list for its whole things."""

REFUSED = f"{ANSWERS}/package_search_refused.json"
"""What a search for words or of a part is told: nothing here can search."""

NOT_FOUND, NOT_ALLOWED = "api/404.json", "api/405.json"
"""What is told of an address that is not there, and of a method that only reads nothing."""

IDENTIFIER = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"
"""An id as a call may name it: no path, above all none that leads upward."""

TRUE = r"(?i:true|1|yes)"

ANYTHING = r"(?:\*|%2A)(?::|%3A)(?:\*|%2A)"
"""The query for everything, `*:*`, as a browser or a library writes it into an address."""

SINCE = r"metadata_modified(?::|%3A)(?:\[|%5B)[^+ ]*(?:\+|%20| )TO(?:\+|%20| )[^+ ]*"
"""The filter by which harvesters ask for what changed: they are given everything, and compare."""

WHOLE: Mapping[str, str] = {"q": rf"(?i:{ANYTHING})?", "fq": rf"(?i:{ANYTHING}|{SINCE})?"}
"""Of each parameter of a search the values that ask for all datasets."""
