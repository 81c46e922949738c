"""Another pepper: every row sealed anew under it, without any code, and whole again after a cut at any moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, select, update

from trajectplan.storage.database import FORMAT, GONE_DAY, plans, settle
from trajectplan.storage.encryption import PepperSeal, Tampered, new_key
from trajectplan.storage.kept import NewerFormat
from trajectplan.storage.pepper import FILE, NEW_FILE, SecretsError, read_secret, sync_folder, write_secret
from trajectplan.storage.tokens import DAY, words_key

WORDS_FILE = "words.before"
SAMPLE = 5
"""Rows by which a pepper is tried: several, as one may be damaged."""
_BATCH = 500

_WAY_IN = select(plans.c.id, plans.c.lookup, plans.c.wrapped_key).where(plans.c.expires_day != GONE_DAY)
_NEXT = _WAY_IN.where(plans.c.id > bindparam("last")).order_by(plans.c.id).limit(_BATCH)
_RESEAL = (
    update(plans)
    .where(plans.c.id == bindparam("row"))
    .values(lookup=bindparam("lookup"), wrapped_key=bindparam("wrapped_key"))
)


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many plans are under the new pepper now, and how many damaged rows were left as they were."""

    plans: int
    damaged: int


def fits(engine: Engine, pepper: bytes) -> bool | None:
    """Whether the plans in the database are sealed under this pepper; ``None`` when there are none to try it on."""
    with engine.connect() as connection:
        lookups = connection.execute(_WAY_IN.with_only_columns(plans.c.lookup).limit(SAMPLE)).scalars().all()
    seal = PepperSeal(pepper)
    return any(seal.knows(lookup) for lookup in lookups) if lookups else None


def finish_rotation(engine: Engine, data_dir: Path) -> bool:
    """Give a new pepper its name when a change was cut off after the rows; whether there was one.

    A change cut off before the rows leaves the old pepper in force, and a new one that nothing is sealed under.
    """
    new = data_dir / NEW_FILE
    if not new.exists() or not fits(engine, read_secret(new)):
        return False
    with suppress(FileNotFoundError):  # another process that starts now was faster
        new.replace(data_dir / FILE)
    sync_folder(data_dir)
    return True


def rotate(engine: Engine, data_dir: Path) -> Resealed:
    """Change the pepper in ``data_dir``; the server must be stopped. Raises ``SecretsError``, ``NewerFormat``.

    The new pepper is on disk beside the old one before the first row changes, and all rows change in one transaction.
    So at every moment one of the two fits all rows, and ``finish_rotation`` finds out which.
    """
    old = read_secret(data_dir / FILE)
    write_secret(data_dir / NEW_FILE, new_key())
    done = reseal(engine, data_dir, old, read_secret(data_dir / NEW_FILE))
    (data_dir / NEW_FILE).replace(data_dir / FILE)
    sync_folder(data_dir)
    return done


def rotate_to(engine: Engine, data_dir: Path, old: bytes, target: Path) -> Resealed:
    """As ``rotate``, to a pepper in ``target``, for an owner who puts it in the place of ``old`` himself.

    ``target`` is made unless it is there from an attempt that was cut off.
    """
    if not target.exists():
        write_secret(target, new_key())
    new = read_secret(target)
    # Cut off after the rows: nothing is left to do but what he does himself.
    is_done = bool(fits(engine, new))
    return reseal(engine, data_dir, new if is_done else old, new)


def reseal(engine: Engine, data_dir: Path, old: bytes, new: bytes) -> Resealed:
    """Seal all rows under ``new`` in one transaction. Raises ``SecretsError``, ``NewerFormat``, ``Unavailable``."""
    if fits(engine, old) is False:
        raise SecretsError("The pepper isn't the one with which the plans in the database were sealed: restore it")
    if old != new:
        # Pages that are open now carry words sealed under the old one, and she was told that they are kept.
        write_secret(data_dir / WORDS_FILE, words_key(old))
    before, after = PepperSeal(old), PepperSeal(new)
    count = damaged = 0
    with engine.begin() as connection:
        if connection.execute(select(plans.c.id).where(plans.c.format != FORMAT).limit(1)).first():
            raise NewerFormat
        for batch in _batches(connection):
            ways = [(row.id, way_in(row.id, row.lookup, row.wrapped_key, before, after)) for row in batch]
            sealed = [{"row": row_id, **way} for row_id, way in ways if way]
            if sealed:
                connection.execute(_RESEAL, sealed)
            count, damaged = count + len(sealed), damaged + len(batch) - len(sealed)
    settle(engine)
    return Resealed(count, damaged)


def former_words(data_dir: Path, now: Callable[[], float] = time.time) -> bytes | None:
    """The key of words in pages from before the last change of the pepper; for a day, then it is deleted."""
    path = data_dir / WORDS_FILE
    if not path.exists():
        return None
    if now() - path.stat().st_mtime > DAY:
        path.unlink(missing_ok=True)
        return None
    return read_secret(path)


def way_in(
    row_id: bytes, lookup: bytes, wrapped_key: bytes, old: PepperSeal, new: PepperSeal
) -> dict[str, bytes] | None:
    """The two columns that lead to a row, under another pepper; ``None`` for a damaged row, which opens under none."""
    try:
        return {
            "lookup": new.lookup(old.found(lookup)),
            "wrapped_key": new.wrap(old.unwrap(wrapped_key, row_id), row_id),
        }
    except Tampered:
        return None


def _batches(connection: Connection) -> Iterator[Sequence[Row[Any, Any, Any]]]:
    last = b""
    while batch := connection.execute(_NEXT, {"last": last}).all():
        yield batch
        last = batch[-1].id
