"""How long her plan stays open: ``time.js`` asks here, shows the warning, and says when she is still there.

When time is up the script sends what stands in a form that keeps words sealed, and else leaves the page; either way the
page for the code comes in its place. Without script a page with a form stays until she does something herself, and her
words are sealed then. It could leave by a header, as pages do on which she only reads (``output.py``). But without
script nobody tells the server that she is still typing: it would throw away a quarter of an hour of writing unasked.
That was weighed against the next person, who can see that one page until it is left, and nothing beyond it.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue

from trajectplan.i18n import speaking
from trajectplan.storage.store import Gone, NewerFormat, Tampered
from trajectplan.web import protection
from trajectplan.web.cookies import cookie_name
from trajectplan.web.services import services
from trajectplan.web.visit import visit, without_database
from trajectplan.web.ways import typed_in

time_left = Blueprint("time_left", __name__)

MINUTE: Final = 60
WARN_SECONDS: Final = 2 * MINUTE
AGAIN_SECONDS: Final = 15
"""How soon it asks again while the warning is shown: she may have gone on in another window."""


def init_app(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(time_left)


@time_left.post("/time")
def ask() -> ResponseReturnValue:
    """In how many seconds to ask again, 0 for never, and the warning to show until then, empty for none.

    It speaks the language of the page that asks: another tab may have changed ours. Only with ``do=stay`` is this a
    visit; her plan stays as it is. For a page about another plan than the one that is open time is up: somebody else
    sits here now.
    """
    sessions, token = services().sessions, request.cookies.get(cookie_name(), "").partition(".")[0]
    left = sessions.left(token) if _may_stay(token) else 0
    if left and request.form.get("do") == "stay":
        left = sessions.left(visit.token)
    else:
        without_database()
    warn = min(WARN_SECONDS, services().settings.shared_minutes * MINUTE // 2)
    if left > warn:
        return {"wait": left - warn, "words": ""}
    minutes = -(-left // MINUTE)
    language = typed_in()
    with speaking(language):
        words = render_template("time_left.html", minutes=minutes, language=language)
    return {"wait": min(left, AGAIN_SECONDS), "words": words}


def _may_stay(token: str) -> bool:
    """Whether the page that asks is about the plan that is open in the session of this ``token``, or about none."""
    made_for, session = protection.plan_in_token(), services().sessions.peek(token)
    if not made_for:
        return True
    if session is None or session.plan is None:
        return False
    if made_for == session.plan.id:
        return True
    try:
        return made_for.hex() in services().store.load(session.plan).kept.former
    except (Gone, NewerFormat, Tampered):
        return False
