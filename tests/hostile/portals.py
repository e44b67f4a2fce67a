"""Named mutations of a whole portal: its settings, pages, words, frame, schemas and cache.

Each is the files that differ from those of the small portal; None: the file is gone.
"""

import json
from collections.abc import Iterator, Mapping

from builder.shipped import shipped

Change = Mapping[str, bytes | None]

SETTINGS: Mapping[str, str] = {
    "portal.name": '{ vi = "Cổng nhỏ", en = "Tiny portal" }',
    "portal.short_name": '{ vi = "Nhỏ", en = "Tiny" }',
    "portal.tagline": '{ vi = "Để thử.", en = "To test with." }',
    "portal.base_url": '"https://data.example/tiny/"',
    "portal.languages": '["vi", "en"]',
    "portal.publisher": '"maintainers"',
    "portal.publisher_type": '"NonProfitOrganisation"',
    "portal.spatial": '"VNM"',
    "portal.notice": '{ vi = "Để thử.", en = "A test." }',
    "contact.name": '{ vi = "Nhóm duy trì", en = "Maintainers" }',
    "contact.email": '"open@data.example"',
    "source_code.url": '"https://code.example/"',
    "home.queries": '{ vi = ["mưa"], en = ["rain"] }',
    "colours.accent": '"#0F6CA3"',
    "series.reports.title": '{ vi = "Báo cáo", en = "Reports" }',
    "series.reports.description": '{ vi = "Các báo cáo.", en = "The reports." }',
    "languages.required": '["vi", "en"]',
    "search.synonyms": '[["CĐS", "chuyển đổi số"]]',
    "organisations.groups": '[{ id = "a", kinds = ["x"], title = { vi = "A", en = "A" } }]',
    "rights.statement": '{ vi = "Tự do.", en = "Free." }',
    "defaults.frequency": '"ANNUAL"',
    "defaults.issued": "2024-01-31",
    "sources.folder": '"sources"',
}
"""The settings of the small portal, each as TOML."""

VALUES: Mapping[str, str] = {
    "number": "5",
    "true": "true",
    "day": "1979-05-27",
    "not-a-number": "nan",
    "empty": '""',
    "blank": '" "',
    "text": '"x"',
    "script": '"<script>alert(1)</script>"',
    "template": '"{{ 7*7 }} {x} %s"',
    "line-feed": '"x\\ny"',
    "control": '"x\\u0007"',
    "zero-width": '"x\\u200b"',
    "long": f'"{"x" * 5000}"',
    "javascript": '"javascript:alert(1)"',
    "list": '["x"]',
    "list-of-lists": '[["x", 5], []]',
    "empty-list": "[]",
    "table": '{ x = "y" }',
    "texts": '{ vi = "x < & \\" {y}", en = "x" }',
    "texts-blank": '{ vi = " ", en = "x" }',
    "texts-of-lines": '{ vi = "a\\nb", en = "a\\nb" }',
    "texts-of-numbers": "{ vi = 5, en = 5 }",
    "texts-right-to-left": '{ vi = "a\\u202eb", en = "b" }',
}

ADDRESSES = (
    *('https://x.example/a"b/', "https://x.example/^/", "https://x.example/`/"),
    *("https://x.example/|/", "https://x.example/%zz/", "https:////", "https://x.example:99999/"),
    *("https://x.example", "http://localhost:8000/", "https://tỉnh.vn/", "ftp://x.example/"),
    *("https://x.example/\\u0000/", "https://u:p@x.example/", "https://x.example/a b/"),
)

TOML: Mapping[str, bytes] = {
    "empty": b"",
    "no-toml": b"portal = [",
    "latin-1": b'[portal]\nname = "\xe9"\n',
    "bom": b"\xef\xbb\xbf",
    "key-twice": b"portal.spatial = 1\nportal.spatial = 2\n",
    "5000-digits": b"x = " + b"9" * 5000,
    "deep": b"x = " + b"[" * 5000,
    "json": b'{"portal": {}}',
}

HEADS: Mapping[str, str] = {
    "none": "See.\n",
    "open": "---\nid: about\n",
    "crlf": "---\r\nid: about\r\ntitle: A\r\ndescription: B\r\n---\r\n",
    "bom": "\ufeff---\nid: about\ntitle: A\ndescription: B\n---\n",
    "twice": "---\nid: about\ntitle: A\ntitle: B\ndescription: B\n---\n",
    "no-title": "---\nid: about\ndescription: B\n---\n",
    "title-blank": "---\nid: about\ntitle:\ndescription: B\n---\n",
    "id-odd": "---\nid: a b\ntitle: A\ndescription: B\n---\n",
    "id-section": "---\nid: datasets\ntitle: A\ndescription: B\n---\n",
    "slug-out": "---\nid: about\nslug: ../x\ntitle: A\ndescription: B\n---\n",
    "slug-taken": "---\nid: about\nslug: datasets\ntitle: A\ndescription: B\n---\n",
    "slug-data": "---\nid: about\nslug: data\ntitle: A\ndescription: B\n---\n",
    "slug-device": "---\nid: about\nslug: con\ntitle: A\ndescription: B\n---\n",
    "slug-long": f"---\nid: about\nslug: {'x' * 300}\ntitle: A\ndescription: B\n---\n",
    "menu-text": "---\nid: about\nmenu: first\ntitle: A\ndescription: B\n---\n",
    "menu-digits": f"---\nid: about\nmenu: {'9' * 5000}\ntitle: A\ndescription: B\n---\n",
    "menu-superscript": "---\nid: about\nmenu: ²\ntitle: A\ndescription: B\n---\n",
    "shown-with": "---\nid: about\nshown_with: nothing\ntitle: A\ndescription: B\n---\n",
    "title-script": "---\nid: about\ntitle: <script>alert(1)</script>\ndescription: B\n---\n",
    "title-control": "---\nid: about\ntitle: A\a\ndescription: B\n---\n",
    "title-invisible": "---\nid: about\ntitle: A\u202e\ndescription: B\n---\n",
    "template": "---\nid: about\ntemplate: x.html\ntitle: A\ndescription: B\n---\n",
    "yaml": "---\nid: about\ntitle: {a: [\ndescription: B\n---\n",
    "yaml-tag": "---\nid: about\ntitle: !!python/object:os.system x\ndescription: B\n---\n",
    "yaml-date": "---\nid: about\ntitle: 2024-01-01\ndescription: 5\n---\n",
}
"""What stands in place of the head of a page."""

BODIES: Mapping[str, str] = {
    "empty": "",
    "script": "<script>alert(1)</script>",
    "script-open": "<script>",
    "handler": '<p onclick="x()">x</p>',
    "style": '<p style="color: red">x</p>',
    "attributes": "x\n{: onclick='x()' }",
    "style-element": "<style>p { color: red }</style>",
    "frame": '<iframe src="https://x.example"></iframe>',
    "picture": "![x](https://x.example/x.png)",
    "picture-without-scheme": "![x](//x.example/x.png)",
    "picture-inline": "![x](data:image/png;base64,AAAA)",
    "picture-missing": "![x](no.png)",
    "javascript": "[x](javascript:alert(1))",
    "javascript-html": '<a href="java&#10;script:alert(1)">x</a>',
    "link-nowhere": "[x](nothing/)",
    "link-part": "[x](#nothing)",
    "link-bad-port": "[x](https://x.example:99999999/)",
    "link-bad-host": "[x](http://[x/)",
    "link-out": "[x](../../../../../x)",
    "template": "{{ 7*7 }} {% for %} {{ config }}",
    "snippet": '--8<-- "/etc/hostname"',
    "nul": "x\0y",
    "controls": "\x01\x07\x1b[2J",
    "noncharacters": "\ufdd0vi\ufdd1x\ufdd2 \ufffe\uffff",
    "half-entity": "&#xD800; &#0; &#1114112;",
    "brackets": "[" * 3000,
    "emphases": "*a_" * 2000,
    "quotes": "> " * 500 + "x",
    "lists": "".join(f"{'  ' * number}- x\n" for number in range(60)),
    "table": "| a | b |\n| - | - |\n| 1 |\n| 2 | 3 | 4 |\n",
    "code": "```nosuchlanguage\n<script>\n```",
    "code-open": "```\nx",
    "html-open": "<div><table><tr><td>",
    "html-closed": "</main></body></html>",
    "comment-open": "<!-- x",
    "references": "[a]: b\n" * 1000 + "[a]",
    "footnote": "x[^1]\n\n[^1]: y",
    "admonition": "!!! danger\n    x",
    "heading-twice": "# a\n\n# a\n\n# a",
    "astral": "𝔘😀 ﷽",
    "long-line": "x" * 200_000,
    "abbreviation": "*[x]: y\n\nx",
    "marker": "<!-- editorial -->",
}
"""What follows the text of a page."""

WORDS: Mapping[str, str] = {
    "text": 'msgid "nav.datasets"\nmsgstr "Tables"\n',
    "script": 'msgid "nav.datasets"\nmsgstr "<script>alert(1)</script>"\n',
    "untranslated": 'msgid "nav.datasets"\nmsgstr ""\n',
    "blank": 'msgid "nav.datasets"\nmsgstr " "\n',
    "twice": 'msgid "nav.datasets"\nmsgstr "A"\n\nmsgid "nav.datasets"\nmsgstr "B"\n',
    "unknown-key": 'msgid "nav.nothing"\nmsgstr "A"\n',
    "invisible": 'msgid "nav.datasets"\nmsgstr "A\u200b"\n',
    "open-quote": 'msgid "nav.datasets\nmsgstr "A"\n',
    "no-msgstr": 'msgid "nav.datasets"\n',
    "no-po": "nav.datasets = Tables\n",
    "place-unknown": 'msgid "cli.valid"\nmsgstr "{nothing}"\n',
    "place-format": 'msgid "cli.valid"\nmsgstr "{count:d}"\n',
    "place-attribute": 'msgid "cli.valid"\nmsgstr "{count.__class__}"\n',
    "place-open": 'msgid "cli.valid"\nmsgstr "{count"\n',
    "place-left-out": 'msgid "cli.valid"\nmsgstr "Valid."\n',
    "forms": 'msgid "catalogue.rows"\nmsgid_plural "catalogue.rows"\nmsgstr[0] "{count} row"\n'
    'msgstr[1] "{count} rows"\n',
    "forms-too-many": 'msgid "catalogue.rows"\nmsgid_plural "catalogue.rows"\nmsgstr[0] "a"\n'
    'msgstr[1] "b"\nmsgstr[2] "c"\n',
    "plural-broken": 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n!=;\\n"\n',
    "plural-code": 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=exit();\\n"\n',
    "plural-other": 'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=n%3;\\n"\n',
    "plural-none": 'msgid ""\nmsgstr "Plural-Forms: x\\n"\n',
    "charset": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=nothing\\n"\n',
    "locale": 'msgid "language.locale"\nmsgstr "nosuch"\n',
    "date": 'msgid "language.date"\nmsgstr "jjjj HH"\n',
    "date-right": 'msgid "language.date"\nmsgstr "yyyy-MM-dd"\n',
    "quarter": 'msgid "language.quarter"\nmsgstr "{q}"\n',
    "eu": 'msgid "language.eu"\nmsgstr "a b"\n',
    "region": 'msgid "language.region"\nmsgstr "a b\\""\n',
    "folder": 'msgid "route.datasets"\nmsgstr "tables"\n',
    "folder-out": 'msgid "route.datasets"\nmsgstr "../x"\n',
    "folder-taken": 'msgid "route.datasets"\nmsgstr "search"\n',
    "long": f'msgid "nav.datasets"\nmsgstr "{"x" * 20_000}"\n',
}
"""Words files of the portal, for English."""

MKDOCS: Mapping[str, tuple[str, str] | bytes] = {
    "empty": b"",
    "list": b"- a\n",
    "broken": b"a: [\nb: }",
    "latin-1": b"site_name: \xe9\n",
    "deep": b"[" * 5000,
    "python": b"site_name: !!python/object/apply:os.system [x]\n",
    "inherit": b"INHERIT: nosuch.yml\n",
    "no-plugin": ("  - portal\n", "  - search\n"),
    "more-plugins": ("  - portal\n", "  - portal\n  - search\n"),
    "plugin-unknown": ("  - portal\n", "  - portal\n  - nosuch\n"),
    "extension-unknown": ("  - tables\n", "  - nosuch\n"),
    "theme-unknown": ("name: material", "name: matrial"),
    "theme-text": ("theme:\n  name: material\n", "theme: material\nextra:\n"),
    "theme-folder-missing": ("site_src/overrides", "nowhere"),
    "docs-elsewhere": ("docs_dir: site_src", "docs_dir: /etc"),
    "flat": ("use_directory_urls: true", "use_directory_urls: false"),
    "strict": ("site_name: Portal", "site_name: Portal\nstrict: true"),
    "excluded": ("site_name: Portal", "site_name: Portal\nexclude_docs: '*'"),
    "drafts": ("site_name: Portal", "site_name: Portal\ndraft_docs: 'assets/*'"),
    "page-excluded": ("site_name: Portal", "site_name: Portal\nexclude_docs: en/about.md"),
    "hook-missing": ("site_name: Portal", "site_name: Portal\nhooks: [nosuch.py]"),
    "script": ("site_name: Portal", "site_name: Portal\nextra_javascript: [x.js]"),
    "unknown-key": ("site_name: Portal", "site_name: Portal\nnothing: 5"),
}

TEMPLATES: Mapping[str, bytes] = {
    "empty": b"",
    "broken": b"{% if %}",
    "unknown": b"{{ nothing.at_all }}",
    "latin-1": b"\xe9",
    "missing-parent": b'{% extends "nosuch.html" %}',
    "endless": b'{% extends "main.html" %}',
    "code": b"{{ ''.__class__.__mro__[1].nothing() }}",
    "text": b'{% extends "base.html" %}{# ours #}',
}
"""What stands in place of site_src/overrides/main.html."""

SCHEMAS: Mapping[str, tuple[str, bytes]] = {
    "table-broken": ("tables/topics.schema.json", b"{"),
    "table-list": ("tables/topics.schema.json", b"[]"),
    "table-empty": ("tables/topics.schema.json", b"{}"),
    "table-fields-text": ("tables/topics.schema.json", b'{"fields": "x"}'),
    "table-field-without-name": ("tables/topics.schema.json", b'{"fields": [{}]}'),
    "table-field-number": ("tables/topics.schema.json", b'{"fields": [5]}'),
    "table-without-field": ("tables/topics.schema.json", b'{"fields": [{"name": "x"}]}'),
    "table-latin-1": ("tables/topics.schema.json", b'{"fields": "\xe9"}'),
    "table-further": ("tables/further.schema.json", b'{"fields": [{"name": "x"}]}'),
    "table-further-odd": ("tables/further.schema.json", b'{"fields": {"x": 5}}'),
    "profile-empty": ("portal-profile.schema.json", b"{}"),
    "profile-list": ("portal-profile.schema.json", b"[]"),
    "profile-no-schema": ("portal-profile.schema.json", b'{"type": "thing"}'),
    "profile-pattern": (
        "portal-profile.schema.json",
        b'{"properties": {"name": {"pattern": "("}}}',
    ),
    "profile-reference": ("portal-profile.schema.json", b'{"$ref": "https://x.example/"}'),
    "profile-loop": ("portal-profile.schema.json", b'{"allOf": [{"$ref": "#"}]}'),
    "further-json": ("further.json", b'{"x": 5}'),
    "further-broken": ("further.json", b"{"),
    "glossary-latin-1": ("glossary.csv", b"\xe9"),
    "glossary-empty": ("glossary.csv", b""),
    "exceptions-header": ("language-exceptions.csv", b"a,b\n"),
    "locators-broken": ("locators.csv", b"\xff\x00"),
}

PAGE = "site_src/en/about.md"


def settings_text(settings: Mapping[str, str]) -> bytes:
    return "".join(f"{name} = {value}\n" for name, value in settings.items()).encode()


def of_settings() -> Iterator[tuple[str, Change]]:
    """Each setting with each value."""
    for setting in SETTINGS:
        for label, value in VALUES.items():
            yield f"setting/{setting}/{label}", _settings({setting: value})
    for number, address in enumerate(ADDRESSES):
        yield f"address/{number}", _settings({"portal.base_url": f'"{address}"'})
    further = {
        "unknown": {"portal.nothing": "5"},
        "unknown-section": {"nothing.at_all": "5"},
        "series-odd": {'series."A b".title': '{ vi = "x", en = "x" }'},
        "series-empty": {'series."".title': '{ vi = "x", en = "x" }'},
        "languages-twice": {"portal.languages": '["vi", "vi"]'},
        "languages-one": {"portal.languages": '["vi"]', "languages.required": '["vi"]'},
        "languages-none-known": {"portal.languages": '["xx"]'},
        "languages-numbers": {"portal.languages": "[5]"},
        "spatial-unknown": {"portal.spatial": '"XXX"'},
        "publisher-type-unknown": {"portal.publisher_type": '"Ministry"'},
        "publisher-unknown": {"portal.publisher": '"nobody"'},
        "colour-unreadable": {"colours.accent": '"#FFFFFF"'},
        "colour-unknown": {"colours.nothing": '"#000000"'},
        "email-two-lines": {"contact.email": '"a@b.example\\nContact: https://x.example"'},
        "issued-no-day": {"defaults.issued": '"2024-02-30"'},
        "topics-unknown": {"defaults.topics": '["nothing"]'},
    }
    yield from ((f"settings/{name}", _settings(change)) for name, change in further.items())
    yield from ((f"toml/{name}", {"portal.toml": content}) for name, content in TOML.items())
    yield "toml/gone", {"portal.toml": None}


def _settings(change: Mapping[str, str]) -> Change:
    return {"portal.toml": settings_text({**SETTINGS, **change})}


def of_pages(files: Mapping[str, bytes]) -> Iterator[tuple[str, Change]]:
    """A page with each head, and with each body."""
    head, body = files[PAGE].decode().rsplit("---\n", 1)
    for name, text in HEADS.items():
        yield f"head/{name}", {PAGE: (text + body).encode()}
    for name, text in BODIES.items():
        yield f"body/{name}", {PAGE: f"{head}---\n{body}\n\n{text}\n".encode()}
    yield "page/latin-1", {PAGE: files[PAGE] + b"\xe9"}
    yield "page/empty", {PAGE: b""}
    yield "page/gone", {PAGE: None}
    yield "page/further", {"site_src/en/further.md": files[PAGE].replace(b"about", b"further")}
    yield "page/language-gone", {path: None for path in files if path.startswith("site_src/en/")}
    yield "page/all-gone", {path: None for path in files if path.startswith("site_src/")}


def of_frame() -> Iterator[tuple[str, Change]]:
    """Words files, mkdocs.yml and templates of the portal's own."""
    yield from ((f"words/{name}", {"site_src/words/en.po": _po(po)}) for name, po in WORDS.items())
    yield "words/latin-1", {"site_src/words/en.po": b'msgid "nav.datasets"\nmsgstr "\xe9"\n'}
    for name in ("xx", "pt-BR", "a b", "..", "EN"):
        yield f"words/language-{name}", {f"site_src/words/{name}.po": _po(WORDS["text"])}
    original = (shipped() / "mkdocs.yml").read_text("utf-8")
    for name, change in MKDOCS.items():
        content = change if isinstance(change, bytes) else original.replace(*change, 1).encode()
        assert content != original.encode(), name
        yield f"mkdocs/{name}", {"mkdocs.yml": content}
    for name, content in TEMPLATES.items():
        yield f"template/{name}", {"site_src/overrides/main.html": content}


def _po(text: str) -> bytes:
    return text.encode()


def of_schemas() -> Iterator[tuple[str, Change]]:
    """Schemas of the portal's own over the generator's."""
    for name, (path, content) in SCHEMAS.items():
        yield f"schemas/{name}", {f"schemas/{path}": content}
    profile = json.loads((shipped() / "schemas/portal-profile.schema.json").read_bytes())
    profile["properties"]["version"] = {"const": "0.0.0"}
    yield (
        "schemas/profile-stricter",
        {"schemas/portal-profile.schema.json": json.dumps(profile).encode()},
    )


def of_cache(entries: Mapping[str, bytes]) -> Iterator[tuple[str, Change]]:
    """Pictures of earlier builds that are not what they were."""
    first, *_, last = sorted(entries)
    contents = {
        "empty": b"",
        "cut": entries[first][:-10],
        "exchanged": entries[last],
        "script": entries[first].replace(b"<svg", b"<script/><svg"),
        "binary": b"\x00\xff",
    }
    yield from ((f"cache/{name}", {first: content}) for name, content in contents.items())


def portal_mutations(files: Mapping[str, bytes]) -> Iterator[tuple[str, Change]]:
    """Every mutation of the small portal by its name."""
    yield from of_settings()
    yield from of_pages(files)
    yield from of_frame()
    yield from of_schemas()
    yield from of_cache({path: files[path] for path in files if path.startswith(".cache/")})
