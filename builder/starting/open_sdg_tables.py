"""The columns and code lists that a project of Open SDG brings along, for a descriptor."""

from collections.abc import Mapping, Sequence

from builder.language.words import words
from builder.starting.examples import NewTable
from builder.stewarding.open_sdg import Project

_CODE, _NAME = "code", "name"


def code_table(project: Project, column: str, spoken: Sequence[str]) -> NewTable:
    """The codes of a disaggregation with their names."""
    titles = {_CODE: _said("open_sdg.code", spoken), _NAME: _said("open_sdg.name", spoken)}
    fields = [
        _field(_CODE, titles[_CODE]),
        *(_field(f"{_NAME}_{language}", titles[_NAME]) for language in spoken),
    ]
    rows = [
        {_CODE: code, **{f"{_NAME}_{language}": names[language] for language in spoken}}
        for code, names in project.codes[column].items()
    ]
    title = {language: project.titles[column][language] for language in spoken}
    return NewTable(name=list_name(column), title=title, fields=fields, rows=rows, key=(_CODE,))


def list_name(column: str) -> str:
    """Name of the table that holds the codes of a column."""
    return f"{column.replace('_', '-')}-codes"


def dimension_field(project: Project, column: str, spoken: Sequence[str]) -> Mapping[str, object]:
    """The column of a disaggregation among the values."""
    titles = {name: project.titles[column][name] for name in spoken}
    references = f"./{list_name(column)}/{_CODE}"
    return _field(column, titles, references=references, dimension={})


def _said(key: str, spoken: Sequence[str]) -> dict[str, str]:
    return {name: words(name)(key) for name in spoken}


def metadata_field(spoken: Sequence[str]) -> Mapping[str, object]:
    """The column of what has no column here."""
    return {**_field("metadata", _said("open_sdg.metadata", spoken)), "type": "object"}


def _field(name: str, titles: Mapping[str, str], **portal: object) -> dict[str, object]:
    first, *others = titles
    told = {"title": {other: titles[other] for other in others}} if others else {}
    own = {**told, **portal}
    raw: dict[str, object] = {"name": name, "type": "string", "title": titles[first]}
    return {**raw, "portal": own} if own else raw
