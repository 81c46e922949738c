"""Her language stays hers, and what stands on a page stays there: after a time-out, in two tabs, in an error."""

from __future__ import annotations

import json
from collections.abc import Callable

import pseudo
import pytest
from client import Visitor
from flask import Flask
from places import STORY, answer
from tabs import sent_in_two_tabs

from trajectplan.i18n import speaking
from trajectplan.plan.document import Plan
from trajectplan.plan.languages import language_of
from trajectplan.plan.summary import Said
from trajectplan.web.cookies import Remembered
from trajectplan.web.guessing import TooOften
from trajectplan.web.resuming import MESSAGES
from trajectplan.web.services import NAME

ComeWith = Callable[..., Visitor]
HERS = pseudo.MIRRORED
WORDS, MORE_WORDS = "Zwaluwnest", "Dakgoot"


@pytest.fixture
def two(come_with: ComeWith) -> Visitor:
    """Somebody who reads from right to left, with Dutch below it."""
    she = come_with(Plan(language=HERS, answers={STORY.name: WORDS}), HERS)
    she.press("also:nl")
    return she


def end_session(visitor: Visitor) -> None:
    """Let time be up on the server."""
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    visitor.app.extensions[NAME].sessions.end(Remembered.read(cookie.value).token)


def languages_of(visitor: Visitor) -> tuple[str, bool]:
    """The language of the page, and whether Dutch stands below it."""
    return visitor.page.root.get("lang", ""), bool(list(visitor.page.all("small", lang="nl")))


# After the session ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["/help", "/open", "/lost-code", "/plan", "/worksheets"])
def test_it_stays_when_time_is_up_until_somebody_begins(two: Visitor, first: str) -> None:
    end_session(two)
    two.client.language = ""
    for address in (first, "/how", "/open", "/privacy"):
        two.go(address)
        assert languages_of(two) == (HERS, True), address
    two.go("/", **{"Accept-Language": "en"})
    assert languages_of(two) == ("en", False)
    two.go("/how", **{"Accept-Language": "en"})
    assert languages_of(two) == ("en", False)


def test_whoever_begins_then_is_not_spoken_to_as_her_browser_does_not_want(two: Visitor) -> None:
    end_session(two)
    two.client.language = ""
    for address in ("/plan", "/"):
        two.go(address, **{"Accept-Language": f"{HERS};q=0, EN;q=0.5"})
    assert languages_of(two) == ("en", False)


def test_what_is_left_of_an_ended_session_opens_nothing(two: Visitor) -> None:
    end_session(two)
    two.go("/help")
    cookie = two.client.get_cookie("plan")
    assert cookie is not None
    assert cookie.value == f".{HERS}+nl"
    two.client.language = ""
    two.go("/plan")
    assert two.path == "/"


@pytest.mark.parametrize("cookie", [".xx", ".he+xx", ".<b>+nl", "..", ".he+nl+xx.plan", f".{'x' * 3000}"])
def test_a_cookie_that_was_made_up_is_not_given_back(app: Flask, cookie: str) -> None:
    visitor = Visitor(app)
    visitor.client.language = ""
    visitor.client.set_cookie("plan", cookie)
    assert visitor.go("/help") == 200
    left = visitor.client.get_cookie("plan")
    offered = {"", *app.extensions[NAME].settings.languages}
    assert left is None or set(Remembered.read(left.value)[1:]) <= offered


# The code -------------------------------------------------------------------------------------------------------------


def test_the_first_code_stays_on_the_page_in_another_language(visitor: Visitor) -> None:
    visitor.start("nl")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [WORDS]})
    code = visitor.shown_code()
    visitor.client.language = ""
    visitor.press(f"language:{HERS}")
    assert visitor.page.root.get("lang") == HERS
    assert visitor.shown_code() == code
    assert "written" in [each.get("value") for each in visitor.page.all("button", name="written_down")]
    visitor.press("also:nl")
    assert visitor.shown_code() == code
    assert visitor.sees("Dit is je code")
    visitor.press("hide")
    assert code not in visitor.page.text().replace(" ", "")


def test_a_hidden_code_stays_hidden(two: Visitor) -> None:
    two.go("/code")
    two.press("show")
    two.press("hide")
    assert not [*two.page.all("p", **{"class": "code"})]
    assert not [each for each in two.page.all("button") if each.get("value", "").startswith("language:")]


# Two tabs -------------------------------------------------------------------------------------------------------------


def test_words_are_in_the_language_of_the_page_on_which_they_were_typed(come_with: ComeWith) -> None:
    she = come_with(Plan(language=HERS, answers={STORY.name: WORDS}), HERS)
    she.go(STORY.url(she))
    she.type({STORY.name: [MORE_WORDS]})
    first_tab = she.page.sent(she.page.buttons()["next"])
    she.client.language = ""
    she.speak("nl")
    she.post(STORY.url(she), first_tab)
    plan = Plan.from_json(json.dumps(she.downloaded()).encode())
    assert plan.answers[STORY.name] == MORE_WORDS
    assert language_of(plan, MORE_WORDS) == HERS


@pytest.mark.parametrize("said", ["xx", "", "<b>", "nl,he"])
def test_a_language_that_is_not_offered_counts_as_that_of_the_visit(come_with: ComeWith, said: str) -> None:
    she = come_with(Plan(language=HERS, answers={STORY.name: WORDS}), HERS)
    she.go(STORY.url(she))
    she.type({STORY.name: [MORE_WORDS]})
    pairs = she.page.sent(she.page.buttons()["next"])
    assert she.post(STORY.url(she), [(name, said if name == "language" else value) for name, value in pairs]) == 200
    assert language_of(Plan.from_json(json.dumps(she.downloaded()).encode()), MORE_WORDS) == HERS


def test_two_versions_can_be_read_in_another_language(two: Visitor) -> None:
    first_tab = sent_in_two_tabs(two, STORY, {STORY.name: ["Hier getypt"]}, {STORY.name: ["Daar getypt"]})
    two.client.language = ""
    for button in ("language:en", "also:", "language:nl"):
        assert two.press(button) == 409
        assert two.sees("Hier getypt")
        assert two.sees("Daar getypt")
        assert answer(two, STORY.name) == "Daar getypt"
        two.post(STORY.url(two), first_tab)
    two.press("keep_here")
    assert answer(two, STORY.name) == "Hier getypt"
    assert language_of(Plan.from_json(json.dumps(two.downloaded()).encode()), "Hier getypt") == HERS


# Where something is wrong ---------------------------------------------------------------------------------------------


def test_the_choice_of_a_device_can_be_had_in_another_language(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.client.language = ""
    visitor.go("/device")
    assert visitor.enter("device-form") == 422
    visitor.press(f"language:{HERS}")
    assert (visitor.path, visitor.page.root.get("lang")) == ("/device", HERS)


def test_the_sheets_go_along_with_the_language_of_the_page(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.client.language = ""
    visitor.go("/worksheets")
    boxes = [each.get("value", "") for each in visitor.page.all("input", name="chapter")]
    assert visitor.enter("sheets-form", {"chapter": [], "size": ["large"]}) == 422
    assert boxes
    visitor.press(f"language:{HERS}")
    assert visitor.page.root.get("lang") == HERS
    filled = visitor.page.filled()
    assert (filled["in"], filled["size"]) == ([HERS], ["large"])


def test_a_file_that_is_none_is_told_in_another_language(two: Visitor) -> None:
    with two.expecting(422):
        two.load(b"no plan")
    two.client.language = ""
    two.press("language:en")
    assert (two.path, two.page.root.get("lang")) == ("/file/load", "en")


def test_what_was_kept_sealed_is_still_told_in_another_language(two: Visitor) -> None:
    two.go(STORY.url(two))
    two.type({STORY.name: [MORE_WORDS]})
    pairs = two.page.sent(two.page.buttons()["next"])
    end_session(two)
    assert two.post(STORY.url(two), pairs) == 403
    two.client.language = ""
    two.press("language:nl")
    assert two.sees("Wat je net typte, hebben we nog")
    two.press("also:")
    assert two.sees("Wat je net typte, hebben we nog")


def told(visitor: Visitor) -> list[str]:
    """What the error summary says."""
    return [problem.message for problem in visitor.problems]


def said(app: Flask, text: Said, language: str) -> str:
    """The text in one language."""
    with app.app_context(), speaking(language):
        return str(text)


@pytest.mark.parametrize("address", ["/open", "/print"])
@pytest.mark.parametrize(
    ("typed", "reason", "values"),
    [
        ("", "missing", {}),
        ("zwaluw", "not_digits", {}),
        ("12 34 5", "wrong_length", {"count": "16", "typed": "5"}),
        ("1" * 16, "typing_slip", {}),
        ("0" * 16, "unknown", {}),
    ],
)
def test_what_is_wrong_with_a_code_is_told_in_another_language(
    app: Flask, address: str, typed: str, reason: str, values: dict[str, str]
) -> None:
    visitor = Visitor(app)
    visitor.client.language = ""
    visitor.go(address)
    assert visitor.enter("code-form", {"code": [typed]}) == 422
    for button, languages in (("language:en", ["en"]), (f"language:{HERS}", [HERS]), ("also:nl", [HERS, "nl"])):
        assert visitor.press(button) == 200
        assert told(visitor) == ["".join(said(app, MESSAGES[reason], each) % values for each in languages)]
        assert visitor.page.filled().get("code", [""]) == [typed]
    visitor.press("also:")
    visitor.enter("code-form", {"code": ["12"]})
    now = said(app, MESSAGES["wrong_length"], HERS) % {"count": "16", "typed": "2"}
    assert told(visitor) == [now], "what was wrong before is over"


def test_how_long_to_wait_is_told_in_another_language(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_often(_networks: object) -> None:
        raise TooOften(7)

    visitor = Visitor(app)
    visitor.client.language = ""
    visitor.go("/open")
    with monkeypatch.context() as patch, visitor.expecting(503):
        patch.setattr(app.extensions[NAME].limits, "trying", too_often)
        assert visitor.enter("code-form", {"code": ["0" * 16]}) == 503
    visitor.press("language:en")
    assert told(visitor) == ["Many codes were tried here. Wait 7 seconds, then press the button again."]


@pytest.mark.parametrize("said", ["", "xx:1", "unknown", "often:<b>", "wrong_length:5:5", f"often:{'1' * 99}"])
def test_what_was_never_wrong_is_not_told(app: Flask, said: str) -> None:
    visitor = Visitor(app)
    visitor.client.language = ""
    visitor.go("/open")
    pairs = visitor.page.sent(visitor.page.buttons()["language:en"])
    assert visitor.post("/open", [*pairs, ("wrong", said)]) == 200
    assert told(visitor) == []


# Posters --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/he", "/HE", "/He", "/he/", "/HE/"])
def test_a_poster_is_found_as_a_phone_may_write_it(app: Flask, address: str) -> None:
    visitor = Visitor(app)
    visitor.client.language = ""
    visitor.go(address)
    assert (visitor.path, visitor.page.root.get("lang")) == ("/", HERS)
