"""Her steps drawn as a line over the coming year, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import sqrt

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.i18n import day_in_words, month_in_words
from trajectplan.pdf import wording
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import Paper, Room, head, height_of, kept, words_in
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.typeset.words import AUTO, RTL
from trajectplan.pdf.voice import Line, Voice, in_bold, joined
from trajectplan.plan.summary import List, Phrase, Said
from trajectplan.plan.timeline import (
    AIR,
    DOT,
    MONTHS,
    MOST_HEIGHT,
    STEM,
    Dot,
    MonthLine,
    Stop,
    Year,
    by_day,
    dots,
    levels_of,
    lines_of_months,
    stops_in,
    stops_of,
)


def timeline_story(steps: List, today: date, paper: Paper) -> Iterator[Flowable]:
    """The steps drawn over the year from ``today`` on, and the same in words; nothing where none of them is in it."""
    stops, year = stops_of(steps), Year(today)
    if not stops_in(year, stops):
        return
    drawing = Drawing(stops, year, paper)
    drawn = [*_heading(wording.COMING_YEAR, paper), drawing, drawing.note()]
    yield from kept(drawn, paper, height_of(drawn))
    yield from _points([(stop, _day_lines(day, paper)) for day, stop in by_day(stops)], paper)
    undated = [(stop, [paper.in_all(text) for text in stop.when]) for stop in stops if stop.day is None]
    if undated:
        first, *others = _points(undated, paper)
        yield from kept([*_heading(wording.WITHOUT_DATE, paper), first], paper)
        yield from others
    yield Room(0, 3 * mm)


def _heading(text: Said, paper: Paper) -> list[Flowable]:
    style = replace(paper.look.label, tag="H3")
    return [Spacer(0, 3 * mm), head(paper.columns(paper.pair(text, style))), Spacer(0, 1 * mm)]


def _points(told: Sequence[tuple[Stop, Sequence[Line]]], paper: Paper) -> Iterator[Words]:
    """A list of steps: each with its number, what it is, and what is said of when."""
    points = Element("L")
    style = replace(paper.look.point, indent=paper.look.body.size * 2)
    for stop, when in told:
        line = joined([in_bold(paper.in_all(stop.title)), *when], " \N{EN DASH} ")
        yield words_in(line, style, paper.voices[0], bullet=str(stop.number), points=points)


def _day_lines(day: date, paper: Paper) -> list[Line]:
    """A day in every language of the print, as one text."""
    said = {day_in_words(day, voice.language): voice for voice in paper.voices}
    return [joined([(Span(words, voice.tag),) for words, voice in said.items()], " / ")]


class Drawing(Flowable):
    """The line with its months and dots; to who can't see it, its ``alt`` says from when to when and how many."""

    canv: TaggedCanvas

    def __init__(self, stops: Sequence[Stop], year: Year, paper: Paper) -> None:
        super().__init__()
        self.stops, self.year, self.paper = stops, year, paper
        self.small = replace(paper.look.small, align="center")
        self.number = replace(paper.look.small, size=paper.look.small.size * 0.9, bold=True, align="center")
        self.radius = self.small.size * DOT / 2
        self.room = 2 * self.radius + AIR

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """The whole width, as high as its dots and the names of its months need."""
        self.width = aW
        self.dots = dots(self.stops, self.year, aW, self.room, MOST_HEIGHT * self.paper.height)
        self.below = sum(len(rows) for rows in self._names()) * self.small.leading + AIR
        self.height = self.below + STEM + levels_of(self.dots) * self.room + AIR
        return aW, self.height

    # In words ---------------------------------------------------------------------------------------------------------

    def note(self) -> Words:
        """What the drawing shows, for everybody."""
        said = [(Span(self._shown(voice), voice.tag),) for voice in self.paper.voices]
        return words_in(joined(list(dict.fromkeys(said)), "\n"), self.paper.look.note, self.paper.voices[0])

    def alt(self) -> str:
        """What the drawing shows, for who can't see it."""
        voice = self.paper.voices[0]
        count = voice.say(Phrase(wording.ON_THE_LINE, {"count": len(stops_in(self.year, self.stops))}))
        return f"{self._shown(voice)} {count}"

    def _shown(self, voice: Voice) -> str:
        start, end = (day_in_words(day, voice.language) for day in (self.year.start, self.year.end))
        return voice.say(Phrase(wording.LINE_RUNS, {"start": start, "end": end}))

    # As a picture -----------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """The line, its dots, and as decoration the numbers and names that the list has as well."""
        canvas = self.canv
        with canvas.figure(Element("Figure", self.paper.voices[0].tag, self.alt()), self.width, self.height):
            canvas.write("\n".join(["0 G 0 g", *self._line(), *self._stems(), *self._circles()]))
        with canvas.artifact():
            for dot in self.dots:
                self._write(dot.text, self.number, self._x(dot.x), self._y(dot), self.room)
            self._draw_months()

    def _x(self, along: float) -> float:
        """How far from the left; right to left the year begins on the right."""
        return self.width - along if self.paper.direction == RTL else along

    def _y(self, dot: Dot) -> float:
        """The middle of a dot."""
        return self.below + STEM + (dot.level + 0.5) * self.room

    def _line(self) -> Iterator[str]:
        yield f"1.4 w 0 {self.below:.2f} m {self.width:.2f} {self.below:.2f} l S 0.6 w"
        for month in range(MONTHS + 1):
            x = self._x(self.width * month / MONTHS)
            # A year has a longer stroke at its beginning than a month.
            long = month < MONTHS and self.year.months[month].month == 1
            yield f"{x:.2f} {self.below - (8 if long else 4):.2f} m {x:.2f} {self.below + (8 if long else 0):.2f} l S"

    def _stems(self) -> Iterator[str]:
        yield "0.8 w"
        for dot in self.dots:
            for low, high in self._stem(dot):
                yield f"{self._x(dot.x):.2f} {low:.2f} m {self._x(dot.x):.2f} {high:.2f} l S"

    def _stem(self, dot: Dot) -> Iterator[tuple[float, float]]:
        """The pieces of the line from the year up to a dot that are not behind other dots."""
        at = self.below
        for other in sorted(self.dots, key=lambda other: other.level):
            aside = abs(other.x - dot.x)
            if other.level > dot.level or aside >= self.radius:
                continue
            half = sqrt(self.radius**2 - aside**2)
            if self._y(other) - half > at:
                yield at, self._y(other) - half
            at = max(at, self._y(other) + half)

    def _circles(self) -> Iterator[str]:
        yield "1 g 1 w"
        for dot in self.dots:
            if not dot.others:
                yield circle(self._x(dot.x), self._y(dot), self.radius)

    # The months -------------------------------------------------------------------------------------------------------

    def _names(self) -> Iterator[list[MonthLine]]:
        """For every language the names of the months by the lines they stand on, and at the end the years."""
        each = self.width / MONTHS
        told = {
            tuple(month_in_words(day, voice.language) for day in self.year.months): voice for voice in self.paper.voices
        }
        for names, voice in told.items():
            widths = [line_width(name, self.small, voice.tag) for name in names]
            yield lines_of_months(names, widths, each, 2 * AIR)
        yield [self.year.numbers]

    def _draw_months(self) -> None:
        each = self.width / MONTHS
        y = self.below - AIR
        for rows in self._names():
            for row in rows:
                y -= self.small.leading
                for index, name in row:
                    self._write(name, self.small, self._x((index + 0.5) * each), y + self.small.leading / 2, WIDTH)

    def _write(self, text: str, style: Style, x: float, y: float, room: float) -> None:
        """Write ``text`` with its middle at ``x``, ``y``, but within the width of the page."""
        voice = self.paper.voices[0]
        half = line_width(text, style, voice.tag) / 2
        x = min(max(x, half), self.width - half)
        words = Words(text, style, language=voice.tag, direction=AUTO)
        height = words.height_at(room)
        words.drawOn(self.canv, x - room / 2, y - height / 2)


def circle(x: float, y: float, radius: float) -> str:
    """The operators that fill and outline a circle."""
    bend = radius * 0.5523
    return (
        f"{x + radius:.2f} {y:.2f} m"
        f" {x + radius:.2f} {y + bend:.2f} {x + bend:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c"
        f" {x - bend:.2f} {y + radius:.2f} {x - radius:.2f} {y + bend:.2f} {x - radius:.2f} {y:.2f} c"
        f" {x - radius:.2f} {y - bend:.2f} {x - bend:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c"
        f" {x + bend:.2f} {y - radius:.2f} {x + radius:.2f} {y - bend:.2f} {x + radius:.2f} {y:.2f} c b"
    )
