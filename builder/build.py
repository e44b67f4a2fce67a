"""build(): read, check, derive, plan, write; a page long, with no logic of its own."""

import datetime
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from builder.checks.translation.review import parse_review
from builder.dates import portal_dates
from builder.exports.data_cube.data_cube_file import announced_cube, cube_file, cube_package
from builder.exports.data_cube.observation_texts import cube_iris
from builder.exports.downloads.files import PublishedFile, announced_files, published_files
from builder.history import Recorded
from builder.language.words import words
from builder.model import Package
from builder.packages.read import portal_schemas, read_packages, read_review_files
from builder.packages.shapes.plain import plain_package
from builder.packages.unread import unreadable
from builder.planning.menu import sections
from builder.planning.plan import Plan
from builder.planning.site_plan import planned_site
from builder.portal import Portal
from builder.problem import BuildError, Problem, Severity
from builder.programme.assembly import portal_from
from builder.programme.progress.parts import part_results
from builder.programme.progress.progress_package import progress_package
from builder.programme.progress.results import comparison_results, progress_results
from builder.publishing.cache import Pictures, forget_pictures, kept_pictures
from builder.publishing.editorial import faulty_editorial, read_editorial
from builder.publishing.kept_files import KeptFiles
from builder.publishing.kept_pages import KeptPages
from builder.publishing.links import broken_links, broken_written_links
from builder.publishing.lock import lone_build
from builder.publishing.pressed import press
from builder.publishing.replace import replaced_folder
from builder.publishing.shell import EDITORIAL_MARK, POLICY, Shell
from builder.publishing.site_folder import FILES, PAGES, write_site
from builder.publishing.unwritten import told_if_unwritten
from builder.quality.quality_package import scored_package
from builder.settings import Settings, read_settings
from builder.site import Output, Site
from builder.store.contents import Contents
from builder.store.folder import CONTENTS, cache_folder
from builder.store.told import Built
from builder.validation.folding import folded
from builder.validation.package import JUDGE, Judge
from builder.validation.portal import checked_packages
from builder.validation.trusting import Trusting
from builder.validation.versions import version_problems
from builder.versions.generated import versioned
from builder.versions.records import read_gone, read_recorded, unreadable_records
from builder.versions.story import with_history

PICTURES = "charts"
"""Where pictures of earlier builds lie, in the folder of what is kept."""

Records = Mapping[str, tuple[Recorded, ...]]
"""Recorded versions by package id."""

FilesOf = Callable[[Sequence[Package], str], Mapping[str, tuple[PublishedFile, ...]]]
"""The files of packages, whose catalogues and pages name them, for an address of the portal."""


@dataclass(frozen=True, slots=True)
class _Offered:
    """How a planned site comes to its files for download."""

    files_of: FilesOf
    cube_of: Callable[[Portal], PublishedFile] = cube_file


Progress = Callable[[str, int, int], None]
"""Told at each step: name of the stage, steps done, steps in all (0: unknown)."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def checked_portal(
    root: Path, settings: Settings, progress: Progress = silent, judge: Judge = JUDGE
) -> tuple[tuple[Package, ...], tuple[Problem, ...]]:
    """Packages of a portal and their warnings.

    `judge` looks at each package by itself.
    Raises: BuildError with every problem, if any is an error.
    """
    closed = tuple(unreadable(root))
    if closed:
        raise BuildError(folded(closed))
    sources = [plain_package(source, settings) for source in read_packages(root)]
    progress("read", len(sources), len(sources))
    counter = _counter("validate", len(sources), progress)
    pages = (
        *faulty_editorial(root, settings.languages),
        *unreadable_records(root),
        *version_problems(
            sources,
            read_recorded(root),
            read_gone(root, settings.languages),
            settings.required_languages,
        ),
    )
    errors = tuple(problem for problem in pages if problem.severity is Severity.ERROR)
    try:
        packages, warnings = checked_packages(
            sources,
            portal_schemas(root, settings.languages),
            settings,
            review_files=read_review_files(root / "schemas"),
            done=counter,
            judge=judge,
        )
    except BuildError as error:
        raise BuildError(folded((*error.problems, *pages))) from error
    told = folded((*warnings, *pages))
    if errors:
        raise BuildError(told)
    return packages, told


def validated_portal(
    root: Path, settings: Settings, progress: Progress = silent
) -> tuple[tuple[Package, ...], tuple[Problem, ...]]:
    """Packages and warnings of a portal that can be built.

    The site is planned, and the pages that people wrote are rendered, so that what a build would
    refuse is told before one is made.
    Raises: BuildError with every problem, if any is an error.
    """
    packages, warnings = checked_portal(root, settings, progress)
    plan = _plan_of(root, settings, packages, None, _Offered(_announced, announced_cube))
    broken = tuple(broken_written_links(_shell(planned_site(plan), plan, {}), root))
    if broken:
        raise BuildError(folded((*broken, *warnings)))
    return packages, warnings


def build(
    root: Path,
    site: Path,
    *,
    as_of: datetime.date | None = None,
    progress: Progress = silent,
    kept: KeptPages | None = None,
    finished: Callable[[Path, Built], None] = lambda _folder, _built: None,
) -> Built:
    """The portal of a folder as a static site.

    `as_of` defaults to the newest date in the packages' metadata; `kept` knows pages of builds
    before; `finished` is called with the folder of the site before it is published.
    Raises: BuildError; `site` then stays as it was.
    """
    site = site.resolve()
    with told_if_unwritten(site, root), lone_build(site, lambda: progress("wait", 1, 1)):
        kept = kept or KeptPages(contents=Contents(cache_folder(root) / CONTENTS))
        files = KeptFiles(contents=kept.contents, made_with=kept.made_with, connect=kept.connect)
        judge = Trusting(kept.frame, kept.before.sound if kept.before else ())
        shell, warnings = _planned(root, as_of, progress, _Offered(files.files), judge)
        kept.sound.extend(judge.sound)
        counters = {
            PAGES: _counter(PAGES, len(shell.site.pages), progress),
            FILES: _counter(FILES, len(shell.site.outputs), progress),
        }
        with replaced_folder(site) as folder:
            write_site(shell, root, folder, kept, lambda step: counters[step](""))
            broken = tuple(
                broken_links(
                    shell.site,
                    folder,
                    shell.settings.base_url,
                    kept.facts,
                    judged=kept.as_before(),
                    before=kept.before,
                )
            )
            if broken:
                raise BuildError(folded(broken))
            press(folder, shell.settings.pressed)
            built = _built(shell, warnings)
            finished(folder, built)
    return built


def _built(shell: Shell, warnings: tuple[Problem, ...]) -> Built:
    pages = shell.site.pages
    own = [page for page in pages if page.is_dataset]
    return Built(
        pages=len(pages),
        files=len(shell.site.outputs),
        packages=len(own) // len(shell.settings.languages),
        warnings=warnings,
    )


def planned_shell(root: Path) -> Shell:
    """The planned site of a folder, for a caller that renders it itself (`mkdocs build`).

    Raises: BuildError.
    """
    return _planned(root, None, silent, _Offered(_published))[0]


def derived_packages(root: Path) -> tuple[Package, ...]:
    """The packages that a build of a folder makes, with their versions.

    Raises: BuildError.
    """
    settings = read_settings(root)
    packages, _ = checked_portal(root, settings)
    recorded = read_recorded(root)
    found = _with_progress(portal_from(packages, settings, None), root, recorded)
    plan = _plan(root, found, recorded, _Offered(_published))
    return tuple(package for package in plan.portal.packages if package.derived)


def shown_shell(root: Path, files_of: FilesOf, judge: Judge) -> Shell:
    """The planned site of a folder, for a caller that shows its pages one by one.

    A picture is drawn when it is asked for. Links of written pages are not judged.
    Raises: BuildError with every problem.
    """
    settings = read_settings(root)
    packages, _ = checked_portal(root, settings, judge=judge)
    plan = _plan_of(root, settings, packages, None, _Offered(files_of))
    pictures = Pictures(cache_folder(root) / PICTURES)
    return _shell(_with_pictures(planned_site(plan), pictures), plan, pictures)


def _planned(
    root: Path,
    as_of: datetime.date | None,
    progress: Progress,
    offered: _Offered,
    judge: Judge = JUDGE,
) -> tuple[Shell, tuple[Problem, ...]]:
    settings = read_settings(root)
    packages, warnings = checked_portal(root, settings, progress, judge)
    plan = _plan_of(root, settings, packages, as_of, offered)
    progress("derive", 1, 1)
    site = planned_site(plan)
    progress("plan", 1, 1)
    count = itertools.count(1)
    pictures = kept_pictures(
        site.drawings(),
        cache_folder(root) / PICTURES,
        lambda total: progress("charts", next(count), total),
    )
    forget_pictures(cache_folder(root) / PICTURES, pictures.names)
    return _shell(_with_pictures(site, pictures), plan, pictures), warnings


def _plan_of(
    root: Path,
    settings: Settings,
    packages: tuple[Package, ...],
    as_of: datetime.date | None,
    offered: _Offered,
) -> Plan:
    recorded = read_recorded(root)
    found = _with_progress(
        replace(
            portal_from(packages, settings, as_of),
            locators=parse_review(read_review_files(root / "schemas"))[0].locators,
            editorial=read_editorial(root, settings.languages),
        ),
        root,
        recorded,
    )
    return _plan(root, found, recorded, offered)


def _shell(site: Site, plan: Plan, svgs: Mapping[str, str]) -> Shell:
    return Shell(
        site=site,
        settings=plan.portal.settings,
        dates=portal_dates(plan.portal),
        svgs=svgs,
        licence=plan.portal.licence,
    )


def _with_pictures(site: Site, pictures: Pictures) -> Site:
    drawn = tuple(
        Output(uri=picture.uri, content=partial(pictures.picture, picture.drawing))
        for picture in site.pictures
    )
    return replace(site, outputs=(*drawn, *site.outputs), pictures=())  # they take longest


def _with_progress(found: Portal, root: Path, recorded: Records) -> Portal:
    """The portal with the packages that the build makes from it."""
    schemas = portal_schemas(root, found.settings.languages)
    spoken = {language: words(language) for language in found.settings.languages}
    progress = progress_package(found, schemas, spoken)
    if progress is None:
        return found
    progress = versioned(progress, recorded.get(progress.id, ()), spoken)
    return replace(found, packages=(*found.packages, progress))


def _published(packages: Sequence[Package], base_url: str) -> Mapping[str, Any]:
    return {package.id: published_files(package, base_url) for package in packages}


def _announced(packages: Sequence[Package], base_url: str) -> Mapping[str, Any]:
    return {package.id: announced_files(package, base_url) for package in packages}


def _plan(root: Path, found: Portal, recorded: Records, offered: _Offered) -> Plan:
    settings, files_of = found.settings, offered.files_of
    spoken = {language: words(language) for language in settings.languages}
    schemas = portal_schemas(root, found.settings.languages)
    files = {**files_of(found.packages, settings.base_url)}
    with_cube = cube_package(found)
    if with_cube:
        files[with_cube.id] += (offered.cube_of(found),)
    quality, scores = scored_package(
        found,
        lambda package: files.get(package.id) or files_of([package], settings.base_url)[package.id],
        schemas=schemas,
        words=spoken,
    )
    quality = versioned(quality, recorded.get(quality.id, ()), spoken)
    files |= files_of([quality], settings.base_url)
    portal = with_history(
        replace(found, packages=(*found.packages, quality)),
        recorded,
        read_gone(root, settings.languages),
    )
    return Plan(
        portal=portal,
        files=files,
        scores=scores,
        schemas=schemas,
        cube_iris=cube_iris(found) if with_cube else frozenset(),
        policy=POLICY,
        progress=progress_results(found),
        comparison=comparison_results(found),
        parts=part_results(found),
        sections=sections(portal),
        editorial_mark=EDITORIAL_MARK,
    )


def _counter(stage: str, total: int, progress: Progress) -> Callable[[str], None]:
    done = 0

    def count(_: str) -> None:
        nonlocal done
        done += 1
        progress(stage, done, total)

    return count
