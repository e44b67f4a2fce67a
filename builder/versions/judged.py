"""Which packages the verdicts on indicators rest on."""

from collections.abc import Iterable

from builder.versions.state import PackageState

INDICATOR_TABLES = frozenset(("register", "matches", "indicators", "observations", "figures"))
"""Kinds of table that verdicts are worked out from."""

CODE_LISTS = frozenset(("organisations", "documents", "topics"))
"""Kinds of table that every package may point to."""


def judged_by(packages: Iterable[PackageState]) -> frozenset[str]:
    """Packages with tables of indicators, and those that these point to."""
    by_id = {package.id: package for package in packages}
    found = {
        package.id
        for package in by_id.values()
        if any(table.kind in INDICATOR_TABLES | CODE_LISTS for table in package.tables.values())
    }
    waiting = list(found)
    while waiting:
        for name in _pointed_to(by_id[waiting.pop()]) & by_id.keys() - found:
            found.add(name)
            waiting.append(name)
    return frozenset(found)


def _pointed_to(package: PackageState) -> set[str]:
    tables = package.tables.values()
    columns = (column for table in tables for column in table.columns.values())
    rows = (row for table in tables if table.kind == "matches" for row in table.rows.values())
    return {
        *(target.split("/")[0] for column in columns for target in column.references),
        *(row.get("package_id", "") for row in rows),
    }
