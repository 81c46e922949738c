"""Coming back: the code, and the words that were typed when a session had ended."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from trajectplan.answering import ConflictError, Submitted, keep
from trajectplan.chapters import summarise
from trajectplan.i18n import _
from trajectplan.pages import Screen
from trajectplan.plan.summary import Phrase, Said, Text
from trajectplan.questions.typed import drawable
from trajectplan.storage.derivation import Busy
from trajectplan.storage.resume_code import CodeError, normalise
from trajectplan.storage.store import Gone, TooLarge, Unavailable, UnknownCode
from trajectplan.storage.tokens import WordsTooLarge
from trajectplan.web import choosing, dutch_words, errors, protection
from trajectplan.web.conflict import conflict_page
from trajectplan.web.cookies import HEARD, SECOND
from trajectplan.web.guessing import TooOften
from trajectplan.web.roads import road_of
from trajectplan.web.services import networks, services, who
from trajectplan.web.visit import GONE, visit, without_database
from trajectplan.web.ways import road_url, screen_by_key, typed_in

MESSAGES: dict[str, Said] = {
    "missing": _("Type the digits of your code here."),
    "wrong_length": _("A code has %(count)s digits. You typed %(typed)s. Compare the code with your slip."),
    "not_digits": _("A code has only digits. See whether a letter slipped in."),
    "typing_slip": _("A digit is different or swapped. Compare the code with your slip."),
    "unknown": _("We find no plan for this code. Perhaps it was deleted, or its date has passed."),
    "busy": _("Many people are here now. Try again in %(seconds)s seconds."),
    "often": _("Many codes were tried here. Wait %(seconds)s seconds, then press the button again."),
}
INPUT, WRONG = "code", "wrong"
"""The input for the code, and beside it in its form what was wrong, to be told in another language too."""
_REASON = re.compile(r"([a-z_]+):([0-9]{1,9})")
"""What is wrong: the name of its message, and the number that this may hold."""
SPOKEN = "+language"
"""Names the language of the page in sealed words; no question is called so."""
Ask = Callable[[str, int], Response]


def ask_for_code(
    submitted: Submitted | None = None,
    screen: Screen | None = None,
    made_for: bytes = b"",
    *,
    dutch: MultiDict[str, str] | None = None,
    choice: MultiDict[str, str] | None = None,
) -> Response:
    """The page after a session has ended; what was typed travels along sealed, for the owner of that plan only.

    It was typed on a screen, or as ``dutch`` beside her words, or is her ``choice`` of what goes on paper. When the
    plan itself is gone, or the page was made for none, there is nobody to keep it for: then it stands on the page, to
    be copied.
    """
    words, typed_words = "", list[tuple[Said, tuple[Text, ...]]]()
    if submitted and screen and (visit.is_gone or not made_for):
        typed_words = list(submitted.readable(screen, visit.plan))
    elif submitted and screen:
        ours = {"do": submitted.do, "revision": submitted.revision, "from": request.form.get("from", "")}
        pairs = [*ours.items(), (SPOKEN, typed_in()), *submitted.typed.items(multi=True)]
        with suppress(WordsTooLarge):
            words = services().tokens.seal_words(pairs, made_for, screen.key)
    elif dutch is not None and visit.is_gone:
        typed_words = list(dutch_words.readable(dutch))
    elif dutch is not None and made_for:
        words = _sealed(dutch, made_for, dutch_words.SCREEN)
    elif choice is not None and made_for:
        words = _sealed(choice, made_for, choosing.SCREEN)
    gone = visit.is_gone
    if visit.has_ended:
        # A new session, so that the next page speaks her language and knows what is over.
        try:
            second, heard = visit.second, visit.heard
            visit.remember(language=visit.language, also={"ended": GONE if gone else "1"})
            visit.note(**{SECOND: second, HEARD: heard})
        except (Busy, Unavailable):
            without_database()  # to tell it needs none
    page = render_template(
        "timed_out.html", words=words, count=services().settings.code_digits, gone=gone, typed_words=typed_words
    )
    return make_response(page, 403)


def _sealed(typed: MultiDict[str, str], made_for: bytes, screen: str) -> str:
    """What was typed there, sealed; empty when it is too long."""
    pairs = [(name, value) for name, value in typed.items(multi=True) if name not in {"do", "token"}]
    with suppress(WordsTooLarge):
        return services().tokens.seal_words(pairs, made_for, screen)
    return ""


def without_plan(choice: MultiDict[str, str] | None = None) -> Response | None:
    """What a page about her plan answers when none is open, or when its form was made for another plan.

    Her ``choice`` of what goes on paper is kept for when she is back.
    """
    made_for = b"" if choice is None else protection.token_plan(max_age=math.inf) or b""
    if visit.opened:
        is_hers = request.method in {"GET", "HEAD"} or protection.token_plan(max_age=math.inf) == visit.plan_id
        return None if is_hers else ask_for_code(made_for=made_for, choice=choice)
    if visit.has_ended or visit.is_gone:
        return ask_for_code(made_for=made_for, choice=choice)
    return make_response(redirect(url_for("wizard.task_list"), 303))


def on_gone(_error: Gone) -> Response:
    """The plan was deleted while it was open here, or got another code elsewhere."""
    visit.end()
    visit.is_gone = True
    return ask_for_code()


def open_page(wrong: str = "", status: int = 200) -> Response:
    """The page that asks for the code, with what was typed into it."""
    return code_page("open.html", wrong, status)


def code_page(template: str, wrong: str = "", status: int = 200) -> Response:
    """A page with the input for the code, in it what was typed, and what is ``wrong``, as ``code_typed`` names it."""
    page = render_template(
        template,
        wrong=wrong,
        problems=[(INPUT, message) for message in _told(wrong)],
        typed=drawable(request.form.get(INPUT, "")),
        words=drawable(request.form.get("words", "")),
        count=services().settings.code_digits,
    )
    return make_response(page, status)


def _told(wrong: str) -> Iterator[Said]:
    """The message for what is wrong; none for what is no name of one."""
    found = _REASON.fullmatch(wrong)
    if found and found[1] in MESSAGES:
        values = {"count": services().settings.code_digits, "typed": found[2], "seconds": found[2]}
        yield Phrase(MESSAGES[found[1]], values)


def open_with_code() -> ResponseReturnValue:
    """Open the plan of the code that was typed, and put sealed words of hers where they belong."""
    if again := code_typed(open_page):
        return again
    if words := _with_sealed_words():
        return words
    return redirect(url_for("wizard.task_list"), 303)


def code_typed(ask: Ask) -> Response | None:
    """Open the plan of the code that was typed; ``None`` when it is open, else the page that asks for the code again.

    ``ask`` makes that page; it gets what is wrong, as ``typing_slip:16``, and the status. It comes again in another
    language too, and says there what it said.
    """
    if visit.talk(request.form.get("do", "")):
        return ask(request.form.get(WRONG, ""), 200)
    typed, digits = request.form.get(INPUT, ""), services().settings.code_digits
    try:
        code = normalise(typed, digits)
    except CodeError as error:
        found = sum(character.isdigit() for character in typed)
        return ask(f"{error.reason}:{found}", 422)
    try:
        with services().limits.trying(networks()):
            opened = services().store.unlock(code, who=who())
    except UnknownCode:
        return ask("unknown:0", 422)
    except Busy as busy:
        why = "often" if isinstance(busy, TooOften) else "busy"
        response = ask(f"{why}:{busy.retry_after}", 503)
        response.headers["Retry-After"] = str(busy.retry_after)
        return response
    visit.take(opened)
    visit.note(code_shown="1")
    return None


def _with_sealed_words() -> ResponseReturnValue | None:
    """Put sealed words where they belong and show that screen; ``None`` when there are none for this plan."""
    words = request.form.get("words", "")
    ours = (services().tokens.open_words(words, each) for each in (visit.plan_id, *visit.former_ids))
    found = next(filter(None, ours), None)
    if found and found[0] == dutch_words.SCREEN:
        return _with_sealed_dutch(MultiDict(found[1]))
    if found and found[0] == choosing.SCREEN:
        return _with_sealed_choice(MultiDict(found[1]))
    screen = screen_by_key(found[0]) if found else None
    if not found or not screen:
        return None
    typed = MultiDict(found[1])
    road = road_of(screen, typed.pop("from", ""))
    spoken = typed.pop(SPOKEN, visit.language)
    submitted = Submitted(typed, typed.pop("do", "next"), typed.pop("revision", ""))
    try:
        visit.write(lambda plan: keep(plan, screen, submitted), spoken)
    except ConflictError as conflict:
        return conflict_page(screen, submitted.changed(screen, conflict.plan), conflict.plan, road)
    except TooLarge:
        return errors.page(413, typed=list(submitted.readable(screen, visit.plan)))
    return redirect(road_url(screen, road), 303)


def _with_sealed_choice(typed: MultiDict[str, str]) -> ResponseReturnValue:
    """Keep her choice of what goes on paper and show it; whether her code goes along she is asked again."""
    summary = summarise(visit.plan, services().chapters, paper=True)
    choosing.keep_choice(summary, replace(choosing.chosen(summary, typed), with_code=False))
    return redirect(url_for("output.choose"), 303)


def _with_sealed_dutch(typed: MultiDict[str, str]) -> ResponseReturnValue:
    """Put sealed Dutch beside her words and show that page."""
    try:
        visit.change(lambda plan: dutch_words.keep(plan, dutch_words.lines_of(typed)).plan)
    except TooLarge:
        return errors.page(413, typed=list(dutch_words.readable(typed)))
    chapter, number = dutch_words.place_of(typed)
    return redirect(url_for("dutch.page", chapter=chapter, number=number), 303)
