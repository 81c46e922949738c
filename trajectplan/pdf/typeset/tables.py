"""Paragraphs side by side: columns and tables that break between lines, in both directions, with tagged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any, Final, Protocol

from reportlab.platypus import Flowable

from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas, canvas_of
from trajectplan.pdf.typeset.text import TALLEST
from trajectplan.pdf.typeset.words import LTR, RTL

HAIR: Final = 0.5
LINE_GREY: Final = 0.6
TINT_GREY: Final = 0.93


class Part(Protocol):
    """What stands in a cell: a paragraph, a picture."""

    def height_at(self, width: float) -> float:
        """Its height in points."""

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's own name)
        """The room above it."""

    def broken_at(self, width: float, height: float) -> Sequence[Any]:
        """What fits into ``height`` and the rest; only itself where it can't be broken."""

    def drawOn(self, canvas: Any, x: float, y: float) -> None:  # noqa: N802 (ReportLab's own name)
        """Draw it with its lower left corner there."""


Cell = Sequence[Part]


def stack_height(cell: Cell, width: float) -> float:
    """The height in points of paragraphs one below the other."""
    height = 0.0
    for index, part in enumerate(cell):
        height += part.height_at(width) + (part.getSpaceBefore() if index else 0)
    return height


def cut(cell: Cell, width: float, height: float) -> tuple[list[Any], list[Any]]:
    """The paragraphs that fit into ``height``, the last broken between two lines where need be, and the rest.

    One that ``keeps_next``, a label say, never ends what fits, but where no page can hold it with what belongs to it.
    """
    fitting: list[Any] = []
    for index, part in enumerate(cell):
        if fitting:
            height -= part.getSpaceBefore()
        needed = part.height_at(width)
        if needed > height:
            *above, rest = [part] if fitting and _keeps_next(part) else part.broken_at(width, height)
            below = [rest, *cell[index + 1 :]]
            while not above and fitting and _keeps_next(fitting[-1]):
                below.insert(0, fitting.pop())
            if index and not fitting and not above and stack_height(cell[: index + 1], width) > TALLEST:
                *above, rest = part.broken_at(width, height)
                return [*cell[:index], *above], [rest, *cell[index + 1 :]]
            return [*fitting, *above], below
        fitting.append(part)
        height -= needed
    return fitting, []


def _keeps_next(part: Part) -> bool:
    return getattr(part, "keeps_next", False)


def draw_stack(canvas: TaggedCanvas, cell: Cell, x: float, top: float, width: float) -> None:
    """Draw paragraphs one below the other, from ``top`` down."""
    for index, part in enumerate(cell):
        top -= part.height_at(width) + (part.getSpaceBefore() if index else 0)
        part.drawOn(canvas, x, top)


def draw_rule(canvas: TaggedCanvas, x: float, y: float, width: float, *, grey: float = LINE_GREY) -> None:
    """Draw a fine line."""
    with canvas.artifact():
        canvas.write(f"{grey:g} G {HAIR:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")


def draw_ground(canvas: TaggedCanvas, x: float, y: float, width: float, height: float) -> None:
    """Draw a light grey ground."""
    with canvas.artifact():
        canvas.write(f"{TINT_GREY:g} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")


class Columns(Flowable):
    """Stacks of paragraphs side by side; too tall for the page, they break between lines.

    ``widths`` in points, with ``gap`` between two columns; right to left, the first column stands on the right.
    ``rule`` draws a fine line above, ``tint`` a grey ground with ``inset`` at its edges. Lower than ``whole`` points it
    is never broken, nor where one column would begin after the break only.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        widths: Sequence[float],
        *,
        gap: float = 0,
        direction: str = LTR,
        rule: bool = False,
        tint: bool = False,
        pad: float = 0,
        inset: float = 0,
        whole: float = 0,
    ) -> None:
        super().__init__()
        self.cells = cells
        self.widths = widths
        self.gap = gap
        self.direction = direction
        self.rule = rule
        self.tint = tint
        self.pad = pad
        self.inset = inset if tint else 0
        self.whole = whole

    def height_at(self, width: float) -> float:
        """Its height in points; the width is that of its columns."""
        return self.wrap(width, 0)[1]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """The size of all columns together."""
        pairs = zip(self.cells, self._inner_widths(), strict=True)
        self.width = sum(self.widths) + self.gap * (len(self.widths) - 1)
        self.height = max(stack_height(cell, width) for cell, width in pairs) + 2 * self.pad
        return self.width, self.height

    def broken_at(self, width: float, height: float) -> list[Flowable]:
        """What fits into ``height`` and the rest; only itself where it is better moved as a whole."""
        if self.wrap(width, height)[1] < self.whole:
            return [self]
        pairs = zip(self.cells, self._inner_widths(), strict=True)
        pieces = [cut(cell, inner, height - 2 * self.pad) for cell, inner in pairs]
        is_left_behind = any(rest and not fitting for fitting, rest in pieces)
        if not _is_broken(pieces) or (is_left_behind and self.height <= TALLEST):
            return [self]
        return [
            self._with([fitting for fitting, _rest in pieces], rule=self.rule),
            self._with([rest for _fitting, rest in pieces], rule=False),
        ]

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (ReportLab's own names)
        """As ``broken_at``; nothing where it is better moved as a whole."""
        pieces = self.broken_at(aW, aH)
        return [] if len(pieces) == 1 else pieces

    def _with(self, cells: Sequence[Cell], *, rule: bool) -> Columns:
        return Columns(
            cells,
            self.widths,
            gap=self.gap,
            direction=self.direction,
            rule=rule,
            tint=self.tint,
            pad=self.pad,
            inset=self.inset,
            whole=self.whole,
        )

    def draw(self) -> None:
        """Ground, line and columns."""
        canvas = canvas_of(self)
        if self.tint:
            draw_ground(canvas, 0, 0, self.width, self.height)
        if self.rule:
            draw_rule(canvas, 0, self.height, self.width)
        lefts = starts(self.widths, self.gap, self.direction)
        for cell, left, width in zip(self.cells, lefts, self._inner_widths(), strict=True):
            draw_stack(canvas, cell, left + self.inset, self.height - self.pad, width)

    def _inner_widths(self) -> list[float]:
        """The widths that text has: on a grey ground it keeps off the edges."""
        return [width - 2 * self.inset for width in self.widths]


def _is_broken(pieces: Sequence[tuple[list[Any], list[Any]]]) -> bool:
    """Whether something stands above the break, and something below."""
    return any(fitting for fitting, _rest in pieces) and any(rest for _fitting, rest in pieces)


def starts(widths: Sequence[float], gap: float, direction: str) -> list[float]:
    """Where each column begins, from the left; right to left the first stands on the right."""
    total = sum(widths) + gap * (len(widths) - 1)
    lefts: list[float] = []
    left = 0.0
    for width in widths:
        lefts.append(total - left - width if direction == RTL else left)
        left += width + gap
    return lefts


# Tables ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How a table looks, in points: room inside its cells, and lines around every cell or only between rows."""

    left: float = 4
    right: float = 3
    top: float = 3
    bottom: float = 4.5
    grid: bool = True
    grey: float = LINE_GREY
    whole: float = 130
    """A row lower than this is never broken."""


@dataclass(eq=False, slots=True)
class TableRow:
    """A row: its cells, the height it has ``least``, whether it names the columns (``head``).

    ``rule`` is whether a line stands above it: not above the rest of a row that goes on from the page before.
    """

    cells: Sequence[Cell]
    least: float = 0
    head: bool = False
    rule: bool = True
    element: Element = field(default_factory=lambda: Element("TR"))
    boxes: list[Element] = field(default_factory=list)


class Table(Flowable):
    """A table that breaks between rows, and rows taller than a page's rest between lines.

    ``widths`` in points. Its heads (the rows that begin it and are ``head``) are repeated on every page. With ``named``
    the first cell of each row heads that row. Right to left, the first column stands on the right.
    """

    def __init__(
        self,
        rows: Sequence[TableRow],
        widths: Sequence[float],
        *,
        style: TableStyle | None = None,
        direction: str = LTR,
        named: bool = False,
        element: Element | None = None,
    ) -> None:
        super().__init__()
        self.rows = list(rows)
        self.widths = widths
        self.style = style or TableStyle()
        self.direction = direction
        self.named = named
        self.element = element or Element("Table")
        self.is_rest = False
        self.heads = sum(1 for _row in takewhile(lambda row: row.head, self.rows))
        self._heights: list[float] = []

    def height_at(self, width: float) -> float:
        """Its height in points; the width is that of its columns."""
        return self.wrap(width, 0)[1]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        self._heights = [self._height(row) for row in self.rows]
        self.width, self.height = sum(self.widths), sum(self._heights)
        return self.width, self.height

    def first_height(self) -> float:
        """The height of its heads and its first row: so much must be free where it begins."""
        return sum(min(self._height(row), self.style.whole) for row in self.rows[: self.heads + 1])

    def _height(self, row: TableRow) -> float:
        tallest = max((stack_height(cell, width) for cell, width in self._columns(row)), default=0.0)
        return max(tallest + self.style.top + self.style.bottom, row.least)

    def _columns(self, row: TableRow) -> Iterator[tuple[Cell, float]]:
        inner = [width - self.style.left - self.style.right for width in self.widths]
        return zip(row.cells, inner, strict=True)

    def broken_at(self, width: float, height: float) -> list[Table]:
        """The rows that fit into ``height`` and the others; only itself where none fits."""
        if self.wrap(width, height)[1] <= height:
            return [self]
        heads = self.rows[: self.heads]
        taken = 0
        for row_height in self._heights:
            if row_height > height:
                break
            height -= row_height
            taken += 1
        above, below = self.rows[:taken], self.rows[taken:]
        if below and not below[0].head and self._height(below[0]) > self.style.whole:
            first, rest = self._broken_row(below[0], height)
            if first is not None:
                above, below = [*above, first], [rest, *below[1:]]
        if len(above) <= len(heads) or not below:
            return [self]
        return [self._with(above), self._with([*heads, *below], is_rest=True)]

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (ReportLab's own names)
        """As ``broken_at``; nothing where it is better moved as a whole."""
        pieces = self.broken_at(aW, aH)
        return [] if len(pieces) == 1 else [*pieces]

    def _broken_row(self, row: TableRow, height: float) -> tuple[TableRow | None, TableRow]:
        inner = height - self.style.top - self.style.bottom
        pieces = [cut(cell, width, inner) for cell, width in self._columns(row)]
        if not _is_broken(pieces):
            return None, row
        if not row.boxes:
            row.boxes = self._boxes(row)
        first = replace(row, cells=[fitting for fitting, _rest in pieces], least=0)
        return first, replace(row, cells=[rest for _fitting, rest in pieces], least=0, rule=False)

    def _with(self, rows: Sequence[TableRow], *, is_rest: bool = False) -> Table:
        table = Table(
            rows,
            self.widths,
            style=self.style,
            direction=self.direction,
            named=self.named,
            element=self.element,
        )
        table.is_rest = is_rest or self.is_rest
        table.heads = self.heads
        return table

    # Drawing ----------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Grounds and lines, then row by row."""
        canvas = canvas_of(self)
        lefts = starts(self.widths, 0, self.direction)
        top = self.height
        with canvas.inside(self.element):
            for number, (row, height) in enumerate(zip(self.rows, self._heights, strict=True)):
                if row.head:
                    draw_ground(canvas, 0, top - height, self.width, height)
                if number < self.heads and self.is_rest:
                    with canvas.artifact("Pagination"):
                        self._draw_cells(canvas, row, lefts, top)
                else:
                    self._draw_row(canvas, row, lefts, top)
                top -= height
        self._draw_lines(canvas, lefts)

    def _draw_row(self, canvas: TaggedCanvas, row: TableRow, lefts: Sequence[float], top: float) -> None:
        if not row.boxes:
            row.boxes = self._boxes(row)
        with canvas.inside(row.element):
            for box, (cell, width), left in zip(row.boxes, self._columns(row), lefts, strict=True):
                with canvas.inside(box):
                    draw_stack(canvas, cell, left + self._before(), top - self.style.top, width)

    def _draw_cells(self, canvas: TaggedCanvas, row: TableRow, lefts: Sequence[float], top: float) -> None:
        for (cell, width), left in zip(self._columns(row), lefts, strict=True):
            draw_stack(canvas, cell, left + self._before(), top - self.style.top, width)

    def _before(self) -> float:
        return self.style.right if self.direction == RTL else self.style.left

    def _boxes(self, row: TableRow) -> list[Element]:
        """The cells of a row in the structure tree."""
        if row.head:
            return [Element("TH", scope="Column") for _cell in row.cells]
        boxes = [Element("TD") for _cell in row.cells]
        if self.named and boxes:
            boxes[0] = Element("TH", scope="Row")
        return boxes

    def _draw_lines(self, canvas: TaggedCanvas, lefts: Sequence[float]) -> None:
        code = [f"{self.style.grey:g} G {HAIR:g} w"]
        top = self.height
        for row, height in zip(self.rows, self._heights, strict=True):
            if row.rule:
                code.append(f"0 {top:.2f} m {self.width:.2f} {top:.2f} l S")
            top -= height
        code.append(f"0 {top:.2f} m {self.width:.2f} {top:.2f} l S")
        if self.style.grid:
            code += [f"{left:.2f} 0 m {left:.2f} {self.height:.2f} l S" for left in (*lefts, self.width)]
        with canvas.artifact():
            canvas.write("\n".join(code))
