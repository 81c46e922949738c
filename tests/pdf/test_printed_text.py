"""Which characters reach the paper, and under what name the others do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.pdf.fonts import covered
from trajectplan.pdf.text import Voice, both, character_name, markup, missing, printable, words_of
from trajectplan.plan.summary import Own

DUTCH, ENGLISH = Voice("nl"), Voice("en")


@pytest.mark.parametrize(
    "text",
    [
        "Één coördinator, € 12,50 – “ja”",
        "Żółć çağ şey Ștefan",
        "Я хочу учиться",
        "Θέλω",
        "Tiếng Việt",
        "<b>&amp;</b> %s",
    ],
)
def test_what_the_fonts_have_is_printed_as_typed(text: str) -> None:
    assert printable(text) == text
    assert missing(text) == ()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("ب", "[ARABIC LETTER BEH]"),
        ("مرحبا بكم", "[ARABIC LETTER MEEM, REH, HAH, BEH, ALEF] [ARABIC LETTER BEH, KAF, MEEM]"),
        ("blij 😀!", "blij [GRINNING FACE]!"),
        ("👩\u200d👧", "[WOMAN, GIRL]"),
        ("❤\ufe0f", "[HEAVY BLACK HEART]"),
        ("ሰላም", "[ETHIOPIC SYLLABLE SA, LAA, ME]"),
        ("中文", "[CJK UNIFIED IDEOGRAPH-4E2D, IDEOGRAPH-6587]"),
        ("a\x00b", "a[U+0000]b"),
        ("a\ud800b", "a[U+D800]b"),
        ("😀😀", "[GRINNING FACE, FACE]"),
    ],
)
def test_what_the_fonts_lack_is_named(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_characters_that_only_steer_others_leave_no_trace() -> None:
    assert printable("co\u00adoperatie \u2066niet\u2069\u200b\ufeff") == "cooperatie niet"


def test_a_letter_and_its_accent_become_one() -> None:
    assert printable("e\u0301e\u0301n") == "één"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_stays_one(line_break: str) -> None:
    assert printable(f"een{line_break}twee") == "een\ntwee"


def test_missing_characters_come_once_and_in_order_of_appearance() -> None:
    assert missing("😀 ب a 😀\x00") == ("😀", "ب", "\x00")
    assert [character_name(character) for character in "ب\x00"] == ["ARABIC LETTER BEH", "U+0000"]


def test_markup_is_shown_not_obeyed() -> None:
    assert markup("<b>&amp;\n</b>") == "&lt;b&gt;&amp;amp;<br/>&lt;/b&gt;"


@given(st.text(st.characters(codec=None, categories=None)))
def test_whatever_is_typed_only_characters_of_the_fonts_come_out(text: str) -> None:
    assert set(printable(text)) <= covered() | {"\n"}


def test_said_text_speaks_each_language_and_is_said_once_where_they_agree() -> None:
    assert both("School", (ENGLISH, DUTCH)) == "School"


@pytest.mark.parametrize(
    ("own", "english", "dutch"),
    [
        (Own("I can", "en"), (["I can"], False), ([], True)),
        (Own("I can", "en", "Ik kan"), (["I can"], False), (["Ik kan"], False)),
        (Own("Ik kan", "nl"), ([], True), (["Ik kan"], False)),
        (Own("Je peux", "fr"), (["Je peux"], True), ([], True)),
        (Own("Je peux", "fr", "Ik kan"), (["Je peux"], True), (["Ik kan"], False)),
        (Own("Bloem"), (["Bloem"], False), (["Bloem"], False)),
    ],
)
def test_her_words_stand_once_and_the_other_column_says_so(
    own: Own, english: tuple[list[str], bool], dutch: tuple[list[str], bool]
) -> None:
    voices = (ENGLISH, DUTCH)
    assert words_of((own,), ENGLISH, voices) == english
    assert words_of((own,), DUTCH, voices) == dutch


def test_in_one_language_her_words_and_the_dutch_beside_them_are_both_printed() -> None:
    assert words_of((Own("I can", "en", "Ik kan"),), DUTCH, (DUTCH,)) == (["I can\nIk kan"], False)
    assert words_of((Own("I can", "en"),), DUTCH, (DUTCH,)) == (["I can"], True)
    assert words_of((Own("Dat kan", "nl-BE"),), DUTCH, (DUTCH,)) == (["Dat kan"], False)
