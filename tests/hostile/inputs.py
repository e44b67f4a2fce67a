"""The corpus as folders: what `portal validate` says of each input, and a portal of the valid."""

from collections.abc import Iterator
from pathlib import Path

from builder.model import Package
from builder.packages.read import DESCRIPTOR, SourcePackage, portal_schemas, read_packages
from builder.packages.shapes.plain import plain_package
from builder.problem import Problem, Severity
from builder.settings import read_settings
from builder.validation.package import checked_package
from tests.folders import BASE, ROOT, spoken
from tests.hostile.mutations import Files, mutations

LANGUAGES = ("vi", "en")
OUTCOMES = Path(__file__).parent / "outcomes.tsv"
"""What is expected of each input: its name, `valid` or `refused`, and code and place of each."""


def inputs() -> list[tuple[str, Files]]:
    (rainfall,) = (source for source in read_packages(BASE) if source.id == "rainfall")
    return list(mutations(rainfall.files))


def judged(folder: Path) -> Iterator[tuple[str, Files, Package | None, tuple[Problem, ...]]]:
    """Each input with what became of it; every problem is told in both languages."""
    schemas = portal_schemas(ROOT, LANGUAGES)
    settings = read_settings(BASE)
    for number, (name, files) in enumerate(inputs()):
        package = folder / str(number) / "rainfall"
        package.mkdir(parents=True)
        write(files, package)
        source = SourcePackage(id="rainfall", folder=package, root=folder, files=files)
        checked = checked_package(plain_package(source, settings), schemas, LANGUAGES)
        yield name, files, checked.package, spoken(checked.problems)


def write(files: Files, folder: Path) -> None:
    for path, content in files.items():
        (folder / path).write_bytes(content)


def outcome(name: str, package: Package | None, problems: tuple[Problem, ...]) -> str:
    """A line of the expected outcomes."""
    told = (
        f"{problem.code}@{problem.place.cell or problem.place.row or problem.place.field or ''}"
        for problem in problems
        if problem.severity is Severity.ERROR
    )
    return "\t".join((name, "valid" if package else "refused", *list(told)[:3]))


def renamed(files: Files, name: str) -> Files:
    """The files of an input as a package of another name and title."""
    text = files[DESCRIPTOR].decode().replace('"rainfall"', f'"{name}"', 1)
    text = text.replace('"Lượng mưa"', f'"Lượng mưa {name}"', 1)
    text = text.replace('"Rainfall"', f'"Rainfall {name}"', 1)
    return {**files, DESCRIPTOR: text.encode()}


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as temporary:
        lines = [
            outcome(name, package, problems)
            for name, _, package, problems in judged(Path(temporary))
        ]
    OUTCOMES.write_text("\n".join(lines) + "\n", "utf-8")
