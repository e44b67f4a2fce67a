"""An indicator broken down: for each dimension the newest values side by side, best first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.language.text import collation_key
from builder.model import Dimension, Indicator, Observation
from builder.pages.programme.over_time import OverTime, over_time
from builder.pages.programme.progress import Chip, chip
from builder.pages.programme.value_map import AreaMap, ValueMap, area_map, value_map
from builder.pages.programme.view import ProgrammeView
from builder.programme.progress.parts import sums_by_part, values_by_part, with_sums
from builder.programme.progress.result import UNJUDGED, Signal
from builder.programme.progress.sentence import difference_text
from builder.programme.progress.spread import missing, newest_by_code, spread

SHOWN = 20
"""Rows that stand open; the others are folded."""

NAMED = 12
"""Categories that are behind and named, the furthest behind first."""

_BEHIND = (Signal.BEHIND, Signal.FAR_BEHIND)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """The newest value of a category, with what it is measured against."""

    name: str
    code: str
    value: str
    period: str | None
    """Set where the value is older than the newest of the dimension."""
    target: str | None
    filled: int | None
    """Length of the bar, 0–100 of the largest value or target; None for a value below nought."""
    mark: int | None
    """Place of the target on the same scale; None without one."""
    standing: Chip | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownBlock:
    """One dimension of an indicator."""

    id: str
    title: str
    lead: str
    """Best and worst, and how many are behind."""
    target: str | None
    """What the line across the bars is; None where no target has a place on their scale."""
    rows: tuple[PartRow, ...]
    folded: tuple[PartRow, ...]
    missing: tuple[str, ...]
    """Names of the categories without a value."""
    map: ValueMap | None
    """Where the code list says where its codes lie."""
    areas: AreaMap | None
    """Where the code list names the shapes of its codes."""
    over_time: OverTime | None
    """Every period; None where there is but one."""


def breakdown_blocks(indicator: Indicator, view: ProgrammeView) -> tuple[BreakdownBlock, ...]:
    """A block for each dimension that has values of its own, in the order of the columns."""
    parts = values_by_part(indicator)
    blocks = (_block(indicator, dimension, parts, view) for dimension in indicator.dimensions)
    return tuple(block for block in blocks if block)


def _block(
    indicator: Indicator,
    dimension: Dimension,
    parts: Mapping[tuple[str, str], list[Observation]],
    view: ProgrammeView,
) -> BreakdownBlock | None:
    newest = newest_by_code(dimension, parts)
    if not newest:
        return None
    language = view.language
    names = {code: category.name[language] for code, category in dimension.categories.items()}
    ordered = _ordered(newest, names, indicator)
    last = max(newest.values(), key=lambda observation: observation.period.end)
    rows = tuple(_rows(ordered, names, (indicator, dimension, last), view))
    is_long = len(rows) > SHOWN + 5
    return BreakdownBlock(
        id=f"by-{dimension.name}".replace("_", "-"),
        title=view.words("breakdown.title", dimension=dimension.title[language].lower()),
        lead=_lead(ordered, names, (indicator, dimension, last), view),
        target=next((row.target for row in rows if row.mark is not None), None),
        rows=rows[:SHOWN] if is_long else rows,
        folded=rows[SHOWN:] if is_long else (),
        missing=tuple(
            sorted((names[code] for code in missing(dimension, newest)), key=collation_key)
        ),
        map=value_map(dimension, newest, view),
        areas=area_map(dimension, newest, view),
        over_time=over_time(
            [(code, names[code]) for code, _ in ordered]
            + _merged(dimension, newest, sums_by_part(indicator), view),
            dimension,
            with_sums(parts, indicator),
            view,
        ),
    )


def _merged(
    dimension: Dimension,
    printed: Mapping[str, Observation],
    sums: Mapping[tuple[str, str], Sequence[Observation]],
    view: ProgrammeView,
) -> list[tuple[str, str]]:
    """Codes with names of which there are sums alone, by name."""
    found = [
        (merger.category.code, merger.category.name[view.language])
        for merger in dimension.mergers
        if merger.category.code not in printed and (dimension.name, merger.category.code) in sums
    ]
    return sorted(found, key=lambda pair: collation_key(pair[1]))


def _number(observation: Observation) -> Decimal:
    assert observation.value is not None, "only numbers are compared"
    return observation.value


def _ordered(
    newest: Mapping[str, Observation], names: Mapping[str, str], indicator: Indicator
) -> list[tuple[str, Observation]]:
    """Best first: the largest, or the smallest of what should fall."""
    sign = 1 if indicator.direction == "down" else -1
    return sorted(
        newest.items(),
        key=lambda pair: (sign * _number(pair[1]), collation_key(names[pair[0]])),
    )


_Of = tuple[Indicator, Dimension, Observation]
"""Indicator, dimension, and the observation whose period is the newest."""


def _rows(
    ordered: Sequence[tuple[str, Observation]],
    names: Mapping[str, str],
    of: _Of,
    view: ProgrammeView,
) -> Iterator[PartRow]:
    indicator, dimension, last = of
    results = view.parts.get(indicator.id, {})
    aims = {
        code: found.target.value
        for code, _ in ordered
        if (found := results.get((dimension.name, code))) and found.target
    }
    scale = max([*aims.values(), *(_number(observation) for _, observation in ordered)])
    for code, observation in ordered:
        progress = results.get((dimension.name, code))
        target = aims.get(code)
        yield PartRow(
            name=names[code],
            code=code,
            value=view.value(observation),
            period=None if observation.period == last.period else view.period(observation.period),
            target=view.amount(target, indicator.unit) if target is not None else None,
            filled=_share(_number(observation), scale),
            mark=_share(target, scale) if target is not None else None,
            standing=chip(progress, view) if progress else None,
        )


def _share(value: Decimal, scale: Decimal) -> int | None:
    return round(value / scale * 100) if scale > 0 and value >= 0 else None


def _lead(
    ordered: Sequence[tuple[str, Observation]],
    names: Mapping[str, str],
    of: _Of,
    view: ProgrammeView,
) -> str:
    indicator, dimension, _ = of
    texts = [_spread(indicator, dict(ordered), names, view)]
    if len(ordered) == 1:
        ((code, value),) = ordered
        texts = [view.words("breakdown.one", name=names[code], value=view.value(value))]
    results = view.parts.get(indicator.id, {})
    signals = {
        code: result.signal
        for code, _ in ordered
        if (result := results.get((dimension.name, code))) and result.signal not in UNJUDGED
    }
    if signals:
        late = [names[code] for code, _ in reversed(ordered) if signals.get(code) in _BEHIND]
        texts.append(view.words("breakdown.behind", behind=len(late), count=len(signals)))
        if 0 < len(late) <= NAMED and len(late) < len(signals):
            texts.append(view.words("breakdown.late", names="; ".join(late)))
    return " ".join(filter(None, texts))


def _spread(
    indicator: Indicator,
    values: Mapping[str, Observation],
    names: Mapping[str, str],
    view: ProgrammeView,
) -> str:
    """Best and worst of the newest period and what lies between them; empty without two."""
    found = spread(indicator, values)
    if found is None:
        return ""
    said = view.words(
        "breakdown.spread",
        period=view.period(found.period),
        best=names[found.best],
        high=view.value(values[found.best]),
        worst=names[found.worst],
        low=view.value(values[found.worst]),
    )
    if not found.gap:
        return said
    gap = difference_text(found.gap, indicator.unit, view.words)
    return f"{said} {view.words('breakdown.gap', gap=gap)}"
