"""What people type is cleaned once and for all, and means the same in every script's digits."""

from __future__ import annotations

import unicodedata

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from scripts import in_digits, scripts
from strategies import MANY, SOME, spoken

from trajectplan.i18n import speaking
from trajectplan.questions.texts import Money
from trajectplan.questions.typed import LARGEST, MINUTES_A_DAY, amount, clean, clock, time, western

any_text = st.text(st.characters())
"""Anything a string can hold, halves of characters included."""
minutes = st.integers(0, MINUTES_A_DAY)

# Cleaning -------------------------------------------------------------------------------------------------------------


@given(any_text)
@MANY
def test_cleaning_twice_is_the_same_as_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("text", ["\u200f", " \u200b\n", "\N{HANGUL FILLER}"])
def test_of_what_nobody_sees_nothing_is_kept(text: str) -> None:
    assert clean(text) == ""


@given(any_text)
@MANY
def test_no_control_character_comes_through(text: str) -> None:
    kept = clean(text)
    assert all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Co"} for c in kept)
    assert kept == kept.strip()
    assert kept == unicodedata.normalize("NFC", kept)
    kept.encode()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])))
@SOME
def test_no_letter_is_lost(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\x00\u0301", "é"),
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb", "a b"),
        ("\ufdd0a\ufffe\U0001ffff", "a"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\U0001fae8", "\U0001fae8"),
        ("\U0001fadf", "\U0001fadf"),
        (" \n ", ""),
    ],
)
def test_lines_joiners_and_new_emoji_are_kept(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(any_text)
@SOME
def test_western_digits_are_all_that_is_left(text: str) -> None:
    read = western(text)
    assert all(c in "0123456789" for c in read if c.isdecimal())
    assert not any(unicodedata.category(c) == "Cf" for c in read)


# Times and amounts in every script ------------------------------------------------------------------------------------


@given(scripts, minutes, st.sampled_from(":.hu "))
@SOME
def test_a_time_reads_the_same_in_every_script(script: str, value: int, between: str) -> None:
    typed = f"{value // 60}{between}{value % 60:02}"
    # "8 16" may be from eight to sixteen.
    is_unsure = between == " " and value % 60 in range(1, 25)
    assert time(in_digits(script, typed)) == time(typed) == (None if is_unsure else value)


@given(scripts, st.integers(0, LARGEST), st.sampled_from(",."), st.booleans())
@SOME
def test_an_amount_reads_the_same_in_every_script(script: str, cents: int, comma: str, grouped: bool) -> None:  # noqa: FBT001
    euros = f"{cents // 100:,}".replace(",", ".") if grouped else str(cents // 100)
    typed = f"{euros}{comma}{cents % 100:02}"
    assert amount(in_digits(script, typed)) == amount(typed) == amount(f"€ {typed}") == cents


@pytest.mark.parametrize(
    "typed",
    [
        *("٨٫٣٠", "٨:٣٠", "\uff18\uff1a\uff13\uff10", "\uff18\uff0e\uff13\uff10", "٨؛٣٠", "8∶30", "8﹕30"),
        *("፰፡፴", "፰።፴", "፰፥፴", "8፡30"),
    ],
)
def test_a_time_may_have_the_colon_of_its_script(typed: str) -> None:
    assert time(typed) == 510


@pytest.mark.parametrize("typed", ["٤٥٫٥٠", "٤٥،٥٠", "\uff14\uff15\uff0c\uff15\uff10", "٤٥,٥", "€٤٥٫٥٠"])
def test_an_amount_may_have_the_comma_of_its_script(typed: str) -> None:
    assert amount(typed) == 4550


def test_an_arabic_amount_may_be_grouped() -> None:
    assert amount("١٬٢٣٤٫٥٠") == 123_450
    for typed in ("١٠٠٬٠٠٠", "١٠٠,٠٠٠", "١٠٠،٠٠٠", "100,000"):
        assert amount(typed) == 10_000_000


@pytest.mark.parametrize("typed", ["١٠٠٫٠٠٠", "١٫٠٠٠", "٤٥٫٥٠٠"])
def test_an_arabic_decimal_point_before_three_figures_may_mean_thousands_and_is_asked_about(typed: str) -> None:
    assert amount(typed) is None


def test_an_ethiopic_word_space_is_a_space_but_between_figures() -> None:
    assert western("፰፡ሰዓት፡፰፡፴") == "8 ሰዓት 8:30"
    assert western("\u200e፪፻\u200e፵") == "240"


@pytest.mark.parametrize("language", ["nl", "en", "ar", "tr", "ti", "pl"])
def test_an_amount_may_have_the_euro_of_her_language(language: str) -> None:
    assert amount(f"45 {Locale.parse(language).currencies['EUR']}") == 4500
    with spoken(language):
        assert amount(str(Money(4550))) == 4550


@pytest.mark.parametrize("typed", ["٤٥ يورو", "45 avro", "45 EURO", "ኤውሮ 45", "፵፭ ዩሮ", "45 أورو", "45€"])
def test_euros_as_they_are_called(typed: str) -> None:
    assert amount(typed) == 4500


# One by one -----------------------------------------------------------------------------------------------------------


@given(minutes)
@SOME
def test_the_clock_reads_what_it_shows(value: int) -> None:
    assert time(clock(value)) == value
    assert clock(value) == f"{value // 60:02}:{value % 60:02}"


@given(any_text | st.text("0123456789:.uh ", max_size=7))
@MANY
def test_any_text_is_a_time_of_day_or_none(text: str) -> None:
    read = time(text)
    assert read is None or (0 <= read <= MINUTES_A_DAY and time(clock(read)) == read)


@given(any_text | st.text("0123456789€., eur-", max_size=12))
@MANY
def test_any_text_is_an_amount_or_none(text: str) -> None:
    assert amount(text) is None or 0 <= (amount(text) or 0) <= LARGEST


@given(st.integers(0, LARGEST))
@SOME
def test_every_amount_that_is_written_is_read(cents: int) -> None:
    with spoken("nl"):
        assert amount(str(Money(cents))) == cents
        with speaking("en"):
            assert amount(str(Money(cents))) == cents


@pytest.mark.parametrize(
    ("typed", "value"),
    [("8", 480), ("815", 495), ("0815", 495), ("8u15", 495), ("8 uur", 480), ("8h", 480), ("24:00", 1440), ("0", 0)],
)
def test_times_as_people_type_them(typed: str, value: int) -> None:
    assert time(typed) == value


@pytest.mark.parametrize("typed", ["24:01", "25:00", "8:60", "8:5", "half", "", "-8:00", "8:15:00", "12345"])
def test_what_is_no_time(typed: str) -> None:
    assert time(typed) is None


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        *(("45", 4500), ("45,5", 4550), ("45,-", 4500), ("€ 45", 4500), ("1.234,50", 123_450), ("1 234", 123_400)),
        *(("0", 0), ("45 euro", 4500), ("45,50 EUR", 4550), ("45,- euro", 4500), ("45€", 4500), ("euro 45", 4500)),
    ],
)
def test_amounts_as_people_type_them(typed: str, cents: int) -> None:
    assert amount(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        *("45 zł", "45 TL", "٤٥ درهم", "2 bin"),
        *("-5", "0.500", "45,5055", "12.34.56", "free", "", "€", "1" * 10, "1.234.567.890"),
        pytest.param("9" * 5000, id="digits"),
        pytest.param("1" + " " * 50_000 + "2", id="spaces"),
    ],
)
def test_what_is_no_amount(typed: str) -> None:
    assert amount(typed) is None
