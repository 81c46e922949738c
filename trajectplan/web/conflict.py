"""Both versions of a screen that was changed in two places, side by side; nothing is thrown away."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from trajectplan.answering import Submitted, is_valid
from trajectplan.pages import Screen
from trajectplan.plan.document import Plan
from trajectplan.web.visit import visit

CONFLICT = 409


def conflict_page(screen: Screen, submitted: Submitted, plan: Plan) -> Response:
    """The page that shows what was typed here and what ``plan`` holds, and lets her choose."""
    here, there = submitted.on(screen, plan), screen.form(plan)
    here.validate()
    there.validate()
    stored = there.answers()
    page = render_template(
        "conflict.html",
        screen=screen,
        heading=screen.title(plan),
        here_blocks=list(here.blocks()),
        there=list(there.blocks()),
        unread=[(question.said(question.asked), question.unread) for question in here.own_questions if question.unread],
        fields=list(submitted.typed.items(multi=True)),
        revision=screen.revision(visit.plan),
        can_both=screen.key not in plan.drafts
        and is_valid(screen, here)
        and all(question.joins(stored[question.short_name]) for question in here.own_questions),
        came_from=request.form.get("from", ""),
    )
    return make_response(page, CONFLICT)
