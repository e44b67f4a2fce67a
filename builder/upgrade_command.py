"""`portal upgrade-check`: what this generator refuses or changes in a portal of an older one."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import builder
from builder.build import checked_portal
from builder.language.catalogues import own_keys, shipped_keys
from builder.language.words import Words, words
from builder.own_words import lay_own_words
from builder.settings import read_settings
from builder.shipped import shipped
from builder.stewarding.terminal import EXIT_DONE, Terminal
from builder.upgrade import differing, idle_words, migrations, pinned_version

REQUIREMENTS = "requirements.txt"

REPLACEABLE = ("mkdocs.yml", "schemas", "site_src/assets", "site_src/overrides")
"""Files and folders of the generator that a portal's own stand in place of."""


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Tell what to look at; nothing is written.

    Raises: BuildError with all that this generator refuses in the portal.
    """
    lay_own_words(options.root)
    t = words(options.lang)
    for line in _lines(options.root, options.since, t):
        terminal.out(line)
    settings = read_settings(options.root)
    packages, warnings = checked_portal(options.root, settings)
    terminal.out(t("upgrade.valid", count=len(packages), warnings=len(warnings)))
    return EXIT_DONE


def _lines(root: Path, since: str | None, t: Words) -> Iterator[str]:
    requirements = root / REQUIREMENTS
    text = requirements.read_text("utf-8") if requirements.is_file() else ""
    older = since or pinned_version(text)
    if older is None:
        yield t("upgrade.unpinned", file=REQUIREMENTS)
    else:
        yield t("upgrade.versions", older=older, newer=builder.__version__)
        for found in migrations(older, builder.__version__):
            yield f"- {found.version}: {t(f'migration.{found.id}')}"
    for path in differing(_files(root), _files(shipped())):
        yield "- " + t("upgrade.own_file", file=path)
    for key in idle_words(own_keys(), shipped_keys()):
        yield "- " + t("upgrade.idle_words", key=key)


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for name in REPLACEABLE
        for path in [root / name, *sorted((root / name).rglob("*"))]
        if path.is_file()
    }
