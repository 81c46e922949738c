"""How it must fit her life: what she wants to start with, how far away, and from when.

What she *could* work is asked in the chapter on her week. That and what she wants to start with stand apart, and the
hours, the journey and the day come on paper only if she says so: her week must not be used against her.
"""

from __future__ import annotations

from collections.abc import Iterator

from trajectplan.chapters.common import may_print
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.summary import Block
from trajectplan.questions import Choice, Choices, Date, Number, Option, ShortText

IF_SHE_SAYS_SO = ("hours_on_paper", "yes")
TRAVEL_ON_PAPER = ("travel_on_paper", "print")
START_ON_PAPER = ("start_on_paper", "print")


class FitHours(Page):
    """The hours, days and times that she wants to start with."""

    icon = "clock"
    title = _("What fits my life?")
    hint = _("Fill in what fits now. You fill in your whole week later, with childcare.")
    why = _("That way nobody looks for work that doesn't fit.")
    example = _("Three days of five hours, in school hours. Half an hour by bike at most.")

    hours = Number(
        _("How many hours a week do you want to start with?"),
        least=0,
        most=60,
        counts="hours",
        short=_("Hours a week to start with"),
        hint=_("Travel time does not count."),
        role="hours",
        printed=IF_SHE_SAYS_SO,
        messages={
            "not_a_number": _("Write the hours as a number, for example 16."),
            "number_range": _("Write a number from 0 to 60."),
        },
    )
    days = Number(
        _("On how many days?"),
        least=1,
        most=7,
        counts="days",
        short=_("Days a week"),
        role="hours",
        printed=IF_SHE_SAYS_SO,
        messages={
            "not_a_number": _("Write the days as a number, for example 3."),
            "number_range": _("Write a number from 1 to 7."),
        },
    )
    times = Choices(
        _("Which times suit you best to start with?"),
        options=(
            Option("school_hours", _("During school hours"), "backpack"),
            Option("morning", _("Mornings"), "sun-horizon"),
            Option("afternoon", _("Afternoons"), "sun"),
            Option("evening", _("Evenings"), "moon"),
            Option("weekend", _("Weekends"), "calendar-star"),
            Option("from_home", _("At home, in my own time"), "house-line"),
        ),
        short=_("Times that fit"),
        role="hours",
        printed=IF_SHE_SAYS_SO,
    )
    hours_on_paper = Choice(
        _("May these hours go on paper?"),
        options=(
            Option("yes", _("Yes, print them"), "printer"),
            Option("no", _("No, they are for me"), "eye-slash"),
        ),
        short=_("Hours on paper"),
        hint=_("Without your yes, hours, days and times stay off the paper."),
        printed=False,
    )


class FitTravel(Page):
    """How far away it may be."""

    depth = MORE
    continues = FitHours
    icon = "map-trifold"
    title = _("How far can I travel?")
    hint = _("Think of your children too: who brings them, and who is there if something happens?")
    why = _("A journey that is too long breaks a good plan.")
    example = _("Half an hour by bike at most. I can't take the train before half past eight.")

    travel_minutes = Number(
        _("How long may the journey take?"),
        least=0,
        most=180,
        unit=_("minutes"),
        counts="minutes",
        short=_("Longest journey one way, in minutes"),
        hint=_("One way, in minutes, from door to door."),
        printed=TRAVEL_ON_PAPER,
        messages={
            "not_a_number": _("Write the minutes as a number, for example 30."),
            "number_range": _("Write a number from 0 to 180."),
        },
    )
    travel_by = Choices(
        _("How do you travel?"),
        options=(
            Option("walk", _("On foot"), "person-simple-walk"),
            Option("bike", _("By bike"), "bicycle"),
            Option("bus", _("By bus, tram or metro"), "bus"),
            Option("train", _("By train"), "train"),
            Option("car", _("By car or scooter"), "car"),
        ),
        short=_("How I travel"),
        printed=TRAVEL_ON_PAPER,
    )
    travel_on_paper = may_print(_("May this go on paper?"))


class FitStart(Page):
    """From when she can start, and what else has to be right."""

    depth = MORE
    continues = FitTravel
    icon = "flag-checkered"
    title = _("When can I start?")
    hint = _("Choose what is true now. You can change it later.")
    why = _("Starting too early helps nobody. You say when it is possible.")
    example = _("After the summer holidays. My youngest goes to school then.")

    start = Choice(
        _("When can you start?"),
        options=(
            Option("now", _("Right now"), "check-circle"),
            Option("after_holiday", _("After the school holiday"), "beach-ball"),
            Option("childcare_ready", _("When childcare is settled"), "baby-carriage"),
            Option("youngest_at_school", _("When my youngest goes to school"), "student"),
            Option("after_course", _("When my lessons or course are done"), "certificate"),
            Option("own_words", _("At another time"), "pencil-simple-line"),
            Option("unknown", _("I don't know yet"), "question", exclusive=True),
        ),
        short=_("I can start"),
        role="hours",
        printed=START_ON_PAPER,
    )
    start_date = Date(
        _("Do you have a date yet?"),
        future=True,
        short=_("Start from"),
        hint=_("Choose a day that is roughly right."),
        role="hours",
        printed=START_ON_PAPER,
    )
    fit_own = ShortText(
        _("What else has to be right?"),
        longest=200,
        short=_("This has to be right too"),
        hint=_("For example: fixed days, or work close to school."),
        printed=START_ON_PAPER,
    )
    start_on_paper = may_print(_("May this go on paper?"))

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """As they are; beside a day, "at another time" says nothing on paper."""
        says_nothing = paper and self.start_date.data and self.start.data == "own_words"
        unsaid = list(self.start.blocks(paper=True)) if says_nothing else []
        return (block for block in super().blocks(paper=paper) if block not in unsaid)
