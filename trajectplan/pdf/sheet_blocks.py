"""How each kind of blank is drawn on a sheet: in units, each of which stays on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from trajectplan.i18n import _
from trajectplan.pdf.blanks import BoxRow, Crossed, Figures, before_words
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import PEN_LINE, PenLines
from trajectplan.pdf.sheet_texts import Above, Setter, height_of
from trajectplan.pdf.typeset.pictures import Picture
from trajectplan.pdf.typeset.tables import Columns, Table, TableRow, TableStyle
from trajectplan.pdf.typeset.tagging import Element
from trajectplan.pdf.typeset.text import Words, line_width
from trajectplan.plan.summary import Text
from trajectplan.plan.worksheet import (
    Blank,
    Box,
    Boxes,
    BoxGroup,
    DayTable,
    Field,
    GroupedBoxes,
    Lines,
    Things,
    WeekGrid,
)

Unit = list[Flowable]

PICTURE: Final = 7 * mm
SMALL_PICTURE: Final = 5.5 * mm
PLACE: Final = 6.5 * mm
"""The width of the place for one figure."""
GAP: Final = 4 * mm
ABOVE: Final = 3.5 * mm
LOW: Final = 55 * mm
"""Boxes that are no higher than this together stay on one page."""
WHOLE: Final = 130 * mm
"""So does one thing out of several."""
MOST_LINES: Final = 2
"""Words beside a box take no more lines than this in each language, if fewer columns can help it."""
MOST_COLUMNS: Final = 3
CELLS: Final = TableStyle(left=2, right=2, top=2, bottom=2)


class Blocks:
    """Draws blanks with the paragraphs of ``setter``."""

    def __init__(self, setter: Setter) -> None:
        self.setter, self.look = setter, setter.look
        scale = setter.look.scale
        self.picture, self.small_picture, self.place = PICTURE * scale, SMALL_PICTURE * scale, PLACE * scale
        self.line = PEN_LINE * scale

    def units(self, block: Blank) -> Iterator[Unit]:
        """The units of a block; the first has its label."""
        match block:
            case Boxes():
                yield from self._boxes(block)
            case GroupedBoxes():
                yield from self._grouped(block)
            case Lines():
                starters = self.setter.named(_("You could start like this"), *block.starters)
                yield [*self._labelled(block.label, block.hint), *starters, self._lines(block.count)]
            case Field():
                yield [*self._labelled(block.label, block.hint), self._figures(block)]
            case DayTable():
                yield [*self._labelled(block.label, block.hint), self._day_table(block)]
            case WeekGrid():
                yield [*self._labelled(block.label, block.hint), self._week_grid(block)]
            case Things():
                yield from self._things(block)

    def _labelled(self, label: Text, *more: Text) -> Unit:
        return [Above(ABOVE), *self.setter.labelled(self.look.name, label, *more)]

    # Boxes ------------------------------------------------------------------------------------------------------------

    def row(self, boxes: Sequence[Crossed], columns: int, points: Element, picture: float) -> BoxRow:
        """Boxes side by side."""
        return BoxRow(
            boxes,
            columns,
            WIDTH,
            points=points,
            picture=picture,
            line=self.line,
            gap=GAP,
            direction=self.setter.direction,
        )

    def _boxes(self, block: Boxes) -> Iterator[Unit]:
        boxes = [self._crossed(box) for box in block.boxes]
        if str(block.own):
            boxes.append(Crossed(self.setter.pair(block.own, self.look.body), has_line=True))
        rows: Unit = [*self._rows(boxes, self.picture)]
        # No row stands alone at the top of a page.
        first, *others = [rows] if height_of(rows) <= LOW else [*([row] for row in rows[:-2]), rows[-2:]]
        yield [*self._labelled(block.label, block.how, block.hint), *first]
        yield from others

    def _crossed(self, box: Box) -> Crossed:
        return Crossed(self.setter.labelled(self.look.body, box.label, box.mark, box.note), box.icon)

    def _rows(self, boxes: Sequence[Crossed], picture: float) -> list[BoxRow]:
        """Boxes in as many columns as leave their words room enough."""
        columns = next(
            count for count in range(MOST_COLUMNS, 0, -1) if count == 1 or self._have_room(boxes, count, picture)
        )
        points = Element("L")
        starts = range(0, len(boxes), columns)
        return [self.row(boxes[start : start + columns], columns, points, picture) for start in starts]

    def _have_room(self, boxes: Sequence[Crossed], columns: int, picture: float) -> bool:
        """Whether the words of all boxes stand well in so many columns."""
        width = (WIDTH - GAP * (columns - 1)) / columns - before_words(picture)
        words = [each for box in boxes for each in box.words if isinstance(each, Words)]
        return width > 0 and all(each.number_of_lines(width) <= MOST_LINES and _is_whole(each, width) for each in words)

    def _grouped(self, block: GroupedBoxes) -> Iterator[Unit]:
        label = self._labelled(block.label, _("Cross what is true"), block.hint)
        for group in block.groups:
            first, *others = self._rows([self._crossed(box) for box in group.boxes], self.small_picture)
            yield [*label, Above(ABOVE), self._group_head(group), first]
            for row in others:
                yield [row]
            label = []

    def _group_head(self, group: BoxGroup) -> Flowable:
        return self.beside(group.icon, self.setter.pair(group.label, self.look.name), self.picture)

    def beside(self, icon: str, words: Sequence[Words], size: float) -> Columns:
        """Words beside a pictogram."""
        picture = Picture(icon, size, rtl=self.setter.direction == "rtl")
        gap = 2.5 * mm
        return Columns([[picture], words], [size, WIDTH - size - gap], gap=gap, direction=self.setter.direction)

    # Lines and figures ------------------------------------------------------------------------------------------------

    def _lines(self, count: int) -> PenLines:
        return PenLines(count, self.look)

    def _figures(self, block: Field) -> Figures:
        before, between, after = (
            self.setter.one_line(text, replace(self.look.body, align="center")) if str(text) else None
            for text in (block.before, block.between, block.after)
        )
        return Figures(
            block.gaps,
            between,
            size=self.place,
            before=before,
            after=after,
            direction=self.setter.direction,
        )

    # Tables -----------------------------------------------------------------------------------------------------------

    def _day_table(self, block: DayTable) -> Table:
        """A column for each day, or where their names need more room a row."""
        moments, days = list(block.moments), list(block.days)
        width = (WIDTH - self._widest([_("Day"), *moments])) / len(days)
        if self._widest(days) > width:
            widths = [(WIDTH - self._widest(days)) / len(block.moments)] * len(block.moments)
            rows = [self._row([_("Day"), *block.moments], head=True)]
            rows += [self._row([day, *[""] * len(block.moments)]) for day in days]
            return self._table(rows, [self._widest(days), *widths])
        rows = [self._row([_("Day"), *days], head=True)]
        rows += [self._row([moment, *[""] * len(days)]) for moment in moments]
        return self._table(rows, [self._widest([_("Day"), *moments]), *[width] * len(days)])

    def _week_grid(self, block: WeekGrid) -> Table:
        hours = list(map(str, range(block.first, block.last)))
        first = self._widest(block.days)
        rows = [self._row([_("Day"), *hours], head=True)]
        rows += [self._row([day, *[""] * len(hours)]) for day in block.days]
        return self._table(rows, [first, *[(WIDTH - first) / len(hours)] * len(hours)])

    def _table(self, rows: Sequence[TableRow], widths: Sequence[float]) -> Table:
        return Table(rows, widths, style=CELLS, direction=self.setter.direction, named=True)

    def _row(self, texts: Sequence[Text], *, head: bool = False) -> TableRow:
        cells = [self.setter.pair(text, self.look.small) for text in texts]
        return TableRow(cells, least=0 if head else self.line, head=head)

    def _widest(self, texts: Sequence[Text]) -> float:
        """How wide a column with these words must be, so that none is broken."""
        words = [each for text in texts for each in self.setter.pair(text, self.look.small)]
        widest = max(line_width(each.spans, each.style, each.language) for each in words)
        return widest + CELLS.left + CELLS.right + 2

    # Things -----------------------------------------------------------------------------------------------------------

    def _things(self, block: Things) -> Iterator[Unit]:
        """Each thing under its name, which stands with the first of its blocks."""
        label = self._labelled(block.label, block.hint)
        for name in block.names:
            head: Unit = [*label, Above(2 * ABOVE), *self.setter.pair(name, self.look.name_item)]
            units = [unit for inner in block.blocks for unit in self.units(inner)]
            units[0] = [*head, *units[0]]
            whole = [part for unit in units for part in unit]
            yield from [whole] if height_of(whole) <= WHOLE else units
            label = []


def _is_whole(words: Words, width: float) -> bool:
    """Whether no word is so long that it would be cut."""
    style = words.style
    longest = max(words.text.split(), key=len, default="")
    return line_width(longest, style, words.language) <= width
