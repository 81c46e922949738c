"""The question types: each knows its widget, its rules, how its answer is kept and how it reads."""

from __future__ import annotations

from trajectplan.questions.card_items import CardItems
from trajectplan.questions.choices import Choice, Choices, Option
from trajectplan.questions.group import Group
from trajectplan.questions.items import Items, new_id
from trajectplan.questions.texts import Amount, Date, LongText, Number, ShortText, Time
from trajectplan.questions.week_hours import DAYS, SCHOOL_DAYS, WeekHours

__all__ = [
    "DAYS",
    "SCHOOL_DAYS",
    "Amount",
    "CardItems",
    "Choice",
    "Choices",
    "Date",
    "Group",
    "Items",
    "LongText",
    "Number",
    "Option",
    "ShortText",
    "Time",
    "WeekHours",
    "new_id",
]
