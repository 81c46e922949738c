"""Days as people type them: in figures or with the name of the month, with the year or without it."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Final

from trajectplan.i18n import DEFAULT, _calendar, is_language, main_part
from trajectplan.languages import LANGUAGES
from trajectplan.questions.spelling import folded
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
LONG_PAST: Final = 10
"""A year of two figures that is longer ago isn't meant as a year."""

_BETWEEN: Final = r"(?:\s*[-./]\s*|\s+)"
# A hyphen with spaces around it stands between two days, and so do spaces alone where there is no year.
_BESIDE_NAME: Final = r"(?:\s*[.,/]\s*|\s+|-)?"
_NTH: Final = r"(?P<d>\d{1,2})(?:(?:ste|de|e|st|nd|rd|th)(?![^\W\d]))?(?!\d)"
# Words are spelled as ``folded`` does.
_NAME: Final = r"(?:(?:of|van|من شهر|من|شهر)\s+)?(?P<name>\D+?)"
_BEFORE: Final = re.compile(
    r"(?:(?:op|on|vanaf|from|de|the|od|w|z|dnia|dniu|dniem|ابتداء من|اعتبارا من|من|في|يوم|بتاريخ|ካብ|ኣብ|ዕለት|ብዕለት)\s+)*"
)
# Polish "of the year", Arabic "of our era" (not the Ethiopian one), Turkish "on" and "from".
_BEHIND: Final = re.compile(
    r"(?:(?<=\d)\s*(?:r\.?|roku|م\.?|ميلادي|ميلاديه)"
    r"|(?:['’](?:[dt][ae]n?|y?[ae]))?(?:\s+(?:itibaren|tarihinden itibaren|tarihinde|gununden itibaren|gunu))?)$"
)
_YEAR: Final = re.compile(r"(?<=\s)(?:عام|لعام|سنه|لسنه|yili)\s+(?=\d{4}$)")
_ALSO_FROM: Final = {"ar": ("ar_SY", "ar_DZ", "ar_MA", "ar_MR"), "ti": ("am",)}
"""Countries and languages whose names for the months, in CLDR, are used in this language too: in Arabic those of the
Levant and the Maghreb, in Tigrinya the European ones of Amharic."""
_ALSO: Final = {"ti": {"ግንቦት": 5, "ጉንቦት": 5, "ሚያዚያ": 4, "ሰኔ": 6, "ነሓሴ": 8, "ጥቅምት": 10}}
"""Names that CLDR hasn't: how Tigrinya is written in Eritrea and Tigray, where CLDR has ``ጉንበት``."""
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
    """The day that was typed, with months named in this language or another of ours.

    Without a year it is the next such day, ``today`` included.

    Raises ``Unreadable``: ``no_such_day`` for 31 February and the like, ``not_a_date`` for what is no day at all.
    """
    typed = " ".join(western(text).casefold().split())
    for said, known in ((typed, months(language)), (folded(typed), _folded_months(language))):
        bare = _bare(said.rstrip(" .")) if len(said) <= LONGEST else ""
        for match in (form.fullmatch(bare) for form in _FORMS):
            parts: dict[str, str | None] = match.groupdict() if match else {}
            month = _month(parts, known)
            if match and month is not None:
                return _made(parts.get("y") or "", month, int(match["d"]), today)
    raise Unreadable("not_a_date")


def _bare(said: str) -> str:
    """The day without the words around it that change nothing; the date counts, also where the weekday is another."""
    begun = _weekdays().sub("", _BEFORE.sub("", said, count=1), count=1)
    return _YEAR.sub("", _BEHIND.sub("", _BEFORE.sub("", begun, count=1)))


@cache
def _weekdays() -> re.Pattern[str]:
    """A weekday at the beginning, in any of our languages, long or short, as typed or as ``folded`` spells it."""
    names: set[str] = set()
    for language in LANGUAGES:
        for widths in _calendar(language)["days"].values():
            names |= {name for width in ("wide", "abbreviated") for name in map(_plain, widths[width].values())}
    spelled = sorted({*names, *map(folded, names)}, key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(map(re.escape, spelled))})[.,،፣]?\s+(?=\S*\d|\S+\s)")


def is_kept(text: str) -> bool:
    """Whether the text is a day in the form in which days are kept, ``2027-09-01``."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return False
    return found.isoformat() == text and FIRST_YEAR <= found.year <= LAST_YEAR


def _month(parts: Mapping[str, str | None], known: Mapping[str, int]) -> int | None:
    """The month in figures or by name; ``None`` where nothing is called so."""
    name = parts.get("name")
    return int(parts.get("m") or 0) if name is None else known.get(name.strip(" .,"))


def _made(year: str, month: int, number: int, today: date) -> date:
    """The day of this year; where none was typed, of the first year from now that has it."""
    in_full = int(year or A_LEAP_YEAR) + (CENTURY if len(year) == len("27") else 0)
    # "27-09-01" is the first of September to who begins with the year.
    is_long_past = len(year) == len("27") and in_full < today.year - LONG_PAST
    if is_long_past or not FIRST_YEAR <= in_full <= LAST_YEAR:
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
    """The number of each month by its names, short and long, in this language, in Dutch and in all others of ours.

    Another language may stand below that of the page, or have been that of the page before. Where a name means
    something else in another, the first language is right. Names with figures in them
    (as in Vietnamese) are left out: they can't be told from days.
    """
    known: dict[str, int] = {}
    for each in filter(is_language, (language, DEFAULT, *LANGUAGES)):
        for name, month in _names(each).items():
            known.setdefault(name, month)
    return known


@lru_cache(maxsize=32)
def _folded_months(language: str) -> Mapping[str, int]:
    """The same names as ``folded`` spells them, without those that two months share then."""
    found: dict[str, set[int]] = {}
    for name, month in months(language).items():
        found.setdefault(folded(name), set()).add(month)
    return {name: min(called) for name, called in found.items() if len(called) == 1}


def _names(language: str) -> dict[str, int]:
    """Full names, the short forms of the language, and beginnings that only one month has."""
    full: dict[str, int] = {}
    short: dict[str, int] = {}
    beginnings: dict[str, set[int]] = {}
    also = main_part(language)
    for each in (*_ALSO_FROM.get(also, ()), language):
        for widths in _calendar(each)["months"].values():
            full |= {_plain(name): month for month, name in widths["wide"].items()}
            short |= {_plain(name): month for month, name in widths["abbreviated"].items()}
    full |= _ALSO.get(also, {})
    for name, month in full.items():
        for length in range(SHORTEST_NAME, len(name)):
            beginnings.setdefault(name[:length], set()).add(month)
    unmistakable = {name: next(iter(found)) for name, found in beginnings.items() if len(found) == 1}
    return {name: month for name, month in (unmistakable | short | full).items() if not re.search(r"\d", name)}


def _plain(name: str) -> str:
    return " ".join(western(name).casefold().split()).strip(" .,")
