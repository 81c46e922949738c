"""Addresses of screens, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from trajectplan.pages import Chapter, Screen
from trajectplan.plan.document import ITEM_ID, Plan
from trajectplan.plan.summary import Text
from trajectplan.web.services import services


def screen_url(screen: Screen, **query: str) -> str:
    """The address of a screen: numbers of chapter and page, then ids; it tells nothing about the question."""
    chapters = services().chapters
    where: dict[str, Any] = {**dict(zip(("first", "second"), screen.ids, strict=False)), **query}
    return url_for(
        "wizard.page",
        chapter=chapters.index(screen.chapter) + 1,
        number=screen.chapter.pages.index(screen.page) + 1,
        **where,
    )


def find_screen(chapter: int, number: int, ids: Sequence[str]) -> Screen | None:
    """The screen at an address, or ``None`` where there can be none."""
    chapters = services().chapters
    if not (1 <= chapter <= len(chapters) and 1 <= number <= len(chapters[chapter - 1].pages)):
        return None
    return _screen(chapters[chapter - 1], number - 1, ids)


def screen_by_key(key: str) -> Screen | None:
    """The screen with this key, as drafts and forms name it."""
    name, *ids = key.split("/")
    for chapter in services().chapters:
        for number, page in enumerate(chapter.pages):
            if page.key == name:
                return _screen(chapter, number, ids)
    return None


def _screen(chapter: Chapter, number: int, ids: Sequence[str]) -> Screen | None:
    page = chapter.pages[number]
    inner = list(ids)
    place = ((page.each.lists, inner.pop(0)),) if page.each and inner else ()
    item = inner.pop(0) if inner and page.lists else ""
    is_whole = not inner and bool(place) == bool(page.each) and all(ITEM_ID.fullmatch(each) for each in ids)
    return Screen(chapter, page, place, item) if is_whole else None


def after(screen: Screen, plan: Plan) -> str:
    """The address of the next screen, or of the end of the chapter."""
    screens = list(screen.chapter.screens(plan))
    at = position(screen, plan)
    if at + 1 < len(screens):
        return screen_url(screens[at + 1])
    return url_for("wizard.chapter_end", chapter=services().chapters.index(screen.chapter) + 1)


def before(screen: Screen, plan: Plan) -> str:
    """The address of the screen before, or of the task list."""
    screens = list(screen.chapter.screens(plan))
    at = position(screen, plan)
    return screen_url(screens[at - 1]) if at > 0 else url_for("wizard.task_list")


def position(screen: Screen, plan: Plan) -> int:
    """Where the screen stands among those of its chapter, from 0; the last one before it when it isn't shown now."""
    order = {page: index for index, page in enumerate(screen.chapter.pages)}
    at = -1
    for index, each in enumerate(screen.chapter.screens(plan)):
        if each == screen.list:
            return index
        if order[each.page] <= order[screen.page]:
            at = index
    return max(at, 0)


def unfinished(plan: Plan, within: str = "") -> list[tuple[Text, str]]:
    """The title and address of every screen whose words can't be kept yet; ``within`` is how their keys begin."""
    found = (screen_by_key(key) for key in plan.drafts if key.startswith(within))
    return [(screen.title(plan), screen_url(screen)) for screen in found if screen and screen.exists(plan)]


def is_ours(path: str) -> bool:
    """Whether this is the path of a page of ours that may be gone to."""
    if not path.startswith("/") or path.startswith(("//", "/\\")) or not path.isprintable():
        return False
    try:
        current_app.url_map.bind("localhost").match(path.partition("?")[0], method="GET")
    except RequestRedirect:
        return False
    except HTTPException:
        return False
    return True
