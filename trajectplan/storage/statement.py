"""A statement that runs at every request: written with SQLAlchemy Core, compiled once, run without its overhead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.sql import Select, Update

Result = TypeVar("Result")


class Statement:
    """Runs on connections of the engine's pool, in a transaction of its own.

    Core's own execution takes 0.2 ms of processor, several times what SQLite needs to read a row. Values go in by the
    names of the statement's ``bindparam``s, and reach the driver as they are: numbers and bytes, as all columns of
    ours hold. Every column that an ``Update`` sets needs a ``bindparam``.

    Raises the same errors as Core does: ``Unavailable`` when the database is locked for long, full or gone. Values
    never stand in their messages.
    """

    def __init__(self, engine: Engine, statement: Select[Any] | Update) -> None:
        compiled = statement.compile(engine)
        self._engine = engine
        self._text = str(compiled)
        # Drivers take values either in the order of the text or by name.
        self._order = compiled.positiontup

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row of a select, its columns in their order; ``None`` without one."""
        return self._run(values, _first)

    def written(self, **values: Any) -> int:
        """How many rows a change changed; it is on disk when this returns."""
        return self._run(values, _written)

    def _run(self, values: dict[str, Any], then: Callable[[PoolProxiedConnection, Any], Result]) -> Result:
        """What ``then`` takes from connection and cursor. What it doesn't commit is rolled back."""
        given = values if self._order is None else [values[name] for name in self._order]
        connection: PoolProxiedConnection | None = None
        try:
            connection = self._engine.raw_connection()
            cursor = connection.cursor()
            try:
                cursor.execute(self._text, given)
                return then(connection, cursor)
            finally:
                cursor.close()
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise self._wrapped(error, connection) from error
        finally:
            if connection is not None:
                connection.close()  # back into the pool, which rolls back

    def _wrapped(self, error: Any, connection: PoolProxiedConnection | None) -> BaseException:
        """The error as Core raises it. A connection that is of no use any more is thrown away, as Core does."""
        dialect = self._engine.dialect
        is_lost = connection is not None and dialect.is_disconnect(error, connection.dbapi_connection, None)
        if is_lost and connection is not None:
            connection.invalidate(error)
        wrapped: BaseException = DBAPIError.instance(
            self._text,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=is_lost,
            dialect=dialect,
        )
        return wrapped


def _first(_connection: PoolProxiedConnection, cursor: Any) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _written(connection: PoolProxiedConnection, cursor: Any) -> int:
    count: int = cursor.rowcount
    connection.commit()
    return count
