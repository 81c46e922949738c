"""An application in which said texts find their language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel

from trajectplan.resources import TRANSLATIONS


def application(catalogues: Path) -> Flask:
    app = Flask("print")
    Babel(app, default_locale="nl", default_translation_directories=str(catalogues))
    return app


@pytest.fixture(autouse=True)
def app() -> Iterator[Flask]:
    app = application(TRANSLATIONS)
    with app.app_context():
        yield app


@pytest.fixture
def many_languages(catalogues: Path) -> Iterator[Flask]:
    """One that also speaks the languages nobody speaks, one of them from right to left."""
    app = application(catalogues)
    with app.app_context():
        yield app
