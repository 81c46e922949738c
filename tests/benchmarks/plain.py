"""The program with storage and encryption taken out: plans, sessions and tokens as plain objects in memory."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from flask import Flask

from trajectplan.plan.document import Plan
from trajectplan.storage.kept import MONTHS, Kept, Opened, PlanKey
from trajectplan.storage.sessions import Session, SessionStore
from trajectplan.storage.store import Gone, PlanStore
from trajectplan.storage.tokens import DAY, FormTokens
from trajectplan.web.services import NAME, Services

CODE = "0000000000000000"


class PlainPlans(PlanStore):
    """Plans in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[bytes, Opened] = {}

    def create(self, plan: Plan, *, months: int = MONTHS, who: bytes = b"") -> Opened:  # noqa: ARG002
        """Keep a plan."""
        key = PlanKey(secrets.token_bytes(16), b"")
        expires = date.today() + timedelta(days=365)  # noqa: DTZ011 - any day will do
        self.kept[key.id] = Opened(key, Kept(plan, CODE, months=months), 1, expires)
        return self.kept[key.id]

    def load(self, key: PlanKey) -> Opened:
        """The plan itself."""
        if key.id not in self.kept:
            raise Gone
        return self.kept[key.id]

    def update(self, key: PlanKey, change: Callable[[Kept], Kept], *, loaded: Opened | None = None) -> Opened:
        """Put another plan in its place."""
        opened = loaded or self.load(key)
        kept = change(opened.kept)
        if kept != opened.kept:
            self.kept[key.id] = replace(opened, kept=kept, revision=opened.revision + 1)
        return self.kept[key.id]


class PlainSessions(SessionStore):
    """Sessions in a dictionary."""

    def __init__(self) -> None:
        self.started: dict[str, Session] = {}

    def start(self, session: Session) -> str:
        """Keep a session."""
        token = secrets.token_urlsafe(32)
        self.started[token] = session
        return token

    def load(self, token: str) -> Session | None:
        """The session itself."""
        return self.started.get(token)

    def save(self, token: str, session: Session) -> None:
        """Put another one in its place."""
        self.started[token] = session


class PlainTokens(FormTokens):
    """Tokens that anybody could make."""

    def __init__(self) -> None:
        """Need no key."""

    def issue(self, plan_id: bytes = b"", now: float | None = None) -> str:
        """The plan's id as it is."""
        del now
        return plan_id.hex()

    def read(self, token: str, max_age: float = DAY, now: float | None = None) -> bytes | None:
        """The id that stands in a token."""
        del max_age, now
        return bytes.fromhex(token)


def take_out_storage(app: Flask) -> Flask:
    """The same application, its routes, forms and templates as they are, over plain objects."""
    rooms: Services = app.extensions[NAME]
    rooms.store.engine.dispose()
    app.extensions[NAME] = replace(rooms, store=PlainPlans(), sessions=PlainSessions(), tokens=PlainTokens())
    return app
