"""Questions answered by tapping cards: one of them, or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from trajectplan.i18n import _
from trajectplan.plan.document import ITEM_ID, Answers, Plan
from trajectplan.plan.summary import Phrase, Said, Text
from trajectplan.plan.worksheet import Blank, Box, Boxes, Lines
from trajectplan.questions.base import Depending, Question

OWN_IDEA = _("Something else, my own")
MOST_COPIED = 5
"""So many lines are there for what she would choose from cards of her own."""


@dataclass(frozen=True, slots=True)
class Option:
    """One card: a stable key, a few words, a pictogram. ``exclusive`` doesn't go together with the others.

    ``note`` stands small below the words, ``badge`` says what kind of card it is, ``more`` is told in a fold.
    ``words`` may be named by the texts of pages that come for this card.
    """

    key: str
    label: Text
    icon: str = ""
    note: Text = ""
    exclusive: bool = False
    badge: Said = ""
    badge_icon: str = ""
    more: tuple[Text, ...] = ()
    words: Mapping[str, Text] = field(default_factory=dict, hash=False)

    def box(self) -> Box:
        """The card as a box to cross by pen."""
        return Box(self.label, self.icon, self.note, self.badge)


class Choice(Question):
    """One card out of several; kept as its key.

    ``options`` may depend on her plan; then ``known`` are all there can be, or ``own_ids`` says that their keys are ids
    of things of hers. A kept answer whose card isn't offered now stays kept, unseen.
    """

    macro = "choice"
    own_idea: Said = ""
    """The label of a line on a blank sheet for what stands on no card."""

    def __init__(
        self,
        label: object,
        *,
        options: Sequence[Option] | Depending,
        known: Sequence[Option] = (),
        own_ids: bool = False,
        **kwargs: Any,
    ) -> None:
        self._options = options
        self.known = tuple(known) if callable(options) else tuple(options)
        self.own_ids = own_ids
        self.options: tuple[Option, ...] = ()
        super().__init__(label, **kwargs)

    def placed(self, words: Mapping[str, Text], language: str, plan: Plan, about: Answers) -> None:
        """Take in where it is asked, and so which cards are offered."""
        super().placed(words, language, plan, about)
        self.options = self.depending(self._options)

    def is_known(self, key: object) -> bool:
        """Whether a card with this key can be offered at all."""
        if self.own_ids and isinstance(key, str) and ITEM_ID.fullmatch(key):
            return True
        return any(option.key == key for option in self.known)

    def is_offered(self, key: object) -> bool:
        """Whether a card with this key is offered now."""
        return any(option.key == key for option in self.options)

    @property
    def held(self) -> tuple[str, ...]:
        """The keys that are kept, offered now or not."""
        return (self.data,) if self.data else ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the cards that stand chosen; what can't be kept is among them, what isn't offered now is not."""
        return tuple(key for key in self.held if self.is_offered(key) or not self.is_known(key))

    @property
    def sent(self) -> tuple[Text, ...]:
        """The words on the cards that were chosen, whatever is offered now."""
        cards = {option.key: option for option in (*self.known, *self.options)}
        return tuple(self.said(option.label) for option in cards.values() if option.key in self.held)

    @property
    def is_answered(self) -> bool:
        """Whether a card stands chosen that is offered now."""
        return bool(self.chosen)

    @property
    def first_input(self) -> str:
        """The first card."""
        return f"{self.id}-{self.options[0].key}" if self.options else str(self.id)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the key of the card; one that isn't offered now stays until she chooses another."""
        unseen = self.data if self.held and not self.chosen else None
        self.data = valuelist[0] if valuelist and valuelist[0] else unseen

    def check(self) -> None:
        """Refuse what is no card of this question."""
        if not all(self.is_known(key) for key in self.held):
            raise self.refuse("unknown_choice")

    def is_sound(self, stored: object) -> bool:
        """The key of a card of this question."""
        return self.is_known(stored)

    @property
    def stands_alone(self) -> bool:
        """Whether a card was chosen that goes with no other."""
        return any(option.exclusive for option in self.known if option.key in self.held)

    def reading(self) -> tuple[Text, ...]:
        """The words on the cards, in the order of the page."""
        return tuple(self.said(option.label) for option in self.options if option.key in self.chosen)

    @property
    def how_many(self) -> Said:
        """How many cards may be chosen, in words."""
        return _("Choose one.")

    def blank(self, hint: Text) -> Iterator[Blank]:
        """A box for each card that is offered to everybody; lines where the cards would be things of hers."""
        options = self.depending(self._options)
        boxes = tuple(replace(option.box(), label=self.said(option.label)) for option in options)
        label = self.said(self.asked)
        if not all(option.exclusive for option in options):
            yield Boxes(label, boxes, self.how_many, hint, self.own_idea)
        elif self.own_ids:
            yield Lines(label, MOST_COPIED, hint)


class Choices(Choice):
    """Any number of cards, at most ``most``; kept as a list of their keys in the order of the page.

    ``own_line`` says whether a blank sheet has a line for something else beside the cards; not where none can be
    thought of, as with the days of the week, nor where a question of its own asks for it.
    """

    macro = "choices"

    def __init__(self, label: object, *, most: int = 0, own_line: bool = True, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.most = most
        self.own_idea = OWN_IDEA if own_line else ""

    @property
    def how_many(self) -> Said:
        """How many cards may be chosen, in words."""
        return how_many(self.most)

    @property
    def held(self) -> tuple[str, ...]:
        """The keys that are kept, offered now or not."""
        return tuple(self.data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the keys in the order of the page, what is no card of ours after them, what isn't offered now last."""
        unseen = [key for key in self.held if key not in self.chosen]
        order = {option.key: place for place, option in enumerate(self.options)}
        seen = sorted(dict.fromkeys(valuelist), key=lambda key: order.get(key, len(order)))
        self.data = [*seen, *(key for key in unseen if key not in seen)]

    def check(self) -> None:
        """Refuse unknown cards, too many of them, and one that goes with no other."""
        super().check()
        over = len(self.chosen) - self.most
        if self.most and over > 0:
            raise self.refuse("too_many_choices", max=self.most, over=over)
        if len(self.chosen) > 1 and any(option.exclusive for option in self.options if option.key in self.chosen):
            raise self.refuse("either_or")

    def is_sound(self, stored: object) -> bool:
        """A list of keys of cards of this question."""
        return isinstance(stored, list) and all(super(Choices, self).is_sound(key) for key in stored)

    def combine(self, other: Any) -> Any:
        """The cards of both."""
        keys = {*self.held, *(other or ())}
        offered = [option.key for option in self.options if option.key in keys]
        return [*offered, *sorted(key for key in keys - set(offered) if self.is_known(key))] or None

    def joins(self, other: Any) -> bool:
        """Whether the cards of both may stand together."""
        together = self.combine(other) or []
        alone = any(option.exclusive for option in self.options if option.key in together)
        is_allowed = (not self.most or len(together) <= self.most) and (len(together) <= 1 or not alone)
        return super().joins(other) or (is_allowed and set(together) == {*self.held, *other})


def how_many(most: int) -> Said:
    """How many boxes may be crossed, in words; ``most`` is 0 for as many as are true."""
    return Phrase(_("Choose %(max)s at most."), {"max": str(most)}) if most else _("Cross what is true")
