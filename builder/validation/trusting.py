"""Packages of which the last build had nothing to tell are taken without being judged again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.packages.read import SourcePackage
from builder.store.stamps import content_digest
from builder.store.values import value_digest
from builder.validation.package import Checked, Judge, checked_package, sound_package


class Trusting(Judge):
    """A judge who knows packages by their digests; it is never asked of those from elsewhere."""

    def __init__(self, rules: str = "", before: Collection[str] = ()) -> None:
        """`rules` is the digest of all that packages are judged by, "" where nobody knows it;
        `before` has the packages in which nothing was found by the same rules."""
        self._rules, self._before = rules, frozenset(before)
        self.sound: list[str] = []
        """Digests of the packages in which nothing was found."""

    def __call__(
        self,
        source: SourcePackage,
        schemas: Mapping[str, Any],
        languages: Sequence[str],
        *,
        required: Sequence[str] | None = None,
    ) -> Checked:
        """The package, or its problems."""
        key = self._key(source, languages, required)
        package = sound_package(source, languages) if key in self._before else None
        if package is not None:
            checked = Checked(package=package, problems=())
        else:
            checked = checked_package(source, schemas, languages, required=required)
        is_sound = checked.package is not None and not checked.problems
        return replace(checked, digest=key) if is_sound else checked

    def learn(self, checked: Checked) -> None:
        """Know a package again in which nothing was found."""
        if checked.digest:
            self.sound.append(checked.digest)

    def _key(
        self, source: SourcePackage, languages: Sequence[str], required: Sequence[str] | None
    ) -> str:
        if not self._rules or source.is_adopted or source.large:
            return ""  # a large file is read for its digest as long as for its rows
        files = [(path, content_digest(source.files[path])) for path in sorted(source.files)]
        return value_digest((self._rules, source.id, source.problems, languages, required, files))
