"""From phone to paper on a computer of the library: code, choose, print, wiped."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from client import Visitor
from flask import Flask
from pypdf import PdfReader

from trajectplan.plan.document import Plan
from trajectplan.storage.derivation import Busy
from trajectplan.web.services import NAME

PLAN = Path(__file__).with_name("plans") / "cleaning_lead.json"
MINUTE = 60


@pytest.fixture
def code(product: Flask) -> str:
    """The code of a plan that was written on a phone."""
    made: str = product.extensions[NAME].store.create(Plan.from_json(PLAN.read_bytes())).kept.code
    return made


@pytest.fixture
def there(product: Flask, no_errors_logged: None) -> Visitor:
    """Somebody in front of a computer that nobody used today."""
    del no_errors_logged
    return Visitor(product)


def type_code(visitor: Visitor, code: str) -> int:
    form = visitor.page.form_of(visitor.page.by_id["code"])
    assert form is not None
    return visitor.submit(visitor.page.default_button(form), {"code": [code]})


def make(visitor: Visitor) -> int:
    form = next(form for form in visitor.page.all("form") if form.get("action") == "/print")
    return visitor.submit(visitor.page.default_button(form))


def wipe(visitor: Visitor) -> int:
    return visitor.press("wipe")


def nothing_is_left(visitor: Visitor) -> None:
    """No address opens the plan any more."""
    assert visitor.client.get_cookie("plan") is None
    for address in ("/print/ready", "/print/plan.pdf", "/check"):
        visitor.client.language = ""
        visitor.go(address)
        assert visitor.path in {"/plan", "/"}, address


def test_code_choose_print_wipe(there: Visitor, code: str, product: Flask) -> None:
    assert there.go("/print") == 200
    assert type_code(there, code) == 200
    assert there.path == "/print"
    assert there.sees("Gedeelde computer.")
    assert make(there) == 200
    assert there.path == "/print/ready"
    ready = there.client.page
    there.go("/print/plan.pdf")
    assert there.response is not None
    assert there.response.headers["Content-Disposition"].startswith("inline")
    assert there.response.headers["Cache-Control"] == "no-store"
    assert PdfReader(io.BytesIO(there.data)).pages
    there.client.page, there.url = ready, "/print/ready"
    assert wipe(there) == 200
    assert there.path == "/stopped"
    nothing_is_left(there)
    assert product.extensions[NAME].store.unlock(code).kept.plan.answers, "the plan itself stays"


def test_the_answer_that_wipes_empties_the_browser(there: Visitor, code: str) -> None:
    there.go("/print")
    type_code(there, code)
    response = there.client.post("/stop", data={"do": "wipe"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_left_alone_it_wipes_itself(there: Visitor, code: str, product: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = product.extensions[NAME].sessions
    clock = [sessions._now()]
    monkeypatch.setattr(sessions, "_now", lambda: clock[0])
    there.go("/print")
    type_code(there, code)
    make(there)
    for address in ("/print/ready", "/print/plan.pdf"):
        there.go(address)
        assert there.response is not None
        seconds, target = re.fullmatch(r"(\d+); url=(.*)", there.response.headers["Refresh"]).groups()  # type: ignore[union-attr]
        assert target == "/print"
    assert int(seconds) > 15 * MINUTE, "nobody who reads is sent away"
    clock[0] += int(seconds)
    there.client.language = ""
    response = there.client.get(target)
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    there.go(response.headers["Location"])
    assert "code" in there.page.by_id
    nothing_is_left(there)


def test_her_own_device_is_sent_nowhere(code: str, there: Visitor) -> None:
    there.start("nl", "mine")
    there.come_back(code)
    there.go("/print/ready")
    assert there.response is not None
    assert "Refresh" not in there.response.headers
    assert "wipe" not in there.page.buttons()


def test_the_next_one_is_not_asked_about_the_one_before(there: Visitor, code: str, product: Flask) -> None:
    there.go("/print")
    type_code(there, code)
    other = product.extensions[NAME].store.create(Plan(answers={})).kept.code
    sessions = product.extensions[NAME].sessions
    sessions.end(there.client.get_cookie("plan").value.partition(".")[0])  # type: ignore[union-attr]
    there.client.language = ""
    assert there.go("/print") == 200
    assert type_code(there, other) == 200
    assert there.path == "/print"


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Typ hier"), ("1234", "cijfers"), ("0000 0000 0000 0000", "geen plan")]
)
def test_a_wrong_code_is_said_on_the_same_page(there: Visitor, typed: str, said: str) -> None:
    there.go("/print")
    assert type_code(there, typed) == 422
    assert said in there.problems[0].message
    assert there.page.by_id["code"].get("value", "") == typed
    assert there.go(there.path) == 200
    assert there.path == "/print"


def test_too_many_codes_at_once(there: Visitor, code: str, product: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_code: str, **_: object) -> None:
        raise Busy(retry_after=5)

    monkeypatch.setattr(product.extensions[NAME].store, "unlock", busy)
    there.go("/print")
    with there.expecting(503):
        assert type_code(there, code) == 503
    assert there.page.by_id["code"].get("value") == code


def test_another_language_keeps_what_was_typed(there: Visitor) -> None:
    there.go("/print")
    there.press("language:en", {"code": ["1234"]})
    assert there.sees("Print your plan here")
    assert there.page.by_id["code"].get("value") == "1234"


def test_without_cookies_it_says_so(there: Visitor, code: str) -> None:
    there.go("/print")
    type_code(there, code)
    there.client.delete_cookie("plan")
    there.client.language = ""
    there.go("/print?start=1")
    assert there.sees("cookies")


def test_the_first_page_leads_there(there: Visitor) -> None:
    there.go("/")
    assert there.follow("/print") == 200
    assert "code" in there.page.by_id
