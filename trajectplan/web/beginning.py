"""A fresh start: what becomes of a plan that somebody left open when the next one begins."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.storage.store import NewerFormat, Tampered
from trajectplan.web.keep import wiped
from trajectplan.web.visit import OWN, SAYS_WHENCE, visit

beginning = Blueprint("beginning", __name__)

WAYS_IN = frozenset({"output.choose", "output.code", "keep.open_plan", "files.load"})
"""Pages whose address is handed out, and that somebody without a plan can use: a closed plan leads on to them."""
AROUND_THE_PLAN = frozenset({"output", "print_view", "keep", "files"})
"""The blueprints to which nobody comes back by typing; those of the questions are left to who goes on with her plan."""
LEFT_ALONE = frozenset({"keep.stop"})
"""The way to end it herself."""
FETCHED = frozenset({"output.pdf", "files.download"})
"""What programs beside the browser may fetch without saying from where; for these Sec-Fetch-Site alone counts."""


def init_app(app: Flask) -> None:
    """Add the route, and the question before every page about a plan whether it is still the same person."""
    app.register_blueprint(beginning)
    app.before_request(_from_nowhere)


def still_open(onward: str = "") -> Response | None:
    """What the ways in answer while a plan is open; ``None`` when there is none, and she can begin.

    On a device that she called hers it is asked whose plan that is. On any other it is closed at once, and leads
    ``onward``: to ask there would tell the next person that it can be opened, while its owner loses nothing but the
    typing of her code. But as long as she hasn't said that it is written down, closing might lose her all of it, and a
    press on Back leads here. A plan that can't be read is asked about too: there is nothing of it to be seen.
    """
    if not visit.plan_id:
        return None
    try:
        opened = visit.opened
    except (Tampered, NewerFormat):
        visit.look_away()
        return make_response(render_template("still_open.html", has_code=True, is_unreadable=True))
    has_code = opened is None or opened.kept.written_down
    if visit.device == OWN or not has_code:
        return make_response(render_template("still_open.html", has_code=has_code)) if opened else None
    visit.forget()
    return wiped(redirect(onward or url_for("information.start", closed=1), 303))


def _from_nowhere() -> Response | None:
    """On a device that isn't hers alone, what a page about a plan answers who typed its address: as the first page.

    Links, forms, Back and Reload go on as they were: there the browser says that it comes from here.
    """
    endpoint = request.endpoint or ""
    is_about_it = request.blueprint in AROUND_THE_PLAN and endpoint not in LEFT_ALONE and request.method == "GET"
    if not is_about_it or not visit.plan_id or visit.device == OWN or _comes_from_us():
        return None
    return still_open(url_for(endpoint) if endpoint in WAYS_IN else "")


def _comes_from_us() -> bool:
    """Whether a page of ours led here: by Sec-Fetch-Site, else by Referer.

    Over plain HTTP browsers send no Sec-Fetch-Site. A browser that sends neither (``SAYS_WHENCE``) is believed, for
    every link in it would else close the plan that it leads to.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if request.endpoint in FETCHED and (site is None or request.headers.get("Sec-Fetch-Mode") != "navigate"):
        return True
    if site is not None:
        return site == "same-origin"
    return _host_of(request.headers.get("Referer", "")) == request.host or not visit.noted(SAYS_WHENCE)


def _host_of(address: str) -> str:
    """The host of an address with its port; empty for what is no address."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def forget_the_one_before() -> None:
    """On the first page also the language and what was noted go, unless she chose it just now or at home.

    That a visit has ended stays known: nobody may write into an empty plan who thinks that it is hers.
    """
    if visit.device and visit.device != OWN:
        visit.forget()
    elif (visit.has_ended or visit.session is None) and not visit.noted("language_chosen"):
        visit.speak_as_asked()


@beginning.post("/begin")
def anew() -> ResponseReturnValue:
    """Close the plan that is open, and begin anew."""
    visit.forget()
    return wiped(redirect(url_for("wizard.language"), 303))
