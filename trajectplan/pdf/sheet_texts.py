"""Texts on blank sheets: in one language or more, the first in black and the others below it, quieter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from trajectplan.i18n import _, before_answer
from trajectplan.pdf.look import QUIET, WIDTH
from trajectplan.pdf.paper import BULLET, Paper, words_in
from trajectplan.pdf.typeset.tagging import Element, canvas_of
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.voice import BETWEEN, DOTS, Line, Voice, joined
from trajectplan.plan.summary import Phrase, Text
from trajectplan.plan.worksheet import GAP

SMALLER: Final = 0.92
"""The size of another language beside that of the first; never below that of small letters."""
GOES_ON: Final = _("%(name)s (continued)")
WRITTEN: Final = "_" * 24
"""A gap in a title as a line that a name can be written on, in her own language; in others it is ``DOTS``."""
BELOW: Final = 2.5 * mm


class Setter:
    """Makes paragraphs of texts; the first language of the paper says where lines begin."""

    def __init__(self, paper: Paper) -> None:
        self.first, *others = paper.voices
        self.others: Sequence[Voice] = others
        self.look = paper.look
        self.direction = paper.direction
        self.page = paper.height

    def pair(self, text: Text, style: Style, *, bookmark: int | None = None) -> list[Words]:
        """``text`` in every language; none when it is empty. A heading is one in all languages."""
        said = _in_words(text, self.first)
        if not said:
            return []
        element = Element(style.tag) if style.tag != "P" else None
        first = self._words(self.first, said, style, element=element, bookmark=bookmark)
        return [first, *self._beside([text], style, element)]

    def title(self, text: Text, style: Style, *, bookmark: int | None = None) -> list[Words]:
        """As ``pair``, with a line to write on where the title has a gap."""
        first, *others = self.pair(text, style, bookmark=bookmark)
        if GAP not in self.first.say(text):
            return [first, *others]
        said = self.first.say(text).replace(GAP, WRITTEN)
        return [self._words(self.first, said, style, element=first.element, bookmark=bookmark), *others]

    def asked(self, label: Text, *more: Text) -> list[Words]:
        """A question, and what more is said of it: behind it where a line has room for both, else below."""
        style, told = self.look.name, _on_one_line(more, self.first)
        spans = (Span(self.first.say(label), bold=True), Span(BETWEEN + told))
        look = replace(style, bold=False)
        if not told or line_width(spans, look, self.first.tag) > WIDTH:
            return self.labelled(style, label, *more)
        first = Words(spans, look, language=self.first.tag, direction=self.direction)
        return [first, *self._beside([label, *more], self.look.small)]

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
        spans = [Span(f"{before_answer(self.first.say(name), self.first.language)} ", bold=True), Span(said)]
        first = Words(spans, self.look.small, language=self.first.tag, direction=self.direction)
        return [first, *self._beside(texts, self.look.small)]

    def point(self, text: Text, points: Element) -> Words:
        """``text`` as a point of the list ``points``, all languages in one."""
        said = {voice.say(text): Span(voice.say(text), voice.tag) for voice in self.others}
        others = [(span,) for words, span in said.items() if words != self.first.say(text)]
        lines = joined([self.first.line(text), *others], "\n")
        return words_in(lines, self.look.point, self.first, bullet=BULLET, points=points)

    def in_all(self, text: Text, style: Style) -> Words:
        """``text`` in every language on one line, once where they agree."""
        return words_in(self._each_once([text], _on_one_line, BETWEEN), style, self.first)

    def goes_on(self, names: Sequence[Text]) -> Words:
        """That what bears these names, the outer first, began on a page before."""
        # In large print no more than a line takes: the foot names the chapter.
        names = names[1:] if self.look.stacked and len(names) > 1 else names
        return words_in(self._each_once(names, _continued, "\n"), self.look.note, self.first)

    def _each_once(self, texts: Sequence[Text], say: Callable[[Sequence[Text], Voice], str], between: str) -> Line:
        """What every language says, each once, with ``between`` between two."""
        said: dict[str, Voice] = {}
        for voice in (self.first, *self.others):
            said.setdefault(say(texts, voice), voice)
        return joined([(Span(words, voice.tag),) for words, voice in said.items()], between)

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
    return BETWEEN.join(said for text in texts if (said := _in_words(text, voice)))


def _continued(names: Sequence[Text], voice: Voice) -> str:
    return voice.say(Phrase(GOES_ON, {"name": _on_one_line(names, voice)}))


def _in_words(text: Text, voice: Voice) -> str:
    """What ``text`` says where nobody writes on a line in it."""
    return voice.say(text).replace(GAP, DOTS)


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


class Continued(Flowable):
    """Says at the top of a page what goes on there; takes no room elsewhere. ``page`` is the height of a page."""

    def __init__(self, words: Words, page: float) -> None:
        super().__init__()
        self.words, self.page = words, page

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (ReportLab's own names)
        """Its size: none unless all of the page is free."""
        self.width, self.height = aW, self.words.height_at(aW) + BELOW if aH > self.page - 1 else 0
        return self.width, self.height

    def draw(self) -> None:
        """The words, which who hears them knows already."""
        if self.height:
            with canvas_of(self).artifact("Pagination"):
                self.words.drawOn(canvas_of(self), 0, BELOW)


@dataclass(frozen=True, slots=True)
class Unit:
    """What stays on one page; ``names`` are of what it goes on with, the outer first, and none where that begins."""

    parts: Sequence[Flowable]
    names: tuple[Text, ...] = ()

    @property
    def height(self) -> float:
        """In points, with the room above each part."""
        return float(sum(part.wrap(WIDTH, 0)[1] + part.getSpaceBefore() for part in self.parts))

    def below(self, parts: Sequence[Flowable]) -> Unit:
        """The same with ``parts`` above it."""
        return Unit([*parts, *self.parts], self.names)

    def above(self, parts: Sequence[Flowable]) -> Unit:
        """The same with ``parts`` below it."""
        return Unit([*self.parts, *parts], self.names)

    def within(self, name: Text) -> Unit:
        """The same as a part of what bears this name, and began before it."""
        return Unit(self.parts, (name, *self.names))


def kept(unit: Unit, setter: Setter) -> Iterator[Flowable]:
    """The flowables of ``unit`` on one page, if a page can hold them."""
    yield CondPageBreak(min(unit.height, setter.page - 1))
    if unit.names:
        yield Continued(setter.goes_on(unit.names), setter.page)
    yield from unit.parts
