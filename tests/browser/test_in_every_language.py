"""Every page in every language, alone and with a second one, narrow and wide: axe is content and nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from browsing import BrowserVisitor, Open
from filler import filled_plan
from flask import Flask
from program import MakeApp
from serving import serving
from test_weight import each_kind

from trajectplan.chapters import CHAPTERS
from trajectplan.languages import LANGUAGES
from trajectplan.plan.document import Plan
from trajectplan.web.services import NAME
from trajectplan.web.ways import screen_url

NARROW, WIDE = 320, 1280
AROUND = ("/plan", "/check", "/print", "/dutch", "/code", "/file", "/load", "/stop", "/language?back=/plan")
TELLING = ("/help", "/how", "/privacy", "/accessibility", "/about", "/translation", "/kiosk", "/lost-code", "/leave")
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((each) => {
  const style = getComputedStyle(each);
  const hides = style.overflowX !== "visible" || style.textOverflow === "ellipsis";
  const small = each.clientWidth <= 1 || each.matches("textarea, input, progress, svg, svg *, .vh");
  return hides && !small && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
}).map((each) => each.outerHTML.slice(0, 120))"""
"""What hides a part of its text."""


@pytest.fixture(scope="module")
def app(make_app: MakeApp) -> Flask:
    """The product in all its languages."""
    return make_app(CHAPTERS, languages=tuple(LANGUAGES))


@pytest.fixture(scope="module")
def server(app: Flask) -> Iterator[str]:
    """Its address."""
    with serving(app) as address:
        yield address


def filled(app: Flask, language: str) -> tuple[Plan, list[str]]:
    """A plan of two children with everything answered, and the addresses of one screen of every kind."""
    with app.app_context():
        plan = filled_plan(CHAPTERS, variant=1, things=2)
        screens = [each for chapter in CHAPTERS for each in each_kind(chapter.screens(plan), plan)]
    with app.test_request_context():
        return replace(plan, language=language), [screen_url(screen) for screen in screens]


def look(visitor: BrowserVisitor, url: str, *, with_axe: bool) -> None:
    """Open a page narrow, and look at it wide as well."""
    visitor.tab.set_viewport_size({"width": NARROW, "height": 800})
    visitor.with_axe = with_axe
    visitor.go(url)
    for width in (NARROW, WIDE):
        visitor.tab.set_viewport_size({"width": width, "height": 800})
        if width == WIDE:
            visitor.examined.clear()
            visitor.examine()
        visitor.wrong += [f"{url} at {width} cuts {each}" for each in visitor.tab.evaluate(CUT)]


@pytest.mark.soak
@pytest.mark.parametrize("second", [False, True], ids=["alone", "with-a-second"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_well(open_browser: Open, app: Flask, language: str, second: bool) -> None:  # noqa: FBT001
    plan, urls = filled(app, language)
    visitor = open_browser(NARROW)
    visitor.client.language = ""
    assert visitor.come_back(app.extensions[NAME].store.create(plan).kept.code) == 200
    visitor.go("/language?back=/plan")
    visitor.choose(language)
    if second:
        visitor.go("/language?back=/plan")
        visitor.press(f"also:{'ar' if language == 'nl' else 'nl'}")
    for url in (*urls, *AROUND, *TELLING):
        look(visitor, url, with_axe=True)
        assert visitor.page.root.get("lang") == language, url
    assert visitor.wrong == [], "\n".join(visitor.wrong)
