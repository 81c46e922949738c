"""Whole numbers as people type them: in digits or in words, with "about" before them and a unit behind them."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from trajectplan.questions.typed import Unreadable, western

Unit: TypeAlias = Literal["", "years", "days", "hours", "minutes"]
"""What a question counts, when that can be typed behind the number."""

LONGEST: Final = 60
"""No number that is meant as one takes more characters; what is longer isn't searched."""

_UNITS: Final = {
    "minutes": "min mins minuut minuten minuutje minuutjes minute minutes",
    "quarters": "kwartier kwartieren kwartiertje",
    "hours": "uur uren uurtje uurtjes u h hr hrs hour hours",
    "days": "dag dagen d day days",
    "weeks": "week weken weeks",
    "months": "maand maanden mnd month months",
    "years": "jaar jaren jr j year years yr yrs y",
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_MINUTES: Final = {"minutes": 1, "quarters": 15, "hours": 60}
_ABOUT: Final = r"ca\.?|circa|ongeveer|plm\.?|±|\+/-|~|zo'n|about|around|approx\.?|approximately|roughly"
# A letter right before it makes it the end of a word: the y of "twenty" is no year.
_SAID: Final = re.compile(
    rf"(?:(?:{_ABOUT})\s*)?(?P<value>.*?)\s*"
    rf"(?:(?:\b(?P<article>an?|een)\s+)?(?<![^\W\d])(?P<unit>{'|'.join(_UNIT_OF)})\.?"
    r"(?P<tail>\s+(?:oud|old|(?:per|in de|an?|each|every)\s+week))?)?"
)
_TAILS: Final = {"years": ("oud", "old"), "days": ("week",), "hours": ("week",)}
_DIGITS: Final = re.compile(r"\d{1,9}")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:[.,\s]\d{3}){1,2}")
_BROKEN: Final = re.compile(r"\d{0,9}[.,]\d{1,2}")
_ANY_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d]+")

# fmt: off
_DUTCH: Final = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)
_ENGLISH: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
# fmt: on
_DUTCH_TENS: Final = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_ENGLISH_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_HALVES: Final = {
    **dict.fromkeys(("half", "halve", "1/2", "een half", "een halve", "a half"), Fraction(1, 2)),
    **dict.fromkeys(("anderhalf", "anderhalve", "one and a half"), Fraction(3, 2)),
}


def _number_words() -> dict[str, int]:
    """The words for 0 to 99 in Dutch and English, as ``plain`` makes them."""
    words = {word: value for names in (_DUTCH, _ENGLISH) for value, word in enumerate(names)}
    for place, (dutch, english) in enumerate(zip(_DUTCH_TENS, _ENGLISH_TENS, strict=True), start=2):
        words |= {dutch: 10 * place, english: 10 * place}
        for one in range(1, 10):
            value = 10 * place + one
            words |= {f"{_DUTCH[one]}en{dutch}": value, f"{english} {_ENGLISH[one]}": value}
    return words


_WORDS: Final = _number_words()


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
    value *= _factor(match["unit"], match["tail"], counts)
    if value.denominator != 1:
        raise Unreadable("not_whole", near=math.floor(value))
    return int(value)


def _plain(text: str) -> str:
    """Small letters without the accents of Dutch numbers; a half in figures; no hyphen inside a word."""
    said = western(text).casefold().translate(str.maketrans("éë’", "ee'"))
    said = re.sub(r"\s*½", ".5", said)
    said = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", said)
    return re.sub(r"\bquarters?(?: of an)? hour\b", "kwartier", " ".join(said.split()))


def _value(said: str, unit: str | None) -> Fraction | None:
    """What the number alone says, or ``None`` where it is none."""
    if _DIGITS.fullmatch(said) or _GROUPED.fullmatch(said):
        return Fraction(re.sub(r"\D", "", said))
    if _BROKEN.fullmatch(said):
        return Fraction(f"0{said}".replace(",", "."))
    if unit and (said in {"a", "an"} or (not said and _UNIT_OF[unit] == "quarters")):
        return Fraction(1)
    return Fraction(_WORDS[said]) if said in _WORDS else _HALVES.get(said)


def _factor(word: str | None, tail: str | None, counts: Unit) -> int:
    """How many of what is counted one of this unit is."""
    unit = _UNIT_OF[word] if word else counts
    if unit == counts and (not tail or tail.endswith(_TAILS.get(counts, ()))):
        return 1
    if counts == "minutes" and unit in _MINUTES and not tail:
        return _MINUTES[unit]
    raise Unreadable(f"in_{counts}" if counts else "not_a_number")


def _no_number(said: str) -> Unreadable:
    """Why it can't be read: there are several numbers, or there is none."""
    found = [_value(each, None) for each in _ANY_NUMBER.findall(said)]
    return Unreadable("one_number" if len(found) - found.count(None) > 1 else "not_a_number")
