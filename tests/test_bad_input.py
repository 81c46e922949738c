"""Whatever is sent gets a clear answer, and nothing that was typed is lost."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from client import Visitor
from flask import Flask
from places import LIST, STORY, WEEK, Place, answer
from program import ALL, MakeApp

from trajectplan.chapters import check
from trajectplan.plan.document import MOST_BYTES, Plan
from trajectplan.storage.database import Unavailable
from trajectplan.storage.derivation import Busy
from trajectplan.storage.resume_code import generate
from trajectplan.web.services import NAME

ComeWith = Callable[..., Visitor]
WORDS = "Zwaluwnest & <b>dakgoot</b>"


# What is typed --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b"a%00b", "ab"),
        (b"%ED%A0%80abc", "%ED%A0%80abc"),
        (b"%FF%FEabc", "%FF%FEabc"),
        (b"a%07%1Bb%7F", "ab"),
        (b"%E2%80%8Fabc", "abc"),
        (b"e%CC%81", "é"),
        (b"%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"),
        (b"%25(child)s+%7B%7B7*7%7D%7D", "%(child)s {{7*7}}"),
        (b"W" * 300, "W" * 300),
    ],
    ids=["null", "surrogate", "no-utf-8", "control", "mark", "composed", "markup", "placeholder", "long-word"],
)
def test_strange_characters(her: Visitor, sent: bytes, kept: str) -> None:
    her.go(STORY.url(her))
    pairs = [pair for pair in her.page.sent(her.page.buttons()["next"]) if pair[0] != STORY.name]
    body = b"&".join(
        [f"{name}={value}".encode().replace(b"+", b"%2B").replace(b"/", b"%2F") for name, value in pairs]
        + [STORY.name.encode() + b"=" + sent]
    )
    response = her.client.post(
        STORY.url(her),
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert response.status_code == 303
    found = str(answer(her, STORY.name))
    assert found.isprintable() or "\u200f" in found
    assert "".join(sign for sign in found if sign not in "\ufffd\u200f") == kept
    her.go(her.address("wizard.check", chapter=STORY.chapter))
    assert her.sees(found)
    her.printed()


@pytest.mark.parametrize(
    "do",
    [
        *(
            "",
            "next:next",
            "fly",
            "item:remove",
            "item:remove:nobody",
            "item:up:nobody",
            "item:copy:",
            "item:restore:0",
        ),
        *("item:change:../../etc", "item:fly:x", "hours:more:nothing:mon", "hours:copy", "hours:more:do:do", "add"),
        *("like:nobody", "language:xx", "language:", "check", "keep_both", "keep_there", "keep_here", "\u202e"),
        pytest.param("x" * 5000, id="long"),
    ],
)
@pytest.mark.parametrize("place", [STORY, WEEK, LIST], ids=["words", "week", "list"])
def test_unknown_buttons_do_no_harm(her: Visitor, do: str, place: Place) -> None:
    her.go(place.url(her))
    pairs = [pair for pair in her.page.sent(her.page.buttons()["next"]) if pair[0] != "do"]
    assert her.post(her.url, [*pairs, ("do", do)]) == 200
    assert answer(her, STORY.name) == "Eerste woorden"


def test_more_names_than_the_page_has(her: Visitor) -> None:
    her.go(STORY.url(her))
    pairs = her.page.sent(her.page.buttons()["next"])
    others = [(f"other{number}", "x") for number in range(500)]
    strange = [
        ("id", "zz"),
        ("drafts", "zz"),
        ("answers", "zz"),
        ("revision", "zz"),
        ("page", "zz"),
        (STORY.name, "zz"),
    ]
    assert her.post(her.url, [*pairs, *others, *strange]) == 200
    kept = her.downloaded()
    assert set(kept["answers"]) == {STORY.name}
    assert kept["drafts"] == {}


def test_too_large_a_form(her: Visitor) -> None:
    her.go(STORY.url(her))
    pairs = [pair for pair in her.page.sent(her.page.buttons()["next"]) if pair[0] != STORY.name]
    assert her.post(her.url, [*pairs, (STORY.name, "x" * 1_200_000)]) == 413
    assert answer(her, STORY.name) == "Eerste woorden"


def test_a_plan_that_is_full(come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"unknown": "x" * (MOST_BYTES - 200)}))
    visitor.go(STORY.url(visitor))
    words = "Zwaluwnest " * 30
    visitor.press("next", {STORY.name: [words]})
    assert visitor.status == 413
    assert visitor.page.filled([STORY.name]) == {STORY.name: [words]}


# When the session has ended -------------------------------------------------------------------------------------------


def end_session(visitor: Visitor) -> None:
    """What the clock does after a while of rest."""
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    visitor.app.extensions[NAME].sessions.end(cookie.value.partition(".")[0])


def type_after_the_end(visitor: Visitor) -> None:
    visitor.go(STORY.url(visitor))
    visitor.type({STORY.name: [WORDS]})
    pairs = visitor.page.sent(visitor.page.buttons()["next"])
    end_session(visitor)
    visitor.client.language = ""
    visitor.post(STORY.url(visitor), pairs)


def give_code(visitor: Visitor, code: str) -> int:
    control = visitor.page.by_id["code"]
    form = visitor.page.form_of(control)
    assert form is not None
    return visitor.submit(visitor.page.default_button(form), {"code": [code]})


def test_words_come_back_with_the_code(her: Visitor) -> None:
    code = her.code()
    type_after_the_end(her)
    assert her.status == 403
    assert WORDS not in her.page.html
    wrong = generate()
    assert give_code(her, wrong) == 422
    assert give_code(her, code) == 200
    assert her.path == STORY.url(her)
    assert her.page.filled([STORY.name]) == {STORY.name: [WORDS]}
    her.press("next")
    assert answer(her, STORY.name) == WORDS


def test_words_never_get_into_another_plan(her: Visitor, app: Flask) -> None:
    other = Visitor(app).start("nl")
    other.go(STORY.url(other))
    other.press("next", {STORY.name: ["Van een ander"]})
    code = other.code()
    type_after_the_end(her)
    assert give_code(her, code) == 200
    file = her.downloaded()
    assert file["answers"][STORY.name] == "Van een ander"
    assert WORDS not in json.dumps(file, ensure_ascii=False)


def test_a_form_for_one_plan_sent_while_another_is_open(her: Visitor, app: Flask) -> None:
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    pairs = her.page.sent(her.page.buttons()["next"])
    other = Visitor(app).start("nl")
    other.go(STORY.url(other))
    other.press("next", {STORY.name: ["Van een ander"]})
    assert other.post(STORY.url(other), pairs) == 403
    assert other.downloaded()["answers"][STORY.name] == "Van een ander"


@pytest.mark.parametrize("cookie", ["", "x", "A" * 43, "é", "A" * 4000])
def test_a_cookie_that_is_none_of_ours(app: Flask, cookie: str) -> None:
    visitor = Visitor(app)
    visitor.client.set_cookie("plan", cookie)
    expected = 403 if cookie else 200
    for address in ("wizard.task_list", "wizard.check", "keep.code", "files.download", "output.pdf"):
        assert visitor.go(visitor.address(address)) == expected, address


# Addresses that aren't there ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("/nowhere", "/plan/0/1", "/plan/99/1", "/plan/1/99", "/plan/1/1/a/b", "/plan/1/1/../../x", "/check/99"),
        *("/plan/99/end", "/static/nothing.css", "/static/..%2f..%2fpyproject.toml", "/plan/1/1/%00"),
        pytest.param("/plan/1/1/" + "a" * 500, id="long"),
    ],
)
def test_an_unknown_address(her: Visitor, address: str) -> None:
    assert her.go(address) == 404
    assert her.page.text(her.page.one("h1"))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method(her: Visitor, method: str) -> None:
    response = her.client.open("/plan", method=method, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 405
    assert her.client.page is not None


# Codes, and what breaks on our side -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["", " ", "12", "abcd", "1234 5678 9012 345x", "0" * 15 + "1", "9" * 500, "\u0000", "<b>", "0000 0000 0000 0000"],
)
def test_a_code_that_opens_nothing(visitor: Visitor, typed: str) -> None:
    visitor.start("nl")
    visitor.go(visitor.address("keep.open_plan"))
    assert give_code(visitor, typed) == 422
    assert [problem.target for problem in visitor.problems] == ["code"]


@pytest.mark.parametrize(
    "write", [str, lambda code: code.replace(" ", "-"), lambda code: f" {code} \n".replace("1", "١")]
)
def test_a_code_in_any_writing(her: Visitor, app: Flask, write: Callable[[str], str]) -> None:
    other = Visitor(app).start("nl")
    assert other.come_back(write(her.code())) == 200
    assert other.downloaded()["answers"] == {STORY.name: "Eerste woorden"}


def test_too_many_codes_at_once(her: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Busy(retry_after=7)

    code = her.code()
    her.go(her.address("keep.open_plan"))
    monkeypatch.setattr(app.extensions[NAME].store, "unlock", busy)
    with her.expecting(503):
        assert give_code(her, code) == 503
    assert her.response is not None
    assert her.response.headers["Retry-After"] == "7"
    assert her.page.filled(["code"]) == {"code": [code]}


@pytest.mark.parametrize(
    ("error", "status"),
    [(Unavailable("", None, Exception()), 503), (RuntimeError("Zwaluwnest"), 500)],
    ids=["unavailable", "our mistake"],
)
def test_words_stand_on_the_page_when_nothing_can_be_saved(
    make_app: MakeApp,
    error: Exception,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    app = make_app()
    visitor = Visitor(app).start("nl")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: ["Eerste woorden"]})
    visitor.go(STORY.url(visitor))
    monkeypatch.setattr(app.extensions[NAME].store, "update", fail)
    with visitor.expecting(status):
        assert visitor.press("next", {STORY.name: [WORDS]}) == status
    assert visitor.sees(WORDS)
    assert "Zwaluwnest" not in caplog.text
    caplog.clear()


# What a file says -----------------------------------------------------------------------------------------------------


def file(**fields: object) -> bytes:
    """A file of a plan with these fields."""
    plan = {"format": "trajectplan", "version": 1, "language": "nl", "answers": {}, **fields}
    return json.dumps(plan).encode()


@pytest.mark.parametrize(
    "thing",
    [
        {"id": "a1", "words": "x", "card": ["q"]},
        {"id": "a1", "words": "x", "card": "pebble"},
        {"id": "a1", "words": "x", "none": "no_stone"},
        {"id": "a1"},
    ],
    ids=str,
)
def test_a_thing_that_is_not_just_one_is_refused(her: Visitor, thing: dict[str, object]) -> None:
    assert her.load(file(answers={"specimen_cards": [thing]})) == 422
    assert set(her.downloaded()["answers"]) == {STORY.name}


def test_what_a_file_took_away_is_not_put_back(her: Visitor) -> None:
    things = {"id": "a1", **{question.short_name: {"no": 5} for question in LIST.question.group().questions}}
    removed = {"list": LIST.page.key, "index": 0, "item": things}
    text = file(answers={STORY.name: "Uit een file"}, removed=removed)
    assert check(Plan.from_json(text), ALL).removed == {}
    assert her.load(text) == 200
    her.press("replace")
    her.go(LIST.url(her))
    assert "item:restore:0" not in her.page.buttons()
    pairs = [pair for pair in her.page.sent(her.page.buttons()["next"]) if pair[0] != "do"]
    assert her.post(her.url, [*pairs, ("do", "item:restore:0")]) == 200
    assert not answer(her, LIST.page.lists)
    for chapter in range(len(ALL) + 1):
        her.go(her.address("wizard.check", **({"chapter": chapter} if chapter else {})))
        assert her.status == 200
