"""Vietnamese words within English pages tell their language; proper names and numbers do not."""

import pytest

from builder.language.quotations import quoted_vietnamese


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>line «- Ngành TTTT», plan</p>",
            '<p>line «<span lang="vi">- Ngành TTTT</span>», plan</p>',
        ),
        ("<p>such as “trên” (over)</p>", '<p>such as “<span lang="vi">trên</span>” (over)</p>'),
        ("<p>&#34;hàng năm&#34; is</p>", '<p>&#34;<span lang="vi">hàng năm</span>&#34; is</p>'),
        ("<p>&quot;Quý IV/2023&quot;</p>", '<p>&quot;<span lang="vi">Quý IV/2023</span>&quot;</p>'),
        ("<p>'Cả năm' (whole)</p>", "<p>'<span lang=\"vi\">Cả năm</span>' (whole)</p>"),
    ],
)
def test_a_vietnamese_quotation_is_marked(html: str, expected: str) -> None:
    assert quoted_vietnamese(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>Decision 749/QĐ-TTg, Đà Nẵng</p>",
        "<p>Nam's and Hà Nội's</p>",
        "<p>the “overall assessment” and «to-do»</p>",
        '<p lang="vi">Mục «Hà Nội» <b lang="vi">«số»</b> «đã»</p>',
        '<a title="«Bình Định»" href="x">y</a>',
        "<title>«Ước tính»</title>",
        "<svg><text>«Ước tính»</text></svg>",
        "<pre>«Ước tính»</pre>",
        '<option value="x">«Ước tính»</option>',
    ],
)
def test_all_else_stays_as_it_is(html: str) -> None:
    assert quoted_vietnamese(html) == html


def test_what_follows_a_marked_element_is_looked_at() -> None:
    html = '<p><span lang="vi"><span>«đã»</span></span> «đã»</p>'
    assert quoted_vietnamese(html) == (
        '<p><span lang="vi"><span>«đã»</span></span> «<span lang="vi">đã</span>»</p>'
    )
