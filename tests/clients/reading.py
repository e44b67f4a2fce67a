"""Python clients against a served portal; run by their own Python, which has no builder.

`python reading.py ADDRESS SITE`: prints for each client whether all went well, its name and what
it found, with tabs between.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import ckanapi
import feedparser
import icalendar
from openapi_spec_validator import validate
from results import results

ADDRESS, SITE = sys.argv[1], Path(sys.argv[2])


def ckanapi_calls() -> str:
    """Every call that reads, and both errors."""
    with ckanapi.RemoteCKAN(ADDRESS, get_only=True) as site:
        names = site.action.package_list()
        packages = [site.action.package_show(id=name) for name in names]
        found = site.action.package_search(q="*:*", rows=1000)
        assert [package["name"] for package in packages] == names
        assert found["results"] == packages
        assert site.action.package_search(start=1000)["results"] == []
        for kind in ("organization", "group"):
            listed = site.call_action(f"{kind}_list")
            assert listed
            whole = site.call_action(f"{kind}_list", {"all_fields": True})
            assert [thing["name"] for thing in whole] == listed
            for name in listed:
                assert site.call_action(f"{kind}_show", {"id": name})["name"] == name
        tags = site.action.tag_list()
        assert {tag["name"] for package in packages for tag in package["tags"]} == set(tags)
        assert all(tag["id"] for package in packages for tag in package["tags"])
        assert site.action.status_show()["site_title"]
        _raises(ckanapi.NotFound, lambda: site.action.package_show(id="no-such"))
        _raises(ckanapi.SearchQueryError, lambda: site.action.package_search(q="x"))
    files = sum(package["num_resources"] for package in packages)
    return f"{len(names)} datasets, {files} files, {len(tags)} tags; both errors are its own"


def _raises(kind: type[Exception], call: Callable[[], object]) -> None:
    try:
        call()
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was expected")


def openapi() -> str:
    """The description against the standard."""
    described = json.loads((SITE / "api/v1/openapi.json").read_bytes())
    validate(described)
    return f"valid, {len(described['paths'])} paths"


def schemathesis() -> str:
    """Examples and requests that the description forbids, against the served API."""
    address = f"{ADDRESS}api/v1"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json"),
            *("--url", address, "--phases", "examples,coverage", "--workers", "1"),
            *("--checks", "all", "--no-color"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, "; ".join(done.stdout.splitlines()[-25:])
    return next(line.strip() for line in done.stdout.splitlines() if "generated" in line)


def feeds() -> str:
    """Every feed over HTTP: well formed, with the type of Atom, ids of its own and terms."""
    uris = [path.relative_to(SITE).as_posix() for path in SITE.rglob("*.xml")]
    uris = [uri for uri in uris if uri.endswith("feed.xml") or uri.startswith("feeds/")]
    entries = 0
    for uri in uris:
        feed = feedparser.parse(ADDRESS + uri)
        assert not feed.bozo, (uri, feed.get("bozo_exception"))
        assert feed.headers["content-type"] == "application/atom+xml; charset=utf-8"
        assert feed.feed.rights
        ids = Counter(entry.id for entry in feed.entries)
        assert max(ids.values(), default=1) == 1
        entries += len(ids)
    return f"{len(uris)} feeds, {entries} entries"


def calendars() -> str:
    """Every calendar: its events have ids with a domain, an address, and none twice."""
    uids: list[str] = []
    for path in SITE.rglob("*.ics"):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        for event in calendar.walk("VEVENT"):
            assert urlsplit(str(event["URL"])).fragment
            uids.append(str(event["UID"]))
    assert len(set(uids)) == len(uids)
    assert all("." in uid.partition("@")[2] or uid.endswith("@127.0.0.1") for uid in uids)
    return f"{len(uids)} events"


NAMES = ("ckanapi", "feedparser", "icalendar", "openapi-spec-validator", "schemathesis")
CLIENTS = {
    f"{name} {version(name)}": read
    for name, read in zip(
        NAMES, (ckanapi_calls, feeds, calendars, openapi, schemathesis), strict=True
    )
}

if __name__ == "__main__":
    for line in results(CLIENTS):
        print(line, flush=True)
