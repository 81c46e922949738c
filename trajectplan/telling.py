"""What is spoken of the pages that ask no questions: their templates, drawn for their texts alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from jinja2 import ChainableUndefined, ChoiceLoader, DictLoader, Environment, FileSystemLoader, Undefined
from markupsafe import Markup

from trajectplan.chapters import CHAPTERS
from trajectplan.config import Settings
from trajectplan.i18n import _
from trajectplan.plan.spoken import HINT, TITLE, Clip
from trajectplan.plan.summary import Phrase, Text
from trajectplan.resources import TEMPLATES
from trajectplan.web.errors import TEXTS, UNAVAILABLE
from trajectplan.web.visit import OWN, SHARED

__all__ = ["AFTER", "BEFORE", "UNSPOKEN", "State", "told"]


class State(NamedTuple):
    """A template in one of its states: what isn't ``given`` isn't so. ``unsaid`` are texts that may not hold there."""

    template: str
    given: Mapping[str, Any] = {}
    unsaid: frozenset[str] = frozenset()


_OPEN: Final = {"here": {"has_plan": True}}
_SHARED: Final = {"here": {"has_plan": True, "device": SHARED}}
_LIST: Final = {"short": {"answered": 0}, "chapters": [{"chapter": chapter} for chapter in CHAPTERS]}
_OF_LIST: Final = frozenset({"Not started", "about %(minutes)s minutes"})
_SHEETS: Final = {"chapters": [("", "", chapter.title, False) for chapter in CHAPTERS]}
_WAY_BACK: Final = frozenset({"To my plan", "To the start"})
"""Where one of them leads is seen on its button: which one stands there isn't told apart."""

BEFORE: Final = (
    *(State("start"), State("language"), State("device"), State("how", unsaid=_WAY_BACK)),
    *(State("leave_now", unsaid=_WAY_BACK), State("leave_now", {"written": True}, _WAY_BACK)),
    *(State("task_list", _LIST, _OF_LIST), State("task_list", {**_LIST, **_OPEN}, _OF_LIST)),
)
"""What is met before the questions, in its order."""
AFTER: Final = (
    *(State("code", {"first": True, "shown": True}), State("code"), State("code", {"shown": True, "written": True})),
    *(State("code_new"), State("code", {"changed": True, "shown": True})),
    *(State("open"), State("timed_out"), State("timed_out", {"gone": True}), State("lost_code")),
    *(State("load"), State("load", {"preview": True}), State("file"), State("file", _SHARED)),
    *(State("still_open"), State("still_open", {"has_code": True})),
    *(State("chapter_end"), State("short_end"), State("short_end", _OPEN)),
    *(State("check_answers"), State("check_answers", {"has_answers": True})),
    *(State("check_answers", {"chapter": True}), State("check_answers", {"chapter": True, "has_answers": True})),
    *(State("dutch"), State("dutch", {"parts": [{}]})),
    *(State("print_here"), State("choose_print"), State("print_ready"), State("print_ready", _SHARED)),
    *(State("too_much"), State("busy"), State("worksheets", _SHEETS, _WAY_BACK)),
    *(State("expiry"), State("delete"), State("deleted"), State("stop"), State("stop", _OPEN), State("stopped")),
    *(State(each, unsaid=_WAY_BACK) for each in ("help", "privacy", "accessibility", "about")),
    *(State("cookies"), *(State("error", {"code": code}, _WAY_BACK) for code in TEXTS)),
)
"""What is met around and after them."""
UNSPOKEN: Final = {
    "conflict": "what she wrote, twice",
    "dutch_page": "what she wrote, with room for Dutch",
    "kiosk": "for who looks after the computers of a library",
    "page": "the questions, which know themselves what is spoken of them",
    "slip": "a code and an address, for paper",
    "translation": "about written words that a listener doesn't read",
}
"""Pages of which nothing is recorded, and why."""

_SILENT: Final = (
    *("asset", "direction_of", "icon", "in_a_row", "lang_of", "language_name", "named", "ngettext", "once"),
    *("screen_url", "url_for", "week_shown", "with_colon"),
)
"""The tools of templates that say nothing here."""


def told(states: Iterable[State], settings: Settings) -> Iterator[Clip]:
    """What is spoken of these pages, under the keys of their recordings; numbers are those of the settings.

    What is known only when somebody asks for a page isn't spoken, nor the sentence around it: a date, a count, her own
    words. Needs an application context.
    """
    facts = {
        "operator": settings.operator,
        "contact": settings.contact,
        "months": settings.keep_months,
        "minutes": settings.shared_minutes,
        "hours": settings.own_hours,
        "days": settings.backup_days,
        "count": settings.code_digits,
        "moves_on": settings.leave_to,
    }
    here = {"device": OWN, "languages": settings.languages, **{name: facts[name] for name in ("minutes", "hours")}}
    drawing = _Drawing()
    for template, given, unsaid in states:
        asked = {**facts, **given, "here": {**here, **given.get("here", {})}}
        yield drawing.clip(template, {**asked, **_of_error(given.get("code"))}, unsaid)


def _of_error(code: int | None) -> dict[str, Any]:
    """What the page for an error is drawn with; the seconds to wait are others every time."""
    if code is None:
        return {}
    text = TEXTS[code]
    said = [each for each in text.texts if "%(" not in str(each)]
    sent = [("", "")] if code == UNAVAILABLE else []
    return {"status": text.status, "icon_name": text.icon, "title": text.title, "texts": said, "fields": sent}


class _Drawing:
    """Draws pages without a visit; every text is noted when its turn comes to be shown."""

    def __init__(self) -> None:
        self.unsaid: frozenset[str] = frozenset()
        self.said: list[Text] = []
        # Of what all pages share only their own part is drawn: what stands around it isn't spoken.
        main = DictLoader({"base.html": "{% block main %}{% endblock %}"})
        self.environment = Environment(
            loader=ChoiceLoader([main, FileSystemLoader(TEMPLATES)]),
            undefined=ChainableUndefined,
            autoescape=True,
            finalize=self.note,
        )
        self.environment.globals.update(_=self.message, say=self.shown)
        self.environment.globals.update(dict.fromkeys(_SILENT, _nothing))
        self.environment.filters["plain"] = _nothing
        self.environment.tests.update(dict.fromkeys(("grid", "list_of", "own", "phrase", "row"), _is_none))

    def clip(self, template: str, given: Mapping[str, Any], unsaid: frozenset[str]) -> Clip:
        """What is spoken of a page, from its title on."""
        self.said, self.unsaid = [], unsaid
        page = self.environment.get_template(f"{template}.html")
        context = page.new_context(dict(given))
        for _part in page.root_render_func(context):
            pass
        key = context.get("recording") or context.get("listens") or PurePosixPath(template).stem
        title, *others = self.said
        return Clip(key, ((TITLE, title), *((HINT, text) for text in others)))

    def message(self, text: str, **values: Any) -> Text:
        """A text of a template; empty where something in it isn't known, or where it may not be so."""
        if text in self.unsaid or not all(isinstance(value, str | int) and value for value in values.values()):
            return ""
        if any(isinstance(value, Markup) for value in values.values()):
            return ""
        return Phrase(_(text), values) if values else _(text)

    def shown(self, text: Any) -> Any:
        """A text that isn't written in the template itself, such as a word in Dutch for all languages."""
        return Phrase("%(word)s", {"word": text}) if isinstance(text, str) and text else text

    def note(self, drawn: Any) -> Any:
        """Keep what is said; names of classes, addresses, numbers and what is drawn already are nothing to say."""
        if drawn is None or isinstance(drawn, str | int | Undefined):
            return drawn
        self.said.append(drawn)
        return ""


def _nothing(*_values: Any, **_named: Any) -> str:
    """What says nothing: pictograms, addresses, words in attributes, and those that only a screen reader reads."""
    return ""


def _is_none(_block: object) -> bool:
    """Whether it is a block of her plan of this kind: there is no plan."""
    return False
