"""Who speaks on paper: each language says what is said, and her own words stand once as she wrote them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pdf.pdf_samples import In

from trajectplan.pdf.paper import Paper, PenLines
from trajectplan.pdf.typeset.text import Span
from trajectplan.pdf.voice import Line, Voice, before_answer, in_bold, on_one_line, plain
from trajectplan.plan.summary import Own, Phrase, Text

DUTCH, ENGLISH = Voice("nl"), Voice("en")


def column(own: Text, voice: Voice, voices: Sequence[Voice]) -> list[str]:
    return [plain(line) for line in Paper(tuple(voices)).lines((own,), voice)]


def spans(*texts: str) -> list[Line]:
    return [(Span(text),) for text in texts]


def test_an_arrow_of_ours_becomes_a_sign_that_the_fonts_have() -> None:
    assert DUTCH.say("mbo 2 → mbo 3") == "mbo 2 › mbo 3"
    assert DUTCH.say(Own("a → b")) == "a → b"


def test_short_answers_share_a_line() -> None:
    line = on_one_line(spans("rood", "groen", "Ik kan dit.", "Jij ook?", "ja"))
    assert plain(line) == "rood · groen · Ik kan dit. Jij ook? ja"
    assert on_one_line([]) == ()


def test_a_label_leads_to_its_answer() -> None:
    assert before_answer("Wanneer") == "Wanneer:"
    assert before_answer("Dan kan ik wel, als …") == "Dan kan ik wel, als"


def test_her_words_in_a_phrase_keep_their_language() -> None:
    phrase = Phrase(In("Opvang van %(child)s", "Childcare of %(child)s"), {"child": Own("سارة", "ar")})
    assert DUTCH.line(phrase) == (Span("Opvang van ", common=True), Span("سارة", "ar"))
    assert in_bold(ENGLISH.line(phrase)) == (
        Span("Childcare of ", bold=True, common=True),
        Span("سارة", "ar", bold=True),
    )


def test_said_text_speaks_each_language_and_is_said_once_where_they_agree() -> None:
    paper = Paper((ENGLISH, DUTCH))
    assert plain(paper.in_all("School")) == "School"
    assert plain(paper.in_all(In("Ja", "Yes"))) == "Yes / Ja"


@pytest.mark.parametrize(
    ("own", "english", "dutch"),
    [
        (Own("I can", "en"), "I can", "*"),
        (Own("I can", "en", "Ik kan"), "I can", "Ik kan"),
        (Own("Ik kan", "nl"), "*", "Ik kan"),
        (Own("Je peux", "fr"), "Je peux\N{NO-BREAK SPACE}*", "*"),
        (Own("Je peux", "fr", "Ik kan"), "Je peux\N{NO-BREAK SPACE}*", "Ik kan"),
        (Own("Bloem"), "Bloem", "Bloem"),
        (Own("Fleur", "fr", is_name=True), "Fleur", "Fleur"),
    ],
)
def test_her_words_stand_once_and_a_star_in_the_other_column(own: Own, english: str, dutch: str) -> None:
    assert column(own, ENGLISH, (ENGLISH, DUTCH)) == [english]
    assert column(own, DUTCH, (ENGLISH, DUTCH)) == [dutch]


def test_in_one_language_her_words_and_the_dutch_beside_them_are_both_printed() -> None:
    assert column(Own("I can", "en", "Ik kan"), DUTCH, (DUTCH,)) == ["I can\nIk kan"]
    assert column(Own("I can", "en"), DUTCH, (DUTCH,)) == ["I can\N{NO-BREAK SPACE}*"]
    assert column(Own("Dat kan", "nl-BE"), DUTCH, (DUTCH,)) == ["Dat kan"]


@pytest.mark.parametrize(("length", "count"), [(1, 1), (100, 3), (4000, 6)])
def test_dutch_that_nobody_wrote_gets_lines_for_a_pen(length: int, count: int) -> None:
    paper = Paper((ENGLISH, DUTCH))
    (lines,) = paper.room_for_dutch((Own("w" * length, "en"), "ja"), DUTCH)
    assert isinstance(lines, PenLines)
    assert lines.count == count
    assert not paper.room_for_dutch((Own("w", "en"),), ENGLISH)
    assert not paper.room_for_dutch((Own("w", "en", "wel"), Own("w", "nl"), "ja"), DUTCH)
