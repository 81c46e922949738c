"""The database: two small tables, opened in such a way that what is saved is on disk and what is deleted is gone."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from trajectplan.storage.connections import Connections, wait_briefly

FORMAT = 1
"""Of a row. A row of another format is left alone until a version of the program that knows it opens it."""
GONE_DAY = 0
"""As ``expires_day``, of what is left of a row whose keys and content were overwritten."""
BUSY_MS = 5000
"""How long a writer waits for another one."""
SETTLE_MS = 100
"""How long ``settle`` waits for readers: meanwhile nobody can write."""

Unavailable = DBAPIError
"""What is raised when the database is locked for long, full or gone: nothing was saved."""

metadata = MetaData()

plans = Table(
    "plans",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("lookup", LargeBinary, nullable=False, unique=True),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("format", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("expires_day", Integer, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""One row per plan; ``store.py`` says what is in it. Days are ordinals of ``datetime.date``: never a time of day."""

sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("last_seen", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("idle", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""One row per open session; ``sessions.py`` says what is in it. Times are seconds since 1970, of whole minutes."""

_PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


def open_database(url: str) -> Engine:
    """An engine for ``url``, with the tables made when they aren't there. A new SQLite file is its owner's alone."""
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        engine = create_engine(where, hide_parameters=True)
    else:
        engine = create_engine(where, hide_parameters=True, connect_args={"timeout": BUSY_MS / 1000})
        if where.database and where.database != ":memory:":
            _make_private(Path(where.database))
            Connections(Path(where.database), BUSY_MS).watch(engine)
        event.listen(engine, "connect", _prepare)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))
    return engine


def holds_plans(engine: Engine) -> bool:
    """Whether there is any plan in the database."""
    with engine.connect() as connection:
        living = select(plans.c.id).where(plans.c.expires_day != GONE_DAY).limit(1)
        return connection.execute(living).first() is not None


def last_visit(engine: Engine) -> date | None:
    """The day of the last visit to any plan, where there are plans."""
    with engine.connect() as connection:
        day = connection.execute(select(func.max(plans.c.last_day)).where(plans.c.expires_day != GONE_DAY)).scalar()
    return None if day is None else date.fromordinal(day)


def settle(engine: Engine) -> bool:
    """Empty SQLite's journal into its file, so that no deleted byte stays behind in it; PostgreSQL needs no such.

    Whether that was done: somebody who reads for long, as a backup does, prevents it, and it must be asked again later.
    """
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        wait_briefly(connection, SETTLE_MS)
        is_busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
    return not is_busy


def database_file(url: str) -> Path:
    """The file of an SQLite database."""
    return Path(str(make_url(url).database)).absolute()


def _make_private(path: Path) -> None:
    """An empty file that only its owner reads; SQLite gives its journals the same rights."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        _set(cursor, pragma)
    cursor.close()


def _set(cursor: Any, pragma: str) -> None:
    """Set one pragma; when two processes make a new file at once, one may have to try again for the journal."""
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            cursor.execute(f"PRAGMA {pragma}")
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
