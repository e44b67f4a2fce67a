"""The register: every printed value of every distinct quantity, from all packages together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.language.periods import Period
from builder.language.text import Localised
from builder.model import (
    Dimension,
    Disagreement,
    Field,
    Indicator,
    Observation,
    Package,
    PrintedRow,
)
from builder.packages.dimensions import broken_down, dimension_fields, dimensions
from builder.packages.records import all_records, ids, records, required_text, said, source, text
from builder.packages.table_rows import (
    FigureRow,
    IndicatorRow,
    MatchRow,
    ObservationRow,
    RegisterRow,
)
from builder.programme.merged import sums

REGISTER = "register"
"""Kind of table that names each quantity once."""

_KIND_ORDER = {"actual": 0, "estimate": 1, "plan": 2, "target": 3}

Matches = Mapping[tuple[str, str], Mapping[str, Localised | None]]
"""The indicators that a printed row stands for, by package and row; with the reason where that
was judged."""


def indicators(packages: Sequence[Package], languages: Sequence[str]) -> tuple[Indicator, ...]:
    """Every indicator with all that was printed about it.

    A register names each quantity once and joins the rows that stand for it; without one, each
    row of a table of indicators is a quantity of its own. So is each row of a package of which
    the register has none.
    """
    if not any(package.table(REGISTER) for package in packages):
        return _unjoined(packages, languages)
    matches = _matches(packages, languages)
    registered = [record["indicator_id"] for record in all_records(packages, RegisterRow)]
    apart = [package for package in packages if not _is_registered(package, matches)]
    by_package = dimensions(packages, languages)
    rows: dict[str, list[PrintedRow]] = defaultdict(list)
    observations: dict[str, list[Observation]] = defaultdict(list)
    for package in packages:
        for found in _found(package, matches, languages):
            rows[found.indicator] += found.rows
            observations[found.indicator] += found.observations
    joined = (
        with_values(
            _indicator(record, tuple(rows[record["indicator_id"]]), languages),
            observations[record["indicator_id"]],
            by_package,
        )
        for record in all_records(packages, RegisterRow)
    )
    return (*joined, *_unjoined(apart, languages, registered))


def _is_registered(package: Package, matches: Matches) -> bool:
    """True if a row of the package stands for a quantity of the register."""
    return any(
        record["register_id"] or matches.get((package.id, record["indicator_id"]))
        for record in records(package, IndicatorRow)
    )


def _unjoined(
    packages: Sequence[Package], languages: Sequence[str], taken: Sequence[str] = ()
) -> tuple[Indicator, ...]:
    """Each row as a quantity of its own; `taken` are ids that others have."""
    rows = [
        (package.id, record) for package in packages for record in records(package, IndicatorRow)
    ]
    named = Counter((*taken, *(record["indicator_id"] for _, record in rows)))
    observations: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for package in packages:
        for observation in _observations(package, languages):
            observations[(package.id, observation.row)].append(observation)
    by_package = dimensions(packages, languages)
    own = (
        _own_indicator(package, record, languages, is_unique=named[record["indicator_id"]] == 1)
        for package, record in rows
    )
    return tuple(
        with_values(indicator, observations[(package, record["indicator_id"])], by_package)
        for indicator, (package, record) in zip(own, rows, strict=True)
    )


def _own_indicator(
    package: str, record: IndicatorRow, languages: Sequence[str], *, is_unique: bool
) -> Indicator:
    """A row as an indicator without its values.

    Its id is the row's, with the package's where two rows share it.
    """
    row = _printed_row(package, record, None, languages)
    return Indicator(
        id=row.id if is_unique else f"{package}-{row.id}",
        name=row.name,
        short_name=row.name,
        definition=row.name,
        pillar=record["pillar"],
        topics=(),
        unit=record["unit"],
        direction=record["direction"],
        responsible=row.measured_by,
        note=None,
        rows=(row,),
        observations=(),
        disagreements=(),
    )


def with_values(
    indicator: Indicator,
    observations: Iterable[Observation],
    by_package: Mapping[str, Sequence[Dimension]],
) -> Indicator:
    """The indicator with its values, the whole apart from its parts."""
    ordered = _ordered(observations)
    whole = tuple(observation for observation in ordered if not observation.categories)
    parts = tuple(observation for observation in ordered if observation.categories)
    used = {name for part in parts for name, _ in part.categories}
    found = {
        dimension.name: dimension
        for package in dict.fromkeys(part.package for part in parts)
        for dimension in by_package.get(package, ())
        if dimension.name in used
    }
    return replace(
        indicator,
        observations=whole,
        disagreements=disagreements(whole),
        dimensions=tuple(found.values()),
        parts=parts,
        sums=sums(found.values(), parts),
    )


def _ordered(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """By period, kind and source."""
    return tuple(
        sorted(
            observations,
            key=lambda observation: (
                observation.period,
                _KIND_ORDER[observation.kind],
                observation.package,
                observation.row,
            ),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What one package prints about one indicator."""

    indicator: str
    rows: tuple[PrintedRow, ...] = ()
    observations: tuple[Observation, ...] = ()


def _found(package: Package, matches: Matches, languages: Sequence[str]) -> Iterator[_Found]:
    yield from _figures(package, languages)
    registered: dict[str, tuple[str, ...]] = {}
    for record in records(package, IndicatorRow):
        reasons = matches.get((package.id, record["indicator_id"]), {})
        registered[record["indicator_id"]] = _stands_for(record, reasons)
        for indicator in registered[record["indicator_id"]]:
            row = _printed_row(package.id, record, reasons.get(indicator), languages)
            yield _Found(indicator=indicator, rows=(row,))
    for observation in _observations(package, languages):
        for indicator in registered.get(observation.row, ()):
            yield _Found(indicator=indicator, observations=(observation,))


def _stands_for(record: IndicatorRow, matched: Iterable[str]) -> tuple[str, ...]:
    """The indicators of a printed row; a goal of several clauses stands for several."""
    named = (record["register_id"],) if record["register_id"] else ()
    return tuple(dict.fromkeys((*named, *matched)))


def _matches(packages: Iterable[Package], languages: Sequence[str]) -> Matches:
    matches: dict[tuple[str, str], dict[str, Localised | None]] = defaultdict(dict)
    for record in all_records(packages, MatchRow):
        if record["judgement"] == "look-alike":
            continue
        reason = text(record, "reason", languages) if record["judgement"] == "judged" else None
        matches[(record["package_id"], record["row_id"])][record["indicator_id"]] = reason
    return matches


def _figures(package: Package, languages: Sequence[str]) -> Iterator[_Found]:
    """Figures of the prose that are values of an indicator; their sentence is their note."""
    for record in records(package, FigureRow):
        if record["indicator_id"] and record["as_of"]:
            statement = required_text(record, "statement", languages)
            note = text(record, "note", languages)
            observation = Observation(
                package=package.id,
                row=record["figure_id"],
                period=Period(record["as_of"]),
                kind=record["observation_kind"] or "actual",
                operator=record["operator"],
                value=record["value"],
                value_high=record["value_high"],
                unit=said(record, "unit", "en"),
                status="A",
                raw=record["value_raw"],
                rating=None,
                note=_joined(statement, note),
                source=source(record),
            )
            yield _Found(indicator=record["indicator_id"], observations=(observation,))


def _joined(statement: Localised, note: Localised | None) -> Localised:
    quoted = {language: f"“{text}”" for language, text in statement.items()}
    if note is None:
        return Localised(quoted)
    return Localised({language: f"{quoted[language]} {note[language]}" for language in quoted})


def _printed_row(
    package: str, record: IndicatorRow, match_reason: Localised | None, languages: Sequence[str]
) -> PrintedRow:
    return PrintedRow(
        package=package,
        id=record["indicator_id"],
        code=record["code"],
        name=required_text(record, "name", languages),
        group=text(record, "group", languages),
        measured_by=ids(record["measured_by"]),
        reported_by=ids(record["reported_by"]),
        partners=ids(record["partners"]),
        legal_basis=ids(record["legal_basis"]),
        source=source(record),
        match_reason=match_reason,
    )


def _observations(package: Package, languages: Sequence[str]) -> Iterator[Observation]:
    """Every value that a package prints of its own rows."""
    fields = tuple(dimension_fields(package).values())
    for record in records(package, ObservationRow):
        yield _observation(package.id, record, fields, languages)


def _observation(
    package: str, record: ObservationRow, fields: Sequence[Field], languages: Sequence[str]
) -> Observation:
    return Observation(
        package=package,
        row=record["indicator_id"],
        period=Period(record["period"]),
        kind=record["kind"],
        operator=record["operator"],
        value=record["value"],
        value_high=record["value_high"],
        unit=record["unit"],
        status=record["obs_status"],
        raw=record["value_raw"],
        rating=record["rating"],
        note=text(record, "note", languages),
        source=source(record),
        categories=broken_down(record, fields),
    )


def _indicator(
    record: RegisterRow,
    rows: tuple[PrintedRow, ...],
    languages: Sequence[str],
) -> Indicator:
    return Indicator(
        id=record["indicator_id"],
        name=required_text(record, "name", languages),
        short_name=required_text(record, "short_name", languages),
        definition=required_text(record, "definition", languages),
        pillar=record["pillar"],
        topics=ids(record["topics"]),
        unit=record["unit"],
        direction=record["direction"],
        responsible=ids(record["responsible"]),
        note=text(record, "note", languages),
        rows=rows,
        observations=(),
        disagreements=(),
    )


def disagreements(observations: Iterable[Observation]) -> tuple[Disagreement, ...]:
    """Periods and kinds for which different numbers or operators are printed."""
    groups: dict[tuple[Period, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.value is not None:
            groups[(observation.period, observation.kind)].append(observation)
    return tuple(
        Disagreement(period=period, kind=kind, observations=tuple(group))
        for (period, kind), group in groups.items()
        if len({_printed_number(observation) for observation in group}) > 1
    )


def _printed_number(observation: Observation) -> tuple[str | None, Decimal | None, Decimal | None]:
    return observation.operator, observation.value, observation.value_high


def register_package(packages: Sequence[Package]) -> Package | None:
    """The package that names the quantities: the register, else the first table of indicators."""
    tables = (REGISTER, "indicators")
    return next((package for table in tables for package in packages if package.table(table)), None)
