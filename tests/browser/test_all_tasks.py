"""All tasks in a browser: a ministry finds its units, and the view is taken along."""

from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES

pytestmark = pytest.mark.browser


def test_a_view_of_tasks_downloads_as_csv_and_calendar(visit: Visitor) -> None:
    found = visit(ROUTES.uri("vi", "alltasks"))
    page = found.page
    for name, value in (("body", "mic"), ("year", "2025")):
        page.locator(f"#filter-{name}").click()
        page.locator(f"input[name={name}][value='{value}']").check()
    page.locator("[data-list-pager]").wait_for(state="hidden")
    shown = page.locator("main [data-row]").filter(visible=True).count()
    assert shown
    texts = {}
    for name in ("csv", "ics"):
        with page.expect_download() as download:
            page.locator(f"[data-export={name}]").click()
        texts[name] = Path(download.value.path()).read_text("utf-8")
    assert len(texts["csv"].splitlines()) == shown + 1
    assert texts["ics"].count("BEGIN:VEVENT") == shown
    assert max(len(line.encode()) for line in texts["ics"].splitlines()) <= 75
    assert found.complaints == []
