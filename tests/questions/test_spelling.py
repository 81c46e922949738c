"""Words that are spelled in several ways become one word, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MANY

from trajectplan.questions.spelling import folded


@given(st.text(st.characters()))
@MANY
def test_folding_twice_is_the_same_as_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789 .,:;-+/€½±~'?!"))
@MANY
def test_plain_letters_figures_and_signs_stay(text: str) -> None:
    assert folded(text) == text


@pytest.mark.parametrize(
    "spellings",
    [
        "KASIM Kasım kasim",
        "HAZİRAN HAZIRAN haziran",
        "AĞUSTOS ağustos agustos",
        "PAŹDZIERNIKA października pazdziernika",
        "Środa ŚRODA sroda",
        "złoty ZŁOTY zloty",
        "أكتوبر اكتوبر إكتوبر أُكتُوبَر اكتـوبر",
        "ساعة ساعه",
        "مساءً مساء",
        "ثاني ثانى ثانی",
        "دقائق دقايق",
        "ጥቅምቲ ጥቕምቲ",
        "ሕዳር ህዳር ኅዳር",
        "ሓምለ ሐምለ ሃምለ ሀምለ",
        "ታሕሳስ ታሕሣስ ታኅሣስ",
        "ኣርባዕተ አርባዕተ",
        "één EEN een",
    ],
)
def test_spellings_of_one_word_are_the_same(spellings: str) -> None:
    assert len({folded(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize("words", ["ኣደ ዕዳ", "ሸውዓተ ሸሞንተ", "ست ستة", "dwa dwie", "on ona"])
def test_other_words_stay_apart(words: str) -> None:
    assert len({folded(word) for word in words.split()}) == 2
