"""The lanes of a drawn week: they say what the hours and the gaps say, and each mark stands where one expects it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from plan import week_reference as reference
from plan.random_weeks import ALWAYS_OUT, WORKDAYS, at, calendars, daily, weeks
from strategies import SOME

from trajectplan.plan.minutes import DAY, HOUR, ROUND, WEEK, Minutes, any_of
from trajectplan.plan.week import (
    EVEN,
    HOLIDAY_WEEKS,
    NO_ROUNDS,
    NOW_AND_THEN,
    ODD,
    SCHOOL_WEEKS,
    Calendar,
    Care,
    Fixed,
    Hours,
    Rounds,
    Week,
)
from trajectplan.plan.week_drawn import (
    AT_SCHOOL,
    BY_ITSELF,
    GAP,
    IN_CARE,
    KINDS,
    MINE,
    ROUND_TRIP,
    SHOWN,
    TAKEN,
    Mark,
    WeekDrawn,
    drawn,
)
from trajectplan.plan.week_gaps import gaps, hurting

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
SCHOOL_TIMES = daily(WORKDAYS, 8 * HOUR + 30, 14 * HOUR + 30)
SCHOOL = Care("s", "A", "school", SCHOOL_TIMES)
EIGHT_TO_SIX = daily(WORKDAYS, 8 * HOUR, 18 * HOUR)


def both(hours: Hours) -> list[tuple[int, WeekDrawn]]:
    """The odd and the even week drawn, each with the minute at which it begins."""
    return [(monday, drawn(hours, each, "", hours.week.children)) for monday, each in ((0, ODD), (WEEK, EVEN))]


def of(hours: Hours, lane: int, kind: str) -> Minutes:
    """The minutes of the two weeks that a lane shows as something, whichever day they are on."""
    return Minutes.of(
        (monday + day * DAY + mark.start, monday + day * DAY + mark.end)
        for monday, week in both(hours)
        for day, lanes in enumerate(week.days)
        for mark in lanes[lane]
        if mark.kind == kind
    )


def mine(hours: Hours, day: int = MON, weeks: str = ODD) -> list[Mark]:
    """Her own lane of one day, in the order of time."""
    return sorted(drawn(hours, weeks, "", ()).days[day][-1], key=lambda mark: mark.start)


def theirs(hours: Hours, day: int = MON, weeks: str = ODD) -> list[Mark]:
    """The lane of the first child on one day, in the order of time."""
    return sorted(drawn(hours, weeks, "", ()).days[day][0], key=lambda mark: mark.start)


# What is always true --------------------------------------------------------------------------------------------------


def lanes_of(hours: Hours) -> Iterator[tuple[WeekDrawn, tuple[Mark, ...]]]:
    for _monday, week in both(hours):
        assert len(week.days) == 7
        for day in week.days:
            assert len(day) == len(hours.week.children) + 1
            yield from ((week, lane) for lane in day)


@given(weeks, calendars)
@SOME
def test_every_mark_lies_within_its_day_and_within_the_hours_that_are_drawn(week: Week, calendar: Calendar) -> None:
    for drawing, lane in lanes_of(Hours.of(week, calendar)):
        assert drawing.first % HOUR == drawing.last % HOUR == 0
        assert 0 <= drawing.first <= SHOWN[0] < SHOWN[1] <= drawing.last <= DAY
        assert all(drawing.first <= mark.start < mark.end <= drawing.last for mark in lane)


@given(weeks, calendars)
@SOME
def test_no_two_marks_of_a_lane_lie_on_one_another(week: Week, calendar: Calendar) -> None:
    for _drawing, lane in lanes_of(Hours.of(week, calendar)):
        ordered = sorted((mark.start, mark.end) for mark in lane)
        assert all(before[1] <= after[0] for before, after in pairwise(ordered))


@given(weeks, calendars)
@SOME
def test_her_lane_shows_her_hours_and_what_is_fixed(week: Week, calendar: Calendar) -> None:
    hours = Hours.of(week, calendar)
    assert of(hours, -1, MINE) == hours.usable
    assert of(hours, -1, TAKEN) == hours.taken
    for (_monday, drawing), which in zip(both(hours), (ODD, EVEN), strict=True):
        total = sum(mark.end - mark.start for day in drawing.days for mark in day[-1] if mark.kind == MINE)
        assert total == hours.in_week(which)


@given(weeks, calendars)
@SOME
def test_a_child_has_the_gaps_that_are_told_and_never_one_in_her_hours(week: Week, calendar: Calendar) -> None:
    hours = Hours.of(week, calendar)
    found = hurting(gaps(hours), hours)
    for lane, child in enumerate(week.children):
        gap = of(hours, lane, GAP)
        assert gap == Minutes.of((each.start, each.end) for each in found if child in each.children)
        assert not gap & of(hours, -1, MINE)


@given(weeks, calendars)
@SOME
def test_where_a_child_is_shown_somebody_looks_after_it(week: Week, calendar: Calendar) -> None:
    hours = Hours.of(week, calendar)
    for lane, covered in enumerate(reference.covers(week, calendar)):
        shown = of(hours, lane, AT_SCHOOL) | of(hours, lane, IN_CARE) | of(hours, lane, BY_ITSELF)
        marks = reference.marked(reference.minutes_of(shown.spans, ODD))
        assert not any(here > there for here, there in zip(marks, covered, strict=True))
        # Whenever she could be away, somebody who is there is shown.
        assert not (hours.covers[week.children[lane]] & (hours.out | hours.taken)) - shown


@given(weeks, calendars)
@SOME
def test_a_child_by_itself_is_shown_where_nobody_else_is_there_and_never_as_with_somebody(
    week: Week, calendar: Calendar
) -> None:
    hours = Hours.of(week, calendar)
    for lane, child in enumerate(week.children):
        there = [care for care in week.care if care.child == child and care.counts]
        alone, others = (
            any_of(care.minutes(calendar) for care in there if (care.kind == "alone") is by_itself)
            for by_itself in (True, False)
        )
        assert not of(hours, lane, IN_CARE) - others
        assert not of(hours, lane, BY_ITSELF) - (alone - others)


@given(weeks, calendars)
@SOME
def test_rounds_and_journeys_touch_the_time_in_which_everybody_is_looked_after(week: Week, calendar: Calendar) -> None:
    hours = Hours.of(week, calendar)
    under_way = of(hours, -1, ROUND_TRIP)
    longest = max(max(each.bring, each.fetch) for each in week.rounds)
    near = Minutes.of((start - longest, end + longest) for start, end in hours.between.stretches())
    assert not under_way - near
    assert not under_way & (hours.usable | hours.taken)
    without = replace(week, rounds=NO_ROUNDS, travel=0)
    assert not of(Hours.of(without, calendar), -1, ROUND_TRIP)


@given(weeks)
@SOME
def test_odd_and_even_weeks_are_drawn_alike_where_nothing_tells_them_apart(week: Week) -> None:
    same = replace(
        week,
        care=tuple(replace(care, weeks="every") for care in week.care),
        fixed=tuple(replace(fixed, weeks="every") for fixed in week.fixed),
    )
    (_odd, odd), (_even, even) = both(Hours.of(same))
    assert odd.days == even.days


# Written cases --------------------------------------------------------------------------------------------------------


def test_a_school_day_with_rounds_a_journey_and_a_lesson_in_between() -> None:
    # School 8:30-14:30, 15 minutes to bring and 20 to fetch, 25 to work; a lesson 10:30-11:30, 10 minutes away.
    lesson = Fixed("f", ((at(MON, 10, 30), at(MON, 11, 30)),), travel=10)
    hours = Hours.of(Week(("A",), (SCHOOL,), EIGHT_TO_SIX, (Rounds(15, 20),) * 7, (lesson,), 25))
    assert mine(hours) == [
        Mark(ROUND_TRIP, 8 * HOUR + 15, 8 * HOUR + 55),
        Mark(MINE, 8 * HOUR + 55, 9 * HOUR + 55),
        Mark(ROUND_TRIP, 9 * HOUR + 55, 10 * HOUR + 20),
        Mark(TAKEN, 10 * HOUR + 20, 11 * HOUR + 40),
        Mark(ROUND_TRIP, 11 * HOUR + 40, 12 * HOUR + 5),
        Mark(MINE, 12 * HOUR + 5, 14 * HOUR + 5),
        Mark(ROUND_TRIP, 14 * HOUR + 5, 14 * HOUR + 50),
    ]
    assert theirs(hours) == [
        Mark(GAP, 8 * HOUR, 8 * HOUR + 30),
        Mark(AT_SCHOOL, 8 * HOUR + 30, 14 * HOUR + 30),
        Mark(GAP, 14 * HOUR + 30, 18 * HOUR),
    ]


def test_who_has_no_time_for_the_journey_does_not_make_it() -> None:
    # Half an hour is left before the lesson, and work is twenty minutes away.
    lesson = Fixed("f", ((at(MON, 9), at(MON, 14, 30)),))
    hours = Hours.of(Week(("A",), (SCHOOL,), EIGHT_TO_SIX, (Rounds(15, 20),) * 7, (lesson,), 20))
    assert mine(hours) == [
        Mark(ROUND_TRIP, 8 * HOUR + 15, 8 * HOUR + 30),
        Mark(TAKEN, 9 * HOUR, 14 * HOUR + 30),
        Mark(ROUND_TRIP, 14 * HOUR + 30, 14 * HOUR + 50),
    ]


def test_a_round_that_her_own_limits_hold_up_lies_within_them() -> None:
    # She can leave at 8:15, 40 minutes to bring; home at 15:00, 45 to fetch.
    out = ((at(MON, 8, 15), at(MON, 15)),)
    hours = Hours.of(Week(("A",), (SCHOOL,), out, (Rounds(40, 45),) * 7))
    assert mine(hours) == [
        Mark(ROUND_TRIP, 8 * HOUR + 15, 8 * HOUR + 55),
        Mark(MINE, 8 * HOUR + 55, 14 * HOUR + 15),
        Mark(ROUND_TRIP, 14 * HOUR + 15, 15 * HOUR),
    ]


def test_nobody_is_brought_who_is_away_already() -> None:
    # From Friday until Monday with their other parent: on Saturday there is no round at all.
    other_parent = Care("f", "A", "other_parent", ((at(FRI, 14, 30), at(7, 8, 30)),))
    out = daily(range(7), 9 * HOUR, 17 * HOUR)
    hours = Hours.of(Week(("A",), (SCHOOL, other_parent), out, (Rounds(15, 20),) * 7))
    assert mine(hours, SAT) == [Mark(MINE, 9 * HOUR, 17 * HOUR)]
    assert mine(hours, FRI) == [Mark(MINE, 9 * HOUR, 17 * HOUR)]
    # On Monday the week before went on until school; she fetches at 14:30.
    assert mine(hours, MON) == [
        Mark(MINE, 9 * HOUR, 14 * HOUR + 30),
        Mark(ROUND_TRIP, 14 * HOUR + 30, 14 * HOUR + 50),
    ]


def test_a_child_that_comes_home_over_midday_is_fetched_and_brought_again() -> None:
    broken = replace(SCHOOL, hours=((at(MON, 8, 30), at(MON, 12)), (at(MON, 13), at(MON, 15))))
    hours = Hours.of(Week(("A",), (broken,), EIGHT_TO_SIX, (Rounds(10, 15),) * 7))
    assert mine(hours) == [
        Mark(ROUND_TRIP, 8 * HOUR + 20, 8 * HOUR + 30),
        Mark(MINE, 8 * HOUR + 30, 12 * HOUR),
        Mark(ROUND_TRIP, 12 * HOUR, 12 * HOUR + 15),
        Mark(ROUND_TRIP, 12 * HOUR + 50, 13 * HOUR),
        Mark(MINE, 13 * HOUR, 15 * HOUR),
        Mark(ROUND_TRIP, 15 * HOUR, 15 * HOUR + 15),
    ]


def test_two_doors_have_the_whole_round_from_the_second_latest_one() -> None:
    other = Care("t", "B", "school", ((at(MON, 8, 45), at(MON, 14)),))
    hours = Hours.of(Week(("A", "B"), (SCHOOL, other), EIGHT_TO_SIX, (Rounds(25, 30, 10, 10),) * 7))
    # At A's door at 8:30, at B's at 8:40, which opens at 8:45. At B's at 14:00, and at A's before it closes.
    assert mine(hours) == [
        Mark(ROUND_TRIP, 8 * HOUR + 20, 8 * HOUR + 45),
        Mark(MINE, 8 * HOUR + 45, 14 * HOUR),
        Mark(ROUND_TRIP, 14 * HOUR, 14 * HOUR + 30),
    ]


def test_a_night_is_drawn_on_both_its_days_and_round_the_end_of_the_two_weeks() -> None:
    nights = Care("g", "A", "family", ((at(SUN, 21), at(7, 7, 30)),), EVEN)
    hours = Hours.of(Week(("A",), (nights,), ((at(SUN, 22), at(7, 8)),), (Rounds(20, 20),) * 7, travel=30))
    assert mine(hours, SUN, EVEN) == [Mark(ROUND_TRIP, 22 * HOUR, 22 * HOUR + 30), Mark(MINE, 22 * HOUR + 30, DAY)]
    assert mine(hours, MON, ODD) == [Mark(MINE, 0, 7 * HOUR), Mark(ROUND_TRIP, 7 * HOUR, 7 * HOUR + 50)]
    assert mine(hours, MON, EVEN) == []
    assert theirs(hours, SUN, ODD) == [Mark(GAP, 22 * HOUR, DAY)]
    # A place is drawn as long as it is there: half of it would look like a gap.
    assert theirs(hours, SUN, EVEN) == [Mark(IN_CARE, 21 * HOUR, DAY)]
    week = drawn(hours, ODD, "", ())
    assert (week.first, week.last) == (0, DAY)


def test_a_round_before_midnight_is_drawn_on_the_day_before() -> None:
    from_midnight = Care("g", "A", "family", ((at(TUE, 0), at(TUE, 6)),))
    out = ((at(MON, 22), at(TUE, 6)),)
    hours = Hours.of(Week(("A",), (from_midnight,), out, (Rounds(15, 15),) * 7))
    assert mine(hours, MON) == [Mark(ROUND_TRIP, DAY - 15, DAY)]
    assert mine(hours, TUE) == [Mark(MINE, 0, 5 * HOUR + 45), Mark(ROUND_TRIP, 5 * HOUR + 45, 6 * HOUR)]


def test_school_stands_before_other_care_and_what_does_not_count_is_not_drawn() -> None:
    care = (
        SCHOOL,
        Care("b", "A", "after_school", ((at(MON, 14), at(MON, 17)),)),
        Care("w", "A", "day_care", ((at(MON, 17), at(MON, 19)),), status="waiting_list"),
        Care("n", "A", "family", ((at(MON, 17), at(MON, 19)),), status=NOW_AND_THEN),
    )
    hours = Hours.of(Week(("A",), care, ((at(MON, 9), at(MON, 18)),)))
    assert theirs(hours) == [
        Mark(AT_SCHOOL, 8 * HOUR + 30, 14 * HOUR + 30),
        Mark(IN_CARE, 14 * HOUR + 30, 17 * HOUR),
        Mark(GAP, 17 * HOUR, 18 * HOUR),
    ]


def test_a_child_alone_at_home_is_not_in_care_but_care_stands_before_it() -> None:
    # School until 14:30, the club from 15:30 to 16:30; it can be alone from 12:00 to 18:00.
    care = (
        SCHOOL,
        Care("c", "A", "club", ((at(MON, 15, 30), at(MON, 16, 30)),)),
        Care("h", "A", "alone", ((at(MON, 12), at(MON, 18)),)),
    )
    hours = Hours.of(Week(("A",), care, ((at(MON, 9), at(MON, 18)),)))
    assert theirs(hours) == [
        Mark(AT_SCHOOL, 8 * HOUR + 30, 14 * HOUR + 30),
        Mark(BY_ITSELF, 14 * HOUR + 30, 15 * HOUR + 30),
        Mark(IN_CARE, 15 * HOUR + 30, 16 * HOUR + 30),
        Mark(BY_ITSELF, 16 * HOUR + 30, 18 * HOUR),
    ]
    assert mine(hours) == [Mark(MINE, 9 * HOUR, 18 * HOUR)]


def test_in_the_holidays_there_is_no_school() -> None:
    hours = Hours.of(Week(("A",), (SCHOOL,), EIGHT_TO_SIX), HOLIDAY_WEEKS)
    assert theirs(hours) == [Mark(GAP, 8 * HOUR, 18 * HOUR)]
    assert mine(hours) == []


def test_without_limits_and_with_somebody_always_the_day_is_hers() -> None:
    hours = Hours.of(Week(("A",), (Care("a", "A", "alone", ALWAYS_OUT),), rounds=(Rounds(20, 20),) * 7, travel=30))
    assert mine(hours) == [Mark(MINE, 0, DAY)]
    assert hours.usable.spans == ((0, ROUND),)


def test_an_empty_week_shows_the_hours_of_a_day_and_says_nothing() -> None:
    week = drawn(Hours.of(Week((), (), ()), SCHOOL_WEEKS), ODD, "My week", ())
    assert (week.first, week.last, week.days, week.kinds) == (*SHOWN, (((),),) * 7, ())


def test_kinds_are_those_there_are_in_the_order_of_the_legend() -> None:
    lesson = Fixed("f", ((at(MON, 10, 30), at(MON, 11, 30)),))
    after_school = Care("b", "A", "after_school", ((at(MON, 14, 30), at(MON, 17)),))
    care = (SCHOOL, after_school, Care("h", "A", "alone", ((at(MON, 17), at(MON, 17, 30)),)))
    week = Week(("A",), care, EIGHT_TO_SIX, (Rounds(15, 20),) * 7, (lesson,))
    assert drawn(Hours.of(week), ODD, "", ()).kinds == KINDS
    assert drawn(Hours.of(replace(week, care=(), fixed=())), ODD, "", ()).kinds == (GAP,)


def test_title_names_and_legend_are_handed_on() -> None:
    week = drawn(Hours.of(Week(("A",))), EVEN, "Even week", ("Bloem",), ((MINE, "hours"),))
    assert (week.title, week.names, week.legend) == ("Even week", ("Bloem",), ((MINE, "hours"),))
