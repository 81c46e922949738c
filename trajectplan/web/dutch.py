"""Dutch beside her words: pages on which she or a helper writes it, so that the consultant can read what she wrote."""

from __future__ import annotations

import math
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.i18n import DEFAULT, _, speaking
from trajectplan.pages import Chapter
from trajectplan.plan.document import Plan
from trajectplan.plan.languages import language_of, mark
from trajectplan.plan.summary import Own, Said
from trajectplan.storage.store import TooLarge
from trajectplan.web import protection
from trajectplan.web.dutch_words import (
    SCREEN,
    Kept,
    Line,
    Needed,
    erase,
    keep,
    left_over,
    lines_of,
    may_need_dutch,
    needed,
    pages_of,
    problem_of,
    unkept,
)
from trajectplan.web.resuming import ask_for_code, without_plan
from trajectplan.web.services import services
from trajectplan.web.visit import visit

dutch = Blueprint("dutch", __name__)

ASK = _("How do you say this in Dutch?")
HELPING = _("Are you helping? Write in Dutch what she wrote. Add nothing.")
JOINED = _("You wrote something here, and also in another place. Now both are below. Keep what you want.")
EMPTIED = _("You erased something here. It was changed in another place too, so it is still below.")
PRESS_AGAIN = _("The page was open for a long time. What you typed is still here. Press 'Save' once more.")
FULL = _("Your plan is full. Make this text shorter, then press 'Save'. What you typed is still here.")
MOST_LEFT, MOST_LETTERS = 6, 3000
"""So many texts that are left over, with so many letters together, are shown at once; and always one."""


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(dutch)


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter with words of hers: how many there are, how many have Dutch, and the page of the first without."""

    chapter: Chapter
    url: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Field:
    """Words of hers with an input for the Dutch; ``was`` is the mark of what is kept there now."""

    needed: Needed
    number: int
    typed: str
    was: str
    opens: bool
    """Whether another heading stands above it than above the one before."""


# The list of chapters -------------------------------------------------------------------------------------------------


@dutch.get("/dutch")
def overview() -> ResponseReturnValue:
    """Her chapters with words that need Dutch, and the Dutch that is left over from words she changed."""
    if response := without_plan():
        return response
    plan = visit.plan
    if not may_need_dutch(plan):
        return redirect(url_for("wizard.check"), 303)
    found = zip(services().chapters, needed(plan), strict=True)
    parts = [_part(number, chapter, texts, plan) for number, (chapter, texts) in enumerate(found, start=1) if texts]
    left = list(left_over(plan).items())
    shown = _as_fits(left)
    return render_template(
        "dutch.html",
        parts=parts,
        left=[(Own(words, language_of(plan, words)), text, mark(words)) for words, text in shown],
        more=len(left) - len(shown),
        helping=HELPING,
        helping_dutch=_in_dutch(HELPING),
    )


@dutch.post("/dutch")
def erase_posted() -> ResponseReturnValue:
    """Erase Dutch that is left over."""
    if response := without_plan():
        return response
    button, _colon, marked = request.form.get("do", "").partition(":")
    if button == "erase":
        visit.change(lambda plan: erase(plan, marked))
    return redirect(url_for("dutch.overview"), 303)


def _part(number: int, chapter: Chapter, texts: tuple[Needed, ...], plan: Plan) -> Part:
    has_dutch = [all(each.words in plan.dutch for each in page) for page in pages_of(texts)]
    page = has_dutch.index(False) + 1 if False in has_dutch else 1
    done = sum(1 for each in texts if each.words in plan.dutch)
    return Part(chapter, url_for("dutch.page", chapter=number, number=page if page > 1 else None), done, len(texts))


def _as_fits(left: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The first of these texts, so many as fit on the page."""
    shown: list[tuple[str, str]] = []
    letters = 0
    for words, text in left[:MOST_LEFT]:
        letters += len(words) + len(text)
        if shown and letters > MOST_LETTERS:
            break
        shown.append((words, text))
    return shown


def _in_dutch(text: Said) -> str:
    """The text as a Dutch helper reads it; empty on a page that is in Dutch, also below, where it stands already."""
    if DEFAULT in {visit.language, visit.second}:
        return ""
    with speaking(DEFAULT):
        return str(text)


# One page of words ----------------------------------------------------------------------------------------------------


@dutch.get("/dutch/<int:chapter>")
@dutch.get("/dutch/<int:chapter>/<int:number>")
def page(chapter: int, number: int = 1) -> ResponseReturnValue:
    """Some of her words in a chapter, each with room for the Dutch."""
    if not 1 <= chapter <= len(services().chapters):
        abort(404)
    if response := without_plan():
        return response
    return _shown(chapter, number)


@dutch.post("/dutch/<int:chapter>")
@dutch.post("/dutch/<int:chapter>/<int:number>")
def page_posted(chapter: int, number: int = 1) -> ResponseReturnValue:
    """Keep what was typed, whatever button was pressed, then do what the button says."""
    if not 1 <= chapter <= len(services().chapters):
        abort(404)
    lines = lines_of(request.form)
    visit.opened  # noqa: B018 - a plan that is gone must be noticed
    made_for = protection.token_plan(max_age=math.inf)
    if not visit.plan_id or made_for != visit.plan_id:
        if made_for or not visit.plan_id:
            return ask_for_code(made_for=made_for or b"", dutch=request.form)
        return _shown(chapter, number, lines, notice=PRESS_AGAIN, status=400)
    try:
        kept = _kept(lines)
    except TooLarge:
        return _shown(chapter, number, lines, notice=FULL, status=413)
    do = request.form.get("do", "next")
    # As on a page of questions: what can't be kept yet waits as a draft, and holds up nobody who goes elsewhere.
    stays = bool(kept.problems) and do == "next"
    notice = JOINED if kept.joined else EMPTIED if kept.emptied else ""
    if stays or notice:
        return _shown(chapter, number, notice=notice, status=422 if kept.problems else 200)
    return redirect(_onward(chapter, number, do), 303)


def _kept(lines: tuple[Line, ...]) -> Kept:
    """Keep these texts in the plan that is open."""
    found = keep(visit.plan, lines)

    def change(plan: Plan) -> Plan:
        nonlocal found
        found = keep(plan, lines)
        return found.plan

    visit.change(change)
    return found


def _onward(chapter: int, number: int, do: str) -> str:
    """The address that a button leads to."""
    here = url_for("dutch.page", chapter=chapter, number=number)
    if visit.talk(do):
        return here
    match do:
        case "stop" | "wipe":
            return url_for("keep.stop")
        case "list":
            return url_for("dutch.overview")
        case "languages":
            return url_for("wizard.language", back=here)
    return _beside(chapter, number, -1 if do == "back" else 1)


def _beside(chapter: int, number: int, step: int) -> str:
    """The address of the page after or before this one, through all chapters; at either end that of the list."""
    places = [
        (at, page)
        for at, texts in enumerate(needed(visit.plan), start=1)
        for page, _texts in enumerate(pages_of(texts), start=1)
    ]
    ahead = [place for place in places if (place > (chapter, number) if step > 0 else place < (chapter, number))]
    if not ahead:
        return url_for("dutch.overview")
    at, page = ahead[0 if step > 0 else -1]
    return url_for("dutch.page", chapter=at, number=page)


def _shown(
    chapter: int, number: int, lines: tuple[Line, ...] = (), *, notice: Said = "", status: int = 200
) -> ResponseReturnValue:
    """The page, with what is kept or, given ``lines``, with what was typed; to the list where there is none."""
    pages = pages_of(needed(visit.plan)[chapter - 1])
    if not 1 <= number <= len(pages):
        return redirect(url_for("dutch.overview"), 303)
    fields = _fields(pages[number - 1], lines)
    asked = [(f"dutch-{field.number}", problem_of(visit.plan, field.needed.words)) for field in fields]
    answer: Response = make_response(
        render_template(
            "dutch_page.html",
            chapter=services().chapters[chapter - 1],
            place=f"{SCREEN}/{chapter}/{number}",
            number=number,
            total=len(pages),
            fields=fields,
            problems=[(at, problem) for at, problem in asked if problem],
            notice=notice,
            ask=ASK,
            ask_dutch=_in_dutch(ASK),
        ),
        status,
    )
    return answer


def _fields(texts: tuple[Needed, ...], lines: tuple[Line, ...]) -> list[Field]:
    plan, fields = visit.plan, list[Field]()
    draft, typed = unkept(plan), {line.words: line for line in lines}
    above = ""
    for number, each in enumerate(texts, start=1):
        kept = draft.get(each.words) or plan.dutch.get(each.words, "")
        line = typed.get(each.words)
        opens = str(each.title) != above
        above = str(each.title)
        fields.append(Field(each, number, line.typed if line else kept, line.was if line else mark(kept), opens=opens))
    return fields
