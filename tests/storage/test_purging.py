"""What is over is taken away by itself, whatever goes wrong on the way."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from trajectplan.plan.document import Plan
from trajectplan.storage.clock import Clock as Calendar
from trajectplan.storage.database import last_visit, plans
from trajectplan.storage.derivation import CodePool, Derivation, Strength
from trajectplan.storage.pepper import SecretsError
from trajectplan.storage.purging import PAUSE_SECONDS, Purging, Round, purging
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


# A round --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    (tmp_path / "beside").mkdir()
    return tmp_path / "beside"


@pytest.fixture
def careful(engine: Engine, weak: Strength, calendar: list[date], beside: Path) -> PlanStore:
    """A store whose clock doubts a day that is far from the last one."""
    derivation = Derivation((weak,))
    clock = Calendar(beside, lambda: calendar[-1], lambda: 0.0, lambda: last_visit(engine))
    return PlanStore(engine, bytes(32), derivation, CodePool(derivation, size=0), clock)


def ended(engine: Engine) -> SessionStore:
    """Where there is one session, which is over."""
    SessionStore(engine, now=lambda: 10.0**9).start(Session())
    return SessionStore(engine, now=lambda: 10.0**9 + DAY)


def test_a_clock_that_jumps_takes_no_plan_but_ends_sessions(
    careful: PlanStore, engine: Engine, calendar: list[date], caplog: pytest.LogCaptureFixture
) -> None:
    store = careful
    kept, cut_off = store.create(Plan()), store.create(Plan())
    sessions = ended(engine)
    assert store.clock.is_right()
    with engine.begin() as connection:
        store._burial.overwrite(connection, plans.c.id == cut_off.key.id)
    calendar.append(date(2035, 1, 1))
    again = Round(store, sessions)
    again()
    again()
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage() == (
        "The clock shows 2035-01-01, and the day believed last is 2026-01-31: 1 plans past their date are left alone. "
        "Set the clock right, or run trajectplan purge --clock-is-right as the server's own user; else they go once "
        "the server has run for 24 hours"
    )
    assert sessions.purge() == 0, "the round has done it"
    with engine.connect() as connection:
        left = connection.execute(select(plans.c.id)).scalars().all()
    assert left == [kept.key.id], "what she deleted goes all the same"
    calendar.append(date(2026, 2, 1))
    again()
    assert store.load(kept.key) == kept
    calendar.append(date(2035, 1, 1))
    store.clock.believe()
    again()
    assert store.over() == 0
    with engine.connect() as connection:
        assert connection.execute(select(plans.c.id)).first() is None


def test_plans_that_can_not_be_deleted_hold_up_no_session(
    store: PlanStore, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise SecretsError("the tombstones are damaged")

    sessions = ended(engine)
    monkeypatch.setattr(store._burial, "finish", fail)
    with pytest.raises(SecretsError):
        Round(store, sessions)()
    assert sessions.purge() == 0


def test_of_a_clock_that_is_behind_no_hours_are_promised(
    careful: PlanStore, engine: Engine, calendar: list[date], caplog: pytest.LogCaptureFixture
) -> None:
    again = Round(careful, SessionStore(engine))
    again()
    calendar.append(date(2020, 1, 1))
    again()
    [record] = caplog.records
    assert record.getMessage().endswith("run trajectplan purge --clock-is-right as the server's own user")


def test_without_the_clocks_file_years_ahead_take_no_plan(
    careful: PlanStore, engine: Engine, weak: Strength, calendar: list[date], beside: Path
) -> None:
    """At the first start of a version that has this file, or in a data folder that came back without it."""
    made, made_later = careful.create(Plan()), careful.create(Plan())
    calendar.append(date(2026, 2, 10))
    careful.unlock(made_later.kept.code)
    calendar.append(date(2036, 1, 1))
    derivation = Derivation((weak,))
    clock = Calendar(beside, lambda: calendar[-1], lambda: 0.0, lambda: last_visit(engine))
    store = PlanStore(engine, bytes(32), derivation, CodePool(derivation, size=0), clock)
    Round(store, SessionStore(engine))()
    assert clock.believed == date(2026, 2, 10)
    assert store.load(made.key) == made
    with engine.connect() as connection:
        assert len(connection.execute(select(plans.c.id)).all()) == 2


def test_a_file_of_the_clock_that_can_not_be_written_holds_up_no_deletion_of_hers(
    careful: PlanStore,
    engine: Engine,
    calendar: list[date],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError

    over, cut_off = careful.create(Plan(), months=1), careful.create(Plan())
    again = Round(careful, ended(engine))
    again()
    with engine.begin() as connection:
        careful._burial.overwrite(connection, plans.c.id == cut_off.key.id)
    calendar.append(date(2026, 3, 1))
    with monkeypatch.context() as patched:
        patched.setattr("trajectplan.storage.clock.write_secret", fail)
        again()
        again()
    [record] = caplog.records
    assert record.getMessage() == (
        "The file clock can't be written (PermissionError), so plans past their date are left alone: see that it and "
        "its folder belong to the server's own user"
    )
    with engine.connect() as connection:
        assert connection.execute(select(plans.c.id)).scalars().all() == [over.key.id]
    careful.clock.believe()
    again()
    with engine.connect() as connection:
        assert connection.execute(select(plans.c.id)).first() is None
