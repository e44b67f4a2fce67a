"""argparse in the reader's language: the only module that knows its own messages."""

import argparse
from collections.abc import Mapping

from builder.language.words import Words

MESSAGES: Mapping[str, str] = {
    "usage: ": "usage",
    "positional arguments": "positional",
    "options": "options",
    "show this help message and exit": "help",
    "show program's version number and exit": "version",
    "%(prog)s: error: %(message)s\n": "error",
    "argument %(argument_name)s: %(message)s": "argument",
    "expected one argument": "expected.one",
    "expected at least one argument": "expected.many",
    "the following arguments are required: %s": "required",
    "unrecognized arguments: %s": "unrecognized",
    "invalid choice: %(value)r (choose from %(choices)s)": "choice",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "command",
    "invalid %(type)s value: %(value)r": "value",
    "ambiguous option: %(option)s could match %(matches)s": "ambiguous",
    "ignored explicit argument %r": "ignored",
}
"""What argparse of Python 3.11 to 3.13 says → end of its key under `cli.argparse.`."""


def speak(t: Words) -> None:
    """Let argparse say its own messages in the language of the words, from now on.

    It asks gettext for each through the name `_` of its module, which is replaced here: a
    catalogue of gettext would have to be a compiled file.
    """

    def said(message: str) -> str:
        key = MESSAGES.get(message)
        end = "\n" if message.endswith("\n") else ""
        return f"{t(f'cli.argparse.{key}')}{end}" if key else message

    argparse._ = said  # type: ignore[attr-defined]
