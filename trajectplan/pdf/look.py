"""How everything on paper looks: sizes of letters and of the page, in normal and in large print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from trajectplan.pdf.typeset.text import Style

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT: Final = 25 * mm
"""Room for the holes of a ring binder."""
RIGHT: Final = 18 * mm
"""Room for a note in the margin."""
TOP: Final = 18 * mm
WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
GAP: Final = 6 * mm
INSET: Final = 2 * mm

QUIET: Final = 0.3
"""The grey of notes: dark enough to read on a poor copier, and never the only sign of anything."""


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of one size of print; ``stacked`` puts two languages below one another instead of side by side."""

    title: Style
    title_pair: Style
    chapter: Style
    heading: Style
    heading_pair: Style
    name: Style
    name_heading: Style
    name_item: Style
    label: Style
    body: Style
    point: Style
    line_of_item: Style
    out: Style
    small: Style
    note: Style
    foot: Style
    scale: float
    stacked: bool

    @property
    def short(self) -> float:
        """In points: a row lower than this is never broken."""
        return 40 * mm * self._tall

    @property
    def few(self) -> float:
        """In points: a page ends rather than begin a higher row with less than this."""
        return 28 * mm * self._tall

    @property
    def low(self) -> float:
        """In points: what belongs together and is no higher than this stays on one page."""
        return 60 * mm * self._tall

    @property
    def _tall(self) -> float:
        # Less than the letters grow: a page holds less of them, and what moves to the next leaves it empty.
        return 1.2 if self.stacked else 1


def _look(body: float, *, large: bool) -> Look:
    """All styles, from the size of running text."""
    small = body if large else 10
    name = Style(body + 0.5, body * 1.38 + 0.5, bold=True, before=1 * mm, keeps=True)
    plain = Style(body, body * 1.38)
    return Look(
        title=Style(26 if large else 20, 33 if large else 25, bold=True, tag="H1", keeps=True),
        title_pair=Style(24 if large else 16, 30 if large else 20, bold=True, tag="H1", keeps=True),
        chapter=Style(24 if large else 17, 30 if large else 21, bold=True, tag="H1", keeps=True),
        heading=Style(21 if large else 13, 27 if large else 17, bold=True, tag="H2", keeps=True),
        heading_pair=Style(20 if large else 12, 26 if large else 16, bold=True, tag="H2", keeps=True),
        name=name,
        name_heading=replace(name, tag="H2"),
        name_item=replace(name, tag="H3"),
        label=Style(small, small * 1.4, bold=True, keeps=True),
        body=plain,
        point=replace(plain, indent=4 * mm * body / 10.5, before=0.6 * mm),
        line_of_item=replace(plain, before=0.5 * mm),
        out=Style(body * 1.4, body * 1.8, bold=True),
        small=Style(small, small * 1.36),
        note=Style(small, small * 1.36, grey=QUIET, before=0.8 * mm),
        foot=Style(small, small * 1.3, grey=QUIET),
        scale=1.5 if large else 1,
        stacked=large,
    )


NORMAL: Final = _look(10.5, large=False)
LARGE: Final = _look(18, large=True)
