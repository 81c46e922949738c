"""Her back-up plan as a card to cut out: whom she calls first, then, or else; the numbers she writes by pen."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, product
from typing import Final, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from trajectplan.i18n import before_answer, comma
from trajectplan.pdf import wording
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import Paper, height_of, words_in
from trajectplan.pdf.pen import SHORTEST
from trajectplan.pdf.reading import Helper, calls_of, for_reader, sentence_of
from trajectplan.pdf.typeset.breaking import clusters
from trajectplan.pdf.typeset.tables import Part, draw_rule, stack_height
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.typeset.words import RTL
from trajectplan.pdf.voice import BETWEEN, DOTS, Line, Voice, in_bold, joined, plain
from trajectplan.plan.summary import Said, Summary, Text

PAD: Final = 3 * mm
ABOVE: Final = 3 * mm
"""Of a card: the room between it and what stands before it."""
MOST_BETWEEN: Final = 4
"""Of the room that is left on a half, so much stands between two parts, in points."""
DASHED: Final = "[4 3] 0 d"
DOTTED: Final = "[1 2.5] 0 d"

LEFT_FOR_OTHERS: Final = 0.4

Calls: TypeAlias = Sequence[tuple[Said, Helper | None]]
Filled: TypeAlias = Callable[[float], list[Part]]
"""What stands on a half, for so many points of room."""


@dataclass(frozen=True, slots=True)
class Make:
    """What a card is like; in points.

    ``height`` is that of the whole card: of two halves as high as each other, or, where it is ``free``, at most. Its
    letters have the largest of ``sizes`` with which most can be told; what somebody can do has ``small`` of it, but is
    never smaller than ``least``. Where even the shortest text leaves no room, all letters are as small as that.
    """

    width: float
    height: float
    sizes: tuple[float, ...]
    least: float
    small: float = 1
    free: bool = False

    @property
    def half(self) -> float:
        """What stands on each of two equal halves is no higher than this."""
        return self.height / 2 - 2 * PAD


SIZES: Final = (9.5, 9, 8.5, 8)
LEAST: Final = 7.5
FOR_PILES: Final = (7, 6.5, 6)
"""Smaller ones, for marks piled upon letters as no language does it."""
WALLET: Final = Make(85 * mm, 2 * 54 * mm, SIZES, LEAST, small=0.9)
"""Folded it is as large as a bank card."""
LARGE: Final = 18
"""In points: in large print no letter is smaller, so that it is no card for a wallet but one for a door."""


# On paper -------------------------------------------------------------------------------------------------------------


def wallet_story(summary: Summary, paper: Paper) -> Iterator[Flowable]:
    """The flowables of the page: a card in each language, with lines for a pen where she names nobody."""
    if paper.look.stacked:
        yield from _large_story(summary, paper)
        return
    yield from _opening(paper)
    for voice in paper.voices:
        yield Spacer(0, ABOVE)
        yield Card(calls_of(summary), sentence_of(summary), voice, WALLET)


def _large_story(summary: Summary, paper: Paper) -> Iterator[Flowable]:
    """Each language by itself, its card as large as what stands on it, up to a whole page."""
    for number, voice in enumerate(paper.voices):
        above = [*_opening(replace(paper, voices=(voice,)), bookmark=None if number else 0), Spacer(0, ABOVE)]
        taken = height_of(above) + sum(part.getSpaceBefore() for part in above) + 1
        make = Make(WIDTH, paper.height - taken, (LARGE,), LARGE, free=True)
        card = Card(calls_of(summary), sentence_of(summary), voice, make)
        yield CondPageBreak(min(taken + height_of([card]), paper.height - 1))
        yield from above
        yield card


def _opening(paper: Paper, bookmark: int | None = 0) -> Iterator[Flowable]:
    look = paper.look
    title = look.title_pair if paper.is_pair else look.title
    yield paper.columns(paper.pair(wording.BACK_UP, title, bookmark=bookmark))
    for text in (wording.CUT_OUT, wording.BY_PEN):
        yield paper.both(text, look.note, between=" / ")


class Card(Flowable):
    """Two halves, one below the other, to fold on the line between them."""

    canv: TaggedCanvas

    def __init__(self, calls: Calls, sentence: Text | None, voice: Voice, make: Make) -> None:
        super().__init__()
        self.voice, self.make = voice, make
        self.inner = make.width - 2 * PAD

        def people(room: float) -> list[Part]:
            return fitting(lambda size, most: list(_people(calls, voice, size, make, most)), _lines(calls), make, room)

        def others(room: float) -> list[Part]:
            lines = [LINES_OF_SENTENCE]
            return fitting(lambda size, most: list(_others(sentence, voice, size, self.inner, most)), lines, make, room)

        self.halves = self._shared(people, others) if make.free else [people(make.half), others(make.half)]
        self.element = Element("Sect", voice.tag)

    def _shared(self, people: Filled, others: Filled) -> list[list[Part]]:
        """Both halves where their heights are free: her people come first, but leave some room for the others."""
        room = self.make.height - 4 * PAD
        first = people(room - taken_by(others(room * LEFT_FOR_OTHERS), self.inner))
        return [first, others(room - taken_by(first, self.inner))]

    def height_of_half(self, half: Sequence[Part]) -> float:
        """In points, from edge to fold."""
        return taken_by(half, self.inner) + 2 * PAD if self.make.free else self.make.height / 2

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """Its size, unfolded."""
        self.width, self.height = self.make.width, sum(map(self.height_of_half, self.halves))
        return aW, self.height

    def draw(self) -> None:
        """The lines to cut and to fold on, then both halves from the top."""
        canvas = self.canv
        left = WIDTH - self.width if self.voice.direction == RTL else 0
        fold = self.height_of_half(self.halves[1])
        with canvas.artifact():
            canvas.write(f"q 0 G 0.7 w {DASHED} {left:.2f} 0 {self.width:.2f} {self.height:.2f} re S")
            canvas.write(f"{DOTTED} {left:.2f} {fold:.2f} m {left + self.width:.2f} {fold:.2f} l S Q")
        with canvas.inside(self.element):
            for top, half in zip((self.height, fold), self.halves, strict=True):
                self._draw_half(half, left + PAD, top - PAD)

    def _draw_half(self, half: Sequence[Part], x: float, top: float) -> None:
        """One half; room that is left stands between its parts."""
        left_over = self.height_of_half(half) - 2 * PAD - taken_by(half, self.inner)
        between = min(max(left_over, 0) / len(half), MOST_BETWEEN)
        for part in half:
            top -= part.getSpaceBefore() + part.height_at(self.inner)
            part.drawOn(self.canv, x, top)
            top -= between


def taken_by(half: Sequence[Part], width: float) -> float:
    """The height of the parts of a half, in points, with the room above the first."""
    return stack_height(half, width) + half[0].getSpaceBefore()


# What fits ------------------------------------------------------------------------------------------------------------


def fitting(
    parts: Callable[[float, Sequence[int]], list[Part]], most: Sequence[int], make: Make, height: float
) -> list[Part]:
    """What ``parts`` gives so that it fits into ``height``: with as much told, then in letters as large as possible.

    ``parts`` is asked with a size in points and for each of its texts about how many lines it may take, ``most`` at
    first. Only texts that are too long are shortened, one by one, and of two as long the later one. Where that leaves
    no room in the smallest letters either, one after another has ``NO_LINE`` of its own any more.
    """
    lines = list(most)
    width = make.width - 2 * PAD

    def fits(size: float) -> bool:
        return taken_by(parts(size, lines), width) <= height

    def letters(size: float) -> int:
        told = (part.words if isinstance(part, PenWords) else part for part in parts(size, lines))
        return sum(sum(map(str.isalnum, words.text)) for words in told if isinstance(words, Words))

    for fewer, text in product(range(max(most, default=0) - 1, -1, -1), reversed(range(len(most)))):
        if fits(make.sizes[-1]):
            break
        lines[text] = min(lines[text], fewer)
    for text in reversed(range(len(most))):
        if fits(make.sizes[-1]) or fits(make.least):
            break
        lines[text] = NO_LINE
    # Larger letters, but none for which more is cut.
    *smaller, last = [make.least, *([] if make.free else FOR_PILES)]
    *larger, smallest = make.sizes if fits(make.sizes[-1]) else (next(filter(fits, smaller), last),)
    as_good = (size for size in larger if fits(size) and letters(size) >= letters(smallest))
    return parts(next(as_good, smallest), lines)


NO_LINE: Final = -1
"""Of a text that stands behind the one before it, and of a title that is left out."""


def shortened(line: Line, style: Style, voice: Voice, width: float) -> Line:
    """A text on one line no wider than ``width``, cut behind a word, or within one that is too long itself.

    Dots say that there was more.
    """
    line = tuple(replace(span, text=re.sub(r"\s+", " ", span.text)) for span in line)
    text = plain(line)
    if len(text) <= MOST_CHARACTERS and line_width(line, style, voice.tag) <= width:
        return line
    text = text[:MOST_CHARACTERS]

    def is_too_wide(end: int) -> bool:
        return line_width(_up_to(line, end), style, voice.tag) > width

    words = [word.end() for word in re.finditer(r"\S+", text)]
    letters = list(accumulate(map(len, clusters(text))))
    for ends in (words, letters):
        count = bisect_left(ends, True, key=is_too_wide)  # noqa: FBT003 - what is looked for
        if count:
            return _up_to(line, ends[count - 1])
    return _up_to(line, letters[0] if letters else 0)


MOST_CHARACTERS: Final = 400
"""As many as her longest answer has. No text of a card holds more: what is measured again and again must be short."""


def _up_to(line: Line, end: int) -> Line:
    """So many characters of a text, then dots, which run with its last words."""
    found: list[Span] = []
    for span in line:
        if end > 0:
            found.append(replace(span, text=span.text[:end], common=False))
        end -= len(span.text)
    *others, last = found or [replace(line[0], text="", common=False)]
    return (*others, replace(last, text=f"{last.text} {DOTS}"))


WRITTEN, WRITTEN_SMALL = 1.75, 1.3
"""How high a line for a pen is, in sizes of letters: with room, and with as little as a number needs."""


class PenWords(Flowable):
    """Words and behind them a line to write on."""

    canv: TaggedCanvas

    def __init__(
        self, words: Words, length: float, direction: str, *, before: float = 0, high: float = WRITTEN
    ) -> None:
        super().__init__()
        self.words, self.length, self.direction, self.before, self.high = words, length, direction, before, high

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's own name)
        """The room above it, in points."""
        return self.before

    def height_at(self, width: float) -> float:
        """Its height in points: room for a number by pen."""
        self.width = width
        self.height = max(self.words.height_at(self.length), self.words.style.size * self.high)
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


# What stands on each half ---------------------------------------------------------------------------------------------

NUMBER: Final = 33 * mm
"""So long is the line for a number that stands beside a name, at least."""
TOLD_APART: Final = 18
"""With fewer characters than these left of a name nobody can be sure who it is."""
LINES_OF_TITLE, LINES_OF_NAME, LINES_OF_SAID, LINES_OF_SENTENCE = 1, 2, 3, 12


def _lines(calls: Calls) -> list[int]:
    """How many lines the name and each saying of every helper may take at first, and then the title.

    The title is the first to go: whom she calls says it too.
    """
    helpers = [helper for _order, helper in calls if helper]
    lines = [lines for helper in helpers for lines in (LINES_OF_NAME, *[LINES_OF_SAID] * len(helper.said))]
    return [*lines, LINES_OF_TITLE]


def _people(calls: Calls, voice: Voice, size: float, make: Make, most: Sequence[int]) -> Iterator[Part]:
    """The first half: each person with a line for the number, and what they can do."""
    width = make.width - 2 * PAD
    lines = iter(most)
    if most[-1] != NO_LINE:
        yield _title(wording.BACK_UP, voice, size)
    for order, helper in calls:
        head = (Span(before_answer(voice.say(order), voice.language)),)
        if helper is None:
            yield _with_pen(head, voice, size, width, before=size * 0.3)
            yield _with_pen((Span(voice.say(wording.PHONE)),), voice, size, width)
            continue
        yield from _name((*head, Span(" ")), helper, voice, size, width, next(lines))
        small = max(size * make.small, min(size, make.least))
        together: list[list[tuple[Line, int]]] = []
        for label, texts in helper.said:
            said = joined([_read(text, voice) for text in texts], comma(voice.language))
            line, allowed = (Span(f"{before_answer(voice.say(label), voice.language)} "), *said), next(lines)
            if allowed == NO_LINE and together:
                together[-1].append((line, 1))
            else:
                together.append([(line, max(allowed, 1))])
        for number, told in enumerate(together):
            yield _words(_beside(told, voice, small, width), voice, small, before=0 if number else small * 0.15)


def _beside(told: Sequence[tuple[Line, int]], voice: Voice, size: float, width: float) -> Line:
    """What somebody can do, each as long as its lines allow; several share one line."""
    style = _style(size)
    room = (width - line_width(BETWEEN, style, voice.tag) * (len(told) - 1)) / len(told)
    return joined([shortened(line, style, voice, room * lines) for line, lines in told], BETWEEN)


def _name(head: Line, helper: Helper, voice: Voice, size: float, width: float, most: int) -> Iterator[Part]:
    """A name, and beside it, or below it where it is long, the line for the number.

    Where there is no room for more lines it is cut to stand beside the number, but never so short that two who are
    called alike would look the same.
    """
    style = _style(size)
    phone = (Span(voice.say(wording.PHONE)),)
    name = in_bold(_read(helper.name, voice))
    others = line_width((*head, Span(BETWEEN), *phone), style, voice.tag)
    beside = shortened(name, style, voice, width - NUMBER - others)
    if plain(beside) == plain(name) or (not most and len(plain(beside)) > TOLD_APART + len(DOTS)):
        yield _with_pen((*head, *beside, Span(BETWEEN), *phone), voice, size, width, before=size * 0.3)
        return
    room = width * max(most, 1) - line_width(head, style, voice.tag)
    above, high = (0.3, WRITTEN) if most else (0.2, WRITTEN_SMALL)
    yield _words((*head, *shortened(name, style, voice, room)), voice, size, before=size * above)
    yield _with_pen(phone, voice, size, width, high=high)


def _others(sentence: Text | None, voice: Voice, size: float, width: float, most: Sequence[int]) -> Iterator[Part]:
    """The second half: who else is called, and what she says."""
    yield _with_pen((Span(voice.say(wording.WORK)),), voice, size, width)
    say = in_bold((Span(before_answer(voice.say(wording.I_SAY), voice.language)),))
    if sentence is None:
        yield _with_pen(say, voice, size, width)
        yield _with_pen((), voice, size, width)
    else:
        words = shortened(_read(sentence, voice), _style(size), voice, width * max(most[0], 1))
        yield _words((*say, Span(" "), *words), voice, size, before=size * 0.3)
    for text in wording.PLACES:
        yield _with_pen((Span(voice.say(text)),), voice, size, width, before=size * 0.3)


def _title(text: Said, voice: Voice, size: float) -> Words:
    style = replace(_style(size * 1.1), bold=True, tag="H2")
    return words_in((Span(voice.say(text)),), style, voice)


def _words(line: Line, voice: Voice, size: float, *, before: float = 0) -> Words:
    return words_in(line, replace(_style(size), before=before), voice)


def _with_pen(
    line: Line, voice: Voice, size: float, width: float, *, before: float = 0, high: float = WRITTEN
) -> PenWords:
    """A line to write on, with words before it."""
    words = _words(line or (Span(""),), voice, size)
    taken = min(line_width(line, words.style, voice.tag) + 1 if line else 0, width - SHORTEST)
    return PenWords(words, taken, voice.direction, before=before, high=high)


def _style(size: float) -> Style:
    return Style(size, size * 1.22, tight=size < LARGE)


def _read(text: Text, voice: Voice) -> Line:
    """A text as the reader of this card needs it."""
    return voice.line(for_reader(text, voice.language))
