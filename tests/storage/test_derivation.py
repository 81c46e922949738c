"""Derivation: the same code gives the same keys, one at a time, and a few lie ready."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

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
    with derivation.line.turn(), pytest.raises(Busy) as busy:
        derivation.derive(CODE)
    assert busy.value.retry_after == 1
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


def test_the_pool_lets_everybody_go_first(monkeypatch: pytest.MonkeyPatch, weak: Strength) -> None:
    order: list[str] = []

    def noted(code: str, _strength: Strength) -> Derived:
        order.append("hers" if code == CODE else "the pool's")
        return Derived(b"", b"")

    monkeypatch.setattr("trajectplan.storage.derivation._derive", noted)
    derivation = Derivation((weak,))
    pool = CodePool(derivation, size=3)
    with derivation.line.turn():
        pool.fill()
        her = threading.Thread(target=derivation.derive, args=(CODE,))
        while not derivation.line._unhurried:
            time.sleep(0.002)
        her.start()
        while not derivation.line.length:
            time.sleep(0.002)
    her.join()
    wait_until(3, pool)
    assert order == ["hers", "the pool's", "the pool's", "the pool's"]


def test_a_code_from_another_address_passes_a_crowd(monkeypatch: pytest.MonkeyPatch, weak: Strength) -> None:
    order: list[str] = []
    monkeypatch.setattr("trajectplan.storage.derivation._derive", lambda code, _strength: order.append(code))
    derivation = Derivation((weak,))
    codes = [*[(f"guess {number}", b"guesser") for number in range(5)], (CODE, b"her")]
    threads = [threading.Thread(target=derivation.derive, args=(code,), kwargs={"who": who}) for code, who in codes]
    with derivation.line.turn():
        for length, thread in enumerate(threads, start=1):
            thread.start()
            while derivation.line.length != length:
                time.sleep(0.002)
    for thread in threads:
        thread.join()
    assert order.index(CODE) == 1


def guess(derivation: Derivation, over: threading.Event) -> None:
    """Try one code after another from one address."""
    while not over.wait(0.05):
        with suppress(Busy):
            derivation.derive(CODE, who=b"guesser")


def come(derivation: Derivation, waits: list[float]) -> None:
    """Give one code; who is turned away comes back when she was told to."""
    began = time.monotonic()
    while True:
        try:
            derivation.derive(CODE, who=b"room")
        except Busy as busy:
            time.sleep(busy.retry_after)
        else:
            waits.append(time.monotonic() - began)
            return


@pytest.mark.soak
def test_a_room_of_fifteen_gets_in_within_seconds_beside_a_guesser(record_property: Callable[..., None]) -> None:
    """With the true derivation."""
    derivation, over, waits, began = Derivation(), threading.Event(), list[float](), time.monotonic()
    derivation.derive(CODE)
    alone = time.monotonic() - began
    guessers = [threading.Thread(target=guess, args=(derivation, over)) for _ in range(15)]
    room = [threading.Thread(target=come, args=(derivation, waits)) for _ in range(15)]
    for thread in guessers:
        thread.start()
    time.sleep(3 * alone)
    for thread in room:
        thread.start()
    for thread in room:
        thread.join()
    over.set()
    for thread in guessers:
        thread.join()
    record_property("a room of 15 beside a guesser, seconds", [round(wait, 1) for wait in sorted(waits)])
    assert len(waits) == 15
    # A turn of the guesser's and one of a room's between; and all that both want, twice over.
    assert min(waits) < 8 * alone
    assert max(waits) < 120 * alone


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
    with derivation.line.turn():
        taken = [pool.take() for _ in range(3)]
        with pytest.raises(Busy):
            pool.take()
    wait_until(3, pool)
    later = [pool.take() for _ in range(3)]
    assert len({code for code, _ in taken + later}) == 6
    assert all(derivation.derive(code) == derived for code, derived in taken)
    wait_until(3, pool)


def test_a_filler_that_failed_is_followed_by_another(monkeypatch: pytest.MonkeyPatch, weak: Strength) -> None:
    derivation = Derivation((weak,))
    pool = CodePool(derivation, size=1)
    with monkeypatch.context() as broken:
        broken.setattr(pool, "_derived", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            pool._fill()
    pool.fill()
    wait_until(1, pool)
    assert normalise(pool.take()[0])
    wait_until(1, pool)
