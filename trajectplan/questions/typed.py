"""What people type and what it means: text, amounts and times, in any script's digits; see ``numbers``, ``days``."""

from __future__ import annotations

import re
import unicodedata

from trajectplan.plan.visible import visible
from trajectplan.questions import day_parts, ethiopic

MINUTES_AN_HOUR = 60
MINUTES_A_DAY = 24 * MINUTES_AN_HOUR
FIRST_YEAR, LAST_YEAR = 1900, 2199
LARGEST = 99_999_999_999
"""More than any number or amount in cents that can be typed."""

LONGEST = 60
"""No amount takes more characters; what is longer isn't searched."""

# What draws nothing and only travels along when text is pasted. Joiners and direction marks stay, and so do characters
# that this Python doesn't know yet: an emoji of this year is one.
_UNWANTED = {"Cc", "Cs", "Co"}
_SEPARATORS = str.maketrans(
    "\u066b\u066c\u060c\u061b\u2236\ufe55\uff0c\uff0e\uff1a\uff0f\uff0d\u1361\u1362\u1363\u1365",
    ",.,:::,.:/-:.,:",
)
"""Arabic, fullwidth and Ethiopic commas, points, colons, slashes and hyphens, as they stand beside such digits on a
keyboard, the Arabic semicolon beside its colon; and signs that look like a colon."""
# Between words it is a space; between figures it stands for a colon.
_WORD_SPACE = re.compile(r"(?<!\d)\u1361|\u1361(?!\d)")
# The Arabic decimal point before three figures: some type it for thousands, and money may have three decimals.
_THOUSANDS_OR_DECIMALS = re.compile(r"\u066b(?=\d{3}(?!\d))")
# Behind a space stand minutes only where no hour is meant: "8 16" may be from eight to sixteen.
_TIME = re.compile(r"(\d{1,2})(?:(?:[.:hHuU,]|\s(?=00|2[5-9]|[3-9]))(\d{2})|(\d{2}))?(?:\s*(?:uur|u|h))?")
_EUROS = r"\s*(?:€|euros?|eur|avro|yuro|يورو|أورو|اورو|ዩሮ|ኤውሮ|ኢዩሮ)?\s*"
_AMOUNT = re.compile(rf"{_EUROS}([1-9]\d{{0,2}}(?:[.,\s]\d{{3}}){{1,2}}|\d{{1,9}})(?:[.,](\d{{1,2}}|-))?{_EUROS}")


class Unreadable(ValueError):  # noqa: N818 - a slip of hers, no error of the program
    """What was typed can't be read; ``reason`` names the message, ``near`` is a number that may have been meant."""

    def __init__(self, reason: str, *, near: int = 7) -> None:
        super().__init__(reason)
        self.reason, self.near = reason, near


def clean(text: str) -> str:
    """The text as it is kept: composed (NFC), lines ended by a line feed, no control characters, no space around it.

    Empty where nothing of it can be seen.
    """
    lines = "\n".join(text.replace("\t", " ").splitlines())
    kept = "".join(c for c in lines if c == "\n" or not _is_unwanted(c))
    return visible(unicodedata.normalize("NFC", kept).strip())


def drawable(text: str) -> str:
    """The text as typed, space and all, but without the characters that no page can hold."""
    return "".join(c for c in text if c in "\t\r\n" or not _is_unwanted(c))


def _is_unwanted(character: str) -> bool:
    point = ord(character)
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF  # noqa: PLR2004 - as Unicode lists them
    return is_noncharacter or unicodedata.category(character) in _UNWANTED


def western(text: str) -> str:
    """The text with the digits of every script as 0–9 and without direction marks, ready to be read as a number.

    An Arabic decimal point that may be meant for thousands becomes a sign that nothing reads.
    """
    kept = "".join(c for c in clean(text) if unicodedata.category(c) != "Cf")
    figures = ethiopic.in_digits(kept)
    digits = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in figures)
    unsure = _THOUSANDS_OR_DECIMALS.sub("\N{REPLACEMENT CHARACTER}", digits)
    return _WORD_SPACE.sub(" ", unsure).translate(_SEPARATORS)


def amount(text: str) -> int | None:
    """An amount of money in cents, from ``45``, ``45,50``, ``1.234,50``, ``€ 45`` or ``45 euro``; else ``None``."""
    said = western(text).casefold()
    match = _AMOUNT.fullmatch(said) if len(said) <= LONGEST else None
    if not match:
        return None
    whole, part = match.groups()
    cents = 0 if part in (None, "-") else int(part.ljust(2, "0"))
    return int(re.sub(r"\D", "", whole)) * 100 + cents


def time(text: str) -> int | None:
    """Minutes after midnight, 0 to 1440, from ``8``, ``815``, ``8.15``, ``8:15``, ``8u15``; else ``None``.

    Hours are those of the clock that Dutch people read, in every language; ``godz. 8``, ``٨ مساءً``: see ``day_parts``.
    """
    said, part = day_parts.apart(western(text))
    match = _TIME.fullmatch(said)
    hours = part.hour(int(match[1])) if match else None
    if match is None or hours is None:
        return None
    minutes = int(match[2] or match[3] or 0)
    total = hours * 60 + minutes
    return total if minutes < MINUTES_AN_HOUR and total <= MINUTES_A_DAY else None


def clock(minutes: int) -> str:
    """Minutes after midnight as ``08:15``, the form in which times are kept; 1440 is ``24:00``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
