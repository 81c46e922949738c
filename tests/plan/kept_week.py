"""Answers about her week as the pages keep them."""

from __future__ import annotations

from typing import Any

from plan.random_weeks import at, daily

from trajectplan.plan.document import Plan
from trajectplan.plan.week import Week
from trajectplan.plan.week_answers import week_of

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
SCHOOL_WEEK = {**{day: [["08:30", "14:30"]] for day in ("mon", "tue", "thu", "fri")}, "wed": [["08:30", "12:15"]]}
SCHOOL_SPANS = (
    *daily((MON, TUE), 510, 870),
    (at(WED, 8, 30), at(WED, 12, 15)),
    *daily((THU, FRI), 510, 870),
)


def plan(**answers: Any) -> Plan:
    """A plan with these answers."""
    return Plan(answers=answers)


def child(key: str = "a", age: int | None = 7, **answers: Any) -> dict[str, Any]:
    """A child as the pages keep it."""
    return {"id": key, "name": key.upper(), **({} if age is None else {"age": age}), **answers}


def place(key: str, **answers: Any) -> dict[str, Any]:
    """A place as the pages keep it, from noon until six on Monday."""
    return {"id": key, "place_hours": {"mon": [["12:00", "18:00"]]}, **answers}


def week_with(**answers: Any) -> Week:
    return week_of(plan(**answers))
