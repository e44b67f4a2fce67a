"""Progress → the sentences that say why, in the words of one language."""

from decimal import Decimal

from builder.language.text import MISSING, date_text, number_text, period_text, printed_number
from builder.language.words import Words
from builder.programme.progress.result import Progress
from builder.programme.progress.series import Point

_OPERATORS = {
    "approx": "value.approx",
    ">": "progress.amount.over",
    "≥": "progress.amount.at_least",
    "<": "progress.amount.under",
    "≤": "progress.amount.at_most",
}
"""Words of each operator that a number is printed with; an equal sign has none."""


def sentence(progress: Progress, words: Words) -> str:
    """Why the signal is what it is, and what to bear in mind: one or more sentences."""
    values = _texts(progress, words)
    reason = words(f"progress.reason.{progress.reason}", **values)
    notes = (words(f"progress.note.{note}", **values) for note in progress.notes)
    return " ".join(_capitalised(text) for text in (reason, *notes))


def point_text(point: Point, unit: str, words: Words) -> str:
    """A number as its document means it: ít nhất 50%, khoảng 8%, Top 50."""
    if point.operator == "top":
        return f"Top {printed_number(point.value, words.language)}"
    amount = _amount(point.value, unit, words)
    key = _OPERATORS.get(point.operator or "=")
    return words(key, value=amount) if key else amount


def difference_text(value: Decimal, unit: str, words: Words) -> str:
    """A distance between two numbers, without its sign: 0,15 điểm phần trăm, 14,4 bậc."""
    amount = abs(value)
    is_whole = amount == amount.to_integral_value()
    return words(
        f"unit.{unit}.difference",
        count=int(amount) if is_whole else 2,  # fractions take the plural
        value=number_text(amount, words.language),
    )


def _texts(progress: Progress, words: Words) -> dict[str, str]:
    """Every value that a sentence may name, as text; a dash where there is none."""
    unit = progress.unit
    texts = {
        **_point_texts("baseline", progress.baseline, unit, words),
        **_point_texts("latest", progress.latest, unit, words),
        **_point_texts("target", progress.target, unit, words),
        "as_of": date_text(progress.as_of, words.language),
        "others": others_text(progress, words),
    }
    if progress.latest and progress.target:
        texts["distance"] = _distance(progress.latest, progress.target, unit, words)
    if progress.latest and progress.plan:
        texts |= _point_texts("plan", progress.plan, unit, words)
        texts["plan_distance"] = _distance(progress.latest, progress.plan, unit, words)
    if progress.expected is not None:
        texts["expected"] = _amount(progress.expected, unit, words)
    if progress.gap is not None:
        texts["gap"] = difference_text(progress.gap, unit, words)
    if progress.ratio is not None:
        texts["ratio"] = number_text(progress.ratio, words.language)
    return {**dict.fromkeys(("distance", "expected", "gap", "ratio"), MISSING), **texts}


def others_text(progress: Progress, words: Words) -> str:
    """What other sources print for the times that a result stands on."""
    return "; ".join(_other_text(other, progress.unit, words) for other in progress.others)


def printed_text(progress: Progress, words: Words) -> str:
    """The values of each time for which documents print several: «98%, 77,08% (2022)»."""
    by_period: dict[str, list[str]] = {}
    for point in progress.printed:
        text = point_text(point, progress.unit, words)
        by_period.setdefault(period_text(point.period, words.language), []).append(text)
    parts = (
        words("progress.printed.period", values=", ".join(dict.fromkeys(values)), period=period)
        for period, values in by_period.items()
    )
    return "; ".join(parts)


def change_words(change: Decimal, unit: str, words: Words) -> str:
    """A change in words for ranks, where a lower number is better, with a sign for all else."""
    if unit == "rank":
        if change == 0:
            return words("change.rank.none")
        return words("change.rank.up" if change < 0 else "change.rank.down", count=abs(int(change)))
    sign = "−" if change < 0 else "+"
    return f"{sign}{difference_text(change, unit, words)}"


def _distance(latest: Point, other: Point, unit: str, words: Words) -> str:
    return difference_text(other.value - latest.value, unit, words)


def _point_texts(name: str, point: Point | None, unit: str, words: Words) -> dict[str, str]:
    if point is None:
        return dict.fromkeys((name, f"{name}_period"), MISSING)
    return {
        name: point_text(point, unit, words),
        f"{name}_period": period_text(point.period, words.language),
    }


def _other_text(point: Point, unit: str, words: Words) -> str:
    return words(
        f"progress.other.{point.kind}",
        period=period_text(point.period, words.language),
        value=point_text(point, unit, words),
    )


def _amount(value: Decimal, unit: str, words: Words) -> str:
    return words(f"unit.{unit}.value", value=printed_number(value, words.language))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
