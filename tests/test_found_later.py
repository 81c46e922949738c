"""A job held against the week after the leave too, where a child is to come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from strategies import spoken

from trajectplan.chapters.childcare import found
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Grid, Row

SCHOOL = {day: [["08:30", "14:30"]] for day in ("mon", "tue")}
LIMITS = {"days_possible": ["mon", "tue"], "leave_from": "08:00", "home_by": "17:00"}
B: Mapping[str, Any] = {"id": "b", "name": "B", "age": 7, "school_hours": SCHOOL}


def baby(end: str = "17:00", *days: str) -> dict[str, Any]:
    """A child that isn't born yet, with a childminder from 8:00 on these days; on none with nobody."""
    minder = {"id": "p1", "place_kind": "childminder", "place_hours": {day: [["08:00", end]] for day in days}}
    return {"id": "z", "name": "Z", "age": 0, "where_now": ["not_born"], "places": [minder] if days else []}


def shop(*days: str, **answers: Any) -> dict[str, Any]:
    """A job from 9:00 to 13:00 on these days, ten minutes away."""
    hours = {day: [["09:00", "13:00"]] for day in days or ("mon",)}
    return {"id": "j1", "offer_name": "shop", "offer_hours": hours, "offer_travel_there": 10, **answers}


def family(*children: Mapping[str, Any], **answers: Any) -> Plan:
    return Plan(answers={"children": list(children), "offers": [shop()], **LIMITS, **answers})


def told(plan: Plan) -> list[str]:
    """All that the page of the jobs says."""
    result = found.jobs(plan)
    assert result is not None
    with spoken("en"):
        return [str(text) for part in result.after for text in (part.heading, part.lead, *part.sentences) if str(text)]


def card(plan: Plan) -> tuple[str, str]:
    """The key and the words of the first card."""
    with spoken("en"):
        first, *_others = found.job_cards(plan, {})
        return first.key, str(first.label)


def test_what_fits_now_may_not_fit_after_the_leave() -> None:
    said = told(family(B, baby("12:00", "mon")))
    assert said[:7] == [
        "shop",
        "Fits.",
        "Monday: fits, with 20 minutes to spare.",
        "In a holiday week it does not fit: on Monday there is nobody.",
        "On a teacher training day the back-up plan is needed.",
        "After the leave: does not fit.",
        "Monday: it ends at 13:00. That is possible only until 11:50.",
    ]
    assert said[7] == "Ask: can it end 1 hour and 10 minutes earlier?"


def test_what_is_the_same_after_the_leave_is_one_line() -> None:
    said = told(family({**B, "school_hours": {"mon": [["09:00", "14:30"]]}}, baby("17:00", "mon", "tue")))
    assert said.index("After the leave: fits, if something is arranged.") == said.index("How this was counted") - 1
    assert sum("it starts at 9:00" in text for text in said) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {"children": [baby("12:30", "mon")]},
        {"children": [baby()], "week_way": "quick", "everybody_later": {"mon": [["08:00", "12:30"]]}},
    ],
)
def test_with_only_a_child_that_is_to_come_it_is_the_week_after_the_leave(answers: Mapping[str, Any]) -> None:
    plan = family(**answers)
    assert told(plan)[:3] == [
        "shop",
        "After the leave: fits, if something is arranged.",
        "Monday: it ends at 13:00. That is possible only until 12:20.",
    ]
    assert card(plan)[1] == "shop. After the leave: fits, if something is arranged"
    assert "The times of the children are missing." not in told(plan)


def test_nothing_is_said_of_a_leave_where_no_child_is_to_come() -> None:
    for children in ((B,), (B, {**baby("12:00", "mon"), "where_now": []})):
        assert not [text for text in told(family(*children)) if "leave" in text]


def test_who_has_nobody_after_the_leave_is_told_of() -> None:
    plan = family(B, baby(), offers=[shop("mon", "tue")])
    said = told(plan)
    assert "Monday and Tuesday: from 8:50 to 13:10 there is nobody for Z." in said
    assert "That is 4 hours and 20 minutes short each day." in said
    assert said[-1] == "Nothing is filled in for Z yet. That counts as: nobody is there."


def test_the_card_the_table_and_the_paper_say_it_too() -> None:
    plan = family(B, baby("12:00", "mon"), offers=[shop(), shop(id="j2", offer_name="bakery")])
    assert card(plan)[1] == "shop: fits. After the leave: does not fit."
    with spoken("en"):
        row, table = found.job_blocks(plan, [found.job_cards(plan, {})[number].key for number in (0, 2)])
        assert isinstance(row, Row)
        assert isinstance(table, Grid)
        first, *more = map(str, row.answer)
        assert first == "Fits."
        assert "After the leave: does not fit." in more
        assert [str(cells[1]) for cells in table.rows] == ["fits\nAfter the leave: does not fit"] * 2


def test_the_tick_goes_with_what_it_says_of_the_week_after_the_leave() -> None:
    plans = (
        family(B),
        family(B, baby()),
        family(B, baby("12:00", "mon")),
        family(B, baby("17:00", "mon")),
        family(baby("17:00", "mon")),
        family({**baby("17:00", "mon"), "where_now": []}),
    )
    assert len({card(plan)[0] for plan in plans}) == len(plans)
