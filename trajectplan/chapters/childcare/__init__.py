"""The chapter "My children and my week": who is where and when, what childcare must be, what if it falls away.

Not asked here, on purpose: the shape of a school week, and who travels how long with whom. Both come with the week
that is drawn, where she types the minutes of a whole round per day; so every screen here stays small.
"""

from __future__ import annotations

from trajectplan.chapters.childcare.arranging import BackUp, EmployerWords, Holidays, OverTwelve, UnusualHours
from trajectplan.chapters.childcare.care import (
    ChildcareCosts,
    ChildcareFinding,
    ChildcareFit,
    ChildcareNeeds,
    ChildcareTrust,
    GettingUsed,
)
from trajectplan.chapters.childcare.week import AloneAtHome, ChildcareTimes, FixedHours, MyChildren, MyDay, SchoolTimes
from trajectplan.i18n import _
from trajectplan.pages import Chapter

__all__ = ["CHILDCARE"]

CHILDCARE = Chapter(
    key="childcare",
    icon="calendar-dots",
    title=_("My children and my week"),
    minutes=10,
    intro=_(
        "Here you write down how your week really is. You can show that on paper. "
        "That way the talk starts from your week."
    ),
    check=_("Is this your week? You can still change everything."),
    note=_("Write no real names. You need not say anything about illness or the other parent."),
    pages=(
        MyChildren,
        SchoolTimes,
        ChildcareTimes,
        AloneAtHome,
        FixedHours,
        MyDay,
        ChildcareNeeds,
        ChildcareCosts,
        ChildcareFit,
        ChildcareTrust,
        GettingUsed,
        ChildcareFinding,
        Holidays,
        OverTwelve,
        UnusualHours,
        BackUp,
        EmployerWords,
    ),
)
