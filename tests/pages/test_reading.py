"""Tables of running text: read whole under their headings, in one language."""

import dataclasses

from builder.model import Field, Resource, Schema, Table
from builder.pages.catalogue.reading import reading
from tests import register, tiny

ROLES = (
    ("heading_vi", "heading"),
    ("heading_en", "heading"),
    ("number", "number"),
    ("text_vi", "text"),
    ("text_en", "text"),
)
ROWS = (
    ("Một", "One", "1", None, None),
    ("Một", "One", "1 a", "Đầu.", "First."),
    ("Hai", "Two", "2 a", "Sau.", "Second."),
)


def resource(*roles: tuple[str, str | None]) -> Resource:
    fields = tuple(
        Field(name=name, type="string", title=tiny.text(name, name), description=None, reading=role)
        for name, role in roles
    )
    (like,) = tiny.TASKS.resources
    return dataclasses.replace(like, table=Table(schema=Schema(fields=fields), rows=ROWS))


def test_rows_are_read_under_their_headings_in_the_readers_language() -> None:
    found = reading(resource(*ROLES), register.view("en"))
    assert [
        (part.heading, [(passage.number, passage.text) for passage in part.passages])
        for part in found
    ] == [
        ("One", [("1 a", "First.")]),
        ("Two", [("2 a", "Second.")]),
    ]


def test_a_table_without_a_field_of_text_is_not_read() -> None:
    assert reading(resource(*((name, None) for name, _ in ROLES)), register.view("en")) == ()
