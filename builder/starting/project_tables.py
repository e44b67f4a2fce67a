"""The tables of a package that comes in from elsewhere, for a descriptor: values and code lists."""

from collections.abc import Mapping, Sequence

from builder.language.words import words
from builder.starting.examples import NewTable
from builder.stewarding.taking_over import Project
from builder.stewarding.things import NEW

_CODE, _NAME, _GEOCODE = "code", "name", "geocode"


def project_tables(project: Project, spoken: Sequence[str]) -> list[NewTable]:
    """Indicators, values, and a code list for each disaggregation."""
    lists = [
        _code_table(project, column, spoken)
        for column in project.columns
        if _own_codes(project, column) or column not in project.lists
    ]
    indicators, values = NEW["indicators"]
    has_metadata = any(row.get("metadata") for row in project.rows)
    return [
        _known_table(indicators, project.rows, spoken, [_metadata(spoken)] if has_metadata else []),
        _known_table(
            values,
            project.values,
            spoken,
            [_dimension(project, column, spoken) for column in project.columns],
        ),
        *lists,
    ]


def _known_table(
    kind: str,
    rows: Sequence[Mapping[str, str]],
    spoken: Sequence[str],
    fields: Sequence[Mapping[str, object]],
) -> NewTable:
    titles = {name: words(name)(f"new.table.{kind}") for name in spoken}
    return NewTable(name=kind, title=titles, kind=kind, rows=rows, fields=fields)


def _code_table(project: Project, column: str, spoken: Sequence[str]) -> NewTable:
    """The codes of a disaggregation with their names, and their codes on maps."""
    titles = {_CODE: _said("open_sdg.code", spoken), _NAME: _said("open_sdg.name", spoken)}
    placed = project.geocodes.get(column, {})
    fields = [
        _field(_CODE, titles[_CODE]),
        *(_field(f"{_NAME}_{language}", titles[_NAME]) for language in spoken),
        *([_field(_GEOCODE, _said("open_sdg.geocode", spoken))] if placed else []),
    ]
    rows = [
        {
            _CODE: code,
            **{f"{_NAME}_{language}": names[language] for language in spoken},
            _GEOCODE: placed.get(code, ""),
        }
        for code, names in _own_codes(project, column).items()
    ]
    title = {language: project.titles[column][language] for language in spoken}
    return NewTable(name=_list_name(column), title=title, fields=fields, rows=rows, key=(_CODE,))


def _own_codes(project: Project, column: str) -> Mapping[str, Mapping[str, str]]:
    """The codes of a column that no list of the portal has, without that of the whole."""
    total = project.totals.get(column)
    return {code: names for code, names in project.codes[column].items() if code != total}


def _list_name(column: str) -> str:
    return f"{column.replace('_', '-')}-codes"


def _dimension(project: Project, column: str, spoken: Sequence[str]) -> Mapping[str, object]:
    """The column of a disaggregation among the values."""
    titles = {name: project.titles[column][name] for name in spoken}
    total = project.totals.get(column)
    own = [f"./{_list_name(column)}/{_CODE}"]
    known = project.lists.get(column, ())
    first, *also = (*known, *(own if _own_codes(project, column) or not known else []))
    return _field(
        column,
        titles,
        references=first,
        dimension={
            **({"total": total} if total else {}),
            **({"also": also} if also else {}),
        },
    )


def _said(key: str, spoken: Sequence[str]) -> dict[str, str]:
    return {name: words(name)(key) for name in spoken}


def _metadata(spoken: Sequence[str]) -> Mapping[str, object]:
    """The column of what has no column here."""
    return {**_field("metadata", _said("open_sdg.metadata", spoken)), "type": "object"}


def _field(name: str, titles: Mapping[str, str], **portal: object) -> dict[str, object]:
    first, *others = titles
    told = {"title": {other: titles[other] for other in others}} if others else {}
    own = {**told, **portal}
    raw: dict[str, object] = {"name": name, "type": "string", "title": titles[first]}
    return {**raw, "portal": own} if own else raw
