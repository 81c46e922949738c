"""What is promised and no other test looks at: no calls to anybody, nothing kept in the browser, no way elsewhere."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator

import pytest
from client import Visitor
from flask import Flask
from places import STORY
from sqlalchemy import select

from trajectplan.chapters import CHAPTERS
from trajectplan.chapters.childcare.care import ChildcareFit
from trajectplan.chapters.childcare.week import MyChildren
from trajectplan.i18n import speaking
from trajectplan.resources import STATIC, TEMPLATES
from trajectplan.storage.database import plans
from trajectplan.web.services import NAME

STORAGE = re.compile(r"localStorage|sessionStorage|indexedDB|caches\b|document\.cookie|serviceWorker")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every attempt to reach somebody over the network; none succeeds."""
    made: list[object] = []

    def refuse(*where: object, **_options: object) -> None:
        made.append(where)
        raise OSError("nobody may be called")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return made


def test_the_watch_notices_a_call(calls: list[object]) -> None:
    with pytest.raises(OSError, match="nobody may be called"):
        socket.create_connection(("elsewhere.example", 80))
    assert calls


def test_the_program_calls_nobody(app: Flask, calls: list[object]) -> None:
    visitor = Visitor(app).start("nl")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: ["Eerste woorden"]})
    code = visitor.code()
    visitor.printed()
    visitor.stop()
    assert visitor.come_back(code) == 200
    for rule in sorted(each.rule for each in app.url_map.iter_rules() if not each.arguments):
        visitor.client.language = ""
        visitor.client.get(rule)
    assert calls == []


def test_looking_at_a_page_changes_no_plan(app: Flask, her: Visitor) -> None:
    """No link, picture or program that fetches addresses beforehand can change a plan."""
    code = her.code()
    at_home = Visitor(app)
    assert at_home.come_back(code) == 200
    before = at_home.downloaded()
    looked = []
    for rule in sorted((each for each in app.url_map.iter_rules()), key=str):
        if "GET" in (rule.methods or ()):
            her.client.language = ""
            looked.append(her.go(re.sub(r"<\w+>", "0", re.sub(r"<int:\w+>", "1", rule.rule))))
            her.come_back(code)
    assert looked.count(200) > 20
    after = at_home.downloaded()
    # How often it was printed is counted, but that is no answer of hers.
    for each in (before, after):
        each.pop("printing")
    assert after == before


@pytest.mark.parametrize(
    "back",
    [
        *("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example"),
        *("/\t/elsewhere.example", "javascript:alert(1)", "data:text/html,x", "", "elsewhere.example/plan"),
        *("http:elsewhere.example", "/%2f/elsewhere.example", "\u2215/elsewhere.example", "/.//elsewhere.example"),
    ],
)
def test_a_way_back_leads_to_no_other_site(visitor: Visitor, back: str) -> None:
    response = visitor.client.post(
        visitor.address("wizard.language"),
        data={"do": "language:en", "back": back},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert response.status_code == 303
    assert re.fullmatch(r"/([a-z][a-z0-9/-]*)?", response.headers["Location"]), response.headers["Location"]


def test_no_other_site_may_read_an_answer(her: Visitor) -> None:
    for address in ("/", "/privacy", STORY.url(her), her.address("files.download"), her.address("output.pdf")):
        for method in ("GET", "OPTIONS"):
            response = her.client.open(address, method=method, headers={"Origin": "https://elsewhere.example"})
            assert [name for name, _value in response.headers if name.startswith("Access-Control-")] == [], address


def test_trace_is_refused(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<\w+>", "0", re.sub(r"<int:\w+>", "1", rule.rule))
        response = app.test_client().open(address, method="TRACE", headers={"X-Secret": "Zwaluwnest"})
        assert response.status_code in {404, 405}, address
        assert b"Zwaluwnest" not in response.get_data()


def test_scripts_keep_nothing_in_the_browser() -> None:
    scripts = list(STATIC.glob("*.js"))
    assert scripts
    assert STORAGE.search("localStorage.setItem('a', 'b')")
    assert [script.name for script in scripts if STORAGE.search(script.read_text("utf-8"))] == []


def test_the_database_tells_no_more_than_is_said(her: Visitor) -> None:
    """Of a plan: two days, a count and a size; not who, where from or at what time."""
    with her.app.extensions[NAME].store.engine.connect() as connection:
        rows = connection.execute(select(plans)).mappings().all()
    assert rows
    open_numbers = {name for name in rows[0] if not isinstance(rows[0][name], bytes)}
    assert open_numbers == {"format", "revision", "last_day", "expires_day"}
    assert all(row["last_day"] < 1_000_000 for row in rows), "a day, not a time"
    assert all((len(row["content"]) - 29) % 2048 == 0 for row in rows)


def test_her_file_is_all_that_she_gave(her: Visitor) -> None:
    assert her.downloaded()["answers"] == {STORY.name: "Eerste woorden"}
    assert "code" not in json.dumps(her.downloaded())


WHO_SHE_IS = re.compile(
    r"surname|last name|e-?mail|citizen service|\bBSN\b|postcode|your address|phone number|date of birth"
    r"|passport|permit|\bpapers\b|nationalit|religio|diagnos|your illness",
    re.IGNORECASE,
)


def asked(app: Flask) -> Iterator[str]:
    """The title, the question and the label of everything she is asked, in English."""
    with app.app_context(), speaking("en"):
        for page in (page for chapter in CHAPTERS for page in chapter.pages):
            inner = page().items
            for group in (page, inner.group) if inner else (page,):
                yield str(group.title)
                yield from (str(question.asked) for question in group().questions)


def test_nobody_is_asked_who_she_is(app: Flask) -> None:
    assert WHO_SHE_IS.search("What is your e-mail?")
    questions = list(asked(app))
    assert len(questions) > 100
    assert [text for text in questions if WHO_SHE_IS.search(text)] == []
    with app.app_context(), speaking("en"):
        assert "A real name is not needed." in str(MyChildren.hint)
        assert "Do not write what a doctor says." in str(ChildcareFit.hint)


def test_no_input_wants_her_details_or_is_remembered() -> None:
    """Every input is for plain words, a file or a choice, and no browser fills it in or remembers it."""
    templates = [path.read_text("utf-8") for path in TEMPLATES.glob("*.html")]
    inputs = [tag for text in templates for tag in re.findall(r"<(?:input|textarea)\b[^>]*", text)]
    typed = [tag for tag in inputs if tag.startswith("<textarea") or re.search(r'type="(?!hidden|checkbox|radio)', tag)]
    assert len(typed) > 8
    assert [tag for tag in inputs if re.search(r'type="(email|tel|password|date)"', tag)] == []
    assert [tag for tag in typed if 'autocomplete="off"' not in tag and 'type="file"' not in tag] == []
