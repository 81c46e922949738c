"""The whole journey over HTTP, from the first page to the print and back with the code, in every language."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pseudo
import pytest
from cards import without_ids
from client import Visitor
from filler import filled_plan
from flask import Flask
from journey import Anything, Journey, answer_pages
from program import ALL, LANGUAGES

ComeWith = Callable[..., Visitor]


@pytest.mark.parametrize(
    "language", [pytest.param(each, marks=pytest.mark.soak) if each == pseudo.LONG else each for each in LANGUAGES]
)
def test_from_start_to_print_and_back(visitor: Visitor, app: Flask, language: str) -> None:
    visitor.start(language)
    journey = Journey(visitor, Anything())
    journey.walk()
    assert journey.not_visited() == []
    assert journey.not_shown() == []
    before = visitor.downloaded()
    paper = visitor.printed(languages="own")
    if language in {"nl", "en"}:
        assert journey.not_printed(paper) == []

    visitor.stop()
    assert visitor.client.get_cookie("plan") is None
    other = Visitor(app)
    other.come_back(journey.code)
    assert other.page.root.get("lang") == language
    assert without_ids(other.downloaded()["answers"]) == without_ids(before["answers"])

    answers = other.address("wizard.check", chapter=1)
    other.go(answers)
    change = next(link.get("href", "") for link in other.page.all("a") if "from=check" in link.get("href", ""))
    other.go(change)
    other.press("next")
    assert other.path == answers, "from the list and back to it"


def test_every_answer_leads_to_its_page_and_back(app: Flask, come_with: ComeWith) -> None:
    with app.app_context():
        plan = filled_plan(ALL, variant=1, things=1)
    visitor = come_with(plan)
    for page in list(answer_pages(visitor)):
        links = [link.get("href", "") for link in page.all("a") if "from=check" in link.get("href", "")]
        number = int(urlsplit(links[0]).path.split("/")[2])
        assert len(links) == len(list(ALL[number - 1].screens(plan)))
        for link in links:
            visitor.go(link)
            assert visitor.path == urlsplit(link).path
            visitor.press("next")
            assert visitor.path == visitor.address("wizard.check", chapter=number)


def test_half_a_plan_prints_too(visitor: Visitor) -> None:
    visitor.start("nl")
    journey = Journey(visitor, Anything(things=1))
    visitor.follow(visitor.address("wizard.page", chapter=1, number=1))
    journey.screen()
    assert journey.not_printed(visitor.printed()) == []


def test_enter_means_next(visitor: Visitor) -> None:
    visitor.start("nl")
    seen = 0
    for chapter, each in enumerate(ALL, start=1):
        for number, page in enumerate(each.pages, start=1):
            if page.each is None:
                assert visitor.go(visitor.address("wizard.page", chapter=chapter, number=number)) == 200
                button = visitor.page.default_button(visitor.page.by_id["q"])
                assert (button.get("name"), button.get("value")) == ("do", "next")
                seen += 1
    assert seen >= len(ALL)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_changes_language_on_the_way_and_keeps_what_was_typed(visitor: Visitor, language: str) -> None:
    visitor.start("nl")
    visitor.go(visitor.address("wizard.page", chapter=len(ALL), number=1))
    box = next(visitor.page.all("input", type="text"))
    name = box.get("name", "")
    visitor.client.language = ""
    visitor.type({name: ["Zwaluwnest"]})
    visitor.press_any(f"language:{language}", "languages")
    if visitor.path == visitor.address("keep.code"):
        visitor.choose("later")
    if visitor.path == visitor.address("wizard.language"):
        visitor.choose(language)
    assert visitor.page.root.get("lang") == language
    assert visitor.page.filled([name]) == {name: ["Zwaluwnest"]}, visitor.url
