"""Dutch texts are as easy to read as we promise: Flesch-Douma, and no sentence over twelve words without a reason.

Flesch-Douma = 206.84 - 0.93 x words per sentence - 0.77 x syllables per 100 words; 60 and more is easy for most adults.
Only running text says something: a single word on a card can score anything, so cards of a word or three don't count.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest
import textstat
from babel.messages.pofile import read_po

from trajectplan.catalogue import ACTIVITIES
from trajectplan.chapters import CHAPTERS
from trajectplan.pages import Page
from trajectplan.plan.summary import Phrase
from trajectplan.questions import CardItems, Choice, Group, Items, Option
from trajectplan.resources import TRANSLATIONS

EXCEPTIONS = tomllib.loads(Path(__file__).with_name("readability_exceptions.toml").read_text("utf-8"))

FEWEST_WORDS = 30
"""Shorter texts give no score that means anything."""
RUNNING = 4
"""So many words make a text running text rather than a label."""
LONGEST_SENTENCE = 12
EACH, MIDDLE = 60, 75

PLACEHOLDER = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"</?[a-z][^>]*>")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@cache
def catalogue() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Every text: its message id, its Dutch and the files that say it."""
    with (TRANSLATIONS / "nl" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="nl") if message.id]
    found = []
    for message in messages:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string or "",)
        files = frozenset(file for file, _line in message.locations)
        found += [(str(english), str(dutch), files) for english, dutch in zip(ids, strings, strict=True)]
    return tuple(found)


def in_dutch(text: object) -> str:
    """The Dutch of a said text; names of days come from Babel and are left out."""
    return {english: dutch for english, dutch, _files in catalogue()}.get(str(text), "")


# What stands on a page ------------------------------------------------------------------------------------------------


def said_by(group: type[Group]) -> Iterator[object]:
    """Every text of a screen, and of the screen of the things it lists; not the municipality's own word."""
    found = [group.title, group.hint, group.why, group.example, group.note, group.take_care]
    for question in group().questions:
        found += [question.asked, question.hint, question.missing, *question.own_messages.values(), *question.starters]
        if isinstance(question, Choice):
            found += on_cards(question.known)
        if isinstance(question, CardItems):
            found += [question.own, question.own_hint, *on_cards((*question.known.values(), *question.none))]
        if isinstance(question, Items):
            found += [question.add, *said_by(question.group)]
    yield from (text.text if isinstance(text, Phrase) else text for text in found if is_ours(text))


def on_cards(options: Iterable[Option]) -> list[object]:
    """What stands on cards and in their folds; not what a page for each card says."""
    return [text for option in options for text in (option.label, option.note, *option.more)]


def is_ours(text: object) -> bool:
    """Whether a text comes from the catalogue: the name of a day doesn't."""
    return type(text).__name__ != "DayName"


PAGES: dict[str, type[Page]] = {page.key: page for chapter in CHAPTERS for page in chapter.pages}
TO_FIND = frozenset(str(activity.find) for activity in ACTIVITIES.values())
"""Words that a search finds an activity by; nobody reads them."""
OFFICIAL = frozenset(str(page.official_word) for page in PAGES.values())


def by_file() -> dict[str, list[str]]:
    """The Dutch texts by the file that says them."""
    texts = defaultdict(list)
    for english, dutch, files in catalogue():
        for file in files if english not in OFFICIAL else ():
            # In data stand names of jobs and work too; only what ends as a sentence does is one.
            if not file.endswith(".toml") or dutch.endswith((".", "!", "?")):
                texts[file].append(dutch)
    return texts


# Measuring ------------------------------------------------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with a stop at its end."""
    plain = PLACEHOLDER.sub("A", TAG.sub("", text)).strip()
    parts = [part.strip() for part in SENTENCE_END.split(plain)]
    return [part if part[-1] in ".!?" else f"{part}." for part in parts if part]


def words(text: str) -> int:
    return len(re.findall(r"[^\W_]+(?:[-.:'’][^\W_]+|,\d+)*", text))


def running(texts: Iterable[str]) -> str:
    """What of these texts can be scored, as one text."""
    return " ".join(sentence for text in dict.fromkeys(texts) if words(text) >= RUNNING for sentence in sentences(text))


def score(text: str) -> float:
    textstat.set_lang("nl")
    return float(textstat.flesch_reading_ease(text))


@cache
def scores() -> dict[str, float]:
    """Flesch-Douma of every page and every file that says enough."""
    texts = {key: running(in_dutch(text) for text in said_by(page) if str(text)) for key, page in PAGES.items()}
    texts |= {file: running(of_file) for file, of_file in by_file().items()}
    return {name: score(text) for name, text in texts.items() if words(text) >= FEWEST_WORDS}


def test_the_measure_tells_easy_from_hard() -> None:
    easy = "Je schrijft het zelf. Je mag elke vraag overslaan. Er gaat niets naar de gemeente."
    hard = "Onverminderd het bepaalde in het voorgaande lid verstrekt het college desgevraagd voorzieningen."
    assert score(easy) > 85
    assert score(hard) < 30


@pytest.mark.parametrize("name", sorted(scores()))
def test_is_easy(name: str) -> None:
    assert scores()[name] >= EACH


def test_half_of_them_are_very_easy() -> None:
    assert len(scores()) > len(PAGES)
    assert median(scores().values()) >= MIDDLE


def long_sentences() -> set[str]:
    """Sentences of more than twelve words, with what is put in as A."""
    texts = (dutch for english, dutch, _files in catalogue() if english not in TO_FIND)
    found = (sentence for dutch in texts for sentence in sentences(dutch))
    return {sentence for sentence in found if words(sentence) > LONGEST_SENTENCE}


def test_sentences_are_short() -> None:
    assert not sorted(long_sentences() - EXCEPTIONS.keys())


def test_no_exception_outlives_its_sentence() -> None:
    assert not sorted(EXCEPTIONS.keys() - long_sentences())
    assert all(reason.strip() for reason in EXCEPTIONS.values())
