"""Sessions: the cookie holds a token, the database what only that token opens, and leaving it alone ends it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Engine, Update, bindparam, delete, insert, select, update

from trajectplan.storage.database import Unavailable, sessions, settle
from trajectplan.storage.encryption import Tampered, derive_key, open_sealed, pad, seal, unpad
from trajectplan.storage.kept import PlanKey
from trajectplan.storage.statement import Statement

TOKEN_BYTES = 32
SHARED_IDLE = 15 * 60
OWN_IDLE = 12 * 60 * 60
MINUTE = 60
"""Visits are written down by the minute in which they were: more exactly is nobody's business."""
AHEAD = 2 * MINUTE
"""So much the clocks of several processes may differ, in seconds."""
_MULTIPLE = 256
"""Sealed sessions are padded to multiples of so many bytes."""

_THIS = sessions.c.hash == bindparam("wanted")
_BY_HASH = select(sessions.c.last_seen, sessions.c.idle, sessions.c.sealed).where(_THIS)
_TOUCH = update(sessions).where(_THIS).values(last_seen=bindparam("last_seen"))


@dataclass(frozen=True, slots=True)
class Session:
    """What the server remembers of one browser: ``device`` is ``"mine"``, ``"shared"`` or not yet said.

    ``plan`` opens the plan; ``also`` holds small things between two pages.
    """

    language: str = "nl"
    device: str = ""
    plan: PlanKey | None = None
    also: Mapping[str, str] = field(default_factory=dict)


class SessionStore:
    """Sessions in the database, each in a row under the SHA-256 of its token, sealed under a key out of the token.

    The database alone opens none of them, and the token itself is nowhere but in the cookie. Idle time is counted
    here, in seconds since the last visit: ``shared_idle`` unless she said that the device is her own. As only the
    minute of a visit is written down, a session may last up to a minute longer, but never shorter.
    """

    def __init__(
        self,
        engine: Engine,
        now: Callable[[], float] = time.time,
        shared_idle: int = SHARED_IDLE,
        own_idle: int = OWN_IDLE,
    ) -> None:
        self._engine = engine
        self._now = now
        self._shared_idle = shared_idle
        self._own_idle = own_idle
        self._by_hash, self._touch = Statement(engine, _BY_HASH), Statement(engine, _TOUCH)

    def start(self, session: Session) -> str:
        """Keep a new session; its token, for the cookie."""
        secret = os.urandom(TOKEN_BYTES)
        with self._engine.begin() as connection:
            connection.execute(insert(sessions).values(hash=_hash(secret), **self._row(secret, session)))
        return base64.urlsafe_b64encode(secret).decode().rstrip("=")

    def load(self, token: str) -> Session | None:
        """The session of a token; this counts as a visit. ``None`` for a token that is unknown or no token at all.

        A session left alone for too long ends here: its row, and with it the key of the plan, is taken away, or at the
        next purge when nothing can be written now.
        """
        secret = _secret(token)
        if secret is None:
            return None
        row = self._by_hash.first(wanted=_hash(secret))
        if row is None:
            return None
        last_seen, idle, sealed = row
        session = _opened(secret, sealed, idle)
        if session is None or self._is_over(last_seen, idle):
            with suppress(Unavailable):
                self.end(token)
            return None
        if last_seen < self._minute():
            # A page can be read while nothing can be written: then her session ends a little sooner.
            with suppress(Unavailable):
                self._touch.written(wanted=_hash(secret), last_seen=self._minute())
        return session

    def left(self, token: str) -> int:
        """In how many seconds a session will be over if it is left alone; 0 when it is. Asking this is no visit."""
        secret = _secret(token)
        row = self._by_hash.first(wanted=_hash(secret)) if secret else None
        if row is None:
            return 0
        over: int = row[0] + row[1] + 1  # last seen, and how long it may be left alone
        return max(0, over - self._certainly_over())

    def peek(self, token: str) -> Session | None:
        """What a session holds; ``None`` when it is over or unknown. Asking this is no visit."""
        secret = _secret(token)
        row = self._by_hash.first(wanted=_hash(secret)) if secret else None
        if secret is None or row is None:
            return None
        last_seen, idle, sealed = row
        return None if self._is_over(last_seen, idle) else _opened(secret, sealed, idle)

    def save(self, token: str, session: Session) -> None:
        """Write a session anew under its token; nothing happens when it has ended meanwhile.

        A plan that is open in it stays so, in the row where it stands by now: a page that was asked for before that and
        answered after must not close it, nor lead back to a row that is gone.
        """
        secret = _secret(token)
        while secret is not None and (row := self._by_hash.first(wanted=_hash(secret))):
            _last_seen, idle, sealed = row
            kept = _opened(secret, sealed, idle)
            if kept and kept.plan:
                session = replace(session, plan=kept.plan)
            same = (sessions.c.hash == _hash(secret)) & (sessions.c.sealed == sealed)
            with self._engine.begin() as connection:
                if connection.execute(update(sessions).where(same).values(**self._row(secret, session))).rowcount:
                    return

    def moved(self, token: str, session: Session) -> Update:
        """What ``PlanStore.new_code`` is to write along with the plan: this session, with the plan's new key."""
        secret = base64.b64decode(token + "=", altchars=b"-_")
        return update(sessions).where(sessions.c.hash == _hash(secret)).values(**self._row(secret, session))

    def end(self, token: str) -> None:
        """End a session, if there is one."""
        secret = _secret(token)
        if secret is not None:
            with self._engine.begin() as connection:
                connection.execute(delete(sessions).where(sessions.c.hash == _hash(secret)))

    def close(self, token: str) -> Session | None:
        """End a session at once; what it held, for the last time. ``None`` when it was over."""
        session = self.peek(token)
        self.end(token)
        return session

    def purge(self) -> int:
        """Take away every session that was left alone for too long; how many there were."""
        rested = sessions.c.last_seen + sessions.c.idle < self._certainly_over()
        over = rested | (sessions.c.last_seen > self._now() + AHEAD)
        with self._engine.begin() as connection:
            count = connection.execute(delete(sessions).where(over)).rowcount
        settle(self._engine)
        return count

    def _row(self, secret: bytes, session: Session) -> dict[str, Any]:
        idle = self._own_idle if session.device == "mine" else self._shared_idle
        return {"last_seen": self._minute(), "idle": idle, "sealed": _sealed(secret, session, idle)}

    def _minute(self) -> int:
        """The second with which this minute began."""
        return int(self._now()) // MINUTE * MINUTE

    def _is_over(self, last_seen: int, idle: int) -> bool:
        """Whether a session was left alone for too long, or was used at a time that hasn't come: a clock was wrong."""
        return last_seen + idle < self._certainly_over() or last_seen > self._now() + AHEAD

    def _certainly_over(self) -> int:
        """What last minute and idle time together must stay under; as if the visit was at the end of its minute."""
        return int(self._now()) - (MINUTE - 1)


def _secret(token: str) -> bytes | None:
    """The bytes of a token, or ``None`` for what can't be one."""
    try:
        secret = base64.b64decode(token.encode("ascii") + b"=", altchars=b"-_", validate=True)
    except ValueError:
        return None
    return secret if len(secret) == TOKEN_BYTES else None


def _hash(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()


def _place(secret: bytes, idle: int) -> bytes:
    """What a sealed session is tied to: its row and the time it may be left alone."""
    return f"session {idle} ".encode() + _hash(secret)


def _sealed(secret: bytes, session: Session, idle: int) -> bytes:
    plan = session.plan and [session.plan.id.hex(), session.plan.data_key.hex()]
    text = json.dumps([session.language, session.device, plan, dict(session.also)])
    return seal(derive_key(secret, "session"), pad(text.encode(), _MULTIPLE), _place(secret, idle))


def _opened(secret: bytes, sealed: bytes, idle: int) -> Session | None:
    try:
        text = unpad(open_sealed(derive_key(secret, "session"), sealed, _place(secret, idle)))
        language, device, plan, also = json.loads(text)
    except Tampered:
        return None
    key = PlanKey(bytes.fromhex(plan[0]), bytes.fromhex(plan[1])) if plan else None
    return Session(language, device, key, also)
