"""What is in the way, and for each obstacle: "then I can, if …", who can help with it, and what of it goes on paper.

Paper can harm her: a consultant, or whoever finds it, reads about debts or an ex-partner. So every obstacle starts on
the careful side of the catalogue, she decides, and what she keeps to herself leaves no trace: no heading, no number.
What she needs because of all that stays unnamed stands in one row, which tells neither what it is nor how much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from trajectplan import catalogue
from trajectplan.catalogue import Condition, Obstacle
from trajectplan.chapters.common import listed, once
from trajectplan.i18n import _
from trajectplan.pages import MORE, SHORT, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Block, Item, List, Own, Phrase, Row, Said, Text
from trajectplan.questions import CardItems, Choice, Choices, Option, ShortText

WHOLE, CONDITION_ONLY, NOTHING = "all", "condition_only", "nothing"
ON_PAPER = (
    Option(WHOLE, _("Everything"), "eye"),
    Option(CONDITION_ONLY, _("Only what I need, not why"), "file-text"),
    Option(NOTHING, _("Nothing, this is for me"), "eye-slash"),
)
"""What of an obstacle may be printed."""

NOT_YET = Option("unknown", _("I don't know yet"), "cloud-fog", exclusive=True)
OWN_HELPERS = ("me", "municipality", "neighbourhood_team")
"""Who stands first where she named the obstacle herself."""
REVEALING = frozenset({"doctor", "debt_help", "legal_help", "safe_home", "neighbourhood_team"})
"""Helpers who give the reason away: not printed where only the condition may be."""
TELLING = frozenset(
    condition.key for obstacle in catalogue.OBSTACLES.values() for condition in obstacle.conditions if condition.tells
)
"""Conditions that give the reason away, likewise."""
SAYS_WHY = _("This also says why. It goes on paper only with “Everything”.")
SAFETY, LET_DOWN = "ex_partner", "let_down"

IN_THE_WAY = _("What is in the way now")
THEN_I_CAN = _("Then I can, if …")
WHO_COULD_HELP = _("Who could help")


class Obstacles(Page):
    """What is in the way now; each obstacle gets pages on what would help."""

    depth = SHORT
    icon = "barricade"
    title = _("What is in the way now?")
    hint = _("Tap what applies to you. You don't have to explain.")
    why = _("What is in the way often has a solution. Then it says: I can, if …")
    example = _("Childcare opens at half past seven. The job starts at seven.")
    take_care = _("Don't write about illness, names or quarrels here. Before you print, you see what goes on paper.")
    by_pen: ClassVar = {
        "hint": _("Cross what applies to you. You don't have to explain."),
        "take_care": _("Don't write about illness, names or quarrels here. Or keep this sheet for yourself."),
    }

    obstacles = CardItems(
        _("This makes it hard now"),
        options=tuple(
            Option(each.key, each.label, each.icon, words={"example": each.example})
            for each in catalogue.OBSTACLES.values()
        ),
        none=(
            Option("nothing", _("Nothing is in the way now"), "check-circle", exclusive=True),
            Option("unknown", _("I don't know yet"), "question", exclusive=True),
        ),
        own=_("In my own words"),
        own_hint=_("One short sentence is enough. Don't write names or illnesses."),
        word="obstacle",
        short=IN_THE_WAY,
        hint=_("Choose only what really matters now."),
        role="in_the_way",
    )

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """On paper only the obstacles that may be read whole, each with what is needed and who could help.

        Never that there are none: "nothing is in the way" reads as fully available.
        """
        if not paper:
            yield from super().blocks() if self.obstacles.data else without_role(super().blocks())
            return
        listed = self.things.listed() if self.things else ()
        whole = [(each, title) for each, title in listed if on_paper(each) == WHOLE]
        if whole:
            items = tuple(Item(title, tuple(needed(each, self.language))) for each, title in whole)
            yield List(IN_THE_WAY, items, self.obstacles.asked, self.obstacles.role)

    @classmethod
    def before_printing(cls, plan: Plan) -> Said:
        """Which obstacles the paper names: who took the short road alone was never asked."""
        things = cls(data=plan.answers, plan=plan, language=plan.language).obstacles
        named = [title for each, title in things.listed() if on_paper(each) == WHOLE]
        if named:
            return Phrase(
                _("Your paper says that this is in the way: %(obstacles)s. You can change that in “My wishes”."),
                {"obstacles": listed(named)},
            )
        careful = _("Your paper does not say what is in the way, only what you need. Change that in “My wishes”.")
        return careful if things.data else ""


def obstacle_of(each: Answers) -> Obstacle | None:
    """The obstacle on the card of this thing; ``None`` where she named it herself."""
    return catalogue.OBSTACLES.get(str(each.get("card")))


def starts_as(each: Answers) -> str:
    """What goes on paper as long as she chose nothing."""
    obstacle = obstacle_of(each)
    return obstacle.on_paper if obstacle else CONDITION_ONLY


def on_paper(each: Answers) -> str:
    """What of this obstacle goes on paper."""
    return str(each.get("on_paper") or starts_as(each))


def condition_cards(plan: Plan, each: Answers) -> tuple[Option, ...]:
    """What would help with this very obstacle."""
    del plan
    obstacle = obstacle_of(each)
    conditions = obstacle.conditions if obstacle else ()
    return (*map(_condition_card, conditions), NOT_YET)


def _condition_card(condition: Condition) -> Option:
    return Option(condition.key, condition.label, condition.icon, note=SAYS_WHY if condition.tells else "")


def helper_cards(plan: Plan, each: Answers) -> tuple[Option, ...]:
    """Everybody who could help; who suits this obstacle best comes first."""
    del plan
    obstacle = obstacle_of(each)
    first = obstacle.helpers if obstacle else OWN_HELPERS
    places = {key: place for place, key in enumerate(first)}
    helpers = sorted(catalogue.HELPERS, key=lambda helper: places.get(helper.key, len(places)))
    return tuple(Option(each.key, each.label, each.icon, exclusive=each.exclusive) for each in helpers)


ALL_CONDITIONS = tuple(
    {
        condition.key: _condition_card(condition)
        for obstacle in catalogue.OBSTACLES.values()
        for condition in obstacle.conditions
    }.values()
)
"""Every condition there is, each key once: different obstacles may share one."""


# How it reads on paper ------------------------------------------------------------------------------------------------


def conditions_said(each: Answers, language: str, *, careful: bool = False) -> tuple[Text, ...]:
    """The ends of the sentence "then I can, if …"; ``careful`` leaves out those that tell why.

    Not knowing yet is no condition. Her own words stay: the page says that they are printed.
    """
    chosen = each.get("conditions") or ()
    cards = (card for card in condition_cards(Plan(), each) if card.key in chosen)
    said = tuple(card.label for card in cards if not card.exclusive and not (careful and card.key in TELLING))
    own = each.get("condition_own")
    return (*said, Own(own, language)) if own else said


def helpers_said(each: Answers, language: str, *, careful: bool) -> tuple[Text, ...]:
    """Who could help; only those who don't give the reason away where that is kept to herself."""
    chosen = set(each.get("who_can_help") or ()) - (REVEALING if careful else set())
    cards = (card for card in helper_cards(Plan(), each) if card.key in chosen)
    said = tuple(card.label for card in cards if not (careful and card.exclusive))
    own = None if careful else each.get("who_own")
    return (*said, Own(own, language)) if own else said


def needed(each: Answers, language: str) -> Iterator[Row]:
    """What is needed and who could help with an obstacle that may be read whole."""
    if conditions := conditions_said(each, language):
        yield Row(THEN_I_CAN, conditions, THEN_I_CAN, "in_the_way")
    if helpers := helpers_said(each, language, careful=False):
        yield Row(WHO_COULD_HELP, helpers, detail=True)


def unnamed(plan: Plan) -> tuple[Answers, ...]:
    """The obstacles that the paper doesn't name but of which it says what she needs."""
    careful = (each for each in plan.items(Obstacles.lists) if on_paper(each) == CONDITION_ONLY)
    return tuple(each for each in careful if conditions_said(each, plan.language, careful=True))


def needed_unnamed(plan: Plan) -> Iterator[Row]:
    """All that she needs because of them, together and each thing once, so that nobody can count or match them."""
    conditions = [text for each in unnamed(plan) for text in conditions_said(each, plan.language, careful=True)]
    helpers = [text for each in unnamed(plan) for text in helpers_said(each, plan.language, careful=True)]
    if conditions:
        yield Row(THEN_I_CAN, once(conditions), THEN_I_CAN, "needs")
    if helpers:
        yield Row(WHO_COULD_HELP, once(helpers), detail=True)


# The pages that come for each -----------------------------------------------------------------------------------------


class Conditions(Page):
    """What would help with one obstacle: "then I can, if …"; and what of it goes on paper."""

    each = Obstacles
    icon = "key"
    title = _("%(obstacle)s: then I can, if …")
    hint = _("Choose what would help you, or write your own sentence. More than one is fine.")
    why = _("That way the paper says what is needed, and from whom.")
    example = "%(example)s"
    by_pen: ClassVar = {"hint": _("Write what would help you. More than one is fine."), "condition_own": ""}

    conditions = Choices(
        THEN_I_CAN,
        options=condition_cards,
        known=(*ALL_CONDITIONS, NOT_YET),
        short=THEN_I_CAN,
        role="in_the_way",
    )
    condition_own = ShortText(
        _("My own sentence: then I can, if …"),
        longest=200,
        short=THEN_I_CAN,
        hint=_("This goes on paper too, unless you choose “Nothing” below."),
        role="in_the_way",
    )
    on_paper = Choice(
        _("What of this goes on paper?"),
        options=ON_PAPER,
        short=_("On paper"),
        hint=_("You decide. You can still change this later."),
        printed=False,
    )

    def remarks(self) -> Iterator[Text]:
        """What belongs to the obstacle, and what goes on paper as long as she chooses nothing."""
        obstacle = obstacle_of(self.about)
        if obstacle and str(obstacle.note):
            yield obstacle.note
        wanted = self.plan.answers.get("next_time")
        if wanted and obstacle and obstacle.key == LET_DOWN:
            yield Phrase(_("You wrote about next time: %(words)s"), {"words": Own(wanted, self.plan.language)})
        start = next(option.label for option in ON_PAPER if option.key == starts_as(self.about))
        yield Phrase(_("As long as you choose nothing, this goes on paper: %(choice)s."), {"choice": start})

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """On paper, at the first unnamed obstacle, what she needs because of all of them; whole ones stand above."""
        if not paper:
            answered = super().blocks()
            yield from answered if conditions_said(self.about, self.language) else without_role(answered)
        elif self._is_first:
            yield from needed_unnamed(self.plan)

    def paper_title(self) -> Text:
        """A heading that names no obstacle."""
        return _("What I need") if self._is_first else ""

    @property
    def _is_first(self) -> bool:
        return [each["id"] for each in unnamed(self.plan)[:1]] == [self.about.get("id")]

    @classmethod
    def before_printing(cls, plan: Plan) -> Said:
        """A warning when the paper will say something about her safety."""
        found = next((each for each in plan.items(Obstacles.lists) if each.get("card") == SAFETY), {})
        if found and (on_paper(found) == WHOLE or found in unnamed(plan)):
            return _("Your paper says something about your peace and safety. Keep it where only you can see it.")
        return ""


class ConditionsHelp(Page):
    """Who could help with one obstacle."""

    depth = MORE
    each = Obstacles
    continues = Conditions
    icon = "handshake"
    title = _("%(obstacle)s: who could help?")
    hint = _("Choose who could do something about it. You need not ask them yet.")
    why = _("You need not solve this alone.")
    example = _("The school can help me with this.")

    who_can_help = Choices(
        _("Who could help with this?"),
        options=helper_cards,
        known=tuple(Option(each.key, each.label, each.icon, exclusive=each.exclusive) for each in catalogue.HELPERS),
        most=4,
        short=WHO_COULD_HELP,
        hint=_("The first cards often fit best."),
        messages={"too_many_choices": _("You chose more than %(max)s. Who can do most?")},
    )
    who_own = ShortText(
        _("Or someone else"),
        longest=80,
        short=WHO_COULD_HELP,
        hint=_("No name needed. For example: my aunt."),
    )

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """Nothing on paper by itself: helpers stand with what they help with."""
        if not paper:
            yield from super().blocks()


def without_role(blocks: Iterator[Block]) -> Iterator[Block]:
    """The same, kept from page one and from her story: what isn't there, or not known yet, plays no role."""
    return (replace(block, role="") for block in blocks)
