"""A plan of the short road on paper: one page, on which every answer stands beside what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.i18n import _
from trajectplan.pdf.chapter import LABEL_WIDTH, PAD, meaning_of_star
from trajectplan.pdf.look import GAP, WIDTH
from trajectplan.pdf.paper import Mark, Paper, kept
from trajectplan.pdf.reading import under_one_heading
from trajectplan.pdf.typeset.tables import Cell, Part
from trajectplan.pdf.voice import Voice
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, Row, Summary


def is_short(chapters: Sequence[ChapterSummary]) -> bool:
    """Whether nothing was answered but what the short road asks, and no table is needed to print it."""
    blocks = (block for chapter in chapters for section in chapter.answered for block in section.blocks)
    has_tables = any(isinstance(inner, Grid) for block in blocks for inner in (block, *_inner(block)))
    return Summary(tuple(chapters)).is_short and not has_tables


def short_story(
    chapters: Sequence[ChapterSummary], paper: Paper, found: Callable[[str, int], None]
) -> Iterator[Flowable]:
    """The flowables of a short plan; ``found`` is told every role with the page on which its block begins."""
    look = paper.look
    yield paper.columns(paper.pair(_("My plan"), look.title_pair if paper.is_pair else look.title, bookmark=0))
    yield from meaning_of_star(chapters, paper)
    yield Spacer(0, 4 * mm)
    credits_ = {str(chapter.credit): chapter.credit for chapter in chapters if chapter.credit}
    for chapter in chapters:
        for title, blocks in under_one_heading(chapter):
            said: list[Cell] = [
                [part for block in blocks for part in _parts(block, paper, voice, alone=len(blocks) == 1)]
                for voice in paper.voices
            ]
            marks = [Mark(partial(found, block.role), f"role-{block.role}") for block in blocks if block.role]
            yield from kept([*marks, _section(paper.pair(title, look.name_heading), said, paper)], paper)
    for credit in credits_.values():
        yield Spacer(0, 3 * mm)
        yield paper.both(credit, look.note)


def _section(titles: list[Cell], said: list[Cell], paper: Paper) -> Flowable:
    if not paper.is_pair:
        return paper.columns([*titles, *said], (LABEL_WIDTH, WIDTH - LABEL_WIDTH - GAP), rule=True, pad=PAD)
    return paper.columns(paper.below(titles, said), rule=True, pad=PAD)


def _parts(block: Block, paper: Paper, voice: Voice, *, alone: bool) -> Iterator[Part]:
    """What a block says in one language; one that stands ``alone`` needs no label beside its title."""
    if isinstance(block, Row):
        beside = not paper.is_pair and not paper.look.stacked
        width = WIDTH - LABEL_WIDTH - GAP if beside else paper.widths[0]
        if alone:
            yield from paper.answer(block.answer, voice, width)
        else:
            yield from paper.answer_line(block.label, block.answer, voice)
    for item in _items(block):
        yield from paper.title(item.title, paper.look.name, voice)
        for row in item.blocks:
            if isinstance(row, Row):
                yield from paper.answer_line(row.label, row.answer, voice)


def _items(block: Block) -> Sequence[Item]:
    return () if isinstance(block, (Row, Grid)) else block.items


def _inner(block: Block) -> Iterator[Row | Grid]:
    for item in _items(block):
        yield from item.blocks
