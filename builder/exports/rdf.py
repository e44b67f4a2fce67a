"""RDF as a plain value, and its three texts: Turtle, JSON-LD and RDF/XML.

Properties, classes and datatypes are written `prefix:name` with the prefixes below. A node has an
IRI, so that harvesters can refer to it and two builds can be compared line by line; what is only
a part of it, such as a period, stands inside it without one. rdflib reads the texts in the tests,
but does not write them: its Turtle takes quadratic time where each dataset has its own folder.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from builder.addresses import Iri
from builder.language.text import NOT_IN_XML

PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Namespace of each prefix that names may use; a graph of another kind brings its own table."""

_URL_CHARACTERS = "%/:?#[]@!$&'()*+,;=-._~"
_TURTLE_ESCAPES = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n", ord("\r"): "\\r"}
_TURTLE_ESCAPES |= {code: f"\\u{code:04X}" for code in range(32) if code not in _TURTLE_ESCAPES}


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, with its language or its datatype where it has one."""

    text: str
    language: str | None = None
    datatype: str | None = None
    """Name such as `xsd:date`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A thing that has no name of its own: it is there only as a value of another."""

    classes: tuple[str, ...]
    """Names such as `dct:PeriodOfTime`."""
    properties: "Properties"


Term: TypeAlias = Iri | Literal | Part

Properties: TypeAlias = tuple[tuple[str, tuple[Term, ...]], ...]
"""Each property once, such as `dct:title`, with all its values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing, its classes and what is said about it."""

    iri: Iri
    classes: tuple[str, ...]
    """Names such as `dcat:Dataset`."""
    properties: Properties


Graph: TypeAlias = tuple[Node, ...]
"""Nodes by IRI, each once."""


Rows: TypeAlias = Iterable[tuple[str, Iterable[Term | None]]]
"""A property and its values; None is no value, and a property without a value is left out."""


def described(iri: Iri, classes: str | tuple[str, ...], rows: Rows) -> Node:
    """A node from rows of a property and its values."""
    named = (classes,) if isinstance(classes, str) else classes
    return Node(iri=iri, classes=named, properties=_properties(rows))


def part(of_class: str, rows: Rows) -> Part:
    """A part from rows of a property and its values."""
    return Part(classes=(of_class,), properties=_properties(rows))


def _properties(rows: Rows) -> Properties:
    properties = ((name, [term for term in terms if term is not None]) for name, terms in rows)
    return tuple(
        (name, tuple(dict.fromkeys(terms)) if len(terms) > 1 else tuple(terms))
        for name, terms in properties
        if terms
    )


def literals(texts: Mapping[str, str]) -> tuple[Literal, ...]:
    """A text in each language."""
    return tuple(Literal(text, language=language) for language, text in texts.items())


def day(date: datetime.date) -> Literal:
    """A day as xsd:date."""
    return Literal(date.isoformat(), datatype="xsd:date")


def sorted_graph(nodes: Iterable[Node]) -> Graph:
    """The graph of the nodes; a node that is given twice is there once.

    Raises: ValueError if two different nodes have the same IRI.
    """
    found: dict[str, Node] = {}
    for node in nodes:
        other = found.setdefault(node.iri.value, node)
        if other is not node and other != node:
            raise ValueError(f"two different nodes: {node.iri.value}")
    return tuple(found[iri] for iri in sorted(found))


def single_nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    """Nodes that come by IRI; one that comes twice is there once.

    Raises: ValueError if two different nodes have the same IRI.
    """
    last: Node | None = None
    for node in nodes:
        if last is None or last.iri != node.iri:
            yield node
        elif last != node:
            raise ValueError(f"two different nodes: {node.iri.value}")
        last = node


def references(thing: Node | Part) -> Iterator[tuple[str, Iri]]:
    """Every IRI that a node or its parts point to, with the property that does."""
    for name, terms in thing.properties:
        for term in terms:
            if isinstance(term, Iri):
                yield name, term
            elif isinstance(term, Part):
                yield from references(term)


def named_iris(node: Node) -> Iterator[str]:
    """The IRI of a node, and every one that it or its parts point to."""
    yield node.iri.value
    yield from (iri.value for _, iri in references(node))


def full_name(name: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """The IRI of a name such as `dcat:Dataset`."""
    prefix, local = name.split(":", 1)
    return prefixes[prefix] + local


def web_iri(url: str) -> Iri | None:
    """The IRI of a web address that people wrote, percent-encoded where it must be.

    None for anything but an absolute http(s) address.
    """
    if not re.match(r"https?://[^/\s]", url):
        return None
    return Iri(quote(url, safe=_URL_CHARACTERS))


def render_turtle(graph: Iterable[Node], prefixes: Mapping[str, str] = PREFIXES) -> Iterator[str]:
    """The graph as Turtle: the prefixes, then one piece of text a node.

    Source: https://www.w3.org/TR/turtle/
    """
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    for node in graph:
        lines = [f"    {name} {turtle_values(terms)}" for name, terms in node.properties]
        subject = f"<{node.iri.value}> a {', '.join(node.classes)}"
        yield "\n" + " ;\n".join([subject, *lines]) + " .\n"


def turtle_values(terms: Iterable[Term]) -> str:
    """The values of a property as Turtle writes them one after the other."""
    return ",\n        ".join(_turtle_value(term) for term in terms)


def _turtle_value(term: Term) -> str:
    if isinstance(term, Iri):
        return f"<{term.value}>"
    if isinstance(term, Part):
        said = [f"{name} {turtle_values(terms)}" for name, terms in term.properties]
        return f"[ {' ; '.join(['a ' + ', '.join(term.classes), *said])} ]"
    text = term.text.translate(_TURTLE_ESCAPES)
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"^^{term.datatype}' if term.datatype else f'"{text}"'


def render_json_ld(graph: Iterable[Node], prefixes: Mapping[str, str] = PREFIXES) -> Iterator[str]:
    """The graph as JSON-LD 1.1: a context of prefixes, then one line a node.

    Every property holds an array, also where it has one value.
    Source: https://www.w3.org/TR/json-ld11/
    """
    yield f'{{\n"@context": {_json(dict(prefixes))},\n"@graph": [\n'
    for position, node in enumerate(graph):
        described = {"@id": node.iri.value, **_json_ld_thing(node)}
        yield (",\n" if position else "") + _json(described)
    yield "\n]\n}\n"


def _json_ld_thing(thing: Node | Part) -> dict[str, object]:
    properties = {
        name: [_json_ld_value(term) for term in terms] for name, terms in thing.properties
    }
    return {"@type": list(thing.classes), **properties}


def _json_ld_value(term: Term) -> dict[str, object]:
    if isinstance(term, Iri):
        return {"@id": term.value}
    if isinstance(term, Part):
        return _json_ld_thing(term)
    if term.language:
        return {"@value": term.text, "@language": term.language}
    if term.datatype:
        return {"@value": term.text, "@type": term.datatype}
    return {"@value": term.text}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def render_rdf_xml(graph: Iterable[Node], prefixes: Mapping[str, str] = PREFIXES) -> Iterator[str]:
    """The graph as RDF/XML, one piece of text a node.

    Characters that XML 1.0 cannot hold become U+FFFD.
    Source: https://www.w3.org/TR/rdf-syntax-grammar/
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    yield "".join(f'\n    xmlns:{prefix}="{iri}"' for prefix, iri in prefixes.items()) + ">\n"
    for node in graph:
        yield "".join(_xml_lines(node, prefixes))
    yield "</rdf:RDF>\n"


def _xml_lines(thing: Node | Part, prefixes: Mapping[str, str]) -> Iterator[str]:
    about = f" rdf:about={quoteattr(thing.iri.value)}" if isinstance(thing, Node) else ""
    yield f"  <rdf:Description{about}>\n"
    for name in thing.classes:
        yield f"    <rdf:type rdf:resource={quoteattr(full_name(name, prefixes))}/>\n"
    for name, terms in thing.properties:
        for term in terms:
            yield f"    <{name}{_xml_value(term, name, prefixes)}\n"
    yield "  </rdf:Description>\n"


def _xml_value(term: Term, name: str, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, Iri):
        return f" rdf:resource={quoteattr(term.value)}/>"
    if isinstance(term, Part):
        return f">\n{''.join(_xml_lines(term, prefixes))}    </{name}>"
    attribute = ""
    if term.language:
        attribute = f' xml:lang="{term.language}"'
    elif term.datatype:
        attribute = f" rdf:datatype={quoteattr(full_name(term.datatype, prefixes))}"
    text = escape(NOT_IN_XML.sub("\ufffd", term.text), {"\r": "&#13;"})
    return f"{attribute}>{text}</{name}>"
