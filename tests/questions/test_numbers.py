"""Whole numbers are read as people type them; two are never read as one, and nothing is guessed."""

from __future__ import annotations

import contextlib
from timeit import repeat
from typing import get_args

import pytest
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st
from scripts import in_digits, scripts
from strategies import MANY, SOME, spoken

from trajectplan.i18n import _, ngettext, speaking
from trajectplan.questions import number_words
from trajectplan.questions.day_minutes import in_minutes
from trajectplan.questions.number_words import HALVES, NUMBERS, UNIT_OF
from trajectplan.questions.numbers import Unit, number
from trajectplan.questions.spelling import folded
from trajectplan.questions.typed import LARGEST, Unreadable

MARKS = ("\u200e", "\u200f", "\u2066", "\u2069")


def slip(typed: str, counts: Unit = "") -> str:
    """Why this can't be read."""
    with pytest.raises(Unreadable) as caught:
        number(typed, counts)
    return caught.value.reason


@given(scripts, st.integers(0, 999_999_999), st.sampled_from(MARKS))
@SOME
def test_a_number_reads_the_same_in_every_script(script: str, value: int, mark: str) -> None:
    assert number(in_digits(script, str(value))) == number(str(value)) == value
    assert number(f"{mark}{in_digits(script, str(value))} ") == value
    assert number(f"ca. {in_digits(script, str(value))} uur", "hours") == value


@given(st.integers(0, 999_999_999))
@SOME
def test_every_number_that_is_written_is_read(value: int) -> None:
    for language, grouped in (("nl", f"{value:,}".replace(",", ".")), ("en", f"{value:,}")):
        with spoken(), speaking(language):
            assert number(str(value)) == number(grouped) == value
            assert number(f"{value} {_('minutes')}", "minutes") == value


@given(st.text(st.characters()) | st.text("0123456789., -/½", max_size=9) | st.text("aehnortuv1 ", max_size=12))
@MANY
def test_any_text_is_a_number_or_a_slip(text: str) -> None:
    for counts in ("", "years", "days", "hours", "minutes"):
        try:
            found: int | str = number(text, counts)
        except Unreadable as why:
            found = why.reason
        is_a_number = isinstance(found, int) and 0 <= found <= LARGEST
        assert is_a_number or found in {"not_a_number", "one_number", "not_whole", f"in_{counts}"}


@given(
    st.integers(0, 99), st.integers(0, 99), st.sampled_from([" a ", "-", " - ", " of ", " or ", " ", "/", " tot ", ":"])
)
@SOME
def test_two_numbers_are_never_one(one: int, other: int, between: str) -> None:
    if (one, between, other) != (1, "/", 2):
        assert slip(f"{one}{between}{other}", "days") == "one_number"


@pytest.mark.parametrize(
    ("typed", "counts", "value"),
    [
        ("3 jaar", "years", 3),
        ("3 jr.", "years", 3),
        ("3 jaar oud", "years", 3),
        ("2 Years Old", "years", 2),
        ("één jaar", "years", 1),
        ("a year", "years", 1),
        ("٣ jaar", "years", 3),
        ("20 uur", "hours", 20),
        ("16u", "hours", 16),
        ("ca. 16", "hours", 16),
        ("±16 u.", "hours", 16),
        ("ongeveer zestien uur", "hours", 16),
        ("about 16 hours a week", "hours", 16),
        ("16 uur per week", "hours", 16),
        ("16,0", "hours", 16),
        ("3 dagen", "days", 3),
        ("drie dagen in de week", "days", 3),
        ("30 min", "minutes", 30),
        ("30 minuten", "minutes", 30),
        ("half uur", "minutes", 30),
        ("een half uur", "minutes", 30),
        ("half an hour", "minutes", 30),
        ("half a hour", "minutes", 30),
        ("½ uur", "minutes", 30),
        ("1/2 uur", "minutes", 30),
        ("1 ½ uur", "minutes", 90),
        ("1½ uur", "minutes", 90),
        ("1,5 uur", "minutes", 90),
        ("anderhalf uur", "minutes", 90),
        ("een uur", "minutes", 60),
        ("an hour", "minutes", 60),
        ("two hours", "minutes", 120),
        ("kwartier", "minutes", 15),
        ("een kwartier", "minutes", 15),
        ("drie kwartier", "minutes", 45),
        ("a quarter of an hour", "minutes", 15),
        ("drie", "", 3),
        ("nul", "", 0),
        ("twintig", "", 20),
        ("Twenty", "", 20),
        ("negentig", "", 90),
        ("vijfentwintig", "", 25),
        ("drieëndertig", "", 33),
        ("twenty-five", "", 25),
        ("twenty five", "", 25),
        ("1 000", "", 1000),
        ("1.000", "", 1000),
    ],
)
def test_numbers_as_people_type_them(typed: str, counts: Unit, value: int) -> None:
    assert number(typed, counts) == value


@pytest.mark.parametrize(
    ("typed", "counts", "reason"),
    [
        ("", "", "not_a_number"),
        ("-7", "", "not_a_number"),
        ("veel", "", "not_a_number"),
        ("uur", "hours", "not_a_number"),
        ("²", "", "not_a_number"),
        ("1" * 10, "", "not_a_number"),
        pytest.param("9" * 5000, "", "not_a_number", id="digits"),
        ("3 jaar", "", "not_a_number"),
        ("16 uur per dag", "hours", "not_a_number"),
        ("3 a 4", "days", "one_number"),
        ("drie of vier", "days", "one_number"),
        ("16 20", "hours", "one_number"),
        ("1 uur 30", "minutes", "one_number"),
        ("1,5", "years", "not_whole"),
        ("anderhalf jaar", "years", "not_whole"),
        ("half uur", "hours", "not_whole"),
        ("7.5", "", "not_whole"),
        ("8 maanden", "years", "in_years"),
        ("half uur", "days", "in_days"),
        ("2 dagen", "hours", "in_hours"),
        ("20 uur per week", "minutes", "in_minutes"),
        *(
            (f"1.30 {hours}", "minutes", "in_minutes")
            for hours in ("uur", "u", "hours", "saat", "godz.", "ሰዓት", "ساعة")
        ),
        ("١٫٣٠ ساعة", "minutes", "in_minutes"),
    ],
)
def test_what_cannot_be_read_says_why(typed: str, counts: Unit, reason: str) -> None:
    assert slip(typed, counts) == reason


@given(
    st.sampled_from(["nl", "en", "ar", "tr", "ti", "pl"]),
    st.integers(0, 999),
    st.sampled_from(get_args(Unit)[1:]),
)
@MANY
def test_units_are_those_of_each_language(language: str, value: int, counts: Unit) -> None:
    unit = f"duration-{counts.removesuffix('s')}"
    for length in ("long", "short"):
        written = format_unit(value, unit, length=length, locale=language)
        if "duration" not in written:  # the unit is left to the root of CLDR there
            assert number(written, counts) == value


@given(st.sampled_from(["ar", "tr", "ti", "pl"]), st.integers(0, 999))
@SOME
def test_what_the_site_writes_itself_is_read(language: str, value: int) -> None:
    with spoken(language):
        assert number(f"{value} {_('minutes')}", "minutes") == value
        assert number(str(ngettext("1 hour", "%(count)s hours", value, count=value)), "hours") == value
        assert number(str(in_minutes(value)), "minutes") == value


@pytest.mark.parametrize(
    ("typed", "counts", "value"),
    [
        *(("3 سنوات", "years", 3), ("٣ أعوام", "years", 3), ("سنة", "years", 1), ("سنتين", "years", 2)),
        *(("سنة واحدة", "years", 1), ("ثلاث سنوات", "years", 3), ("حوالي ١٦ ساعة", "hours", 16)),
        *(("16 ساعة في الأسبوع", "hours", 16), ("ست عشرة ساعة", "hours", 16), ("ستة عشر", "hours", 16)),
        *(("خمس وعشرون", "hours", 25), ("16 ساعه تقريبا", "hours", 16), ("٣ ايام", "days", 3), ("يومين", "days", 2)),
        *(("٣٠ دقيقة", "minutes", 30), ("نصف ساعة", "minutes", 30), ("ساعة ونصف", "minutes", 90)),
        *(("ساعتين", "minutes", 120), ("ربع ساعة", "minutes", 15), ("تلاتين دقيقة", "minutes", 30)),
        *(("3 yıl", "years", 3), ("3 YAŞINDA", "years", 3), ("2 saat", "hours", 2), ("haftada 16 saat", "hours", 16)),
        *(("yaklaşık on altı saat", "hours", 16), ("onaltı", "hours", 16), ("16 saat civarında", "hours", 16)),
        *(
            ("üç gün", "days", 3),
            ("30 DAKİKA", "minutes", 30),
            ("KIRK DAKİKA", "minutes", 40),
            ("30 dk.", "minutes", 30),
        ),
        *(("yarım saat", "minutes", 30), ("bir buçuk saat", "minutes", 90), ("2 buçuk saat", "minutes", 150)),
        *(("çeyrek saat", "minutes", 15), ("on", "minutes", 10), ("on dakika", "minutes", 10)),
        *(("3 lata", "years", 3), ("5 lat", "years", 5), ("rok", "years", 1), ("3 godziny", "hours", 3)),
        *(("około 16 godzin tygodniowo", "hours", 16), ("ok. 16 godz.", "hours", 16), ("trzy dni", "days", 3)),
        *(("trzy dni w tygodniu", "days", 3), ("45 minut", "minutes", 45), ("pół godziny", "minutes", 30)),
        *(("półtorej godziny", "minutes", 90), ("kwadrans", "minutes", 15), ("trzy kwadranse", "minutes", 45)),
        *(("dwadzieścia pięć minut", "minutes", 25), ("dwadziescia", "", 20), ("godzinę", "minutes", 60)),
        *(("3 ዓመት", "years", 3), ("ሰለስተ ዓመት", "years", 3), ("ኣስታት ፲፮ ሰዓት", "hours", 16)),
        *(("ኣብ ሰሙን 16 ሰዓት", "hours", 16), ("ዓሰርተ ሓደ ሰዓት", "hours", 11), ("3 መዓልቲ", "days", 3)),
        *(("30 ደቒቕ", "minutes", 30), ("ሰላሳ ደቓይቕ", "minutes", 30), ("ፍርቂ ሰዓት", "minutes", 30), ("ዕስራ", "", 20)),
    ],
)
def test_numbers_as_people_type_them_in_other_languages(typed: str, counts: Unit, value: int) -> None:
    assert number(typed, counts) == value


@pytest.mark.parametrize(
    ("typed", "counts", "reason"),
    [
        *(("8 miesięcy", "years", "in_years"), ("pół roku", "years", "not_whole"), ("18 شهرًا", "years", "in_years")),
        *(
            ("2 tygodnie", "days", "in_days"),
            ("2 saat 30 dakika", "minutes", "one_number"),
            ("saat", "hours", "not_a_number"),
        ),
        *(
            ("3 lub 4 dni", "days", "one_number"),
            ("üç veya dört", "days", "one_number"),
            ("3 ساعتين", "hours", "one_number"),
        ),
        *(("5 ساعات ونصف", "minutes", "not_a_number"), ("günde 2 saat", "hours", "not_a_number")),
        *(("on een dag", "days", "not_a_number"), ("on a day", "days", "not_a_number"), ("½ ½", "", "one_number")),
        *(("3 on Monday", "days", "not_a_number"), ("about ½", "", "not_whole"), ("ca. ½", "", "not_whole")),
        *(("haftada 30 dakika", "minutes", "in_minutes"), ("፪፭", "", "not_a_number"), ("١٫٠٠٠", "", "one_number")),
    ],
)
def test_what_cannot_be_read_in_other_languages_says_why(typed: str, counts: Unit, reason: str) -> None:
    assert slip(typed, counts) == reason


def test_half_is_near_nought() -> None:
    with pytest.raises(Unreadable) as caught:
        number("ca. ½")
    assert caught.value.near == 0


def test_a_word_has_one_meaning_in_all_languages() -> None:
    meant: dict[str, set[int]] = {}
    for word, value in number_words._numbers():
        meant.setdefault(folded(word), set()).add(value)
    assert {word: values for word, values in meant.items() if len(values) > 1} == {}
    assert not NUMBERS.keys() & (UNIT_OF.keys() | HALVES.keys())
    assert set(NUMBERS.values()) == set(range(100))


@pytest.mark.parametrize(
    ("ten", "one", "value"),
    [("yirmi", "bir", 21), ("doksan", "dokuz", 99), ("dziewięćdziesiąt", "dziewięć", 99), ("ዕስራን", "ሓደን", 21)],
)
def test_tens_and_ones_stand_side_by_side(ten: str, one: str, value: int) -> None:
    assert number(f"{ten} {one}") == value


def test_a_broken_number_has_a_whole_one_near() -> None:
    with pytest.raises(Unreadable) as caught:
        number("2,5", "years")
    assert caught.value.near == 2


@pytest.mark.parametrize(
    "typed",
    [
        *("ca. 16 uur per week", "1 a " * 15, "half een uur " * 5, "1 " * 30),
        *("haftada yaklaşık on altı saat civarında", "saat " * 12, "ساعة " * 12, "ok. " * 15, "ኣስታት ሰዓት " * 6),
    ],
)
def test_reading_a_number_takes_less_than_a_millisecond(typed: str) -> None:
    def read() -> None:
        with contextlib.suppress(Unreadable):
            number(typed, "hours")

    assert min(repeat(read, number=1, repeat=20)) < 0.001
