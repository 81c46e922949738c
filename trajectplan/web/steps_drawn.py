"""Her steps in the print view: drawn on a line over the coming year, as on paper of ours, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, NamedTuple, TypeAlias

from trajectplan.i18n import direction, month_in_words, speaking
from trajectplan.pdf import wording
from trajectplan.plan.summary import List, Phrase, Said, Text
from trajectplan.plan.timeline import (
    AIR,
    DOT,
    MONTHS,
    MOST_HEIGHT,
    STEM,
    Dot,
    MonthLine,
    Year,
    by_day,
    dots,
    levels_of,
    lines_of_months,
    stops_in,
    stops_of,
)
from trajectplan.questions.texts import Day

WIDTH: Final = 482
HEIGHT: Final = 710
"""Of what is printed on a sheet, in points; all of the drawing is in points."""
SMALL, LARGE = 10, 18
"""How high its letters are, in print of either size."""
LEADING: Final = 1.36
LETTER: Final = 0.8
"""How wide a letter of any script is taken to be, in heights of a letter."""


class Told(NamedTuple):
    """A step in words: its number in her order, what it is called, and when it comes."""

    number: int
    title: Text
    when: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Steps in words below a heading; ``kind`` names the macro that draws them."""

    kind: ClassVar[str] = "stops"
    heading: Said
    steps: tuple[Told, ...]


class Mark(NamedTuple):
    """A text with its middle at ``x`` and its foot at ``y``."""

    x: float
    y: float
    text: str


class Names(NamedTuple):
    """What stands below the line in one language."""

    language: str
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The line with its dots and months, from the upper left corner; ``kind`` names the macro that draws it.

    Where more dots come together than there is room for, ``counts`` say of how many steps there is none.
    """

    kind: ClassVar[str] = "year"
    heading: Said
    language: str
    alt: Said
    note: Said
    size: int
    radius: float
    height: float
    strokes: str
    dots: list[Mark]
    counts: list[Mark]
    names: list[Names]
    width: int = WIDTH


Drawn: TypeAlias = Drawing | Points


def drawn(steps: List, today: date, languages: Sequence[str], *, is_large: bool) -> Iterator[Drawn]:
    """The steps over the year from ``today`` on, and below it in words; nothing where none of them is in it."""
    stops, year = stops_of(steps), Year(today)
    placed = stops_in(year, stops)
    if not placed:
        return
    note = Phrase(wording.LINE_RUNS, {"start": Day(year.start.isoformat()), "end": Day(year.end.isoformat())})
    count = Phrase(wording.ON_THE_LINE, {"count": str(len(placed))})
    size = LARGE if is_large else SMALL
    room = size * DOT + AIR
    line = _Line(year, dots(stops, year, WIDTH, room, MOST_HEIGHT * HEIGHT), tuple(languages), size)
    yield line.drawing(Phrase("%(note)s %(count)s", {"note": note, "count": count}), note)
    yield Points("", tuple(Told(stop.number, stop.title, (Day(day.isoformat()),)) for day, stop in by_day(stops)))
    undated = tuple(Told(stop.number, stop.title, stop.when) for stop in stops if stop.day is None)
    if undated:
        yield Points(wording.WITHOUT_DATE, undated)


@dataclass(frozen=True, slots=True)
class _Line:
    """The line while it is drawn; ``size`` is the height of its letters."""

    year: Year
    dots: list[Dot]
    languages: tuple[str, ...]
    size: int

    def drawing(self, alt: Said, note: Said) -> Drawing:
        """All of it, in its places."""
        room = self.size * DOT + AIR
        radius = self.size * DOT / 2
        low = AIR + levels_of(self.dots) * room + STEM
        marks = [Mark(self._x(dot.x), low - STEM - (dot.level + 0.5) * room, dot.text) for dot in self.dots]
        stems = (f"M{mark.x:.1f} {mark.y + radius:.1f}V{low:.1f}" for mark in marks)
        names = list(self._names(low))
        return Drawing(
            heading=wording.COMING_YEAR,
            language=self.languages[0],
            alt=alt,
            note=note,
            size=self.size,
            radius=radius,
            height=names[-1].marks[-1].y + self.size * (LEADING - 1),
            strokes=" ".join([*self._ticks(low), *stems]),
            dots=[mark for dot, mark in zip(self.dots, marks, strict=True) if not dot.others],
            counts=[mark for dot, mark in zip(self.dots, marks, strict=True) if dot.others],
            names=names,
        )

    def _x(self, along: float) -> float:
        """How far from the left; right to left the year begins on the right."""
        return WIDTH - along if direction(self.languages[0]) == "rtl" else along

    def _ticks(self, low: float) -> Iterator[str]:
        """The line with a stroke between two months, and a longer one where a year begins."""
        yield f"M0 {low:.1f}H{WIDTH}"
        for month in range(MONTHS + 1):
            long = month < MONTHS and self.year.months[month].month == 1
            above, below = (8, 8) if long else (0, 4)
            yield f"M{self._x(WIDTH * month / MONTHS):.1f} {low - above:.1f}v{above + below}"

    def _names(self, low: float) -> Iterator[Names]:
        """In every language the months, once where they agree, and below them the years."""
        told = {
            tuple(month_in_words(day, language) for day in self.year.months): language
            for language in reversed(self.languages)
        }
        foot = low + AIR
        for months, language in reversed(told.items()):
            widths = [self._width(name) for name in months]
            marks = []
            for line in lines_of_months(months, widths, WIDTH / MONTHS, 2 * AIR):
                foot += self._leading
                marks += self._marks(line, foot)
            yield Names(language, marks)
        yield Names(self.languages[0], self._marks(self.year.numbers, foot + self._leading))

    def _marks(self, line: MonthLine, foot: float) -> list[Mark]:
        """What stands on one line below the months."""
        return [Mark(self._within(self._x((month + 0.5) * WIDTH / MONTHS), text), foot, text) for month, text in line]

    @property
    def _leading(self) -> float:
        return self.size * LEADING

    def _within(self, x: float, text: str) -> float:
        """As near to ``x`` as the middle of ``text`` can be without leaving the drawing."""
        half = self._width(text) / 2
        return min(max(x, half), WIDTH - half)

    def _width(self, text: str) -> float:
        return len(text) * LETTER * self.size


def shown_in(drawing: Drawing) -> str:
    """What the drawing shows, for who can't see it."""
    with speaking(drawing.language):
        return str(drawing.alt)
