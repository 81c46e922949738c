"""The structure tree: every piece of a page has its place in it or says nothing, and ways lead through the file."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf.proofs.rules import check_structure, structure_faults
from pdf.proofs.structure import Node, artifact_texts, bookmarks, fragments, outline, read, structure, texts
from pdf.proofs.validators import check_ua
from pdf.typeset.sheets import BODY, flowed, sheet, words

from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Words

Draw = Callable[[TaggedCanvas], None]


def put(canvas: TaggedCanvas, text: str | list[Span], y: float = 700, **more: Any) -> Words:
    """Draw a paragraph at this height."""
    paragraph = words(text, **more)
    paragraph.wrap(300, 700)
    paragraph.drawOn(canvas, 50, y)
    return paragraph


def tags(node: Node) -> Any:
    """A tree as nested lists of tags; an element without others inside by its words."""
    return [node.tag, *(map(tags, node.nodes) if node.nodes else [node.text])]


def raw(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


# Elements -------------------------------------------------------------------------------------------------------------


def test_elements_stand_in_one_another() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.inside(Element("Sect")):
            put(canvas, "een")
            with canvas.inside(Element("Div")):
                put(canvas, "twee", 600)
            put(canvas, "drie", 500)
        put(canvas, "vier", 400)

    pdf = sheet(draw)
    assert tags(structure(pdf)) == [
        "Document",
        ["Sect", ["P", "een"], ["Div", ["P", "twee"]], ["P", "drie"]],
        ["P", "vier"],
    ]
    check_structure(pdf)
    check_ua(pdf)


def test_an_element_is_closed_where_drawing_fails() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with pytest.raises(ZeroDivisionError), canvas.inside(Element("Sect")), canvas.content(Element("P")):
            raise ZeroDivisionError
        with pytest.raises(ZeroDivisionError), canvas.artifact():
            raise ZeroDivisionError
        put(canvas, "een")

    pdf = sheet(draw)
    assert tags(structure(pdf))[-1] == ["P", "een"]
    assert not structure_faults(pdf)


def test_an_element_lives_on_over_pages() -> None:
    section, paragraph = Element("Sect"), Element("P")

    def draw(canvas: TaggedCanvas) -> None:
        for text in ("een", "twee", "drie"):
            with canvas.inside(section):
                put(canvas, text, element=paragraph)
            if text != "drie":
                canvas.showPage()

    pdf = sheet(draw)
    assert tags(structure(pdf)) == ["Document", ["Sect", ["P", "een twee drie "]]]
    assert [piece.page for piece in structure(pdf).pieces] == [0, 1, 2]
    check_structure(pdf)
    check_ua(pdf)


def test_a_page_that_is_completed_last_keeps_its_place() -> None:
    section = Element("Sect", language="en")

    def draw(canvas: TaggedCanvas) -> None:
        canvas.place(section)
        canvas.showPage()
        put(canvas, "twee")

    def finish(canvas: TaggedCanvas, page: int, pages: int) -> None:
        with canvas.artifact("Pagination"):
            put(canvas, f"{page}/{pages}", 20)
        if page == 1:
            with canvas.inside(section):
                put(canvas, "one", language="en")
                put(canvas, "een", 600)

    pdf = sheet(draw, finish=finish)
    assert texts(pdf) == ["one", "een", "twee"]
    assert artifact_texts(pdf) == ["1/2", "2/2"]
    assert [(node.tag, node.language) for node in structure(pdf).all("P")] == [("P", "en"), ("P", "nl"), ("P", "nl")]
    check_structure(pdf)
    check_ua(pdf)


# Content and artifacts ------------------------------------------------------------------------------------------------


def test_what_stands_in_an_artifact_is_in_no_tree() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.artifact(), canvas.inside(Element("Sect")), canvas.artifact("Pagination"):
            with canvas.content(Element("P")):
                put(canvas, [Span("een "), Span("two", "en")])
            with canvas.figure(Element("Figure", alt="x"), 10, 10):
                canvas.write("0 0 10 10 re f")
        put(canvas, "drie", 600)

    pdf = sheet(draw)
    assert tags(structure(pdf)) == ["Document", ["P", "drie"]]
    assert artifact_texts(pdf) == ["een two"]
    assert not structure_faults(pdf)


def test_content_within_content_belongs_to_what_is_around() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.figure(Element("Figure", alt="Een klok"), 50, 50):
            put(canvas, [Span("12 "), Span("o'clock", "en")])
            with canvas.artifact():
                canvas.write("0 0 10 10 re f")

    pdf = sheet(draw)
    assert tags(structure(pdf)) == ["Document", ["Figure", "12 o'clock"]]
    check_structure(pdf)
    check_ua(pdf)


def test_a_figure_says_what_it_shows_and_where_it_stands() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.translate(100, 200)
        with canvas.figure(Element("Figure", alt="Een «klok» 🧿 (\ud800"), 40, 30):
            canvas.write("0 0 40 30 re f")

    pdf = sheet(draw)
    (figure,) = structure(pdf).all("Figure")
    assert figure.alt == "Een «klok» 🧿 (?"
    with raw(pdf) as document:
        assert [float(edge) for edge in document.Root.StructTreeRoot.K.K.A.BBox] == [100, 200, 140, 230]
    check_ua(pdf)


# Headings and languages -----------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_headings_never_skip_a_level(levels: list[int]) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        for number, level in enumerate(levels):
            put(canvas, f"kop {number}", 700 - 20 * number, element=Element(f"H{level}"))

    pdf = sheet(draw)
    found = [level for level, _text in outline(pdf)]
    assert len(found) == len(levels)
    before = 0
    for level, asked in zip(found, levels, strict=True):
        assert level == min(asked, before + 1)
        before = level
    assert not structure_faults(pdf)


def language_keys(pdf: bytes) -> list[tuple[str, str]]:
    """The elements that say a language, in the order of the tree."""
    found: list[tuple[str, str]] = []
    document = raw(pdf)
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if "/Lang" in element:
            found.append((str(element.S)[1:], str(element.Lang)))
        inside: Any = element.get("/K", [])
        kids = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
        waiting += [kid for kid in reversed(kids) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return found


def test_a_language_is_told_only_where_it_changes() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        put(canvas, "een")
        put(canvas, "one", 600, language="en")
        put(canvas, [Span("one ", "en"), Span("één", "nl"), Span("two")], 500, language="en")
        with canvas.inside(Element("Sect", language="en")):
            put(canvas, "three", 400, language="en")
            put(canvas, [Span("drie"), Span("four", "en")], 300)

    pdf = sheet(draw)
    assert language_keys(pdf) == [("P", "en"), ("P", "en"), ("Span", "nl"), ("Sect", "en"), ("P", "nl"), ("Span", "en")]
    assert fragments(pdf) == [
        *(("nl", "een"), ("en", "one\n\none "), ("nl", "één"), ("en", "two\n\n\nthree")),
        *(("nl", "drie"), ("en", "four")),
    ]


# Ways through the file ------------------------------------------------------------------------------------------------


def contents(canvas: TaggedCanvas) -> None:
    """Three links on a page, the places of two of them behind it."""
    for number, text in enumerate(("naar een", "naar twee", "nergens heen")):
        put(canvas, text, 700 - 30 * number, link=text.split()[-1])
    for text in ("een", "twee"):
        canvas.showPage()
        canvas.target(text, 700)
        put(canvas, text, bookmark=0)


def test_links_lead_to_their_places() -> None:
    pdf = sheet(contents)
    check_structure(pdf)
    check_ua(pdf)
    document = raw(pdf)
    annotations = list(document.pages[0].Annots)
    parents = dict(zip(*[iter(document.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for page, (annotation, words_said) in enumerate(zip(annotations, ("naar een", "naar twee"), strict=True), 1):
        assert str(annotation.Contents) == words_said
        assert annotation.Dest[0].objgen == document.pages[page].obj.objgen
        assert float(annotation.Dest[3]) == 700
        element = parents[int(annotation.StructParent)]
        assert (str(element.S), str(element.Alt)) == ("/Link", words_said)
        (reference,) = (kid for kid in element.K if isinstance(kid, pikepdf.Dictionary))
        assert reference.Obj.objgen == annotation.objgen
        assert reference.Pg.objgen == document.pages[0].obj.objgen
    assert [float(edge) for edge in annotations[0].Rect] == [50, 700, 350, 714]


def test_words_that_lead_to_no_place_are_only_words() -> None:
    pdf = sheet(contents)
    assert [node.text for node in structure(pdf).all("Link")] == ["naar een", "naar twee"]
    assert [node.text for node in structure(pdf).all("Span")] == ["nergens heen"]


def test_bookmarks_stand_in_order_and_never_skip_a_level() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        for number, level in enumerate((2, 0, 2, 1, 0)):
            put(canvas, f"({number}) één\nשלום", 700 - 40 * number, bookmark=level)
        canvas.showPage()
        put(canvas, "slot", bookmark=1)

    pdf = sheet(draw)
    assert bookmarks(pdf) == [
        (1, "(0) één שלום", 0),
        (1, "(1) één שלום", 0),
        (2, "(2) één שלום", 0),
        (2, "(3) één שלום", 0),
        (1, "(4) één שלום", 0),
        (2, "slot", 1),
    ]
    assert not structure_faults(pdf)


# The file -------------------------------------------------------------------------------------------------------------


def a_bit_of_everything(seed: int = 0) -> bytes:
    line = [Span(f"שלום {seed} "), Span("hello 👩‍👧 ", "en"), Span("漢字 ที่นี่", "th", bold=True)]
    parts = [words(line * 9, language="he", direction="rtl", bookmark=0), words("slot " * 40, link="x")]
    return flowed(parts, 150, 100, language="he")


def test_the_same_input_gives_the_same_bytes() -> None:
    assert a_bit_of_everything() == a_bit_of_everything()
    assert sheet(contents) == sheet(contents)


def test_several_documents_at_once_are_what_each_would_be_alone() -> None:
    alone = [a_bit_of_everything(seed) for seed in range(4)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(a_bit_of_everything, list(range(4)) * 3))
    assert together == alone * 3


def test_a_title_of_any_characters_is_kept() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.setTitle("Plan <b> & «één» \0\ud800שלום")
        put(canvas, "een")

    pdf = sheet(draw)
    assert read(pdf).title == "Plan <b> & «één» [U+0000, U+D800]שלום"
    check_ua(pdf)


def test_a_page_without_words_has_no_place_in_the_tree() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.showPage()
        put(canvas, "een", style=BODY)

    pdf = sheet(draw)
    assert [piece.page for piece in structure(pdf).pieces] == [1]
    check_ua(pdf)
