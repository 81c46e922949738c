"""Her own part of the week as it is read from her answers: limits, rounds, doors, appointments and jobs."""

from __future__ import annotations

from typing import Any

import pytest
from plan.kept_week import FRI, MON, SAT, SCHOOL_WEEK, THU, TUE, WED, child, place, plan, week_with
from plan.random_weeks import WORKDAYS, at

from trajectplan.plan.minutes import DAY, HOUR
from trajectplan.plan.week import (
    ODD,
    Fixed,
    Hours,
    Rounds,
)
from trajectplan.plan.week_answers import (
    most_minutes,
    offers_of,
    week_of,
)
from trajectplan.plan.week_fit import Offer, fits
from trajectplan.plan.week_proposals import proposals

# Limits ---------------------------------------------------------------------------------------------------------------


def out(**answers: Any) -> tuple[tuple[int, int], ...]:
    return week_with(**answers).out


def on_each(days: range | tuple[int, ...], *spans: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple((day * DAY + start, day * DAY + end) for day in days for start, end in spans)


DAY_NURSERY = (7 * HOUR, 18 * HOUR + 30)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, on_each(WORKDAYS, DAY_NURSERY)),
        ({"days_possible": ["tue", "thu"]}, on_each((TUE, THU), DAY_NURSERY)),
        ({"leave_from": "08:15", "home_by": "17:30"}, on_each(WORKDAYS, (495, 1050))),
        ({"home_by": "24:00"}, on_each(WORKDAYS, (420, DAY))),
        ({"early": "can"}, on_each(WORKDAYS, (360, 1110))),
        ({"early": "cannot"}, on_each(WORKDAYS, (450, 1110))),
        ({"early": "can_if"}, on_each(WORKDAYS, (450, 1110))),
        ({"early": "cannot", "leave_from": "06:45"}, on_each(WORKDAYS, (405, 1110))),
        ({"early": "can", "leave_from": "08:00"}, on_each(WORKDAYS, (480, 1110))),
    ],
)
def test_her_limits_are_what_she_typed_or_what_is_usual(
    answers: dict[str, Any], expected: tuple[tuple[int, int], ...]
) -> None:
    assert out(**answers) == expected


@pytest.mark.parametrize(
    "limits", [{"home_by": "06:30"}, {"leave_from": "18:30"}, {"leave_from": "17:00", "home_by": "09:00"}]
)
def test_who_would_be_home_before_she_leaves_does_not_leave(limits: dict[str, str]) -> None:
    # An old plan may say so. It is no night either: nights are asked for by themselves.
    assert out(**limits) == ()


@pytest.mark.parametrize("answer", ["can_if", "cannot", None])
def test_what_she_can_only_if_or_not_is_no_time_of_hers(answer: str | None) -> None:
    assert out(evening=answer, night=answer, weekend=answer) == out()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"evening": "can"}, on_each(WORKDAYS, DAY_NURSERY, (1080, 1380))),
        ({"night": "can"}, on_each(WORKDAYS, DAY_NURSERY, (1380, DAY + 360))),
        ({"weekend": "can"}, on_each(range(7), DAY_NURSERY)),
        ({"evening": "can", "home_by": "17:00"}, on_each(WORKDAYS, (420, 1020))),
        ({"evening": "can", "home_by": "18:00"}, on_each(WORKDAYS, (420, 1080))),
        ({"evening": "can", "home_by": "21:00"}, on_each(WORKDAYS, (420, 1260))),
        ({"home_by": "00:00"}, on_each(WORKDAYS, (420, 1440))),
        ({"evening": "can", "leave_from": "19:00"}, on_each(WORKDAYS, (1140, 1380))),
        ({"weekend": "can", "days_possible": ["mon"]}, on_each((MON,), DAY_NURSERY)),
        ({"weekend": "cannot", "days_possible": ["fri", "sat"]}, on_each((FRI,), DAY_NURSERY)),
        ({"weekend": "can_if", "days_possible": ["fri", "sat"]}, on_each((FRI, SAT), DAY_NURSERY)),
    ],
)
def test_evenings_nights_and_weekends_count_where_she_can(
    answers: dict[str, Any], expected: tuple[tuple[int, int], ...]
) -> None:
    assert out(**answers) == expected


@pytest.mark.parametrize(("hours", "minutes"), [(None, None), (20, 1200)])
def test_her_own_most_is_in_minutes(hours: int | None, minutes: int | None) -> None:
    assert most_minutes(plan(**({} if hours is None else {"hours_at_most": hours}))) == minutes


# Rounds, journeys and appointments ------------------------------------------------------------------------------------


def rounds(typed: dict[str, dict[str, int]] | None) -> list[tuple[int, int]]:
    return [(each.bring, each.fetch) for each in week_with(rounds=typed).rounds]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (None, [(0, 0)] * 7),
        ({}, [(0, 0)] * 7),
        ({"tue": {"bring": 20, "fetch": 25}}, [(20, 25)] * 7),
        ({"mon": {"bring": 20}, "wed": {"fetch": 40}}, [(20, 40)] * 7),
        ({"mon": {"bring": 20}}, [(20, 20)] * 7),
        ({"mon": {"fetch": 15}}, [(15, 15)] * 7),
        ({"mon": {"bring": 20, "fetch": 0}}, [(20, 0)] * 7),
        (
            {"mon": {"bring": 20, "fetch": 25}, "wed": {"bring": 0, "fetch": 5}},
            [(20, 25), (20, 25), (0, 5), *[(20, 25)] * 4],
        ),
    ],
)
def test_a_day_without_minutes_takes_the_longest_of_another(
    typed: dict[str, dict[str, int]] | None, expected: list[tuple[int, int]]
) -> None:
    assert rounds(typed) == expected


def test_appointments_and_journeys_are_as_typed() -> None:
    week = week_with(
        work_travel=25,
        commitments=[
            {
                "id": "c",
                "commitment_hours": {"tue": [["09:00", "11:30"]]},
                "commitment_weeks": "odd",
                "commitment_minutes": 15,
                "commitment_movable": "movable",
            },
            {"id": "d", "commitment_movable": "maybe"},
        ],
    )
    assert week.travel == 25
    assert week.fixed == (Fixed("c", ((at(TUE, 9), at(TUE, 11, 30)),), ODD, 15, movable=True), Fixed("d", ()))


def test_numbers_that_no_page_takes_any_more_are_a_day_at_most() -> None:
    huge = 99_999_999_999
    odd = plan(
        children=[child(school_hours=SCHOOL_WEEK, age=huge)],
        rounds={"mon": {"bring": huge, "fetch": huge}},
        work_travel=huge,
        commitments=[
            {"id": "c", "commitment_hours": {"mon": [["09:00", "10:00"]]}, "commitment_minutes": huge},
        ],
        offers=[
            {"id": "o", "offer_hours": {"mon": [["09:00", "10:00"]]}, "offer_travel_there": huge, "offer_break": huge}
        ],
    )
    week = week_of(odd)
    assert (week.travel, week.fixed[0].travel, week.rounds[0]) == (DAY, DAY, Rounds(DAY, DAY, 0, 0))
    assert Hours.of(week).usable.total == 0
    assert proposals(Hours.of(week)) == []
    (offer,) = offers_of(odd)
    assert (offer.there, offer.back, offer.pause, offer.in_week) == (DAY, DAY, DAY, 0)
    assert [fit.verdict for fit in fits(week, (offer,))] == ["does_not_fit"]


# Doors ----------------------------------------------------------------------------------------------------------------


def doors(*children: dict[str, Any], **answers: Any) -> int | None:
    """What lies between the first door and the last; ``None`` where it may be the whole round."""
    found = week_with(children=list(children), rounds={"mon": {"bring": 20, "fetch": 20}}, **answers).rounds
    ((bring, fetch),) = {(each.bring_doors, each.fetch_doors) for each in found}
    assert bring == fetch
    return bring


AT_SCHOOL: dict[str, Any] = {"school_hours": SCHOOL_WEEK}


@pytest.mark.parametrize(("said", "expected"), [("one_of_2", 0), ("one_of_3", None), ("several", None), (None, None)])
def test_two_schools_may_be_two_doors_unless_she_says_otherwise(said: str | None, expected: int | None) -> None:
    assert doors(child("a", **AT_SCHOOL), child("b", **AT_SCHOOL), doors=said) == expected


def test_who_goes_alone_is_brought_to_no_door() -> None:
    big = child("a", 13, travels_alone="goes_alone", **AT_SCHOOL)
    small = child("b", places=[place("bso")], **AT_SCHOOL)
    assert doors(big, small) == 0
    assert doors(big, small, doors="several") is None
    assert doors({**big, "travels_alone": "not_yet"}, small) is None
    assert doors({**big, "age": 5}, small) is None, "nobody asks it of a child of five"
    assert doors({**big, "places": [place("p", place_status="wish")]}, small) is None
    assert doors({**big, "places": [place("p", place_kind="home_alone")]}, small) == 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"place_name": "Oma"}, {"place_name": " oma"}, 0),
        ({"place_name": "Oma"}, {"place_name": "Opa"}, None),
        ({"place_name": "Oma", "place_kind": "family"}, {"place_name": "Oma", "place_kind": "club"}, None),
        ({}, {}, None),
    ],
)
def test_little_ones_at_one_place_by_name_have_one_door(
    one: dict[str, str], other: dict[str, str], expected: int | None
) -> None:
    assert doors(child("a", 1, places=[place("p", **one)]), child("b", 2, places=[place("q", **other)])) == expected


def test_one_place_by_name_beside_a_school_is_two_doors() -> None:
    named = [place("p", place_name="De Boom")]
    assert (
        doors(child("a", places=named, **AT_SCHOOL), child("b", 2, places=[place("q", place_name="De Boom")])) is None
    )


def test_one_door_gives_two_little_ones_the_round_between_doors_back() -> None:
    names = {"one": "Ans", "other": "Ans"}, {"one": "Ans", "other": "Bea"}
    found = []
    for name in names:
        care = [place("p", place_name=name["one"])], [place("q", place_name=name["other"])]
        children = [child("a", 1, places=care[0]), child("b", 2, places=care[1])]
        found.append(Hours.of(week_with(children=children, rounds={"mon": {"bring": 20, "fetch": 15}})).on(MON))
    assert found == [[(at(MON, 12), at(MON, 18))], [(at(MON, 12, 20), at(MON, 17, 45))]]


# Jobs -----------------------------------------------------------------------------------------------------------------


def test_a_job_is_read_with_its_journeys_and_breaks() -> None:
    hours = {"mon": [["09:00", "13:00"]], "tue": [["22:00", "02:00"]]}
    spans = ((at(MON, 9), at(MON, 13)), (at(TUE, 22), at(WED, 2)))
    (job,) = offers_of(
        plan(
            offers=[
                {
                    "id": "o",
                    "offer_hours": hours,
                    "offer_travel_there": 20,
                    "offer_travel_back": 0,
                    "offer_break": 30,
                    "offer_holidays": "free_then",
                }
            ]
        )
    )
    assert job == Offer("o", spans, there=20, back=0, pause=30, goes_on=False)
    assert job.in_week == 7 * HOUR


def test_the_way_back_is_as_long_as_the_way_there_and_it_goes_on_unless_she_knows_better() -> None:
    hours = {"mon": [["09:00", "13:00"]]}
    offers = [
        {"id": "o", "offer_hours": hours, "offer_travel_there": 20},
        {"id": "p", "offer_hours": hours, "offer_holidays": "ask"},
        {"id": "q", "offer_name": "nog niets"},
    ]
    assert [(job.key, job.there, job.back, job.goes_on) for job in offers_of(plan(offers=offers))] == [
        ("o", 20, 20, True),
        ("p", 0, 0, True),
    ]
