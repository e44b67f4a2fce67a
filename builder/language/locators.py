"""Places in Vietnamese documents («Phụ lục 2, nhiệm vụ 4») said in English."""

import re
from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "Ghi chú về các nguyên tắc quản lý thực thi Chiến lược": (
        "note on the principles of managing the Strategy"
    ),
    "Nhiệm vụ, giải pháp trọng tâm thời gian tới": "Priority tasks for the coming period",
    "Phần đầu báo cáo": "head of the report",
    "Phần căn cứ": "legal bases",
    "Đầu văn bản": "head of the document",
    "Kết quả ước tính": "estimated result",
    "đánh giá chung": "overall assessment",
    "gạch đầu dòng": "bullet",
    "Ước tính năm": "estimate for",
    "CHÍNH PHỦ SỐ": "DIGITAL GOVERNMENT",
    "KINH TẾ SỐ": "DIGITAL ECONOMY",
    "XÃ HỘI SỐ": "DIGITAL SOCIETY",
    "Phụ lục": "Appendix",
    "nhiệm vụ": "task",
    "chỉ tiêu": "indicator",
    "chú thích": "footnote",
    "Chú thích": "Footnote",
    "dòng nhóm": "group row",
    "nguyên tắc": "principle",
    "điển hình": "example",
    "nền tảng": "platform",
    "Mục tiêu": "target",
    "Kế hoạch": "plan",
    "ngày ký": "date of signature",
    "tiêu đề": "heading",
    "nhóm": "group",
    "điểm": "point",
    "đoạn": "paragraph",
    "Bảng": "Table",
    "bảng": "table",
    "Phần": "Part",
    "phần": "part",
    "Mục": "Section",
    "mục": "section",
    "Năm": "year",
    "năm": "year",
    "Quý": "quarter",
    "dòng": "line",
}
"""Parts of a document by their Vietnamese name, longer names before their parts."""

_NAMES = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in ENGLISH))
_QUOTED = re.compile(r"«[^»]*»")
_MARKED = re.compile(r"[à-ỹÀ-Ỹ]")


def english_locator(locator: str) -> str | None:
    """The place in English, or None where a word of it is not known; names in «» stay."""
    said = _NAMES.sub(lambda found: ENGLISH[found.group()], locator)
    rest = re.sub(r"(?<!\w)đ(?!\w)", "", _QUOTED.sub("", said))
    return None if _MARKED.search(rest) else said
