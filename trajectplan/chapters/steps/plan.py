"""Her own steps: whom she talks to, the first step this week, the steps after it, and who stands behind her."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trajectplan.chapters.childcare.cards import DAY_CARDS
from trajectplan.chapters.common import wish_of, wish_remark
from trajectplan.chapters.steps.ideas import ideas
from trajectplan.i18n import _
from trajectplan.pages import MORE, SHORT, Page
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Block, Row, Text
from trajectplan.questions import Choice, Choices, Date, Group, Items, Option, ShortText

NO_WORD = {"nobody_yet", "other"}
"""Cards that are no word for anybody."""


class ContactWord(Choice):
    """The word for the person she talks to."""

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """A row; with its role only when it is a word by which page one can call that person.

        On paper "another word" says nothing beside the word itself.
        """
        for block in super().blocks(paper=paper):
            if paper and self.data == "other":
                continue
            yield replace(block, role="") if self.data in NO_WORD else block


class MyContact(Page):
    """What the municipality calls the person she talks to; no name."""

    depth = MORE
    icon = "identification-badge"
    title = _("What my contact at the municipality is called")
    hint = _("Choose the word your municipality uses. A name is not needed.")
    why = _("Every municipality has a different word. This word goes on your paper.")
    example = _("Where I live she is called my work coach.")

    contact_word = ContactWord(
        _("Who do I talk to at the municipality?"),
        options=(
            Option("klantmanager", _("Klantmanager (case manager)"), "identification-card"),
            Option("werkcoach", _("Werkcoach (work coach)"), "briefcase"),
            Option("consulent", _("Consulent (adviser)"), "chats"),
            Option("reintegratiecoach", _("Coach from an agency"), "buildings"),
            Option("nobody_yet", _("I have nobody yet"), "user-circle-dashed"),
            Option("other", _("Another word"), "pencil-simple"),
        ),
        short=_("Contact at the municipality"),
        role="contact_word",
    )
    contact_other = ShortText(
        _("Which word?"),
        longest=30,
        short=_("Contact"),
        role="contact_word",
        only_if=("contact_word", "other"),
    )


def below_the_wish(plan: Plan, blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks with her wish before them; nothing when there are none."""
    first = next(blocks, None)
    if first is None:
        return
    if wish := wish_of(plan):
        yield Row(_("My wish"), (wish,))
    yield first
    yield from blocks


class FirstStep(Page):
    """One small step for this week, with ideas from what she wrote before."""

    depth = SHORT
    icon = "footprints"
    title = _("My first step, this week")
    hint = _("Make it small. Something that takes an hour is fine.")
    why = _("A big wish starts with something small. What you do this week gives courage.")
    example = _("I phone the college and ask about the open day. Thursday, after drop-off.")

    first_step_what = ShortText(
        _("What will I do?"),
        longest=200,
        short=_("First step"),
        hint=_("Take an idea, or think of something yourself."),
        starters=ideas,
        takes=True,
        role="first_step",
    )
    first_step_day = Choice(_("On which day?"), options=DAY_CARDS, short=_("Day"), role="first_step")
    first_step_help = ShortText(_("Who helps me?"), longest=100, short=_("Who helps"), folded=True)
    first_step_need = ShortText(
        _("What do I need?"),
        longest=200,
        short=_("What I need"),
        hint=_("A phone, someone to watch the children, someone to come along."),
        folded=True,
    )
    first_step_sure = Choice(
        _("How does this step feel?"),
        options=(
            Option("can_do", _("I can do this"), "smiley"),
            Option("exciting", _("Scary, but I'll do it"), "smiley-nervous"),
            Option(
                "too_big",
                _("Still too big"),
                "mountains",
                note=_("Then make it smaller. What is the first half hour?"),
            ),
        ),
        short=_("Feeling"),
        hint=_("This is for you. It is never printed."),
        folded=True,
        printed=False,
    )

    def remarks(self) -> Iterator[Text]:
        """Her wish, and help when the step felt too big."""
        yield from wish_remark(self.plan)
        if self.first_step_sure.data == "too_big":
            yield _("This step felt too big. What could you do in the first half hour?")

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """The step below her wish."""
        return below_the_wish(self.plan, super().blocks(paper=paper))


class Step(Group):
    """One step; without a state it is still to do."""

    naming, dating = "step_what", "step_date"

    step_what = ShortText(
        _("What will I do?"),
        longest=200,
        short=_("Step"),
        missing=_("Write in a few words what you will do."),
    )
    step_when = Choice(
        _("When?"),
        options=(
            Option("on_date", _("On a day I choose"), "calendar-check"),
            Option("this_month", _("This month"), "calendar-blank"),
            Option("within_three_months", _("Within three months"), "calendar-dots"),
            Option("after_summer", _("After the summer holidays"), "sun"),
            Option("when_childcare", _("When childcare is there"), "baby-carriage"),
            Option("later", _("Some time later"), "hourglass-medium"),
        ),
        short=_("When"),
        role="when",
    )
    step_date = Date(_("Which day?"), future=True, short=_("Date"), only_if=("step_when", "on_date"))
    step_how = Choice(
        _("How do I do this step?"),
        options=(
            Option("alone", _("By myself"), "person-simple-walk"),
            Option("with_help", _("With help"), "handshake"),
            Option("with_me_first", _("Do it with me first, then by myself"), "users"),
        ),
        short=_("How"),
        folded=True,
    )
    step_help = ShortText(_("Who helps me?"), longest=100, short=_("Who helps"), folded=True)
    step_need = ShortText(_("What do I need for it?"), longest=200, short=_("What I need"), folded=True, detail=True)
    step_seen = ShortText(
        _("How will I know it worked?"), longest=200, short=_("It worked if"), folded=True, detail=True
    )
    step_done = Choice(
        _("How is it going?"),
        options=(
            Option("to_do", _("Still to do"), "circle-dashed"),
            Option("busy", _("I'm on it"), "circle-half"),
            Option("done", _("Done"), "check-circle"),
            Option("changed", _("It went differently"), "arrows-split"),
        ),
        short=_("Status"),
        folded=True,
        detail=True,
    )

    def remarks(self) -> Iterator[Text]:
        """Her wish stands beside every step."""
        return wish_remark(self.plan)

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """As they are; on paper it goes without saying that there is a day beside it, or that it is still to do."""
        unsaid: list[Block] = []
        if paper and self.step_date.data and self.holds(("step_when", "on_date")):
            unsaid += self.step_when.blocks(paper=True)
        if paper and self.step_done.data == "to_do":
            unsaid += self.step_done.blocks(paper=True)
        return (block for block in super().blocks(paper=paper) if block not in unsaid)


class NextSteps(Page):
    """The steps after the first one, in her order."""

    icon = "stairs"
    title = _("My next steps")
    hint = _("Put them in your own order. You can change them later.")
    why = _("Give an idea a time and a helper, and it becomes a plan. You also see what is working already.")
    example = _("After summer I start language lessons. The library helps. It has worked when I can tell a story.")

    steps = Items(
        _("My steps"),
        Step,
        item=_("Step %(number)s"),
        add=_("Another step"),
        first=_("Add a step"),
        remove=_("Remove step %(number)s"),
        most=20,
        copies=5,
        short=_("Steps"),
        role="next_steps",
    )

    def remarks(self) -> Iterator[Text]:
        """Her wish."""
        return wish_remark(self.plan)

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """The steps; below her wish when the first step doesn't stand below it already."""
        said = super().blocks(paper=paper)
        is_first = not any(FirstStep(data=self.plan.answers, plan=self.plan).blocks(paper=paper))
        return below_the_wish(self.plan, said) if is_first else said


class Supporter(Group):
    """One person who stands behind her."""

    naming = "supporter"

    supporter = ShortText(_("Who?"), longest=40, short=_("Who"))
    supports_with = Choices(
        _("What does this person do for me?"),
        options=(
            Option("listens", _("Listens to me"), "ear"),
            Option("encourages", _("Gives me courage"), "hands-clapping"),
            Option("children", _("Looks after my children"), "baby"),
            Option("letters", _("Helps with letters"), "envelope-open"),
            Option("language", _("Helps with the language"), "translate"),
            Option("money", _("Helps with money matters"), "piggy-bank"),
            Option("comes_along", _("Comes to the talk with me"), "users"),
            Option("knows_work", _("Knows people in work"), "briefcase"),
        ),
        short=_("With what"),
    )


class BehindMe(Page):
    """Who supports her, and whom she misses."""

    depth = MORE
    icon = "users-four"
    title = _("Who is behind me?")
    hint = _("One person is enough. 'Sister' or 'neighbour' is fine.")
    why = _("You do not have to do it alone. It helps to know who you can ask for what.")
    example = _("My friend listens and comes to the talk with me.")

    supporters = Items(
        _("My people"),
        Supporter,
        item=_("Person %(number)s"),
        add=_("One more person"),
        first=_("Add a person"),
        remove=_("Remove %(name)s"),
        most=8,
        short=_("Support"),
    )
    someone_missing = Choice(
        _("Is someone missing?"),
        options=(
            Option("other_mothers", _("I want to meet other mothers"), "users-three"),
            Option("mentor", _("I'm looking for someone who has done it"), "lighthouse"),
            Option("enough", _("No, this is good"), "check-circle"),
        ),
        short=_("What I still miss"),
    )
