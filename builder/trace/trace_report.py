"""What `portal trace` found, in lines for people: how strictly, package by package."""

from collections.abc import Iterator, Mapping

from builder.language.text import MISSING
from builder.language.words import Words
from builder.trace.trace import Step, Traced


def summary(traced: Traced, words: Words) -> Iterator[str]:
    """One line a package, one for all, and one for what was not found."""
    for package, counts in sorted(traced.counts.items()):
        yield _line(package, counts, words)
    yield _line(words("cli.trace.all"), {step: traced.total(step) for step in Step}, words)
    missing = sum(1 for problem in traced.problems if problem.code == "not-in-source")
    yield words("cli.trace.missing", count=missing) if missing else words("cli.trace.found")


def _line(name: str, counts: Mapping[Step, int], words: Words) -> str:
    steps = ", ".join(
        f"{words(f'cli.trace.step.{step}')} {counts[step]}" for step in Step if counts.get(step)
    )
    return words("cli.trace.line", name=name, count=sum(counts.values()), steps=steps or MISSING)
