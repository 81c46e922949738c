"""The paper: sizes, columns that break between lines, and a canvas that knows how many pages there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, cast

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT: Final = 25 * mm
"""Room for the holes of a ring binder."""
RIGHT: Final = 18 * mm
TOP: Final = 18 * mm
BOTTOM: Final = 22 * mm
WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
GAP: Final = 6 * mm
INSET: Final = 2 * mm

SHORT: Final = 45 * mm
"""A row lower than this is never broken, and a page ends rather than begin anything in less room."""
LOW: Final = 70 * mm
"""What belongs together and is no higher than this stays on one page."""

HAIR: Final = 0.5
LINE: Final = Color(0.6, 0.6, 0.6)
TINT: Final = Color(0.93, 0.93, 0.93)


class Words(Paragraph):
    """A paragraph that breaks its lines only once for the same width."""

    laid_out: float = 0
    """The width in points for which its lines are broken now."""

    def height_at(self, width: float) -> float:
        """Its height in points."""
        if self.laid_out != width:
            self.wrap(width, PAGE_HEIGHT)
            self.laid_out = width
        return float(self.height)

    def broken_at(self, width: float, height: float) -> list[Words]:
        """What fits into ``height`` and the rest; only the paragraph itself where too few lines would fit."""
        pieces = cast("list[Words]", self.split(width, height))
        # ReportLab forgets the lines of a paragraph that it can't split.
        self.laid_out = 0
        return pieces or [self]


Cell = Sequence[Words]


def stack_height(cell: Cell, width: float) -> float:
    """The height in points of paragraphs one below the other."""
    height = 0.0
    for index, part in enumerate(cell):
        height += part.height_at(width) + (part.getSpaceBefore() if index else 0)
    return height


def cut(cell: Cell, width: float, height: float) -> tuple[list[Words], list[Words]]:
    """The paragraphs that fit into ``height``, the last broken between two lines where need be, and the rest."""
    fitting: list[Words] = []
    for index, part in enumerate(cell):
        if fitting:
            height -= part.getSpaceBefore()
        needed = part.height_at(width)
        if needed > height:
            pieces = part.broken_at(width, height)
            return [*fitting, *pieces[:-1]], [pieces[-1], *cell[index + 1 :]]
        fitting.append(part)
        height -= needed
    return fitting, []


def any_tall(rows: Sequence[Sequence[Cell]], widths: Sequence[float]) -> bool:
    """Whether some row of a table needs so much room that it must be broken between two lines."""
    cells = [(cell, width) for row in rows for cell, width in zip(row, widths, strict=False)]
    return any(stack_height(cell, width) > LOW for cell, width in cells if cell)


def draw_stack(canvas: Canvas, cell: Cell, x: float, top: float, width: float) -> None:
    """Draw paragraphs one below the other, from ``top`` down."""
    for index, part in enumerate(cell):
        top -= part.height_at(width) + (part.getSpaceBefore() if index else 0)
        part.drawOn(canvas, x, top)


class Room(Spacer):
    """Room below something, as far as the page has it: it never begins a page of its own."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as it is meant to be, or what is left of the page."""
        return width, min(float(self.height), height)


def kept(unit: Sequence[Flowable], least: float = SHORT) -> Iterator[Flowable]:
    """The flowables of ``unit`` on one page, as long as they are no higher than ``LOW`` together.

    Higher ones begin where at least ``least`` is free.
    """
    height = height_of([part for part in unit if not isinstance(part, Room)])
    yield CondPageBreak(height if height <= LOW else min(height, least))
    yield from unit


def height_of(parts: Sequence[Flowable]) -> float:
    """The height of flowables one below the other."""
    return sum(float(part.wrap(WIDTH, HEIGHT)[1]) for part in parts)


class Columns(Flowable):
    """Stacks of paragraphs side by side; too tall for the page, they break between lines.

    ``widths`` in points, with ``GAP`` between two columns. ``rule`` draws a fine line above, ``tint`` a grey ground.
    """

    def __init__(
        self, cells: Sequence[Cell], widths: Sequence[float], *, rule: bool = False, tint: bool = False, pad: float = 0
    ) -> None:
        super().__init__()
        self.cells = cells
        self.widths = widths
        self.rule = rule
        self.tint = tint
        self.pad = pad

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """The size of all columns together."""
        pairs = zip(self.cells, self._inner_widths(), strict=True)
        self.width = sum(self.widths) + GAP * (len(self.widths) - 1)
        self.height = max(stack_height(cell, width) for cell, width in pairs) + 2 * self.pad
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (ReportLab's own names)
        """What fits into ``aH``, which is too little, and the rest; nothing when it is better moved as a whole."""
        if self.wrap(aW, aH)[1] < SHORT:
            return []
        pieces = [
            cut(cell, width, aH - 2 * self.pad) for cell, width in zip(self.cells, self._inner_widths(), strict=True)
        ]
        if not any(fitting for fitting, _ in pieces):
            return []
        above = [fitting for fitting, _ in pieces]
        below = [rest for _, rest in pieces]
        return [
            Columns(above, self.widths, rule=self.rule, tint=self.tint, pad=self.pad),
            Columns(below, self.widths, tint=self.tint, pad=self.pad),
        ]

    def draw(self) -> None:
        """Ground, line and columns."""
        canvas = self.canv
        canvas.saveState()
        if self.tint:
            canvas.setFillColor(TINT)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        if self.rule:
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(HAIR)
            canvas.line(0, self.height, self.width, self.height)
        canvas.restoreState()
        x = INSET if self.tint else 0.0
        for cell, width in zip(self.cells, self._inner_widths(), strict=True):
            draw_stack(canvas, cell, x, self.height - self.pad, width)
            x += width + GAP + (INSET if self.tint else 0)

    def _inner_widths(self) -> list[float]:
        """The widths that text has: on a grey ground it keeps off the edge."""
        return [width - INSET if self.tint else width for width in self.widths]


class Mark(Flowable):
    """Nothing to see: calls ``found`` with the number of the page it lands on."""

    def __init__(self, found: Callable[[int], None]) -> None:
        super().__init__()
        self.found = found

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """It takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Tell the page."""
        self.found(self.canv.getPageNumber())


class FullPage(Mark):
    """A page left free, to be drawn when all others are known."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """It takes a whole page, but for the fraction that sums of heights may be off."""
        return WIDTH, HEIGHT - 1


class CountedCanvas(Canvas):
    """A canvas that holds its pages back until the last, then lets ``finish(canvas, page, pages)`` complete each."""

    def __init__(self, *arguments: Any, finish: Callable[[Canvas, int, int], None], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._finish = finish
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 (ReportLab's own name)
        """Hold this page back and begin the next."""
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined] # missing in its type stubs

    def save(self) -> None:
        """Complete and write every page."""
        held = self._held
        for number, page in enumerate(held, 1):
            self.__dict__.update(page)
            self._finish(self, number, len(held))
            super().showPage()
        super().save()
