"""A page that is sent twice, or stands open in two places, or is about something that is gone: nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from client import Visitor
from filler import filled_plan
from flask import Flask
from places import CARDS, LINE, LIST, STORY, WEEK, answer
from program import ALL
from specimen import SPECIMEN, SpecimenEachCard, SpecimenShells
from tabs import sent_in_two_tabs

from trajectplan.pages import Page, Screen
from trajectplan.plan.document import Plan
from trajectplan.web.ways import screen_url

ComeWith = Callable[..., Visitor]
WORDS = "Zwaluwnest & <b>dakgoot</b>"


def test_a_page_that_is_sent_twice(her: Visitor) -> None:
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    pairs = her.page.sent(her.page.buttons()["next"])
    assert her.post(STORY.url(her), pairs) == 200
    assert her.post(STORY.url(her), pairs) == 200
    assert answer(her, STORY.name) == WORDS


def test_a_thing_that_is_sent_twice(her: Visitor) -> None:
    her.go(LIST.url(her))
    her.press("add")
    at = her.url
    box = next(her.page.all("input", type="text"))
    her.type({box.get("name", ""): ["Zwaluw"]})
    pairs = her.page.sent(her.page.buttons()["next"])
    for _turn in range(2):
        assert her.post(at, pairs) == 200
    things = answer(her, LIST.page.lists)
    assert isinstance(things, list)
    assert len(things) == 1


@pytest.mark.parametrize(
    ("button", "expected"),
    [("keep_here", ["Hier getypt"]), ("keep_there", ["Daar getypt"]), ("keep_both", ["Daar getypt", "Hier getypt"])],
)
def test_the_same_page_in_two_tabs(her: Visitor, button: str, expected: list[str]) -> None:
    sent_in_two_tabs(her, STORY, {STORY.name: ["Hier getypt"]}, {STORY.name: ["Daar getypt"]})
    assert her.sees("Hier getypt")
    assert her.sees("Daar getypt")
    assert answer(her, STORY.name) == "Daar getypt"
    her.press(button)
    assert her.status == 200
    assert str(answer(her, STORY.name)).splitlines() == expected


def test_both_can_be_kept_only_where_nothing_is_dropped(her: Visitor) -> None:
    for place, here, there, both in (
        (STORY, {STORY.name: ["Hier"]}, {STORY.name: ["Daar"]}, True),
        (WEEK, week("8:00", "12:00"), week("8:00", "13:00"), False),
        (CARDS, {CARDS.name: [card(0)]}, {CARDS.name: [card(1)]}, False),
    ):
        sent_in_two_tabs(her, place, here, there)
        assert ("keep_both" in her.page.buttons()) is both


def week(start: str, end: str) -> dict[str, list[str]]:
    """These times on the first day."""
    day = f"{WEEK.name}-{WEEK.question.days[0]}-1"
    return {f"{day}-from": [start], f"{day}-until": [end]}


def card(number: int) -> str:
    """The key of one of the cards."""
    return str(CARDS.question.options[number].key)


def test_what_is_no_answer_yet_in_two_tabs(her: Visitor) -> None:
    day = f"{WEEK.name}-{WEEK.question.days[0]}-1"
    sent_in_two_tabs(her, WEEK, {f"{day}-from": ["half 9"]}, week("8:00", "12:00"))
    assert her.sees("half 9")
    assert her.sees("8:00–12:00")
    her.press("keep_here")
    assert her.status == 422
    assert her.page.filled([f"{day}-from"]) == {f"{day}-from": ["half 9"]}


def test_another_page_in_another_tab_is_no_conflict(her: Visitor) -> None:
    her.go(STORY.url(her))
    her.type({STORY.name: ["Hier getypt"]})
    first_tab = her.page.sent(her.page.buttons()["next"])
    her.go(LINE.url(her))
    her.press("next", {LINE.name: ["Daar getypt"]})
    assert her.post(STORY.url(her), first_tab) == 200
    assert (answer(her, STORY.name), answer(her, LINE.name)) == ("Hier getypt", "Daar getypt")


def test_a_thing_that_was_removed_in_another_tab(app: Flask, come_with: ComeWith) -> None:
    with app.app_context():
        plan = filled_plan(ALL)
    visitor = come_with(plan)
    visitor.go(LIST.url(visitor))
    change = next(value for value in visitor.page.buttons() if value.startswith("item:change:"))
    visitor.press(change)
    at, box = visitor.url, next(visitor.page.all("input", type="text"))
    visitor.type({box.get("name", ""): ["Zwaluw"]})
    first_tab = visitor.page.sent(visitor.page.buttons()["next"])
    visitor.go(LIST.url(visitor))
    visitor.press(change.replace("change", "remove"))
    assert visitor.post(at, first_tab) == 409
    assert visitor.sees("Zwaluw")


LISTED = {page for chapter in ALL for page in chapter.pages if (things := page().things) and things.on_own_screen}
EACH = [page for chapter in ALL for page in chapter.pages if page.each in LISTED]
"""Pages that come for things which can be gone; cards that are let go of are only put aside."""


@pytest.mark.parametrize("page", EACH, ids=lambda page: page.key)
def test_a_page_about_a_thing_that_is_gone(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    with app.app_context():
        plan = filled_plan(ALL)
    visitor = come_with(plan)
    assert page.each is not None
    chapter = next(place for place, each in enumerate(ALL, start=1) if page in each.pages)
    pages = ALL[chapter - 1].pages
    url = visitor.address("wizard.page", chapter=chapter, number=pages.index(page) + 1, first="thing1")
    visitor.go(url)
    pairs = visitor.page.sent(visitor.page.buttons()["next"])
    listing = visitor.address("wizard.page", chapter=chapter, number=pages.index(page.each) + 1)
    visitor.go(listing)
    visitor.press("item:remove:thing1")
    things = visitor.downloaded()["answers"][page.each.lists]
    assert visitor.post(url, pairs) == 409
    assert visitor.downloaded()["answers"][page.each.lists] == things, "it doesn't come back by itself"
    assert visitor.go(url) == 200
    assert visitor.path == visitor.address("wizard.task_list")


STONE = {"id": "aaaaaaaa", "card": "pebble"}


def file_without_it() -> bytes:
    """A file of a plan in which nothing stands but a few words."""
    answers = {LINE.name: "Uit een file"}
    return json.dumps({"format": "trajectplan", "version": 1, "language": "nl", "answers": answers}).encode()


def test_a_page_about_a_card_after_the_plan_was_replaced(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": [STONE]}))
    with app.test_request_context():
        at = screen_url(Screen(SPECIMEN, SpecimenEachCard, (("specimen_cards", "aaaaaaaa"),)))
    visitor.go(at)
    visitor.type({"stone_told": [WORDS]})
    pairs = [pair for pair in visitor.page.sent(visitor.page.buttons()["next"]) if pair[0] != "do"]
    visitor.load(file_without_it())
    visitor.press("replace")
    for do in ("next", "keep_here", "keep_both"):
        assert visitor.post(at, [*pairs, ("do", do)]) == 409
        assert visitor.sees(WORDS)
        assert not {"keep_here", "keep_both"} & visitor.page.buttons().keys()
    kept = visitor.downloaded()
    assert kept["answers"] == {LINE.name: "Uit een file"}, "no words make a card"
    assert visitor.load(json.dumps(kept).encode()) == 200


def test_something_of_her_own_that_was_removed_in_another_tab(app: Flask, come_with: ComeWith) -> None:
    shells = [{"id": "aaaaaaaa", "words": "Alikruik"}, {"id": "bbbbbbbb", "card": "mussel"}]
    visitor = come_with(Plan(answers={"specimen_shells": shells}))
    with app.test_request_context():
        listing = Screen(SPECIMEN, SpecimenShells)
        at, above = screen_url(listing.about("aaaaaaaa")), screen_url(listing)
    visitor.go(at)
    visitor.type({"shell_secret": [WORDS]})
    pairs = visitor.page.sent(visitor.page.buttons()["next"])
    visitor.go(above)
    visitor.press("item:remove:aaaaaaaa")
    assert visitor.post(at, pairs) == 409
    assert visitor.sees(WORDS)
    assert "keep_here" not in visitor.page.buttons()
    assert visitor.press("keep_there") == 200
