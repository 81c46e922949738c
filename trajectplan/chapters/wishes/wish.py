"""What she wants: the long wish, however high, the work that appeals to her and the road she wants to take."""

from __future__ import annotations

from collections.abc import Iterator

from trajectplan import catalogue
from trajectplan.chapters.common import wish_remark
from trajectplan.i18n import _
from trajectplan.pages import SHORT, Page
from trajectplan.plan.summary import Text
from trajectplan.questions import Choice, Choices, LongText, Option, ShortText

NOT_YET = Option("unknown", _("I don't know yet"), "question", exclusive=True)


class LongWish(Page):
    """What she wants in the end; nobody judges it."""

    depth = SHORT
    icon = "shooting-star"
    title = _("What do I want in the end?")
    hint = _("Write down your big wish, however high. Nobody passes judgement here.")
    why = _("Your big wish will be next to your first step.")
    example = _("I want to study architecture and design homes. It will take long, and that is fine.")

    long_wish = LongText(
        _("In the end I want …"),
        longest=500,
        short=_("My big wish"),
        hint=_("A job, a diploma or a business of your own. Or a day the way you want it."),
        role="goal",
        starters=(
            _("In a few years I am …"),
            _("I would love my own …"),
            _("Even as a child I wanted …"),
            _("A good day for me starts with …"),
        ),
    )
    exploring = Choices(
        _("Or no choice yet"),
        options=(
            Option("exploring", _("First I want to find out what I want"), "compass"),
            Option("more_wishes", _("I have more than one wish"), "shuffle"),
        ),
        short=_("About my wish"),
        own_line=False,
    )
    wish_when = Choice(
        _("Roughly when?"),
        options=(
            Option("one_year", _("Within a year"), "calendar-check"),
            Option("three_years", _("In one to three years"), "calendar-plus"),
            Option("five_years", _("In more than three years"), "mountains"),
            Option("children_older", _("When my children are older"), "student"),
            Option("unknown", _("I don't know yet"), "question"),
        ),
        short=_("Roughly when"),
        folded=True,
    )
    what_is_different = LongText(
        _("What will be different from now?"),
        longest=300,
        short=_("What will be different"),
        hint=_("For you, or for your children."),
        folded=True,
    )


class Sectors(Page):
    """The fields of work that she wants to know more about."""

    icon = "binoculars"
    title = _("What work appeals to me?")
    hint = _("Choose up to five cards. Choose what is new or exciting too.")
    why = _("That way the conversation is about more than care and cleaning.")
    example = _("Transport appeals to me. Could I drive a bus during school hours?")

    sectors = Choices(
        _("I want to know more about this"),
        options=(
            *(Option(each.key, each.label, each.icon, each.jobs) for each in catalogue.SECTORS.values()),
            NOT_YET,
        ),
        most=5,
        short=_("Work that appeals to me"),
        role="appeals",
        messages={"too_many_choices": _("You chose more than %(max)s cards. Which make you most curious?")},
    )
    job_own = ShortText(
        _("Do you have a job in mind?"),
        longest=120,
        short=_("Job I have in mind"),
        hint=_("Write it down, even if it seems far away."),
        role="appeals",
    )


class Route(Page):
    """How she wants to get there, and how far she wants to study."""

    icon = "road-horizon"
    title = _("How do I want to get there?")
    hint = _("Choose what suits you now. There is more than one good road.")
    why = _("The quickest road is not the best one for everybody.")
    example = _("First a day watching a technician. After that, working and learning at once.")
    take_care = _("Would you like to study or volunteer? Ask the municipality first.")

    route = Choices(
        _("This is what I want to do"),
        options=(
            Option("paid_work", _("Paid work"), "briefcase"),
            Option("diploma", _("Studying for a diploma"), "graduation-cap"),
            Option("course", _("A short course"), "certificate"),
            Option("work_and_learn", _("Working and learning at once (bbl)"), "toolbox"),
            Option("trial", _("Trying out work for a while"), "play-circle"),
            Option("look_along", _("Watching at work for a day"), "eye"),
            Option("volunteering", _("Volunteering as a start"), "hand-heart"),
            Option("own_business", _("A business of my own"), "rocket-launch"),
            Option("dutch", _("Learning better Dutch first"), "translate"),
            Option("recognition", _("Having my foreign diploma compared"), "stamp"),
            Option("group", _("A group with other mothers"), "users-three"),
            NOT_YET,
        ),
        most=4,
        short=_("How I want to get there"),
        messages={"too_many_choices": _("You chose more than %(max)s roads. Which suit you best now?")},
    )
    study_level = Choice(
        _("How far do you want to study?"),
        options=(
            Option("certificate", _("A certificate for one subject"), "medal"),
            Option("secondary", _("Secondary school for adults (vavo)"), "backpack"),
            Option("mbo_1_2", _("Mbo 1 or 2 (vocational)"), "number-circle-two"),
            Option("mbo_3_4", _("Mbo 3 or 4 (vocational)"), "number-circle-four"),
            Option("hbo", _("Hbo (university of applied sciences)"), "letter-circle-h"),
            Option("university", _("University"), "bank"),
            Option("not_now", _("Not now, maybe later"), "pause-circle"),
            Option("explore", _("I still want to find out"), "compass"),
        ),
        short=_("How far I want to study"),
        hint=_("High is fine. You can change this later."),
        folded=True,
    )
    route_own = ShortText(
        _("In my own words"),
        longest=200,
        short=_("My road, in my words"),
        hint=_("For example the name of a school or company."),
        folded=True,
    )

    def remarks(self) -> Iterator[Text]:
        """Her wish: a road leads somewhere."""
        return wish_remark(self.plan)
