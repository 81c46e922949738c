"""How long a plan stays open: asked without being a visit, answered with a warning, put off by who is still there."""

from __future__ import annotations

from typing import Any

import pseudo
import pytest
from client import Visitor
from places import STORY, WEEK, answer
from program import MakeApp

from trajectplan.storage.sessions import SessionStore
from trajectplan.web.guessing import TooOften
from trajectplan.web.services import NAME

MINUTE, HOUR = 60, 3600
SHARED, OWN = 15 * MINUTE, 12 * HOUR


class Clock:
    """The time by which sessions of one application grow old."""

    def __init__(self, sessions: SessionStore, patch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000.0 // MINUTE * MINUTE
        patch.setattr(sessions, "_now", lambda: self.now)


@pytest.fixture
def clock(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(visitor.app.extensions[NAME].sessions, monkeypatch)


def with_plan(visitor: Visitor, device: str) -> Visitor:
    """Somebody who looks at a question of her plan."""
    visitor.start("nl", device)
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: ["Eerste woorden"]})
    visitor.go(STORY.url(visitor))
    return visitor


def token_of(visitor: Visitor) -> str:
    """The token in the forms of the page in front of her, which our script sends along."""
    return next(visitor.page.all("input", name="token")).get("value", "")


def ask(visitor: Visitor, do: str = "ask", token: str = "", language: str = "") -> dict[str, Any]:
    """What our script is told; ``language`` is that of the page in front of her where no other is given."""
    page = visitor.client.page
    token = token or (token_of(visitor) if page else "")
    language = language or (page.root.get("lang", "") if page else "")
    sent = {"do": do, "token": token, "language": language}
    response = visitor.client.post("/time", data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    visitor.client.page = page
    assert response.status_code == 200
    return dict(response.get_json())


@pytest.mark.parametrize(("device", "idle"), [("shared", SHARED), ("mine", OWN)])
def test_two_minutes_before_it_warns(visitor: Visitor, clock: Clock, device: str, idle: int) -> None:
    with_plan(visitor, device)
    said = ask(visitor)
    assert said["words"] == ""
    assert said["wait"] == idle + MINUTE - 2 * MINUTE, "a session lasts to the end of the minute in which it is over"
    clock.now += said["wait"]
    said = ask(visitor)
    assert "Over 2 minuten sluiten we je plan." in said["words"]
    assert 0 < said["wait"] <= 30
    clock.now += MINUTE + 1
    assert "Over één minuut sluiten we je plan." in ask(visitor)["words"]


def test_asking_is_no_visit(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    for _minute in range(SHARED // MINUTE):
        clock.now += MINUTE
        ask(visitor)
    clock.now += MINUTE
    said = ask(visitor)
    assert said["wait"] == 0
    assert "We hebben je plan dichtgedaan" in said["words"]
    visitor.client.language = ""
    visitor.go("/plan")
    assert "code" in visitor.page.by_id


def test_who_is_still_there_puts_it_off(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    before = visitor.downloaded()
    clock.now += SHARED - MINUTE
    assert ask(visitor)["words"]
    said = ask(visitor, "stay")
    assert said["words"] == ""
    clock.now += SHARED - MINUTE
    assert visitor.go("/plan") == 200
    assert visitor.downloaded() == before, "nothing else was kept"


def test_what_is_done_in_another_window_counts(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    clock.now += SHARED - MINUTE
    assert ask(visitor)["words"]
    visitor.go("/plan")
    said = ask(visitor)
    assert said["words"] == ""
    assert said["wait"] >= SHARED - 2 * MINUTE


def test_nobody_comes_back_by_asking(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    visitor.type({STORY.name: ["Niet weg"]})
    clock.now += SHARED + 2 * MINUTE
    assert ask(visitor, "stay")["wait"] == 0
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None, "her language and that it is over are still known"
    assert visitor.press("next") == 403
    assert visitor.page.one("input", name="words").get("value")


def test_the_page_says_when_to_ask_and_how_long_it_is(visitor: Visitor) -> None:
    with_plan(visitor, "shared")
    script = next(each for each in visitor.page.all("script") if each.get("data-time"))
    assert script.get("data-in") == str(SHARED - 3 * MINUTE)
    assert visitor.client.get(script.get("data-time", "")).status_code == 200
    visitor.go("/plan")
    assert visitor.sees("Doe je 15 minuten niets? Dan doen we je plan dicht.")


def test_on_her_own_device_it_is_said_too(her: Visitor) -> None:
    her.go("/plan")
    assert her.sees("Doe je 12 uur niets? Dan doen we je plan dicht.")
    assert next(each.get("data-in") for each in her.page.all("script")) == str(OWN - 3 * MINUTE)


def test_before_she_chooses_the_device_both_times_are_said(visitor: Visitor) -> None:
    visitor.go("/device")
    assert visitor.sees("Doe je 12 uur niets? Dan doen we je plan dicht.")
    assert visitor.sees("Doe je 15 minuten niets? Dan doen we je plan dicht.")


def test_without_a_plan_nothing_is_watched(visitor: Visitor) -> None:
    visitor.start("nl", "shared")
    assert not [each for each in visitor.page.all("script") if each.get("data-time")]
    assert ask(Visitor(visitor.app))["wait"] == 0


def test_where_all_time_is_short_it_does_not_warn_at_once(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(shared_minutes=2)
    clock = Clock(app.extensions[NAME].sessions, monkeypatch)
    visitor = with_plan(Visitor(app), "shared")
    assert ask(visitor)["words"] == ""
    clock.now += 2 * MINUTE
    assert ask(visitor)["words"]


def test_another_site_cannot_keep_it_open(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    clock.now += SHARED - MINUTE
    response = visitor.client.post("/time", data={"do": "stay"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


# Its language ---------------------------------------------------------------------------------------------------------


def test_it_speaks_the_language_of_the_page_whatever_another_tab_speaks(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    visitor.speak(pseudo.MIRRORED)
    for seconds, dutch in ((SHARED - MINUTE, "Over 2 minuten"), (2 * MINUTE, "We hebben je plan dichtgedaan")):
        clock.now += seconds
        said = ask(visitor, language="nl")["words"]
        assert dutch in said
        assert '<div lang="nl" dir="ltr">' in said
        other = ask(visitor, language=pseudo.MIRRORED)["words"]
        assert dutch not in other
        assert pseudo.OPEN in other
        assert f'<div lang="{pseudo.MIRRORED}" dir="rtl">' in other


def test_below_it_stands_the_second_language(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    visitor.go(visitor.address("wizard.language", back=STORY.url(visitor)))
    visitor.press(f"also:{pseudo.MIRRORED}")
    clock.now += SHARED - MINUTE
    small = f'<small lang="{pseudo.MIRRORED}" dir="rtl">'
    assert small in ask(visitor)["words"]
    assert small not in ask(visitor, language=pseudo.MIRRORED)["words"]


@pytest.mark.parametrize("said", ["xx", "<b>", "nl,he"])
def test_a_language_that_is_not_offered_is_answered_in_that_of_the_visit(
    visitor: Visitor, clock: Clock, said: str
) -> None:
    with_plan(visitor, "shared")
    visitor.speak("en")
    clock.now += SHARED - MINUTE
    assert '<div lang="en" dir="ltr">' in ask(visitor, language=said)["words"]


# Another plan on the same computer ------------------------------------------------------------------------------------


def test_her_page_does_not_stay_on_the_screen_while_the_next_one_works(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    token = token_of(visitor)
    visitor.client.language = ""
    visitor.stop()
    visitor.start("nl", "shared")
    assert ask(visitor, token=token)["wait"] == 0, "though no plan is open yet"
    with_plan(visitor, "shared")
    assert ask(visitor)["wait"] > 0
    clock.now += SHARED - MINUTE
    for do in ("ask", "stay"):
        assert ask(visitor, do, token)["wait"] == 0
    clock.now += 2 * MINUTE
    assert ask(visitor)["wait"] == 0, "her page was no visit to the plan of the next one"


def test_a_page_from_before_her_new_code_stays(visitor: Visitor) -> None:
    with_plan(visitor, "shared")
    token = token_of(visitor)
    visitor.go("/code/new")
    visitor.submit(visitor.page.default_button(next(visitor.page.one("main").iter("form"))))
    visitor.go("/plan")
    assert token_of(visitor) != token
    assert ask(visitor, token=token)["wait"] > 0


# When time is up ------------------------------------------------------------------------------------------------------


def close(visitor: Visitor) -> int:
    """What our script does then: the form goes as it stands, and says that no button was pressed."""
    form = visitor.page.by_id["q"]
    pairs = [pair for pair in visitor.page.sent(visitor.page.default_button(form)) if pair[0] != "do"]
    visitor.client.language = ""
    return visitor.post(visitor.url, [*pairs, ("do", "leave")])


def test_half_a_sentence_comes_back_as_not_saved_yet(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    code = visitor.code()
    visitor.go(STORY.url(visitor))
    visitor.type({STORY.name: ["Eerste woorden en een half"]})
    clock.now += SHARED + 2 * MINUTE
    assert close(visitor) == 403
    visitor.enter("code-form", {"code": [code]})
    assert visitor.path == STORY.url(visitor)
    assert visitor.sees("Nog niet bewaard.")
    assert visitor.page.filled()[STORY.name] == ["Eerste woorden en een half"]
    assert answer(visitor, STORY.name) == "Eerste woorden"


def test_usual_times_that_nobody_confirmed_do_not_count(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    code = visitor.code()
    visitor.go(WEEK.url(visitor))
    visitor.press(
        f"hours:usual:{WEEK.name}:days", {f"{WEEK.name}-mon-1-from": ["9"], f"{WEEK.name}-mon-1-until": ["12"]}
    )
    clock.now += SHARED + 2 * MINUTE
    assert close(visitor) == 403
    visitor.enter("code-form", {"code": [code]})
    assert answer(visitor, WEEK.name) == {"mon": [["09:00", "12:00"]]}


def test_sent_while_another_window_went_on_it_stays_there_as_not_saved_yet(visitor: Visitor) -> None:
    with_plan(visitor, "shared")
    visitor.go(STORY.url(visitor))
    visitor.type({STORY.name: ["Eerste woorden en een half"]})
    assert close(visitor) == 200
    assert visitor.path == STORY.url(visitor)
    assert visitor.sees("Nog niet bewaard.")
    assert answer(visitor, STORY.name) == "Eerste woorden"


def test_however_many_sessions_were_opened_here_her_words_are_sealed(
    visitor: Visitor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_often(_networks: object) -> None:
        raise TooOften(5)

    with_plan(visitor, "shared")
    code = visitor.code()
    visitor.go(STORY.url(visitor))
    visitor.type({STORY.name: ["Kwikzilverduif"]})
    clock.now += SHARED + 2 * MINUTE
    with monkeypatch.context() as patch:
        patch.setattr(visitor.app.extensions[NAME].limits.sessions, "spend", too_often)
        assert close(visitor) == 403
    assert "Kwikzilverduif" not in visitor.page.html
    visitor.enter("code-form", {"code": [code]})
    assert visitor.page.filled()[STORY.name] == ["Kwikzilverduif"]


def test_what_the_warning_says_at_the_end_is_true(visitor: Visitor, clock: Clock) -> None:
    with_plan(visitor, "shared")
    clock.now += SHARED + 2 * MINUTE
    assert "Wat je typte, staat nog op je scherm." not in ask(visitor)["words"]
