"""The words beside and instead of figures, in every language that has them here: numbers, units, "about", "a week".

All are kept as ``folded`` spells them. The units of Unicode's CLDR are among them, which a test holds true.
"""

# ruff: noqa: RUF001 - letters of other scripts, and of Turkish, are meant as they are

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Final

from trajectplan.questions.spelling import folded

_UNITS: Final = {
    "minutes": (
        "min mins minuut minuten minuutje minuutjes minute minutes minuta minuty minut dakika dakka dk "
        "دقيقة دقائق د ደቒቕ ደቓይቕ ደቒቓ ደቒቓታት"
    ),
    "quarters": "kwartier kwartieren kwartiertje kwadrans kwadranse kwadransów",
    "hours": (
        "uur uren uurtje uurtjes u h hr hrs hour hours godzina godziny godzin godzinę godz saat sa "
        "ساعة ساعات س ሰዓት ሰዓታት ሰዓ"
    ),
    "days": "dag dagen d day days dzień dni dnia gün يوم أيام يومًا መዓልቲ መዓልታት",
    "weeks": "week weken weeks tydzień tygodnie tygodni tygodnia tyg tydz hafta hf أسبوع أسابيع أسبوعًا ሰሙን ሰሙናት",
    "months": "maand maanden mnd month months miesiąc miesiące miesięcy miesiąca mies ay شهر أشهر شهور شهرًا ወርሒ ኣዋርሕ",
    "years": (
        "jaar jaren jr j year years yr yrs y rok roku lata lat latka yıl sene yaş yaşında "
        "سنة سنوات سنين عام أعوام عامًا ዓመት ዓመታት"
    ),
}
UNIT_OF: Final[Mapping[str, str]] = {folded(word): unit for unit, words in _UNITS.items() for word in words.split()}
ONE_BY_ITSELF: Final = frozenset(
    map(folded, ("ساعة", "دقيقة", "يوم", "سنة", "عام", "godzina", "godzinę", "dzień", "rok"))
)
"""Units that mean one where no number stands before them: their languages have no article."""

ABOUT: Final = tuple(
    folded(word)
    for word in (
        *("ca", "ca.", "circa", "ongeveer", "plm", "plm.", "±", "+/-", "~", "zo'n", "about", "around", "approx"),
        *("approx.", "approximately", "roughly", "około", "ok", "ok.", "mniej więcej", "jakieś"),
        *("yaklaşık", "yaklaşık olarak", "aşağı yukarı"),
        *("takriben", "حوالي", "تقريبًا", "نحو", "ኣስታት", "ኣከባቢ"),
    )
)
ABOUT_BEHIND: Final = tuple(map(folded, ("تقريبًا", "mniej więcej", "civarında", "civarı", "kadar")))
OLD: Final = ("oud", "old")
A_WEEK: Final = tuple(
    folded(words)
    for words in (
        *("per week", "in de week", "a week", "an week", "each week", "every week", "w tygodniu", "na tydzień"),
        *("tygodniowo", "haftada", "في الأسبوع", "بالأسبوع", "أسبوعيًا", "ኣብ ሰሙን", "ንሰሙን"),
    )
)
A_WEEK_BEFORE: Final = tuple(map(folded, ("w tygodniu", "haftada", "في الأسبوع", "ኣብ ሰሙን")))

HALVES: Final[Mapping[str, Fraction]] = {
    folded(words): Fraction(halves, 2)
    for halves, several in (
        (1, ("half", "halve", "1/2", "een half", "een halve", "a half", "pół", "yarım", "نصف", "نص", "ፍርቂ")),
        (3, ("anderhalf", "anderhalve", "one and a half", "półtorej", "półtora", "bir buçuk")),
    )
    for words in several
}
IN_FIGURES: Final[Mapping[str, str]] = {
    folded(words): figures
    for words, figures in (
        *(("ساعتان ونصف", "2.5 h"), ("ساعتين ونصف", "2.5 h"), ("ساعتين ونص", "2.5 h"), ("ساعة واحدة", "1 h")),
        *(("ساعة ونصف", "1.5 h"), ("ساعة ونص", "1.5 h"), ("ثلث ساعة", "20 min")),
        *(("ساعتان", "2 h"), ("ساعتين", "2 h"), ("دقيقتان", "2 min"), ("دقيقتين", "2 min"), ("دقيقة واحدة", "1 min")),
        *(("يومان", "2 d"), ("يومين", "2 d"), ("يوم واحد", "1 d"), ("سنتان", "2 y"), ("سنتين", "2 y")),
        *(("عامان", "2 y"), ("عامين", "2 y"), ("سنة واحدة", "1 y"), ("عام واحد", "1 y")),
        *((quarter, "kwartier") for quarter in ("quarter of an hour", "quarters of an hour", "quarter hour")),
        *((quarter, "kwartier") for quarter in ("quarters hour", "çeyrek saat", "ربع ساعة", "ርብዒ ሰዓት")),
    )
}

# fmt: off
_DUTCH: Final = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)
_ENGLISH: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_POLISH: Final = (
    "zero", "jeden jedna jedno jedną", "dwa dwie", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć",
    "dziesięć", "jedenaście", "dwanaście", "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście",
    "osiemnaście", "dziewiętnaście",
)
_TURKISH: Final = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_ARABIC: Final = (
    "صفر", "واحد واحدة", "اثنان اثنين اثنتان اثنتين", "ثلاث ثلاثة", "أربع أربعة", "خمس خمسة", "ست ستة", "سبع سبعة",
    "ثمان ثماني ثمانية", "تسع تسعة", "عشر عشرة",
)
_TIGRINYA: Final = (
    "ዜሮ ባዶ", "ሓደ ሓንቲ", "ክልተ", "ሰለስተ", "ኣርባዕተ", "ሓሙሽተ", "ሽዱሽተ", "ሸውዓተ ሾብዓተ", "ሸሞንተ ሾሞንተ",
    "ትሽዓተ ተሽዓተ", "ዓሰርተ",
)
_DUTCH_TENS: Final = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_ENGLISH_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_POLISH_TENS: Final = (
    "dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sześćdziesiąt", "siedemdziesiąt", "osiemdziesiąt",
    "dziewięćdziesiąt",
)
_TURKISH_TENS: Final = ("on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_ARABIC_TENS: Final = (
    "عشرون عشرين", "ثلاثون ثلاثين", "أربعون أربعين", "خمسون خمسين", "ستون ستين", "سبعون سبعين", "ثمانون ثمانين",
    "تسعون تسعين",
)
_TIGRINYA_TENS: Final = ("ዕስራ", "ሰላሳ", "ኣርብዓ", "ሓምሳ", "ስድሳ ስሳ", "ሰብዓ", "ሰማንያ", "ቴስዓ ተስዓ")
# fmt: on


def _numbers() -> Iterator[tuple[str, int]]:
    """The words for 0 to 99, each with its number."""
    for names in (_DUTCH, _ENGLISH, _POLISH, _TURKISH, _ARABIC, _TIGRINYA):
        yield from _each(names, 0)
    yield from _with_tens(_DUTCH, _DUTCH_TENS, "{one}en{ten}")
    yield from _with_tens(_ENGLISH, _ENGLISH_TENS, "{ten} {one}")
    yield from _with_tens(_POLISH, _POLISH_TENS, "{ten} {one}")
    for form in ("{ten} {one}", "{ten}{one}"):
        yield from _with_tens(_TURKISH, _TURKISH_TENS, form, first=10)
    yield from _with_tens(_ARABIC, _ARABIC_TENS, "{one} و{ten}")
    yield from (
        (f"{one} {ten}", 10 + value)
        for one, value in (*_each(_ARABIC, 0), *_each(("أحد إحدى", "اثنا اثني اثنتا اثنتي"), 1))
        for ten in _ARABIC[10].split()
        if value in range(1, 10)
    )
    yield from ((f"{_TIGRINYA[10]} {one}", 10 + value) for one, value in _each(_TIGRINYA[1:10], 1))
    yield from _with_tens(_TIGRINYA, _TIGRINYA_TENS, "{ten}ን {one}ን")


def _each(names: tuple[str, ...], first: int) -> Iterator[tuple[str, int]]:
    return ((word, value) for value, words in enumerate(names, start=first) for word in words.split())


def _with_tens(
    ones: tuple[str, ...], tens: tuple[str, ...], form: str, *, first: int = 20
) -> Iterator[tuple[str, int]]:
    """The tens, and the tens with ones in this form."""
    by_ten = [(word, 10 * value) for word, value in _each(tens, first // 10)]
    yield from by_ten
    for (ten, tenfold), (one, value) in product(by_ten, _each(ones[1:10], 1)):
        yield form.format(ten=ten, one=one), tenfold + value


NUMBERS: Final[Mapping[str, int]] = {folded(word): value for word, value in _numbers()} | {
    # As Arabic is spoken in Egypt and the Levant: talata, itnen.
    folded(word).replace("ث", "ت"): value
    for word, value in _numbers()
}
