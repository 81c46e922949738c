"""Jobs and courses held against her week: does it fit, on which day not, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from trajectplan.chapters.childcare import found
from trajectplan.chapters.childcare.cards import LONGEST_WAY, OFFER_KINDS, ONE_WAY
from trajectplan.chapters.childcare.found_ticks import JobsFound, TicksPage
from trajectplan.chapters.childcare.my_week import WITHOUT_TICK
from trajectplan.chapters.common import OfAKind
from trajectplan.i18n import _
from trajectplan.pages import MORE
from trajectplan.plan.document import Plan
from trajectplan.plan.result import Result
from trajectplan.plan.summary import Block, List
from trajectplan.questions import Choice, Items, Number, Option, ShortText, WeekHours


class Offer(OfAKind):
    """One job or course that she could say yes to."""

    naming, kind_is = "offer_name", "offer_kind"

    offer_name = ShortText(_("What is it?"), longest=60, short=_("What"))
    offer_kind = Choice(_("What kind is it?"), options=OFFER_KINDS, short=_("Kind"))
    offer_hours = WeekHours(_("Which days and times?"), short=_("Times"), hint=_("One day is enough to begin with."))
    offer_travel_there = Number(
        _("How many minutes to get there?"),
        least=0,
        most=LONGEST_WAY,
        counts="minutes",
        unit=_("minutes"),
        short=_("Journey there, in minutes"),
        hint=_("Count from the last place where you drop off a child."),
        messages={"number_range": ONE_WAY},
    )
    offer_travel_back = Number(
        _("How many minutes back?"),
        least=0,
        most=LONGEST_WAY,
        counts="minutes",
        unit=_("minutes"),
        short=_("Journey back, in minutes"),
        hint=_("Empty? Then we take the journey there."),
        messages={"number_range": ONE_WAY},
        folded=True,
    )
    offer_break = Number(
        _("How many minutes of break a day?"),
        least=0,
        most=LONGEST_WAY,
        counts="minutes",
        unit=_("minutes"),
        short=_("Break a day, in minutes"),
        hint=_("Count only a break that is not paid."),
        folded=True,
    )
    offer_changes = Choice(
        _("Do the times change?"),
        options=(
            Option("fixed", _("No, they are fixed"), "push-pin"),
            Option("weekly", _("Yes, every week"), "shuffle"),
            Option("on_call", _("I'm on call"), "bell-ringing"),
            Option("unknown", _("I don't know yet"), "question"),
        ),
        short=_("Changes"),
        folded=True,
    )
    offer_holidays = Choice(
        _("And in school holidays?"),
        options=(
            Option("goes_on", _("Goes on as usual"), "arrow-right"),
            Option("free_then", _("Then I am off"), "beach-ball"),
            Option("ask", _("I'll ask"), "chat-circle-dots"),
        ),
        short=_("In holidays"),
        folded=True,
    )


class JobCheck(TicksPage):
    """Whether a job or course fits her week; several can stand side by side."""

    depth = MORE
    result_first = True
    icon = "calendar-check"
    title = _("Does this fit my week?")
    hint = _("Fill in a job or a course. Then you see whether the times fit.")
    why = _("This way you know before you say yes. You can put ideas side by side.")
    example = _("Working at a school. Monday and Thursday from 9:00 to 13:00. Journey: 20 minutes.")

    offers = Items(
        _("Work or course"),
        Offer,
        item=_("Idea %(number)s"),
        add=_("Another idea"),
        first=_("Add an idea"),
        remove=_("Remove %(name)s"),
        most=5,
        short=_("Work or courses checked"),
    )
    jobs_on_paper = JobsFound(
        _("Which of these go on paper?"),
        options=found.job_cards,
        own_ids=True,
        own_line=False,
        short=_("Does it fit?"),
        hint=WITHOUT_TICK,
    )

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """How each of them fits."""
        return found.jobs(plan)

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """On paper only what she ticked: that she looked at an idea must not be held against her."""
        return (block for block in super().blocks(paper=paper) if not (paper and isinstance(block, List)))
