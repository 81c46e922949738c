"""What several children have alike is told once, in any order of them, and what she waits for is always told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from random import Random
from typing import Any

import pytest
from composed import PLANS, composed
from hypothesis import given
from hypothesis import strategies as st
from plan.random_weeks import weeks
from strategies import SOME, spoken

from trajectplan.chapters.childcare import found, found_changes, found_gaps
from trajectplan.chapters.childcare.found_facts import worked
from trajectplan.chapters.childcare.found_words import Names
from trajectplan.plan.document import Plan
from trajectplan.plan.week import Week
from trajectplan.questions import Option

LIMITS = {"leave_from": "07:00", "home_by": "18:30"}
OFFERED = (found.hours_cards, found.gap_cards, found.change_cards, found.closed_cards, found.job_cards)


def place(key: str, kind: str, days: Mapping[str, Sequence[str]], **answers: Any) -> dict[str, Any]:
    """A place with one stretch on each of these days."""
    return {"id": key, "place_kind": kind, "place_hours": {day: [list(span)] for day, span in days.items()}, **answers}


def waiting(key: str, name: str = "De Boom") -> dict[str, Any]:
    """A place that she waits for on Monday and Tuesday."""
    times = {"mon": ("08:00", "18:00"), "tue": ("08:00", "18:00")}
    return place(key, "day_care", times, place_name=name, place_status="waiting_list")


def family(*places: Sequence[Mapping[str, Any]], **answers: Any) -> Plan:
    """A plan with children A, B and so on of two years, each with these places."""
    children = [
        {"id": f"child{name}", "name": name, "age": 2, "places": list(those)}
        for name, those in zip("ABCD", places, strict=False)
    ]
    return Plan(answers={"children": children, **LIMITS, **answers})


def cards(plan: Plan) -> list[Option]:
    return [card for offered in OFFERED for card in offered(plan, {})]


def said(plan: Plan) -> list[str]:
    with spoken("en"):
        return [str(card.label) for card in cards(plan)]


# What she waits for ---------------------------------------------------------------------------------------------------


def test_one_place_that_two_children_wait_for_is_asked_for_once() -> None:
    told = said(family([waiting("p1")], [waiting("p2")]))
    assert "There is no place for A and B at De Boom yet." in told
    assert "Could a place come free at De Boom? That gives 20 hours a week." in told


def test_places_that_help_only_together_are_told_of_beside_larger_changes() -> None:
    told = said(family([waiting("p1")], [waiting("p2", "De Roos")]))
    both = (
        "Could a place come free at De Boom? Could a place come free at De Roos? Together that gives 20 hours a week."
    )
    assert both in told
    assert any(text.startswith("Could someone be there for A and B") for text in told)


def test_what_she_waits_for_is_told_of_however_little_it_gives() -> None:
    days = ("mon", "tue", "wed", "thu", "fri")
    there = [place(day, "family", {day: ("09:00", "16:00")}, place_name=f"oma {day}") for day in days]
    little = place("p9", "club", {"mon": ("16:00", "16:15")}, place_name="judo", place_status="waiting_list")
    told = said(family([*there, little]))
    assert "Could a place come free at judo? That gives 15 minutes a week." in told


# What gives next to nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "is_told"), [("07:25", False), ("07:30", True)])
def test_what_gives_less_than_half_an_hour_is_left_out(start: str, *, is_told: bool) -> None:
    told = said(family([place("p1", "family", {"mon": (start, "16:00")}, place_name="oma")], days_possible=["mon"]))
    assert (
        "Could someone be there for A on Monday from 16:00 to 18:30? That gives 2 hours and 30 minutes a week." in told
    )
    assert any(text.startswith("Could oma come") for text in told) is is_told


def test_where_there_is_nothing_else_it_is_told() -> None:
    oma = place("p1", "family", {"mon": ("07:15", "18:30")}, place_name="oma")
    told = said(family([oma], days_possible=["mon"]))
    assert "Could oma come 15 minutes earlier on Monday? That gives 15 minutes a week." in told


# Said once ------------------------------------------------------------------------------------------------------------

MORNINGS = {"mon": ("08:45", "18:30"), "fri": ("08:45", "18:30")}
LATE = "On Monday and Friday, peutergroep does not open until 8:45."


def test_what_a_place_does_is_told_once_for_all_who_are_there() -> None:
    told = said(family(*([place(key, "playgroup", MORNINGS, place_name="peutergroep")] for key in ("p1", "p2"))))
    assert told.count(LATE) == 1
    assert not [text for text in told if "It is about" in text]


def test_of_places_that_are_called_alike_it_is_told_whose_they_are() -> None:
    half = {"mon": ("08:45", "18:30")}
    two = [[place("p1", "playgroup", MORNINGS)], [place("p2", "playgroup", half)]]
    told = said(family(*two))
    assert "On Monday and Friday, the playgroup does not open until 8:45. It is about A." in told
    assert "On Monday, the playgroup does not open until 8:45. It is about B." in told
    wanted = said(family(*([place(f"p{n}", "playgroup", MORNINGS, place_status="wish")] for n in (1, 2))))
    assert "There is no place for A and B at the playgroup yet." not in wanted
    (both,) = (text for text in wanted if "come true" in text)
    assert both == (
        "Could the wish for the playgroup come true? It is about A. Could the wish for the playgroup come true? "
        "It is about B. Together that gives 19 hours and 30 minutes a week."
    )


def test_when_one_of_them_goes_there_later_it_says_who() -> None:
    early = {"mon": ("07:00", "18:30"), "fri": ("07:00", "18:30")}
    told = said(
        family(
            [place("p1", "playgroup", MORNINGS, place_name="peutergroep")],
            [place("p2", "playgroup", early, place_name="Peutergroep ")],
        )
    )
    assert f"{LATE} It is about A." in told
    assert any(text.startswith("Could peutergroep open") and "It is about A." in text for text in told)


def test_two_appointments_that_are_called_alike_are_one_card() -> None:
    fixed = [
        {"id": f"f{day}", "commitment_hours": {day: [["10:00", "11:00"]]}, "commitment_movable": "movable"}
        for day in ("mon", "tue")
    ]
    days = {"mon": ("07:00", "18:30"), "tue": ("07:00", "18:30")}
    told = said(family([place("p1", "family", days)], commitments=fixed))
    assert told.count("Could an appointment move to another time? That gives 1 hour a week.") == 1


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_no_sentence_stands_twice_among_the_cards(name: str) -> None:
    told = said(composed(name))
    assert len(told) == len(set(told))


# In any order ---------------------------------------------------------------------------------------------------------


def moved(plan: Plan, order: Sequence[int]) -> Plan:
    """The plan with her children in another order."""
    children = plan.items("children")
    return plan.with_answers({"children": [children[number] for number in order]})


@pytest.mark.parametrize("way", ["per_child", "quick"])
def test_no_tick_lapses_when_a_child_moves_in_the_list(way: str) -> None:
    quick = {"everybody_hours": {"mon": [["09:00", "14:00"]]}} if way == "quick" else {}
    plan = composed("three_children").with_answers({"week_way": way, **quick})
    first = {card.key for card in cards(plan)}
    assert len(first) > 10
    for order in permutations(range(3)):
        assert {card.key for card in cards(moved(plan, order))} == first


def test_no_tick_lapses_for_who_is_to_have_another_child() -> None:
    job = {"id": "j1", "offer_hours": {"mon": [["09:00", "17:00"]], "wed": [["09:00", "12:00"]]}}
    plan = family(
        [place("p1", "day_care", {"mon": ("09:00", "16:00")}, place_sure="mostly")],
        [place("p2", "childminder", {"mon": ("08:00", "16:00")}), waiting("p3")],
        [waiting("p4")],
        offers=[{**job, "offer_travel_there": 5}],
    )
    children = plan.items("children")
    plan = plan.with_answers({"children": [{**children[0], "where_now": ["not_born"]}, *children[1:]]})
    first = {card.key for card in cards(plan)}
    assert len([text for text in said(plan) if "leave" in text]) > 5
    for order in permutations(range(3)):
        assert {card.key for card in cards(moved(plan, order))} == first


CALLED = Names({child: f"child {child}" for child in "ABCDEF"} | {"all": "everybody"}, {}, {})


@given(weeks, st.randoms(use_true_random=False))
@SOME
def test_what_is_found_in_a_week_is_the_same_in_any_order(of: Week, random: Random) -> None:
    # One key is one place: of one kind, and there for all or for none.
    of = replace(of, care=tuple(replace(care, key=f"{care.key} {care.kind} {care.status}") for care in of.care))
    children = tuple(random.sample(of.children, len(of.children)))
    other = replace(of, children=children, care=tuple(sorted(of.care, key=lambda care: children.index(care.child))))
    with spoken("en"):
        first, second = ({each.key: str(each.text) for each in findings(week)} for week in (of, other))
    assert first == second


def findings(of: Week) -> list[Any]:
    """All that is found in a week of nobody's."""
    every = worked(of)
    gaps = [*found_gaps.gaps_in_words(every, CALLED), *found_gaps.closed_in_words(every, CALLED)]
    return [*gaps, *found_changes.changes_in_words(every, CALLED)]
