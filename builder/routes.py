"""Where each page lives: stable uris in each language, and links between them."""

import posixpath
from collections.abc import Mapping

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "home": {"vi": "", "en": ""},
    "datasets": {"vi": "du-lieu", "en": "datasets"},
    "indicators": {"vi": "chi-tieu", "en": "indicators"},
    "tasks": {"vi": "nhiem-vu", "en": "tasks"},
    "organisations": {"vi": "co-quan", "en": "organisations"},
    "topics": {"vi": "linh-vuc", "en": "topics"},
    "documents": {"vi": "van-ban", "en": "documents"},
    "discrepancies": {"vi": "doi-chieu", "en": "discrepancies"},
    "calendar": {"vi": "lich-bao-cao", "en": "calendar"},
    "quality": {"vi": "chat-luong", "en": "quality"},
    "changes": {"vi": "thay-doi", "en": "changes"},
    "search": {"vi": "tim-kiem", "en": "search"},
    "developers": {"vi": "lap-trinh", "en": "developers"},
    "terms": {"vi": "dieu-khoan", "en": "terms"},
    "about": {"vi": "gioi-thieu", "en": "about"},
    "methods": {"vi": "phuong-phap", "en": "methods"},
    "problems": {"vi": "loi", "en": "problems"},
}
"""Path of each section by language (DESIGN 4); they never change once published."""


class Routes:
    """The uris of a site whose first language lives at /, the others at /<code>/."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages

    def uri(self, language: str, section: str, *ids: str) -> str:
        """Uri of a page without a leading slash, such as `en/datasets/tasks-749/`."""
        prefix = "" if language == self.languages[0] else language
        parts = [part for part in (prefix, SECTIONS[section][language], *ids) if part]
        return "".join(f"{part}/" for part in parts)

    def alternates(self, section: str, *ids: str) -> Mapping[str, str]:
        """The same page in every language."""
        return {language: self.uri(language, section, *ids) for language in self.languages}


def relative_link(target: str, page: str) -> str:
    """Link from a page's uri to a target uri, both from the site's root: works under any base.

    A page's uri ends in a slash (its folder) or names a file.
    """
    path, hash_mark, fragment = target.partition("#")
    folder = page if page.endswith("/") or not page else posixpath.dirname(page)
    link = posixpath.relpath("/" + path, "/" + folder)
    if path.endswith("/") or not path:
        link = f"{link}/"
    return link + hash_mark + fragment
