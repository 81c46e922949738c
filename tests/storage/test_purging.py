"""What is over is taken away by itself, whatever goes wrong on the way."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, select

from trajectplan.plan.document import Plan
from trajectplan.storage.database import plans
from trajectplan.storage.purging import PAUSE_SECONDS, Purging, purging
from trajectplan.storage.sessions import Session, SessionStore
from trajectplan.storage.store import PlanStore

DAY = 24 * 60 * 60


class Clock:
    """Time that passes only while somebody waits; it stops the work after so many pauses."""

    def __init__(self, pauses: int) -> None:
        self.now, self.left = 0.0, pauses

    def wait(self, seconds: float) -> bool:
        self.now += seconds
        self.left -= 1
        return self.left < 0


def test_it_comes_again_and_again_until_told_to_stop() -> None:
    clock, times = Clock(3), list[float]()
    Purging(lambda: times.append(clock.now), clock.wait, pause=60).run()
    assert times == [60, 120, 180]


def test_it_comes_more_than_once_a_day() -> None:
    clock, times = Clock(DAY // int(PAUSE_SECONDS)), list[float]()
    Purging(lambda: times.append(clock.now), clock.wait).run()
    assert times
    assert times[-1] <= DAY


def test_plans_and_sessions_go_on_the_day_after_their_last(
    store: PlanStore, engine: Engine, calendar: list[date]
) -> None:
    clock = Clock(2 * DAY // int(PAUSE_SECONDS))
    begun = date(2026, 2, 27).toordinal()
    sessions = SessionStore(engine, now=lambda: 10**9 + clock.now)
    opened, left = store.create(Plan(), months=1), list[tuple[float, int, int]]()
    token = sessions.start(Session(plan=opened.key))

    def purge() -> None:
        calendar.append(date.fromordinal(begun + int(clock.now // DAY)))
        store.purge()
        ended = sessions.purge()
        with engine.connect() as connection:
            left.append((clock.now, len(connection.execute(select(plans.c.id)).all()), ended))

    Purging(purge, clock.wait).run()
    gone = next(now for now, count, _ended in left if not count)
    assert DAY * 2 <= gone < DAY * 2 + PAUSE_SECONDS, "its last day is the 28th, two days after the clock began"
    [ended] = [now for now, _count, ended in left if ended]
    assert ended <= 15 * 60 + 60 + PAUSE_SECONDS
    assert sessions.load(token) is None


def test_an_error_ends_nothing_and_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    calls = []

    def purge() -> None:
        calls.append("called")
        if len(calls) == 1:
            raise OSError("her secret words")

    Purging(purge, Clock(3).wait).run()
    assert len(calls) == 3
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage().startswith("purging failed: OSError at ")
    assert "secret" not in caplog.text


def test_in_a_server_it_runs_beside_and_ends_with_it() -> None:
    came = threading.Event()
    with purging(came.set, pause=0.01):
        assert came.wait(5)
        [thread] = [each for each in threading.enumerate() if each.name == "purging"]
        assert thread.daemon
    thread.join(5)
    assert not thread.is_alive()


def test_it_does_not_come_before_its_time() -> None:
    came = threading.Event()
    with purging(came.set, pause=3600):
        assert not came.wait(0.05)


def test_it_finishes_what_was_cut_off(store: PlanStore, engine: Engine, on_disk: Callable[[], bytes]) -> None:
    opened = store.create(Plan())
    with engine.begin() as connection:
        store._burial.overwrite(connection, plans.c.id == opened.key.id)
    assert opened.key.id in on_disk()
    Purging(store.purge, Clock(1).wait).run()
    assert opened.key.id not in on_disk()
