"""Files that programs ask for at addresses everybody knows: security.txt, robots.txt and the icon of the site."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from flask import Blueprint, Flask, Response, current_app, url_for

from trajectplan.config import Settings
from trajectplan.i18n import tag_of
from trajectplan.web.services import services

well_known = Blueprint("well_known", __name__)

SECURITY_TXT: Final = "/.well-known/security.txt"
GOOD_FOR: Final = timedelta(days=180)
"""RFC 9116, 2.5.5: less than a year is recommended."""
TO_BE_FOUND: Final = ("start", "how", "help", "privacy", "accessibility", "about")
"""The pages that a search engine may show; all others are about a plan, or about its end."""
NO_ICON: Final = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""A GIF of one transparent point: a tab or a history with an icon of ours would tell more than its title."""

_ADDRESS = re.compile(r"(mailto:)?[^\s@:/<>]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_OTHER = re.compile(r"https://[a-z0-9.-]+(:\d+)?(/\S*)?|tel:\+?[0-9-]+", re.IGNORECASE)
_SITE = re.compile(r"(?=.*[a-z])[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


def init_app(app: Flask) -> None:
    """Add the routes; there is a security.txt only where the operator can be reached."""
    app.register_blueprint(well_known)
    with app.app_context():
        if reached_at(services().settings.contact):
            app.add_url_rule(SECURITY_TXT, "security_txt", security_txt)


def reached_at(contact: str) -> str:
    """The contact as RFC 9116 wants it (2.5.3): an address with ``mailto:``, ``https:`` or ``tel:``; else empty."""
    if _ADDRESS.fullmatch(contact):
        return contact if contact.lower().startswith("mailto:") else f"mailto:{contact}"
    return contact if _OTHER.fullmatch(contact) else ""


def security_txt() -> Response:
    """Whom to tell of a weak spot (RFC 9116)."""
    today: date = current_app.config["TODAY"]()
    return _text(_security_lines(services().settings, today))


def _security_lines(settings: Settings, today: date) -> Iterator[str]:
    yield f"Contact: {reached_at(settings.contact)}"
    yield f"Expires: {today + GOOD_FOR:%Y-%m-%d}T00:00:00Z"
    yield f"Preferred-Languages: {', '.join(tag_of(language) for language in settings.languages)}"
    if settings.tls:  # RFC 9116, 2.5.2: an address of the web must begin with "https://"
        yield from (f"Canonical: https://{host}{SECURITY_TXT}" for host in settings.hosts if _SITE.fullmatch(host))


@well_known.get("/robots.txt")
def robots_txt() -> Response:
    """What may be found by searching (RFC 9309); an address that isn't named is told to nobody."""
    pages = [url_for(f"information.{name}") for name in TO_BE_FOUND]
    return _text(["User-agent: *", *(f"Allow: {page}$" for page in pages), "Allow: /static/", "Disallow: /"])


@well_known.get("/favicon.ico")
def icon() -> Response:
    """What browsers ask for beside a PDF or a file; pages say themselves that there is none."""
    return Response(NO_ICON, mimetype="image/gif")


def _text(lines: Iterator[str] | list[str]) -> Response:
    return Response("".join(f"{line}\n" for line in lines), mimetype="text/plain")
