"""Blank sheets for who would rather write by pen: she chooses chapters, languages and size; no plan is needed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Final, TypeAlias, cast

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import DEFAULT, _, choose, language_name
from trajectplan.pages import Chapter
from trajectplan.plan.printing import LARGE, NORMAL
from trajectplan.plan.summary import Said
from trajectplan.web.choosing import NOTHING_CHOSEN
from trajectplan.web.printing import Pause, printed
from trajectplan.web.services import services
from trajectplan.web.visit import visit

worksheets = Blueprint("worksheets", __name__)

NAME: Final = "trajectplan sheets"
MOST_KEPT: Final = 24
"""So many documents are kept; the largest are half a megabyte."""
Key: TypeAlias = tuple[object, ...]
Card = tuple[str, str, Said, bool]
"""A card to tap: its key, its icon, its words, and whether it stands chosen."""


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.extensions[NAME] = Sheets()
    app.register_blueprint(worksheets)


class Sheets:
    """The documents that were made last: they hold nothing of anybody, and whoever wants one again waits for nobody."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[Key, bytes] = OrderedDict()

    def get(self, key: Key) -> bytes:
        """The document of this choice; empty when it must be made."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key, b"")

    def keep(self, key: Key, document: bytes) -> bytes:
        """Keep it, in place of the one that nobody asked for longest."""
        with self._lock:
            self._kept[key] = document
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return document


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, as it stands in the address: nothing of hers is in it."""

    chapters: tuple[Chapter, ...]
    languages: tuple[str, ...]
    is_large: bool

    @classmethod
    def of(cls, chosen: MultiDict[str, str]) -> Choice:
        """What was sent: all chapters where none is named, the language of the page where no other is."""
        wanted = chosen.getlist("chapter")
        chapters = services().chapters
        language = choose((chosen.get("in", ""), visit.language), services().settings.languages)
        beside = (DEFAULT,) if "dutch" in chosen else ()
        return cls(
            chapters=tuple(each for each in chapters if each.key in wanted) or chapters,
            languages=tuple(dict.fromkeys((language, *beside))),
            is_large=chosen.get("size") == LARGE,
        )

    @property
    def key(self) -> Key:
        """What the sheets hang on; some words of them change with the law, on a day."""
        day = date.today()  # noqa: DTZ011 - the date on her own wall
        return tuple(chapter.key for chapter in self.chapters), self.languages, self.is_large, day

    @property
    def query(self) -> dict[str, Any]:
        """The same as a query."""
        return {
            "chapter": [chapter.key for chapter in self.chapters],
            "in": self.languages[0],
            "dutch": "yes" if len(self.languages) > 1 else None,
            "size": LARGE if self.is_large else NORMAL,
        }


@worksheets.get("/worksheets")
def form() -> str:
    """Let her choose; at first everything."""
    language = visit.language
    languages = tuple(dict.fromkeys((language, DEFAULT)))
    return _form(Choice(services().chapters, languages, is_large=False))


def _form(choice: Choice, *, is_empty: bool = False) -> str:
    """The page with this choice; ``is_empty`` when no chapter was ticked."""
    chapters, is_large = services().chapters, choice.is_large
    return render_template(
        "worksheets.html",
        chapters=[(each.key, each.icon, each.title, each in choice.chapters and not is_empty) for each in chapters],
        languages=list(_language_cards(choice.languages[0])),
        dutch=len(choice.languages) > 1,
        sizes=[
            (NORMAL, "article", _("Normal print"), not is_large),
            (LARGE, "magnifying-glass-plus", _("Large print"), is_large),
        ],
        problems=[(f"chapter-{chapters[0].key}", NOTHING_CHOSEN)] if is_empty else [],
    )


@worksheets.post("/worksheets")
def chosen() -> ResponseReturnValue:
    """Lead to the sheets: an address of their own can be opened again, and printed by a reader of PDF."""
    before = visit.language
    if visit.talk(request.form.get("do", "")):
        sent = MultiDict(request.form)
        if sent.get("in") == before:  # sheets in the language of the page stay so
            sent["in"] = visit.language
        return _form(Choice.of(sent))
    choice = Choice.of(request.form)
    if not {chapter.key for chapter in choice.chapters} & set(request.form.getlist("chapter")):
        return _form(choice, is_empty=True), 422
    return redirect(url_for("worksheets.pdf", **choice.query), 303)


@worksheets.get("/worksheets/sheets.pdf")
def pdf() -> Response:
    """The sheets, shown in the browser."""
    choice = Choice.of(request.args)
    document = _sheets().get(choice.key) or printed(lambda pause: _draw(choice, pause))
    response = Response(document, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="sheets.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


def _draw(choice: Choice, pause: Pause) -> bytes:
    """The sheets as a PDF, unless somebody ahead in the line had the same made."""
    from trajectplan.pdf.worksheet import SheetOptions, render_worksheet  # noqa: PLC0415 - loaded only for paper

    if made := _sheets().get(choice.key):
        return made
    sheets = [chapter.sheet() for chapter in choice.chapters]
    options = SheetOptions(choice.languages, is_large=choice.is_large)
    return _sheets().keep(choice.key, render_worksheet(sheets, options, pause))


def _sheets() -> Sheets:
    return cast("Sheets", current_app.extensions[NAME])


def _language_cards(chosen: str) -> Iterator[Card]:
    """Every language on offer by its own name, as who reads it knows it; that of the page first."""
    offered = services().settings.languages
    for each in sorted(offered, key=lambda code: code != visit.language):
        yield each, "translate", language_name(each), each == chosen
