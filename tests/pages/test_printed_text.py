"""Printed texts: short headings, and points as a list, with nothing left out."""

import pytest

from builder.pages.printed_text import HEADING_CHARACTERS, heading, printed


@pytest.mark.parametrize(
    ("text", "lead", "points"),
    [
        ("- Một; - Hai; - Ba.", "", ("Một;", "Hai;", "Ba.")),
        ("Đã làm: - Một - hai.", "Đã làm: - Một - hai.", ()),
        ("Đã làm:\n- Một\n- Hai", "Đã làm:", ("Một", "Hai")),
        ("Dòng đầu.\nDòng hai.", "Dòng đầu.\nDòng hai.", ()),
        ("Vụ Kế hoạch - Tài chính", "Vụ Kế hoạch - Tài chính", ()),
        ("- Chỉ một điểm", "- Chỉ một điểm", ()),
        ("-5 độ", "-5 độ", ()),
    ],
)
def test_points_stand_apart(text: str, lead: str, points: tuple[str, ...]) -> None:
    found = printed(text)
    assert (found.lead, found.points) == (lead, points)


def test_a_short_text_is_its_own_heading() -> None:
    assert heading("Xây dựng nền tảng số") == "Xây dựng nền tảng số"


def test_a_long_text_is_cut_at_a_clause() -> None:
    text = "Xây dựng nền tảng số quốc gia về y tế từ xa; " + "bảo đảm an toàn thông tin mạng " * 5
    assert heading(text) == "Xây dựng nền tảng số quốc gia về y tế từ xa …"


def test_a_long_text_without_clauses_is_cut_at_a_word() -> None:
    found = heading("chữ " * 100)
    assert len(found) <= HEADING_CHARACTERS
    assert found.endswith("chữ …")
