"""The resume code: what is handed out, and what is made of what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.storage import resume_code
from trajectplan.storage.resume_code import CodeError, generate, grouped, normalise

CHANCE = st.integers(0, 10**15 - 1).map(lambda number: f"{number:015d}")
CODES = CHANCE.map(lambda chance: chance + str(resume_code._check(chance)))
FILLING = " -.\t\u00a0\u2009\u2010\u2011\u2013\u2212\u200f\u202b\u2066\u2069\ufeff"
SCRIPTS = [0x660, 0x6F0, 0x966, 0x9E6, 0xFF10]  # zero in Arabic, Persian, Devanagari, Bengali, full width


@pytest.mark.parametrize("digits", [16, 20])
def test_a_new_code_has_its_length_and_a_check_digit(digits: int) -> None:
    codes = {generate(digits) for _ in range(200)}
    assert len(codes) == 200
    assert all(normalise(code, digits) == code and len(code) == digits for code in codes)


def test_the_check_digit_is_that_of_the_published_example() -> None:
    assert resume_code._check("572") == 4
    assert resume_code._check("5724") == 0


def test_a_code_is_shown_in_groups_of_four() -> None:
    assert grouped("1234567890123456") == "1234 5678 9012 3456"
    assert grouped("12345678901234567890") == "1234 5678 9012 3456 7890"


@given(CODES, st.integers(0, 15), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(code: str, where: int, further: int) -> None:
    wrong = str((int(code[where]) + further) % 10)
    with pytest.raises(CodeError) as slip:
        normalise(code[:where] + wrong + code[where + 1 :])
    assert slip.value.reason == "typing_slip"


@given(CODES)
def test_every_swap_of_neighbours_is_noticed(code: str) -> None:
    for where in range(15):
        swapped = code[:where] + code[where + 1] + code[where] + code[where + 2 :]
        if swapped != code:
            with pytest.raises(CodeError) as slip:
                normalise(swapped)
            assert slip.value.reason == "typing_slip"


@given(CODES, st.sampled_from(SCRIPTS))
def test_digits_of_any_script_are_read(code: str, zero: int) -> None:
    assert normalise("".join(chr(zero + int(digit)) for digit in code)) == code


def test_ethiopic_digits_are_read() -> None:
    chance = "111222333444555"
    code = chance + str(resume_code._check(chance))
    assert normalise("".join(chr(0x1369 + int(digit) - 1) if digit != "0" else digit for digit in code)) == code


@given(
    CODES, st.lists(st.sampled_from(list(" -.\t\u00a0\u2009\u2010\u2011\u2013\u2212\u200f\u202b\u2066\u2069\ufeff")))
)
def test_spaces_dashes_dots_and_marks_of_direction_are_skipped(code: str, filling: list[str]) -> None:
    typed = "".join(filling) + "".join(filling).join(grouped(code).split()) + "".join(filling)
    assert normalise(typed) == code


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "missing"),
        (" \u2066 - ", "missing"),
        ("1234 5678 9012 345a", "not_digits"),
        ("een twee", "not_digits"),
        ("፲1234", "not_digits"),
        ("1234 5678", "wrong_length"),
        ("1234 5678 9012 3456 7", "wrong_length"),
        ("9" * 100_000, "wrong_length"),
    ],
)
def test_what_is_no_code_gets_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(CodeError) as error:
        normalise(typed)
    assert error.value.reason == reason


def test_codes_of_before_and_after_a_change_of_the_setting_are_both_taken() -> None:
    short, long, own = generate(16), generate(20), generate(18)
    assert normalise(short, digits=20) == short
    assert normalise(long, digits=16) == long
    assert normalise(own, digits=18) == own
    with pytest.raises(CodeError):
        normalise(own, digits=16)


@given(st.text())
def test_anything_typed_gives_a_code_or_a_reason(typed: str) -> None:
    try:
        code = normalise(typed)
    except CodeError as error:
        reason = error.reason
    else:
        reason = "none" if code.isascii() and code.isdigit() else "no code"
    assert reason in {"missing", "not_digits", "wrong_length", "typing_slip", "none"}
