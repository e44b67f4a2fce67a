"""The packages of a portal held against their recorded versions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.checks.versions import faulty_versions, gone_but_there, unexplained_loss
from builder.history import Gone, Recorded
from builder.packages.read import SourcePackage
from builder.packages.unheld import headers_alone, is_unheld
from builder.problem import Problem
from builder.validation.portal import MADE
from builder.versions.sources import states


def version_problems(
    sources: Iterable[SourcePackage],
    recorded: Mapping[str, Sequence[Recorded]],
    gone: Sequence[Gone],
    languages: Sequence[str],
) -> Iterator[Problem]:
    """A change without its version or its words, and what went without a word."""
    own = {package: versions for package, versions in recorded.items() if package not in MADE}
    if own or gone:
        lying = {source.id: source.files for source in sources}
        unheld = {package for package, files in lying.items() if is_unheld(files)}
        own = {package: versions for package, versions in own.items() if package not in unheld}
        current = states(
            {
                package: headers_alone(files) if package in unheld else files
                for package, files in lying.items()
            },
            languages,
        )
        yield from gone_but_there(gone, current)
        yield from faulty_versions(own, current, languages)
        yield from unexplained_loss(own, gone, current, languages)
