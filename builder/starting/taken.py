"""What a new portal takes over from an older one: organisations, topics, documents, words."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.large_file import whole
from builder.model import Package
from builder.starting.answers import Kept

REVIEW = ("glossary.csv", "locators.csv")
"""Files of schemas/ that serve any portal in the same languages."""


def kept_of(packages: Sequence[Package], review: Mapping[str, bytes]) -> Kept:
    """What a portal of these packages, with these files of schemas/, hands on.

    Documents are handed on where a row that is handed on is taken from them.
    """
    organisations = list(_rows(packages, "organisations"))
    topics = list(_rows(packages, "topics"))
    used = {row.get("source_id") for row in (*organisations, *topics)}
    return Kept(
        organisations=organisations,
        topics=topics if {row["scheme"] for row in topics} >= {"topic", "pillar"} else (),
        documents=[row for row in _rows(packages, "documents") if row["document_id"] in used],
        files={
            f"schemas/{name}": review[name].decode("utf-8") for name in REVIEW if name in review
        },
    )


def _rows(packages: Iterable[Package], table_kind: str) -> Iterator[Mapping[str, str]]:
    for package in packages:
        for resource in package.resources:
            if resource.table_kind == table_kind:
                yield from csv.DictReader(io.StringIO(whole(resource.content).decode("utf-8")))
