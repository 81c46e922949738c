"""Two prints for who helps with a language: texts to read with a pen, and the words of pages to record."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from trajectplan.i18n import DEFAULT, _, language_name
from trajectplan.pdf.blanks import natural_width
from trajectplan.pdf.look import GAP, NORMAL, WIDTH
from trajectplan.pdf.paper import BULLET, Paper, words_in
from trajectplan.pdf.pen import Crossable
from trajectplan.pdf.pen_lines import PEN_LINE, PenLines
from trajectplan.pdf.plan import Document, draw_foot
from trajectplan.pdf.sheet_texts import Above, Setter, Unit
from trajectplan.pdf.typeset.tables import Cell, Columns, Table, TableRow, TableStyle
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words
from trajectplan.pdf.voice import DOTS, Voice, in_language, joined
from trajectplan.plan.spoken import Clip
from trajectplan.plan.summary import Said
from trajectplan.plan.worksheet import GAP as GAP_TO_WRITE
from trajectplan.reviewing import SOURCE, Translated

__all__ = ["render_review", "render_script", "spoken_in"]

REVIEW: Final = _("Read this translation with a pen")
READ_EACH: Final = _("Read the text in large letters. Above it stands what it must say.")
GOOD_SO: Final = _("Is it good? Put a cross before “Good”.")
NOT_SO: Final = _("Can it be better? Write a better text on the line.")
SIGNS: Final = _("Signs such as these stay as they are:")
GOOD: Final = _("Good")
BETTER: Final = _("Better")
SCRIPT: Final = _("Words to record")
HOW_TO_RECORD: Final = (
    _("Make one recording for each page. Speak calmly."),
    _("Read the lines in their order. Wait a moment after each."),
    _("Save the recording under the name that stands below the title."),
    _("Is it recorded? Put a cross before “Recorded”."),
)
RECORDED: Final = _("Recorded")
GLOSSARY: Final = "glossary.toml"
EXAMPLE: Final = "%(name)s"
KEPT: Final = re.compile(r"(%\(\w+\)[a-z]|<[^>]*>|&#?\w+;|%%)")
"""What stays as it is in a text."""
TRANSLATION: Final = Style(12, 18)
"""Other scripts stand smaller than Latin in letters of the same size."""
LINE: Final = replace(TRANSLATION, indent=4 * mm, before=1 * mm)
BESIDE: Final = replace(NORMAL.small, leading=PEN_LINE)
"""Words beside the first line to write on."""
SOURCES: Final = Style(9.5, 12.5)
"""What it must say is small: it is only looked up."""
SHORT: Final = 60 * mm
"""A translation that is no wider stands beside its line to write on."""
BOX: Final = 9 * mm
GAP_BEFORE: Final = 2 * mm
MOST_BEFORE: Final = 44 * mm
ON_A_LINE: Final = 75
"""So many letters of a better text go on one line by pen."""
MOST_LINES: Final = 4
TERMS: Final = TableStyle(left=0, right=2 * mm, top=0.4 * mm, bottom=0.6 * mm, grid=False, grey=0.8)
TERM: Final = Style(9, 11.5)
"""As small as is legible: all words of the field on two pages."""


def render_review(
    language: str,
    name: str,
    parts: Sequence[tuple[str, Sequence[Translated]]],
    pause: Callable[[], None] | None = None,
    glossary: Sequence[tuple[str, str, str]] = (),
) -> bytes:
    """The texts of a language as PDF/UA-1, under the names of their parts; ``name`` is what the language is called.

    Before them stands its ``glossary``, so that one thing can be held to one word: for each term of the field the
    English, the Dutch and its word. Needs an application context, for the languages.
    """
    said = (REVIEW, READ_EACH, GOOD_SO, NOT_SO, SIGNS, GOOD, BETTER)
    return _Review(language, said, (REVIEW, name), parts, glossary).write(pause)


def render_script(
    language: str, name: str, clips: Sequence[tuple[str, Clip]], pause: Callable[[], None] | None = None
) -> bytes:
    """The words of pages to record, in ``language``, as PDF/UA-1; ``name`` is that of the language to speak.

    Each recording comes with the name of its file. Needs an application context, for the languages.
    """
    return _Script(language, (SCRIPT, *HOW_TO_RECORD, RECORDED), (SCRIPT, name), clips).write(pause)


class _Print(ABC):
    """One print for a helper: how it is used, then what it is about."""

    def __init__(self, language: str, said: Sequence[Said], about: tuple[Said, str]) -> None:
        self.voice = Voice(language)
        self.about, self.name = about
        first = language if _speaks(self.voice, said) else SOURCE
        self.paper = Paper(tuple(map(Voice, dict.fromkeys((first, DEFAULT)))))
        self.below = Paper(self.paper.voices[:1])
        self.look = self.paper.look
        self.setter = Setter(self.paper)
        self.points = Element("L")

    def write(self, pause: Callable[[], None] | None) -> bytes:
        """Lay everything out and give the bytes of the file."""
        title = self.subject(self.setter.first)
        return Document(self.paper, title, self.finish).written(self.story(), pause)

    @abstractmethod
    def story(self) -> Iterator[Flowable]:
        """All of it."""

    def foot(self, voice: Voice) -> list[Said]:
        """What stands in the foot beside the number of the page."""
        del voice
        return [self.about]

    def subject(self, voice: Voice) -> str:
        """What is printed, and of which language."""
        return f"{voice.say(self.about)}: {self.name}"

    def finish(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Complete a page: its foot."""
        draw_foot(canvas, self.below, self.foot, page, pages)

    def opening(self, *how: Said) -> Iterator[Flowable]:
        """The title and how the print is used."""
        title = Element("H1")
        for number, (words, voice) in enumerate(self.each_once(self.subject)):
            style = replace(self.look.heading, tag="H1") if number else self.look.chapter
            yield self.words(voice, words, style, element=title, bookmark=None if number else 0)
        yield from (self.setter.point(line, self.points) for line in how)

    def each_once(self, say: Callable[[Voice], str]) -> list[tuple[str, Voice]]:
        """What every language of the print says, each once."""
        return list({say(voice): voice for voice in reversed(self.paper.voices)}.items())[::-1]

    def words(
        self,
        voice: Voice,
        said: str | Sequence[Span],
        style: Style,
        *,
        element: Element | None = None,
        bookmark: int | None = None,
    ) -> Words:
        """A paragraph that begins on the side of its own language."""
        return Words(said, style, language=voice.tag, direction=voice.direction, element=element, bookmark=bookmark)

    def box(self, said: Said) -> Crossable:
        """A box to cross, at the height of a line to write on."""
        return Crossable(self.setter.in_all(said, BESIDE), Element("L"), self.setter.first)

    def kept(self, parts: Sequence[Flowable]) -> Iterator[Flowable]:
        """What stays on one page, if a page can hold it."""
        yield CondPageBreak(min(Unit(parts).height, self.paper.height - 1))
        yield from parts


def _speaks(voice: Voice, said: Sequence[Said]) -> bool:
    """Whether all of this is told in the language, not left in that of the message ids."""
    source = Voice(SOURCE)
    return voice.language == SOURCE or all(voice.say(text) != source.say(text) for text in said)


def _spans(said: str) -> Iterator[Span]:
    """A text with its signs apart: from right to left their parts would change places."""
    for number, part in enumerate(KEPT.split(said)):
        if part:
            yield Span(part, SOURCE if number % 2 else "")


class _Review(_Print):
    """Texts to read with a pen."""

    def __init__(
        self,
        language: str,
        said: Sequence[Said],
        about: tuple[Said, str],
        parts: Sequence[tuple[str, Sequence[Translated]]],
        glossary: Sequence[tuple[str, str, str]],
    ) -> None:
        super().__init__(language, said, about)
        self.parts = parts
        self.glossary = glossary
        self.better = self.setter.in_all(BETTER, BESIDE)
        self.better_width = min(natural_width(self.better) + GAP_BEFORE, MOST_BEFORE)
        self.good_width = min(natural_width(self.setter.in_all(GOOD, BESIDE)) + BOX, MOST_BEFORE)

    def story(self) -> Iterator[Flowable]:
        """How to read, then text by text."""
        yield from self.opening(READ_EACH, GOOD_SO, NOT_SO)
        signs = [
            in_language((Span(f"{said} "), Span(EXAMPLE, SOURCE)), voice)
            for said, voice in self.each_once(lambda voice: voice.say(SIGNS))
        ]
        yield words_in(joined(signs, "\n"), self.look.point, self.setter.first, bullet=BULLET, points=self.points)
        if self.glossary:
            yield from self.terms()
        for name, texts in self.parts:
            head: list[Flowable] = [Above(6 * mm), self.words(Voice(SOURCE), name, self.look.heading, bookmark=1)]
            for text in texts:
                yield from self.kept([*head, *self.text(text)])
                head = []

    def terms(self) -> Iterator[Flowable]:
        """The glossary, under the name of its file, as texts stand under theirs."""
        voices = (Voice(SOURCE), Voice(DEFAULT), self.voice)
        heads = [*(language_name(voice.language) for voice in voices[:2]), self.name]
        rows = [
            TableRow([[self.words(voice, cell, style)] for voice, cell in zip(voices, row, strict=True)], head=is_head)
            for row, style, is_head in [
                (heads, replace(TERM, bold=True), True),
                *((row, TERM, False) for row in self.glossary),
            ]
        ]
        table = Table(rows, [WIDTH / len(voices)] * len(voices), style=TERMS, named=True)
        name = f"{self.voice.language}/{GLOSSARY}"
        yield from (Above(6 * mm), self.words(Voice(SOURCE), name, self.look.heading, bookmark=1))
        yield CondPageBreak(table.first_height())
        yield table

    def text(self, text: Translated) -> Iterator[Flowable]:
        """One text: what it must say, what it says, and room for a better one; all in one row where it is short."""
        yield Above(2.5 * mm)
        yield Columns(self.sources(text), [(WIDTH - GAP) / 2] * 2, gap=GAP, rule=True, pad=0.5 * mm)
        said = self.words(self.voice, [*_spans(text.translation)], TRANSLATION)
        is_short = bool(text.translation) and natural_width(said) <= SHORT
        if text.translation and not is_short:
            yield Above(0.5 * mm)
            yield said
        lines = 1 if is_short else min(MOST_LINES, 1 + max(len(text.translation), len(text.english)) // ON_A_LINE)
        cells: list[Cell] = [[self.box(GOOD)], [self.setter.in_all(BETTER, BESIDE)]]
        cells.append([PenLines(lines, self.look, self.setter.first)])
        widths = [self.good_width, self.better_width]
        if is_short:
            cells, widths = [[said], *cells], [SHORT + GAP, *widths]
        yield Columns(cells, [*widths, WIDTH - sum(widths)], direction=self.voice.direction)

    def sources(self, text: Translated) -> list[Cell]:
        """Its number with the English, and the Dutch beside it; its own language aside."""
        number = [Span(text.number, bold=True), Span(f"  {text.counted}  " if text.counted else "  ")]
        voices = {SOURCE: text.english, DEFAULT: text.dutch}
        voices.pop(self.voice.language, None)
        english = [Span(voices[SOURCE])] if SOURCE in voices else []
        cells: list[Cell] = [[Words([*number, *english], SOURCES, language=SOURCE)]]
        return [*cells, [self.words(Voice(DEFAULT), voices[DEFAULT], SOURCES)] if voices.get(DEFAULT) else []]


class _Script(_Print):
    """The words of pages to record."""

    def __init__(
        self,
        language: str,
        said: Sequence[Said],
        about: tuple[Said, str],
        clips: Sequence[tuple[str, Clip]],
    ) -> None:
        super().__init__(language, said, about)
        self.clips = clips

    def story(self) -> Iterator[Flowable]:
        """How to record, then page by page."""
        yield from self.opening(*HOW_TO_RECORD)
        for file, clip in self.clips:
            yield from self.clip(file, clip)

    def clip(self, file: str, clip: Clip) -> Iterator[Flowable]:
        """One recording: its title, the name of its file, and its lines."""
        first, *others = spoken_in(clip, self.voice)
        head: list[Flowable] = [Above(8 * mm), self.words(self.voice, first[1], self.look.heading, bookmark=1)]
        head += [Words((Span(file),), self.look.note, language=SOURCE), Above(1.5 * mm), self.box(RECORDED)]
        lines = Element("L")
        for _kind, said in (first, *others):
            line = words_in((Span(said),), LINE, self.voice, bullet=BULLET, points=lines)
            yield from self.kept([*head, line])
            head = []


def spoken_in(clip: Clip, voice: Voice) -> list[tuple[str, str]]:
    """The words of a recording in one language, without what says nothing or the same again."""
    found: dict[str, str] = {}
    for kind, text in clip.words:
        said = voice.say(text).replace(GAP_TO_WRITE, DOTS).strip()
        if said:
            found.setdefault(said, kind)
    return [(kind, said) for said, kind in found.items()]
