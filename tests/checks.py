"""What every answer of the server must keep to, whatever page it is; each rule gives the breaches it finds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from babel import Locale
from babel.dates import format_date
from markup import TYPED, UNSPOKEN, Markup, is_submit
from werkzeug.wrappers import Response

from trajectplan.i18n import direction, is_language, language_name, list_in_words, month_in_words

Rule = Callable[[Markup], Iterator[str]]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "form", "fieldset", "section", "article", "header", "footer", "main"}
BLOCKS |= {"nav", "aside", "details", "figure", "hr", "pre", "blockquote", *HEADINGS}
PHRASING = {"span", "b", "i", "strong", "em", "small", "label", "button", "legend", "summary", "p", "kbd", *HEADINGS}
"""Elements that may hold words and inline elements only (HTML Living Standard, content models)."""
INSIDE = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"}}
ADDRESSES = ("src", "href", "action", "formaction", "poster", "data", "srcset", "cite", "ping", "background")
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list", "headers")
OWN_SCHEMES = {"", "tel", "mailto", "data"}


def breaches(page: Markup) -> list[str]:
    """Everything that is wrong with a page, in words."""
    return [*page.errors, *(problem for rule in RULES for problem in rule(page))]


def languages(page: Markup) -> Iterator[str]:
    """The page and every fragment in another language say which one it is and which way it runs."""
    for element in page.all():
        # In a drawing the direction is named as SVG names it.
        lang, way = element.get("lang"), element.get("dir") or element.get("direction")
        if element is page.root and not (lang and way):
            yield "<html> has no lang or no dir"
        if lang == "" and element.tag in {"bdi", "p"} and way == "auto":
            continue  # her words in letters that tell no language
        if lang is not None and (lang == "und" or not is_language(lang.replace("-", "_"))):
            yield f"lang={lang!r} is no language"
        elif lang is not None and way not in {"auto", direction(lang.replace("-", "_"))}:
            yield f"<{element.tag} lang={lang!r}> runs {way!r}"
        if way is not None and way not in {"ltr", "rtl", "auto"}:
            yield f"dir={way!r}"


def headings(page: Markup) -> Iterator[str]:
    """One h1, a title, and no level left out."""
    levels = [int(element.tag[1]) for element in page.all(*HEADINGS)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"an h{after} follows an h{before}"
    if any(not page.text(element) for element in page.all(*HEADINGS)):
        yield "an empty heading"
    titles = list(page.all("title"))
    if len([title for title in titles if (title.text or "").strip()]) != 1:
        yield "not exactly one title with words"


def landmarks(page: Markup) -> Iterator[str]:
    """One main, and a first link that jumps to it."""
    if len(list(page.all("main"))) != 1:
        yield "not exactly one main"
    first = next(iter(page.all("a")), None)
    if first is None or not first.get("href", "").startswith("#"):
        yield "the first link doesn't jump to the page"


def identities(page: Markup) -> Iterator[str]:
    """Every id once, and nothing refers to one that isn't there."""
    ids = Counter(element.get("id") for element in page.all() if element.get("id") is not None)
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1 or not name)
    for element in page.all():
        for name in REFERENCES:
            for target in element.get(name, "").split():
                if target not in page.by_id:
                    yield f"<{element.tag} {name}={target!r}> refers to nothing"
        target = element.get("href", "")
        if target.startswith("#") and target[1:] not in page.by_id:
            yield f"a link to {target} leads nowhere"


def labels(page: Markup) -> Iterator[str]:
    """Every input has a label, every button, link and picture a name."""
    pointed = {label.get("for") for label in page.all("label") if page.text(label)}
    for control in page.all("input", "textarea", "select"):
        is_wrapped = any(above.tag == "label" and page.text(above) for above in page.above(control))
        named = control.get("aria-label") or control.get("aria-labelledby")
        if control.get("type") != "hidden" and not (is_wrapped or named or control.get("id") in pointed):
            yield f"the input {control.get('name')!r} has no label"
    for element in page.all("a", "button", "legend", "summary", "caption"):
        if not page.text(element) and not element.get("aria-label"):
            yield f"an empty <{element.tag}>"


def pictures(page: Markup) -> Iterator[str]:
    """A picture has a text, a drawing is decoration or named."""
    for element in page.all("img"):
        if element.get("alt") is None:
            yield "a picture without alt"
    for element in page.all("{http://www.w3.org/2000/svg}svg"):
        if element.get("aria-hidden") != "true" and element.get("role") != "img":
            yield "a drawing that is neither decoration nor an image"


def forms(page: Markup) -> Iterator[str]:
    """A form that changes something carries a token, and the browser remembers nothing of what is typed."""
    for form in page.all("form"):
        controls = list(page.controls(form))
        if form.get("method", "get") != "post":
            yield f"a form with method {form.get('method')!r}"
        if not any(control.get("name") == "token" and control.get("value") for control in controls):
            yield "a form without a token"
        if not any(is_submit(control) for control in controls):
            yield "a form without a button"
        if form.get("autocomplete") != "off":
            yield "a form that the browser may remember"
        yield from (
            f"the browser may remember {control.get('name')!r}"
            for control in controls
            if (control.tag == "textarea" or (control.tag == "input" and control.get("type", "text") in TYPED))
            and control.get("autocomplete") != "off"
        )
    for control in page.all("input", "textarea", "select", "button"):
        if page.form_of(control) is None and control.get("name"):
            yield f"<{control.tag} name={control.get('name')!r}> belongs to no form"


def content(page: Markup) -> Iterator[str]:
    """Elements stand where they may."""
    for element in page.all():
        above = list(page.above(element))
        parent = above[0] if above else None
        if element.tag in BLOCKS and parent is not None and parent.tag in PHRASING - _may_hold(element):
            yield f"<{element.tag}> inside <{parent.tag}>"
        if parent is not None and parent.tag in INSIDE and element.tag not in INSIDE[parent.tag]:
            yield f"<{element.tag}> inside <{parent.tag}>"
        if _is_tappable(element) and any(each.tag in {"a", "button", "summary"} for each in above):
            yield f"<{element.tag}> inside something to tap"
        if element.tag == "label" and len([each for each in element.iter() if _is_tappable(each)]) > 1:
            yield "a label with two controls"


def _may_hold(element: Element) -> set[str]:
    return {"legend", "summary"} if element.tag in HEADINGS else set()


def _is_tappable(element: Element) -> bool:
    is_input = element.tag in {"input", "textarea", "select"} and element.get("type") != "hidden"
    return is_input or element.tag in {"a", "button", "summary"}


def addresses(page: Markup) -> Iterator[str]:
    """Nothing points to another host, and nothing is written into the page that its policy would block."""
    for element in page.all():
        for name in ADDRESSES:
            parts = urlsplit(element.get(name, ""))
            if parts.netloc or parts.scheme not in OWN_SCHEMES:
                yield f"<{element.tag} {name}={element.get(name)!r}> leads elsewhere"
        if element.get("http-equiv", "").lower() == "refresh" and "://" in element.get("content", ""):
            yield "a refresh that leads elsewhere"
        if "style" in element.attrib or element.tag == "style":
            yield f"style written into <{element.tag}>"
        if any(name.startswith("on") for name in element.attrib):
            yield f"script written into <{element.tag}>"
        if element.tag == "script" and (element.text or "").strip():
            yield "script written into the page"


RULES: tuple[Rule, ...] = (languages, headings, landmarks, identities, labels, pictures, forms, content, addresses)


def headers(response: Response, *, is_static: bool) -> Iterator[str]:
    """What goes with every answer."""
    policy = response.headers.get("Content-Security-Policy", "")
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    if directives.get("default-src") != "'none'" or directives.get("frame-ancestors") != "'none'":
        yield f"Content-Security-Policy: {policy}"
    if "unsafe-" in policy or "*" in policy or "http" in policy:
        yield f"a policy that lets too much in: {policy}"
    if response.mimetype == "text/html" and directives.get("form-action") != "'self'":
        yield "forms may go elsewhere"
    # Our own forms would come with "Origin: null" from a page that tells no referrer.
    is_silent = response.headers.get("Referrer-Policy") == "no-referrer" and b"<form" not in response.get_data()
    expected = {
        "Referrer-Policy": "no-referrer" if is_silent else "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    sent = {name: response.headers.get(name) for name in expected}
    yield from (f"{name}: {sent[name]}" for name, value in expected.items() if sent[name] != value)
    cache = response.headers.get("Cache-Control", "")
    if is_static and "immutable" not in cache:
        yield f"a file with a hashed name isn't kept: {cache}"
    if not is_static and "no-store" not in cache:
        yield f"an answer may be stored: {cache}"
    for cookie in response.headers.getlist("Set-Cookie"):
        if "HttpOnly" not in cookie or "SameSite" not in cookie or "Path=/" not in cookie:
            yield f"an open cookie: {cookie.partition('=')[0]}"


def spoken(page: Markup) -> Iterator[tuple[Element, str]]:
    """Every text that the program says in the language of the page: not her words, not what is marked as another's."""
    language = page.root.get("lang")
    for element, text in page.texts():
        around = (element, *page.above(element))
        is_hers = element.tag == "textarea" or any(_runs_by_itself(each) for each in around)
        if not is_hers and page.lang_of(element) == language:
            yield element, text
    title = next(iter(page.all("title")))
    yield title, title.text or ""
    for element in page.all():
        if element.tag in UNSPOKEN or page.lang_of(element) != language:
            continue
        for name in ("aria-label", "alt", "placeholder", "title", "data-left", "data-over"):
            if element.get(name):
                yield element, element.get(name, "")


def _runs_by_itself(element: Element) -> bool:
    """Whether its text says by itself which way it runs, as words of hers do; a drawing says so as SVG does."""
    return element.get("dir") == "auto" or element.get("unicode-bidi") == "plaintext"


def calendar_words(language: str) -> list[str]:
    """What the locale says and no catalogue: its name, days, months, dates, "and"; the longest first.

    Also as a sentence begins.
    """
    locale = Locale.parse(language)
    days = locale.days["stand-alone"]
    words = {*days["wide"].values(), *days["abbreviated"].values()}
    for month in range(1, 13):
        words.add(month_in_words(date(2026, month, 1), language))
        words |= set(re.findall(r"[^\W\d_]+", format_date(date(2026, month, 1), "long", locale)))
    words.add(language_name(language))
    words |= set(list_in_words(["{", "}"], language).strip("{}").split())
    return sorted(words | {word[:1].upper() + word[1:] for word in words}, key=len, reverse=True)
