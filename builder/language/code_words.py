"""What people call the codes of the portal's own tables, and what they also say for them."""

from collections.abc import Collection, Iterator, Mapping

from builder.language.words import Words

STEMS: Mapping[str, tuple[str, ...]] = {
    "baseline_kind": ("kind",),
    "cagr_signal": ("signal",),
    "dimension": ("quality.dimension",),
    "direction": ("direction",),
    "kind": ("kind", "issue.kind", "calendar.kind"),
    "latest_kind": ("kind",),
    "latest_operator": ("code.operator",),
    "level": ("quality.level",),
    "method": ("method",),
    "metric": ("quality.metric",),
    "obs_status": ("cube.status",),
    "observation_kind": ("kind",),
    "quarter": ("quarter",),
    "rating": ("rating", "quality.rating"),
    "recurrence": ("recurrence",),
    "signal": ("signal",),
    "standing": ("standing",),
    "status": ("status",),
    "target_operator": ("code.operator",),
    "unit": ("unit",),
}
"""Column → beginnings of the keys of words for its codes, beside `code.<column>`."""


def code_words(column: str, code: str, codes: Collection[str], words: Words) -> Iterator[str]:
    """The name of a code in a language, then what people also say; nothing where it has no name.

    `codes` are all that the column takes: only words that know each of them are meant for it.
    """
    for stem in (f"code.{column}", *STEMS.get(column, ())):
        if all(f"{stem}.{each}" in words for each in (code, *codes)):
            yield words(f"{stem}.{code}")
            if f"{stem}.{code}.words" in words:
                yield from words(f"{stem}.{code}.words").split("|")
            return


def named_code(column: str, code: str, codes: Collection[str], words: Words) -> str:
    """A code with its name where it has one: «report (Báo cáo)»."""
    name = next(code_words(column, code, codes, words), None)
    return f"{code} ({name})" if name else code
