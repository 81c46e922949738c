"""Leaves of a page: what the program says or she wrote, in the language of the page, with the second one below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from flask import Flask, g, request
from flask_babel import get_locale, lazy_gettext, lazy_ngettext
from jinja2 import Undefined
from markupsafe import Markup, escape

from trajectplan.i18n import COMMA, BeforeAnswer, Pattern, direction, speaking, tag_of
from trajectplan.pdf.leaves import own_in
from trajectplan.pdf.typeset.numbers import by_number
from trajectplan.plan.summary import Own, Phrase, Text
from trajectplan.web.own_words import lang_of, own_language
from trajectplan.web.visit import current_visit

PLAIN: Final = (str, int, float, Undefined, type(None))
"""What a template says in no language: names of classes, numbers, and what is HTML already."""
PAPER: Final = frozenset({"print_view"})
"""The blueprints whose pages are paper: they have their languages side by side, as she chose for the print."""

AHEAD: Final = " \N{RIGHTWARDS ARROW} "
BACK: Final = " \N{RIGHT-TO-LEFT MARK}\N{LEFTWARDS ARROW}\N{RIGHT-TO-LEFT MARK} "
"""What leads from one step to the next where reading goes from right to left; no arrow turns by itself."""

RANGE: Final = re.compile("([0-9]{1,2}:[0-9]{2}–[0-9]{1,2}:[0-9]{2})")
"""Times from until, which no line break should part."""


def init_app(app: Flask) -> None:
    """Let every template speak in two languages: each ``{{ … }}`` that is said in one is drawn by ``say``."""
    app.jinja_env.finalize = say
    app.jinja_env.globals.update(
        _=message, gettext=message, ngettext=counted, say=say, once=once, in_a_row=in_a_row, with_colon=with_colon
    )
    app.jinja_env.globals.update(COMMA=COMMA, COLON=Pattern(": "))
    app.jinja_env.filters["plain"] = plain


def message(text: str, **values: Any) -> Text:
    """A text of a template with what is put into it; it is said when it is drawn, in whatever language."""
    return Phrase(_lazy(text), values) if values else _lazy(text)


def counted(one: str, more: str, number: int, **values: Any) -> Text:
    """As ``message``, for a text that counts."""
    # Flask-Babel puts the values in at once; here they stay places, for they may be said in two languages.
    places = {name: f"%({name})s" for name in values}
    return Phrase(lazy_ngettext(one, more, number, **places), values)


@cache
def _lazy(text: str) -> Text:
    """The text, to be said; templates hold a bounded number of them."""
    lazy: Text = lazy_gettext(text)
    return lazy


def second_language() -> str:
    """The language that stands below that of this page; empty for none."""
    if "second_language" not in g:
        visit = current_visit()
        shown = visit.second if request.blueprint not in PAPER else ""
        g.second_language = shown if shown != visit.language else ""
    found: str = g.second_language
    return found


def say(text: Any) -> Any:
    """What a template shows: a text is drawn in the language of the page, with the second one small below it."""
    if isinstance(text, PLAIN):
        return text
    first, second = once(text), second_language()
    if not second or isinstance(text, Own):
        return first
    with speaking(second):
        other = once(text)
    if other in {first, ""}:
        return first
    # One element: in a button or on a card the two stay one below the other.
    return Markup('<span>{}<small lang="{}" dir="{}">{}</small></span>').format(
        first, tag_of(second), direction(second), other
    )


def in_a_row(texts: Sequence[Text], label: Text = "", between: Text = COMMA) -> Markup:
    """Short texts one after another, behind their label.

    With two languages below each other a sign would stand on a line of its own: it goes with the words before it.
    """
    drawn = [Markup("{} ").format(with_colon(label))] if label else []
    for text in texts[:-1]:
        both = Phrase("%(text)s%(sign)s", {"text": text, "sign": between})
        drawn.append(once(both) if isinstance(text, Own) else say(both))
    return Markup("").join((*drawn, *map(say, texts[-1:])))


def with_colon(label: Text) -> Any:
    """What stands before something, with its colon; as in a row."""
    return say(Phrase(Pattern("%(label)s:"), {"label": label}) if any(own_in(label)) else BeforeAnswer(label))


def once(text: Text) -> Markup:
    """The text in the language of the moment alone; her own words in their own language and direction, also inside."""
    match text:
        case Markup():
            return text
        case Own():
            whose = lang_of(own_language(text, current_visit().plan))
            return Markup('<bdi dir="auto"{}>{}</bdi>').format(whose, text.text)
        case Phrase() if any(own_in(text)) or any(isinstance(value, Markup) for value in text.values.values()):
            pattern = escape(str(text.text))
            filled: Markup = pattern % {name: once(value) for name, value in text.values.items()}
            return filled
    return _in_order(str(text))


def _in_order(text: str) -> Markup:
    """The text, with times from until on one line; from right to left, numbers, times and codes keep their order.

    Arrows lead on in the direction of reading; between Latin words too, which go in that order then.
    """
    locale = get_locale()
    is_rtl = locale is not None and locale.text_direction == "rtl"
    if not is_rtl and "–" in text:
        return Markup("").join(
            Markup('<span class="n">{}</span>').format(part) if RANGE.fullmatch(part) else escape(part)
            for part in RANGE.split(text)
        )
    if not is_rtl or text.isalpha():
        return escape(text)
    parts = by_number(text.replace(AHEAD, BACK))
    drawn = (
        Markup('<bdi dir="ltr">{}</bdi>').format(each.text) if each.stands_apart else escape(each.text)
        for each in parts
    )
    return Markup("").join(drawn)


def plain(text: Text) -> str:
    """The text for an attribute or a title, which hold no second language."""
    return text if isinstance(text, Markup) else str(text)
