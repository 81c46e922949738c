"""What is kept of a plan: into bytes, back, and for how long."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.plan.document import MOST_BYTES, Plan
from trajectplan.storage.encryption import Tampered, pad, unpad
from trajectplan.storage.kept import Kept, NewerFormat, Opened, PlanKey, TooLarge, months_after

PLAN = Plan(answers={"wish": "Ik wil leren.\nEcht!", "children": [{"id": "a1", "name": "ሰላም"}]}, done=("childcare",))
KEPT = Kept(PLAN, "1234567890123456", written_down=True, months=3)


def test_what_is_kept_comes_back() -> None:
    assert Kept.from_bytes(KEPT.to_bytes()) == KEPT


def test_plans_that_lie_aside_come_back_too() -> None:
    beside = Kept(PLAN, KEPT.code, aside={"from_file": Plan(answers={"wish": "ሰላም\n"}), "before": Plan()})
    assert Kept.from_bytes(beside.to_bytes()) == beside
    assert "wish" not in repr(beside)


def test_how_much_she_wrote_hardly_shows() -> None:
    little = Kept(Plan(answers={"wish": "x"}), KEPT.code)
    more = Kept(Plan(answers={"wish": "x" * 1000}), KEPT.code)
    assert len(little.to_bytes()) == len(more.to_bytes()) == 2048


def test_a_plan_that_is_too_large_is_refused() -> None:
    largest = Plan(answers={"wish": "x" * (MOST_BYTES - len(Plan(answers={"wish": ""}).to_json()))})
    assert Kept.from_bytes(Kept(largest, KEPT.code).to_bytes()).plan == largest
    with pytest.raises(TooLarge):
        Kept(largest.with_answers({"more": "x"}), KEPT.code).to_bytes()


@pytest.mark.parametrize("months", [0, -1, 25])
def test_only_sensible_times_are_kept(months: int) -> None:
    with pytest.raises(ValueError, match="1 to 24 months"):
        Kept(PLAN, KEPT.code, months=months).to_bytes()


def changed(**changes: object) -> bytes:
    """The bytes of ``KEPT`` with its first line changed."""
    line, _, plan = unpad(KEPT.to_bytes()).partition(b"\n")
    return pad(json.dumps({**json.loads(line), **changes}).encode() + b"\n" + plan)


def test_what_a_later_version_kept_is_left_alone() -> None:
    with pytest.raises(NewerFormat):
        Kept.from_bytes(changed(version=2))
    newer_plan = unpad(KEPT.to_bytes()).replace(
        b'"format":"trajectplan","version":1', b'"format":"trajectplan","version":9'
    )
    with pytest.raises(NewerFormat):
        Kept.from_bytes(pad(newer_plan))


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n{}", b"[]\n{}", b'{"version": null}\n{}', b"\xff\n{}"])
def test_what_is_nothing_of_ours_is_noticed(content: bytes) -> None:
    with pytest.raises(Tampered):
        Kept.from_bytes(pad(content))


def test_a_damaged_plan_is_noticed() -> None:
    with pytest.raises(Tampered):
        Kept.from_bytes(pad(unpad(KEPT.to_bytes())[:-5]))


def test_keys_code_and_words_are_not_shown_by_accident() -> None:
    opened = Opened(PlanKey(b"i" * 16, b"planted key" * 3), KEPT, 1, date(2026, 1, 1))
    shown = repr(opened)
    assert "planted" not in shown
    assert KEPT.code not in shown
    assert "leren" not in shown


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
        (date(2026, 6, 15), 24, date(2028, 6, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 24))
def test_months_are_counted_right_everywhere(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (
        later.day < day.day and later.toordinal() + 1 == later.replace(day=1).toordinal() + later.day
    )
    assert 28 * months <= (later - day).days <= 31 * months
