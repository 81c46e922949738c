"""Search among the activities that forgives spelling: by the words of her language, of English and of Dutch.

The index of a language is made at the first search in it, from the translated messages, so a search needs an
application context.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from trajectplan.catalogue.work import ACTIVITIES
from trajectplan.i18n import DEFAULT, speaking

__all__ = ["search"]

MOST = 8
"""How many activities are found at most: what one sees on a phone without scrolling far."""

WORDS = 12
"""How many words of what she typed are looked at."""

FADING = 0.5
"""An activity that fits less than this part of the best one is no find."""

SLIP = 0.2
"""What one slip of the pen takes away from how sure a word is."""

COMMON = 6
"""A word that stands in more labels than this says nothing about what is done."""

ONE_SLIP, TWO_SLIPS = 4, 7
"""From these lengths on one or two letters may be wrong: a short word resembles too many others."""

BEGINNING, COMPOUND = 3, 4
"""The shortest beginning that stands for a word, and the shortest word that is seen inside a longer one."""

TELLING = 5
"""The shortest word of a label that counts: shorter ones are articles and the like, or stand among the search words."""

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"(?:[وبفك]?ال|لل)(?=\w{3})")
"""What Arabic writes before a word as one with it: the article, also after "and", "with", "so", "as" or "for"."""
_ETHIOPIC = range(0x1200, 0x1358)
_ROW = 8
"""So many syllables of one consonant follow one another; which of them stands there changes with the form of a word."""
_ALIKE = {
    0x1210: "ሀ",  # noqa: RUF001 - meant so
    0x1220: "ሰ",
    0x1248: "ቀ",
    0x1250: "ቀ",
    0x1258: "ቀ",
    0x1280: "ሀ",  # noqa: RUF001 - meant so
    0x1288: "ሀ",  # noqa: RUF001 - meant so
    0x12B0: "ከ",
    0x12B8: "ከ",
    0x12C0: "ከ",
    0x1310: "ገ",
    0x1340: "ጸ",
}
"""Rows of syllables, by their first, that are written for each other.

Two are left of s, ts and h each, and k and q have a second one for their sound after a vowel (Wikipedia, Tigrinya
language, phonology and writing system); ሐ is written as ሀ by who learned to write Amharic; the rows with a w after k,
q, h and g stand beside the plain ones. ዐ and አ stay two: with them one, a mother (ኣደ) would be a debt (ዕዳ).
"""  # noqa: RUF001 - meant so
_LIKE = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ة": "ه", "ى": "ي", "ٱ": "ا", "ـ": ""}  # noqa: RUF001 - meant so
    | {chr(letter): chr(letter - letter % _ROW) for letter in _ETHIOPIC}
    | {chr(row + order): like for row, like in _ALIKE.items() for order in range(_ROW)}
)
"""Letters that are one for a search, beyond those that differ by an accent only."""
_BEFORE = (
    (re.compile(r"[وف]?(?:ب?ال|لل|با?|[لا])?"), 3),
    (re.compile(r"ነየ|ከበ|መሰ|[ነበመ]"), 2),
)
"""What may stand before a word as one with it, in folded letters, and how many letters of the word must be left.

Arabic: "and", "so", "with", "for" and the article (Larkey, Ballesteros, Connell, Light stemming for Arabic information
retrieval, 2007), and the letter that says "I" in a verb, also after the spoken "b". Tigrinya: ን and ብ, which are always
joined to a word, ናይ, ካብ and ምስ, which may be (people.vcu.edu/~gasmerom, Tigrigna, lesson 7: prepositions), and the ም of
a verbal noun.
"""
LONGEST_BEFORE = 4
"""The longest of these in letters."""


def _folded(text: str) -> list[str]:
    """The words of a text without case, accents and what a language writes in more than one way."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LIKE)
    return [_ARTICLE.sub("", word, count=1) if _ARTICLE.match(word) else word for word in _WORD.findall(bare)]


def _rests(word: str) -> Iterator[str]:
    """What is left of a word without what may stand before it, the longest first."""
    for before, least in _BEFORE:
        for end in range(1, min(LONGEST_BEFORE, len(word) - least) + 1):
            if before.fullmatch(word, 0, end):
                yield word[end:]


def _slips(word: str) -> int:
    """How many letters may be wrong."""
    return (len(word) >= ONE_SLIP) + (len(word) >= TWO_SLIPS)


class _Index:
    """Which words belong to which activities, and how much a word tells: the rarer, the more."""

    def __init__(self, words: Mapping[str, set[str]]) -> None:
        activities: dict[str, list[str]] = defaultdict(list)
        for key, of_activity in words.items():
            for word in of_activity:
                activities[word].append(key)
        self.activities = dict(activities)
        self.words = tuple(sorted(activities))
        self.weight = {word: log(len(words) / len(keys)) for word, keys in activities.items()}
        self.place = {key: number for number, key in enumerate(words)}

    def find(self, text: str) -> tuple[str, ...]:
        """The activities that fit, best first; the same words in another order find the same."""
        asked = sorted(dict.fromkeys(_folded(text)[:WORDS]))
        scores: Counter[str] = Counter()
        for word in asked:
            scores.update(self._scores(word))
        least = max(scores.values(), default=0) * FADING
        found = [key for key, score in scores.items() if score >= least > 0]
        return tuple(sorted(found, key=lambda key: (-scores[key], self.place[key]))[:MOST])

    def _scores(self, asked: str) -> dict[str, float]:
        """How well one word fits each activity: by the best of the known words it may mean.

        Where it may mean none, what may stand before a word is taken off, and the rest must be a known word as it is.
        """
        best: dict[str, float] = defaultdict(float)
        meant = list(self._meant(asked))
        if not meant:
            meant = [(rest, 1 - SLIP) for rest in _rests(asked) if rest in self.activities][:1]
        for word, sure in meant:
            for key in self.activities[word]:
                best[key] = max(best[key], sure * self.weight[word])
        return best

    def _meant(self, asked: str) -> Iterator[tuple[str, float]]:
        """The known words that this one may mean, each with how sure that is, up to 1."""
        slips = _slips(asked)
        near = process.extract(asked, self.words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        for word, distance, _place in near:
            if distance <= min(slips, _slips(word)):
                yield word, 1 - distance * SLIP
        for word in self.words:
            if _is_part(word, asked):
                yield word, min(len(word), len(asked)) / max(len(word), len(asked))


def _is_part(word: str, asked: str) -> bool:
    """Whether a known word is half typed, or stands at an end of a compound, as ``fiets`` in ``fietstas``."""
    if len(asked) < len(word):
        return len(asked) >= BEGINNING and word.startswith(asked)
    return word != asked and len(word) >= COMPOUND and (asked.startswith(word) or asked.endswith(word))


@cache
def _index(language: str) -> _Index:
    """The index of a language, with English and Dutch beside it."""
    words: dict[str, set[str]] = {key: set() for key in ACTIVITIES}
    for spoken in dict.fromkeys((language, "en", DEFAULT)):
        with speaking(spoken):
            for key, activity in ACTIVITIES.items():
                words[key].update(_folded(str(activity.find)))
            labels = {key: set(_folded(str(activity.label))) for key, activity in ACTIVITIES.items()}
        times = Counter(word for of_label in labels.values() for word in of_label)
        for key, of_label in labels.items():
            words[key].update(word for word in of_label if len(word) >= TELLING and times[word] <= COMMON)
    return _Index(words)


def search(text: str, language: str = "") -> tuple[str, ...]:
    """Keys of the activities that fit what she typed, best first, at most eight; none when nothing fits.

    Needs an application context. ``language`` is that of her page; English and Dutch are always searched too.
    """
    return _index(language or DEFAULT).find(text)
