"""Pages for what goes wrong; what she typed stands on them, so that it isn't lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flask import Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from trajectplan.answering import Submitted
from trajectplan.i18n import _
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Phrase, Said, Text
from trajectplan.web import dutch_words
from trajectplan.web.ways import screen_by_key

UNAVAILABLE = 5030
"""No status of HTTP: our own 503 for when nothing can be saved."""
_NOTHING_SENT = 5031
"""The same for when she sent nothing that could be lost."""
WAIT_SECONDS = 10


class ErrorText(NamedTuple):
    """What an error page says."""

    status: int
    icon: str
    title: Said
    texts: tuple[Said, ...]


TEXTS = {
    400: ErrorText(
        400,
        "arrow-clockwise",
        _("Something in the request was not right"),
        (_("Go back and try once more."), _("What was saved already is safe.")),
    ),
    403: ErrorText(
        403,
        "lock-simple",
        _("This did not come from our own page"),
        (_("So we did nothing with it. Your plan is safe."), _("Go to your plan and try once more.")),
    ),
    404: ErrorText(
        404, "map-trifold", _("This page is not here"), (_("Perhaps the address has changed. Your plan is safe."),)
    ),
    413: ErrorText(
        413,
        "package",
        _("This is too large to send"),
        (_("Make your text shorter or choose a smaller file."), _("What was saved already is safe.")),
    ),
    500: ErrorText(
        500,
        "wrench",
        _("Something went wrong on our side"),
        (_("This is not your doing. What was saved already is safe."), _("Go back and try once more.")),
    ),
    503: ErrorText(
        503,
        "users-four",
        _("It is very busy now"),
        (
            _("We cannot do what you ask just now."),
            _("Stay on this page. Try again in %(seconds)s seconds."),
        ),
    ),
    UNAVAILABLE: ErrorText(
        503,
        "database",
        _("We cannot save right now"),
        (
            _("What you typed is below. Do not close the page yet."),
            _("Try again soon. Or take a photo of your text."),
        ),
    ),
    _NOTHING_SENT: ErrorText(
        503,
        "database",
        _("Something went wrong on our side"),
        (
            _("We cannot do what you ask just now."),
            _("Stay on this page. Try again in %(seconds)s seconds."),
        ),
    ),
}

PASS_ON = _("Does it go wrong again? Then pass on this number: %(number)s")

Typed = Sequence[tuple[Said, tuple[Text, ...]]]
"""What she sent, each answer under its question."""


def page(
    code: int, *, seconds: int = WAIT_SECONDS, number: str = "", typed: Typed = (), is_unreadable: bool = False
) -> Response:
    """The page for an error: an HTTP status, or ``UNAVAILABLE``. What she sent can be read there, and sent again.

    ``typed`` is what she sent where the form itself doesn't say it. A plan that ``is_unreadable`` can be deleted there.
    """
    posted = _posted() if code >= 500 else MultiDict()  # noqa: PLR2004 - only our own trouble passes
    if code == UNAVAILABLE and not posted:
        code = _NOTHING_SENT
    text = TEXTS.get(code) or TEXTS[400 if code < 500 else 500]._replace(status=code)  # noqa: PLR2004
    said = [Phrase(part, {"seconds": seconds}) for part in text.texts]
    page = render_template(
        "error.html",
        status=text.status,
        title=text.title,
        texts=said,
        icon_name=text.icon,
        pass_on=Phrase(PASS_ON, {"number": number}) if number else "",
        fields=list(posted.items(multi=True)),
        typed=list(typed or _readable(posted)),
        is_unreadable=is_unreadable,
    )
    response = make_response(page, text.status)
    if text.status == 503:  # noqa: PLR2004
        response.headers["Retry-After"] = str(seconds)
    return response


def bare_page(number: str) -> Response:
    """What is left when the page for an error fails too: what to do and a number to pass on, without any template."""
    text = TEXTS[500]
    said = [str(part) for part in (text.title, *text.texts)]
    lines = [*said, str(PASS_ON) % {"number": number}]
    return Response("\n".join(lines) + "\n", 500, mimetype="text/plain")


def _posted() -> MultiDict[str, str]:
    """What stood in the form; nothing when it can't be read."""
    try:
        return request.form
    except HTTPException:
        return MultiDict()


def _readable(posted: MultiDict[str, str]) -> Iterator[tuple[Said, tuple[Text, ...]]]:
    """What she sent, each answer under its question, so that she can copy it whatever happens."""
    if dutch_words.place_of(posted)[0]:
        return dutch_words.readable(posted)
    screen = screen_by_key(posted.get("page", ""))
    # Her plan is left alone here: perhaps it is what went wrong.
    return Submitted.from_form(posted).readable(screen, Plan()) if screen else iter(())
