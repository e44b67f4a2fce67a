"""The corpus as folders: what `portal validate` says of each input, and a portal of the valid."""

import shutil
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path

from builder.build import build
from builder.model import Package
from builder.packages.read import DESCRIPTOR, SourcePackage, portal_schemas, read_packages
from builder.packages.shapes.plain import plain_package
from builder.problem import Problem, Severity
from builder.settings import read_settings
from builder.validation.package import checked_package
from tests.folders import BASE, NEEDED, ROOT, contents, found_problems, spoken, write_portal
from tests.hostile.mutations import Files, mutations
from tests.hostile.portals import SETTINGS, VALUES, Change, portal_mutations, settings_text

LANGUAGES = ("vi", "en")
OUTCOMES = Path(__file__).parent / "outcomes.tsv"
"""What is expected of each input: its name, `valid` or `refused`, and code and place of each."""

PORTAL_OUTCOMES = OUTCOMES.with_name("portal-outcomes.tsv")
"""What is expected of each portal: its name, and `built` or code and place of each error."""


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


def write_small(folder: Path) -> Path:
    """A valid portal of three packages that takes its frame from the generator, built once."""
    root = write_portal(folder)
    for package in (root / "datasets").iterdir():
        if package.name not in ("organisations", "topics", "documents"):
            shutil.rmtree(package)
    for name in NEEDED:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (root / "portal.toml").write_bytes(settings_text(SETTINGS))
    build(root, root / "site")
    return root


def judged_portals(
    folder: Path, unbuilt: tuple[str, ...] = (), *, every: int = 1
) -> Iterator[tuple[str, Change, list[str]]]:
    """Every n-th mutation of the small portal, and code and place of each error told of it.

    What is let through is built, but for the kinds named; settings that are let through are built
    together, one value of each setting at a time.
    """
    root = write_small(folder / "portal")
    files, valid = contents(root), dict[str, list[str]]()
    for name, change in islice(portal_mutations(files), 0, None, every):
        _lay(root, change)
        told = [
            f"{problem.code}@{problem.place.file}:{problem.place.field or problem.place.row or ''}"
            for problem in spoken(found_problems(root))
            if problem.severity is Severity.ERROR
        ]
        if not told and name.startswith("setting/"):
            _, setting, value = name.split("/")
            valid.setdefault(setting, []).append(VALUES[value])
        elif not told and not name.startswith(unbuilt):
            build(root, root / "site")
        _lay(root, {path: files.get(path) for path in change})
        yield name, change, told
    for values in zip_longest(*valid.values()):
        chosen = {name: value for name, value in zip(valid, values, strict=True) if value}
        (root / "portal.toml").write_bytes(settings_text({**SETTINGS, **chosen}))
        build(root, root / "site")


def portal_outcome(name: str, told: Sequence[str]) -> str:
    """A line of the expected outcomes of portals."""
    return "\t".join((name, *(told[:3] or ("built",))))


def _lay(root: Path, change: Change) -> None:
    for path, content in change.items():
        if content is None:
            (root / path).unlink(missing_ok=True)
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as temporary:
        lines = [
            outcome(name, package, problems)
            for name, _, package, problems in judged(Path(temporary))
        ]
        portals = [portal_outcome(name, told) for name, _, told in judged_portals(Path(temporary))]
    OUTCOMES.write_text("\n".join(lines) + "\n", "utf-8")
    PORTAL_OUTCOMES.write_text("\n".join(portals) + "\n", "utf-8")
