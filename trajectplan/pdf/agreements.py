"""The page for agreements: empty, for two people and a pen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from trajectplan.pdf import wording
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import Paper, Room, height_of
from trajectplan.pdf.pen import Crossable, pen_fields, pen_row
from trajectplan.pdf.typeset.tables import Part, Table, TableRow, TableStyle
from trajectplan.pdf.typeset.tagging import Element
from trajectplan.pdf.typeset.text import Style, Words, line_width
from trajectplan.pdf.voice import Voice
from trajectplan.pdf.wording import AGREEMENT_COLUMNS, SIDES, Head
from trajectplan.plan.summary import Own, Said

MOST_ROWS, LEAST_ROWS = 6, 3
HIGHEST: Final = 14 * mm
LOWEST: Final = 9 * mm
"""Of a row: room for two lines of handwriting, and for one."""
HEIGHT_OF_SIDES: Final = 15 * mm
TURNED: Final = (WIDTH * 0.46, WIDTH * 0.54)
"""The widths of names and lines where every agreement is a table of its own."""
APART: Final = 5 * mm
"""Between two such tables."""
BETWEEN: Final = " / "
"""Stands between two languages."""

STYLE: Final = TableStyle(grey=0, left=1.6 * mm, right=0.8 * mm, top=0.8 * mm, bottom=1.2 * mm)


def agreements_story(name: str, paper: Paper) -> Iterator[Flowable]:
    """The flowables of the page; ``name`` is printed when it isn't empty.

    It is one page: the table has as many rows, and as high ones, as there is room for. In large print, and where words
    are too long for the columns, every agreement is a table of its own, with rows so high that they fill their page.
    """
    above, refused, below = list(_opening(name, paper)), list(_not_agreed(paper)), list(_closing(paper))
    widths, widths_of_sides = widths_of(AGREEMENT_COLUMNS, paper), widths_of(SIDES, paper)
    if paper.look.stacked or widths is None or widths_of_sides is None:
        others = [Piece((), AGREEMENT_COLUMNS, str(number)) for number in range(2, LEAST_ROWS + 1)]
        pieces = [Piece(above, AGREEMENT_COLUMNS, "1"), *others, Piece(refused, SIDES), Piece(below)]
        yield from _full_pages(pieces, paper)
        return
    below = [Spacer(0, 3 * mm), *refused, _table(SIDES, widths_of_sides, [""], HEIGHT_OF_SIDES, paper), *below]
    rows, height = rows_for(paper.height - _room([*above, _table(AGREEMENT_COLUMNS, widths, [], 0, paper), *below]))
    yield from above
    yield _table(AGREEMENT_COLUMNS, widths, [str(number) for number in range(1, rows + 1)], height, paper)
    yield from below


def _room(parts: Sequence[Flowable]) -> float:
    """The height of flowables one below the other, with the room between them."""
    return height_of(parts) + sum(part.getSpaceBefore() for part in parts) + 1


def rows_for(free: float) -> tuple[int, float]:
    """How many rows the table has and how high they are, where so many points of the page are ``free``."""
    rows = min(max(int(free // LOWEST), LEAST_ROWS), MOST_ROWS)
    return rows, min(max((free - 1) / rows, LOWEST), HIGHEST)


def _opening(name: str, paper: Paper) -> Iterator[Flowable]:
    look = paper.look
    yield paper.columns(paper.pair(wording.AGREEMENTS, look.title_pair if paper.is_pair else look.title, bookmark=0))
    if name:
        yield paper.words(Own(name), look.name, paper.voices[0])
    yield paper.both(wording.TWO_SIDES, look.note)
    yield Spacer(0, 2 * mm)


def _not_agreed(paper: Paper) -> Iterator[Flowable]:
    """What stands above the table for what they don't agree on."""
    look = paper.look
    yield paper.columns(paper.pair(wording.NOT_AGREED, replace(look.name, tag="H2")))
    yield paper.both(wording.BOTH_SIDES, look.note)
    yield Spacer(0, 1 * mm)


def _closing(paper: Paper) -> Iterator[Flowable]:
    """What she asks to be decided, what an agreement is and is not, and who has read this."""
    look = paper.look
    yield Room(0, 2 * mm)
    box = paper.both(wording.APPLICATION, look.label, between=BETWEEN)
    yield Crossable(box, Element("L"), paper.voices[0])
    yield paper.both(wording.CROSSED, look.small, between=BETWEEN)
    yield from pen_row(wording.RECEIVED, paper, look.small)
    yield Room(0, 2 * mm)
    yield pen_fields(wording.FOLLOW_UP, paper, look.small)
    yield Room(0, 1.5 * mm)
    yield paper.both(wording.NOT_YET, look.small, between=BETWEEN)
    yield paper.both(wording.DECISION, look.small, between=BETWEEN)
    yield paper.both(wording.THINK_FIRST, look.label, between=BETWEEN)
    yield Room(0, 1 * mm)
    yield pen_fields(wording.READ_BY, paper, look.small)
    yield paper.both(wording.COPY, look.small, between=BETWEEN)


# Turned tables on pages of their own ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together on a page: flowables, and below them a table with a line for each of ``heads``.

    The ``number`` of an agreement stands in the first line.
    """

    above: Sequence[Flowable]
    heads: Sequence[Head] = ()
    number: str = ""

    @property
    def to_fill_in(self) -> list[Said]:
        """The names of its empty lines."""
        return [head for head, _share in self.heads[1 if self.number else 0 :]]

    def lowest(self, paper: Paper) -> list[float]:
        """How high each empty line must be, in points: room for two lines of handwriting, and for its name.

        Where it wouldn't fit on a page so, because the names are long in high letters, one line of handwriting will do.
        """
        room = TURNED[0] - STYLE.left - STYLE.right
        names = [_head(head, paper).height_at(room) + STYLE.top + STYLE.bottom for head in self.to_fill_in]
        wished = [max(HIGHEST, height) for height in names]
        fits = self.fixed(paper) + sum(wished) <= paper.height
        return wished if fits else [max(LOWEST, height) for height in names]

    def fixed(self, paper: Paper) -> float:
        """The height of all but its empty lines."""
        number = replace(self, heads=self.heads[:1])
        return _room(self.above) + (_turned(number, iter(()), paper).height_at(WIDTH) if self.number else 0)


def _full_pages(pieces: Sequence[Piece], paper: Paper) -> Iterator[Flowable]:
    """The pieces, as many on a page as fit, where the empty lines share the room that is left."""
    for place, page in enumerate(_on_pages(pieces, paper)):
        if place:
            yield PageBreak()
        lowest = [height for piece in page for height in piece.lowest(paper)]
        free = paper.height + APART - sum(piece.fixed(paper) + APART for piece in page)
        heights = iter(shared(free, [1] * len(lowest), lowest) or lowest)
        for piece in page:
            yield from piece.above
            if piece.heads:
                yield _turned(piece, heights, paper)
            if piece is not page[-1]:
                yield Spacer(0, APART)


def _on_pages(pieces: Sequence[Piece], paper: Paper) -> list[list[Piece]]:
    """The pieces page by page, each no lower than it must be."""
    pages: list[list[Piece]] = []
    free = 0.0
    for piece in pieces:
        height = piece.fixed(paper) + sum(piece.lowest(paper)) + APART
        if not pages or height > free:
            pages.append([])
            free = paper.height + APART
        pages[-1].append(piece)
        free -= height
    return pages


# Tables to fill in ----------------------------------------------------------------------------------------------------


def _table(heads: Sequence[Head], widths: Sequence[float], firsts: Sequence[str], height: float, paper: Paper) -> Table:
    """A table with named columns and one empty row for each of ``firsts``, which stands in its first cell."""
    rows = [TableRow([[_head(head, paper)] for head, _share in heads], head=True)]
    for first in firsts:
        cells: list[list[Part]] = [[] for _head_ in heads]
        if first:
            cells[0] = [_plain(first, paper)]
        rows.append(TableRow(cells, least=height))
    return Table(rows, widths, style=STYLE, direction=paper.direction, named=any(firsts))


def _turned(piece: Piece, heights: Iterator[float], paper: Paper) -> Table:
    """One row of a table as a table of its own, with a name before every line; the empty lines take their heights."""
    first = [TableRow([[_head(piece.heads[0][0], paper)], [_plain(piece.number, paper)]])] if piece.number else []
    rows = [TableRow([[_head(head, paper)], []], least=next(heights)) for head in piece.to_fill_in]
    return Table([*first, *rows], TURNED, style=STYLE, direction=paper.direction, named=True)


def _head(head: Said, paper: Paper) -> Words:
    return paper.both(head, _head_style(paper))


def _head_style(paper: Paper) -> Style:
    """Two languages above one another in narrow columns are a little smaller; large print stays large."""
    label = paper.look.label
    if paper.look.stacked or not paper.is_pair:
        return label
    return replace(label, size=label.size * 0.9, leading=label.leading * 0.9)


def _plain(text: str, paper: Paper) -> Words:
    return paper.words(text, paper.look.label, paper.voices[0])


def widths_of(heads: Sequence[Head], paper: Paper) -> list[float] | None:
    """How wide the columns are, in points, so that no word of their names is cut; ``None`` where they can't be."""
    room = STYLE.left + STYLE.right + 1
    least = [max(_longest(head, voice, paper) for voice in paper.voices) + room for head, _share in heads]
    return shared(WIDTH, [share for _head_, share in heads], least)


def _longest(head: Said, voice: Voice, paper: Paper) -> float:
    return max(line_width(word, _head_style(paper), voice.tag) for word in voice.say(head).split())


def shared(width: float, shares: Sequence[float], least: Sequence[float]) -> list[float] | None:
    """The ``width`` in parts by their ``shares``, none narrower than its ``least``; ``None`` where that is too much."""
    if sum(least) > width:
        return None
    fixed: dict[int, float] = {}
    while True:
        free = width - sum(fixed.values())
        total = sum(share for index, share in enumerate(shares) if index not in fixed)
        found = [fixed.get(index, free * share / total if total else 0) for index, share in enumerate(shares)]
        narrow = {index: low for index, low in enumerate(least) if index not in fixed and found[index] < low}
        if not narrow:
            return found
        fixed |= narrow
