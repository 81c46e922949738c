"""Her steps on a line over the coming year: which of them stand on it and where, and which have no day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeAlias

from trajectplan.plan.summary import Item, List, Row, Text

STEPS: Final = "next_steps"
"""The role of the list that is drawn."""
WHEN: Final = "when"
"""Of one step: the role of the row that says when, where that is no day."""
MONTHS: Final = 12
DOT: Final = 1.55
"""How wide a dot is, in sizes of the number in it."""
AIR: Final = 2
"""Between two dots, in points."""
STEM: Final = 7
"""How high the lowest dots stand above the line, in points."""
MOST_HEIGHT: Final = 0.5
"""Of the page: of more dots one above the other than that the rest are one mark, which counts them."""

MonthLine: TypeAlias = list[tuple[int, str]]
"""What stands on one line below the months: each text with the place of its month, from 0."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A step: its number in her order, what it is called, its day if it has one, and else what she said of when."""

    number: int
    title: Text
    day: date | None
    when: tuple[Text, ...] = ()


def stops_of(steps: List) -> tuple[Stop, ...]:
    """Every step of the list, numbered in her order."""
    return tuple(Stop(number, item.title, item.day, _when(item)) for number, item in enumerate(steps.items, 1))


def _when(item: Item) -> tuple[Text, ...]:
    rows = (block for block in item.blocks if isinstance(block, Row) and block.role == WHEN)
    return tuple(text for row in rows for text in row.answer)


def by_day(stops: Sequence[Stop]) -> list[tuple[date, Stop]]:
    """The steps that have a day, the first day first; on the same day in her order."""
    dated = [(stop.day, stop) for stop in stops if stop.day is not None]
    return sorted(dated, key=lambda pair: (pair[0], pair[1].number))


# The year -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months, each as wide as the others, from that of the day on which the plan is printed."""

    today: date

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month."""
        return tuple(_month_after(self.today.replace(day=1), count) for count in range(MONTHS))

    @property
    def start(self) -> date:
        """The first day."""
        return self.months[0]

    @property
    def end(self) -> date:
        """The last day."""
        return _month_after(self.start, MONTHS) - timedelta(days=1)

    @property
    def numbers(self) -> MonthLine:
        """The number of the year, below its first month here."""
        return [(index, str(month.year)) for index, month in enumerate(self.months) if index == 0 or month.month == 1]

    def place(self, day: date) -> float | None:
        """How far along the year a day is, from 0 to 1; ``None`` for a day outside it."""
        if not self.start <= day <= self.end:
            return None
        month = (day.year - self.start.year) * MONTHS + day.month - self.start.month
        first = day.replace(day=1)
        passed = (day.day - 0.5) / (_month_after(first, 1) - first).days
        return (month + passed) / MONTHS


def stops_in(year: Year, stops: Sequence[Stop]) -> list[Stop]:
    """The steps whose day is in the year, the first day first; on the same day in her order."""
    return [stop for day, stop in by_day(stops) if year.place(day) is not None]


def _month_after(first: date, count: int) -> date:
    """The first day of the month ``count`` months after the one that begins on ``first``."""
    months = first.year * MONTHS + first.month - 1 + count
    return date(months // MONTHS, months % MONTHS + 1, 1)


# Dots -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dot:
    """A step above the line: ``x`` points from where the year begins, ``level`` dots lie below it.

    With ``others`` it is no dot but a mark, which stands for this step and so many others.
    """

    number: int
    x: float
    level: int
    others: int = 0

    @property
    def text(self) -> str:
        """What is written there: the number of the step, or how many steps the mark stands for."""
        return f"+{self.others + 1}" if self.others else str(self.number)


def dots(stops: Sequence[Stop], year: Year, width: float, room: float, most: float) -> list[Dot]:
    """The steps that stand on a line of ``width`` points, each on the lowest level where ``room`` points are free.

    Two levels lie ``room`` points apart, and all together are no higher than ``most``. On the highest, steps that
    would come too close to one another are one mark.
    """
    highest = max(int(most / room), 1) - 1
    placed = [(year.place(day), stop) for day, stop in by_day(stops)]
    ends: list[float] = []
    found: list[Dot] = []
    for place, stop in placed:
        if place is None:
            continue
        x = min(max(place * width, room / 2), width - room / 2)
        level = next((level for level, end in enumerate(ends) if end <= x), len(ends))
        if level > highest:
            index = max(index for index, dot in enumerate(found) if dot.level == highest)
            found[index] = replace(found[index], others=found[index].others + 1)
            continue
        ends[level:] = [x + room, *ends[level + 1 :]]
        found.append(Dot(stop.number, x, level))
    return found


def levels_of(found: Sequence[Dot]) -> int:
    """On how many levels they stand; a line without any has room for one."""
    return 1 + max((dot.level for dot in found), default=0)


# Names of months ------------------------------------------------------------------------------------------------------


def months_on_levels(widths: Sequence[float], each: float, gap: float) -> list[int]:
    """On which line each name of a month stands: on one line where all fit, else in turn on as many as they need."""
    lines = 1
    while lines < MONTHS and any(width + gap > each * lines for width in widths):
        lines += 1
    return [index % lines for index in range(len(widths))]


def lines_of_months(names: Sequence[str], widths: Sequence[float], each: float, gap: float) -> list[MonthLine]:
    """The names of the months by the lines on which they stand, where every month is ``each`` wide."""
    levels = months_on_levels(widths, each, gap)
    lines: list[MonthLine] = [[] for _level in range(max(levels) + 1)]
    for month, (name, level) in enumerate(zip(names, levels, strict=True)):
        lines[level].append((month, name))
    return lines
