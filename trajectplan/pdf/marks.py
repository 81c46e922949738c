"""The signs of requests: a full, half or empty round before the words, for how certain it is.

They are drawn, and never stand without their word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast

from reportlab.lib.units import mm

from trajectplan.pdf.paper import language_of, words_in
from trajectplan.pdf.typeset.tagging import TaggedCanvas, canvas_of
from trajectplan.pdf.typeset.text import Style, Words
from trajectplan.pdf.voice import Line, Voice
from trajectplan.pdf.wording import EMPTY, FULL, HALF
from trajectplan.plan.summary import Text

SIGNS: Final = (FULL, HALF, EMPTY)
ROOM: Final = 4.4 * mm
"""For a sign in letters of ten points."""
RADIUS: Final = 3.1


def apart(text: Text, voice: Voice) -> tuple[str, str]:
    """The sign that ``text`` begins with, if it begins with one, and its words."""
    spoken = voice.say(text)
    return (spoken[0], spoken[1:].strip()) if spoken.startswith(SIGNS) else ("", spoken)


def with_sign(sign: str, line: Line, style: Style, voice: Voice) -> Words:
    """A paragraph with ``sign`` in front of its first line; a plain one without a sign."""
    if not sign:
        return words_in(line, style, voice)
    language, way = language_of(line, voice)
    indented = replace(style, indent=style.indent + ROOM * style.size / 10)
    signed = Signed(line, indented, language=language, direction=way, side=voice.direction)
    signed.sign = sign
    return signed


class Signed(Words):
    """A paragraph with a sign in the room that its style leaves at its beginning."""

    sign: str = ""

    def broken_at(self, width: float, height: float) -> list[Any]:
        """As for any paragraph; the sign stays with the first line."""
        pieces = super().broken_at(width, height)
        for rest in pieces[1:]:
            cast("Signed", rest).sign = ""
        return pieces

    def draw(self) -> None:
        """The words, then the sign."""
        super().draw()
        if self.sign:
            scale = self.style.size / 10
            radius = RADIUS * scale
            middle = radius + 0.5
            x = self.width - middle if self.is_on_right else middle
            _draw_sign(canvas_of(self), self.sign, x, self.height - self.style.leading / 2, radius)


def _draw_sign(canvas: TaggedCanvas, sign: str, x: float, y: float, radius: float) -> None:
    with canvas.artifact():
        canvas.saveState()
        canvas.setStrokeGray(0)
        canvas.setFillGray(0)
        canvas.setLineWidth(0.8)
        canvas.circle(x, y, radius, stroke=1, fill=int(sign == FULL))
        if sign == HALF:
            canvas.wedge(x - radius, y - radius, x + radius, y + radius, 90, 180, stroke=0, fill=1)
        canvas.restoreState()
