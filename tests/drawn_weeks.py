"""Weeks to draw in tests, and a page that draws what stands in its question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from composed import composed
from places import WEEK
from specimen import CARDS, NO_CARD, SpecimenWeek

from trajectplan.plan.document import Plan
from trajectplan.plan.result import Result, Told
from trajectplan.plan.summary import Own, Said, Text
from trajectplan.plan.week import ODD, Hours
from trajectplan.plan.week_answers import QUICK, week_of
from trajectplan.plan.week_drawn import KINDS, WeekDrawn, drawn

TITLE: Said = SpecimenWeek.title
NAMES = tuple(Own(name, is_name=True) for name in ("A", "Bloem", "C"))
LEGEND: tuple[tuple[str, Said], ...] = tuple(
    zip(KINDS, (*(card.label for card in CARDS), NO_CARD.label, TITLE), strict=True)
)


def drawn_week(plan: Plan, names: Sequence[Text]) -> WeekDrawn:
    """The week of a plan, drawn with these names for its children."""
    return drawn(Hours.of(week_of(plan)), ODD, TITLE, tuple(names), LEGEND)


def of_three() -> WeekDrawn:
    """The week of a family of three children."""
    return drawn_week(composed("three_children"), NAMES)


def of_everybody(plan: Plan) -> Result | None:
    """What the page with ``WEEK`` shows in tests: the times it asks for, as those of all children together."""
    times = plan.answers.get(WEEK.name)
    if not times:
        return None
    week = drawn_week(Plan(answers={"week_way": QUICK, "everybody_hours": times}), [TITLE])
    return Result(drawings=(week,), after=(Told(TITLE, (TITLE,), lead=TITLE, sign="check-circle", folded=True),))


def draws(worked_out: Callable[[Plan], Result | None]) -> classmethod:  # type: ignore[type-arg]
    """What a page works out, in the form in which a class has it."""
    return classmethod(lambda _page, plan: worked_out(plan))
