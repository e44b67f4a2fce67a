"""The configuration of nginx, as two files that the administrator's own includes.

`map` may only stand beside `server`, all else in it; `root` and the address are the
administrator's. For a site below a folder, `root` is the folder that holds that folder.
Source: https://nginx.org/en/docs/
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from builder.exports.serving.headers import (
    ASKED_AGAIN,
    EMBEDDED,
    HIDDEN,
    LASTING,
    LASTS,
    METHODS,
    PREFLIGHT,
    UNFRAMED,
    answer_headers,
)
from builder.exports.serving.media_types import (
    BY_ENDING,
    BY_PLACE,
    JSON,
    UNKNOWN,
    content_type,
    text_types,
)
from builder.exports.serving.queries import (
    ACTIONS,
    ANSWERS,
    IDENTIFIER,
    LAST,
    LISTED,
    NOT_ALLOWED,
    NOT_FOUND,
    REFUSED,
    SEARCH,
    SHOWN,
    TRUE,
    WHOLE,
    WHOLE_LIST,
)

HTTP_URI, SERVER_URI = "_server/nginx-http.conf", "_server/nginx-server.conf"


def http_part() -> bytes:
    """The maps: what the server part asks for by name; the same for every portal of a server."""
    whole = r"\|".join(WHOLE[name] for name in ("q", "fq"))
    lines = [
        *_map("$arg_id", "$portal_id", {f"~^(?<portal_named>{IDENTIFIER})$": "$portal_named"}, "-"),
        *_map('"$arg_q|$arg_fq"', "$portal_whole", {f"~^{whole}$": "yes"}, "no"),
        *_map(
            '"$portal_whole $arg_rows $arg_start"',
            "$portal_search",
            {"~^no": "-", "~ 0 ": LAST, "~ [1-9][0-9]*$": LAST},
            SEARCH,
        ),
        *_map("$arg_all_fields", "$portal_fields", {f"~^{TRUE}$": WHOLE_LIST}, "-"),
        *_map('"$uri?$arg_v"', "$portal_kept", {f"~{LASTS}": LASTING}, ASKED_AGAIN),
        *_map("$uri", "$portal_frames", {f"~{EMBEDDED}": ""}, UNFRAMED),
        *_map("$status", "$portal_allow", {"405": METHODS}, ""),
        *(
            line
            for number, value in enumerate(PREFLIGHT.values())
            for line in _map("$request_method", _preflight(number), {"OPTIONS": value}, "")
        ),
    ]
    return _text(lines)


def server_part(prefix: str, policy: str) -> bytes:
    """Types, headers, errors and CKAN's calls of one site."""
    return _text(
        [
            *_served_files(prefix),
            "",
            *(
                f'add_header {name} "{value}" always;'
                for name, value in answer_headers(f"{policy}$portal_frames", EMBEDDED).items()
            ),
            "add_header Cache-Control $portal_kept;",
            "add_header Allow $portal_allow always;",
            *(
                f"add_header {name} {_preflight(number)} always;"
                for number, name in enumerate(PREFLIGHT)
            ),
            "if ($request_method = OPTIONS) { return 204; }",
            "",
            *(f"location ~ {_pattern(hidden, prefix)} {{ return 404; }}" for hidden in HIDDEN),
            *(
                line
                for pattern, media_type in BY_PLACE.items()
                if not pattern.startswith("api/")
                for line in _block(f"~ {_pattern(pattern, prefix)}", _typed(media_type))
            ),
            *_api(prefix),
        ]
    )


def _served_files(prefix: str) -> Iterator[str]:
    yield "index index.html;"
    yield "absolute_redirect off;"
    yield f"error_page 404 {prefix}404.html;"
    yield "charset off; # each type says its own"
    yield "types {"
    for ending, media_type in sorted(BY_ENDING.items()):
        yield f'    "{content_type(media_type)}" {ending};'
    yield "}"
    yield f"default_type {UNKNOWN};"
    yield "gzip on;"
    yield "gzip_static on; # the .gz files that the build writes where the settings ask for them"
    yield "gzip_vary on;"
    yield "gzip_comp_level 6; # a quarter less to send than with its own level, 1"
    yield "gzip_proxied any;"
    yield "gzip_min_length 1024;"
    yield "gzip_types"
    yield from (f'    "{text}"' for text in map(content_type, text_types()))
    yield "    ;"


def _api(prefix: str) -> Iterator[str]:
    """What is not there is told in JSON; CKAN's calls are answered with the file that has it.

    Values of a query are looked up in maps, never put into a path as they are.
    """
    actions, answers = f"{prefix}{ACTIONS}", f"{prefix}{ANSWERS}"
    calls = {
        f"(?<portal_call>{'|'.join(SHOWN)})/?": f"{actions}/$portal_call/$portal_id",
        f"(?<portal_call>{'|'.join(LISTED)})": (
            f"{answers}/$portal_call$portal_fields {actions}/$portal_call"
        ),
        "(?<portal_call>.+)": f"{actions}/$portal_call",
    }
    either = f"~ ^{re.escape(prefix)}api/(?:3/)?action"
    search = f"{answers}/$portal_search {actions}/$portal_search"
    lines = [
        f"error_page 404 {prefix}{NOT_FOUND};",
        f"error_page 405 {prefix}{NOT_ALLOWED};",
        f"error_page 400 {prefix}{REFUSED};",
        *_block(f"{either}/{SEARCH}$", [*_typed(JSON), f"try_files {search} =400;"]),
    ]
    for call, files in calls.items():
        lines += _block(f"{either}/{call}$", [*_typed(JSON), f"try_files {files} =404;"])
    yield from _block(f"{prefix}api/", lines)


def _preflight(number: int) -> str:
    return f"$portal_preflight_{number}"


def _map(source: str, name: str, values: Mapping[str, str], other: str) -> Iterator[str]:
    yield f"map {source} {name} {{"
    yield f'    default "{other}";'
    yield from (f'    "{key}" "{value}";' for key, value in values.items())
    yield "}"


def _block(location: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"location {location} {{"
    yield from (f"    {line}" for line in lines)
    yield "}"


def _typed(media_type: str) -> list[str]:
    return ["types { }", f'default_type "{content_type(media_type)}";']


def _pattern(glob: str, prefix: str) -> str:
    """A regular expression for a path of the site."""
    return f'"^{re.escape(prefix)}{re.escape(glob).replace(re.escape("*"), ".*")}$"'


def _text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
