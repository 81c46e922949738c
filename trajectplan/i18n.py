"""The languages: which there are, how one is chosen, which way they run and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale, localedata
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.localedata import LocaleDataDict
from flask_babel import force_locale, get_locale, lazy_gettext, lazy_ngettext, lazy_pgettext
from flask_babel.speaklater import LazyString

__all__ = [
    "COMMA",
    "DEFAULT",
    "Day",
    "_",
    "choose",
    "comma",
    "day_in_words",
    "direction",
    "duration_in_words",
    "is_language",
    "language_name",
    "list_in_words",
    "month_in_words",
    "ngettext",
    "pgettext",
    "semicolon",
    "short_weekday_in_words",
    "speaking",
    "weekday_in_words",
    "with_capital",
]

DEFAULT = "nl"
"""The language that is always complete, and the one consultants read."""

_ = lazy_gettext
ngettext = lazy_ngettext
pgettext = lazy_pgettext


def speaking(language: str) -> AbstractContextManager[None]:
    """Within this context every said text speaks ``language``. Needs an application context."""
    spoken: AbstractContextManager[None] = force_locale(_locale(language))
    return spoken


@cache
def _locale(language: str) -> Locale:
    """Parsed once: a print changes its language thousands of times."""
    return Locale.parse(language)


def is_language(language: str) -> bool:
    """Whether Babel knows this language code."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def direction(language: str) -> str:
    """``"rtl"`` or ``"ltr"``."""
    return _locale(language).text_direction


def main_part(language: str) -> str:
    """A language without its country or script."""
    return language.replace("_", "-").split("-")[0].lower()


def tag_of(language: str) -> str:
    """A language as a document names it (BCP 47)."""
    return language.replace("_", "-")


_CALLED = {
    "ti": {"ar": "ቋንቋ ዓረብ", "nl": "ቋንቋ ሆላንድ", "pl": "ቋንቋ ፖላንድ", "tr": "ቋንቋ ቱርኪ"},
    "tr": {"nl": "Hollandaca", "ti": "Tigrinya"},
}
"""Languages, by that in which they are named, that are said otherwise here than CLDR has it: as in our own texts."""


def language_name(language: str, in_language: str | None = None) -> str:
    """What ``language`` is called, in itself or in another language, with a capital as on a button."""
    speaks = in_language or language
    name = _CALLED.get(speaks, {}).get(language) or Locale.parse(language).get_display_name(speaks) or language
    return with_capital(name, speaks)


def with_capital(text: str, language: str) -> str:
    """The text with a capital at its beginning; in Turkish the small dotted letter has a dot as a capital too."""
    first = "İ" if main_part(language) == "tr" and text[:1] == "i" else text[:1].upper()
    return first + text[1:]


def day_in_words(day: date, language: str) -> str:
    """``day`` as ``language`` writes it out; in English the day comes first, as everywhere in Europe."""
    return format_date(day, "long", locale="en_GB" if language == "en" else language)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in words, in the language that is spoken when it is drawn."""

    day: date

    def __str__(self) -> str:
        return day_in_words(self.day, str(get_locale() or DEFAULT))


def month_in_words(day: date, language: str) -> str:
    """The short name of the month of ``day``, as it stands alone."""
    return str(_calendar(language)["months"]["stand-alone"]["abbreviated"][day.month])


def weekday_in_words(weekday: int, language: str) -> str:
    """The name of a day of the week, from 0 for Monday, as it stands alone, but small where it may be.

    CLDR has Turkish days with a capital, which they have in a date only; none begins with a letter that has two.
    """
    name = str(_calendar(language)["days"]["stand-alone"]["wide"][weekday])
    return name[:1].lower() + name[1:] if main_part(language) == "tr" else name


def short_weekday_in_words(weekday: int, language: str) -> str:
    """The short name of a day of the week, from 0 for Monday, as it stands alone."""
    return str(_calendar(language)["days"]["stand-alone"]["abbreviated"][weekday])


def list_in_words(parts: Sequence[str], language: str) -> str:
    """The parts as ``language`` lists them: "A, B and C"; in English without a comma before the last."""
    return format_list(list(parts), locale="en_GB" if language == "en" else language)


_ARABIC, _ETHIOPIC = ("،", "؛"), ("፣", "፤")
_SIGNS = {"ar": _ARABIC, "fa": _ARABIC, "ps": _ARABIC, "ckb": _ARABIC, "ti": _ETHIOPIC, "am": _ETHIOPIC}


def comma(language: str = "") -> str:
    """What stands between two short things, with its blank; in the language that is spoken where none is given."""
    return _SIGNS.get(main_part(language or str(get_locale() or DEFAULT)), (",", ";"))[0] + " "


COMMA = LazyString(comma)
"""The same for a text that is said later, in whatever language."""


def semicolon(language: str = "") -> str:
    """What stands between two longer things, with its blank; as ``comma``."""
    return _SIGNS.get(main_part(language or str(get_locale() or DEFAULT)), (",", ";"))[1] + " "


def duration_in_words(minutes: int) -> str:
    """So many minutes in hours and minutes, in the language that is spoken: "3 hours and 15 minutes".

    Through our own catalogue: of many languages Babel has no long names of hours and minutes.
    """
    hours, rest = divmod(minutes, 60)
    parts = [str(ngettext("1 hour", "%(count)s hours", hours, count=hours))] if hours else []
    if rest or not hours:
        parts.append(str(ngettext("1 minute", "%(count)s minutes", rest, count=rest)))
    return list_in_words(parts, str(get_locale() or DEFAULT))


@cache
def _calendar(language: str) -> LocaleDataDict:
    """The names of months and days: a copy of Babel's.

    Babel's own are shared between languages, and it writes into them: after Hebrew the months would be Hebrew in Dutch,
    after Swahili the days Swahili.
    """
    known = localedata.load(str(_locale(language)))
    return LocaleDataDict(deepcopy({name: known[name] for name in ("months", "days")}))


def choose(wanted: Iterable[str], offered: tuple[str, ...]) -> str:
    """The first of ``wanted`` that is offered, also by its first part (``nl-BE`` finds ``nl``); else the default."""
    for language in wanted:
        for candidate in (language, language.split("-")[0].split("_")[0]):
            if candidate in offered:
                return candidate
    return DEFAULT
