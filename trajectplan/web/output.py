"""What comes out on paper: she chooses, and the printed plan is made from the same summary as every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.chapters import summarise
from trajectplan.i18n import DEFAULT, _, language_name
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Phrase, Said, Summary
from trajectplan.questions import typed
from trajectplan.web.resuming import without_plan
from trajectplan.web.services import services
from trajectplan.web.visit import visit
from trajectplan.web.ways import unfinished

output = Blueprint("output", __name__)

ONE_PAGE, AGREEMENTS = "one_page", "agreements"
BOTH, DUTCH, HERS = "both", "dutch", "own"
LONGEST_NAME = 60


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(output)


@dataclass(frozen=True, slots=True)
class Printing:
    """What she chose to print; as it is kept in her plan."""

    parts: tuple[str, ...]
    languages: str
    name: str

    @classmethod
    def of(cls, plan: Plan) -> Printing:
        """Her choice of last time; at first everything, in her language and Dutch, without a name."""
        chosen = plan.printing
        parts, languages = chosen.get("parts"), chosen.get("languages")
        return cls(
            parts=tuple(part for part in part_keys() if not isinstance(parts, list) or part in parts),
            languages=languages if languages in (BOTH, DUTCH, HERS) else BOTH,
            name=str(chosen.get("name") or "")[:LONGEST_NAME],
        )

    def spoken(self, language: str) -> tuple[str, ...]:
        """The languages of the print, hers first."""
        if language == DEFAULT or self.languages == DUTCH:
            return (DEFAULT,)
        return (language,) if self.languages == HERS else (language, DEFAULT)


def part_keys() -> tuple[str, ...]:
    """The parts a plan can be printed with, in their order on paper."""
    return (ONE_PAGE, *(chapter.key for chapter in services().chapters), AGREEMENTS)


@output.get("/print")
def choose() -> ResponseReturnValue:
    """Let her choose what goes on paper."""
    return without_plan() or _choose(Printing.of(visit.plan))


@output.post("/print")
def chosen() -> ResponseReturnValue:
    """Keep her choice, then make it."""
    if response := without_plan():
        return response
    printing = Printing(
        parts=tuple(part for part in part_keys() if part in request.form.getlist("parts")),
        languages=request.form.get("languages", BOTH),
        name=" ".join(typed.clean(request.form.get("name", "")).split())[:LONGEST_NAME],
    )
    if not printing.parts:
        problem = _("Choose at least one part. Then something can go on paper.")
        return _choose(printing, [(f"parts-{ONE_PAGE}", problem)]), 422
    kept = {"parts": list(printing.parts), "languages": printing.languages, "name": printing.name}
    visit.change(lambda plan: plan.printed_as(kept))
    return redirect(url_for("output.ready"), 303)


@output.get("/print/ready")
def ready() -> ResponseReturnValue:
    """The plan is ready: open it, and what to do with it."""
    if response := without_plan():
        return response
    # ReportLab is loaded only when something is printed.
    from trajectplan.pdf.plan import unprintable  # noqa: PLC0415
    from trajectplan.pdf.text import character_name  # noqa: PLC0415

    characters = unprintable(_summary(), Printing.of(visit.plan).name)
    return render_template(
        "print_ready.html", unprintable=", ".join(character_name(character) for character in characters)
    )


@output.get("/print/plan.pdf")
def pdf() -> ResponseReturnValue:
    """The printed plan, shown in the browser and stored nowhere."""
    if response := without_plan():
        return response
    from trajectplan.pdf.plan import PrintOptions, render  # noqa: PLC0415 - ReportLab, as above

    printing = Printing.of(visit.plan)
    options = PrintOptions(
        languages=printing.spoken(visit.plan.language),
        parts=frozenset(printing.parts),
        name=printing.name,
        date=date.today(),  # noqa: DTZ011 - the date on her own wall
    )
    response = Response(render(_summary(), options), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="plan.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


def _summary() -> Summary:
    return summarise(visit.plan, services().chapters)


def _choose(printing: Printing, problems: list[tuple[str, Said]] | None = None) -> str:
    return render_template(
        "choose_print.html",
        parts=[(key, icon, label, key in printing.parts) for key, icon, label in _parts()],
        languages=_languages(printing),
        name=printing.name,
        problems=problems or [],
        longest_name=LONGEST_NAME,
        unfinished=unfinished(visit.plan),
    )


def _parts() -> list[tuple[str, str, Said]]:
    chapters = [(chapter.key, chapter.icon, chapter.title) for chapter in services().chapters]
    return [
        (ONE_PAGE, "file-text", _("One page for my consultant")),
        *chapters,
        (AGREEMENTS, "handshake", _("Page for agreements")),
    ]


def _languages(printing: Printing) -> list[tuple[str, str, Said, bool]]:
    """The languages she can choose from; nothing to choose when hers is Dutch."""
    hers = visit.plan.language
    if hers == DEFAULT:
        return []
    name = language_name(hers, visit.language)
    choices = (
        (BOTH, "columns", Phrase(_("%(language)s and Dutch side by side"), {"language": name})),
        (DUTCH, "text-aa", _("Dutch only")),
        (HERS, "translate", Phrase(_("%(language)s only"), {"language": name})),
    )
    return [(key, icon, label, key == printing.languages) for key, icon, label in choices]
