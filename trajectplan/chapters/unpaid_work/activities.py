"""What she does unpaid: the cards she chooses from, and the ones she is proud of."""

from __future__ import annotations

from typing import ClassVar

from trajectplan.catalogue import ACTIVITIES, ACTIVITY_GROUPS, search
from trajectplan.i18n import _
from trajectplan.pages import SHORT, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Own, Said
from trajectplan.questions import Choices, Option
from trajectplan.questions.grouped_cards import CardGroup, GroupedCards

GROUPS = tuple(
    CardGroup(
        group.key,
        group.label,
        group.icon,
        tuple(Option(each.key, each.label, each.icon) for each in ACTIVITIES.values() if each.group == group.key),
    )
    for group in ACTIVITY_GROUPS
)

MAY_COUNT_AS_WORK = frozenset(each.key for each in ACTIVITIES.values() if each.money_note)
"""Activities that the law may see as work or income, for which she may have to ask before she puts them on paper."""

MOST_PICTURES = 14
"""Beyond so many cards the pictures are left out, so that the page stays light on a slow phone."""


class Activities(Page):
    """What she does, or used to do, without pay."""

    icon = "hand-heart"
    depth = SHORT
    title = _("What do I do?")
    hint = _("Open a group and tap what you do or used to do. Two cards are fine, and so are twenty.")
    why = _("This work is hardly ever on paper, and soon it will be.")
    example = _("I fix taps. And I look after the money of our savings group.")
    take_care = _(
        "Do you get money for this? You usually have to report that to the municipality. Do you often do it for "
        "others? Then sometimes too. Ask the Juridisch Loket, for free, before you print this."
    )
    by_pen: ClassVar = {
        "hint": _("Cross what you do or used to do. Two are fine, and so are twenty."),
        "take_care": _(
            "Do you get money for this? You usually have to report that to the municipality. Do you often do it for "
            "others? Then sometimes too. Ask the Juridisch Loket, for free, before you show this."
        ),
        "activities": _("Is it of the past? Then underline it."),
    }

    activities = GroupedCards(
        _("I do this, or I used to"),
        groups=GROUPS,
        search=search,
        word="activity",
        short=_("My unpaid work"),
        hint=_("Search with one word, such as tap, letter or braids."),
        role="unpaid",
        own=_("What else do you do?"),
        own_hint=_("Start with: I …"),
        own_longest=100,
        own_most=6,
    )

    def caution(self) -> Said:
        """About money, once she chose a card that may be paid for."""
        chosen = {item.get("card") for item in self.activities.data}
        return "" if MAY_COUNT_AS_WORK.isdisjoint(chosen) else self.take_care

    @classmethod
    def before_printing(cls, plan: Plan) -> Said:
        """The same, above the print button."""
        chosen = {item.get("card") for item in plan.items("activities")}
        return "" if MAY_COUNT_AS_WORK.isdisjoint(chosen) else cls.take_care


def chosen_cards(plan: Plan, each: Answers) -> tuple[Option, ...]:
    """A card for each thing she chose, under the id of that thing."""
    del each
    things = plan.items("activities")
    has_pictures = len(things) <= MOST_PICTURES
    return (*(_card(thing, plan.language, has_pictures=has_pictures) for thing in things), NOT_YET)


def _card(thing: Answers, language: str, *, has_pictures: bool) -> Option:
    known = ACTIVITIES.get(str(thing.get("card")))
    if known is None:
        return Option(thing["id"], Own(str(thing.get("words", "")), language), "pencil-simple" if has_pictures else "")
    return Option(thing["id"], known.label, known.icon if has_pictures else "")


NOT_YET = Option("unknown", _("I won't choose yet"), "question", exclusive=True)


class Proud(Page):
    """Which of them she is proud of; those she tells more about.

    Something else in her own words isn't asked again here: her own cards stand among the others.
    """

    icon = "star"
    title = _("What am I proud of?")
    hint = _("Choose up to five of your own cards. You can say more about those next.")
    why = _("One good story says more than a long list.")
    example = _("I choose our move. I did it in one day, with two children and a van.")

    proud = Choices(
        _("I'm proud of this"),
        options=chosen_cards,
        known=(NOT_YET,),
        own_ids=True,
        most=5,
        short=_("What I'm proud of"),
        hint=_("Hard to choose? Take something that didn't work at first and does now."),
        messages={"too_many_choices": _("You chose more than %(max)s cards. Which are you proudest of?")},
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """When she chose cards."""
        del each
        return bool(plan.items("activities"))
