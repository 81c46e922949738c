"""Paragraphs: words broken into lines for a width, drawn in their order of reading, tagged with their language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Literal

from reportlab.platypus import Flowable

from trajectplan.pdf.typeset.bidi import reordered
from trajectplan.pdf.typeset.characters import printable
from trajectplan.pdf.typeset.faces import MAIN
from trajectplan.pdf.typeset.shaping import Run, runs
from trajectplan.pdf.typeset.strokes import Pen
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas, canvas_of
from trajectplan.pdf.typeset.words import LTR, RTL, Prepared, Span, Word, pieces_of, prepared

__all__ = ["Span", "Style", "Words", "line_width"]

TALLEST: Final = 650
"""In points: what is taller may fit on no page, and is broken even where all of it should stay together."""
BETWEEN_LINES: Final = 0.04
"""So far may marks reach into the lines around theirs, as a part of the size: most letters leave them that."""

_MIDDLE: Final = (MAIN.ascent + MAIN.descent) / 2
HIGHEST_FACE: Final = 1.35
"""No more room than this, in sizes of a letter, is kept for what a font might draw; what it does draw has its own.

An Arabic font says twice the size, for marks above one another that hardly any line has.
"""
"""The middle of a line lies so far above where letters stand, as a part of the size."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks; sizes in points.

    ``grey`` is 0 for black and 1 for white; ``before`` is the room above it, ``indent`` that at its beginning, where a
    bullet stands. ``tag`` is its type in the structure tree. ``least`` lines stand at least on each side of a break.
    One that ``keeps`` belongs to what follows: no page ends with it. Lines of a ``tight`` one are no higher than its
    ``leading``, whatever their script, but where more is drawn.
    """

    size: float
    leading: float
    bold: bool = False
    grey: float = 0
    before: float = 0
    indent: float = 0
    align: Literal["start", "center", "end"] = "start"
    tag: str = "P"
    least: int = 2
    keeps: bool = False
    tight: bool = False


@dataclass(slots=True)
class _Line:
    """Words on one line; ``last`` when she broke it herself or the paragraph ends.

    Of its ``height`` so much is room for marks that stand ``above`` and ``below`` where letters end.
    """

    words: list[Word]
    last: bool
    height: float = 0
    above: float = 0
    below: float = 0

    @property
    def width(self) -> float:
        """In thousandths of the size, without the spaces that hang over its end."""
        return sum([word.advance for word in self.words[:-1]]) + self.words[-1].width if self.words else 0


def _are_filled(lines: Sequence[_Line], least: int) -> bool:
    """Whether so many of these lines have something on them; it looks no further than it must."""
    filled = (line for line in lines if any(word.pieces for word in line.words))
    return sum(1 for _line in islice(filled, least)) == least


class Words(Flowable):
    """A paragraph.

    ``language`` is that of its words (BCP 47), ``direction`` ``"ltr"``, ``"rtl"`` or ``"auto"``. Its lines begin on the
    side where those of the direction ``side`` do, whichever way its words run; without it, of their own. A ``bullet``
    stands before its first line and makes it a point of the list ``points``. ``element`` is its place in the structure
    tree, which several paragraphs may share; ``bookmark`` its level among the bookmarks; ``link`` the name of the place
    that it leads to.
    """

    def __init__(
        self,
        spans: str | Sequence[Span],
        style: Style,
        *,
        language: str,
        direction: str = LTR,
        side: str = "",
        bullet: str = "",
        points: Element | None = None,
        element: Element | None = None,
        bookmark: int | None = None,
        link: str = "",
    ) -> None:
        super().__init__()
        self.spans = (Span(spans),) if isinstance(spans, str) else tuple(spans)
        self.style = style
        self.language = language
        self.direction = direction
        self.side = side
        self.bullet = bullet
        self.points = points or Element("L")
        self.element = element or Element(style.tag)
        self.bookmark = bookmark
        self.link = link
        self.laid_out: float = -1
        self._point = Element("LI") if bullet else None
        self._label = Element("Lbl")
        self._spans: dict[int, Element] = {}
        self._prepared = prepared(self.spans, language, direction, bold=style.bold)
        self._lines: list[_Line] = []
        self._is_first = True
        self._goes_on = element is not None

    @property
    def text(self) -> str:
        """Its words, as they were given."""
        return "".join(span.text for span in self.spans)

    @property
    def _said(self) -> str:
        """Its words on one line, for whoever meets them outside the page."""
        return " ".join(printable(self.text).split())

    @property
    def base(self) -> int:
        """Its bidi level: 1 when it runs right to left."""
        return self._prepared.base

    @property
    def is_on_right(self) -> bool:
        """Whether its lines begin on the right."""
        return self.side == RTL if self.side else bool(self.base)

    @property
    def keeps_next(self) -> bool:
        """Whether no page may end with it."""
        return self.style.keeps

    # Its size ---------------------------------------------------------------------------------------------------------

    def height_at(self, width: float) -> float:
        """Its height in points."""
        if self.laid_out != width:
            self._lines = list(self._broken(width))
            self.laid_out = width
            self.width, self.height = width, sum([line.height for line in self._lines])
        return float(self.height)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size."""
        return aW, self.height_at(aW)

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's own name)
        """The room above it, in points."""
        return self.style.before

    def ink(self) -> tuple[float, float]:
        """How far its letters reach below and above the foot of their lines, in points."""
        words = [word for line in self._prepared.lines for word in line]
        reached = [run.ink() for word in words for run, _span in word.pieces if run.glyphs]
        lowest, highest = min((low for low, _ in reached), default=0), max((high for _, high in reached), default=0)
        return lowest * self.style.size / 1000, highest * self.style.size / 1000

    def number_of_lines(self, width: float) -> int:
        """How many lines it has."""
        self.height_at(width)
        return len(self._lines)

    def _broken(self, width: float) -> Iterator[_Line]:
        """Its lines; each as full as it can be."""
        limit = (width - self.style.indent) * 1000 / self.style.size
        for words in self._prepared.lines:
            line: list[Word] = []
            taken = 0.0
            for word in words:
                # What only steers takes no room: it stays with the word before it.
                if taken + word.width > limit and word.width:
                    if line:
                        yield self._line(line, last=False)
                    line, taken = [], 0.0
                    if word.width > limit:
                        *whole, word = pieces_of(word, limit)  # noqa: PLW2901 (goes on with its last piece)
                        for piece in whole:
                            yield self._line([piece], last=False)
                line.append(word)
                taken += word.advance
            yield self._line(line, last=True)

    def _line(self, words: list[Word], *, last: bool) -> _Line:
        """A line as high as the style says, or as a tall script or marks above one another need."""
        size, height = self.style.size, self.style.leading
        low = high = 0.0
        for word in words:
            for run, _span in word.pieces:
                if run.face is not MAIN and not self.style.tight:
                    height = max(height, min((run.face.ascent - run.face.descent) * 0.98, HIGHEST_FACE) * size)
                if run.glyphs and (not run.is_flat or run.face is not MAIN):
                    lowest, highest = run.ink()
                    low, high = min(low, lowest), max(high, highest)
        # What reaches between lines may meet what reaches from the next one, where a script has much of both.
        middle, room = _MIDDLE * 1000, height / 2 + (BETWEEN_LINES * size if height == self.style.leading else 0)
        above = max(0, (high - middle) * size / 1000 - room)
        below = max(0, (middle - low) * size / 1000 - room)
        return _Line(words, last, height + above + below, above, below)

    # Breaking ---------------------------------------------------------------------------------------------------------

    def broken_at(self, width: float, height: float) -> list[Words]:
        """What fits into ``height`` and the rest; only the paragraph itself where too few lines would fit or stay.

        A heading is broken only where no page may hold it.
        """
        is_heading = self.style.tag.startswith("H")
        if self.height_at(width) <= height or (is_heading and self.height <= TALLEST):
            return [self]
        fitting = 0
        for line in self._lines:
            height -= line.height
            if height < 0:
                break
            fitting += 1
        # A blank line doesn't keep another one company.
        least = self.style.least
        while fitting and not _are_filled(self._lines[fitting:], least):
            fitting -= 1
        if not _are_filled(self._lines[:fitting], least):
            return [self]
        return [
            self._piece(self._lines[:fitting], _goes_on=True),
            self._piece(self._lines[fitting:], _is_first=False, bookmark=None),
        ]

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (ReportLab's own names)
        """As ``broken_at``; nothing where it is better moved as a whole."""
        pieces = self.broken_at(aW, aH)
        return [] if len(pieces) == 1 else [*pieces]

    def _piece(self, lines: list[_Line], **changes: Any) -> Words:
        """The same paragraph with no more than these lines."""
        words: list[list[Word]] = [[]]
        for line in lines:
            words[-1].extend(line.words)
            if line.last:
                words.append([])
        if lines and lines[-1].last:
            words.pop()
        piece = copy(self)
        # ReportLab marks what it moved to the next page, and gives up on what it meets marked again.
        vars(piece).pop("_postponed", None)
        height = sum([line.height for line in lines])
        vars(piece).update(_lines=lines, _prepared=Prepared(words, self.base), height=height, **changes)
        return piece

    # Drawing ----------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw it at the origin, its foot on the x-axis."""
        canvas = canvas_of(self)
        if self.bookmark is not None:
            canvas.mark(self._said, self.bookmark, self.height)
        if self._point is None:
            self._draw_lines(canvas, self.element)
            return
        with canvas.inside(self.points), canvas.inside(self._point):
            if self._is_first:
                self._draw_bullet(canvas)
            if self.element.tag == "P":
                self.element.tag = "LBody"
            self._draw_lines(canvas, self.element)

    def _draw_bullet(self, canvas: TaggedCanvas) -> None:
        word = prepared((Span(self.bullet),), self.language, self.direction, bold=False).lines[0][0]
        x = self.width - word.width * self.style.size / 1000 if self.is_on_right else 0
        pen = Pen(canvas, self.style.size, self.style.grey)
        with canvas.content(self._label):
            pen.begin()
            pen.line([(run, x) for run, _span in word.pieces], self._baseline(self.height, self._lines[0]))
            pen.end()

    def _baseline(self, top: float, line: _Line) -> float:
        return top - (line.height + line.above - line.below) / 2 - _MIDDLE * self.style.size

    def _draw_lines(self, canvas: TaggedCanvas, element: Element) -> None:
        """All lines as content of ``element``, or of its spans where these are in another language."""
        pen = Pen(canvas, self.style.size, self.style.grey)
        now: Element | None = None
        top = self.height
        if not (element.is_placed or element.language) and self.language != canvas.language_of(element):
            element.language = self.language
        if self.link:
            element = self._linked(canvas, element)
        for line in self._lines:
            baseline = self._baseline(top, line)
            follows = line.last and (self._goes_on or line is not self._lines[-1])
            for owner, placed in self._placed(line, follows=follows):
                wanted = self._element_of(canvas, element, owner)
                if wanted is not now:
                    if now is not None:
                        pen.end()
                        canvas.end()
                    with canvas.inside(element):
                        canvas.begin(wanted)
                    pen.begin()
                    now = wanted
                pen.line(placed, baseline)
            top -= line.height
        if now is not None:
            pen.end()
            canvas.end()

    def _linked(self, canvas: TaggedCanvas, element: Element) -> Element:
        """The element of its link, within its own; a reader can press the whole paragraph."""
        link = Element("Link", alt=self._said)
        with canvas.inside(element):
            canvas.place(link)
        # What goes on on another page is another link, with spans of its own.
        self._spans = {}
        canvas.link(link, self.link, (0, 0, self.width, self.height))
        return link

    def _element_of(self, canvas: TaggedCanvas, element: Element, owner: int) -> Element:
        span = self.spans[owner]
        language = span.language or self.language
        if language == canvas.language_of(element):
            return element
        return self._spans.setdefault(owner, Element("Span", language=language))

    def _placed(self, line: _Line, *, follows: bool) -> Iterator[tuple[int, list[tuple[Run, float]]]]:
        """The runs of a line, each with its place, in the order of reading; together as long as one span owns them.

        Where something ``follows`` a break of hers, a space is drawn for it, so that a reader hears two words.
        """
        pieces = [piece for word in line.words for piece in (*word.pieces, *word.spaces)]
        hanging = len(line.words[-1].spaces) if line.words else 0
        if follows and pieces and not hanging:
            pieces += [(run, pieces[-1][1]) for run in runs(" ", self.base, "", bold=self.style.bold)]
            hanging = 1
        places = self._places(line, pieces, hanging)
        group: list[tuple[Run, float]] = []
        owner = -1
        for (run, span), x in zip(pieces, places, strict=True):
            if span != owner and group:
                yield owner, group
                group = []
            owner = span
            group.append((run, x))
        if group:
            yield owner, group

    def _places(self, line: _Line, pieces: Sequence[tuple[Run, int]], hanging: int) -> list[float]:
        """Where each run begins, in points from the left."""
        scale = self.style.size / 1000
        found = [run.level for run, _span in pieces]
        # Spaces at the end of a line go with the paragraph (rule L1 of the bidi algorithm).
        found[len(found) - hanging :] = [self.base] * hanging
        free = self.width - self.style.indent - line.width * scale
        on_right = self.is_on_right
        shift = {"start": free if on_right else 0, "center": free / 2, "end": 0 if on_right else free}
        x = shift[self.style.align] + (0 if on_right else self.style.indent)
        order: Sequence[int] = range(len(pieces))
        if self.base or any(found):
            order = reordered(found)
            # Where they hang over the beginning of the line, the line keeps its place.
            x -= sum([run.width for run, _span in pieces[len(pieces) - hanging :]]) * scale if self.base else 0
        places = [0.0] * len(pieces)
        for index in order:
            places[index] = x
            x += pieces[index][0].width * scale
        return places


def line_width(spans: str | Sequence[Span], style: Style, language: str) -> float:
    """How wide it is on one line, in points; with line breaks in it endless."""
    given = (Span(spans),) if isinstance(spans, str) else spans
    lines = prepared(given, language, LTR, bold=style.bold).lines
    if len(lines) > 1:
        return float("inf")
    return sum(word.advance for word in lines[0]) * style.size / 1000
