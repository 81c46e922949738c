"""What a change would give is exactly what it gives, and no change that helps is forgotten."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from plan.random_weeks import ALWAYS_OUT, WORKDAYS, at, calendars, daily, weeks
from strategies import SOME

from trajectplan.plan.minutes import HOUR
from trajectplan.plan.week import EVEN, ODD, SCHOOL_WEEKS, Calendar, Care, Fixed, Hours, Rounds, Week
from trajectplan.plan.week_changes import (
    AFTER,
    COMES,
    EVERY_WEEK,
    HELPER,
    MOVES,
    Change,
    changes_of_days,
    changes_of_weeks,
)
from trajectplan.plan.week_proposals import Proposal, _pairs, _Trials, proposals

FEW = settings(max_examples=40)
"""Everything is tried one by one here, which takes its time."""
EIGHT_TO_SIX = daily(WORKDAYS, 8 * HOUR, 18 * HOUR)
SCHOOL_TIMES = daily(WORKDAYS, 8 * HOUR + 30, 14 * HOUR)


def gain(week: Week, calendar: Calendar, *changes: Change) -> tuple[int, int]:
    """What changes give in an odd and an even week: the whole week found again."""
    now = Hours.of(week, calendar)
    for change in changes:
        week = change.applied(week)
    then = Hours.of(week, calendar)
    return then.in_week(ODD) - now.in_week(ODD), then.in_week(EVEN) - now.in_week(EVEN)


def of(week: Week, calendar: Calendar = SCHOOL_WEEKS) -> list[Proposal]:
    return proposals(Hours.of(week, calendar))


# What is promised -----------------------------------------------------------------------------------------------------


@given(weeks, calendars)
@SOME
def test_a_proposal_gives_exactly_what_it_promised(week: Week, calendar: Calendar) -> None:
    hours = Hours.of(week, calendar)
    for proposal in proposals(hours):
        then = Hours.of(proposal.applied(week), calendar)
        assert then.in_week(ODD) - hours.in_week(ODD) == proposal.odd
        assert then.in_week(EVEN) - hours.in_week(EVEN) == proposal.even
        assert not hours.usable - then.usable, "it takes an hour that she has"


@given(weeks, calendars)
@SOME
def test_proposals_are_told_by_number_hours_and_care(week: Week, calendar: Calendar) -> None:
    found = of(week, calendar)
    orders = [
        (len(proposal.changes), -proposal.odd - proposal.even, sum(change.minutes for change in proposal.changes))
        for proposal in found
    ]
    assert all(before <= after for before, after in pairwise(orders))
    assert all(proposal.gain > 0 for proposal in found)
    assert {len(proposal.changes) for proposal in found} <= {1, 2}
    assert len({proposal.changes for proposal in found}) == len(found)


@FEW
@given(weeks, calendars)
def test_two_together_give_more_than_both_apart(week: Week, calendar: Calendar) -> None:
    for proposal in of(week, calendar):
        apart = [sum(gain(week, calendar, change)) for change in proposal.changes]
        assert len(apart) == 1 or proposal.gain > sum(apart)


@FEW
@given(weeks, calendars)
def test_whatever_helps_alone_is_proposed(week: Week, calendar: Calendar) -> None:
    found = [proposal.changes[0] for proposal in of(week, calendar) if len(proposal.changes) == 1]
    hours = Hours.of(week, calendar)
    for change in (*changes_of_days(hours), *changes_of_weeks(week)):
        alike = [
            each
            for each in found
            if (each.kind, each.care, each.children, each.weeks)
            == (change.kind, change.care, change.children, change.weeks)
            and set(change.days) <= set(each.days)
        ]
        assert bool(alike) >= any(gain(week, calendar, change))


@FEW
@given(weeks, calendars)
def test_no_two_that_help_one_another_are_forgotten(week: Week, calendar: Calendar) -> None:
    # What only shortens the way between doors is tried with what is on the same day alone.
    week = replace(week, rounds=tuple(replace(rounds, bring_doors=0, fetch_doors=0) for rounds in week.rounds))
    hours = Hours.of(week, calendar)
    by_day, by_week = list(changes_of_days(hours)), list(changes_of_weeks(week))
    assume(len(by_day) < 40)
    trials = _Trials(hours)
    tried = {frozenset(pair) for pair in _pairs(by_day, by_week, trials)}
    alone = {change: sum(trials.gain((change,))) for change in (*by_day, *by_week)}
    for one, other in combinations((*by_day, *by_week), 2):
        if {one.kind, other.kind} == {COMES, EVERY_WEEK} and one.care == other.care:
            continue  # One place in two ways: it comes first, then more often.
        extra = sum(trials.gain((one, other))) - alone[one] - alone[other]
        assert extra <= 0 or frozenset((one, other)) in tried


@FEW
@given(weeks, calendars, st.randoms(use_true_random=False))
def test_order_does_not_matter(week: Week, calendar: Calendar, random: Random) -> None:
    other = replace(
        week,
        children=tuple(random.sample(week.children, len(week.children))),
        care=tuple(random.sample(week.care, len(week.care))),
        fixed=tuple(random.sample(week.fixed, len(week.fixed))),
    )
    # Which of several places with one cause is named is a matter of order, and so is what is joined by its name.
    assert best(of(week, calendar)) == best(of(other, calendar))


def best(found: list[Proposal]) -> tuple[int, ...]:
    """The most hours that one change to care gives, and two."""
    return tuple(max((each.gain for each in found if len(each.changes) == count), default=0) for count in (1, 2))


# What was wrong once --------------------------------------------------------------------------------------------------


def test_without_limits_of_her_own_a_gain_is_counted_once() -> None:
    week = Week(("A",), (Care("s", "A", "school", daily((0,), 8 * HOUR, 14 * HOUR)),), ALWAYS_OUT)
    rest_of_monday = Change(AFTER, (0,), "", ("A",), ((at(0, 14), at(0, 24)),))
    assert gain(week, SCHOOL_WEEKS, rest_of_monday) == (600, 600)
    assert Proposal((rest_of_monday,), 600, 600) in of(week)


def test_many_appointments_without_limits_take_no_time() -> None:
    walks = Fixed("f", daily(range(7), 9 * HOUR, 10 * HOUR) + daily(range(7), 12 * HOUR, 13 * HOUR), movable=True)
    week = Week(("A",), (Care("a", "A", "alone", ALWAYS_OUT),), ALWAYS_OUT, fixed=(walks,))
    assert of(week) == [Proposal((Change(MOVES, care="f"),), 14 * HOUR, 14 * HOUR)]


def test_two_who_wait_for_a_place_get_hours_when_both_come() -> None:
    # School until 14:00, care until 18:00 from then on; each alone gives nothing: the other is at the door at 14:00.
    afternoon = daily((0, 1, 3), 14 * HOUR, 18 * HOUR)
    week = Week(
        ("A", "B"),
        (
            *(Care("s", child, "school", SCHOOL_TIMES) for child in "AB"),
            *(Care(f"w{child}", child, "after_school", afternoon, status="waiting") for child in "AB"),
        ),
        EIGHT_TO_SIX,
    )
    both = tuple(Change(COMES, care=f"w{child}") for child in "AB")
    assert Proposal(both, 3 * 240, 3 * 240) in of(week)
    assert not [proposal for proposal in of(week) if len(proposal.changes) == 1 and proposal.changes[0] in both]


def test_a_place_that_comes_and_somebody_for_the_other_child() -> None:
    # B, who is thirteen, is at school until 15:00. When A's place comes, 14:00-15:00 is hers, and with somebody for B
    # until 18:00 all of it: on three days an hour, and four.
    afternoon = daily((0, 1, 3), 14 * HOUR, 18 * HOUR)
    week = Week(
        ("A", "B"),
        (
            Care("s", "A", "school", SCHOOL_TIMES),
            Care("t", "B", "school", daily(WORKDAYS, 8 * HOUR + 30, 15 * HOUR)),
            Care("w", "A", "after_school", afternoon, status="waiting"),
        ),
        EIGHT_TO_SIX,
        big=frozenset("B"),
    )
    found = of(week)
    assert Proposal((Change(COMES, care="w"),), 180, 180) in found
    pairs = [each for each in found if len(each.changes) == 2 and each.changes[0].kind == COMES]
    assert [(each.odd, each.changes[1].children, each.changes[1].days) for each in pairs] == [
        (3 * 240, ("B",), (0, 1, 3))
    ]


def test_a_night_is_one_although_it_has_two_days() -> None:
    # She could work from 22:00 until 6:00, an hour from home. Either half of the night is two hours of travel.
    week = Week(("A",), (), ((at(0, 22), at(1, 6)),), travel=HOUR)
    evening = Change(HELPER, (0,), "", ("A",), ((at(0, 22), at(0, 24)),))
    night = Change(HELPER, (1,), "", ("A",), ((at(1, 0), at(1, 6)),))
    assert (gain(week, SCHOOL_WEEKS, evening), gain(week, SCHOOL_WEEKS, night)) == ((0, 0), (240, 240))
    assert Proposal((evening, night), 360, 360) in of(week)


def test_what_is_changed_before_midnight_is_felt_after_it() -> None:
    # A is somewhere from 23:30 on, B from 23:40; an hour lies between the doors, so she is through at 0:30.
    # With somebody for B from 20:00 on she can bring A last, at 23:30.
    week = Week(
        ("A", "B"),
        (
            Care("a", "A", "grandma", ((at(0, 23, 30), at(1, 8)),)),
            Care("b", "B", "childminder", ((at(0, 23, 40), at(1, 8)),)),
        ),
        ((at(0, 20), at(1, 8)),),
        (Rounds(60, 0),) * 7,
    )
    assert Hours.of(week).on(1) == [(at(1, 0, 30), at(1, 8))]
    helped = [proposal for proposal in of(week) if [change.children for change in proposal.changes] == [("B",)]]
    assert [(proposal.odd, proposal.even) for proposal in helped] == [(60, 60)]


def test_a_helper_for_all_names_the_children_in_their_order() -> None:
    week = Week(
        ("A", "B"),
        (Care("a", "A", "school", ((at(0, 9), at(0, 13)),)), Care("b", "B", "school", ((at(0, 8), at(0, 14)),))),
        ((at(0, 7), at(0, 18)),),
    )
    for_all = [proposal.changes[0].children for proposal in of(week) if len(proposal.changes[0].children) > 1]
    assert for_all
    assert set(for_all) == {("A", "B")}


def test_care_until_midnight_on_a_sunday_is_asked_for_no_longer_than_it_helps() -> None:
    # B is with grandmother from 18:00 until Monday; A has nobody, and she is out from 8:00 until midnight.
    grandma = Care("g", "B", "grandma", ((at(6, 18), at(7, 8)),))
    found = of(Week(("A", "B"), (grandma,), ((at(6, 8), at(6, 24)),)))
    for_a = Change(HELPER, (6,), "", ("A",), ((at(6, 18), at(6, 24)),))
    assert Proposal((for_a,), 360, 360) in found


def test_care_in_every_week_is_cut_to_what_helps_in_either() -> None:
    # A has nobody; B has somebody 10:00-16:00 in odd weeks and 8:00-16:00 in even ones.
    week = Week(
        ("A", "B"),
        (
            Care("b", "B", "childminder", ((at(0, 10), at(0, 16)),), ODD),
            Care("c", "B", "grandma", ((at(0, 8), at(0, 16)),), EVEN),
        ),
        ((at(0, 7), at(0, 18)),),
    )
    for_a = Change(HELPER, (0,), "", ("A",), ((at(0, 8), at(0, 16)),))
    assert Proposal((for_a,), 360, 480) in of(week)
