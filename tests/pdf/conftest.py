"""An application in which said texts find their language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from trajectplan.resources import TRANSLATIONS


@pytest.fixture(autouse=True)
def app() -> Iterator[Flask]:
    app = Flask("print")
    Babel(app, default_locale="nl", default_translation_directories=str(TRANSLATIONS))
    with app.app_context():
        yield app
