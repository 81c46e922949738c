"""Where it can lead: ideas from several sectors, each with why it is here, how to learn it and a first way to try."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trajectplan.catalogue import ACTIVITIES, DIRECTIONS, FIRST_WAYS, SECTORS, Direction, ladder
from trajectplan.chapters.common import listed
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.competences import Idea, ideas
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Block, Item, List, Phrase, Row, Said, Text
from trajectplan.questions import Choices, Option, ShortText
from trajectplan.questions.few_cards import FewChoices

FEW = 6
"""So many ideas stand on the screen at a time."""

WAYS = {way.key: way.label for way in FIRST_WAYS}
UNKNOWN = "unknown"
NOTHING_YET = Option(UNKNOWN, _("Nothing yet"), "question", exclusive=True)


def ideas_for(plan: Plan) -> tuple[Idea, ...]:
    """Where her activities and the sectors of her wishes can lead. Her schooling is not asked: it hides nothing."""
    activities = [item["card"] for item in plan.items("activities") if "card" in item]
    wished: Sequence[str] = plan.answers.get("sectors") or ()
    return ideas(activities, wished, directions=DIRECTIONS, most=len(DIRECTIONS))


def idea_cards(plan: Plan, each: Answers) -> tuple[Option, ...]:
    """A card for each idea, and for each that she wanted to remember, whatever she changed since."""
    del each
    found = ideas_for(plan)
    there = {idea.direction for idea in found}
    kept = (key for key in plan.answers.get("directions") or () if key in DIRECTIONS and key not in there)
    return (*(_card(idea) for idea in (*found, *(Idea(key, ()) for key in kept))), NOTHING_YET)


def _card(idea: Idea) -> Option:
    direction = DIRECTIONS[idea.direction]
    return Option(
        direction.key,
        direction.label,
        direction.icon,
        note=because(idea),
        badge=sector_of(direction),
        more=(
            Phrase(_("Learning: %(steps)s. Ask if this is right."), {"steps": listed(ladder(direction), " → ")}),
            *(Phrase(_("A first way to try it: %(way)s."), {"way": way}) for way in first_way(direction)),
        ),
    )


def sector_of(direction: Direction) -> Said:
    """The name of its sector; empty for an idea that fits all."""
    return SECTORS[direction.sector].label if direction.sector else ""


def first_way(direction: Direction) -> tuple[Said, ...]:
    """How to try it, if its sector says so."""
    return (WAYS[SECTORS[direction.sector].first_way],) if direction.sector else ()


def because(idea: Idea) -> Text:
    """Why an idea is here: what she does, else what she wishes."""
    if idea.activities:
        cards = (ACTIVITIES[key].label for key in idea.activities)
        return Phrase(_("This fits what you do: %(activities)s."), {"activities": listed(cards)})
    if idea.sector:
        return Phrase(_("This fits your wish: %(sector)s."), {"sector": SECTORS[idea.sector].label})
    return ""


class Ideas(FewChoices):
    """Ideas she wants to remember; each reads with its sector, its reason, its steps of learning and a first way."""

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """One item for each idea."""
        found = {idea.direction: idea for idea in ideas_for(self.plan)}
        items = tuple(
            Item(DIRECTIONS[key].label, tuple(_about(found.get(key, Idea(key, ())))))
            for key in self.chosen
            if key in DIRECTIONS
        )
        if items:
            yield List(self.said(self.short), items, self.said(self.asked), self.role)
        else:
            yield from super().blocks(paper=paper)


def _about(idea: Idea) -> Iterator[Row]:
    direction = DIRECTIONS[idea.direction]
    if direction.sector:
        yield Row(_("Sector"), (sector_of(direction),))
    if idea.activities:
        yield Row(_("Because I do or did this"), (listed(ACTIVITIES[key].label for key in idea.activities),))
    yield Row(_("Learning, ask if this is right"), (listed(ladder(direction), " → "),))
    for way in first_way(direction):
        yield Row(_("A first way to try it"), (way,))


class Directions(Page):
    """Ideas to think about, never advice; they follow from what she said, so no blank sheet can offer them."""

    on_sheets = False
    icon = "signpost"
    title = _("Where could this lead?")
    hint = _("These are ideas to think about. Tap the ones you want to remember.")
    why = _("Ideas for your first step come from what you remember now.")
    example = _("I would never have thought of solar panels. I want to go along for a day.")
    note = _("The order means nothing. No idea is better than another.")

    directions = Ideas(
        _("I want to remember this"),
        options=idea_cards,
        known=(*(Option(each.key, each.label, each.icon) for each in DIRECTIONS.values()), NOTHING_YET),
        few=FEW,
        others=_("Show other ideas"),
        most=8,
        short=_("Ideas I want to explore"),
        messages={"too_many_choices": _("You chose more than %(max)s ideas. Which will you remember?")},
    )
    directions_own = ShortText(
        _("Or an idea of my own"),
        longest=160,
        short=_("My own idea"),
        hint=_("Write down any job that comes to mind."),
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """When something leads somewhere."""
        del each
        return bool(plan.items("activities") or plan.answers.get("sectors"))


class FirstWays(Page):
    """How she wants to try one of the ideas out."""

    continues = Directions
    depth = MORE
    icon = "footprints"
    title = _("How do I want to try it?")
    hint = _("Trying is not choosing. You can still change your mind.")
    why = _("A day of watching tells you more than a folder.")
    example = _("First I talk to someone who does this work. Then I want to go along for a day.")

    first_ways = Choices(
        _("How I want to try it"),
        options=tuple(Option(way.key, way.label, way.icon) for way in FIRST_WAYS),
        most=3,
        short=_("How I want to try it"),
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """When there are ideas to try."""
        return Directions.shown_if(plan, each)
