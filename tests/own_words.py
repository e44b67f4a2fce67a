"""Whether a message is told in the portal's own words, in the language of its reader."""

import re

from builder.language.words import words
from builder.problem import Problem
from builder.report import problem_entry, shown_value

_FOREIGN = re.compile(
    r"Error\(|Traceback|NoneType|frictionless|\\d|\[a-z|\)[*+]"
    r"|\b(is|are|not|does|must|cannot|failed|requires|supported|Expecting|expected|the|of)\b"
)
"""Signs of an English sentence of a library, of Python, or of regular expressions."""

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|`[^`]*`|\"[^\"]*\"")


def foreign_words(problem: Problem) -> str | None:
    """The first sign of other words in a Vietnamese message; what it quotes does not count."""
    entry = problem_entry(problem, words("vi"))
    said = " ".join(str(entry[part]) for part in ("title", "why", "mend"))
    own = _QUOTED.sub("", said.replace(shown_value(problem), "").replace(problem.code, ""))
    found = _FOREIGN.search(own)
    return found.group() if found else None
