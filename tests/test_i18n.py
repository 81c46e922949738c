"""Languages: which are known, which way they run, what they are called, which one is chosen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SOME, spoken

from trajectplan.i18n import (
    DEFAULT,
    STOPS,
    BeforeAnswer,
    Pattern,
    _,
    before_answer,
    choose,
    comma,
    day_in_words,
    direction,
    has_end,
    is_language,
    language_name,
    list_in_words,
    month_in_words,
    semicolon,
    speaking,
    weekday_in_words,
    with_signs,
    without_stop,
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


# Dates ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "1 september 2027"),
        ("en", "1 September 2027"),
        ("ar", "1 سبتمبر 2027"),
        ("tr", "1 Eylül 2027"),
        ("ti", "1 መስከረም 2027"),
        ("ti_ER", "1 መስከረም 2027"),
        ("pl", "1 września 2027"),
    ],
)
def test_a_date_has_day_month_and_year_in_the_order_of_every_text(language: str, written: str) -> None:
    assert day_in_words(date(2027, 9, 1), language) == written


# Signs ----------------------------------------------------------------------------------------------------------------

LATIN, ARABIC, ETHIOPIC = (".", ",", ";", ":"), (".", "،", "؛", ":"), ("።", "፣", "፤", "፦")
SIGNS = {"nl": LATIN, "pl": LATIN, "ar": ARABIC, "ckb": ARABIC, "ti": ETHIOPIC, "am_ET": ETHIOPIC}


@pytest.mark.parametrize(("language", "signs"), SIGNS.items())
def test_a_pattern_has_the_signs_of_the_language(language: str, signs: tuple[str, str, str, str]) -> None:
    stop, between, longer, colon = signs
    pattern = "%(day)s. A, B; %(name)s: %(what)s."
    assert with_signs(pattern, language) == f"%(day)s{stop} A{between} B{longer} %(name)s{colon} %(what)s{stop}"
    assert (comma(language), semicolon(language)) == (f"{between} ", f"{longer} ")
    assert before_answer("A", language) == f"A{colon}"
    with spoken(), speaking(language):
        assert str(Pattern("A. %(b)s: c")) == f"A{stop} %(b)s{colon} c"
        assert str(BeforeAnswer("A")) == f"A{colon}"


@given(st.text(alphabet="ab12.,;: …\n%()s", max_size=20), st.sampled_from([*SIGNS]))
@SOME
def test_only_signs_that_end_a_word_change(pattern: str, language: str) -> None:
    said = with_signs(pattern, language)
    assert len(said) == len(pattern)
    for place, (before, after) in enumerate(zip(pattern, said, strict=True)):
        ends_a_word = before in ".,;:" and (pattern[place + 1 :] or " ")[0].isspace()
        assert after == (SIGNS[language][".,;:".index(before)] if ends_a_word else before)


def test_a_label_that_breaks_off_has_no_colon() -> None:
    assert before_answer("Dan kan ik wel, als …", "ti") == "Dan kan ik wel, als"


@pytest.mark.parametrize("text", ["a.", "a!", "a? ", "a…", "ሀ።", "ሀ፧", "أ؟", "好。", "a..", "है।"])
def test_a_text_with_a_sign_at_its_end_needs_none(text: str) -> None:
    assert has_end(text)


@pytest.mark.parametrize("text", ["", "a", "a.b", "ሀ፣", "a,", "(a)"])
def test_another_text_needs_one(text: str) -> None:
    assert not has_end(text)


@given(st.text(alphabet=["a", " ", "!", *STOPS], max_size=6))
@SOME
def test_one_stop_at_most_goes_and_dots_stay(text: str) -> None:
    said = without_stop(text)
    assert said in {text, text[:-1]}
    assert (said == text) == (not text.endswith(STOPS) or text.endswith(".."))
