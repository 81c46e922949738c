"""Both versions of a screen that was changed in two places, side by side; nothing is thrown away."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, make_response, render_template

from trajectplan.answering import Submitted, can_keep_here, is_valid
from trajectplan.pages import Screen
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Block
from trajectplan.questions import Group
from trajectplan.web.visit import visit
from trajectplan.web.ways import typed_in

CONFLICT = 409


def conflict_page(screen: Screen, submitted: Submitted, plan: Plan, road: str) -> Response:
    """The page that shows what was typed here and what ``plan`` holds, and lets her choose; she stays on her road."""
    here, there = submitted.on(screen, plan), screen.form(plan)
    here.validate()
    there.validate()
    stored = there.answers()
    page = render_template(
        "conflict.html",
        screen=screen,
        heading=screen.title(plan),
        here_blocks=list(_all(here)),
        there=list(_all(there)),
        unread=[(question.said(question.asked), question.unread) for question in here.own_questions if question.unread],
        fields=list(submitted.typed.items(multi=True)),
        revision=screen.revision(visit.plan),
        can_here=can_keep_here(plan, screen),
        can_both=screen.key not in plan.drafts
        and can_keep_here(plan, screen)
        and is_valid(screen, here)
        and all(question.joins(stored[question.short_name]) for question in here.own_questions),
        came_from=road,
        spoken=typed_in(),
    )
    return make_response(page, CONFLICT)


def _all(form: Group) -> Iterator[Block]:
    """All answers of the screen, also those that stand elsewhere or nowhere when the plan is read."""
    for question in form.questions:
        yield from question.blocks()
