"""Which characters are a number of several parts, and which of them stand apart in text that runs right to left."""

from __future__ import annotations

import pytest

from trajectplan.pdf.typeset.numbers import Part, by_number


def numbers(text: str) -> list[tuple[str, bool]]:
    """Every number with whether it stands apart."""
    return [(part.text, part.stands_apart) for part in by_number(text) if part.is_number]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("שלום 8:30–14:30 ו", "8:30–14:30"),
        ("رقم 020 123 4567 هنا", "020 123 4567"),
        ("رقم (020) 123 45 67", "(020) 123 45 67"),
        ("رقم +31612345678", "+31612345678"),
        ("رقم +31 6 12345678", "+31 6 12345678"),
        ("€ 1.250 א", "€ 1.250"),
        ("א 1234 AB", "1234 AB"),
    ],
)
def test_numbers_of_several_parts_stand_apart(text: str, found: str) -> None:
    assert numbers(text) == [(found, True)]


def test_behind_a_latin_word_a_number_runs_with_it() -> None:
    assert numbers("רחוב Kerkstraat 12-14, א 1-2") == [("12-14", False), ("1-2", True)]


@pytest.mark.parametrize("text", ["", "drie", "12", "no 5 is 6x", "3%"])
def test_one_part_is_no_number(text: str) -> None:
    assert list(by_number(text)) == ([Part(text)] if text else [])


def test_nothing_is_lost() -> None:
    text = "a 1-2 b 3:4, 5 € 6 (020) 1"
    assert "".join(part.text for part in by_number(text)) == text
    assert all(part.text for part in by_number(text))
