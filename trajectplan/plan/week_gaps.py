"""The gaps in her week that cost her time: when nobody looks after a child within her own limits, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trajectplan.plan.minutes import ALL, HOUR, ROUND, WEEK, Minutes
from trajectplan.plan.week import (
    EVEN,
    EVERY,
    NO_PLACES,
    NOW_AND_THEN,
    ODD,
    SCHOOL,
    SCHOOL_WEEKS,
    Calendar,
    Care,
    Hours,
    Week,
    clock,
    weekday,
)

NOBODY, BEFORE_SCHOOL, AFTER_SCHOOL, SHORT_DAY = "nobody", "before_school", "after_school", "short_school_day"
OPENS_LATE, CLOSES_EARLY, WAITING, OVER_TWELVE = "opens_late", "closes_early", "waiting_list", "over_twelve"
NOT_CERTAIN = "not_certain"
HOLIDAY, STUDY_DAY, ODD_WEEKS, EVEN_WEEKS = "holiday", "study_day", "odd_weeks", "even_weeks"
NIGHT, EVENING, SCHOOL_BREAK = "night", "evening", "school_break"
EVENING_FROM, NIGHT_FROM, NIGHT_UNTIL = 18 * HOUR, 23 * HOUR, 6 * HOUR


@dataclass(frozen=True, slots=True)
class Gap:
    """From ``start`` until ``end``, on one day of the two weeks, nobody looks after ``children``; and the cause.

    ``care`` is the key of the place or person the cause is about, if it is about one.
    """

    start: int
    end: int
    children: tuple[str, ...]
    cause: str
    care: str = ""

    @property
    def weeks(self) -> str:
        """The kind of week it falls in."""
        return ODD if self.start < WEEK else EVEN


def gaps(hours: Hours) -> list[Gap]:
    """Every gap within her limits and outside her fixed hours, in the order of time, for all children it is about."""
    wanted = hours.out - hours.taken
    found: dict[tuple[int, int, str, str], list[str]] = {}
    for child, cover in hours.covers.items():
        causes = _Causes.for_child(child, hours)
        for start, end in (wanted - cover).by_day():
            cause, care = causes.of(start, end)
            found.setdefault((start, end, cause, care), []).append(child)
    return [Gap(start, end, tuple(them), cause, care) for (start, end, cause, care), them in sorted(found.items())]


def hurting(found: Iterable[Gap], hours: Hours) -> list[Gap]:
    """Those of the gaps that cost her something: not while she brings her children herself, nor fetches them."""
    rounds = hours.week.rounds
    on_the_way = Minutes.of(
        span
        for leaves, home in hours.out.stretches()
        if hours.out != ALL
        for span in ((leaves, leaves + rounds[weekday(leaves)].bring), (home - rounds[weekday(home - 1)].fetch, home))
    )
    return [gap for gap in found if Minutes(((gap.start, gap.end),)) - on_the_way]


def every_week(found: list[Gap]) -> list[tuple[Gap, str]]:
    """The gaps of two weeks as those of one: each with the weeks it is in, ``"every"`` where both have the same."""
    odd = [gap for gap in found if gap.weeks == ODD]
    even = [(gap.start - WEEK, gap.end - WEEK, gap.children, gap.cause, gap.care) for gap in found if gap.weeks == EVEN]
    evens = set(even)
    both = [(gap, EVERY if (gap.start, gap.end, gap.children, gap.cause, gap.care) in evens else ODD) for gap in odd]
    told = {(gap.start, gap.end, gap.children, gap.cause, gap.care) for gap, weeks in both if weeks == EVERY}
    return both + [(Gap(*each), EVEN) for each in even if each not in told]


@dataclass(frozen=True, slots=True)
class _Causes:
    """Why nobody looks after a child: ``cover`` is when somebody does, ``in_term`` the same in ordinary school weeks.

    ``to_come`` are the places that don't count yet, with their times. ``opening`` and ``closing`` hold, by minute, the
    first of its places that opens or closes then: not a child alone, nor what stands for everybody's.
    """

    child: str
    week: Week
    calendar: Calendar
    cover: Minutes
    in_term: Minutes
    to_come: tuple[tuple[Care, Minutes], ...]
    opening: Mapping[int, Care]
    closing: Mapping[int, Care]

    @classmethod
    def for_child(cls, child: str, hours: Hours) -> _Causes:
        """What the causes of one child's gaps are found in."""
        week, calendar, cover = hours.week, hours.calendar, hours.covers[child]
        care = [(each, each.minutes(calendar)) for each in week.care if each.child == child]
        opening: dict[int, Care] = {}
        closing: dict[int, Care] = {}
        for each, minutes in care:
            if each.counts and each.kind not in NO_PLACES:
                for start, end in minutes.spans:
                    opening.setdefault(start, each)
                    closing.setdefault(end % ROUND, each)
        in_term = cover if calendar == SCHOOL_WEEKS else week.cover(child, SCHOOL_WEEKS)
        to_come = tuple(pair for pair in care if not pair[0].counts)
        return cls(child, week, calendar, cover, in_term, to_come, opening, closing)

    def of(self, start: int, end: int) -> tuple[str, str]:
        """The cause of a gap, with the key of the care it is about: the first that holds, the easiest to mend first."""
        return next(self._found(start, end), (NOBODY, ""))

    def _found(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        for care, minutes in self.to_come:
            if _mostly(minutes, start, end):
                yield NOT_CERTAIN if care.status == NOW_AND_THEN else WAITING, care.key
        yield from ((cause, "") for cause in (*self._of_calendar(start, end), *_of_the_clock(start, end)))
        if start in self.closing:
            yield self._after(self.closing[start], start)
        if end % ROUND in self.opening:
            opens = self.opening[end % ROUND]
            yield (BEFORE_SCHOOL, "") if opens.kind == SCHOOL else (OPENS_LATE, opens.key)

    def _of_calendar(self, start: int, end: int) -> Iterator[str]:
        """Whether it is only these days or these weeks that have most of the gap."""
        closed = self.calendar.holidays or self.calendar.study_days
        if closed and _mostly(self.in_term, start, end):
            gap = Minutes(((start, end),))
            if gap & self.calendar.holidays:
                yield HOLIDAY
            elif gap & self.calendar.study_days:
                yield STUDY_DAY
        other = (start + WEEK) % ROUND
        if _mostly(self.cover, other, other + end - start):
            yield ODD_WEEKS if start < WEEK else EVEN_WEEKS

    def _after(self, care: Care, minute: int) -> tuple[str, str]:
        """What to call a gap that begins as this care ends."""
        if care.kind != SCHOOL:
            return CLOSES_EARLY, care.key
        today = weekday(minute - 1)
        if any(clock(start) >= clock(minute) for start, _end in care.hours if weekday(start) == today):
            return SCHOOL_BREAK, ""
        if any(clock(end) > clock(minute) for _start, end in care.hours if weekday(end - 1) != today):
            return SHORT_DAY, ""
        return (OVER_TWELVE if self.child in self.week.big else AFTER_SCHOOL), ""


def _of_the_clock(start: int, end: int) -> Iterator[str]:
    """Whether a gap lies at a time when places are closed."""
    if clock(start) >= NIGHT_FROM or clock(end - 1) < NIGHT_UNTIL:
        yield NIGHT
    elif clock(start) >= EVENING_FROM:
        yield EVENING


def _mostly(minutes: Minutes, start: int, end: int) -> bool:
    """Whether these minutes are more than half of a gap: the ends of it may have another cause beside the first."""
    return 2 * minutes.within(start, end) > end - start
