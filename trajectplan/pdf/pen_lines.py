"""Lines to write on, for a pen."""

from __future__ import annotations

from typing import ClassVar, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from trajectplan.i18n import _
from trajectplan.pdf.look import Look
from trajectplan.pdf.typeset.tagging import Element, canvas_of
from trajectplan.pdf.voice import Voice
from trajectplan.plan.summary import Said

SPACE: Final = _("Space to write")
SPACE_FOR_DUTCH: Final = _("Space to write this in Dutch")
"""What lines to write on are called for who can't see them."""
PEN_LINE: Final = 8 * mm
"""The height of one, in points."""


def told_figure(said: Said, voice: Voice) -> Element:
    """A drawing that ``said`` tells in the language of ``voice`` to who can't see it."""
    return Element("Figure", voice.tag, voice.say(said))


class PenLines(Flowable):
    """Lines to write on: one figure, told in words (``said``) to who can't see it."""

    stroke: ClassVar = "0 G 0.7 w 1 J [0 2.4] 0 d"
    """Dots, so that nobody takes a line for the one above the next answer."""

    def __init__(self, count: int, look: Look, voice: Voice, *, said: Said = SPACE) -> None:
        super().__init__()
        self.count = count
        self.step = PEN_LINE * (1.2 if look.stacked else 1)
        self.element = told_figure(said, voice)

    def height_at(self, width: float) -> float:
        """Its height in points."""
        self.width, self.height = width, self.count * self.step
        return self.height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        return aW, self.height_at(aW)

    def broken_at(self, width: float, height: float) -> list[Flowable]:
        """It stays whole."""
        del width, height
        return [self]

    def draw(self) -> None:
        """The lines, each at the foot of its room."""
        canvas = canvas_of(self)
        feet = (number * self.step + 1 for number in range(self.count))
        lines = [f"0 {y:.2f} m {self.width:.2f} {y:.2f} l S" for y in feet]
        with canvas.figure(self.element, self.width, self.height):
            canvas.write("\n".join([f"q {self.stroke}", *lines, "Q"]))
