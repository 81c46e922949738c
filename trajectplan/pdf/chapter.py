"""One chapter on paper: what she answered, in one language or in two side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from trajectplan.i18n import language_name
from trajectplan.pdf.fonts import REGULAR
from trajectplan.pdf.layout import GAP, HAIR, HEIGHT, INSET, LINE, LOW, TINT, WIDTH, Columns, Mark, Words, kept
from trajectplan.pdf.text import (
    HEADING,
    HEADING_PAIR,
    LABEL,
    NAME,
    NOT_FILLED_IN,
    NOTE,
    OWN_WORDS,
    SMALL,
    TITLE,
    TITLE_PAIR,
    Voice,
    answer_paragraphs,
    both,
    paragraph,
)
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, Own, Row, Text

Voices = tuple[Voice, ...]

LABEL_WIDTH: Final = 46 * mm
PAD: Final = 1.5 * mm
TINT_PAD: Final = 1.2 * mm


def chapter_story(chapter: ChapterSummary, voices: Voices, found: Callable[[str, int], None]) -> Iterator[Flowable]:
    """The flowables of a chapter; ``found`` is told every role with the page on which its block begins."""
    heads = list(_chapter_heads(chapter, voices))
    if not chapter.answered:
        yield from kept([*heads, Columns(_said(NOT_FILLED_IN, voices, NOTE), _widths(voices))])
    for section in chapter.answered:
        style = HEADING if len(voices) == 1 else HEADING_PAIR
        heads += [
            Spacer(0, 5 * mm),
            Columns(_said(section.title, voices, style), _widths(voices)),
            Spacer(0, 1.2 * mm),
        ]
        for block in section.blocks:
            if block.role:
                heads.append(Mark(partial(found, block.role)))
            for unit in _units(block, voices, above=section.title):
                yield from kept([*heads, *unit])
                heads = []
    yield Spacer(0, 9 * mm)


def _chapter_heads(chapter: ChapterSummary, voices: Voices) -> Iterator[Flowable]:
    if len(voices) == 1:
        yield Columns(_said(chapter.title, voices, TITLE), _widths(voices))
    else:
        names = [[paragraph(language_name(voice.language), NOTE)] for voice in voices]
        yield Columns(names, _widths(voices))
        yield Columns(_said(chapter.title, voices, TITLE_PAIR), _widths(voices))
    yield Spacer(0, 2 * mm)


# Blocks ---------------------------------------------------------------------------------------------------------------
# Each gives units: lists of flowables that stay together on a page.


def _units(block: Block, voices: Voices, above: Text) -> Iterator[list[Flowable]]:
    """A block under the heading ``above``, which its own heading doesn't repeat."""
    if isinstance(block, Row):
        yield [_row(block, voices)]
        return
    heads: list[Flowable] = []
    if _differs(block.label, above, voices):
        heads.append(Columns(_said(block.label, voices, LABEL), _widths(voices), pad=PAD))
    if isinstance(block, Grid):
        yield [*heads, *_grid(block, voices)]
        return
    for item in block.items:
        for unit in _item_units(item, voices):
            yield [*heads, *unit]
            heads = []


def _row(row: Row, voices: Voices) -> Flowable:
    if len(voices) == 1:
        voice = voices[0]
        cells = [[paragraph(voice.say(row.label), LABEL)], list(answer_paragraphs(row.answer, voice, voices))]
        return Columns(cells, (LABEL_WIDTH, WIDTH - LABEL_WIDTH - GAP), rule=True, pad=PAD)
    cells = [
        [paragraph(voice.say(row.label), LABEL), *answer_paragraphs(row.answer, voice, voices)] for voice in voices
    ]
    return Columns(cells, _widths(voices), rule=True, pad=PAD)


def _item_units(item: Item, voices: Voices) -> Iterator[list[Flowable]]:
    """One thing out of several: in one piece where it is low enough, else its title with the first of its blocks."""
    if isinstance(item.title, Own):
        title = Columns([[paragraph(both(item.title, voices), NAME)]], (WIDTH,), tint=True, pad=TINT_PAD)
    else:
        title = Columns(_said(item.title, voices, NAME), _widths(voices), tint=True, pad=TINT_PAD)
    units = [[Spacer(0, 2 * mm), title]]
    for block in item.blocks:
        units += _units(block, voices, above=item.title)
    if sum(part.wrap(WIDTH, HEIGHT)[1] for part in _joined(units)) <= LOW:
        yield _joined(units)
        return
    # Neither the title nor the last answer stands alone on a page.
    first, others = units[:2], units[2:]
    yield _joined(first)
    yield from others[:-2]
    yield _joined(others[-2:])


def _joined(units: list[list[Flowable]]) -> list[Flowable]:
    return [part for unit in units for part in unit]


def _grid(grid: Grid, voices: Voices) -> Iterator[Flowable]:
    head = [paragraph(both(text, voices), LABEL) for text in grid.head]
    rows = [
        [paragraph(both(text, voices), SMALL if column else LABEL) for column, text in enumerate(row)]
        for row in grid.rows
    ]
    columns = max(len(row) for row in [head, *rows])
    content = [[*row, *[""] * (columns - len(row))] for row in [head, *rows]]
    table = Table(
        content,
        colWidths=_grid_widths(columns),
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR),
                ("BACKGROUND", (0, 0), (-1, 0), TINT),
                ("LINEBELOW", (0, 0), (-1, -1), HAIR, LINE),
                ("LINEABOVE", (0, 0), (-1, 0), HAIR, LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), INSET),
                ("RIGHTPADDING", (0, 0), (-1, -1), 1 * mm),
                ("TOPPADDING", (0, 0), (-1, -1), 1.1 * mm),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5 * mm),
            ]
        ),
    )
    yield table
    yield from _grid_note(grid, voices)
    yield Spacer(0, 3 * mm)


def _grid_note(grid: Grid, voices: Voices) -> Iterator[Flowable]:
    """The Dutch she wrote beside her words, and the note where some column can't understand them."""
    own = [text for row in grid.rows for text in row if isinstance(text, Own)]
    strange = [text for text in own if not all(voice.understands(text) for voice in voices)]
    if any(voice.is_dutch for voice in voices):
        for text in strange:
            if text.dutch:
                yield paragraph(f"{voices[-1].say(text)}: {voices[-1].say(Own(text.dutch))}", SMALL)
    if any(not text.dutch for text in strange):
        yield paragraph(both(OWN_WORDS, voices), NOTE)


def _grid_widths(columns: int) -> list[float]:
    """The first column, which names the row, is as wide as the labels above it; the others share the rest."""
    if columns == 1:
        return [WIDTH]
    first = min(WIDTH / columns * 1.3, LABEL_WIDTH + GAP - INSET)
    return [first, *[(WIDTH - first) / (columns - 1)] * (columns - 1)]


def _said(text: Text, voices: Voices, style: ParagraphStyle) -> list[Sequence[Words]]:
    return [[paragraph(voice.say(text), style)] for voice in voices]


def _widths(voices: Voices) -> tuple[float, ...]:
    return ((WIDTH - GAP * (len(voices) - 1)) / len(voices),) * len(voices)


def _differs(text: Text, other: Text, voices: Voices) -> bool:
    return any(voice.say(text).casefold() != voice.say(other).casefold() for voice in voices)
