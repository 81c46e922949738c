"""The chapter "My children and my week": who is where and when, what childcare must be, what if it falls away.

Not asked here, on purpose: who travels how long with whom. She types the minutes of a whole round per day instead, so
that every screen stays small.
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
from trajectplan.chapters.childcare.jobs import JobCheck
from trajectplan.chapters.childcare.my_hours import FixedHours, MyDay, MyRounds
from trajectplan.chapters.childcare.my_week import MyWeek
from trajectplan.chapters.childcare.week import AloneAtHome, ChildcareTimes, MyChildren, SchoolTimes
from trajectplan.chapters.childcare.whole_week import LaterWeek, LeaveAndAfter, WholeWeek
from trajectplan.i18n import _
from trajectplan.pages import Chapter

__all__ = ["CHILDCARE"]

CHILDCARE = Chapter(
    key="childcare",
    icon="calendar-dots",
    title=_("My children and my week"),
    minutes=12,
    intro=_(
        "Here you see which hours are really yours. You can show that on paper. "
        "That way the talk starts from your week."
    ),
    check=_("Is this your week? You can still change everything."),
    note=_("Write no real names. You need not say anything about illness or the other parent."),
    pages=(
        MyChildren,
        WholeWeek,
        SchoolTimes,
        ChildcareTimes,
        AloneAtHome,
        MyRounds,
        FixedHours,
        MyDay,
        LeaveAndAfter,
        LaterWeek,
        MyWeek,
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
        JobCheck,
    ),
)
