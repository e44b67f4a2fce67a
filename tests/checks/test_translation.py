"""Translations against their originals: each rule both ways, and the reviewed exceptions."""

import dataclasses
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checks.translation.glossary import Glossary, Term
from builder.checks.translation.review import LanguageException, Review
from builder.checks.translation.translation import RULES, WARNINGS, faulty_translation
from builder.checks.translation.wording import Wording
from builder.model import Field, Package, Resource, Schema, Table
from builder.problem import Problem, Severity
from tests import tiny

GLOSSARY = Glossary(
    (Term(vi=("chỉ tiêu",), en=("indicator",)), Term(vi=("thanh tra",), en=("inspectorate",)))
)
WORDING = Wording(GLOSSARY, ("Huế", "Bà Rịa - Vũng Tàu"))
LONG = "Bộ Thông tin và Truyền thông tổng hợp, báo cáo Thủ tướng Chính phủ."


def rules(vi: str, en: str) -> list[str]:
    return [fault.rule for fault in WORDING.faults(vi, en)]


def package(
    *rows: tuple[str, str, str], name: str = "tasks-tiny", kind: str | None = "tasks"
) -> Package:
    """A package of one table: id, name in Vietnamese, name in English."""
    fields = tuple(
        Field(name=name, type="string", title=tiny.text("Tên", "Name"), description=None)
        for name in ("id", "name_vi", "name_en")
    )
    table = Table(schema=Schema(fields=fields, primary_key=("id",)), rows=rows)
    resource = dataclasses.replace(tiny.TASKS.resources[0], table=table, table_kind=kind)
    return dataclasses.replace(tiny.TASKS, id=name, resources=(resource,))


def exception(rule: str, **parts: str) -> LanguageException:
    """An exception for the first row of `package`, unless said otherwise."""
    given_parts = {
        "package": "tasks-tiny",
        "resource": "tasks",
        "row_key": "t1",
        "stem": "name",
        "reason": "read",
    }
    return LanguageException(rule=rule, row=2, **(given_parts | parts))


def problems(
    *packages: Package, exceptions: Sequence[LanguageException] = (), broken: Sequence[str] = ()
) -> list[Problem]:
    review = Review(glossary=GLOSSARY, exceptions=tuple(exceptions))
    return list(faulty_translation(packages, review, languages=("vi", "en"), broken=broken))


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Nối mạng", "Connect"),
        ("14,26% năm 2022", "14.26% in 2022"),
        ("Theo 411/QĐ-TTg", "Under 411/QĐ-TTg"),
        ("-", "-"),
        ("VNPost, 2021 - 2025", "VNPost, 2021 - 2025"),
        ("Huế", "Huế"),
        ("Hà Nội, Bà Rịa - Vũng Tàu", "Hà Nội, Bà Rịa - Vũng Tàu"),
        ("Phó Thủ tướng Trần Lưu Quang", "Deputy Prime Minister Trần Lưu Quang"),
        ("PTTg Trương Hòa Bình", "Deputy Prime Minister Trương Hòa Bình"),
        ("tỉnh thừa thiên Huế", "Huế province"),
        ("«Hàng năm» là một từ", '"hàng năm" is one word'),
        ("Số: /QĐ-BTTTT", "No.: /QĐ-BTTTT"),
        ("quán cà phê ở Genève", "a café in Genève"),
        ("các chỉ tiêu", "the Indicators"),
        (LONG, "The Ministry of Information and Communications reports to the Prime Minister."),
    ],
)
def test_a_faithful_translation_breaks_no_rule(vi: str, en: str) -> None:
    assert rules(vi, en) == []


@pytest.mark.parametrize(
    ("vi", "en", "rule"),
    [
        ("14,26% năm 2022", "14.62% in 2022", "translation-number"),
        ("Theo 411/QĐ-TTg", "Under 411/QD-TTg", "translation-document"),
        ("Hoàn thành", "Hoàn thành", "translation-same"),
        ("Bộ Công Thương", "Bộ Công Thương", "translation-same"),
        ("MỘT SỐ TỒN TẠI", "MỘT SỐ TỒN TẠI", "translation-same"),
        ("Thanh tra", "thanh tra", "translation-same"),
        ("Tổ CNSCĐ", "CNSCĐ team", "translation-vietnamese"),
        ("Cục Viễn thông", "Viễn thông authority", "translation-vietnamese"),
        ("«hàng năm»", '"hằng năm"', "translation-vietnamese"),
        ("chỉ tiêu năm nay", "the target of this year", "translation-term"),
        (LONG, "The Ministry reports.", "translation-length"),
        (LONG, "The Ministry reports. " * 9, "translation-length"),
    ],
)
def test_a_fault_breaks_its_rule_and_no_other(vi: str, en: str, rule: str) -> None:
    assert rules(vi, en) == [rule]


def test_a_long_text_is_held_to_narrower_lengths_than_a_short_one() -> None:
    assert rules(LONG, "x" * len(LONG) * 2) == []
    assert rules(LONG * 2, "x" * len(LONG) * 4) == ["translation-length"]


@given(st.text(), st.text())
def test_any_pair_can_be_read(vi: str, en: str) -> None:
    assert set(rules(vi, en)) <= set(RULES)


def test_a_fault_is_told_at_the_cell_of_the_english() -> None:
    (problem,) = problems(package(("t1", "Nối mạng", "Connect"), ("t2", "05 bộ", "6 ministries")))
    assert problem.code == "translation-number"
    assert (problem.place.file, problem.place.cell) == (
        "datasets/tasks-tiny/data/tasks.csv",
        "C3",
    )
    assert problem.place.field == "name_en"
    assert problem.value == "6 ministries"
    assert problem.details == {"vi": "05", "en": "6"}
    assert problem.severity is Severity.ERROR


def test_a_term_or_a_length_is_a_warning() -> None:
    (problem,) = problems(package(("t1", "chỉ tiêu", "target")))
    assert problem.severity is Severity.WARNING
    assert {"translation-term", "translation-length"} == WARNINGS


def test_an_empty_twin_is_left_to_the_check_for_missing_languages() -> None:
    assert problems(package(("t1", "05 bộ", ""), ("t2", "", "6 ministries"))) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"title": tiny.text("5 bộ", "6 ministries")}, "portal.title.en"),
        ({"description": tiny.text("5 bộ", "6 ministries")}, "portal.description.en"),
    ],
)
def test_titles_and_descriptions_of_a_package_are_read(
    change: dict[str, object], path: str
) -> None:
    (problem,) = problems(dataclasses.replace(package(), **change))
    assert problem.place.file == "datasets/tasks-tiny/datapackage.json"
    assert problem.place.field == path


def with_field(field: Field) -> Package:
    table = Table(schema=Schema(fields=(field,)), rows=())
    resource: Resource = dataclasses.replace(tiny.TASKS.resources[0], table=table)
    return dataclasses.replace(tiny.TASKS, resources=(resource,))


def test_titles_of_fields_are_read() -> None:
    field = Field(name="due", type="date", title=tiny.text("Hạn 5", "Due 6"), description=None)
    (problem,) = problems(with_field(field))
    assert problem.place.field == "resources[0].schema.fields[0].portal.title.en"


def test_titles_of_fields_may_shorten_a_term() -> None:
    title = tiny.text("Chỉ tiêu cha", "Parent")
    field = Field(name="parent", type="string", title=title, description=None)
    assert problems(with_field(field)) == []


def test_place_names_come_from_the_tables_of_provinces() -> None:
    places = package(("hue", "Huế", "Huế"), name="places", kind="provinces")
    texts = package(("t1", "xứ Huế", "the land of Huế"))
    assert problems(texts, places) == []
    assert [problem.code for problem in problems(texts)] == ["translation-vietnamese"]


@pytest.mark.parametrize("row_key", ["t1", "*"])
def test_a_reviewed_exception_silences_its_own_rule_only(row_key: str) -> None:
    texts = package(("t1", "05 chỉ tiêu", "6 targets"))
    reviewed = exception("translation-number", row_key=row_key)
    assert [problem.code for problem in problems(texts, exceptions=[reviewed])] == [
        "translation-term"
    ]


def test_a_reviewed_exception_for_a_title_names_no_resource() -> None:
    texts = dataclasses.replace(package(), title=tiny.text("5 bộ", "6 ministries"))
    reviewed = exception("translation-number", resource="", row_key="", stem="title")
    assert problems(texts, exceptions=[reviewed]) == []


def test_an_exception_that_no_longer_applies_is_a_warning_at_its_row() -> None:
    texts = package(("t1", "5 bộ", "5 ministries"))
    (problem,) = problems(texts, exceptions=[exception("translation-number")])
    assert (problem.code, problem.severity) == ("exception-unused", Severity.WARNING)
    assert (problem.place.file, problem.place.row) == ("schemas/language-exceptions.csv", 2)
    assert problem.value == "tasks-tiny/tasks/t1/name"


def test_an_exception_for_a_package_that_was_not_read_is_not_told() -> None:
    reviewed = exception("translation-number", package="other")
    assert problems(exceptions=[reviewed], broken=["other"]) == []


def test_a_portal_without_both_languages_is_not_read() -> None:
    texts = package(("t1", "5 bộ", "6 ministries"))
    assert not list(faulty_translation([texts], Review(glossary=GLOSSARY), languages=("vi",)))
