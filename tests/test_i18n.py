"""Languages: which are known, which way they run, what they are called, which one is chosen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SOME, spoken

from trajectplan.i18n import (
    DEFAULT,
    _,
    choose,
    direction,
    is_language,
    language_name,
    list_in_words,
    month_in_words,
    speaking,
    weekday_in_words,
)

OFFERED = ("nl", "en", "ar")


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti", "so", "uk", "fa", "zh_Hant"])
def test_languages_of_mothers_are_known(language: str) -> None:
    assert is_language(language)


@given(st.text(max_size=12))
@SOME
def test_anything_is_a_language_or_not(text: str) -> None:
    assert is_language(text) in {True, False}


@pytest.mark.parametrize("text", ["", "xx", "nl-NL-NL-NL", "../nl", "n\0l", "nl/en", "√"])
def test_what_is_no_language(text: str) -> None:
    assert not is_language(text)


@pytest.mark.parametrize(("language", "way"), [("nl", "ltr"), ("ti", "ltr"), ("ar", "rtl"), ("fa", "rtl")])
def test_each_language_runs_its_own_way(language: str, way: str) -> None:
    assert direction(language) == way


@pytest.mark.parametrize(
    ("language", "other", "name"),
    [("nl", None, "Nederlands"), ("en", None, "English"), ("en", "nl", "Engels"), ("nl", "en", "Dutch")],
)
def test_a_language_is_called_by_its_own_name_or_that_of_another(language: str, other: str | None, name: str) -> None:
    assert language_name(language, other) == name


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        (["en"], "en"),
        (["de", "en"], "en"),
        (["ar-SY"], "ar"),
        (["en_GB", "nl"], "en"),
        (["de", "fr"], DEFAULT),
        ([], DEFAULT),
    ],
)
def test_the_first_language_on_offer_is_chosen(wanted: list[str], chosen: str) -> None:
    assert choose(wanted, OFFERED) == chosen


@given(st.lists(st.text(max_size=8)))
@SOME
def test_the_chosen_language_is_always_on_offer(wanted: list[str]) -> None:
    assert choose(wanted, OFFERED) in OFFERED


def test_the_same_text_speaks_every_language() -> None:
    button = _("Another child")
    with spoken():
        assert str(button) == "Nog een kind"
        with speaking("en"):
            assert str(button) == "Another child"
        assert str(button) == "Nog een kind"


@pytest.mark.parametrize("other", ["he", "rw", "sw", "ur", "zh"])
def test_no_language_leaves_its_months_and_days_to_another(other: str) -> None:
    may = date(2026, 5, 1)
    first = (month_in_words(may, other), weekday_in_words(0, other))
    assert (month_in_words(may, "nl"), weekday_in_words(0, "nl")) == ("mei", "maandag")
    assert first not in {("mei", "maandag"), ("", "")}


@pytest.mark.parametrize(
    ("language", "parts", "listed"),
    [
        ("nl", ["A"], "A"),
        ("nl", ["A", "B", "C"], "A, B en C"),
        ("en", ["A", "B", "C"], "A, B and C"),
        ("ti", ["A", "B"], "Aን Bን"),
    ],
)
def test_a_list_is_said_as_its_language_lists_things(language: str, parts: list[str], listed: str) -> None:
    assert list_in_words(parts, language) == listed
