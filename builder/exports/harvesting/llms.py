"""llms.txt: what the portal has for assistants, and how to quote it, each page as Markdown.

Source: https://llmstxt.org/
"""

from collections.abc import Iterable

from builder.addresses import API
from builder.language.text import markdown_text
from builder.language.words import words
from builder.portal import Portal
from builder.site import Page


def llms_uri(language: str, languages: tuple[str, ...]) -> str:
    """Uri of the file of a language; that of the first one stands at the root."""
    return "llms.txt" if language == languages[0] else f"{language}/llms.txt"


def llms_txt(pages: Iterable[Page], portal: Portal, language: str) -> bytes:
    """The file of one language; `pages` are all of the site."""
    settings, t = portal.settings, words(language)
    own = [page for page in pages if page.language == language and not page.is_gone]
    notes = [settings.notice[language]] if settings.notice else []
    if portal.indicators:
        notes.append(t("llms.quoting"))
    lines = [f"# {settings.name[language]}", f"> {settings.tagline[language]}", *notes]
    for name in ("indicators", "datasets"):
        listed = [page for page in own if page.section == name and page.markdown]
        if listed:
            lines.append(f"## {t(f'nav.{name}')}")
            lines.append("\n".join(_entry(page, settings.base_url) for page in listed))
    lines += [f"## {t('llms.programs')}", "\n".join(_for_programs(portal, language))]
    written = [page for page in own if page.editorial and page.section != "home"]
    if written:
        told = (
            f"- [{markdown_text(page.title)}]({settings.base_url}{page.uri})" for page in written
        )
        lines += [f"## {t('llms.more')}", "\n".join(told)]
    return ("\n\n".join(lines) + "\n").encode()


def _entry(page: Page, base_url: str) -> str:
    assert page.markdown is not None
    title, told = markdown_text(page.title), markdown_text(page.description)
    return f"- [{title}]({base_url}{page.markdown.uri}): {told}"


def _for_programs(portal: Portal, language: str) -> Iterable[str]:
    base_url, t = portal.settings.base_url, words(language)
    yield f"- [{t('llms.api')}]({base_url}{API}/index.json): {base_url}{API}/openapi.json"
    yield f"- [{t('llms.catalogue')}]({base_url}catalog.ttl)"
    yield f"- [{t('llms.everything')}]({base_url}data/all.zip)"
