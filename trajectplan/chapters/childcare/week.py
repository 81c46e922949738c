"""Her children, one by one: where each is when, at school, with others or alone."""

from __future__ import annotations

from typing import ClassVar

from trajectplan.chapters.childcare import found
from trajectplan.chapters.childcare.cards import PLACE_KINDS, WHICH_WEEKS
from trajectplan.chapters.common import OfAKind
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.result import Result
from trajectplan.plan.week_answers import (
    NOT_BORN,
    PER_CHILD,
    QUICK,
    is_expected,
    is_quick,
    may_be_alone,
    may_go_to_school,
)
from trajectplan.questions import (
    SCHOOL_DAYS,
    Choice,
    Choices,
    Group,
    Items,
    Number,
    Option,
    ShortText,
    Usual,
    WeekHours,
)

EARLIEST, LATEST = "06:00", "20:00"
"""A school that is open outside these times was mistyped."""


def _days(times: tuple[str, str], *days: str) -> dict[str, list[list[str]]]:
    """These times on each of these days, as a week is kept."""
    return {day: [list(times)] for day in days or SCHOOL_DAYS}


USUAL_SCHOOL = (
    Usual("five_equal", _("Five days the same"), "equals", _days(("08:30", "14:00"))),
    Usual(
        "short_wednesday",
        _("Shorter on Wednesday"),
        "circle-half",
        {**_days(("08:30", "14:30")), **_days(("08:30", "12:15"), "wed")},
    ),
    Usual(
        "short_wed_fri",
        _("Shorter on Wednesday and Friday"),
        "circle-half-tilt",
        {**_days(("08:30", "15:00")), **_days(("08:30", "12:00"), "wed", "fri")},
    ),
)
"""School weeks as many primary schools have them, some 26 hours; an offer that counts only when she confirms it."""
USUAL_CARE = (
    Usual("pre_school", _("Pre-school: four mornings"), "lego", _days(("08:30", "12:30"), "mon", "tue", "thu", "fri")),
    Usual(
        "after_school",
        _("After school, until 18:30"),
        "soccer-ball",
        {**_days(("14:30", "18:30")), **_days(("12:15", "18:30"), "wed")},
    ),
)
"""The sixteen hours of pre-school, and after-school care behind a school week that is shorter on Wednesday."""


class Child(Group):
    """One child of hers: a letter, an age, where it is by day."""

    naming, told_apart = "name", True
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
            Option(NOT_BORN, _("Not born yet"), "calendar-heart"),
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
    week_way = Choice(
        _("How do I fill in our week?"),
        options=(
            Option(
                QUICK,
                _("Quickly: when everybody is looked after"),
                "lightning",
                note=_("Good for a first look. It takes a few minutes."),
            ),
            Option(
                PER_CHILD,
                _("Child by child: school, childcare, people"),
                "signpost",
                note=_("It takes longer. Then you see for which child somebody is missing."),
            ),
        ),
        short=_("How I fill in my week"),
        printed=False,
    )


def is_told_apart(plan: Plan, child: Answers) -> bool:
    """Whether she says of each child by itself where it is, and this one is there already."""
    return not is_quick(plan) and not is_expected(child)


class SchoolTimes(Page):
    """When one child is at school."""

    on_sheets = False
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
        within=(EARLIEST, LATEST),
        usual=USUAL_SCHOOL,
        short=_("School"),
        hint=_("Leave a free day empty."),
        messages={"at_night": _("On %(day)s the school is open very early or late. Have another look at the time.")},
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """For a child of four or older, and for one that goes to school already."""
        return is_told_apart(plan, each) and may_go_to_school(each)

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """Her week as it stands."""
        return found.drawings(plan)


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
    place_hours = WeekHours(
        _("When?"), usual=USUAL_CARE, short=_("Times"), hint=_("Two at once is fine. Then you have a choice.")
    )
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
    why = _("This shows when you can leave home, and where there is a gap.")
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

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """Unless she took the quick way; for a child that isn't born yet too, since she can plan ahead."""
        del each
        return not is_quick(plan)

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """Her week as it stands."""
        return found.drawings(plan)


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
        return is_told_apart(plan, each) and may_be_alone(each)
