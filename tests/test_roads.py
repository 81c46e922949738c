"""The short road, the core of a chapter and more: where each leads, and that she stays on it whatever she presses."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from client import Visitor
from depths import (
    AT_A,
    AT_B,
    AT_BIRDS,
    AT_C,
    AT_D,
    AT_E,
    AT_F,
    CHAPTERS,
    FIRST,
    ONLY_MORE,
    Birds,
    F,
    add_bird,
    past_the_code,
    position,
    road,
    say,
    walked,
)
from flask import Flask
from places import answer
from program import MakeApp

from trajectplan.plan.document import Plan
from trajectplan.web.roads import CORE_ROAD, MORE_ROAD, SHORT_ROAD, Road
from trajectplan.web.services import NAME

TOO_LARGE = "100"


@pytest.fixture(scope="module")
def small(make_app: MakeApp) -> Flask:
    """The program with chapters that have pages of every depth."""
    return make_app(CHAPTERS, languages=("nl", "en"))


@pytest.fixture
def she(small: Flask, no_errors_logged: None) -> Visitor:
    """Somebody on the task list, with nothing answered."""
    del no_errors_logged
    return Visitor(small).start("en")


# Walking --------------------------------------------------------------------------------------------------------------


def test_the_short_road_leads_through_all_chapters(she: Visitor) -> None:
    she.follow("/plan/short")
    assert (she.path, road(she)) == (AT_B, "short")
    assert position(she) == "The short road, question 1 of 3"
    assert list(walked(she)) == [AT_B, AT_BIRDS, AT_F]
    assert she.path == "/plan/short/end"


def test_the_core_of_a_chapter_holds_its_short_pages(she: Visitor) -> None:
    she.follow(AT_A)
    assert position(she) == "The first chapter, question 1 of 3"
    assert list(walked(she)) == [AT_A, AT_B, AT_D]
    assert she.path == "/plan/1/end"


def test_pages_for_each_thing_come_on_the_road_of_their_depth(she: Visitor) -> None:
    she.go(AT_BIRDS)
    bird = add_bird(she, "Zwaluw")
    assert she.path == AT_BIRDS
    assert list(walked(she)) == [AT_BIRDS, f"/plan/2/2/{bird}", AT_F]
    she.go("/plan/2/end")
    she.follow(f"/plan/2/3/{bird}")
    assert position(she) == "The second chapter, question 1 of 2"
    assert list(walked(she)) == [f"/plan/2/3/{bird}", AT_E]
    assert she.path == "/plan/2/end"


def test_back_goes_back_on_the_same_road(she: Visitor) -> None:
    she.go("/plan/short")
    list(walked(she))
    she.go(f"{AT_F}?from=short")
    for path in (AT_BIRDS, AT_B):
        she.press("back")
        assert (she.path, road(she)) == (path, "short")
    assert "back" not in she.page.buttons()


def test_skipping_stays_on_the_road(she: Visitor) -> None:
    she.go("/plan/short")
    assert list(walked(she, "skip")) == [AT_B, AT_BIRDS, AT_F]


def test_an_address_without_a_road_is_on_that_of_its_page(she: Visitor) -> None:
    she.go(AT_C)
    assert position(she) == "The first chapter, question 1 of 1"
    she.press("next")
    assert she.path == "/plan/1/end"
    for asked in ("short", "more", "elsewhere"):
        she.go(f"{AT_A}?from={asked}")
        assert position(she) == "The first chapter, question 1 of 3"


def test_what_the_short_road_asked_is_passed_over_in_the_core(she: Visitor) -> None:
    she.go(f"{AT_B}?from=short")
    say(she, "Beta")
    she.go(AT_A)
    assert list(walked(she)) == [AT_A, AT_D]
    she.go(AT_D)
    she.press("back")
    assert she.path == AT_B, "going back she finds it"


# Whatever she presses -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["short", ""])
def test_an_error_keeps_the_road(she: Visitor, name: str) -> None:
    she.go(f"{AT_BIRDS}?from={name}")
    add_bird(she, "Zwaluw")
    she.press(next(each for each in she.page.buttons() if each.startswith("item:change")))
    assert she.press("next", {"bird_size": [TOO_LARGE]}) == 422
    assert she.press("next", {"bird_size": ["9"]}) == 200
    assert (she.path, road(she)) == (AT_BIRDS, name)


def test_things_are_added_changed_and_removed_on_the_road(she: Visitor) -> None:
    she.go(f"{AT_BIRDS}?from=short")
    she.press("add")
    assert road(she) == "short"
    she.press("next", {"bird_name": ["Zwaluw"]})
    past_the_code(she)
    assert (she.path, road(she)) == (AT_BIRDS, "short"), "also past the page with her code"
    bird = add_bird(she, "Mus")
    for button in (f"item:up:{bird}", f"item:remove:{bird}", "item:restore:0"):
        she.press(button)
        assert (she.path, road(she)) == (AT_BIRDS, "short"), button
    she.press("next")
    assert (she.path, road(she)) == (AT_F, "short")


def test_another_language_keeps_the_road(she: Visitor) -> None:
    she.go(f"{AT_B}?from=short")
    she.client.language = ""
    she.press("language:nl", {"beta_words": ["Zwaluwnest"]})
    past_the_code(she)
    assert (she.path, road(she)) == (AT_B, "short")
    assert she.page.root.get("lang") == "nl"


def test_words_that_come_back_after_a_while_keep_the_road(she: Visitor) -> None:
    she.go(f"{AT_B}?from=short")
    say(she, "Beta")
    code = she.code()
    she.go(f"{AT_F}?from=short")
    she.type({"zeta_words": ["Dakgoot"]})
    pairs = she.page.sent(she.page.buttons()["next"])
    cookie = she.client.get_cookie("plan")
    assert cookie is not None
    she.app.extensions[NAME].sessions.end(cookie.value.partition(".")[0])
    she.post(f"{AT_F}?from=short", pairs)
    assert she.status == 403
    she.client.language = ""
    form = she.page.form_of(she.page.by_id["code"])
    assert form is not None
    assert she.submit(she.page.default_button(form), {"code": [code]}) == 200
    assert (she.path, road(she)) == (AT_F, "short")
    assert answer(she, "zeta_words") == "Dakgoot"


def test_a_conflict_keeps_the_road(she: Visitor, small: Flask) -> None:
    she.go(f"{AT_B}?from=short")
    say(she, "Beta")
    other = Visitor(small)
    other.come_back(she.code())
    for number, button in enumerate(("keep_here", "keep_there")):
        she.go(f"{AT_B}?from=short")
        other.go(AT_B)
        say(other, "Beta", f"Daar {number}")
        assert she.press("next", {"beta_words": [f"Hier {number}"]}) == 409
        assert she.press(button) == 200
        assert road(she) == "short"


def test_from_her_answers_and_back_to_them(she: Visitor) -> None:
    she.go(AT_A)
    say(she, "Alpha")
    she.go("/plan/2/1")
    add_bird(she, "Zwaluw")
    pages = [she.page for number in (1, 2) if she.go(f"/check/{number}") == 200]
    found = [link.get("href", "") for page in pages for link in page.all("a")]
    links = [link for link in found if "from=check" in link]
    assert {urlsplit(link).path for link in links} >= {AT_A, AT_B, AT_D, AT_BIRDS, AT_F}
    for link in links:
        she.go(link)
        assert "back" not in she.page.buttons()
        she.press("next")
        assert she.path == f"/check/{urlsplit(link).path.split('/')[2]}"
        assert urlsplit(she.url).fragment in she.page.by_id
    she.go(f"{AT_BIRDS}?from=check")
    she.press("add")
    she.press("next", {"bird_name": ["Mus"]})
    assert (she.path, road(she)) == (AT_BIRDS, "check")


# The road itself ------------------------------------------------------------------------------------------------------


def test_a_screen_that_is_not_on_the_road_has_its_place(small: Flask) -> None:
    with small.app_context():
        core = Road.through(FIRST, CORE_ROAD, Plan())
        more = Road.through(FIRST, MORE_ROAD, Plan())
        (gamma,) = more.screens
        alpha, beta, delta = core.screens
        assert core.index(gamma) == 1
        assert core.after(gamma, Plan()) == delta
        assert core.before(gamma) == alpha
        assert more.index(alpha) == -1
        assert more.after(alpha, Plan()) == gamma
        assert more.after(delta, Plan()) is None
        assert Road.through(ONLY_MORE, SHORT_ROAD, Plan()) == Road.short(Plan())
        assert Road(CORE_ROAD, ()).entry(frozenset()) is None
        assert [screen.page for screen in Road.short(Plan()).screens] == [beta.page, Birds, F]
