"""What a page costs the server in each language, and with Dutch below it, against the same page in Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient

from trajectplan import create_app
from trajectplan.config import Settings
from trajectplan.i18n import DEFAULT
from trajectplan.languages import LANGUAGES
from trajectplan.plan.document import Plan
from trajectplan.storage.sessions import Session
from trajectplan.web.cookies import HAD_PLAN, SECOND, Remembered
from trajectplan.web.services import NAME, Services
from trajectplan.web.ways import screen_url

from .timing import Time, interleaved

ROUNDS = 5


class Spoken(NamedTuple):
    """The mean over all pages of the CPU and wall time of each, by language, as in ``ti`` or ``ti+nl``."""

    pages: int
    times: Mapping[str, Time]


def measure(folder: Path, plan: Plan) -> Spoken:
    """Every page of questions, round after round, the languages taking turns."""
    app = create_app(Settings(data_dir=folder / "spoken", people_per_address=100_000), pool_size=0)
    rooms: Services = app.extensions[NAME]
    key = rooms.store.create(plan).key
    with app.test_request_context():
        urls = [screen_url(screen) for chapter in rooms.chapters for screen in chapter.screens(plan)]
    both = {f"{language}+{DEFAULT}": (language, DEFAULT) for language in LANGUAGES if language != DEFAULT}
    clients = {}
    for name, (language, second) in ({each: (each, "") for each in LANGUAGES} | both).items():
        token = rooms.sessions.start(Session(language, "mine", key, {SECOND: second} if second else {}))
        clients[name] = _client(app, str(Remembered(token, language, second, had_plan=HAD_PLAN)))
    times = interleaved({name: partial(_look, client, urls) for name, client in clients.items()}, ROUNDS)
    rooms.store.engine.dispose()
    return Spoken(len(urls), {name: Time(each.wall / len(urls), each.cpu / len(urls)) for name, each in times.items()})


def _client(app: Flask, cookie: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("plan", cookie)
    client.environ_base["HTTP_ACCEPT_ENCODING"] = "br"
    return client


def _look(client: FlaskClient, urls: list[str]) -> None:
    for url in urls:
        if client.get(url).status_code != 200:
            raise RuntimeError(url)
