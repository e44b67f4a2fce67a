"""CKAN's harvesters against a served portal; run by their own Python, which has no builder.

The real classes, without the database behind them: what they fetch, parse and would import.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from urllib.request import urlopen

from ckan.lib.navl.dictization_functions import Invalid
from ckan.logic.validators import name_validator, tag_length_validator, tag_name_validator
from ckan.model.license import LicenseRegister
from ckanext.dcat.processors import RDFParser
from ckanext.harvest.harvesters import CKANHarvester
from results import results

ADDRESS = sys.argv[1]

CATALOGUES = {"catalog.ttl": "turtle", "catalog.rdf": "xml", "catalog.jsonld": "json-ld"}

PLACES_OF_THE_EU = 3
"""Formats that no table of CKAN has: those of Parquet, JSON Lines and Turtle."""


def dcat() -> str:
    """The catalogue in each form: the same datasets, with licence, files and tags CKAN takes."""
    found = [list(_parsed(uri, form)) for uri, form in CATALOGUES.items()]
    keyed = [{_key(dataset): _comparable(dataset) for dataset in datasets} for datasets in found]
    assert keyed[0] == keyed[1] == keyed[2], "the three forms say different things"
    datasets = found[0]
    packages = _packages()
    assert len(datasets) == len(packages)
    licences = Counter(dataset.get("license_id") or "none" for dataset in datasets)
    known = {*LicenseRegister().keys()} - {"notspecified"}
    own = (package["license_id"] for package in packages)
    wanted = Counter(licence if licence in known else "none" for licence in own)
    assert licences == wanted, (licences, wanted)
    for dataset in datasets:
        _tags(dataset)
        assert dataset["title"]
        assert dataset["notes"]
    files = [file for dataset in datasets for file in dataset["resources"]]
    assert all(file["url"].startswith(ADDRESS) and file["hash"] for file in files)
    formats = Counter(str(file.get("format")) for file in files)
    addresses = {name for name in formats if "://" in name}
    assert len(addresses) <= PLACES_OF_THE_EU, addresses
    named = sum(count for name, count in formats.items() if name not in addresses)
    return (
        f"{len(datasets)} datasets in 3 forms, licences {dict(licences)}, {named} of {len(files)} "
        "files with a format that CKAN has"
    )


def _parsed(uri: str, form: str) -> Iterator[dict]:
    parser = RDFParser(profiles=["euro_dcat_ap_3"])
    with urlopen(ADDRESS + uri) as answer:
        parser.parse(answer.read().decode(), _format=form)
    return parser.datasets()


def _key(dataset: dict) -> str:
    return next(extra["value"] for extra in dataset["extras"] if extra["key"] == "uri")


def _comparable(dataset: dict) -> str:
    """Everything that it says, without order: sets of tags and files have none in RDF."""
    lists = {name: sorted(map(_text, dataset[name])) for name in ("extras", "tags", "resources")}
    return _text({**{key: dataset[key] for key in ("title", "notes")}, **lists})


def _text(thing: object) -> str:
    if isinstance(thing, dict):
        thing = {name: _sorted(value) for name, value in thing.items()}
    return json.dumps(thing, sort_keys=True, ensure_ascii=False)


def _sorted(value: object) -> object:
    """A list that stands as JSON in a text, in order."""
    if isinstance(value, str) and value.startswith("["):
        return sorted(json.loads(value), key=str)
    return value


def _packages() -> list[dict]:
    with urlopen(f"{ADDRESS}api/3/action/package_search") as answer:
        return json.load(answer)["result"]["results"]


def _tags(package: dict) -> None:
    for tag in package["tags"]:
        try:
            tag_name_validator(tag["name"], {})
            tag_length_validator(tag["name"], {})
        except Invalid as error:
            raise AssertionError(f"{package.get('name')}: {error.error}") from error


def harvester() -> str:
    """What the CKAN harvester gathers, with the bodies and groups that it asks for by name."""
    gathering = CKANHarvester()
    gathering.config = {}
    address = ADDRESS.rstrip("/")
    packages = gathering._search_for_datasets(address)
    since = ["metadata_modified:[2026-01-01T00:00:00Z TO *]"]
    assert gathering._search_for_datasets(address, since) == packages
    assert len(packages) == len(_packages())
    bodies, groups = set(), set()
    for package in packages:
        _tags(package)
        name_validator(package["name"], {})
        assert re.fullmatch(r"[a-z0-9_-]{2,100}", package["name"])
        body = gathering._get_organization(address, package["owner_org"])
        assert body["name"] == package["owner_org"]
        bodies.add(body["name"])
        groups |= {gathering._get_group(address, group)["name"] for group in package["groups"]}
    return f"{len(packages)} datasets, {len(bodies)} bodies, {len(groups)} groups"


CLIENTS = {
    f"ckanext-dcat {version('ckanext-dcat')}": dcat,
    f"ckanext-harvest {version('ckanext-harvest')}": harvester,
}

if __name__ == "__main__":
    for line in results(CLIENTS):
        print(line, flush=True)
