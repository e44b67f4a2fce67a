"""udata (data.gouv.fr) against a served portal; run by its own Python, which has no builder.

Its real classes make datasets of the catalogue and validate them; mongomock stands in for the
database, so nothing is saved but the licences that data.gouv.fr has.
"""

import sys
from collections import Counter
from importlib.metadata import version

import mongoengine.connection
import mongomock
import requests
from rdflib import Graph
from rdflib.namespace import RDF
from results import results

mongoengine.connection.MongoClient = mongomock.MongoClient

from udata import settings  # noqa: E402 (after its database was replaced)
from udata.app import create_app  # noqa: E402

ADDRESS = sys.argv[1]


class Settings(settings.Testing):
    """Those of its own tests, without a host."""

    MONGODB_HOST = "mongodb://localhost/udata"
    SECRET_KEY = "none"


def dcat() -> str:
    """Every dataset and series of the catalogue is made, named, dated, licensed and valid."""
    from udata.core.dataset.models import License
    from udata.core.dataset.rdf import dataset_from_rdf
    from udata.rdf import DCAT, namespace_manager

    License(id="cc-by", title="Creative Commons Attribution").save()
    License(id="notspecified", title="License Not Specified").save()
    graph = Graph(namespace_manager=namespace_manager)
    graph.parse(data=requests.get(f"{ADDRESS}catalog.ttl", timeout=60).text, format="turtle")
    licences, periods, files = Counter(), 0, 0
    nodes = sorted({*graph.subjects(RDF.type, DCAT.Dataset)})
    series = sorted({*graph.subjects(RDF.type, DCAT.DatasetSeries)} - {*nodes})
    for node in (*nodes, *series):
        dataset = dataset_from_rdf(graph, None, node=node, dryrun=True)
        dataset.slug = "any"
        dataset.validate(clean=False)
        assert dataset.harvest.dct_identifier == str(node)
        assert dataset.title
        assert "\ufffd" not in dataset.title
        if node in nodes:
            licences[dataset.license.id] += 1
            files += len(dataset.resources)
            periods += dataset.temporal_coverage is not None
    assert periods == len({*graph.subjects(DCAT.startDate)}), periods
    return (
        f"{len(nodes)} datasets and {len(series)} series valid, {files} files, "
        f"{periods} periods, licences {dict(licences)}"
    )


def service() -> str:
    """The API of the portal is made a service."""
    from udata.core.dataservices.models import Dataservice
    from udata.core.dataservices.rdf import dataservice_from_rdf
    from udata.rdf import DCAT, namespace_manager

    graph = Graph(namespace_manager=namespace_manager)
    graph.parse(data=requests.get(f"{ADDRESS}catalog.ttl", timeout=60).text, format="turtle")
    (node,) = graph.subjects(RDF.type, DCAT.DataService)
    made = dataservice_from_rdf(graph, Dataservice(), node, [], dryrun=True)
    assert made.title
    return f"{made.title}: {made.base_api_url}"


def ckan() -> str:
    """Its schema of CKAN's packages takes every one."""
    from udata.harvest.backends.ckan.schemas.ckan import schema

    names = requests.get(f"{ADDRESS}api/3/action/package_list", timeout=60).json()["result"]
    for name in names:
        asked = requests.get(f"{ADDRESS}api/3/action/package_show?id={name}", timeout=60)
        schema(asked.json()["result"])
    return f"{len(names)} packages"


NAME = f"udata {version('udata')}"
CLIENTS = {f"{NAME}, DCAT": dcat, f"{NAME}, service": service, f"{NAME}, CKAN": ckan}

if __name__ == "__main__":
    with create_app(settings.Defaults, override=Settings).app_context():
        for line in results(CLIENTS):
            print(line, flush=True)
