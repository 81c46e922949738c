"""Numbers in Ethiopic numerals, which have no zero and no places: tens and ones, hundreds, ten thousands."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

HUNDRED, MYRIAD = "\u137b", "\u137c"
_TENS, _ONES = "[\u1372-\u137a]", "[\u1369-\u1371]"
_BELOW_MYRIAD: Final = rf"(?:(?:{_TENS}?{_ONES}?){HUNDRED})?{_TENS}?{_ONES}?"
# Two myriad signs reach past the largest number that can be typed.
_NUMERAL: Final = re.compile(rf"(?:{_BELOW_MYRIAD}{MYRIAD}){{0,2}}{_BELOW_MYRIAD}")
_RUN: Final = re.compile("[\u1369-\u137c]+")


def in_digits(text: str) -> str:
    """The text with Ethiopic numbers as 0–9: ``፪፻፵`` is 240, ``፳፻፲፱`` 2019.

    A run of such signs that makes no number stays as it is: ``፪፭`` may be meant as 7 or as 25.

    Before the sign for a hundred or ten thousand stands how many of them; none there is one, or where higher signs come
    first, none. So they are written in W3C, CSS Counter Styles Level 3, ``ethiopic-numeric``; a one that is left out
    there may be written: ``፩፻``.
    """
    return _RUN.sub(_figures, text)


def _figures(run: re.Match[str]) -> str:
    if not _NUMERAL.fullmatch(run[0]):
        return run[0]
    first, *others = run[0].split(MYRIAD)
    value = _below_myriad(first) or (1 if others else 0)
    for each in others:
        value = value * 10_000 + _below_myriad(each)
    return str(value)


def _below_myriad(signs: str) -> int:
    """What the signs between two myriad signs say; 0 where there are none."""
    hundreds, hundred, rest = signs.rpartition(HUNDRED)
    return (_sum(hundreds) or len(hundred)) * 100 + _sum(rest)


def _sum(signs: str) -> int:
    return sum(int(unicodedata.numeric(sign)) for sign in signs)
