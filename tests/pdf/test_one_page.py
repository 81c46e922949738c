"""Page one as a consultant gets it: every role in its place, nothing over the edge, what is cut is found inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf.full_plan_samples import full_plan
from pdf.pdf_samples import In, childcare, one_section, options, pages_of, said
from pdf.plan_samples import ALL_CHAPTERS, row, section, short_plan
from pdf.proofs.layout import lines_of
from pdf.proofs.proving import prove
from pdf.proofs.structure import fragments, read
from pypdf import PdfReader

from trajectplan.i18n import _
from trajectplan.pdf.lengths import versions
from trajectplan.pdf.look import LEFT, NORMAL, PAGE_HEIGHT, TOP, WIDTH
from trajectplan.pdf.options import LARGE
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.plan import render
from trajectplan.pdf.slots import (
    IN_ANOTHER_SCRIPT,
    NARROW,
    SENTENCES,
    SLOTS,
    WHO_SHE_IS,
    beginning,
    filled,
    not_translated,
)
from trajectplan.pdf.typeset.tables import stack_height
from trajectplan.pdf.typeset.text import Span, Words
from trajectplan.pdf.voice import Voice
from trajectplan.pdf.wording import MAIN_POINTS, ONE_PAGE, READER
from trajectplan.plan.summary import UNKNOWN, ChapterSummary, Grid, Item, List, Own, Row, Summary

BOTTOM = Paper((Voice("nl"),)).bottom
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
PAIR = ("en", "nl")
WHOLE = ("one_page", *ALL_CHAPTERS)
MORE = " En nog veel meer woorden die zij zelf schreef."
HEADINGS = [slot.heading for slot in (*WHO_SHE_IS, *SLOTS) if not slot.unless]
FOOT = 1


def placed(pdf: bytes, number: int = 0) -> Iterator[tuple[str, float, float, float]]:
    """Every piece of text on a page with its place and size."""
    found: list[tuple[str, float, float, float]] = []

    def visit(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append((text.strip(), outer[4] + inner[4], outer[5] + inner[5], size))

    PdfReader(BytesIO(pdf)).pages[number].extract_text(visitor_text=visit)
    yield from found


def lowest(pdf: bytes) -> float:
    """Where the lowest line of page one stands, above the foot."""
    return min(y for _text, _x, y, _size in placed(pdf) if y > BOTTOM - 9)


# What stands there ----------------------------------------------------------------------------------------------------


def test_a_full_plan_fills_every_slot_once_and_in_order() -> None:
    page = pages_of(render(full_plan(), options(*WHOLE)))[0]
    places = [page.index(said(heading)) for heading in HEADINGS]
    assert places == sorted(places)
    assert said(_("Space to write")) not in page


def test_a_full_plan_of_ordinary_length_is_not_cut() -> None:
    page = pages_of(render(full_plan(), options(*WHOLE)))[0]
    assert said(_("More about this on page %(page)s", page="")).strip() not in page
    for words in [
        "Wat u niet ziet is hoeveel ik elke dag regel.",
        "Ik begin met mbo 2 elektrotechniek",
        "Een tolk bij het gesprek (misschien niet hier)",
        "Een laptop om te leren.",
        "Hulp met toeslagen wijzigen",
    ]:
        assert words in page


def test_what_is_a_detail_stands_inside_only() -> None:
    pages = pages_of(render(full_plan(), options(*WHOLE)))
    for detail in ["Op het werk heet dit", "Gelukt als", "Participatiewet artikel 9, lid 4"]:
        assert detail not in pages[0]
        assert any(detail in page for page in pages[1:])
    summary = one_section(
        Row("Zichtbaar", ("ja",), role="hours"),
        Row("Verborgen", ("nee",), role="hours", detail=True),
        List("Kinderen", (Item("A", ()), Item("Later", (), detail=True)), role="children"),
    )
    page = pages_of(render(summary, options("one_page")))[0]
    assert "Zichtbaar: ja" in page
    assert "Verborgen" not in page
    assert "Later" not in page


def test_strengths_and_unpaid_work_stand_in_for_what_she_can_show() -> None:
    strengths, unpaid = said(_("My strengths")), said(_("My unpaid work is experience"))
    short, full = (pages_of(render(plan, options(*WHOLE)))[0] for plan in (short_plan(), full_plan()))
    assert strengths in short
    assert unpaid in short
    assert strengths not in full
    assert unpaid not in full
    assert said(_("What I can do, and how you can tell")) not in short


def test_the_reader_is_called_what_she_calls_her() -> None:
    def reader(*blocks: Row) -> str:
        return pages_of(render(one_section(*blocks), options("one_page")))[0]

    assert said(_("For my %(contact_word)s. Two minutes to read.", contact_word="werkcoach")) in reader(
        row("Contact", "Contact", In("Werkcoach", "Work coach"), role="contact_word")
    )
    own = Row("Contact", (Own("Mevrouw van het loket", "nl"),), role="contact_word")
    other = Row("Contact", ("Een ander woord",), role="contact_word")
    assert "Voor mijn Mevrouw van het loket." in reader(other, own)
    assert said(_("For my %(contact_word)s. Two minutes to read.", contact_word=said(_("consultant")))) in reader()


def test_a_request_says_how_certain_it_is() -> None:
    page = pages_of(render(full_plan(), options(*WHOLE)))[0]
    assert "Zelf hulp aanvragen (recht)" in page
    assert "Iemand die naast mij staat (gemeente beslist)" in page
    assert "Hoe doe ik mijn aanvraag op papier" not in page


def test_a_label_that_breaks_off_is_finished_by_the_answer() -> None:
    page = pages_of(render(full_plan(), options(*WHOLE)))[0]
    assert "Opvang is te duur Dan kan ik wel, als de gemeente mijn deel betaalt" in page
    assert "Dan kan ik wel, als … er eerst rust is met mijn schulden" in page


def test_a_barely_begun_plan_keeps_room_for_a_pen() -> None:
    text = pages_of(render(Summary(()), options("one_page")))[0]
    for slot in (*WHO_SHE_IS, *SLOTS):
        assert (said(slot.heading) in text) == slot.pen
    assert said(_("Space to write")) in text
    assert said(_("not filled in")) not in text


def test_hours_that_she_keeps_to_herself_leave_no_trace() -> None:
    assert said(_("When I can")) not in pages_of(render(short_plan(), options("one_page")))[0]


def test_every_child_is_named_before_all_is_told_about_the_first() -> None:
    about = row("Nu overdag", "Now by day", "bij een lange rij van plekken en mensen " * 4)
    children = [Item(Own(name), (row("Leeftijd", "Age", "8"), about)) for name in ("Roos", "Vos", "Uil", "Mees")]
    steps = [Item(Own(f"Stap {number}"), (row("Wanneer", "When", "lang " * 60),)) for number in range(6)]
    summary = one_section(List("Kinderen", tuple(children), role="children"), List("S", tuple(steps), role="can_show"))
    page = pages_of(render(summary, options("one_page")))[0]
    assert "Mees" in page
    crowded = one_section(
        List("Kinderen", tuple(children), role="children"),
        *(List("S", tuple(steps), role=role) for role in ("next_steps", "can_show", "in_the_way", "back_up")),
    )
    page = pages_of(render(crowded, options("one_page")))[0]
    assert all(f"{name} Leeftijd: 8" in page for name in ("Roos", "Vos", "Uil", "Mees"))
    assert "Stap 5" in page


def test_not_knowing_yet_takes_no_room_on_page_one() -> None:
    unknown = Row("Werk", ("Ik weet het nog niet",), role="appeals", alone=True)
    page = pages_of(render(one_section(unknown), options("one_page")))[0]
    assert said(_("Work that appeals to me")) not in page


def test_a_table_on_page_one_becomes_lines() -> None:
    rows = (("Maandag", "9.00", "14.00"), ("Dinsdag", "", ""), ())
    summary = one_section(Grid("Uren", ("Dag", "van", "tot"), rows, role="hours"))
    assert "Maandag: van 9.00; tot 14.00" in pages_of(render(summary, options("one_page")))[0]


# Two languages --------------------------------------------------------------------------------------------------------


def test_page_one_is_in_dutch_and_its_twin_follows() -> None:
    pages = pages_of(render(childcare(), options("one_page", "childcare", languages=PAIR)))
    assert "Basisschool" in pages[0]
    assert "Primary school" not in pages[0]
    assert "Primary school" in pages[1]
    assert "Basisschool" not in pages[1]
    assert "Mijn kinderen en mijn week" in pages[2]


def test_page_one_is_in_her_language_first_when_she_chose_only_hers() -> None:
    pages = pages_of(render(childcare(), options("one_page", languages=("en",))))
    assert len(pages) == 2
    assert "Primary school" in pages[0]
    assert "Basisschool" in pages[1]
    assert len(pages_of(render(childcare(), options("one_page", languages=("nl",))))) == 1


@pytest.mark.parametrize("languages", [("nl",), ("en",), PAIR])
def test_in_large_print_her_own_page_one_has_large_letters_and_the_consultants_is_one_page(
    languages: tuple[str, ...],
) -> None:
    made = replace(options("one_page", languages=languages, name="Sara"), size=LARGE)
    pdf = render(full_plan(languages[0], more=MORE * 6), made)
    prove(pdf)
    pages = pages_of(pdf)
    sizes = [min(size for *_place, size in placed(pdf, number)) for number in range(len(pages))]
    consultants = [number for number, page in enumerate(pages) if CUT in page]
    assert consultants == [0 if "nl" in languages else len(pages) - 1]
    (number,) = consultants
    assert pages[number].startswith(said(_("My plan on one page")))
    assert sizes[number] >= 10
    # Over as many pages as it takes, with all of her words, and without the promise of one page and two minutes.
    assert len(pages) > 3
    assert sizes[:number] + sizes[number + 1 :] == [18] * (len(pages) - 1)
    hers = " ".join(pages[:number] + pages[number + 1 :])
    assert hers.count(said(MAIN_POINTS, languages[0])) == 1
    assert said(ONE_PAGE, languages[0]) not in hers
    assert said(READER, languages[0])[-12:] not in hers
    assert all(hers.count(said(slot.heading, languages[0])) for slot in (*WHO_SHE_IS, *SLOTS) if not slot.unless)


def test_in_large_print_a_short_plan_stands_on_one_page_and_says_so() -> None:
    pages = pages_of(render(Summary(()), replace(options("one_page"), size=LARGE)))
    assert len(pages) == 2
    assert [said(ONE_PAGE) in page and said(READER)[-12:] in page for page in pages] == [True, True]


def test_page_one_prefers_the_dutch_that_stands_beside_her_words() -> None:
    dutch, english, *_rest = pages_of(render(full_plan("en", helped=True), options(*WHOLE, languages=PAIR)))
    assert "Ik leer snel als iemand het voordoet." in dutch
    assert "I learn fast" not in dutch
    assert "I learn fast when someone shows me." in english
    assert "Engels" not in dutch


def test_her_sentences_from_right_to_left_keep_their_order_in_a_page_from_left_to_right() -> None:
    first, second = "أتصل بالبلدية.", "ثم أسأل عن المدرسة."
    step = Row("Stap", (Own(f"{first} {second}", UNKNOWN),), role="first_step")
    day = Row("Dag", (In("woensdag", "Wednesday"),), role="first_step")
    pdf = render(one_section(step, day), options("one_page"))
    (block,) = (each for each in read(pdf).tree.all("P") if first in each.text)
    (line,) = lines_of(block)
    assert line.text.strip() == f"{first} {second} Dag: woensdag"
    glyphs = [glyph for glyph in line.glyphs if (glyph.text or " ").strip()]
    letters = len("".join(first.split()))
    others = len("".join(second.split()))
    places = [glyph.x for glyph in glyphs]
    assert min(places[:letters]) > max(places[letters : letters + others])
    assert max(places[:letters]) < min(places[letters + others :])


def test_words_without_dutch_are_said_to_be_hers_once() -> None:
    dutch, english, *_rest = pages_of(render(full_plan("en"), options(*WHOLE, languages=PAIR)))
    assert "I learn fast when someone shows me." in dutch
    assert dutch.count("Engels") == 1
    assert "English" not in english
    names = one_section(List("Wie", (Item(Own("Sister", "en"), ()),), role="back_up"))
    assert "Engels" not in pages_of(render(names, options("one_page")))[0]


ARABIC = Own("أريد أن أعمل", UNKNOWN)


@pytest.mark.parametrize(
    ("texts", "is_said", "named"),
    [
        ((ARABIC,), True, 0),
        ((Own("I can do it", "en"), ARABIC), True, 1),
        ((replace(ARABIC, dutch="Ik wil werken"),), False, 0),
    ],
)
def test_words_in_another_script_are_said_to_be_hers_without_the_name_of_a_language(
    texts: tuple[Own, ...],
    is_said: bool,  # noqa: FBT001
    named: int,
) -> None:
    made = render(one_section(Row("Wens", texts, role="because")), options("one_page", "childcare"))
    first, chapter, *_rest = pages_of(made)
    assert (said(IN_ANOTHER_SCRIPT) in first) == is_said
    assert first.count("Engels") == named
    assert ("*" in chapter) == is_said
    assert UNKNOWN in {language for language, _words in fragments(made)}
    prove(made)


@pytest.mark.parametrize(
    ("own", "reader", "named"),
    [
        (Own("Ik kook", "nl"), "ar", ""),
        (Own("Ik kook", "nl"), "tr", ""),
        (Own("Ik kook", "nl"), "ti", ""),
        (Own("Yemek yaparım", "tr"), "tr", ""),
        (Own("Yemek yaparım", "tr"), "nl", "Turks"),
        (Own("أطبخ", "ar"), "nl", "Arabisch"),
        (Own("أطبخ", "ar"), "ar", ""),
        (Own("Ik kook", "ar"), "nl", ""),
        (Own("أطبخ", UNKNOWN), "nl", "ander schrift"),
        (Own("أطبخ", UNKNOWN), "ar", ""),
        (Own("I cook", "en"), "ar", "الإنجليزية"),
    ],
)
def test_a_language_is_named_only_where_her_words_are_in_it_and_a_reader_needs_help(
    own: Own, reader: str, named: str
) -> None:
    voice = Voice(reader)
    told = [voice.say(text) for text in not_translated(one_section(Row("Wens", (own,), role="because")), voice)]
    assert len(told) == bool(named)
    assert named in "".join(told)


# One page, whatever she wrote -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Rustig. " * 500, "x" * 4000, "😀" * 4000, "regel\n" * 600])
def test_page_one_is_one_page_whatever_she_wrote(words: str) -> None:
    summary = childcare(children=6, words=words)
    pages = pages_of(render(summary, options("one_page", "childcare")))
    heads = [number for number, text in enumerate(pages) if said(_("My plan on one page")) in text]
    assert heads == [0]
    assert all(f"{letter} Leeftijd" in pages[0] for letter in "ABCDEF")
    assert "Buurvrouw" in pages[0]
    full = next(number for number, text in enumerate(pages, 1) if number > 1 and "Opvang moet zijn" in text)
    assert said(_("More about this on page %(page)s", page=full)) in pages[0]
    assert pages[1].startswith(said(_("I wrote this plan myself.")))


@pytest.mark.parametrize("languages", [("nl",), PAIR])
@pytest.mark.parametrize("more", ["", MORE, MORE * 6, MORE * 60, " " + "w" * 300])
def test_nothing_runs_over_the_edge_or_is_small(more: str, languages: tuple[str, ...]) -> None:
    pdf = render(full_plan(languages[0], more=more), options(*WHOLE, languages=languages, name="Sara" + more))
    for number in range(len(languages)):
        pieces = list(placed(pdf, number))
        body = [piece for piece in pieces if piece[2] > BOTTOM - 9]
        assert len(pieces) - len(body) == 2 * FOOT
        assert all(LEFT - 1 <= x < LEFT + WIDTH and y < BOTTOM + HEIGHT for _text, x, y, _size in body)
        assert min(size for *_place, size in pieces) >= 10
    assert said(_("My plan on one page")) not in " ".join(pages_of(pdf)[len(languages) :])


@pytest.mark.parametrize("more", [MORE * 6, MORE * 40])
def test_what_is_cut_names_the_page_where_it_stands_in_full(more: str) -> None:
    pages = pages_of(render(full_plan(more=more), options(*WHOLE)))
    starts = {
        "three_things": "Drie dingen die ik u wil vertellen",
        "goal": "Wat wil ik uiteindelijk?",
        "first_step": "Eerste stap",
        "next_steps": "Mijn volgende stappen",
        "can_show": "Wat ik kan laten zien",
    }
    headings = {slot.role: said(slot.heading) for slot in (*WHO_SHE_IS, *SLOTS)}
    order = list(headings.values())
    for role, start in starts.items():
        full = next(number for number, text in enumerate(pages, 1) if number > 1 and start in text)
        slot = pages[0].split(headings[role])[-1]
        after = min(slot.index(heading) for heading in order if heading in slot)
        assert said(_("More about this on page %(page)s", page=full)) in slot[:after], role


def test_what_is_cut_and_not_printed_elsewhere_is_not_promised() -> None:
    pages = pages_of(render(childcare(words="Rustig. " * 500), options("one_page")))
    assert len(pages) == 1
    assert said(_("There is more. Ask me.")) in pages[0]


# Where it is cut ------------------------------------------------------------------------------------------------------


def crowded(*blocks: Row | List) -> str:
    """Page one of a plan with these blocks and too much of everything else."""
    others = [slot.role for slot in SLOTS if not slot.unless and slot.role not in {block.role for block in blocks}]
    items = tuple(Item(Own(f"Ding {number}"), (Row("Meer", (Own("woord " * 30, "nl"),)),)) for number in range(9))
    filler = [List("Vol", items, role=role) for role in others]
    return pages_of(render(one_section(*blocks, *filler), options("one_page")))[0]


def in_slot(page: str, role: str) -> str:
    """What stands in one slot, between its heading and the next."""
    here, *later = [said(slot.heading) for slot in SLOTS[[slot.role for slot in SLOTS].index(role) :]]
    slot = page.split(f"{here} ", 1)[1]
    return slot[: min((slot.index(heading) for heading in later if heading in slot), default=len(slot))].strip()


CUT = "Er is meer. Vraag het mij."


LONG = {
    "sentences": "Ik bel de school. " * 60,
    "one sentence": "Ik bel de school en vraag of er plek is " * 30,
    "one word": "Ikbeldeschool" * 90,
    "emoji": "Ik bel " + "😀" * 900,
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_first_words_of_her_first_steps_always_stand_there(name: str, language: str) -> None:
    own = Own(LONG[name], "nl")
    steps = tuple(Item(own, (Row("Wanneer", (own,), role="when"),)) for _number in range(5))
    blocks = (
        Row("Stap", (own,), role="first_step"),
        Row("Dag", ("donderdag",), role="first_step"),
        List("Stappen", steps, role="next_steps"),
    )
    fill: tuple[Row | List, ...] = (
        *(List("Vol", steps, role=slot.role) for slot in SLOTS if slot.role not in {block.role for block in blocks}),
        *(Row("Vol", (own,) * 3, role=slot.role) for slot in WHO_SHE_IS),
    )
    languages = ("nl",) if language == "nl" else (language, "nl")
    pdf = render(one_section(*blocks, *fill), options("one_page", languages=languages, name=LONG[name]))
    page = pages_of(pdf)[0]
    begin = LONG[name][:6]
    first, after = in_slot(page, "first_step"), in_slot(page, "next_steps")
    assert first.startswith(begin)
    assert "Dag: donderdag" in first
    assert first.endswith(CUT)
    assert len(re.findall(f"(?:^|\N{HORIZONTAL ELLIPSIS} ){begin}", after)) == 2
    assert after.endswith(CUT)
    assert lowest(pdf) > BOTTOM


def test_a_line_is_begun_with_whole_words_and_characters() -> None:
    line = (Span("Ik bel ", bold=True), Span("de school"))
    assert beginning(line, 16) == line
    assert beginning(line, 12) == (line[0], Span("de \N{HORIZONTAL ELLIPSIS}"))
    assert beginning((Span("x" * 30),), 4) == (Span("xxxx \N{HORIZONTAL ELLIPSIS}"),)
    family = "👩\N{ZERO WIDTH JOINER}👧"
    assert beginning((Span(family * 5),), 2) == (Span(f"{family * 2} \N{HORIZONTAL ELLIPSIS}"),)


def test_a_short_first_step_stands_as_it_does_with_room() -> None:
    page = crowded(Row("Stap", (Own("Ik bel.", "nl"),), role="first_step"), Row("Dag", ("nu",), role="first_step"))
    assert in_slot(page, "first_step") == "Ik bel. Dag: nu"


def test_short_answers_are_cut_between_two() -> None:
    answers = [f"Antwoord {number} van een paar woorden" for number in range(12)]
    slot = in_slot(crowded(Row("Hulp", tuple(answers), role="talk_help")), "talk_help")
    told, _dots, rest = slot.partition(" \N{HORIZONTAL ELLIPSIS} ")
    assert rest.startswith(CUT)
    kept = told.split(" \N{MIDDLE DOT} ")
    assert kept == answers[: len(kept)]
    assert 0 < len(kept) < len(answers)


def test_her_words_are_cut_after_a_sentence() -> None:
    sentences = [f"Dit is zin {number} en hij is best lang." for number in range(30)]
    slot = in_slot(crowded(Row("Noodplan", (Own(" ".join(sentences), "nl"),), role="back_up")), "back_up")
    told = slot.partition(" \N{HORIZONTAL ELLIPSIS} ")[0]
    assert told.endswith("best lang.")
    assert told in " ".join(sentences)


def test_no_sentence_ends_with_an_initial() -> None:
    assert SENTENCES.split("Ik bel L. de Vries. Of J.P. uit B. Dan ga ik.") == [
        "Ik bel L. de Vries.",
        " Of J.P. uit B. Dan ga ik.",
    ]
    assert SENTENCES.split("Ik kan dat. En jij?") == ["Ik kan dat.", " En jij?"]


def at_least(summary: Summary, role: str) -> list[str]:
    """What a slot of a narrow column tells where there is hardly any room, paragraph by paragraph."""
    (each,) = (found for found in filled(SLOTS, summary, Voice("nl"), NARROW) if found.slot.role == role)
    more = Words(CUT, NORMAL.label, language="nl")
    return [words.text for words in versions(each, more, 200, lambda height: height)[0].shown(200)]


@pytest.mark.parametrize("role", ["children", "back_up", "can_show", "strengths", "unpaid"])
def test_however_little_room_there_is_one_thing_is_named(role: str) -> None:
    things = tuple(Item(Own(f"Ding {number}"), (Row("Meer", ("woord " * 30,)),)) for number in range(9))
    first, *others = at_least(one_section(List("Vol", things, role=role)), role)
    assert first.startswith("Ding 0")
    assert others == [CUT]


@pytest.mark.parametrize("instead", [("can_show",), ("strengths", "unpaid")])
@pytest.mark.parametrize("words", ["أتصل بالبلدية وأسأل عن المدرسة. " * 9, "Ikbeldeschool" * 90])
def test_the_least_of_every_slot_has_room(words: str, instead: tuple[str, ...]) -> None:
    own = Own(words, UNKNOWN)
    things = tuple(Item(own, (Row("Meer", (own,)),)) for _number in range(9))
    roles = [*instead, *(slot.role for slot in SLOTS if slot.role != "can_show" and not slot.unless)]
    wide = [Row("Vol", (own,) * 3, role=slot.role) for slot in WHO_SHE_IS]
    summary = one_section(*wide, *(List("Vol", things, role=role) for role in roles))
    pdf = render(summary, options("one_page", name=words))
    assert lowest(pdf) > BOTTOM
    assert pages_of(pdf)[0].count(CUT) == len(roles) + len(wide)


@pytest.mark.parametrize("words", ["Ik bel de school en vraag of er plek is ", "أتصل بالبلدية وأسأل عن المدرسة "])
def test_a_slot_that_is_cut_between_lines_is_as_high_as_what_it_draws(words: str) -> None:
    summary = one_section(Row("Nodig", (Own(words * 30, UNKNOWN),), role="together"))
    (each,) = (found for found in filled(SLOTS, summary, Voice("nl"), NARROW) if found.slot.role == "together")
    more = Words("En meer.", NORMAL.label, language="nl")
    found = versions(each, more, 200, lambda height: height)
    assert len(found) > 10
    for version in found:
        assert version.height == stack_height(version.shown(200), 200)


def test_a_request_stands_whole_or_not_at_all() -> None:
    requests = [
        Item(f"Een vraag {number} die met haar eigen woorden meer dan een regel lang is", (mark,))
        for number, mark in enumerate([Row("Soort", ("\N{BLACK CIRCLE} recht",), role="mark")] * 9)
    ]
    slot = in_slot(crowded(List("Vraagt", tuple(requests), role="requests")), "requests")
    told = slot.partition(" \N{HORIZONTAL ELLIPSIS} ")[0]
    assert told.endswith("(recht)")
    assert told.count("(recht)") == told.count("Een vraag")


def test_an_obstacle_never_stands_without_what_would_help() -> None:
    helps = ("iemand heel lang met mij meeloopt naar het werk en terug", "ik oefen", "er nog veel meer gebeurt")
    obstacles = [
        Item(f"Dit houdt mij tegen {number}", (Row("Dan kan ik wel, als …", helps, role="in_the_way"),))
        for number in range(8)
    ]
    slot = in_slot(crowded(List("Weg", tuple(obstacles), role="in_the_way")), "in_the_way")
    assert 0 < slot.count("Dit houdt mij tegen") == slot.count("Dan kan ik wel, als ik oefen") < 8


def test_the_first_that_she_can_show_keeps_its_reason() -> None:
    can = [
        Item(f"Ik kan ding {number}.", (Row("Want ik", (Own("kook voor 80 mensen", "nl"),)),)) for number in range(9)
    ]
    slot = in_slot(crowded(List("Kan", tuple(can), role="can_show")), "can_show")
    assert slot.startswith("Ik kan ding 0. Want ik: kook voor 80 mensen")
    assert "Ik kan ding 1." in slot


def test_the_wide_slots_take_the_room_that_nobody_needs() -> None:
    wish = " ".join(f"Dit is zin {number} van mijn wens." for number in range(60))
    page = pages_of(render(one_section(Row("Wens", (Own(wish, "nl"),), role="goal")), options("one_page")))[0]
    assert wish in page


def test_no_room_is_left_beside_something_cut() -> None:
    """Below the lower column there is less room than one line more of any slot takes, or it has all it wants."""
    for words in (1, 13, 30):
        items = tuple(
            Item(Own(f"Ding {number}"), (Row("Meer", (Own("woord " * words, "nl"),)),)) for number in range(9)
        )
        filler = [List("Vol", items, role=slot.role) for slot in SLOTS if not slot.unless]
        pdf = render(one_section(*filler), options("one_page"))
        assert lowest(pdf) < BOTTOM + 6 * NARROW.leading


texts = st.text(st.characters(codec="utf-8"), max_size=600)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([slot.role for slot in (*WHO_SHE_IS, *SLOTS)]), texts), max_size=30))
def test_any_words_in_any_slots_stay_on_the_page(said_words: list[tuple[str, str]]) -> None:
    sections = tuple(section("Deel", "Part", Row("Vraag", (Own(text, "nl"),), role=role)) for role, text in said_words)
    pdf = render(Summary((ChapterSummary("steps", "Hoofdstuk", sections),)), options("one_page"))
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert sum(y <= BOTTOM - 9 for _text, _x, y, _size in placed(pdf)) == 2 * FOOT
