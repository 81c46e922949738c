"""Derivation: the same code gives the same keys, one at a time, and a few lie ready."""

from __future__ import annotations

import threading
import time

import pytest

from trajectplan.storage.derivation import DERIVATIONS, Busy, CodePool, Derivation, Derived, Strength
from trajectplan.storage.resume_code import normalise

CODE = "1234567890123456"


def wait_until(ready: object, pool: CodePool) -> None:
    deadline = time.monotonic() + 5
    while len(pool._ready) != ready:
        assert time.monotonic() < deadline, "the pool wasn't filled"
        time.sleep(0.005)


def test_a_code_gives_the_same_keys_every_time_and_another_code_others(weak: Strength) -> None:
    derivation = Derivation((weak,))
    first = derivation.derive(CODE)
    assert (len(first.id), len(first.key)) == (16, 32)
    assert derivation.derive(CODE) == first
    other = derivation.derive("1234567890123457")
    assert other.id != first.id
    assert other.key != first.key


def test_the_first_strength_is_final() -> None:
    assert DERIVATIONS[-1] == Strength(version=1, memory_kib=65536, passes=3, lanes=1)
    derived = Derivation().derive(CODE)
    assert derived.id.hex() == "b8bf2139e4b3c5d3642e8d70d96ac1b3"
    assert derived.key.hex() == "c872e7f6c1e459f0de2925db1dbf1dd8fe28f8707ae653b87bdc1106b0916b34"


def test_another_strength_gives_other_keys_and_the_newest_is_the_default(weak: Strength, newer: Strength) -> None:
    derivation = Derivation((newer, weak))
    assert derivation.derive(CODE) == derivation.derive(CODE, newer) != derivation.derive(CODE, weak)
    assert len({strength.version for strength in DERIVATIONS}) == len(DERIVATIONS)


def test_keys_are_not_shown_by_accident(weak: Strength) -> None:
    derived = Derivation((weak,)).derive(CODE)
    assert repr(derived) == "Derived()"


def test_who_waits_too_long_is_told_when_to_come_back(weak: Strength) -> None:
    derivation = Derivation((weak,), patience=0.01)
    derivation._turn.acquire()
    with pytest.raises(Busy) as busy:
        derivation.derive(CODE)
    assert busy.value.retry_after == 1
    derivation._turn.release()
    assert derivation.derive(CODE).id


def test_only_one_code_is_derived_at_a_time(monkeypatch: pytest.MonkeyPatch, weak: Strength) -> None:
    at_once: list[int] = []
    busy = threading.Semaphore(8)

    def slow(_code: str, _strength: Strength) -> Derived:
        busy.acquire()
        at_once.append(8 - busy._value)
        time.sleep(0.002)
        busy.release()
        return Derived(b"", b"")

    monkeypatch.setattr("trajectplan.storage.derivation._derive", slow)
    derivation = Derivation((weak,))
    threads = [threading.Thread(target=derivation.derive, args=(CODE,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at_once == [1] * 8


def test_a_turn_is_given_back_when_derivation_fails(weak: Strength) -> None:
    derivation = Derivation((weak,), patience=0.01)
    with pytest.raises(UnicodeEncodeError):
        derivation.derive("١٢٣٤")
    assert derivation.derive(CODE).id


def test_a_pool_of_none_derives_when_asked_and_starts_no_thread(weak: Strength) -> None:
    derivation = Derivation((weak,))
    before = threading.active_count()
    code, derived = CodePool(derivation, size=0, digits=20).take()
    assert len(normalise(code)) == 20
    assert derived == derivation.derive(code)
    assert threading.active_count() == before


def test_a_full_pool_answers_without_deriving_and_is_filled_again(weak: Strength) -> None:
    derivation = Derivation((weak,), patience=0.01)
    pool = CodePool(derivation, size=3)
    pool.fill()
    wait_until(3, pool)
    derivation._turn.acquire()
    taken = [pool.take() for _ in range(3)]
    with pytest.raises(Busy):
        pool.take()
    derivation._turn.release()
    wait_until(3, pool)
    later = [pool.take() for _ in range(3)]
    assert len({code for code, _ in taken + later}) == 6
    assert all(derivation.derive(code) == derived for code, derived in taken)
    wait_until(3, pool)


def test_a_filler_that_failed_is_followed_by_another(monkeypatch: pytest.MonkeyPatch, weak: Strength) -> None:
    derivation = Derivation((weak,))
    pool = CodePool(derivation, size=1)
    with monkeypatch.context() as broken:
        broken.setattr(pool, "_derived", lambda *, wait: 1 / 0 if wait else None)
        with pytest.raises(ZeroDivisionError):
            pool._fill()
    pool.fill()
    wait_until(1, pool)
    assert normalise(pool.take()[0])
    wait_until(1, pool)
