"""What a site makes of recorded versions: downloads, changes, feeds, pages of what is gone."""

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import Graph, URIRef

from builder.build import build
from builder.cli import main
from tests.folders import edited, write_portal

ATOM = {"a": "http://www.w3.org/2005/Atom"}

TINY = "datasets/indicators-tiny/"


def call(root: Path, *arguments: str) -> None:
    assert main([*arguments, "--root", str(root), "--lang", "en"]) == 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal whose value was corrected, a task renamed, a body and a dataset taken away."""
    root = write_portal(tmp_path_factory.mktemp("versions") / "portal")
    call(root, "release")
    cells = ("indicator_id=i-1", "period=2023", "kind=actual", "value=25", "value_raw=25%")
    call(root, "set", "indicators-tiny", "observations", *cells, "--yes", "--day", "2024-06-01")
    shutil.rmtree(root / "datasets/rainfall")
    reasons = ("reason_vi=Không đo nữa.", "reason_en=No longer measured.")
    call(root, "gone", "rainfall", *reasons, "--day", "2024-06-03")
    tasks = root / "datasets/tasks-tiny"
    edited(tasks / "data/tasks.csv", "t-2,2,", "t-9,2,")
    edited(tasks / "datapackage.json", '"version": "1.0.0"', '"version": "2.0.0"')
    log = "## 2.0.0 - 2024-06-02\n\n### vi\n\n- Đổi mã.\n\n### en\n\n- An id renamed.\n\n"
    edited(tasks / "CHANGELOG.md", "## 1.0.0", f"{log}## 1.0.0")
    reasons = ("reason_vi=Mã viết sai.", "reason_en=The id was a misprint.")
    call(root, "gone", "tasks-tiny", "tasks", "t-2", "successor=t-9", *reasons)
    build(root, root / "site")
    return root / "site"


def text(site: Path, uri: str) -> str:
    return (site / uri / "index.html").read_text("utf-8")


def entries(site: Path, uri: str) -> list[tuple[str, str]]:
    """Id and content of each entry of a feed."""
    feed = ElementTree.fromstring((site / uri).read_bytes())
    return [
        (entry.findtext("a:id", "", ATOM), entry.findtext("a:content", "", ATOM))
        for entry in feed.findall("a:entry", ATOM)
    ]


def test_earlier_versions_stay_downloadable(site: Path) -> None:
    for version, value in (("1.0.0", "16.5"), ("1.0.1", "25")):
        folder = site / "data/indicators-tiny" / version
        assert f"2023,actual,=,{value}," in (folder / "data/observations.csv").read_text("utf-8")
        assert (folder / "datapackage.json").is_file()
        assert (folder / f"indicators-tiny-{version}.zip").is_file()


def test_the_page_of_changes_says_from_what_to_what_in_its_language(site: Path) -> None:
    assert "(2023, Thực tế), Giá trị: 16,5 → 25" in text(site, "thay-doi")
    english = text(site, "en/changes")
    assert "(2023, Actual), Value: 16.5 → 25" in english
    assert "Giá trị" not in english
    assert "No longer measured." in english


def test_a_dataset_offers_its_versions(site: Path) -> None:
    page = text(site, "du-lieu/indicators-tiny")
    assert "data/indicators-tiny/1.0.0/indicators-tiny-1.0.0.zip" in page
    assert "feeds/vi/datasets/indicators-tiny.xml" in page


def test_feeds_tell_changes_under_ids_that_stay(site: Path) -> None:
    told = dict(entries(site, "feeds/en/datasets/indicators-tiny.xml"))
    (newest, *_) = told
    assert newest.endswith("en/datasets/indicators-tiny/#version-1.0.1")
    assert "Value: 16.5 → 25" in told[newest]
    ((one_id, content), *_) = entries(site, "feeds/en/indicators/digital-economy-share.xml")
    assert one_id.endswith("en/indicators/digital-economy-share/#indicators-tiny-1.0.1")
    assert "Value: 16.5 → 25" in content
    assert entries(site, "feeds/en/indicators/digital-firms.xml") == []


def test_the_feeds_of_a_dataset_that_is_gone_end_with_the_reason(site: Path) -> None:
    for uri in ("feeds/en/datasets/rainfall.xml", "en/feed.xml"):
        told = [(name, text) for name, text in entries(site, uri) if "/rainfall/" in name]
        assert [name.rpartition("/")[2] for name, _ in told] == ["#gone", "#version-1.0.0"]
        assert "No longer measured." in told[0][1]
    feed = ElementTree.fromstring((site / "feeds/en/datasets/rainfall.xml").read_bytes())
    assert feed.findtext("a:entry/a:title", "", ATOM) == "Rainfall: no longer published"
    assert feed.findtext("a:entry/a:updated", "", ATOM) == "2024-06-03T00:00:00Z"


def test_a_verdict_that_changed_raises_the_version_of_the_derived_dataset(site: Path) -> None:
    (newest, *_) = entries(site, "feeds/en/datasets/progress.xml")
    assert newest[0].endswith("#version-2.0.1")
    assert "verdict of this portal" in newest[1]


def test_what_is_gone_has_a_page_that_says_so(site: Path) -> None:
    page = text(site, "en/datasets/rainfall")
    assert "No longer measured." in page
    assert "rainfall-1.0.0.zip" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "datasets/rainfall" not in (site / "sitemap-en.xml").read_text("utf-8")


def test_what_was_renamed_leads_on(site: Path) -> None:
    page = text(site, "nhiem-vu/tasks-tiny/t-2")
    assert '<meta http-equiv="refresh" content="0; url=../t-9/">' in page
    assert "Mã viết sai." in page
    redirects = (site / "_redirects").read_text("utf-8").splitlines()
    assert "/nhiem-vu/tasks-tiny/t-2/ /nhiem-vu/tasks-tiny/t-9/ 301" in redirects


def test_the_catalogue_has_what_is_gone_as_deprecated(site: Path) -> None:
    graph = Graph().parse(site / "catalog.ttl")
    status = URIRef("http://publications.europa.eu/resource/authority/dataset-status/DEPRECATED")
    (gone,) = graph.subjects(URIRef("http://www.w3.org/ns/adms#status"), status)
    assert str(gone).endswith("du-lieu/rainfall/#dataset")
