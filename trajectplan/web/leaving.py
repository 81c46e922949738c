"""Leave now: closes her plan at once, whatever else goes wrong, and shows a page that has nothing to do with us."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import BoundedSemaphore, Thread
from typing import Final, TypeVar

from flask import (
    Blueprint,
    Flask,
    copy_current_request_context,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from trajectplan.answering import LEAVE, ConflictError, Submitted, keep
from trajectplan.storage.kept import Kept, PlanKey
from trajectplan.storage.store import Gone, TooLarge, Unavailable
from trajectplan.web import dutch_words, protection
from trajectplan.web.aside import undecided
from trajectplan.web.cookies import cookie_name, delete_cookie
from trajectplan.web.keep import wiped
from trajectplan.web.services import services
from trajectplan.web.visit import is_from_before, visit, without_database
from trajectplan.web.ways import screen_by_key

leaving = Blueprint("leaving", __name__)
log = logging.getLogger("trajectplan")

PATIENCE_SECONDS: Final = 0.5
"""So long she waits for the database at most; what isn't done by then goes on without her."""
CLOSING_SECONDS: Final = 90.0
"""So long it is tried, without her, to end the session and to keep her words while the database can't be written."""
RETRY_SECONDS: Final = 1.0
MOST_AT_ONCE: Final = 24
"""So many sessions may be closing at once; in a worse flood only the cookie goes, and the session ends by itself."""
SOUP_SECONDS: Final = 5
"""How long the recipe stays before a site of the operator's takes its place."""

T = TypeVar("T")
_places = BoundedSemaphore(MOST_AT_ONCE)


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(leaving)
    app.register_error_handler(RequestEntityTooLarge, _leave_all_the_same)


@leaving.get("/leave-now")
def explained() -> str:
    """What the button does, and what it can't do."""
    opened = visit.opened
    return render_template(
        "leave_now.html",
        written=opened is None or opened.kept.written_down,
        address=request.host,
        moves_on=bool(services().settings.leave_to),
    )


@leaving.get("/recipe")
def recipe() -> ResponseReturnValue:
    """The same page for everybody; nothing in it leads back, and no other site learns where she came from."""
    without_database()
    response = make_response(render_template("recipe.html"))
    response.headers["Referrer-Policy"] = "no-referrer"
    if away := services().settings.leave_to:
        # From here and not from ``leave``: our policy lets no form end up on another site.
        response.headers["Refresh"] = f"{SOUP_SECONDS}; url={away}"
    return response


@leaving.post("/leave")
def leave() -> ResponseReturnValue:
    """Close her plan, keep what she was typing, and go. Nothing may hold her up: neither database nor form."""
    token = request.cookies.get(cookie_name(), "").partition(".")[0]
    without_database()
    if token and _places.acquire(blocking=False):
        closing = Thread(target=copy_current_request_context(_close), args=(token, *_typed()), name="leaving")
        closing.daemon = True
        closing.start()
        closing.join(PATIENCE_SECONDS)
    response = wiped(redirect(url_for("leaving.recipe", language=visit.language), 303))
    delete_cookie(response)
    return response


def _leave_all_the_same(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A form too long to be read stops nobody from leaving."""
    # Where a form came from is looked at after its size; another site's closes nothing.
    is_hers = request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
    return leave() if request.endpoint == "leaving.leave" and is_hers else protection.on_http_error(error)


def _typed() -> tuple[MultiDict[str, str], bytes | None, bytes]:
    """What stood in the form of the page, the plan and the mark in its token; nothing if unreadable."""
    try:
        return request.form, protection.plan_in_token(), protection.token_mark()
    except HTTPException:
        return MultiDict(), None, b""


def _close(token: str, typed: MultiDict[str, str], made_for: bytes | None, mark: bytes) -> None:
    """End the session first, then keep what was typed."""
    try:
        without_database()  # this context is a copy, and must not ask for the session that ends here
        session = _patiently(lambda: services().sessions.close(token))
        key = session.plan if session else None
        # As "Next" would have it: what was typed before her plan was there is for that plan.
        whose = key.id if key and is_from_before(mark, session) else made_for
        if key and whose:
            with suppress(Gone, TooLarge):
                _patiently(lambda: _keep(key, typed, whose))
    except Exception as error:  # noqa: BLE001 - there is nobody left to tell
        log.error("while someone was leaving: %s", protection.where(error))  # noqa: TRY400 - the message may hold a value
    finally:
        _places.release()


def _patiently(do: Callable[[], T]) -> T:
    """What this gives, once the database can be written; nobody waits for it, and her words are in no other place."""
    until = time.monotonic() + CLOSING_SECONDS
    while True:
        try:
            return do()
        except Unavailable:
            if time.monotonic() > until:
                raise
        time.sleep(RETRY_SECONDS)


def _keep(key: PlanKey, typed: MultiDict[str, str], made_for: bytes) -> None:
    """Keep what was typed on a page of questions, or as Dutch beside her words; not if it was made for another plan.

    Changed elsewhere meanwhile, the screen stays as it is there: there is no time to ask her which words to keep.
    """
    screen = screen_by_key(typed.get("page", ""))
    submitted = replace(Submitted.from_form(typed), do=LEAVE)

    def change(kept: Kept) -> Kept:
        if made_for.hex() not in {key.id.hex(), *kept.former}:
            return kept
        if screen:
            try:
                plan = keep(kept.plan, screen, submitted)
            except ConflictError:
                return kept
        else:
            plan = dutch_words.keep(kept.plan, dutch_words.lines_of(typed)).plan
        return kept if plan == kept.plan else replace(kept, plan=plan, aside=undecided(kept))

    services().store.update(key, change)
