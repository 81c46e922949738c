"""The page that shows what is found in her week, and asks what of it goes on paper."""

from __future__ import annotations

from trajectplan.chapters.childcare import found
from trajectplan.chapters.childcare.found_ticks import HoursFound, Ticks, TicksPage
from trajectplan.i18n import _
from trajectplan.plan.document import Plan
from trajectplan.plan.result import Result

WITHOUT_TICK = _("What you could do is not what you must do. Without a tick it stays off the paper.")


class MyWeek(TicksPage):
    """Her week worked out, with a tick for each finding that may go on paper."""

    on_sheets = False
    result_first = True
    icon = "chart-bar-horizontal"
    title = _("This is my week")
    hint = _("Is something not right? Go back and change it.")
    why = _("You see what is possible, and what is not yet. A gap is not your fault. It is something to arrange.")
    example = _("I put the gap on Wednesday on paper. The rest I keep to myself.")

    week_on_paper = HoursFound(
        _("Which hours may go on paper?"),
        options=found.hours_cards,
        own_ids=True,
        own_line=False,
        short=_("Hours"),
        hint=WITHOUT_TICK,
    )
    gaps_on_paper = Ticks(
        found.WHERE_GAPS,
        options=found.gap_cards,
        own_ids=True,
        own_line=False,
        short=_("Gaps"),
        hint=_("A gap is not your fault. It is something to arrange. Only what you tick goes on paper."),
    )
    changes_on_paper = Ticks(
        found.MORE_HOURS,
        options=found.change_cards,
        own_ids=True,
        own_line=False,
        short=_("This would help"),
        hint=_("We worked this out. You choose what feels right. Only what you tick goes on paper."),
    )
    closed_on_paper = Ticks(
        _("In the holidays and on study days"),
        options=found.closed_cards,
        own_ids=True,
        own_line=False,
        short=_("Holidays and study days"),
        hint=WITHOUT_TICK,
        folded=True,
    )

    @classmethod
    def worked_out(cls, plan: Plan) -> Result:
        """All that is found in her week."""
        return found.my_week(plan)
