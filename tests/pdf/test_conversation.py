"""Her page for the talk: her own words first, a line for a pen where there are none, and Dutch to read along."""

from __future__ import annotations

import pytest
from pdf.proofs.proving import prove
from pdf.proofs.structure import fragments, outline, read, structure
from pdf.stories import drawn, paper

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.pdf.conversation import (
    LEAST_LINES,
    MOST_LINES,
    Notes,
    conversation_story,
)
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.reading import questions_of, things_of
from trajectplan.pdf.wording import GOOD_TO_KNOW, READY, WHEN_HARD
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import ChapterSummary, Own, Row, Section, Summary, Text

NOTHING = Summary(())


def plan(things: tuple[Text, ...] = (), questions: tuple[Text, ...] = ()) -> Summary:
    rows = (
        *(Row(str(number), (thing,), role="three_things") for number, thing in enumerate(things, 1)),
        *((Row("Vragen", questions, role="questions"),) if questions else ()),
    )
    return Summary((ChapterSummary("steps", "Stappen", (Section("Gesprek", "/x", rows),)),))


FULL = plan(
    (Own("أريد أن أعمل.", "ar", "Ik wil werken."), Own("أنا وحدي.", "ar"), Own("أتعلم بسرعة.", "ar")),
    ("Wanneer krijg ik antwoord?", Own("هل يمكنني؟\nومتى؟", "ar")),
)


# What is on it --------------------------------------------------------------------------------------------------------


def test_what_she_wants_to_say_and_ask_comes_from_her_answers() -> None:
    answers = {
        "thing_one": "Ik leer snel",
        "thing_three": "Ik ben er altijd",
        "question_cards": ["when_answer", "who_decides"],
        "question_own": "Mag mijn zus mee?\n\nEn wanneer?",
    }
    summary = summarise(Plan(answers=answers), CHAPTERS, paper=True)
    assert [str(thing) for thing in things_of(summary)] == ["Ik leer snel", "Ik ben er altijd"]
    assert [str(question) for question in questions_of(summary)][-2:] == ["Mag mijn zus mee?", "En wanneer?"]
    assert len(questions_of(summary)) == 4


def test_questions_with_dutch_beside_them_are_taken_apart_only_where_the_lines_agree() -> None:
    two, three = Own("a?\nb?", "en", "c?\nd?"), Own("a?\nb?", "en", "c? d?")
    assert questions_of(plan(questions=(two,))) == [Own("a?", "en", "c?"), Own("b?", "en", "d?")]
    assert questions_of(plan(questions=(three,))) == [three]


# On paper -------------------------------------------------------------------------------------------------------------

PAPERS = {
    "nl": paper("nl"),
    "pair": paper("en", "nl"),
    "mirrored": paper("ar", "nl"),
    "large": paper("ar", "nl", large=True),
}


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("summary", [NOTHING, FULL], ids=["nothing", "full"])
def test_it_is_a_page_that_everybody_can_read(name: str, summary: Summary) -> None:
    on = PAPERS[name]
    pdf = drawn(conversation_story(summary, on), on)
    prove(pdf, name)
    assert len(read(pdf).pages) == 1 or name == "large"
    assert [level for level, _title in outline(pdf)] == [1, *[2] * 8]
    points = [point for point in structure(pdf).all("LI") if point.text]
    own = len(things_of(summary)) + len(questions_of(summary))
    assert len(points) == own + len(READY) + len(WHEN_HARD) + len(GOOD_TO_KNOW)


def test_her_words_keep_their_language_and_have_dutch_below_them() -> None:
    on = paper("ar", "nl")
    found = fragments(drawn(conversation_story(FULL, on), on))
    languages = [[language for language, text in found if words in text] for words in ("أنا وحدي.", "Ik wil werken.")]
    assert languages == [["ar"], ["nl"]]


def test_numbers_of_her_things_go_with_the_things() -> None:
    on = paper("nl")
    labels = [node.text for node in structure(drawn(conversation_story(FULL, on), on)).all("Lbl")]
    assert [label for label in labels if label][:3] == ["1", "2", "3"]


def test_her_code_is_on_it_only_when_she_asked_for_it() -> None:
    on = paper("nl")
    code = "1234 5678 9012 3456"
    assert code in structure(drawn(conversation_story(FULL, on, code), on)).text
    assert "1234" not in structure(drawn(conversation_story(FULL, on), on)).text


@pytest.mark.parametrize(("room", "lines"), [(100, LEAST_LINES), (400, 10), (5000, MOST_LINES)])
def test_lines_for_what_was_said_fill_the_page(room: float, lines: int) -> None:
    notes = Notes(paper("nl"))
    height = notes.wrap(WIDTH, room)[1]
    assert abs(notes.lines - lines) <= 2
    assert LEAST_LINES <= notes.lines <= MOST_LINES
    assert height <= room or notes.lines == LEAST_LINES


@pytest.mark.parametrize("large", [False, True])
def test_a_question_longer_than_a_page_is_broken_between_lines(large: bool) -> None:  # noqa: FBT001
    on = paper("ar", "nl", large=large)
    pdf = drawn(conversation_story(plan(questions=(Own("vraag " * 650, "nl"),)), on), on)
    prove(pdf)
    assert structure(pdf).text.count("vraag") == 650


def test_many_long_questions_go_on_on_another_page() -> None:
    on = paper("ar", "nl")
    many = plan(tuple(Own("woord " * 30, "nl") for _ in range(3)), (Own("\n".join(["vraag " * 9] * 60), "nl"),))
    pdf = drawn(conversation_story(many, on), on)
    prove(pdf)
    assert structure(pdf).text.count("vraag") == 540
