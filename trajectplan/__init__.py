"""Maak je eigen trajectplan: ``create_app()`` wires the rooms of the house together, and does nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from werkzeug.middleware.proxy_fix import ProxyFix

from trajectplan import web
from trajectplan.chapters import CHAPTERS
from trajectplan.config import Settings
from trajectplan.i18n import DEFAULT
from trajectplan.pages import Chapter
from trajectplan.resources import STATIC, TEMPLATES, TRANSLATIONS
from trajectplan.storage.clock import Clock
from trajectplan.storage.database import holds_plans, last_visit, open_database
from trajectplan.storage.derivation import POOLED, CodePool, Derivation
from trajectplan.storage.pepper import load_pepper
from trajectplan.storage.rotation import finish_rotation, former_words
from trajectplan.storage.sessions import SessionStore
from trajectplan.storage.store import PlanStore
from trajectplan.storage.tokens import FormTokens
from trajectplan.storage.tombstones import Tombstones
from trajectplan.web.compression import PageCompress
from trajectplan.web.guessing import Limits
from trajectplan.web.protection import Application
from trajectplan.web.services import Services
from trajectplan.web.visit import current_language

__all__ = ["create_app"]

MOST_POSTED_BYTES = 500 * 1024
"""Twice the largest plan file, and far more than a person types on one page; what is larger is refused unread.

Forms and files are read in memory, never through a temporary file on disk, so this bounds what a request takes."""


def create_app(
    settings: Settings | None = None,
    *,
    chapters: Sequence[Chapter] = CHAPTERS,
    translations: Sequence[Path] = (),
    derivation: Derivation | None = None,
    pool_size: int = POOLED,
    today: Callable[[], date] = date.today,
    audio: Path = STATIC / "audio",
) -> Flask:
    """The program as a WSGI application.

    ``settings`` come from the environment unless given. The others are for tests: other chapters, folders with more
    catalogues, a weaker derivation, fewer codes in stock, another day, other recordings.
    """
    settings = settings or Settings.from_environment(os.environ)
    app = Application("trajectplan", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_POSTED_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_POSTED_BYTES,
        BABEL_TRANSLATION_DIRECTORIES=";".join(str(folder) for folder in (TRANSLATIONS, *translations)),
        BABEL_DEFAULT_LOCALE=DEFAULT,
        TODAY=today,
        AUDIO=audio,
    )
    Babel(app, locale_selector=current_language)
    PageCompress(app)
    services = _services(settings, tuple(chapters), derivation or _derivation(settings), pool_size, today)
    web.register(app, services)
    if settings.proxies:
        _believe_proxies(app, settings)
    return app


def _believe_proxies(app: Flask, settings: Settings) -> None:
    """Take address, name and scheme of a visit from what the last proxies said, and from nobody before them."""
    count = settings.proxies
    # With ``tls`` every visit is over https, so a proxy has nothing to say about that.
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the way that Flask documents
        app.wsgi_app, x_for=count, x_proto=0 if settings.tls else count, x_host=count
    )


def _derivation(settings: Settings) -> Derivation:
    """Codes are derived one by one; three quarters of the threads may wait for it, the others are left for pages."""
    return Derivation(places=settings.threads * 3 // 4)


def _services(
    settings: Settings,
    chapters: tuple[Chapter, ...],
    derivation: Derivation,
    pool_size: int,
    today: Callable[[], date],
) -> Services:
    engine = open_database(settings.database_url)
    finish_rotation(engine, settings.data_dir)
    pepper = load_pepper(settings.data_dir, lambda: holds_plans(engine))
    pool = CodePool(derivation, pool_size, settings.code_digits)
    clock = Clock(settings.data_dir, today, last_visit=lambda: last_visit(engine))
    tombstones = Tombstones(settings.data_dir, settings.backup_days, lambda: clock.latest, lambda: holds_plans(engine))
    return Services(
        settings=settings,
        chapters=chapters,
        store=PlanStore(
            engine,
            pepper,
            derivation,
            pool,
            clock=clock,
            code_digits=settings.code_digits,
            tombstones=tombstones,
        ),
        sessions=SessionStore(engine, shared_idle=settings.shared_minutes * 60, own_idle=settings.own_hours * 3600),
        tokens=FormTokens(pepper, former_words(settings.data_dir)),
        pool=pool,
        limits=Limits(settings.people_per_address),
    )
