"""What every template can use: icons, addresses of static files, the visit, and ways to tell blocks apart."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from flask import Flask, Response, abort, request, url_for
from markupsafe import Markup

from trajectplan.i18n import day_in_words, direction, language_name
from trajectplan.plan.summary import Grid, List, Own, Phrase, Row, Said
from trajectplan.resources import STATIC
from trajectplan.web.dutch_words import may_need_dutch
from trajectplan.web.own_words import lang_of, own_language
from trajectplan.web.protection import form_token
from trajectplan.web.services import services
from trajectplan.web.visit import OWN, Visit, current_visit
from trajectplan.web.ways import screen_url
from trajectplan.web.week_drawn import shown

ASSETS = ("app.css", "app.js", "hand.js", "paper.css", "recipe.css", "time.css", "time.js", "week.css", "week.js")
COMMENT_LINES = re.compile(rb"^ *(//.*|/\*[^\n]*\*/)\n", re.MULTILINE)
EARLIER_SECONDS = 180
"""So long before her plan closes ``time.js`` is loaded: a minute before it may have to warn."""


def init_app(app: Flask) -> None:
    """Serve the static files, and hand the templates their tools."""
    app.add_url_rule("/static/<name>", "static", asset_file)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        icon=icon,
        asset=asset,
        language_name=language_name,
        direction_of=direction,
        screen_url=screen_url,
        week_shown=shown,
        lang_of=lang_of,
        own_lang=lambda own: lang_of(own_language(own, current_visit().plan)),
    )
    kinds = {"own": Own, "phrase": Phrase, "row": Row, "grid": Grid, "list_of": List}
    for name, kind in kinds.items():
        app.jinja_env.tests[name] = lambda value, kind=kind: isinstance(value, kind)
    app.context_processor(lambda: {"here": Here(current_visit())})


@cache
def icon(name: str, css: str = "") -> Markup:
    """A pictogram as inline SVG; decoration, so hidden from screen readers."""
    drawn = (STATIC / "icons" / f"{name}.svg").read_text("utf-8")
    paths = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")].strip()
    return Markup('<svg class="{}" viewBox="0 0 256 256" aria-hidden="true" focusable="false">{}</svg>').format(
        f"icon {css}".strip(),
        Markup(paths),  # noqa: S704 - a file of our own
    )


@cache
def _served(name: str) -> bytes:
    """A static file as it is sent: without the lines that are comments, which every first visit would pay for."""
    return COMMENT_LINES.sub(b"", (STATIC / name).read_bytes())


@cache
def _hashed(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{blake2b(_served(name), digest_size=6).hexdigest()}.{ending}"


def asset(name: str) -> str:
    """The address of a static file; another content has another address, so it may be kept for ever."""
    return url_for("static", name=_hashed(name))


def asset_file(name: str) -> Response:
    """A static file by its hashed name."""
    found = next((each for each in ASSETS if _hashed(each) == name), None)
    if found is None:
        abort(404)
    return Response(_served(found), mimetype=mimetypes.guess_type(found)[0])


@dataclass(frozen=True, slots=True)
class Expiry:
    """A day in words, in the language of the moment."""

    visit: Visit

    def __str__(self) -> str:
        opened = self.visit.opened
        return day_in_words(opened.expires, self.visit.language) if opened else ""


@dataclass(frozen=True, slots=True)
class Here:
    """What a template may know of the visit."""

    visit: Visit

    @property
    def language(self) -> str:
        """The language of this page."""
        return self.visit.language

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return direction(self.visit.language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages on offer."""
        return services().settings.languages

    @property
    def others(self) -> tuple[str, ...]:
        """The languages on offer but this one."""
        return tuple(language for language in self.languages if language != self.language)

    @property
    def device(self) -> str:
        """``mine``, ``shared`` or empty."""
        return self.visit.device

    @property
    def minutes(self) -> int:
        """After how many idle minutes a shared device is closed."""
        return services().settings.shared_minutes

    @property
    def hours(self) -> int:
        """After how many idle hours her own device is closed."""
        return services().settings.own_hours

    @property
    def watched(self) -> Markup:
        """What tells our script, where a plan is open, when to load the one that warns her before it closes."""
        if not self.has_plan:
            return Markup("")
        idle = self.hours * 3600 if self.device == OWN else self.minutes * 60
        return Markup(' data-time="{}" data-in="{}"').format(asset("time.js"), max(0, idle - EARLIER_SECONDS))

    @property
    def has_plan(self) -> bool:
        """Whether a plan is open."""
        return self.visit.opened is not None

    @property
    def may_need_dutch(self) -> bool:
        """Whether the page for Dutch beside her words is offered."""
        return self.has_plan and may_need_dutch(self.visit.plan)

    @property
    def until(self) -> Said:
        """The last day on which the plan is kept; empty without one."""
        return Expiry(self.visit)

    @property
    def token(self) -> str:
        """A fresh token for a form."""
        return form_token()

    @property
    def path(self) -> str:
        """The address of this page, to come back to after choosing a language."""
        return request.path if request.method == "GET" else "/plan"
