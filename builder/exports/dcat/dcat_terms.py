"""Terms of others in the catalogue: their classes and names, so that it is valid and read alone.

A reader that does not load the tables of the EU and of IANA knows nothing else of them. Names of
concepts are `skos:prefLabel`. A media type is named by `rdfs:label`, and by nothing else, for
CKAN and udata take that for the media type itself; likewise the code of a file type.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from builder.addresses import Iri
from builder.exports.rdf import Literal, Node, Term, described, literals
from builder.language.words import country_name, words
from builder.portal import Portal
from builder.vocabulary import (
    ADMS_LICENCE_TYPE,
    ADMS_PUBLISHER_TYPE,
    ADMS_VERSION,
    EU,
    EU_NAMES,
    IANA,
    SPDX_SAME,
    SPDX_SHA256,
)

CLASSES: Mapping[str, tuple[str, ...]] = {
    "adms:status": ("skos:Concept",),
    "dcat:compressFormat": ("dct:MediaType",),
    "dcat:endpointDescription": ("rdfs:Resource",),
    "dcat:endpointURL": ("rdfs:Resource",),
    "dcat:hadRole": ("dcat:Role",),
    "dcat:mediaType": ("dct:MediaType",),
    "dcat:packageFormat": ("dct:MediaType",),
    "dcat:theme": ("skos:Concept",),
    "dcat:themeTaxonomy": ("skos:ConceptScheme",),
    "dcatap:availability": ("skos:Concept",),
    "dct:accessRights": ("dct:RightsStatement",),
    "dct:accrualPeriodicity": ("dct:Frequency",),
    "dct:format": ("dct:MediaTypeOrExtent",),
    "dct:language": ("dct:LinguisticSystem",),
    "dct:spatial": ("dct:Location",),
    "dct:type": ("skos:Concept",),
    "skos:broadMatch": ("skos:Concept",),
    "spdx:algorithm": ("spdx:ChecksumAlgorithm",),
}
"""Classes of the terms that others define, by the property that points to them."""


def term_nodes(
    named: Iterable[tuple[str, Iri]], is_described: Callable[[Iri], bool], portal: Portal
) -> Iterator[Node]:
    """A node for each term that nodes point to and do not describe, by its IRI.

    `named` are all IRIs that they point to, each with the property that does.
    """
    found: dict[str, set[str]] = {}
    for name, iri in named:
        if name in CLASSES:
            found.setdefault(iri.value, set()).update(CLASSES[name])
    for value in sorted(found):
        iri = Iri(value)
        if not is_described(iri):
            yield described(iri, tuple(sorted(found[value])), list(_names(value, portal)))


def _names(iri: str, portal: Portal) -> Iterator[tuple[str, tuple[Term, ...]]]:
    table, _, code = iri.removeprefix(EU).rpartition("/")
    if iri.startswith(IANA):
        yield "rdfs:label", (Literal(iri.removeprefix(IANA)),)
    elif table == "file-type":
        yield "rdfs:label", (Literal(code),)
        yield "skos:inScheme", (Iri(f"{EU}{table}"),)
    elif iri.startswith(EU):
        yield "skos:prefLabel" if table else "dct:title", _eu_names(table, code, portal)
        if table:
            yield "skos:inScheme", (Iri(f"{EU}{table}"),)
    elif not iri.startswith(portal.settings.base_url):
        name = re.split("[/#_]", iri)[-1]
        vocabulary = iri.removesuffix(name)
        yield "skos:prefLabel", (Literal(name, language="en"),)
        if iri == SPDX_SHA256:
            yield "skos:exactMatch", (Iri(SPDX_SAME),)
        elif vocabulary in (ADMS_LICENCE_TYPE, ADMS_PUBLISHER_TYPE):
            yield "skos:inScheme", (Iri(vocabulary + ADMS_VERSION),)


def _eu_names(table: str, code: str, portal: Portal) -> tuple[Term, ...]:
    """In the languages of the portal where it has words for it, else as the EU says in English."""
    languages = portal.settings.languages
    if table == "country":
        names = {language: country_name(code, language) for language in languages}
        return literals({language: name for language, name in names.items() if name})
    key = f"{table}.{code}"
    if all(key in words(language) for language in languages):
        return literals({language: words(language)(key) for language in languages})
    name = EU_NAMES.get(f"{table}/{code}" if table else code)
    return (Literal(name, language="en"),) if name else ()
