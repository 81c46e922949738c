"""Where plans are kept: each sealed in one row that only its code, or a session that has it open, can unlock."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Update, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from trajectplan.plan.document import Plan
from trajectplan.storage.burial import Burial
from trajectplan.storage.clock import JUMP, Clock
from trajectplan.storage.database import FORMAT, GONE_DAY, Unavailable, open_database, plans
from trajectplan.storage.derivation import ID_BYTES, Busy, CodePool, Derivation, Derived
from trajectplan.storage.encryption import PepperSeal, Tampered, new_key, open_sealed, seal
from trajectplan.storage.kept import FORMER, MONTHS, Kept, NewerFormat, Opened, PlanKey, TooLarge, months_after
from trajectplan.storage.pepper import SecretsError
from trajectplan.storage.resume_code import DIGITS
from trajectplan.storage.rotation import fits
from trajectplan.storage.statement import Statement
from trajectplan.storage.tombstones import Tombstones

__all__ = [
    "Busy",
    "Gone",
    "Kept",
    "NewerFormat",
    "Opened",
    "PlanKey",
    "PlanStore",
    "Tampered",
    "TooLarge",
    "Unavailable",
    "UnknownCode",
]


class UnknownCode(LookupError):  # noqa: N818 - says what happened
    """No plan has this code, or it isn't kept any more."""


class Gone(LookupError):  # noqa: N818 - says what happened
    """The plan was deleted, or its time is over."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """A row as it was read, all but the column by which its code finds it."""

    id: bytes
    wrapped_key: bytes
    format: int
    revision: int
    last_day: int
    expires_day: int
    content: bytes

    @property
    def associated(self) -> bytes:
        """What its content must be tied to."""
        return _place(self.id, self.format, self.revision, self.last_day, self.expires_day)


_COLUMNS = tuple(column.name for column in fields(_Stored))

_SELECT = select(*(plans.c[column] for column in _COLUMNS))
_BY_ID = _SELECT.where(plans.c.id == bindparam("wanted"))
_BY_LOOKUP = _SELECT.where(plans.c.lookup == bindparam("wanted"))
_REWRITE = (
    update(plans)
    .where((plans.c.id == bindparam("row")) & (plans.c.revision == bindparam("seen")))
    .values({name: bindparam(name) for name in ("format", "revision", "last_day", "expires_day", "content")})
)


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What is to be written, as columns and as its owner sees it."""

    columns: dict[str, Any]
    opened: Opened


class PlanStore:
    """Plans in a database, sealed.

    A row has a random ``id``; ``lookup``, AES-SIV under the pepper of the id that the code gives; ``wrapped_key``, the
    row's own random key, sealed under the key that the code gives and once more under the pepper; ``content``, the
    padded plan, sealed under the row's key and tied to all the other columns; ``format`` and ``revision``; and two
    days, the last visit's and the last on which it is kept.

    Only ``lookup`` and ``wrapped_key`` depend on code and pepper. So a stronger derivation or another pepper
    (``rotation.py``) writes these two anew and leaves content and open sessions as they are. A new code doesn't: it
    moves the plan to a row of its own (``new_code`` says why).

    ``url`` may be an engine made by ``open_database``. Every method may be called from any thread, and from several
    processes on one database. All raise ``Unavailable`` when the database can't be reached or written.
    """

    def __init__(
        self,
        url: Engine | str,
        pepper: bytes,
        derivation: Derivation,
        pool: CodePool | None = None,
        clock: Clock | None = None,
        code_digits: int = DIGITS,
        tombstones: Tombstones | None = None,
    ) -> None:
        """Open the store. Raises ``SecretsError`` when the plans in it were sealed with another pepper.

        Without ``clock`` any day is believed; without ``tombstones`` nothing is noted of what is taken away.
        """
        self.engine = url if isinstance(url, Engine) else open_database(url)
        self._pepper = PepperSeal(pepper)
        self._derivation = derivation
        self._pool = pool or CodePool(derivation, digits=code_digits)
        self.clock = clock or Clock()
        self._by_id, self._by_lookup = Statement(self.engine, _BY_ID), Statement(self.engine, _BY_LOOKUP)
        self._rewrite = Statement(self.engine, _REWRITE)
        self._burial = Burial(self.engine, tombstones)
        if fits(self.engine, pepper) is False:
            raise SecretsError("The pepper isn't the one with which the plans in the database were sealed: restore it")

    def create(self, plan: Plan, *, months: int = MONTHS, who: bytes = b"") -> Opened:
        """Keep a new plan under a new code; ``who`` is as in ``Derivation``. Raises ``TooLarge``, ``Busy``."""
        while True:
            code, derived = self._pool.take(who)
            key = PlanKey(os.urandom(ID_BYTES), new_key())
            kept = Kept(plan, code, months=months)
            fresh = self._sealed(key, kept, revision=1)
            try:
                with self.engine.begin() as connection:
                    self._insert(connection, fresh, derived)
            except IntegrityError:
                continue  # once in a very long while a code is someone's already: take another
            return fresh.opened

    def unlock(self, code: str, *, who: bytes = b"") -> Opened:
        """The plan of a normalised code; counts as a visit. ``who`` is as in ``Derivation``.

        Raises ``UnknownCode``, ``Busy``, ``Tampered``, ``NewerFormat``.
        """
        newest = self._derivation.derive(code, who=who)
        stored, derived = self._find(code, newest, who)
        inner = self._pepper.unwrap(stored.wrapped_key, stored.id)
        key = PlanKey(stored.id, open_sealed(derived.key, inner, _inner_place(stored.id)))
        try:
            opened = self._visited(key)
        except Gone:
            raise UnknownCode from None
        if derived is not newest:
            self._move(key, derived, newest)
        return opened

    def load(self, key: PlanKey) -> Opened:
        """The plan that a session has open. Raises ``Gone``, ``Tampered``, ``NewerFormat``."""
        stored = self._row(self._by_id, key.id)
        if stored is None:
            raise Gone
        kept = Kept.from_bytes(open_sealed(key.data_key, stored.content, stored.associated))
        return Opened(
            key, kept, stored.revision, date.fromordinal(stored.expires_day), date.fromordinal(stored.last_day)
        )

    def update(self, key: PlanKey, change: Callable[[Kept], Kept], *, loaded: Opened | None = None) -> Opened:
        """Load the plan, change it, save it; counts as a visit. Raises ``Gone``, ``TooLarge``, ``Tampered``.

        ``change`` is called again, on what the other one wrote, when another writer was faster; so it must do nothing
        but make the new from the old. Nothing is written where it makes no difference. ``loaded`` is the plan as it
        was just loaded, if it was: then it need not be loaded twice.
        """
        opened = loaded or self.load(key)
        while True:  # every turn that fails means that another writer's succeeded
            kept = change(opened.kept)
            if kept == opened.kept:
                return opened
            if written := self._write(opened, kept):
                return written
            opened = self.load(key)

    def new_code(self, key: PlanKey, *, along: Callable[[PlanKey], Update] | None = None, who: bytes = b"") -> Opened:
        """Give the plan another code, not yet written down; the one it had opens nothing from now on.

        The plan moves to another row under another key, and the old row is taken away. So every other session that
        has it open ends: whoever knew the code may sit in one, and could read the new code there. And no backup that
        knows the old code brings the plan back. What ``along`` makes of the new key is written in the same
        transaction: her own session, else a cut between the two would leave her with a code that she never saw.

        Raises ``Busy``, ``Gone``, ``TooLarge``, ``Tampered``, ``NewerFormat``.
        """
        opened = self.load(key)
        code, derived = self._pool.take(who)
        while True:
            try:
                moved = self._moved(opened, code, derived, along)
            except IntegrityError:
                code, derived = self._pool.take(who)  # as in ``create``
                continue
            if moved:
                self._burial.finish_quietly()
                return moved
            opened = self.load(key)  # another writer was faster

    def delete(self, key: PlanKey) -> bool:
        """Take the plan away for good; whether it was there, and not gone already or moved under another code."""
        with self.engine.begin() as connection:
            count = self._burial.overwrite(connection, plans.c.id == key.id)
        self._burial.finish_quietly()
        return bool(count)

    def purge(self) -> int:
        """Take away every plan whose time is over, and finish what was cut off; how many were over.

        It can't be undone, so first see whether the clock can be believed (``Clock``). Raises ``OSError`` when
        tombstones can't be written, ``SecretsError`` when they are damaged.
        """
        with self.engine.begin() as connection:
            count = self._burial.overwrite(connection, self._is_over())
        self.finish_deletions()
        self._burial.forget()
        return count

    def over(self) -> int:
        """How many plans the next purge will take away, if today is the day that the clock shows."""
        with self.engine.connect() as connection:
            counted = select(func.count()).select_from(plans).where(self._is_over(), plans.c.expires_day != GONE_DAY)
            return connection.execute(counted).scalar_one()

    def finish_deletions(self) -> None:
        """Finish the deletions that were cut off. Raises ``OSError`` when tombstones can't be written."""
        self._burial.finish()

    def take_away_again(self) -> int:
        """Take away what a tombstone says was taken away, and came back with an old file; how many there were."""
        return self._burial.repeat()

    def _is_over(self) -> ColumnElement[bool]:
        return plans.c.expires_day < self.clock.today.toordinal()

    # Reading ---------------------------------------------------------------------------------------------------------

    def _row(self, finding: Statement, wanted: bytes) -> _Stored | None:
        """The row, unless its time is over and only the next purge has still to take it away."""
        row = finding.first(wanted=wanted)
        if row is None:
            return None
        stored = _Stored(*row)
        if stored.format != FORMAT:
            raise NewerFormat
        return stored if stored.expires_day >= self.clock.earliest.toordinal() else None

    def _find(self, code: str, newest: Derived, who: bytes) -> tuple[_Stored, Derived]:
        """The row of a code, with what the code gave for it: by the newest derivation or by an older one."""
        first, *older = self._derivation.strengths
        # The newest once more at the end: the same code, given twice at once, may just have moved the plan there.
        for strength in (first, *older, first) if older else (first,):
            is_newest = strength is first
            derived = newest if is_newest else self._derivation.derive(code, strength, who=who)
            stored = self._row(self._by_lookup, self._pepper.lookup(derived.id))
            if stored is not None:
                return stored, derived
        raise UnknownCode

    # Writing ---------------------------------------------------------------------------------------------------------

    def _visited(self, key: PlanKey) -> Opened:
        """The plan, kept from today for as long as she wants."""
        while True:  # as in ``update``
            opened = self.load(key)
            if opened.visited == self._day_of_visit(opened.visited):
                return opened
            if written := self._write(opened, opened.kept):
                return written

    def _write(self, opened: Opened, kept: Kept) -> Opened | None:
        """Put ``kept`` in the place of what was opened; ``None`` when another writer was faster."""
        fresh = self._sealed(opened.key, kept, opened.revision + 1, since=opened.visited)
        written = self._rewrite.written(row=opened.key.id, seen=opened.revision, **fresh.columns)
        return fresh.opened if written else None

    def _moved(
        self, opened: Opened, code: str, derived: Derived, along: Callable[[PlanKey], Update] | None
    ) -> Opened | None:
        """The plan in a new row under this code; ``None`` when it was written since it was opened."""
        former = (opened.key.id.hex(), *opened.kept.former)[:FORMER]
        kept = replace(opened.kept, code=code, written_down=False, former=former)
        fresh = self._sealed(PlanKey(os.urandom(ID_BYTES), new_key()), kept, revision=1, since=opened.visited)
        as_opened = (plans.c.id == opened.key.id) & (plans.c.revision == opened.revision)
        with self.engine.begin() as connection:
            if not self._burial.overwrite(connection, as_opened):
                return None
            self._insert(connection, fresh, derived)
            if along and not connection.execute(along(fresh.opened.key)).rowcount:
                raise Gone  # her session ended meanwhile: nobody would ever see the new code, so the old one stays
        return fresh.opened

    def _insert(self, connection: Connection, fresh: _Fresh, derived: Derived) -> None:
        key = fresh.opened.key
        connection.execute(insert(plans).values(id=key.id, **self._way_in(key, derived), **fresh.columns))

    def _sealed(self, key: PlanKey, kept: Kept, revision: int, *, since: date = date.min) -> _Fresh:
        """What a visit of today writes, after the last one on ``since``."""
        today = self._day_of_visit(since)
        expires = months_after(today, kept.months)
        place = _place(key.id, FORMAT, revision, today.toordinal(), expires.toordinal())
        columns = {
            "format": FORMAT,
            "revision": revision,
            "last_day": today.toordinal(),
            "expires_day": expires.toordinal(),
            "content": seal(key.data_key, kept.to_bytes(), place),
        }
        return _Fresh(columns, Opened(key, kept, revision, expires, today))

    def _day_of_visit(self, since: date) -> date:
        """The day to write for a visit of today; a little later when the last one was so, by a clock that differs.

        A last visit that lies farther ahead was under a wrong clock, and this one puts it right.
        """
        latest = self.clock.latest
        return since if timedelta() <= since - latest <= JUMP else latest

    def _way_in(self, key: PlanKey, derived: Derived) -> dict[str, bytes]:
        """The two columns that lead from a code to a plan."""
        inner = seal(derived.key, key.data_key, _inner_place(key.id))
        return {"lookup": self._pepper.lookup(derived.id), "wrapped_key": self._pepper.wrap(inner, key.id)}

    def _move(self, key: PlanKey, old: Derived, new: Derived) -> None:
        """Let the same code lead to the plan by a stronger derivation from now on."""
        seen = (plans.c.id == key.id) & (plans.c.lookup == self._pepper.lookup(old.id))
        with self.engine.begin() as connection:
            connection.execute(update(plans).where(seen).values(**self._way_in(key, new)))


def _place(row_id: bytes, row_format: int, revision: int, last_day: int, expires_day: int) -> bytes:
    """What the content is tied to, so that nothing of a row can be changed or put into another one."""
    return f"plan {row_format} {revision} {last_day} {expires_day} ".encode() + row_id


def _inner_place(row_id: bytes) -> bytes:
    return b"data key " + row_id
