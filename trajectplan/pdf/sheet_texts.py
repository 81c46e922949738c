"""Texts on blank sheets: in one language or more, the first in black and the others below it, quieter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable

from trajectplan.pdf.look import QUIET, WIDTH
from trajectplan.pdf.paper import BULLET, Paper, words_in
from trajectplan.pdf.typeset.tagging import Element
from trajectplan.pdf.typeset.text import Span, Style, Words
from trajectplan.pdf.voice import BETWEEN, Voice, joined
from trajectplan.plan.summary import Text

SMALLER: Final = 0.92
"""The size of another language beside that of the first; never below that of small letters."""


class Setter:
    """Makes paragraphs of texts; the first language of the paper says where lines begin."""

    def __init__(self, paper: Paper) -> None:
        self.first, *others = paper.voices
        self.others: Sequence[Voice] = others
        self.look = paper.look
        self.direction = paper.direction

    def pair(self, text: Text, style: Style, *, bookmark: int | None = None) -> list[Words]:
        """``text`` in every language; none when it is empty. A heading is one in all languages."""
        said = self.first.say(text)
        if not said:
            return []
        element = Element(style.tag) if style.tag != "P" else None
        first = self._words(self.first, said, style, element=element, bookmark=bookmark)
        return [first, *self._beside([text], style, element)]

    def labelled(self, style: Style, label: Text, *more: Text) -> list[Words]:
        """A label, and below it in small letters what more is said of it."""
        first = self._words(self.first, self.first.say(label), style)
        told = _on_one_line(more, self.first)
        small = [self._words(self.first, told, self.look.small)] if told else []
        return [first, *small, *self._beside([label, *more], self.look.small)]

    def named(self, name: Text, *texts: Text) -> list[Words]:
        """Some texts on one line, with what they are before them; nothing when they say nothing."""
        said = _on_one_line(texts, self.first)
        if not said:
            return []
        spans = [Span(f"{self.first.say(name)}: ", bold=True), Span(said)]
        first = Words(spans, self.look.small, language=self.first.tag, direction=self.direction)
        return [first, *self._beside(texts, self.look.small)]

    def point(self, text: Text, points: Element) -> Words:
        """``text`` as a point of the list ``points``, all languages in one."""
        said = {voice.say(text): Span(voice.say(text), voice.tag) for voice in self.others}
        others = [(span,) for words, span in said.items() if words != self.first.say(text)]
        lines = joined([self.first.line(text), *others], "\n")
        return words_in(lines, self.look.point, self.first, bullet=BULLET, points=points)

    def one_line(self, text: Text, style: Style) -> Words:
        """``text`` in the first language alone, for what is understood in every language."""
        return self._words(self.first, self.first.say(text), style)

    def _beside(self, texts: Sequence[Text], style: Style, element: Element | None = None) -> Iterator[Words]:
        """The same in the other languages, where these say something else."""
        said_before = {_on_one_line(texts, self.first), ""}
        for voice in self.others:
            said = _on_one_line(texts, voice)
            if said not in said_before:
                said_before.add(said)
                yield self._words(voice, said, self._quieter(style), element=element)

    def _words(
        self,
        voice: Voice,
        said: str,
        style: Style,
        *,
        element: Element | None = None,
        bookmark: int | None = None,
    ) -> Words:
        """A paragraph that begins where the lines of the first language do."""
        if voice.direction != self.direction:
            style = replace(style, align="end")
        return Words(said, style, language=voice.tag, direction=voice.direction, element=element, bookmark=bookmark)

    def _quieter(self, style: Style) -> Style:
        """As ``style``, for another language below the first."""
        size = max(style.size * SMALLER, self.look.small.size)
        return replace(style, size=size, leading=size * 1.3, bold=False, grey=QUIET, before=0)


def _on_one_line(texts: Sequence[Text], voice: Voice) -> str:
    """All of ``texts`` that say something."""
    return BETWEEN.join(said for text in texts if (said := voice.say(text)))


class Above(Flowable):
    """So much room above what follows, in points; none at the top of a page."""

    def __init__(self, room: float) -> None:
        super().__init__()
        self.room = room

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's own name)
        """The room."""
        return self.room

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """It takes none by itself."""
        return aW, 0

    def draw(self) -> None:
        """Nothing."""


def kept(unit: Sequence[Flowable], paper: Paper) -> Iterator[Flowable]:
    """The flowables of ``unit`` on one page, if a page can hold them."""
    yield CondPageBreak(min(height_of(unit), paper.height - 1))
    yield from unit


def height_of(unit: Sequence[Flowable]) -> float:
    """The height of flowables one below the other with the room above each, in points."""
    return float(sum(part.wrap(WIDTH, 0)[1] + part.getSpaceBefore() for part in unit))
