"""A form belongs to the plan it was made for: in the hands of another one it does nothing at all."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from client import Visitor
from flask import Flask
from places import LINE, LIST, STORY, Place, answer
from program import ALL
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from trajectplan.plan.document import Plan
from trajectplan.plan.languages import mark
from trajectplan.storage.database import plans
from trajectplan.storage.kept import Kept, Opened
from trajectplan.web.aside import BEFORE, INCOMING
from trajectplan.web.services import NAME

ComeWith = Callable[..., Visitor]
Pairs = list[tuple[str, Any]]
FROM_A_FILE = Plan(answers={LINE.name: "Uit een file"})
LEFT = "Words that she changed"
BEFORE_A_FILE = Plan(answers={LINE.name: "Van daarvoor"})


def rows(app: Flask) -> int:
    """How many plans there are."""
    with app.extensions[NAME].store.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(plans)).scalar_one())


def token_of(visitor: Visitor) -> str:
    """The token in the forms of the page in front of her."""
    return next(visitor.page.all("input", name="token")).get("value", "")


# Another plan is open now ---------------------------------------------------------------------------------------------


def upload() -> Pairs:
    return [("do", "read"), ("file", FileStorage(io.BytesIO(Plan().to_json()), filename="plan.json"))]


FORMS: dict[str, tuple[str, Callable[[], Pairs]]] = {
    "delete": ("keep.delete", lambda: [("do", "delete")]),
    "how long": ("keep.expiry", lambda: [("months", "1")]),
    "print": ("output.choose", lambda: [("parts", "one_page"), ("languages", "dutch"), ("name", "Zwaluw")]),
    "code written down": ("keep.code", lambda: [("written_down", "written")]),
    "show the code": ("keep.code", lambda: [("do", "show")]),
    "chapter done": ("wizard.task_list", lambda: [("do", f"done:{ALL[0].key}")]),
    "replace": ("files.load", lambda: [("do", "replace")]),
    "add only": ("files.load", lambda: [("do", "add_only")]),
    "cancel": ("files.load", lambda: [("do", "cancel")]),
    "undo": ("files.load", lambda: [("do", "undo")]),
    "upload": ("files.load", upload),
    "erase Dutch": ("dutch.overview", lambda: [("do", f"erase:{mark(LEFT)}")]),
}
"""Every form about a plan but its questions: where it goes, and what it sends beside its token."""


@pytest.fixture
def other_code(app: Flask) -> str:
    """The code of somebody else's plan, on which every form of ``FORMS`` could do something."""
    store = app.extensions[NAME].store
    made: Opened = store.create(Plan(answers={STORY.name: "Van een ander"}, dutch={LEFT: "Van daarvoor"}))
    aside = {INCOMING: FROM_A_FILE, BEFORE: BEFORE_A_FILE}
    store.update(made.key, lambda kept: replace(kept, aside=aside))
    return made.kept.code


def kept(app: Flask, code: str) -> Kept:
    """All that is kept of the plan with this code."""
    found: Kept = app.extensions[NAME].store.unlock(code).kept
    return found


@pytest.mark.parametrize("name", FORMS)
def test_a_form_made_for_the_plan_before(her: Visitor, app: Flask, other_code: str, name: str) -> None:
    endpoint, pairs = FORMS[name]
    her.go(her.address("keep.delete"))
    token = token_of(her)
    before = kept(app, other_code)
    assert her.come_back(other_code) == 200
    kind = "multipart/form-data" if name == "upload" else ""
    assert her.post(her.address(endpoint), [("token", token), *pairs()], kind=kind) == 403
    assert "code" in her.page.by_id, "the page asks for the code"
    assert kept(app, other_code) == before


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("token", ["", "forged"])
def test_a_form_for_nobody_knows_whom(her: Visitor, app: Flask, other_code: str, name: str, token: str) -> None:
    endpoint, pairs = FORMS[name]
    before = kept(app, other_code)
    assert her.come_back(other_code) == 200
    kind = "multipart/form-data" if name == "upload" else ""
    assert her.post(her.address(endpoint), [("token", token), *pairs()], kind=kind) == 403
    assert kept(app, other_code) == before


@pytest.mark.parametrize("name", [name for name in FORMS if name != "show the code"])
def test_the_same_form_made_for_this_plan_does_something(
    visitor: Visitor, app: Flask, other_code: str, name: str
) -> None:
    endpoint, pairs = FORMS[name]
    assert visitor.come_back(other_code) == 200
    before = kept(app, other_code)
    visitor.go(visitor.address("keep.delete"))
    token = token_of(visitor)
    visitor.client.language = ""
    kind = "multipart/form-data" if name == "upload" else ""
    assert visitor.post(visitor.address(endpoint), [("token", token), *pairs()], kind=kind) == 200
    if name == "delete":
        assert visitor.come_back(other_code) == 422
    else:
        assert kept(app, other_code) != before


# The first answer, twice ----------------------------------------------------------------------------------------------


def first_answer(visitor: Visitor, place: Place, words: str) -> Pairs:
    """What a browser sends when she answers this page."""
    visitor.go(place.url(visitor))
    visitor.type({place.name: [words]})
    return list(visitor.page.sent(visitor.page.buttons()["next"]))


def test_the_first_answer_one_after_the_other(visitor: Visitor, app: Flask) -> None:
    visitor.start("nl")
    pairs, before = first_answer(visitor, STORY, "Zwaluwnest"), rows(app)
    assert visitor.post(STORY.url(visitor), pairs) == 200
    code = visitor.shown_code()
    assert visitor.post(STORY.url(visitor), pairs) == 200
    assert rows(app) == before + 1
    assert visitor.code() == code
    assert answer(visitor, STORY.name) == "Zwaluwnest"


@pytest.mark.parametrize("places", [(STORY, STORY), (STORY, LINE)], ids=["one page", "two pages"])
def test_the_first_answer_twice_at_once(
    visitor: Visitor, app: Flask, places: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = app.extensions[NAME].store
    create = store.create

    def slowly(*arguments: Any, **options: Any) -> Opened:
        time.sleep(0.2)
        made: Opened = create(*arguments, **options)
        return made

    visitor.start("nl")
    forms = [(place.url(visitor), first_answer(visitor, place, "Zwaluwnest")) for place in places]
    cookie, before, start = visitor.client.get_cookie("plan"), rows(app), Barrier(2)
    assert cookie is not None

    def press(form: tuple[str, Pairs]) -> tuple[int, str]:
        client = app.test_client()
        client.set_cookie("plan", cookie.value)
        start.wait(timeout=10)
        response = client.post(form[0], data=dict(form[1]), headers={"Sec-Fetch-Site": "same-origin"})
        return response.status_code, response.headers.get("Location", "")

    monkeypatch.setattr(store, "create", slowly)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, forms))
    assert [status for status, _ in answers] == [303, 303]
    assert rows(app) == before + 1
    for _status, location in answers:
        assert visitor.go(location) == 200
    code = visitor.code()
    assert visitor.downloaded()["answers"] == {place.name: "Zwaluwnest" for place in places}
    assert kept(app, "".join(code.split())).plan.answers == {place.name: "Zwaluwnest" for place in places}


def test_a_thing_as_first_answer_twice(visitor: Visitor, app: Flask) -> None:
    visitor.start("nl")
    visitor.go(LIST.url(visitor))
    visitor.press("add")
    before, at = rows(app), visitor.url
    box = next(visitor.page.all("input", type="text"))
    visitor.type({box.get("name", ""): ["Zwaluw"]})
    pairs = visitor.page.sent(visitor.page.buttons()["next"])
    for _turn in range(2):
        assert visitor.post(at, pairs) == 200
    assert rows(app) == before + 1
    things = answer(visitor, LIST.page.lists)
    assert isinstance(things, list)
    assert len(things) == 1
