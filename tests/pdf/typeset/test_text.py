"""Paragraphs on paper: all that was typed is read back, no line is too wide, and a break loses nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf.proofs.content import Glyph
from pdf.proofs.layout import lines
from pdf.proofs.rules import check_structure, structure_faults
from pdf.proofs.structure import read, structure, texts
from pdf.typeset.sheets import BODY, EDGE, flowed, folded, sheet, shown, told, words

from trajectplan.pdf.typeset.breaking import breaks, cuts
from trajectplan.pdf.typeset.characters import printable
from trajectplan.pdf.typeset.embedding import SILENT
from trajectplan.pdf.typeset.tagging import TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, line_width

LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCËÏéßœĲİıŁŵ0123456789.,:;!?()[]-–/€%&@'\"«»"
    "абвгдёжщіїґΑλφάς"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءئؤآأإىةگچپژکی٠١٢٣،؛؟ًَُّْ"
    "אבגדהוזחטיכלמנסעפצקרשתםןץףך־״"
    "ሀለሐመሠረሰሸቀበተኀነኘአከኸወ፡።፣"
    "ไทยก็กำนี้ถ้าคุณ"
    "हिन्दीक्षत्रज्ञ"
    "漢字。、한국어かなカナ"
    "👩👧👦👍🏽🧿❤😀☐●★"
    "\u0301\u0308\u0327\u0300"
)
STEERS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufe0f\u00ad\u034f"
SPACES = "   \n\n\t\u00a0\u2009\u3000\r"

texts_typed = st.text(st.sampled_from(LETTERS + SPACES * 8 + STEERS), max_size=120)
anything = st.text(max_size=60)
widths = st.floats(30, 400)
directions = st.sampled_from(("ltr", "rtl", "auto"))
languages = st.sampled_from(("", "nl", "en", "ar", "he", "ti", "th"))
spans = st.lists(st.builds(Span, texts_typed, languages, st.booleans()), max_size=5)

FEW = settings(max_examples=40)
"""A file is made and taken apart for every example."""


# What is read back ----------------------------------------------------------------------------------------------------


@FEW
@given(st.one_of(texts_typed, anything), widths, directions)
def test_a_paragraph_is_read_as_it_was_typed(text: str, width: float, direction: str) -> None:
    pdf = flowed([words("#"), words(text, direction=direction)], width)
    assert told(pdf) == folded(f"# {printable(text)}")
    assert not structure_faults(pdf)


@FEW
@given(spans, widths, directions)
def test_several_spans_are_read_in_their_order(given_spans: list[Span], width: float, direction: str) -> None:
    paragraph = words(given_spans, language="en", direction=direction)
    pdf = flowed([words("#"), paragraph], width, language="en")
    assert told(pdf) == folded("# " + "".join(printable(span.text) for span in given_spans))
    assert not structure_faults(pdf)


@FEW
@given(st.lists(st.one_of(texts_typed, anything), min_size=1, max_size=3), st.floats(40, 200), directions)
def test_what_goes_on_on_other_pages_is_read_once(some: list[str], width: float, direction: str) -> None:
    paragraphs = [words(text * 3, replace(BODY, least=1), direction=direction) for text in some]
    pdf = flowed([words("#"), *paragraphs], width, 100)
    assert told(pdf) == folded("# " + " ".join(printable(text * 3) for text in some))
    assert not structure_faults(pdf)


@FEW
@given(spans)
def test_each_letter_is_read_in_the_language_of_its_span(given_spans: list[Span]) -> None:
    pdf = flowed([words("#"), words(given_spans, language="en")], 120, language="nl")
    found = [(language, letter) for language, text in read(pdf).tree.fragments for letter in folded(text)]
    typed = [(span.language or "en", letter) for span in given_spans for letter in folded(printable(span.text))]
    said = {language: "".join(letter for tag, letter in found[1:] if tag == language) for language, _ in typed}
    meant = {language: "".join(letter for tag, letter in typed if tag == language) for language, _ in typed}
    assert {tag: folded(text).replace(" ", "") for tag, text in said.items()} == {
        tag: folded(text).replace(" ", "") for tag, text in meant.items()
    }


def test_a_hard_break_is_read_as_a_space() -> None:
    pdf = flowed([words("een\ntwee \n\ndrie\n")], 300)
    assert texts(pdf) == ["een twee drie "]
    assert [line.text for line in lines(pdf)] == ["een ", "twee ", "drie "]


def test_an_empty_paragraph_has_a_line_and_no_place_in_the_tree() -> None:
    assert words("").height_at(100) == words(()).height_at(100) == words("\n").height_at(100) / 2 == BODY.leading
    assert [node.tag for node in structure(flowed([words(""), words("a")], 100)).walk()] == ["Document", "P"]


@pytest.mark.parametrize("text", ["a\ud800b", "a\0b", "\ue000", "<b>&amp;</b>", "\\(a) Tj ET", "\ufeff\ufffe"])
def test_bad_characters_and_markup_are_only_text(text: str) -> None:
    pdf = flowed([words(text + " .", bookmark=0, link="x")], 300)
    assert told(pdf) == folded(printable(text) + " .")
    check_structure(pdf)
    assert [title for _level, title, _page in read(pdf).bookmarks] == [" ".join(printable(text + " .").split())]


# Lines ----------------------------------------------------------------------------------------------------------------


def line_boxes(pdf: bytes) -> list[tuple[list[Glyph], float, float]]:
    """Per line its glyphs, but for spaces, and where its pen begins and ends."""
    found = []
    for number in range(len(read(pdf).pages)):
        for _y, group in groupby(shown(pdf, number), key=lambda glyph: round(glyph.y, 1)):
            glyphs = list(group)
            found.append((glyphs, min(g.x for g in glyphs), max(g.x + g.width for g in glyphs)))
    return found


@given(texts_typed, widths, directions)
def test_no_line_is_wider_than_its_width(text: str, width: float, direction: str) -> None:
    paragraph = words(text, direction=direction)
    paragraph.height_at(width)
    scale = BODY.size / 1000
    for line in paragraph._lines:
        if line.width * scale > width + 0.001:
            (word,) = line.words
            assert len(cuts(word.text.strip())) == 1, word.text


@given(texts_typed, widths)
def test_a_line_is_as_full_as_it_can_be(text: str, width: float) -> None:
    paragraph = words(text)
    paragraph.height_at(width)
    scale = BODY.size / 1000
    for line, after in zip(paragraph._lines, paragraph._lines[1:], strict=False):
        if not line.last and after.words[0].width:
            taken = sum(word.advance for word in line.words) + after.words[0].width
            is_piece = _is_long(after.words[0].text, text, width) or _is_long(line.words[-1].text, text, width)
            assert taken * scale > width - 0.001 or is_piece


def _is_long(piece: str, text: str, width: float) -> bool:
    """Whether what stands on a line is a piece of a word that is wider than the line."""
    shown = printable(text).replace("\n", " ")
    return any(piece in word and line_width(word.strip(), BODY, "nl") > width for word in _words(shown))


def _words(text: str) -> list[str]:
    ends = breaks(text)
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


@given(st.lists(st.sampled_from(("een", "twee,", "8:30–14:30", "(drie)", "€ 1.250")), min_size=1), widths)
def test_lines_begin_and_end_where_words_do(some: list[str], width: float) -> None:
    text = " ".join(some)
    paragraph = words(text)
    paragraph.height_at(max(width, 70))
    found = ["".join(word.text for word in line.words) for line in paragraph._lines]
    assert "".join(found) == text
    at = 0
    for line in found:
        at += len(line)
        assert at in breaks(text)


def test_a_long_word_goes_on_on_the_next_line_in_its_language_and_weight() -> None:
    pdf = flowed([words([Span("("), Span("Überall" * 9, "de", bold=True), Span(")")])], 100)
    assert told(pdf) == f"({'Überall' * 9})"
    assert [(node.tag, node.language, node.text) for node in structure(pdf).all("Span")] == [
        ("Span", "de", "Überall" * 9)
    ]
    assert {glyph.font.name[7:] for glyph in shown(pdf) if (glyph.text or "?") in "Überall"} == {"NotoSans-Bold"}
    assert len(lines(pdf)) > 3


@pytest.mark.parametrize("width", [-5.0, 0.0, 0.5, 6.0])
def test_a_width_too_small_for_a_letter_has_one_letter_a_line(width: float) -> None:
    paragraph = words(" ab 👩‍👧é", Style(10, 14))
    assert paragraph.number_of_lines(width) in {4, 5}

    def draw(canvas: TaggedCanvas) -> None:
        paragraph.wrap(width, 100)
        paragraph.drawOn(canvas, 50, 500)

    assert told(sheet(draw)) == folded("ab 👩‍👧é")


def test_what_only_steers_never_makes_a_line() -> None:
    width = line_width("een twee", BODY, "nl")
    paragraph = words([Span("een "), Span("twee ", "en"), Span("")], direction="rtl")
    assert paragraph.number_of_lines(width) == 1


def test_trailing_spaces_hang_over_the_end() -> None:
    width = line_width("een", BODY, "nl")
    assert words("een      twee").number_of_lines(width + 6) == 2
    assert words("een      ").number_of_lines(width + 1) == 1
    for direction in ("ltr", "rtl"):
        pdf = flowed([words("אבג   ", replace(BODY, align="start"), direction=direction)], 200)
        (_glyphs, left, right) = line_boxes(pdf)[0]
        assert (abs(left - EDGE) < 0.1) if direction == "ltr" else (abs(right - EDGE - 200) < 0.1)


def test_line_width_is_the_width_that_one_line_needs() -> None:
    for text in ("een twee drie", "שלום עולם", "👩‍👧 x", ""):
        width = line_width(text, BODY, "nl")
        assert words(text).number_of_lines(width + 0.001) == 1
        assert not text or words(text).number_of_lines(width - 0.01) > 1
    assert line_width("a\nb", BODY, "nl") == float("inf")
    spans = [Span("een ", bold=True), Span("twee")]
    assert line_width(spans, BODY, "nl") > line_width("een twee", BODY, "nl")


# Alignment ------------------------------------------------------------------------------------------------------------


def edges(text: str, style: Style, direction: str, bullet: str = "") -> tuple[float, float]:
    """How far the line begins from the left and ends from the right of its room of 200 points."""
    pdf = flowed([words(text, style, direction=direction, bullet=bullet)], 200)
    (_glyphs, left, right) = line_boxes(pdf)[0]
    return round(left - EDGE, 1), round(EDGE + 200 - right, 1)


@pytest.mark.parametrize(("text", "direction"), [("Hallo daar", "ltr"), ("שלום עולם", "rtl"), ("Hallo", "rtl")])
def test_a_line_stands_at_its_side(text: str, direction: str) -> None:
    near, far = (0, 1) if direction == "ltr" else (1, 0)
    assert edges(text, BODY, direction)[near] == 0
    assert edges(text, replace(BODY, indent=12), direction)[near] == 12
    assert edges(text, replace(BODY, align="end"), direction)[far] == 0
    left, right = edges(text, replace(BODY, align="center"), direction)
    assert abs(left - right) < 0.2
    assert edges(text, replace(BODY, indent=12), direction, "•")[near] == 0


def test_the_direction_is_that_of_the_first_letter_where_it_is_automatic() -> None:
    assert [words(text, direction="auto").base for text in ("1 שלום a", "a שלום", "12", "", "مرحبا")] == [1, 0, 0, 0, 1]


# Right to left --------------------------------------------------------------------------------------------------------


def across(pdf: bytes) -> list[str]:
    """The lines of the first page as they stand from left to right, spaces left out."""
    return [
        "".join(g.text or "" for g in sorted(glyphs, key=lambda g: g.x)) for glyphs, _left, _right in line_boxes(pdf)
    ]


@pytest.mark.parametrize(
    "number",
    [
        *("8:30–14:30", "06-12345678", "(020) 123 45 67", "€ 1.250", "€ 12", "1.250 €", "+31 6 12345678", "12-03-2027"),
        *("Stationsplein 12", "Stationsplein 12-14, 1234 AB Utrecht", "1234 AB", "1,5", "9 - 12"),
    ],
)
@pytest.mark.parametrize("around", [("שלום ", " עולם"), ("مرحبا ", " مرحبا"), ("", ""), ("مرحبا (", ")")])
@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_numbers_keep_their_order(number: str, around: tuple[str, str], direction: str) -> None:
    (line,) = across(flowed([words(number.join(around), language="he", direction=direction)], 400))
    assert number.replace(" ", "") in line


def test_a_number_is_not_broken_from_its_sign() -> None:
    for direction in ("ltr", "rtl"):
        for text in ("שלום € 1.250 עולם", "שלום 1.250 € עולם", "שלום 8:30–14:30"):
            paragraph = words(text, direction=direction)
            number = text.removeprefix("שלום ").removesuffix(" עולם")
            paragraph.height_at(line_width(number, BODY, "nl") + 1)
            assert folded("".join(word.text for word in paragraph._lines[1].words)) == number


def test_another_language_stands_apart_from_what_is_around() -> None:
    line = [Span("שלום "), Span("(a) b!", "nl"), Span(", 5 "), Span("c?", "nl")]
    assert across(flowed([words(line, language="he", direction="rtl")], 300)) == ["c?5,(a)b!םולש"]


def test_brackets_and_bullets_are_mirrored() -> None:
    style = replace(BODY, indent=12)
    pdf = flowed([words("(שלום) עולם", style, language="he", direction="rtl", bullet="•")], 300)
    assert across(pdf) == ["םלוע)םולש(•"]


# On paper -------------------------------------------------------------------------------------------------------------


@FEW
@given(texts_typed, directions)
def test_every_glyph_stands_where_it_was_placed(text: str, direction: str) -> None:
    paragraph = words(text, Style(12, 20), direction=direction)
    pdf = flowed([words("#"), paragraph], 250)
    scale = 12 / 1000
    meant = [
        (EDGE + x + glyph[2] * scale, glyph[1])
        for number, line in enumerate(paragraph._lines, 1)
        for _owner, placed in paragraph._placed(line, follows=line.last and number < len(paragraph._lines))
        for run, x in placed
        for glyph in run.glyphs
    ]
    found = [(glyph.x, (glyph.text or "").replace(SILENT, "")) for page in read(pdf).pages for glyph in page.glyphs][1:]
    assert [said for _x, said in found] == [said.replace(SILENT, "") for _x, said in meant]
    assert all(abs(x - place) < 0.05 for (x, _said), (place, _meant) in zip(found, meant, strict=True))


@pytest.mark.parametrize("mark", ["\u0301", "\u0323", "\u0328"], ids=["above", "below", "joined"])
def test_marks_above_one_another_stand_in_no_other_line(mark: str) -> None:
    pdf = flowed([words(f"gjpq\nZg{mark * 60}\nÅÉ")], 300)
    found = lines(pdf)
    assert len(found) == 3
    for upper, lower in pairwise(found):
        assert lower.box[3] - upper.box[1] < 1


def test_a_line_without_marks_is_as_high_as_its_style_says() -> None:
    assert words("gjpq\nÅÉế ợ").height_at(300) == 2 * BODY.leading
