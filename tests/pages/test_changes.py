"""The list of changes: newest first, also among versions of one day."""

import dataclasses

from builder.pages.catalogue.changes import changes_page
from builder.pages.programme.view import ProgrammeView
from tests import tiny


def test_versions_of_one_day_stand_newest_first() -> None:
    log = "".join(f"## {version} - 2024-04-24\n\n" for version in ("1.9.0", "1.10.0", "1.2.0"))
    package = dataclasses.replace(tiny.TASKS, version="1.10.0", changelog=log)
    portal = dataclasses.replace(tiny.PORTAL, packages=(package,))
    page = changes_page(ProgrammeView(language="vi", portal=portal))
    assert [row.version.version for row in page.rows] == ["1.10.0", "1.9.0", "1.2.0"]
