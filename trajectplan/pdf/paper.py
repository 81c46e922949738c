"""What a document is written on: its languages, its look and its direction, and the paragraphs made for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from trajectplan.i18n import _
from trajectplan.pdf.look import GAP, INSET, NORMAL, PAGE_HEIGHT, TOP, WIDTH, Look
from trajectplan.pdf.typeset.tables import Cell, Columns, Part
from trajectplan.pdf.typeset.tagging import Element, canvas_of
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.typeset.words import AUTO
from trajectplan.pdf.voice import (
    Line,
    Voice,
    Voices,
    in_bold,
    in_language,
    joined,
    on_one_line,
    plain,
)
from trajectplan.pdf.wording import BEHIND, STAR
from trajectplan.plan.summary import Own, Said, Text

BULLET: Final = "\N{BULLET}"
MANY: Final = 8
"""So many answers are no list any more."""
NOT_FILLED_IN: Final = _("not filled in")
SPACE: Final = _("Space to write")
SPACE_FOR_DUTCH: Final = _("Space to write this in Dutch")
"""What lines to write on are called for who can't see them."""
PEN_LINE: Final = 8 * mm
MOST_PEN_LINES: Final = 6
LONGEST_KEPT: Final = 300
"""In characters."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The languages of a document, hers first, its look, and the lines of its foot in each; 0 where nobody knows."""

    voices: Voices
    look: Look = NORMAL
    foot_lines: int = 0

    @property
    def direction(self) -> str:
        """The direction of the page, ``"ltr"`` or ``"rtl"``: that of its first language."""
        return self.voices[0].direction

    @property
    def is_pair(self) -> bool:
        """Whether two languages share it."""
        return len(self.voices) > 1

    @property
    def bottom(self) -> float:
        """The room for the foot, in points: in large print two lines for each language, if no less will do."""
        lines = len(self.voices) * (self.foot_lines or (2 if self.look.stacked else 1))
        return max(22 * mm, 14 * mm + lines * self.look.foot.leading)

    @property
    def height(self) -> float:
        """The height of what stands on a page, in points."""
        return PAGE_HEIGHT - TOP - self.bottom

    @property
    def widths(self) -> tuple[float, ...]:
        """The width of each language's column."""
        if self.look.stacked:
            return (WIDTH,) * len(self.voices)
        return ((WIDTH - GAP * (len(self.voices) - 1)) / len(self.voices),) * len(self.voices)

    # Paragraphs -------------------------------------------------------------------------------------------------------

    def words(self, text: Text | Line, style: Style, voice: Voice, *, element: Element | None = None) -> Words:
        """A paragraph of one voice; her own words alone run in their own direction."""
        line = text if isinstance(text, tuple) else voice.line(text)
        return words_in(line, style, voice, element=element)

    def both(self, text: Text, style: Style, *, between: str = "\n") -> Words:
        """A text in every language of the print, once where they agree, ``between`` them what stands between two."""
        lines = {voice.say(text): voice for voice in self.voices}
        spans = [(Span(said, voice.tag),) for said, voice in lines.items()]
        return words_in(joined(spans, between), style, self.voices[0])

    def pair(self, text: Text, style: Style, *, bookmark: int | None = None) -> list[Cell]:
        """A text in every language, each in its column; one element of the structure tree, so one heading."""
        element = Element(style.tag) if self.is_pair else None
        cells: list[Cell] = []
        for number, voice in enumerate(self.voices):
            words = self.words(text, style, voice, element=element)
            words.bookmark = bookmark if number == 0 else None
            cells.append([words])
        return cells

    # Columns ----------------------------------------------------------------------------------------------------------

    def columns(
        self,
        cells: Sequence[Cell],
        widths: Sequence[float] | None = None,
        *,
        rule: bool = False,
        tint: bool = False,
        pad: float = 0,
    ) -> Columns:
        """Cells side by side, in large print one below the other."""
        if self.look.stacked:
            cells, widths = [[part for cell in cells for part in cell]], (WIDTH,)
        return Columns(
            cells,
            widths or self.widths[: len(cells)],
            gap=GAP,
            direction=self.direction,
            rule=rule,
            tint=tint,
            pad=pad,
            inset=INSET,
            whole=self.look.short,
        )

    def below(self, titles: Sequence[Cell], said: Sequence[Cell]) -> list[Cell]:
        """What is said in each language under its title; one below the other, the titles of all come first."""
        if self.look.stacked:
            return [[part for cell in (*titles, *said) for part in cell]]
        return [[*title, *parts] for title, parts in zip(titles, said, strict=True)]

    # Answers ----------------------------------------------------------------------------------------------------------

    def answer(self, texts: tuple[Text, ...], voice: Voice, width: float) -> Iterator[Part]:
        """An answer as a column of ``width`` shows it: several on one line where they fit, else as points."""
        lines = self.lines(texts, voice)
        together = on_one_line(lines)
        body = self.look.body
        fits = "\n" not in plain(together) and line_width(together, body, voice.tag) <= width
        if fits or len(lines) >= MANY:
            lines = [together] if plain(together) else []
        several = len(lines) > 1
        points = Element("L")
        room = self.room_for_dutch(texts, voice)
        for line in lines:
            style, bullet = (self.look.point, BULLET) if several else (body, "")
            if room and line is lines[-1]:
                style = _with_next(style, line)
            yield words_in(line, style, voice, bullet=bullet, points=points)
        yield from room

    def answer_line(self, label: Text, texts: tuple[Text, ...], voice: Voice) -> list[Part]:
        """A label and its answer as one paragraph, with room below for the Dutch by pen."""
        head = in_bold(voice.label(label))
        lines = self.lines(texts, voice)
        line = (*head, Span(" "), *joined(lines, "; "))
        room = self.room_for_dutch(texts, voice)
        style = self.look.line_of_item
        return [words_in(line, _with_next(style, line) if room else style, voice), *room]

    def lines(self, texts: tuple[Text, ...], voice: Voice) -> list[Line]:
        """What ``voice``'s column says of ``texts``.

        Her words stand once, in the column of their language, or in the first where there is none; beside them stands
        the Dutch that she or a helper wrote, when there is. A reader who need not understand them sees ``STAR``.
        """
        found: list[Line] = []
        for text in texts:
            if not isinstance(text, Own):
                found.append(voice.line(text))
                continue
            home = next((other for other in self.voices if other.understands(text)), self.voices[0])
            is_home = voice == home or not text.language
            if voice.is_starred(text):
                found.append((*voice.line(text), Span(BEHIND)) if is_home else (Span(STAR),))
            elif voice.understands(text):
                found.append(voice.line(text))
            else:
                dutch = Span(text.dutch, self._dutch)
                found.append((*voice.line(text), Span("\n"), dutch) if is_home else (dutch,))
        return found

    @property
    def _dutch(self) -> str:
        return next((voice.tag for voice in self.voices if voice.is_dutch), "nl")

    def room_for_dutch(self, texts: tuple[Text, ...], voice: Voice) -> list[Part]:
        """Lines on which the Dutch of her words is written by pen, in the column of who reads Dutch."""
        if not voice.is_dutch:
            return []
        length = sum(len(text.text) for text in texts if isinstance(text, Own) and voice.is_starred(text))
        count = min(MOST_PEN_LINES, 1 + length // 45)
        return [PenLines(count, self.look, voice, said=SPACE_FOR_DUTCH)] if length else []

    def once(self, own: Own) -> Line:
        """Her words where all columns are one; with a star when somebody need not understand them."""
        has_dutch = own.dutch and any(voice.is_dutch for voice in self.voices)
        starred = not has_dutch and not all(voice.understands(own) for voice in self.voices)
        line = self.voices[0].line(own)
        return (*line, Span(BEHIND)) if starred else line

    def in_all(self, text: Text, *, between: str = " / ") -> Line:
        """A text in every language on one line, once where they agree; her own words once, with the Dutch beside."""
        if isinstance(text, Own):
            dutch = text.dutch if any(voice.is_dutch for voice in self.voices) else ""
            parts = dict.fromkeys([self.voices[0].line(text), *([(Span(dutch, self._dutch),)] if dutch else [])])
            return joined(list(parts), between)
        said = {voice.say(text): voice for voice in reversed(self.voices)}
        lines = [in_language(voice.line(text), voice) for voice in self.voices if said[voice.say(text)] == voice]
        return joined(lines, between)


def _with_next(style: Style, line: Line) -> Style:
    """The same style for a text that stays with what follows it, unless it is so long that it goes over pages."""
    return replace(style, keeps=len(plain(line)) <= LONGEST_KEPT)


def words_in(
    line: Line,
    style: Style,
    voice: Voice,
    *,
    bullet: str = "",
    points: Element | None = None,
    element: Element | None = None,
) -> Words:
    """A paragraph in the language of ``voice``; one that is all hers in her own language and direction."""
    language, way = language_of(line, voice)
    return Words(line, style, language=language, direction=way, bullet=bullet, points=points, element=element)


def language_of(line: Line, voice: Voice) -> tuple[str, str]:
    """The language and the direction of a text: those of ``voice``, unless all of it is hers."""
    languages = {span.language for span in line if span.text.strip()}
    own = languages.pop() if len(languages) == 1 else ""
    return (own, AUTO) if own else (voice.tag, voice.direction)


def told_figure(said: Said, voice: Voice) -> Element:
    """A drawing that ``said`` tells in the language of ``voice`` to who can't see it."""
    return Element("Figure", voice.tag, voice.say(said))


class PenLines(Flowable):
    """Lines to write on: one figure, told in words (``said``) to who can't see it."""

    stroke: ClassVar = "0 G 0.7 w 1 J [0 2.4] 0 d"
    """Dots, so that nobody takes a line for the one above the next answer."""

    def __init__(self, count: int, look: Look, voice: Voice, *, said: Said = SPACE) -> None:
        super().__init__()
        self.count = count
        self.step = PEN_LINE * (1.2 if look.stacked else 1)
        self.element = told_figure(said, voice)

    def height_at(self, width: float) -> float:
        """Its height in points."""
        self.width, self.height = width, self.count * self.step
        return self.height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        return aW, self.height_at(aW)

    def broken_at(self, width: float, height: float) -> list[Flowable]:
        """It stays whole."""
        del width, height
        return [self]

    def draw(self) -> None:
        """The lines, each at the foot of its room."""
        canvas = canvas_of(self)
        feet = (number * self.step + 1 for number in range(self.count))
        lines = [f"0 {y:.2f} m {self.width:.2f} {y:.2f} l S" for y in feet]
        with canvas.figure(self.element, self.width, self.height):
            canvas.write("\n".join([f"q {self.stroke}", *lines, "Q"]))


# The flow of a document -----------------------------------------------------------------------------------------------


class Room(Spacer):
    """Room below something, as far as the page has it: it never begins a page of its own."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as it is meant to be, or what is left of the page."""
        return width, min(float(self.height), height)


class Mark(Flowable):
    """Nothing to see: calls ``found`` with the page it lands on, and names the place so that links can lead there."""

    def __init__(self, found: Callable[[int], None], target: str = "") -> None:
        super().__init__()
        self.found = found
        self.target = target

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """It takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Tell the page."""
        self.found(self.canv.getPageNumber())
        if self.target:
            canvas_of(self).target(self.target, 0)


class FullPage(Mark):
    """A page left free, to be drawn when all others are known; its place in the structure tree is ``element``."""

    def __init__(self, found: Callable[[int], None], height: float, element: Element) -> None:
        super().__init__(found)
        self.free = height
        self.element = element

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """It takes a whole page, but for the fraction that sums of heights may be off."""
        return WIDTH, self.free - 1

    def draw(self) -> None:
        """Tell the page, and keep its place in the tree."""
        super().draw()
        canvas_of(self).place(self.element)


HEAD: Final = "is_head"


def head(flowable: Flowable) -> Flowable:
    """The same flowable, known as one that must not be the last on a page."""
    setattr(flowable, HEAD, True)
    return flowable


def kept(unit: Sequence[Flowable], paper: Paper, least: float = 0) -> Iterator[Flowable]:
    """The flowables of ``unit`` on one page, as long as they are no higher than ``look.low`` together.

    Higher ones begin where there is room for their heads with some of what stands below, and at least ``least`` points.
    """
    height = height_of(unit[:-1] if unit and isinstance(unit[-1], Room) else unit)
    yield CondPageBreak(height if height <= paper.look.low else min(height, max(least, _beginning(unit, paper))))
    yield from unit


def _beginning(unit: Sequence[Flowable], paper: Paper) -> float:
    """The height of the heads in ``unit`` and of the first that is none, or of so much of it as may stand alone."""
    height = 0.0
    for part in unit:
        is_head = getattr(part, HEAD, False)
        height += height_of([part]) if is_head else _least(part, paper)
        if not is_head and not isinstance(part, (Spacer, Mark)):
            break
    return min(height, paper.height - 1)


def _least(part: Flowable, paper: Paper) -> float:
    """The height in which something begins that may break: as much of it as may stand alone."""
    needed, look = height_of([part]), paper.look
    if not isinstance(part, Columns) or needed < look.short:
        return min(needed, look.short)
    return next((room for room in (look.few, look.short, look.low) if len(part.broken_at(WIDTH, room)) > 1), needed)


def height_of(parts: Sequence[Flowable]) -> float:
    """The height of flowables one below the other."""
    return sum(float(part.wrap(WIDTH, PAGE_HEIGHT)[1]) for part in parts)
