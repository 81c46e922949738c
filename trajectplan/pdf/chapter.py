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
from trajectplan.pdf.layout import (
    GAP,
    HAIR,
    INSET,
    LINE,
    LOW,
    TINT,
    WIDTH,
    Columns,
    Mark,
    Room,
    Words,
    any_tall,
    height_of,
    kept,
)
from trajectplan.pdf.leaves import texts_in
from trajectplan.pdf.requests import REQUESTS, requests_note, requests_table
from trajectplan.pdf.text import (
    CHAPTER,
    HEADING,
    HEADING_PAIR,
    LABEL,
    NAME,
    NOTE,
    OWN_WORDS,
    SMALL,
    STAR,
    TITLE_PAIR,
    Voice,
    answer_line,
    answer_paragraphs,
    both,
    is_starred,
    once,
    paragraph,
    thing_title,
)
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, List, Own, Row, Text

Voices = tuple[Voice, ...]

LABEL_WIDTH: Final = 46 * mm
PAD: Final = 1.5 * mm
TINT_PAD: Final = 1.2 * mm


def chapter_story(chapter: ChapterSummary, voices: Voices, found: Callable[[str, int], None]) -> Iterator[Flowable]:
    """The flowables of a chapter; ``found`` is told every role with the page on which its block begins."""
    heads = list(_chapter_heads(chapter, voices))
    credit = _credit(chapter, voices)
    noted = False
    told = list(under_one_heading(chapter))
    for title, blocks in told:
        alone = len(blocks) == 1 and isinstance(blocks[0], Row) and blocks[0].role != REQUESTS
        heads += [Spacer(0, 3 * mm)] if alone else _section_heads(title, voices)
        for block in blocks:
            if block.role:
                heads.append(Mark(partial(found, block.role)))
            if block.role == REQUESTS and not isinstance(block, Grid):
                heads += [] if noted else requests_note(voices)
                noted = True
                table, first = requests_table(block, voices)
                yield from kept([*heads, table], height_of(heads) + first)
                heads = []
                continue
            units = list(_units(block, voices, title, alone=len(blocks) == 1))
            if block is told[-1][1][-1]:
                # The credit never stands alone on a page.
                units[-2:] = [[part for unit in units[-2:] for part in unit] + credit]
                credit = []
            for unit in units:
                yield from kept([*heads, *unit])
                heads = []
    yield from credit
    yield Room(0, 6 * mm)


def under_one_heading(chapter: ChapterSummary) -> Iterator[tuple[Text, list[Block]]]:
    """Every heading with what she said below it; a section without a title goes on with the one before it."""
    title: Text = ""
    blocks: list[Block] = []
    for section in chapter.sections:
        if section.title:
            if blocks:
                yield title, blocks
            title, blocks = section.title, []
        blocks += [_simplest(block) for block in section.blocks]
    if blocks:
        yield title, blocks


def _credit(chapter: ChapterSummary, voices: Voices) -> list[Flowable]:
    """Whose words besides hers are in the chapter."""
    if not chapter.credit:
        return []
    return [Spacer(0, 3 * mm), Columns([[paragraph(both(chapter.credit, voices, "\n"), NOTE)]], (WIDTH,))]


def _simplest(block: Block) -> Block:
    """A list of things of which nothing is said is a row."""
    if isinstance(block, List) and block.role != REQUESTS and not any(item.blocks for item in block.items):
        return Row(block.label, tuple(item.title for item in block.items), block.question, block.role)
    return block


def _chapter_heads(chapter: ChapterSummary, voices: Voices) -> Iterator[Flowable]:
    if len(voices) == 1:
        yield Columns(_said(chapter.title, voices, CHAPTER), widths_of(voices))
    else:
        names = [[paragraph(language_name(voice.language), NOTE)] for voice in voices]
        yield Columns(names, widths_of(voices))
        yield Columns(_said(chapter.title, voices, TITLE_PAIR), widths_of(voices))
    yield from meaning_of_star([chapter], voices)
    yield Spacer(0, 1 * mm)


def meaning_of_star(chapters: Sequence[ChapterSummary], voices: Voices) -> Iterator[Flowable]:
    """What the star at her words means, in each column that has one in these chapters."""
    texts = [text for chapter in chapters for text in texts_in(chapter)]
    starred = [any(is_starred(text, voice) for text in texts) for voice in voices]
    if any(starred):
        meaning = [f"{STAR} {voice.say(OWN_WORDS)}" for voice in voices]
        cells = [[paragraph(words, NOTE)] if due else [] for words, due in zip(meaning, starred, strict=True)]
        yield Columns(cells, widths_of(voices))


def _section_heads(title: Text, voices: Voices) -> list[Flowable]:
    if not title:
        return [Spacer(0, 2 * mm)]
    style = HEADING if len(voices) == 1 else HEADING_PAIR
    return [Spacer(0, 4 * mm), Columns(_said(title, voices, style), widths_of(voices)), Spacer(0, 1.2 * mm)]


# Blocks ---------------------------------------------------------------------------------------------------------------
# Each gives units: lists of flowables that stay together on a page.


def _units(block: Block, voices: Voices, above: Text, *, alone: bool = False) -> Iterator[list[Flowable]]:
    """A block under the heading ``above``, which its own doesn't repeat; ``alone`` it needs only one of both."""
    if isinstance(block, Row):
        labelled = alone or _differs(block.label, above, voices)
        yield [_row(block, voices, title=above if alone else "", labelled=labelled)]
        return
    heads: list[Flowable] = []
    if _differs(block.label, above, voices) and not (alone and above):
        heads.append(Columns(_said(block.label, voices, LABEL), widths_of(voices), pad=PAD))
    if isinstance(block, Grid):
        yield [*heads, *_grid(block, voices)]
        return
    for item in block.items:
        for unit in _item_units(item, voices):
            yield [*heads, *unit]
            heads = []
    yield [Room(0, 2 * mm)]


def _row(row: Row, voices: Voices, *, title: Text = "", labelled: bool = True) -> Flowable:
    """A question with its answer; one that stands alone in its section has the ``title`` of that above its label."""
    widths = widths_of(voices) if len(voices) > 1 or not labelled else (LABEL_WIDTH, WIDTH - LABEL_WIDTH - GAP)
    answers = [list(answer_paragraphs(row.answer, voice, voices, widths[-1])) for voice in voices]
    if not labelled:
        return Columns(answers, widths, rule=True, pad=PAD)
    labels = [[paragraph(voice.say(row.label), LABEL)] for voice in voices]
    if title:
        differs = _differs(row.label, title, voices)
        labels = [
            [paragraph(voice.say(title), NAME), *([paragraph(voice.say(row.label), NOTE)] if differs else [])]
            for voice in voices
        ]
    if len(voices) == 1:
        return Columns([*labels, *answers], widths, rule=True, pad=PAD)
    cells = [[*label, *answer] for label, answer in zip(labels, answers, strict=True)]
    return Columns(cells, widths, rule=True, pad=PAD)


def _item_units(item: Item, voices: Voices) -> Iterator[list[Flowable]]:
    """One thing out of several: in one piece where it is low enough, else its title with the first of its blocks."""
    rows = [block for block in item.blocks if isinstance(block, Row)]
    low = _low_item(item, rows, voices)
    if len(rows) == len(item.blocks) and height_of(low) <= LOW:
        yield low
        return
    units = [_item_head(item, voices)]
    for block in item.blocks:
        units += _units(block, voices, above=item.title)
    if height_of(_joined(units)) <= LOW:
        yield _joined(units)
        return
    # Neither the title nor the last answer stands alone on a page.
    first, others = units[:2], units[2:]
    yield _joined(first)
    yield from others[:-2]
    yield _joined(others[-2:])


def _low_item(item: Item, rows: Sequence[Row], voices: Voices) -> list[Flowable]:
    """One thing with a line for each answer: beside its title, or below it where two languages share the width."""
    lines = [[answer_line(row.label, row.answer, voice, voices) for row in rows] for voice in voices]
    if len(voices) > 1:
        return [*_item_head(item, voices), Columns(lines, widths_of(voices), pad=PAD)]
    title = [paragraph(thing_title(item.title, voices), NAME)]
    return [Columns([title, *lines], (LABEL_WIDTH, WIDTH - LABEL_WIDTH - GAP), rule=True, pad=PAD)]


def _item_head(item: Item, voices: Voices) -> list[Flowable]:
    """The title of a thing on a grey ground; a name stands once, also in two languages."""
    if isinstance(item.title, Own):
        title = Columns([[paragraph(thing_title(item.title, voices), NAME)]], (WIDTH,), tint=True, pad=TINT_PAD)
    else:
        title = Columns(_said(item.title, voices, NAME), widths_of(voices), tint=True, pad=TINT_PAD)
    return [Spacer(0, 2 * mm), title]


def _joined(units: list[list[Flowable]]) -> list[Flowable]:
    return [part for unit in units for part in unit]


def _grid(grid: Grid, voices: Voices) -> Iterator[Flowable]:
    head = [paragraph(both(text, voices), LABEL) for text in grid.head]
    rows = [
        [paragraph(_cell(text, voices), SMALL if column else LABEL) for column, text in enumerate(row)]
        for row in grid.rows
    ]
    columns = max(len(row) for row in [head, *rows])
    content = [[*row, *[""] * (columns - len(row))] for row in [head, *rows]]
    table = Table(
        content,
        colWidths=_grid_widths(columns),
        repeatRows=1,
        splitInRow=int(any_tall([[[cell] for cell in row] for row in [head, *rows]], _grid_widths(columns))),
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
    yield Room(0, 3 * mm)


def _cell(text: Text, voices: Voices) -> str:
    return once(text, voices) if isinstance(text, Own) else both(text, voices)


def _grid_note(grid: Grid, voices: Voices) -> Iterator[Flowable]:
    """The Dutch she wrote beside her words in a table."""
    if not any(voice.is_dutch for voice in voices):
        return
    for text in (text for row in grid.rows for text in row if isinstance(text, Own) and text.dutch):
        if not all(voice.understands(text) for voice in voices):
            yield paragraph(f"{voices[-1].say(text)}: {voices[-1].say(Own(text.dutch))}", SMALL)


def _grid_widths(columns: int) -> list[float]:
    """The first column, which names the row, is as wide as the labels above it; the others share the rest."""
    if columns == 1:
        return [WIDTH]
    first = min(WIDTH / columns * 1.3, LABEL_WIDTH + GAP - INSET)
    return [first, *[(WIDTH - first) / (columns - 1)] * (columns - 1)]


def _said(text: Text, voices: Voices, style: ParagraphStyle) -> list[Sequence[Words]]:
    return [[paragraph(voice.say(text), style)] for voice in voices]


def widths_of(voices: Voices) -> tuple[float, ...]:
    """The width of each language's column."""
    return ((WIDTH - GAP * (len(voices) - 1)) / len(voices),) * len(voices)


def _differs(text: Text, other: Text, voices: Voices) -> bool:
    return any(voice.say(text).casefold() != voice.say(other).casefold() for voice in voices)
