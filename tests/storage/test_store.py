"""The store: a plan opens for its owner, alone, whole, and for as long as was said."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update

from trajectplan.plan.document import MOST_BYTES, Plan
from trajectplan.storage.database import open_database, plans
from trajectplan.storage.derivation import Busy, CodePool, Derivation, Derived, Strength
from trajectplan.storage.encryption import PepperSeal
from trajectplan.storage.kept import Kept
from trajectplan.storage.pepper import SecretsError
from trajectplan.storage.resume_code import generate, normalise
from trajectplan.storage.store import (
    Gone,
    NewerFormat,
    Opened,
    PlanKey,
    PlanStore,
    Tampered,
    TooLarge,
    UnknownCode,
)

OpenStore = Callable[..., PlanStore]
PLAN = Plan(answers={"wish": "Ik wil kapster worden."})
OTHER_PEPPER = b"another pepper of thirty-two by."


def wishing(wish: str) -> Callable[[Kept], Kept]:
    """A change that writes this wish."""
    return lambda kept: replace(kept, plan=kept.plan.with_answers({"wish": wish}))


def row(engine: Engine, opened: Opened) -> dict[str, Any]:
    with engine.connect() as connection:
        return dict(connection.execute(select(plans).where(plans.c.id == opened.key.id)).one()._mapping)


def change_row(engine: Engine, opened: Opened, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(update(plans).where(plans.c.id == opened.key.id).values(**values))


# Keeping and opening --------------------------------------------------------------------------------------------------


def test_a_new_plan_opens_with_its_code_and_with_its_key(store: PlanStore) -> None:
    made = store.create(PLAN)
    assert made.kept == Kept(PLAN, made.kept.code, written_down=False, months=12)
    assert normalise(made.kept.code) == made.kept.code
    assert store.load(made.key) == made
    assert store.unlock(made.kept.code) == made


def test_it_opens_in_another_process(store: PlanStore, open_store: OpenStore) -> None:
    made = store.create(PLAN)
    assert open_store().unlock(made.kept.code) == made


def test_a_store_can_be_opened_by_address(engine: Engine, weak: Strength) -> None:
    derivation = Derivation((weak,))
    by_address = PlanStore(str(engine.url), bytes(32), derivation, CodePool(derivation, 0, digits=20))
    assert len(by_address.create(PLAN).kept.code) == 20
    by_address.engine.dispose()


def test_a_store_without_a_pool_makes_one_with_its_length_of_codes(engine: Engine, weak: Strength) -> None:
    store = PlanStore(engine, bytes(32), Derivation((weak,)), code_digits=20)
    assert [len(store.create(PLAN).kept.code) for _ in range(6)] == [20] * 6


def test_two_plans_keep_apart(store: PlanStore) -> None:
    hers, theirs = store.create(PLAN), store.create(Plan(answers={"wish": "other"}))
    store.update(hers.key, wishing("new"))
    store.delete(hers.key)
    assert store.unlock(theirs.kept.code).kept.plan.answers == {"wish": "other"}
    with pytest.raises(Tampered):
        store.load(PlanKey(theirs.key.id, hers.key.data_key))


def test_a_code_nobody_has_opens_nothing(store: PlanStore) -> None:
    store.create(PLAN)
    with pytest.raises(UnknownCode):
        store.unlock(generate())


def test_a_code_that_was_given_out_already_is_not_given_again(
    engine: Engine, weak: Strength, monkeypatch: pytest.MonkeyPatch
) -> None:
    derivation = Derivation((weak,))
    pool = CodePool(derivation, size=0)
    store = PlanStore(engine, bytes(32), derivation, pool)
    made, fresh = store.create(PLAN), generate()
    codes = iter([made.kept.code, made.kept.code, fresh])

    def take(_who: bytes) -> tuple[str, Derived]:
        code = next(codes)
        return code, derivation.derive(code)

    monkeypatch.setattr(pool, "take", take)
    assert store.create(Plan()).kept.code == fresh
    assert store.unlock(made.kept.code).kept.plan == PLAN


def test_waiting_too_long_for_a_turn_is_said(engine: Engine, weak: Strength) -> None:
    derivation = Derivation((weak,), patience=0.01)
    store = PlanStore(engine, bytes(32), derivation, CodePool(derivation, size=0))
    with derivation.line.turn():
        with pytest.raises(Busy):
            store.create(PLAN)
        with pytest.raises(Busy):
            store.unlock(generate())


# Changing -------------------------------------------------------------------------------------------------------------


def test_a_change_is_kept_and_counted(store: PlanStore) -> None:
    made = store.create(PLAN)
    changed = store.update(made.key, wishing("new"))
    assert changed.revision == made.revision + 1
    assert changed.kept.plan.answers == {"wish": "new"}
    assert store.load(made.key) == changed == store.unlock(made.kept.code)
    noted = store.update(made.key, lambda kept: replace(kept, written_down=True))
    assert noted.kept.written_down
    assert noted.kept.plan.answers == {"wish": "new"}


def test_no_difference_is_not_written(store: PlanStore, engine: Engine) -> None:
    made = store.create(PLAN)
    before = row(engine, made)
    assert store.update(made.key, wishing("Ik wil kapster worden.")) == made
    assert row(engine, made) == before


def test_a_change_is_made_again_on_what_a_faster_writer_wrote(store: PlanStore, open_store: OpenStore) -> None:
    made, other, calls = store.create(PLAN), open_store(), []

    def slow(kept: Kept) -> Kept:
        calls.append(kept.plan.answers.get("from_the_other"))
        if len(calls) == 1:
            other.update(made.key, lambda seen: replace(seen, plan=seen.plan.with_answers({"from_the_other": "yes"})))
        return wishing("mine")(kept)

    changed = store.update(made.key, slow)
    assert calls == [None, "yes"]
    assert changed.kept.plan.answers == {"wish": "mine", "from_the_other": "yes"}
    assert changed.revision == 3


def test_a_plan_that_was_loaded_before_another_wrote_loses_nothing(store: PlanStore) -> None:
    made = store.create(PLAN)
    stale = store.load(made.key)
    store.update(made.key, lambda kept: replace(kept, plan=kept.plan.with_answers({"from_the_other": "yes"})))
    changed = store.update(made.key, wishing("mine"), loaded=stale)
    assert changed.kept.plan.answers == {"wish": "mine", "from_the_other": "yes"}
    assert changed.revision == 3
    assert store.load(made.key) == changed


def test_writers_at_once_lose_nothing(store: PlanStore, open_store: OpenStore, engine: Engine) -> None:
    made, elsewhere = store.create(Plan()), open_database(str(engine.url))

    def answered(key: str, kept: Kept) -> Kept:
        return replace(kept, plan=kept.plan.with_answers({key: "here"}))

    def write(own: PlanStore, name: str) -> None:
        for number in range(15):
            own.update(made.key, partial(answered, f"{name}{number}"))

    stores = {"a": store, "b": store, "c": open_store(on=elsewhere)}
    writers = [threading.Thread(target=write, args=(own, name)) for name, own in stores.items()]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    end = store.load(made.key)
    assert set(end.kept.plan.answers) == {f"{name}{number}" for name in stores for number in range(15)}
    assert end.revision == 46
    elsewhere.dispose()


def test_a_plan_that_is_too_large_changes_nothing(store: PlanStore) -> None:
    made = store.create(PLAN)
    with pytest.raises(TooLarge):
        store.update(made.key, wishing("x" * MOST_BYTES))
    with pytest.raises(TooLarge):
        store.create(Plan(answers={"wish": "x" * MOST_BYTES}))
    assert store.load(made.key) == made


# Safety ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["revision", "last_day", "expires_day"])
@pytest.mark.parametrize("by", [1, 1000])
def test_a_changed_number_is_noticed(store: PlanStore, engine: Engine, column: str, by: int) -> None:
    made = store.create(PLAN)
    change_row(engine, made, **{column: plans.c[column] + by})
    with pytest.raises(Tampered):
        store.load(made.key)
    with pytest.raises(Tampered):
        store.unlock(made.kept.code)
    with pytest.raises(Tampered):
        store.update(made.key, wishing("new"))


def test_a_changed_content_is_noticed(store: PlanStore, engine: Engine) -> None:
    made = store.create(PLAN)
    content = bytes(row(engine, made)["content"])
    for changed in [content[:-1], content[:40] + bytes([content[40] ^ 1]) + content[41:], b""]:
        change_row(engine, made, content=changed)
        with pytest.raises(Tampered):
            store.load(made.key)


def test_a_changed_key_or_lookup_or_number_opens_nothing(store: PlanStore, engine: Engine) -> None:
    made = store.create(PLAN)
    wrapped = bytes(row(engine, made)["wrapped_key"])
    change_row(engine, made, wrapped_key=wrapped[:-1] + bytes([wrapped[-1] ^ 1]))
    with pytest.raises(Tampered):
        store.unlock(made.kept.code)
    change_row(engine, made, wrapped_key=wrapped, lookup=b"l" * 32)
    with pytest.raises(UnknownCode):
        store.unlock(made.kept.code)
    other = store.create(PLAN)
    change_row(engine, other, id=b"n" * 16)
    with pytest.raises(Tampered):
        store.unlock(other.kept.code)
    with pytest.raises(Gone):
        store.load(other.key)


def test_one_row_cannot_be_put_in_place_of_another(store: PlanStore, engine: Engine) -> None:
    hers, theirs = store.create(PLAN), store.create(Plan(answers={"wish": "other"}))
    stored = row(engine, theirs)
    store.delete(theirs.key)
    change_row(engine, hers, **{name: stored[name] for name in ("wrapped_key", "content", "last_day", "expires_day")})
    with pytest.raises(Tampered):
        store.load(hers.key)
    with pytest.raises(Tampered):
        store.unlock(hers.kept.code)
    change_row(engine, hers, lookup=stored["lookup"])
    with pytest.raises(Tampered):
        store.unlock(theirs.kept.code)


def test_an_older_content_cannot_be_put_back(store: PlanStore, engine: Engine) -> None:
    made = store.create(PLAN)
    old = row(engine, made)["content"]
    store.update(made.key, wishing("new"))
    change_row(engine, made, content=old)
    with pytest.raises(Tampered):
        store.load(made.key)


def test_another_format_is_left_alone(store: PlanStore, engine: Engine) -> None:
    made = store.create(PLAN)
    change_row(engine, made, format=2)
    with pytest.raises(NewerFormat):
        store.load(made.key)
    with pytest.raises(NewerFormat):
        store.unlock(made.kept.code)
    with pytest.raises(NewerFormat):
        store.update(made.key, wishing("new"))
    assert row(engine, made)["format"] == 2


def test_without_its_pepper_the_store_does_not_open(store: PlanStore, open_store: OpenStore) -> None:
    open_store(pepper=OTHER_PEPPER)
    store.create(PLAN)
    with pytest.raises(SecretsError, match="pepper"):
        open_store(pepper=OTHER_PEPPER)


def test_a_few_damaged_rows_do_not_make_the_pepper_wrong(
    store: PlanStore, open_store: OpenStore, engine: Engine
) -> None:
    damaged, sound = store.create(PLAN), store.create(PLAN)
    change_row(engine, damaged, lookup=b"damaged")
    assert open_store().unlock(sound.kept.code) == sound


def test_the_pepper_is_changed_without_any_code(store: PlanStore, open_store: OpenStore, engine: Engine) -> None:
    made = store.create(PLAN)
    old, new = PepperSeal(bytes(range(32))), PepperSeal(OTHER_PEPPER)
    with engine.begin() as connection:
        stored = connection.execute(select(plans)).one()
        lookup = new.lookup(old.found(stored.lookup))
        wrapped_key = new.wrap(old.unwrap(stored.wrapped_key, stored.id), stored.id)
        connection.execute(update(plans).values(lookup=lookup, wrapped_key=wrapped_key))
    changed = open_store(pepper=OTHER_PEPPER)
    assert changed.unlock(made.kept.code) == made == changed.load(made.key)
    with pytest.raises(SecretsError):
        open_store()


def test_a_stronger_derivation_takes_over_when_the_code_is_given(
    open_store: OpenStore, engine: Engine, weak: Strength, newer: Strength
) -> None:
    made = open_store(weak).create(PLAN)
    before = row(engine, made)
    both = open_store(newer, weak)
    assert both.unlock(made.kept.code) == made
    after = row(engine, made)
    assert {name for name in after if after[name] != before[name]} == {"lookup", "wrapped_key"}
    assert both.load(made.key) == made
    assert open_store(newer).unlock(made.kept.code) == made
    with pytest.raises(UnknownCode):
        open_store(weak).unlock(made.kept.code)


def test_a_row_of_the_first_format_opens_for_ever(engine: Engine, open_store: OpenStore, weak: Strength) -> None:
    golden = json.loads((Path(__file__).parent / "row_of_format_1.json").read_text())
    columns = {name: bytes.fromhex(value) if isinstance(value, str) else value for name, value in golden.items()}
    with engine.begin() as connection:
        connection.execute(insert(plans).values(**columns))
    opened = open_store(weak).unlock("1234567890123450")
    assert opened.kept == Kept(Plan(answers={"wish": "kapster"}), "1234567890123450", written_down=True, months=6)
