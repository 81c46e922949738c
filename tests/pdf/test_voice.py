"""Who speaks on paper: each language says what is said, and her own words stand once as she wrote them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pdf.pdf_samples import In

from trajectplan.i18n import before_answer
from trajectplan.pdf.look import LARGE, NORMAL
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.pen_lines import PenLines
from trajectplan.pdf.typeset.text import Span, Words
from trajectplan.pdf.voice import Line, Voice, colon, in_bold, on_one_line, plain
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


def test_a_list_is_parted_by_dots_only_or_by_full_stops_only() -> None:
    def said_line(text: Text) -> Line:
        return DUTCH.line(text)

    cooking, sewing, earlier = In("Ik kook.", "I cook."), In("Ik naai.", "I sew."), In("Ik tolk (vroeger)", "")
    hers = Own("Ik zing.", "nl")
    assert plain(on_one_line(list(map(said_line, (cooking, sewing))))) == "Ik kook. Ik naai."
    assert (
        plain(on_one_line(list(map(said_line, (cooking, earlier, sewing))))) == "Ik kook · Ik tolk (vroeger) · Ik naai"
    )
    assert plain(on_one_line(list(map(said_line, (earlier, hers))))) == "Ik tolk (vroeger) · Ik zing."


def test_the_sentences_of_one_text_are_one_span_again() -> None:
    first, second, other = Span("أ.", "ar"), Span(" ب.", "ar"), Span("ت.", "ar")
    assert on_one_line([(first,), (second,), (other,)]) == (Span("أ. ب.", "ar"), Span(" "), other)
    assert on_one_line([(second,)]) == (Span("ب.", "ar"),)
    assert on_one_line([(Span("a.", "nl"),), (second,)]) == (Span("a.", "nl"), Span(" "), Span("ب.", "ar"))


def test_a_label_leads_to_its_answer() -> None:
    assert before_answer("Wanneer") == "Wanneer:"
    assert plain(Voice("ti").label("መዓስ")) == "መዓስ፦"
    assert before_answer("Dan kan ik wel, als …") == "Dan kan ik wel, als"


def test_a_name_leads_to_what_is_said_of_it() -> None:
    assert (colon(spans("Oma")[0], DUTCH), colon(spans("ዓባይ")[0], Voice("ti"))) == (": ", "፦ ")
    assert colon(DUTCH.line(Own("Oma?", "nl")), DUTCH) == " ", "her own sign is enough"
    assert colon((), DUTCH) == ": "


def test_her_words_in_a_phrase_keep_their_language() -> None:
    phrase = Phrase(In("Opvang van %(child)s", "Childcare of %(child)s"), {"child": Own("سارة", "ar")})
    assert DUTCH.line(phrase) == (Span("Opvang van ", common=True), Span("سارة", "ar", own=True))
    assert in_bold(ENGLISH.line(phrase)) == (
        Span("Childcare of ", bold=True, common=True),
        Span("سارة", "ar", bold=True, own=True),
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


@pytest.mark.parametrize(
    ("own", "languages", "columns", "lines", "marked"),
    [
        (Own("أطبخ", "und", "Ik kook"), ("en", "nl"), ["أطبخ\N{NO-BREAK SPACE}*", "Ik kook"], [0, 0], 1),
        (Own("أطبخ", "und", "Ik kook"), ("nl",), ["أطبخ / Ik kook"], [0], 0),
        (Own("أطبخ", "und"), ("en", "nl"), ["أطبخ\N{NO-BREAK SPACE}*", "*"], [0, 1], 0),
        (Own("I cook", "en"), ("en", "nl"), ["I cook", "*"], [0, 1], 0),
        (Own("I cook", "en"), ("nl",), ["I cook\N{NO-BREAK SPACE}*"], [1], 0),
        (Own("Ik kook", "nl"), ("en", "nl"), ["*", "Ik kook"], [0, 0], 1),
    ],
)
def test_a_heading_of_hers_stands_once_with_the_dutch_or_a_line_for_it(
    own: Own,
    languages: tuple[str, ...],
    columns: list[str],
    lines: list[int],
    marked: int,
) -> None:
    """The bookmark leads to the first column that says something to its readers."""
    cells = Paper(tuple(map(Voice, languages))).pair(own, NORMAL.heading, bookmark=1)
    words = [cell[0] for cell in cells if isinstance(cell[0], Words)]
    assert [each.text for each in words] == columns
    assert [each.bookmark for each in words] == [1 if number == marked else None for number in range(len(cells))]
    assert [sum(part.count for part in cell if isinstance(part, PenLines)) for cell in cells] == lines


@pytest.mark.parametrize(
    ("own", "languages", "cells"),
    [
        (Own("a trial day", "en"), ("en", "nl"), ["a trial day\N{NO-BREAK SPACE}*", "_"]),
        (Own("a trial day", "en"), ("nl", "en"), ["_", "a trial day\N{NO-BREAK SPACE}*"]),
        (Own("يوم", "und"), ("nl", "en"), ["يوم\N{NO-BREAK SPACE}*_", ""]),
        (Own("a trial day", "en", "een proefdag"), ("en", "nl"), ["a trial day / een proefdag"]),
        (Own("een proefdag", "nl"), ("en", "nl"), ["een proefdag\N{NO-BREAK SPACE}*"]),
        (Own("a trial day", "en"), ("nl",), ["a trial day\N{NO-BREAK SPACE}*_"]),
        (Own("a trial day", "en"), ("en",), ["a trial day"]),
        (Own("Moon", "en", is_name=True), ("en", "nl"), ["Moon"]),
    ],
)
def test_a_thing_of_hers_stands_once_with_the_dutch_or_a_line_for_it(
    own: Own, languages: tuple[str, ...], cells: list[str]
) -> None:
    found = Paper(tuple(map(Voice, languages))).name(own, NORMAL.name_item)
    shown = [[part.text if isinstance(part, Words) else "_" for part in cell] for cell in found]
    assert ["".join(cell) for cell in shown] == cells


def test_in_large_print_the_line_stands_below_a_thing_of_hers() -> None:
    (cell,) = Paper((DUTCH, ENGLISH), LARGE).name(Own("a trial day", "en"), LARGE.name_item)
    assert [type(part) for part in cell] == [Words, PenLines]


@pytest.mark.parametrize(("length", "count"), [(1, 1), (100, 3), (4000, 6)])
def test_dutch_that_nobody_wrote_gets_lines_for_a_pen(length: int, count: int) -> None:
    paper = Paper((ENGLISH, DUTCH))
    (lines,) = paper.room_for_dutch((Own("w" * length, "en"), "ja"), DUTCH)
    assert isinstance(lines, PenLines)
    assert lines.count == count
    assert not paper.room_for_dutch((Own("w", "en"),), ENGLISH)
    assert not paper.room_for_dutch((Own("w", "en", "wel"), Own("w", "nl"), "ja"), DUTCH)
