"""Coming back: the code, and the words that were typed when a session had ended."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from trajectplan.answering import Submitted
from trajectplan.i18n import _
from trajectplan.pages import Screen
from trajectplan.plan.summary import Said
from trajectplan.questions.typed import drawable
from trajectplan.storage.derivation import Busy
from trajectplan.storage.resume_code import CodeError, normalise
from trajectplan.storage.store import Gone, UnknownCode
from trajectplan.storage.tokens import WordsTooLarge
from trajectplan.web.services import services
from trajectplan.web.visit import visit
from trajectplan.web.ways import screen_by_key, screen_url

MESSAGES: dict[str, Said] = {
    "missing": _("Type the digits of your code here."),
    "wrong_length": _("A code has %(count)s digits. You typed %(typed)s. Compare the code with your slip."),
    "not_digits": _("A code has only digits. See whether a letter slipped in."),
    "typing_slip": _("A digit is different or swapped. Compare the code with your slip."),
    "unknown": _("We find no plan for this code. Perhaps it was deleted, or its date has passed."),
    "busy": _("Many people are here now. Try again in %(seconds)s seconds."),
}
INPUT = "code"


def ask_for_code(submitted: Submitted | None = None, screen: Screen | None = None, made_for: bytes = b"") -> Response:
    """The page after a session has ended; what was typed travels along sealed, for the owner of that plan only."""
    words = ""
    if submitted and screen and made_for:
        pairs = list(submitted.typed.items(multi=True))
        try:
            words = services().tokens.seal_words(pairs, made_for, screen.key)
        except WordsTooLarge:
            words = ""
    if visit.has_ended:
        visit.remember(language=visit.language)  # a new session, so that the next page speaks her language too
    page = render_template("timed_out.html", words=words, problems=[], typed="", count=services().settings.code_digits)
    return make_response(page, 403)


def on_gone(_error: Gone) -> Response:
    """The plan was deleted while it was open here."""
    visit.end()
    return ask_for_code()


def open_page(problem: Said = "", status: int = 200) -> Response:
    """The page that asks for the code, with what was typed into it."""
    page = render_template(
        "open.html",
        problems=[(INPUT, problem)] if problem else [],
        typed=drawable(request.form.get(INPUT, "")),
        words=drawable(request.form.get("words", "")),
        then=request.values.get("then", ""),
        count=services().settings.code_digits,
    )
    return make_response(page, status)


def open_with_code() -> ResponseReturnValue:
    """Open the plan of the code that was typed, and put sealed words of hers where they belong."""
    typed, digits = request.form.get(INPUT, ""), services().settings.code_digits
    try:
        code = normalise(typed, digits)
    except CodeError as error:
        found = sum(character.isdigit() for character in typed)
        return open_page(str(MESSAGES[error.reason]) % {"count": digits, "typed": found}, 422)
    try:
        opened = services().store.unlock(code)
    except UnknownCode:
        return open_page(MESSAGES["unknown"], 422)
    except Busy as busy:
        response = open_page(str(MESSAGES["busy"]) % {"seconds": busy.retry_after}, 503)
        response.headers["Retry-After"] = str(busy.retry_after)
        return response
    visit.take(opened)
    visit.note(code_shown="1", began_here="")
    if screen := _with_sealed_words():
        return redirect(screen_url(screen), 303)
    if request.form.get("then") == "print":
        return redirect(url_for("output.choose"), 303)
    return redirect(url_for("wizard.task_list"), 303)


def _with_sealed_words() -> Screen | None:
    """Keep sealed words as the draft of their screen; the screen, or ``None`` when there are none for this plan."""
    found = services().tokens.open_words(request.form.get("words", ""), visit.plan_id)
    screen = screen_by_key(found[0]) if found else None
    if not found or not screen:
        return None
    submitted = Submitted(MultiDict(found[1]), "next", "")
    form = submitted.on(screen, visit.plan)
    if form.answers() == screen.stored_form(visit.plan).answers() and screen.key not in visit.plan.drafts:
        return screen
    visit.change(lambda plan: replace(plan.with_draft(screen.key, submitted.draft), place=screen.list.key))
    return screen
