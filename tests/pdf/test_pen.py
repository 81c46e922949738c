"""Whoever hears the paper is told of everything there is to fill in: boxes, lines, places for figures."""

from __future__ import annotations

import pytest
from pdf.proofs.layout import lines
from pdf.proofs.proving import prove
from pdf.proofs.structure import Node, structure
from pdf.stories import drawn, paper
from reportlab.platypus import Flowable

from trajectplan.pdf.blanks import PLACES, SQUARE, BoxRow, Crossed, Figures
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.pen import EMPTY_BOX, PEN, Crossable, PenSpace, pen_fields, pen_row
from trajectplan.pdf.pen_lines import SPACE, SPACE_FOR_DUTCH, PenLines
from trajectplan.pdf.typeset.tagging import Element
from trajectplan.pdf.wording import AFTERWARDS, READ_BY, RECEIVED, STAR
from trajectplan.plan.summary import Own

HEADING = "Proef"
TURNED = ("nl", "ar")
"""The languages of a page from left to right and of one from right to left."""


def heard(parts: list[Flowable], on: Paper) -> Node:
    """The tree of a page with these parts, which is sound."""
    title = on.words(HEADING, on.look.title, on.voices[0])
    pdf = drawn([title, *parts], on)
    prove(pdf)
    return structure(pdf)


def told(node: Node) -> list[str]:
    """What is read out, block by block: words, and of figures what they are called."""
    found: list[str] = []
    for each in node.walk():
        if each.alt:
            found.append(each.alt)
        elif each.tag in {"P", "LBody"} and each.text.strip():
            found.append(each.text.strip())
    return found


def boxes_of(on: Paper) -> list[Flowable]:
    voice, points = on.voices[0], Element("L")
    one, two = ([on.words(words, on.look.body, voice)] for words in ("een", "twee"))
    boxes = [Crossed(one, "baby"), Crossed(two, "baby", PenLines(1, on.look, voice))]
    row = BoxRow(boxes, 2, WIDTH, points=points, picture=20, square=SQUARE, gap=10, voice=voice)
    return [row, Crossable(on.words("drie", on.look.body, voice), Element("L"), voice)]


@pytest.mark.parametrize("language", TURNED)
def test_a_box_to_cross_is_the_label_of_its_point(language: str) -> None:
    on = paper(language)
    empty, space = on.voices[0].say(EMPTY_BOX), on.voices[0].say(SPACE)
    tree = heard(boxes_of(on), on)
    points = tree.all("LI")
    assert [[part.tag for part in point.nodes] for point in points] == [["Lbl", "LBody"]] * 3
    labels = [figure for point in points for figure in point.nodes[0].all("Figure")]
    assert [(label.alt, label.language) for label in labels] == [(empty, language)] * 3
    assert [figure.alt for point in points for figure in point.nodes[1].all("Figure")] == [space]


@pytest.mark.parametrize("language", TURNED)
def test_places_for_figures_stand_between_their_units(language: str) -> None:
    on = paper(language)
    voice = on.voices[0]
    before, between, after = (on.words(words, on.look.body, voice) for words in ("van", ",", "euro"))
    tree = heard([Figures((4, 2), between, size=18, voice=voice, before=before, after=after)], on)
    assert told(tree) == ["van", voice.say(PLACES), "euro"]


def test_a_line_within_words_is_told_where_it_stands() -> None:
    on = paper("en")
    first, second = (part.strip() for part in on.voices[0].say(RECEIVED).split(PEN) if part.strip())
    tree = heard(pen_row(RECEIVED, on, on.look.small), on)
    (words,) = tree.all("P")
    space = on.voices[0].say(SPACE)
    assert [figure.alt for figure in words.all("Figure")] == [space, space]
    assert [line.strip() for line in words.text.split("\n") if line] == [first, second]


@pytest.mark.parametrize("large", [False, True])
def test_lines_below_words_are_told_once_for_each(large: bool) -> None:  # noqa: FBT001
    on = paper("en", "nl", large=large)
    space = on.voices[0].say(SPACE)
    tree = heard([pen_fields(READ_BY, on, on.look.small), *pen_row(AFTERWARDS[1], on, on.look.body)], on)
    assert [figure.alt for figure in tree.all("Figure")].count(space) == len(tree.all("Figure")) - 1 == 2


def test_lines_together_are_one_figure() -> None:
    on = paper("nl")
    tree = heard([PenSpace(5, on)], on)
    (figure,) = tree.all("Figure")
    assert figure.alt == on.voices[0].say(SPACE)


def test_lines_for_dutch_say_what_they_are_for_in_dutch() -> None:
    on = paper("ar", "nl")
    cells = [list(on.answer((Own("أتعلم بسرعة " * 20, "ar"),), voice, on.widths[0])) for voice in on.voices]
    tree = heard([on.columns(cells)], on)
    (figure,) = tree.all("Figure")
    assert (figure.alt, figure.language) == (on.voices[1].say(SPACE_FOR_DUTCH), "nl")


@pytest.mark.parametrize("words", ["Ich kann das", "أتعلم بسرعة كل يوم"])
def test_a_star_never_begins_a_line(words: str) -> None:
    on = paper("nl")
    for width in range(50, 130, 2):
        line = on.once(Own(words, "de"))
        cell = on.columns([[on.words(line, on.look.body, on.voices[0])]], (width,))
        assert STAR not in [found.text.strip() for found in lines(drawn([cell], on))]
