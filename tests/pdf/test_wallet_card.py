"""The wallet card: her people in her order, lines for their numbers, and whatever she wrote it fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf.proofs.layout import smallest
from pdf.proofs.proving import prove
from pdf.proofs.structure import read, structure
from pdf.stories import drawn, paper

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.i18n import speaking
from trajectplan.pdf import wording
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.reading import Helper, calls_of, sentence_of
from trajectplan.pdf.typeset.text import Span, Style, line_width
from trajectplan.pdf.voice import DOTS, Voice, plain
from trajectplan.pdf.wallet_card import (
    LARGE,
    LEAST,
    PAD,
    WALLET,
    Card,
    Make,
    shortened,
    taken_by,
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
        (_first, first), (_then, second), (_or_else, nobody) = calls_of(summary)
        assert first is not None
        assert second is not None
        assert (str(first.name), [str(text) for _label, texts in first.said for text in texts]) == (
            "Zus",
            ["Mijn kind ophalen", "Niet op maandag"],
        )
    assert (str(second.name), second.said, nobody) == ("Buur", (), None)
    assert str(sentence_of(summary)) == "Ik bel meteen."


def test_what_she_does_not_know_yet_is_no_answer_on_it() -> None:
    unsure = (Row("Kan", ("Ik weet het nog niet",), alone=True),)
    sentence = Row("Zin", ("Ik weet het nog niet",), role="for_employer", alone=True)
    people = List("Mijn mensen", (Item(Own("Zus"), unsure),), role="back_up")
    summary = Summary((ChapterSummary("childcare", "Week", (Section("Noodplan", "/x", (people, sentence)),)),))
    assert calls_of(summary)[0][1] == Helper(Own("Zus"))
    assert sentence_of(summary) is None


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
    if large:
        assert min(smallest(pdf)) >= LARGE
    for card in cards:
        assert "Buurvrouw" in card.text
        assert "Niet op maandag" in card.text
        assert "Altijd" in card.text
        assert DOTS not in card.text
        assert "Oma" in card.text
        assert "Als mijn kind ziek is, bel ik meteen." in " ".join(card.text.split())
    assert "Mijn zus" in cards[-1].text
    assert languages == ("nl",) or "أختي" in cards[0].text


@pytest.mark.parametrize("large", [False, True])
def test_without_people_it_is_a_card_for_a_pen(large: bool) -> None:  # noqa: FBT001
    on = paper("nl", large=large)
    pdf = drawn(wallet_story(plan(), on), on)
    prove(pdf)
    with speaking("nl"):
        (card,) = structure(pdf).all("Sect")
        assert all(str(call) in card.text for call in wording.CALLS)
        assert card.text.count(str(wording.PHONE)) == len(wording.CALLS)


def test_only_what_is_too_long_is_cut_and_dots_say_so() -> None:
    long = " ".join(["Niet op maandag, want dan werkt hij tot laat in de avond."] * 4)
    people = [
        helper(Own("Zus", "nl"), "Mijn kind ophalen", when="Niet op dinsdag"),
        helper(Own("Buurvrouw", "nl"), "Een hele dag oppassen", when=long),
        helper(Own("Oma", "nl"), "Alleen in nood", when="Altijd"),
    ]
    on = paper("nl")
    text = " ".join(structure(drawn(wallet_story(plan(*people), on), on)).text.split())
    for told in ("Niet op dinsdag", "Altijd", "Mijn kind ophalen", "Een hele dag oppassen", "Alleen in nood"):
        assert told in text
    assert text.count(DOTS) == 1
    assert f" {DOTS}" in text.partition("Niet op maandag")[2].partition("Oma")[0]


def test_the_longest_answers_keep_every_limit_on_the_card() -> None:
    when = " ".join(["doordeweeks"] * 10)
    names = (
        "Buurvrouw van de derde verdieping links",
        "Moeder van de beste vriendin op school",
        "Tante Voorbeeld uit Ons Dorp aan zee",
    )
    people = [helper(Own(name, "nl"), "Mijn kind ophalen", "Een hele dag oppassen", when=when) for name in names]
    on = paper("nl")
    pdf = drawn(wallet_story(plan(*people, sentence="Ik bel meteen. " * 26), on), on)
    text = structure(pdf).text
    assert text.count("Wanneer: doordeweeks") == len(people)
    assert all(name in " ".join(text.split()) for name in names)
    assert min(smallest(pdf)) >= LEAST


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_people_whose_names_begin_alike_are_told_apart_however_full_the_card_is(language: str) -> None:
    names = tuple(f"De buurvrouw aan de overkant op {number}" for number in (2, 4, 6))
    full = ("Mijn kind ophalen", "Een hele dag oppassen", "Bij een ziek kind blijven")
    people = [helper(Own(name, "nl"), *full, when=" ".join(["doordeweeks"] * 10)) for name in names]
    on = paper(language)
    pdf = drawn(wallet_story(plan(*people, sentence="Ik bel meteen. " * 26), on), on)
    prove(pdf)
    text = " ".join(structure(pdf).text.split())
    assert all(name in text for name in names)


@pytest.mark.parametrize("languages", [("nl",), ("ar", "nl")])
def test_in_large_print_long_answers_in_tall_letters_stay_below_their_heading(languages: tuple[str, ...]) -> None:
    on = paper(*languages, large=True)
    words = "ሰላም ለዓለም " * 40
    people = [helper(Own(words[:40], "ti"), "Mijn kind ophalen", when=words[:120])] * 3
    pdf = drawn(wallet_story(plan(*people, sentence=words), on), on)
    prove(pdf)
    assert len(read(pdf).pages) == len(languages)
    assert min(smallest(pdf)) >= LARGE


ARABIC = plan(
    helper(
        Own("أختي فاطمة", "ar"),
        "إحضار طفلي من المدرسة",
        "رعاية الطفل طوال اليوم",
        when="ليس يوم الاثنين لأنه يعمل حتى وقت متأخر من المساء",
    ),
    helper(Own("جارتي في الطابق الثالث من العمارة", "ar"), "إحضار طفلي من المدرسة", when="الثلاثاء والخميس فقط"),
    helper(Own("أم صديقة ابنتي في المدرسة القديمة", "ar"), "رعاية الطفل طوال اليوم", when="بعد الساعة الثالثة"),
    sentence="يمكنكم الاعتماد علي. إذا مرض طفلي أتصل فورا. " * 6,
)
FULL = plan(
    *(
        helper(
            Own(f"De buurvrouw aan de overkant op {number}", "nl"),
            "Mijn kind ophalen",
            "Een hele dag oppassen",
            "Bij een ziek kind blijven",
            when=" ".join(["doordeweeks"] * 10),
        )
        for number in (2, 4, 6)
    ),
    sentence="Ik bel meteen. " * 26,
)
MARKED = plan(*[helper(Own("أُخْتِي الصُّغْرَى فَاطِمَةُ", "ar"), "تُحْضِرُ طِفْلِي", when="لَيْسَ يَوْمَ الاِثْنَيْنِ " * 5)] * 3)


@pytest.mark.parametrize("language", ["nl", "en", "ar", "tr", "ti", "pl"])
@pytest.mark.parametrize("full", [THREE, ARABIC, FULL, MARKED], ids=["three", "Arabic", "full", "marks"])
def test_in_no_language_a_letter_of_the_card_is_too_small_to_read(full: Summary, language: str) -> None:
    on = paper(*dict.fromkeys((language, "nl")))
    pdf = drawn(wallet_story(full, on), on)
    assert min(smallest(pdf)) >= LEAST
    for half in Card(calls_of(full), sentence_of(full), Voice(language), WALLET).halves:
        assert taken_by(half, WALLET.width - 2 * PAD) <= WALLET.half
    prove(pdf)


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_what_three_people_with_arabic_names_can_do_is_told_uncut(language: str) -> None:
    on = paper(language)
    text = structure(drawn(wallet_story(ARABIC, on), on)).text
    assert DOTS not in text


def test_where_nothing_else_helps_the_title_goes_before_a_word_is_cut() -> None:
    on = paper("tr")
    card = structure(drawn(wallet_story(ARABIC, on), on)).all("Sect")[0]
    assert not card.all("H2")
    assert DOTS not in card.text


def test_her_whole_sentence_fits_with_its_line_breaks() -> None:
    on = paper("nl")
    sentence = "U kunt op mij rekenen.\n" * 17
    text = structure(drawn(wallet_story(plan(helper(Own("Zus")), sentence=sentence), on), on)).text
    assert text.count("op mij") == 17
    assert DOTS not in text


def test_nobody_but_her_people_is_named_and_three_have_a_place() -> None:
    on = paper("nl")
    text = structure(drawn(wallet_story(plan(helper(Own("Zus", "nl"))), on), on)).text
    with speaking("nl"):
        assert text.count("Zus") == 1
    assert "Ja" not in text


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("abc كلم ", min_size=1, max_size=40), st.text("def ", max_size=120)), min_size=1, max_size=3
    ),
    st.text("woord .", max_size=801),
    st.sampled_from(["nl", "ar"]),
)
def test_whatever_she_wrote_fits(people: list[tuple[str, str]], sentence: str, language: str) -> None:
    calls = [
        ("Dan", Helper(Own(name, "nl"), (("Kan", ("Mijn kind ophalen",) * 6), ("Wanneer", (Own(when, "nl"),)))))
        for name, when in people
    ]
    said = Own(sentence, "nl") if sentence else None
    wallet = Card(calls, said, Voice(language), WALLET)
    for half in wallet.halves:
        assert taken_by(half, WALLET.width - 2 * PAD) <= WALLET.height / 2 - 2 * PAD
    door = Card(calls, said, Voice(language), Make(WIDTH, 500, (LARGE,), LARGE, free=True))
    assert door.wrap(WIDTH, 500)[1] <= 500


def test_a_text_is_cut_behind_a_word() -> None:
    style = Style(10, 12)
    line = (Span("een twee drie vier vijf zes zeven"),)
    assert shortened(line, style, DUTCH, 1000) == line
    short = shortened(line, style, DUTCH, 100)
    assert plain(short).endswith("…")
    assert plain(short).startswith("een twee")
    assert line_width(short, style, "nl") <= 100


def test_a_word_that_is_too_long_is_cut_within_and_keeps_its_look() -> None:
    style = Style(10, 12)
    short = shortened((Span("W" * 90, "nl", bold=True),), style, DUTCH, 100)
    assert line_width(short, style, "nl") <= 100
    assert plain(short).startswith("WWW")
    assert {(span.language, span.bold) for span in short} == {("nl", True)}
