"""Blank sheets for pen: what a chapter asks, with boxes to cross and lines to write on, in one language or two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from trajectplan.i18n import _
from trajectplan.pdf.blanks import Crossed
from trajectplan.pdf.look import LARGE, NORMAL
from trajectplan.pdf.paper import Mark, Paper
from trajectplan.pdf.plan import Document, draw_foot, height_of_foot
from trajectplan.pdf.sheet_blocks import ABOVE, TOGETHER, WHOLE, Blocks
from trajectplan.pdf.sheet_texts import Above, Setter, Unit, kept
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.voice import Voice
from trajectplan.plan.summary import Said
from trajectplan.plan.worksheet import Ask, Sheet

__all__ = ["SheetOptions", "render_worksheet"]

TITLE: Final = _("My plan, by pen")
HOW: Final = (
    _("Start where you like. Skip what you do not want to say."),
    _("Put a cross at the pictures that are true."),
    _("Write on the lines. You can draw too."),
    _("Any language is fine. Dutch is added later for the municipality."),
    _("Write no surname and no government number."),
    _("Can't you write? Say it, and let someone write it down."),
    _("Keep your sheets in a safe place."),
)
BADGE: Final = 9 * mm
MOST_TOGETHER: Final = 0.6
"""No more of a page is kept for what is said about a question and the first thing to fill in."""


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How sheets are printed: in one language or more, hers first."""

    languages: tuple[str, ...] = ("nl",)
    is_large: bool = False


def render_worksheet(sheets: Sequence[Sheet], options: SheetOptions, pause: Callable[[], None] | None = None) -> bytes:
    """The sheets as PDF/UA-1, each chapter on pages of its own: the same bytes for the same input.

    ``pause`` is called between the things it draws. Needs an application context, for the languages.
    """
    paper = Paper(tuple(map(Voice, options.languages)), LARGE if options.is_large else NORMAL)
    foot = max((height_of_foot(paper, _foot_of(sheet.title, paper)) for sheet in sheets), default=0)
    return _Print(sheets, replace(paper, foot=foot)).write(pause)


def _foot_of(title: Said, paper: Paper) -> Callable[[Voice], list[Said]]:
    """What stands in the foot of a chapter; in large print no more than a line takes."""
    return lambda _voice: [title] if paper.look.stacked else list(dict.fromkeys((TITLE, title)))


class _Print:
    """One set of sheets on its way to paper."""

    def __init__(self, sheets: Sequence[Sheet], paper: Paper) -> None:
        self.sheets, self.paper, self.look = sheets, paper, paper.look
        self.setter = Setter(paper)
        self.blocks = Blocks(self.setter)
        self.starts: dict[int, Said] = {1: TITLE}

    def write(self, pause: Callable[[], None] | None) -> bytes:
        """Lay everything out and give the bytes of the file."""
        document = Document(self.paper, self.setter.first.say(TITLE), self.finish)
        return document.written(self.story(), pause)

    def story(self) -> Iterator[Flowable]:
        """How to use the sheets, then chapter by chapter."""
        yield from self.setter.pair(TITLE, self.look.title, bookmark=0)
        points = Element("L")
        yield from (self.setter.point(line, points) for line in HOW)
        for number, sheet in enumerate(self.sheets):
            if number:
                yield PageBreak()
            yield from self.sheet(sheet)

    def mark(self, title: Said) -> Mark:
        """Nothing to see: remembers on which page a chapter begins."""
        return Mark(lambda page: self.starts.update({page: title}))

    def sheet(self, sheet: Sheet) -> Iterator[Flowable]:
        """One chapter."""
        yield from kept(Unit([*self.opening(sheet)]), self.setter)
        for ask in sheet.asks:
            for unit in self.ask(ask):
                yield from kept(unit, self.setter)

    def opening(self, sheet: Sheet) -> Iterator[Flowable]:
        """What is said about a chapter."""
        yield Above(8 * mm)
        yield self.mark(sheet.title)
        title = self.setter.pair(sheet.title, self.look.chapter, bookmark=0)
        yield self.blocks.beside(sheet.icon, title, BADGE * self.look.scale)
        for text in (sheet.intro, sheet.note):
            yield from self.setter.pair(text, self.look.body)
        yield from self.setter.pair(sheet.credit, self.look.small)
        done = Crossed(self.setter.pair(_("This sheet is done for me"), self.look.name))
        yield Above(ABOVE)
        yield self.blocks.row([done], 1, Element("L"), 0)

    def ask(self, ask: Ask) -> Iterator[Unit]:
        """One page of questions: what is said about it stands with the first thing to fill in, if a page holds both."""
        head = Unit(self.head(ask))
        first, *others = self.filled_in(ask, head.height)
        together = first.below(head.parts)
        # In large print a page holds little: much would stay empty.
        is_apart = together.height > self.setter.page * (MOST_TOGETHER if self.look.stacked else 1)
        yield from [head, first.within(ask.title)] if is_apart else [together]
        yield from (unit.within(ask.title) for unit in others)

    def head(self, ask: Ask) -> list[Flowable]:
        """What is said about a page of questions."""
        title = self.setter.title(ask.title, self.look.heading, bookmark=1)
        head: list[Flowable] = [Above(7 * mm), self.blocks.beside(ask.icon, title, self.blocks.picture)]
        head += self.setter.pair(ask.hint, self.look.body)
        head += self.setter.named(_("An example"), ask.example)
        for text in (ask.care, ask.note):
            head += self.setter.pair(text, self.look.small)
        return head

    def filled_in(self, ask: Ask, taken: float) -> list[Unit]:
        """What there is to fill in below what is ``taken``; the last says what to do when it must be asked again."""
        begin, *blocks = ask.blocks
        units = [*self.blocks.units(begin, taken), *(unit for block in blocks for unit in self.blocks.units(block))]
        if str(ask.again):
            units[-1] = units[-1].above([Above(ABOVE), *self.setter.pair(ask.again, self.look.name)])
        # No page holds one small thing alone; what is said about the question needs the first for itself.
        ends = units[-TOGETHER:]
        if len(units) > TOGETHER and sum(unit.height for unit in ends) <= WHOLE * self.setter.page:
            units[-TOGETHER:] = [ends[0].above([part for unit in ends[1:] for part in unit.parts])]
        return units

    def finish(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Complete a page: its foot says what it belongs to and which of how many it is."""
        title = self.starts[max(start for start in self.starts if start <= page)]
        draw_foot(canvas, self.paper, _foot_of(title, self.paper), page, pages)
