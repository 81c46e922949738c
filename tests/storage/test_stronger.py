"""A stronger derivation takes over when a code is given, whole, also when the same code is given twice at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select

from trajectplan.plan.document import Plan
from trajectplan.storage.database import plans
from trajectplan.storage.derivation import Derived, Strength
from trajectplan.storage.store import Opened, PlanStore, UnknownCode

OpenStore = Callable[..., PlanStore]
AT_ONCE = 6


def way_in(engine: Engine) -> tuple[bytes, bytes]:
    with engine.connect() as connection:
        row = connection.execute(select(plans.c.lookup, plans.c.wrapped_key)).one()
    return bytes(row.lookup), bytes(row.wrapped_key)


def test_the_same_code_given_while_another_moves_the_plan_opens_it(
    open_store: OpenStore, weak: Strength, newer: Strength, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = open_store(weak).create(Plan(answers={"wish": "kapster"}))
    slow, fast = open_store(newer, weak), open_store(newer, weak)
    derive = slow._derivation.derive

    def late(code: str, strength: Strength | None = None, **options: Any) -> Derived:
        """Derives by the older one only after the other has moved the plan to the newer."""
        if strength == weak:
            assert fast.unlock(code) == made
        return derive(code, strength, **options)

    monkeypatch.setattr(slow._derivation, "derive", late)
    assert slow.unlock(made.kept.code) == made
    assert open_store(newer).unlock(made.kept.code) == made


def test_many_at_once_all_open_it_and_it_is_moved_once(
    open_store: OpenStore, engine: Engine, weak: Strength, newer: Strength
) -> None:
    made = open_store(weak).create(Plan())
    before, start = way_in(engine), threading.Barrier(AT_ONCE)
    opened: list[Opened] = []

    def come(store: PlanStore) -> None:
        start.wait()
        opened.append(store.unlock(made.kept.code))

    threads = [threading.Thread(target=come, args=(open_store(newer, weak),)) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [made] * AT_ONCE
    after = way_in(engine)
    assert after[0] != before[0]
    assert open_store(newer, weak).unlock(made.kept.code) == made
    assert way_in(engine) == after, "a plan that was moved isn't moved again"


def test_a_move_that_comes_after_a_new_code_changes_nothing(
    open_store: OpenStore, engine: Engine, weak: Strength, newer: Strength
) -> None:
    made = open_store(weak).create(Plan())
    both = open_store(newer, weak)
    old, new = (both._derivation.derive(made.kept.code, strength) for strength in (weak, newer))
    moved = both.new_code(made.key)
    after = way_in(engine)
    both._move(made.key, old, new)
    assert way_in(engine) == after
    with pytest.raises(UnknownCode):
        both.unlock(made.kept.code)
    assert both.unlock(moved.kept.code) == moved
