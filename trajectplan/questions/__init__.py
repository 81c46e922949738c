"""The question types: each knows its widget, its rules, how its answer is kept and how it reads."""

from __future__ import annotations

from trajectplan.questions.by_day import SCHOOL_DAYS, ByDay
from trajectplan.questions.card_items import CardItems
from trajectplan.questions.choices import Choice, Choices, Option
from trajectplan.questions.day_minutes import DayMinutes, Part
from trajectplan.questions.group import Group
from trajectplan.questions.items import Items, new_id
from trajectplan.questions.texts import Amount, Date, LongText, Number, ShortText, Time
from trajectplan.questions.week_hours import Usual, WeekHours

__all__ = [
    "SCHOOL_DAYS",
    "Amount",
    "ByDay",
    "CardItems",
    "Choice",
    "Choices",
    "Date",
    "DayMinutes",
    "Group",
    "Items",
    "LongText",
    "Number",
    "Option",
    "Part",
    "ShortText",
    "Time",
    "Usual",
    "WeekHours",
    "new_id",
]
