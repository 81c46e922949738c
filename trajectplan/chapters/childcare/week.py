"""The week as it is: her children, their school and care, her own fixed hours and her limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from trajectplan.chapters.common import OfAKind, may_print
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.worksheet import Blank, WeekGrid
from trajectplan.questions import (
    DAYS,
    SCHOOL_DAYS,
    Choice,
    Choices,
    Group,
    Items,
    LongText,
    Number,
    Option,
    ShortText,
    Time,
    WeekHours,
)
from trajectplan.questions.week_hours import DayName

FROM_FOUR, FROM_EIGHT = 4, 8
"""Ages at which a child may go to school, and at which being alone for a while is worth a question."""
SCHOOLS = {"primary_school", "secondary_school"}
EARLIEST, LATEST = "06:00", "20:00"
"""A school that is open outside these times was mistyped."""

GRID_HOURS = (7, 20)
"""The hours of a day to shade, from and until."""

ON_PAPER = ("day_on_paper", "print")
"""Her days and times are printed only when she says so: her week must not be used against her."""

WHICH_WEEKS = (
    Option("every", _("Every week"), "calendar-check"),
    Option("odd", _("Odd weeks"), "number-square-one"),
    Option("even", _("Even weeks"), "number-square-two"),
)

DAY_CARDS = (
    Option("mon", DayName("mon"), "number-circle-one"),
    Option("tue", DayName("tue"), "number-circle-two"),
    Option("wed", DayName("wed"), "number-circle-three"),
    Option("thu", DayName("thu"), "number-circle-four"),
    Option("fri", DayName("fri"), "number-circle-five"),
    Option("sat", DayName("sat"), "number-circle-six"),
    Option("sun", DayName("sun"), "number-circle-seven"),
)

PLACE_KINDS = (
    Option("day_care", _("Day nursery"), "baby"),
    Option("playgroup", _("Playgroup or pre-school"), "lego"),
    Option("before_school", _("Before-school care"), "sun-horizon"),
    Option("after_school", _("After-school care"), "soccer-ball"),
    Option("childminder", _("Childminder"), "hand-heart"),
    Option("family", _("Family"), "users-three"),
    Option("neighbour_friend", _("Neighbour or friend"), "house-simple"),
    Option("other_parent", _("The other parent"), "arrows-left-right"),
    Option("club", _("Sports or club"), "basketball"),
    Option("other", _("Something else"), "dots-three-circle"),
)


class Child(Group):
    """One child of hers: a letter, an age, where it is by day."""

    naming = "name"
    by_pen: ClassVar = {"age": _("Not one yet? Then write 0.")}

    name = ShortText(
        _("Letter or pet name"),
        longest=20,
        short=_("Child"),
        hint=_("For example A, or Flower."),
        missing=_("Give this child a letter, such as A."),
        messages={"same_twice": _("Two children are now called %(name)s. Give one a different letter.")},
    )
    age = Number(
        _("How old?"),
        least=0,
        most=17,
        short=_("Age"),
        hint=_("Not one yet? Then type 0."),
        counts="years",
        zero=_("not one yet"),
        messages={
            "number_range": _("Type how old your child is, from 0 to 17."),
            "in_years": _("Type whole years. Not one yet? Then type 0."),
        },
    )
    where_now = Choices(
        _("Where is this child during the day?"),
        options=(
            Option("home_with_me", _("At home with me"), "house-line"),
            Option("day_care", _("Day nursery"), "baby-carriage"),
            Option("playgroup", _("Playgroup or pre-school"), "lego"),
            Option("childminder", _("Childminder"), "hand-heart"),
            Option("primary_school", _("Primary school"), "backpack"),
            Option("after_school", _("After-school care"), "soccer-ball"),
            Option("secondary_school", _("Secondary school or college"), "student"),
            Option("family_friends", _("With family or friends"), "users-three"),
        ),
        short=_("Now by day"),
        detail=True,
        hint=_("You can choose more than one."),
    )

    def validate_name(self, question: ShortText) -> None:
        """Two children with one name can't be told apart on paper."""
        taken = {str(child.get("name") or "").casefold() for child in self.siblings}
        if question.data and question.data.casefold() in taken:
            raise question.refuse("same_twice", name=question.data)


class MyChildren(Page):
    """Her children; the pages about one child come once for each of them."""

    icon = "users-three"
    title = _("These are my children")
    hint = _("Write a letter or a pet name. A real name is not needed.")
    why = _("Your week starts with your children. Their age matters for childcare and rules. Their name does not.")
    example = _("A is 3. She goes to playgroup three mornings. B is 7 and is at school.")

    children = Items(
        _("My children"),
        Child,
        item=_("Child %(number)s"),
        add=_("Another child"),
        first=_("Add a child"),
        remove=_("Remove %(name)s"),
        most=10,
        word="child",
        again=_("Use one sheet per child"),
        short=_("Children"),
        role="children",
    )


class SchoolTimes(Page):
    """When one child is at school."""

    depth = MORE
    each = MyChildren
    icon = "backpack"
    title = _("%(child)s's school times")
    hint = _("The times are in the school guide or the school's app.")
    why = _("People often think school is enough. Your week shows what is really left.")
    example = _("Every day from 8:30 to 14:30. On Wednesday until 12:15.")

    school_hours = WeekHours(
        _("School times"),
        days=SCHOOL_DAYS,
        nights=False,
        short=_("School"),
        hint=_("Leave a free day empty."),
        messages={"at_night": _("This school is open very early or very late. Have another look at the time.")},
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """For a child of four or older, and for one that goes to school already."""
        del plan
        return (each.get("age") or 0) >= FROM_FOUR or not SCHOOLS.isdisjoint(each.get("where_now") or ())

    def validate_school_hours(self, question: WeekHours) -> None:
        """A school that is open at night was mistyped."""
        spans = [span for spans in (question.data or {}).values() for span in spans]
        if any(start < EARLIEST or end > LATEST or end <= start for start, end in spans):
            raise question.refuse("at_night")


class CarePlace(OfAKind):
    """One place or person that looks after a child: there already, waited for or wished for."""

    naming, kind_is = "place_name", "place_kind"

    place_kind = Choice(
        _("What or who is it?"),
        options=PLACE_KINDS,
        short=_("Kind"),
    )
    place_name = ShortText(
        _("What do I call it?"),
        longest=40,
        short=_("Name"),
        hint=_("For example: grandma. Or: care next to school."),
    )
    place_status = Choice(
        _("Is it there already?"),
        options=(
            Option("have", _("Yes, now"), "check-circle"),
            Option("waiting_list", _("I am on the waiting list"), "hourglass-medium"),
            Option("wish", _("No, I would like this"), "star"),
        ),
        short=_("There already"),
    )
    place_hours = WeekHours(_("When?"), short=_("Times"))
    place_weeks = Choice(_("Which weeks?"), options=WHICH_WEEKS, short=_("Weeks"), folded=True)
    place_holidays = Choice(
        _("Is it there in the holidays too?"),
        options=(
            Option("also", _("Yes, then as well"), "sun"),
            Option("not_then", _("No, not then"), "calendar-x"),
            Option("unknown", _("I don't know yet"), "question"),
        ),
        short=_("In holidays"),
        folded=True,
    )
    place_sure = Choice(
        _("How certain is it?"),
        options=(
            Option("fixed", _("Fixed"), "push-pin"),
            Option("mostly", _("Mostly"), "cloud-sun"),
            Option("now_and_then", _("Now and then"), "dice-three"),
        ),
        short=_("Certainty"),
        folded=True,
    )


class ChildcareTimes(Page):
    """Who looks after one child, and when."""

    each = MyChildren
    icon = "baby-carriage"
    title = _("Who looks after %(child)s?")
    hint = _("Think of childcare, but also of grandma or a neighbour. Add what you are waiting for too.")
    why = _("This shows who is there, and when nobody is.")
    example = _("Grandma looks after A on Tuesday, from 12:00 to 18:00. Only in odd weeks.")

    places = Items(
        _("Childcare and helpers"),
        CarePlace,
        item=_("Place or person %(number)s"),
        add=_("Another place or person"),
        first=_("Add a place or person"),
        remove=_("Remove %(name)s"),
        most=6,
        copies=2,
        short=_("Childcare and helpers"),
    )


class AloneAtHome(Page):
    """What one child can do without her."""

    each = MyChildren
    depth = MORE
    icon = "house-simple"
    title = _("What %(child)s can do alone")
    hint = _("You know your child. You decide what is possible.")
    why = _("Fifteen minutes alone at home can give many hours. But only if it feels right.")
    example = _("B cycles to school alone. Half an hour alone at home goes well.")

    home_alone = Choice(
        _("How long can %(child)s be home alone?"),
        options=(
            Option("not_yet", _("Not yet"), "hand-palm"),
            Option("half_hour", _("Up to half an hour"), "hourglass-low"),
            Option("two_hours", _("Up to 2 hours"), "hourglass-medium"),
            Option("afternoon", _("An afternoon"), "sun-dim"),
            Option("day", _("A whole day"), "sun"),
        ),
        short=_("Home alone"),
    )
    travels_alone = Choice(
        _("Can %(child)s go to school alone?"),
        options=(
            Option("goes_alone", _("Yes"), "person-simple-bike"),
            Option("with_others", _("Yes, with other children"), "users-four"),
            Option("not_yet", _("No, not yet"), "traffic-sign"),
        ),
        short=_("To school alone"),
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """For a child of eight or older."""
        del plan
        return (each.get("age") or 0) >= FROM_EIGHT


class Commitment(Group):
    """One thing that comes back every week or every other week."""

    naming = "commitment_name"

    commitment_name = ShortText(_("What is it?"), longest=60, short=_("What"))
    commitment_hours = WeekHours(_("When?"), short=_("Times"))
    commitment_weeks = Choice(_("Which weeks?"), options=WHICH_WEEKS, short=_("Weeks"))
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
        _("From what time can I leave home?"), short=_("I can leave from"), role="hours", printed=ON_PAPER
    )
    home_by = Time(
        _("What time do I want to be home?"),
        short=_("I must be home by"),
        messages={"end_before_start": _("This is earlier than you leave. Choose a later time.")},
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
    must_stay = LongText(
        _("What must stay in our week?"),
        longest=400,
        short=_("This stays in my week"),
        hint=_("Think of swimming lessons, rest or eating together."),
    )
    day_on_paper = may_print(_("May these days and times go on paper?"), short=_("Days and times on paper"))

    def validate_home_by(self, question: Time) -> None:
        """Home comes after leaving."""
        leaves = self.leave_from.data
        if question.data and leaves and question.data <= leaves:
            raise question.refuse("end_before_start")

    def blank(self) -> Iterator[Blank]:
        """Her whole week stands here too: nowhere else on the sheets does one see what is left of it."""
        yield WeekGrid(
            _("Shade the hours"),
            tuple(DayName(day) for day in DAYS),
            *GRID_HOURS,
            _("Cross out: school, childcare, travel. What stays white is a gap or is yours."),
        )
        yield from super().blank()
