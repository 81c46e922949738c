"""Breaking paragraphs: the pieces say what the whole said, and no side of a break is too short."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf.proofs.layout import lines
from pdf.proofs.rules import check_structure
from pdf.proofs.structure import bookmarks, structure
from pdf.typeset.sheets import BODY, flowed, folded, sheet, told, words

from trajectplan.pdf.typeset import words as typeset_words
from trajectplan.pdf.typeset.bidi import levels
from trajectplan.pdf.typeset.breaking import cuts
from trajectplan.pdf.typeset.characters import printable
from trajectplan.pdf.typeset.memory import forget
from trajectplan.pdf.typeset.tables import cut, stack_height
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas, canvas_of
from trajectplan.pdf.typeset.text import Span, Words
from trajectplan.pdf.typeset.words import SPACES, Word, pieces_of, prepared

ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
LABEL = replace(BODY, bold=True, keeps=True)
typed = st.text(st.sampled_from("abcdeé שלוםمرحبا 12.-,\n👩‍👧่กั"), max_size=150)
heights = st.floats(0, 200)


def said(*pieces: Words) -> str:
    """What the lines of paragraphs say, with a space for each break."""
    lines_said = ["".join(word.text for word in line.words) for piece in pieces for line in piece._lines]
    return " ".join(lines_said)


def letters(text: str) -> str:
    return "".join(folded(text).split())


# Before there is a width ----------------------------------------------------------------------------------------------


@given(typed, st.sampled_from(("ltr", "rtl", "auto")))
def test_words_together_are_the_text_line_by_line(text: str, direction: str) -> None:
    found = prepared([Span(text)], "nl", direction, bold=False)
    shown = ["".join(word.text for word in line).translate(ISOLATES) for line in found.lines]
    assert "\n".join(shown) == printable(text).translate(ISOLATES)


@given(st.lists(st.builds(Span, typed, st.sampled_from(("", "en", "he")), st.booleans()), max_size=5))
def test_words_of_several_spans_know_where_they_are_from(spans: list[Span]) -> None:
    found = prepared(spans, "nl", "rtl", bold=False)
    told_by_span = [""] * len(spans)
    for word in (word for line in found.lines for word in line):
        assert sum(source.length for source in word.sources) == len(word.text)
        at = 0
        for source in word.sources:
            told_by_span[source.span] += word.text[at : at + source.length]
            at += source.length
            assert source.language == (spans[source.span].language or "nl")
            assert source.bold == spans[source.span].bold
    shown = [text.translate(ISOLATES) for text in told_by_span]
    assert shown == [printable(span.text).replace("\n", "").translate(ISOLATES) for span in spans]


@given(typed)
def test_only_the_spaces_at_its_end_hang_behind_a_word(text: str) -> None:
    for line in prepared([Span(text), Span(" x"), Span(text, "en", bold=True)], "nl", "ltr", bold=False).lines:
        for word in line:
            shown = "".join(glyph[1] for run, _span in word.pieces for glyph in run.glyphs)
            hanging = "".join(glyph[1] for run, _span in word.spaces for glyph in run.glyphs)
            assert not hanging.strip(SPACES)
            assert shown == shown.rstrip(SPACES)
            assert word.advance >= word.width >= 0


@given(st.text(st.sampled_from("abéxشرحمبيที่กำ漢字👩‍👧-"), min_size=1, max_size=60), st.floats(0, 9000))
def test_a_long_word_is_cut_between_clusters(text: str, limit: float) -> None:
    spans = [Span(text), Span(text, "en", bold=True)]
    for word in prepared(spans, "nl", "ltr", bold=False).lines[0]:
        pieces = pieces_of(word, limit)
        assert "".join(piece.text for piece in pieces) == word.text
        assert all(piece.width <= limit or len(cuts(piece.text.rstrip(SPACES))) <= 1 for piece in pieces)
        assert [source.span for piece in pieces for source in piece.sources] == sorted(
            source.span for piece in pieces for source in piece.sources
        )
        ends = {0, *cuts(word.text.rstrip(SPACES)), len(word.text)}
        at = 0
        for piece in pieces:
            at += len(piece.text)
            assert at in ends


@pytest.mark.parametrize("text", ["שלום a 12", "8:30–14:30 x", "א 1.250 ב"])
def test_the_levels_are_those_of_the_whole_line(text: str) -> None:
    (line,) = prepared([Span(text)], "he", "rtl", bold=False).lines
    whole = "".join(word.text for word in line)
    found = [word.levels if isinstance(word.levels, tuple) else (word.levels,) * len(word.text) for word in line]
    assert [level for some in found for level in some] == levels(whole, 1)[1]


# Broken in two --------------------------------------------------------------------------------------------------------


@given(typed, st.floats(30, 300), heights, st.integers(1, 3))
def test_pieces_say_what_the_whole_said(text: str, width: float, height: float, least: int) -> None:
    whole = words(text, replace(BODY, least=least), direction="auto")
    total = whole.height_at(width)
    count = whole.number_of_lines(width)
    pieces = whole.broken_at(width, height)
    assert said(*pieces) == said(whole)
    assert sum(piece.height_at(width) for piece in pieces) == pytest.approx(total)
    if len(pieces) == 2:
        assert pieces[0].height_at(width) <= height
        assert all(piece.number_of_lines(width) >= least for piece in pieces)
        assert pieces[0].number_of_lines(width) + pieces[1].number_of_lines(width) == count
    else:
        assert pieces == [whole]
        assert total <= height or count < 2 * least or whole._lines[0].height * least > height or _is_uneven(whole)


def _is_uneven(whole: Words) -> bool:
    """Whether its lines have different heights: tall scripts."""
    return len({line.height for line in whole._lines}) > 1


@given(typed, st.floats(30, 300), st.lists(st.floats(28, 120), min_size=1, max_size=5))
def test_pieces_can_be_broken_again_and_again(text: str, width: float, some: list[float]) -> None:
    whole = words(text * 3, direction="auto")
    total = whole.height_at(width)
    pieces = [whole]
    for height in some:
        pieces[-1:] = pieces[-1].broken_at(width, height)
    assert said(*pieces) == said(whole)
    for piece in pieces:
        # Laid out anew they have the same lines.
        before = said(piece)
        piece.laid_out = -1
        piece.height_at(width)
        assert said(piece) == before
    assert sum(piece.height_at(width) for piece in pieces) == pytest.approx(total)


def test_a_paragraph_that_fits_is_not_broken() -> None:
    whole = words("een twee drie vier vijf zes zeven")
    assert whole.broken_at(60, whole.height_at(60)) == [whole]
    assert whole.split(60, 1000) == []
    assert whole.broken_at(60, 0) == [whole]


def test_three_lines_stay_together() -> None:
    whole = words("een\ntwee\ndrie")
    assert whole.broken_at(100, 2 * BODY.leading) == [whole]
    assert len(words("een\ntwee\ndrie\nvier").broken_at(100, 3.5 * BODY.leading)) == 2
    first, rest = words("een\ntwee\ndrie\nvier").broken_at(100, 3.5 * BODY.leading)
    assert (first.number_of_lines(100), rest.number_of_lines(100)) == (2, 2)


def test_a_broken_paragraph_is_one_element_with_one_bookmark_and_one_bullet() -> None:
    style = replace(BODY, indent=12, least=1)
    point = words("een twee drie vier vijf zes zeven " * 8, style, bullet="•", bookmark=0)
    pdf = flowed([words("#"), point], 100, 60)
    check_structure(pdf)
    assert [node.tag for node in structure(pdf).walk()] == ["Document", "P", "L", "LI", "Lbl", "LBody"]
    assert len(bookmarks(pdf)) == 1
    assert len({line.page for line in lines(pdf)}) > 3
    assert told(pdf).count("•") == 1


def test_spans_go_on_as_the_same_elements() -> None:
    line = [Span("een twee "), Span("three four five six " * 9, "en"), Span("zeven")]
    pdf = flowed([words(line, replace(BODY, least=1))], 60, 60)
    check_structure(pdf)
    assert [(node.tag, node.language) for node in structure(pdf).walk()] == [
        ("Document", "nl"),
        ("P", "nl"),
        ("Span", "en"),
    ]


def test_a_paragraph_may_be_shared_by_several_pieces_of_text() -> None:
    heading = Element("H1")
    pdf = flowed([words("Mijn plan", element=heading), words("My plan", language="en", element=heading)], 200)
    check_structure(pdf)
    assert [(node.tag, node.language, node.text) for node in structure(pdf).nodes] == [
        ("H1", "nl", "Mijn plan My plan ")
    ]
    assert [(node.tag, node.language) for node in structure(pdf).all("Span")] == [("Span", "en")]


def test_points_of_one_list() -> None:
    points = Element("L")
    style = replace(BODY, indent=12)
    parts = [words(text, style, bullet="•", points=points) for text in ("een", "twee")]
    pdf = flowed([*parts, words("los", style, bullet="•")], 200)
    check_structure(pdf)
    assert [len(node.nodes) for node in structure(pdf).all("L")] == [2, 1]


# Stacks ---------------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(typed, st.booleans()), max_size=5), st.floats(40, 200), heights)
def test_a_stack_is_cut_without_losing_a_line(some: list[tuple[str, bool]], width: float, height: float) -> None:
    cell = [words(text, LABEL if label else replace(BODY, before=3), direction="auto") for text, label in some]
    stack_height(cell, width)
    before = letters(said(*cell))
    fitting, rest = cut(cell, width, height)
    assert letters(said(*fitting) + said(*rest)) == before
    assert stack_height(fitting, width) <= height + 0.001
    assert not (fitting and rest and fitting[-1].keeps_next and len(fitting) > 1)


def test_a_label_goes_with_what_it_names() -> None:
    cell = [words("een"), words("Wat", LABEL), words("Waarom", LABEL), words("a\nb\nc")]
    fitting, rest = cut(cell, 100, 5 * BODY.leading)
    assert (fitting, rest) == (cell[:1], cell[1:])
    assert cut(cell[1:], 100, 4 * BODY.leading) == ([], cell[1:])
    assert cut(cell, 100, 6 * BODY.leading) == (cell, [])


def test_a_long_label_is_broken_only_where_nothing_stands_above_it() -> None:
    label = words("a\nb\nc\nd", LABEL)
    assert cut([words("een"), label], 100, 4 * BODY.leading)[1] == [label]
    fitting, rest = cut([label], 100, 2 * BODY.leading)
    assert (said(*fitting), said(*rest)) == ("a b", "c d")


# Links ----------------------------------------------------------------------------------------------------------------


class _Place(Words):
    """A paragraph that links lead to."""

    def draw(self) -> None:
        super().draw()
        canvas_of(self).target("daar", 0)


def test_a_link_goes_on_on_the_next_page_as_another() -> None:
    line = [Span("ga naar "), Span("the next page " * 8, "en")]
    pdf = flowed([words(line, replace(BODY, least=1), link="daar"), _Place("daar", BODY, language="nl")], 90, 60)
    check_structure(pdf)
    found = structure(pdf).all("Link")
    assert [node.objects for node in found] == [1] * len(found)
    assert len(found) > 1
    assert {node.language for link in found for node in link.all("Span")} == {"en"}


def test_a_paragraph_drawn_in_an_artifact_is_not_in_the_tree() -> None:
    paragraph = words([Span("een "), Span("two", "en")], replace(BODY, indent=12), bullet="•", bookmark=0, link="x")

    def draw(canvas: TaggedCanvas) -> None:
        canvas.target("x", 0)
        paragraph.wrap(200, 100)
        with canvas.artifact():
            paragraph.drawOn(canvas, 50, 500)

    pdf = sheet(draw)
    assert (list(structure(pdf).kids), bookmarks(pdf)) == ([], [])
    assert not structure(pdf).objects


# Long words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letters_of_it", ["a", "ab", "بت", "aب"])
def test_a_long_word_is_cut_once_for_each_line(letters_of_it: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each letter by itself is measured once, however many lines and columns the word is tried in."""
    made: list[int] = []
    measured: list[str] = []

    def counting_cut(*given_to_it: Any) -> Word:
        made.append(1)
        return cut_word(*given_to_it)

    def counting_cuts(word: str) -> tuple[int, ...]:
        measured.append(word)
        return cuts(word)

    cut_word = typeset_words._cut
    monkeypatch.setattr(typeset_words, "_cut", counting_cut)
    monkeypatch.setattr(typeset_words, "cuts", counting_cuts)
    forget()
    paragraphs = [words((letters_of_it * 2000)[:4000], direction="auto") for _column in range(2)]
    lines_made = sum(paragraph.number_of_lines(width) for paragraph in paragraphs for width in (200, 300))
    assert lines_made > 100
    assert len(made) < 2 * lines_made
    assert len(measured) == 1
    forget()


def test_a_paragraph_that_is_made_again_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counting_printable(text: str) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr(typeset_words, "printable", counting_printable)
    forget()
    first, again = (prepared([Span("een twee")], "nl", "ltr", bold=False) for _turn in range(2))
    assert asked == ["een twee"]
    assert [word.text for word in first.lines[0]] == [word.text for word in again.lines[0]] == ["een ", "twee"]
    forget()
