"""What `portal new` asks a person at a terminal, and refuses where nobody can be asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from builder.language.code_words import named_code
from builder.language.text import Localised
from builder.language.words import Words, language_name
from builder.model import Field, Schema
from builder.stewarding.new_tables import TYPES, Gathered, Wish, column_name
from builder.stewarding.repair import Doubtful
from builder.stewarding.terminal import RefusedError

MOST = 40
"""Doubts that are told of one file."""


class Questions:
    """Asks in the words of one language about a package in the languages of a portal."""

    def __init__(
        self, ask: Callable[[str], str] | None, words: Words, languages: Sequence[str]
    ) -> None:
        self.ask, self.t, self.languages = ask, words, languages

    def needed(self, flag: str, **values: str) -> str:
        """What a flag or, on a terminal, an answer must say."""
        if self.ask is None:
            raise RefusedError(self.t("new.needed", flag=f"--{flag}", **{"ids": "", **values}))
        answer = ""
        while not answer:
            answer = self.ask(self.t(f"new.ask.{flag}", **values)).strip()
        return answer

    def texts(self, flag: str, given_texts: Sequence[str], shortest: int) -> Mapping[str, str]:
        """A text in each language that somebody has; only the first is needed."""
        first, *others = self.languages
        given: dict[str, str] = {}
        for text in given_texts:
            language, equals, said = text.partition("=")
            is_tagged = equals and language in self.languages
            given[language if is_tagged else first] = said if is_tagged else text
        while len(given.get(first, "")) < shortest:
            if self.ask is None and first in given:
                raise RefusedError(self.t("new.short", flag=f"--{flag}", count=shortest))
            given[first] = self.needed(flag, language=language_name(first, self.t.language))
        for language in others:
            if language not in given and self.ask is not None:
                spoken = language_name(language, self.t.language)
                question = self.t(f"new.ask.other.{flag}", language=spoken)
                given[language] = self.ask(question).strip()
        return {name: given[name] for name in self.languages if given.get(name)}

    def wish(self, text: str) -> tuple[str, Wish]:
        """`HEADING=NAME:TYPE:TITLE`, the title in the second language of the portal."""
        heading, equals, said = text.partition("=")
        name, _, rest = said.partition(":")
        kind, _, title = rest.partition(":")
        if not equals or kind not in ("", *TYPES):
            raise RefusedError(self.t("new.column", text=text, types=", ".join(TYPES)))
        second = self.languages[1:2]
        titles = dict.fromkeys(second, title) if title else {}
        name = name or column_name(heading, ())
        return heading, Wish(name=name, type=kind or None, titles=titles)

    def pair(self, text: str) -> tuple[str, str]:
        """`COLUMN=CODE`."""
        column, equals, code = text.partition("=")
        if not equals:
            raise RefusedError(self.t("steward.pair", text=text))
        return column.strip(), code.strip()

    def asked_columns(self) -> Mapping[str, Wish]:
        """The columns of an empty table, asked for one after another."""
        if self.ask is None:
            raise RefusedError(self.t("new.needed", flag="--column", ids=""))
        wishes: dict[str, Wish] = {}
        while label := self.ask(self.t("new.ask.column", types=", ".join(TYPES))).strip():
            heading, wish = self.wish(label if "=" in label else f"{label}=")
            wishes[heading] = wish
        if not wishes:
            raise RefusedError(self.t("new.needed", flag="--column", ids=""))
        return wishes

    def titled(self, column: Field, spoken: Sequence[str]) -> Field:
        """A column with its title in each language that the package speaks."""
        titles = dict(column.title)
        for language in spoken:
            if language not in titles and self.ask is not None:
                known = language_name(language, self.t.language)
                said = {"title": titles[spoken[0]], "language": known}
                titles[language] = self.ask(self.t("new.ask.title_of", **said)).strip()
            if not titles.get(language):
                raise RefusedError(
                    self.t("new.untitled", title=titles[spoken[0]], language=language)
                )
        return replace(column, title=Localised(titles))

    def answered(self, gathered: Gathered) -> tuple[dict[tuple[int, str], str], dict[str, Wish]]:
        """What a person says of doubtful cells, and of columns that could have two types."""
        answers: dict[tuple[int, str], str] = {}
        more: dict[str, Wish] = {}
        if self.ask is None:
            return answers, more
        for doubt in gathered.doubts:
            said = self.ask(f"{self.doubt_text(doubt)} {self.t('fix.ask')} ").strip()
            if doubt.reason == "thousands" and said in TYPES:
                more[doubt.column] = Wish(name=column_name(doubt.column, ()), type=said)
            elif said:
                answers[(doubt.row, doubt.column)] = said
        return answers, more

    def doubt_text(self, doubt: Doubtful) -> str:
        """What is not clear, and where."""
        key = f"fix.doubt.{doubt.reason}"
        reason = self.t(key if key in self.t else f"form.refused.{doubt.reason}")
        if not doubt.row:
            return reason
        if doubt.codes:
            named = (named_code(doubt.column, code, doubt.codes, self.t) for code in doubt.codes)
            reason = f"{reason}. {self.t('mend.codes', codes=', '.join(named))}"
        values = {"row": doubt.row, "column": doubt.column, "value": doubt.value}
        return self.t("fix.doubtful", **values, reason=reason)

    def asked_cell(self, name: str, schema: Schema) -> str:
        """What a column says in every row."""
        assert self.ask is not None, "there is somebody to ask"
        column = schema.fields[schema.position(name)]
        title = column.title[self.t.language]
        choices = ", ".join(column.categories)
        return self.ask(self.t("new.ask.cell", title=title, choices=choices)).strip()

    def refuse(self, doubts: Sequence[Doubtful]) -> None:
        """Tell what is not clear, if anything."""
        if doubts:
            lines = [self.doubt_text(doubt) for doubt in doubts[:MOST]]
            raise RefusedError("\n".join([*lines, self.t("new.unclear", count=len(doubts))]))
