"""What only a browser can tell of leaving: Back afterwards, three presses of Shift, the warning before time is up."""

from __future__ import annotations

import json
import time

import pytest
from browsing import BrowserVisitor, Open
from flask import Flask
from places import LINE, STORY
from playwright.sync_api import Locator

from trajectplan.web.services import NAME

WORDS = "Kwikzilverduif"
TYPED = "[...document.querySelectorAll('input, textarea')].map((each) => each.value)"
MINUTE = 60
script_or_not = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def at_a_question(visitor: BrowserVisitor) -> str:
    """Somebody on a shared computer in the middle of a sentence; the code of her plan."""
    visitor.start("nl", "shared")
    visitor.go(LINE.url(visitor))
    visitor.press("next", {LINE.name: [WORDS]})
    code = visitor.shown_code()
    visitor.choose("written")
    visitor.go(STORY.url(visitor))
    visitor.type({STORY.name: [f"{WORDS} nog niet bewaard"]})
    return code


def nothing_comes_back(visitor: BrowserVisitor, code: str) -> None:
    """However often she goes back, nothing of hers returns."""
    for _turn in range(visitor.tab.evaluate("history.length")):
        visitor.tab.go_back()
        shown = visitor.tab.content() + json.dumps(visitor.tab.evaluate(TYPED))
        assert WORDS not in shown, visitor.tab.url
        assert code not in shown, visitor.tab.url
        assert code.replace(" ", "") not in shown, visitor.tab.url
    assert visitor.tab.context.cookies() == []


@script_or_not
def test_leave_now(open_browser: Open, *, script: bool) -> None:
    visitor = open_browser(320, script=script)
    code = at_a_question(visitor)
    visitor.tab.mouse.wheel(0, 4000)
    visitor.tab.click(".leave")
    visitor.tab.wait_for_url("**/recipe*")
    assert visitor.tab.title() == "Pagina"
    nothing_comes_back(visitor, code)
    visitor.come_back(code)
    visitor.go(STORY.url(visitor))
    assert f"{WORDS} nog niet bewaard" in visitor.tab.evaluate(TYPED), "her words waited for her"
    assert visitor.wrong == []


def test_three_times_shift(open_browser: Open) -> None:
    visitor = open_browser()
    code = at_a_question(visitor)
    box = visitor.tab.locator(f"textarea[name='{STORY.name}']")
    box.press_sequentially("EeN")
    for key in ("Shift", "a", "Shift", "b", "Shift"):
        box.press(key)
    assert visitor.tab.url.endswith(STORY.url(visitor)), "capitals are no flight"
    box.press("c")
    for _turn in range(3):
        visitor.tab.keyboard.press("Shift")
    visitor.tab.wait_for_url("**/recipe*")
    nothing_comes_back(visitor, code)


def test_it_can_be_pressed_without_a_connection(open_browser: Open) -> None:
    visitor = open_browser()
    at_a_question(visitor)
    visitor.tab.context.set_offline(True)
    visitor.tab.click(".leave", no_wait_after=True)
    visitor.tab.wait_for_timeout(500)
    assert not visitor.tab.locator("main").is_visible()
    assert WORDS not in json.dumps(visitor.tab.evaluate(TYPED))


@script_or_not
def test_an_address_that_is_typed_finds_nothing_and_links_go_on(open_browser: Open, *, script: bool) -> None:
    visitor = open_browser(script=script)
    code = at_a_question(visitor)
    visitor.go("/plan")
    visitor.go("/print")
    visitor.tab.reload()
    visitor.go("/plan")
    visitor.tab.go_back()
    assert visitor.tab.locator("#choice").count() == 1, "a link, Reload and Back show her choice as ever"
    visitor.type_address("/print")
    assert visitor.tab.locator("#code-form").count() == 1
    assert visitor.path == "/print"
    nothing_comes_back(visitor, code)


# The warning ----------------------------------------------------------------------------------------------------------


class Room:
    """A shared computer on which time passes when the test says so, on the server and in the browser."""

    code = ""

    def __init__(self, visitor: BrowserVisitor, app: Flask, patch: pytest.MonkeyPatch) -> None:
        self.visitor, self.passed = visitor, 0
        patch.setattr(app.extensions[NAME].sessions, "_now", lambda: time.time() // MINUTE * MINUTE + self.passed)
        visitor.tab.clock.install()

    def wait(self, seconds: int) -> None:
        self.passed += seconds
        self.visitor.tab.clock.run_for(seconds * 1000)

    @property
    def warning(self) -> Locator:
        return self.visitor.tab.get_by_role("alertdialog")


@pytest.fixture
def room(open_browser: Open, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Room:
    """One in which she just typed something, and then thinks for twelve minutes."""
    found = Room(open_browser(320), app, monkeypatch)
    found.code = at_a_question(found.visitor)
    found.wait(12 * MINUTE)
    found.visitor.tab.wait_for_function("document.querySelectorAll('script').length > 1")
    found.visitor.tab.wait_for_timeout(300)
    return found


def test_the_warning_can_be_answered(room: Room) -> None:
    assert room.warning.count() == 0
    room.wait(2 * MINUTE)
    room.warning.wait_for()
    tab = room.visitor.tab
    assert "Over 2 minuten" in room.warning.inner_text()
    assert tab.evaluate("document.activeElement.getAttribute('role')") == "alertdialog"
    assert f"{WORDS} nog niet bewaard" in tab.evaluate(TYPED)
    assert room.visitor.axe() == []
    room.warning.get_by_role("button").click()
    room.warning.wait_for(state="detached")
    room.wait(5 * MINUTE)
    room.visitor.press("next")
    assert room.visitor.status == 200
    assert room.visitor.wrong == []


def test_what_is_done_in_another_window_takes_the_warning_away(room: Room) -> None:
    room.wait(2 * MINUTE)
    room.warning.wait_for()
    other = room.visitor.tab.context.new_page()
    other.goto(f"{room.visitor.server}/help")
    room.wait(15)
    room.warning.wait_for(state="detached")


def test_the_warning_speaks_as_the_page_whatever_is_spoken_in_another_window(room: Room) -> None:
    other = room.visitor.tab.context.new_page()
    other.goto(f"{room.visitor.server}/language?back=/help")
    other.locator("button[value='language:en']").click()
    other.locator("html[lang=en]").wait_for()
    for _turn in range(2):
        room.wait(7 * MINUTE)
        room.visitor.tab.wait_for_timeout(300)
    room.warning.wait_for()
    assert "je plan" in room.warning.inner_text()
    assert room.warning.locator("[lang=nl][dir=ltr] h2").count() == 1


def test_whoever_types_is_not_asked(room: Room) -> None:
    room.visitor.tab.locator(f"textarea[name='{STORY.name}']").press_sequentially(" en meer")
    room.wait(2 * MINUTE)
    room.visitor.tab.wait_for_timeout(300)
    assert room.warning.count() == 0


def test_it_counts_from_when_she_typed_last(room: Room) -> None:
    box = room.visitor.tab.locator(f"textarea[name='{STORY.name}']")
    for _turn in range(2):
        box.press_sequentially("x")  # the second follows on a press that counted already
    room.visitor.tab.wait_for_timeout(300)
    room.wait(14 * MINUTE)
    room.warning.wait_for()


def time_is_up(room: Room) -> None:
    """Nobody answers the warning; the page for the code comes by itself."""
    room.wait(2 * MINUTE)
    room.warning.wait_for()
    for _turn in range(12):
        room.wait(15)
        room.visitor.tab.wait_for_timeout(100)
    room.visitor.tab.locator("#code-form").wait_for()


def test_when_time_is_up_the_page_goes_and_her_words_come_back_with_her_code(room: Room) -> None:
    tab = room.visitor.tab
    time_is_up(room)
    assert tab.locator("h1").inner_text() == "We hebben je plan dichtgedaan"
    assert tab.locator("input[name=words]").input_value()
    shown = tab.content() + json.dumps(tab.evaluate(TYPED))
    assert WORDS not in shown
    tab.locator("#code").fill(room.code)
    with tab.expect_navigation():
        tab.locator("#code-form button").click()
    assert f"{WORDS} nog niet bewaard" in tab.evaluate(TYPED)
    assert STORY.name not in room.visitor.downloaded()["answers"], "half a sentence is no answer"
    assert room.visitor.wrong == []


def test_when_time_is_up_nothing_is_behind_the_back_button(room: Room) -> None:
    time_is_up(room)
    for _turn in range(room.visitor.tab.evaluate("history.length")):
        room.visitor.tab.go_back()
        assert WORDS not in room.visitor.tab.content() + json.dumps(room.visitor.tab.evaluate(TYPED))


def test_when_time_is_up_what_she_chose_for_paper_waits_too(room: Room) -> None:
    tab = room.visitor.tab
    room.visitor.go("/print")
    tab.locator("#choice input[name=name]").fill("Zwaluw")
    room.wait(12 * MINUTE)
    tab.wait_for_function("document.querySelectorAll('script').length > 1")
    tab.wait_for_timeout(300)
    time_is_up(room)
    assert tab.locator("input[name=words]").input_value()
    assert "Zwaluw" not in tab.content() + json.dumps(tab.evaluate(TYPED))
