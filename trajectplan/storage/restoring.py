"""The way back from a backup, without the plans that were taken away or got another code since."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert, select

from trajectplan.storage.backup import COLUMNS, BackupError, about, opened
from trajectplan.storage.database import FORMAT, GONE_DAY, open_database, plans, settle
from trajectplan.storage.encryption import PepperSeal
from trajectplan.storage.pepper import sync_folder
from trajectplan.storage.rotation import SAMPLE, way_in
from trajectplan.storage.tombstones import Tombstones

_ASIDE = ".before-restore-"
_BATCH = 500
_NAMES = ", ".join(COLUMNS)
Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Restored:
    """How many plans are there again, how many stay away, and where what was there before is kept."""

    plans: int
    left_out: int
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Peppers:
    """The pepper that is in force, and the one of the time of the backup; often the same."""

    now: bytes
    then: bytes


def restore(backup: Path, database: Path, peppers: Peppers, tombstones: Tombstones) -> Restored:
    """Put the plans of ``backup`` in the place of those in ``database``; the server must be stopped.

    The new database is whole and on disk beside the old one before it takes its name, in one step; the old one stays
    under another. Sessions end. What is over comes back too, for the clock may be wrong: nothing opens it, and the next
    purge takes it away. The caller has seen to it that no tombstone is missing (``is_complete``). Raises
    ``BackupError`` and ``OSError``.
    """
    said = about(backup)
    _finish_deletions(database, tombstones)
    part = database.with_name(f"{database.name}.restoring")
    _remove(part)
    with closing(opened(backup)) as source:
        _check_pepper(source, backup, peppers)
        ids = [row[0] for row in source.execute("SELECT id FROM plans")]
        gone = set(tombstones.among(ids))
        engine = open_database(f"sqlite:///{part}")
        try:
            count = _fill(engine, _rows(source, gone), peppers)
        finally:
            engine.dispose()
    kept = _step_aside(database)
    part.replace(database)
    sync_folder(database.parent)
    return Restored(count, said.plans - count, kept)


def _finish_deletions(database: Path, tombstones: Tombstones) -> None:
    """Set the tombstones of deletions that were cut off before they had one: only the database that is there knows."""
    if database.exists():
        # A database that can't be read any more is what people restore for.
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(database.absolute().as_uri() + "?mode=ro", uri=True)) as old,
        ):
            tombstones.add([row for (row,) in old.execute("SELECT id FROM plans WHERE expires_day = ?", (GONE_DAY,))])


def is_complete(backup: Path, tombstones: Tombstones) -> bool:
    """Whether every plan that was taken away since the backup was made is known."""
    return about(backup).day >= tombstones.since


def _check_pepper(source: sqlite3.Connection, backup: Path, peppers: Peppers) -> None:
    if source.execute("SELECT 1 FROM plans WHERE format != ?", (FORMAT,)).fetchone():
        raise BackupError(f"{backup} holds plans of a newer version of this program; install that version")
    lookups = source.execute("SELECT lookup FROM plans LIMIT ?", (SAMPLE,)).fetchall()
    seal = PepperSeal(peppers.then)
    if lookups and not any(seal.knows(lookup) for (lookup,) in lookups):
        raise BackupError(
            f"The plans in {backup} were sealed with another pepper; if it was changed since, name the old one with "
            "--pepper FILE"
        )


def _rows(source: sqlite3.Connection, gone: set[bytes]) -> Iterator[list[Columns]]:
    """The rows that may come back, some at a time."""
    cursor = source.execute(f"SELECT {_NAMES} FROM plans")  # noqa: S608 - the names are our own
    while batch := cursor.fetchmany(_BATCH):
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in batch]
        yield [row for row in rows if row["id"] not in gone]


def _fill(engine: Engine, batches: Iterator[list[Columns]], peppers: Peppers) -> int:
    """Write the rows under the pepper that is in force; how many there are."""
    then, now = PepperSeal(peppers.then), PepperSeal(peppers.now)
    with engine.begin() as connection:
        for rows in batches:
            if peppers.then != peppers.now:
                for row in rows:
                    # A damaged row comes back as it is: it opened before the backup no more than after it.
                    row.update(way_in(row["id"], row["lookup"], row["wrapped_key"], then, now) or {})
            if rows:
                connection.execute(insert(plans), rows)
    settle(engine)
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(plans)).scalar_one()


def _step_aside(database: Path) -> Path | None:
    """A second name for the database that is there, whatever state it is in; its own is free for another then."""
    if not database.exists():
        return None
    with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = _free_name(database)
    try:
        os.link(database, kept)
    except OSError:  # a file system without second names
        shutil.copy2(database, kept)
    # A journal that couldn't be emptied belongs to the old file, and would spoil the new one.
    for ending in ("-wal", "-shm"):
        journal = database.with_name(database.name + ending)
        if journal.exists():
            journal.replace(kept.with_name(kept.name + ending))
    return kept


def put_aside(database: Path) -> list[Path]:
    """The databases that lie beside this one since a ``restore``, the one written last at the end."""
    name = re.compile(re.escape(database.name) + _ASIDE + r"\d+")
    found = [path for path in database.parent.glob("*") if name.fullmatch(path.name)]
    return sorted(found, key=lambda path: path.stat().st_mtime)


def _free_name(database: Path) -> Path:
    number = 1
    while (name := database.with_name(f"{database.name}{_ASIDE}{number}")).exists():
        number += 1
    return name


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
