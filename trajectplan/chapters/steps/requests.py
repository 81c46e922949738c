"""What she asks of the municipality: cards that say how certain each is, by which rule, and in whose words to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Final

from flask import current_app, has_app_context

from trajectplan.catalogue import LAW_READ, LAW_READ_CHILDCARE, LAW_UNTIL, MARKS, REQUESTS, RequestCard
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Block, Item, List, Own, Phrase, Row, Said
from trajectplan.questions import Choices, LongText, Option
from trajectplan.questions.texts import Day

UNDER_FIVE, UNDER_TWELVE = 5, 12
AGES: Final = {
    "under_5": frozenset(range(UNDER_FIVE)),
    "under_12": frozenset(range(UNDER_TWELVE)),
    "two_or_three": frozenset({2, 3}),
}
"""For cards about a child: how old it must be. Participatiewet 9a, 9(4); pre-school runs from 2.5 to 4."""


def today() -> date:
    """The day on her own wall, or the one that the program was told to take for it."""
    config = current_app.config if has_app_context() else {}
    day: date = config.get("TODAY", date.today)()
    return day


def is_outdated() -> bool:
    """Whether the law has probably changed since it was read."""
    return today() >= LAW_UNTIL


def is_for(card: RequestCard, plan: Plan) -> bool:
    """Whether a card is about her: without a child's age we can't know, and show it rather than hide it."""
    ages = [child.age for child in plan.children()]
    if not card.child or not ages or None in ages:
        return True
    return not AGES[card.child].isdisjoint(ages)


def official_word(card: RequestCard) -> Phrase:
    """What the municipality calls it: Dutch in every language, and marked so for who has a page read aloud."""
    return Phrase("%(word)s", {"word": Own(card.official_word, "nl")})


def as_option(card: RequestCard, *, outdated: bool = False) -> Option:
    """The card to tap: what it is, how certain it is, and in its fold how to ask and where it is written.

    Once the law is ``outdated``, what was about to change is no longer to come.
    """
    mark = MARKS[card.mark]
    told = (
        Phrase(_("You can ask it like this: %(question)s"), {"question": card.ask}),
        card.note,
        mark.explanation,
        Phrase(_("The municipality says: %(word)s"), {"word": official_word(card)}),
        Phrase(_("Where it is written: %(article)s"), {"article": card.article}),
        "" if outdated else card.changes,
    )
    return Option(
        card.key,
        card.title,
        card.icon,
        note=card.sentence,
        badge=mark.label,
        badge_icon=mark.icon,
        more=tuple(text for text in told if text),
    )


def as_item(card: RequestCard, *, paper: bool) -> Item:
    """The card as it reads for the consultant; the mark is a sign and a word, so that it never hangs on colour."""
    mark = MARKS[card.mark]
    # On a screen it is marked as Dutch, as on the card; on paper it would pass for words of hers.
    word = card.official_word if paper else Own(card.official_word, "nl")
    rows = (
        Row(_("I ask"), (card.ask,)),
        Row(_("Kind"), (Phrase("%(sign)s %(word)s", {"sign": mark.sign, "word": mark.short}),), role="mark"),
        Row(_("Article"), (card.article,), role="article", detail=True),
        Row(_("Official word"), (word,), role="official_word", detail=True),
    )
    return Item(card.title, rows)


class RequestCards(Choices):
    """Cards of one kind of request; those about a child come only for a child of that age."""

    def __init__(self, label: object, *, kind: str, **kwargs: Any) -> None:
        cards = {card.key: card for card in REQUESTS.values() if card.kind == kind}
        known = {key: as_option(card) for key, card in cards.items()}
        later = {key: as_option(card, outdated=True) for key, card in cards.items()}

        def offered(plan: Plan, each: Answers) -> tuple[Option, ...]:
            del each
            now = later if is_outdated() else known
            return tuple(now[key] for key, card in cards.items() if is_for(card, plan))

        super().__init__(label, options=offered, known=tuple(known.values()), role="requests", own_line=False, **kwargs)

    @property
    def cards(self) -> list[RequestCard]:
        """The requests she chose, in the order of the page."""
        return [REQUESTS[option.key] for option in self.options if option.key in self.chosen]

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """Each request with how she asks it and what it rests on."""
        items = tuple(as_item(card, paper=paper) for card in self.cards)
        if items:
            yield List(self.said(self.short), items, self.said(self.asked), self.role)


def law_as_of(day: date) -> Phrase:
    """From which day the law is that the cards tell of."""
    return Phrase(
        _("We read the law as it was on %(law_date)s. Rules change. Always ask whether this still holds."),
        {"law_date": Day(day.isoformat())},
    )


class Asking(Page):
    """What all pages with requests have in common: they say how old the law is that stands on them."""

    note = law_as_of(LAW_READ)

    def caution(self) -> Said:
        """A warning once the law has probably changed."""
        until = {"date": Day(LAW_UNTIL.isoformat())}
        text = Phrase(_("This text is from before %(date)s. It may no longer be right."), until)
        return text if is_outdated() else ""

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """The requests, and of which day the law is that they rest on; of an older text their article says so too."""
        yield from super().blocks(paper=paper)
        cards = [card for field in self if isinstance(field, RequestCards) for card in field.cards]
        if cards:
            days, warning = sorted({card.read for card in cards}), self.caution()
            read = [Day(day.isoformat()) for day in days]
            yield Row(_("Law as it was on"), (*read, warning) if warning else (*read,), detail=True)


def own_request() -> Any:
    """The input for a request in her own words, the same on each of these pages."""
    return LongText(_("My own request"), longest=400, short=_("My own request"), role="requests")


class AskSupport(Asking):
    """Requests for help and room."""

    icon = "hand-pointing"
    title = _("What I ask for: help and some peace")
    hint = _("Choose a card. Then your question is on paper.")
    by_pen: ClassVar = {"hint": _("Cross a box. Then your question is on paper.")}
    why = _("Often more is possible than you think. Each card shows how certain it is.")
    example = _("I ask for an answer on paper, before 1 May.")

    requests_support = RequestCards(_("My requests"), kind="support", short=_("I ask: support and rules"))
    requests_support_own = own_request()


class AskLearning(Asking):
    """Requests about learning."""

    depth = MORE
    icon = "graduation-cap"
    title = _("What I ask for: learning")
    hint = _("Aim high. You decide what you dare.")
    why = _("With a diploma you often earn more per hour. Then fewer hours are enough.")
    example = _("I want to do mbo 4, on days when childcare is open.")

    requests_learning = RequestCards(_("My requests"), kind="learning", short=_("I ask: learning"))
    requests_learning_own = own_request()


class AskTrying(Asking):
    """Requests for trying out work."""

    depth = MORE
    icon = "door-open"
    title = _("What I ask for: trying out work")
    hint = _("It is fine to try. Agree beforehand how long it lasts and what you learn.")
    why = _("Sometimes a job is still too far off. Then a step in between is a good step.")
    example = _("I'd like to try it for two months in a library, during school hours.")

    requests_trying = RequestCards(_("My requests"), kind="trying", short=_("I ask: trying out work"))
    requests_trying_own = own_request()


class AskChildcare(Asking):
    """Requests about childcare; its law was read in an older text."""

    depth = MORE
    note = law_as_of(LAW_READ_CHILDCARE)
    icon = "baby-carriage"
    title = _("What I ask for: childcare")
    hint = _("Without childcare, no class and no work. You can say it just like that.")
    why = _("For childcare there is sometimes money from several sides. Often you only hear of it when you ask.")
    example = _("I ask whether the municipality pays my own part: 38 euros a month.")

    requests_childcare = RequestCards(_("My requests"), kind="childcare", short=_("I ask: childcare"))
    requests_childcare_own = own_request()


class AskMoney(Asking):
    """Requests about money."""

    depth = MORE
    icon = "coins"
    title = _("What I ask for: money")
    hint = _("Ask before you say yes. Then you know where you stand.")
    why = _("You must be able to afford a step. The first months too.")
    example = _("I ask to do the sums together, before I sign the contract.")

    requests_money = RequestCards(_("My requests"), kind="money", short=_("I ask: money"))
    requests_money_own = own_request()
