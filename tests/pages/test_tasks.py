"""Task lists: one sentence that sums them up, every task under its heading, one task alone."""

import dataclasses
import datetime

import pytest

from builder.pages.programme.standing import standing_segments, standings
from builder.pages.programme.tasks import (
    list_summary,
    task_list_page,
    task_page,
    tasks_page,
)
from builder.pages.render import rendered
from tests import register, tiny
from tests.register import PORTAL, TASKS, view

TASK, OVERDUE, RECURRING = LIST = PORTAL.tasks["tasks-a"]


def html_of(position: int, language: str) -> str:
    """The rendered page of a task."""
    here = view(language)
    before = LIST[position - 1] if position else None
    after = LIST[position + 1] if position + 1 < len(LIST) else None
    context = task_page(LIST[position], TASKS, (before, after), here, "C")
    uri = here.uri("tasks", "tasks-a", LIST[position].id)
    return rendered("task.html", context, uri=uri, language=language, svgs={})


def test_a_list_is_summed_up_in_one_sentence() -> None:
    assert list_summary(LIST, view("vi")) == (
        "3 nhiệm vụ: 1 đã hoàn thành, 1 đang thực hiện, 1 chưa có báo cáo "
        "(theo báo cáo đến 31/12/2023)."
    )
    assert list_summary(LIST, view("en")) == (
        "3 tasks: 1 completed, 1 in progress, 1 without a report "
        "(by the report to 31 December 2023)."
    )


def test_a_plan_that_leaves_a_task_out_is_no_report() -> None:
    (newest, *_) = OVERDUE.statuses
    day = datetime.date(2024, 3, 28)
    left_out = dataclasses.replace(newest, status="not_planned", as_of=day)
    left = dataclasses.replace(OVERDUE, statuses=(left_out,))
    text = list_summary((left, RECURRING), view("en"))
    assert text.endswith("(by the document of 28 March 2024).")
    assert list_summary((left, TASK), view("en")).endswith("(by the report to 31 December 2023).")


def test_reports_of_several_days_are_told_apart() -> None:
    earlier = dataclasses.replace(OVERDUE, statuses=TASK.statuses[:1])
    text = list_summary((TASK, earlier), view("en"))
    assert text.endswith("(by the last report on each, the newest to 31 December 2023).")


def test_a_task_tells_its_report_and_what_nobody_said_since() -> None:
    here = view("en")
    (section,) = task_list_page(TASKS, LIST, here).sections
    state = section.rows[1].state
    assert (state.code, state.reported) == ("in_progress", "by the report to 31 December 2023")
    assert state.since == "Fell due 31 December 2023. No report since 31 December 2023."


def test_a_list_without_statuses_says_so() -> None:
    twice = (RECURRING, RECURRING)
    assert list_summary(twice, view("vi")).startswith("2 nhiệm vụ;")
    assert list_summary(twice, view("en")).startswith("2 tasks;")


@pytest.mark.parametrize("language", register.LANGUAGES)
def test_segments_fill_the_bar_from_the_done_to_the_unreported(language: str) -> None:
    here = view(language)
    found = standing_segments(standings(LIST, here), here)
    assert [segment.code for segment in found] == ["completed", "in_progress", "no_report"]
    assert found[0].start == "0.0"
    assert sum(float(segment.width) for segment in found) == pytest.approx(1000, abs=0.5)


def test_one_list_has_one_tally_on_its_card_its_page_and_the_page_of_all() -> None:
    here = view("en")
    page, every = task_list_page(TASKS, LIST, here), tasks_page(here)
    assert page.segments == every.lists[0].segments == every.segments
    assert page.summary == every.lists[0].summary == every.standing
    rows = [row.state.code for section in page.sections for row in section.rows]
    assert {segment.code: segment.count for segment in page.segments} == {
        code: rows.count(code) for code in set(rows)
    }


def test_the_list_of_lists_counts_lists_and_tasks() -> None:
    page = tasks_page(view("vi"))
    (card,) = page.lists
    assert (card.name, card.uri) == ("Bộ tasks-a", "nhiem-vu/tasks-a/")
    assert "3 nhiệm vụ" in page.lead


def test_a_list_shows_its_tasks_in_printed_order_under_their_headings() -> None:
    second = dataclasses.replace(OVERDUE, section=tiny.text("Phần hai", "Part two"))
    page = task_list_page(TASKS, (TASK, second, RECURRING), view("vi"))
    assert [(section.name, len(section.rows)) for section in page.sections] == [
        ("", 2),
        ("Phần hai", 1),
    ]


def test_a_row_tells_the_due_day_or_how_often() -> None:
    (section,) = task_list_page(TASKS, LIST, view("en")).sections
    first, second, third = (row.due for row in section.rows)
    assert first == view("en").words("task.due.none")
    assert (second, third) == ("31 December 2023", "Every quarter")


def test_a_task_without_a_known_lead_shows_the_printed_one() -> None:
    (section,) = task_list_page(TASKS, LIST, view("en")).sections
    assert section.rows[0].lead == "Bộ X"


def test_the_page_of_a_task_tells_its_history_newest_first() -> None:
    html = html_of(0, "en")
    newest, oldest = html.index("31 December 2023</h3>"), html.index("31 December 2022</h3>")
    assert newest < oldest
    assert "«Đã xong»" in html


def test_the_page_of_a_task_without_a_report_says_so() -> None:
    assert view("vi").words("task.no_report") in html_of(2, "vi")


def test_a_task_links_its_indicators_and_neighbours() -> None:
    assert 'href="../../../chi-tieu/fibre/"' in html_of(0, "vi")
    middle = html_of(1, "en")
    assert '<a rel="prev" href="../t1/">' in middle
    assert '<a rel="next" href="../t3/">' in middle
    assert 'rel="prev"' not in html_of(0, "en")


def test_words_as_printed_are_marked_as_vietnamese() -> None:
    assert '<span class="quiet" lang="vi">«Đã xong»</span>' in html_of(0, "en")
