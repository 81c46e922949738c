"""What every request and answer must keep to: origin, headers, no traces, and an error that says nothing of hers."""

from __future__ import annotations

import logging
import secrets
import traceback
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, SecurityError

from trajectplan.storage.derivation import Busy
from trajectplan.storage.store import TooLarge, Unavailable
from trajectplan.web import errors
from trajectplan.web.services import services
from trajectplan.web.visit import current_visit, without_database

log = logging.getLogger("trajectplan")

TOKEN_HOURS = 24
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
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
FOREVER = "public, max-age=31536000, immutable"


class Application(Flask):
    """A Flask application whose log never holds an address or a value."""

    def log_exception(self, exc_info: Any) -> None:
        """Flask calls this when even the error page fails; its own line would name the address."""
        log.error("the error page failed: %s", where(exc_info[1]))


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
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    elif origin is not None:
        is_ours = urlsplit(origin)[:2] == urlsplit(request.host_url)[:2]
    else:
        is_ours = token_plan() is not None
    if not is_ours:
        abort(403)


def form_token() -> str:
    """A token for a form: it names the plan that is open, sealed, and differs in every answer."""
    return services().tokens.issue(current_visit().plan_id)


def token_plan(max_age: float = TOKEN_HOURS * 3600) -> bytes | None:
    """The number of the plan that the posted form was made for; empty bytes for none; ``None`` without a good token."""
    return services().tokens.read(request.form.get("token", ""), max_age=max_age)


def finish(response: Response) -> Response:
    """Put on the headers and the cookie; what isn't a static file is never stored."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "static" and response.status_code == 200:  # noqa: PLR2004
        response.headers["Cache-Control"] = FOREVER
        return response
    response.headers["Cache-Control"] = "no-store"
    current_visit().finish(response)
    return response


def on_http_error(error: HTTPException) -> ResponseReturnValue:
    """A page for what HTTP calls an error."""
    if isinstance(error, SecurityError):
        # A name that isn't ours: no address can be made for links, so there is no page.
        return Response("400", 400, mimetype="text/plain")
    if error.response is not None or error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect
        return error
    return errors.page(error.code)


def on_busy(error: Busy) -> ResponseReturnValue:
    """Too many codes at once: wait, with her words kept on the page."""
    return errors.page(503, seconds=error.retry_after)


def on_unavailable(error: Exception) -> ResponseReturnValue:
    """The database can't be reached or written: say so, with her words on the page."""
    log.error("the database is unavailable: %s", type(error).__name__)
    without_database()
    return errors.page(errors.UNAVAILABLE)


def on_failure(error: Exception) -> ResponseReturnValue:
    """Our own mistake: a number she can pass on; the log gets the number and the place, never a value."""
    number = f"{secrets.randbelow(10**6):06}"
    log.error("error %s: %s", number, where(error))
    if "visit" not in g:
        without_database()
    return errors.page(500, number=number)
