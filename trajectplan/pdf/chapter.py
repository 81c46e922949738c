"""One chapter on paper: what she answered, in one language or in two side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.i18n import language_name
from trajectplan.pdf.leaves import texts_in
from trajectplan.pdf.look import GAP, WIDTH
from trajectplan.pdf.paper import BESIDE, Mark, Paper, Room, head, height_of, kept
from trajectplan.pdf.reading import REQUESTS, has_signs, is_total, stands_out, under_one_heading
from trajectplan.pdf.requests import are_requests, requests_note, requests_table, requests_together
from trajectplan.pdf.timeline import timeline_story
from trajectplan.pdf.typeset.tables import Cell, Table, TableRow, TableStyle
from trajectplan.pdf.typeset.text import Style, Words
from trajectplan.pdf.voice import colon
from trajectplan.pdf.week_drawn import week_drawn
from trajectplan.pdf.wording import OWN_WORDS, STAR
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, List, Own, Row, Text
from trajectplan.plan.timeline import STEPS

LABEL_WIDTH: Final = 46 * mm
PAD: Final = 1.5 * mm
TINT_PAD: Final = 1.2 * mm
LONGEST_BESIDE: Final = 24
"""So many letters of a cell stand beside the same in another language; of longer ones each stands on its own lines."""
DAYS_WIDE, LARGE_DAYS = 30 * mm, 48 * mm
"""A column with the names of days."""
GRID: Final = TableStyle(left=2 * mm, right=1 * mm, top=1.1 * mm, bottom=1.5 * mm, grid=False)


def chapter_story(
    chapter: ChapterSummary, paper: Paper, found: Callable[[str, int], None], today: date
) -> Iterator[Flowable]:
    """The flowables of a chapter; ``found`` is told every role with the page on which its block begins.

    Her steps are drawn over the year from ``today`` on.
    """
    heads = list(_chapter_heads(chapter, paper))
    told = list(under_one_heading(chapter))
    notes = requests_note(paper, with_signs=has_signs(chapter))
    for title, blocks in told:
        heads += [Spacer(0, 3 * mm)] if _stands_alone(blocks) else _section_heads(title, paper)
        drawn = list(requests_together(blocks))
        for block, after in zip_longest(drawn, drawn[1:]):
            role = REQUESTS if isinstance(block, tuple) else block.role
            if role:
                heads.append(Mark(partial(found, role), f"role-{role}"))
            if isinstance(block, tuple):
                heads, notes = [*heads, *notes], []
                above = height_of(heads)
                table = requests_table(block, paper, above)
                yield from kept([*heads, table], paper, above + table.first_height())
                heads = []
            else:
                units = list(_units(block, paper, title, height_of(heads), alone=len(blocks) == 1))
                if block is told[-1][1][-1]:
                    # The credit never stands alone on a page.
                    units[-2:] = [_joined(units[-2:]) + _credit(chapter, paper)]
                units[0] = [*heads, *units[0]]
                units, heads = _parted(units, after)
                for unit in units:
                    yield from kept(unit, paper, height_of(unit) if is_total(block) else 0)
                yield from _as_picture(block, today, paper)
    if told and are_requests(told[-1][1][-1]):
        yield from _credit(chapter, paper)
    yield Room(0, 6 * mm)


def _parted(units: list[list[Flowable]], after: object) -> tuple[list[list[Flowable]], list[Flowable]]:
    """The units that may part from the block ``after`` them, and what stays with it: the last amount with a total."""
    return (units[:-2], _joined(units[-2:])) if is_total(after) else (units, [])


def _as_picture(block: Block, today: date, paper: Paper) -> Iterator[Flowable]:
    """What says the same as ``block`` in a drawing."""
    if isinstance(block, List) and block.role == STEPS:
        yield from timeline_story(block, today, paper)


def _stands_alone(blocks: Sequence[Block]) -> bool:
    """Whether all that stands below a heading is one question, which then stands beside it."""
    return len(blocks) == 1 and isinstance(blocks[0], Row) and blocks[0].role != REQUESTS


def _credit(chapter: ChapterSummary, paper: Paper) -> list[Flowable]:
    """Whose words besides hers are in the chapter."""
    if not chapter.credit:
        return []
    return [Spacer(0, 3 * mm), paper.columns([[paper.both(chapter.credit, paper.look.note)]], (WIDTH,))]


def _chapter_heads(chapter: ChapterSummary, paper: Paper) -> Iterator[Flowable]:
    look = paper.look
    if not paper.is_pair:
        yield head(paper.columns(paper.pair(chapter.title, look.chapter, bookmark=0)))
    else:
        names: list[Cell] = [[paper.words(language_name(voice.language), look.note, voice)] for voice in paper.voices]
        if not look.stacked:
            yield head(paper.columns(names))
        yield head(paper.columns(paper.pair(chapter.title, look.title_pair, bookmark=0)))
    yield from meaning_of_star([chapter], paper)
    yield Spacer(0, 1 * mm)


def meaning_of_star(chapters: Sequence[ChapterSummary], paper: Paper) -> Iterator[Flowable]:
    """What the star at her words means, in each column that has one in these chapters."""
    texts = [text for chapter in chapters for text in texts_in(chapter)]
    starred = [any(voice.is_starred(text) for text in texts) for voice in paper.voices]
    if any(starred):
        cells: list[Cell] = []
        for voice, due in zip(paper.voices, starred, strict=True):
            meaning = f"{STAR} {voice.say(OWN_WORDS)}"
            cells.append([paper.words(meaning, paper.look.note, voice)] if due else [])
        yield head(paper.columns(cells))


def _section_heads(title: Text, paper: Paper) -> list[Flowable]:
    if not title:
        return [Spacer(0, 2 * mm)]
    style = paper.look.heading_pair if paper.is_pair else paper.look.heading
    return [Spacer(0, 4 * mm), head(paper.columns(paper.pair(title, style, bookmark=1))), Spacer(0, 1.2 * mm)]


# Blocks ---------------------------------------------------------------------------------------------------------------
# Each gives units: lists of flowables that stay together on a page.


def _units(
    block: Block, paper: Paper, above: Text, over: float = 0, *, alone: bool = False
) -> Iterator[list[Flowable]]:
    """A block under the heading ``above``, which its own doesn't repeat; ``alone`` it needs only one of both.

    So many points of headings stand ``over`` it on the same page.
    """
    if isinstance(block, Row):
        labelled = alone or _differs(block.label, above, paper)
        yield [_row(block, paper, title=above if alone else "", labelled=labelled)]
        return
    heads: list[Flowable] = []
    if _differs(block.label, above, paper) and not (alone and above):
        heads.append(head(paper.columns(paper.pair(block.label, paper.look.label), pad=PAD)))
    if isinstance(block, Grid):
        yield from _grid_units(block, paper, heads, above, over)
        return
    for item in block.items:
        for unit in _item_units(item, paper):
            yield [*heads, *unit]
            heads = []
    yield [Room(0, 2 * mm)]


def _row(row: Row, paper: Paper, *, title: Text = "", labelled: bool = True) -> Flowable:
    """A question with its answer; one that stands alone in its section has the ``title`` of that above its label."""
    look = paper.look
    beside = not paper.is_pair and labelled and not look.stacked
    widths = (LABEL_WIDTH, WIDTH - LABEL_WIDTH - GAP) if beside else paper.widths
    answers: list[Cell] = [list(paper.answer(row.answer, voice, widths[-1])) for voice in paper.voices]
    if stands_out(row):
        answers = [[paper.words(text, look.out, voice) for text in row.answer] for voice in paper.voices]
    if not labelled:
        return paper.columns(answers, widths, rule=True, pad=PAD)
    labels: list[Cell] = [[paper.words(row.label, look.label, voice)] for voice in paper.voices]
    names: list[Cell] = [[] for _voice in paper.voices]
    if title:
        names = paper.pair(title, look.name_heading, bookmark=1)
        differs = _differs(row.label, title, paper)
        note = replace(look.note, keeps=True)
        labels = [[paper.words(row.label, note, voice)] if differs else [] for voice in paper.voices]
    elif not beside and not stands_out(row) and (lines := _run_in(row, paper, widths[-1])):
        return paper.columns(lines, widths, rule=True, pad=PAD)
    if beside:
        return paper.columns([[*names[0], *labels[0]], *answers], widths, rule=True, pad=PAD)
    cells = [[*label, *answer] for label, answer in zip(labels, answers, strict=True)]
    return paper.columns(paper.below(names, cells), widths, rule=True, pad=PAD)


def _run_in(row: Row, paper: Paper, width: float) -> list[Cell]:
    """Label and answer as one paragraph: where a line is enough in every language, and for one answer of her own."""
    cells: list[Cell] = [paper.answer_line(row.label, row.answer, voice) for voice in paper.voices]
    words = [cell[0] for cell in cells if len(cell) == 1 and isinstance(cell[0], Words)]
    fits = len(words) == len(cells) and all(each.number_of_lines(width) == 1 for each in words)
    is_one = len(row.answer) == 1 and (paper.look.stacked or isinstance(row.answer[0], Own))
    return cells if fits or is_one else []


def _item_units(item: Item, paper: Paper) -> Iterator[list[Flowable]]:
    """One thing out of several: in one piece where it is low enough, else its title with the first of its blocks."""
    rows = [block for block in item.blocks if isinstance(block, Row)]
    if len(rows) == len(item.blocks):
        low = _low_item(item, rows, paper)
        if height_of(low) <= paper.look.low:
            yield low
            return
    units = [_item_head(item, paper)]
    for block in item.blocks:
        units += _units(block, paper, above=item.title)
    if height_of(_joined(units)) <= paper.look.low:
        yield _joined(units)
        return
    # Neither the title nor the last answer stands alone on a page.
    first, others = units[:2], units[2:]
    yield _joined(first)
    yield from others[:-2]
    yield _joined(others[-2:])


def _low_item(item: Item, rows: Sequence[Row], paper: Paper) -> list[Flowable]:
    """One thing with a line for each answer: beside its title, or below it where two languages share the width."""
    lines: list[Cell] = [
        [part for row in rows for part in paper.answer_line(row.label, row.answer, voice)] for voice in paper.voices
    ]
    if paper.is_pair or paper.look.stacked:
        return [*_item_head(item, paper), paper.columns(lines, pad=PAD)]
    title = paper.title(item.title, _name_style(item, paper), paper.voices[0])
    return [paper.columns([title, *lines], (LABEL_WIDTH, WIDTH - LABEL_WIDTH - GAP), rule=True, pad=PAD)]


def _item_head(item: Item, paper: Paper) -> list[Flowable]:
    """The title of a thing on a grey ground; her own words stand once, also in two languages."""
    style = _name_style(item, paper)
    cells = paper.name(item.title, style) if isinstance(item.title, Own) else paper.pair(item.title, style)
    title = paper.columns(cells, (WIDTH,) if len(cells) == 1 else None, tint=True, pad=TINT_PAD)
    return [Spacer(0, 2 * mm), head(title)]


def _name_style(item: Item, paper: Paper) -> Style:
    """What has nothing below it is no heading."""
    return paper.look.name_item if item.blocks else replace(paper.look.name, keeps=False)


def _joined(units: list[list[Flowable]]) -> list[Flowable]:
    return [part for unit in units for part in unit]


def _grid_units(grid: Grid, paper: Paper, heads: list[Flowable], above: Text, over: float) -> Iterator[list[Flowable]]:
    """A table under its ``heads``, and before it the drawing that says the same, under a title that is not theirs."""
    if grid.drawn:
        title, own = grid.drawn.title, list[Flowable]()
        if all(_differs(title, text, paper) for text in (grid.label, above, "")):
            own = [head(paper.columns(paper.pair(title, paper.look.label), pad=PAD))]
        yield from week_drawn(grid.drawn, own or heads, paper, over)
        heads = heads if own else []
    yield [*heads, *_grid(grid, paper)]


def _grid(grid: Grid, paper: Paper) -> Iterator[Flowable]:
    look, columns = paper.look, max(len(row) for row in [grid.head, *grid.rows])
    rows = [TableRow(_cells(grid.head, paper, look.label, look.label, columns), head=True)]
    rows += [TableRow(_cells(row, paper, look.label, look.small, columns)) for row in grid.rows]
    days = LARGE_DAYS if look.stacked else DAYS_WIDE
    widths = _grid_widths(columns, days if grid.drawn else 0)
    yield Table(rows, widths, style=GRID, direction=paper.direction, named=True)
    yield from _grid_note(grid, paper)
    yield Room(0, 3 * mm)


def _cells(texts: Sequence[Text], paper: Paper, first: Style, other: Style, columns: int) -> list[Cell]:
    voice = paper.voices[0]
    cells: list[Cell] = []
    for column, text in enumerate(texts):
        # What has lines of its own or would break stands whole in one language, then in the next.
        said = voice.say(text)
        between = "\n" if "\n" in said or len(said) > LONGEST_BESIDE else BESIDE
        line = paper.once(text) if isinstance(text, Own) else paper.in_all(text, between=between)
        cells.append([paper.words(line, other if column else first, voice)])
    return [*cells, *[[] for _missing in range(columns - len(cells))]]


def _grid_note(grid: Grid, paper: Paper) -> Iterator[Flowable]:
    """The Dutch she wrote beside her words in a table."""
    for text in (text for row in grid.rows for text in row if isinstance(text, Own) and text.dutch):
        if any(voice.is_dutch for voice in paper.voices) and not all(voice.understands(text) for voice in paper.voices):
            first = paper.voices[0]
            between = colon(first.line(text), first)
            yield paper.words(paper.in_all(text, between=between), paper.look.small, first)


def _grid_widths(columns: int, days: float) -> list[float]:
    """The first column, which names the row, is as wide as the labels above it; the others share the rest.

    Where a week is drawn the first names days alone, and is as wide as ``days`` points.
    """
    if columns == 1:
        return [WIDTH]
    first = days or min(WIDTH / columns * 1.3, LABEL_WIDTH + GAP - GRID.left)
    return [first, *[(WIDTH - first) / (columns - 1)] * (columns - 1)]


def _differs(text: Text, other: Text, paper: Paper) -> bool:
    return any(voice.say(text).casefold() != voice.say(other).casefold() for voice in paper.voices)
