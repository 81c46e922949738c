"""SQLite's connections: to the file of the start and no other, and impatient while another program locks it."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError

HURRIED_MS = 250
"""How long a writer waits when another has just waited in vain: else all threads would wait, and no page come."""
HURRIED_SECONDS = 30.0
_WAITS = "waits"


class NotTheFile(sqlite3.OperationalError):
    """The file of the start is gone, or another one lies in its place; put it back, or start again."""


class Connections:
    """Watches over the connections of an engine on one file.

    SQLite goes on writing into a file that was deleted or replaced: what she was told is saved would be nowhere. And
    another file in its place would be taken together with the journal of the first. So a connection is opened, and used
    again, only while the file at its path is the one that was there at the start.
    """

    def __init__(self, path: Path, busy_ms: int) -> None:
        """``busy_ms`` is how long a writer waits for another one, in milliseconds."""
        self._busy_ms = busy_ms
        self._path = path
        self._first = self._file()
        self._hurried_until = 0.0

    def watch(self, engine: Engine) -> None:
        """Watch the connections of this engine, before it has any."""
        event.listen(engine, "do_connect", self._open)
        event.listen(engine, "connect", self._opened)
        event.listen(engine, "checkout", self._taken)

    def waited_in_vain(self) -> None:
        """A writer waited as long as it may."""
        self._hurried_until = time.monotonic() + HURRIED_SECONDS

    def _open(self, _dialect: object, _record: object, _arguments: object, named: dict[str, Any]) -> None:
        if self._file() != self._first:
            raise NotTheFile("unable to open the database file of the start")
        named["factory"] = _Connection

    def _opened(self, connection: Any, record: Any) -> None:
        connection.watch = self
        record.info[_WAITS] = self._busy_ms

    def _taken(self, connection: Any, record: Any, _proxy: object) -> None:
        if self._file() != self._first:
            raise DisconnectionError("the file is gone, or another one")
        waits = HURRIED_MS if time.monotonic() < self._hurried_until else self._busy_ms
        if record.info[_WAITS] != waits:
            connection.execute(f"PRAGMA busy_timeout={waits}")
            record.info[_WAITS] = waits

    def _file(self) -> tuple[int, int]:
        """What tells the file at the path from every other; zeros for none."""
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0
        return found.st_dev, found.st_ino


def wait_briefly(connection: Connection, milliseconds: int) -> None:
    """Let this connection wait for others no longer than this, until it is taken out of the pool the next time."""
    connection.info[_WAITS] = milliseconds
    connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")


class _Connection(sqlite3.Connection):
    """A connection whose cursors tell when they waited in vain."""

    watch: Connections

    def cursor(self, factory: Any = None) -> Any:
        """A cursor of ours."""
        return super().cursor(factory or _Cursor)


class _Cursor(sqlite3.Cursor):
    connection: _Connection

    def execute(self, *arguments: Any) -> Any:
        """Run one statement."""
        try:
            return super().execute(*arguments)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                self.connection.watch.waited_in_vain()
            raise
