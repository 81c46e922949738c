"""To add a question is one line, a page one class and one name, a chapter one file and one name: walked to paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from client import Visitor, squeezed
from journey import Anything, Journey
from program import MakeApp

from trajectplan.chapters import CHAPTERS
from trajectplan.pages import MORE, SHORT, Chapter, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import CardItems, Option, ShortText

HOST = CHAPTERS[0]


class OneMorePage(Page):
    """A page that no chapter knows."""

    title = "A page that was added"
    added_words = ShortText("What was added?")


class OneMoreOfCards(Page):
    """Cards that become things, which no chapter knows."""

    depth = SHORT
    title = "Cards that were added"
    added_cards = CardItems(
        "Which cards were added?",
        options=(Option("one", "The first added card"), Option("two", "The second added card")),
        own="Another added card",
        word="added",
    )


class OneMoreForEach(Page):
    """A page that comes for each of those."""

    each = OneMoreOfCards
    depth = MORE
    title = "More about %(added)s"
    about_added = ShortText("What about %(added)s?")

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """For cards alone."""
        del plan
        return "card" in each


def walked(make_app: MakeApp, *chapters: Chapter) -> tuple[Journey, str]:
    """A walk through these chapters, and its paper."""
    journey = Journey(Visitor(make_app(chapters)).start("nl"), Anything())
    journey.walk()
    assert journey.not_visited() == []
    assert journey.not_shown() == []
    paper = journey.visitor.printed()
    assert journey.not_printed(paper) == []
    return journey, paper


def last_page_that_comes_once(chapter: Chapter) -> type[Page]:
    """A page to add a question to: the last one that comes once and is always shown."""
    shown = {screen.page for screen in chapter.screens(Plan()) if screen.page.depth != MORE}
    return next(page for page in reversed(chapter.pages) if page in shown and page.each is None)


@pytest.mark.parametrize("host", CHAPTERS, ids=lambda chapter: chapter.key)
def test_a_question_is_added_to_any_chapter(make_app: MakeApp, host: Chapter) -> None:
    old = last_page_that_comes_once(host)

    class WithOneMore(old):  # type: ignore[misc, valid-type]
        """A page of the product with one more question."""

        one_more = ShortText("What else is there?")

    grown = replace(host, pages=tuple(WithOneMore if page is old else page for page in host.pages))
    journey = Journey(Visitor(make_app((grown,))).start("nl"), Anything(things=1))
    visitor = journey.visitor
    number = grown.pages.index(WithOneMore) + 1
    visitor.go(visitor.address("wizard.page", chapter=1, number=number))
    journey.screen()
    assert [said.reads["one_more"] for said in journey.said if "one_more" in said.reads]
    assert journey.not_shown() == []
    if WithOneMore.blocks is Page.blocks:
        paper = visitor.printed()
        assert journey.not_printed(paper) == []
        assert squeezed("What else is there?") in paper


def test_a_page_is_added(make_app: MakeApp) -> None:
    journey, paper = walked(make_app, replace(HOST, pages=(*HOST.pages, OneMorePage)))
    assert [said.reads for said in journey.said if said.key == OneMorePage.key]
    assert squeezed("What was added?") in paper or squeezed("A page that was added") in paper


def test_a_page_of_cards_and_a_page_for_each_are_added(make_app: MakeApp) -> None:
    journey, paper = walked(make_app, replace(HOST, pages=(OneMoreOfCards, *HOST.pages, OneMoreForEach)))
    assert len([said for said in journey.said if said.key.startswith(f"{OneMoreForEach.key}/")]) == 2
    assert squeezed("More about The first added card") in paper


def test_a_chapter_is_added(make_app: MakeApp) -> None:
    class PageOfItsOwn(Page):
        """The only page of the added chapter."""

        title = "A page of its own"
        own_words = ShortText("What is its own?")

    added = Chapter("added", HOST.icon, "A chapter that was added", minutes=1, intro="", pages=(PageOfItsOwn,))
    journey, paper = walked(make_app, HOST, added)
    assert squeezed("A chapter that was added") in paper
    words = next(said for said in journey.said if said.key == PageOfItsOwn.key).reads["own_words"]
    assert all(squeezed(text) in paper for text in words)
