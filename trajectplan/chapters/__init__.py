"""The chapters of a plan, in their order, and what a whole plan says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trajectplan.chapters.childcare import CHILDCARE
from trajectplan.pages import Chapter, Screen
from trajectplan.plan.document import DAMAGED, Place, Plan, PlanError
from trajectplan.plan.summary import Summary
from trajectplan.questions.items import sound_answers

CHAPTERS: tuple[Chapter, ...] = (CHILDCARE,)


def summarise(plan: Plan, chapters: Sequence[Chapter] = CHAPTERS) -> Summary:
    """How a plan reads, as one tree of blocks."""
    return Summary(tuple(chapter.summarise(plan) for chapter in chapters))


def check(plan: Plan, chapters: Sequence[Chapter] = CHAPTERS) -> Plan:
    """The plan itself when every answer has the shape its question stores; raises ``PlanError`` (damaged) otherwise.

    For plans that come from outside: a file.
    """
    for place, screen in _all_screens(plan, chapters):
        answers = plan.at(place)
        if not isinstance(answers, dict) or not sound_answers(screen.page(), answers):
            raise PlanError(DAMAGED)
    return plan


def _all_screens(plan: Plan, chapters: Sequence[Chapter]) -> Iterator[tuple[Place, Screen]]:
    """Every page with every place its answers may stand at, shown now or not."""
    for chapter in chapters:
        for page in chapter.pages:
            if page.each is None:
                yield (), Screen(chapter, page)
                continue
            for item in plan.items(page.each.lists):
                place = ((page.each.lists, item["id"]),)
                yield place, Screen(chapter, page, place)
