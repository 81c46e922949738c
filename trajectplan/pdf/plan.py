"""The printed plan: page one for the consultant, the chapters she chose, a page for agreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from threading import Lock
from typing import Any, Final

from babel.dates import format_date
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer

from trajectplan.i18n import DEFAULT, _
from trajectplan.pdf.agreements import agreements_story
from trajectplan.pdf.chapter import chapter_story
from trajectplan.pdf.fonts import REGULAR, covered
from trajectplan.pdf.layout import BOTTOM, HAIR, HEIGHT, LEFT, LINE, WIDTH, CountedCanvas, FullPage
from trajectplan.pdf.one_page import draw_one_page
from trajectplan.pdf.options import AGREEMENTS, ONE_PAGE, PrintOptions
from trajectplan.pdf.text import NAME, NOTE, QUIET, Voice, both, missing, paragraph
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, Own, Phrase, Row, Summary, Text

__all__ = ["PrintOptions", "render", "unprintable"]

FOOT_SIZE: Final = 10
_one_at_a_time = Lock()
"""ReportLab's fonts read their file through one shared position, so two prints at once would mix them up."""


def render(summary: Summary, options: PrintOptions) -> bytes:
    """The plan as PDF: the same bytes for the same input. Needs an application context, for the languages."""
    with _one_at_a_time:
        covered()
        return _Print(summary, options).write()


def unprintable(summary: Summary, name: str) -> tuple[str, ...]:
    """The characters of her name and words that the fonts can't print, each once, in order of appearance.

    On paper each stands as its Unicode name in brackets (``text.character_name``).
    """
    own = (part for text in _own_texts(summary) for part in (text.text, text.dutch))
    return missing("\n".join((name, *own)))


class _Print:
    """One document on its way to paper."""

    def __init__(self, summary: Summary, options: PrintOptions) -> None:
        self.summary = summary
        self.options = options
        self.voices = tuple(Voice(language) for language in options.languages)
        self.one_pages: dict[int, Voice] = {}
        self.starts: dict[str, int] = {}

    def write(self) -> bytes:
        """Lay everything out and give the bytes of the file."""
        file = BytesIO()
        document = BaseDocTemplate(
            file,
            pagesize=A4,
            title=Voice(DEFAULT).say(_("My plan")),
            author="",
            creator="",
            lang=self.voices[-1].language,
            displayDocTitle=1,
            invariant=1,
        )
        frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        document.addPageTemplates(PageTemplate(frames=[frame]))
        document.build(list(self.story()), canvasmaker=self.canvas)
        return file.getvalue()

    def canvas(self, *arguments: Any, **settings: Any) -> CountedCanvas:
        """The canvas ReportLab asks for, which comes back to ``finish``."""
        return CountedCanvas(*arguments, finish=self.finish, **{**settings, "initialFontName": REGULAR})

    def story(self) -> Iterator[Flowable]:
        """Everything that is printed, in order."""
        parts = self.options.parts
        chapters = [chapter for chapter in self.summary.chapters if chapter.key in parts]
        documents: list[Iterator[Flowable]] = []
        if ONE_PAGE in parts:
            documents += [iter([FullPage(partial(self.keep_page, voice))]) for voice in self.one_page_voices()]
        if chapters or not parts & {ONE_PAGE, AGREEMENTS}:
            documents.append(self.inner_pages(chapters))
        if AGREEMENTS in parts:
            documents.append(agreements_story(self.options.name, self.voices))
        for number, document in enumerate(documents):
            if number:
                yield PageBreak()
            yield from document

    def inner_pages(self, chapters: Sequence[ChapterSummary]) -> Iterator[Flowable]:
        """The chapters she chose, under a few lines on whose words these are."""
        yield from self.opening()
        for chapter in chapters:
            yield from chapter_story(chapter, self.voices, self.keep_start)

    def keep_start(self, role: str, page: int) -> None:
        """Remember ``page`` as the first that holds what plays this role."""
        self.starts.setdefault(role, page)

    def keep_page(self, voice: Voice, page: int) -> None:
        """Remember that ``page`` is page one in this language."""
        self.one_pages[page] = voice

    def one_page_voices(self) -> tuple[Voice, ...]:
        """Dutch for the consultant and its twin in her language; hers comes first when she chose only hers."""
        if not self.voices[-1].is_dutch:
            return (*self.voices, Voice(DEFAULT))
        return tuple(reversed(self.voices))

    def opening(self) -> Iterator[Flowable]:
        """What stands above the first chapter."""
        if self.options.name and ONE_PAGE not in self.options.parts:
            yield paragraph(self.voices[-1].say(Own(self.options.name)), NAME)
        lines = [_("I wrote this plan myself."), _("I chose myself what goes on paper.")]
        for voice in self.voices:
            yield paragraph(" ".join(voice.say(line) for line in lines), NOTE)
        if unprintable(self.summary, self.options.name):
            yield paragraph(both(_("Characters the printer does not have are in brackets."), self.voices), NOTE)
        yield Spacer(0, 6 * mm)

    def finish(self, canvas: Canvas, page: int, pages: int) -> None:
        """Complete a page: its foot, and page one's content, which names the pages of others."""
        voice = self.one_pages.get(page)
        if voice is not None:
            draw_one_page(canvas, self.summary, self.options, voice, self.starts)
        self.draw_foot(canvas, page, pages, (voice,) if voice else self.voices)

    def draw_foot(self, canvas: Canvas, page: int, pages: int, voices: tuple[Voice, ...]) -> None:
        """For every language a line: product and date on the left, the number of the page on the right."""
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(HAIR)
        canvas.line(LEFT, BOTTOM - 5 * mm, LEFT + WIDTH, BOTTOM - 5 * mm)
        canvas.setFillColor(QUIET)
        canvas.setFont(REGULAR, FOOT_SIZE)
        height = BOTTOM - 9.5 * mm
        for voice in voices:
            day = format_date(self.options.date, "long", locale=voice.language)
            left = [_("My plan"), _("Printed on %(date)s", date=day)]
            canvas.drawString(LEFT, height, " \N{MIDDLE DOT} ".join(voice.say(text) for text in left))
            number = _("Page %(page)s of %(total)s", page=page, total=pages)
            canvas.drawRightString(LEFT + WIDTH, height, voice.say(number))
            height -= 4.6 * mm


def _own_texts(summary: Summary) -> Iterator[Own]:
    """Everything in the plan that she wrote herself, also where it stands inside a text that is said."""
    for chapter in summary.chapters:
        for section in chapter.answered:
            for text in (section.title, *(text for block in section.blocks for text in _leaves(block))):
                yield from _own_in(text)


def _own_in(text: Text) -> Iterator[Own]:
    if isinstance(text, Own):
        yield text
    elif isinstance(text, Phrase):
        for value in text.values.values():
            yield from _own_in(value)


def _leaves(block: Block | Item) -> Iterator[Text]:
    """Every text of a block that is printed."""
    if isinstance(block, Item):
        yield block.title
        for inner in block.blocks:
            yield from _leaves(inner)
        return
    yield block.label
    if isinstance(block, Row):
        yield from block.answer
    elif isinstance(block, Grid):
        for row in (block.head, *block.rows):
            yield from row
    else:
        for item in block.items:
            yield from _leaves(item)
