"""Glyphs on their way into a page: the operators that set fonts and places and show runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trajectplan.pdf.typeset.shaping import Run
from trajectplan.pdf.typeset.tagging import TaggedCanvas

LEAST: Final = 0.01
"""Adjustments smaller than this, in thousandths of the size, are left out."""


class Pen:
    """Writes runs of glyphs into a page."""

    def __init__(self, canvas: TaggedCanvas, size: float, grey: float) -> None:
        self.canvas = canvas
        self.size = size
        self.grey = grey
        self.code: list[str] = []
        self.font = ""
        self.at = (-1.0, -1.0)

    def begin(self) -> None:
        """Begin a piece of text."""
        self.code = [f"BT {self.grey:g} g"]
        self.font = ""
        self.at = (-1.0, -1.0)

    def end(self) -> None:
        """Write the piece of text."""
        self.code.append("ET")
        self.canvas.write("\n".join(self.code))

    def line(self, placed: Sequence[tuple[Run, float]], baseline: float) -> None:
        """Add runs with the places where they begin, in the order of reading, on one baseline."""
        scale = self.size / 1000
        shown: list[str] = []
        for run, x in placed:
            font = self.canvas.fonts.resource(run.face)
            is_next = self.at[1] == baseline and abs(self.at[0] - x) < LEAST
            if shown and not (is_next and font == self.font and run.is_flat):
                self.code.append(f"[{''.join(shown)}] TJ")
                shown = []
            if font != self.font:
                self.code.append(f"{font} {self.size:g} Tf")
                self.font = font
            if not is_next:
                self.code.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
            if run.is_flat:
                shown.append(self.canvas.encoded(run))
            else:
                self._raised(run, scale)
            # Where a run right to left ends is not where the next begins.
            self.at = (x + run.width * scale, baseline) if run.level % 2 == 0 and run.is_flat else (-1.0, -1.0)
        if shown:
            self.code.append(f"[{''.join(shown)}] TJ")

    def _raised(self, run: Run, scale: float) -> None:
        """Draw glyphs that don't all stand on the line."""
        rise = pen = 0.0
        for glyph, characters, x, y, advance in run.glyphs:
            if y != rise:
                self.code.append(f"{y * scale:.2f} Ts")
                rise = y
            number = self.canvas.fonts.cid(run.face, glyph, characters)
            adjust = f"{pen - x:.1f}" if abs(pen - x) > LEAST else ""
            self.code.append(f"[{adjust}<{number:04X}>] TJ")
            pen = x + advance
        if rise:
            self.code.append("0 Ts")
