"""Cards that come a few at a time: what she chose stays in sight, and a button shows others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from trajectplan.i18n import _
from trajectplan.plan.summary import Said
from trajectplan.questions.card_items import CardItems
from trajectplan.questions.choices import Choices, Option

Cards = tuple[Option, ...]

MORE = _("Show more")


class Turn:
    """Which few of all the cards are on the screen now, and which were there before.

    The page carries both along in hidden inputs, so that it is shown again as it was.
    """

    def __init__(self, name: str, few: int) -> None:
        self.shown_name, self.past_name, self.few = f"{name}-shown", f"{name}-past", few
        self.cards: Cards = ()
        self.shown: tuple[str, ...] = ()
        self.past: tuple[str, ...] = ()

    def begin(self, cards: Cards, held: Collection[str], sent: MultiDict[str, str] | None) -> None:
        """Show what the page showed already, else the first few; ``held`` are the cards that she keeps."""
        self.cards = cards
        self.past = tuple(sent.get(self.past_name, "").split()) if sent else ()
        self.shown = tuple(sent[self.shown_name].split()) if sent and self.shown_name in sent else self._few(held)

    def again(self, held: Collection[str], sent: MultiDict[str, str]) -> None:
        """Show the same ones again."""
        self.begin(self.cards, held, sent)

    def go_on(self, held: Collection[str], sent: MultiDict[str, str]) -> None:
        """Show the next few; after the last ones the first again."""
        self.again(held, sent)
        self.past = (*self.past, *self.shown)
        self.shown = self._few(held)
        if not self.shown:
            self.past = ()
            self.shown = self._few(held)

    def _few(self, held: Collection[str]) -> tuple[str, ...]:
        away = {*self.past, *held}
        return tuple(card.key for card in self.cards if not card.exclusive and card.key not in away)[: self.few]

    def on_screen(self, held: Collection[str]) -> Cards:
        """The few cards with those that she keeps and those that stand alone, in the order of all."""
        keys = {*self.shown, *held}
        return tuple(card for card in self.cards if card.exclusive or card.key in keys)

    def has_others(self, held: Collection[str]) -> bool:
        """Whether there are cards that aren't on the screen."""
        return len(self.on_screen(held)) < len(self.cards)


class FewChoices(Choices):
    """Any number of cards, of which ``few`` are shown at a time; ``others`` is on the button that shows the next."""

    def __init__(self, label: object, *, few: int, others: Said = MORE, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.others, self.turn = others, Turn(self.name, few)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Offer the few that are on the screen before reading which were tapped."""
        kept = data if isinstance(data, list) else []
        tapped = formdata.getlist(self.name) if formdata is not None else []
        self.turn.begin(self.options, kept, formdata)
        self.options = self.turn.on_screen({*kept, *tapped})
        super().process(formdata, data, extra_filters)

    def pressed(self, what: Sequence[str], typed: MultiDict[str, str]) -> None:
        """Show the next few, or after another button the same ones again."""
        (self.turn.go_on if what[:1] == ("more",) else self.turn.again)(self.held, typed)
        self.options = self.turn.on_screen(self.held)

    @property
    def has_others(self) -> bool:
        """Whether there are cards that aren't on the screen."""
        return self.turn.has_others(self.held)


class FewCardItems(CardItems):
    """Cards that become things, of which ``few`` are shown at a time beside the chosen ones."""

    def __init__(self, label: object, *, few: int, others: Said = MORE, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.others, self.turn = others, Turn(self.name, few)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Offer the few that are on the screen before reading which were tapped."""
        super().process(None, data)
        tapped = formdata.getlist(self.name) if formdata is not None else ()
        self.turn.begin(self.options, self.chosen, formdata)
        self.options = self.turn.on_screen({*self.chosen, *tapped})
        super().process(formdata, data, extra_filters)

    def pressed(self, what: Sequence[str], typed: MultiDict[str, str]) -> None:
        """Show the next few, or after another button the same ones again."""
        (self.turn.go_on if what[:1] == ("more",) else self.turn.again)(self.chosen, typed)
        self.options = self.turn.on_screen(self.chosen)

    @property
    def has_others(self) -> bool:
        """Whether there are cards that aren't on the screen."""
        return self.turn.has_others(self.chosen)
