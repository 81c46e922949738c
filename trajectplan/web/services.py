"""What the web layer works with: the settings, the chapters, and where plans and sessions are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from flask import current_app, request

from trajectplan.config import Settings
from trajectplan.pages import Chapter
from trajectplan.storage.derivation import CodePool
from trajectplan.storage.sessions import SessionStore
from trajectplan.storage.store import PlanStore
from trajectplan.storage.tokens import FormTokens
from trajectplan.web.guessing import Limits, Networks

NAME = "trajectplan"
SESSION_LOCKS = 256
"""So many locks for all sessions; few sessions make a plan at the same moment, so hardly two meet at one."""


@dataclass(frozen=True, slots=True)
class Services:
    """One of each for the whole application."""

    settings: Settings
    chapters: tuple[Chapter, ...]
    store: PlanStore
    sessions: SessionStore
    tokens: FormTokens
    pool: CodePool
    limits: Limits
    creating: tuple[Lock, ...] = field(default_factory=lambda: tuple(Lock() for _ in range(SESSION_LOCKS)))
    """One is held while the first answer of a session makes its plan: always the same for the same session."""


def services() -> Services:
    """Those of the application that answers this request."""
    found: Services = current_app.extensions[NAME]
    return found


def networks() -> Networks:
    """From which address and which networks this request comes, as hashes that change every day."""
    return services().limits.addresses.hashed(request.remote_addr or "")


def who() -> bytes:
    """From which address this request comes, for the lines in which addresses take turns."""
    return networks()[0]
