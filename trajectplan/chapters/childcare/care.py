"""What childcare must be: needs, costs, what suits the child, trust, settling in, help with looking."""

from __future__ import annotations

from trajectplan.chapters.common import FOR_THEM_TO_SEE
from trajectplan.i18n import _
from trajectplan.pages import MORE, SHORT, Page
from trajectplan.questions import Choice, Choices, LongText, Option, ShortText


class ChildcareNeeds(Page):
    """What childcare must be, before it is of any use to her."""

    depth = SHORT
    icon = "heart"
    title = _("What childcare must be for us")
    hint = _("Choose what counts for you. We ask more about it later.")
    why = _("Childcare is only arranged when it works for you. Now the municipality can read what you need.")
    example = _("Affordable, close to school, and always the same teacher.")

    needs = Choices(
        _("What counts for us?"),
        options=(
            Option("affordable", _("I can afford it"), "piggy-bank"),
            Option("enough_hours", _("There are enough hours"), "clock"),
            Option("right_hours", _("The times match my work"), "alarm"),
            Option("suits_child", _("It suits my child"), "puzzle-piece"),
            Option("nearby", _("It is close by"), "map-pin"),
            Option("together", _("My children stay together"), "users-three"),
            Option("trust", _("I trust the people"), "handshake"),
            Option("slow_start", _("My child can settle in slowly"), "plant"),
            Option("our_ways", _("They know our language or our food"), "bowl-food"),
            Option("help_finding", _("Someone helps me find it"), "binoculars"),
            Option("goes_on", _("It goes on after my course or trial"), "bookmark-simple"),
        ),
        short=_("What counts for us"),
        role="conditions",
    )
    most_important = ShortText(_("What matters most to me?"), longest=200, short=_("Most important"))


class ChildcareCosts(Page):
    """What she wants to know about costs; no amounts yet."""

    depth = MORE
    icon = "coins"
    title = _("What will childcare cost me?")
    hint = _("Choose the questions you want to ask. They go in your plan.")
    why = _(
        "There is an allowance, but it seldom covers everything. Part of it may be yours to pay. "
        "And the money sometimes comes after the bill."
    )
    take_care = FOR_THEM_TO_SEE
    example = _("I want to know first what I pay myself. Only then do I say yes.")
    official_word = _("kinderopvangtoeslag (childcare allowance), eigen bijdrage (own share)")

    cost_questions = Choices(
        _("I want to ask this"),
        options=(
            Option("own_share", _("What do I pay myself each month?"), "wallet"),
            Option("above_maximum", _("Is the hourly price above what the allowance covers?"), "trend-up"),
            Option("who_pays_rest", _("Can the municipality pay the rest?"), "hand-coins"),
            Option("when_paid", _("When does the allowance come? And when the bill?"), "calendar-dots"),
            Option("paid_in_advance", _("Do I have to pay in advance?"), "invoice"),
            Option("closed_days", _("Do I pay during illness or holidays too?"), "thermometer-simple"),
            Option("pay_back", _("Might I have to pay back later?"), "arrow-u-up-left"),
            Option("keep_place", _("Do I keep the place when my course or trial ends?"), "bookmark-simple"),
        ),
        short=_("Questions about costs"),
    )
    cost_worry = LongText(_("My worry about the costs"), longest=400, short=_("Worry about costs"))


class ChildcareFit(Page):
    """What works well for her child; never a diagnosis."""

    depth = MORE
    icon = "puzzle-piece"
    title = _("What my child needs")
    hint = _("Write what works well. Do not write what a doctor says.")
    why = _("Every child is different. You know what gives your child peace.")
    example = _("A gets tired in a big group. A quiet corner helps her.")

    fit = Choices(
        _("This works well"),
        options=(
            Option("small_group", _("A small group"), "users-four"),
            Option("same_face", _("The same face every time"), "smiley"),
            Option("quiet_place", _("A quiet place"), "feather"),
            Option("play_outside", _("Lots of playing outside"), "tree"),
            Option("sleep", _("An afternoon sleep"), "bed"),
            Option("speaks_language", _("Someone who speaks our language"), "translate"),
            Option("our_food", _("Food like we eat at home"), "bowl-food"),
            Option("homework", _("Help with homework"), "pencil-ruler"),
            Option("extra_attention", _("Extra attention at the start"), "eyes"),
        ),
        short=_("Suits my child"),
    )
    fit_words = LongText(_("What should they know about my child?"), longest=600, short=_("About my child"))


class ChildcareTrust(Page):
    """What she needs to leave her child with an easy mind."""

    depth = MORE
    icon = "handshake"
    title = _("How I can leave my child with an easy mind")
    hint = _("Doubt is very normal. Write what would help you.")
    why = _("Leaving your child with someone else is a big step. You can make it a small one.")
    take_care = FOR_THEM_TO_SEE
    example = _("I'd like to sit in for a morning first. And I'd like a message during the day.")

    trust = Choices(
        _("This helps me"),
        options=(
            Option("visit_first", _("Visit together first"), "door-open"),
            Option("meet_carer", _("Meet the teacher"), "hand-waving"),
            Option("message", _("A message or photo during the day"), "chat-circle-dots"),
            Option("can_call", _("I can always phone"), "phone"),
            Option("other_mothers", _("Talk with other mothers"), "chats-circle"),
            Option("ask_questions", _("Ask all my questions"), "seal-question"),
            Option("stop_possible", _("I can stop if it does not work"), "arrow-u-up-left"),
            Option("safe_pickup", _("Only people I name can pick up"), "shield-check"),
        ),
        short=_("What gives me trust"),
    )
    doubts = Choices(
        _("Who still has doubts?"),
        options=(
            Option("mine", _("I myself"), "user-circle"),
            Option("child", _("My child"), "baby"),
            Option("family", _("My family"), "users-three"),
            Option("around", _("People around me"), "users-four"),
            Option("other_parent", _("The other parent"), "arrows-left-right"),
        ),
        short=_("Still in doubt"),
        hint=_("Doubts may be there. They go along in your plan."),
    )
    trust_words = LongText(_("What still holds me back?"), longest=400, short=_("What still holds me back"))


class GettingUsed(Page):
    """How her child settles in, before work or course begins."""

    depth = MORE
    icon = "plant"
    title = _("How my child settles in")
    hint = _("Begin settling in before your work or course starts.")
    why = _("Settling in takes time, for you too. Put that time in your plan.")
    example = _("First two short mornings. I stay. Then a whole morning.")

    how_long = Choice(
        _("How long does my child need?"),
        options=(
            Option("few_days", _("A few days"), "hourglass-low"),
            Option("two_weeks", _("Two weeks"), "hourglass-medium"),
            Option("month", _("A month or more"), "hourglass-high"),
            Option("unknown", _("I don't know yet"), "question"),
        ),
        short=_("Time to settle in"),
    )
    how = Choices(
        _("How do we do that?"),
        options=(
            Option("short_mornings", _("Short times first"), "clock-clockwise"),
            Option("i_stay", _("I stay with my child at first"), "armchair"),
            Option("own_toy", _("A soft toy from home"), "rabbit"),
            Option("build_up", _("One more day each week"), "stairs"),
            Option("with_sibling", _("Together with a brother or sister"), "users"),
            Option("start_early", _("Start before my course begins"), "calendar-plus"),
        ),
        short=_("How to settle in"),
    )
    who_with_me = ShortText(_("Who goes with me?"), longest=100, short=_("Comes with me"))


class ChildcareFinding(Page):
    """Help with looking for childcare, and what she did already."""

    depth = MORE
    icon = "binoculars"
    title = _("How I find childcare")
    hint = _("Looking takes time. It's fine to ask for help.")
    why = _("There are few places, and forms are hard. Who helps with what? That goes in your plan.")
    example = _("I am on two waiting lists. I want help with the allowance.")

    finding_help = Choices(
        _("I want help with this"),
        options=(
            Option("list_nearby", _("A list of places nearby"), "list-bullets"),
            Option("call_together", _("Phoning together"), "phone-call"),
            Option("visit_together", _("Visiting together"), "footprints"),
            Option("waiting_list", _("On the waiting list in time"), "queue"),
            Option("forms", _("Filling in forms"), "note-pencil"),
            Option("allowance", _("Applying for the allowance"), "calculator"),
            Option("computer", _("Logging in and computers"), "laptop"),
            Option("interpreter", _("Someone who speaks my language"), "translate"),
        ),
        short=_("Help with looking"),
    )
    finding_done = LongText(_("What have I done already?"), longest=400, short=_("What I did already"))
    finding_who = ShortText(_("Who can help me?"), longest=100, short=_("Who helps"))
