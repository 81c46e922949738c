"""The store and time: how long a plan is kept, and that it is gone when it is deleted or its time is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from trajectplan.plan.document import Plan
from trajectplan.storage.clock import Clock
from trajectplan.storage.database import plans
from trajectplan.storage.derivation import CodePool, Derivation, Derived, Strength
from trajectplan.storage.kept import Kept
from trajectplan.storage.store import Gone, PlanStore, UnknownCode

PLAN = Plan(answers={"wish": "Ik wil kapster worden."})


def wishing(wish: str) -> Callable[[Kept], Kept]:
    """A change that writes this wish."""
    return lambda kept: replace(kept, plan=kept.plan.with_answers({"wish": wish}))


def only_row(engine: Engine) -> dict[str, object]:
    with engine.connect() as connection:
        return dict(connection.execute(select(plans)).one()._mapping)


def test_it_is_kept_twelve_months_after_the_last_visit(store: PlanStore, calendar: list[date]) -> None:
    made = store.create(PLAN)
    assert made.expires == date(2027, 1, 31)
    calendar.append(date(2026, 3, 1))
    assert store.load(made.key).expires == date(2027, 1, 31)
    visited = store.unlock(made.kept.code)
    assert visited.expires == date(2027, 3, 1)
    assert store.load(made.key) == visited
    calendar.append(date(2026, 4, 1))
    assert store.update(made.key, wishing("new")).expires == date(2027, 4, 1)


def test_a_second_visit_on_a_day_is_not_written(store: PlanStore, engine: Engine) -> None:
    made = store.create(PLAN)
    before = only_row(engine)
    store.unlock(made.kept.code)
    assert only_row(engine) == before


def test_she_can_shorten_it(store: PlanStore) -> None:
    made = store.create(PLAN)
    shortened = store.update(made.key, lambda kept: replace(kept, months=1))
    assert shortened.expires == date(2026, 2, 28)
    assert store.create(PLAN, months=3).expires == date(2026, 4, 30)


# A clock that is wrong ------------------------------------------------------------------------------------------------


@pytest.fixture
def careful(engine: Engine, weak: Strength, calendar: list[date], tmp_path: Path) -> PlanStore:
    """A store whose clock doubts a day that is far from the last one."""
    derivation, clock = Derivation((weak,)), Clock(tmp_path, lambda: calendar[-1])
    assert clock.is_right()
    return PlanStore(engine, bytes(32), derivation, CodePool(derivation, size=0), clock)


def test_a_clock_that_is_behind_takes_no_time_from_it(careful: PlanStore, calendar: list[date]) -> None:
    made = careful.create(PLAN)
    calendar.append(date(2000, 1, 1))
    later = careful.create(PLAN)
    assert later.expires == made.expires, "it would be over as soon as the clock is right"
    assert careful.unlock(made.kept.code).expires == made.expires
    assert careful.update(made.key, wishing("behind")).expires == made.expires
    calendar.append(date(2026, 2, 1))
    assert careful.purge() == 0
    assert careful.unlock(made.kept.code).kept.plan.answers == {"wish": "behind"}
    assert careful.load(later.key) == later


def test_clocks_that_differ_by_a_day_take_no_time_from_it(careful: PlanStore, calendar: list[date]) -> None:
    calendar.append(date(2026, 2, 2))
    made = careful.create(PLAN)
    calendar.append(date(2026, 2, 1))
    assert careful.unlock(made.kept.code) == made
    assert careful.update(made.key, wishing("behind")).expires == made.expires


@pytest.mark.parametrize("visit", ["unlock", "update", "new_code"])
def test_a_visit_puts_right_what_a_clock_ahead_has_written(
    visit: str, careful: PlanStore, calendar: list[date]
) -> None:
    calendar.append(date(2036, 1, 1))
    made = careful.create(PLAN)
    assert made.expires == date(2037, 1, 1), "who knows: it may be right"
    calendar.append(date(2026, 2, 1))
    if visit == "unlock":
        again = careful.unlock(made.kept.code)
    elif visit == "update":
        again = careful.update(made.key, lambda kept: replace(kept, written_down=True))
    else:
        again = careful.new_code(made.key)
    assert (again.visited, again.expires) == (date(2026, 2, 1), date(2027, 2, 1))


def test_no_plan_looks_over_while_the_clock_is_doubted(careful: PlanStore, calendar: list[date]) -> None:
    made = careful.create(PLAN)
    calendar.append(date(2036, 1, 1))
    assert careful.load(made.key) == made
    assert careful.unlock(made.kept.code).kept == made.kept
    calendar.append(date(2026, 2, 1))
    assert careful.unlock(made.kept.code).expires == date(2027, 2, 1)
    calendar.append(date(2036, 1, 1))
    careful.clock.believe()
    with pytest.raises(Gone):
        careful.load(made.key)


# The last day ---------------------------------------------------------------------------------------------------------


def test_its_last_day_is_a_whole_day(store: PlanStore, calendar: list[date]) -> None:
    made = store.create(PLAN, months=1)
    calendar.append(date(2026, 2, 28))
    assert store.purge() == 0
    assert store.load(made.key) == made
    calendar.append(date(2026, 3, 1))
    with pytest.raises(Gone):
        store.load(made.key)
    with pytest.raises(Gone):
        store.update(made.key, wishing("late"))
    with pytest.raises(UnknownCode):
        store.unlock(made.kept.code)


def test_purge_takes_away_what_is_over_and_nothing_else(store: PlanStore, calendar: list[date], engine: Engine) -> None:
    for _ in range(3):
        store.create(PLAN, months=1)
    stays = store.create(PLAN, months=2)
    calendar.append(date(2026, 3, 1))
    assert store.over() == 3
    assert store.purge() == 3
    assert store.over() == 0
    assert store.purge() == 0
    with engine.connect() as connection:
        assert connection.execute(select(plans.c.id)).scalars().all() == [stays.key.id]
    assert store.unlock(stays.kept.code).kept.plan == PLAN


def test_days_are_stored_and_never_a_time(store: PlanStore, engine: Engine) -> None:
    store.create(PLAN)
    stored = only_row(engine)
    assert stored["last_day"] == date(2026, 1, 31).toordinal()
    assert stored["expires_day"] == date(2027, 1, 31).toordinal()


def test_a_deleted_plan_is_gone(store: PlanStore) -> None:
    made = store.create(PLAN)
    store.delete(made.key)
    store.delete(made.key)
    with pytest.raises(Gone):
        store.load(made.key)
    with pytest.raises(Gone):
        store.update(made.key, wishing("late"))
    with pytest.raises(UnknownCode):
        store.unlock(made.kept.code)


def test_a_plan_deleted_while_it_is_unlocked_has_no_code(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    made = store.create(PLAN)
    found = store._find

    def find_and_delete(code: str, newest: Derived, who: bytes) -> object:
        result = found(code, newest, who)
        store.delete(made.key)
        return result

    monkeypatch.setattr(store, "_find", find_and_delete)
    with pytest.raises(UnknownCode):
        store.unlock(made.kept.code)
