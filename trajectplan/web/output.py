"""What comes out on paper: she chooses, and the printed plan is made from the same summary as every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.chapters import summarise
from trajectplan.i18n import DEFAULT, _, language_name
from trajectplan.pages import Chapter
from trajectplan.pdf.options import AGREEMENTS, ONE_PAGE, told_in
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Phrase, Said, Summary
from trajectplan.questions import typed
from trajectplan.web.resuming import without_plan
from trajectplan.web.services import services
from trajectplan.web.visit import visit
from trajectplan.web.ways import unfinished

output = Blueprint("output", __name__)

BOTH, DUTCH, HERS = "both", "dutch", "own"
LONGEST_NAME = 60
BY_HAND = _(
    "Some of your words are in a script that we can't print yet. They stay in your plan. "
    "Write them on the paper by hand."
)
BY_HAND_HERE = _(
    "Some of your words are in a script that we can't print yet. They stay in your plan. "
    "Write them on the paper by hand. You find them here: %(pages)s."
)
MAIN_POINTS = _("The main points of the chapters you choose. Do you choose none? Then of all chapters.")


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(output)


@dataclass(frozen=True, slots=True)
class Printing:
    """What she chose to print; as it is kept in her plan.

    ``parts`` may hold a chapter in which nothing stands any more: she chose it, and so not all the others.
    """

    parts: tuple[str, ...]
    languages: str
    name: str

    @classmethod
    def of(cls, plan: Plan, offered: Sequence[str], *, is_short: bool) -> Printing:
        """Her choice of last time among the parts that are ``offered``, and what is offered for the first time.

        At first everything, in her language and Dutch, without a name; after the short road alone (``is_short``)
        without a page for agreements, so that the plan stays short.
        """
        chosen = plan.printing
        parts, seen, languages = chosen.get("parts"), chosen.get("offered"), chosen.get("languages")
        if not isinstance(parts, list):
            parts, seen = [], [AGREEMENTS] if is_short else []
        elif not isinstance(seen, list):
            seen = list(part_keys())
        return cls(
            parts=tuple(part for part in part_keys() if part in parts or (part in offered and part not in seen)),
            languages=languages if languages in (BOTH, DUTCH, HERS) else BOTH,
            name=name[:LONGEST_NAME] if isinstance(name := chosen.get("name"), str) else "",
        )

    def spoken(self, language: str) -> tuple[str, ...]:
        """The languages of the print, hers first."""
        if language == DEFAULT or self.languages == DUTCH:
            return (DEFAULT,)
        return (language,) if self.languages == HERS else (language, DEFAULT)


def part_keys() -> tuple[str, ...]:
    """The parts a plan can be printed with, in their order on paper."""
    return (ONE_PAGE, *(chapter.key for chapter in services().chapters), AGREEMENTS)


def offered_parts(summary: Summary) -> tuple[str, ...]:
    """The parts that would have something on them: of the chapters only those in which she said something."""
    empty = {chapter.key for chapter in summary.chapters if not chapter.answered}
    return tuple(key for key in part_keys() if key not in empty)


@output.get("/print")
def choose() -> ResponseReturnValue:
    """Let her choose what goes on paper."""
    if response := without_plan():
        return response
    summary = _summary()
    return _choose(summary, _printing(summary))


@output.post("/print")
def chosen() -> ResponseReturnValue:
    """Keep her choice, then make it."""
    if response := without_plan():
        return response
    summary = _summary()
    offered = offered_parts(summary)
    printing = Printing(
        parts=tuple(part for part in offered if part in request.form.getlist("parts")),
        languages=request.form.get("languages", BOTH),
        name=" ".join(typed.clean(request.form.get("name", "")).split())[:LONGEST_NAME],
    )
    if not printing.parts:
        problem = _("Choose at least one part. Then something can go on paper.")
        return _choose(summary, printing, [(f"parts-{ONE_PAGE}", problem)]), 422
    kept = {
        "parts": list(printing.parts),
        "offered": list(offered),
        "languages": printing.languages,
        "name": printing.name,
    }
    visit.change(lambda plan: plan.printed_as(kept))
    return redirect(url_for("output.ready"), 303)


@output.get("/print/ready")
def ready() -> ResponseReturnValue:
    """The plan is ready: open it, and what to do with it."""
    if response := without_plan():
        return response
    summary = _summary()
    printing = _printing(summary)
    return render_template("print_ready.html", cautions=_of_characters(told_in(summary, printing.parts), printing.name))


@output.get("/print/plan.pdf")
def pdf() -> ResponseReturnValue:
    """The printed plan, shown in the browser and stored nowhere."""
    if response := without_plan():
        return response
    from trajectplan.pdf.plan import PrintOptions, render  # noqa: PLC0415 - ReportLab is loaded only for paper

    summary = _summary()
    printing = _printing(summary)
    options = PrintOptions(
        languages=printing.spoken(visit.plan.language),
        parts=frozenset(printing.parts),
        name=printing.name,
        date=date.today(),  # noqa: DTZ011 - the date on her own wall
    )
    response = Response(render(summary, options), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="plan.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


def _summary() -> Summary:
    """How her plan reads on paper."""
    return summarise(visit.plan, services().chapters, paper=True)


def _printing(summary: Summary) -> Printing:
    return Printing.of(visit.plan, offered_parts(summary), is_short=summary.is_short)


def _choose(summary: Summary, printing: Printing, problems: list[tuple[str, Said]] | None = None) -> str:
    offered = offered_parts(summary)
    return render_template(
        "choose_print.html",
        parts=[(*part, part[0] in printing.parts) for part in _parts() if part[0] in offered],
        languages=_languages(printing),
        name=printing.name,
        problems=problems or [],
        longest_name=LONGEST_NAME,
        unfinished=unfinished(visit.plan),
        cautions=[*cautions(visit.plan, services().chapters), *_of_characters(summary, printing.name)],
    )


def cautions(plan: Plan, chapters: Sequence[Chapter]) -> list[Said]:
    """What she had better read before something goes on paper, by what she said; each caution once."""
    found = (page.before_printing(plan) for chapter in chapters for page in chapter.pages)
    return list({str(caution): caution for caution in found if str(caution)}.values())


def _of_characters(summary: Summary, name: str) -> list[Said]:
    """What she had better know of words and signs that the print lacks."""
    from trajectplan.pdf.characters import has_words_to_write  # noqa: PLC0415 - as above
    from trajectplan.pdf.plan import has_signs, to_write_by_hand  # noqa: PLC0415 - as above

    found: list[Said] = []
    if pages := to_write_by_hand(summary):
        found.append(Phrase(BY_HAND_HERE, {"pages": " · ".join(pages)}))
    elif has_words_to_write(name):
        found.append(BY_HAND)
    if has_signs(summary, name):
        found.append(_("Signs such as a smiley are on paper as a word in brackets."))
    return found


def _parts() -> list[tuple[str, str, Said, Said]]:
    """Every part with its icon, its name and a note."""
    chapters = [(chapter.key, chapter.icon, chapter.title, "") for chapter in services().chapters]
    return [
        (ONE_PAGE, "file-text", _("One page for my consultant"), MAIN_POINTS),
        *chapters,
        (AGREEMENTS, "handshake", _("Page for agreements"), ""),
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
