"""The chapter "My steps": what she does first and next, who helps, what she asks, and how they talk and look back.

Not asked here, on purpose: her amounts of money before and after, and what was agreed after the conversation. Both are
worked out by pages of their own.
"""

from __future__ import annotations

from trajectplan.chapters.steps.conditions import ConditionsChances, ConditionsWorkAndCare, ConditionsWorkingTogether
from trajectplan.chapters.steps.money import MoneyFindOut, MyBudget
from trajectplan.chapters.steps.plan import BehindMe, FirstStep, MyContact, NextSteps
from trajectplan.chapters.steps.requests import AskChildcare, AskLearning, AskMoney, AskSupport, AskTrying
from trajectplan.chapters.steps.talk import Aftercare, HelpMeTalk, LookBack, MyQuestions, ThreeThings
from trajectplan.i18n import _
from trajectplan.pages import Chapter

__all__ = ["STEPS"]

STEPS = Chapter(
    key="steps",
    icon="footprints",
    title=_("My steps"),
    minutes=10,
    intro=_("Here your plan starts to move. You choose a first step. You write what you do and what you ask."),
    check=_("Is this your plan? You can still change everything."),
    note=_("Nothing is sent to the municipality. All there is, is the paper in your hand."),
    pages=(
        MyContact,
        FirstStep,
        NextSteps,
        BehindMe,
        MoneyFindOut,
        AskSupport,
        AskLearning,
        AskTrying,
        AskChildcare,
        AskMoney,
        MyBudget,
        ConditionsWorkingTogether,
        ConditionsChances,
        ConditionsWorkAndCare,
        ThreeThings,
        MyQuestions,
        HelpMeTalk,
        LookBack,
        Aftercare,
    ),
)
