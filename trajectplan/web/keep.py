"""Keeping a plan: its code, how long, a file of it, deleting it, and stopping on a shared computer."""

from __future__ import annotations

import math
from dataclasses import replace

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.i18n import comma
from trajectplan.storage.resume_code import grouped
from trajectplan.storage.store import Gone, NewerFormat, Tampered, Unavailable
from trajectplan.web import protection
from trajectplan.web.cookies import delete_cookie
from trajectplan.web.resuming import ask_for_code, on_gone, open_page, open_with_code, without_plan
from trajectplan.web.services import services
from trajectplan.web.visit import visit, without_database
from trajectplan.web.ways import is_ours

keep = Blueprint("keep", __name__)

MONTHS = (1, 3, 6, 12)
"""How long she can have her plan kept; never longer than the operator's own limit."""


def init_app(app: Flask) -> None:
    """Add the routes; those that need an open plan ask for the code when there is none."""
    app.register_blueprint(keep)
    app.register_error_handler(Gone, on_gone)


# Coming back ----------------------------------------------------------------------------------------------------------


@keep.get("/open")
def open_plan() -> ResponseReturnValue:
    """The page for her code."""
    return open_page()


@keep.post("/open")
def open_posted() -> ResponseReturnValue:
    """Open the plan."""
    return open_with_code()


# The code -------------------------------------------------------------------------------------------------------------


@keep.get("/code")
def code() -> ResponseReturnValue:
    """Her code: shown at once after the first answer, later when she asks for it."""
    if response := without_plan():
        return response
    is_new = not visit.noted("code_shown")
    is_changed = bool(visit.noted("code_changed"))
    if is_new:
        visit.note(code_shown="1", code_changed="")
    return _code(shown=is_new, first=is_new and not is_changed, changed=is_changed)


@keep.post("/code")
def code_posted() -> ResponseReturnValue:
    """Show or hide the code, and remember whether she has written it down."""
    if response := without_plan():
        return response
    do = request.form.get("do", "")
    if do in {"show", "hide"}:
        return _code(shown=do == "show", first=False)
    if visit.talk(do):  # the code stays on the page, as it stood there
        stage = request.form.get("stage", "")
        return _code(shown=True, first=stage == "first", changed=stage == "changed")
    if (said := request.form.get("written_down")) in {"written", "later"}:
        visit.change_kept(lambda kept: replace(kept, written_down=said == "written"))
    target = visit.noted("after_code")
    visit.note(after_code="")
    return redirect(target if is_ours(target) else url_for("wizard.task_list"), 303)


@keep.get("/code/new")
def code_new() -> ResponseReturnValue:
    """Ask once more before the code is changed."""
    return without_plan() or render_template("code_new.html")


@keep.post("/code/new")
def code_new_posted() -> ResponseReturnValue:
    """Change the code and show the new one; pressed twice, it is changed once."""
    if response := without_plan():
        return response
    if protection.is_for_this_code():
        visit.new_code()
    return redirect(url_for("keep.code"), 303)


def _code(*, shown: bool, first: bool, changed: bool = False) -> str:
    opened = visit.opened
    digits = opened.kept.code if opened and shown else ""
    return render_template(
        "code.html",
        code_grouped=grouped(digits) if digits else "",
        digits_spoken=comma().join(digits),
        shown=shown,
        first=first,
        changed=changed,
        go_on=visit.noted("after_code") or url_for("wizard.task_list"),
        written=bool(opened and opened.kept.written_down),
    )


@keep.get("/code/slip")
def slip() -> ResponseReturnValue:
    """A slip with the code, to print or to photograph."""
    if response := without_plan():
        return response
    opened = visit.opened
    return render_template("slip.html", code_grouped=grouped(opened.kept.code) if opened else "", address=request.host)


# How long -------------------------------------------------------------------------------------------------------------


@keep.get("/keep")
def expiry() -> ResponseReturnValue:
    """Until when the plan is kept."""
    return without_plan() or _expiry()


@keep.post("/keep")
def expiry_posted() -> ResponseReturnValue:
    """Keep it shorter, or longer again."""
    if response := without_plan():
        return response
    chosen = request.form.get("months", "")
    if chosen in {str(months) for months in _months()}:
        visit.change_kept(lambda kept: replace(kept, months=int(chosen)))
    return redirect(url_for("keep.expiry"), 303)


def _months() -> list[int]:
    most = services().settings.keep_months
    return sorted({*(months for months in MONTHS if months < most), most})


def _expiry() -> str:
    opened = visit.opened
    months = min(opened.kept.months, max(_months())) if opened else 0
    return render_template("expiry.html", choices=_months(), months=months)


# Ending ---------------------------------------------------------------------------------------------------------------


@keep.get("/delete")
def delete() -> ResponseReturnValue:
    """Ask once more before everything is deleted."""
    return _nothing_to_delete() or render_template("delete.html")


@keep.post("/delete")
def delete_posted() -> ResponseReturnValue:
    """Delete the plan and end the visit; told it is deleted she is only when this took it away."""
    if response := _nothing_to_delete():
        return response
    if not visit.delete():
        raise Gone  # by a press elsewhere, or it has another code now
    spoken = visit.language
    try:
        visit.end()
    except Unavailable:  # the plan is gone all the same
        without_database()
    response = wiped(redirect(url_for("information.deleted", language=spoken), 303))
    delete_cookie(response)
    return response


def _nothing_to_delete() -> Response | None:
    """As ``without_plan``, but what can't be read can be deleted all the same."""
    try:
        return without_plan()
    except (NewerFormat, Tampered):
        visit.look_away()
    is_hers = request.method == "GET" or protection.token_plan(max_age=math.inf) == visit.plan_id
    return None if is_hers else ask_for_code()


@keep.get("/stop")
def stop() -> ResponseReturnValue:
    """Ask whether she has everything."""
    opened = visit.opened
    return render_template("stop.html", written=opened is None or opened.kept.written_down)


@keep.post("/stop")
def stop_posted() -> ResponseReturnValue:
    """End the visit here and on the server; here also when the server can't, and there it then ends by itself."""
    try:
        spoken = visit.language
        visit.end()
    except Unavailable:
        spoken = ""
    without_database()
    response = wiped(redirect(url_for("information.stopped", language=spoken or visit.language), 303))
    delete_cookie(response)
    return response


def wiped(response: ResponseReturnValue) -> Response:
    """The answer that also empties the browser of what it kept of us; over plain HTTP browsers don't listen."""
    response = make_response(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
