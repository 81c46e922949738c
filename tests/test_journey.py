"""The whole journey over HTTP, from the first page to the print and back with the code, in every language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from client import Visitor, squeezed
from filler import filled_plan
from flask import Flask
from journey import Anything, Journey, without_ids
from program import ALL, LANGUAGES, MakeApp

from trajectplan.chapters import CHAPTERS
from trajectplan.pages import Chapter, Page
from trajectplan.questions import ShortText

ComeWith = Callable[..., Visitor]


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_start_to_print_and_back(visitor: Visitor, app: Flask, language: str) -> None:
    visitor.start(language)
    journey = Journey(visitor, Anything())
    journey.walk()
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

    other.go(other.address("wizard.check"))
    change = next(link.get("href", "") for link in other.page.all("a") if "from=check" in link.get("href", ""))
    other.go(change)
    other.press("next")
    assert other.path == other.address("wizard.check"), "from the list and back to it"


def test_every_answer_leads_to_its_page_and_back(app: Flask, come_with: ComeWith) -> None:
    with app.app_context():
        plan = filled_plan(ALL, variant=1, things=1)
    visitor = come_with(plan)
    visitor.go(visitor.address("wizard.check"))
    links = [link.get("href", "") for link in visitor.page.all("a") if "from=check" in link.get("href", "")]
    assert len(links) == sum(len(list(chapter.screens(plan))) for chapter in ALL)
    for link in links:
        visitor.go(link)
        assert visitor.path == urlsplit(link).path
        visitor.press("next")
        assert visitor.path == visitor.address("wizard.check")


class OneMorePage(Page):
    """A page that no chapter knows."""

    title = "A page that was added"
    added_words = ShortText("What was added?")


def test_a_question_a_page_and_a_chapter_are_added(make_app: MakeApp) -> None:
    first, *others = CHAPTERS[0].pages

    class OneMoreQuestion(others[-1]):  # type: ignore[misc, valid-type]
        """The last page of a chapter with one more question."""

        one_more = ShortText("What else is there?")

    grown = replace(CHAPTERS[0], pages=(first, *others[:-1], OneMoreQuestion, OneMorePage))

    class PageOfItsOwn(Page):
        """The only page of the added chapter."""

        title = "A page of its own"
        own_words = ShortText("What is its own?")

    added = Chapter("added", grown.icon, "A chapter that was added", minutes=1, intro="", pages=(PageOfItsOwn,))
    visitor = Visitor(make_app((grown, added))).start("nl")
    journey = Journey(visitor, Anything())
    journey.walk()
    assert journey.not_shown() == []
    paper = visitor.printed()
    assert journey.not_printed(paper) == []
    for text in ("What else is there?", "What was added?", "What is its own?", "A chapter that was added"):
        assert squeezed(text) in paper


def test_half_a_plan_prints_too(visitor: Visitor) -> None:
    visitor.start("nl")
    journey = Journey(visitor, Anything(count=1))
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
