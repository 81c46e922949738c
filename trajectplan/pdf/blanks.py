"""What there is to fill in on a blank sheet: boxes to cross with their pictograms, places for figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from trajectplan.i18n import _
from trajectplan.pdf.pen import draw_box
from trajectplan.pdf.pen_lines import told_figure
from trajectplan.pdf.typeset.pictures import draw_picture
from trajectplan.pdf.typeset.tables import HAIR, LINE_GREY, Cell, Part, draw_stack, stack_height, starts
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas, canvas_of
from trajectplan.pdf.typeset.text import Words, line_width
from trajectplan.pdf.typeset.words import RTL
from trajectplan.pdf.voice import Voice

SQUARE: Final = 5 * mm
"""A box that a thick pen can cross."""
STROKE: Final = 0.9
BETWEEN: Final = 2 * mm
"""Room between a box, its pictogram and its words."""
MOST_BEFORE_LINE: Final = 0.5
"""The words before a line to write on take no more of the width than this."""
PLACES: Final = _("Space for figures")
"""What places for figures are called for who can't see them."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """One box: its ``words`` in every language, its pictogram, and the line to write on that stands after them."""

    words: Cell
    icon: str = ""
    line: Part | None = None


class BoxRow(Flowable):
    """Boxes side by side, each a point of the list ``points``; never broken.

    ``picture`` is the size of pictograms, ``square`` that of the boxes, ``gap`` stands between columns; all in points.
    ``voice`` says where lines begin, and tells what is drawn to who can't see it.
    """

    def __init__(
        self,
        boxes: Sequence[Crossed],
        columns: int,
        width: float,
        *,
        points: Element,
        picture: float,
        square: float,
        gap: float,
        voice: Voice,
    ) -> None:
        super().__init__()
        self.boxes, self.points, self.voice = boxes, points, voice
        self.picture, self.square, self.gap = picture, square, gap
        self.widths = [(width - gap * (columns - 1)) / columns] * columns

    @property
    def before(self) -> float:
        """The room that box and pictogram take before the words."""
        return before_words(self.picture, self.square)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        self.width, self.height = aW, max(map(self._height, self.boxes)) + BETWEEN
        return self.width, self.height

    def _height(self, box: Crossed) -> float:
        inner = self._inner(box)
        line = box.line.height_at(self.widths[0] - self.before - inner) if box.line else 0
        return max(stack_height(box.words, inner), line, self.picture, self.square)

    def _inner(self, box: Crossed) -> float:
        """The width of the words of a box; where a line follows, no more than they need and than leaves it room."""
        inner = self.widths[0] - self.before
        if box.line is None:
            return inner
        words = [natural_width(each) for each in box.words if isinstance(each, Words)]
        return min(max(words, default=0), inner * MOST_BEFORE_LINE)

    def draw(self) -> None:
        """The boxes with what stands beside them."""
        lefts = starts(self.widths, self.gap, self.voice.direction)
        with canvas_of(self).inside(self.points):
            for box, left in zip(self.boxes, lefts, strict=False):
                with canvas_of(self).inside(Element("LI")):
                    self._draw_box(canvas_of(self), box, left, self.widths[0])

    def _draw_box(self, canvas: TaggedCanvas, box: Crossed, left: float, width: float) -> None:
        inner, square = self._inner(box), self.square
        height, beside = stack_height(box.words, inner), max(self.picture, square)
        lines = max(height, beside)
        # What a line follows stands at its foot.
        top = self.height - BETWEEN / 2 - (self._height(box) - lines if box.line else 0)
        middle = top - beside / 2
        is_rtl = self.voice.direction == RTL
        x = left + width - square if is_rtl else left
        draw_box(canvas, self.voice, x, middle - square / 2, square, stroke=STROKE)
        if box.icon:
            x = left + width - square - BETWEEN - self.picture if is_rtl else left + square + BETWEEN
            draw_picture(canvas, box.icon, x, middle - self.picture / 2, self.picture)
        x = left + width - self.before - inner if is_rtl else left + self.before
        with canvas.inside(Element("LBody")):
            # A single line stands beside the middle of its box; more begin at its top.
            draw_stack(canvas, box.words, x, top - max(0, (beside - height) / 2), inner)
            if box.line:
                box.line.height_at(width - self.before - inner)
                box.line.drawOn(canvas, left if is_rtl else x + inner, top - lines)


def before_words(picture: float, square: float = SQUARE) -> float:
    """The room in points that a box and its pictogram take before its words."""
    return square + 1.5 * BETWEEN + (picture + BETWEEN if picture else 0)


class Figures(Flowable):
    """Places for so many figures each, left to right in every language, with signs between and units around them.

    ``size`` is the width of one place; a place is half as high again. ``names`` stand above their places, one for each
    group of these.
    """

    def __init__(
        self,
        gaps: Sequence[int],
        between: Words | None,
        *,
        size: float,
        voice: Voice,
        before: Words | None = None,
        after: Words | None = None,
        names: Sequence[Words] = (),
    ) -> None:
        super().__init__()
        self.names = names
        self.gaps, self.between, self.size, self.before, self.after = gaps, between, size, before, after
        self.direction = voice.direction
        self.element = told_figure(PLACES, voice)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        above = max((words.height_at(natural_width(words)) for words in self.names), default=0)
        self.width, self.height = aW, self.size * 1.5 + 2 * BETWEEN + above
        return self.width, self.height

    def draw(self) -> None:
        """Names, unit, places with signs between them, unit; from the side on which lines start."""
        widths = self._widths()
        indent = self.width - sum(widths) if self.direction == RTL else 0
        before, places, after = (indent + left for left in starts(widths, 0, self.direction))
        self._draw_names(places)
        self._draw_words(self.before, before)
        with canvas_of(self).figure(self.element, widths[1], self.size * 1.5, at=(places, BETWEEN)):
            self._draw_places(places)
        self._draw_words(self.after, after)

    @property
    def taken(self) -> float:
        """The width that it needs, in points."""
        return sum(self._widths())

    def _widths(self) -> tuple[float, float, float]:
        places = sum(self.gaps) * self.size + (len(self.gaps) - 1) * natural_width(self.between)
        return natural_width(self.before), places, natural_width(self.after)

    def _draw_names(self, x: float) -> None:
        for words, count in zip(self.names, self.gaps, strict=False):
            middle = x + count * self.size / 2
            words.height_at(natural_width(words))
            words.drawOn(self.canv, middle - words.width / 2, BETWEEN * 1.5 + self.size * 1.5)
            x += count * self.size + natural_width(self.between)

    def _draw_places(self, x: float) -> None:
        places: list[str] = []
        for index, count in enumerate(self.gaps):
            if index:
                self._draw_words(self.between, x)
                x += natural_width(self.between)
            for _place in range(count):
                places.append(f"{x:.2f} {BETWEEN:.2f} {self.size:.2f} {self.size * 1.5:.2f} re")
                x += self.size
        canvas_of(self).write(f"{LINE_GREY:g} G {HAIR:g} w {' '.join(places)} S")

    def _draw_words(self, words: Words | None, x: float) -> None:
        if words is not None:
            height = words.height_at(natural_width(words))
            words.drawOn(self.canv, x, BETWEEN + (self.size * 1.5 - height) / 2)


def natural_width(words: Words | None) -> float:
    """How wide words on one line are, with room on both sides; 0 for none."""
    return line_width(words.spans, words.style, words.language) + 2 * BETWEEN + 1 if words else 0
