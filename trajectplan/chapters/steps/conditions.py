"""What she needs of the municipality in order to succeed: in working together, for a real chance, for work and care.

These are the five fields of the checklist in the method: guidance, opportunities and information, childcare and work in
school hours. How often and where they talk is asked with looking back.
"""

from __future__ import annotations

from collections.abc import Iterator

from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Text
from trajectplan.questions import Choices, LongText, Option


class ConditionsWorkingTogether(Page):
    """Guidance: how she and the municipality work together."""

    icon = "handshake"
    title = _("How we work well together")
    hint = _("Choose what you need from the municipality. They are requests, not complaints.")
    why = _("A plan takes two. So say what you need.")
    example = _("I want one fixed person. I do not want to tell my story over and over.")

    working_together = Choices(
        _("This is what I ask of the municipality"),
        options=(
            Option("one_person", _("I have one fixed person"), "user-circle-check"),
            Option("good_handover", _("If someone else takes over, they know my plan"), "arrows-left-right"),
            Option("listens", _("You listen to me first"), "ear"),
            Option("my_situation", _("You know what it means to carry it all alone"), "house-line"),
            Option("in_my_place", _("You try to feel what it is like for me"), "sneaker"),
            Option("obstacles_serious", _("We take what is hard seriously"), "mountains"),
            Option("solve_together", _("We look for a solution together"), "puzzle-piece"),
            Option("my_own_plan", _("My plan is mine, not a standard package"), "fingerprint"),
            Option("my_ideas_first", _("We start from my idea"), "lightbulb"),
            Option("two_sides", _("We make an agreement together"), "handshake"),
            Option("enough_time", _("We talk often enough"), "calendar-dots"),
            Option("on_paper", _("I get on paper what we agree"), "note"),
        ),
        short=_("What I ask in working together"),
        role="together",
        own_line=False,
    )
    working_together_own = LongText(_("What else do I need?"), longest=400, short=_("I also need"))


class ConditionsChances(Page):
    """Opportunities and information: what there is, and that she hears of it."""

    depth = MORE
    icon = "compass"
    title = _("How I get a real chance")
    hint = _("Choose what counts for you.")
    why = _("You can only choose when you know what there is. You can ask for that.")
    example = _("I want to know what is possible, even if it takes longer.")

    chances = Choices(
        _("This is what I ask of the municipality"),
        options=(
            Option("retrain", _("I can learn a new trade"), "arrows-clockwise"),
            Option("train_further", _("I can learn more in what I know"), "stairs"),
            Option("higher_level", _("We also look at a higher level"), "graduation-cap"),
            Option("fits_me", _("The course suits me"), "puzzle-piece"),
            Option("steps_count", _("Small steps count too"), "footprints"),
            Option("volunteering_step", _("Volunteering can be a step"), "hand-heart"),
            Option("knows_options", _("You know what is possible and explain it"), "map-trifold"),
            Option("choose_together", _("We weigh the choices together"), "scales"),
            Option("all_information", _("I hear about learning, trying and my own business"), "info"),
            Option("money_first", _("I know beforehand what it does to my money"), "calculator"),
            Option("group", _("I can join a group of mothers"), "users-four"),
        ),
        short=_("Chances I ask for"),
    )
    chances_own = LongText(_("What other chance am I looking for?"), longest=400, short=_("I am also looking for"))


WORK_AND_CARE = (
    Option("affordable_care", _("Childcare I can afford"), "piggy-bank"),
    Option("enough_care", _("Childcare with enough hours"), "hourglass-high"),
    Option("fitting_care", _("Childcare that suits my child"), "baby"),
    Option("help_finding_care", _("Help with finding childcare"), "binoculars"),
    Option("time_to_settle", _("Time to settle in"), "plant"),
    Option("part_time", _("Part-time work"), "circle-half"),
    Option("school_hours", _("Work in school hours"), "backpack"),
    Option("school_holidays", _("Off in school holidays"), "beach-ball"),
    Option("lasting_work", _("Lasting work rather than short jobs"), "anchor"),
    Option("talk_to_employer", _("You talk to the employer with me"), "chats"),
    Option("emergencies", _("Understanding when my child is ill"), "thermometer-simple"),
    Option("course_times", _("Lesson times that fit drop-off and pick-up"), "alarm"),
)
SAID_BEFORE = {
    "affordable_care": "affordable",
    "enough_care": "enough_hours",
    "fitting_care": "suits_child",
    "help_finding_care": "help_finding",
    "time_to_settle": "slow_start",
}
"""Cards about childcare that say the same as one of ``needs`` in the chapter on her children."""


def still_to_ask(plan: Plan, each: Answers) -> tuple[Option, ...]:
    """The cards without those that she chose in other words before: nothing is asked twice."""
    del each
    needs = plan.answers.get("needs") or ()
    return tuple(option for option in WORK_AND_CARE if SAID_BEFORE.get(option.key) not in needs)


class ConditionsWorkAndCare(Page):
    """Childcare and work in school hours: what must be there before she can start."""

    depth = MORE
    icon = "clock"
    title = _("How work and care fit together")
    hint = _("Choose what must be there before you can start.")
    why = _("This becomes: then I can, if this is arranged. So everyone knows what to do.")
    example = _("I can start when childcare on Wednesday is arranged.")

    work_and_care = Choices(
        _("This is what I ask of the municipality"),
        options=still_to_ask,
        known=WORK_AND_CARE,
        short=_("What I ask for work and care"),
        role="together",
    )
    work_and_care_own = LongText(_("I can start, if …"), longest=400, short=_("I can start, if …"))

    def remarks(self) -> Iterator[Text]:
        """Why some cards about childcare aren't here."""
        if len(self.work_and_care.options) < len(WORK_AND_CARE):
            yield _("What you chose about childcare stands in your plan already. You need not choose it again.")
