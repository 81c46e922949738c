"""Who she is: why she wants this, what she is good at and how that shows, what others say of her."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from trajectplan import catalogue
from trajectplan.chapters.common import STORY_STARTERS, label_of
from trajectplan.i18n import _
from trajectplan.pages import MORE, SHORT, Page
from trajectplan.plan.document import Answers
from trajectplan.plan.summary import Block, Item, List, Own, Row, Text
from trajectplan.questions import CardItems, Choice, Choices, Group, Items, LongText, Option

MOST = 5
"""More motives or strengths than these say less."""

EXAMPLE = _("Example")

WHO_SAYS = (
    Option("child", _("My child"), "baby"),
    Option("family", _("Family"), "house-line"),
    Option("friend", _("A friend or neighbour"), "users"),
    Option("teacher", _("Someone at school"), "chalkboard-teacher"),
    Option("colleague", _("A boss or colleague"), "briefcase"),
    Option("helper", _("Someone who helps me"), "lifebuoy"),
    Option("own_words", _("Someone else"), "pencil-simple-line"),
)


class Motives(Page):
    """Why she wants this; her reasons and nobody else's."""

    icon = "heart"
    title = _("Why do I want this?")
    hint = _("Choose what matters to you. These are your reasons and nobody else's.")
    why = _("A good plan starts with your reason.")
    example = _("My daughter asked what I'm going to be later. Now I want an answer of my own.")

    motives = Choices(
        _("This matters to me"),
        options=(
            Option("independence", _("Making my own choices"), "signpost"),
            Option("off_benefits", _("Not needing benefits any more"), "key"),
            Option("self_worth", _("Being proud of what I do"), "medal"),
            Option("confidence", _("Daring to do more"), "sun"),
            Option("growing", _("Learning and getting further"), "plant"),
            Option("talent", _("Doing what I'm good at"), "star"),
            Option("people", _("Having people around me"), "users-three"),
            Option("money", _("More money and fewer worries"), "coins"),
            Option("example_for_children", _("Being an example to my children"), "baby"),
            Option("chances_for_children", _("Being able to give my children more"), "gift"),
            Option("rhythm", _("A rhythm to our days"), "clock"),
            Option("peace_of_mind", _("Peace of mind"), "flower-lotus"),
            Option("meaning", _("Doing something useful for others"), "handshake"),
            Option("unknown", _("I don't know yet"), "question", exclusive=True),
        ),
        most=MOST,
        short=_("Why I want this"),
        role="because",
        own_line=False,
        messages={"too_many_choices": _("You chose more than %(max)s reasons. Which matter most?")},
    )
    motives_own = LongText(
        _("In my own words"),
        longest=400,
        short=_("My reason, in my own words"),
        hint=_("Write the way you talk. Mistakes don't matter."),
        role="because",
    )


class Strengths(Page):
    """What she is good at; each strength gets a page for an example."""

    depth = SHORT
    icon = "sparkle"
    title = _("What am I good at?")
    hint = _("Choose up to five cards. Think of home, your neighbourhood and earlier years too.")
    why = _("This lets the municipality see at once what you bring.")
    example = _("I chose ‘repairing things’. When something breaks, my whole family calls me.")

    strengths = CardItems(
        _("I'm good at …"),
        options=tuple(
            Option(each.key, each.label, each.icon, words={"example": each.example}) for each in catalogue.STRENGTHS
        ),
        none=(Option("unknown", _("I don't know yet"), "question", exclusive=True),),
        most=MOST,
        own=_("My own word for it"),
        own_hint=_("One or two words are enough."),
        own_longest=80,
        own_most=MOST,
        word="strength",
        short=_("My strengths"),
        hint=_("Not sure? Choose what others often ask you to do."),
        role="strengths",
        messages={"too_many_choices": _("You chose more than %(max)s cards. Which suit you best?")},
    )

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """On paper her examples stand with the strengths, not on headings of their own."""
        yield from super().blocks(paper=paper)
        if paper and (told := tuple(self._examples())):
            yield List(_("Examples of my strengths"), told)

    def _examples(self) -> Iterator[Item]:
        """Each strength of which she told something."""
        for each, title in self.things.listed() if self.things else ():
            if words := each.get("example_told"):
                yield Item(title, (Row(EXAMPLE, (Own(words, self.language),)),))


class StrengthExample(Page):
    """One moment in which one of her strengths showed."""

    each = Strengths
    icon = "chat-circle-text"
    title = "%(strength)s"
    hint = _("Give one example. One small moment is enough.")
    why = _("An example says more than fine words.")
    example = "%(example)s"
    by_pen: ClassVar = {"title": _("I'm good at this: %(strength)s")}

    example_told = LongText(
        _("Tell us about a time it worked"),
        longest=300,
        short=EXAMPLE,
        hint=_("What did you do, and what came of it?"),
        starters=STORY_STARTERS,
    )

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """Nothing on paper: the page on her strengths tells the examples there."""
        if not paper:
            yield from super().blocks()


class Saying(Group):
    """What one person who knows her says of her."""

    naming = "who"

    who = Choice(_("Who says this?"), options=WHO_SAYS, short=_("Who"), hint=_("No name needed."))
    what = LongText(
        _("What do they say?"),
        longest=240,
        short=_("What someone who knows me says"),
        hint=_("Write it down the way it was said."),
    )

    @classmethod
    def name_of(cls, answers: Answers, language: str = "") -> Text | None:
        """Who says it: that is a card, not her own words."""
        del language
        return label_of(WHO_SAYS, answers.get(cls.naming))


class OthersSay(Page):
    """What others say of her, as they said it."""

    depth = MORE
    icon = "quotes"
    title = _("What do others say about me?")
    hint = _("Ask someone today. Or think of a time someone thanked you.")
    why = _("Others often see what seems ordinary to you.")
    example = _("The teacher said: when you are here, the whole class calms down.")

    others = Items(
        _("What others say"),
        Saying,
        item=_("Someone who knows me (%(number)s)"),
        add=_("Another person who knows me"),
        first=_("Add someone who knows me"),
        remove=_("Remove %(name)s"),
        most=3,
    )
