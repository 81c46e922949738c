"""A mistake of ours: a number she can pass on, and nothing of hers in log or page, whatever fails."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import jinja2
import pytest
from client import Visitor
from places import STORY
from werkzeug.test import TestResponse

from trajectplan.plan.document import Plan
from trajectplan.storage.database import Unavailable
from trajectplan.web import errors, overview
from trajectplan.web.services import NAME
from trajectplan.web.visit import Visit

ComeWith = Callable[..., Visitor]
WORD = "Kwikzilverduif"
"""Stands in no text of ours."""


@pytest.fixture
def planted(come_with: ComeWith, caplog: pytest.LogCaptureFixture) -> Visitor:
    """Somebody whose plan, address and cookies hold a word that must not be told."""
    visitor = come_with(Plan(answers={STORY.name: WORD}))
    visitor.client.set_cookie("other", WORD)
    caplog.set_level(logging.DEBUG)
    return visitor


def logged_numbers(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The numbers of the mistakes in the log, which holds none of her words; they were wanted, so it is emptied."""
    for record in caplog.records:
        assert WORD not in record.getMessage() + str(record.__dict__)
    assert WORD not in caplog.text
    found = re.findall(r"error (\d{6}): \w+ at /", caplog.text)
    caplog.clear()
    return found


def fails(*_: object, **__: object) -> None:
    raise LookupError(f"{WORD} is not there")


def refused(visitor: Visitor, address: str) -> TestResponse:
    with visitor.expecting(500):
        visitor.client.language = ""
        response = visitor.client.get(address, query_string={"q": WORD}, headers={"Referer": f"/{WORD}"})
    assert response.status_code == 500
    assert WORD not in response.get_data(as_text=True) + str(response.headers)
    assert "LookupError" not in response.get_data(as_text=True)
    assert "Clear-Site-Data" not in response.headers
    return response


def told_numbers(response: TestResponse) -> list[str]:
    """The numbers on the page that she can pass on."""
    return re.findall(r"\b\d{6}\b", response.get_data(as_text=True))


def test_a_mistake_in_a_view(
    planted: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(planted.app.view_functions, "wizard.check", fails)
    told = told_numbers(refused(planted, "/check"))
    assert told == logged_numbers(caplog)
    assert len(told) == 1


def test_a_mistake_in_a_template(
    planted: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = jinja2.Template("{{ before }}{{ nothing.of_that }}", undefined=jinja2.StrictUndefined)
    monkeypatch.setattr(overview, "render_template", lambda *_, **__: broken.render(before=WORD))
    told = told_numbers(refused(planted, "/plan"))
    assert told == logged_numbers(caplog)
    assert len(told) == 1


def test_a_mistake_in_the_error_page_itself(
    planted: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(errors, "render_template", fails)
    response = refused(planted, "/nowhere")
    assert response.mimetype == "text/plain"
    assert told_numbers(response) == logged_numbers(caplog)
    assert len(told_numbers(response)) == 1
    assert len(response.get_data(as_text=True).splitlines()) == 4


def test_mistakes_one_upon_the_other(
    planted: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(planted.app.view_functions, "wizard.check", fails)
    monkeypatch.setattr(errors, "render_template", fails)
    told, logged = told_numbers(refused(planted, "/check")), logged_numbers(caplog)
    assert told == logged[-1:], "the number of the last one, and both stand in the log"
    assert len(logged) == 2


def test_a_mistake_in_what_every_answer_passes_through(
    planted: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Visit, "finish", fails)
    told = told_numbers(refused(planted, "/print"))
    assert told == logged_numbers(caplog)
    assert len(told) == 1


def test_a_form_that_fails_keeps_her_words_on_her_page_only(
    planted: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    planted.go(STORY.url(planted))
    monkeypatch.setattr(planted.app.extensions[NAME].store, "update", fails)
    with planted.expecting(500):
        planted.press("next", {STORY.name: [f"{WORD} twee"]})
    assert planted.sees(f"{WORD} twee")
    assert len(logged_numbers(caplog)) == 1


def test_without_database_a_page_that_is_not_there_says_so(
    her: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(_token: str) -> None:
        raise Unavailable("", None, Exception(WORD))

    monkeypatch.setattr(her.app.extensions[NAME].sessions, "load", away)
    for method, address in (("GET", "/nowhere"), ("PUT", "/plan"), ("GET", "/print")):
        with her.expecting(503):
            her.client.language = ""
            response = her.client.open(address, method=method)
        assert response.status_code == 503, address
        assert response.headers["Retry-After"]
        assert "Set-Cookie" not in response.headers
    assert logged_numbers(caplog) == []
