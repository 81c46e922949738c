"""Her answers as the pages keep them, read as a week: never an hour that she may not have."""

from __future__ import annotations

from typing import Any

import pytest
from plan.kept_week import FRI, MON, SAT, SCHOOL_SPANS, SCHOOL_WEEK, SUN, TUE, child, place, plan, week_with
from plan.random_weeks import WORKDAYS, at, daily

from trajectplan.plan.document import ASIDE, NONE
from trajectplan.plan.minutes import DAY, ROUND, WEEK
from trajectplan.plan.week import (
    ALONE,
    ALWAYS,
    EVEN,
    EVERY,
    HAVE,
    HOLIDAY_WEEKS,
    IN_HOLIDAYS,
    IN_TERM,
    NOW_AND_THEN,
    ODD,
    ON_SCHOOL_DAYS,
    SCHOOL_WEEKS,
    Care,
    Hours,
    study_day,
)
from trajectplan.plan.week_answers import (
    ALL_OF_THEM,
    PER_CHILD,
    QUICK,
    has_times,
    is_expected,
    is_quick,
    may_be_alone,
    may_go_to_school,
    minute_of,
    offers_of,
    spans_of,
    week_of,
)
from trajectplan.plan.week_changes import COMES, HELPER, Change
from trajectplan.plan.week_gaps import NOT_CERTAIN, WAITING, gaps
from trajectplan.plan.week_proposals import Proposal, proposals


def only_place(**answers: Any) -> Care:
    """One place of a child that is too young for school."""
    (care,) = week_with(children=[child(age=2, places=[place("p", **answers)])]).care
    return care


# Times ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (None, ()),
        ({}, ()),
        ({"mon": []}, ()),
        ({"mon": [["08:30", "14:30"]]}, ((at(MON, 8, 30), at(MON, 14, 30)),)),
        ({"thu": [["08:30", "10:10"], ["11:00", "16:10"]]}, ((4830, 4930), (4980, 5290))),
        ({"mon": [["22:00", "24:00"]]}, ((at(MON, 22), at(MON, 24)),)),
        ({"mon": [["22:00", "00:00"]]}, ((at(MON, 22), at(MON, 24)),)),
        ({"fri": [["20:30", "09:00"]]}, ((at(FRI, 20, 30), at(SAT, 9)),)),
        ({"sun": [["21:00", "07:30"]]}, ((at(SUN, 21), WEEK + at(MON, 7, 30)),)),
        ({"sat": [["08:00", "08:00"]]}, ((at(SAT, 8), at(SUN, 8)),)),
    ],
)
def test_kept_times_are_minutes_of_a_week(
    times: dict[str, list[list[str]]] | None, expected: tuple[tuple[int, int], ...]
) -> None:
    assert spans_of(times) == expected


@pytest.mark.parametrize(("time", "minute"), [("00:00", 0), ("08:05", 485), ("23:59", 1439), ("24:00", DAY)])
def test_a_kept_time_is_a_minute_of_its_day(time: str, minute: int) -> None:
    assert minute_of(time) == minute


def test_a_night_with_grandmother_over_sunday_goes_into_the_other_week() -> None:
    nights = place("oma", place_hours={"sun": [["21:00", "07:30"]]}, place_weeks=EVEN)
    week = week_with(children=[child(age=2, places=[nights])], days_possible=["sun"], night="can", home_by="23:30")
    # Sunday night of the even week and Monday of the odd week after it; her night ends at 6:00.
    assert Hours.of(week).usable.spans == ((0, at(MON, 6)), (WEEK + at(SUN, 21), ROUND))


# Places ---------------------------------------------------------------------------------------------------------------


def test_what_she_said_nothing_about_is_there_every_week_in_term() -> None:
    assert only_place() == Care("p", "a", "", ((at(MON, 12), at(MON, 18)),), EVERY, IN_TERM, HAVE)


@pytest.mark.parametrize(
    ("answer", "period"), [("also", ALWAYS), ("not_then", IN_TERM), ("unknown", IN_TERM), (None, IN_TERM)]
)
def test_a_place_that_may_be_closed_in_the_holidays_is_closed_then(answer: str | None, period: str) -> None:
    assert only_place(place_holidays=answer).period == period


@pytest.mark.parametrize(
    ("status", "sure", "expected"),
    [
        ("have", "fixed", HAVE),
        ("have", "mostly", HAVE),
        (None, None, HAVE),
        ("have", "now_and_then", NOW_AND_THEN),
        (None, "now_and_then", NOW_AND_THEN),
        ("waiting_list", None, "waiting_list"),
        ("waiting_list", "now_and_then", "waiting_list"),
        ("wish", "fixed", "wish"),
    ],
)
def test_only_what_is_there_for_sure_counts(status: str | None, sure: str | None, expected: str) -> None:
    care = only_place(place_status=status, place_sure=sure)
    assert (care.status, care.counts) == (expected, expected == HAVE)


@pytest.mark.parametrize("weeks", [EVERY, ODD, EVEN])
def test_odd_and_even_weeks_are_those_she_chose(weeks: str) -> None:
    week = week_with(
        children=[child(age=2, places=[place("p", place_weeks=weeks)])],
        commitments=[{"id": "c", "commitment_hours": {"tue": [["09:00", "10:00"]]}, "commitment_weeks": weeks}],
    )
    assert (week.care[0].weeks, week.fixed[0].weeks) == (weeks, weeks)


def test_a_place_she_put_aside_does_not_count() -> None:
    places = [place("gone", **{ASIDE: True}), place("none", **{NONE: "nobody"}), place("here")]
    week = week_with(children=[child(age=2, places=places)])
    assert [care.key for care in week.care] == ["here"]


def test_a_child_an_appointment_and_a_job_she_put_aside_do_not_count() -> None:
    hours = {"mon": [["09:00", "12:00"]]}
    aside = plan(
        children=[child("a"), child("b", **{ASIDE: True})],
        commitments=[{"id": "c", ASIDE: True, "commitment_hours": hours}],
        offers=[{"id": "o", ASIDE: True, "offer_hours": hours}],
    )
    assert (week_of(aside).children, week_of(aside).fixed, offers_of(aside)) == (("a",), (), ())


def test_care_in_the_holidays_is_for_every_child() -> None:
    week = week_with(children=[child("a", 2), child("b", 13)], holiday_hours={"tue": [["09:00", "15:00"]]})
    assert [(care.child, care.period) for care in week.care] == [("a", IN_HOLIDAYS), ("b", IN_HOLIDAYS)]
    assert Hours.of(week).usable.total == 0
    assert Hours.of(week, HOLIDAY_WEEKS).on(TUE) == [(at(TUE, 9), at(TUE, 15))]


def test_a_child_about_whom_nothing_is_filled_in_has_nobody() -> None:
    week = week_with(children=[child("a", school_hours=SCHOOL_WEEK), child("b", 2)])
    assert has_times(week)
    assert Hours.of(week).usable.total == 0


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        ({}, False),
        ({"children": [child()]}, False),
        ({"children": [child(places=[place("p", place_hours={})])]}, False),
        ({"children": [child(places=[place("p")])]}, True),
        ({"children": [child(school_hours=SCHOOL_WEEK)]}, True),
        ({"week_way": QUICK}, False),
        ({"week_way": QUICK, "everybody_hours": SCHOOL_WEEK}, True),
        ({"week_way": PER_CHILD, "everybody_hours": SCHOOL_WEEK}, False),
    ],
)
def test_there_are_times_once_somebody_is_there(answers: dict[str, Any], *, known: bool) -> None:
    assert has_times(week_with(**answers)) == known


# School ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "goes"),
    [
        (child(age=3), False),
        (child(age=4), True),
        (child(age=None), False),
        (child(age=None, where_now=["primary_school"]), True),
        (child(age=3, where_now=["playgroup", "primary_school"]), True),
        (child(age=3, where_now=["playgroup"]), False),
    ],
)
def test_school_times_are_read_of_whom_they_are_asked(about: dict[str, Any], *, goes: bool) -> None:
    week = week_with(children=[{**about, "school_hours": SCHOOL_WEEK}])
    assert may_go_to_school(about) == goes
    assert [(care.kind, care.hours) for care in week.care] == ([("school", SCHOOL_SPANS)] if goes else [])


def test_who_is_twelve_is_too_big_for_after_school_care() -> None:
    week = week_with(children=[child("a", 11), child("b", 12), child("c", None), child("d", 17)])
    assert week.big == {"b", "d"}


# Alone ----------------------------------------------------------------------------------------------------------------


def alone(**answers: Any) -> list[Care]:
    """What a child of ten looks after itself."""
    week = week_with(children=[child(**{"age": 10, "school_hours": SCHOOL_WEEK, **answers})])
    return [care for care in week.care if care.kind == ALONE]


@pytest.mark.parametrize(("how_long", "minutes"), [("half_hour", 30), ("two_hours", 120)])
@pytest.mark.parametrize("travels", ["goes_alone", "with_others"])
def test_a_child_that_comes_home_alone_is_alone_so_long_after_school(how_long: str, minutes: int, travels: str) -> None:
    (care,) = alone(home_alone=how_long, travels_alone=travels)
    assert care.hours == tuple((end, end + minutes) for _start, end in SCHOOL_SPANS)
    assert care.period == ON_SCHOOL_DAYS
    assert not care.minutes(study_day(MON)) & care.minutes(SCHOOL_WEEKS).of([(at(MON, 0), at(MON, 24))])


@pytest.mark.parametrize("travels", ["not_yet", None])
@pytest.mark.parametrize("how_long", ["half_hour", "two_hours"])
def test_a_child_that_must_be_fetched_is_not_alone_after_school(how_long: str, travels: str | None) -> None:
    assert alone(home_alone=how_long, travels_alone=travels) == []


def test_a_child_of_seven_is_not_alone_whatever_an_old_plan_says() -> None:
    assert alone(age=7, home_alone="day", travels_alone="goes_alone") == []
    assert not may_be_alone(child(age=7))
    assert not may_be_alone(child(age=None))


@pytest.mark.parametrize("how_long", ["not_yet", None])
def test_who_cannot_be_alone_is_not(how_long: str | None) -> None:
    assert alone(home_alone=how_long, travels_alone="goes_alone") == []


@pytest.mark.parametrize(("how_long", "span"), [("afternoon", (720, 1080)), ("day", (420, 1140))])
def test_a_child_that_comes_home_alone_can_be_so_on_every_day(how_long: str, span: tuple[int, int]) -> None:
    (care,) = alone(home_alone=how_long, travels_alone="goes_alone")
    assert (care.hours, care.period) == (daily(range(7), *span), ALWAYS)


def test_a_child_that_must_be_fetched_is_alone_on_days_without_school() -> None:
    week = week_with(children=[child(age=10, school_hours=SCHOOL_WEEK, home_alone="afternoon")], weekend="can")
    # School ends at 14:30 and somebody must be there; Saturday and the holidays are something else.
    assert Hours.of(week).on(MON) == [(at(MON, 8, 30), at(MON, 14, 30))]
    assert Hours.of(week).on(SAT) == [(at(SAT, 12), at(SAT, 18))]
    assert Hours.of(week, HOLIDAY_WEEKS).on(MON) == [(at(MON, 12), at(MON, 18))]
    assert Hours.of(week, study_day(MON)).on(MON) == []


def test_where_school_times_are_not_filled_in_there_may_be_school_on_every_working_day() -> None:
    every_day, in_holidays = alone(school_hours=None, home_alone="day", travels_alone="not_yet")
    assert every_day.hours == daily((SAT, SUN), 420, 1140)
    assert (in_holidays.hours, in_holidays.period) == (daily(WORKDAYS, 420, 1140), IN_HOLIDAYS)


def test_hours_alone_that_she_typed_herself_are_no_door() -> None:
    care = only_place(place_kind="home_alone")
    assert (care.kind, care.hours) == (ALONE, ((at(MON, 12), at(MON, 18)),))


# Everybody together ---------------------------------------------------------------------------------------------------


def test_the_quick_way_has_one_child_that_stands_for_all() -> None:
    week = week_with(
        week_way=QUICK,
        everybody_hours=SCHOOL_WEEK,
        holiday_hours={"mon": [["09:00", "15:00"]]},
        children=[child("a", school_hours={"mon": [["10:00", "11:00"]]}), child("b", 3)],
    )
    assert week.children == (ALL_OF_THEM,)
    assert Hours.of(week).on(MON) == [(at(MON, 8, 30), at(MON, 14, 30))]
    assert Hours.of(week, HOLIDAY_WEEKS).on(MON) == [(at(MON, 9), at(MON, 15))]
    assert Hours.of(week, HOLIDAY_WEEKS).on(TUE) == []


@pytest.mark.parametrize(
    ("children", "closes"),
    [([], True), ([child(age=7)], True), ([child(age=2)], False), ([child(age=None)], True)],
)
def test_on_a_study_day_everybody_has_nobody_where_a_child_may_be_at_school(
    children: list[dict[str, Any]], *, closes: bool
) -> None:
    week = week_with(week_way=QUICK, everybody_hours=SCHOOL_WEEK, children=children)
    assert (Hours.of(week, study_day(MON)).on(MON) == []) == closes
    assert Hours.of(week, HOLIDAY_WEEKS).usable.total == 0


def test_quick_is_what_she_chose_and_child_by_child_is_where_she_chose_nothing() -> None:
    assert [is_quick(plan(week_way=way)) for way in (QUICK, PER_CHILD)] == [True, False]
    assert not is_quick(plan())


def test_proposals_of_the_quick_way_are_somebody_for_all() -> None:
    week = week_with(
        week_way=QUICK,
        everybody_hours={"mon": [["08:30", "14:30"]], "tue": [["08:30", "14:30"]]},
        days_possible=["mon", "tue"],
        leave_from="08:00",
        home_by="18:00",
        rounds={"mon": {"bring": 20, "fetch": 20}},
        work_travel=15,
    )
    found = [each.changes[0] for each in proposals(Hours.of(week)) if len(each.changes) == 1]
    assert {(change.kind, change.children) for change in found} == {(HELPER, (ALL_OF_THEM,))}
    # From 14:30 until she is home at 18:00, on both days at once: her times are those without the rounds.
    assert found[0].spans == ((at(MON, 14, 30), at(MON, 18)), (at(TUE, 14, 30), at(TUE, 18)))


# A child that isn't born yet, and the week after the leave ------------------------------------------------------------


BABY = child("baby", 0, where_now=["not_born"])


def test_a_child_that_is_not_born_yet_counts_after_the_leave() -> None:
    expecting = plan(children=[child("a"), BABY])
    assert is_expected(BABY)
    assert week_of(expecting).children == ("a",)
    assert week_of(expecting, later=True).children == ("a", "baby")


def test_on_the_quick_way_nobody_is_there_before_the_first_child_is_born() -> None:
    expecting = plan(week_way=QUICK, children=[BABY], everybody_hours=SCHOOL_WEEK)
    assert week_of(expecting).children == ()
    assert not has_times(week_of(expecting))
    assert week_of(expecting, later=True).children == (ALL_OF_THEM,)


def test_where_no_child_is_expected_the_later_week_is_this_one() -> None:
    for way in (QUICK, PER_CHILD):
        same = plan(
            week_way=way,
            children=[child(school_hours=SCHOOL_WEEK)],
            everybody_hours=SCHOOL_WEEK,
            everybody_later={"mon": [["07:00", "20:00"]]},
            doors="one_of_2",
        )
        assert week_of(same, later=True) == week_of(same)


def test_who_looks_after_everybody_now_does_not_look_after_the_baby() -> None:
    expecting = {"week_way": QUICK, "children": [child("a"), BABY], "everybody_hours": SCHOOL_WEEK}
    holidays = {"holiday_hours": {"mon": [["09:00", "15:00"]]}}
    later = week_of(plan(**expecting, **holidays), later=True)
    assert not has_times(later)
    assert Hours.of(later, HOLIDAY_WEEKS).usable.total == 0
    said = week_of(plan(**expecting, **holidays, everybody_later={"tue": [["09:00", "12:00"]]}), later=True)
    assert Hours.of(said).usable.spans == ((at(TUE, 9), at(TUE, 12)), (WEEK + at(TUE, 9), WEEK + at(TUE, 12)))


def test_a_baby_with_a_place_of_its_own_is_another_door_and_has_no_care_in_the_holidays_yet() -> None:
    oma = place("oma", place_kind="family", place_hours={"mon": [["08:30", "14:30"]]}, place_holidays="also")
    expecting = plan(
        children=[child("a", school_hours=SCHOOL_WEEK), {**BABY, "places": [oma]}],
        holiday_hours={"mon": [["08:30", "14:30"]], "tue": [["08:30", "14:30"]]},
        rounds={"mon": {"bring": 20, "fetch": 20}},
        doors="one_of_2",
    )
    now, later = week_of(expecting), week_of(expecting, later=True)
    assert {rounds.bring_doors for rounds in now.rounds} == {0}
    assert {rounds.bring_doors for rounds in later.rounds} == {None}
    # Between the two doors the whole round may lie.
    assert Hours.of(later).on(MON) == [(at(MON, 8, 50), at(MON, 14, 10))]
    assert Hours.of(later, HOLIDAY_WEEKS).on(TUE) == []


# What may come --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "cause"),
    [
        ({"place_status": "waiting_list"}, WAITING),
        ({"place_status": "wish"}, WAITING),
        ({"place_sure": "now_and_then"}, NOT_CERTAIN),
    ],
)
def test_what_may_come_is_told_as_such_and_gives_its_hours_when_it_comes(answers: dict[str, str], cause: str) -> None:
    afternoon = place("bso", place_hours={"mon": [["14:30", "18:00"]]}, place_weeks="odd", **answers)
    week = week_with(
        children=[child(school_hours=SCHOOL_WEEK, places=[afternoon])],
        days_possible=["mon"],
        leave_from="08:30",
        home_by="18:00",
        rounds={"mon": {"bring": 0, "fetch": 10}},
    )
    hours = Hours.of(week)
    assert hours.on(MON) == [(at(MON, 8, 30), at(MON, 14, 30))]
    assert [(gap.cause, gap.care) for gap in gaps(hours) if gap.start == at(MON, 14, 30)] == [(cause, "bso")]
    comes = [each for each in proposals(hours) if [change.kind for change in each.changes] == [COMES]]
    # In odd weeks from 14:30 until 17:50, when she must fetch to be home at 18:00.
    assert [(each.odd, each.even) for each in comes] == [(200, 0)]


def test_places_of_one_name_and_kind_are_one_place() -> None:
    def keys(*places: dict[str, Any]) -> list[str]:
        children = [child(f"c{number}", 3, places=[each]) for number, each in enumerate(places)]
        return [care.key for care in week_with(children=children).care]

    boom = {"place_kind": "day_care", "place_name": "De Boom"}
    assert keys(place("p2", **boom), place("p1", **{**boom, "place_name": " de boom"})) == ["p1", "p1"]
    for other in (
        {"place_name": "De Roos"},
        {"place_name": ""},
        {"place_kind": "after_school"},
        {"place_status": "waiting_list"},
        {"place_sure": "now_and_then"},
        {"place_sure": "mostly"},
    ):
        assert keys(place("p2", **boom), place("p1", **{**boom, **other})) == ["p2", "p1"]
    alone = {"place_kind": "home_alone", "place_name": "thuis"}
    assert keys(place("p2", **alone), place("p1", **alone)) == ["p2", "p1"]
    assert keys(place("p2", place_kind="day_care"), place("p1", place_kind="day_care")) == ["p2", "p1"]


def test_a_place_that_two_wait_for_comes_for_both() -> None:
    waits = {"place_kind": "day_care", "place_name": "De Boom", "place_status": "waiting_list"}
    week = week_with(children=[child(key, 3, places=[place(f"p{key}", **waits)]) for key in "ba"])
    found = proposals(Hours.of(week))
    assert Proposal((Change(COMES, care="pa"),), 360, 360) in found
