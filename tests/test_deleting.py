"""Deleting while something can't be written: she gets a clear answer, and her plan is whole or gone, never half."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from client import Visitor
from flask import Flask
from places import STORY
from program import MakeApp
from sqlalchemy import event, select

from trajectplan.storage.database import GONE_DAY, Unavailable, plans
from trajectplan.storage.store import UnknownCode
from trajectplan.storage.tombstones import Tombstones
from trajectplan.web.services import NAME

WORDS = "Eerste woorden"


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """A program that nobody else uses: here its database breaks down."""
    return make_app()


@pytest.fixture
def her(app: Flask) -> Visitor:
    """Somebody with one answer, on the page that asks whether to delete."""
    visitor = Visitor(app).start("nl")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [WORDS]})
    visitor.go(visitor.address("keep.delete"))
    return visitor


@contextmanager
def only_reading(app: Flask) -> Iterator[None]:
    """Nothing can be written into the database."""
    engine = app.extensions[NAME].store.engine

    def read(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    event.listen(engine, "checkout", read)
    yield
    event.remove(engine, "checkout", read)
    engine.dispose()


def days(app: Flask) -> list[int]:
    """Until when each row is kept; ``GONE_DAY`` for what is left of one."""
    with app.extensions[NAME].store.engine.connect() as connection:
        return list(connection.execute(select(plans.c.expires_day)).scalars())


def test_where_nothing_can_be_written_the_plan_stays_whole(her: Visitor, app: Flask) -> None:
    with only_reading(app), her.expecting(503):
        assert her.press("delete") == 503
        assert int(her.response.headers["Retry-After"]) > 0  # type: ignore[union-attr]
    her.go(STORY.url(her))
    assert her.page.filled([STORY.name]) == {STORY.name: [WORDS]}
    her.go(her.address("keep.delete"))
    assert her.press("delete") == 200
    assert days(app) == []


def test_without_tombstones_the_plan_is_gone_all_the_same(
    her: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    code = her.code()
    her.go(her.address("keep.delete"))
    with monkeypatch.context() as patched:
        patched.setattr(Tombstones, "add", full)
        assert her.press("delete") == 200
    assert her.path == her.address("information.deleted")
    assert "a deletion waits for the next purge: OSError" in caplog.text
    caplog.clear()
    store = app.extensions[NAME].store
    assert days(app) == [GONE_DAY]
    with pytest.raises(UnknownCode):
        store.unlock(code)
    assert store.purge() == 0
    assert days(app) == []


def test_a_session_that_is_over_is_none_though_its_row_stays(
    her: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    her.go(STORY.url(her))
    sessions = app.extensions[NAME].sessions
    later = sessions._now() + 2 * 24 * 3600
    monkeypatch.setattr(sessions, "_now", lambda: later)
    with only_reading(app):
        assert her.go(STORY.url(her)) == 403
        assert "code" in her.page.by_id, "she is asked for her code"
    assert not caplog.records
    assert sessions.purge() == 1


def test_a_visit_that_can_not_be_ended_hides_no_deletion(
    app: Flask, her: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(_token: str) -> None:
        raise Unavailable("no room", None, OSError())

    monkeypatch.setattr(app.extensions[NAME].sessions, "end", unavailable)
    her.press("delete")
    assert her.path == her.address("information.deleted")
    assert days(app) in ([], [GONE_DAY])
    assert her.client.get_cookie("plan") is None
