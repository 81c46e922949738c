"""A plan of the short road on paper: one page, on which every answer stands beside what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.i18n import _
from trajectplan.pdf.chapter import LABEL_WIDTH, PAD, Voices, meaning_of_star, under_one_heading, widths_of
from trajectplan.pdf.layout import GAP, WIDTH, Columns, Mark, Words, kept
from trajectplan.pdf.text import (
    NAME,
    NOTE,
    TITLE,
    TITLE_PAIR,
    Voice,
    answer_line,
    answer_paragraphs,
    both,
    paragraph,
    thing_title,
)
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, Row, Summary


def is_short(chapters: Sequence[ChapterSummary]) -> bool:
    """Whether nothing was answered but what the short road asks, and no table is needed to print it."""
    blocks = (block for chapter in chapters for section in chapter.answered for block in section.blocks)
    has_tables = any(isinstance(inner, Grid) for block in blocks for inner in (block, *_inner(block)))
    return Summary(tuple(chapters)).is_short and not has_tables


def short_story(
    chapters: Sequence[ChapterSummary], voices: Voices, found: Callable[[str, int], None]
) -> Iterator[Flowable]:
    """The flowables of a short plan; ``found`` is told every role with the page on which its block begins."""
    yield paragraph(both(_("My plan"), voices), TITLE if len(voices) == 1 else TITLE_PAIR)
    yield from meaning_of_star(chapters, voices)
    yield Spacer(0, 4 * mm)
    credits_ = dict.fromkeys(both(chapter.credit, voices, "\n") for chapter in chapters if chapter.credit)
    for chapter in chapters:
        for title, blocks in under_one_heading(chapter):
            titles = [[paragraph(voice.say(title), NAME)] for voice in voices]
            said = [
                [line for block in blocks for line in _lines(block, voice, voices, alone=len(blocks) == 1)]
                for voice in voices
            ]
            marks = [Mark(partial(found, block.role)) for block in blocks if block.role]
            yield from kept([*marks, _section(titles, said, voices)])
    for credit in credits_:
        yield Spacer(0, 3 * mm)
        yield paragraph(credit, NOTE)


def _section(titles: list[list[Words]], said: list[list[Words]], voices: Voices) -> Flowable:
    if len(voices) == 1:
        return Columns([*titles, *said], (LABEL_WIDTH, WIDTH - LABEL_WIDTH - GAP), rule=True, pad=PAD)
    cells = [[*title, *lines] for title, lines in zip(titles, said, strict=True)]
    return Columns(cells, widths_of(voices), rule=True, pad=PAD)


def _lines(block: Block, voice: Voice, voices: Voices, *, alone: bool) -> Iterator[Words]:
    """What a block says in one language; one that stands ``alone`` needs no label beside its title."""
    if isinstance(block, Row):
        width = WIDTH - LABEL_WIDTH - GAP if len(voices) == 1 else widths_of(voices)[0]
        if alone:
            yield from answer_paragraphs(block.answer, voice, voices, width)
        else:
            yield answer_line(block.label, block.answer, voice, voices)
    for item in _items(block):
        yield paragraph(thing_title(item.title, (voice,)), NAME)
        for row in item.blocks:
            if isinstance(row, Row):
                yield answer_line(row.label, row.answer, voice, voices)


def _items(block: Block) -> Sequence[Item]:
    return () if isinstance(block, (Row, Grid)) else block.items


def _inner(block: Block) -> Iterator[Row | Grid]:
    for item in _items(block):
        yield from item.blocks
