"""A cell in the lines of a document: what may differ, and what may not."""

import unicodedata

import pytest

from builder.trace.printed import Manner, departure, is_whole, manner, printed

PAGE = printed(
    [
        "12  Xây dựng Cổng dịch vụ công của bộ, 2021- ",
        "2025 Hoàn thành 98%2 ",
        "TT Nhiệm vụ Thời gian ",
        " của tỉnh, theo Quyết định 922/QĐ-",
        "BTTTT, đạt 14,5% vào chuyển đổi số1 ",
    ]
)
"""Two printed rows of which a page break repeats the header, with two footnote markers."""


@pytest.mark.parametrize(
    "cell",
    [
        "Xây dựng Cổng dịch vụ công của bộ",
        "Xây  dựng\nCổng dịch vụ công của bộ,",
        "2021-2025",
        "Quyết định 922/QĐ-BTTTT",
        "chuyển đổi số",
        "98%",
        "14,5%",
    ],
)
def test_white_space_and_line_ends_do_not_count(cell: str) -> None:
    assert manner(cell, PAGE) is Manner.WHOLE


def test_unicode_form_does_not_count() -> None:
    assert manner(unicodedata.normalize("NFD", "Cổng dịch vụ"), PAGE) is Manner.WHOLE
    decomposed = printed([unicodedata.normalize("NFD", "Cổng dịch vụ công")])
    assert manner("Cổng dịch vụ", decomposed) is Manner.WHOLE


@pytest.mark.parametrize(
    "cell",
    ["xây dựng", "Xây dựng Cong", "4,5%", "5%", "2021-202", "8%", "99%", "Quyết định 922/QĐ-BTTT"],
)
def test_a_letter_a_digit_a_mark_and_case_count(cell: str) -> None:
    assert manner(cell, PAGE) is None


def test_a_page_break_leaves_whole_lines_out() -> None:
    broken = printed(["5 Nối mạng cho", "TT Nhiệm vụ", "mọi xã, phường"])
    assert manner("Nối mạng cho mọi xã, phường", broken) is Manner.BROKEN
    assert manner("Nối mạng cho mọi xã, phố", broken) is None
    assert manner("Nối mạng mọi xã, phường", broken) is None


def test_a_cell_has_at_most_three_runs_of_lines() -> None:
    thrice = printed(["một hai", "-", "ba bốn", "-", "năm sáu"])
    assert manner("một hai ba bốn năm sáu", thrice) is Manner.BROKEN
    four_times = printed(["một hai", "-", "ba bốn", "-", "năm sáu", "-", "bảy tám"])
    assert manner("một hai ba bốn năm sáu bảy tám", four_times) is None


def test_long_pieces_may_share_their_lines_with_other_cells() -> None:
    shared = printed(["60 Xây dựng Cổng dịch vụ 2020 Cổng và", "công cấp bộ, cấp tỉnh", "Xong"])
    assert manner("Xây dựng Cổng dịch vụ công cấp bộ, cấp tỉnh", shared) is Manner.PIECES
    assert manner("Xây dựng Cổng dịch vụ Xong", shared) is None


def test_a_cell_may_say_itself_that_it_leaves_words_out() -> None:
    assert manner("Cổng dịch vụ công […] theo Quyết định", PAGE) is Manner.PIECES
    assert manner("Cổng dịch vụ công […] theo Nghị định số", PAGE) is None
    assert manner("[…]", PAGE) is None


def test_pieces_keep_their_order() -> None:
    assert manner("của tỉnh, theo Quyết định […] Cổng dịch vụ công", PAGE) is None


def test_a_heading_is_looked_for_above_a_line_only() -> None:
    assert is_whole("của tỉnh", PAGE)
    assert is_whole("của tỉnh", PAGE, 4)
    assert not is_whole("của tỉnh", PAGE, 3)


def test_departure_shows_where_cell_and_document_part() -> None:
    rest, goes_on = departure("Cổng dịch vụ công của xã", PAGE)
    assert rest == "xã"
    assert goes_on.startswith("bộ, 2021-")
    assert departure("chuyển đổi số1", PAGE) == ("", "")
    assert departure("Zzz", PAGE) == ("Zzz", "")
    assert departure("Zzz", printed([])) == ("Zzz", "")
