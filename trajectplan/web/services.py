"""What the web layer works with: the settings, the chapters, and where plans and sessions are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from flask import current_app

from trajectplan.config import Settings
from trajectplan.pages import Chapter
from trajectplan.storage.derivation import CodePool
from trajectplan.storage.sessions import SessionStore
from trajectplan.storage.store import PlanStore
from trajectplan.storage.tokens import FormTokens

NAME = "trajectplan"


@dataclass(frozen=True, slots=True)
class Services:
    """One of each for the whole application."""

    settings: Settings
    chapters: tuple[Chapter, ...]
    store: PlanStore
    sessions: SessionStore
    tokens: FormTokens
    pool: CodePool
    creating: Lock = field(default_factory=Lock)
    """Held while the first answer of a session makes its plan."""


def services() -> Services:
    """Those of the application that answers this request."""
    found: Services = current_app.extensions[NAME]
    return found
