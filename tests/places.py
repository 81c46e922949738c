"""Finds a page by what stands on it, so that no test names one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from client import Visitor
from program import ALL

from trajectplan.pages import MORE, Page
from trajectplan.questions import Choice, Items, LongText, ShortText, WeekHours
from trajectplan.questions.base import Question


@dataclass(frozen=True)
class Place:
    """A page with a question of some type: its number of chapter and page, and the name of the question."""

    chapter: int
    number: int
    page: type[Page]
    name: str

    @property
    def question(self) -> Any:
        """The question itself, not filled in."""
        return next(each for each in self.page().questions if each.short_name == self.name)

    def url(self, visitor: Visitor) -> str:
        """Its address."""
        return visitor.address("wizard.page", chapter=self.chapter, number=self.number)


def page_with(kind: type[Question], *, alone: bool = True) -> Place:
    """The last page that comes once and asks a question of exactly this type; ``alone`` means nothing else.

    One of the core, whose answer goes on paper.
    """
    found = [
        Place(chapter, number, page, question.short_name)
        for chapter, each in enumerate(ALL, start=1)
        for number, page in enumerate(each.pages, start=1)
        for question in page().questions
        if page.each is None
        and page.depth != MORE
        and type(question) is kind
        and question.printed is True
        and (len(page().questions) == 1 or not alone)
    ]
    assert found, f"no page asks {kind.__name__}"
    return found[-1]


LINE, STORY, CARDS = page_with(ShortText), page_with(LongText), page_with(Choice)
WEEK, LIST = page_with(WeekHours), page_with(Items)


def answer(visitor: Visitor, name: str) -> object:
    """What is kept under this name."""
    return visitor.downloaded()["answers"].get(name)
