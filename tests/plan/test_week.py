"""Her week: two ways to find the hours agree, and what is true of every week is true of random ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan import week_reference as reference
from plan.random_weeks import ALWAYS_OUT, Spans, at, calendars, daily, random_calendar, random_week, weeks
from plan.random_weeks import care as random_care
from strategies import SOME

from trajectplan.plan.minutes import ALL, DAY, ROUND, WEEK, Minutes
from trajectplan.plan.week import EVEN, EVERY, HAVE, ODD, SCHOOL_WEEKS, Calendar, Care, Fixed, Hours, Rounds, Week
from trajectplan.plan.week_gaps import Gap, every_week, gaps

WEEKS_BY_SEED = 20_000
CHUNK = 1000
SWAPPED = {ODD: EVEN, EVEN: ODD, EVERY: EVERY}

randoms = st.randoms(use_true_random=False)


def marks(minutes: Minutes) -> bytearray:
    return reference.marked(reference.minutes_of(minutes.spans, ODD))


def differences(week: Week, calendar: Calendar) -> list[str]:
    """In what the model and the slow one differ."""
    hours = Hours.of(week, calendar)
    covers = reference.covers(week, calendar)
    free = reference.free(week, covers)
    found = gaps(hours)
    by_child = [[(gap.start, gap.end) for gap in found if child in gap.children] for child in week.children]
    agrees = {
        "covers": [marks(hours.covers[child]) for child in week.children] == covers,
        "free": marks(hours.free) == free,
        "usable": marks(hours.usable) == reference.usable(week, free),
        "gaps": by_child == reference.gaps(week, covers),
    }
    return [name for name, same in agrees.items() if not same]


# Two ways agree -------------------------------------------------------------------------------------------------------


def compare(seeds: range) -> int:
    """Compare the weeks of these seeds; how many of them have hours she can use."""
    with_hours, wrong = 0, []
    for seed in seeds:
        random = Random(seed)  # noqa: S311 - the same weeks every time
        week, calendar = random_week(random), random_calendar(random)
        with_hours += bool(Hours.of(week, calendar).usable)
        wrong += [(seed, name) for name in differences(week, calendar)]
    assert not wrong, f"{len(wrong)} differences, such as {wrong[:5]}"
    return with_hours


def test_a_hundred_weeks_are_the_same_minute_by_minute() -> None:
    assert compare(range(100)) > 20, "most of these weeks have no hours to compare"


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, WEEKS_BY_SEED, CHUNK))
def test_twenty_thousand_weeks_are_the_same_minute_by_minute(
    first: int, record_property: Callable[[str, object], None]
) -> None:
    began = time.process_time()
    with_hours = compare(range(first, first + CHUNK))
    seconds = time.process_time() - began
    record_property(
        "weeks minute by minute", f"{first:6} {CHUNK} weeks, {with_hours} with hours, {seconds:.0f} s of CPU"
    )
    assert with_hours > CHUNK / 5


@given(weeks, calendars)
@SOME
def test_whatever_week_is_found_they_agree(week: Week, calendar: Calendar) -> None:
    assert differences(week, calendar) == []


# What is always true --------------------------------------------------------------------------------------------------


@given(weeks, calendars)
@SOME
def test_no_hour_of_hers_is_one_in_which_a_child_has_nobody(week: Week, calendar: Calendar) -> None:
    hours = Hours.of(week, calendar)
    for minutes in (hours.free, hours.usable):
        assert not any(
            mine > theirs
            for child in reference.covers(week, calendar)
            for mine, theirs in zip(marks(minutes), child, strict=True)
        )


@given(weeks, calendars)
@SOME
def test_her_hours_are_within_her_limits_and_not_where_something_is_fixed(week: Week, calendar: Calendar) -> None:
    hours = Hours.of(week, calendar)
    assert not hours.usable - hours.free
    assert not hours.free - hours.out
    assert not hours.free & hours.taken
    assert hours.in_week(ODD) + hours.in_week(EVEN) == hours.usable.total
    assert not any(minutes - hours.usable for minutes in map(Minutes.of, (hours.on(day) for day in range(14))))


@given(weeks, calendars, randoms)
@SOME
def test_more_care_never_gives_fewer_hours(week: Week, calendar: Calendar, random: Random) -> None:
    # Where care that comes on the evening before has a longer round, that round is hers; so all days have the same.
    week = replace(week, rounds=week.rounds[:1] * 7)
    new = random_care(random, "new", random.choice(week.children))
    more = replace(week, care=(*week.care, new))
    assert not Hours.of(week, calendar).usable - Hours.of(more, calendar).usable


@given(weeks, calendars)
@SOME
def test_what_she_waits_for_gives_nothing_until_it_comes(week: Week, calendar: Calendar) -> None:
    has = tuple(care for care in week.care if care.status == HAVE)
    assert Hours.of(week, calendar).usable == Hours.of(replace(week, care=has), calendar).usable


@given(weeks, calendars, randoms)
@SOME
def test_order_does_not_matter(week: Week, calendar: Calendar, random: Random) -> None:
    other = replace(
        week,
        children=tuple(random.sample(week.children, len(week.children))),
        care=tuple(
            replace(care, hours=tuple(random.sample(care.hours, len(care.hours))))
            for care in random.sample(week.care, len(week.care))
        ),
        out=tuple(random.sample(week.out, len(week.out))),
        fixed=tuple(random.sample(week.fixed, len(week.fixed))),
    )
    some, others = Hours.of(week, calendar), Hours.of(other, calendar)
    assert some.usable == others.usable
    assert whose(gaps(some)) == whose(gaps(others))


def whose(found: list[Gap]) -> set[tuple[int, int, str]]:
    """Gaps child by child: several children with one gap are told in the order of the children."""
    return {(gap.start, gap.end, child) for gap in found for child in gap.children}


# The clock ------------------------------------------------------------------------------------------------------------


def moved(minutes: Minutes, by: int) -> Minutes:
    return Minutes.of((start + by, end + by) for start, end in minutes.spans)


def a_day_later(week: Week) -> Week:
    """The same week with everything a day later; what was on Sunday in odd weeks is on Monday in even ones."""

    def later(hours: Spans) -> Spans:
        return tuple((start + DAY, end + DAY) for start, end in hours)

    return replace(
        week,
        care=tuple(replace(care, hours=later(care.hours)) for care in week.care),
        out=later(week.out),
        rounds=(week.rounds[-1], *week.rounds[:-1]),
        fixed=tuple(replace(fixed, hours=later(fixed.hours)) for fixed in week.fixed),
    )


@given(weeks, calendars)
@SOME
def test_a_day_later_all_is_a_day_later(week: Week, calendar: Calendar) -> None:
    then = Calendar(moved(calendar.holidays, DAY), moved(calendar.study_days, DAY))
    now, later = Hours.of(week, calendar), Hours.of(a_day_later(week), then)
    assert later.usable == moved(now.usable, DAY)
    assert later.free == moved(now.free, DAY)
    expected = {((start + DAY) % ROUND, (end - 1 + DAY) % ROUND + 1, child) for start, end, child in whose(gaps(now))}
    assert whose(gaps(later)) == expected


@given(weeks, calendars)
@SOME
def test_odd_and_even_weeks_swapped_swap_the_hours(week: Week, calendar: Calendar) -> None:
    other = replace(
        week,
        care=tuple(replace(care, weeks=SWAPPED[care.weeks]) for care in week.care),
        fixed=tuple(replace(fixed, weeks=SWAPPED[fixed.weeks]) for fixed in week.fixed),
    )
    then = Calendar(moved(calendar.holidays, WEEK), moved(calendar.study_days, WEEK))
    now, swapped = Hours.of(week, calendar), Hours.of(other, then)
    assert swapped.usable == moved(now.usable, WEEK)
    assert (swapped.in_week(ODD), swapped.in_week(EVEN)) == (now.in_week(EVEN), now.in_week(ODD))
    told = {(gap, SWAPPED[weeks]) for gap, weeks in once_a_week(now)}
    assert set(once_a_week(swapped)) == told


def once_a_week(hours: Hours) -> list[tuple[tuple[int, int, tuple[str, ...]], str]]:
    """The gaps as those of one week, without causes: some of these name odd or even weeks."""
    return [((gap.start % WEEK, gap.end - gap.start, gap.children), weeks) for gap, weeks in every_week(gaps(hours))]


def at_midnight(hours: Spans) -> Spans:
    """The same stretches, cut at every midnight: until 24:00, and from 0:00 of the day after."""
    return tuple(
        (max(start, day * DAY), min(end, (day + 1) * DAY))
        for start, end in hours
        for day in range(start // DAY, (end - 1) // DAY + 1)
        if start < end
    )


@given(weeks, calendars)
@SOME
def test_until_24_and_from_0_of_the_next_day_is_one_stretch(week: Week, calendar: Calendar) -> None:
    cut = replace(
        week,
        care=tuple(replace(care, hours=at_midnight(care.hours)) for care in week.care),
        out=at_midnight(week.out),
    )
    assert Hours.of(cut, calendar).usable == Hours.of(week, calendar).usable
    assert gaps(Hours.of(cut, calendar)) == gaps(Hours.of(week, calendar))


@given(weeks, calendars)
@SOME
def test_the_gaps_of_one_week_are_those_of_both(week: Week, calendar: Calendar) -> None:
    found = gaps(Hours.of(week, calendar))
    back = [
        replace(gap, start=gap.start % WEEK + turn, end=gap.start % WEEK + turn + gap.end - gap.start)
        for gap, weeks in every_week(found)
        for turn in {EVERY: (0, WEEK), ODD: (0,), EVEN: (WEEK,)}[weeks]
    ]
    assert sorted(back, key=lambda gap: (gap.start, gap.end, gap.cause, gap.care)) == sorted(
        found, key=lambda gap: (gap.start, gap.end, gap.cause, gap.care)
    )


# Edges ----------------------------------------------------------------------------------------------------------------


def test_without_limits_with_everybody_looked_after_the_week_has_no_end() -> None:
    hours = Hours.of(Week(("A",), (Care("a", "A", "alone", ALWAYS_OUT),), travel=30))
    assert hours.usable == ALL
    assert gaps(hours) == []
    assert hours.longest == (-ROUND, 2 * ROUND)


def test_who_has_no_time_to_be_out_has_no_hours() -> None:
    hours = Hours.of(Week(("A",), (Care("a", "A", "alone", ALWAYS_OUT),), out=()))
    assert (hours.usable.total, hours.longest, gaps(hours)) == (0, None, [])


def test_the_longest_stretch_is_the_first_of_those_that_are_as_long() -> None:
    mornings = daily((0, 2), 9 * 60, 11 * 60) + daily((1, 3), 9 * 60, 12 * 60)
    hours = Hours.of(Week(("A",), (Care("a", "A", "grandma", mornings),)), SCHOOL_WEEKS)
    assert hours.longest == (at(1, 9), at(1, 12))
    assert hours.on(1) == [(at(1, 9), at(1, 12))]
    assert hours.on(4) == []


def test_the_way_to_what_is_fixed_is_taken_too() -> None:
    lesson = Fixed("f", ((at(0, 10), at(0, 11)),), weeks=ODD, travel=20)
    hours = Hours.of(
        Week(("A",), (Care("a", "A", "grandma", daily((0,), 9 * 60, 13 * 60)),), fixed=(lesson,), travel=10)
    )
    # Until 9:40, when she leaves for it, and from 11:20 on; ten minutes of each end are for her own way.
    assert hours.on(0) == [(at(0, 9, 10), at(0, 9, 30)), (at(0, 11, 30), at(0, 12, 50))]
    assert hours.on(7) == [(WEEK + at(0, 9, 10), WEEK + at(0, 12, 50))]


def test_who_is_fetched_at_24_is_fetched_on_that_day() -> None:
    # Home at 0:30, an hour after the door: she is there at 23:30. Tuesday's round is none of it.
    rounds = (Rounds(0, 60), *(Rounds(),) * 6)
    week = Week(("A",), (Care("a", "A", "grandma", ((at(0, 17), at(0, 24)),)),), ((at(0, 18), at(1, 0, 30)),), rounds)
    assert Hours.of(week).on(0) == [(at(0, 18), at(0, 23, 30))]
