"""What people type around a time of day: "at", "o'clock", "in the evening", in the languages that aren't Dutch."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final, NamedTuple

from trajectplan.questions.spelling import folded

LONGEST: Final = 40
"""No time takes more characters; in what is longer no words are looked for."""
HALF_A_DAY: Final = 12


class Part(NamedTuple):
    """A part of the day: the hours of a clock of twelve that stay ``as_typed``, and those that are ``later`` by twelve.

    An hour in neither may be meant in two ways, as 12 in the morning, and isn't read.
    """

    as_typed: Container[int]
    later: range = range(0)

    def hour(self, typed: int) -> int | None:
        """The hour of the day, 0 to 23, or ``None`` where this part of the day hasn't this hour or has it twice."""
        if typed in self.as_typed or typed - HALF_A_DAY in self.later:
            return typed
        return typed + HALF_A_DAY if typed in self.later else None


WHOLE_DAY: Final = Part(range(25))
_DAWN: Final = Part(range(1, 7))
_MORNING: Final = Part(range(1, 12))
_NOON: Final = Part(range(12, 13), range(1, 4))
_AFTERNOON: Final = Part(range(12, 13), range(1, 12))
_LATER: Final = Part(range(0), range(1, 12))
_EVENING: Final = Part(range(0), range(4, 12))
_NIGHT: Final = Part(range(6), range(9, 12))
# Tigrinya hours are often counted from six o'clock: what is 2 in the morning there is 8 here. Only hours that can't be
# meant so are read: 8 in the morning would be two in the afternoon.
_TIGRINYA_MORNING: Final = Part(range(7, 12))
_TIGRINYA_AFTERNOON: Final = Part(range(0), range(1, 6))
_TIGRINYA_EVENING: Final = Part(range(0), range(7, 12))
_TIGRINYA_NOON: Final = Part(range(12, 13))

_NAMES: Final = (
    (_DAWN, "فجرًا", "الفجر", "nad ranem"),
    (_MORNING, "صباحًا", "صباح", "الصباح", "الصبح", "ص", "ق.ظ", "am", "a.m", "sabah", "sabahleyin", "öğleden önce"),
    (_MORNING, "öö", "rano", "przed południem", "przed poł"),
    (_NOON, "ظهرًا", "الظهر", "öğle", "öğlen", "öğleyin", "w południe", "w poł"),
    (_AFTERNOON, "بعد الظهر", "عصرًا", "العصر", "öğleden sonra", "akşamüstü", "po południu", "popołudniu", "po poł"),
    (_LATER, "مساءً", "المساء", "م", "ب.ظ", "pm", "p.m", "ös"),
    (_EVENING, "akşam", "akşamleyin", "wieczorem", "wieczór", "wiecz"),
    (_NIGHT, "ليلاً", "ليلا", "الليل", "بالليل", "gece", "geceleyin", "w nocy"),
    (_TIGRINYA_MORNING, "ንግሆ", "ንጉሆ", "ቅድሚ ቀትሪ", "ቅ.ቀ"),
    (_TIGRINYA_NOON, "ቀትሪ", "ፍርቂ መዓልቲ"),
    (_TIGRINYA_AFTERNOON, "ድሕሪ ቀትሪ", "ድ.ቀ"),
    (_TIGRINYA_EVENING, "ምሸት"),
)
_PARTS: Final[Mapping[str, Part]] = {folded(name): part for part, *names in _NAMES for name in names}
"""The names of Unicode's CLDR and what is said besides; the hours of CLDR's rules for them lie within these."""
_AROUND: Final = frozenset(
    folded(word)
    for word in (
        *("saat", "saati", "kadar", "itibaren", "h", "godz", "godzina", "godzinie", "godziny", "o", "od", "do"),
        *("الساعة", "ساعة", "من", "حتى", "إلى", "في", "عند", "تمام", "ሰዓት", "ካብ", "ክሳብ", "ኣብ", "ናይ"),
    )
)
_TURKISH_ENDING: Final = re.compile(r"^['’](?:[dt][ae]n?|y?[ae])(?!\w)")
"""At, from or until, behind a number: ``8.30'da``, ``8'den``, ``17'ye``."""
_TIME_AND_WORDS: Final = re.compile(r"(?P<before>\D*)(?P<time>\d(?:.{0,6}\d)?)(?P<behind>\D*)")


_HOUR_BEHIND: Final = re.compile(r"\s*(?:saat|ساعه|ساعات|godz(?:in[aey]?)?\.?)\s*")
"""A unit behind a number of hours says how long; before it, at what time."""
_TIGRINYA_HOUR: Final = "ሰዓት"
_COUNTED_FROM_SIX: Final = Part(frozenset((0, *range(7, 25))))
"""A Tigrinya hour without its part of the day: 2 is most often eight in the morning, so a small one isn't read."""


def apart(said: str) -> tuple[str, Part]:
    """The time by itself and the part of the day it is in; with a word that isn't known, the text as it came.

    ``said`` has its digits as 0–9.
    """
    match = _TIME_AND_WORDS.fullmatch(said) if len(said) <= LONGEST else None
    if not match:
        return said, WHOLE_DAY
    before, behind = _phrase(match["before"]), _phrase(_TURKISH_ENDING.sub("", match["behind"]))
    named = before or behind
    is_how_long = match["time"].isdecimal() and _HOUR_BEHIND.fullmatch(folded(match["behind"]))
    if is_how_long or (before and behind) or (named and named not in _PARTS):
        return said, WHOLE_DAY
    unnamed = _COUNTED_FROM_SIX if _TIGRINYA_HOUR in said else WHOLE_DAY
    return match["time"], _PARTS.get(named, unnamed)


def _phrase(words: str) -> str:
    """The words that say more than that it is a time."""
    bare = (word.strip(".,:") or word for word in folded(words).split())
    return " ".join(word for word in bare if word not in _AROUND)
