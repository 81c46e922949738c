"""Twelve weeks that are really hard, each with the answer worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from plan.random_weeks import WORKDAYS, Spans, at, daily

from trajectplan.plan.minutes import HOUR, ROUND, WEEK, Minutes
from trajectplan.plan.week import (
    EVEN,
    EVERY,
    HOLIDAY_WEEKS,
    IN_HOLIDAYS,
    ODD,
    Calendar,
    Care,
    Hours,
    Rounds,
    Week,
    study_day,
)
from trajectplan.plan.week_changes import (
    AFTER,
    BEFORE,
    BRINGS,
    COMES,
    EVERY_WEEK,
    FETCHES,
    HELPER,
    Change,
)
from trajectplan.plan.week_gaps import (
    AFTER_SCHOOL,
    BEFORE_SCHOOL,
    CLOSES_EARLY,
    EVEN_WEEKS,
    EVENING,
    HOLIDAY,
    ODD_WEEKS,
    OVER_TWELVE,
    SCHOOL_BREAK,
    SHORT_DAY,
    STUDY_DAY,
    WAITING,
    Gap,
    every_week,
    gaps,
    hurting,
)
from trajectplan.plan.week_proposals import Proposal, proposals

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
EIGHT_TO_SIX = daily(WORKDAYS, 8 * HOUR, 18 * HOUR)


def school(child: str, hours: Spans, key: str = "school") -> Care:
    return Care(key, child, "school", hours)


def half_past_eight_until(hour: int, minute: int = 0) -> Spans:
    return daily(WORKDAYS, 8 * HOUR + 30, hour * HOUR + minute)


def same_every_day(bring: int, fetch: int, *doors: int) -> tuple[Rounds, ...]:
    return (Rounds(bring, fetch, *doors),) * 7


def gaps_on(hours: Hours, day: int) -> list[Gap]:
    """The gaps of one day, 0 to 13."""
    return [gap for gap in gaps(hours) if at(day, 0) <= gap.start < at(day, 24)]


def alone(found: list[Proposal]) -> list[tuple[tuple[Change, ...], int, int]]:
    return [(proposal.changes, proposal.odd, proposal.even) for proposal in found if len(proposal.changes) == 1]


def together(found: list[Proposal]) -> list[tuple[tuple[Change, ...], int, int]]:
    return [(proposal.changes, proposal.odd, proposal.even) for proposal in found if len(proposal.changes) == 2]


def test_three_children_at_two_schools() -> None:
    # A and B are at one school, 8:30-14:00; C at another, 8:15-14:15. From home to the last door takes 35 minutes,
    # from the first door home 40; 15 of them lie between the doors. She is out from 7:30 until 15:00 on Mondays.
    week = Week(
        ("A", "B", "C"),
        (
            school("A", ((at(MON, 8, 30), at(MON, 14)),)),
            school("B", ((at(MON, 8, 30), at(MON, 14)),)),
            school("C", ((at(MON, 8, 15), at(MON, 14, 15)),), "other"),
        ),
        out=((at(MON, 7, 30), at(MON, 15)),),
        rounds=same_every_day(35, 40, 15, 15),
        travel=20,
    )
    # Nobody told us that A and B go through one door. So the last door but one opens at 8:30, and she is through with
    # the last at 8:45; leaving at 7:30 she can be there at 8:05 at the earliest, so that is no limit.
    # At 14:00 two doors close: she is at the first at 13:45. Home at 15:00 would allow 14:20.
    hours = Hours.of(week)
    assert hours.free.spans[0] == (at(MON, 8, 45), at(MON, 13, 45))
    # Twenty minutes to work and twenty back: 9:05-13:25, 4 hours and 20 minutes.
    assert hours.on(MON) == [(at(MON, 9, 5), at(MON, 13, 25))]
    assert (hours.in_week(ODD), hours.in_week(EVEN)) == (260, 260)
    # Before: A and B from 7:30 until 8:30, C until 8:15. After: A and B from 14:00, C from 14:15.
    assert gaps_on(hours, MON) == [
        Gap(at(MON, 7, 30), at(MON, 8, 15), ("C",), BEFORE_SCHOOL),
        Gap(at(MON, 7, 30), at(MON, 8, 30), ("A", "B"), BEFORE_SCHOOL),
        Gap(at(MON, 14), at(MON, 15), ("A", "B"), AFTER_SCHOOL),
        Gap(at(MON, 14, 15), at(MON, 15), ("C",), AFTER_SCHOOL),
    ]


def test_wednesday_is_half_a_day() -> None:
    # School 8:30-14:15, on Wednesday until 12:15. She is out 8:00-18:00; a round takes 15 minutes; no journey.
    times = (*daily((MON, TUE, THU, 4), 8 * HOUR + 30, 14 * HOUR + 15), (at(WED, 8, 30), at(WED, 12, 15)))
    week = Week(("A",), (school("A", times),), out=EIGHT_TO_SIX, rounds=same_every_day(15, 15))
    hours = Hours.of(week)
    # One door: she brings at 8:30 and fetches at 14:15; home by 18:00 she is anyway.
    assert hours.on(TUE) == [(at(TUE, 8, 30), at(TUE, 14, 15))]
    assert hours.on(WED) == [(at(WED, 8, 30), at(WED, 12, 15))]
    # Four times 5:45 and once 3:45 = 26:45.
    assert hours.in_week(ODD) == hours.in_week(EVEN) == 26 * HOUR + 45
    assert gaps_on(hours, WED) == [
        Gap(at(WED, 8), at(WED, 8, 30), ("A",), BEFORE_SCHOOL),
        Gap(at(WED, 12, 15), at(WED, 18), ("A",), SHORT_DAY),
    ]
    assert gaps_on(hours, TUE)[-1] == Gap(at(TUE, 14, 15), at(TUE, 18), ("A",), AFTER_SCHOOL)
    # Care on Wednesday afternoon: she must be home at 18:00, so she fetches at 17:45: from 12:15, 5:30 more.
    # Cut to what she can use, that is care until 17:45.
    wednesday = Change(AFTER, (WED,), "", ("A",), ((at(WED, 12, 15), at(WED, 17, 45)),))
    assert ((wednesday,), 330, 330) in alone(proposals(hours))


def test_night_shifts_with_care_overnight() -> None:
    # Grandmother is there from 21:00 until 7:30, in the nights from Monday to Tuesday and from Sunday to Monday.
    # Out 21:30-8:00 in those nights; half an hour to work; a round of 20 minutes on every day.
    nights = ((at(MON, 21), at(TUE, 7, 30)), (at(SUN, 21), at(7, 7, 30)))
    out = ((at(MON, 21, 30), at(TUE, 8)), (at(SUN, 21, 30), at(7, 8)))
    week = Week(("A",), (Care("g", "A", "grandma", nights),), out, same_every_day(20, 20), travel=30)
    hours = Hours.of(week)
    # Grandmother came before she leaves at 21:30, so there is no round; at 7:30 she is home again, 8:00 is no limit
    # (8:00 less 20 minutes is 7:40). 21:30-7:30 without the journeys: 22:00-7:00.
    assert hours.on(MON) == [(at(MON, 22), at(TUE, 7))]
    # The last night of the even week ends on Monday of the odd one, and is one stretch.
    assert hours.on(13) == [(WEEK + at(SUN, 22), ROUND + at(MON, 7))]
    assert hours.longest == (at(MON, 22), at(TUE, 7))
    # In each week: Monday 22:00 until Tuesday 7:00 (9 hours), two hours of Sunday, seven of the Monday before.
    assert hours.in_week(ODD) == hours.in_week(EVEN) == 18 * HOUR
    # Grandmother leaves at 7:30, half an hour before she wants to be home.
    assert gaps_on(hours, TUE) == [Gap(at(TUE, 7, 30), at(TUE, 8), ("A",), CLOSES_EARLY, "g")]


def test_a_course_exactly_in_school_hours_forgets_the_trip() -> None:
    # The course is from 9:00 to 12:00, school 8:45-12:10, the way from school to the course 25 minutes, on every day.
    week = Week(
        ("A",),
        (school("A", daily(WORKDAYS, 8 * HOUR + 45, 12 * HOUR + 10)),),
        out=daily(WORKDAYS, 8 * HOUR, 13 * HOUR),
        rounds=same_every_day(10, 10),
        travel=25,
    )
    hours = Hours.of(week)
    # Brought at 8:45, there at 9:10; fetched at 12:10, so away at 11:45: 25 of the 180 minutes are missing.
    assert hours.on(MON) == [(at(MON, 9, 10), at(MON, 11, 45))]
    course = Minutes.of([(at(MON, 9), at(MON, 12))])
    assert (course - hours.usable).spans == ((at(MON, 9), at(MON, 9, 10)), (at(MON, 11, 45), at(MON, 12)))
    # Care before school: leaving home at 8:00 she is at its door at 8:10, so there at 8:35: 35 minutes each day.
    # Care after school: home at 13:00 means at the door at 12:50, so away at 12:25: 40 minutes each day.
    before = Change(BEFORE, (0, 1, 2, 3, 4), "", ("A",), daily(WORKDAYS, 8 * HOUR + 10, 8 * HOUR + 45))
    after = Change(AFTER, (0, 1, 2, 3, 4), "", ("A",), daily(WORKDAYS, 12 * HOUR + 10, 12 * HOUR + 50))
    assert alone(proposals(hours))[:2] == [((after,), 200, 200), ((before,), 175, 175)]


def test_a_carer_who_comes_in_odd_weeks_only() -> None:
    # School 8:30-14:00; grandmother on Monday 14:00-18:00 in odd weeks. Out 8:00-18:00, rounds of 15 minutes.
    grandma = Care("g", "A", "grandma", ((at(MON, 14), at(MON, 18)),), ODD)
    week = Week(("A",), (school("A", half_past_eight_until(14)), grandma), EIGHT_TO_SIX, same_every_day(15, 15))
    hours = Hours.of(week)
    # Odd Mondays: fetched at 17:45 to be home at 18:00: 9:15. All other days: 8:30-14:00 = 5:30.
    assert hours.on(0) == [(at(MON, 8, 30), at(MON, 17, 45))]
    assert hours.on(7) == [(WEEK + at(MON, 8, 30), WEEK + at(MON, 14))]
    assert (hours.in_week(ODD), hours.in_week(EVEN)) == (9 * 60 + 15 + 4 * 330, 5 * 330)
    # On Monday the gap is there in even weeks, on the other days in both.
    after_school = [
        (gap.start, gap.cause, weeks) for gap, weeks in every_week(gaps(hours)) if gap.end == gap.start + 240
    ]
    assert sorted(after_school) == [
        (at(MON, 14), EVEN_WEEKS, EVEN),
        *((at(day, 14), AFTER_SCHOOL, EVERY) for day in (TUE, WED, THU, 4)),
    ]
    # If she came every week: 3:45 more in even weeks, and nothing in odd ones.
    assert ((Change(EVERY_WEEK, care="g"),), 0, 225) in alone(proposals(hours))


def test_a_study_day() -> None:
    # School 8:30-14:00; on Monday, Tuesday and Thursday after-school care 14:00-18:00. Thursday is a study day:
    # school is closed, after-school care opens as always. Out 8:00-18:00, rounds of 15 minutes.
    care = Care("bso", "A", "after_school", daily((MON, TUE, THU), 14 * HOUR, 18 * HOUR))
    week = Week(("A",), (school("A", half_past_eight_until(14)), care), EIGHT_TO_SIX, same_every_day(15, 15))
    usual, closed = Hours.of(week), Hours.of(week, study_day(THU))
    # Usually 8:30-17:45 on three days (27:45) and 8:30-14:00 on two (11:00).
    assert usual.in_week(ODD) == 3 * 555 + 2 * 330
    # On the study day from 14:00 only, 3:45 instead of 9:15.
    assert closed.on(THU) == [(at(THU, 14), at(THU, 17, 45))]
    assert usual.in_week(ODD) - closed.in_week(ODD) == 330
    # Most of 8:00-14:00 is school on other Thursdays.
    assert gaps_on(closed, THU) == [Gap(at(THU, 8), at(THU, 14), ("A",), STUDY_DAY)]
    assert gaps_on(usual, THU) == [Gap(at(THU, 8), at(THU, 8, 30), ("A",), BEFORE_SCHOOL)]


def test_a_break_at_home_between_school_times() -> None:
    # School 8:30-12:00 and 13:00-15:00, at home in between. Out 8:00-16:00; rounds of 10 minutes, 20 to work.
    times = daily(WORKDAYS, 8 * HOUR + 30, 12 * HOUR) + daily(WORKDAYS, 13 * HOUR, 15 * HOUR)
    out = daily(WORKDAYS, 8 * HOUR, 16 * HOUR)
    week = Week(("A",), (school("A", times),), out, same_every_day(10, 10), travel=20)
    hours = Hours.of(week)
    # 8:50-11:40 is 2:50, 13:20-14:40 is 1:20: 4:10 a day and 20:50 a week.
    assert hours.on(MON) == [(at(MON, 8, 50), at(MON, 11, 40)), (at(MON, 13, 20), at(MON, 14, 40))]
    assert hours.in_week(ODD) == hours.in_week(EVEN) == 20 * HOUR + 50
    assert gaps_on(hours, MON)[1] == Gap(at(MON, 12), at(MON, 13), ("A",), SCHOOL_BREAK)
    # Somebody at school over midday gives the hour and saves a journey to and fro: 11:40-13:20, 1:40 a day.
    midday = Change(HELPER, (0, 1, 2, 3, 4), "", ("A",), daily(WORKDAYS, 12 * HOUR, 13 * HOUR))
    assert alone(proposals(hours))[0] == ((midday,), 500, 500)


def test_every_other_weekend_with_the_other_parent() -> None:
    # School 8:30-14:00. In even weeks with their father from Friday 14:00 until school on Monday. Out 8:00-20:00 on
    # every day, rounds of 15 minutes.
    father = Care("f", "A", "parent", ((at(4, 14), at(7, 8, 30)),), EVEN)
    out = daily(range(7), 8 * HOUR, 20 * HOUR)
    week = Week(("A",), (school("A", half_past_eight_until(14)), father), out, same_every_day(15, 15))
    hours = Hours.of(week)
    # Friday of even weeks: from 8:30, and nobody to fetch, until 20:00. The whole Saturday and Sunday.
    assert hours.on(11) == [(WEEK + at(4, 8, 30), WEEK + at(4, 20))]
    assert hours.on(12) == [(WEEK + at(SAT, 8), WEEK + at(SAT, 20))]
    # Monday of the odd week follows: their father brings, so from 8:00.
    assert hours.on(0) == [(at(MON, 8), at(MON, 14))]
    assert hours.on(7) == [(WEEK + at(MON, 8, 30), WEEK + at(MON, 14))]
    # Odd: 6:00 + 4 x 5:30 = 28:00. Even: 4 x 5:30 + 11:30 + 2 x 12:00 = 57:30.
    assert (hours.in_week(ODD), hours.in_week(EVEN)) == (28 * HOUR, 57 * HOUR + 30)
    assert gaps_on(hours, SAT) == [Gap(at(SAT, 8), at(SAT, 20), ("A",), ODD_WEEKS)]
    assert gaps_on(hours, 12) == []


def test_a_holiday_week_with_grandmother_on_two_days() -> None:
    # School 8:30-14:00 in term. Grandmother 9:00-17:00 on Tuesday and Thursday, in holidays only. Out 8:00-18:00,
    # rounds of half an hour, 15 minutes to work.
    grandma = Care("g", "A", "grandma", daily((TUE, THU), 9 * HOUR, 17 * HOUR), period=IN_HOLIDAYS)
    week = Week(
        ("A",), (school("A", half_past_eight_until(14)), grandma), EIGHT_TO_SIX, same_every_day(30, 30), travel=15
    )
    # In term: leaving at 8:00 she is at school at 8:30: 8:45-13:45, 5 hours a day.
    assert Hours.of(week).in_week(ODD) == 25 * HOUR
    # In the holidays: 9:15-16:45 on two days; home at 18:00 is no limit.
    holidays = Hours.of(week, HOLIDAY_WEEKS)
    assert holidays.on(TUE) == [(at(TUE, 9, 15), at(TUE, 16, 45))]
    assert holidays.in_week(ODD) == holidays.in_week(EVEN) == 15 * HOUR
    # Most of 8:00-18:00 is school in term.
    assert gaps_on(holidays, MON) == [Gap(at(MON, 8), at(MON, 18), ("A",), HOLIDAY)]
    # With holidays in the odd week alone, each week is what it is.
    one_week = Hours.of(week, Calendar(holidays=Minutes(((0, WEEK),))))
    assert (one_week.in_week(ODD), one_week.in_week(EVEN)) == (15 * HOUR, 25 * HOUR)


def test_a_child_of_thirteen_with_nowhere_to_go() -> None:
    # A is thirteen, school 8:20-14:40. B is nine, school 8:30-14:15, after-school care until 18:00 on Monday, Tuesday
    # and Thursday. Out 8:00-18:00. She brings and fetches B only: 10 minutes, nothing between doors.
    week = Week(
        ("A", "B"),
        (
            school("A", daily(WORKDAYS, 8 * HOUR + 20, 14 * HOUR + 40), "secondary"),
            school("B", half_past_eight_until(14, 15)),
            Care("bso", "B", "after_school", daily((MON, TUE, THU), 14 * HOUR + 15, 18 * HOUR)),
        ),
        EIGHT_TO_SIX,
        same_every_day(10, 10, 0, 0),
        big=frozenset({"A"}),
    )
    hours = Hours.of(week)
    # With after-school care A's school ends first: 8:30-14:40, 6:10. Without it B's: 8:30-14:15, 5:45.
    assert hours.on(MON) == [(at(MON, 8, 30), at(MON, 14, 40))]
    assert hours.on(WED) == [(at(WED, 8, 30), at(WED, 14, 15))]
    assert hours.in_week(ODD) == 3 * 370 + 2 * 345
    assert gaps_on(hours, MON)[-1] == Gap(at(MON, 14, 40), at(MON, 18), ("A",), OVER_TWELVE)
    # Somewhere for A on those three days: she fetches B at 17:50 to be home at 18:00: 3:10 a day, 9:30 a week.
    for_a = Change(AFTER, (MON, TUE, THU), "", ("A",), daily((MON, TUE, THU), 14 * HOUR + 40, 17 * HOUR + 50))
    # On Wednesday and Friday both need somebody from 14:15 until 17:50: 3:35 a day, 7:10 a week.
    for_both = Change(HELPER, (WED, 4), "", ("A", "B"), daily((WED, 4), 14 * HOUR + 15, 17 * HOUR + 50))
    assert alone(proposals(hours))[:2] == [((for_a,), 570, 570), ((for_both,), 430, 430)]


def test_on_the_waiting_list_for_after_school_care() -> None:
    # School 8:30-14:15; waiting for care until 18:00 on Monday, Tuesday and Thursday. Out 8:00-18:30, rounds of 15
    # minutes, half an hour to work.
    place = Care("bso", "A", "after_school", daily((MON, TUE, THU), 14 * HOUR + 15, 18 * HOUR), status="waiting")
    out = daily(WORKDAYS, 8 * HOUR, 18 * HOUR + 30)
    week = Week(("A",), (school("A", half_past_eight_until(14, 15)), place), out, same_every_day(15, 15), travel=30)
    hours = Hours.of(week)
    # What she waits for gives nothing: 9:00-13:45, 4:45 a day.
    assert hours.in_week(ODD) == 5 * 285
    # Most of the gap until 18:30 would be closed.
    assert gaps_on(hours, MON)[-1] == Gap(at(MON, 14, 15), at(MON, 18, 30), ("A",), WAITING, "bso")
    # When it comes she fetches at 18:00 (home at 18:15), so leaves work at 17:30: 3:45 more on three days.
    assert ((Change(COMES, care="bso"),), 675, 675) in alone(proposals(hours))
    # Then half an hour in the evening is left.
    here = Hours.of(replace(week, care=(week.care[0], replace(place, status="have"))))
    assert here.in_week(ODD) == 5 * 285 + 675
    assert gaps_on(here, MON)[-1] == Gap(at(MON, 18), at(MON, 18, 30), ("A",), EVENING)


def test_a_long_round_between_her_own_limits() -> None:
    # School 8:30-14:30. She can leave at 8:15 and must be home at 15:00; bringing takes 40 minutes, fetching 45.
    out = daily(WORKDAYS, 8 * HOUR + 15, 15 * HOUR)
    week = Week(("A",), (school("A", half_past_eight_until(14, 30)),), out, same_every_day(40, 45))
    hours = Hours.of(week)
    # At school at 8:55, not at 8:30; there again at 14:15, to be home at 15:00: 5:20 a day.
    assert hours.on(MON) == [(at(MON, 8, 55), at(MON, 14, 15))]
    every_day = (0, 1, 2, 3, 4)
    brings, fetches = Change(BRINGS, every_day), Change(FETCHES, every_day)
    # Care before or after school alone gives nothing: it isn't school that stops her.
    # Somebody who brings gives 25 minutes a day (from 8:30), somebody who fetches 15 (until 14:30).
    assert alone(proposals(hours)) == [((brings,), 125, 125), ((fetches,), 75, 75)]
    # Care until 15:00 and somebody who fetches: 45 minutes a day. Care from 8:15 and somebody who brings: 40.
    before = Change(BEFORE, every_day, "", ("A",), daily(WORKDAYS, 8 * HOUR + 15, 8 * HOUR + 30))
    after = Change(AFTER, every_day, "", ("A",), daily(WORKDAYS, 14 * HOUR + 30, 15 * HOUR))
    assert together(proposals(hours)) == [((after, fetches), 225, 225), ((before, brings), 200, 200)]


def test_a_gap_within_her_own_round_costs_her_nothing() -> None:
    """From 8:00 she is on the way to school, which begins at 8:30; it ends at 14:30, and home is half an hour away."""
    week = Week(("A",), (school("A", half_past_eight_until(14, 30)),), out=daily(WORKDAYS, 8 * HOUR, 15 * HOUR))
    hours = Hours.of(replace(week, rounds=same_every_day(30, 30)))
    assert gaps_on(hours, MON)
    assert hurting(gaps(hours), hours) == []
    late = Hours.of(replace(week, rounds=same_every_day(29, 30)))
    assert {gap.start for gap in hurting(gaps(late), late)} == {at(day, 8) for day in (*range(5), *range(7, 12))}
    always = Hours.of(replace(week, rounds=same_every_day(30, 30), out=((0, WEEK),)))
    assert hurting(gaps(always), always) == gaps(always), "who sets no limits has no first hour"
