"""Ethiopic numerals say the same number wherever one is typed; what makes no number stays as it was typed."""

from __future__ import annotations

from datetime import date
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MANY, SOME

from trajectplan.questions.days import day
from trajectplan.questions.ethiopic import HUNDRED, MYRIAD, in_digits
from trajectplan.questions.numbers import number
from trajectplan.questions.typed import LARGEST, MINUTES_A_DAY, amount, time

TODAY = date(2026, 11, 22)
ONES, TENS = "፩፪፫፬፭፮፯፰፱", "፲፳፴፵፶፷፸፹፺"


def in_ethiopic(value: int) -> str:
    """The number as W3C, CSS Counter Styles Level 3, writes it by ``ethiopic-numeric``, from pairs of figures."""
    if value == 1:
        return ONES[0]
    figures = str(value)
    padded = figures.zfill(len(figures) + len(figures) % 2)
    pairs = [int(padded[start : start + 2]) for start in range(0, len(padded), 2)]
    written = ""
    for place, pair in zip(range(len(pairs) - 1, -1, -1), pairs, strict=True):
        is_odd, is_first = place % 2 == 1, place == len(pairs) - 1
        if pair != 1 or not (is_odd or is_first):
            written += (TENS[pair // 10 - 1] if pair >= 10 else "") + (ONES[pair % 10 - 1] if pair % 10 else "")
        if is_odd:
            written += HUNDRED if pair else ""
        elif place:
            written += MYRIAD
    return written


@given(st.integers(1, LARGEST) | st.integers(1, 20_000) | st.sampled_from([10**power for power in range(11)]))
@MANY
def test_every_number_is_read_as_it_is_written(value: int) -> None:
    assert in_digits(in_ethiopic(value)) == str(value)


@pytest.mark.parametrize(
    ("signs", "figures"),
    [
        *(("፩", "1"), ("፲", "10"), ("፲፭", "15"), ("፺፱", "99"), ("፻", "100"), ("፪፻፵", "240"), ("፩፻", "100")),
        *(("፳፻፲፱", "2019"), ("፲፱፻፹፬", "1984"), ("፼", "10000"), ("፻፼", "1000000"), ("፼፼", "100000000")),
        *(("፲፭ ሰዓት", "15 ሰዓት"), ("፰፡፴", "8፡30"), ("፲-፲፪", "10-12")),
    ],
)
def test_numbers_as_they_are_written(signs: str, figures: str) -> None:
    assert in_digits(signs) == figures


@pytest.mark.parametrize("signs", ["፪፭", "፲፲", "፩፲", "፻፻", "፼፼፼", pytest.param("፲" * 9999, id="long")])
def test_what_makes_no_number_stays(signs: str) -> None:
    assert in_digits(signs) == signs
    assert amount(signs) is None
    assert time(signs) is None


@given(st.text(st.characters()))
@SOME
def test_other_text_stays(text: str) -> None:
    if not any("፩" <= c <= "፼" for c in text):
        assert in_digits(text) == text


@given(st.integers(1, 99_999), st.integers(7 * 60, MINUTES_A_DAY - 1), st.dates(date(2000, 1, 1), date(2199, 12, 31)))
@SOME
def test_every_question_reads_them(value: int, minutes: int, when: date) -> None:
    signs = in_ethiopic(value)
    assert number(signs) == number(f"ኣስታት {signs} ሰዓት", "hours") == value
    assert amount(signs) == amount(f"{signs} ዩሮ") == value * 100
    hour, minute = divmod(minutes, 60)
    # Nothing is written for nought.
    clock = in_ethiopic(hour) + (f"፡{in_ethiopic(minute)}" if minute >= 10 else "")
    assert time(clock) == time(f"ሰዓት፡{clock}") == hour * 60 + (minute if minute >= 10 else 0)
    parts = [in_ethiopic(part) for part in (when.day, when.month, when.year)]
    for between in ("-", "/", "።", " ", "፡ "):
        assert day(between.join(parts), "ti", TODAY) == when


@pytest.mark.parametrize("signs", ["፼" * 5000, "፲፩፻" * 5000, "፩፻፲" * 5000], ids=["myriads", "hundreds", "tens"])
def test_many_signs_are_read_at_once(signs: str) -> None:
    assert min(repeat(lambda: in_digits(signs), number=1, repeat=5)) < 0.01
