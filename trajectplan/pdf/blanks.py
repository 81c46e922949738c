"""What there is to fill in on a blank sheet: boxes to cross with their pictograms, places for figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from trajectplan.pdf.typeset.pictures import draw_picture
from trajectplan.pdf.typeset.tables import HAIR, LINE_GREY, Cell, draw_rule, draw_stack, stack_height, starts
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas, canvas_of
from trajectplan.pdf.typeset.text import Words, line_width
from trajectplan.pdf.typeset.words import LTR, RTL

SQUARE: Final = 4.6 * mm
"""A box that a thick pen can cross."""
STROKE: Final = 0.9
BETWEEN: Final = 2 * mm
"""Room between a box, its pictogram and its words."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """One box: its ``words`` in every language, its pictogram, and whether there is a line to write on after it."""

    words: Cell
    icon: str = ""
    has_line: bool = False


class BoxRow(Flowable):
    """Boxes side by side, each a point of the list ``points``; never broken.

    ``picture`` is the size of pictograms, ``line`` the height of a line to write on, ``gap`` stands between columns;
    all in points.
    """

    def __init__(
        self,
        boxes: Sequence[Crossed],
        columns: int,
        width: float,
        *,
        points: Element,
        picture: float,
        line: float,
        gap: float,
        direction: str = LTR,
    ) -> None:
        super().__init__()
        self.boxes, self.points, self.direction = boxes, points, direction
        self.picture, self.line, self.gap = picture, line, gap
        self.widths = [(width - gap * (columns - 1)) / columns] * columns

    @property
    def before(self) -> float:
        """The room that box and pictogram take before the words."""
        return before_words(self.picture)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        self.width, self.height = aW, max(map(self._height, self.boxes)) + BETWEEN
        return self.width, self.height

    def _height(self, box: Crossed) -> float:
        words = stack_height(box.words, self.widths[0] - self.before) if box.words else 0
        return max(words + (self.line if box.has_line else 0), self.picture, SQUARE)

    def draw(self) -> None:
        """The boxes with what stands beside them."""
        lefts = starts(self.widths, self.gap, self.direction)
        with canvas_of(self).inside(self.points):
            for box, left in zip(self.boxes, lefts, strict=False):
                with canvas_of(self).inside(Element("LI")):
                    self._draw_box(canvas_of(self), box, left, self.widths[0])

    def _draw_box(self, canvas: TaggedCanvas, box: Crossed, left: float, width: float) -> None:
        inner = width - self.before
        top = self.height - BETWEEN / 2
        middle = top - max(self.picture, SQUARE) / 2
        is_rtl = self.direction == RTL
        with canvas.artifact():
            x = left + width - SQUARE if is_rtl else left
            canvas.write(f"0 G {STROKE:g} w {x:.2f} {middle - SQUARE / 2:.2f} {SQUARE:.2f} {SQUARE:.2f} re S")
        if box.icon:
            x = left + SQUARE + BETWEEN
            x = left + width - SQUARE - BETWEEN - self.picture if is_rtl else x
            draw_picture(canvas, box.icon, x, middle - self.picture / 2, self.picture)
        x = left if is_rtl else left + self.before
        height = stack_height(box.words, inner)
        with canvas.inside(Element("LBody")):
            # A single line stands beside the middle of its box; more begin at its top.
            draw_stack(canvas, box.words, x, top - max(0, (max(self.picture, SQUARE) - height) / 2), inner)
        if box.has_line:
            draw_rule(canvas, x, self.height - self._height(box) - BETWEEN / 2, inner)


def before_words(picture: float) -> float:
    """The room in points that a box and its pictogram take before its words."""
    return SQUARE + BETWEEN + picture + BETWEEN


class Figures(Flowable):
    """Places for so many figures each, left to right in every language, with signs between and units around them.

    ``size`` is the width of one place; a place is half as high again.
    """

    def __init__(
        self,
        gaps: Sequence[int],
        between: Words | None,
        *,
        size: float,
        before: Words | None = None,
        after: Words | None = None,
        direction: str = LTR,
    ) -> None:
        super().__init__()
        self.gaps, self.between, self.size = gaps, between, size
        self.units = (after, before) if direction == RTL else (before, after)
        self.direction = direction

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        self.width, self.height = aW, self.size * 1.5 + 2 * BETWEEN
        return self.width, self.height

    def draw(self) -> None:
        """Unit, places with signs between them, unit."""
        left, right = self.units
        widths = [natural_width(left), self._places_width(), natural_width(right)]
        x = self.width - sum(widths) if self.direction == RTL else 0.0
        for unit, width, at in ((left, widths[0], x), (right, widths[2], x + widths[0] + widths[1])):
            if unit is not None:
                self._draw_words(unit, at, width)
        self._draw_places(x + widths[0])

    def _places_width(self) -> float:
        return sum(self.gaps) * self.size + (len(self.gaps) - 1) * natural_width(self.between)

    def _draw_places(self, x: float) -> None:
        places: list[str] = []
        for index, count in enumerate(self.gaps):
            if index and self.between is not None:
                with canvas_of(self).artifact():
                    self._draw_words(self.between, x, natural_width(self.between))
                x += natural_width(self.between)
            for _place in range(count):
                places.append(f"{x:.2f} {BETWEEN:.2f} {self.size:.2f} {self.size * 1.5:.2f} re")
                x += self.size
        with canvas_of(self).artifact():
            canvas_of(self).write(f"{LINE_GREY:g} G {HAIR:g} w {' '.join(places)} S")

    def _draw_words(self, words: Words, x: float, width: float) -> None:
        height = words.height_at(width)
        words.drawOn(self.canv, x, BETWEEN + (self.size * 1.5 - height) / 2)


def natural_width(words: Words | None) -> float:
    """How wide words on one line are, with room on both sides; 0 for none."""
    return line_width(words.spans, words.style, words.language) + 2 * BETWEEN + 1 if words else 0
