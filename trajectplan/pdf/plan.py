"""The printed plan: page one for the consultant, the chapters she chose, pages for the talk and for agreements."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer

from trajectplan.i18n import DEFAULT, _, day_in_words
from trajectplan.pdf import wording
from trajectplan.pdf.agreements import agreements_story
from trajectplan.pdf.chapter import chapter_story
from trajectplan.pdf.conversation import conversation_story
from trajectplan.pdf.look import GAP, LARGE, LEFT, NORMAL, WIDTH
from trajectplan.pdf.one_page import draw_one_page, one_page_story
from trajectplan.pdf.options import AGREEMENTS, CONVERSATION, ONE_PAGE, WALLET_CARD, PrintOptions, told_in
from trajectplan.pdf.paper import NOT_FILLED_IN, FullPage, Paper, words_in
from trajectplan.pdf.short import is_short, short_story
from trajectplan.pdf.typeset.courtesy import giving_way
from trajectplan.pdf.typeset.memory import forget
from trajectplan.pdf.typeset.tables import draw_rule
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, line_width
from trajectplan.pdf.voice import BETWEEN, Line, Voice
from trajectplan.pdf.wallet_card import wallet_story
from trajectplan.plan.summary import Own, Phrase, Said, Summary

__all__ = ["PrintOptions", "render"]


def render(summary: Summary, options: PrintOptions, pause: Callable[[], None] | None = None) -> bytes:
    """The plan as PDF/UA-1: the same bytes for the same input. Needs an application context, for the languages.

    ``pause`` is called again and again while it is made, so that others can be served first.
    """
    return _Print(summary, options).write(pause)


class Document(BaseDocTemplate):
    """ReportLab's document with one frame on every page."""

    def __init__(self, paper: Paper, title: str, finish: Callable[[TaggedCanvas, int, int], None]) -> None:
        self.file = BytesIO()
        super().__init__(
            self.file,
            pagesize=A4,
            title=title,
            author="",
            creator="",
            lang=paper.voices[0].tag,
            displayDocTitle=1,
            invariant=1,
            pageCompression=1,
        )
        self.finish = finish
        frame = Frame(
            LEFT, paper.bottom, WIDTH, paper.height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        self.addPageTemplates(PageTemplate(frames=[frame]))

    def written(self, story: Iterator[Flowable], pause: Callable[[], None] | None = None) -> bytes:
        """Lay everything out and give the bytes of the file; ``pause`` is called again and again meanwhile."""
        try:
            with giving_way(pause), _uncollected():
                self.build(list(story), canvasmaker=self.canvas_for)
        finally:
            forget()
        return self.file.getvalue()

    def canvas_for(self, *arguments: Any, **settings: Any) -> TaggedCanvas:
        """The canvas ReportLab asks for, which comes back to ``finish``."""
        return TaggedCanvas(*arguments, finish=self.finish, **settings)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Within this context Python doesn't look for objects that nobody needs.

    A long document is a hundred thousand of them, all needed until it is written: the search takes a third of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Print:
    """One document on its way to paper."""

    def __init__(self, summary: Summary, options: PrintOptions) -> None:
        self.options = options
        self.summary = summary
        self.chapters = [chapter for chapter in summary.chapters if chapter.key in options.parts]
        self.main_points = told_in(summary, options.parts)
        voices = tuple(Voice(language) for language in options.languages)
        paper = Paper(voices, LARGE if options.is_large else NORMAL)
        self.paper = replace(paper, foot=height_of_foot(paper, self.left_of_foot))
        self.one_pages: dict[int, tuple[Voice, Element]] = {}
        self.starts: dict[str, int] = {}

    def write(self, pause: Callable[[], None] | None) -> bytes:
        """Lay everything out and give the bytes of the file."""
        title = self.paper.voices[0].say(wording.MY_PLAN)
        return Document(self.paper, title, self.finish).written(self.story(), pause)

    def story(self) -> Iterator[Flowable]:
        """Everything that is printed, in order."""
        parts = self.options.parts
        documents: list[Iterator[Flowable]] = []
        if ONE_PAGE in parts:
            documents += self.one_pages_told()
        if self.chapters or not parts & {ONE_PAGE, AGREEMENTS, CONVERSATION, WALLET_CARD}:
            documents.append(self.inner_pages())
        if AGREEMENTS in parts:
            documents.append(agreements_story(self.options.name, self.paper))
        if CONVERSATION in parts:
            documents.append(conversation_story(self.summary, self.paper, self.options.code))
        if WALLET_CARD in parts:
            documents.append(wallet_story(self.summary, self.paper))
        for number, document in enumerate(documents):
            if number:
                yield PageBreak()
            yield from document

    def one_pages_told(self) -> list[Iterator[Flowable]]:
        """Page one for the consultant in Dutch, and its twin where she reads another language or large letters herself.

        Hers comes first when she chose only her language. In large print it is told in full; the consultant's never is.
        """
        hers, last = self.paper.voices[0], self.paper.voices[-1]
        told = [self.one_page(last if last.is_dutch else Voice(DEFAULT))]
        if self.options.is_large:
            told.append(one_page_story(self.main_points, self.options, hers, self.paper.look, self.paper.height))
        elif not hers.is_dutch:
            told.append(self.one_page(hers))
        return told if last.is_dutch else told[::-1]

    def one_page(self, voice: Voice) -> Iterator[Flowable]:
        """Page one in this language, to be drawn when the pages of all others are known."""
        element = Element("Sect", language=voice.tag)
        yield FullPage(lambda page: self.one_pages.update({page: (voice, element)}), self.paper.height, element)

    def inner_pages(self) -> Iterator[Flowable]:
        """The chapters she chose and said something in, under a few lines on whose words these are."""
        yield from self.opening()
        answered = [chapter for chapter in self.chapters if chapter.answered]
        if is_short(answered):
            yield from short_story(answered, self.paper, self.keep_start)
            return
        for chapter in answered:
            yield from chapter_story(chapter, self.paper, self.keep_start, self.options.date)
        if not answered:
            yield from self.nothing()

    def nothing(self) -> Iterator[Flowable]:
        """What stands on paper where there is nothing to say."""
        yield self.paper.both(NOT_FILLED_IN, self.paper.look.note)

    def keep_start(self, role: str, page: int) -> None:
        """Remember ``page`` as the first that holds what plays this role."""
        self.starts.setdefault(role, page)

    def opening(self) -> Iterator[Flowable]:
        """What stands above the first chapter."""
        paper = self.paper
        if self.options.name and ONE_PAGE not in self.options.parts:
            yield paper.words(Own(self.options.name), paper.look.name, paper.voices[0])
        lines = [_("I wrote this plan myself."), _("I chose myself what goes on paper.")]
        for voice in paper.voices:
            yield paper.beside_others(" ".join(voice.say(line) for line in lines), paper.look.note, voice)
        yield Spacer(0, 5 * mm)

    def finish(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Complete a page: its foot, and page one's content, which names the pages of others."""
        paper = self.paper
        if page in self.one_pages:
            voice, element = self.one_pages[page]
            paper = Paper((voice,))
            with canvas.inside(element):
                draw_one_page(canvas, self.main_points, self.options, voice, self.starts)
        draw_foot(canvas, paper, self.left_of_foot, page, pages)

    def left_of_foot(self, voice: Voice) -> list[Said]:
        """What stands in the foot beside the number of the page."""
        day = day_in_words(self.options.date, voice.language)
        name = wording.MY_PLAN
        number = self.options.version
        version = [Phrase(wording.VERSION, {"number": number})] if number else []
        if self.options.is_large:
            # No more than a line takes.
            return [day, *version] if version else [name, day]
        return [name, Phrase(wording.PRINTED_ON, {"date": day}), *version]


def height_of_foot(paper: Paper, texts: Callable[[Voice], list[Said]]) -> float:
    """How high the foot is, in points: for each language a line, or two where both of its texts don't fit on one.

    The lines of some scripts are higher than others.
    """
    most = 999
    height = 0.0
    for voice in paper.voices:
        left, number, beside = _foot(paper, voice, texts, most, most)
        heights = [words_in(line, paper.look.foot, voice).height_at(WIDTH) for line in (left, number)]
        height += max(heights) if beside else sum(heights)
    return height


def _foot(
    paper: Paper, voice: Voice, texts: Callable[[Voice], list[Said]], page: int, pages: int
) -> tuple[Line, Line, bool]:
    """The two texts of the foot, and whether both fit on one line."""
    number = (Span(voice.say(_("Page %(page)s of %(total)s", page=page, total=pages))),)
    left = (Span(BETWEEN.join(voice.say(text) for text in texts(voice))),)
    widths = [line_width(line, paper.look.foot, voice.tag) for line in (left, number)]
    return left, number, sum(widths) + GAP <= WIDTH


def draw_foot(canvas: TaggedCanvas, paper: Paper, texts: Callable[[Voice], list[Said]], page: int, pages: int) -> None:
    """For every language a line: ``texts`` where the reader begins, the number of the page at the other end."""
    style = paper.look.foot
    top = paper.bottom - 5 * mm
    with canvas.artifact("Pagination"):
        draw_rule(canvas, LEFT, top, WIDTH)
        top -= 2 * mm
        for voice in paper.voices:
            left, number, beside = _foot(paper, voice, texts, page, pages)
            ends = words_in(number, replace(style, align="end") if beside else style, voice)
            begins = words_in(left, style, voice)
            heights = [words.height_at(WIDTH) for words in (begins, ends)]
            begins.drawOn(canvas, LEFT, top - heights[0])
            top -= 0 if beside else heights[0]
            ends.drawOn(canvas, LEFT, top - heights[1])
            top -= max(heights) if beside else heights[1]
