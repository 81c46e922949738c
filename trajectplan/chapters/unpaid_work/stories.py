"""One thing she is proud of: since when, how often, with whom, an example, and who can confirm it."""

from __future__ import annotations

from typing import ClassVar

from trajectplan.chapters.common import STORY_STARTERS
from trajectplan.chapters.unpaid_work.activities import Activities
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import Choice, Choices, LongText, Option, ShortText


class AboutProud(Page):
    """A page that comes for each thing she is proud of; its heading names the thing."""

    each = Activities
    title = "%(activity)s"

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """For what she is proud of."""
        return each["id"] in (plan.answers.get("proud") or ())


class ActivityStory(AboutProud):
    """How she does it: three taps."""

    depth = MORE
    icon = "star"
    hint = _("This is how I do it. Skip what you don't know.")
    why = _("With your story beside it, others can see what you can do.")
    example = _("For five years, every week. First alone, now with my sister.")

    since = Choice(
        _("How long have you done this, or did you do it?"),
        options=(
            Option("under_1_year", _("Less than a year"), "acorn"),
            Option("years_1_3", _("One to three years"), "plant"),
            Option("years_3_10", _("Three to ten years"), "tree"),
            Option("over_10_years", _("More than ten years"), "park"),
            Option("past", _("In the past, I'm not sure how long"), "clock-counter-clockwise"),
        ),
        short=_("How long"),
    )
    how_often = Choice(
        _("How often?"),
        options=(
            Option("daily", _("Nearly every day"), "sun"),
            Option("weekly", _("Every week"), "calendar-dots"),
            Option("monthly", _("Every month"), "calendar-blank"),
            Option("when_needed", _("When it is needed"), "bell-ringing"),
            Option("once_big", _("Once, but it was big"), "mountains"),
        ),
        short=_("How often"),
    )
    with_whom = Choice(
        _("Do you do it alone?"),
        options=(
            Option("alone", _("Yes, alone"), "user"),
            Option("with_help", _("With some help"), "users"),
            Option("together", _("Together with others"), "users-three"),
            Option("leading", _("I direct others"), "megaphone"),
        ),
        short=_("Alone or together"),
    )


class ActivityExample(AboutProud):
    """One time that she did it, and what she can show of it."""

    continues = ActivityStory
    icon = "star"
    by_pen: ClassVar = {"title": _("I'm proud of this: %(activity)s")}
    hint = _("A small story is enough. Skip what you don't know.")
    why = _("With your story beside it, others can see what you can do.")
    example = _("People come to me with their post. For three neighbours I got a bill lowered.")

    story = LongText(
        _("Tell us about one time"),
        longest=500,
        short=_("My example"),
        hint=_("What was going on, and what did you do?"),
        starters=STORY_STARTERS,
    )
    proof = Choices(
        _("What can you show?"),
        options=(
            Option("photo", _("A photo or video"), "camera"),
            Option("message", _("A letter or message"), "envelope-simple"),
            Option("certificate", _("A certificate or diploma"), "certificate"),
            Option("product", _("Something I made"), "package"),
            Option("demonstrate", _("I can show how it's done"), "hand-pointing"),
            Option("nothing_yet", _("Nothing yet"), "circle-dashed", exclusive=True),
        ),
        short=_("My evidence"),
        folded=True,
    )


class ActivityProof(AboutProud):
    """Who knows that she can do it, and, for herself alone, how sure she feels."""

    continues = ActivityExample
    depth = MORE
    icon = "handshake"
    hint = _("Who saw you do it? Someone may be glad to say so.")
    example = _("Anna, the teacher, knows that I help at school every Friday.")

    confirm = Choices(
        _("Who knows that you can do this?"),
        options=(
            Option("family", _("Family"), "house-line"),
            Option("friend", _("A friend or neighbour"), "handshake"),
            Option("teacher", _("Someone at school"), "chalkboard-teacher"),
            Option("club", _("A club or association"), "flag"),
            Option("professional", _("A community centre or organisation"), "buildings"),
            Option("colleague", _("A boss or colleague"), "briefcase"),
            Option("nobody", _("Nobody yet"), "user-circle-dashed", exclusive=True),
        ),
        short=_("Can confirm this"),
        hint=_("Ask them first if they are happy with that."),
    )
    confirm_who = ShortText(
        _("Who is that?"),
        longest=60,
        short=_("Who"),
        hint=_("A first name is enough, for example: Anna, the teacher."),
    )
    relied_on = Choice(
        _("Does someone rely on you for this?"),
        options=(
            Option("yes", _("Yes, someone relies on me"), "anchor"),
            Option("sometimes", _("Sometimes"), "cloud-sun"),
            Option("no", _("Not now"), "feather"),
        ),
        short=_("Someone relies on me"),
        folded=True,
    )
    how_sure = Choice(
        _("How sure do you feel about this?"),
        options=(
            Option("learning", _("I'm still learning"), "book-open"),
            Option("mostly", _("I usually manage"), "thumbs-up"),
            Option("well", _("I do it well"), "smiley"),
            Option("teach", _("I can teach others"), "presentation"),
            Option("unknown", _("I don't know yet"), "question"),
        ),
        short=_("How sure I feel"),
        hint=_("This is for you. It is never printed."),
        printed=False,
        folded=True,
    )
