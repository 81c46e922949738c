"""The printed plan: page one for the consultant, the chapters she chose, a page for agreements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from threading import Lock
from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer

from trajectplan.i18n import DEFAULT, _, day_in_words
from trajectplan.pdf.agreements import agreements_story
from trajectplan.pdf.chapter import chapter_story
from trajectplan.pdf.characters import has_names, has_words_to_write, notes_on
from trajectplan.pdf.fonts import REGULAR, covered
from trajectplan.pdf.layout import BOTTOM, HAIR, HEIGHT, LEFT, LINE, WIDTH, CountedCanvas, FullPage
from trajectplan.pdf.leaves import own_words, texts_in, texts_of
from trajectplan.pdf.one_page import draw_one_page
from trajectplan.pdf.options import AGREEMENTS, ONE_PAGE, PrintOptions, told_in
from trajectplan.pdf.short import is_short, short_story
from trajectplan.pdf.text import NAME, NOT_FILLED_IN, NOTE, QUIET, Voice, both, paragraph
from trajectplan.plan.summary import Own, Summary

__all__ = ["PrintOptions", "has_signs", "render", "to_write_by_hand"]

FOOT_SIZE: Final = 10
_one_at_a_time = Lock()
"""ReportLab's fonts read their file through one shared position, so two prints at once would mix them up."""


def render(summary: Summary, options: PrintOptions) -> bytes:
    """The plan as PDF: the same bytes for the same input. Needs an application context, for the languages."""
    with _one_at_a_time:
        covered()
        return _Print(summary, options).write()


def to_write_by_hand(summary: Summary) -> tuple[str, ...]:
    """The titles, in the language of the moment, above words of hers in a script that can't be printed, each once."""
    found: dict[str, bool] = {}
    for chapter in summary.chapters:
        title = str(chapter.title)
        for section in chapter.answered:
            title = str(section.title) or title
            if any(map(has_words_to_write, own_words(texts_of(section)))):
                found[title] = True
    return tuple(found)


def has_signs(summary: Summary, name: str) -> bool:
    """Whether single characters of her name or words, such as a smiley, are printed as their names in brackets."""
    texts = (text for chapter in summary.chapters for text in own_words(texts_in(chapter)))
    return any(map(has_names, (name, *texts)))


class _Print:
    """One document on its way to paper."""

    def __init__(self, summary: Summary, options: PrintOptions) -> None:
        self.options = options
        self.chapters = [chapter for chapter in summary.chapters if chapter.key in options.parts]
        self.main_points = told_in(summary, options.parts)
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
        documents: list[Iterator[Flowable]] = []
        if ONE_PAGE in parts:
            documents += [iter([FullPage(partial(self.keep_page, voice))]) for voice in self.one_page_voices()]
        if self.chapters or not parts & {ONE_PAGE, AGREEMENTS}:
            documents.append(self.inner_pages())
        if AGREEMENTS in parts:
            documents.append(agreements_story(self.options.name, self.voices))
        for number, document in enumerate(documents):
            if number:
                yield PageBreak()
            yield from document

    def inner_pages(self) -> Iterator[Flowable]:
        """The chapters she chose and said something in, under a few lines on whose words these are."""
        yield from self.opening()
        answered = [chapter for chapter in self.chapters if chapter.answered]
        if is_short(answered):
            yield from short_story(answered, self.voices, self.keep_start)
            return
        for chapter in answered:
            yield from chapter_story(chapter, self.voices, self.keep_start)
        if not answered:
            yield paragraph(both(NOT_FILLED_IN, self.voices), NOTE)

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
        own = [part for chapter in self.chapters for part in own_words(texts_in(chapter))]
        for note in notes_on([self.options.name, *own]):
            yield paragraph(both(note, self.voices, "\n"), NOTE)
        yield Spacer(0, 5 * mm)

    def finish(self, canvas: Canvas, page: int, pages: int) -> None:
        """Complete a page: its foot, and page one's content, which names the pages of others."""
        voice = self.one_pages.get(page)
        if voice is not None:
            draw_one_page(canvas, self.main_points, self.options, voice, self.starts)
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
            left = [_("My plan"), _("Printed on %(date)s", date=day_in_words(self.options.date, voice.language))]
            canvas.drawString(LEFT, height, " \N{MIDDLE DOT} ".join(voice.say(text) for text in left))
            number = _("Page %(page)s of %(total)s", page=page, total=pages)
            canvas.drawRightString(LEFT + WIDTH, height, voice.say(number))
            height -= 4.6 * mm
