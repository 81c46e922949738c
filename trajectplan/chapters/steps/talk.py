"""The conversation: what she wants to say and ask, what helps her to talk, looking back, and what comes after."""

from __future__ import annotations

from trajectplan.chapters.common import FOR_THEM_TO_SEE
from trajectplan.i18n import _
from trajectplan.pages import MORE, SHORT, Page
from trajectplan.questions import Choice, Choices, Date, LongText, Option, ShortText


class ThreeThings(Page):
    """The first words that her consultant reads."""

    depth = SHORT
    icon = "number-circle-three"
    title = _("Three things I want you to know")
    hint = _("This goes on the first page. Short is strong.")
    why = _("Your consultant often has little time. This way your words are read first.")
    example = _("I want to work. I am on my own. I learn fast when someone shows me.")

    thing_one = ShortText(
        _("One"),
        longest=160,
        short="1",
        starters=(_("I am good at …"), _("What drives me is …")),
        takes=True,
        role="three_things",
    )
    thing_two = ShortText(
        _("Two"), longest=160, short="2", starters=(_("What you do not see is …"),), takes=True, role="three_things"
    )
    thing_three = ShortText(
        _("Three"), longest=160, short="3", starters=(_("It works for me when …"),), takes=True, role="three_things"
    )


class MyQuestions(Page):
    """What she wants to ask; what is good to know about a question stands at its card."""

    depth = MORE
    icon = "seal-question"
    title = _("My questions for the talk")
    hint = _("Choose a few. Add your own.")
    why = _("In a talk you soon forget something. On paper you don't.")
    example = _("When will I hear whether this is allowed? And who from?")

    question_cards = Choices(
        _("I want to ask this"),
        options=(
            Option("when_answer", _("When do I get an answer?"), "calendar-check"),
            Option(
                "who_decides",
                _("Who decides about this?"),
                "gavel",
                note=_("Your plan is your proposal. It is not a decision."),
            ),
            Option(
                "on_paper",
                _("Do I get this on paper?"),
                "note",
                note=_("You can also put a request on paper. Then there must be an answer."),
            ),
            Option(
                "is_it_duty",
                _("Is this a duty or a choice?"),
                "scales",
                note=_("If you sign something, it can become a duty. Always ask what it means."),
            ),
            Option("what_if_not", _("What happens if it does not work out?"), "umbrella"),
            Option("other_options", _("What else is possible?"), "arrows-split"),
            Option("what_about_money", _("What does this do to my money?"), "wallet"),
            Option("who_for_children", _("Who helps with childcare?"), "baby"),
            Option(
                "time_to_think",
                _("Can I sleep on it?"),
                "moon",
                note=_("You do not have to sign today. You can think about it first."),
            ),
            Option(
                "bring_someone",
                _("Can someone come along?"),
                "users",
                note=_("You can bring someone. Let them know beforehand."),
            ),
            Option("how_to_reach", _("How can I reach you?"), "phone"),
            Option(
                "not_agree",
                _("What do I do if I disagree?"),
                "hand-palm",
                note=_("Is the answer a decision? The letter says how you can object."),
            ),
        ),
        short=_("Questions"),
        role="questions",
    )
    question_own = LongText(
        _("My own questions"),
        longest=800,
        short=_("My own questions"),
        hint=_("Put each question on a new line."),
        role="questions",
    )


class HelpMeTalk(Page):
    """What makes a conversation a good one for her."""

    depth = MORE
    icon = "chats-circle"
    title = _("What helps me to talk")
    hint = _("A good talk is your talk too.")
    why = _("When you feel at ease, your plan comes across better.")
    example = _("Speak slowly. Use plain words. My sister comes along.")

    talk_help = Choices(
        _("This helps me"),
        options=(
            Option("read_first", _("You read my plan first"), "book-open-text"),
            Option("interpreter", _("There is an interpreter"), "translate"),
            Option("someone_along", _("Someone comes along"), "users"),
            Option("plain_words", _("You use plain words"), "text-aa"),
            Option("slow", _("We take our time"), "hourglass-medium"),
            Option("write_down", _("You write it down for me"), "pencil-line"),
            Option("school_time", _("We talk in school hours"), "backpack"),
            Option("child_may_come", _("My child can come"), "baby"),
            Option("other_place", _("We talk in another place"), "tree"),
            Option("break", _("I can ask for a break"), "coffee"),
        ),
        short=_("This helps me in the talk"),
        role="talk_help",
    )


class LookBack(Page):
    """When they look back, and how often and where they talk until then."""

    depth = MORE
    icon = "binoculars"
    title = _("When we look back")
    hint = _("Choose a day yourself. Six weeks is a good time.")
    why = _("A plan can change. You look back together, at both sides.")
    example = _("On 1 May we look back. What did I do? What did the municipality do?")

    look_back_date = Date(_("On which day?"), future=True, short=_("Look back on"), role="look_back")
    talk_how_often = Choice(
        _("How often do we talk until then?"),
        options=(
            Option("two_weeks", _("Every two weeks"), "calendar-dots"),
            Option("month", _("Once a month"), "calendar-blank"),
            Option("three_months", _("Every three months"), "plant"),
            Option("when_asked", _("When one of us asks for it"), "hand-waving"),
        ),
        short=_("We talk"),
        role="look_back",
    )
    look_back_how = Choice(
        _("How and where?"),
        options=(
            Option("at_office", _("At the municipal office"), "buildings"),
            Option("by_phone", _("On the phone"), "phone"),
            Option("at_work", _("At my work or college"), "briefcase"),
            Option("elsewhere", _("Somewhere else"), "tree"),
        ),
        short=_("How and where"),
        folded=True,
    )
    look_back_what = LongText(_("What do we look at?"), longest=400, short=_("We look at"), folded=True)


class Aftercare(Page):
    """What she asks for once she has started."""

    depth = MORE
    icon = "hand-heart"
    title = _("Once I have started")
    hint = _("The first months are often the hardest. Ask now for help at that time.")
    why = _("Starting is one thing, keeping going another. That belongs in your plan too.")
    take_care = FOR_THEM_TO_SEE
    example = _("I'd like a phone call every two weeks in the first three months.")
    official_word = _("nazorg")

    aftercare_needs = Choices(
        _("What I ask for that time"),
        options=(
            Option("someone_to_call", _("Someone I can phone"), "phone-call"),
            Option("regular_talk", _("A talk every few weeks"), "calendar-dots"),
            Option("talk_with_employer", _("A talk with my employer"), "users-three"),
            Option("file_open", _("My file stays open for a while"), "folder-open"),
            Option("help_allowances", _("Help with changing allowances"), "calculator"),
            Option("if_childcare_fails", _("Help if childcare falls through"), "lifebuoy"),
            Option("if_too_much", _("Looking together if it gets too much"), "heartbeat"),
            Option("next_step", _("Being able to learn on after that"), "stairs"),
        ),
        short=_("Once I have started"),
        role="aftercare",
    )
    aftercare_signs = LongText(
        _("How do I notice it gets too much?"),
        longest=400,
        short=_("If it gets too much"),
        hint=_("Write what you will do then and who you will call."),
    )
