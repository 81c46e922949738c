"""Leave now: from every page, whatever goes wrong, to a page that has nothing to do with us; her words wait for her."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from client import Visitor
from flask import Flask
from markup import Markup
from places import LINE, STORY, answer
from program import MakeApp
from werkzeug.test import TestResponse

from trajectplan.config import Settings, SettingsError
from trajectplan.i18n import DEFAULT
from trajectplan.plan.document import Plan
from trajectplan.storage.store import TooLarge, Unavailable
from trajectplan.web import leaving
from trajectplan.web.services import NAME

ComeWith = Callable[..., Visitor]
WORDS = "Kwikzilverduif"
LEAVE = "/leave"
MOST_SECONDS = 3.0
"""A busy machine is slow; a database that is waited for would take five."""
WITHOUT_BUTTON = {"files.download", "output.pdf", "worksheets.pdf", "leaving.recipe", "static"}


def leave(visitor: Visitor) -> TestResponse:
    """Press the button at the top of the page; the answer itself, not followed. Waits for what goes on behind it."""
    button = next(each for each in visitor.page.all("button") if "leave" in each.get("class", "").split())
    form = visitor.page.form_of(button)
    assert form is not None
    assert (button.get("formaction") or form.get("action")) == LEAVE
    data: dict[str, list[str]] = {}
    for name, value in visitor.page.sent(button):
        data.setdefault(name, []).append(value)
    response = visitor.client.post(LEAVE, data=data, headers={"Origin": "http://localhost"})
    settle()
    visitor.client.language = ""
    return response


def settle() -> None:
    for thread in threading.enumerate():
        if thread.name == "leaving":
            thread.join(20)


def has_left(visitor: Visitor, response: TestResponse) -> bool:
    """Whether she is away, and the browser knows nothing of her plan any more."""
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    is_gone = visitor.client.get_cookie("plan") is None
    return response.status_code == 303 and response.headers["Location"].startswith("/recipe?") and is_gone


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """Within this context nobody can write to the database."""
    connection = sqlite3.connect(app.extensions[NAME].store.engine.url.database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


# The button -----------------------------------------------------------------------------------------------------------


def test_every_page_has_the_button(app: Flask, her: Visitor) -> None:
    nobody = Visitor(app)
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint not in WITHOUT_BUTTON:
            for visitor in (nobody, her):
                visitor.client.language = ""
                visitor.go(rule.rule)
                if visitor.response and visitor.response.mimetype == "text/html":
                    found = [each for each in visitor.page.all("button") if "leave" in each.get("class", "").split()]
                    assert len(found) == 1, rule.rule


@pytest.mark.parametrize("address", ["/plan/1/1", "/print/view/1", "/code/slip", "/print/ready", "/nowhere"])
def test_it_works_from_pages_that_look_otherwise(her: Visitor, address: str) -> None:
    her.go(address)
    assert has_left(her, leave(her))


def test_it_ends_the_session_on_the_server(her: Visitor) -> None:
    cookie = her.client.get_cookie("plan")
    assert cookie is not None
    her.go("/plan")
    assert has_left(her, leave(her))
    her.client.set_cookie("plan", cookie.value)
    her.go("/check")
    assert "code" in her.page.by_id, "the old cookie opens nothing"


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}])
def test_the_form_works_in_browsers_that_say_little_about_it(her: Visitor, headers: dict[str, str]) -> None:
    her.go("/plan")
    token = next(her.page.all("input", name="token")).get("value", "")
    assert has_left(her, her.client.post(LEAVE, data={"token": token}, headers=headers))


# What she had typed ---------------------------------------------------------------------------------------------------


def test_what_she_had_typed_waits_as_a_draft(her: Visitor) -> None:
    code = her.code()
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    assert has_left(her, leave(her))
    her.come_back(code)
    assert answer(her, STORY.name) == "Eerste woorden"
    her.go(STORY.url(her))
    assert WORDS in her.page.filled()[STORY.name][0]
    assert her.sees("Nog niet bewaard.")
    her.press("next")
    assert answer(her, STORY.name) == WORDS


def test_where_nothing_new_was_typed_there_is_no_draft(her: Visitor) -> None:
    code = her.code()
    her.go(STORY.url(her))
    assert has_left(her, leave(her))
    her.come_back(code)
    assert her.downloaded()["drafts"] == {}


def test_what_was_written_elsewhere_meanwhile_stays(her: Visitor) -> None:
    code = her.code()
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    first_tab = her.client.page
    her.go(STORY.url(her))
    her.press("next", {STORY.name: ["Daar getypt"]})
    her.client.page = first_tab
    assert has_left(her, leave(her))
    her.come_back(code)
    assert answer(her, STORY.name) == "Daar getypt"
    assert her.downloaded()["drafts"] == {}


def test_nothing_goes_into_a_plan_that_the_page_was_not_made_for(her: Visitor, come_with: ComeWith) -> None:
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    other = come_with(Plan(answers={LINE.name: "Een ander"}))
    code = other.code()
    other.client.page = her.client.page
    assert has_left(other, leave(other))
    other.come_back(code)
    assert WORDS not in json.dumps(other.downloaded())


def in_two_tabs(visitor: Visitor) -> str:
    """Somebody with a page open from before her plan, which she began in another tab; the code of that."""
    visitor.start("nl", "shared")
    visitor.go(LINE.url(visitor))
    visitor.type({LINE.name: [WORDS]})
    first_tab = visitor.client.page
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: ["Eerste woorden"]})
    code = visitor.code()
    visitor.client.page = first_tab
    return code


def test_words_from_before_her_plan_wait_in_it(visitor: Visitor) -> None:
    code = in_two_tabs(visitor)
    assert has_left(visitor, leave(visitor))
    visitor.come_back(code)
    assert answer(visitor, LINE.name) is None
    visitor.go(LINE.url(visitor))
    assert visitor.page.filled()[LINE.name] == [WORDS]
    assert visitor.sees("Nog niet bewaard.")


def test_words_from_before_a_plan_that_was_opened_with_its_code_are_not_hers(visitor: Visitor, app: Flask) -> None:
    in_two_tabs(visitor)
    first_tab = visitor.client.page
    code = app.extensions[NAME].store.create(Plan(answers={STORY.name: "Een ander"})).kept.code
    visitor.client.language = ""
    visitor.come_back(code)
    visitor.client.page = first_tab
    assert has_left(visitor, leave(visitor))
    visitor.come_back(code)
    assert WORDS not in json.dumps(visitor.downloaded())


def left_behind(visitor: Visitor) -> tuple[Markup, str]:
    """A page on which somebody typed before she had a plan, and its address; the next one has begun since."""
    visitor.start("nl", "shared")
    visitor.go(LINE.url(visitor))
    visitor.type({LINE.name: [WORDS]})
    found = visitor.page, visitor.url
    visitor.client.language = ""
    visitor.start("nl", "shared")
    visitor.go(STORY.url(visitor))
    return found


@pytest.mark.parametrize("way", ["leave", "next"])
def test_words_from_before_any_plan_do_not_go_into_that_of_the_next(visitor: Visitor, way: str) -> None:
    page, url = left_behind(visitor)
    visitor.press("next", {STORY.name: ["Van de volgende"]})
    code = visitor.code()
    visitor.client.page, visitor.url = page, url
    if way == "leave":
        assert has_left(visitor, leave(visitor))
    else:
        assert visitor.press("next") == 400
    visitor.client.language = ""
    visitor.come_back(code)
    assert visitor.downloaded()["answers"] == {STORY.name: "Van de volgende"}
    assert visitor.downloaded()["drafts"] == {}


def test_words_from_before_any_plan_do_not_begin_that_of_the_next(visitor: Visitor) -> None:
    hers = left_behind(visitor)
    theirs = visitor.page, visitor.url
    visitor.client.page, visitor.url = hers
    assert visitor.press("next") == 400
    visitor.client.page, visitor.url = theirs
    visitor.press("next", {STORY.name: ["Van de volgende"]})
    assert visitor.path == "/code", "it is the first answer"
    assert visitor.downloaded()["answers"] == {STORY.name: "Van de volgende"}


@pytest.mark.parametrize("token", ["", "forged"])
def test_words_on_a_page_for_nobody_knows_whom_are_dropped(visitor: Visitor, token: str) -> None:
    code = in_two_tabs(visitor)
    for each in visitor.page.all("input", name="token"):
        each.set("value", token)
    assert has_left(visitor, leave(visitor))
    visitor.come_back(code)
    assert WORDS not in json.dumps(visitor.downloaded())


def test_dutch_beside_her_words_is_kept(come_with: ComeWith) -> None:
    writer = come_with(Plan(language="en", answers={STORY.name: "A pigeon of quicksilver"}), language="en")
    code = writer.code()
    writer.go("/dutch")
    writer.follow(next(link.get("href", "") for link in writer.page.all("a") if "/dutch/" in link.get("href", "")))
    area = next(writer.page.all("textarea"))
    writer.type({area.get("name", ""): [WORDS]})
    assert has_left(writer, leave(writer))
    writer.come_back(code)
    assert WORDS in json.dumps(writer.downloaded()["dutch"])


# Whatever goes wrong --------------------------------------------------------------------------------------------------


def test_a_locked_database_holds_nobody_up(her: Visitor) -> None:
    cookie = her.client.get_cookie("plan")
    assert cookie is not None
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    button = next(each for each in her.page.all("button") if "leave" in each.get("class", "").split())
    data = dict(her.page.sent(button))
    with locked(her.app):
        began = time.monotonic()
        response = her.client.post(LEAVE, data=data, headers={"Origin": "http://localhost"})
        assert time.monotonic() - began < MOST_SECONDS
        assert has_left(her, response)
    settle()
    her.client.language = ""
    her.client.set_cookie("plan", cookie.value)
    her.go("/check")
    assert "code" in her.page.by_id, "the session ended as soon as that was possible"


def test_a_database_that_is_gone_holds_nobody_up(
    her: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise Unavailable(WORDS, None, sqlite3.OperationalError(WORDS))

    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    monkeypatch.setattr(her.app.extensions[NAME].sessions, "close", fails)
    monkeypatch.setattr(leaving, "CLOSING_SECONDS", 0)
    assert has_left(her, leave(her))
    assert "while someone was leaving" in caplog.text
    assert WORDS not in caplog.text
    caplog.clear()


def test_words_wait_until_the_database_can_be_written_again(her: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions, tries = her.app.extensions[NAME].sessions, list[str]()
    close = sessions.close

    def at_the_third(token: str) -> object:
        tries.append(token)
        if len(tries) < 3:
            raise Unavailable(WORDS, None, sqlite3.OperationalError(WORDS))
        return close(token)

    code = her.code()
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    monkeypatch.setattr(sessions, "close", at_the_third)
    monkeypatch.setattr(leaving, "RETRY_SECONDS", 0.01)
    assert has_left(her, leave(her))
    assert len(tries) == 3
    her.client.language = ""
    assert her.come_back(code) == 200
    her.go(STORY.url(her))
    assert her.page.filled()[STORY.name] == [WORDS]


def test_another_site_s_form_that_is_too_long_closes_nothing(her: Visitor) -> None:
    pairs = [(f"field{number}", "x") for number in range(1_200)]
    assert her.post("/leave", pairs, Origin="https://example.org", Sec_Fetch_Site="cross-site") == 413
    assert her.client.get_cookie("plan") is not None


def test_a_plan_that_is_full_holds_nobody_up(her: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise TooLarge

    cookie = her.client.get_cookie("plan")
    assert cookie is not None
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    monkeypatch.setattr(her.app.extensions[NAME].store, "update", full)
    assert has_left(her, leave(her))
    her.client.set_cookie("plan", cookie.value)
    her.go("/check")
    assert "code" in her.page.by_id


def test_words_too_long_to_read_hold_nobody_up(her: Visitor) -> None:
    response = her.client.post(LEAVE, data={"x": "x" * 600_000}, headers={"Origin": "http://localhost"})
    assert has_left(her, response)


def test_without_a_session_one_leaves_too(visitor: Visitor) -> None:
    visitor.go("/")
    assert has_left(visitor, leave(visitor))


# The recipe -----------------------------------------------------------------------------------------------------------


def test_the_recipe_names_nothing_of_ours(her: Visitor) -> None:
    her.go("/plan")
    response = leave(her)
    her.go(response.headers["Location"])
    assert her.sees("Linzensoep")
    assert her.page.text(her.page.one("title")) == "Pagina"
    assert "plan" not in her.page.html.lower().replace("explan", "")
    assert [link.get("href") for link in her.page.all("a")] == ["#the-recipe"]
    assert not list(her.page.all("form", "script"))
    assert her.response is not None
    assert her.response.headers["Referrer-Policy"] == "no-referrer"
    assert "Refresh" not in her.response.headers
    assert "Set-Cookie" not in her.response.headers


def test_the_recipe_is_the_same_for_everybody(app: Flask, her: Visitor) -> None:
    pages = []
    for visitor in (Visitor(app), her):
        visitor.go(f"/recipe?language={DEFAULT}")
        pages.append(visitor.data)
    assert pages[0] == pages[1]


def test_it_moves_on_to_the_site_of_the_operator(make_app: MakeApp) -> None:
    app = make_app(leave_to="https://www.example.nl/weer?q=1")
    visitor = Visitor(app)
    visitor.go("/recipe")
    assert visitor.response is not None
    seconds, _, address = visitor.response.headers["Refresh"].partition("; ")
    assert 0 < int(seconds) < 10
    assert address == "url=https://www.example.nl/weer?q=1"
    visitor.go("/leave-now")
    assert visitor.sees("Even later komt er een andere website.")


@pytest.mark.parametrize(
    "address",
    ["http://example.nl", "example.nl", "javascript:alert(1)", "https://", "https://a b.nl", "https://a.nl/\n"],
)
def test_another_kind_of_address_is_refused(address: str) -> None:
    variables = {"TRAJECTPLAN_LEAVE_TO": address}
    if address.endswith("\n"):
        variables = {"TRAJECTPLAN_LEAVE_TO": f"{address}x: y"}
    with pytest.raises(SettingsError, match="LEAVE_TO is wrong"):
        Settings.from_environment(variables)


# Said beforehand ------------------------------------------------------------------------------------------------------


def test_it_is_explained_where_she_begins_and_in_help(visitor: Visitor) -> None:
    for page in ("/device", "/help"):
        visitor.go(page)
        assert visitor.follow("/leave-now") == 200
    assert visitor.sees("In de geschiedenis van je browser blijft ons adres staan.")
    tries = [form for form in visitor.page.all("form") if form.get("action") == LEAVE]
    assert len(tries) == 2
    assert visitor.submit(visitor.page.default_button(tries[1])) == 200
    assert visitor.path == "/recipe"


def test_who_has_not_written_down_her_code_is_told_so_before_she_tries(her: Visitor) -> None:
    her.go("/leave-now")
    assert her.sees("Schrijf eerst je code op.")
    her.go("/code")
    her.press("show")
    her.submit(next(her.page.all("button", name="written_down", value="written")))
    her.go("/leave-now")
    assert not her.sees("Schrijf eerst je code op.")


def test_libraries_read_how_to_set_up_their_computer(visitor: Visitor) -> None:
    visitor.go("/about")
    assert visitor.follow("/kiosk") == 200
    assert visitor.sees("Zet de computer op gast.")


def test_the_style_of_the_recipe_is_its_own(visitor: Visitor) -> None:
    visitor.go("/recipe")
    styles = [link.get("href", "") for link in visitor.page.all("link", rel="stylesheet")]
    visitor.go("/")
    assert not set(styles) & {link.get("href", "") for link in visitor.page.all("link", rel="stylesheet")}
    text = Path(__file__).resolve().parents[1].joinpath("static", "recipe.css").read_text("utf-8")
    assert "#0f5c57" not in text
