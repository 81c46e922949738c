"""Addresses of screens, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from trajectplan.i18n import _, choose
from trajectplan.pages import Chapter, Screen
from trajectplan.plan.document import ITEM_ID, Plan
from trajectplan.plan.summary import Text
from trajectplan.web.dutch_words import needed, pages_of, unkept
from trajectplan.web.roads import CHECK, CORE_ROAD, SHORT_ROAD, Road, road_of
from trajectplan.web.services import services
from trajectplan.web.visit import current_language


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


def typed_in() -> str:
    """The language of the page on which the form that was sent was filled in; another tab may have changed ours."""
    return choose((request.form.get("language", ""), current_language()), services().settings.languages)


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
    item = inner.pop(0) if inner and page.has_screens else ""
    is_whole = not inner and bool(place) == bool(page.each) and all(ITEM_ID.fullmatch(each) for each in ids)
    return Screen(chapter, page, place, item) if is_whole else None


def is_open(screen: Screen, plan: Plan) -> bool:
    """Whether there is such a screen in her plan: what it is about is there, and not put aside."""
    return screen.exists(plan) and not screen.is_aside(plan)


def road_url(screen: Screen, road: str) -> str:
    """The address of a screen on this road."""
    return screen_url(screen, **({"from": road} if road else {}))


def after(screen: Screen, plan: Plan, road: str = CORE_ROAD) -> str:
    """The address of the next screen on the road, or of what comes at its end."""
    if road == CHECK:
        return check_url(screen)
    following = Road.through(screen.chapter, road, plan).after(screen, plan)
    if following:
        return road_url(following, road)
    if road == SHORT_ROAD:
        return url_for("wizard.short_end")
    return url_for("wizard.chapter_end", chapter=services().chapters.index(screen.chapter) + 1)


def before(screen: Screen, plan: Plan, road: str = CORE_ROAD) -> str:
    """The address of the screen before on the road, or of where the road began."""
    if road == CHECK:
        return check_url(screen)
    previous = Road.through(screen.chapter, road, plan).before(screen)
    return road_url(previous, road) if previous else url_for("wizard.task_list")


def check_url(screen: Screen) -> str:
    """The address of her answers to a chapter, at those of this screen."""
    number = services().chapters.index(screen.chapter) + 1
    return url_for("wizard.check", chapter=number, _anchor=anchor(screen.list))


def anchor(screen: Screen) -> str:
    """The id under which the answers of a screen stand among all; like an address it tells nothing about them."""
    chapters = services().chapters
    numbers = (chapters.index(screen.chapter) + 1, screen.chapter.pages.index(screen.page) + 1)
    return "-".join(("at", *map(str, numbers), *screen.ids))


def unfinished(plan: Plan, within: str = "", road: str = CORE_ROAD) -> list[tuple[Text, str]]:
    """The title and address of every screen whose words can't be kept yet; ``within`` is how their keys begin.

    What she typed about a thing that she put aside waits until that comes back. Dutch that can't be kept beside her
    words comes last, for a whole plan only.
    """
    found = (screen_by_key(key) for key in plan.drafts if key.startswith(within))
    screens = (screen for screen in found if screen and is_open(screen, plan))
    titles: list[tuple[Text, str]] = [
        (screen.title(plan), road_url(screen, road_of(screen, road))) for screen in screens
    ]
    return titles if within else [*titles, *_unfinished_dutch(plan)]


def _unfinished_dutch(plan: Plan) -> Iterator[tuple[Text, str]]:
    """The first page with Dutch that can't be kept; none when it stands beside words she has changed since."""
    draft = unkept(plan)
    if not draft:
        return
    for chapter, texts in enumerate(needed(plan), start=1):
        for number, page in enumerate(pages_of(texts), start=1):
            if any(each.words in draft for each in page):
                yield _("Dutch beside my words"), url_for("dutch.page", chapter=chapter, number=number)
                return


def is_ours(path: str) -> bool:
    """Whether this is the path of a page of ours that may be gone to."""
    return bool(_endpoint(path))


def is_to_read(path: str) -> bool:
    """Whether this is the path of a page about her plan on which somebody else may read it, or write the Dutch."""
    return _endpoint(path).startswith(("wizard.check", "dutch.", "output.", "print_view."))


def _endpoint(path: str) -> str:
    """The name of the page of ours at this path; empty where there is none that may be gone to."""
    if not path.startswith("/") or path.startswith(("//", "/\\")) or not path.isprintable():
        return ""
    try:
        endpoint, _values = current_app.url_map.bind("localhost").match(path.partition("?")[0], method="GET")
    except RequestRedirect:
        return ""
    except HTTPException:
        return ""
    return str(endpoint)
