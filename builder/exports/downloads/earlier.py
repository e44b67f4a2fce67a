"""Every recorded version for download: its files under a folder of its own, and as one zip."""

from collections.abc import Iterator

from builder.history import History, Recorded
from builder.versions.records import record


def version_folder(recorded: Recorded) -> str:
    """Where a version lies on the site, such as `data/tasks-749/1.0.0/`."""
    return f"data/{recorded.package}/{recorded.version}/"


def version_archive(recorded: Recorded) -> str:
    """Uri of a version as one zip."""
    return f"{version_folder(recorded)}{recorded.package}-{recorded.version}.zip"


def earlier_files(history: History) -> Iterator[tuple[str, bytes]]:
    """Uri and bytes of every file of every recorded version."""
    for versions in history.recorded.values():
        for recorded in versions:
            for name, content in recorded.files.items():
                yield f"{version_folder(recorded)}{name}", content
            yield version_archive(recorded), record(recorded.files)
