"""The index from A to Z: everything once, under its letter, page by page."""

from builder.pages.paging import LIST_ROWS
from builder.pages.programme.azindex import index_entries, index_page
from tests import register


def test_everything_stands_once_in_the_order_of_the_alphabet() -> None:
    view = register.view("vi")
    entries = index_entries(view)
    page = index_page(view, 1)
    shown = [link.uri for group in page.groups for link, _ in group.entries]
    assert shown == [entry.uri for entry in entries[:LIST_ROWS]]
    assert len({(entry.name, entry.kind, entry.uri) for entry in entries}) == len(entries)
    assert view.uri("indicators", view.portal.indicators[0].id) in {entry.uri for entry in entries}


def test_a_letter_leads_to_the_page_where_it_begins() -> None:
    page = index_page(register.view("vi"), 1)
    names = [group.name for group in page.groups]
    assert [link.text for link in page.letters][: len(names)] == names
    assert all(
        link.uri.endswith(f"#{group.id}")
        for link, group in zip(page.letters, page.groups, strict=False)
    )


def test_a_tone_does_not_make_a_letter_but_a_hook_and_a_bar_do() -> None:
    letters = {link.text for link in index_page(register.view("vi"), 1).letters}
    assert not letters & set("ÀÁẢÃẠẤỐỨ")
    assert "Đ" in letters
