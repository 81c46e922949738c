"""The journey through the chapters: language, device, task list, one page after another, check answers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.answering import ConflictError, Submitted, both, change_items, has_no_room, is_valid, keep, take_over
from trajectplan.i18n import _
from trajectplan.pages import Chapter, Screen
from trajectplan.plan.document import ITEM_ID, Plan
from trajectplan.plan.summary import Text
from trajectplan.questions import Group, new_id
from trajectplan.storage.store import TooLarge
from trajectplan.web import protection
from trajectplan.web.conflict import conflict_page
from trajectplan.web.resuming import ask_for_code, without_plan
from trajectplan.web.services import services
from trajectplan.web.visit import OWN, SHARED, visit
from trajectplan.web.ways import after, before, find_screen, is_ours, position, screen_by_key, screen_url, unfinished

wizard = Blueprint("wizard", __name__)


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(wizard)


# Before the questions -------------------------------------------------------------------------------------------------


@wizard.get("/language")
def language() -> ResponseReturnValue:
    """Every language in its own script."""
    return render_template("language.html", back=request.args.get("back", ""))


@wizard.post("/language")
def choose_language() -> ResponseReturnValue:
    """Go on in another language, on the page where she was."""
    visit.speak(request.form.get("do", "").removeprefix("language:"))
    back = request.form.get("back", "")
    return redirect(back if is_ours(back) else url_for("wizard.device"), 303)


@wizard.get("/device")
def device() -> ResponseReturnValue:
    """Ask whose device this is."""
    return _device()


@wizard.post("/device")
def choose_device() -> ResponseReturnValue:
    """Remember whose device it is; that decides how long a plan stays open."""
    chosen = request.form.get("device", "")
    if chosen not in {OWN, SHARED}:
        return _device([("device-mine", _("Choose one of the two. Not sure? Choose the lower one."))]), 422
    visit.renew(device=chosen)
    visit.note(ended="")
    return redirect(url_for("wizard.task_list", start="1"), 303)


def _device(problems: list[tuple[str, object]] | None = None) -> str:
    return render_template(
        "device.html",
        problems=problems or [],
        chosen=visit.device,
        minutes=services().settings.shared_minutes,
    )


# The task list and what ends a chapter --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Task:
    """A chapter on the task list."""

    number: int
    chapter: Chapter
    answered: int
    total: int
    is_done: bool
    url: str

    @property
    def status(self) -> str:
        """``untouched``, ``begun`` or ``done``."""
        if self.is_done:
            return "done"
        return "begun" if self.answered else "untouched"


@wizard.get("/plan")
def task_list() -> ResponseReturnValue:
    """The chapters with what is done, begun and untouched."""
    if response := _without_session():
        return response
    plan = visit.plan
    place = screen_by_key(plan.place) if plan.place else None
    return render_template(
        "task_list.html",
        chapters=[_task(number, chapter, plan) for number, chapter in enumerate(services().chapters, start=1)],
        came_back=place.title(plan) if place and place.exists(plan) else "",
        resume_url=screen_url(place) if place and place.exists(plan) else "",
        unfinished=unfinished(plan),
    )


def _task(number: int, chapter: Chapter, plan: Plan) -> Task:
    screens = list(chapter.screens(plan))
    return Task(
        number=number,
        chapter=chapter,
        answered=sum(screen.is_answered(plan) for screen in screens),
        total=len(screens),
        is_done=chapter.key in plan.done,
        url=screen_url(screens[0]),
    )


@wizard.post("/plan")
def mark_chapter() -> ResponseReturnValue:
    """Call a chapter done, or open again."""
    if visit.opened and (response := without_plan()):
        return response
    what, _colon, key = request.form.get("do", "").partition(":")
    if visit.opened and what in {"done", "open"} and key in {chapter.key for chapter in services().chapters}:
        visit.change(lambda plan: plan.marked(key, done=what == "done"))
    return redirect(url_for("wizard.task_list"), 303)


@wizard.get("/plan/<int:chapter>/end")
def chapter_end(chapter: int) -> ResponseReturnValue:
    """A moment of rest at the end of a chapter."""
    chapters = services().chapters
    if not 1 <= chapter <= len(chapters):
        abort(404)
    if response := _without_session():
        return response
    following = chapters[chapter] if chapter < len(chapters) else None
    return render_template(
        "chapter_end.html",
        chapter=chapters[chapter - 1],
        number=chapter,
        is_done=chapters[chapter - 1].key in visit.plan.done,
        next_chapter=following,
        next_number=chapter + 1,
        next_url=screen_url(next(following.screens(visit.plan))) if following else "",
    )


def _without_session() -> Response | None:
    """What a page of the plan answers when there is no session: the code, or the way to the start."""
    if visit.opened:
        return None
    if visit.has_ended or visit.is_gone:
        return ask_for_code()
    if visit.session:
        return None
    if request.args.get("start"):
        return make_response(render_template("cookies.html"))
    return make_response(redirect(url_for("information.start"), 303))


# One page of questions ------------------------------------------------------------------------------------------------


@wizard.get("/plan/<int:chapter>/<int:number>")
@wizard.get("/plan/<int:chapter>/<int:number>/<first>")
@wizard.get("/plan/<int:chapter>/<int:number>/<first>/<second>")
def page(chapter: int, number: int, first: str = "", second: str = "") -> ResponseReturnValue:
    """Show a page of questions with what she answered or typed before."""
    screen = find_screen(chapter, number, [each for each in (first, second) if each])
    if screen is None:
        abort(404)
    if response := _without_session():
        return response
    if not screen.exists(visit.plan):
        return redirect(url_for("wizard.task_list"), 303)
    form = screen.form(visit.plan)
    has_draft = screen.key in visit.plan.drafts
    if has_draft:
        form.validate()
    return _shown(screen, form, has_draft=has_draft)


@wizard.post("/plan/<int:chapter>/<int:number>")
@wizard.post("/plan/<int:chapter>/<int:number>/<first>")
@wizard.post("/plan/<int:chapter>/<int:number>/<first>/<second>")
def answer(chapter: int, number: int, first: str = "", second: str = "") -> ResponseReturnValue:
    """Keep what she typed, whatever button she pressed, then do what the button says."""
    # The form says itself which screen it is: an address may mean another page after an update.
    screen = screen_by_key(request.form.get("page", ""))
    screen = screen or find_screen(chapter, number, [each for each in (first, second) if each])
    if screen is None:
        abort(404)
    submitted = Submitted.from_form(request.form)
    visit.opened  # noqa: B018 - a plan that is gone must be noticed before another one is made
    # Whose form it is doesn't age; that it is ours was checked before.
    made_for = protection.token_plan(max_age=math.inf)
    if made_for != visit.plan_id and not (made_for == b"" and visit.noted("began_here")):
        if made_for:
            return ask_for_code(submitted, screen, made_for)
        return _shown(screen, submitted.on(screen, visit.plan), notice=_PRESS_AGAIN), 400
    try:
        return _answered(screen, submitted)
    except ConflictError as conflict:
        return conflict_page(screen, submitted, conflict.plan)
    except TooLarge:
        return _shown(screen, submitted.on(screen, visit.plan), notice=_FULL), 413


# A form knows the plan it was made for, or that there was none yet. Made for another plan, what was typed is not put
# into the one that is open: perhaps somebody else sits here now.
_PRESS_AGAIN = _("The page was open for a long time. What you typed is still here. Press 'Next' once more.")
_FULL = _("Your plan is full. Make this text shorter, then press 'Next'. What you typed is still here.")


def _answered(screen: Screen, submitted: Submitted) -> ResponseReturnValue:
    match submitted.do:
        case "keep_there":
            return redirect(screen_url(screen), 303)
        case "keep_both":
            plan = visit.change(lambda plan: both(plan, screen, submitted))
        case _:
            plan = visit.change(lambda plan: keep(plan, screen, submitted))
    form = submitted.on(screen, plan)
    valid = is_valid(screen, form)
    if submitted.do.startswith("hours:"):
        return _shown(screen, form)
    if (not valid or screen.key in plan.drafts) and submitted.do in {"next", "keep_here", "keep_both"}:
        return _shown(screen, form, notice=_no_room(screen, plan)), 422
    return _with_code_first(_onward(screen, submitted.do, plan))


def _no_room(screen: Screen, plan: Plan) -> object:
    """What is said about one thing more than its list can hold; empty while there is room."""
    items = screen.list.stored_form(plan).items
    return items.refuse("too_many_items", max=items.most) if items and has_no_room(plan, screen) else ""


LEADS_TO = {
    "stop": "keep.stop",
    "wipe": "keep.stop",
    "list": "wizard.task_list",
    "check": "wizard.check",
    "languages": "wizard.language",
}
"""Where buttons lead that lead to the same page from everywhere."""


def _onward(screen: Screen, do: str, plan: Plan) -> str:
    """The address that a button leads to; some change the plan on the way."""
    button, *which = do.split(":")
    if button in LEADS_TO:
        return url_for(LEADS_TO[button], back=screen_url(screen) if button == "languages" else None)
    if which or button == "add":
        return screen_url(_about_things(screen, button, which, plan))
    if screen.item:
        return screen_url(screen.list)
    if button == "back":
        return before(screen, plan)
    if request.form.get("from") == "check" and button != "skip":
        return url_for("wizard.check")
    return after(screen, plan)


def _about_things(screen: Screen, button: str, which: list[str], plan: Plan) -> Screen:
    """The screen after a button about a language, a child or one of the things that are listed."""
    match button, *which:
        case "language", chosen:
            visit.speak(chosen)
        case ("add",) if screen.page.lists and not screen.is_full(plan):
            return screen.about(new_id())
        case "item", "change", item_id if ITEM_ID.fullmatch(item_id):
            return screen.about(item_id)
        case "item", verb, item_id:
            visit.change(lambda plan: change_items(plan, screen.list, verb, item_id))
            return screen.list
        case "like", other_id:
            visit.change(lambda plan: take_over(plan, screen, other_id))
    return screen


def _with_code_first(url: str) -> ResponseReturnValue:
    """Go there; after the very first answer by way of the page that shows her code."""
    if visit.opened and not visit.noted("code_shown"):
        visit.note(after_code=url)
        return redirect(url_for("keep.code"), 303)
    return redirect(url, 303)


def _shown(screen: Screen, form: Group, *, notice: object = "", has_draft: bool = False) -> str:
    plan = visit.plan
    at, screens = position(screen, plan), list(screen.chapter.screens(plan))
    return render_template(
        "page.html",
        chapter=screen.chapter,
        screen=screen,
        form=form,
        heading=screen.title(plan),
        number=at + 1,
        total=len(screens),
        problems=form.problems(),
        revision=screen.revision(plan),
        came_from="check" if request.values.get("from") == "check" else "",
        alike=_alike(screen, plan),
        is_item=bool(screen.item),
        is_new=bool(screen.item) and not plan.at(screen.answers_at),
        is_first=at == 0 and not screen.item,
        has_draft=has_draft,
        notice=notice,
        unfinished=[] if screen.item else unfinished(plan, screen.key + "/"),
        removed=_removed(screen, plan),
    )


def _alike(screen: Screen, plan: Plan) -> list[tuple[str, Text]]:
    """The other children whose answers to this page can be taken over; none once she answered it."""
    if screen.item or screen.is_answered(plan):
        return []
    return [(other.place[0][1], next(iter(other.words(plan).values()))) for other in screen.others(plan)]


def _removed(screen: Screen, plan: Plan) -> Text:
    """The name of the thing she took away here last, while it can be put back."""
    items = screen.stored_form(plan).items if not screen.item else None
    if items is None or plan.removed.get("list") != screen.key:
        return ""
    return items.title(plan.removed["item"], plan.removed["index"] + 1)


# Check answers --------------------------------------------------------------------------------------------------------


@wizard.get("/check")
@wizard.get("/check/<int:chapter>")
def check(chapter: int = 0) -> ResponseReturnValue:
    """What she said so far, as it will read; each part leads to its page and back."""
    if response := _without_session():
        return response
    chapters = services().chapters
    if chapter > len(chapters):
        abort(404)
    chosen = chapters[chapter - 1 : chapter] if chapter else chapters
    return render_template(
        "check_answers.html",
        summary=[each.summarise(visit.plan) for each in chosen],
        chapter=chosen[0] if chapter else None,
        change_url=_change_url,
        unfinished=unfinished(visit.plan),
        drafts=set(visit.plan.drafts),
    )


def _change_url(address: str) -> str:
    screen = screen_by_key(address)
    return screen_url(screen, **{"from": "check"}) if screen else url_for("wizard.task_list")
