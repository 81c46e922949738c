"""From words to glyphs: what is drawn, where, and which characters each glyph stands for."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf.typeset.sheets import flowed, folded, words
from pdf.typeset.sheets import told as told_of

from trajectplan.pdf.typeset.characters import printable
from trajectplan.pdf.typeset.faces import MAIN, MAIN_BOLD, covered
from trajectplan.pdf.typeset.faces import STEERING as UNSEEN
from trajectplan.pdf.typeset.shaping import STEERING, Run, runs

LETTERS = "abfilËéßАяΩابجلمهيِّ٠١אבגשׁ፡ሀกิ์ำเที่हिन्दीक्षत्रি漢字한👩👧👍🏽❤️‍‌ \u0301\u200b\u200e.,()"


def shaped(text: str, level: int = 0, language: str = "", *, bold: bool = False) -> tuple[Run, ...]:
    return runs(text, level, language, bold=bold)


def told(found: tuple[Run, ...]) -> str:
    """The characters of all glyphs, in their order."""
    return "".join(glyph[1] for run in found for glyph in run.glyphs)


def glyphs(text: str, level: int = 0) -> list[int]:
    return [glyph[0] for run in shaped(text, level) for glyph in run.glyphs]


def nominal(character: str) -> int | None:
    found: int | None = MAIN.hb_font.get_nominal_glyph(ord(character))
    return found


@given(st.text(st.sampled_from(LETTERS), max_size=40), st.integers(0, 1))
def test_glyphs_stand_for_all_characters_in_their_order(text: str, level: int) -> None:
    text = printable(text)
    for bold in (False, True):
        found = shaped(text, level, bold=bold)
        assert UNSEEN.sub("", told(found)) == UNSEEN.sub("", text)
        if not any(run.face.is_cff for run in found):
            assert told(found) == text.translate(STEERING)


def test_a_space_that_hides_a_sign_never_takes_its_place() -> None:
    if not covered("漢"):
        pytest.skip("this machine has no Noto font for Han")
    pdf = flowed([words("漢\ufe0f\u00a0字 \u3000\ufe0f\u200b字\u00a0漢")], 300)
    assert told_of(pdf) == folded("漢 字 字 漢")
    assert all(told(shaped(sign * 2)) in {"", sign * 2} for sign in "\u200b\ufe0f")


@given(st.text(max_size=20), st.lists(st.integers(0, 3), min_size=60, max_size=60))
def test_any_text_at_any_levels(text: str, levels: list[int]) -> None:
    text = printable(text)[:60].replace("\n", " ")
    found = runs(text, tuple(levels[: len(text)]), "", bold=False)
    assert UNSEEN.sub("", told(found)) == UNSEEN.sub("", text)
    assert all(run.width >= 0 for run in found)


@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=20))
def test_the_width_of_a_run_is_that_of_its_glyphs(text: str) -> None:
    """Pens move on from the first glyph to the end; no glyph but a mark stands outside."""
    for run in shaped(printable(text)):
        assert all(-1000 < x < run.width + 1000 for _glyph, _text, x, _y, _advance in run.glyphs)


def test_letters_that_melt_together_stand_for_all_of_them() -> None:
    (run,) = shaped("لا", 1, "ar")
    assert [glyph[1] for glyph in run.glyphs if glyph[1]] in (["لا"], ["ل", "ا"])
    assert glyphs("لا", 1) != [glyph for letter in "لا" for glyph in glyphs(letter, 1)]
    (family,) = shaped("👩‍👧")
    assert told((family,)) == "👩‍👧"


def test_arabic_letters_join_their_neighbours() -> None:
    assert len({glyphs(text, 1)[place] for text, place in (("ه", 0), ("هه", 0), ("ههه", 1), ("هه", 1))}) == 4


def test_a_mark_stands_on_its_letter() -> None:
    (run,) = shaped("q\u0301")
    (_letter, (_glyph, characters, x, _y, _advance)) = run.glyphs
    assert characters == "\u0301"
    assert 0 < x <= run.width
    assert run.width == shaped("q")[0].width


def test_a_composed_letter_and_its_parts_look_the_same() -> None:
    assert glyphs(normalize("NFC", "é")) == glyphs("é")
    assert shaped("e\u0301")[0].width == shaped("é")[0].width


def test_vowels_that_stand_before_their_letter_are_read_behind_it() -> None:
    if not covered("कि"):
        pytest.skip("this machine has no Noto font for Devanagari")
    (run,) = shaped("कि", 0, "hi")
    (letter, vowel) = run.glyphs
    assert (letter[1], vowel[1]) in {("क", "ि"), ("कि", "")}
    assert min(letter[2], vowel[2]) == 0
    if letter[1] == "क":
        assert vowel[2] < letter[2]


def test_thai_marks_are_stacked() -> None:
    if not covered("ที่"):
        pytest.skip("this machine has no Noto font for Thai")
    found = shaped("ที่", 0, "th")
    assert told(found) == "ที่"
    assert found[0].width == pytest.approx(shaped("ท", 0, "th")[0].width)


def test_from_right_to_left_the_first_letter_stands_on_the_right() -> None:
    (run,) = shaped("שלום", 1, "he")
    places = [glyph[2] for glyph in run.glyphs]
    assert places == sorted(places, reverse=True)
    assert (run.level, places[-1]) == (1, 0)


def test_brackets_are_mirrored_from_right_to_left() -> None:
    assert glyphs("(", 1) == [nominal(")")]
    assert glyphs("(", 0) == [nominal("(")]


def test_runs_change_with_face_and_level() -> None:
    found = runs("abc12", (0, 0, 1, 2, 2), "", bold=False)
    assert [(run.level, "".join(glyph[1] for glyph in run.glyphs)) for run in found] == [(0, "ab"), (1, "c"), (2, "12")]
    assert [run.face is MAIN for run in shaped("a👩b")] == [True, False, True]
    assert {run.face for run in shaped("abc", bold=True)} == {MAIN_BOLD}


def test_what_steers_direction_is_not_drawn() -> None:
    assert shaped("\u2066")[0].glyphs == ()
    assert shaped("\u2066")[0].width == 0
    assert told(shaped("a\u200eb\u2069")) == "ab"
    assert runs("", 0, "", bold=False) == ()


def test_what_only_joins_or_separates_takes_no_room() -> None:
    for sign in "\u200b\u200c\u200d\ufe0f\u034f":
        assert shaped(f"a{sign}b")[0].width == pytest.approx(shaped("a")[0].width + shaped("b")[0].width, abs=1)


def test_letters_are_kerned_but_never_melt_in_plain_words() -> None:
    assert shaped("AV")[0].width < shaped("A")[0].width + shaped("V")[0].width
    assert [glyph[1] for glyph in shaped("office")[0].glyphs] == list("office")


def test_the_same_word_is_shaped_once() -> None:
    assert shaped("woord") is shaped("woord")
    assert shaped("woord") is not shaped("woord", bold=True)
