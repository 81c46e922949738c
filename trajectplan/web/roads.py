"""The roads through the questions: the short one, the core of a chapter, and more for who wants to tell more."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from trajectplan.pages import CORE, MORE, SHORT, Chapter, Screen
from trajectplan.plan.document import Plan
from trajectplan.web.services import services

CORE_ROAD, SHORT_ROAD, MORE_ROAD, CHECK = "", "short", "more", "check"
"""What ``from`` says in an address and in a form: which road she is on, or that she came from her answers."""

DEPTHS: Final = {
    CORE_ROAD: (SHORT, CORE),
    SHORT_ROAD: (SHORT,),
    MORE_ROAD: (MORE,),
    CHECK: (SHORT, CORE, MORE),
}


def road_of(screen: Screen, asked: str) -> str:
    """The road on which a screen is shown: the one that was asked for, else the one on which its page lies."""
    if screen.page.depth in DEPTHS.get(asked, ()):
        return asked
    return MORE_ROAD if screen.page.depth == MORE else CORE_ROAD


@dataclass(frozen=True, slots=True)
class Road:
    """Screens that come one after another. A road may be empty, when nothing on it is asked of her."""

    name: str
    screens: tuple[Screen, ...]

    @classmethod
    def through(cls, chapter: Chapter, name: str, plan: Plan) -> Road:
        """The road of this name through a chapter; the short road leads through all of them."""
        if name == SHORT_ROAD:
            return cls.short(plan)
        return cls(name, tuple(chapter.screens(plan, DEPTHS[name])))

    @classmethod
    def short(cls, plan: Plan) -> Road:
        """The short road, through all chapters."""
        chapters = services().chapters
        return cls(SHORT_ROAD, tuple(each for chapter in chapters for each in chapter.screens(plan, (SHORT,))))

    def still_open(self, answered: Container[str]) -> tuple[Screen, ...]:
        """The screens that aren't among those that she ``answered``, which are named by their keys."""
        return tuple(screen for screen in self.screens if screen.key not in answered)

    def entry(self, answered: Container[str]) -> Screen | None:
        """Where she comes in: the first screen that is still open once she began, else the very first."""
        still_open = self.still_open(answered)
        is_begun = len(still_open) < len(self.screens)
        return next(iter((*(still_open if is_begun else ()), *self.screens)), None)

    def index(self, screen: Screen) -> int:
        """Where the screen stands, from 0; the last one before it when it isn't on the road, so -1 before the first."""
        at, here = -1, _order(screen)
        for index, each in enumerate(self.screens):
            if each == screen.list:
                return index
            if _order(each) <= here:
                at = index
        return at

    def after(self, screen: Screen, plan: Plan) -> Screen | None:
        """The next screen, ``None`` at the end.

        What she answered on the short road isn't asked again in the core; going back she finds it.
        """
        for each in self.screens[self.index(screen) + 1 :]:
            if self.name != CORE_ROAD or each.page.depth != SHORT or not each.is_answered(plan):
                return each
        return None

    def before(self, screen: Screen) -> Screen | None:
        """The screen before, ``None`` at the beginning."""
        at = self.index(screen)
        return self.screens[at - 1] if at > 0 else None

    def opens_chapter(self, screen: Screen) -> bool:
        """Whether this is the first screen of its chapter on this road."""
        first = next((each for each in self.screens if each.chapter == screen.chapter), None)
        return first == screen


def _order(screen: Screen) -> tuple[int, int]:
    """The place of its page among all pages."""
    return services().chapters.index(screen.chapter), screen.chapter.pages.index(screen.page)


def answered_screens(plan: Plan) -> frozenset[str]:
    """The keys of all screens of which something is kept."""
    screens = (screen for chapter in services().chapters for screen in chapter.screens(plan))
    return frozenset(screen.key for screen in screens if screen.is_answered(plan))


def is_only_short(plan: Plan, answered: frozenset[str]) -> bool:
    """Whether she answered something, and nothing beyond the short road."""
    return bool(answered) and answered <= {screen.key for screen in Road.short(plan).screens}
