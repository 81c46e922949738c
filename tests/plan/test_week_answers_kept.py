"""Whatever the pages may keep is a week that can be worked out and drawn."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from strategies import SOME

from trajectplan.plan.document import Plan
from trajectplan.plan.minutes import DAY
from trajectplan.plan.week import (
    DAYS,
    EVEN,
    HOLIDAY_WEEKS,
    ODD,
    SCHOOL_WEEKS,
    Hours,
)
from trajectplan.plan.week_answers import (
    PER_CHILD,
    QUICK,
    week_of,
)
from trajectplan.plan.week_drawn import drawn

# Whatever a plan holds ------------------------------------------------------------------------------------------------


kept_times = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
kept_spans = st.tuples(kept_times, st.one_of(kept_times, st.just("24:00"))).map(list)
kept_weeks = st.one_of(st.none(), st.dictionaries(st.sampled_from(DAYS), st.lists(kept_spans, max_size=3)))
kept_minutes = st.one_of(st.none(), st.integers(0, 180))
some_ids = st.sampled_from("pqrs")


def one_of(*keys: str) -> st.SearchStrategy[str | None]:
    """The key of a card, or no answer."""
    return st.sampled_from([None, *keys])


kept_places = st.fixed_dictionaries(
    {
        "id": some_ids,
        "place_kind": one_of("family", "after_school", "home_alone"),
        "place_name": one_of("oma", "De Boom"),
        "place_status": one_of("have", "waiting_list", "wish"),
        "place_sure": one_of("fixed", "mostly", "now_and_then"),
        "place_hours": kept_weeks,
        "place_weeks": one_of("every", "odd", "even"),
        "place_holidays": one_of("also", "not_then", "unknown"),
    }
)
kept_children = st.fixed_dictionaries(
    {
        "id": st.sampled_from("abc"),
        "age": st.one_of(st.none(), st.integers(0, 17)),
        "where_now": st.lists(st.sampled_from(["not_born", "primary_school", "playgroup"]), max_size=2),
        "school_hours": kept_weeks,
        "home_alone": one_of("not_yet", "half_hour", "two_hours", "afternoon", "day"),
        "travels_alone": one_of("goes_alone", "with_others", "not_yet"),
        "places": st.lists(kept_places, max_size=3, unique_by=lambda each: str(each["id"])),
    }
)
yes_if_no = one_of("can", "can_if", "cannot")
kept_answers = st.fixed_dictionaries(
    {
        "week_way": one_of(QUICK, PER_CHILD),
        "children": st.lists(kept_children, max_size=3, unique_by=lambda each: str(each["id"])),
        "everybody_hours": kept_weeks,
        "everybody_later": kept_weeks,
        "holiday_hours": kept_weeks,
        "rounds": st.dictionaries(
            st.sampled_from(DAYS), st.dictionaries(st.sampled_from(["bring", "fetch"]), st.integers(0, 180), min_size=1)
        ),
        "doors": one_of("one_of_2", "one_of_3", "several"),
        "work_travel": kept_minutes,
        "days_possible": st.lists(st.sampled_from(DAYS), unique=True),
        "leave_from": st.one_of(st.none(), kept_times),
        "home_by": st.one_of(st.none(), kept_times, st.just("24:00")),
        "early": yes_if_no,
        "evening": yes_if_no,
        "night": yes_if_no,
        "weekend": yes_if_no,
        "commitments": st.lists(
            st.fixed_dictionaries(
                {"id": st.just("c"), "commitment_hours": kept_weeks, "commitment_minutes": kept_minutes}
            ),
            max_size=1,
        ),
    }
)


def without_nothing(answers: Any) -> Any:
    """Answers as they are kept: nothing stands where nothing was answered."""
    if isinstance(answers, dict):
        return {key: without_nothing(value) for key, value in answers.items() if value not in (None, {}, [])}
    return [without_nothing(each) for each in answers] if isinstance(answers, list) else answers


@given(answers=kept_answers, later=st.booleans())
@SOME
def test_whatever_is_kept_is_a_week_that_can_be_worked_out_and_drawn(answers: dict[str, Any], *, later: bool) -> None:
    week = week_of(Plan(answers=without_nothing(answers)), later=later)
    assert len(week.rounds) == 7
    assert {care.child for care in week.care} <= set(week.children)
    assert all(0 <= start < end <= 2 * DAY + start for care in week.care for start, end in care.hours)
    for calendar in (SCHOOL_WEEKS, HOLIDAY_WEEKS):
        hours = Hours.of(week, calendar)
        assert not hours.usable - hours.out
        for weeks in (ODD, EVEN):
            assert len(drawn(hours, weeks, "", week.children).days) == 7


@given(kept_answers)
@SOME
def test_what_she_leaves_unsaid_never_gives_her_an_hour(answers: dict[str, Any]) -> None:
    said = without_nothing(answers)
    unsaid = {key: value for key, value in said.items() if key not in {"evening", "night"}} | {"doors": "several"}
    unsaid["children"] = [
        {key: value for key, value in each.items() if key != "travels_alone"} for each in said.get("children", [])
    ]
    with_it, without = (Hours.of(week_of(Plan(answers=each))) for each in (said, unsaid))
    assert not without.usable - with_it.usable
