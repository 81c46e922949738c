"""On which side words stand, and which way they run: her words among others, right to left and left to right."""

from __future__ import annotations

import pytest
from pdf.pdf_samples import In, one_section
from pdf.proofs.layout import Line as Placed
from pdf.proofs.layout import lines
from pdf.proofs.proving import prove
from pdf.stories import drawn, paper

from trajectplan.pdf.conversation import conversation_story
from trajectplan.pdf.look import LEFT, NORMAL, WIDTH
from trajectplan.pdf.marks import with_sign
from trajectplan.pdf.paper import BULLET, words_in
from trajectplan.pdf.reading import REQUESTS
from trajectplan.pdf.requests import requests_table
from trajectplan.pdf.typeset.bidi import levels
from trajectplan.pdf.typeset.tagging import Element
from trajectplan.pdf.typeset.text import Span
from trajectplan.pdf.voice import Line, Voice
from trajectplan.pdf.wording import FULL
from trajectplan.plan.summary import Item, List, Own, Row

DUTCH_WORDS = Own("Ik kook graag.", "nl")
ARABIC_WORDS = Own("أنا أطبخ.", "ar")
HELPED = Own("أنا أطبخ.", "ar", "Ik kook graag.")
WRONGLY_KNOWN = Own("Ik kook graag.", "ar")
"""Dutch that was typed on a page in Arabic."""
SAID = {"nl": "Wat ik kan", "ar": "ما أقدر عليه"}


def placed(language: str, *texts: Line, bullet: str = "") -> list[Placed]:
    """The lines of paragraphs on paper in this language."""
    on, points = paper(language), Element("L")
    style = NORMAL.point if bullet else NORMAL.body
    parts = [words_in(text, style, on.voices[0], bullet=bullet, points=points) for text in texts]
    pdf = drawn(parts, on)
    prove(pdf)
    return lines(pdf)


def begins(line: Placed, language: str) -> float:
    """How far from the side where this language begins."""
    left, _bottom, right, _top = line.box
    return LEFT + WIDTH - right if language == "ar" else left - LEFT


def across(line: Placed, letter: str) -> float:
    """The middle of the first of these letters, from the left."""
    glyph = next(glyph for glyph in line.glyphs if letter in (glyph.text or ""))
    assert glyph.ink is not None
    return (glyph.ink[0] + glyph.ink[2]) / 2


@pytest.mark.parametrize("own", [DUTCH_WORDS, ARABIC_WORDS, WRONGLY_KNOWN])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_all_blocks_begin_on_the_side_of_their_page_whoever_says_them(own: Own, language: str) -> None:
    voice = Voice(language)
    label = (Span(SAID[language], common=True),)
    found = placed(language, label, voice.line(own), (*label, Span(": "), *voice.line(own)))
    assert len(found) == 3
    assert all(0 <= begins(line, language) < 2 for line in found)


@pytest.mark.parametrize(("own", "is_last_right"), [(DUTCH_WORDS, True), (ARABIC_WORDS, False), (WRONGLY_KNOWN, True)])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_her_words_run_by_their_first_letter_alone_and_among_others(
    own: Own,
    language: str,
    is_last_right: bool,  # noqa: FBT001 (a parameter of a test)
) -> None:
    voice = Voice(language)
    alone, among = placed(language, voice.line(own), (Span(SAID[language]), Span(": "), *voice.line(own)))
    for line in (alone, among):
        assert (across(line, ".") > across(line, own.text[0])) == is_last_right


@pytest.mark.parametrize("own", [DUTCH_WORDS, ARABIC_WORDS])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_bullets_and_signs_stand_where_the_page_begins(own: Own, language: str) -> None:
    voice = Voice(language)
    point, words = sorted(placed(language, voice.line(own), bullet=BULLET), key=lambda line: begins(line, language))
    assert (point.text.strip(), begins(words, language) > NORMAL.point.indent - 1) == (BULLET, True)
    signed = with_sign(FULL, voice.line(own), NORMAL.body, voice)
    on = paper(language)
    (line,) = lines(drawn([signed], on))
    assert begins(line, language) > 8


@pytest.mark.parametrize("languages", [("ar", "nl"), ("nl", "ar")])
def test_in_a_place_that_languages_share_all_begin_where_the_first_does(languages: tuple[str, str]) -> None:
    on = paper(*languages)
    summary = one_section(
        List("Vraag", (Item(ARABIC_WORDS, ()), Item(In("Mag ik leren?", "Can I learn?"), ())), role=REQUESTS),
    )
    (requests,) = [block for _chapter, block in summary.with_role(REQUESTS) if isinstance(block, List)]
    rows = lines(drawn([requests_table((requests,), on, 0)], on))
    asked = [line for line in rows if "أطبخ" in line.text or "leren" in line.text]
    talk = lines(drawn(conversation_story(one_section(Row("Wat", (HELPED,), role="three_things")), on), on))
    told = [line for line in talk if line.text.strip() in {HELPED.text, HELPED.dutch}]
    for found in (asked, told):
        assert len(found) == 2
        first, second = (begins(line, languages[0]) for line in found)
        assert abs(first - second) < 2


@pytest.mark.parametrize(("language", "is_rtl"), [("ar", True), ("nl", False), ("ti", False)])
def test_arrows_point_the_way_that_is_read(language: str, is_rtl: bool) -> None:  # noqa: FBT001 (a parameter of a test)
    for steps in ("mbo 2 → mbo 3", "دورة (cursus) → mbo 2 → دراسة", "mbo 4 → hbo → mbo"):
        said = Voice(language).say(steps)
        _base, found = levels(said, int(is_rtl))
        assert {found[at] % 2 == 1 for at, letter in enumerate(said) if letter == "›"} == {is_rtl}
    (line,) = placed(language, Voice(language).line("mbo 2 → mbo 3"))
    assert (across(line, "3") < across(line, "›") < across(line, "2")) == is_rtl
