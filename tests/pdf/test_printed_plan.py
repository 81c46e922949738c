"""The printed plan as a reader gets it: every word on its page, nothing that wasn't chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from threading import Thread

import pikepdf
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf.pdf_samples import childcare, one_section, options, pages_of, said, squeezed, text_of
from pdf.proofs.rules import notdefs
from pdf.proofs.structure import texts
from pypdf import PdfReader

from trajectplan.i18n import _
from trajectplan.pdf.plan import render
from trajectplan.plan.summary import (
    Block,
    ChapterSummary,
    Grid,
    Item,
    List,
    Own,
    Row,
    Section,
    Summary,
    Text,
)

ALL = ("one_page", "childcare", "agreements")
PAIR = ("en", "nl")


def leaves(block: Block | Item) -> Iterator[Text]:
    if isinstance(block, Item):
        yield block.title
        for inner in block.blocks:
            yield from leaves(inner)
        return
    yield block.label
    if isinstance(block, Row):
        yield from block.answer
    elif isinstance(block, Grid):
        yield from block.head
        for row in block.rows:
            yield from row
    else:
        for item in block.items:
            yield from leaves(item)


def all_texts(summary: Summary) -> Iterator[Text]:
    for chapter in summary.chapters:
        yield chapter.title
        for section in chapter.answered:
            yield section.title
            for block in section.blocks:
                texts = leaves(block)
                if len(section.blocks) == 1 and not isinstance(block, Row):
                    next(texts)  # the title of the section names its only list or table
                yield from texts


# What is printed ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", [("nl",), ("en",), PAIR])
def test_every_text_is_printed_in_every_language_of_the_print(languages: tuple[str, ...]) -> None:
    summary = childcare(words="Niet te druk <b>&amp;</b> één plek")
    printed = squeezed(text_of(render(summary, options("childcare", languages=languages))))
    for text in all_texts(summary):
        for language in languages:
            assert squeezed(said(text, language)) in printed


def test_a_section_without_answers_is_left_out() -> None:
    assert "Niets gezegd" not in text_of(render(childcare(), options("childcare")))


def test_a_chapter_without_answers_is_left_out_and_nothing_at_all_is_said_in_one_line() -> None:
    empty = ChapterSummary("steps", "Leeg hoofdstuk", (Section("Deel", "/deel", ()),))
    text = text_of(render(Summary((*childcare().chapters, empty)), options("childcare", "steps")))
    assert "Leeg hoofdstuk" not in text
    assert said(_("not filled in")) not in text
    pages = pages_of(render(Summary((empty,)), options("steps")))
    assert len(pages) == 1
    assert pages[0].count(said(_("not filled in"))) == 1
    assert "Leeg hoofdstuk" not in pages[0]


def test_only_chosen_parts_are_printed() -> None:
    one_page, chapter = said(_("My plan on one page")), "Mijn kinderen en mijn week"
    agreements = said(_("What we agree"))
    for parts in [("one_page",), ("childcare",), ("agreements",), ALL]:
        text = text_of(render(childcare(), options(*parts)))
        assert (one_page in text, chapter in text, agreements in text) == tuple(part in parts for part in ALL)


def test_page_one_tells_only_of_the_chapters_she_chose() -> None:
    def chapter(key: str, words: str, role: str) -> ChapterSummary:
        return ChapterSummary(key, key, (Section("Deel", "/deel", (Row("V", (Own(words, "nl"),), role=role),)),))

    plan = Summary((chapter("wishes", "Zwaluwnest", "goal"), chapter("childcare", "Merelnest", "conditions")))
    for parts, told in [(("wishes",), (True, False)), (("childcare",), (False, True)), ((), (True, True))]:
        for languages in (("nl",), PAIR):
            printed = text_of(render(plan, options("one_page", *parts, languages=languages)))
            assert ("Zwaluwnest" in printed, "Merelnest" in printed) == told


def test_a_chosen_chapter_that_became_empty_does_not_let_the_others_in() -> None:
    empty = ChapterSummary("steps", "Leeg hoofdstuk", (Section("Deel", "/deel", ()),))
    plan = Summary((*childcare().chapters, empty))
    assert "Basisschool" not in text_of(render(plan, options("one_page", "steps")))


def test_nothing_chosen_still_makes_a_page() -> None:
    assert len(pages_of(render(childcare(), options()))) == 1


def test_a_name_is_printed_only_when_given() -> None:
    for part in ALL:
        assert "Saraswati" in text_of(render(childcare(), options(part, name="Saraswati")))
    assert "Saraswati" not in text_of(render(childcare(), options(*ALL)))


def test_every_page_has_its_number_and_the_day() -> None:
    for number, text in enumerate(pages := pages_of(render(childcare(), options(*ALL))), 1):
        assert said(_("Page %(page)s of %(total)s", page=number, total=len(pages))) in text
        assert "22 november 2026" in text


def test_a_day_in_english_is_written_as_in_europe() -> None:
    text = text_of(render(childcare(), options("childcare", languages=("en",))))
    assert said(_("Printed on %(date)s", date="22 November 2026"), "en") in text


def test_two_languages_stand_side_by_side_with_dutch_on_the_right() -> None:
    page = PdfReader(BytesIO(render(childcare(), options("childcare", languages=PAIR)))).pages[0]
    found: dict[str, tuple[float, float]] = {}

    def visit(text: str, outer: list[float], inner: list[float], _font: object, _size: object) -> None:
        found.setdefault(text.strip(), (outer[4] + inner[4], outer[5] + inner[5]))

    page.extract_text(visitor_text=visit)
    for dutch, english in [("Leeftijd:", "Age:"), ("Mijn kinderen en mijn week", "My children and my week")]:
        assert found[english][0] < found[dutch][0]
        assert found[english][1] == found[dutch][1]


def test_her_own_words_stand_once_with_a_note_beside_them() -> None:
    text = text_of(render(childcare(words="Quiet please"), options("childcare", languages=PAIR)))
    assert text.count("Quiet please") == 1
    assert text.count("The bill comes first.") == text.count("De rekening komt eerst.") == 1
    assert said(_("in my own words, not translated")) in text


def test_no_note_where_the_languages_agree() -> None:
    summary = one_section(Row("Over mij", (Own("Ik leer graag", "nl"),)))
    assert said(_("in my own words, not translated")) not in text_of(render(summary, options("childcare")))


def test_her_words_in_a_table_get_their_dutch_or_a_note() -> None:
    row = (Own("Sunday", "en"), Own("free", "en", "vrij"))
    text = text_of(render(one_section(Grid("Week", ("Dag", "Wat"), (row,))), options("childcare")))
    assert "free: vrij" in text
    assert said(_("in my own words, not translated")) in text


# Whatever is typed ----------------------------------------------------------------------------------------------------


NASTY = "مرحبا 4 😀👩\u200d👧 \x00\ud800 <b>&amp; </font> ሰላም " + "w" * 300


def test_whatever_she_types_is_drawn_or_named_and_never_boxed() -> None:
    pdf = render(childcare(words=NASTY), options(*ALL, languages=PAIR, name="Sara 😀"))
    assert not notdefs(pdf)
    text = squeezed(" ".join(texts(pdf)))
    for part in ["مرحبا4😀", "[U+0000,U+D800]", "<b>&amp;</font>", "ሰላም", "w" * 300]:
        assert part in text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None, categories=None), max_size=200))
def test_any_text_prints(text: str) -> None:
    pdf = render(one_section(Row("Vraag", (Own(text, "en"), "ja"), role="children")), options("one_page", "childcare"))
    assert not notdefs(pdf)


def test_a_table_with_a_long_text_and_many_columns_prints_whole() -> None:
    words = " ".join(f"woord{number}" for number in range(700))
    grid = Grid("Rooster", tuple(f"k{number}" for number in range(8)), ((*"abcdefg", Own(words, "nl")), ("korte rij",)))
    printed = squeezed(text_of(render(one_section(grid), options("childcare"))))
    assert all(f"woord{number}" in printed for number in range(700))
    assert "korterij" in printed


def test_a_long_item_keeps_its_title_with_its_first_row() -> None:
    rows = tuple(Row(f"Vraag {number}", (Own("antwoord " * 40, "nl"),)) for number in range(20))
    filler = tuple(Row(f"Vulling {number}", ("ja",)) for number in range(24))
    pages = pages_of(render(one_section(*filler, List("Stappen", (Item("Stap een", rows),))), options("childcare")))
    page = next(text for text in pages if "Stap een" in text)
    assert "Stappen Stap een Vraag 0" in page
    assert all(f"Vraag {number} " in " ".join(pages) for number in range(20))


@pytest.mark.parametrize("rows", range(6))
def test_a_low_answer_is_never_broken(rows: int) -> None:
    """Seven lines take 38 mm: with a page full of such answers one would be cut, if it could be."""
    answers = tuple(
        Row("Vraag", (Own("\n".join(f"{letter}{line}" for line in range(7)), "nl"),)) for letter in "abcdef"
    )
    filler = tuple(Row(f"Vulling {number}", ("ja",)) for number in range(rows))
    pages = pages_of(render(one_section(*filler, List("Stappen", (Item("Stap een", answers),))), options("childcare")))
    for letter in "abcdef":
        assert any(f"{letter}0" in text and f"{letter}6" in text for text in pages)


def test_a_heading_that_repeats_the_one_above_is_left_out() -> None:
    text = text_of(render(one_section(Grid("Deel", ("Dag",), (("maandag",),))), options("childcare")))
    assert text.count("Deel") == 1
    assert "Dag maandag" in text


@pytest.mark.parametrize("rows", range(18, 30))
def test_no_heading_stands_alone_at_the_foot_of_a_page(rows: int) -> None:
    filler = tuple(Row(f"Vulling {number}", ("ja",)) for number in range(rows))
    sections = (Section("Eerste", "/a", filler), Section("Tweede kop", "/b", (Row("Daarna", ("nee",)),)))
    pages = pages_of(render(Summary((ChapterSummary("childcare", "Hoofdstuk", sections),)), options("childcare")))
    assert any(re.search("Tweede kop Daarna nee", text) for text in pages)


# The file -------------------------------------------------------------------------------------------------------------


def test_the_same_plan_gives_the_same_bytes() -> None:
    chosen = options(*ALL, languages=PAIR, name="Sara")
    assert render(childcare(), chosen) == render(childcare(), chosen)


def test_prints_at_the_same_moment_do_not_mix(app: Flask) -> None:
    summaries = [childcare(words=f"woorden van {number} " * 50) for number in range(4)]
    expected = [render(summary, options(*ALL)) for summary in summaries]
    found: dict[int, bytes] = {}

    def draw(number: int) -> None:
        with app.app_context():
            found[number] = render(summaries[number], options(*ALL))

    threads = [Thread(target=draw, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(4)] == expected


def test_the_file_tells_nothing_about_her() -> None:
    pdf = render(childcare(), options(*ALL, name="Saraswati"))
    with pikepdf.open(BytesIO(pdf)) as document:
        information = " ".join(str(value) for value in document.docinfo.values())
        assert str(document.docinfo["/Title"]) == said(_("My plan"))
        assert document.Root.Lang == "nl"
    assert "Saraswati" not in information
    assert "2026" not in information


def test_all_fonts_travel_with_the_file() -> None:
    with pikepdf.open(BytesIO(render(childcare(), options(*ALL)))) as document:
        names = {str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()}
    assert names
    assert all("NotoSans" in name for name in names)


# Agreements -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", [("nl",), ("en",), PAIR])
def test_the_agreements_are_one_page_for_pen(languages: tuple[str, ...]) -> None:
    pages = pages_of(render(childcare(), options("agreements", languages=languages, name="Sara")))
    assert len(pages) == 1
    texts = [
        _("What I do"),
        _("What the municipality does"),
        _("By when"),
        _("How we see it"),
        _("The municipality thinks, because"),
        _("No need to sign today. Thinking first is allowed."),
        _("Is there a decision? Then I get it in a letter."),
    ]
    for language in languages:
        for text in texts:
            assert squeezed(said(text, language)) in squeezed(pages[0])
    assert "______" not in pages[0]
