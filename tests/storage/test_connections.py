"""Connections lead to the file of the start and to no other, and don't wait for long where others waited in vain."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from trajectplan.storage import connections, database
from trajectplan.storage.database import Unavailable, open_database
from trajectplan.storage.sessions import MINUTE, Session, SessionStore


def write(engine: Engine, text: str = "x") -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO sessions VALUES (?, 0, 0, x'00')", (text.encode(),))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "plans.db"


@pytest.mark.parametrize("other", [None, b"", b"no database at all " * 100])
def test_another_file_in_its_place_is_left_alone(engine: Engine, file: Path, other: bytes | None) -> None:
    write(engine, "before")
    file.rename(file.with_name("safe"))
    if other is not None:
        file.write_bytes(other)
    for _turn in range(2):
        with pytest.raises(Unavailable):
            write(engine)
    assert (file.read_bytes() if file.exists() else None) == other
    file.with_name("safe").replace(file)
    write(engine, "after")
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT hash FROM sessions ORDER BY hash").scalars().all()
    assert found == [b"after", b"before"], "also what only the journal held"


def test_waiting_in_vain_makes_others_impatient(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 300)
    monkeypatch.setattr(database, "_PRAGMAS", ("busy_timeout=300",))
    monkeypatch.setattr(connections, "HURRIED_MS", 10)
    monkeypatch.setattr(connections, "HURRIED_SECONDS", 0.5)
    waiting = open_database(str(engine.url))
    with engine.connect() as holder:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        first, second = (refused_after(lambda: write(waiting)) for _turn in range(2))
        holder.rollback()
    assert first >= 0.29
    assert second < 0.2
    time.sleep(0.5)
    with waiting.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 300
    waiting.dispose()


def refused_after(call: Callable[[], None]) -> float:
    began = time.monotonic()
    with pytest.raises(Unavailable):
        call()
    return time.monotonic() - began


def test_a_session_is_read_though_the_visit_cant_be_written_down(engine: Engine) -> None:
    clock = [float(10 * MINUTE)]
    visits = SessionStore(engine, now=lambda: clock[-1], shared_idle=5 * MINUTE)
    token = visits.start(Session(device="shared"))

    def only_reading(connection: object, *_: object) -> None:
        connection.execute("PRAGMA query_only=ON")  # type: ignore[attr-defined]

    event.listen(engine, "checkout", only_reading)
    clock.append(clock[-1] + 3 * MINUTE)
    assert visits.load(token) == Session(device="shared")
    clock.append(clock[-1] + 2 * MINUTE)
    assert visits.load(token) == Session(device="shared")
    clock.append(clock[-1] + MINUTE)
    assert visits.load(token) is None, "it is over since her first visit, though its row can't be taken away"
    with pytest.raises(Unavailable):
        visits.end(token)
    event.remove(engine, "checkout", only_reading)
    engine.dispose()
    assert visits.purge() == 1
