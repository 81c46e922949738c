"""A fresh start: what becomes of a plan that somebody left open when the next one begins."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from trajectplan.web.keep import wiped
from trajectplan.web.visit import OWN, visit

beginning = Blueprint("beginning", __name__)


def init_app(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(beginning)


def still_open() -> Response | None:
    """What the ways in answer while a plan is open; ``None`` when there is none, and she can begin.

    On a device that she called hers it is asked whose plan that is. On any other it is closed at once: to ask there
    would tell the next person that it can be opened, while its owner loses nothing but the typing of her code. But as
    long as she hasn't said that it is written down, closing might lose her all of it, and a press on Back leads here.
    """
    if not visit.plan_id:
        return None
    has_code = visit.opened is None or visit.opened.kept.written_down
    if visit.device == OWN or not has_code:
        return make_response(render_template("still_open.html", has_code=has_code)) if visit.opened else None
    visit.forget()
    return wiped(redirect(url_for("information.start", closed=1), 303))


def forget_the_one_before() -> None:
    """On the first page also the language and what was noted go, unless she chose it just now or at home.

    That a visit has ended stays known: nobody may write into an empty plan who thinks that it is hers.
    """
    if visit.device and visit.device != OWN:
        visit.forget()
    elif visit.has_ended and not visit.noted("language_chosen"):
        visit.speak_as_asked()


@beginning.post("/begin")
def anew() -> ResponseReturnValue:
    """Close the plan that is open, and begin anew."""
    visit.forget()
    return wiped(redirect(url_for("wizard.language"), 303))
