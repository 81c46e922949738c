"""Blank sheets for who would rather write by pen: she chooses chapters, languages and size; no plan is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import DEFAULT, _, choose, language_name
from trajectplan.pages import Chapter
from trajectplan.plan.printing import LARGE, NORMAL
from trajectplan.plan.summary import Said
from trajectplan.web.printing import printed
from trajectplan.web.services import services
from trajectplan.web.visit import visit

worksheets = Blueprint("worksheets", __name__)

Card = tuple[str, str, Said, bool]
"""A card to tap: its key, its icon, its words, and whether it stands chosen."""


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(worksheets)


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
    """Let her choose."""
    language = visit.language
    return render_template(
        "worksheets.html",
        chapters=[(each.key, each.icon, each.title, True) for each in services().chapters],
        languages=list(_language_cards(language)),
        dutch=language != DEFAULT,
        sizes=[(NORMAL, "article", _("Normal print"), True), (LARGE, "magnifying-glass-plus", _("Large print"), False)],
    )


@worksheets.post("/worksheets")
def chosen() -> ResponseReturnValue:
    """Lead to the sheets: an address of their own can be opened again, and printed by a reader of PDF."""
    return redirect(url_for("worksheets.pdf", **Choice.of(request.form).query), 303)


@worksheets.get("/worksheets/sheets.pdf")
def pdf() -> Response:
    """The sheets, shown in the browser."""
    from trajectplan.pdf.worksheet import SheetOptions, render_worksheet  # noqa: PLC0415 - loaded only for paper

    choice = Choice.of(request.args)
    sheets = [chapter.sheet() for chapter in choice.chapters]
    options = SheetOptions(choice.languages, is_large=choice.is_large)
    response = Response(
        printed(lambda pause: render_worksheet(sheets, options, pause)),
        mimetype="application/pdf",
    )
    response.headers["Content-Disposition"] = 'inline; filename="sheets.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


def _language_cards(language: str) -> Iterator[Card]:
    """Every language on offer by its own name, as who reads it knows it; that of the page first."""
    offered = services().settings.languages
    for each in sorted(offered, key=lambda code: code != language):
        yield each, "translate", language_name(each), each == language
