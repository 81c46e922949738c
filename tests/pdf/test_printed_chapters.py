"""Chapters on paper: pages that go on, credits, and a plan of two pages."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from pdf.full_plan_samples import full_plan
from pdf.pdf_samples import In, options, pages_of, said, text_of
from pdf.plan_samples import ALL_CHAPTERS, row, section, short_plan
from pdf.printing import SIZES
from pdf.printing import options as all_chosen
from pdf.proofs.content import Glyph, read_page
from pdf.proofs.proving import prove
from pdf.proofs.structure import bookmarks, structure

from trajectplan.pdf.pen_lines import SPACE_FOR_DUTCH
from trajectplan.pdf.plan import render
from trajectplan.pdf.wording import OWN_WORDS
from trajectplan.plan.summary import UNKNOWN, ChapterSummary, Grid, Item, List, Own, Phrase, Section, Summary

PAIR = ("en", "nl")
NAME = Own("\u0644\u064a\u0644\u0649", "ar", is_name=True)
STEPS = frozenset({"steps"})
TOTAL = replace(row("Samen", "In total", "€ 3"), role="total")


def chapter(*sections: Section, credit: object = "") -> Summary:
    return Summary((ChapterSummary("steps", "Hoofdstuk", sections, credit),))


def steps(summary: Summary, *, languages: tuple[str, ...] = ("nl",)) -> str:
    return text_of(render(summary, options("steps", languages=languages)))


# Tables ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [10, 26, 28, 30, 40])
def test_a_heading_stays_with_the_first_row_of_its_table(words: int) -> None:
    cells = (Own("maandag"), Own("vroeg naar school " * words))
    table = Grid(In("Week", "Week"), (In("Dag", "Day"), In("Wat", "What")), (cells,) * 4)
    for above in range(20, 38):
        filler = section("Eerst", "First", *(row(f"V{number}", f"Q{number}", "ja") for number in range(above)))
        pages = pages_of(render(chapter(filler, section("Mijn week", "My week", table)), options("steps")))
        assert "maandag" in next(page for page in pages if "Mijn week" in page)


def glyphs_of(pdf: bytes) -> list[Glyph]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [glyph for page in document.pages for glyph in read_page(page, {}).glyphs]


def test_dutch_in_a_table_that_runs_right_to_left_is_read_from_left_to_right() -> None:
    # A sentence put together of several texts, with a name in Arabic letters and times in it.
    about = Phrase(In("%(a)s Q %(name)s X %(b)s", "من %(name)s"), {"a": "5:55", "name": NAME, "b": "7:77"})
    table = Grid(In("Week", "Week"), (In("Dag", "Day"), In("Wat", "What")), ((In("maandag", "يوم"), about),))
    pdf = render(chapter(section("Mijn week", "My week", table)), all_chosen(("ar", "nl"), "normal", STEPS))
    (q,), (x,) = ([glyph for glyph in glyphs_of(pdf) if glyph.text == sign] for sign in "QX")
    dutch = [glyph for glyph in glyphs_of(pdf) if abs(glyph.y - q.y) < 1 and glyph.text in {"5", "7"}]
    assert q.y == x.y
    assert max(glyph.x for glyph in dutch if glyph.text == "5") < q.x < x.x
    assert x.x < min(glyph.x for glyph in dutch if glyph.text == "7")
    prove(pdf)


# Totals ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("languages", [("nl",), PAIR])
def test_a_total_stands_on_the_page_of_the_last_amount(languages: tuple[str, ...], size: str) -> None:
    rows = row("Waarvoor", "For", "een lange cursus " * 3), row("Bedrag", "Amount", "€ 1")
    amounts = (Item(Own(f"Post {number}"), rows) for number in range(3))
    budget = section("Wat het kost", "What it costs", List("Budget", tuple(amounts)), TOTAL)
    for above in range(8, 38, 2):
        filler = section("Eerst", "First", *(row(f"V{number}", f"Q{number}", "ja") for number in range(above)))
        pdf = render(chapter(filler, budget), all_chosen(languages, size, STEPS))
        (page,) = (text for text in pages_of(pdf) if "Samen" in text)
        assert "Post 2" in page


# Sections -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answered", [True, False])
def test_a_section_without_a_title_goes_on_with_the_one_before(answered: bool) -> None:  # noqa: FBT001
    first = (row("Sinds", "Since", "vijf jaar"),) if answered else ()
    text = steps(
        chapter(
            section("Iets heel anders", "Something else"),
            section("Ik tolk", "I interpret", *first),
            section("", "", row("Voorbeeld", "Example", "bij de dokter")),
            section("Daarna", "Then", row("Vraag", "Question", "ja")),
        )
    )
    assert text.count("Ik tolk") == 1
    assert text.index("Ik tolk") < text.index("bij de dokter") < text.index("Daarna")
    assert ("vijf jaar" in text) == answered
    assert "Iets heel anders" not in text


def test_a_section_of_which_nothing_is_printed_leaves_no_trace() -> None:
    text = steps(chapter(section("Schulden", "Debts"), section("", ""), section("Daarna", "Then", row("V", "Q", "ja"))))
    assert "Schulden" not in text


def test_one_question_stands_beside_its_title() -> None:
    text = steps(chapter(section("Ik zet door", "I keep going", row("Voorbeeld", "Example", "Nederlands geleerd"))))
    assert "Ik zet door Voorbeeld Nederlands geleerd" in text
    assert steps(chapter(section("Kop", "Head", row("Kop", "Head", "ja")))).count("Kop") == 1


def test_short_answers_share_a_line_and_longer_ones_are_points() -> None:
    short = steps(chapter(section("Kop", "Head", row("V", "Q", "rood", "groen"))))
    assert "rood \N{MIDDLE DOT} groen" in short
    long = steps(chapter(section("Kop", "Head", row("V", "Q", "rood " * 12, "groen " * 12))))
    assert long.count("\N{BULLET}") == 2
    many = steps(chapter(section("Kop", "Head", row("V", "Q", *["lang antwoord"] * 20))))
    assert many.count("lang antwoord \N{MIDDLE DOT}") == 19


def test_things_of_which_nothing_is_said_are_one_answer() -> None:
    block = List(In("Steun", "Support"), (Item(Own("zus"), ()), Item(Own("buurvrouw"), ())))
    assert "zus \N{MIDDLE DOT} buurvrouw" in steps(chapter(section("Kop", "Head", block)))


def test_the_dutch_of_what_she_calls_a_step_stands_beside_it() -> None:
    item = Item(Own("a trial day", "en", "een proefdag"), (row("Wanneer", "When", "mei"),))
    summary = chapter(section("Kop", "Head", List("Stappen", (item,))))
    assert "a trial day / een proefdag" in steps(summary, languages=PAIR)
    assert "een proefdag" not in steps(summary, languages=("en",))


def test_a_heading_that_is_her_own_activity_stands_once_with_its_dutch() -> None:
    hers = Own("أطبخ للجيران.", UNKNOWN, "Ik kook voor de buren.")
    title = Phrase("%(activity)s", {"activity": hers})
    summary = chapter(Section(title, "/x", (row("Hoe vaak", "How often", "elke week"), row("Sinds", "Since", "2019"))))
    pdf = render(summary, options("steps", languages=PAIR))
    (heading,) = structure(pdf).all("H2")
    assert heading.text.strip() == "أطبخ للجيران.\N{NO-BREAK SPACE}* Ik kook voor de buren."
    assert bookmarks(pdf)[-1][1] == "Ik kook voor de buren."
    dutch = render(summary, options("steps"))
    assert bookmarks(dutch)[-1][1] == "أطبخ للجيران. / Ik kook voor de buren."


def test_a_star_at_nothing_but_a_heading_is_explained() -> None:
    title = Phrase("%(activity)s", {"activity": Own("I cook.", "en")})
    text = steps(chapter(Section(title, "/x", (row("Hoe vaak", "How often", "elke week"), row("S", "S", "ja")))))
    assert text.count(said(OWN_WORDS)) == 1
    assert "I cook.\N{NO-BREAK SPACE}*" in text.replace(" *", "\N{NO-BREAK SPACE}*")


@pytest.mark.parametrize("languages", [("nl",), PAIR])
@pytest.mark.parametrize("size", SIZES)
def test_what_she_calls_a_thing_has_a_line_for_its_dutch(languages: tuple[str, ...], size: str) -> None:
    told = (row("Wanneer", "When", "mei"), row("Hoe", "How", "samen"))
    many = tuple(row(f"V{number}", f"Q{number}", "ja " * 40) for number in range(12))
    things = (
        Item(Own("a trial day", "en"), told),
        Item(Own("a course", "en"), many),
        Item(Own("een boek", "nl"), told),
    )
    names = List(In("Kinderen", "Children"), (Item(Own("Moon", "en", is_name=True), told),), role="children")
    summary = chapter(section("Kop", "Head", List(In("Stappen", "Steps"), things), names))
    pdf = render(summary, replace(options("steps", languages=languages), size=size))
    lines = [figure for figure in structure(pdf).all("Figure") if figure.alt == said(SPACE_FOR_DUTCH)]
    assert len(lines) == 2
    text = text_of(pdf).replace("\N{NO-BREAK SPACE}", " ")
    assert "a trial day *" in text
    assert "a course *" in text
    assert "Moon *" not in text
    prove(pdf)


def test_a_credit_stands_at_the_end_of_its_chapter() -> None:
    credit = In("ESCO, versie 1.1.1.", "ESCO, version 1.1.1.")
    body = section("Kop", "Head", row("V", "Q", "ja"))
    assert "ja ESCO, versie 1.1.1." in steps(chapter(body, credit=credit))
    both = steps(chapter(body, credit=credit), languages=PAIR)
    assert "ESCO, version 1.1.1." in both
    assert "ESCO, versie 1.1.1." in both


def test_a_credit_never_stands_alone_on_a_page() -> None:
    rows = [row(f"V{number}", "Q", "antwoord") for number in range(60)]
    for count in range(22, 34):
        summary = chapter(section("Kop", "Head", *rows[:count]), credit="ESCO, versie 1.1.1.")
        last = pages_of(render(summary, options("steps")))[-1]
        assert "antwoord" in last, f"after {count} rows"


# A short plan ---------------------------------------------------------------------------------------------------------


def test_a_short_plan_is_two_pages() -> None:
    pages = pages_of(render(short_plan(), options("one_page", *ALL_CHAPTERS)))
    assert len(pages) == 2
    for words in [
        "Ik luister goed",
        "Ik zorgde voor mijn oma (vroeger)",
        "Ik wil elektricien worden en later mijn eigen bedrijf.",
        "Opvang \N{MIDDLE DOT} Reizen",
        "Leeftijd: 8",
        "Eerste stap: Ik bel de school en vraag naar de open dag.",
        "Wat u niet ziet is hoeveel ik elke dag regel.",
    ]:
        assert words in pages[1]
    # Her English words get lines for the Dutch by pen, which take half a page more.
    assert len(pages_of(render(short_plan("en"), options("one_page", *ALL_CHAPTERS, languages=PAIR)))) == 4
    assert len(pages_of(render(short_plan("nl"), options("one_page", *ALL_CHAPTERS, languages=PAIR)))) == 3


def test_one_answer_more_makes_it_a_plan_with_chapters() -> None:
    more = Section(In("Meer", "More"), "/more", (row("V", "Q", "ja"),), depth=1)
    chapters = [*short_plan().chapters, ChapterSummary("steps", In("Slothoofdstuk", "Last chapter"), (more,))]
    assert "Slothoofdstuk" in text_of(render(Summary(tuple(chapters)), options(*ALL_CHAPTERS)))
    assert "Slothoofdstuk" not in text_of(render(short_plan(), options(*ALL_CHAPTERS)))


def test_a_short_plan_names_whose_words_are_in_it() -> None:
    body = Section("Kop", "/x", (row("V", "Q", "ja"),), depth=0)
    text = steps(chapter(body, credit="ESCO, versie 1.1.1."))
    assert "ESCO, versie 1.1.1." in text
    assert "Hoofdstuk" not in text


def test_every_chapter_of_a_full_plan_is_printed_under_its_title() -> None:
    text = text_of(render(full_plan(), options(*ALL_CHAPTERS)))
    for title in [
        "Mijn sterke kanten",
        "Mijn onbetaalde werk",
        "Mijn wensen",
        "Mijn kinderen en mijn week",
        "Mijn stappen",
    ]:
        assert title in text


# Her own number -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("languages", [("nl",), PAIR])
def test_her_own_number_is_larger_than_what_was_worked_out(languages: tuple[str, ...], size: str) -> None:
    own = replace(row("Mijn eigen uren", "My own hours", "24 ½ uur"), role="own_hours")
    week = section("Dit is mijn week", "This is my week", own, row("Uren", "Hours", "24 ¼ uur"))
    pdf = render(chapter(week), all_chosen(languages, size, STEPS))
    glyphs = glyphs_of(pdf)
    (hers,) = {glyph.size for glyph in glyphs if glyph.text == "½"}
    (others,) = {glyph.size for glyph in glyphs if glyph.text == "¼"}
    assert hers >= 1.3 * others
    prove(pdf)
