"""Her week as a drawing on paper: a band for every day, in it a lane for each child and one for herself.

What it says stands in the table below it as well, so all but its outline in words is decoration to who can't see it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.i18n import comma, weekday_in_words
from trajectplan.pdf import wording
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import Paper, height_of, language_of, words_in
from trajectplan.pdf.patterns import Box, mark
from trajectplan.pdf.typeset.breaking import cuts
from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words, line_width
from trajectplan.pdf.typeset.words import RTL
from trajectplan.pdf.voice import DOTS, Line, in_bold, joined, plain
from trajectplan.plan.minutes import HOUR
from trajectplan.plan.summary import Phrase, Text
from trajectplan.plan.week import DAYS_A_WEEK
from trajectplan.plan.week_drawn import WeekDrawn

LANE: Final = 1.2
LEAST_LANE: Final = 0.55
"""How high a lane is and must be, in sizes of letters."""
STAGGERED: Final = 0.9
APART: Final = 0.15
"""Lower lanes, in sizes of letters, have two columns for their names; so have those whose names would be less apart."""
COLUMNS_APART: Final = 0.5
"""Between both columns, in sizes of letters."""
THINNEST: Final = 2.45 * mm
"""No lane is lower: it leaves marks of two millimetres."""
BETWEEN_LANES: Final = 0.4 * mm
BETWEEN_DAYS: Final = 2.2 * mm
AIR: Final = 2 * mm
NAMES: Final = 5
"""So wide the names of lanes may be, in sizes of letters; in two columns each a little less."""
DAY_NAMES: Final = 0.3
"""So much of the width the names of days may take."""
STEPS: Final = (1, 2, 3, 4, 6, 12)
"""Every so many hours one is told on the scale."""
SAMPLE: Final = 9 * mm
"""How wide a mark in the legend is."""


def week_drawn(week: WeekDrawn, heads: Sequence[Flowable], paper: Paper, over: float) -> list[list[Flowable]]:
    """The drawing under its ``heads``, as lists of flowables that stay together.

    There is one, or with very many lanes several, each with some of the days. So many points of other headings stand
    ``over`` the first on the same page.
    """
    room = paper.height - over - height_of(heads) - AIR
    shares = next(
        (each for each in _shared_out() if Drawing(week, each[0], paper).least <= room),
        [range(day, day + 1) for day in range(DAYS_A_WEEK)],
    )
    lane = Drawing(week, shares[0], paper).lane_in(room)
    drawings = [Drawing(week, days, paper, lane) for days in shares]
    return [[*([] if number else heads), each, Spacer(0, AIR)] for number, each in enumerate(drawings)]


def _shared_out() -> Iterator[list[range]]:
    """The days in one part, in two, and so on; the first has the most."""
    for parts in range(1, DAYS_A_WEEK + 1):
        each, more = divmod(DAYS_A_WEEK, parts)
        yield [range(start, end) for start, end in pairwise(n * each + min(n, more) for n in range(parts + 1))]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A kind of mark in the legend, ``along`` from where reading begins and ``down`` from the top."""

    kind: str
    words: Words
    along: float
    down: float
    width: float
    height: float


class Drawing(Flowable):
    """Some ``days`` of the week, 0 for Monday; to who can't see it, its ``alt`` says which week and hours it shows.

    A ``lane`` is at most so high, in points, with the room to the next one.
    """

    canv: TaggedCanvas

    def __init__(self, week: WeekDrawn, days: range, paper: Paper, lane: float = inf) -> None:
        super().__init__()
        self.week, self.days, self.paper = week, days, paper
        self.voice = paper.voices[0]
        self.small = paper.look.small
        self.lanes = len(week.names) + 1
        self.lane = min(LANE * self.small.size, lane)
        self.width = WIDTH

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """The whole width, as high as its legend, its days and the scales above and below them."""
        self.height = self._around + self.band * len(self.days)
        return self.width, self.height

    # Its heights ------------------------------------------------------------------------------------------------------

    @property
    def least(self) -> float:
        """The height in points that it takes with the thinnest lanes."""
        thinnest = max(LEAST_LANE * self.small.size, THINNEST)
        return self._around + len(self.days) * self._band(thinnest)

    def lane_in(self, room: float) -> float:
        """How high a lane may be for all to stand in ``room`` points."""
        return ((room - self._around) / len(self.days) - BETWEEN_DAYS) / self.lanes

    @property
    def band(self) -> float:
        """The height of a day with the room below it."""
        return self._band(self.lane)

    def _band(self, lane: float) -> float:
        return max(self.lanes * lane, *(name.height_at(self.day_room) for name in self.day_names)) + BETWEEN_DAYS

    @property
    def _around(self) -> float:
        """The legend and both scales."""
        return self._legend_height + 2 * self.small.leading

    @property
    def _legend_height(self) -> float:
        return max((entry.down + entry.height for entry in self.legend), default=0) + (AIR if self.legend else 0)

    # Its widths -------------------------------------------------------------------------------------------------------

    @cached_property
    def day_names(self) -> list[Words]:
        """The name of each day, in every language of the print."""
        return [words_in(in_bold(joined(self._day(day), "\n")), self.small, self.voice) for day in self.days]

    def _day(self, day: int) -> list[Line]:
        said = {weekday_in_words(day, voice.language): voice for voice in reversed(self.paper.voices)}
        return [(Span(name, voice.tag, common=True),) for name, voice in reversed(said.items())]

    @cached_property
    def day_room(self) -> float:
        """How wide the names of days are."""
        lines = [in_bold(line) for day in range(DAYS_A_WEEK) for line in self._day(day)]
        widest = max(line_width(line, self.small, self.voice.tag) for line in lines)
        return min(widest + 1, DAY_NAMES * self.width)

    @property
    def is_staggered(self) -> bool:
        """Whether lanes are so low that the names of every second stand in a column of their own."""
        return self.lane < max(STAGGERED * self.small.size, self._room_of_names)

    @cached_property
    def _room_of_names(self) -> float:
        """How high lanes must be for names one below the other not to touch: letters of some scripts are tall."""
        inks = [self._cut(name, self.small.size * NAMES).ink() for name in (*self.week.names, wording.HER_LANE)]
        reached = max((high - low for (low, _high), (_low, high) in pairwise(inks)), default=0)
        return reached + APART * self.small.size

    @cached_property
    def lane_names(self) -> list[Words]:
        """What each lane is called, cut to the room there is; the last is hers."""
        most = self.small.size * (NAMES - 1.5 if self.is_staggered else NAMES)
        return [self._cut(name, most) for name in (*self.week.names, wording.HER_LANE)]

    @cached_property
    def name_room(self) -> float:
        """How wide a column with names of lanes is, with the room to the next one."""
        widest = max(line_width(name.spans, self.small, name.language) for name in self.lane_names)
        return widest + COLUMNS_APART * self.small.size

    def _cut(self, name: Text, room: float) -> Words:
        """A name on one line: in all languages where that fits, else in hers, with dots where it is cut."""
        for line in (self.paper.in_all(name), self.voice.line(name)):
            if line_width(line, self.small, self.voice.tag) <= room:
                return words_in(line, self.small, self.voice)
        language, _direction = language_of(line, self.voice)
        words = plain(line)

        def width(end: int) -> float:
            return line_width(words[:end] + DOTS, self.small, language)

        ends = cuts(words)
        fitting = bisect_right(ends, room, key=width)
        span = Span(words[: ends[fitting - 1] if fitting else 0].rstrip() + DOTS, language)
        return words_in((span,), self.small, self.voice)

    @cached_property
    def start(self) -> float:
        """How far from where reading begins the first hour is."""
        return self.day_room + AIR + self.name_room * (2 if self.is_staggered else 1) + AIR

    @cached_property
    def hour(self) -> float:
        """How wide an hour is; behind the last is room for half its number."""
        return (self.width - self.start - self._number / 2) / ((self.week.last - self.week.first) / HOUR)

    @cached_property
    def _number(self) -> float:
        """How wide the number of an hour is at most."""
        return line_width("24", self.small, self.voice.tag)

    @cached_property
    def told_hours(self) -> list[int]:
        """The hours that are told on the scale: as many as stand well apart."""
        step = next(step for step in STEPS if step * self.hour >= self._number + self.small.size / 2)
        return [hour for hour in self._hours if hour % step == 0]

    @property
    def _hours(self) -> range:
        return range(self.week.first // HOUR, self.week.last // HOUR + 1)

    @cached_property
    def legend(self) -> list[_Entry]:
        """What its kinds of marks are called, one behind the other."""
        found: list[_Entry] = []
        along = down = 0.0
        for kind, text in self.week.legend:
            if kind not in self.week.kinds:
                continue
            line = self.paper.in_all(text)
            room = self.width - SAMPLE - AIR
            width = min(line_width(line, self.small, self.voice.tag) + 1, room)
            words = words_in(line, self.small, self.voice)
            if along and along + SAMPLE + AIR + width > self.width:
                along, down = 0, max(entry.down + entry.height for entry in found)
            found.append(_Entry(kind, words, along, down, width, words.height_at(width)))
            along += SAMPLE + AIR + width + 2 * AIR
        return found

    # In words ---------------------------------------------------------------------------------------------------------

    def alt(self) -> str:
        """Which week it shows and from when to when, and of several drawings which days."""
        first, last = (weekday_in_words(day, self.voice.language) for day in (self.days[0], self.days[-1]))
        days = [f"{first} \N{EN DASH} {last}"] if len(self.days) < DAYS_A_WEEK else []
        which = comma(self.voice.language).join(filter(None, [self.voice.say(self.week.title), *days]))
        hours = {"start": f"{self._hours[0]}:00", "end": f"{self._hours[-1]}:00"}
        runs = self.voice.say(Phrase(wording.DAYS_RUN, hours))
        return f"{which}: {runs}" if which else runs

    # As a picture -----------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """All marks, and as decoration the names of days, lanes, hours and marks."""
        canvas = self.canv
        with canvas.figure(Element("Figure", self.voice.tag, self.alt()), self.width, self.height):
            canvas.write("\n".join([*self._grid(), "0 G", *self._marks(), *self._samples()]))
        with canvas.artifact():
            self._write_names()
            self._write_hours()
            for entry in self.legend:
                top = self.height - entry.down
                self._write(entry.words, entry.along + SAMPLE + AIR, entry.width, top - entry.height / 2)

    def _x(self, along: float, width: float = 0) -> float:
        """The left side of what is ``width`` wide and ``along`` from where reading begins; mirrored right to left."""
        return self.width - along - width if self.paper.direction == RTL else along

    def at(self, minute: int) -> float:
        """How far from where reading begins a minute of the day is."""
        return self.start + (minute - self.week.first) / HOUR * self.hour

    def top(self, place: int) -> float:
        """The upper edge of the lanes of a day, by its place among those drawn."""
        band = self.band - BETWEEN_DAYS
        free = band - self.lanes * self.lane
        return self.height - self._legend_height - self.small.leading - place * self.band - free / 2

    def boxes(self) -> Iterator[tuple[str, Box]]:
        """Every mark: its kind and where it is drawn."""
        for place, day in enumerate(self.days):
            for number, lane in enumerate(self.week.days[day]):
                low = self.top(place) - (number + 1) * self.lane + BETWEEN_LANES / 2
                for kind, start, end in lane:
                    width = (end - start) / HOUR * self.hour
                    yield kind, Box(self._x(self.at(start), width), low, width, self.lane - BETWEEN_LANES)

    def _marks(self) -> Iterator[str]:
        for kind, box in self.boxes():
            yield mark(kind, box)

    def _grid(self) -> Iterator[str]:
        """A hair line at every hour of every day, a darker one where it is told, and one above her own lane."""
        told = self.told_hours
        left = self._x(self.at(self.week.first), self._long)
        for place in range(len(self.days)):
            top = self.top(place)
            foot = top - self.lanes * self.lane
            for hour in self._hours:
                x = self._x(self.at(hour * HOUR))
                yield f"{0.6 if hour in told else 0.82} G 0.4 w {x:.2f} {foot:.2f} m {x:.2f} {top:.2f} l S"
            for y in (top, foot + self.lane, foot):
                yield f"0.6 G 0.4 w {left:.2f} {y:.2f} m {left + self._long:.2f} {y:.2f} l S"

    @property
    def _long(self) -> float:
        """How long a day is drawn."""
        return self.at(self.week.last) - self.at(self.week.first)

    def _samples(self) -> Iterator[str]:
        height = min(self.lane - BETWEEN_LANES, self.small.size)
        for entry in self.legend:
            middle = self.height - entry.down - entry.height / 2
            yield mark(entry.kind, Box(self._x(entry.along, SAMPLE), middle - height / 2, SAMPLE, height))

    def _write_names(self) -> None:
        for place, name in enumerate(self.day_names):
            band = self.lanes * self.lane
            self._write(name, 0, self.day_room, self.top(place) - band / 2)
            for number, lane in enumerate(self.lane_names):
                # They end where the lanes begin, or where the other column does.
                end = self.start - AIR - (self.name_room if self.is_staggered and number % 2 == 0 else 0)
                room = line_width(lane.spans, self.small, lane.language) + 0.5
                self._write(lane, end - room, room, self.top(place) - (number + 0.5) * self.lane)

    def _write_hours(self) -> None:
        centred: Style = replace(self.small, align="center")
        days = len(self.days)
        above = self.height - self._legend_height - self.small.leading / 2
        for hour in self.told_hours:
            number = Words(str(hour), centred, language=self.voice.tag)
            room = 2 * self._number
            for y in (above, above - self.small.leading - days * self.band + BETWEEN_DAYS):
                self._write(number, self.at(hour * HOUR) - room / 2, room, y)

    def _write(self, words: Words, along: float, room: float, middle: float) -> None:
        """Write ``words`` in the middle of their height, in ``room`` points ``along`` from where reading begins."""
        height = words.height_at(room)
        words.drawOn(self.canv, self._x(along, room), middle - height / 2)
