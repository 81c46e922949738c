"""A backup of the plans, made while the server runs: only what lives, at one moment, checked after writing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from trajectplan.storage.database import BUSY_MS, GONE_DAY, plans
from trajectplan.storage.pepper import sync_folder

FORMAT = 1
"""Of a backup; its rows have a format of their own."""
COLUMNS = tuple(column.name for column in plans.columns)
_NAMES = ", ".join(COLUMNS)
_ABOUT = "CREATE TABLE backup (format INTEGER NOT NULL, day TEXT NOT NULL, plans INTEGER NOT NULL) STRICT"


class BackupError(RuntimeError):
    """A backup that can't be made or used; its text is one line for the operator."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself: the day on which it was begun, and how many plans are in it."""

    day: date
    plans: int


def make_backup(database: Path, target: Path, today: date) -> int:
    """Write all plans to the new file ``target``, as they are at one moment; how many there are.

    ``today`` must be no later than it is (``Clock.earliest``): what was deleted before isn't looked for when it is
    restored. Nobody waits for it. Row by row and not as a copy of the file: so no session gets into it, nor what was
    freed in the file. Raises ``BackupError`` and ``OSError``.
    """
    if not database.is_file():
        raise BackupError(f"There is no database {database} yet: nothing to back up")
    with _reserved(target) as part:
        try:
            count = _copy(database, part, today)
        except sqlite3.Error as error:
            raise BackupError(f"The backup can't be made: {error}") from None
        if about(part) != About(today, count):
            raise BackupError(f"What was written isn't what was read: {target} was thrown away")
        _sync(part)
        part.replace(target)
        sync_folder(target.parent)
    return count


def about(backup: Path) -> About:
    """What a backup says of itself, once it is found to be whole. Raises ``BackupError`` and ``OSError``."""
    not_ours = f"{backup} isn't a backup that trajectplan backup made, or it is damaged"
    try:
        with closing(opened(backup)) as connection:
            [(found,)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
            [(format_, day, count)] = connection.execute("SELECT format, day, plans FROM backup").fetchall()
            [(rows,)] = connection.execute("SELECT count(*) FROM plans").fetchall()
            said = About(date.fromisoformat(day), count)
    except (sqlite3.Error, ValueError, TypeError):
        raise BackupError(not_ours) from None
    if format_ != FORMAT:
        raise BackupError(f"{backup} was made by another version of this program; restore it with that one")
    if found != "ok" or rows != count:
        raise BackupError(not_ours)
    return said


def opened(backup: Path) -> sqlite3.Connection:
    """A backup to read, and nothing else; raises ``OSError`` when it isn't there."""
    with backup.open("rb"):
        return sqlite3.connect(backup.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)


def _copy(database: Path, part: Path, today: date) -> int:
    with closing(sqlite3.connect(part.absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None)) as connection:
        connection.execute("ATTACH DATABASE ? AS live", (database.absolute().as_uri() + "?mode=rw",))
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute(str(CreateTable(plans).compile(dialect=sqlite.dialect())))
        connection.execute(_ABOUT)
        # One statement reads all rows as they are at one moment, whatever is written meanwhile.
        copy = f"INSERT INTO main.plans ({_NAMES}) SELECT {_NAMES} FROM live.plans WHERE expires_day != ?"  # noqa: S608 - the names are our own
        connection.execute("BEGIN")
        count = connection.execute(copy, (GONE_DAY,)).rowcount
        connection.execute("INSERT INTO backup VALUES (?, ?, ?)", (FORMAT, today.isoformat(), count))
        connection.execute("COMMIT")
    return count


@contextmanager
def _reserved(target: Path) -> Iterator[Path]:
    """A file beside ``target`` to write to, while an empty one holds its name; both go when it fails."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise BackupError(f"{target} exists already; name another file") from None
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield part
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
