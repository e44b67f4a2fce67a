"""Where each page lives: stable uris in each language, and links between them."""

from collections.abc import Mapping

from builder.language.words import words


class Routes:
    """The uris of a site whose first language lives at /, the others at /<code>/.

    A section's path is what the words of a language say under `route.<section>`, or what the
    head of an editorial page says; neither changes once published.
    """

    def __init__(
        self,
        languages: tuple[str, ...],
        slugs: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self.languages = languages
        self._slugs = slugs or {}
        self._folders: dict[tuple[str, str], str] = {}
        """Of each section that was asked for: a site has thousands of links to a few."""

    def uri(self, language: str, section: str, *ids: str) -> str:
        """Uri of a page without a leading slash, such as `en/datasets/tasks-749/`."""
        folder = self._folders.get((language, section))
        if folder is None:
            prefix = "" if language == self.languages[0] else language
            folder = _path(prefix, self._slug(language, section))
            self._folders[language, section] = folder
        return folder + _path(*ids)

    def knows(self, section: str) -> bool:
        """True if the section has a path in every language."""
        return all(
            (language, section) in self._slugs or f"route.{section}" in words(language)
            for language in self.languages
        )

    def _slug(self, language: str, section: str) -> str:
        if section == "home":
            return ""
        return self._slugs.get((language, section)) or words(language)(f"route.{section}")

    def alternates(self, section: str, *ids: str) -> Mapping[str, str]:
        """The same page in every language."""
        return {language: self.uri(language, section, *ids) for language in self.languages}


def _path(*parts: str) -> str:
    return "".join(f"{part}/" for part in parts if part)


def relative_link(target: str, page: str) -> str:
    """Link from a page's uri to a target uri, both from the site's root: works under any base.

    A page's uri ends in a slash (its folder) or names a file.
    """
    path, hash_mark, fragment = target.partition("#")
    wanted = path.split("/")
    here = page.split("/")[:-1]
    shared = 0
    while shared < min(len(here), len(wanted) - 1) and here[shared] == wanted[shared]:
        shared += 1
    link = "../" * (len(here) - shared) + "/".join(wanted[shared:])
    return (link or "./") + hash_mark + fragment
