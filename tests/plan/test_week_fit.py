"""Does a job or course fit: held against every single minute she needs, and against cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from plan import week_reference as reference
from plan.random_weeks import WORKDAYS, any_times, at, daily, random_calendar, random_week

from trajectplan.plan.minutes import HOUR, ROUND
from trajectplan.plan.week import EVEN, EVERY, ODD, Care, Fixed, Hours, Rounds, Week
from trajectplan.plan.week_fit import (
    ENDS,
    FITS,
    FITS_IF,
    FITS_NOT,
    NOBODY,
    OWN_LIMIT,
    STARTS,
    TAKEN,
    Fit,
    Offer,
    Reason,
    fit,
    fits,
)
from trajectplan.plan.week_fit import days as days_of

MON, TUE, WED, THU, FRI = range(5)
SCHOOL = Care("school", "B", "school", daily(WORKDAYS, at(0, 8, 30), at(0, 14, 30)))
WEEK = Week(("B",), (SCHOOL,))


def course(*hours: tuple[int, int], there: int = 0, back: int = 0, pause: int = 0, goes_on: bool = True) -> Offer:
    return Offer("course", hours, there, back, pause, goes_on=goes_on)


def only(found: Fit) -> tuple[str, tuple[Reason, ...]]:
    ((day, weeks),) = found.in_weeks()
    assert weeks == EVERY
    return day.verdict, day.reasons


def test_it_fits_with_time_to_spare() -> None:
    # School 8:30-14:30. Work 9:00-13:00, 20 minutes there and 15 back: from 8:40 until 13:15. Spare: 10 and 75 minutes.
    found = fit(WEEK, course((at(MON, 9), at(MON, 13)), there=20, back=15))
    ((day, _weeks),) = found.in_weeks()
    assert (found.verdict, day.spare) == (FITS, 10)


def test_a_course_exactly_in_school_hours_forgets_the_trip() -> None:
    # From 8:30 with 20 minutes there: the door opens at 8:30, so she is there at 8:50. Back at 14:30 she is at 14:50.
    verdict, reasons = only(fit(WEEK, course((at(TUE, 8, 30), at(TUE, 14, 30)), there=20, back=20)))
    assert verdict == FITS_IF
    assert reasons == (
        Reason(STARTS, (at(TUE, 8, 10), at(TUE, 8, 30)), at(TUE, 8, 50), ("B",)),
        Reason(ENDS, (at(TUE, 14, 30), at(TUE, 14, 50)), at(TUE, 14, 10), ("B",)),
    )


def test_a_shift_that_begins_an_hour_and_a_half_too_early_does_not_fit() -> None:
    verdict, reasons = only(fit(WEEK, course((at(TUE, 7), at(TUE, 12)))))
    assert (verdict, reasons) == (FITS_NOT, (Reason(STARTS, (at(TUE, 7), at(TUE, 8, 30)), at(TUE, 8, 30), ("B",)),))


def test_a_day_without_anybody_is_said_as_such() -> None:
    saturday = 5
    verdict, reasons = only(fit(WEEK, course((at(saturday, 9), at(saturday, 12)))))
    assert (verdict, reasons) == (FITS_NOT, (Reason(NOBODY, (at(saturday, 9), at(saturday, 12)), 0, ("B",)),))


def test_a_break_at_home_between_school_times() -> None:
    broken = replace(SCHOOL, hours=((at(THU, 8, 30), at(THU, 12)), (at(THU, 13), at(THU, 15))))
    verdict, reasons = only(fit(Week(("B",), (broken,)), course((at(THU, 9), at(THU, 14)))))
    assert (verdict, reasons) == (FITS_IF, (Reason(NOBODY, (at(THU, 12), at(THU, 13)), 0, ("B",)),))


def test_what_is_fixed_and_her_own_limits_have_names_of_their_own() -> None:
    # Class 9:00-10:00, 10 minutes away: taken from 8:50 until 10:10. Home by 14:00: the last half hour is her limit.
    week = replace(
        WEEK, fixed=(Fixed("class", ((at(MON, 9), at(MON, 10)),), travel=10),), out=((at(MON, 8), at(MON, 14)),)
    )
    verdict, reasons = only(fit(week, course((at(MON, 8, 40), at(MON, 14, 30)))))
    assert verdict == FITS_NOT
    assert reasons == (
        Reason(TAKEN, (at(MON, 8, 50), at(MON, 10, 10)), fixed="class", is_firm=True),
        Reason(OWN_LIMIT, (at(MON, 14), at(MON, 14, 30)), is_firm=True),
    )


def test_the_round_is_why_she_comes_too_late() -> None:
    # Two children at two doors that open at 8:30, a quarter of an hour apart: the last is dropped at 8:45.
    other = replace(SCHOOL, key="other", child="C")
    week = replace(WEEK, children=("B", "C"), care=(SCHOOL, other), rounds=(Rounds(bring=25, bring_doors=15),) * 7)
    verdict, reasons = only(fit(week, course((at(WED, 8, 45), at(WED, 12)), there=10)))
    assert (verdict, reasons) == (FITS_IF, (Reason(STARTS, (at(WED, 8, 35), at(WED, 8, 45)), at(WED, 8, 55)),))


def test_odd_weeks_fit_and_even_weeks_do_not() -> None:
    grandmother = Care("oma", "B", "family", ((at(MON, 14, 30), at(MON, 18)),), weeks=ODD)
    found = fit(replace(WEEK, care=(SCHOOL, grandmother)), course((at(MON, 13), at(MON, 17))))
    days = {weeks: (day.verdict, day.missing) for day, weeks in found.in_weeks()}
    assert days == {ODD: (FITS, 0), EVEN: (FITS_NOT, 150)}
    assert found.verdict == FITS_NOT


def test_holidays_and_study_days_are_told_apart_from_the_week() -> None:
    care = Care("bso", "B", "after_school", ((at(TUE, 8), at(TUE, 18)),))
    offer = course((at(MON, 9), at(MON, 12)), (at(TUE, 9), at(TUE, 12)))
    found = fit(replace(WEEK, care=(SCHOOL, care)), offer)
    assert (found.verdict, found.holidays, found.study_days) == (FITS, (MON,), (MON,))
    assert fit(replace(WEEK, care=(SCHOOL, care)), replace(offer, goes_on=False)).holidays == ()


@pytest.mark.parametrize(
    ("most", "over", "verdict"), [(None, 0, FITS), (7 * HOUR, 0, FITS), (6 * HOUR, HOUR, FITS_NOT)]
)
def test_her_own_number_of_hours_counts_without_breaks(most: int | None, over: int, verdict: str) -> None:
    # Two days of four hours with half an hour of break each: seven hours.
    offer = course((at(MON, 9), at(MON, 13)), (at(TUE, 9), at(TUE, 13)), pause=30)
    found = fit(WEEK, offer, most)
    assert (found.over, found.verdict) == (over, verdict)


def test_a_night_shift_from_sunday_to_monday_goes_round_the_week() -> None:
    nights = Care("oma", "B", "family", ((at(6, 20), at(7, 8, 30)),))
    found = fit(replace(WEEK, care=(SCHOOL, nights)), course((at(6, 22), at(7, 6)), there=30, back=30))
    assert [(day.day, day.verdict, day.spare) for day in found.days] == [(6, FITS, 90), (13, FITS, 90)]


def random_offer(random: Random) -> Offer:
    return Offer(
        "job", any_times(random), random.choice((0, 15, 40)), random.choice((0, 20)), weeks=random.choice((EVERY, ODD))
    )


@pytest.mark.parametrize("seed", range(40))
def test_every_minute_she_needs_and_has_not_is_told_once(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    week, calendar, offer = random_week(random), random_calendar(random), random_offer(random)
    free = reference.free(week, reference.covers(week, calendar))
    for day in days_of(Hours.of(week, calendar), offer):
        first, last = offer.needed(day.span)
        lacking = [minute for minute in range(first, last) if not free[minute % ROUND]]
        told = sorted(minute for reason in day.reasons for minute in range(*reason.span))
        assert told == lacking
        assert (day.verdict == FITS) == (not lacking)
        if not lacking:
            around = (first - day.spare, last + day.spare)
            assert all(free[minute % ROUND] for minute in range(*around))


@pytest.mark.parametrize("seed", range(20))
def test_several_offers_fit_as_each_of_them_does(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    week, offers = random_week(random), [random_offer(random) for _ in range(3)]
    assert fits(week, offers, 600) == tuple(fit(week, offer, 600) for offer in offers)


def test_hours_told_twice_are_worked_once_and_a_break_is_no_less_than_nothing() -> None:
    assert course((at(MON, 9), at(MON, 12)), (at(MON, 11), at(MON, 14)), pause=30).in_week == 4 * HOUR + 30
    assert course((at(MON, 9), at(MON, 9, 20)), pause=30).in_week == 0


@pytest.mark.parametrize(("movable", "expected"), [(True, FITS_IF), (False, FITS_NOT)])
def test_a_class_in_the_way_can_be_arranged_only_if_it_can_move(*, movable: bool, expected: str) -> None:
    busy = replace(WEEK, fixed=(Fixed("class", ((at(MON, 9), at(MON, 9, 30)),), movable=movable),))
    assert fit(busy, course((at(MON, 9), at(MON, 11)))).verdict == expected


def test_her_own_limit_is_nothing_to_arrange() -> None:
    late = replace(WEEK, out=((at(MON, 8), at(MON, 11)),))
    assert fit(late, course((at(MON, 9), at(MON, 11)))).verdict != FITS_NOT
    assert fit(late, course((at(MON, 9), at(MON, 11, 5)))).verdict == FITS_NOT


def test_who_has_nobody_all_the_time_is_named_before_who_has_nobody_for_a_while() -> None:
    broken = replace(SCHOOL, key="other", child="C", hours=((at(THU, 8, 30), at(THU, 10)), (at(THU, 11), at(THU, 15))))
    found = fit(Week(("A", "C"), (broken,)), course((at(THU, 9), at(THU, 14))))
    assert {reason.children for day in found.days for reason in day.reasons} == {("A",)}
