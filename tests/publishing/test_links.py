"""Links that lead nowhere stop the build, told at the file that a person wrote."""

from pathlib import Path

import pytest

from builder.build import build
from builder.problem import BuildError, Problem
from builder.publishing.kept_pages import page_facts
from tests.folders import edited, found_problems, spoken, write_portal


def broken(root: Path) -> tuple[Problem, ...]:
    """What `portal build` refuses and `portal validate` tells alike."""
    with pytest.raises(BuildError) as error:
        build(root, root / "site")
    assert not (root / "site").exists()
    assert found_problems(root) == error.value.problems
    return spoken(error.value.problems)


def test_links_to_pages_files_and_parts_that_are_not_there_are_told(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    with (root / "site_src" / "en" / "about.md").open("a", encoding="utf-8") as stream:
        stream.write(
            "[a](../dataset/) [b](../../data/rainfall/rain.csv) [c](../datasets/#none) [d](#none)"
        )
        stream.write(" [e](../datasets/#main) [f](https://a.example/x) [g](mailto:a@b.example)")
    problems = broken(root)
    assert {problem.place.file for problem in problems} == {"site_src/en/about.md"}
    assert [(problem.value, problem.details["nearest"]) for problem in problems] == [
        ("../dataset/", "../datasets/"),
        ("../../data/rainfall/rain.csv", "../../data/rainfall/rainfall.csv"),
        ("../datasets/#none", "–"),
        ("#none", "–"),
    ]


def test_a_broken_link_of_a_readme_is_told_there(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / "datasets/rainfall/README.vi.md", "\n", "\n\n[x](../khong-co/)\n")
    (problem,) = broken(root)
    assert problem.place.file == "datasets/rainfall/README.vi.md"
    assert problem.value == "../khong-co/"


def test_links_of_pages_that_are_the_same_are_held_once() -> None:
    texts = [f'<a href="../{name}/">a</a><p id="the-part">' for name in ("mot", "mot", "hai")]
    first, second, other = (page_facts("", text) for text in texts)
    assert first == second
    assert first.links[0] is second.links[0]
    assert first.ids[0] is second.ids[0] is other.ids[0]
