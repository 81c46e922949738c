"""The wallet card: her people in her order, lines for their numbers, and whatever she wrote it fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf.proofs.proving import prove
from pdf.proofs.structure import read, structure
from pdf.stories import drawn, paper

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.i18n import speaking
from trajectplan.pdf.typeset.tables import stack_height
from trajectplan.pdf.typeset.text import Span, Style, line_width
from trajectplan.pdf.voice import Voice, plain
from trajectplan.pdf.wallet_card import (
    CARD_HEIGHT,
    CARD_WIDTH,
    PAD,
    Card,
    Helper,
    helpers_of,
    one_line,
    sentence_of,
    wallet_story,
)
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import ChapterSummary, Item, List, Own, Row, Section, Summary

DUTCH = Voice("nl")


def helper(name: Own, *can: str, when: str = "") -> Item:
    rows = (
        Row("Kan", can),
        *((Row("Wanneer", (Own(when, "nl"),)),) if when else ()),
        Row("Al gevraagd", ("Ja",), detail=True),
    )
    return Item(name, rows)


def plan(*people: Item, sentence: str = "") -> Summary:
    rows = (Row("Zin", (Own(sentence, "nl"),), role="for_employer"),) if sentence else ()
    people_ = (List("Mijn mensen", people, role="back_up"),) if people else ()
    return Summary((ChapterSummary("childcare", "Week", (Section("Noodplan", "/x", (*people_, *rows)),)),))


THREE = plan(
    helper(Own("أختي", "ar", "Mijn zus"), "Mijn kind ophalen", "Bij een ziek kind blijven", when="Niet op maandag"),
    helper(Own("Buurvrouw", "nl"), "Alleen in nood"),
    helper(Own("Oma", "nl"), "Een hele dag oppassen", when="Altijd"),
    sentence="U kunt op mij rekenen. Als mijn kind ziek is, bel ik meteen.",
)


# What is on it --------------------------------------------------------------------------------------------------------


def test_people_and_sentence_come_from_her_answers() -> None:
    people = [
        {"id": "00000001", "person": "Zus", "can_do": ["fetch"], "person_when": "Niet op maandag", "asked": "agreed"},
        {"id": "00000002", "person": "Buur"},
    ]
    summary = summarise(Plan(answers={"people": people, "sentence": "Ik bel meteen."}), CHAPTERS, paper=True)
    with speaking("nl"):
        first, second = helpers_of(summary)
        assert (str(first.name), [str(text) for _label, texts in first.said for text in texts]) == (
            "Zus",
            ["Mijn kind ophalen", "Niet op maandag"],
        )
    assert (str(second.name), second.said) == ("Buur", ())
    assert str(sentence_of(summary)) == "Ik bel meteen."


def test_there_is_no_card_without_people() -> None:
    assert list(wallet_story(plan(sentence="Ik bel meteen."), paper("nl"))) == []
    assert sentence_of(plan(helper(Own("Zus")))) is None


# On paper -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("languages", [("nl",), ("en", "nl"), ("ar", "nl")])
def test_there_is_a_card_in_each_language(languages: tuple[str, ...], large: bool) -> None:  # noqa: FBT001
    on = paper(*languages, large=large)
    pdf = drawn(wallet_story(THREE, on), on)
    prove(pdf)
    cards = structure(pdf).all("Sect")
    assert [card.language for card in cards] == list(languages)
    assert len(read(pdf).pages) == (len(languages) if large else 1)
    for card in cards:
        assert "Buurvrouw" in card.text
        assert "Oma" in card.text
        assert "Als mijn kind ziek is, bel ik meteen." in " ".join(card.text.split())
    assert "Mijn zus" in cards[-1].text
    assert languages == ("nl",) or "أختي" in cards[0].text


def test_nobody_but_her_people_is_named_and_three_have_a_place() -> None:
    on = paper("nl")
    text = structure(drawn(wallet_story(plan(helper(Own("Zus", "nl"))), on), on)).text
    with speaking("nl"):
        assert text.count("Zus") == 1
    assert "Ja" not in text


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("abc كلم ", min_size=1, max_size=40), st.text("def ", max_size=120)), min_size=1, max_size=4
    ),
    st.text("woord .", max_size=801),
    st.sampled_from(["nl", "ar"]),
)
def test_whatever_she_wrote_fits(people: list[tuple[str, str]], sentence: str, language: str) -> None:
    helpers = [
        Helper(Own(name, "nl"), (("Kan", ("Mijn kind ophalen",) * 6), ("Wanneer", (Own(when, "nl"),))))
        for name, when in people
    ]
    card = Card(helpers, Own(sentence, "nl") if sentence else None, Voice(language), 1, 1)
    for half in card.halves:
        assert stack_height(half, CARD_WIDTH - 2 * PAD) + half[0].getSpaceBefore() <= CARD_HEIGHT - 2 * PAD


def test_a_text_is_cut_behind_a_word() -> None:
    style = Style(10, 12)
    line = (Span("een twee drie vier vijf zes zeven"),)
    assert one_line(line, style, DUTCH, 1000) == line
    short = one_line(line, style, DUTCH, 100)
    assert plain(short).endswith("…")
    assert plain(short).startswith("een twee")
    assert line_width(short, style, "nl") <= 100
