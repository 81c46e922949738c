"""The waiting line: one at a time, addresses take turns, nobody can fill it for others, and it says how long it is."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.storage import waiting
from trajectplan.storage.waiting import Busy, Line

SOON = 5.0
PATIENT = 60.0


class Crowd:
    """People who come one after another while the turn is taken; who got in, in which order, and who was sent away."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.order: list[bytes] = []
        self.sent_away: list[tuple[bytes, int]] = []
        self.threads: list[Thread] = []

    @contextmanager
    def while_taken(self) -> Iterator[None]:
        """Somebody has the turn within this context; after it the line runs empty."""
        with self.line.turn():
            yield
        for thread in self.threads:
            thread.join(SOON)
            assert not thread.is_alive()

    def comes(self, who: bytes) -> None:
        """One more; returns when she stands in the line or was sent away."""
        waiting, gone = self.line.length, len(self.sent_away)
        self.threads.append(Thread(target=self._come, args=(who,)))
        self.threads[-1].start()
        until = time.monotonic() + SOON
        while self.line.length == waiting and len(self.sent_away) == gone:
            assert time.monotonic() < until
            time.sleep(0.001)

    def _come(self, who: bytes) -> None:
        try:
            with self.line.turn(who):
                self.order.append(who)
        except Busy as busy:
            self.sent_away.append((who, busy.retry_after))


def test_those_from_one_address_come_in_order_and_addresses_take_turns() -> None:
    crowd = Crowd(Line(places=9, patience=PATIENT))
    with crowd.while_taken():
        for who in (b"a", b"a", b"a", b"b", b"c", b"b"):
            crowd.comes(who)
    assert crowd.order == [b"a", b"b", b"c", b"a", b"b", b"a"]


def test_a_full_line_sends_away_at_once_and_says_how_long_it_is() -> None:
    crowd = Crowd(Line(places=9, patience=PATIENT))
    with crowd.while_taken():
        for _ in range(10):
            crowd.comes(b"room")
        assert crowd.sent_away == [(b"room", 3)]  # ten times 0.3 s
    assert crowd.order == [b"room"] * 9


def test_who_comes_from_elsewhere_gets_the_place_of_the_last_of_the_crowd() -> None:
    crowd = Crowd(Line(places=4, patience=PATIENT))
    with crowd.while_taken():
        for who in (b"crowd", b"crowd", b"crowd", b"crowd", b"her", b"them", b"crowd"):
            crowd.comes(who)
        assert crowd.line.length == 4
    assert crowd.order == [b"crowd", b"her", b"them", b"crowd"]
    assert Counter(who for who, _ in crowd.sent_away) == {b"crowd": 3}


@given(st.lists(st.sampled_from([b"crowd", b"crowd", b"crowd", b"her", b"them"]), max_size=14))
def test_nobody_is_sent_away_for_the_sake_of_an_address_with_more(comes: list[bytes]) -> None:
    places, crowd = 5, Crowd(Line(places=5, patience=PATIENT))
    with crowd.while_taken():
        for who in comes:
            crowd.comes(who)
        stand = Counter({who: len(tickets) for who, tickets in crowd.line._waiting.items()})
    assert Counter(crowd.order) == stand
    assert sum(stand.values()) == min(len(comes), places)
    sent = Counter(who for who, _ in crowd.sent_away)
    assert stand + sent == Counter(comes)
    # Whoever was sent away stands there with as many as anybody else, but for one.
    assert all(stand[who] + 1 >= max(stand.values()) for who in sent)


def test_patience_ends_the_waiting_and_the_place_is_free_again() -> None:
    line = Line(places=1, patience=0.05)
    with line.turn():
        for _ in range(2):
            with pytest.raises(Busy), line.turn():
                pytest.fail("the turn is taken")
            assert line.length == 0
    with line.turn():
        assert line.length == 0


def test_a_line_without_places_lets_in_whoever_finds_nobody() -> None:
    line = Line(places=0, patience=PATIENT)
    with line.turn(), pytest.raises(Busy), line.turn():
        pytest.fail("nobody may wait")
    with line.turn():
        assert line.length == 0


def test_a_line_that_takes_longer_than_anybodys_patience_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "FIRST_GUESS_SECONDS", 30.0)
    crowd = Crowd(Line(places=9, patience=PATIENT))
    with crowd.while_taken():
        for _ in range(3):
            crowd.comes(b"room")
        assert crowd.sent_away == [(b"room", 90)]


def test_the_time_of_a_turn_is_measured() -> None:
    line = Line(places=0, patience=PATIENT)
    for _ in range(40):
        with line.turn():
            pass
    assert 0 < line._seconds < 0.01


def test_a_turn_that_fails_is_over() -> None:
    line = Line(places=0, patience=PATIENT)
    with pytest.raises(ZeroDivisionError), line.turn():
        raise ZeroDivisionError
    with line.turn():
        assert line.length == 0
