"""What every template can use: icons, addresses of static files, the visit, and ways to tell blocks apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale
from flask import Flask, request
from markupsafe import Markup, escape

from trajectplan.i18n import DEFAULT, Day, direction, is_language, language_name, tag_of
from trajectplan.languages import EVERY
from trajectplan.plan.summary import Grid, List, Own, Phrase, Row, Said
from trajectplan.resources import STATIC
from trajectplan.web.assets import asset
from trajectplan.web.clips import Clip, clips
from trajectplan.web.dutch_words import may_need_dutch
from trajectplan.web.own_words import lang_of
from trajectplan.web.protection import form_token
from trajectplan.web.services import services
from trajectplan.web.visit import OWN, Visit, current_visit
from trajectplan.web.ways import screen_url
from trajectplan.web.week_drawn import shown

EARLIER_SECONDS = 180
"""So long before her plan closes ``time.js`` is loaded: a minute before it may have to warn."""


def init_app(app: Flask) -> None:
    """Hand the templates their tools."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        icon=icon,
        language_name=language_name,
        direction_of=direction,
        screen_url=screen_url,
        week_shown=shown,
        named=named,
        lang_of=lang_of,
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


def named(tag: str) -> Markup:
    """What a language is called in itself, else in English; its code where Unicode doesn't know it."""
    code = tag.replace("-", "_")
    if not is_language(code):
        name = Locale("en").languages.get(code)
        return Markup('<span lang="en" dir="ltr">{}</span>').format(name) if name else escape(tag)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(tag, direction(code), language_name(code))


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
    def second(self) -> str:
        """The language below it; empty for none."""
        return self.visit.second

    @property
    def is_unread(self) -> bool:
        """Whether no native speaker has read the texts of this page yet."""
        known = EVERY.get(self.language)
        return known is not None and known.is_unread

    @property
    def also(self) -> str | None:
        """What the button for a second language puts there: Dutch, nothing where there is one; ``None`` for no button.

        Any other language is chosen on the page for languages.
        """
        if self.second:
            return ""
        return None if self.language == DEFAULT else DEFAULT

    @property
    def heard(self) -> str:
        """The language without texts of which she hears recordings; empty for none."""
        return self.visit.heard

    @property
    def only_heard(self) -> tuple[str, ...]:
        """The languages that have recordings and no texts."""
        return self.visit.only_heard

    def clip(self, key: str) -> Clip | None:
        """The recording of a page: in the language she hears, else in that of the page; ``None`` without one."""
        known = clips()
        return known.find(self.heard, key) or known.find(tag_of(self.language), key)

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
        opened = self.visit.opened
        return Day(opened.expires) if opened else ""

    @property
    def token(self) -> str:
        """A fresh token for a form."""
        return form_token()

    @property
    def path(self) -> str:
        """The address of this page, to come back to after choosing a language."""
        return request.path if request.method == "GET" else "/plan"
