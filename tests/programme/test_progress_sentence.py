"""Every reason is a sentence in both languages."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from builder.language.words import words
from builder.programme.progress.cagr import cagr
from builder.programme.progress.methods import linear_path, plan_path, rank, threshold, yes_no
from builder.programme.progress.result import Progress
from builder.programme.progress.sentence import sentence
from tests.progress_series import GDP_SHARE, OPEN_DATA_RANK, point, series, target

AIM = target("2025", "80")

REASONS = [
    linear_path(series({}, None)),
    linear_path(series({}, AIM)),
    linear_path(series({"2022": "5"}, AIM)),
    linear_path(series({"2022": "5"}, None)),
    linear_path(series({"2022": "5", "2023": "81"}, AIM)),
    linear_path(series({"2022": "81"}, AIM)),
    *(
        method(series({"2020": "0", "2022": value}, AIM))
        for method in (linear_path, plan_path)
        for value in ("60", "32", "20", "1")
    ),
    threshold(series({"2022": "5", "2023": "6"}, AIM)),
    threshold(series({"2022": "85", "2023": "79"}, AIM)),
    yes_no(series({"2022": "0", "2023": "0"}, target("2025", "1"))),
    yes_no(series({"2024": "0", "2025": "0"}, target("2025", "1"))),
    *(cagr(series({"2020": "10", "2022": value}, AIM)) for value in ("60", "19", "11", "-1")),
]
"""One result for each reason there is."""


def test_every_reason_that_has_words_is_given_and_no_other() -> None:
    stem = "progress.reason."
    keys = words("vi").keys()
    known = {key.removeprefix(stem) for key in keys if key.startswith(stem)}
    assert {reason.reason for reason in REASONS} == known


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("progress", REASONS, ids=lambda progress: str(progress.reason))
def test_every_reason_is_a_whole_sentence(progress: Progress, language: str) -> None:
    text = sentence(progress, words(language))
    assert re.fullmatch(r"[A-ZĐ0-9].*\.", text)
    assert "–" not in text
    assert "{" not in text


def test_the_sentence_of_the_digital_economy() -> None:
    found = linear_path(GDP_SHARE)
    assert sentence(found, words("vi")) == (
        "Sát mức cần đạt, chênh 0,15 điểm phần trăm: 16,5% (quý I/2024), trong khi đường thẳng "
        "từ 14,26% (2022) đến mục tiêu 20% (2025) cần 16,65%. "
        "Hạn 2025 đã qua mà chưa có số liệu của kỳ đó."
    )
    assert sentence(found, words("en")) == (
        "Close to what is expected, 0.15 percentage points apart: 16.5% (Q1 2024), where the "
        "straight line from 14.26% (2022) to the target, 20% (2025), asks for 16.65%. "
        "The target date, 2025, has passed and there is no figure for it."
    )


def test_ranks_differ_by_places() -> None:
    text = sentence(rank(OPEN_DATA_RANK), words("en"))
    assert text.startswith("Worse than expected by 9 places: rank 87 (2022)")
    assert "to the target, Top 50 (2025), asks for rank 78." in text


def test_signs_of_printed_numbers_become_words() -> None:
    values = (point("2022", "66"), point("2024-Q1", "77", operator=">"))
    found = linear_path(replace(series({}, target("2025", "78", "≥")), values=values))
    assert ": trên 77% (quý I/2024)" in sentence(found, words("vi"))
    assert "to the target, at least 78% (2025)" in sentence(found, words("en"))


def test_numbers_of_other_documents_are_told() -> None:
    found = linear_path(GDP_SHARE)
    others = (point("2022", Decimal("33"), kind="estimate"), target("2025", "50", "≥"))
    told = replace(found, others=others, notes=("disagree",))
    assert sentence(told, words("en")).endswith(
        "Other documents print other numbers: 33% (estimate for 2022); "
        "at least 50% (target for 2025)."
    )
