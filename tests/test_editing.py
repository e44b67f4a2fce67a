"""Edit links lead to the file at its line, reports name page and row; nothing unless configured."""

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from builder.build import build
from builder.editing import Mending
from builder.language.words import words
from builder.problem import BuildError
from builder.settings import read_settings
from builder.site import Origin
from tests.folders import ROOT, write_portal

GITHUB = "https://github.com/owner/portal/edit/main/{file}#L{line}"
MAIL = "mailto:portal@agency.example?subject={subject}&body={body}"
EDIT = f'\n[edit]\nurl = "{GITHUB}"\nreport = "{MAIL}"\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_portal(tmp_path_factory.mktemp("editing") / "portal")
    settings = root / "portal.toml"
    settings.write_text(settings.read_text("utf-8") + EDIT, "utf-8")
    build(root, root / "site")
    return root / "site"


def mending(site: Path, page: str) -> list[str]:
    """Addresses of the links at the end of a page."""
    text = (site / page / "index.html").read_text("utf-8")
    (part,) = re.findall(r'<p class="mending no-paper">(.*?)</p>\n?</main>', text, re.DOTALL)
    return [html.unescape(url) for url in re.findall(r'href="([^"]+)"', part)]


def line(site: Path, url: str) -> str:
    """The line of the file that an edit link leads to."""
    file, _, number = url.removeprefix("https://github.com/owner/portal/edit/main/").partition("#L")
    return (site.parent / file).read_text("utf-8").splitlines()[int(number) - 1]


@pytest.mark.parametrize(
    ("page", "start"),
    [
        ("nhiem-vu/tasks-tiny/t-2", "t-2,"),
        ("co-quan/agency-y", "agency-y,"),
        ("van-ban/report-2024", "report-2024,"),
        ("en/tasks/tasks-tiny/t-2", "t-2,"),
    ],
)
def test_a_page_leads_to_its_row(page: str, start: str, site: Path) -> None:
    edit, _ = mending(site, page)
    assert line(site, edit).startswith(start)


def test_a_written_page_leads_to_its_markdown_file(site: Path) -> None:
    edit, _ = mending(site, "en/about")
    assert edit.endswith("/edit/main/site_src/en/about.md")


def test_every_row_of_a_table_leads_to_its_line(site: Path) -> None:
    text = (site / "du-lieu/tasks-tiny/tasks/index.html").read_text("utf-8")
    urls = re.findall(r'<th scope="row".*?href="(https://github[^"]+)"', text)
    keys = [line(site, html.unescape(url)).split(",")[0] for url in urls]
    assert keys == re.findall(r'<tr id="row-([^"]+)"', text)


def test_a_report_names_page_and_row(site: Path) -> None:
    _, report = mending(site, "en/tasks/tasks-tiny/t-2")
    told = unquote(report)
    assert told.startswith("mailto:portal@agency.example?subject=Error: tasks-tiny · tasks · t-2&")
    assert "Page: https://data.example/tiny/en/tasks/tasks-tiny/t-2/\nRow: " in told
    text = (site / "en/datasets/tasks-tiny/tasks/index.html").read_text("utf-8")
    assert "en/datasets/tasks-tiny/tasks/#row-t-2" in unquote(html.unescape(text))


def test_derived_packages_have_nothing_to_edit(site: Path) -> None:
    (report,) = mending(site, "du-lieu/quality")
    assert report.startswith("mailto:")


def test_a_portal_that_configures_nothing_has_no_links(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    build(root, root / "site")
    pages = (root / "site").rglob("*.html")
    assert not any('class="mending' in page.read_text("utf-8") for page in pages)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://gitlab.com/a/b/-/edit/main/{file}#L{line}", "GitLab"),
        ("https://git.agency.example/{file}", "git.agency.example"),
    ],
)
def test_a_host_is_called_by_its_name(url: str, name: str, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    settings = root / "portal.toml"
    settings.write_text(settings.read_text("utf-8") + f'\n[edit]\nurl = "{url}"\n', "utf-8")
    assert read_settings(root).editing.name == name


@pytest.mark.parametrize("setting", ['url = "https://git.example/edit"', 'report = "javascript:x"'])
def test_an_address_without_its_parts_is_told(setting: str, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    settings = root / "portal.toml"
    settings.write_text(settings.read_text("utf-8") + f"\n[edit]\n{setting}\n", "utf-8")
    with pytest.raises(BuildError) as told:
        read_settings(root)
    assert next(problem.code for problem in told.value.problems) == "settings-invalid"


def hosts(language: str) -> list[tuple[str, str, str]]:
    """Name, address for editing and for telling of each host in the table of a guide."""
    path = "docs/stewards.md" if language == "en" else "docs/stewards.vi.md"
    rows = re.findall(
        r"^\| ([^|]+) \| `([^`]+)` \| `([^`]+)` \|$", (ROOT / path).read_text("utf-8"), re.M
    )
    return [row for row in rows if "{file}" in row[1]]


@pytest.mark.parametrize("host", hosts("en"), ids=lambda host: host[0])
def test_every_host_of_the_guide_gets_file_line_and_report(
    host: tuple[str, str, str], tmp_path: Path
) -> None:
    name, url, report = host
    root = write_portal(tmp_path / "portal")
    settings = root / "portal.toml"
    said = f'\n[edit]\nurl = "{url}"\nreport = "{report}"\n'
    settings.write_text(settings.read_text("utf-8") + said, "utf-8")
    editing = read_settings(root).editing
    assert editing.name in name
    mending = Mending(editing=editing, words=words("en"), base_url="https://data.example/")
    origin = Origin(file="datasets/a b/data/x.csv", line=5, row="a · x · 5")
    edit, told = mending.links(origin, "Title", "en/a/")
    assert "/main/datasets/a%20b/data/x.csv" in edit.uri
    assert edit.uri.endswith("#L5") == ("{line}" in url)
    assert "a%20%C2%B7%20x%20%C2%B7%205" in told.uri
    assert "{" not in edit.uri + told.uri


def test_both_guides_name_the_same_hosts() -> None:
    own = [
        tuple(part.replace("co-quan/cong", "owner/portal") for part in row) for row in hosts("vi")
    ]
    assert [row[1:] for row in own] == [row[1:] for row in hosts("en")]
    assert len(hosts("vi")) == 3
