"""The drawn week in a browser: drawn again while she types, and all there without script."""

from __future__ import annotations

import re

import pseudo
import pytest
from browsing import BrowserVisitor, Open
from drawn_weeks import draws, of_everybody, of_three
from flask import Flask
from places import WEEK
from playwright.sync_api import Page, Request, expect

from trajectplan.plan.document import Plan
from trajectplan.plan.result import Result
from trajectplan.web.services import NAME

BOXES = "document.querySelector('.week g .care')?.getAttribute('d').split('M').length - 1 || 0"
KEPT = Plan(answers={WEEK.name: {"wed": [["08:30", "12:15"]]}})
ON_MONDAY = {f"{WEEK.name}-mon-1-from": ["8"], f"{WEEK.name}-mon-1-until": ["15.30"]}


@pytest.fixture(autouse=True)
def _drawing_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page with a week draws it."""
    monkeypatch.setattr(WEEK.page, "worked_out", draws(of_everybody), raising=False)


def at_her_week(visitor: BrowserVisitor, app: Flask) -> BrowserVisitor:
    """Come back to a plan with a Wednesday, and open the page that draws it."""
    assert visitor.come_back(app.extensions[NAME].store.create(KEPT).kept.code) == 200
    visitor.go(WEEK.url(visitor))
    return visitor


def posts_of(tab: Page) -> list[Request]:
    """Gathers what is posted from now on."""
    found: list[Request] = []
    tab.on("request", lambda request: found.append(request) if request.method == "POST" else None)
    return found


def test_typing_a_time_changes_the_drawing_without_a_submit(open_browser: Open, app: Flask) -> None:
    visitor = at_her_week(open_browser(320), app)
    before, arrivals, posts = visitor.downloaded(), visitor.arrivals, posts_of(visitor.tab)
    assert visitor.tab.evaluate(BOXES) == 1
    visitor.tab.locator(".fold summary").click()
    visitor.type(ON_MONDAY)
    visitor.tab.wait_for_function(f"({BOXES}) === 2")
    assert visitor.tab.evaluate("document.activeElement.name") == f"{WEEK.name}-mon-1-until"
    assert visitor.tab.locator(".fold").evaluate("fold => fold.open"), "what she opened stays open"
    assert visitor.arrivals == arrivals
    assert visitor.downloaded() == before
    assert len(posts) == 1, "one request for all that she typed in one go"
    visitor.examine()
    assert visitor.wrong == []


def test_nothing_is_asked_while_nothing_changes(open_browser: Open, app: Flask) -> None:
    visitor = at_her_week(open_browser(), app)
    posts = posts_of(visitor.tab)
    box = visitor.tab.locator(f"input[name='{WEEK.name}-wed-1-from']")
    box.press("End")
    box.press("5")
    box.press("Backspace")
    visitor.tab.wait_for_timeout(1500)
    assert posts == []


def test_without_a_connection_the_drawing_stays_and_comes_later(open_browser: Open, app: Flask) -> None:
    visitor = at_her_week(open_browser(), app)
    visitor.tab.context.set_offline(True)
    visitor.type(ON_MONDAY)
    visitor.tab.wait_for_timeout(1500)
    assert visitor.tab.evaluate(BOXES) == 1
    visitor.tab.context.set_offline(False)
    visitor.type({f"{WEEK.name}-tue-1-from": ["9"], f"{WEEK.name}-tue-1-until": ["12"]})
    visitor.tab.wait_for_function(f"({BOXES}) === 3")
    assert visitor.wrong == []


def test_our_own_policy_lets_the_drawing_be_fetched(open_browser: Open, app: Flask) -> None:
    visitor = at_her_week(open_browser(), app)
    browser = visitor.tab.context.browser
    assert browser is not None
    # The other windows go by no policy, for axe.
    with browser.new_context(storage_state=visitor.tab.context.storage_state()) as context:
        tab = context.new_page()
        tab.goto(visitor.tab.url)
        for name, values in ON_MONDAY.items():
            tab.locator(f"input[name='{name}']").fill(values[0])
        expect(tab.locator(".week g .care")).to_have_attribute("d", re.compile("^(M[^M]+){2}$"))


def test_without_script_the_page_draws_what_is_kept(open_browser: Open, app: Flask) -> None:
    visitor = at_her_week(open_browser(320, script=False), app)
    assert visitor.tab.locator(".week").count() == 1
    assert visitor.press("next", ON_MONDAY) == 200
    visitor.go(WEEK.url(visitor))
    path = visitor.tab.locator(".week g .care").get_attribute("d") or ""
    assert path.count("M") == 2
    assert visitor.wrong == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["nl", pseudo.MIRRORED])
def test_the_drawing_is_read_on_any_screen(
    open_browser: Open, app: Flask, monkeypatch: pytest.MonkeyPatch, language: str, width: int
) -> None:
    monkeypatch.setattr(WEEK.page, "worked_out", draws(lambda _plan: Result(drawings=(of_three(),))))
    visitor = open_browser(width)
    visitor.with_axe = True
    visitor.come_back(app.extensions[NAME].store.create(KEPT).kept.code)
    visitor.speak(language)
    visitor.go(WEEK.url(visitor))
    sizes = visitor.tab.locator(".week figure > svg").evaluate(
        "svg => [...svg.querySelectorAll('text')].map(each => each.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 12
    inside = visitor.tab.locator(".week figure > svg").evaluate(
        """svg => [...svg.querySelectorAll('text, path')].every(each => {
          const [own, all] = [each.getBoundingClientRect(), svg.getBoundingClientRect()];
          return each.closest('pattern') || (own.left >= all.left - 2 && own.right <= all.right + 2);
        })"""
    )
    assert inside, "everything stands within the drawing"
    assert visitor.wrong == []
