"""The week once more, minute by minute: slow and plain, written from what the model says of itself, to check it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from trajectplan.plan.week import Calendar, Care, Week

DAY: Final = 1440
WEEK: Final = 7 * DAY
TWO_WEEKS: Final = 2 * WEEK
FOREVER: Final = 1_000_000

Hours: TypeAlias = Iterable[tuple[int, int]]
"""Stretches, half open."""
Marks: TypeAlias = bytearray
"""A 1 for each of the 20,160 minutes that is meant, else a 0; the last one is followed by the first."""


def minutes_of(hours: Hours, weeks: str) -> Iterator[int]:
    """Every minute of what comes back in these weeks; one that is in several stretches comes several times."""
    for start, end in hours:
        for monday in {"every": (0, WEEK), "odd": (0,), "even": (WEEK,)}[weeks]:
            for minute in range(monday + start, monday + end):
                yield minute % TWO_WEEKS


def marked(minutes: Iterable[int]) -> Marks:
    """These minutes as marks."""
    marks = bytearray(TWO_WEEKS)
    for minute in minutes:
        marks[minute] = 1
    return marks


# Who looks after a child ----------------------------------------------------------------------------------------------


def is_open(care: Care, *, holiday: int, study_day: int) -> bool:
    """Whether a place is there on such a day."""
    if care.kind == "school" or care.period == "on_school_days":
        return not holiday and not study_day
    return {"always": True, "in_term": not holiday, "in_holidays": bool(holiday)}[care.period]


def covers(week: Week, calendar: Calendar) -> list[Marks]:
    """When somebody looks after a child, for each of the children: at least one place that she has now."""
    holiday = marked(minutes_of(calendar.holidays.spans, "odd"))
    study_day = marked(minutes_of(calendar.study_days.spans, "odd"))
    return [
        marked(
            minute
            for care in week.care
            if care.child == child and care.status == "have"
            for minute in minutes_of(care.hours, care.weeks)
            if is_open(care, holiday=holiday[minute], study_day=study_day[minute])
        )
        for child in week.children
    ]


# Her time -------------------------------------------------------------------------------------------------------------


def since(marks: Marks) -> list[int]:
    """For each minute with a mark, how many minutes ago the stretch that it lies in began: 0 for the first of them."""
    if 0 not in marks:
        return [FOREVER] * TWO_WEEKS
    without = marks.index(0)
    turned, ages = marks[without:] + marks[:without] + b"\0", [-1] * TWO_WEEKS
    start = turned.find(1)
    while start >= 0:
        end = turned.find(0, start)
        ages[start:end] = range(end - start)
        start = turned.find(1, end)
    return ages[TWO_WEEKS - without :] + ages[: TWO_WEEKS - without]


def until(marks: Marks) -> list[int]:
    """For each minute with a mark, in how many minutes the stretch that it lies in ends: 1 for the last of them."""
    return [age + 1 for age in since(marks[::-1])][::-1]


def weekday(minute: int) -> int:
    """0 for Monday."""
    return minute // DAY % 7


def busy(week: Week) -> Marks:
    """When she has something else, the way there and back included."""
    return marked(
        minute
        for fixed in week.fixed
        for minute in minutes_of(
            [(start - fixed.travel, end + fixed.travel) for start, end in fixed.hours], fixed.weeks
        )
    )


def free(week: Week, covers: Sequence[Marks]) -> Marks:
    """The minutes after the last door in the morning and before the first door later."""
    out, taken = marked(minutes_of(week.out, "every")), busy(week)
    opened, closes = [since(each) for each in covers], [until(each) for each in covers]
    left, back = since(out), until(out)
    return marked(
        minute
        for minute in range(TWO_WEEKS)
        if out[minute] and not taken[minute] and all(each[minute] for each in covers)
        if is_dropped(week, minute, [each[minute] for each in opened], left[minute])
        if is_not_due(week, minute, [each[minute] for each in closes], back[minute])
    )


def is_dropped(week: Week, minute: int, opened: Sequence[int], left: int) -> bool:
    """Whether all children are brought by now: so long ago their doors opened, so long ago she could leave home."""
    last, second, *_others = *sorted(opened), FOREVER, FOREVER
    rounds = week.rounds[weekday(minute - last)]
    from_first_door = rounds.bring if rounds.bring_doors is None else min(rounds.bring_doors, rounds.bring)
    whole_round = rounds.bring if last <= left else 0
    return second >= from_first_door and left >= whole_round


def is_not_due(week: Week, minute: int, closes: Sequence[int], back: int) -> bool:
    """Whether no door waits for her yet: in so many minutes they close, in so many she must be home."""
    first, second, *_others = *sorted(closes), FOREVER, FOREVER
    rounds = week.rounds[weekday(minute + first - 1)]
    to_last_door = rounds.fetch if rounds.fetch_doors is None else min(rounds.fetch_doors, rounds.fetch)
    whole_round = rounds.fetch if first <= back else 0
    return second > to_last_door and back > whole_round


def usable(week: Week, marks: Marks) -> Marks:
    """The free minutes that are so far from where the free time begins and ends that she can have travelled."""
    return marked(
        minute
        for minute, (ago, ahead) in enumerate(zip(since(marks), until(marks), strict=True))
        if ago >= week.travel and ahead > week.travel
    )


def gaps(week: Week, covers: Sequence[Marks]) -> list[list[tuple[int, int]]]:
    """When she wants to be out and nobody looks after a child: day by day, for each of the children."""
    out, taken = marked(minutes_of(week.out, "every")), busy(week)
    wanted = [minute for minute in range(TWO_WEEKS) if out[minute] and not taken[minute]]
    return [day_by_day(minute for minute in wanted if not covered[minute]) for covered in covers]


def day_by_day(minutes: Iterable[int]) -> list[tuple[int, int]]:
    """These minutes, sorted, as stretches; one over midnight is two."""
    found: list[tuple[int, int]] = []
    for minute in minutes:
        goes_on = found and found[-1][1] == minute and minute % DAY
        found.append((found.pop()[0] if goes_on else minute, minute + 1))
    return found
