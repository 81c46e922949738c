"""Many cards in groups, of which one is open at a time, with a box to search in; each card is of now or of the past."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from trajectplan.i18n import _, without_stop
from trajectplan.plan.document import ASIDE, Answers
from trajectplan.plan.lines import one_line
from trajectplan.plan.summary import Own, Phrase, Said, Text
from trajectplan.plan.worksheet import Blank, BoxGroup, GroupedBoxes, Lines
from trajectplan.questions import typed
from trajectplan.questions.card_items import MOST_OWN_LINES, CardItems
from trajectplan.questions.choices import Option

NOW, BEFORE = "now", "before"
FOUND, CLOSED = "-found", "-closed"
"""What is open when it is no group: the cards that were found, or nothing. No key of a group begins so."""
OF_THE_PAST = _("%(what)s (that was in the past)")
LONGEST_SEARCH = 60

Search = Callable[[str, str], Sequence[str]]
"""Takes what she looks for and the language of the page; gives keys of cards, the best first."""


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards under one heading."""

    key: str
    label: Said
    icon: str
    cards: tuple[Option, ...]


class GroupedCards(CardItems):
    """Cards in groups; kept as things with a ``state``: ``now`` or ``before``.

    A page shows the cards of one group, or those that a search found, so that it stays light; the server opens and
    searches, so that it works without script. What isn't on the screen stays as it is.
    """

    macro = "grouped_cards"

    def __init__(self, label: object, *, groups: Sequence[CardGroup], search: Search, **kwargs: Any) -> None:
        super().__init__(label, options=tuple(card for group in groups for card in group.cards), **kwargs)
        self.groups, self._search = tuple(groups), search
        self.earlier: tuple[str, ...] = ()
        self.opened, self.sought, self.jumped = CLOSED, "", ""
        self.found: tuple[Option, ...] = ()
        self.handled: tuple[str, ...] = ()

    # What the page needs ----------------------------------------------------------------------------------------------

    @property
    def before_name(self) -> str:
        """The name of the boxes that say a card is of the past."""
        return f"{self.name}-before"

    @property
    def search_name(self) -> str:
        """The name of the box to search in."""
        return f"{self.name}-search"

    @property
    def opened_name(self) -> str:
        """The name of the hidden input that says what is open."""
        return f"{self.name}-opened"

    @property
    def shown_name(self) -> str:
        """The name of the hidden input that says which cards are on the screen."""
        return f"{self.name}-shown"

    @property
    def has_searched(self) -> bool:
        """Whether the screen shows what a search found, be it nothing."""
        return self.opened == FOUND

    @property
    def cards(self) -> tuple[Option, ...]:
        """The cards on the screen: those that were found, else those of the open group."""
        if self.has_searched:
            return self.found
        return next((group.cards for group in self.groups if group.key == self.opened), ())

    @property
    def shown_keys(self) -> str:
        """The keys of the cards that the page answers for, for the hidden input.

        Those are the cards on the screen, and in a draft also those that were there before: they are kept nowhere yet.
        """
        return " ".join(dict.fromkeys((*(option.key for option in self.cards), *self.handled)))

    @property
    def carried(self) -> tuple[str, ...]:
        """The chosen cards of a draft that aren't on the screen any more; hidden inputs carry them along."""
        here = {option.key for option in self.cards}
        return tuple(key for key in self.handled if key in self.chosen and key not in here)

    def count(self, group: CardGroup) -> int:
        """How many cards of a group she chose."""
        keys = {card.key for card in group.cards}
        return sum(item.get("card") in keys for item in self.data)

    def is_before(self, name: str) -> bool:
        """Whether a card, or a thing of her own, is of the past."""
        return any(_name(item) == name and item.get("state") == BEFORE for item in self.data)

    @property
    def first_input(self) -> str:
        """The first card on the screen, else the box to search in."""
        return f"{self.id}-{self.cards[0].key}" if self.cards else self.search_name

    def pressed(self, what: Sequence[str], typed: MultiDict[str, str]) -> None:
        """Open a group, close it, or search."""
        self.sought = _cleaned(typed.get(self.search_name, ""))
        match what:
            case ["open", key] if any(group.key == key for group in self.groups):
                self.opened = self.jumped = key
            case ["close", key]:
                self.opened, self.jumped = CLOSED, key
            case ["search"]:
                self.opened = self.jumped = FOUND if self.sought else self._at_first()
            case _:
                self.opened = typed.get(self.opened_name, self._at_first())
        self._look_up()

    @property
    def opened_number(self) -> int | None:
        """Which group is open, from 1; 0 when none is."""
        keys = [group.key for group in self.groups]
        return keys.index(self.opened) + 1 if self.opened in keys else 0

    def open_part(self, number: int) -> None:
        """Open the group with this number; another number closes all."""
        keys = [CLOSED, *(group.key for group in self.groups)]
        self.opened = self.jumped = keys[number] if 0 <= number < len(keys) else CLOSED

    def _look_up(self) -> None:
        """Find the cards that fit what she looks for, the best first; once a page, for it takes a while."""
        keys = self._search(self.sought, self.language) if self.has_searched and self.sought else ()
        self.found = tuple(self.known[key] for key in keys if key in self.known)

    def _at_first(self) -> str:
        """The group of the card she chose last, else the first one: she sees at once what there is to do."""
        last = next((item["card"] for item in reversed(self.data) if "card" in item), "")
        holding = (group.key for group in self.groups if any(card.key == last for card in group.cards))
        return next(holding, self.groups[0].key)

    # How it is kept ---------------------------------------------------------------------------------------------------

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what is stored, then what was tapped on the cards that were on the screen."""
        sent: MultiDict[str, str] = MultiDict() if formdata is None else formdata
        self.earlier = tuple(sent.getlist(self.before_name))
        self.handled = tuple(key for key in sent.get(self.shown_name, "").split() if key in self.known)
        super().process(formdata, data, extra_filters)
        self.sought = _cleaned(sent.get(self.search_name, ""))
        self.opened = sent.get(self.opened_name) or self._at_first()
        self._look_up()

    def on_screen(self, formdata: Any) -> set[str]:
        """The cards that the page said it shows, and her own things."""
        own = {item["id"] for item in self.kept if "words" in item}
        return {*formdata.get(self.shown_name, "").split(), *own}

    def _take(self, tapped: Sequence[str], shown: set[str]) -> None:
        """Take in what was tapped, and what is of the past.

        "That was in the past" on a card that wasn't chosen chooses it; on one that was, it doesn't hold it back.
        """
        held = {_name(item) for item in self.kept if not item.get(ASIDE)}
        super()._take([*tapped, *(name for name in self.earlier if name not in held)], shown)
        for item in self.kept:
            if not item.get(ASIDE) and (_name(item) in shown or "state" not in item):
                item["state"] = BEFORE if _name(item) in self.earlier else NOW

    def mark(self) -> Any:
        """Which cards stand chosen, with their state."""
        return sorted(f"{item.get('card') or item.get('words')}:{item.get('state', NOW)}" for item in self.data)

    def _is_thing(self, item: object) -> bool:
        return super()._is_thing(item) and isinstance(item, dict) and item.get("state", NOW) in (NOW, BEFORE)

    # How it reads -----------------------------------------------------------------------------------------------------

    def reading(self) -> tuple[Text, ...]:
        """The words of every chosen card; what is of the past says so."""
        return tuple(
            _of_the_past(title) if answers.get("state") == BEFORE else title for answers, title in self.listed()
        )

    def blank(self, hint: Text) -> Iterator[Blank]:
        """Small boxes under the headings of the groups, then lines for her own."""
        groups = tuple(
            BoxGroup(group.label, group.icon, tuple(card.box() for card in group.cards)) for group in self.groups
        )
        yield GroupedBoxes(self.said(self.asked), groups, hint)
        if self.own:
            yield Lines(self.said(self.own), min(self.own_most, MOST_OWN_LINES), self.said(self.own_hint))

    @property
    def missed(self) -> Phrase:
        """What is said when a search finds nothing."""
        words = {"words": Own(self.sought, self.language)}
        return Phrase(_("Nothing found for %(words)s. Open a group, or write a card of your own below."), words)


def _name(item: Answers) -> str:
    """How a thing is named in the form: by its card, or by its id when it is in her own words."""
    return str(item.get("card", item["id"]))


@dataclass(frozen=True, slots=True)
class _WithoutStop:
    """A said text without the full stop that ends it, for inside a sentence; spoken when it is drawn."""

    text: Said

    def __str__(self) -> str:
        return without_stop(str(self.text))


def _of_the_past(text: Text) -> Phrase:
    short = replace(text, text=without_stop(text.text)) if isinstance(text, Own) else _WithoutStop(text)
    return Phrase(OF_THE_PAST, {"what": short})


def _cleaned(text: str) -> str:
    return one_line(typed.clean(text))[:LONGEST_SEARCH]
