"""The database: opened as promised, by several processes at once, and readable by its owner alone."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from platforms import has_rights
from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.schema import CreateTable

from trajectplan.storage import database
from trajectplan.storage.database import Unavailable, holds_plans, open_database, plans, sessions, settle

ROW = {
    "lookup": b"l",
    "wrapped_key": b"w",
    "format": 1,
    "revision": 1,
    "last_day": 1,
    "expires_day": 2,
    "content": b"c",
}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("secure_delete", 1),
        ("busy_timeout", 5000),
        ("temp_store", 2),  # memory
    ],
)
def test_every_connection_has_its_settings(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@has_rights
def test_the_files_are_their_owners_alone(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(insert(plans).values(id=b"i", **ROW))
        files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    assert files == {"plans.db": 0o600, "plans.db-wal": 0o600, "plans.db-shm": 0o600}


def test_a_second_opening_finds_what_the_first_left(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(plans).values(id=b"i", **ROW))
    again = open_database(str(engine.url))
    with again.connect() as connection:
        assert connection.execute(select(plans.c.id)).scalars().all() == [b"i"]
    again.dispose()


def test_it_knows_whether_it_holds_plans(engine: Engine) -> None:
    assert not holds_plans(engine)
    with engine.begin() as connection:
        connection.execute(insert(plans).values(id=b"i", **ROW))
    assert holds_plans(engine)


def test_settling_leaves_the_journal_empty(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(insert(plans).values(id=b"i", **ROW))
    journal = tmp_path / "data" / "plans.db-wal"
    assert journal.stat().st_size > 0
    settle(engine)
    assert journal.stat().st_size == 0


def test_settling_beside_a_long_reader_stalls_no_writer(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(insert(plans).values(id=b"i", **ROW))
    with closing(sqlite3.connect(tmp_path / "data" / "plans.db", isolation_level=None)) as backup:
        backup.execute("BEGIN")
        backup.execute("SELECT count(*) FROM plans").fetchall()
        with engine.begin() as connection:
            connection.execute(delete(plans))
        done: list[bool] = []
        settling = threading.Thread(target=lambda: done.append(settle(engine)))
        began = time.monotonic()
        settling.start()
        time.sleep(database.SETTLE_MS / 4000)  # now it holds the lock that writers need
        with engine.begin() as connection:
            connection.execute(insert(plans).values(id=b"j", **{**ROW, "lookup": b"m"}))
        settling.join()
        assert time.monotonic() - began < database.BUSY_MS / 2000
        assert done == [False], "it must be asked again"
    assert settle(engine)
    assert (tmp_path / "data" / "plans.db-wal").stat().st_size == 0
    with engine.connect() as first, engine.connect() as second:
        waits = {each.exec_driver_sql("PRAGMA busy_timeout").scalar_one() for each in (first, second)}
    assert waits == {database.BUSY_MS}


def test_deleted_bytes_are_overwritten(engine: Engine, tmp_path: Path) -> None:
    long_ago = b"what was written long ago" * 1000
    with engine.begin() as connection:
        connection.execute(insert(plans).values(id=b"i", **{**ROW, "content": long_ago}))
    settle(engine)
    assert b"long ago" in (tmp_path / "data" / "plans.db").read_bytes()
    with engine.begin() as connection:
        connection.execute(delete(plans))
    settle(engine)
    assert b"long ago" not in (tmp_path / "data" / "plans.db").read_bytes()


def test_errors_never_show_what_was_to_be_stored(engine: Engine) -> None:
    with pytest.raises(Unavailable) as error, engine.begin() as connection:
        connection.execute(insert(plans).values(id=b"i", **{**ROW, "lookup": None, "content": b"a planted word"}))
    assert "planted" not in str(error.value)
    with pytest.raises(StatementError) as other, engine.begin() as connection:
        connection.execute(insert(plans).values(id=b"i", **{**ROW, "content": "a planted word"}))
    assert "planted" not in str(other.value)


def test_types_are_kept_strictly(engine: Engine) -> None:
    with pytest.raises(Unavailable), engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO plans VALUES (x'00', x'00', x'00', 1, 'two', 3, 4, x'00')")


def test_a_lock_that_lasts_is_unavailable(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 10)
    monkeypatch.setattr(database, "_PRAGMAS", ("busy_timeout=10",))
    with engine.connect() as holder:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        other = open_database(str(engine.url))
        with pytest.raises(Unavailable), other.begin() as connection:
            connection.execute(insert(plans).values(id=b"i", **ROW))
        other.dispose()
        holder.rollback()


class Cursor:
    """A cursor that finds the file locked so many times."""

    def __init__(self, locked: int, message: str = "database is locked") -> None:
        self.locked, self.message, self.done = locked, message, ""

    def execute(self, statement: str) -> None:
        if self.locked:
            self.locked -= 1
            raise OSError(self.message)
        self.done = statement


def test_a_setting_is_tried_again_while_another_process_makes_the_file() -> None:
    cursor = Cursor(locked=3)
    database._set(cursor, "journal_mode=WAL")
    assert cursor.done == "PRAGMA journal_mode=WAL"


def test_a_setting_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="no database"):
        database._set(Cursor(locked=1, message="file is no database"), "journal_mode=WAL")
    monkeypatch.setattr(database, "BUSY_MS", 30)
    with pytest.raises(OSError, match="locked"):
        database._set(Cursor(locked=1000), "journal_mode=WAL")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plans.db").write_bytes(b"no database at all " * 100)
    with pytest.raises(Unavailable):
        open_database(f"sqlite:///{tmp_path / 'plans.db'}")


def test_it_can_be_opened_in_memory() -> None:
    engine = open_database("sqlite://")
    assert not holds_plans(engine)
    settle(engine)
    engine.dispose()


def test_processes_that_start_at_once_make_one_database(tmp_path: Path) -> None:
    program = (
        "import sys; from sqlalchemy import insert\n"
        "from trajectplan.storage.database import open_database, plans\n"
        "sys.stdin.read(1)\n"
        "with open_database(sys.argv[1]).begin() as connection:\n"
        "    key = sys.argv[2].encode()\n"
        "    row = dict(wrapped_key=b'', format=1, revision=1, last_day=1, expires_day=2, content=b'')\n"
        "    connection.execute(insert(plans).values(id=key, lookup=key, **row))\n"
    )
    url = f"sqlite:///{tmp_path / 'data' / 'plans.db'}"
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", program, url, str(number)], stdin=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        for number in range(4)
    ]
    for start in starts:
        start.communicate(b"g")
    assert [start.returncode for start in starts] == [0, 0, 0, 0]
    engine = open_database(url)
    with engine.connect() as connection:
        assert sorted(connection.execute(select(plans.c.id)).scalars()) == [b"0", b"1", b"2", b"3"]
    engine.dispose()


def test_the_tables_can_be_made_in_postgresql_too() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    written = str(CreateTable(plans, if_not_exists=True).compile(dialect=dialect))
    assert "content BYTEA NOT NULL" in written
    assert "last_seen BIGINT" in str(CreateTable(sessions).compile(dialect=dialect))


def test_unavailable_is_what_a_lock_raises() -> None:
    assert issubclass(OperationalError, Unavailable)
