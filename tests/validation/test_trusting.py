"""Packages in which nothing was found: taken as they were judged, and judged again when changed."""

from pathlib import Path

import pytest

from builder.build import checked_portal
from builder.problem import BuildError
from builder.settings import read_settings
from builder.validation import trusting
from builder.validation.package import checked_package
from builder.validation.trusting import Trusting
from tests.folders import PORTAL, edited, write_portal


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packages that are judged from now on."""
    found: list[str] = []

    def heard(source, *others, **named):  # type: ignore[no-untyped-def]  # as what it stands for
        found.append(source.id)
        return checked_package(source, *others, **named)

    monkeypatch.setattr(trusting, "checked_package", heard)
    return found


def test_packages_are_the_same_whether_judged_or_trusted(asked: list[str]) -> None:
    settings, first = read_settings(PORTAL), Trusting("rules")
    judged, warnings = checked_portal(PORTAL, settings, judge=first)
    asked.clear()
    second = Trusting("rules", first.sound)
    trusted, told = checked_portal(PORTAL, settings, judge=second)
    assert (trusted, told, second.sound) == (judged, warnings, first.sound)
    doubtful = {problem.place.file.split("/")[1] for problem in warnings}
    assert doubtful.issuperset(asked), "only packages with warnings are judged again"
    assert len(first.sound) == len(judged) - len(asked) > 0


def test_what_changed_is_judged(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    settings, first = read_settings(root), Trusting("rules")
    checked_portal(root, settings, judge=first)
    edited(root / "datasets/rainfall/rainfall.csv", "12.5", "x")
    with pytest.raises(BuildError) as error:
        checked_portal(root, settings, judge=Trusting("rules", first.sound))
    assert [problem.code for problem in error.value.problems] == ["type-number"]


@pytest.mark.parametrize("rules", ["others", ""])
def test_nothing_is_trusted_by_other_rules_or_where_they_are_not_known(
    rules: str, tmp_path: Path, asked: list[str]
) -> None:
    root = write_portal(tmp_path / "portal")
    settings, first = read_settings(root), Trusting("rules")
    packages, _ = checked_portal(root, settings, judge=first)
    asked.clear()
    checked_portal(root, settings, judge=Trusting(rules, first.sound))
    assert asked == [package.id for package in packages]


def test_nothing_is_remembered_of_a_package_with_a_warning(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / "datasets/indicators-tiny/data/observations.csv", "1234", "1.234")
    settings, first = read_settings(root), Trusting("rules")
    _, warnings = checked_portal(root, settings, judge=first)
    again, told = checked_portal(root, settings, judge=Trusting("rules", first.sound))
    assert [problem.code for problem in warnings] == ["thousands-misread"]
    assert told == warnings
    assert len(first.sound) == len(again) - 1
