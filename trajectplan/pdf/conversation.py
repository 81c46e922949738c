"""Her page for the talk: what she brings, says and asks, and lines on which she writes what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from trajectplan.pdf import wording
from trajectplan.pdf.look import GAP, WIDTH
from trajectplan.pdf.paper import BULLET, Paper, Room, words_in
from trajectplan.pdf.pen import Crossable, PenSpace, pen_fields
from trajectplan.pdf.reading import questions_of, things_of
from trajectplan.pdf.typeset.pictures import Picture
from trajectplan.pdf.typeset.tables import Columns, Part, stack_height
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words
from trajectplan.pdf.typeset.words import RTL
from trajectplan.plan.summary import Own, Phrase, Said, Summary, Text

THINGS: Final = "three_things"
QUESTIONS: Final = "questions"
"""The roles of what she wants to say and to ask."""
OF_THINGS: Final = 3
PEN_QUESTIONS: Final = 3
LEAST_LINES, MOST_LINES = 4, 16
"""For what was said."""

Story = list[Part]


# On paper -------------------------------------------------------------------------------------------------------------


def conversation_story(summary: Summary, paper: Paper, code: str = "") -> Iterator[Flowable]:
    """The flowables of the page; ``code`` opens her plan, and is printed when it isn't empty."""
    look = paper.look
    title = look.title_pair if paper.is_pair else look.title
    yield paper.columns(paper.pair(wording.TALK, title, bookmark=0))
    yield paper.both(wording.FOR_ME, look.note)
    if code:
        yield paper.both(Phrase(wording.MY_CODE, {"code": code}), look.note)
    yield Room(0, 3 * mm)
    half = (WIDTH - GAP) / 2
    before, left, right = _before(paper), _what_i_say(summary, paper), _what_helps(paper)
    if paper.look.stacked or stack_height([*before, *left], half) <= stack_height([*before, *right], half):
        yield paper.columns([[*before, *left], right], (half, half))
    else:
        yield paper.columns([left, [*before, *right]], (half, half))
    yield Room(0, 3 * mm)
    yield Notes(paper)


def _what_i_say(summary: Summary, paper: Paper) -> Story:
    """What she begins with, wants known, and asks; with lines for a pen where she wrote nothing."""
    points = Element("L")
    things: Story = []
    for number, thing in enumerate(things_of(summary), 1):
        things += _said(thing, paper, bullet=str(number), points=points)
    missing = OF_THINGS - len(things_of(summary))
    if missing > 0:
        things.append(PenSpace(missing, paper))
    questions = _listed(questions_of(summary), paper) or [PenSpace(PEN_QUESTIONS, paper)]
    return [
        *_under(wording.I_START, _said(wording.START, paper), paper),
        *_under(wording.THREE_THINGS, things, paper),
        *_under(wording.QUESTIONS, questions, paper),
    ]


def _before(paper: Paper) -> Story:
    """What she has ready, to cross."""
    style, boxes = replace(paper.look.body, before=0.8 * mm), Element("L")
    before: Story = [
        Crossable(paper.words(text, style, paper.voices[0]), boxes, paper.voices[0]) for text in wording.READY
    ]
    return _under(wording.BEFORE, before, paper)


def _what_helps(paper: Paper) -> Story:
    """What she can say when it gets hard, and for herself what is good to know."""
    alone = replace(paper, voices=paper.voices[:1])
    return [
        *_under(wording.HARD, _listed(wording.WHEN_HARD, paper), paper),
        *_under(wording.KNOW, _listed(wording.GOOD_TO_KNOW, alone), paper),
    ]


def _listed(texts: Sequence[Text], paper: Paper) -> Story:
    points = Element("L")
    return [part for text in texts for part in _said(text, paper, bullet=BULLET, points=points)]


def _under(head: Said, parts: Story, paper: Paper) -> Story:
    """A heading with what stands below it."""
    return [*_head(head, paper), *parts]


def _head(text: Said, paper: Paper) -> Story:
    style = replace(paper.look.name, tag="H2", before=3 * mm)
    return [words_in(paper.in_all(text), style, paper.voices[0])]


def _said(text: Text, paper: Paper, *, bullet: str = "", points: Element | None = None) -> Story:
    """A text in her language, with the Dutch small below it: whom she talks to can read along."""
    first, *others = paper.voices
    element = Element("P")
    style = _indented(paper.look.point, paper) if bullet else paper.look.body
    line = first.line(text)
    below = [
        (voice, (Span(text.dutch, voice.tag, own=True),) if isinstance(text, Own) else voice.line(text))
        for voice in others
    ]
    below = [(voice, other) for voice, other in below if other[0].text and other != line]
    above = replace(style, keeps=bool(below))
    small = replace(paper.look.note, indent=style.indent, before=0)
    return [
        words_in(line, above, first, bullet=bullet, points=points, element=element),
        *(paper.beside_others(other, small, voice, element=element) for voice, other in below),
    ]


def _indented(style: Style, paper: Paper) -> Style:
    """Room for a number before the text."""
    return replace(style, indent=paper.look.body.size * 1.3)


class Notes(Flowable):
    """Lines for what was said, as many as the page has room for, and below them what she fills in afterwards."""

    canv: TaggedCanvas

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.paper, self.step = paper, PenSpace(1, paper).step
        self.head = _head(wording.WAS_SAID, paper)[0]
        self.rest: Story = [
            pen_fields(wording.AFTERWARDS, paper, paper.look.label),
            *_head(wording.FELT, paper),
            _feelings(paper),
        ]
        self.lines = LEAST_LINES

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (ReportLab's own names)
        """The whole width, and as much of the page as its lines need."""
        self.width = aW
        fixed = self.head.height_at(aW) + self._below()
        room = int((aH - fixed - 1) // self.step)
        self.lines = min(max(room, LEAST_LINES), MOST_LINES)
        self.height = fixed + self.lines * self.step
        return aW, self.height

    def _below(self) -> float:
        return sum(part.height_at(self.width) + part.getSpaceBefore() for part in self.rest) + 4 * mm

    def draw(self) -> None:
        """Heading, lines, and the rest below them."""
        top = self.height - self.head.height_at(self.width)
        self.head.drawOn(self.canv, 0, top)
        space = PenSpace(self.lines, self.paper)
        top -= space.height_at(self.width)
        space.drawOn(self.canv, 0, top)
        top -= 4 * mm
        for part in self.rest:
            top -= part.getSpaceBefore() + part.height_at(self.width)
            part.drawOn(self.canv, 0, top)


def _feelings(paper: Paper) -> Columns:
    """The pictograms to draw a ring around, side by side."""
    is_rtl = paper.direction == RTL
    size = 9 * mm * paper.look.scale
    cells: list[Sequence[Part]] = [
        [Picture(icon, size, rtl=is_rtl), _small(text, paper)] for icon, text in wording.FEELINGS
    ]
    width = (WIDTH - GAP * (len(cells) - 1)) / len(cells)
    return Columns(cells, [width] * len(cells), gap=GAP, direction=paper.direction, pad=1 * mm)


def _small(text: Said, paper: Paper) -> Words:
    return words_in(paper.in_all(text), paper.look.small, paper.voices[0])
