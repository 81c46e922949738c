"""Her back-up plan as a card to cut out: whom she calls first, then, or else; the numbers she writes by pen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product, zip_longest
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.pdf import wording
from trajectplan.pdf.look import GAP, WIDTH
from trajectplan.pdf.paper import Paper, height_of, words_in
from trajectplan.pdf.typeset.tables import Part, draw_rule, stack_height
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.typeset.words import RTL
from trajectplan.pdf.voice import Line, Voice, before_answer, in_bold, joined, plain
from trajectplan.plan.summary import Item, List, Own, Row, Said, Summary, Text

BACK_UP: Final = "back_up"
SENTENCE: Final = "for_employer"
"""The roles of her people, and of what she tells an employer."""

CARD_WIDTH, CARD_HEIGHT = 85 * mm, 54 * mm
"""Of each half: that of a bank card."""
PAD: Final = 3 * mm
SIZE: Final = 9.5
"""Of its letters, in points."""
LARGE: Final = 18 / SIZE
"""In large print it is no card for a wallet but one for a door, as large as the page has room for."""
SCALES: Final = (1, 0.95, 0.9, 0.85)
"""How small its letters become where words are long; then less is told, in letters as large as fit."""
SMALLER: Final = (0.8, 0.75, 0.7, 0.65, 0.6)
"""Where that isn't enough."""
ALL: Final = 2
"""So much is told of each person at most: what she can do, and when."""
LINES_OF_SENTENCE: Final = {ALL: 9, 1: 5, 0: 3}
MOST_BETWEEN: Final = 4
"""Of the room that is left on a half, so much stands between two parts, in points."""
DASHES: Final = "[4 3] 0 d"
DOTS: Final = "[1 2.5] 0 d"


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody she calls: the name, and what she said of it, each with its label."""

    name: Text
    said: tuple[tuple[Text, tuple[Text, ...]], ...]


def helpers_of(summary: Summary) -> list[Helper]:
    """The people of her back-up plan, in her order."""
    blocks = (block for _chapter, block in summary.with_role(BACK_UP))
    return [_helper(item) for block in blocks if isinstance(block, List) for item in block.items if not item.detail]


def _helper(item: Item) -> Helper:
    rows = (row for row in item.blocks if isinstance(row, Row) and not row.detail)
    return Helper(item.title, tuple((row.label, row.answer) for row in rows if row.answer))


def sentence_of(summary: Summary) -> Text | None:
    """What she says to an employer when something happens; ``None`` when she wrote nothing."""
    rows = (block for _chapter, block in summary.with_role(SENTENCE) if isinstance(block, Row))
    return next((text for row in rows for text in row.answer), None)


# On paper -------------------------------------------------------------------------------------------------------------


def wallet_story(summary: Summary, paper: Paper) -> Iterator[Flowable]:
    """The flowables of the page: a card in each language; nothing where her back-up plan has no people."""
    helpers = helpers_of(summary)
    if not helpers:
        return
    heads = list(_opening(paper))
    scale = 1.0
    if paper.look.stacked:
        room = paper.height - height_of(heads) - sum(part.getSpaceBefore() for part in heads) - GAP
        scale = min(LARGE, room / (2 * CARD_HEIGHT))
    yield from heads
    for voice in paper.voices:
        yield Spacer(0, 3 * mm)
        yield Card(helpers, sentence_of(summary), voice, scale, LARGE if paper.look.stacked else 1)


def _opening(paper: Paper) -> Iterator[Flowable]:
    look = paper.look
    yield paper.columns(paper.pair(wording.BACK_UP, look.title_pair if paper.is_pair else look.title, bookmark=0))
    for text in (wording.CUT_OUT, wording.BY_PEN):
        yield paper.both(text, look.note, between=" / ")


class Card(Flowable):
    """Two halves, one below the other, that fold to the size of a bank card; ``letters`` says how much larger."""

    canv: TaggedCanvas

    def __init__(
        self, helpers: Sequence[Helper], sentence: Text | None, voice: Voice, scale: float, letters: float
    ) -> None:
        super().__init__()
        self.voice, self.scale = voice, scale
        inner = CARD_WIDTH * scale - 2 * PAD, CARD_HEIGHT * scale - 2 * PAD
        self.halves = [
            fitting(lambda size, told: list(_people(helpers, voice, size, inner[0], told)), *inner, SIZE * letters),
            fitting(lambda size, told: list(_others(sentence, voice, size, inner[0], told)), *inner, SIZE * letters),
        ]
        self.element = Element("Sect", voice.tag)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size, unfolded."""
        self.width, self.height = CARD_WIDTH * self.scale, 2 * CARD_HEIGHT * self.scale
        return aW, self.height

    def draw(self) -> None:
        """The lines to cut and to fold on, then both halves from the top."""
        canvas = self.canv
        is_rtl = self.voice.direction == RTL
        left = WIDTH - self.width if is_rtl else 0
        fold = self.height / 2
        with canvas.artifact():
            canvas.write(f"q 0 G 0.7 w {DASHES} {left:.2f} 0 {self.width:.2f} {self.height:.2f} re S")
            canvas.write(f"{DOTS} {left:.2f} {fold:.2f} m {left + self.width:.2f} {fold:.2f} l S Q")
        with canvas.inside(self.element):
            for top, half in zip((self.height, fold), self.halves, strict=True):
                self._draw_half(half, left + PAD, top - PAD)

    def _draw_half(self, half: Sequence[Part], x: float, top: float) -> None:
        """One half; room that is left stands between its parts."""
        width = self.width - 2 * PAD
        free = self.height / 2 - 2 * PAD - half[0].getSpaceBefore() - stack_height(half, width)
        between = min(max(free, 0) / len(half), MOST_BETWEEN * self.scale)
        for part in half:
            top -= part.getSpaceBefore() + part.height_at(width)
            part.drawOn(self.canv, x, top)
            top -= between


def fitting(parts: Callable[[float, int], list[Part]], width: float, height: float, size: float) -> list[Part]:
    """What ``parts`` gives for the largest letters with which most fits into a half.

    ``parts`` is asked with a size in points and with how much to tell, ``ALL`` or less.
    """
    tries = [*product(range(ALL, -1, -1), SCALES), *((0, scale) for scale in SMALLER)]
    for told, scale in tries:
        found = parts(size * scale, told)
        if stack_height(found, width) + found[0].getSpaceBefore() <= height:
            break
    return found


class PenWords(Flowable):
    """Words and behind them a line to write on."""

    canv: TaggedCanvas

    def __init__(self, words: Words, length: float, direction: str, *, before: float = 0) -> None:
        super().__init__()
        self.words, self.length, self.direction, self.before = words, length, direction, before

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's own name)
        """The room above it, in points."""
        return self.before

    def height_at(self, width: float) -> float:
        """Its height in points: room for a number by pen."""
        self.width = width
        self.height = max(self.words.height_at(self.length), self.words.style.size * 1.75)
        return float(self.height)

    def broken_at(self, width: float, height: float) -> list[PenWords]:
        """It stays whole."""
        del width, height
        return [self]

    def draw(self) -> None:
        """The words, then the line up to the end."""
        is_rtl = self.direction == RTL
        self.words.drawOn(self.canv, self.width - self.length if is_rtl else 0, 0)
        rest = self.width - self.length - 3
        draw_rule(self.canv, 0 if is_rtl else self.length + 3, 2, rest, grey=0.3)


def _people(helpers: Sequence[Helper], voice: Voice, size: float, width: float, told: int) -> Iterator[Part]:
    """The first half: each of three people with what they can do, and a line for the number."""
    yield _title(wording.BACK_UP, voice, size)
    for order, helper in zip_longest(wording.CALLS, helpers[: len(wording.CALLS)]):
        head = (Span(before_answer(voice.say(order))), Span(" "))
        if helper is None:
            yield _with_pen(head[:1], voice, size, width, before=size * 0.3)
            continue
        name = joined([head[:1], in_bold(_read(helper.name, voice))], " ")
        yield _words(one_line(name, _style(size), voice, width) if told < ALL else name, voice, size, before=size * 0.3)
        for label, texts in helper.said[:told]:
            said = joined([_read(text, voice) for text in texts], ", ")
            line = (Span(f"{before_answer(voice.say(label))} "), *said)
            yield _words(one_line(line, _style(size * 0.9), voice, width), voice, size * 0.9)
        yield _with_pen((Span(voice.say(wording.PHONE)),), voice, size, width)


def _others(sentence: Text | None, voice: Voice, size: float, width: float, told: int) -> Iterator[Part]:
    """The second half: who else is called, and what she says."""
    yield _with_pen((Span(voice.say(wording.WORK)),), voice, size, width)
    say = in_bold((Span(before_answer(voice.say(wording.I_SAY))),))
    if sentence is None:
        yield _with_pen(say, voice, size, width)
        yield _with_pen((), voice, size, width)
    else:
        words = one_line(_read(sentence, voice), _style(size), voice, width * LINES_OF_SENTENCE[told])
        yield _words((*say, Span(" "), *words), voice, size, before=size * 0.3)
    for text in wording.PLACES:
        yield _with_pen((Span(voice.say(text)),), voice, size, width, before=size * 0.3)


def _title(text: Said, voice: Voice, size: float) -> Words:
    style = replace(_style(size * 1.1), bold=True, tag="H2")
    return words_in((Span(voice.say(text)),), style, voice)


def _words(line: Line, voice: Voice, size: float, *, before: float = 0) -> Words:
    return words_in(line, replace(_style(size), before=before), voice)


def _with_pen(line: Line, voice: Voice, size: float, width: float, *, before: float = 0) -> PenWords:
    """A line to write on, at least a third of the width, with words before it."""
    words = _words(line or (Span(""),), voice, size)
    taken = min(line_width(line, words.style, voice.tag) + 1 if line else 0, width * 0.66)
    return PenWords(words, taken, voice.direction, before=before)


def _style(size: float) -> Style:
    return Style(size, size * 1.22)


def _read(text: Text, voice: Voice) -> Line:
    """A text as the reader of this card needs it: the Dutch beside her words takes their place on the Dutch card."""
    if isinstance(text, Own) and text.dutch and voice.is_dutch:
        return (Span(text.dutch, voice.tag),)
    return voice.line(text)


MOST_CHARACTERS: Final = 200
"""No line of a card holds more; what is measured again and again must be short."""


def one_line(line: Line, style: Style, voice: Voice, width: float) -> Line:
    """A text that fits on one line, cut behind a word where it must be."""
    whole = plain(line)
    if len(whole) <= MOST_CHARACTERS and line_width(line, style, voice.tag) <= width:
        return line
    words = whole[:MOST_CHARACTERS].split()
    language = max(line, key=lambda span: len(span.text)).language

    def shortened(count: int) -> Line:
        return (Span(f"{' '.join(words[:count])} …", language),)

    def is_too_wide(count: int) -> bool:
        return line_width(shortened(count), style, voice.tag) > width

    return shortened(max(1, bisect_left(range(1, len(words)), True, key=is_too_wide)))  # noqa: FBT003 - what is looked for
