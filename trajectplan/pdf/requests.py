"""What she asks of the municipality, as a table with room for the answer: yes, no or look into, who and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, TypeAlias, TypeGuard

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.i18n import DEFAULT
from trajectplan.pdf import marks, wording
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.reading import MARK, REQUESTS
from trajectplan.pdf.typeset.tables import Cell, Part, Table, TableRow, TableStyle
from trajectplan.pdf.typeset.text import Span, Style
from trajectplan.pdf.voice import Line, joined
from trajectplan.plan.summary import Block, Grid, Item, List, Own, Row, Text

Requests: TypeAlias = tuple[List | Row, ...]
"""What she asks on one page of questions: cards, and a request in her own words."""

ARTICLE: Final = "article"
OFFICIAL_WORD: Final = "official_word"
"""Of one request: the roles of the rows that say where it is written, and what the municipality calls it."""

COLUMNS: Final = (
    (wording.I_ASK, 52),
    (wording.KIND, 30),
    (wording.LAW, 39),
    (wording.ANSWER, 23),
    (wording.WHO_AND_WHEN, 23),
)
"""The heads of the table, with shares of the width."""
LARGE_COLUMNS: Final = ((wording.I_ASK, 91), (wording.ANSWER, 38), (wording.WHO_AND_WHEN, 38))
"""In large print kind and article stand below what she asks: words of five columns would be cut."""
LOWEST: Final = 15 * mm
"""Room for a few words in handwriting."""
WHOLE: Final = 0.5
"""A request that takes less of a page than this is never cut: who answers sees all of it beside the answer."""
STYLE: Final = TableStyle(left=1.6 * mm, right=1 * mm, top=1 * mm, bottom=1.6 * mm)


def are_requests(block: Block) -> TypeGuard[List | Row]:
    """Whether this belongs into the table."""
    return block.role == REQUESTS and not isinstance(block, Grid)


def requests_together(blocks: Sequence[Block]) -> Iterator[Block | Requests]:
    """The blocks below a heading, those with requests that follow each other as one."""
    for asked, run in groupby(blocks, are_requests):
        if asked:
            yield tuple(filter(are_requests, run))
        else:
            yield from run


def requests_note(paper: Paper, *, with_signs: bool) -> list[Flowable]:
    """What stands above the first request of a chapter: what is asked of the reader, and what the signs mean."""
    look, voice = paper.look, paper.voices[0]
    legend = [
        marks.with_sign(sign, _by_line(text, paper), look.small, voice)
        for sign, text in (wording.LEGEND if with_signs else ())
    ]
    return [paper.both(wording.ASK_FOR_ANSWERS, look.note), *legend, Spacer(0, 2 * mm)]


def requests_table(requests: Requests, paper: Paper, above: float) -> Table:
    """These requests under the names of the columns, below ``above`` points of headings and notes on the same page."""
    columns = LARGE_COLUMNS if paper.look.stacked else COLUMNS
    heads: list[Cell] = [[paper.both(head, paper.look.label)] for head, _share in columns]
    asked = [cells for block in requests for cells in _rows(block, paper)]
    rows = [TableRow(heads, head=True), *(TableRow(cells, LOWEST) for cells in asked)]
    shares = sum(share for _head, share in columns)
    widths = [WIDTH * share / shares for _head, share in columns]
    left = paper.height - above - Table(rows[:1], widths, style=STYLE).height_at(WIDTH)
    # One that doesn't fit below all that stands above it must break, or the page would end with the heads.
    style = replace(STYLE, whole=min(paper.height * WHOLE, left - 1))
    return Table(rows, widths, style=style, direction=paper.direction, named=True)


def _rows(block: List | Row, paper: Paper) -> Iterator[list[Cell]]:
    """The cells of every request, the last two for a pen."""
    if isinstance(block, List):
        for item in block.items:
            yield _card(item, paper)
        return
    for text in block.answer:
        words = _content(text, paper, paper.look.small)
        if paper.look.stacked:
            yield [[_name(block.label, paper), *words], [], []]
        else:
            yield [words, [paper.both(block.label, paper.look.small)], [], [], []]


def _card(item: Item, paper: Paper) -> list[Cell]:
    """One row: what she asks, how certain it is, where it is written, and two cells for a pen.

    In large print all that is said stands in one cell, each below its name.
    """
    asked = _content(item.title, paper, paper.look.label)
    certain: list[Part] = []
    law: list[Part] = []
    cells = {MARK: certain, ARTICLE: law, OFFICIAL_WORD: law}
    for row in (block for block in item.blocks if isinstance(block, Row)):
        if paper.look.stacked and row.role in cells:
            cells[row.role].append(_name(row.label, paper))
        cells.get(row.role, asked).extend(part for text in row.answer for part in _said(text, row.role, paper))
    return [[*asked, *certain, *law], [], []] if paper.look.stacked else [asked, certain, law, [], []]


def _name(label: Text, paper: Paper) -> Part:
    """What the lines below it are, where no head of a column says so."""
    return paper.both(label, replace(paper.look.label, before=1 * mm), between=" / ")


def _said(text: Text, role: str, paper: Paper) -> list[Part]:
    """What a card says in a row with this role."""
    small, voice = paper.look.small, paper.voices[0]
    if role == MARK:
        sign = marks.apart(text, voice)[0]
        return [marks.with_sign(sign, _by_line(text, paper), small, voice)]
    if role == OFFICIAL_WORD:
        # It is Dutch in every language.
        return [paper.words((Span(voice.say(text), DEFAULT),), small, voice)]
    return _content(text, paper, small)


def _by_line(text: Text, paper: Paper) -> Line:
    """A text in every language on a line of its own, once where they agree, without the sign it begins with."""
    words = {marks.apart(text, voice)[1]: voice for voice in reversed(paper.voices)}
    return joined([(Span(said, voice.tag),) for said, voice in reversed(words.items())], "\n")


def _content(text: Text, paper: Paper, style: Style) -> list[Part]:
    """A text in every language of the print; her own words once, with the Dutch that stands beside them."""
    if not isinstance(text, Own):
        said = {voice.say(text): voice for voice in reversed(paper.voices)}
        return [paper.beside_others(text, style, voice) for voice in paper.voices if said[voice.say(text)] == voice]
    lines: list[Part] = [paper.words(paper.once(text), style, paper.voices[0])]
    if text.dutch and not all(voice.understands(text) for voice in paper.voices):
        lines += [paper.beside_others(text.dutch, style, voice) for voice in paper.voices if voice.is_dutch]
    dutch = next((voice for voice in paper.voices if voice.is_dutch), None)
    return lines + (paper.room_for_dutch((text,), dutch) if dutch else [])
