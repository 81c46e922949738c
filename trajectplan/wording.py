"""What is known of a language whose texts are proofread: its letters, its words for the field, words of the others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

import regex
from babel.core import get_global
from babel.messages import Message

from trajectplan.i18n import DEFAULT
from trajectplan.reviewing import SOURCE, Texts, counts_of, languages_of, said_in

__all__ = ["PLACEHOLDER", "TAG", "Term", "Text", "Wording", "bare", "folded", "latin_in", "script_of", "words_in"]

SEARCH_WORDS: Final = "search words"
"""The context of rows of words that somebody may type to find an activity: no sentences."""
LEAST_ENGLISH: Final = 3
LEAST_DUTCH: Final = 2
"""Shorter words are letters, or those of any language."""
LEAST_TOLD_APART: Final = 6
"""In shorter words a slip of the pen makes another word."""
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[a-z]")
TAG: Final = re.compile(r"<[^>]*>?|&#?\w+;")
WORD: Final = re.compile(r"[^\W\d_]+")
LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'’.-]*[A-Za-z]")


class Text(NamedTuple):
    """One text in all its forms; ``few`` says of each whether one number alone takes it: it may be a word."""

    message: Message
    english: tuple[str, ...]
    dutch: tuple[str, ...]
    forms: tuple[str, ...]
    few: tuple[bool, ...]

    @property
    def key(self) -> str:
        """The English, as exceptions name it."""
        return self.english[0]

    @property
    def place(self) -> str:
        """The first file that says it."""
        return str(self.message.locations[0][0]) if self.message.locations else ""

    @property
    def is_told(self) -> bool:
        """Whether she reads it: rows of search words are only searched."""
        return bool(self.message.context != SEARCH_WORDS)

    @property
    def pairs(self) -> list[tuple[int, str, str]]:
        """Every form that says something, with its number and the English for it."""
        found = enumerate(self.forms)
        return [(number, self.english[min(number, len(self.english) - 1)], form) for number, form in found if form]


class Term(NamedTuple):
    """A word of the field: what matches it in English, the Dutch word, whether that stands beside it, and its stems."""

    key: str
    english: re.Pattern[str]
    dutch: str
    beside: bool
    stems: tuple[str, ...]

    def is_in(self, text: Text) -> bool:
        """Whether the English says it; the name of a value says nothing."""
        return any(self.english.search(PLACEHOLDER.sub(" ", form)) for form in text.english)


class Wording:
    """The texts of one language, and what is known of it.

    Beside its catalogue these files may stand:
    ``glossary.toml``, its words for the terms of the field; ``exceptions.toml``, texts for which a rule doesn't hold,
    each with its reason, and under ``writing`` what is particular about the language: its ``letters`` where it hasn't
    all of its script, words that are spelled ``alike`` in English or Dutch, those that may stand ``doubled``, and what
    it must ``never`` say.
    """

    def __init__(self, texts: Texts, folder: Path) -> None:
        self.language, self.folder = texts.language, folder
        self.source = texts
        self.script = script_of(texts.language)
        self.exceptions = _toml(folder / texts.language / "exceptions.toml")
        self.writing: Mapping[str, Any] = self.exceptions.pop("writing", {})
        self.words = _toml(folder / texts.language / "glossary.toml")
        self.terms = self._terms()
        counts = counts_of(texts.catalogue)
        self.few = tuple(len(counts.get(form, ())) <= 1 for form in range(texts.catalogue.num_plurals))
        self.texts = [self.text(message) for message in texts.messages]

    def text(self, message: Message) -> Text:
        """A message of the catalogue as it stands now."""
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string or "",)
        return Text(message, ids, said_in(self.source.dutch, message), tuple(said), self.few if len(ids) > 1 else ())

    def excused(self, rule: str) -> set[tuple[str, ...]]:
        """What may break a rule: the English of a text or a file, and the term if it is about one."""
        return self._excused.get(rule, set())

    @cached_property
    def _excused(self) -> dict[str, set[tuple[str, ...]]]:
        return {
            rule: {(row["text"], row["term"]) if "term" in row else (row["text"],) for row in rows}
            for rule, rows in self.exceptions.items()
        }

    def _terms(self) -> tuple[Term, ...]:
        return tuple(
            Term(
                key,
                re.compile(rf"(?<![\w-])(?:{line['english']})(?![\w-])", re.IGNORECASE),
                line["dutch"],
                line["beside"],
                tuple(map(folded, self.words.get(key, {}).get("stems", ()))),
            )
            for key, line in _toml(self.folder / "glossary.toml").items()
        )

    # Words -----------------------------------------------------------------------------------------------------------

    @cached_property
    def official(self) -> set[str]:
        """The Dutch words of the glossary."""
        return {word for term in self.terms for word in latin_in([term.dutch])}

    @cached_property
    def dutch_words(self) -> set[str]:
        """Every word of the Dutch catalogue and of the glossary."""
        return self.official.union(*({*latin_in(text.dutch), *words_in(text.dutch)} for text in self.texts))

    @cached_property
    def long_words(self) -> list[str]:
        """Those of them in which a slip of the pen can be told from another word."""
        return sorted(word for word in self.dutch_words if len(word) >= LEAST_TOLD_APART)

    @cached_property
    def english_words(self) -> set[str]:
        """Every word of the English texts that is no Dutch one, and none of this language either."""
        english = {word for text in self.texts for word in words_in(text.english) if len(word) >= LEAST_ENGLISH}
        dutch = {word for text in self.texts for word in words_in(text.dutch)}
        return english - dutch - self.alike

    @cached_property
    def alike(self) -> set[str]:
        """Words of this language that are spelled as an English or a Dutch one."""
        return set(map(folded, self.writing.get("alike", ())))

    @cached_property
    def said_in_dutch(self) -> set[str]:
        """Every word of the Dutch that she reads, but none of this language too."""
        dutch = {word for text in self.texts if text.is_told for word in words_in(text.dutch)}
        return {word for word in dutch if len(word) >= LEAST_DUTCH} - self.alike

    @cached_property
    def said_in_english(self) -> set[str]:
        """Every word that the English says somewhere without the Dutch: no name, as names stand in both."""
        told = [text for text in self.texts if text.is_told]
        return {word for text in told for word in {*words_in(text.english)} - {*words_in(text.dutch)}}

    @cached_property
    def elsewhere(self) -> dict[tuple[Any, Any], dict[str, set[str]]]:
        """What the other translations say for each text, by its context and message id."""
        found: dict[tuple[Any, Any], dict[str, set[str]]] = {}
        for language in sorted(set(languages_of(self.folder)) - {self.language, SOURCE, DEFAULT}):
            other = Texts(language, self.folder).catalogue
            for message in self.source.messages:
                found.setdefault((message.context, message.id), {})[language] = set(said_in(other, message))
        return found

    # Letters ---------------------------------------------------------------------------------------------------------

    @cached_property
    def own_letters(self) -> regex.Pattern[str]:
        """Finds a letter of the language."""
        return regex.compile(rf"(?V1)[{self._letters()}&&\p{{L}}]")

    @cached_property
    def other_letters(self) -> regex.Pattern[str]:
        """Finds a letter, or a sign on one, that the language hasn't; beside another script Latin has its own rule."""
        latin = "" if self.script == "Latn" else r"--\p{Latin}"
        return regex.compile(rf"(?V1)[[\p{{L}}\p{{M}}]--{self._letters()}{latin}]")

    def _letters(self) -> str:
        """Its letters and the marks on them as a class: any where Unicode knows no script of it, or it has several."""
        if letters := self.writing.get("letters"):
            return f"[{letters}]"
        try:
            regex.compile(rf"\p{{Script_Extensions={self.script}}}")
        except regex.error:
            return r"[\p{L}\p{M}]"
        return rf"\p{{Script_Extensions={self.script}}}"


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def script_of(language: str) -> str:
    """The script that a language is written in, as ISO 15924 names it; empty where Unicode doesn't know."""
    likely = str(get_global("likely_subtags").get(language, "")).split("_")
    named = [part for part in (*language.replace("-", "_").split("_"), *likely) if re.fullmatch("[A-Z][a-z]{3}", part)]
    return named[0] if named else ""


def folded(text: str) -> str:
    """In small letters, also from Turkish."""
    return text.replace("İ", "i").lower()


def bare(form: str) -> str:
    """A text without what the program puts in and without tags."""
    return TAG.sub(" ", PLACEHOLDER.sub(" ", form))


def words_in(forms: Sequence[str]) -> list[str]:
    """The words of texts, in small letters."""
    return [folded(word) for form in forms for word in WORD.findall(bare(form))]


def latin_in(forms: Sequence[str]) -> list[str]:
    """The words in Latin letters, as they stand in a text of another script; in small letters."""
    return [folded(word) for form in forms for word in LATIN.findall(bare(form))]
