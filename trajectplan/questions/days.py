"""Days as people type them: in figures or with the name of the month, with the year or without it."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from babel import Locale

from trajectplan.i18n import DEFAULT, is_language
from trajectplan.questions.typed import FIRST_YEAR, LAST_YEAR, Unreadable, western

LONGEST: Final = 60
"""No day takes more characters; what is longer isn't searched."""
SHORTEST_NAME: Final = 3
"""Letters of a month that are enough, where no other month of that language begins with them."""
A_LEAP_YEAR, LEAP_DAY = 2000, (2, 29)
LEAP_DAY_WITHIN: Final = 8
"""Years in which 29 February surely comes: 1900 and 2100 have none."""
CENTURY: Final = 2000
"""What a year of two figures belongs to; a plan looks ahead."""

_BETWEEN: Final = r"(?:\s*[-./]\s*|\s+)"
# A hyphen with spaces around it stands between two days, and so do spaces alone where there is no year.
_BESIDE_NAME: Final = r"(?:\s*[.,/]\s*|\s+|-)?"
_NTH: Final = r"(?P<d>\d{1,2})(?:(?:ste|de|e|st|nd|rd|th)(?![^\W\d]))?(?!\d)"
_NAME: Final = r"(?:(?:of|van)\s+)?(?P<name>\D+?)"
_BEFORE: Final = re.compile(r"(?:(?:op|on|vanaf|from|de|the)\s+)*")
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<d>\d{{1,2}}){_BETWEEN}(?P<m>\d{{1,2}}){_BETWEEN}(?P<y>\d{{4}}|\d{{2}})",
        r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})",
        r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})",
        rf"{_NTH}{_BESIDE_NAME}{_NAME}(?:{_BESIDE_NAME}['’]?(?P<y>\d{{4}}|\d{{2}}))?",
        rf"(?P<name>\D+?){_BESIDE_NAME}{_NTH}(?:{_BESIDE_NAME}(?P<y>\d{{4}}))?",
        rf"(?P<y>\d{{4}}){_BESIDE_NAME}(?P<name>\D+?){_BESIDE_NAME}{_NTH}",
    )
)


def day(text: str, language: str, today: date) -> date:
    """The day that was typed, with months named in this language, in Dutch or in English.

    Without a year it is the next such day, ``today`` included.

    Raises ``Unreadable``: ``no_such_day`` for 31 February and the like, ``not_a_date`` for what is no day at all.
    """
    said = _BEFORE.sub("", " ".join(western(text).casefold().split()), count=1)
    matches = (form.fullmatch(said) for form in _FORMS) if len(said) <= LONGEST else ()
    for match in matches:
        parts: dict[str, str | None] = match.groupdict() if match else {}
        month = _month(parts, language)
        if match and month is not None:
            return _made(parts.get("y") or "", month, int(match["d"]), today)
    raise Unreadable("not_a_date")


def is_kept(text: str) -> bool:
    """Whether the text is a day in the form in which days are kept, ``2027-09-01``."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return False
    return found.isoformat() == text and FIRST_YEAR <= found.year <= LAST_YEAR


def _month(parts: Mapping[str, str | None], language: str) -> int | None:
    """The month in figures or by name; ``None`` where nothing is called so."""
    name = parts.get("name")
    return int(parts.get("m") or 0) if name is None else months(language).get(name.strip(" .,"))


def _made(year: str, month: int, number: int, today: date) -> date:
    """The day of this year; where none was typed, of the first year from now that has it."""
    in_full = int(year or A_LEAP_YEAR) + (CENTURY if len(year) == len("27") else 0)
    if not FIRST_YEAR <= in_full <= LAST_YEAR:
        raise Unreadable("not_a_date")
    found = _real(in_full, month, number)
    if year:
        return found
    is_leap_day = (month, number) == LEAP_DAY
    years = (y for y in range(today.year, today.year + LEAP_DAY_WITHIN + 1) if isleap(y) or not is_leap_day)
    return next(each for each in (found.replace(year=y) for y in years) if each >= today)


def _real(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise Unreadable("no_such_day") from None


@lru_cache(maxsize=32)
def months(language: str) -> Mapping[str, int]:
    """The number of each month by its names, short and long, in this language, in Dutch and in English.

    Where a name means something else in another of these, the first language is right. Names with figures in them
    (as in Vietnamese) are left out: they can't be told from days.
    """
    known: dict[str, int] = {}
    for each in filter(is_language, (language, DEFAULT, "en")):
        for name, month in _names(each).items():
            known.setdefault(name, month)
    return known


def _names(language: str) -> dict[str, int]:
    """Full names, the short forms of the language, and beginnings that only one month has."""
    full: dict[str, int] = {}
    short: dict[str, int] = {}
    beginnings: dict[str, set[int]] = {}
    for widths in Locale.parse(language).months.values():
        full |= {_plain(name): month for month, name in widths["wide"].items()}
        short |= {_plain(name): month for month, name in widths["abbreviated"].items()}
    for name, month in full.items():
        for length in range(SHORTEST_NAME, len(name)):
            beginnings.setdefault(name[:length], set()).add(month)
    unmistakable = {name: next(iter(found)) for name, found in beginnings.items() if len(found) == 1}
    return {name: month for name, month in (unmistakable | short | full).items() if not re.search(r"\d", name)}


def _plain(name: str) -> str:
    return " ".join(western(name).casefold().split()).strip(" .,")
