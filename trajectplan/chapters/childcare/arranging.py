"""When the ordinary week doesn't hold: holidays, a big child, unusual hours, illness, and what an employer hears."""

from __future__ import annotations

from trajectplan.chapters.common import may_print
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import Choice, Choices, Group, Items, LongText, Option, ShortText, WeekHours

FROM_ELEVEN = 11
"""Childcare ends with primary school, at about twelve: the question comes a year before."""

ON_PAPER = ("unusual_on_paper", "print")
"""Early, late and nights are printed only when she says so, as her days and times are."""

YES_IF_NO = (
    Option("can", _("Yes, I can"), "thumbs-up"),
    Option("can_if", _("Yes, if …"), "key"),
    Option("cannot", _("No, I cannot"), "hand-palm"),
)


class Holidays(Page):
    """School holidays and days off, and what can be done then."""

    depth = MORE
    icon = "sun"
    title = _("Our holidays and days off school")
    hint = _("Ask the school for its list of days off. Every school is different.")
    why = _("A job only fits if the holidays fit too. Say this before you start.")
    example = _("My sister can do two weeks in summer. I'm still looking for the rest.")

    hard_days = Choices(
        _("Which days are hard?"),
        options=(
            Option("summer", _("Summer holidays"), "sun"),
            Option("autumn", _("Autumn holiday"), "leaf"),
            Option("christmas", _("Christmas holiday"), "snowflake"),
            Option("spring", _("Spring and May"), "flower-tulip"),
            Option("study_days", _("Teacher training days"), "chalkboard-teacher"),
            Option("short_days", _("Days when school ends early"), "clock-countdown"),
            Option("own_feasts", _("Our own feast days"), "star-and-crescent"),
        ),
        short=_("Hard days"),
    )
    holiday_plan = Choices(
        _("What can I do then?"),
        options=(
            Option("holiday_care", _("Childcare all day"), "house-line"),
            Option("family", _("Family or friends"), "users-three"),
            Option("swap", _("Swapping with another mother"), "swap"),
            Option("free_in_holidays", _("Work with school holidays off"), "beach-ball"),
            Option("my_days_off", _("My own days off"), "calendar-heart"),
            Option("camp", _("A camp or neighbourhood club"), "tent"),
            Option("nothing_yet", _("I don't know yet"), "question", exclusive=True),
        ),
        short=_("What I do then"),
    )
    holiday_hours = WeekHours(
        _("What childcare is there in a holiday week?"),
        short=_("Childcare in a holiday week"),
        hint=_("Fill in when there is someone for all your children. Leave empty if there is none."),
    )


class OverTwelve(Page):
    """A child for whom childcare by law has ended or is about to."""

    depth = MORE
    icon = "student"
    title = _("My child is too old for after-school care")
    hint = _("After primary school, childcare ends. Your care does not.")
    why = _("A child of 13 needs someone too. That can be in your plan.")
    example = _("C is 13. On Tuesday he does sports. On Friday I want to be home at 15:00.")

    where_after_school = Choices(
        _("Where can my child go?"),
        options=(
            Option("home", _("Home, that goes well"), "house"),
            Option("sports", _("Sports or club"), "basketball"),
            Option("homework_class", _("Homework class or library"), "books"),
            Option("youth_centre", _("Youth centre"), "game-controller"),
            Option("family", _("Family or neighbours"), "users-three"),
            Option("no_place", _("Nowhere, that is my worry"), "warning-circle", exclusive=True),
        ),
        short=_("After school"),
    )
    over_twelve_need = LongText(_("What do I need then?"), longest=400, short=_("Needed for child over 12"))

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """When a child is eleven or older."""
        del each
        return any((child.age or 0) >= FROM_ELEVEN for child in plan.children())


class UnusualHours(Page):
    """Early, late, at night, at the weekend: what is possible, and on what condition."""

    depth = MORE
    icon = "moon-stars"
    title = _("Can I do early, late or weekends?")
    hint = _("You do not have to be able to do this. Say here what is true for you.")
    why = _("Many jobs have different hours from childcare. Now your consultant can see that too.")
    example = _("Saturdays are possible if my sister minds the children. Nights are not.")

    early = Choice(_("Starting early, before 7:30"), options=YES_IF_NO, short=_("Early"), printed=ON_PAPER)
    evening = Choice(_("Working in the evening"), options=YES_IF_NO, short=_("Evening"), printed=ON_PAPER)
    night = Choice(_("Working at night"), options=YES_IF_NO, short=_("Night"), printed=ON_PAPER)
    weekend = Choice(_("Working at the weekend"), options=YES_IF_NO, short=_("Weekend"), printed=ON_PAPER)
    changing = Choice(_("Different times each week"), options=YES_IF_NO, short=_("Changing hours"), printed=ON_PAPER)
    unusual_if = LongText(_("I can, if …"), longest=400, short=_("I can, if …"), printed=ON_PAPER)
    unusual_on_paper = may_print(_("May this go on paper?"))


class Person(Group):
    """One person of the back-up plan; no phone number, which she writes on paper herself."""

    naming = "person"

    person = ShortText(_("Who is it?"), longest=40, short=_("Person"))
    can_do = Choices(
        _("What can this person do?"),
        options=(
            Option("fetch", _("Pick up my child"), "backpack"),
            Option("stay_ill", _("Stay with an ill child"), "first-aid-kit"),
            Option("after_school", _("Look after them after school"), "house-line"),
            Option("whole_day", _("Look after them all day"), "sun"),
            Option("overnight", _("Look after them overnight"), "moon"),
            Option("emergency_only", _("Only in a real emergency"), "siren"),
        ),
        short=_("Can"),
    )
    person_when = ShortText(_("When can they, and when not?"), longest=120, short=_("When"))
    asked = Choice(
        _("Have I asked them yet?"),
        options=(
            Option("agreed", _("Yes, it is agreed"), "check-circle"),
            Option("to_ask", _("No, I'll ask"), "chat-circle-dots"),
        ),
        short=_("Asked"),
        detail=True,
    )


class BackUp(Page):
    """The back-up plan for when a child is ill or care falls away."""

    icon = "lifebuoy"
    title = _("My back-up plan")
    hint = _("Choose people you trust. 'Neighbour' or a first name is enough.")
    why = _("Every child falls ill now and then. With a plan, that's no disaster.")
    example = _("A is my sister. She can stay with an ill child, but not on Mondays.")
    note = _("We do not ask for phone numbers. You write them on your paper yourself.")
    official_word = _("calamiteitenplan")

    situations = Choices(
        _("What is this plan for?"),
        options=(
            Option("child_ill", _("My child is ill"), "thermometer-simple"),
            Option("school_calls", _("School calls: come now"), "phone-call"),
            Option("school_closed", _("School is closed"), "lock-simple"),
            Option("care_cancelled", _("The carer cannot come"), "calendar-x"),
            Option("i_am_ill", _("I am ill myself"), "bed"),
            Option("late", _("I get home late"), "train-simple"),
        ),
        short=_("For when"),
    )
    people = Items(
        _("My people"),
        Person,
        item=_("Person %(letter)s"),
        add=_("Another person"),
        first=_("Add a person"),
        remove=_("Remove %(name)s"),
        most=3,
        short=_("Who I call"),
        hint=_("You call them in this order."),
        role="back_up",
    )
    no_one_yet = Choice(
        _("Do I have nobody yet?"),
        options=(
            Option("looking", _("I am still looking for someone"), "magnifying-glass"),
            Option("help_wanted", _("I want help to find someone"), "hand-heart"),
        ),
        short=_("Nobody yet"),
        hint=_("That goes for many mothers. Then it stands in your plan."),
        role="back_up",
    )


class EmployerWords(Page):
    """What she tells an employer, and what she asks beforehand."""

    depth = MORE
    icon = "megaphone-simple"
    title = _("What I tell my employer")
    hint = _("Say it before you start, and say what you have arranged.")
    why = _("An employer wants to know what will happen. You have a plan. That is strong.")
    example = _("I am there on my days. If my child is ill, I call at once. My sister can then look after him.")

    sentence = LongText(
        _("My sentence for the employer"),
        longest=400,
        short=_("Sentence for the employer"),
        role="for_employer",
        starters=(
            _("You can count on me, because …"),
            _("When my child is ill, I …"),
            _("What I ask of you is …"),
            _("I make up the time by …"),
        ),
    )
    ask_before = Choices(
        _("What I ask beforehand"),
        options=(
            Option("whom_to_call", _("Who do I call if something happens?"), "phone"),
            Option("swap_shift", _("Can I swap a shift?"), "swap"),
            Option("make_up_time", _("Can I make up hours?"), "clock-clockwise"),
            Option("from_home", _("Can I sometimes work from home?"), "laptop"),
            Option("leave", _("What leave is there when a child is ill?"), "first-aid-kit"),
            Option("rota_early", _("How far ahead will I get my rota?"), "calendar-check"),
            Option("phone_on", _("Can my phone stay on?"), "device-mobile"),
            Option("start_later", _("Can I start after drop-off?"), "alarm"),
            Option("holidays_off", _("Am I off in school holidays?"), "beach-ball"),
        ),
        short=_("Questions to the employer"),
    )
