"""Whole numbers are read as people type them; two are never read as one, and nothing is guessed."""

from __future__ import annotations

import contextlib
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts import in_digits, scripts
from strategies import MANY, SOME, spoken

from trajectplan.i18n import _, speaking
from trajectplan.questions.numbers import Unit, number
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
    ],
)
def test_what_cannot_be_read_says_why(typed: str, counts: Unit, reason: str) -> None:
    assert slip(typed, counts) == reason


def test_a_broken_number_has_a_whole_one_near() -> None:
    with pytest.raises(Unreadable) as caught:
        number("2,5", "years")
    assert caught.value.near == 2


@pytest.mark.parametrize("typed", ["ca. 16 uur per week", "1 a " * 15, "half een uur " * 5, "1 " * 30])
def test_reading_a_number_takes_less_than_a_millisecond(typed: str) -> None:
    def read() -> None:
        with contextlib.suppress(Unreadable):
            number(typed, "hours")

    assert min(repeat(read, number=1, repeat=20)) < 0.001
