"""What a pen fills in on paper: boxes to cross, and texts with a line to write on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from trajectplan.i18n import _
from trajectplan.pdf.look import GAP, WIDTH
from trajectplan.pdf.paper import Paper, words_in
from trajectplan.pdf.pen_lines import SPACE, PenLines, told_figure
from trajectplan.pdf.typeset.tables import HAIR, LINE_GREY, Columns, Part
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.typeset.words import RTL
from trajectplan.pdf.voice import Voice, joined
from trajectplan.plan.summary import Said, Text

PEN: Final = "______"
"""Where a text has a line to write on."""
SHORTEST: Final = 26 * mm
"""No line to write on is shorter."""
PEN_HEIGHT: Final = 5 * mm
"""The room above a line within words."""
BETWEEN: Final = 1.5 * mm
EMPTY_BOX: Final = _("Empty box")
"""What a box to cross is called for who can't see it."""


def draw_box(canvas: TaggedCanvas, voice: Voice, x: float, y: float, side: float, *, stroke: float = 0.8) -> None:
    """Draw a box to cross as the label of a point of a list; its lower left corner at ``x``, ``y``, all in points.

    A list item with such a label: ISO 32000-1, 14.8.4.3.3.
    """
    figure = told_figure(EMPTY_BOX, voice)
    with canvas.inside(Element("Lbl")), canvas.figure(figure, side, side, at=(x, y)):
        canvas.write(f"0 G {stroke:g} w {x:.2f} {y:.2f} {side:.2f} {side:.2f} re S")


def draw_line(canvas: TaggedCanvas, voice: Voice, x: float, y: float, width: float) -> None:
    """Draw one line to write on within words, which says so to who can't see it."""
    with canvas.figure(told_figure(SPACE, voice), width, PEN_HEIGHT, at=(x, y)):
        canvas.write(f"{LINE_GREY:g} G {HAIR:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")


class Crossable(Flowable):
    """A box to cross and what it says: one point of the list ``points``."""

    canv: TaggedCanvas

    def __init__(self, words: Words, points: Element, voice: Voice) -> None:
        super().__init__()
        self.words, self.points, self.voice = words, points, voice
        self.side = words.style.size * 0.95
        self.indent = self.side * 1.7
        self.item = Element("LI")

    def height_at(self, width: float) -> float:
        """Its height in points."""
        self.width, self.height = width, self.words.height_at(width - self.indent)
        return float(self.height)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        return aW, self.height_at(aW)

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's own name)
        """The room above it, in points."""
        return self.words.getSpaceBefore()

    def broken_at(self, width: float, height: float) -> list[Crossable]:
        """It stays whole."""
        del width, height
        return [self]

    def draw(self) -> None:
        """The box beside the first line, then the words."""
        canvas = self.canv
        is_rtl = self.voice.direction == RTL
        top = self.height - (self.words.style.leading - self.side) / 2
        if self.words.element.tag == "P":
            self.words.element.tag = "LBody"
        with canvas.inside(self.points), canvas.inside(self.item):
            draw_box(canvas, self.voice, self.width - self.side if is_rtl else 0, top - self.side, self.side)
            self.words.drawOn(canvas, 0 if is_rtl else self.indent, 0)


class PenSpace(PenLines):
    """Fine lines to write on, where no other lines are near."""

    stroke = f"{LINE_GREY:g} G {HAIR:g} w"

    def __init__(self, count: int, paper: Paper) -> None:
        super().__init__(count, paper.look, paper.voices[0])


class PenRow(Flowable):
    """A text on one line whose ``PEN`` are lines to write on, which share the room that is left."""

    canv: TaggedCanvas

    def __init__(self, text: Said, style: Style, voice: Voice, *, room: float) -> None:
        super().__init__()
        self.voice, self.room = voice, room
        self.element = Element(style.tag)
        self.parts = [part.strip() for part in voice.say(text).split(PEN)]
        self.words: list[Words | None] = [
            words_in((Span(part),), style, voice, element=self.element) if part else None for part in self.parts
        ]
        self.taken = [line_width(part, style, voice.tag) + 0.5 if part else 0 for part in self.parts]

    def fits(self, width: float) -> bool:
        """Whether its lines are long enough to write on."""
        return self._line(width) >= SHORTEST

    def _line(self, width: float) -> float:
        lines = len(self.parts) - 1
        gaps = sum(BETWEEN for part in self.parts if part) * 2
        return (width - sum(self.taken) - gaps) / lines if lines else width

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """The whole width and its room."""
        self.width, self.height = aW, self.room
        return aW, self.room

    def draw(self) -> None:
        """Words and lines in turn, from the side on which lines start."""
        canvas = self.canv
        line = self._line(self.width)
        at = 0.0
        for index, (words, taken) in enumerate(zip(self.words, self.taken, strict=True)):
            if words is not None:
                words.height_at(taken)
                words.drawOn(canvas, self._left(at, taken), 0)
                at += taken + BETWEEN
            if index < len(self.words) - 1:
                with canvas.inside(self.element):
                    draw_line(canvas, self.voice, self._left(at, line), 2, line)
                at += line + BETWEEN

    def _left(self, at: float, taken: float) -> float:
        return self.width - at - taken if self.voice.direction == RTL else at


def pen_row(text: Said, paper: Paper, style: Style, *, room: float = 9 * mm) -> list[Flowable]:
    """A text with lines to write on, in the last language of the paper; in the first above it, without lines.

    Where the words leave no room the line stands below them.
    """
    *others, last = paper.voices
    row = PenRow(text, style, last, room=max(room, style.leading))
    below = [words_above(text, style, (last,)), PenLines(1, paper.look, last)]
    rows: list[Flowable] = [row] if row.fits(WIDTH) else [*below]
    if any(voice.say(text) != last.say(text) for voice in others):
        rows.insert(0, words_above(text, paper.look.note, tuple(others)))
    return rows


def words_above(text: Text, style: Style, voices: Sequence[Voice]) -> Words:
    """A text without its lines to write on."""
    said = {" ".join(voice.say(text).replace(PEN, " … ").split()).removesuffix(" …"): voice for voice in voices}
    return words_in(joined([(Span(words, voice.tag),) for words, voice in said.items()], " / "), style, voices[0])


def pen_fields(texts: Sequence[Said], paper: Paper, style: Style) -> Columns:
    """Texts side by side, each above a line to write on; in large print one below the other."""
    voice = paper.voices[0]
    cells: list[list[Part]] = [
        [words_above(text, style, paper.voices), PenLines(1, paper.look, voice)] for text in texts
    ]
    width = (WIDTH - GAP * (len(texts) - 1)) / len(texts)
    return paper.columns(cells, [width] * len(texts))
