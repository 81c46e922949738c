"""Whole numbers as people type them: in digits or in words, with "about" before them and a unit behind them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from trajectplan.questions import number_words
from trajectplan.questions.number_words import HALVES, IN_FIGURES, NUMBERS, ONE_BY_ITSELF, UNIT_OF
from trajectplan.questions.spelling import folded
from trajectplan.questions.typed import Unreadable, western

Unit: TypeAlias = Literal["", "years", "days", "hours", "minutes"]
"""What a question counts, when that can be typed behind the number."""

LONGEST: Final = 60
"""No number that is meant as one takes more characters; what is longer isn't searched."""


def _any(words: Iterable[str]) -> str:
    """Any of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_MINUTES: Final = {"minutes": 1, "quarters": 15, "hours": 60}
_ABOUT: Final = rf"(?:(?:{_any(number_words.ABOUT)})\s*)?"
# A letter right before it makes it the end of a word: the y of "twenty" is no year. Before an article, "on" is English
# and no Turkish ten.
_SAID: Final = re.compile(
    rf"{_ABOUT}(?:(?P<lead>{_any(number_words.A_WEEK_BEFORE)})\s+{_ABOUT})?(?P<value>.*?)\s*"
    rf"(?:(?:\b(?<!\bon )(?P<article>an?|een)\s+)?(?<![^\W\d])(?P<unit>{_any(UNIT_OF)})\.?"
    rf"(?P<tail>\s+(?:{_any((*number_words.OLD, *number_words.A_WEEK))}))?)?"
    rf"(?:\s+(?:{_any(number_words.ABOUT_BEHIND)}))?"
)
_TAILS: Final = {"years": number_words.OLD, "days": number_words.A_WEEK, "hours": number_words.A_WEEK}
_IN_FIGURES: Final = re.compile(rf"(?<!\w)(?:{_any(IN_FIGURES)})(?!\w)")
_DIGITS: Final = re.compile(r"\d{1,9}")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:[.,\s]\d{3}){1,2}")
_BROKEN: Final = re.compile(r"\d{0,9}[.,]\d{1,2}")
_LIKE_A_CLOCK: Final = re.compile(r"\d*[.,]\d{2}")
"""With hours behind it, "1.30" is one and a half to most and 78 minutes to some."""
_ANY_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d]+")


def number(text: str, counts: Unit = "") -> int:
    """The whole number that was typed, in what the question ``counts``: ``3 jaar``, ``ca. 16``, ``half an hour``.

    Hours and quarters of an hour become minutes where minutes are counted; nothing else is worked out.

    Raises ``Unreadable`` for the reason ``not_a_number``, ``one_number``, ``not_whole``, or ``in_…`` and the unit.
    """
    said = _plain(text)
    match = _SAID.fullmatch(said) if len(said) <= LONGEST else None
    value = _value(match["value"] or match["article"] or "", match["unit"]) if match else None
    if match is None or value is None:
        raise _no_number(said[:LONGEST])
    factor = _factor(match["unit"], match["lead"] or match["tail"], counts)
    if factor == _MINUTES["hours"] and counts == "minutes" and _LIKE_A_CLOCK.fullmatch(match["value"]):
        raise Unreadable("in_minutes", near=30)
    value *= factor
    if value.denominator != 1:
        raise Unreadable("not_whole", near=math.floor(value))
    return int(value)


def _plain(text: str) -> str:
    """In one spelling, with halves, quarters and the Arabic dual in figures, and no hyphen inside a word."""
    said = folded(western(text)).replace("’", "'")
    said = re.sub(r"(?<=\d)\s*(?:½|bucuk\b)", ".5", said).replace("½", " 0.5 ")
    said = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", said)
    return _IN_FIGURES.sub(lambda match: IN_FIGURES[match[0]], " ".join(said.split()))


def _value(said: str, unit: str | None) -> Fraction | None:
    """What the number alone says, or ``None`` where it is none."""
    if _DIGITS.fullmatch(said) or _GROUPED.fullmatch(said):
        return Fraction(re.sub(r"\D", "", said))
    if _BROKEN.fullmatch(said):
        return Fraction(f"0{said}".replace(",", "."))
    if unit and (said in {"a", "an"} or (not said and (UNIT_OF[unit] == "quarters" or unit in ONE_BY_ITSELF))):
        return Fraction(1)
    return Fraction(NUMBERS[said]) if said in NUMBERS else HALVES.get(said)


def _factor(word: str | None, tail: str | None, counts: Unit) -> int:
    """How many of what is counted one of this unit is."""
    unit = UNIT_OF[word] if word else counts
    if unit == counts and (not tail or tail.strip() in _TAILS.get(counts, ())):
        return 1
    if counts == "minutes" and unit in _MINUTES and not tail:
        return _MINUTES[unit]
    raise Unreadable(f"in_{counts}" if counts else "not_a_number")


def _no_number(said: str) -> Unreadable:
    """Why it can't be read: there are several numbers, or there is none."""
    # "3 on Monday" is one number: alone, "on" is a Turkish ten, in a sentence more often English.
    found = [_value(each, None) for each in _ANY_NUMBER.findall(said) if each != "on"]
    return Unreadable("one_number" if len(found) - found.count(None) > 1 else "not_a_number")
