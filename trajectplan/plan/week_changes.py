"""What could be different in her week, and not by her: every change that is tried to find out what it would give.

Only what others can change: hours of a place, somebody who helps, a place that comes free, an appointment that moves.
Her own limits are hers, and no change touches them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from trajectplan.plan.minutes import WEEK, Span
from trajectplan.plan.week import EVEN, EVERY, HAVE, ODD, Care, Hours, Rounds, Week, weekday
from trajectplan.plan.week_gaps import (
    AFTER_SCHOOL,
    BEFORE_SCHOOL,
    CLOSES_EARLY,
    OPENS_LATE,
    OVER_TWELVE,
    SHORT_DAY,
    Gap,
    every_week,
    gaps,
)

OPENS_EARLIER, CLOSES_LATER, BEFORE, AFTER, HELPER = (
    "open_earlier",
    "close_later",
    "before_school",
    "after_school",
    "helper",
)
COMES, EVERY_WEEK, BRINGS, FETCHES, MOVES = "comes", "every_week", "brings", "fetches", "moves"

ADDED: Final = {
    OPENS_LATE: OPENS_EARLIER,
    CLOSES_EARLY: CLOSES_LATER,
    BEFORE_SCHOOL: BEFORE,
    AFTER_SCHOOL: AFTER,
    OVER_TWELVE: AFTER,
    SHORT_DAY: AFTER,
}
"""What would close a gap, by its cause; for the others somebody who helps."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that could be different, on ``days`` of the week (0 for Monday) in odd weeks, even weeks or every week.

    ``care`` is the key of the place, person or appointment it is about, ``children`` are those it is for, ``spans`` the
    care it adds in minutes of a week.
    """

    kind: str
    days: tuple[int, ...] = ()
    care: str = ""
    children: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    weeks: str = EVERY

    @property
    def minutes(self) -> int:
        """How much care it adds to a week."""
        return sum(end - start for start, end in self.spans)

    @property
    def adds_care(self) -> bool:
        """Whether it is care that comes, and no round or appointment that goes."""
        return self.kind not in {BRINGS, FETCHES, MOVES}

    def applied(self, week: Week) -> Week:
        """The week with this change."""
        if self.kind in {COMES, EVERY_WEEK}:
            return replace(week, care=tuple(self._care(each) for each in week.care))
        if self.kind in {BRINGS, FETCHES}:
            return replace(week, rounds=tuple(self._round(day, each) for day, each in enumerate(week.rounds)))
        if self.kind == MOVES:
            return replace(week, fixed=tuple(each for each in week.fixed if each.key != self.care))
        added = (Care("", child, HELPER, self.spans, self.weeks) for child in self.children)
        return replace(week, care=(*week.care, *added))

    def _care(self, care: Care) -> Care:
        if care.key != self.care:
            return care
        return replace(care, status=HAVE) if self.kind == COMES else replace(care, weeks=EVERY)

    def _round(self, day: int, rounds: Rounds) -> Rounds:
        if day not in self.days:
            return rounds
        if self.kind == BRINGS:
            return replace(rounds, bring=0, bring_doors=None)
        return replace(rounds, fetch=0, fetch_doors=None)


# What is tried --------------------------------------------------------------------------------------------------------


def changes_of_days(hours: Hours) -> Iterator[Change]:
    """What could be different on one day of the week: every gap closed, and every round made by somebody else."""
    found = every_week(gaps(hours))
    for gap, weeks in found:
        spans = ((gap.start, gap.end),)
        yield Change(ADDED.get(gap.cause, HELPER), (weekday(gap.start),), gap.care, gap.children, spans, weeks)
    yield from _for_all(hours, found)
    for day, rounds in enumerate(hours.week.rounds):
        if rounds.bring:
            yield Change(BRINGS, (day,))
        if rounds.fetch:
            yield Change(FETCHES, (day,))


def _for_all(hours: Hours, found: Sequence[tuple[Gap, str]]) -> Iterator[Change]:
    """One helper for all children at once, where not all of them lack somebody at the same time."""
    nobody = hours.out - hours.taken - hours.looked_after
    odd = {span for span in nobody.by_day() if span[0] < WEEK}
    even = {(start - WEEK, end - WEEK) for start, end in nobody.by_day() if start >= WEEK}
    for span in sorted(odd | even):
        weeks = EVERY if span in odd and span in even else ODD if span in odd else EVEN
        parts = [gap for gap, when in found if weeks in {when, EVERY} or when == EVERY if _within(gap, span)]
        children = tuple(child for child in hours.covers if any(child in gap.children for gap in parts))
        if len(parts) > 1:
            yield Change(HELPER, (weekday(span[0]),), "", children, (span,), weeks)


def _within(gap: Gap, span: Span) -> bool:
    return span[0] <= gap.start and gap.end <= span[1]


def changes_of_weeks(week: Week) -> Iterator[Change]:
    """What could be different as a whole."""
    for key in dict.fromkeys(care.key for care in week.care if not care.counts):
        yield Change(COMES, care=key)
    for key in dict.fromkeys(care.key for care in week.care if care.counts and care.weeks != EVERY):
        yield Change(EVERY_WEEK, care=key)
    for fixed in week.fixed:
        if fixed.movable:
            yield Change(MOVES, care=fixed.key)
