"""What stands around the questions: the task list, the end of each road, and all answers to read through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.chapters import summarise
from trajectplan.chapters.story import tell
from trajectplan.pages import MORE, Chapter, Page, Screen
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import ChapterSummary, Section, Text
from trajectplan.web.resuming import ask_for_code, without_plan
from trajectplan.web.roads import CHECK, CORE_ROAD, MORE_ROAD, SHORT_ROAD, Road, answered_screens, is_only_short
from trajectplan.web.services import services
from trajectplan.web.visit import visit
from trajectplan.web.ways import anchor, is_open, road_url, screen_by_key, unfinished

SHORT_MINUTES = 10
"""How long the short road takes."""


def without_session() -> Response | None:
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


# The task list --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Task:
    """A chapter on the task list: its core, and how much more there is to tell for who wants."""

    number: int
    chapter: Chapter
    answered: int
    total: int
    is_done: bool
    url: str
    more: int
    more_url: str
    has_more_told: bool = False

    @property
    def status(self) -> str:
        """``untouched``, ``begun`` or ``done``."""
        if self.is_done:
            return "done"
        return "begun" if self.answered or self.has_more_told else "untouched"


@dataclass(frozen=True, slots=True)
class ShortRoad:
    """The short road on the task list, with the titles of its pages."""

    minutes: int
    answered: int
    total: int
    titles: tuple[Text, ...]


def task_list() -> ResponseReturnValue:
    """The short road as long as it isn't finished, then the chapters with what is done, begun and untouched."""
    if response := without_session():
        return response
    plan = visit.plan
    answered = answered_screens(plan)
    tasks = (_task(number, chapter, plan, answered) for number, chapter in enumerate(services().chapters, start=1))
    place = _place(plan)
    return render_template(
        "task_list.html",
        short=_short(plan, answered),
        chapters=[task for task in tasks if task],
        came_back=place.title(plan) if place else "",
        resume_url=road_url(place, _road_of_place(place, plan, answered)) if place else "",
        unfinished=unfinished(plan),
    )


def _task(number: int, chapter: Chapter, plan: Plan, answered: frozenset[str]) -> Task | None:
    """A chapter for the list; ``None`` when it has nothing to ask her."""
    core, more = (Road.through(chapter, name, plan) for name in (CORE_ROAD, MORE_ROAD))
    road = core if core.screens else more
    entry = road.entry(answered)
    if entry is None:
        return None
    return Task(
        number=number,
        chapter=chapter,
        answered=len(road.screens) - len(road.still_open(answered)),
        total=len(road.screens),
        is_done=chapter.key in plan.done,
        url=road_url(entry, road.name),
        more=len(more.still_open(answered)) if core.screens else 0,
        more_url=_entry_url(more, answered),
        has_more_told=len(more.still_open(answered)) < len(more.screens),
    )


def _short(plan: Plan, answered: frozenset[str]) -> ShortRoad | None:
    """The short road for the list; ``None`` once she came to its end or answered all of it."""
    road = Road.short(plan)
    still_open = road.still_open(answered)
    if not still_open or SHORT_ROAD in plan.done:
        return None
    titles = tuple(screen.title(plan) for screen in road.screens if not screen.place)
    return ShortRoad(SHORT_MINUTES, len(road.screens) - len(still_open), len(road.screens), titles)


def _place(plan: Plan) -> Screen | None:
    """The screen she was last on, if it is still there."""
    place = screen_by_key(plan.place) if plan.place else None
    return place if place and is_open(place, plan) else None


def _road_of_place(place: Screen, plan: Plan, answered: frozenset[str]) -> str:
    """The road to go on with: the short one while she is on it, else the one on which the page lies."""
    if place.page.depth == MORE:
        return MORE_ROAD
    is_short = place in Road.short(plan).screens and SHORT_ROAD not in plan.done and is_only_short(plan, answered)
    return SHORT_ROAD if is_short else CORE_ROAD


def _entry_url(road: Road, answered: frozenset[str]) -> str:
    entry = road.entry(answered)
    return road_url(entry, road.name) if entry else ""


def mark_chapter() -> ResponseReturnValue:
    """Call a chapter done, or open again."""
    if visit.opened and (response := without_plan()):
        return response
    what, _colon, key = request.form.get("do", "").partition(":")
    if visit.opened and what in {"done", "open"} and key in {chapter.key for chapter in services().chapters}:
        visit.change(lambda plan: plan.marked(key, done=what == "done"))
    return redirect(url_for("wizard.task_list"), 303)


# The short road, and what ends a road ---------------------------------------------------------------------------------


def short_road() -> ResponseReturnValue:
    """Go to the short road: to its first question that is still open."""
    if response := without_session():
        return response
    road = Road.short(visit.plan)
    return redirect(_entry_url(road, answered_screens(visit.plan)) or url_for("wizard.task_list"), 303)


def short_end() -> ResponseReturnValue:
    """The end of the short road: her plan stands; read it, print it, or go deeper."""
    if response := without_session():
        return response
    return render_template("short_end.html", unfinished=unfinished(visit.plan, road=SHORT_ROAD))


def chapter_end(chapter: int) -> ResponseReturnValue:
    """A moment of rest at the end of a chapter, with what more there is to tell for who wants."""
    chapters = services().chapters
    if not 1 <= chapter <= len(chapters):
        abort(404)
    if response := without_session():
        return response
    plan, answered = visit.plan, answered_screens(visit.plan)
    tasks = (_task(number, each, plan, answered) for number, each in enumerate(chapters[chapter:], chapter + 1))
    more = Road.through(chapters[chapter - 1], MORE_ROAD, plan)
    return render_template(
        "chapter_end.html",
        chapter=chapters[chapter - 1],
        number=chapter,
        is_done=chapters[chapter - 1].key in plan.done,
        more=len(more.still_open(answered)),
        more_url=_entry_url(more, answered),
        following=next((task for task in tasks if task), None),
    )


# Check answers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What one screen says: ``section`` as it reads, ``name`` for the link that changes it.

    ``is_plain`` where the page asks one thing only: then the answer reads well without its question below the heading.
    """

    section: Section
    name: Text
    url: str
    anchor: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What one chapter says; ``untold`` are pages of its core that wait, ``more`` is for who wants to tell more."""

    chapter: Chapter
    url: str
    told: tuple[Told, ...]
    untold: tuple[Told, ...]
    more: int
    more_url: str


def check(chapter: int = 0) -> ResponseReturnValue:
    """What she said so far, as it reads: the whole as her story, a chapter with all its answers, each to be changed."""
    if response := without_session():
        return response
    chapters, plan = services().chapters, visit.plan
    if chapter > len(chapters):
        abort(404)
    chosen = chapters[chapter - 1 : chapter] if chapter else chapters
    summary = summarise(plan, chosen)
    parts = [_part(each, told, plan) for each, told in zip(chosen, summary.chapters, strict=True)]
    return render_template(
        "check_answers.html",
        story=() if chapter else tell(summary),
        parts=[part for part in parts if part.told or part.untold or part.more],
        chapter=chosen[0] if chapter else None,
        has_answers=any(part.told for part in parts),
        unfinished=unfinished(plan, road=CHECK),
    )


def _part(chapter: Chapter, summary: ChapterSummary, plan: Plan) -> Part:
    all_told = [
        Told(section, screen.title(plan), road_url(screen, CHECK), anchor(screen), _asks_one_thing(screen.page))
        for screen, section in zip(chapter.screens(plan), summary.sections, strict=True)
    ]
    waiting = [told for told in all_told if not told.section.blocks and told.section.address not in plan.drafts]
    more = [told for told in waiting if told.section.depth == MORE]
    answered = frozenset(told.section.address for told in all_told) - {told.section.address for told in waiting}
    return Part(
        chapter=chapter,
        url=url_for("wizard.check", chapter=services().chapters.index(chapter) + 1),
        told=tuple(told for told in all_told if told.section.blocks),
        untold=tuple(told for told in waiting if told.section.depth != MORE),
        more=len(more),
        more_url=_entry_url(Road.through(chapter, MORE_ROAD, plan), answered),
    )


@cache
def _asks_one_thing(page: type[Page]) -> bool:
    return len(page().questions) == 1
