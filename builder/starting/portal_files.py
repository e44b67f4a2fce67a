"""A new portal as files: settings, packages, pages, READMEs, and what publishes it."""

import json
from collections.abc import Mapping
from importlib import resources
from string import Template

import builder
from builder.packages.arrangement import WRITTEN_IN
from builder.packages.read import portal_schemas
from builder.shipped import shipped
from builder.starting.answers import Answers
from builder.starting.examples import new_packages
from builder.starting.package_files import Home, package_files

COPIED = {
    "ci/publish.yml": ".github/workflows/publish.yml",
    "ci/overdue.yml": ".github/workflows/overdue.yml",
    "ci/gitlab-ci.yml": ".gitlab-ci.yml",
    "ci/netlify.toml": "netlify.toml",
    "ci/wrangler.toml": "wrangler.toml",
    "ci/gitattributes": ".gitattributes",
    "ci/editorconfig": ".editorconfig",
    "ci/gitignore": ".gitignore",
    "ci/requirements.txt": "requirements.txt",
}
"""Files of every portal by their place in it."""

PAGES = ("index", "about", "terms", "developers")


def portal_files(answers: Answers) -> Mapping[str, str]:
    """Every file of a new portal by its slash path."""
    schemas = portal_schemas(shipped(), answers.languages)
    files = {"portal.toml": _settings(answers)}
    home = Home(
        languages=answers.languages, publisher=answers.body_id, spatial="VNM", day=answers.day
    )
    for package in new_packages(answers):
        files |= package_files(package, home, schemas)
    for language in answers.languages:
        for page in PAGES:
            files[f"site_src/{language}/{page}.md"] = _text(f"{page}.md", language, answers)
    first = answers.languages[0]
    files["README.md"] = _text("README.md", first, answers)
    for language in answers.languages[1:]:
        files[f"README.{language}.md"] = _text("README.md", language, answers)
    files |= answers.kept.files
    for source, path in COPIED.items():
        files[path] = _filled(source, answers, first)
    return files


def _text(name: str, language: str, answers: Answers) -> str:
    spoken = language if language in WRITTEN_IN else WRITTEN_IN[-1]
    return _filled(f"{spoken}/{name}", answers, language)


def _filled(source: str, answers: Answers, language: str) -> str:
    file = resources.files("builder.starting") / "files" / source
    return Template(file.read_text("utf-8")).substitute(
        name=answers.name[language],
        body=answers.body[language],
        version=builder.__version__,
        lang=language if language in WRITTEN_IN else WRITTEN_IN[-1],
    )


def _settings(answers: Answers) -> str:
    def texts(found: Mapping[str, str]) -> str:
        pairs = (f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in found.items())
        return "{ " + ", ".join(pairs) + " }"

    lines = (
        "# The settings of this portal. Each is explained in the documentation of the generator.",
        "[portal]",
        f"name = {texts(answers.name)}",
        f"short_name = {texts(answers.name)}",
        f"tagline = {texts(answers.body)}",
        "# Where the site will live, with a slash at the end; example.org is a placeholder.",
        f"base_url = {json.dumps(answers.base_url)}",
        "# The first language lives at /, the others at /<code>/.",
        f"languages = {json.dumps([*answers.languages])}",
        "# Who maintains this portal: an id of the package organisations.",
        f"publisher = {json.dumps(answers.body_id)}",
        'publisher_type = "LocalAuthority"',
        'spatial = "VNM"',
        "",
        "[colours]",
        f"accent = {json.dumps(answers.accent)}",
        "",
        "[contact]",
        f"name = {texts(answers.body)}",
        f"email = {json.dumps(answers.email)}",
    )
    return "".join(f"{line}\n" for line in lines)
