"""Her week: who looks after her children when, and the hours out of it that she can really use.

Exact and pure: whole minutes, half-open stretches, two weeks that go round (see ``minutes``). A *calendar* says which
days are ordinary, in the holidays, or a study day on which only school is closed.

What we decided where life leaves it open:

* Odd and even weeks go on through the holidays, as the calendar's weeks do: a helper for the odd weeks who can in the
  holidays too comes in the odd weeks of the holidays.
* Days with the other parent are care like any other, with hours that may run over nights, so that nobody is asked why.
  What follows without a stop is one stretch: nobody has to be brought in the middle of it.
* Care overlaps as it likes; that is choice. Only care that is there now counts, not what she waits for or wishes.
* Of a round along several doors we know how long it takes, not the legs of it. So we count it whole from the
  second-latest door that opens, and as it ends from the second that closes: never an hour that she may not have.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Final, TypeAlias

from trajectplan.plan.minutes import ALL, DAY, NEVER, ROUND, WEEK, Minutes, Span, all_of, any_of, day_of, on_day

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week, as answers name them."""
EVERY, ODD, EVEN = "every", "odd", "even"
SCHOOL: Final = "school"
"""The kind of care that has study days."""
EVERYBODY, HOLIDAY_CARE, ALONE = "everybody", "holiday_care", "alone"
NO_PLACES: Final = frozenset({EVERYBODY, HOLIDAY_CARE, ALONE})
"""Kinds of care that are no place which opens and closes: what is known of all together, and a child alone."""
ALWAYS, IN_TERM, IN_HOLIDAYS, ON_SCHOOL_DAYS = "always", "in_term", "in_holidays", "on_school_days"
HAVE, NOW_AND_THEN = "have", "now_and_then"
"""What a place is that is there, and one that is there already but not for sure."""
DAYS_A_WEEK: Final = 7
LONG: Final = 4 * ROUND
"""Further than anything of these two weeks is from anything else of them."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which of the minutes are holidays, and on which school alone is closed."""

    holidays: Minutes = NEVER
    study_days: Minutes = NEVER


SCHOOL_WEEKS: Final = Calendar()
HOLIDAY_WEEKS: Final = Calendar(holidays=ALL)


def study_day(weekday: int) -> Calendar:
    """School weeks in which one day, 0 for Monday, is a study day."""
    return Calendar(study_days=on_day(weekday) | on_day(weekday + DAYS_A_WEEK))


def pattern(hours: Iterable[Span], weeks: str = EVERY) -> Minutes:
    """The minutes of something that comes back: stretches of one week, from its Monday 0:00, in these weeks."""
    shifts = {EVERY: (0, WEEK), ODD: (0,), EVEN: (WEEK,)}[weeks]
    return Minutes.of((start + shift, end + shift) for start, end in hours for shift in shifts)


@dataclass(frozen=True, slots=True)
class Care:
    """One place or person, or nobody, that a child is with: ``hours`` in minutes of a week from Monday 0:00.

    A stretch of them may end after Sunday 24:00. A place of several children has one ``key`` for all. ``period`` says
    whether it is there in term, in holidays, always, or on school days alone, as school itself is; ``status`` that
    she has it, or something else that doesn't count yet.
    """

    key: str
    child: str
    kind: str
    hours: tuple[Span, ...]
    weeks: str = EVERY
    period: str = ALWAYS
    status: str = HAVE

    @property
    def counts(self) -> bool:
        """Whether it is there now."""
        return self.status == HAVE

    def minutes(self, calendar: Calendar) -> Minutes:
        """When it is there, if it is there at all."""
        minutes = pattern(self.hours, self.weeks)
        if self.kind == SCHOOL or self.period == ON_SCHOOL_DAYS:
            return minutes - calendar.holidays - calendar.study_days
        if self.period == IN_TERM:
            return minutes - calendar.holidays
        return minutes & calendar.holidays if self.period == IN_HOLIDAYS else minutes


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds of one weekday in minutes: in the morning from home to the last door, later from the first door home.

    ``bring_doors`` and ``fetch_doors`` are the parts between the first door and the last; all of it where unknown.
    """

    bring: int = 0
    fetch: int = 0
    bring_doors: int | None = None
    fetch_doors: int | None = None

    @property
    def between_bringing(self) -> int:
        """From the first door to the last in the morning."""
        return self.bring if self.bring_doors is None else min(self.bring_doors, self.bring)

    @property
    def between_fetching(self) -> int:
        """From the first door to the last when she fetches them."""
        return self.fetch if self.fetch_doors is None else min(self.fetch_doors, self.fetch)


NO_ROUNDS: Final = (Rounds(),) * DAYS_A_WEEK


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is fixed in her own week already, with the minutes it takes to get there; she comes back as fast."""

    key: str
    hours: tuple[Span, ...]
    weeks: str = EVERY
    travel: int = 0
    movable: bool = False

    @property
    def minutes(self) -> Minutes:
        """When she is taken up by it, on the way there and back too."""
        return pattern(((start - self.travel, end + self.travel) for start, end in self.hours), self.weeks)


@dataclass(frozen=True, slots=True)
class Week:
    """All that she filled in: her children by key, who looks after them, and the limits she sets herself.

    ``out`` is when she can be away from home for work or learning, from leaving until she is back, in minutes of a
    week; ``rounds`` are of Monday to Sunday; ``travel`` is one way between the last door and her work, in minutes.
    ``big`` holds the children who are too old for after-school care. Whoever knows only when *everybody* is looked
    after has one child that stands for all, those in ``stands_for``.
    """

    children: tuple[str, ...]
    care: tuple[Care, ...] = ()
    out: tuple[Span, ...] = ((0, WEEK),)
    rounds: tuple[Rounds, ...] = NO_ROUNDS
    fixed: tuple[Fixed, ...] = ()
    travel: int = 0
    big: frozenset[str] = frozenset()
    stands_for: tuple[str, ...] = ()

    def cover(self, child: str, calendar: Calendar) -> Minutes:
        """When somebody looks after this child."""
        return any_of(care.minutes(calendar) for care in self.care if care.counts and care.child == child)


@dataclass(frozen=True)
class Hours:
    """What comes out of a week on one calendar. ``covers`` holds when each child is looked after."""

    week: Week
    calendar: Calendar
    covers: Mapping[str, Minutes]

    @classmethod
    def of(cls, week: Week, calendar: Calendar = SCHOOL_WEEKS) -> Hours:
        """The hours of this week on this calendar."""
        return cls(week, calendar, {child: week.cover(child, calendar) for child in week.children})

    @cached_property
    def out(self) -> Minutes:
        """When she can be away from home."""
        return pattern(self.week.out)

    @cached_property
    def taken(self) -> Minutes:
        """When she has something else, or is on the way to it."""
        return any_of(fixed.minutes for fixed in self.week.fixed)

    @cached_property
    def looked_after(self) -> Minutes:
        """When every child is looked after."""
        return all_of(self.covers.values())

    @cached_property
    def between(self) -> Minutes:
        """Between the last door in the morning and the first door later, within her limits."""
        each = [Turning(cover) for cover in self.covers.values()]
        found = (
            between_doors(away, shared((one.near(*away) for one in each), away), self.week)
            for away in self.out.stretches()
        )
        return Minutes.of(chain.from_iterable(found))

    @cached_property
    def without_limits(self) -> Minutes:
        """Between the last door in the morning and the first door later, if she set herself no limits."""
        return Hours(replace(self.week, out=((0, WEEK),)), self.calendar, self.covers).between

    @cached_property
    def free(self) -> Minutes:
        """What of that isn't fixed already."""
        return self.between - self.taken

    @cached_property
    def usable(self) -> Minutes:
        """What is left for work or learning when she has travelled there and back."""
        there = self.week.travel
        return Minutes.of((start + there, end - there) for start, end in self.free.stretches()) if there else self.free

    def in_week(self, weeks: str) -> int:
        """How many usable minutes there are in an odd or an even week."""
        first = 0 if weeks == ODD else WEEK
        return (self.usable & Minutes(((first, first + WEEK),))).total

    @property
    def longest(self) -> Span | None:
        """The longest stretch she can use, the first of those; none where there are no hours."""
        return max(self.usable.stretches(), key=lambda span: span[1] - span[0], default=None)

    def on(self, day: int) -> list[Span]:
        """The stretches she can use that begin on this day, 0 to 13; one may end on the day after."""
        return [span for span in self.usable.stretches() if day_of(span[0]) == day]


# Doors ----------------------------------------------------------------------------------------------------------------


class Turning:
    """The stretches of a set of minutes, to look up near any time, also before the two weeks and after them."""

    def __init__(self, minutes: Minutes) -> None:
        turns = (-ROUND, 0, ROUND) if minutes != ALL else (0,)
        self.spans = [(start + turn, end + turn) for turn in turns for start, end in minutes.stretches()]
        self.ends = sorted(end for _start, end in self.spans)

    def near(self, first: int, last: int) -> list[Span]:
        """The whole stretches that overlap or touch the time from ``first`` until ``last``."""
        found = []
        for span in self.spans[bisect_left(self.ends, first) :]:
            if span[0] > last:
                break
            found.append(span)
        return found


Shared: TypeAlias = tuple[int, int, int, int]
"""A stretch in which several children are looked after: its start, when the last door but one opens, its end, and when
the second door closes; long ago and far ahead where there is no second door."""
ALWAYS_SHARED: Final[Sequence[Shared]] = ((-LONG, -LONG, LONG, LONG),)
"""When nobody has to be looked after."""


def shared(each: Iterable[Sequence[Span]], away: Span, others: Sequence[Shared] = ALWAYS_SHARED) -> Sequence[Shared]:
    """The stretches in which all children are looked after, as far as each of them is while she is ``away``.

    ``each`` holds for every child the stretches near that time; ``others`` is found for other children already.
    """
    leaves, home = away
    found = others
    for spans in each:
        found = [
            (
                max(start, opens),
                max(second_latest, min(start, opens)),
                min(end, closes),
                min(second_to_end, max(end, closes)),
            )
            for start, second_latest, end, second_to_end in found
            for opens, closes in spans
            if opens < end and start < closes and opens < home and leaves < closes
        ]
    return found


def between_doors(away: Span, together: Iterable[Shared], week: Week) -> list[Span]:
    """From where she has dropped the last child until she must be at the first door, while she is ``away``.

    ``together`` holds the stretches near that time in which all children are looked after.
    """
    leaves, home = away
    found = []
    for start, second_latest, end, second_to_end in together:
        morning, later = week.rounds[weekday(start)], week.rounds[weekday(end - 1)]
        # Whom she brought before she leaves for herself, or fetches after she is back, costs nothing of this time.
        away_from = leaves + morning.bring if start >= leaves else leaves
        away_until = home - later.fetch if end <= home else home
        first = max(start, second_latest + morning.between_bringing, away_from)
        last = min(end, second_to_end - later.between_fetching, away_until)
        if first < last:
            found.append((first, last))
    return found


def weekday(minute: int) -> int:
    """The day of the week in which a minute falls, 0 for Monday."""
    return minute // DAY % DAYS_A_WEEK


def clock(minute: int) -> int:
    """The minute within its day."""
    return minute % DAY
