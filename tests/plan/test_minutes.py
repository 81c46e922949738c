"""Minutes are a set: what they do is what Python's own sets of minutes do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.plan.minutes import ALL, DAY, NEVER, ROUND, WEEK, Minutes, all_of, any_of, day_of, on_day

GRAIN = 720
"""Half a day: 28 of them go round, few enough to count them, and stretches meet and go over the end often."""

half_days = st.integers(-30, 60).map(lambda number: number * GRAIN)
spans = st.lists(st.tuples(half_days, half_days), max_size=5)
minutes = spans.map(Minutes.of)
BAREST = frozenset(range(0, ROUND, GRAIN))


def first_ones(some: Minutes) -> frozenset[int]:
    """The half days in it, each by its first minute, asked for one by one."""
    return frozenset(minute for minute in BAREST if minute in some)


def is_tidy(some: Minutes) -> bool:
    """Sorted, apart, not empty, within the two weeks."""
    edges = [edge for span in some.spans for edge in span]
    return all(before < after for before, after in pairwise(edges)) and all(0 <= edge <= ROUND for edge in edges)


@given(spans)
def test_stretches_hold_their_minutes_and_go_round(some: list[tuple[int, int]]) -> None:
    found = Minutes.of(some)
    assert is_tidy(found)
    assert first_ones(found) == {minute % ROUND for start, end in some for minute in range(start, end, GRAIN)}
    assert found.total == GRAIN * len(first_ones(found))


@given(minutes, minutes)
def test_both_either_and_without_are_those_of_sets(some: Minutes, others: Minutes) -> None:
    here, there = first_ones(some), first_ones(others)
    results = {some | others: here | there, some & others: here & there, some - others: here - there}
    for found, expected in results.items():
        assert is_tidy(found)
        assert first_ones(found) == expected
    assert first_ones(~some) == BAREST - here
    assert is_tidy(~some)
    assert bool(some) == bool(here)


@given(minutes, minutes, minutes)
def test_the_algebra_of_sets_holds(one: Minutes, two: Minutes, three: Minutes) -> None:
    assert one | two == two | one
    assert one & two == two & one
    assert one & (two | three) == one & two | one & three
    assert ~(one | two) == ~one & ~two
    assert ~~one == one
    assert one | ~one == ALL
    assert one & ~one == NEVER
    assert all_of([one, two, three]) == one & two & three
    assert any_of([one, two, three]) == one | two | three


def test_all_of_nothing_is_always_and_any_of_nothing_is_never() -> None:
    assert all_of([]) == ALL
    assert any_of([]) == NEVER


@given(minutes, st.integers(0, ROUND), st.integers(0, ROUND))
def test_what_is_within_a_stretch_is_what_both_have(some: Minutes, start: int, end: int) -> None:
    assert some.within(start, end) == (some & Minutes.of([(start, end)])).total


@given(minutes)
def test_by_day_they_are_the_same_and_none_is_over_midnight(some: Minutes) -> None:
    cut = list(some.by_day())
    assert Minutes.of(cut) == some
    assert sum(end - start for start, end in cut) == some.total
    assert all(day_of(start) == day_of(end - 1) for start, end in cut)


@given(minutes)
def test_a_week_that_goes_round_has_no_stretch_that_touches_another(some: Minutes) -> None:
    found = some.stretches()
    assert Minutes.of(found) == some
    whole = {(start % ROUND, end % ROUND) for start, end in found}
    assert some == ALL or not {start for start, _end in whole} & {end for _start, end in whole}


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        ((22 * 60, DAY), ((22 * 60, DAY),)),
        ((DAY, DAY + 60), ((DAY, DAY + 60),)),
        ((ROUND - 60, ROUND + 60), ((0, 60), (ROUND - 60, ROUND))),
        ((-60, 0), ((ROUND - 60, ROUND),)),
        ((5, 5), ()),
        ((9, 5), ()),
        ((5, 5 + ROUND), ((0, ROUND),)),
    ],
)
def test_a_stretch_at_an_edge(stretch: tuple[int, int], expected: tuple[tuple[int, int], ...]) -> None:
    assert Minutes.of([stretch]).spans == expected


def test_a_stretch_has_its_first_minute_and_not_its_end() -> None:
    school = Minutes.of([(510, 840)])
    assert [minute in school for minute in (509, 510, 839, 840)] == [False, True, True, False]


def test_days_are_counted_from_monday_of_an_odd_week() -> None:
    assert [day_of(minute) for minute in (0, DAY - 1, DAY, WEEK, ROUND - 1, ROUND, -1)] == [0, 0, 1, 7, 13, 0, 13]
    assert on_day(7).spans == ((WEEK, WEEK + DAY),)
