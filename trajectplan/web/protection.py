"""What every request and answer must keep to: origin, headers, no traces, and an error that says nothing of hers."""

from __future__ import annotations

import logging
import math
import re
import secrets
import traceback
from io import BytesIO
from typing import IO

from flask import Flask, Request, Response, abort, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError
from werkzeug.routing import MapAdapter

from trajectplan.config import Settings
from trajectplan.storage.derivation import Busy
from trajectplan.storage.store import NewerFormat, Tampered, TooLarge, Unavailable
from trajectplan.web import errors
from trajectplan.web.clips import CLIP
from trajectplan.web.services import NAME, services
from trajectplan.web.visit import current_visit, visit, without_database

log = logging.getLogger("trajectplan")

TOKEN_HOURS = 24
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not "no-referrer": that makes browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
NO_PLAN = b"no plan"
"""What a form token begins with, before the mark of the session, where it names no plan."""
FOREVER = "public, max-age=31536000, immutable"
WHOLE_PART_OR_KNOWN = frozenset({200, 206, 304})
"""What is answered of a file that may be kept; of a recording browsers ask parts, and whether theirs is the same."""
MOST_PORT = 65535
TO_END = frozenset({"keep.stop", "leaving.explained"})
"""Pages about ending her visit, which she must be able to reach whatever became of her plan."""
_HOST = re.compile(r"([a-z0-9_][a-z0-9._-]*|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?", re.ASCII)


class InMemory(Request):
    """A request whose files never go through a temporary file on disk; how long they may be is bounded."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


class Application(Flask):
    """A Flask application that answers to its own names only, and whose log never holds an address or a value."""

    request_class = InMemory

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Refuse a visit under another name before anything else; Flask's TRUSTED_HOSTS can't hold ``[::1]``."""
        if request is not None and not is_our_host(request.headers.get("Host", ""), self.extensions[NAME].settings):
            raise SecurityError
        return super().create_url_adapter(request)

    def handle_exception(self, e: Exception) -> Response:
        """The last resort: an error page failed, or what every answer passes through. Flask's own would log values."""
        without_database()
        response = on_unavailable(e) if isinstance(e, Unavailable) else errors.bare_page(logged(e))
        response.headers["Cache-Control"] = "no-store"
        return with_headers(response)


def is_our_host(host: str, settings: Settings) -> bool:
    """Whether a ``Host`` header names this site, with or without a port; ``.example.nl`` stands for all names in it."""
    found = _HOST.fullmatch(host.lower())
    if not found or (found[2] and not 0 < int(found[2]) <= MOST_PORT):
        return False
    listens = f"[{settings.host}]" if ":" in settings.host else settings.host
    ours = [name.lower() for name in (*settings.hosts, listens)]
    return any(found[1] == name.removeprefix(".") or (name[0] == "." and found[1].endswith(name)) for name in ours)


def where(error: BaseException) -> str:
    """What kind of error it is and where it came from, innermost first; never its message, which may hold a value."""
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return f"{type(error).__name__} at {' < '.join(reversed(places[-12:]))}"


def init_app(app: Flask) -> None:
    """Guard the application."""
    app.before_request(check_origin)
    app.after_request(finish)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Busy, on_busy)
    app.register_error_handler(TooLarge, lambda _error: errors.page(413))
    app.register_error_handler(Unavailable, on_unavailable)
    app.register_error_handler(Exception, on_failure)


def check_origin() -> None:
    """Refuse a form that another site sends: by Sec-Fetch-Site, else by Origin, else by the token in the form.

    Plain-HTTP hosts get no Sec-Fetch-Site, old browsers send neither.
    """
    # What is refused for its host or method anyway gets that answer; without a host there is no page for another.
    is_refused = isinstance(request.routing_exception, (SecurityError, MethodNotAllowed))
    if is_refused or request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    elif origin is not None:
        is_ours = origin == f"{request.scheme}://{request.host}"
    else:
        # The database isn't asked: who leaves must get away without it.
        is_ours = _named(TOKEN_HOURS * 3600) is not None
    if not is_ours:
        abort(403)


def form_token() -> str:
    """A token for a form: it names the plan that is open, or the session without one, sealed; it differs every time."""
    here = current_visit()
    return services().tokens.issue(here.plan_id or NO_PLAN + here.mark)


def token_plan(max_age: float = TOKEN_HOURS * 3600) -> bytes | None:
    """As ``plan_in_token``; where it is the open plan under a number that it had before, the one that it has now."""
    made_for = plan_in_token(max_age)
    # A plan that got a new code has a new number, and her other tabs were made for the old one.
    is_former = made_for and made_for != visit.plan_id and made_for in visit.former_ids
    return visit.plan_id if is_former else made_for


def plan_in_token(max_age: float = math.inf) -> bytes | None:
    """The number of the plan that the posted form was made for; empty bytes for none; ``None`` without a good token.

    This doesn't look at the visit.
    """
    named = _named(max_age)
    return b"" if named and named.startswith(NO_PLAN) else named


def token_mark() -> bytes:
    """The mark of the session in which the posted form was made for no plan; empty for any other form."""
    named = _named(math.inf) or b""
    return named.removeprefix(NO_PLAN) if named.startswith(NO_PLAN) else b""


def is_for_this_code() -> bool:
    """Whether the posted form was made since the open plan has the code that it has."""
    return plan_in_token() == visit.plan_id


def _named(max_age: float) -> bytes | None:
    return services().tokens.read(request.form.get("token", ""), max_age=max_age)


def finish(response: Response) -> Response:
    """Put on the headers and the cookie; what isn't a static file is never stored."""
    with_headers(response)
    is_file = request.endpoint in {"static", CLIP} and request.method in {"GET", "HEAD"}
    if is_file and response.status_code in WHOLE_PART_OR_KNOWN:
        response.headers["Cache-Control"] = FOREVER
        return response
    response.headers["Cache-Control"] = "no-store"
    # Where nobody looked at the visit nothing changed, and the database is left alone.
    if "visit" in g:
        current_visit().finish(response)
    return response


def with_headers(response: Response) -> Response:
    """Put on what goes with every answer."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def on_http_error(error: HTTPException) -> ResponseReturnValue:
    """A page for what HTTP calls an error."""
    if isinstance(request.routing_exception, SecurityError):
        # A name that isn't ours: no address can be made for links, so there is no page.
        return Response("400", 400, mimetype="text/plain")
    if error.response is not None or error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect
        return error
    response = errors.page(error.code)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.allow.update(error.valid_methods)  # RFC 9110, 15.5.6
    return response


def on_busy(error: Busy) -> ResponseReturnValue:
    """Too many codes at once: wait, with her words kept on the page."""
    return errors.page(503, seconds=error.retry_after)


def on_unavailable(error: Exception) -> Response:
    """The database can't be reached or written: say so, with her words on the page; what only tells is still told."""
    cause = getattr(error, "orig", None) or error
    log.error("the database is unavailable: %s %s", type(cause).__name__, getattr(cause, "sqlite_errorname", ""))
    without_database()
    return _without_plan() or errors.page(errors.UNAVAILABLE)


def _without_plan() -> Response | None:
    """What only tells, or asks whether to end, is answered without the plan that can't be had; else ``None``."""
    if request.method not in {"GET", "HEAD"} or not (request.blueprint == "information" or request.endpoint in TO_END):
        return None
    view = current_app.view_functions[request.endpoint or ""]
    return make_response(view(**request.view_args or {}))


def on_failure(error: Exception) -> ResponseReturnValue:
    """Our own mistake: a number she can pass on; the log gets the number and the place, never a value.

    What can't be read of a plan can't be read for the page about it either, but she can end her visit and delete it.
    """
    number = logged(error)
    is_unreadable = isinstance(error, (Tampered, NewerFormat))
    if "visit" not in g:
        without_database()
    elif is_unreadable:
        visit.look_away()
        if told := _without_plan():
            return told
    return errors.page(500, number=number, is_unreadable=is_unreadable)


def logged(error: Exception) -> str:
    """Write a mistake of ours into the log; the number under which it stands there."""
    number = f"{secrets.randbelow(10**6):06}"
    log.error("error %s: %s", number, where(error))
    return number
