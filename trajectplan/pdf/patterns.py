"""The seven patterns of a drawn week, as strokes that no printer or copier mixes up: none is told by its grey alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from trajectplan.plan.week_drawn import AT_SCHOOL, BY_ITSELF, GAP, IN_CARE, MINE, ROUND_TRIP, TAKEN

THIN: Final = 0.6
"""How wide most outlines are, in points."""
THICK: Final = 1.6
DOTS_APART: Final = 3.4
LINES_APART: Final = 2.4
STRIPES_APART: Final = 4.2
FENCE_APART: Final = 3
"""In points, along the side of a mark."""


class Box(NamedTuple):
    """A place on the page in points: its lower left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def within(self, edge: float) -> Box:
        """What is left of it inside an ``edge`` so wide."""
        return Box(self.x + edge, self.y + edge, max(self.width - 2 * edge, 0.1), max(self.height - 2 * edge, 0.1))


def mark(kind: str, box: Box) -> str:
    """The operators that draw a mark of this kind; they leave black strokes without dashes."""
    return "\n".join(_MARKS[kind](box))


def _framed(box: Box, width: float, ground: float = 1) -> str:
    """A box on a ``ground`` from 0 for black to 1 for white, with an outline that stays inside of it."""
    x, y, across, up = box.within(width / 2)
    return f"{ground:g} g {width:g} w {x:.2f} {y:.2f} {across:.2f} {up:.2f} re B"


def _school(box: Box) -> Iterator[str]:
    """A light ground."""
    yield _framed(box, THIN, 0.82)


def _care(box: Box) -> Iterator[str]:
    """Rows of dots: strokes of no length with round ends."""
    yield _framed(box, THIN)
    x, y, width, height = box.within(THIN + 1)
    rows = max(1, round(height / DOTS_APART))
    yield f"1.3 w 1 J [0 {DOTS_APART}] 0 d"
    for row in range(rows):
        line = y + (row + 0.5) * height / rows
        start = min(x + 0.4 + (DOTS_APART / 2 if row % 2 else 0), x + width)
        yield f"{start:.2f} {line:.2f} m {x + width:.2f} {line:.2f} l S"
    yield "0 J [] 0 d"


def _alone(box: Box) -> Iterator[str]:
    """Thin lines across the day, as of a fence."""
    yield _framed(box, THIN)
    yield "0.7 w"
    lines = max(1, round(box.width / FENCE_APART) - 1)
    for number in range(1, lines + 1):
        line = box.x + number * box.width / (lines + 1)
        yield f"{line:.2f} {box.y:.2f} m {line:.2f} {box.y + box.height:.2f} l S"


def _gap(box: Box) -> Iterator[str]:
    """Heavy stripes in a heavy outline: one sees it first."""
    yield _framed(box, THICK)
    x, y, width, height = box.within(THICK / 2)
    yield "1.5 w"
    for place in range(1, int((width + height) / STRIPES_APART) + 1):
        along = place * STRIPES_APART
        # From the left side or the foot to the top or the right side.
        yield (
            f"{x + max(along - height, 0):.2f} {y + min(along, height):.2f} m"
            f" {x + min(along, width):.2f} {y + max(along - width, 0):.2f} l S"
        )


def _journey(box: Box) -> Iterator[str]:
    """Thin lines along the day, as of a road."""
    yield _framed(box, THIN)
    lines = max(1, round(box.height / LINES_APART) - 1)
    yield "0.7 w"
    for number in range(1, lines + 1):
        line = box.y + number * box.height / (lines + 1)
        yield f"{box.x:.2f} {line:.2f} m {box.x + box.width:.2f} {line:.2f} l S"


def _taken(box: Box) -> Iterator[str]:
    """A dark ground."""
    yield _framed(box, THIN, 0.38)


def _mine(box: Box) -> Iterator[str]:
    """White in a heavy outline, with a bar through its middle."""
    yield _framed(box, THICK)
    x, y, width, height = box
    bar = max(height * 0.26, 1)
    if width > 4 * THICK:
        yield f"0 g {x + 2 * THICK:.2f} {y + (height - bar) / 2:.2f} {width - 4 * THICK:.2f} {bar:.2f} re f"


_MARKS: Final[Mapping[str, Callable[[Box], Iterator[str]]]] = {
    AT_SCHOOL: _school,
    IN_CARE: _care,
    BY_ITSELF: _alone,
    GAP: _gap,
    ROUND_TRIP: _journey,
    TAKEN: _taken,
    MINE: _mine,
}
