"""How each kind of blank is drawn on a sheet: in units, each of which stays on one page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from trajectplan.i18n import _
from trajectplan.pdf.blanks import SQUARE, BoxRow, Crossed, Figures, before_words
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import words_in
from trajectplan.pdf.pen_lines import PEN_LINE, PenLines
from trajectplan.pdf.sheet_texts import Above, Setter, Unit
from trajectplan.pdf.typeset.pictures import Picture
from trajectplan.pdf.typeset.tables import Columns, Table, TableRow, TableStyle
from trajectplan.pdf.typeset.tagging import Element
from trajectplan.pdf.typeset.text import Span, Words, line_width
from trajectplan.pdf.typeset.words import RTL
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

PICTURE: Final = 8 * mm
PLACE: Final = 6.5 * mm
"""The width of the place for one figure."""
GAP: Final = 4 * mm
ABOVE: Final = 3.5 * mm
BEFORE_TABLE: Final = 1 * mm
BEFORE_NAME: Final = 1.2 * mm
LOW: Final = 0.28
"""Boxes that take no more of a page than this together stay on one page."""
WHOLE: Final = 0.42
"""So does one thing out of several, and what ends a page of questions."""
TOGETHER: Final = 2
"""So many rows of boxes begin and end on a page, and so many things to fill in end a question."""
MOST_LINES: Final = 3
"""Words beside a box take no more lines than this in each language, if fewer columns can help it."""
MOST_COLUMNS: Final = 3
LISTED: Final = re.compile("[,\N{ARABIC COMMA}\N{ETHIOPIC COMMA}] *")
"""Stands between things that are told in one text."""
CELLS: Final = TableStyle(left=2, right=2, top=2, bottom=2)


class Blocks:
    """Draws blanks with the paragraphs of ``setter``."""

    def __init__(self, setter: Setter) -> None:
        self.setter, self.look = setter, setter.look
        scale = setter.look.scale
        self.picture, self.square, self.place = PICTURE * scale, SQUARE * scale, PLACE * scale
        self.line = PEN_LINE * scale

    def units(self, block: Blank, taken: float = 0) -> Iterator[Unit]:
        """The units of a block; the first has its label, and goes below something that is ``taken`` points high."""
        match block:
            case Boxes():
                yield from self._boxes(block)
            case GroupedBoxes():
                yield from self._grouped(block)
            case Lines():
                starters = self.setter.named(_("You could start like this"), *block.starters)
                yield Unit([*self._asked(block.label, block.hint), *starters, self.lines(block.count)])
            case Field():
                yield self._field(block)
            case DayTable():
                yield Unit([*self._asked(block.label, block.hint), Above(BEFORE_TABLE), self._day_table(block)])
            case WeekGrid():
                yield Unit([*self._asked(block.label, block.hint), Above(BEFORE_TABLE), self._week_grid(block)])
            case Things():
                yield from self._things(block, taken)

    def _asked(self, label: Text, *more: Text) -> list[Flowable]:
        return [Above(ABOVE), *self.setter.asked(label, *more)]

    # Boxes ------------------------------------------------------------------------------------------------------------

    def row(self, boxes: Sequence[Crossed], columns: int, points: Element, picture: float) -> BoxRow:
        """Boxes side by side."""
        return BoxRow(
            boxes,
            columns,
            WIDTH,
            points=points,
            picture=picture,
            square=self.square,
            gap=GAP,
            voice=self.setter.first,
        )

    def _boxes(self, block: Boxes) -> Iterator[Unit]:
        points = Element("L")
        boxes = [self._crossed(box) for box in block.boxes]
        rows = self._rows(boxes, self._columns(boxes), points)
        if str(block.own):
            own = Crossed(self.setter.pair(block.own, self.look.body), line=self.lines(1))
            rows.append(self.row([own], 1, points, 0))
        yield from self._broken(rows, self._asked(block.label, block.how, block.hint), block.label)

    def _broken(self, rows: Sequence[BoxRow], head: Sequence[Flowable], name: Text) -> Iterator[Unit]:
        """Rows of boxes below their head: whole if they are low, else with no row alone on a page."""
        whole = Unit([*head, *rows])
        if len(rows) < 2 * TOGETHER or whole.height <= LOW * self.setter.page:
            yield whole
            return
        yield Unit([*head, *rows[:TOGETHER]])
        for row in rows[TOGETHER:-TOGETHER]:
            yield Unit([row], (name,))
        yield Unit(rows[-TOGETHER:], (name,))

    def _crossed(self, box: Box) -> Crossed:
        return Crossed(self.setter.labelled(self.look.body, box.label, box.mark, box.note), box.icon)

    def _columns(self, boxes: Sequence[Crossed]) -> int:
        """How many columns leave the words of boxes room enough and make them lowest together."""
        counts = [count for count in range(MOST_COLUMNS, 0, -1) if count == 1 or self._have_room(boxes, count)]
        return min(counts, key=lambda count: Unit(self._rows(boxes, count, Element("L"))).height)

    def _rows(self, boxes: Sequence[Crossed], columns: int, points: Element) -> list[BoxRow]:
        starts = range(0, len(boxes), columns)
        return [self.row(boxes[start : start + columns], columns, points, self.picture) for start in starts]

    def _have_room(self, boxes: Sequence[Crossed], columns: int) -> bool:
        """Whether the words of all boxes stand well in so many columns."""
        width = (WIDTH - GAP * (columns - 1)) / columns - before_words(self.picture, self.square)
        words = [each for box in boxes for each in box.words if isinstance(each, Words)]
        return width > 0 and all(each.number_of_lines(width) <= MOST_LINES and _is_whole(each, width) for each in words)

    def _grouped(self, block: GroupedBoxes) -> Iterator[Unit]:
        head = self._asked(block.label, _("Cross what is true"), block.hint)
        groups = [[self._crossed(box) for box in group.boxes] for group in block.groups]
        columns = self._columns([box for boxes in groups for box in boxes])
        for group, boxes in zip(block.groups, groups, strict=True):
            rows = self._rows(boxes, columns, Element("L"))
            yield from self._broken(rows, [*head, Above(ABOVE), self._group_head(group)], group.label)
            head = []

    def _group_head(self, group: BoxGroup) -> Flowable:
        return self.beside(group.icon, self.setter.pair(group.label, self.look.name), self.picture)

    def beside(self, icon: str, words: Sequence[Words], size: float) -> Columns:
        """Words beside a pictogram."""
        picture = Picture(icon, size, rtl=self.setter.direction == "rtl")
        gap = 2.5 * mm
        return Columns([[picture], words], [size, WIDTH - size - gap], gap=gap, direction=self.setter.direction)

    # Lines and figures ------------------------------------------------------------------------------------------------

    def lines(self, count: int) -> PenLines:
        """Lines to write on."""
        return PenLines(count, self.look, self.setter.first)

    def _field(self, block: Field) -> Unit:
        """A question with its places for figures; units that have no room beside them stand above."""
        figures = self._figures(block)
        if figures.taken <= WIDTH:
            return Unit([*self._asked(block.label, block.hint), figures])
        label = self._asked(block.label, block.hint, block.before, block.after)
        return Unit([*label, self._figures(replace(block, before="", after=""))])

    def _figures(self, block: Field) -> Figures:
        centred = replace(self.look.body, align="center")
        names = self._names_of_gaps(block)
        before, between, after = (
            self.setter.one_line(text, centred) if str(text) else None
            for text in (block.before, block.between, "" if names else block.after)
        )
        element = Element("P")
        small, voice = replace(self.look.small, align="center"), self.setter.first
        return Figures(
            block.gaps,
            between,
            size=self.place,
            voice=voice,
            before=before,
            after=after,
            names=[words_in((Span(name),), small, voice, element=element) for name in names],
        )

    def _names_of_gaps(self, block: Field) -> list[str]:
        """What each group of places is for, where that is said from right to left: figures run from left to right.

        In one line the last of "(day, month, year)" would stand where the first is written.
        """
        said = self.setter.first.say(block.after)
        names = LISTED.split(said.strip("()"))
        return names if self.setter.direction == RTL and len(names) == len(block.gaps) > 1 else []

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
        names = [self._names_beside(day) for day in (_("Day"), *block.days)]
        # All languages of a day on one line keep the week low, but the hours need their room as well.
        if self._width_of(names) + len(hours) * self._widest(hours) > WIDTH:
            names = [self.setter.pair(day, self.look.small) for day in (_("Day"), *block.days)]
        first = self._width_of(names)
        heads = [self.setter.pair(hour, self.look.small) for hour in hours]
        rows = [TableRow([names[0], *heads], head=True)]
        rows += [TableRow([name, *[[]] * len(hours)], least=self.line) for name in names[1:]]
        return self._table(rows, [first, *[(WIDTH - first) / len(hours)] * len(hours)])

    def _names_beside(self, text: Text) -> list[Words]:
        return [self.setter.in_all(text, self.look.small)]

    def _table(self, rows: Sequence[TableRow], widths: Sequence[float]) -> Table:
        return Table(rows, widths, style=CELLS, direction=self.setter.direction, named=True)

    def _row(self, texts: Sequence[Text], *, head: bool = False) -> TableRow:
        cells = [self.setter.pair(text, self.look.small) for text in texts]
        return TableRow(cells, least=0 if head else self.line, head=head)

    def _widest(self, texts: Sequence[Text]) -> float:
        """How wide a column with these words must be, so that none is broken."""
        return self._width_of([self.setter.pair(text, self.look.small) for text in texts])

    def _width_of(self, cells: Sequence[Sequence[Words]]) -> float:
        widest = max(line_width(each.spans, each.style, each.language) for cell in cells for each in cell)
        return widest + CELLS.left + CELLS.right + 2

    # Things -----------------------------------------------------------------------------------------------------------

    def _things(self, block: Things, taken: float) -> Iterator[Unit]:
        """Each thing under its name, which stands with the first of its blocks and above what goes on elsewhere."""
        above = [*self._asked_of_all(block), Above(ABOVE)]
        for name in block.names:
            first, *others = [unit for inner in block.blocks for unit in self.units(inner)]
            first = first.below([*above, self._thing_head(name)])
            whole = Unit([part for unit in (first, *others) for part in unit.parts])
            if whole.height <= min(WHOLE * self.setter.page, self.setter.page - taken):
                yield whole
            else:
                yield first
                yield from (unit.within(name) for unit in others)
            above, taken = [Above(2 * ABOVE)], 0

    def _asked_of_all(self, block: Things) -> list[Flowable]:
        """What is said of all things; nothing where the name of each says it again."""
        say = self.setter.first.say
        is_named = all(say(name).startswith(say(block.label)) for name in block.names)
        return [] if is_named and not say(block.hint) else self._asked(block.label, block.hint)

    def _thing_head(self, name: Text) -> Columns:
        """Its name below a line that parts it from what stands above."""
        words = self.setter.pair(name, self.look.name_item)
        return Columns([words], [WIDTH], rule=True, pad=BEFORE_NAME, direction=self.setter.direction)


def _is_whole(words: Words, width: float) -> bool:
    """Whether no word is so long that it would be cut."""
    style = words.style
    longest = max(words.text.split(), key=len, default="")
    return line_width(longest, style, words.language) <= width
