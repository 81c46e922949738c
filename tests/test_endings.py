"""When a visit has ended, by the clock or because the plan was deleted: nothing is lost, and nothing is pretended."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from client import Visitor
from flask import Flask
from places import LINE, LIST, STORY, answer
from program import ALL
from sqlalchemy import func, select

from trajectplan.plan.document import MOST_BYTES, Plan
from trajectplan.storage.database import plans
from trajectplan.storage.resume_code import generate
from trajectplan.storage.tokens import DAY
from trajectplan.web.services import NAME

ComeWith = Callable[..., Visitor]
Pairs = list[tuple[str, str]]
WORDS = "Zwaluwnest & <b>dakgoot</b>"


def rows(app: Flask) -> int:
    """How many plans there are."""
    with app.extensions[NAME].store.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(plans)).scalar_one())


def end_session(visitor: Visitor) -> None:
    """What the clock does after a while of rest."""
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    visitor.app.extensions[NAME].sessions.end(cookie.value.partition(".")[0])


def give_code(visitor: Visitor, code: str) -> int:
    """Type a code on the page in front of her and press Enter."""
    control = visitor.page.by_id["code"]
    form = visitor.page.form_of(control)
    assert form is not None
    return visitor.submit(visitor.page.default_button(form), {"code": [code]})


def typed(visitor: Visitor, words: str = WORDS) -> Pairs:
    """What a browser sends of a page on which she typed."""
    visitor.go(STORY.url(visitor))
    visitor.type({STORY.name: [words]})
    return visitor.page.sent(visitor.page.buttons()["next"])


def sealed(visitor: Visitor) -> str:
    """The sealed words on the page in front of her."""
    return visitor.page.one("input", name="words").get("value", "")


def sees_code_page(visitor: Visitor) -> bool:
    """Whether the page in front of her asks for her code because her visit is over."""
    return visitor.status == 403 and "code" in visitor.page.by_id


def elsewhere(app: Flask, code: str) -> Visitor:
    """She again, on another device."""
    other = Visitor(app)
    assert other.come_back(code) == 200
    return other


# The clock ------------------------------------------------------------------------------------------------------------


def test_a_plan_is_not_called_deleted_when_it_is_not(her: Visitor) -> None:
    code = her.code()
    her.go(her.address("keep.delete"))
    pairs = her.page.sent(her.page.buttons()["delete"])
    end_session(her)
    her.post(her.address("keep.delete"), pairs)
    assert her.path == her.address("keep.delete")
    assert sees_code_page(her)
    assert give_code(her, code) == 200
    assert answer(her, STORY.name) == "Eerste woorden"


OF_THE_PLAN = (
    *("wizard.task_list", "wizard.check", "output.choose", "output.ready", "output.pdf", "keep.code", "keep.slip"),
    *("keep.expiry", "keep.delete", "files.file", "files.download"),
)


def pages_of_the_plan(visitor: Visitor) -> list[str]:
    """The addresses of pages that show something of a plan."""
    chapters = range(1, len(ALL) + 1)
    return [
        *(visitor.address(endpoint) for endpoint in OF_THE_PLAN),
        *(visitor.address("wizard.check", chapter=chapter) for chapter in chapters),
        *(visitor.address("wizard.chapter_end", chapter=chapter) for chapter in chapters),
        STORY.url(visitor),
        LIST.url(visitor),
    ]


def test_every_page_of_the_plan_asks_for_the_code(her: Visitor) -> None:
    code = her.code()
    end_session(her)
    to_print = her.address("output.choose")
    for _turn in range(2):
        for address in pages_of_the_plan(her):
            if address != to_print:
                her.go(address)
                assert sees_code_page(her), address
    # Who comes to print is asked for the code in words of its own, and of the visit before nothing is known any more.
    assert her.go(to_print) == 200
    assert "code" in her.page.by_id
    assert her.come_back(code) == 200
    for address in pages_of_the_plan(her):
        assert her.go(address) == 200, address


def test_she_may_start_anew(her: Visitor, app: Flask) -> None:
    code = her.code()
    end_session(her)
    her.go(STORY.url(her))
    assert sees_code_page(her)
    her.go(her.address("wizard.device"))
    her.choose("mine")
    assert her.go(STORY.url(her)) == 200
    assert her.page.filled([STORY.name]) == {}
    her.press("next", {STORY.name: ["Een ander begin"]})
    assert "".join(her.code().split()) != "".join(code.split())
    assert answer(elsewhere(app, code), STORY.name) == "Eerste woorden"


def test_another_language_doesnt_make_an_ended_visit_a_new_one(her: Visitor) -> None:
    her.go(her.address("wizard.language", back=her.address("information.help")))
    end_session(her)
    her.client.language = ""
    her.choose("en")
    her.go(STORY.url(her))
    assert sees_code_page(her)
    assert her.page.root.get("lang") == "en"


def test_a_poster_doesnt_make_an_ended_visit_a_new_one(her: Visitor) -> None:
    end_session(her)
    her.client.language = ""
    assert her.go("/en") == 200
    her.go(STORY.url(her))
    assert sees_code_page(her)


# What was typed -------------------------------------------------------------------------------------------------------


def test_a_page_that_lay_open_for_days(her: Visitor, app: Flask) -> None:
    code, tokens = her.code(), app.extensions[NAME].tokens
    pairs = dict(typed(her))
    made_for = tokens.read(pairs["token"])
    pairs["token"] = tokens.issue(made_for, now=time.time() - 3 * DAY)
    assert tokens.read(pairs["token"]) is None
    before = rows(app)
    end_session(her)
    her.post(STORY.url(her), list(pairs.items()))
    assert sees_code_page(her)
    assert sealed(her)
    assert give_code(her, code) == 200
    assert answer(her, STORY.name) == WORDS
    assert rows(app) == before


def test_words_go_in_by_themselves_when_nothing_changed(her: Visitor) -> None:
    code, pairs = her.code(), typed(her)
    end_session(her)
    her.post(STORY.url(her), pairs)
    assert give_code(her, code) == 200
    assert her.path == STORY.url(her)
    assert answer(her, STORY.name) == WORDS


@pytest.mark.parametrize(
    ("button", "expected"),
    [("keep_here", [WORDS]), ("keep_there", ["Daar getypt"]), ("keep_both", ["Daar getypt", WORDS])],
)
def test_words_that_come_back_to_a_page_that_was_changed(
    her: Visitor, app: Flask, button: str, expected: list[str]
) -> None:
    code, pairs = her.code(), typed(her)
    end_session(her)
    her.post(STORY.url(her), pairs)
    other = elsewhere(app, code)
    other.go(STORY.url(other))
    other.press("next", {STORY.name: ["Daar getypt"]})
    assert give_code(her, code) == 409
    assert her.sees(WORDS)
    assert her.sees("Daar getypt")
    assert answer(her, STORY.name) == "Daar getypt"
    assert her.press(button) == 200
    assert str(answer(her, STORY.name)).splitlines() == expected


def test_words_that_come_back_beside_another_page_that_was_changed(her: Visitor, app: Flask) -> None:
    code, pairs = her.code(), typed(her)
    end_session(her)
    her.post(STORY.url(her), pairs)
    other = elsewhere(app, code)
    other.go(LINE.url(other))
    other.press("next", {LINE.name: ["Daar getypt"]})
    assert give_code(her, code) == 200
    assert (answer(her, STORY.name), answer(her, LINE.name)) == (WORDS, "Daar getypt")


def test_words_that_come_back_to_a_full_list(her: Visitor, app: Flask) -> None:
    code, most = her.code(), LIST.question.most
    her.go(LIST.url(her))
    her.press("add")
    at, box = her.url, next(her.page.all("input", type="text")).get("name", "")
    her.type({box: ["Zwaluw"]})
    pairs = her.page.sent(her.page.buttons()["next"])
    end_session(her)
    her.post(at, pairs)
    assert sees_code_page(her)
    other = elsewhere(app, code)
    for number in range(most):
        other.go(LIST.url(other))
        other.press("add")
        other.press("next", {box: [f"Ding {number}"]})
    assert give_code(her, code) == 200
    assert her.page.filled([box]) == {box: ["Zwaluw"]}, "what she typed is still there"
    assert her.press("next") == 422
    things = answer(her, LIST.page.lists)
    assert isinstance(things, list)
    assert len(things) == most


def test_words_that_come_back_to_a_plan_that_is_full(come_with: ComeWith, app: Flask) -> None:
    visitor = come_with(Plan(answers={"unknown": "x" * (MOST_BYTES - 400)}))
    words, code = "Zwaluwnest " * 60, visitor.code()
    pairs = typed(visitor, words)
    end_session(visitor)
    visitor.post(STORY.url(visitor), pairs)
    assert give_code(visitor, code) == 413
    assert visitor.sees(words)
    assert answer(elsewhere(app, code), STORY.name) is None


@pytest.mark.parametrize("times", [0, 1, 2], ids=["time-out page", "after a wrong code", "after two"])
def test_another_language_keeps_code_and_words(her: Visitor, times: int) -> None:
    code, pairs = her.code(), typed(her)
    end_session(her)
    her.post(STORY.url(her), pairs)
    wrong, words = generate(), sealed(her)
    assert words
    for _turn in range(times):
        assert give_code(her, wrong) == 422
    her.client.language = ""
    assert her.press("language:en", {"code": [wrong]}) == 200
    assert her.page.root.get("lang") == "en"
    assert her.page.filled(["code"]) == {"code": [wrong]}
    assert sealed(her) == words
    assert give_code(her, code) == 200
    assert her.page.root.get("lang") == "en"
    assert answer(her, STORY.name) == WORDS


def test_a_page_from_before_her_plan_makes_no_second_one(visitor: Visitor, app: Flask) -> None:
    visitor.start("nl", "shared")
    visitor.go(LINE.url(visitor))
    visitor.type({LINE.name: [WORDS]})
    early, at = visitor.page, visitor.url
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: ["Eerste woorden"]})
    code, before = visitor.code(), rows(app)
    end_session(visitor)
    visitor.client.language = ""
    for _turn in range(2):  # she goes back in her browser and tries once more
        visitor.client.page, visitor.url = early, at
        visitor.press("next")
        assert sees_code_page(visitor)
        assert visitor.sees("Zwaluwnest"), "to be copied, for nobody knows whose it is"
    assert rows(app) == before
    assert give_code(visitor, code) == 200
    assert answer(visitor, STORY.name) == "Eerste woorden"


def test_a_first_answer_that_took_long_begins_her_plan(visitor: Visitor, app: Flask) -> None:
    visitor.start("nl", "shared")
    pairs, before = typed(visitor), rows(app)
    end_session(visitor)
    assert visitor.post(STORY.url(visitor), pairs) == 200
    assert visitor.path == "/code"
    assert answer(visitor, STORY.name) == WORDS
    assert rows(app) == before + 1


# A plan that was deleted elsewhere ------------------------------------------------------------------------------------


def delete_elsewhere(app: Flask, code: str) -> None:
    other = elsewhere(app, code)
    other.go(other.address("keep.delete"))
    assert other.press("delete") == 200


def test_a_page_of_a_plan_that_is_gone(her: Visitor, app: Flask) -> None:
    delete_elsewhere(app, her.code())
    before = rows(app)
    for address in (STORY.url(her), LIST.url(her), her.address("wizard.task_list")):
        assert her.go(address) == 403, address
        assert "code" not in her.page.by_id, "there is no code to ask for"
        assert any(urlsplit(link.get("href", "")).path == "/" for link in her.page.all("a"))
    assert rows(app) == before


def test_words_for_a_plan_that_is_gone(her: Visitor, app: Flask) -> None:
    code = her.code()
    pairs = typed(her)
    delete_elsewhere(app, code)
    before = rows(app)
    for _turn in range(2):  # she goes back in her browser and tries once more
        assert her.post(STORY.url(her), pairs) == 403
        assert "code" not in her.page.by_id
        assert her.sees(WORDS)
    assert rows(app) == before


def test_after_a_plan_that_is_gone_she_may_start_anew(her: Visitor, app: Flask) -> None:
    delete_elsewhere(app, her.code())
    assert her.go(STORY.url(her)) == 403
    her.client.language = ""
    her.start("nl")
    her.go(STORY.url(her))
    her.press("next", {STORY.name: ["Een nieuw begin"]})
    assert answer(her, STORY.name) == "Een nieuw begin"


@pytest.mark.parametrize("address", ["/", "/plan", "/help", "/print", "/code"])
def test_that_it_is_over_is_told_while_nothing_can_be_written(
    her: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    sessions = app.extensions[NAME].sessions
    over = sessions._now() + 13 * 60 * 60
    monkeypatch.setattr(sessions, "_now", lambda: over)
    url = app.extensions[NAME].store.engine.url.database
    writer = sqlite3.connect(url, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        status = her.go(address)
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    assert status == (403 if address in {"/plan", "/code"} else 200)
    assert her.sees("We hebben je plan dichtgedaan") is (status == 403)
    assert her.go("/plan") in {200, 403}, "and afterwards all is as ever"


# The cookie -----------------------------------------------------------------------------------------------------------


def test_on_her_own_device_every_answer_renews_the_cookie(visitor: Visitor) -> None:
    visitor.start("nl", "mine")
    seconds = visitor.app.extensions[NAME].settings.own_hours * 3600
    for address in (STORY.url(visitor), visitor.address("wizard.task_list"), visitor.address("wizard.check")):
        response = visitor.client.get(address)
        assert f"Max-Age={seconds}" in response.headers["Set-Cookie"], address


def test_on_a_shared_device_the_cookie_goes_with_the_browser(visitor: Visitor) -> None:
    visitor.start("nl", "shared")
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    assert (cookie.max_age, cookie.expires) == (None, None)
    for address in (STORY.url(visitor), visitor.address("wizard.task_list")):
        assert "Max-Age" not in visitor.client.get(address).headers.get("Set-Cookie", "")


@pytest.mark.parametrize("device", ["mine", "shared"])
def test_choosing_the_device_ends_the_session_before(visitor: Visitor, app: Flask, device: str) -> None:
    visitor.start("nl", "mine")
    before = visitor.client.get_cookie("plan")
    visitor.go(visitor.address("wizard.device"))
    visitor.choose(device)
    after = visitor.client.get_cookie("plan")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    sessions = app.extensions[NAME].sessions
    assert sessions.load(before.value.partition(".")[0]) is None
    assert sessions.load(after.value.partition(".")[0]).device == device


def test_the_code_ends_the_session_before(her: Visitor, app: Flask) -> None:
    code, before = her.code(), her.client.get_cookie("plan")
    assert before is not None
    assert her.come_back(code) == 200
    assert app.extensions[NAME].sessions.load(before.value.partition(".")[0]) is None


@pytest.fixture
def behind_tls(tmp_path: Path) -> Iterator[str]:
    """The address of the program as it runs behind a server with TLS."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "trajectplan", "serve"],
        cwd=Path(__file__).parent.parent,
        env={
            "PATH": "",
            "TRAJECTPLAN_DATA_DIR": str(tmp_path),
            "TRAJECTPLAN_PORT": str(port),
            "TRAJECTPLAN_TLS": "yes",
        },
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert "Listening" in running.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        running.terminate()
        running.stdout.read()


def test_behind_tls_cookie_and_headers_are_for_https_alone(behind_tls: str) -> None:
    request = urllib.request.Request(f"{behind_tls}/device", b"device=mine", {"Sec-Fetch-Site": "same-origin"})

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    try:
        urllib.request.build_opener(Stay).open(request, timeout=20)
    except urllib.error.HTTPError as answered:
        status, headers = answered.code, answered.headers
        answered.close()
    assert status == 303
    cookie = headers["Set-Cookie"]
    assert cookie.startswith("__Host-plan=")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
    assert not any(part.startswith("Domain") for part in parts)
    assert "max-age" in headers["Strict-Transport-Security"]
