"""What a pen fills in on paper: boxes to cross, and texts with a line to write on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from trajectplan.i18n import _
from trajectplan.pdf.look import GAP, WIDTH
from trajectplan.pdf.paper import PEN_LINE, Paper, PenLines, words_in
from trajectplan.pdf.typeset.tables import HAIR, LINE_GREY, Columns, Part, draw_rule
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.typeset.words import RTL
from trajectplan.pdf.voice import Voice, joined
from trajectplan.plan.summary import Said, Text

PEN: Final = "______"
"""Where a text has a line to write on."""
SHORTEST: Final = 26 * mm
"""No line to write on is shorter."""
BETWEEN: Final = 1.5 * mm


class Crossable(Flowable):
    """A box to cross and what it says: one point of the list ``points``."""

    canv: TaggedCanvas

    def __init__(self, words: Words, points: Element, direction: str) -> None:
        super().__init__()
        self.words, self.points, self.direction = words, points, direction
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
        is_rtl = self.direction == RTL
        top = self.height - (self.words.style.leading - self.side) / 2
        with canvas.artifact():
            x = self.width - self.side if is_rtl else 0
            canvas.write(f"0 G 0.8 w {x:.2f} {top - self.side:.2f} {self.side:.2f} {self.side:.2f} re S")
        if self.words.element.tag == "P":
            self.words.element.tag = "LBody"
        with canvas.inside(self.points), canvas.inside(self.item):
            self.words.drawOn(canvas, 0 if is_rtl else self.indent, 0)


class PenSpace(PenLines):
    """Lines to write on where nothing else says that one can: a figure that says so to who can't see them."""

    canv: TaggedCanvas

    def __init__(self, count: int, paper: Paper, *, step: float = PEN_LINE) -> None:
        super().__init__(count, paper.look, step=step)
        voice = paper.voices[0]
        self.element = Element("Figure", voice.tag, voice.say(_("Space to write")))

    def draw(self) -> None:
        """The lines, each at the foot of its room."""
        lines = (
            f"0 {number * self.step + 1:.2f} m {self.width:.2f} {number * self.step + 1:.2f} l S"
            for number in range(self.count)
        )
        with self.canv.figure(self.element, self.width, self.height):
            self.canv.write("\n".join([f"{LINE_GREY:g} G {HAIR:g} w", *lines]))


class PenRow(Flowable):
    """A text on one line whose ``PEN`` are lines to write on, which share the room that is left."""

    canv: TaggedCanvas

    def __init__(self, text: Said, style: Style, voice: Voice, *, room: float) -> None:
        super().__init__()
        self.voice, self.room = voice, room
        element = Element(style.tag)
        self.parts = [part.strip() for part in voice.say(text).split(PEN)]
        self.words: list[Words | None] = [
            words_in((Span(part),), style, voice, element=element) if part else None for part in self.parts
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
                draw_rule(canvas, self._left(at, line), 2, line)
                at += line + BETWEEN

    def _left(self, at: float, taken: float) -> float:
        return self.width - at - taken if self.voice.direction == RTL else at


def pen_row(text: Said, paper: Paper, style: Style, *, room: float = 9 * mm) -> list[Flowable]:
    """A text with lines to write on, in the last language of the paper; in the first above it, without lines.

    Where the words leave no room the line stands below them.
    """
    *others, last = paper.voices
    row = PenRow(text, style, last, room=max(room, style.leading))
    rows: list[Flowable] = [row] if row.fits(WIDTH) else [words_above(text, style, (last,)), PenLines(1, paper.look)]
    if any(voice.say(text) != last.say(text) for voice in others):
        rows.insert(0, words_above(text, paper.look.note, tuple(others)))
    return rows


def words_above(text: Text, style: Style, voices: Sequence[Voice]) -> Words:
    """A text without its lines to write on."""
    said = {" ".join(voice.say(text).replace(PEN, " … ").split()).removesuffix(" …"): voice for voice in voices}
    return words_in(joined([(Span(words, voice.tag),) for words, voice in said.items()], " / "), style, voices[0])


def pen_fields(texts: Sequence[Said], paper: Paper, style: Style) -> Columns:
    """Texts side by side, each above a line to write on; in large print one below the other."""
    cells: list[list[Part]] = [[words_above(text, style, paper.voices), PenLines(1, paper.look)] for text in texts]
    width = (WIDTH - GAP * (len(texts) - 1)) / len(texts)
    return paper.columns(cells, [width] * len(texts))
