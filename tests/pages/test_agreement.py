"""The numbers on home, overviews, body pages, datasets and API are the same numbers."""

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from builder.language.periods import Period
from builder.language.text import number_text, period_text
from builder.language.words import words
from builder.programme.deadlines import State
from builder.programme.progress.result import Standing

LEGEND = re.compile(
    r'<li class="status status--([\w-]+)">.*?<strong>(\d+)</strong></li>', re.DOTALL
)


def legends(path: Path) -> Counter[str]:
    """Numbers of every legend of a page, added up by code."""
    counts: Counter[str] = Counter()
    for code, count in LEGEND.findall(path.read_text("utf-8")):
        counts[code] += int(count)
    return counts


@pytest.fixture(scope="module")
def progress(portal_site: Path) -> list[dict[str, str]]:
    with (portal_site / "data/progress/progress.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def verdicts(progress: list[dict[str, str]]) -> Counter[str]:
    return Counter(row["standing"] for row in progress)


def test_every_indicator_of_the_register_has_one_result(
    portal_site: Path, progress: list[dict[str, str]]
) -> None:
    listed = json.loads((portal_site / "api/v1/indicators.json").read_text("utf-8"))

    assert sorted(row["indicator_id"] for row in progress) == sorted(
        item["id"] for item in listed["items"]
    )


@pytest.mark.parametrize("page", ["index.html", "en/index.html"])
def test_the_pillars_on_the_home_page_add_up_to_the_dataset(
    portal_site: Path, verdicts: Counter[str], page: str
) -> None:
    found = legends(portal_site / page)

    assert {standing: found[standing] for standing in Standing if found[standing]} == dict(verdicts)


@pytest.mark.parametrize("page", ["chi-tieu/index.html", "en/indicators/index.html"])
def test_the_overview_counts_what_the_dataset_counts(
    portal_site: Path, verdicts: Counter[str], page: str
) -> None:
    found = legends(portal_site / page)
    whole_and_pillars = {standing: 2 * count for standing, count in verdicts.items()}

    assert {
        standing: found[standing] for standing in Standing if found[standing]
    } == whole_and_pillars


def test_each_page_and_the_api_say_the_signal_of_the_dataset(
    portal_site: Path, progress: list[dict[str, str]]
) -> None:
    for row in progress:
        page = portal_site / "en/indicators" / row["indicator_id"] / "index.html"
        api = portal_site / "api/v1/indicators" / f"{row['indicator_id']}.json"
        is_disputed = row["disputed"] == "true"
        name = words("en")("standing.disputed" if is_disputed else f"signal.{row['signal']}")
        standing = re.search(r'<p class="standing">(.*?)</p>', page.read_text("utf-8"), re.DOTALL)

        assert standing, row["indicator_id"]
        assert name in standing.group(1)
        told = json.loads(api.read_text("utf-8"))["progress"]
        assert (told["signal"], told["standing"]) == (row["signal"], row["standing"])
        assert told["disputed"] is is_disputed
        if row["latest_period"]:
            kind = words("en")(f"kind.{row['latest_kind']}").lower()
            period = period_text(Period(str(row["latest_period"])), "en")
            assert f"{kind} {period}" in standing.group(1)
            cited = re.search(r"<blockquote>(.*?)</blockquote>", page.read_text("utf-8"))
            assert cited
            assert f"({kind}, {period};" in cited.group(1)


def task_lists(portal_site: Path) -> dict[str, Counter[str]]:
    """Statuses of each task list as the API has them; no report where it has none."""
    return {
        path.stem: Counter(
            task["status"] or "no_report" for task in json.loads(path.read_text("utf-8"))["items"]
        )
        for path in (portal_site / "api/v1/tasks").glob("*.json")
    }


@pytest.mark.parametrize("section", ["nhiem-vu", "en/tasks"])
def test_each_task_list_counts_on_its_page_what_the_api_counts(
    portal_site: Path, section: str
) -> None:
    for name, counts in task_lists(portal_site).items():
        page = portal_site / section / name / "index.html"
        rows = Counter(re.findall(r'data-status="(\w+)"', page.read_text("utf-8")))
        reported = legends(page)

        assert rows == counts, name
        assert reported in (counts, Counter()), name  # no bar where nothing was ever reported


@pytest.mark.parametrize("page", ["index.html", "nhiem-vu/index.html", "en/tasks/index.html"])
def test_home_and_the_list_of_lists_count_what_the_lists_count(
    portal_site: Path, page: str
) -> None:
    lists = task_lists(portal_site).values()
    every = sum(lists, Counter())
    cards = sum((listing for listing in lists if set(listing) != {"no_report"}), Counter())
    whole = Counter() if page == "index.html" else every
    found = legends(portal_site / page)

    assert {state: found[state] for state in State if found[state]} == dict(cards + whole)


def test_each_body_leads_on_its_page_the_tasks_that_the_api_gives_it(portal_site: Path) -> None:
    for path in (portal_site / "api/v1/organisations").glob("*.json"):
        api = json.loads(path.read_text("utf-8"))
        page = portal_site / "co-quan" / path.stem / "index.html"

        assert sum(legends(page).values()) == len(api["tasks"]), path.stem


def test_a_list_shows_the_value_that_its_verdict_stands_on(
    portal_site: Path, progress: list[dict[str, str]]
) -> None:
    page = (portal_site / "en/indicators/index.html").read_text("utf-8")
    for row in progress:
        if row["latest_value"]:
            cells = re.search(rf'{row["indicator_id"]}/">.*?</tr>', page, re.DOTALL)
            assert cells, row["indicator_id"]
            value = number_text(Decimal(row["latest_value"]), "en")
            assert value in cells.group(), row["indicator_id"]
