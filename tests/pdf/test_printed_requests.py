"""What she asks of the municipality: one table, with the signs explained where there are any, and never cut badly."""

from __future__ import annotations

import pytest
from pdf.pdf_samples import In, options, pages_of, said, squeezed, text_of
from pdf.plan_samples import REQUESTS, row, section
from pdf.printing import SIZES, in_her_language
from pdf.printing import options as all_chosen
from pdf.proofs.layout import check_layout, lines_of
from pdf.proofs.proving import prove
from pdf.proofs.structure import TableCell, artifact_texts, fragments, read, structure, tables
from pseudo import MIRRORED

from trajectplan.i18n import _
from trajectplan.pdf import wording
from trajectplan.pdf.marks import SIGNS
from trajectplan.pdf.options import LARGE, NORMAL
from trajectplan.pdf.pen_lines import SPACE_FOR_DUTCH
from trajectplan.pdf.plan import render
from trajectplan.plan.summary import Block, ChapterSummary, List, Own, Row, Section, Summary

pytestmark = pytest.mark.usefixtures("many_languages")
PAIR = ("en", "nl")
STEPS = frozenset({"steps"})
CARDS = List(In("Vraagt", "Asks"), REQUESTS, role="requests")
LAPTOP = Row(In("Eigen vraag", "Own request"), (Own("Een laptop om te leren.", "nl"),), role="requests")
HEADS = ["Ik vraag", "Soort", "Artikel en woord van de gemeente", "Ja / nee / uitzoeken", "Wie en wanneer"]
LEGEND = [
    "recht: Staat in de wet, met voorwaarden.",
    "gemeente beslist: De gemeente mag beslissen.",
    "misschien niet hier: Niet elke gemeente heeft dit.",
]


def chapter(*sections: Section) -> Summary:
    return Summary((ChapterSummary("steps", "Hoofdstuk", sections),))


def asking(*blocks: Block) -> Summary:
    return chapter(section("Dit vraag ik", "What I ask", *blocks))


def printed(summary: Summary, *languages: str, size: str = NORMAL) -> bytes:
    return render(summary, all_chosen(languages or ("nl",), size, STEPS))


def on_one_line(cell: TableCell) -> str:
    return " ".join(cell.text.split())


# What stands in it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", [("nl",), ("en",), PAIR])
def test_a_request_has_its_mark_its_article_and_room_for_an_answer(languages: tuple[str, ...]) -> None:
    text = squeezed(text_of(printed(asking(CARDS), *languages)))
    for language in languages:
        for words in [*(request.title for request in REQUESTS), wording.ANSWER, wording.ASK_FOR_ANSWERS]:
            assert squeezed(said(words, language)) in text
        for words in (words for request in REQUESTS for block in request.blocks for words in block.answer):  # type: ignore[union-attr]
            assert squeezed(said(words, language).strip("".join(SIGNS))) in text
    assert "CIRCLE" not in text


def test_cards_and_her_own_request_stand_in_one_table_under_its_heads() -> None:
    (table,) = tables(printed(asking(CARDS, LAPTOP)))
    heads, *rows = table
    assert [on_one_line(cell) for cell in heads] == HEADS
    assert {cell.scope for cell in heads} == {"Column"}
    assert len(rows) == len(REQUESTS) + 1
    assert {cells[0].scope for cells in rows} == {"Row"}
    assert [on_one_line(cell) for cell in rows[-1]] == ["Een laptop om te leren.", "Eigen vraag", "", "", ""]


def test_her_own_request_alone_has_the_heads_as_well() -> None:
    (table,) = tables(printed(asking(LAPTOP)))
    assert [on_one_line(cell) for cell in table[0]] == HEADS
    assert [len(row) for row in table] == [5, 5]


def test_what_stands_between_two_requests_parts_their_tables() -> None:
    law = row("Wet zoals op", "Law as it was on", "1 juli 2026")
    text = printed(asking(CARDS, law, LAPTOP))
    assert [len(table) for table in tables(text)] == [len(REQUESTS) + 1, 2]
    assert text_of(text).index("tolk") < text_of(text).index("Wet zoals op") < text_of(text).index("Een laptop")


def test_the_word_of_the_municipality_is_dutch_in_every_language() -> None:
    spoken = {language for language, text in fragments(printed(asking(CARDS), "en")) if "scholing met behoud" in text}
    assert spoken == {"nl"}


# Note and signs -------------------------------------------------------------------------------------------------------


def test_what_stands_above_the_requests_stands_once_and_not_apart_from_them() -> None:
    note = said(wording.ASK_FOR_ANSWERS)
    for filler in range(0, 30, 3):
        above = section("Eerst", "First", *(row(f"V{number}", f"Q{number}", "ja") for number in range(filler)))
        summary = chapter(above, section("Een", "One", CARDS, LAPTOP), section("Twee", "Two", CARDS))
        pages = pages_of(render(summary, options("steps")))
        assert " ".join(pages).count(note) == 1
        page = next(text for text in pages if note in text)
        assert said(_("Yes / no / look into")) in page
        assert "Zelf hulp aanvragen" in page


def test_the_signs_are_explained_where_there_are_any() -> None:
    own_first = chapter(section("Een", "One", LAPTOP), section("Twee", "Two", CARDS))
    for summary, times in ((asking(CARDS), 1), (own_first, 1), (asking(LAPTOP), 0)):
        text = text_of(printed(summary))
        assert [text.count(line) for line in LEGEND] == [times] * len(LEGEND)
        assert text.count(said(wording.ASK_FOR_ANSWERS)) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", MIRRORED])
def test_in_two_languages_each_explains_the_signs_on_a_line_of_its_own(language: str, size: str) -> None:
    paragraphs = structure(printed(asking(CARDS), language, "nl", size=size)).all("P")
    (explained,) = (each for each in paragraphs if each.text.endswith(LEGEND[0]))
    assert lines_of(explained)[-1].text.strip() == LEGEND[0]
    assert list(dict.fromkeys(spoken for spoken, text in explained.fragments if text.strip())) == [language, "nl"]


# Large print ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("languages", "names"),
    [
        (("nl",), ["Soort", "Artikel", "Woord van de gemeente"]),
        (PAIR, ["Kind / Soort", "Article / Artikel", "Official word / Woord van de gemeente"]),
    ],
)
def test_in_large_print_every_line_of_a_request_has_its_name(languages: tuple[str, ...], names: list[str]) -> None:
    (table,) = tables(printed(asking(CARDS, LAPTOP), *languages, size=LARGE))
    assert [len(row) for row in table] == [3] * (len(REQUESTS) + 2)
    lines = [line for line in table[1][0].text.split("\n") if line]
    assert [line for line in lines if line in names] == names
    words = " ".join(said(In("recht", "right"), language) for language in languages)
    assert lines[lines.index(names[0]) + 1] == words
    assert lines[-1] == "aanvraag ondersteuning bij arbeidsinschakeling"
    own = [line for line in table[-1][0].text.split("\n") if line]
    assert own[0] == " / ".join(said(LAPTOP.label, language) for language in languages)
    assert own[1].startswith("Een laptop om te leren.")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("dutch", "lines"), [("", 1), ("Een cursus voor mijn werk.", 0)])
def test_her_own_request_has_a_line_for_its_dutch(dutch: str, lines: int, size: str) -> None:
    own = Row(LAPTOP.label, (Own("A course for my work.", "en", dutch),), role="requests")
    (table,) = structure(printed(asking(CARDS, own), *PAIR, size=size)).all("Table")
    assert ["*" in row.text for row in table.all("TR")] == [False] * (len(REQUESTS) + 1) + [not dutch]
    figures = table.all("TR")[-1].all("Figure")
    assert [figure.alt for figure in figures] == [said(SPACE_FOR_DUTCH)] * lines


# From page to page ----------------------------------------------------------------------------------------------------


def test_her_own_request_of_any_length_is_printed_whole() -> None:
    words = " ".join(f"woord{number}" for number in range(900))
    own = Row("Eigen vraag", (Own(words, "en"),), role="requests")
    text = squeezed(text_of(printed(asking(own), *PAIR)))
    assert all(f"woord{number}" in text for number in range(900))
    assert squeezed(said(_("in my own words, not translated"))) in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("filler", [0, 7, 13])
def test_a_request_lower_than_half_a_page_is_never_cut(filler: int, size: str) -> None:
    above = section("Eerst", "First", *(row(f"V{number}", f"Q{number}", "ja") for number in range(filler)))
    many = List(CARDS.label, REQUESTS * 3, role="requests")
    pdf = printed(chapter(above, section("Een", "One", many, LAPTOP)), size=size)
    (table,) = read(pdf).tree.all("Table")
    rows = [{piece.page for piece in each.pieces} for each in table.all("TR")]
    assert [len(pages) for pages in rows] == [1] * (len(REQUESTS) * 3 + 2)
    followed = {page for pages in rows for page in pages} - rows[0]
    assert followed
    assert all(squeezed(HEADS[-1]) in squeezed(artifact_texts(pdf)[page]) for page in followed)


@pytest.mark.parametrize("words", range(20, 80, 10))
def test_no_page_ends_with_note_or_heads(words: int) -> None:
    """Where they take most of a page, also a request breaks that is lower than half of one."""
    own = Row(LAPTOP.label, (Own("afspraak " * words, "nl"),), role="requests")
    pdf = printed(asking(own, CARDS), MIRRORED, "nl", size=LARGE)
    check_layout(pdf)
    (table,) = read(pdf).tree.all("Table")
    (note,) = (each for each in read(pdf).tree.all("P") if each.text.endswith(said(wording.ASK_FOR_ANSWERS)))
    assert note.page == table.all("TR")[1].page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("languages", [("nl",), PAIR, (MIRRORED, "nl")], ids="+".join)
def test_requests_of_every_kind_are_proven(languages: tuple[str, ...], size: str) -> None:
    long = Row(LAPTOP.label, (Own("Ik vraag om een vaste afspraak over mijn werk. " * 40, "nl"),), role="requests")
    summary = chapter(
        section("Een", "One", LAPTOP), section("Twee", "Two", CARDS, LAPTOP), section("Drie", "Three", CARDS, long)
    )
    if languages[0] == MIRRORED:
        summary = in_her_language(summary)
    prove(printed(summary, *languages, size=size), f"requests {'+'.join(languages)} {size}")
