"""The signs of requests: a full, half or empty round before the words, for how certain it is.

The fonts of the print lack these signs, so they are drawn. They never stand without their word.
"""

from __future__ import annotations

from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from trajectplan.pdf.characters import printable
from trajectplan.pdf.layout import Words
from trajectplan.pdf.text import INK, Voice
from trajectplan.plan.summary import Text

FULL, HALF, EMPTY = "\N{BLACK CIRCLE}", "\N{CIRCLE WITH LEFT HALF BLACK}", "\N{WHITE CIRCLE}"
SIGNS: Final = (FULL, HALF, EMPTY)
ROLE: Final = "mark"
"""The role of a request's row on how certain it is: a sign, a space and a word."""
ROOM: Final = 4.4 * mm
RADIUS: Final = 3.1
ASCENT: Final = 1.069
"""Of our fonts: how far their tallest letters reach above the foot of a line, in sizes."""
RAISED: Final = 3.4
"""How far the middle of a sign stands above the foot of its line, in points."""


def apart(text: Text, voice: Voice) -> tuple[str, str]:
    """The sign that ``text`` begins with, if it begins with one, and its words."""
    spoken = voice.speak(text)
    return (spoken[0], printable(spoken[1:].strip())) if spoken.startswith(SIGNS) else ("", printable(spoken))


def with_sign(sign: str, markup: str, style: ParagraphStyle) -> Words:
    """A paragraph with ``sign`` in front of its first line; a plain one without a sign."""
    if not sign:
        return Words(markup, style)
    signed = Signed(markup, ParagraphStyle(f"{style.name} with sign", style, leftIndent=style.leftIndent + ROOM))
    signed.sign = sign
    return signed


class Signed(Words):
    """A paragraph with a sign in the room that its style leaves on the left."""

    sign: str = ""

    def broken_at(self, width: float, height: float) -> list[Words]:
        """As for any paragraph; the sign stays with the first line."""
        pieces = super().broken_at(width, height)
        first = pieces[0]
        if isinstance(first, Signed):
            first.sign = self.sign
        return pieces

    def draw(self) -> None:
        """The words, then the sign."""
        super().draw()
        if self.sign:
            _draw_sign(self.canv, self.sign, self.style.leftIndent - ROOM + RADIUS + 0.5, self._middle())

    def _middle(self) -> float:
        style = self.style
        return float(self.height) - style.fontSize * ASCENT + RAISED


def _draw_sign(canvas: Canvas, sign: str, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(0.8)
    canvas.circle(x, y, RADIUS, stroke=1, fill=int(sign == FULL))
    if sign == HALF:
        canvas.wedge(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS, 90, 180, stroke=0, fill=1)
    canvas.restoreState()
