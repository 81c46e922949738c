"""What a page works out of what stands typed in its form, while she goes on: shown, and not kept."""

from __future__ import annotations

from typing import Final

from flask import Response, get_template_attribute
from flask.typing import ResponseReturnValue

from trajectplan.answering import ConflictError, Submitted, keep
from trajectplan.pages import Page, Screen
from trajectplan.plan.document import Plan
from trajectplan.questions import Group
from trajectplan.web.visit import visit

DRAW: Final = "draw"
"""What our script sends in place of a button."""
NOTHING_NEW: Final = ("", 204)
"""The answer after which what was shown stays."""


def works_out(screen: Screen) -> bool:
    """Whether this screen shows what its page works out.

    One of the things of a page that begins with it doesn't: she sees it there, about all of them, when she comes back.
    """
    is_its_own = next(each for each in screen.page.mro() if "worked_out" in vars(each)) is not Page
    return is_its_own and not (screen.item and screen.page.result_first)


def worked_out_as_typed(screen: Screen, submitted: Submitted) -> ResponseReturnValue:
    """What the page shows with what was typed, and nothing else of it; nothing is kept."""
    if not works_out(screen):
        return NOTHING_NEW
    try:
        plan = as_typed(visit.plan, screen, submitted)
    except ConflictError:
        return NOTHING_NEW
    # Not as a page: whoever comes here without our script sees no half of one.
    return Response(get_template_attribute("week.html", "result")(screen.page.worked_out(plan)), mimetype="text/plain")


def as_typed(plan: Plan, screen: Screen, submitted: Submitted) -> Plan:
    """The plan with as much of this screen as can be read. Raises ``ConflictError``."""
    kept = keep(plan, screen, submitted)
    form = screen.form(plan, submitted.changed(screen, plan).typed)
    form.validate()
    return readable(kept, screen, form)


def readable(plan: Plan, screen: Screen, form: Group) -> Plan:
    """The plan with as much of its draft of this screen as can be read; ``form`` holds the draft, and was validated.

    Of a question with a slip that is what is sound of it, such as the other days of a week; where nothing is, its
    answer stays as it was.
    """
    if screen.key not in plan.drafts:
        return plan
    answers = {question.short_name: question.answer() for question in form.own_questions if not question.errors}
    for question in form.own_questions:
        if question.errors and (answer := question.answer()) is not None and question.is_sound(answer):
            answers[question.short_name] = answer
    return plan.with_answers(answers, screen.answers_at)
