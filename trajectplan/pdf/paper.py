"""What a document is written on: its languages, its look and its direction, and the paragraphs made for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from trajectplan.i18n import _, semicolon
from trajectplan.pdf.look import GAP, INSET, NORMAL, PAGE_HEIGHT, TOP, WIDTH, Look
from trajectplan.pdf.pen_lines import SPACE_FOR_DUTCH, PenLines
from trajectplan.pdf.typeset.tables import Cell, Columns, Part, Table
from trajectplan.pdf.typeset.tagging import Element, canvas_of
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.typeset.words import AUTO
from trajectplan.pdf.voice import (
    ENDS,
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
from trajectplan.plan.summary import Own, Text

BULLET: Final = "\N{BULLET}"
MANY: Final = 8
"""So many answers are no list any more, unless they are sentences."""
BESIDE: Final = " / "
"""Stands between two languages on one line."""
NOT_FILLED_IN: Final = _("not filled in")
MOST_PEN_LINES: Final = 6
LONGEST_KEPT: Final = 300
"""In characters."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The languages of a document, hers first, its look, and the height of its foot in points; 0 where nobody knows."""

    voices: Voices
    look: Look = NORMAL
    foot: float = 0

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
        """The room for the foot, in points; if its height isn't known, a line for each language, in large print two."""
        lines = len(self.voices) * (2 if self.look.stacked else 1)
        return max(22 * mm, 14 * mm + (self.foot or lines * self.look.foot.leading))

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

    def beside_others(self, text: Text | Line, style: Style, voice: Voice, *, element: Element | None = None) -> Words:
        """A paragraph of one voice in a place that all languages share: it begins where those of the first do."""
        line = text if isinstance(text, tuple) else voice.line(text)
        return words_in(line, style, voice, element=element, side=self.direction)

    def both(self, text: Text, style: Style, *, between: str = "\n") -> Words:
        """A text in every language of the print, once where they agree, ``between`` them what stands between two."""
        lines = {voice.say(text): voice for voice in self.voices}
        spans = [(Span(said, voice.tag),) for said, voice in lines.items()]
        return words_in(joined(spans, between), style, self.voices[0])

    def pair(self, text: Text, style: Style, *, bookmark: int | None = None) -> list[Cell]:
        """A text in every language, each in its column; one element of the structure tree, so one heading.

        The ``bookmark`` is in the first of them whose readers understand it.
        """
        element = Element(style.tag) if self.is_pair else None
        cells: list[Cell] = []
        told = next((voice for voice in self.voices if not voice.is_starred(text)), self.voices[0])
        for voice in self.voices:
            words, *room = self.title(text, style, voice, element=element)
            words.bookmark = bookmark if voice == told else None
            cells.append([words, *room])
        return cells

    def title(
        self, text: Text, style: Style, voice: Voice, *, element: Element | None = None
    ) -> tuple[Words, *tuple[PenLines, ...]]:
        """What ``voice``'s column says in a title, with a line below for the Dutch of her words by pen."""
        (line,) = self.lines((text,), voice, between=BESIDE)
        return words_in(line, style, voice, element=element), *self.room_for_dutch((text,), voice, most=1)

    def name(self, own: Own, style: Style) -> list[Cell]:
        """What she calls a thing: once for all columns, the Dutch or a line to write it on beside it."""
        rooms = [self.room_for_dutch((own,), voice, most=1) for voice in self.voices]
        if self.look.stacked or not any(rooms):
            words = words_in(self._named(own), style, self.voices[0])
            return [[words, *(part for room in rooms for part in room)]]
        words = words_in(self._named(own), style, self._home(own))
        return [
            [words, *room] if voice == self._home(own) else [*room]
            for voice, room in zip(self.voices, rooms, strict=True)
        ]

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
        """An answer as a column of ``width`` shows it: several on one line where they fit, else as points.

        Many short ones run on where they do not fit; sentences are points then, however many.
        """
        lines = self.lines(texts, voice)
        together = on_one_line(lines)
        body = self.look.body
        fits = "\n" not in plain(together) and line_width(together, body, voice.tag) <= width
        is_told = all(plain(line).endswith(ENDS) for line in lines)
        if fits or (len(lines) >= MANY and not is_told):
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
        line = (*head, Span(" "), *joined(lines, semicolon(voice.language)))
        room = self.room_for_dutch(texts, voice)
        style = self.look.line_of_item
        return [words_in(line, _with_next(style, line) if room else style, voice), *room]

    def lines(self, texts: tuple[Text, ...], voice: Voice, *, between: str = "\n") -> list[Line]:
        """What ``voice``'s column says of ``texts``.

        Her words stand once, in the column of their language, or in the first where there is none; beside them stands
        the Dutch that she or a helper wrote, when there is, in one column with ``between`` between. A reader who need
        not understand them sees ``STAR``.
        """
        found: list[Line] = []
        for text in texts:
            if not isinstance(text, Own):
                found.append(voice.line(text))
                continue
            is_home = voice == self._home(text) or not text.language
            if voice.is_starred(text):
                found.append((*voice.line(text), Span(BEHIND)) if is_home else (Span(STAR),))
            elif voice.understands(text):
                found.append(voice.line(text))
            else:
                dutch = Span(text.dutch, self._dutch, own=True)
                found.append((*voice.line(text), Span(between), dutch) if is_home else (dutch,))
        return found

    def _home(self, own: Own) -> Voice:
        """In whose column her words stand: that of their language, or the first."""
        return next((voice for voice in self.voices if voice.understands(own)), self.voices[0])

    @property
    def _dutch(self) -> str:
        return next((voice.tag for voice in self.voices if voice.is_dutch), "nl")

    def room_for_dutch(self, texts: tuple[Text, ...], voice: Voice, *, most: int = MOST_PEN_LINES) -> list[PenLines]:
        """Lines on which the Dutch of her words is written by pen, in the column of who reads Dutch."""
        if not voice.is_dutch:
            return []
        length = sum(len(text.text) for text in texts if isinstance(text, Own) and voice.is_starred(text))
        count = min(most, 1 + length // 45)
        return [PenLines(count, self.look, voice, said=SPACE_FOR_DUTCH)] if length else []

    def once(self, own: Own) -> Line:
        """Her words where all columns are one; with a star when somebody need not understand them."""
        has_dutch = own.dutch and any(voice.is_dutch for voice in self.voices)
        starred = not has_dutch and not all(voice.understands(own) for voice in self.voices)
        line = self.voices[0].line(own)
        return (*line, Span(BEHIND)) if starred else line

    def _named(self, own: Own) -> Line:
        """Her words once where all columns are one, with the Dutch beside them or a star."""
        line = self.once(own)
        return line if len(line) > 1 else self.in_all(own)

    def in_all(self, text: Text, *, between: str = BESIDE) -> Line:
        """A text in every language on one line, once where they agree; her own words once, with the Dutch beside."""
        if isinstance(text, Own):
            dutch = text.dutch if any(voice.is_dutch for voice in self.voices) else ""
            beside: Line = (Span(dutch, self._dutch, own=True),)
            return joined(list(dict.fromkeys([self.voices[0].line(text), *([beside] if dutch else [])])), between)
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
    side: str = "",
) -> Words:
    """A paragraph in the language of ``voice``; one that is all hers in her own language and direction.

    Whichever way it runs, it stands on the side where the lines of ``voice`` begin, as all in its column, or on the
    ``side`` of another direction.
    """
    language, way = language_of(line, voice)
    return Words(
        line,
        style,
        language=language,
        direction=way,
        side=side or voice.direction,
        bullet=bullet,
        points=points,
        element=element,
    )


def language_of(line: Line, voice: Voice) -> tuple[str, str]:
    """The language and the direction of a text: those of ``voice``, unless all of it is hers."""
    languages = {span.language for span in line if span.text.strip()}
    own = languages.pop() if len(languages) == 1 else ""
    is_hers = own != voice.tag or all(span.own for span in line if span.text.strip())
    return (own, AUTO) if own and is_hers else (voice.tag, voice.direction)


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
    if height > paper.look.low:
        height = min(height, max(least, _beginning(unit, paper)), paper.height - 1)
    yield CondPageBreak(height)
    yield from unit


def _beginning(unit: Sequence[Flowable], paper: Paper) -> float:
    """The height of the heads in ``unit`` and of the first that is none, or of so much of it as may stand alone."""
    height = 0.0
    for part in unit:
        is_head = getattr(part, HEAD, False)
        height += height_of([part]) if is_head else _least(part, paper)
        if not is_head and not isinstance(part, (Spacer, Mark)):
            break
    return height


def _least(part: Flowable, paper: Paper) -> float:
    """The height in which something begins: as much of it as may stand alone, or all of what never breaks."""
    needed, look = height_of([part]), paper.look
    if isinstance(part, Table):
        return min(needed, max(look.short, part.first_height()))
    if isinstance(part, Words):
        return min(needed, look.short)
    if not isinstance(part, Columns) or needed < look.short:
        return needed
    return next((room for room in (look.few, look.short, look.low) if len(part.broken_at(WIDTH, room)) > 1), needed)


def height_of(parts: Sequence[Flowable]) -> float:
    """The height of flowables one below the other."""
    return sum(float(part.wrap(WIDTH, PAGE_HEIGHT)[1]) for part in parts)
