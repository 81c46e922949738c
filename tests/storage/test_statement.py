"""Statements without Core's overhead: the same rows, the same errors, and every connection back in its pool."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, create_engine, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import QueuePool

from trajectplan.plan.document import Plan
from trajectplan.storage import database
from trajectplan.storage.database import Unavailable, open_database, sessions
from trajectplan.storage.sessions import Session, SessionStore
from trajectplan.storage.statement import Statement
from trajectplan.storage.store import PlanStore

WORD = b"a planted word"
THIS = sessions.c.hash == bindparam("wanted")
FIND = select(sessions.c.idle, sessions.c.sealed).where(THIS)
CHANGE = update(sessions).where(THIS).values(sealed=bindparam("sealed"), idle=bindparam("idle"))


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """A database with one row, in which a lock is not waited for."""
    with engine.begin() as connection:
        connection.execute(insert(sessions).values(hash=b"h", last_seen=0, idle=1, sealed=b"s"))
    return engine


@pytest.fixture
def impatient(filled: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(database, "_PRAGMAS", ("busy_timeout=10",))
    other = open_database(str(filled.url))
    yield other
    other.dispose()


def in_use(engine: Engine) -> int:
    assert isinstance(engine.pool, QueuePool)
    return engine.pool.checkedout()


def test_it_reads_and_writes(filled: Engine) -> None:
    find, change = Statement(filled, FIND), Statement(filled, CHANGE)
    assert find.first(wanted=b"h") == (1, b"s")
    assert find.first(wanted=b"other") is None
    assert change.written(wanted=b"h", idle=2, sealed=b"new") == 1
    assert change.written(wanted=b"other", idle=2, sealed=b"new") == 0
    with filled.connect() as connection:
        assert connection.execute(FIND, {"wanted": b"h"}).one() == (2, b"new") == find.first(wanted=b"h")
    assert in_use(filled) == 0


def test_a_driver_may_take_values_by_name(filled: Engine) -> None:
    named = create_engine(filled.url, paramstyle="named")
    assert Statement(named, CHANGE).written(sealed=b"new", wanted=b"h", idle=2) == 1
    assert Statement(named, FIND).first(wanted=b"h") == (2, b"new")
    named.dispose()


def test_threads_have_connections_of_their_own(filled: Engine) -> None:
    find, found = Statement(filled, FIND), []
    threads = [threading.Thread(target=lambda: found.append(find.first(wanted=b"h"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(1, b"s")] * 8
    assert in_use(filled) == 0


def test_a_lock_that_lasts_is_unavailable(filled: Engine, impatient: Engine) -> None:
    with filled.connect() as holder:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked") as error:
            Statement(impatient, CHANGE).written(wanted=b"h", idle=2, sealed=WORD)
        assert Statement(impatient, FIND).first(wanted=b"h") == (1, b"s"), "reading goes on"
        holder.rollback()
    assert isinstance(error.value, Unavailable)
    assert WORD.decode() not in str(error.value)
    assert Statement(impatient, CHANGE).written(wanted=b"h", idle=2, sealed=b"new") == 1
    assert in_use(impatient) == 0


def test_a_database_that_is_full_is_unavailable(filled: Engine) -> None:
    with filled.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable, match="full"):
        Statement(filled, CHANGE).written(wanted=b"h", idle=2, sealed=bytes(100_000))
    assert Statement(filled, FIND).first(wanted=b"h") == (1, b"s"), "nothing of it was saved"
    assert in_use(filled) == 0


def test_a_database_that_is_gone_is_unavailable(filled: Engine, tmp_path: Path) -> None:
    find, change = Statement(filled, FIND), Statement(filled, CHANGE)
    filled.dispose()
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    with pytest.raises(Unavailable, match="unable to open"):
        find.first(wanted=b"h")
    with pytest.raises(Unavailable, match="unable to open"):
        change.written(wanted=b"h", idle=2, sealed=WORD)
    assert in_use(filled) == 0
    (tmp_path / "elsewhere").rename(tmp_path / "data")
    assert find.first(wanted=b"h") == (1, b"s"), "it goes on when the database is back"


def test_a_table_that_is_gone_is_unavailable(filled: Engine) -> None:
    with filled.begin() as connection:
        sessions.drop(connection)
    with pytest.raises(Unavailable, match="no such table"):
        Statement(filled, FIND).first(wanted=b"h")
    assert in_use(filled) == 0


def test_a_connection_that_is_lost_is_replaced(filled: Engine) -> None:
    find, connection = Statement(filled, FIND), filled.raw_connection()
    lost: Any = connection.dbapi_connection
    connection.close()
    lost.close()
    with pytest.raises(Unavailable, match="closed database"):
        find.first(wanted=b"h")
    assert find.first(wanted=b"h") == (1, b"s")
    assert in_use(filled) == 0


def test_other_errors_keep_the_class_that_core_gives_them(filled: Engine) -> None:
    with pytest.raises(IntegrityError, match="NOT NULL") as error:
        Statement(filled, CHANGE).written(wanted=b"h", idle=None, sealed=WORD)
    assert WORD.decode() not in str(error.value)


def test_what_was_not_committed_is_taken_back(filled: Engine) -> None:
    change = Statement(filled, CHANGE)

    def fail(_connection: object, cursor: Any) -> None:
        assert cursor.rowcount == 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change._run({"wanted": b"h", "idle": 2, "sealed": b"new"}, fail)
    assert Statement(filled, FIND).first(wanted=b"h") == (1, b"s")
    assert in_use(filled) == 0


def test_the_stores_say_unavailable_too(store: PlanStore, engine: Engine, tmp_path: Path) -> None:
    opened, visits = store.create(Plan()), SessionStore(engine)
    token = visits.start(Session())
    engine.dispose()
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    ways: list[Callable[[], object]] = [
        lambda: visits.load(token),
        lambda: store.load(opened.key),
        lambda: store.unlock(opened.kept.code),
        lambda: store.update(opened.key, lambda kept: kept, loaded=None),
    ]
    for way in ways:
        with pytest.raises(Unavailable):
            way()
