"""Which characters reach the paper, and under what name the others do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.pdf.characters import PEN, character_name, has_names, has_words_to_write, printable
from trajectplan.pdf.fonts import covered
from trajectplan.pdf.text import Voice, before_answer, both, markup, on_one_line, words_of
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
    assert not has_names(text)
    assert not has_words_to_write(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("letter ب", "letter [ARABIC LETTER BEH]"),
        ("blij 😀!", "blij [GRINNING FACE]!"),
        ("👩\u200d👧", "[WOMAN, GIRL]"),
        ("❤\ufe0f", "[HEAVY BLACK HEART]"),
        ("het teken 中", "het teken [CJK UNIFIED IDEOGRAPH-4E2D]"),
        ("a\x00b", "a[U+0000]b"),
        ("a\ud800b", "a[U+D800]b"),
        ("😀😀", "[GRINNING FACE, FACE]"),
    ],
)
def test_a_character_that_the_fonts_lack_is_named(text: str, printed: str) -> None:
    assert printable(text) == printed
    assert has_names(text)
    assert not has_words_to_write(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("ب", PEN),
        ("مرحبا بكم، أنا سارة!\nو ب", PEN),
        ("ሰላም። 😀 ሰላም።", f"{PEN}።"),
        ("中文", PEN),
        ("สวัสดี", PEN),
        ("Mijn dochter نور is 8.", f"Mijn dochter {PEN} is 8."),
        ("عمري 34 سنة", f"{PEN} 34 {PEN}"),
        ("٣", PEN),
    ],
)
def test_words_in_a_script_that_the_fonts_lack_become_a_line_for_a_pen(text: str, printed: str) -> None:
    printed = printed.replace("።", "[ETHIOPIC FULL STOP]")
    assert printable(text) == printed
    assert has_words_to_write(text)


def test_why_there_is_a_line_stands_once_behind_it() -> None:
    assert DUTCH.say(Own("عمري 34 سنة")) == f"{PEN} (in mijn eigen schrift) 34 {PEN}"
    assert words_of((Own("سلام", "ar", "vrede"),), DUTCH, (DUTCH,)) == [f"{PEN} (in mijn eigen schrift)\nvrede"]
    assert words_of((Own("سلام", "ar", "مرحبا"),), ENGLISH, (ENGLISH,)) == [f"{PEN} (in my own script) *"]


def test_characters_that_only_steer_others_leave_no_trace() -> None:
    assert printable("co\u00adoperatie \u2066niet\u2069\u200b\ufeff") == "cooperatie niet"


def test_a_letter_and_its_accent_become_one() -> None:
    assert printable("e\u0301e\u0301n") == "één"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_stays_one(line_break: str) -> None:
    assert printable(f"een{line_break}twee") == "een\ntwee"


def test_an_arrow_of_ours_becomes_a_sign_that_the_fonts_have() -> None:
    assert DUTCH.say("mbo 2 → mbo 3") == "mbo 2 › mbo 3"
    assert DUTCH.say(Own("a → b")) == "a [RIGHTWARDS ARROW] b"


def test_short_answers_share_a_line() -> None:
    assert on_one_line(["rood", "groen", "Ik kan dit.", "Jij ook?", "ja"]) == "rood · groen · Ik kan dit. Jij ook? ja"
    assert on_one_line([]) == ""


def test_a_label_leads_to_its_answer() -> None:
    assert before_answer("Wanneer") == "Wanneer:"
    assert before_answer("Dan kan ik wel, als …") == "Dan kan ik wel, als"


def test_a_character_without_a_name_has_a_number() -> None:
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
        (Own("I can", "en"), "I can", "*"),
        (Own("I can", "en", "Ik kan"), "I can", "Ik kan"),
        (Own("Ik kan", "nl"), "*", "Ik kan"),
        (Own("Je peux", "fr"), "Je peux *", "*"),
        (Own("Je peux", "fr", "Ik kan"), "Je peux *", "Ik kan"),
        (Own("Bloem"), "Bloem", "Bloem"),
    ],
)
def test_her_words_stand_once_and_a_star_in_the_other_column(own: Own, english: str, dutch: str) -> None:
    voices = (ENGLISH, DUTCH)
    assert words_of((own,), ENGLISH, voices) == [english]
    assert words_of((own,), DUTCH, voices) == [dutch]


def test_in_one_language_her_words_and_the_dutch_beside_them_are_both_printed() -> None:
    assert words_of((Own("I can", "en", "Ik kan"),), DUTCH, (DUTCH,)) == ["I can\nIk kan"]
    assert words_of((Own("I can", "en"), "ja"), DUTCH, (DUTCH,)) == ["I can *", "ja"]
    assert words_of((Own("Dat kan", "nl-BE"),), DUTCH, (DUTCH,)) == ["Dat kan"]
