"""A plan whose row is damaged: the same clear page everywhere, and she can stop, leave, delete and begin anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from client import Visitor
from flask import Flask
from places import STORY, answer
from program import MakeApp
from sqlalchemy import select, update

from trajectplan.storage.database import FORMAT, plans
from trajectplan.web.services import NAME, Services

WORDS = "Kwikzilverduif"
FAILED = "Er ging bij ons iets mis"


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """A program that nobody else uses: here plans are damaged, and stay so."""
    return make_app()


@pytest.fixture(params=["damaged", "newer"])
def hers(request: pytest.FixtureRequest, app: Flask, caplog: pytest.LogCaptureFixture) -> Iterator[Visitor]:
    """Somebody on a shared computer whose plan can't be read any more: it is damaged, or of a version to come."""
    visitor = Visitor(app)
    visitor.start("nl", "shared")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [WORDS]})
    visitor.code()
    visitor.choose("written")
    found = key_of(visitor)
    values = {"content": b"?" * 2000} if request.param == "damaged" else {"format": FORMAT + 1}
    with rooms(visitor).store.engine.begin() as connection:
        connection.execute(update(plans).where(plans.c.id == found).values(**values))
    yield visitor
    said = [record.getMessage() for record in caplog.get_records("call")]
    assert WORDS not in str(said)
    assert all(re.match(r"error \d{6}: (Tampered|NewerFormat) at /", each) for each in said)
    assert said


def rooms(visitor: Visitor) -> Services:
    found: Services = visitor.app.extensions[NAME]
    return found


def session_of(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie("plan")
    return str(cookie.value).partition(".")[0] if cookie else ""


def key_of(visitor: Visitor) -> bytes:
    session = rooms(visitor).sessions.load(session_of(visitor))
    assert session is not None
    assert session.plan is not None
    return session.plan.id


def fails_at(visitor: Visitor, address: str) -> None:
    """The clear page, with a number she can pass on."""
    with visitor.expecting(500):
        assert visitor.go(address) == 500
    assert visitor.sees(FAILED)
    assert re.search(r"\b\d{6}\b", visitor.page.text(visitor.page.one("main")))


def test_every_page_about_it_says_so_and_leads_to_the_end(hers: Visitor) -> None:
    before = session_of(hers)
    for address in ("/plan", "/check", "/code", "/print"):
        fails_at(hers, address)
        assert session_of(hers) == before
        assert hers.follow("/stop") == 200
    assert hers.submit(hers.page.default_button(next(hers.page.one("main").iter("form")))) == 200
    assert hers.path == "/stopped"
    assert rooms(hers).sessions.load(before) is None


def test_pages_that_only_tell_still_tell(hers: Visitor) -> None:
    for address in ("/help", "/privacy", "/leave-now"):
        assert hers.go(address) == 200
        assert not hers.sees(FAILED)


def test_it_can_be_deleted(hers: Visitor) -> None:
    found = key_of(hers)
    fails_at(hers, "/plan")
    assert hers.go("/delete") == 200
    hers.press("delete")
    assert hers.path == "/deleted"
    with rooms(hers).store.engine.connect() as connection:
        assert connection.execute(select(plans.c.id).where(plans.c.id == found)).first() is None


@pytest.mark.parametrize("address", ["", "/"], ids=["the clear page", "the first page"])
def test_pages_lead_to_where_it_is_deleted(hers: Visitor, address: str) -> None:
    found = key_of(hers)
    fails_at(hers, "/plan")
    if address:
        hers.go(address)
    assert hers.follow("/delete") == 200
    hers.press("delete")
    assert hers.path == "/deleted"
    with rooms(hers).store.engine.connect() as connection:
        assert connection.execute(select(plans.c.id).where(plans.c.id == found)).first() is None


def test_who_types_where_it_is_deleted_is_asked_whose_it_is_first(hers: Visitor) -> None:
    fails_at(hers, "/plan")
    assert hers.go("/delete", Sec_Fetch_Site="none", Sec_Fetch_Mode="navigate") == 200
    assert hers.sees("Er staat hier nog een plan open. Is het van jou?")
    assert "delete" not in hers.page.buttons()
    assert hers.follow("/delete") == 200
    hers.press("delete")
    assert hers.path == "/deleted"


def test_a_form_for_another_plan_does_not_delete_it(hers: Visitor, app: Flask) -> None:
    other = Visitor(app).start("nl")
    other.go(STORY.url(other))
    other.press("next", {STORY.name: ["Een ander"]})
    other.go("/delete")
    found, pairs = key_of(hers), other.page.sent(other.page.buttons()["delete"])
    assert hers.post("/delete", pairs) == 403
    with rooms(hers).store.engine.connect() as connection:
        assert connection.execute(select(plans.c.id).where(plans.c.id == found)).first() is not None
    fails_at(hers, "/plan")


def test_she_can_begin_anew(hers: Visitor) -> None:
    fails_at(hers, "/plan")
    for way_in in ("/", "/nl", "/language", "/device"):
        assert hers.go(way_in) == 200
        assert hers.sees("Er staat hier nog een plan open. Is het van jou?")
    [form] = hers.page.one("main").iter("form")
    hers.submit(next(form.iter("button")))
    hers.start("nl", "shared")
    hers.go(STORY.url(hers))
    hers.press("next", {STORY.name: ["Een nieuw begin"]})
    assert answer(hers, STORY.name) == "Een nieuw begin"
