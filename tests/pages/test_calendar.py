"""The reporting calendar: as a page, and as an iCalendar file read line by line."""

import re

import pytest

from builder.pages.programme.calendar import calendar_page, calendar_uri
from builder.pages.programme.icalendar import LINE, calendar_ics, escaped, folded_line
from builder.pages.render import rendered
from builder.programme.reporting import principles, reporting_events
from tests import register
from tests.bodies import PACKAGES, PORTAL
from tests.register import LANGUAGES


def unfolded(content: bytes) -> list[str]:
    """The content lines of an iCalendar file."""
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_deadline_printed_twice_is_one_event_with_both_places() -> None:
    first, once = reporting_events(PACKAGES, LANGUAGES)
    assert (first.id, len(first.sources)) == ("u1", 2)
    assert first.actors == ("unit-u",)
    assert once.id == "once"


def test_a_deadline_without_a_year_repeats_from_the_first_year_of_its_package() -> None:
    first, once = reporting_events(PACKAGES, LANGUAGES)
    assert (first.day.isoformat(), first.repeats) == ("2024-04-03", True)
    assert (once.day.isoformat(), once.repeats) == ("2023-11-20", False)


def test_principles_are_no_events() -> None:
    (principle,) = principles(PACKAGES, LANGUAGES)
    assert principle.title["en"] == "Data first"


@pytest.mark.parametrize(("language", "due"), [("vi", "trước 3/4"), ("en", "before 3 April")])
def test_a_plan_shows_who_sends_what_to_whom_before_when(language: str, due: str) -> None:
    (plan,) = calendar_page(register.view(language, PORTAL)).plans
    (row,) = plan.events
    assert row.due == due
    assert [actor.uri.split("/")[-2] for actor in (*row.actors, *row.recipients)] == [
        "unit-u",
        "ministry-x",
    ]


def test_a_deadline_with_its_year_stands_apart() -> None:
    (plan,) = calendar_page(register.view("en", PORTAL)).plans
    assert [event.due for event in plan.once] == ["before 20 November 2023"]


def test_a_plan_shows_who_owes_which_figure() -> None:
    (plan,) = calendar_page(register.view("en", PORTAL)).plans
    assert [
        (
            row.body.text,
            [measure.text for measure in row.measures],
            [report.text for report in row.reports],
        )
        for row in plan.duties
    ] == [
        ("Ministry X", [], ["Households with fibre"]),
        ("Unit U", ["Households with fibre"], []),
    ]


def test_the_page_says_that_no_quarterly_value_was_found() -> None:
    notice = calendar_page(register.view("en", PORTAL)).notice
    assert notice is not None
    assert "no quarterly figure" in notice


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_renders(language: str) -> None:
    here = register.view(language, PORTAL)
    uri = here.uri("calendar")
    html = rendered("calendar.html", calendar_page(here), uri=uri, language=language, svgs={})
    assert html.count("<h1") == 1
    assert calendar_uri(here) in ("lich-bao-cao.ics", "en/calendar.ics")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_file_is_short_and_ends_as_the_standard_says(language: str) -> None:
    content = calendar_ics(register.view(language, PORTAL))
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= LINE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_file_is_a_property(language: str) -> None:
    lines = unfolded(calendar_ics(register.view(language, PORTAL)))
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z]+=[\w-]+)*:.+", line) for line in lines)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2


def test_an_event_has_a_stable_id_a_day_and_repeats_where_no_year_is_printed() -> None:
    lines = unfolded(calendar_ics(register.view("vi", PORTAL)))
    start = lines.index("BEGIN:VEVENT")
    assert lines[start + 1 : start + 6] == [
        "UID:u1.calendar.vi@data.example",
        "DTSTAMP:20240424T000000Z",
        "DTSTART;VALUE=DATE:20240403",
        "DTEND;VALUE=DATE:20240404",
        "RRULE:FREQ=YEARLY",
    ]
    assert lines.count("RRULE:FREQ=YEARLY") == 1


def test_who_takes_both_calendars_has_every_event_twice_and_its_place_on_the_page() -> None:
    uids, urls = set(), set()
    for language in LANGUAGES:
        here = register.view(language, PORTAL)
        lines = unfolded(calendar_ics(here))
        page = PORTAL.settings.base_url + here.uri("calendar")
        assert f"URL:{page}" in lines
        assert f"SOURCE;VALUE=URI:{PORTAL.settings.base_url}{calendar_uri(here)}" in lines
        html = rendered("calendar.html", calendar_page(here), uri=page, language=language, svgs={})
        for line in lines:
            if line.startswith(f"URL:{page}#"):
                assert f'id="{line.partition("#")[2]}"' in html
                urls.add(line)
            if line.startswith("UID:"):
                uids.add(line)
    assert len(uids) == len(urls) == 2 * len(LANGUAGES)


def test_an_event_describes_itself_with_its_marks_escaped() -> None:
    lines = unfolded(calendar_ics(register.view("vi", PORTAL)))
    described = next(line for line in lines if line.startswith("DESCRIPTION;"))
    assert r"Cung cấp số liệu\, kèm đánh giá\; gửi sớm.\nBên gửi: Cục U" in described
    assert "lặp lại hằng năm" in described


def test_text_is_escaped_once() -> None:
    assert escaped("a\\b;c,d\ne") == r"a\\b\;c\,d\ne"


@pytest.mark.parametrize("length", [74, 75, 76, 149, 150])
def test_folding_splits_no_character_and_loses_none(length: int) -> None:
    line = "ố" * length
    folded = folded_line(line)
    assert all(len(part) <= LINE for part in folded.split(b"\r\n"))
    assert folded.decode().replace("\r\n ", "") == line + "\r\n"
