"""The languages: which there are, how one is chosen, which way they run, what they are called, how they write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

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
    "STOPS",
    "BeforeAnswer",
    "Day",
    "Pattern",
    "_",
    "before_answer",
    "choose",
    "comma",
    "day_in_words",
    "direction",
    "duration_in_words",
    "has_end",
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
    "with_signs",
    "without_stop",
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


_DAY_FIRST: Final = frozenset({"ti"})
"""Languages whose dates have the day first in our own texts ("1 ጥሪ 2026"), and behind the month in CLDR ("ጥሪ 1, 2026").

No page may have two orders, and the comma of CLDR is a Latin one.
"""


def day_in_words(day: date, language: str) -> str:
    """``day`` as ``language`` writes it out; in English the day comes first, as everywhere in Europe."""
    written = "d MMMM y" if main_part(language) in _DAY_FIRST else "long"
    return format_date(day, written, locale="en_GB" if language == "en" else language)


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


# Signs ----------------------------------------------------------------------------------------------------------------

_ARABIC, _ETHIOPIC = {",": "،", ";": "؛"}, {",": "፣", ";": "፤", ":": "፦", ".": "።"}
_SIGNS: Final = {"ar": _ARABIC, "fa": _ARABIC, "ps": _ARABIC, "ckb": _ARABIC, "ti": _ETHIOPIC, "am": _ETHIOPIC}
"""The signs of a language that aren't those of Latin, by these."""
_SIGN: Final = re.compile(r"[,;:.](?=\s|$)")
_DOTS: Final = "\N{HORIZONTAL ELLIPSIS}"
STOPS: Final = (
    ".",
    "\N{ETHIOPIC FULL STOP}",
    "\N{ARABIC FULL STOP}",
    "\N{IDEOGRAPHIC FULL STOP}",
    "\N{DEVANAGARI DANDA}",
)
"""What ends a plain sentence, in her words too; ours has a stop of its own."""
_QUESTIONS: Final = ("?", "\N{ARABIC QUESTION MARK}", "\N{ETHIOPIC QUESTION MARK}", "\N{FULLWIDTH QUESTION MARK}")
_ENDS: Final = (*STOPS, *_QUESTIONS, "!", "\N{FULLWIDTH EXCLAMATION MARK}", _DOTS)


def with_signs(pattern: str, language: str = "") -> str:
    """The pattern with the signs of a language in place of the Latin ones that end a word in it.

    A pattern is what code puts texts together with, such as ``"%(name)s: %(what)s."``; what stands in no catalogue.
    The language is that which is spoken where none is given.
    """
    signs = _SIGNS.get(main_part(language or str(get_locale() or DEFAULT)))
    return _SIGN.sub(lambda sign: signs.get(sign[0], sign[0]), pattern) if signs else pattern


@dataclass(frozen=True, slots=True)
class Pattern:
    """What texts are put together with, with the signs of the language that is spoken when it is drawn."""

    text: str

    def __str__(self) -> str:
        return with_signs(self.text)


def comma(language: str = "") -> str:
    """What stands between two short things, with its blank; in the language that is spoken where none is given."""
    return with_signs(", ", language)


COMMA = LazyString(comma)
"""The same for a text that is said later, in whatever language."""


def semicolon(language: str = "") -> str:
    """What stands between two longer things, with its blank; as ``comma``."""
    return with_signs("; ", language)


def before_answer(label: str, language: str = "") -> str:
    """A label as it stands before its answer on one line: with a colon, unless it breaks off ("Then I can, if …")."""
    return label.removesuffix(_DOTS).rstrip() if label.endswith(_DOTS) else label + with_signs(":", language)


@dataclass(frozen=True, slots=True)
class BeforeAnswer:
    """A label as it stands before its answer, in the language that is spoken when it is drawn."""

    label: object

    def __str__(self) -> str:
        return before_answer(str(self.label))


def has_end(text: str) -> bool:
    """Whether the text ends as a sentence does, in whatever script: no sign of ours is wanted behind it."""
    return text.rstrip().endswith(_ENDS)


def without_stop(text: str) -> str:
    """The text without the full stop that ends it, for inside a sentence; several are dots, which stay."""
    return text[:-1] if text.endswith(STOPS) and not text.endswith("..") else text


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
    """The first of ``wanted`` that is offered, also by its first parts (``nl-BE`` finds ``nl``); else the default.

    Capitals don't count in the name of a language (RFC 4647, 3.4).
    """
    known = {tag_of(language).lower(): language for language in offered}
    for language in wanted:
        tag = tag_of(language).lower()
        while tag:
            if tag in known:
                return known[tag]
            tag = tag.rpartition("-")[0]
    return DEFAULT
