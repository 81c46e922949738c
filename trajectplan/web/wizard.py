"""The journey through the chapters: language, device, and one page of questions after another."""

from __future__ import annotations

import math

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.answering import (
    LEAVE,
    ConflictError,
    Submitted,
    both,
    change_items,
    has_no_room,
    is_valid,
    keep,
    take_over,
)
from trajectplan.i18n import _
from trajectplan.pages import Screen
from trajectplan.plan.document import ITEM_ID, Plan
from trajectplan.plan.summary import Text
from trajectplan.questions import Group, new_id
from trajectplan.storage.store import TooLarge
from trajectplan.web import overview, protection
from trajectplan.web.as_typed import DRAW, NOTHING_NEW, readable, worked_out_as_typed, works_out
from trajectplan.web.beginning import still_open
from trajectplan.web.conflict import conflict_page
from trajectplan.web.overview import without_session
from trajectplan.web.resuming import ask_for_code
from trajectplan.web.roads import CHECK, CORE_ROAD, SHORT_ROAD, Road, road_of
from trajectplan.web.services import services
from trajectplan.web.usual import note_usual, show_usual
from trajectplan.web.visit import OWN, SHARED, is_from_before, visit
from trajectplan.web.ways import (
    after,
    before,
    find_screen,
    is_open,
    is_ours,
    is_to_read,
    road_url,
    screen_by_key,
    screen_url,
    typed_in,
    unfinished,
)

wizard = Blueprint("wizard", __name__)


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(wizard)


# Before the questions -------------------------------------------------------------------------------------------------


@wizard.get("/language")
def language() -> ResponseReturnValue:
    """Every language in its own script."""
    back = request.args.get("back", "")
    if not is_ours(back) and (response := still_open()):
        return response
    return render_template("language.html", back=back)


@wizard.post("/language")
def choose_language() -> ResponseReturnValue:
    """Go on in another language, on the page where she was."""
    back = request.form.get("back", "")
    if not is_ours(back) and (response := still_open()):
        return response
    # Without a page to go back to she begins here, and chooses the language of her plan.
    visit.talk(request.form.get("do", ""), writing=not is_to_read(back))
    return redirect(back if is_ours(back) else url_for("wizard.device"), 303)


@wizard.get("/device")
def device() -> ResponseReturnValue:
    """Ask whose device this is."""
    return still_open() or _device()


@wizard.post("/device")
def choose_device() -> ResponseReturnValue:
    """Remember whose device it is; that decides how long a plan stays open."""
    if response := still_open():
        return response
    if visit.talk(request.form.get("do", "")):
        return redirect(url_for("wizard.device"), 303)
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
        hours=services().settings.own_hours,
    )


# Around the questions -------------------------------------------------------------------------------------------------

wizard.add_url_rule("/plan", view_func=overview.task_list)
wizard.add_url_rule("/plan", view_func=overview.mark_chapter, methods=["POST"])
wizard.add_url_rule("/plan/short", view_func=overview.short_road)
wizard.add_url_rule("/plan/short/end", view_func=overview.short_end)
wizard.add_url_rule("/plan/<int:chapter>/end", view_func=overview.chapter_end)
wizard.add_url_rule("/check", view_func=overview.check)
wizard.add_url_rule("/check/<int:chapter>", view_func=overview.check)


# One page of questions ------------------------------------------------------------------------------------------------


@wizard.get("/plan/<int:chapter>/<int:number>")
@wizard.get("/plan/<int:chapter>/<int:number>/<first>")
@wizard.get("/plan/<int:chapter>/<int:number>/<first>/<second>")
def page(chapter: int, number: int, first: str = "", second: str = "") -> ResponseReturnValue:
    """Show a page of questions with what she answered or typed before."""
    screen = find_screen(chapter, number, [each for each in (first, second) if each])
    if screen is None:
        abort(404)
    if response := without_session():
        return response
    if not is_open(screen, visit.plan):
        return redirect(url_for("wizard.task_list"), 303)
    form = screen.form(visit.plan)
    if request.args.get("open", "").isdecimal():
        for question in form.own_questions:
            question.open_part(int(request.args["open"][:3]))
    show_usual(screen, form)
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
    is_hers = _is_hers(made_for, protection.token_mark())
    if submitted.do == DRAW:
        return worked_out_as_typed(screen, submitted) if is_hers and visit.session else NOTHING_NEW
    if not is_hers:
        if made_for or visit.has_closed:
            return ask_for_code(submitted, screen, made_for or b"")
        return _shown(screen, submitted.on(screen, visit.plan), notice=_PRESS_AGAIN), 400
    try:
        return _answered(screen, submitted)
    except ConflictError as conflict:
        return conflict_page(screen, submitted.changed(screen, conflict.plan), conflict.plan, _road(screen))
    except TooLarge:
        return _shown(screen, submitted.on(screen, visit.plan), notice=_FULL), 413


def _is_hers(made_for: bytes | None, mark: bytes) -> bool:
    """Whether what was typed on a page is for the plan that is open or, where none is, may begin one.

    A form knows the plan it was made for, or the session (``mark``) in which there was none yet. Made for another, it
    is not put into the plan that is open: perhaps somebody else sits here now.
    """
    if visit.plan_id:
        return made_for == visit.plan_id or is_from_before(mark, visit.session)
    # Without a cookie there is no telling, and nobody's plan to put it into.
    return made_for == b"" and not visit.has_closed and (not mark or visit.mark in {b"", mark})


_PRESS_AGAIN = _("The page was open for a long time. What you typed is still here. Press 'Next' once more.")
_HERS_STAYS = _("You already filled something in here. That stays. Nothing was taken over.")
_FULL = _("Your plan is full. Make this text shorter, then press 'Next'. What you typed is still here.")


def _answered(screen: Screen, submitted: Submitted) -> ResponseReturnValue:
    if "conflict" in request.form and visit.talk(submitted.do, writing=True):
        raise ConflictError(visit.plan)  # the same two, in another language
    match submitted.do:
        case "keep_there":
            return redirect(road_url(screen, _road(screen)), 303)
        case "keep_both":
            plan = visit.write(lambda plan: both(plan, screen, submitted), typed_in())
        case _:
            plan = visit.write(lambda plan: keep(plan, screen, submitted), typed_in())
    form = submitted.on(screen, plan)
    valid = is_valid(screen, form)
    note_usual(screen, form)
    if submitted.stays:
        again = submitted.again(screen, plan)
        if submitted.do.startswith(SHOWN_BY_ADDRESS) and screen.key not in plan.drafts and not again.problems():
            return redirect(_address_of(screen, again), 303)
        return _shown(screen, again)
    if (not valid or screen.key in plan.drafts) and submitted.do in {"next", "keep_here", "keep_both"}:
        return _shown(screen, form, notice=_no_room(screen, plan)), 422
    if submitted.do.startswith("like:") and screen.is_answered(plan):
        return _shown(screen, form, notice=_HERS_STAYS)
    return _with_code_first(_onward(screen, submitted.do, plan))


SHOWN_BY_ADDRESS = ("cards:open:", "cards:close:", "cards:own:", "take:", "hours:copy:", "hours:above:", "hours:usual:")
"""Buttons after which an address can show the same screen, so that the browser's own "back" works there."""


def _address_of(screen: Screen, form: Group) -> str:
    """The address of this screen on her road, with the part of it that is open: a number, never what it is about."""
    numbers = [question.opened_number for question in form.own_questions if question.opened_number is not None]
    road = _road(screen)
    query = {**({"from": road} if road else {}), **({"open": str(numbers[0])} if numbers else {})}
    return screen_url(screen, **query)


def _no_room(screen: Screen, plan: Plan) -> object:
    """What is said about one thing more than its list can hold; empty while there is room."""
    items = screen.list.stored_form(plan).items
    return items.refuse("too_many_items", max=items.most) if items and has_no_room(plan, screen) else ""


_ROAD_TITLES = {SHORT_ROAD: _("The short road")}

LEADS_TO = {
    "stop": "keep.stop",
    "wipe": "keep.stop",
    "list": "wizard.task_list",
    "check": "wizard.check",
    "languages": "wizard.language",
}
"""Where buttons lead that lead to the same page from everywhere."""


def _road(screen: Screen) -> str:
    """The road on which she is: the form says it, else the address."""
    return road_of(screen, request.form.get("from", request.args.get("from", "")))


def _onward(screen: Screen, do: str, plan: Plan) -> str:
    """The address that a button leads to; some change the plan on the way."""
    button, *which = do.split(":")
    road = _road(screen)
    if button in LEADS_TO:
        return url_for(LEADS_TO[button], back=road_url(screen, road) if button == "languages" else None)
    if which or button == "add":
        return road_url(_about_things(screen, button, which, plan), road)
    if button == LEAVE:  # time was up in this window, and not in another
        return road_url(screen, road)
    if screen.item:
        return road_url(screen.list, road)
    if button == "back":
        return before(screen, plan, road)
    url = after(screen, plan, road)
    if url == url_for("wizard.short_end") and visit.opened:
        visit.change(lambda plan: plan.marked(SHORT_ROAD, done=True))
    return url


def _about_things(screen: Screen, button: str, which: list[str], plan: Plan) -> Screen:
    """The screen after a button about a language, a child or one of the things that are listed."""
    match button, *which:
        case (("language" | "also"), chosen):
            visit.talk(f"{button}:{chosen}", writing=True)
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
    plan, name = visit.plan, _road(screen)
    road = Road.through(screen.chapter, name, plan)
    at = max(road.index(screen), 0)
    return render_template(
        "page.html",
        chapter=screen.chapter,
        screen=screen,
        form=form,
        heading=screen.title(plan),
        road_title=_ROAD_TITLES.get(name, screen.chapter.title),
        number=at + 1,
        total=0 if name == CHECK else len(road.screens),
        problems=form.problems(),
        revision=screen.revision(plan),
        came_from=name,
        alike=_alike(screen, plan),
        is_item=bool(screen.item),
        is_new=bool(screen.item) and not plan.at(screen.answers_at),
        is_first=(at == 0 or name == CHECK) and not screen.item,
        opens_chapter=road.opens_chapter(screen) and name in {CORE_ROAD, SHORT_ROAD},
        has_draft=has_draft,
        notice=notice,
        works_out=works_out(screen),
        result=screen.page.worked_out(readable(plan, screen, form)) if works_out(screen) else None,
        unfinished=[] if screen.item else unfinished(plan, screen.key + "/", name),
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
