"""Blank sheets for pen: what a chapter asks, with boxes to cross and lines to write on, in one language or two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from trajectplan.i18n import _
from trajectplan.pdf.blanks import Crossed
from trajectplan.pdf.look import LARGE, NORMAL
from trajectplan.pdf.paper import Mark, Paper
from trajectplan.pdf.plan import Document, draw_foot
from trajectplan.pdf.sheet_blocks import ABOVE, Blocks, Unit
from trajectplan.pdf.sheet_texts import Above, Setter, kept
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.voice import Voice
from trajectplan.plan.summary import Said, Text
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
    return _Print(sheets, paper).write(pause)


class _Print:
    """One set of sheets on its way to paper."""

    def __init__(self, sheets: Sequence[Sheet], paper: Paper) -> None:
        self.sheets, self.paper, self.look = sheets, paper, paper.look
        self.setter = Setter(paper)
        self.blocks = Blocks(self.setter)
        self.starts: dict[int, Said] = {}

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
            yield PageBreak() if number else Above(8 * mm)
            yield self.mark(sheet.title)
            yield from self.sheet(sheet)

    def mark(self, title: Said) -> Mark:
        """Nothing to see: remembers on which page a chapter begins."""
        return Mark(lambda page: self.starts.update({page: title}))

    def sheet(self, sheet: Sheet) -> Iterator[Flowable]:
        """One chapter."""
        title = self.setter.pair(sheet.title, self.look.chapter, bookmark=0)
        yield self.blocks.beside(sheet.icon, title, BADGE * self.look.scale)
        for text in (sheet.intro, sheet.note):
            yield from self.setter.pair(text, self.look.body)
        yield from self.setter.pair(sheet.credit, self.look.small)
        done = Crossed(self.setter.pair(_("This sheet is done for me"), self.look.name))
        yield Above(ABOVE)
        yield self.blocks.row([done], 1, Element("L"), 0)
        for ask in sheet.asks:
            for unit in self.ask(ask):
                yield from kept(unit, self.paper)

    def ask(self, ask: Ask) -> Iterator[Unit]:
        """One page of questions: what is said about it stands with the first thing to fill in."""
        title = self.setter.pair(ask.title, self.look.heading, bookmark=1)
        head: Unit = [Above(7 * mm), self.blocks.beside(ask.icon, title, self.blocks.picture)]
        head += self.setter.pair(ask.hint, self.look.body)
        head += self.setter.named(_("An example"), ask.example)
        for text in (ask.care, ask.note):
            head += self.setter.pair(text, self.look.small)
        for block in ask.blocks:
            for unit in self.blocks.units(block):
                yield [*head, *unit]
                head = []
        if str(ask.again):
            yield [*head, Above(ABOVE), *self.setter.pair(ask.again, self.look.name)]

    def finish(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Complete a page: its foot says what it belongs to and which of how many it is."""
        title: Text = self.starts[max(start for start in self.starts if start <= page)]
        draw_foot(canvas, self.paper, lambda _voice: [TITLE, title], page, pages)
