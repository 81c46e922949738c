"""Her week as a whole: when everybody is looked after, and the time after a leave."""

from __future__ import annotations

from trajectplan.chapters.childcare import found
from trajectplan.chapters.common import FOR_THEM_TO_SEE
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.result import Result
from trajectplan.plan.week_answers import is_expected, is_quick
from trajectplan.questions import Date, LongText, WeekHours


class WholeWeek(Page):
    """From when until when every child is looked after, for who takes the quick way.

    The times stay off the paper, as all that she could work does: what of it is printed, she ticks on the last page.
    """

    on_sheets = False
    icon = "calendar-check"
    title = _("When everybody is looked after")
    hint = _("Think of school, childcare, family and neighbours together.")
    note = _("Begin when you have dropped off the last child. End when you must fetch the first.")
    why = _("In these hours somebody is with every child. This shows what is left for you.")
    example = _("Monday and Tuesday from 8:30 to 14:30. On Wednesday until 12:15.")

    everybody_hours = WeekHours(
        _("From when until when is everybody looked after?"),
        short=_("Everybody is looked after"),
        hint=_("Leave a free day empty."),
        printed=False,
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """When she took the quick way."""
        del each
        return is_quick(plan)

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """Her week as it stands."""
        return found.drawings(plan)


def expects_a_child(plan: Plan) -> bool:
    """Whether one of her children isn't born yet."""
    return any(is_expected(child) for child in plan.items("children"))


class LeaveAndAfter(Page):
    """Her leave around a birth, and the time after it."""

    depth = MORE
    icon = "baby"
    title = _("My leave, and the time after it")
    hint = _("Roughly is good enough. You can leave everything empty.")
    why = _("A baby needs you, and you need rest. Your plan can wait for that.")
    take_care = FOR_THEM_TO_SEE
    example = _("Until the end of August I am at home. After that, two mornings a week to begin with.")

    leave_begins = Date(_("When does my leave begin?"), short=_("My leave begins"))
    leave_ends = Date(
        _("When does my leave end?"),
        short=_("My leave ends"),
        messages={"end_before_start": _("This is before your leave begins. Choose a later day.")},
    )
    after_leave = LongText(
        _("What will my week be like after that?"),
        longest=400,
        short=_("My week after the leave"),
        hint=_("For example: who looks after the baby, and how many days I begin with."),
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """When a child isn't born yet."""
        del each
        return expects_a_child(plan)

    def validate_leave_ends(self, question: Date) -> None:
        """A leave ends after it began."""
        begins = self.leave_begins.data
        if question.data and begins and question.data <= begins:
            raise question.refuse("end_before_start")


class LaterWeek(Page):
    """When everybody will be looked after once the leave is over, for who takes the quick way."""

    depth = MORE
    icon = "calendar-plus"
    title = _("My week after the leave")
    hint = _("Don't know yet? Skip this page.")
    why = _("This way you see early what you still have to arrange. A place is seldom free at once.")
    example = _("After the leave, the baby goes to a childminder two days a week.")

    everybody_later = WeekHours(
        _("From when until when will everybody be looked after then?"),
        short=_("Later everybody is looked after"),
        hint=_("Leave a free day empty."),
        printed=False,
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """When a child isn't born yet and she took the quick way."""
        del each
        return is_quick(plan) and expects_a_child(plan)

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """Her week as it will be."""
        return found.drawings(plan, found.LATER)
