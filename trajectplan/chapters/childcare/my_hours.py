"""Her own hours: the rounds along every door, what is already fixed, and the limits she sets to a working day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trajectplan.chapters.childcare import found
from trajectplan.chapters.childcare.cards import DAY_CARDS, LONGEST_WAY, ONE_WAY, WHICH_WEEKS
from trajectplan.chapters.common import may_print
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.result import Result
from trajectplan.plan.week import DAYS
from trajectplan.plan.week_answers import is_expected, is_quick, minute_of, one_door, usual_start
from trajectplan.plan.worksheet import Blank, WeekGrid
from trajectplan.questions import (
    Choice,
    Choices,
    DayMinutes,
    Group,
    Items,
    LongText,
    Number,
    Option,
    Part,
    ShortText,
    Time,
    WeekHours,
)
from trajectplan.questions.week_hours import DayName

GRID_HOURS = (7, 20)
"""The hours of a day to shade, from and until."""

ON_PAPER = ("day_on_paper", "print")
"""Her days and times are printed only when she says so: her week must not be used against her."""

MIDNIGHT = "24:00"
MOST_CHILDREN = 10
DOORS = {count: Option(one_door(count), _("Yes, to one address"), "door") for count in range(2, MOST_CHILDREN + 1)}
"""By how many children she has: who has one more is asked again."""
SEVERAL = Option("several", _("No, to several"), "buildings")


def where_to(plan: Plan, about: Answers) -> Sequence[Option]:
    """Whether her children all go to one place: asked of who has several."""
    del about
    count = sum(not is_expected(child) for child in plan.items("children"))
    return (DOORS[count], SEVERAL) if count in DOORS else ()


class MyRounds(Page):
    """How long she is under way to bring and fetch her children: whole rounds, as she would say it."""

    on_sheets = False
    icon = "path"
    title = _("Bringing and fetching")
    hint = _("Count the whole round, along every address. Roughly is good enough.")
    why = _("Bringing and fetching take time every day. Here that time counts.")
    example = _("In the morning 25 minutes: first A, then school. In the afternoon 30.")

    rounds = DayMinutes(
        _("How many minutes does it take?"),
        parts=(
            Part("bring", _("Bringing")),
            Part("fetch", _("Fetching")),
        ),
        short=_("Bringing and fetching"),
        hint=_(
            "Bringing: until the last child is dropped off. Fetching: from the first child until home. "
            "A day that you leave empty counts like your longest."
        ),
    )
    doors = Choice(
        _("Do they all go to the same address?"),
        options=where_to,
        known=(*DOORS.values(), SEVERAL),
        short=_("One address or several"),
        printed=False,
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """Unless she took the quick way: there her times begin after the round, and end before it."""
        del each
        return not is_quick(plan)

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """Her week as it stands."""
        return found.drawings(plan)


class Commitment(Group):
    """One thing that comes back every week or every other week."""

    naming = "commitment_name"

    commitment_name = ShortText(_("What is it?"), longest=60, short=_("What"))
    commitment_hours = WeekHours(_("When?"), short=_("Times"))
    commitment_weeks = Choice(_("Which weeks?"), options=WHICH_WEEKS, short=_("Weeks"))
    commitment_minutes = Number(
        _("How many minutes of travel?"),
        least=0,
        most=LONGEST_WAY,
        counts="minutes",
        unit=_("minutes"),
        short=_("Journey, in minutes"),
        hint=_("Count one way only."),
        messages={"number_range": ONE_WAY},
    )
    commitment_movable = Choice(
        _("Can it move to another time?"),
        options=(
            Option("fixed", _("No"), "lock-simple"),
            Option("maybe", _("Perhaps"), "cloud-sun"),
            Option("movable", _("Yes"), "arrows-left-right"),
        ),
        short=_("Can move"),
    )


class FixedHours(Page):
    """What is already fixed in her own week."""

    depth = MORE
    icon = "push-pin"
    title = _("What is already fixed in my week")
    hint = _("Think of lessons, caring for someone or a fixed appointment. Just write 'appointment' if you prefer.")
    why = _("These hours are taken. They belong to your week, and they count.")
    example = _("Language class on Tuesday from 9:00 to 11:30.")

    commitments = Items(
        _("My fixed hours"),
        Commitment,
        item=_("Appointment %(number)s"),
        add=_("Another appointment"),
        first=_("Add an appointment"),
        remove=_("Remove %(name)s"),
        most=10,
        short=_("Fixed hours"),
    )

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """Her week as it stands."""
        return found.drawings(plan)


class MyDay(Page):
    """The limits she sets to a working day and a working week; on a blank sheet with her week, hour by hour."""

    depth = MORE
    on_sheets = True
    icon = "sun-horizon"
    title = _("What my working day can look like")
    hint = _("You set the limit. Choose what you can keep up.")
    why = _("A plan you can't keep up helps nobody. Choose what is good for all of you.")
    example = _("I can leave from 7:45. I want to be home at 17:30. Sunday is for us.")

    days_possible = Choices(
        _("Which days can I do?"),
        options=DAY_CARDS,
        short=_("Days"),
        role="hours",
        printed=ON_PAPER,
        own_line=False,
    )
    leave_from = Time(
        _("From what time can I leave home?"),
        short=_("I can leave from"),
        messages={"day_is_over": _("At 24:00 the day is over. Type an earlier time.")},
        role="hours",
        printed=ON_PAPER,
    )
    home_by = Time(
        _("What time do I want to be home?"),
        short=_("I must be home by"),
        messages={
            "end_before_start": _("This is earlier than you leave. Choose a later time."),
            "leaves_when": _("Home so early? Then fill in above from when you can leave."),
        },
        role="hours",
        printed=ON_PAPER,
    )
    hours_at_most = Number(
        _("How many hours a week do I want to work or study at most?"),
        least=1,
        most=60,
        short=_("At most, in hours a week"),
        hint=_("This is your limit. The plan keeps to it."),
        counts="hours",
        role="hours",
        printed=ON_PAPER,
        messages={"number_range": _("Type the hours per week, from 1 to 60.")},
    )
    work_travel = Number(
        _("How many minutes from the last drop-off to work or a course?"),
        least=0,
        most=LONGEST_WAY,
        counts="minutes",
        short=_("Journey to work or a course"),
        hint=_("Don't know yet? Leave it empty."),
        messages={"number_range": ONE_WAY},
        printed=False,
    )
    must_stay = LongText(
        _("What must stay in our week?"),
        longest=400,
        short=_("This stays in my week"),
        hint=_("Think of swimming lessons, rest or eating together."),
    )
    day_on_paper = may_print(_("May these days and times go on paper?"), short=_("Days and times on paper"))

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """Her week as it stands."""
        return found.drawings(plan)

    def validate_leave_from(self, question: Time) -> None:
        """At midnight no day begins."""
        if question.data == MIDNIGHT:
            raise question.refuse("day_is_over")

    def validate_home_by(self, question: Time) -> None:
        """Home comes after leaving: after the usual time, unless she says when, or is out at night."""
        home, leaves = question.data, self.leave_from.data
        if home and leaves and home <= leaves:
            raise question.refuse("end_before_start")
        answers = self.plan.answers
        usual = usual_start(answers.get("early"))
        if home and not self.leave_from.typed and answers.get("night") != "can" and 0 < minute_of(home) <= usual:
            raise question.refuse("leaves_when")

    def blank(self) -> Iterator[Blank]:
        """Her whole week stands here too: nowhere else on the sheets does one see what is left of it."""
        yield WeekGrid(
            _("Shade the hours"),
            tuple(DayName(day) for day in DAYS),
            *GRID_HOURS,
            _("Cross out: school, childcare, travel. What stays white is a gap or is yours."),
        )
        yield from super().blank()
