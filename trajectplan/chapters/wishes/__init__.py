"""The chapter "My wishes": what she wants in the end, how it must fit, what is in the way, what changes at home."""

from __future__ import annotations

from trajectplan.chapters.wishes.fit import FitHours, FitStart, FitTravel
from trajectplan.chapters.wishes.home import HomeChanges, HomeHelp
from trajectplan.chapters.wishes.obstacles import Conditions, ConditionsHelp, Obstacles
from trajectplan.chapters.wishes.wish import LongWish, Route, Sectors
from trajectplan.i18n import _
from trajectplan.pages import Chapter

__all__ = ["WISHES"]

WISHES = Chapter(
    key="wishes",
    icon="compass",
    title=_("My wishes"),
    minutes=10,
    intro=_("Here you write down what you want, and what it takes. Feel free to think big."),
    check=_("Is this what you want? You can still change everything."),
    pages=(
        LongWish,
        Sectors,
        Route,
        FitHours,
        FitTravel,
        FitStart,
        Obstacles,
        Conditions,
        ConditionsHelp,
        HomeChanges,
        HomeHelp,
    ),
)
