"""The chapters of a plan, in their order, and what a whole plan says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from trajectplan.chapters.childcare import CHILDCARE
from trajectplan.chapters.steps import STEPS
from trajectplan.chapters.strengths import STRENGTHS
from trajectplan.chapters.unpaid_work import UNPAID_WORK
from trajectplan.chapters.wishes import WISHES
from trajectplan.i18n import is_language
from trajectplan.pages import Chapter, Screen
from trajectplan.plan.document import DAMAGED, TOO_MUCH, Answers, Place, Plan, PlanError, items_of
from trajectplan.plan.languages import with_languages
from trajectplan.plan.script import has_other_letters
from trajectplan.plan.summary import UNKNOWN, Summary, with_dutch, with_other_scripts
from trajectplan.questions.items import fitted_answers, sound_answers, tidied_answers

CHAPTERS: tuple[Chapter, ...] = (STRENGTHS, UNPAID_WORK, WISHES, CHILDCARE, STEPS)


def summarise(plan: Plan, chapters: Sequence[Chapter] = CHAPTERS, *, paper: bool = False) -> Summary:
    """How a plan reads, as one tree of blocks: on the screen, or on paper, where she keeps some things to herself.

    Her words say their language as far as it is known; the Dutch that is known for them stands beside them.
    """
    summary = with_languages(Summary(tuple(chapter.summarise(plan, paper=paper) for chapter in chapters)), plan)
    if has_other_letters(plan.answers):
        summary = with_other_scripts(summary)
    return with_dutch(summary, plan.dutch)


def check(plan: Plan, chapters: Sequence[Chapter] = CHAPTERS) -> Plan:
    """The plan when every answer has the shape its question stores; raises ``PlanError`` otherwise.

    Its reason is ``damaged``, or ``too_much`` where a text is only too long or there are only too many things.
    For plans that come from outside: a file. What she wrote on one line is one line again. What was taken away from it
    last is of no use there, and left out; a language that nobody knows is ``UNKNOWN``.
    """
    tidied = plan
    for place, screen in _all_screens(plan, chapters):
        answers = tidied.at(place)
        if not isinstance(answers, dict):
            raise PlanError(DAMAGED)
        if not sound_answers(screen.page(), answers):
            raise _refusal(screen, answers)
        kept = tidied_answers(screen.page(), answers)
        if kept != answers:
            tidied = tidied.with_answers({**dict.fromkeys(answers), **kept}, place)
    languages = {marked: _known(language) for marked, language in plan.languages.items()}
    return replace(tidied, removed={}, language=_known(plan.language), languages=languages)


def _refusal(screen: Screen, answers: Answers) -> PlanError:
    """Why these answers can't be taken."""
    page = screen.page()
    if not sound_answers(page, fitted_answers(page, answers)):
        return PlanError(DAMAGED)
    # The title of a page that comes for each thing names one.
    return PlanError(TOO_MUCH, screen.page.title if screen.page.each is None else screen.chapter.title)


def _known(language: str) -> str:
    return language if is_language(language) else UNKNOWN


def _all_screens(plan: Plan, chapters: Sequence[Chapter]) -> Iterator[tuple[Place, Screen]]:
    """Every page with every place its answers may stand at, shown now or not."""
    for chapter in chapters:
        for page in chapter.pages:
            if page.each is None:
                yield (), Screen(chapter, page)
                continue
            for item in items_of(plan.answers, page.each.lists):
                place = ((page.each.lists, item["id"]),)
                yield place, Screen(chapter, page, place)
