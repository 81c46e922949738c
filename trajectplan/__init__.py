"""Maak je eigen trajectplan: ``create_app()`` wires the rooms of the house together, and does nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from flask import Flask
from flask_babel import Babel

from trajectplan import web
from trajectplan.chapters import CHAPTERS
from trajectplan.config import Settings
from trajectplan.i18n import DEFAULT
from trajectplan.pages import Chapter
from trajectplan.resources import TEMPLATES, TRANSLATIONS
from trajectplan.storage.database import holds_plans, open_database
from trajectplan.storage.derivation import CodePool, Derivation
from trajectplan.storage.pepper import load_pepper
from trajectplan.storage.sessions import SessionStore
from trajectplan.storage.store import PlanStore
from trajectplan.storage.tokens import FormTokens
from trajectplan.web.compression import PageCompress
from trajectplan.web.protection import Application
from trajectplan.web.services import Services
from trajectplan.web.visit import current_language

__all__ = ["create_app"]

MOST_POSTED_BYTES = 500 * 1024
"""Twice the largest plan file, and far more than a person types on one page; what is larger is refused unread.

Not more: a part of a form over 500 KiB would go through a temporary file on disk."""


def create_app(
    settings: Settings | None = None,
    *,
    chapters: Sequence[Chapter] = CHAPTERS,
    translations: Sequence[Path] = (),
    derivation: Derivation | None = None,
    pool_size: int = 4,
    today: Callable[[], date] = date.today,
) -> Flask:
    """The program as a WSGI application.

    ``settings`` come from the environment unless given. The others are for tests: other chapters, folders with more
    catalogues, a weaker derivation, fewer codes in stock, another day.
    """
    settings = settings or Settings.from_environment(os.environ)
    app = Application("trajectplan", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_POSTED_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_POSTED_BYTES,
        TRUSTED_HOSTS=[*settings.hosts, settings.host],
        BABEL_TRANSLATION_DIRECTORIES=";".join(str(folder) for folder in (TRANSLATIONS, *translations)),
        BABEL_DEFAULT_LOCALE=DEFAULT,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIN_SIZE=600,
        TODAY=today,
    )
    Babel(app, locale_selector=current_language)
    PageCompress(app)
    services = _services(settings, tuple(chapters), derivation or Derivation(), pool_size, today)
    web.register(app, services)
    return app


def _services(
    settings: Settings,
    chapters: tuple[Chapter, ...],
    derivation: Derivation,
    pool_size: int,
    today: Callable[[], date],
) -> Services:
    engine = open_database(settings.database_url)
    pepper = load_pepper(settings.data_dir, lambda: holds_plans(engine))
    pool = CodePool(derivation, pool_size, settings.code_digits)
    return Services(
        settings=settings,
        chapters=chapters,
        store=PlanStore(
            engine,
            pepper,
            derivation,
            pool,
            today=today,
            code_digits=settings.code_digits,
        ),
        sessions=SessionStore(engine, shared_idle=settings.shared_minutes * 60, own_idle=settings.own_hours * 3600),
        tokens=FormTokens(pepper),
        pool=pool,
    )
