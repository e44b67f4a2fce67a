"""How a metric is judged: a rule reads a node of the graph and gives a verdict with its reason."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from builder.addresses import Iri
from builder.exports.rdf import Literal, Node, Part
from builder.language.words import Words
from builder.quality.conformance import Nodes, broken_rules, values
from builder.vocabulary import EU, IANA


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known when a node is judged."""

    nodes: Nodes
    statuses: Mapping[str, int]
    """HTTP status by address; an address that is not there was never asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why, as a key of the words and its values."""

    key: str
    """Last part of `quality.reason.…`."""
    values: Mapping[str, object]

    def text(self, words: Words) -> str:
        """The reason as a sentence."""
        return words(f"quality.reason.{self.key}", **self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a metric is met, and why."""

    met: bool | None
    """None where a build cannot know: whether an address answers is for a running server to say."""
    reason: Reason


Judge: TypeAlias = Callable[[Node, Evidence], Verdict]


def given(name: str) -> Judge:
    """A property has a value."""

    def judge(node: Node, _: Evidence) -> Verdict:
        found = values(node, name)
        if not found:
            return _missing(name)
        return _verdict("given", met=True, property=name, count=len(found))

    return judge


def answering(name: str) -> Judge:
    """An address answers with success (2xx, after redirects); 3xx is not enough."""

    def judge(node: Node, evidence: Evidence) -> Verdict:
        found = [term.value for term in values(node, name) if isinstance(term, Iri)]
        if not found:
            return _missing(name)
        statuses = {url: evidence.statuses.get(url) for url in found}
        for url, status in statuses.items():
            if status is not None and 200 <= status <= 299:
                return _verdict("answers", met=True, value=url, status=status)
        url, status = next(iter(statuses.items()))
        if status is None:
            return _verdict("unasked", met=None, value=url)
        return _verdict("refuses", met=False, value=url, status=status)

    return judge


def listed(*wanted: tuple[str, Callable[[str], bool]]) -> Judge:
    """Each property has a value that its list knows."""

    def judge(node: Node, _: Evidence) -> Verdict:
        known: list[str] = []
        for name, is_known in wanted:
            found = [_text(term) for term in values(node, name) if not isinstance(term, Part)]
            if not found:
                return _missing(name)
            match = next((text for text in found if is_known(text)), None)
            if match is None:
                return _verdict("unlisted", met=False, value=_short(found[0]))
            known.append(_short(match))
        return _verdict("listed", met=True, value=", ".join(known))

    return judge


def conforming(node: Node, evidence: Evidence) -> Verdict:
    """The dataset with all it points to breaks no rule of DCAT-AP."""
    broken = list(broken_rules(node, evidence.nodes))
    if broken:
        return _verdict("breaks", met=False, count=len(broken), first=broken[0])
    return _verdict("conforms", met=True)


def without_distribution() -> Verdict:
    """What is said of distributions where there is none."""
    return _verdict("no-distribution", met=False)


def _missing(name: str) -> Verdict:
    return _verdict("missing", met=False, property=name)


@lru_cache(maxsize=1024)
def _verdict(key: str, *, met: bool | None, **values: str | int) -> Verdict:
    """The same value for the same verdict, of which a catalogue has thousands."""
    return Verdict(met=met, reason=Reason(key=key, values=values))


def _text(term: Iri | Literal) -> str:
    return term.value if isinstance(term, Iri) else term.text


def _short(iri: str) -> str:
    """A term without the table it stands in: `file-type/CSV`, `text/csv`."""
    return re.sub(f"^({re.escape(EU)}|{re.escape(IANA)})", "", iri)
