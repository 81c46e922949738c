"""Questions answered by tapping cards: one of them, or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trajectplan.plan.summary import Said, Text
from trajectplan.questions.base import Question


@dataclass(frozen=True, slots=True)
class Option:
    """One card: a stable key, a few words, a pictogram. ``exclusive`` doesn't go together with the others."""

    key: str
    label: Said
    icon: str = ""
    note: Said = ""
    exclusive: bool = False


class Choice(Question):
    """One card out of several; kept as its key."""

    macro = "choice"

    def __init__(self, label: object, *, options: Sequence[Option], **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.options = tuple(options)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the cards that stand chosen."""
        return (self.data,) if self.data else ()

    @property
    def sent(self) -> tuple[Text, ...]:
        """The words on the cards that were chosen."""
        return self.reading()

    @property
    def first_input(self) -> str:
        """The first card."""
        return f"{self.id}-{self.options[0].key}"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the key of the card."""
        self.data = valuelist[0] if valuelist and valuelist[0] else None

    def check(self) -> None:
        """Refuse what is no card of this question."""
        if not set(self.chosen) <= {option.key for option in self.options}:
            raise self.refuse("unknown_choice")

    def is_sound(self, stored: object) -> bool:
        """The key of a card of this question."""
        return any(option.key == stored for option in self.options)

    def reading(self) -> tuple[Text, ...]:
        """The words on the cards, in the order of the page."""
        return tuple(self.said(option.label) for option in self.options if option.key in self.chosen)


class Choices(Choice):
    """Any number of cards, at most ``most``; kept as a list of their keys in the order of the page."""

    macro = "choices"

    def __init__(self, label: object, *, options: Sequence[Option], most: int = 0, **kwargs: Any) -> None:
        super().__init__(label, options=options, **kwargs)
        self.most = most

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the cards that stand chosen."""
        return tuple(self.data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the keys in the order of the page, what is no card of ours after them."""
        order = {option.key: place for place, option in enumerate(self.options)}
        self.data = sorted(dict.fromkeys(valuelist), key=lambda key: order.get(key, len(order)))

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
        keys = {*self.chosen, *(other or ())}
        return [option.key for option in self.options if option.key in keys] or None

    def joins(self, other: Any) -> bool:
        """Whether the cards of both may stand together."""
        together = self.combine(other) or []
        alone = any(option.exclusive for option in self.options if option.key in together)
        is_allowed = (not self.most or len(together) <= self.most) and (len(together) <= 1 or not alone)
        return super().joins(other) or (is_allowed and set(together) == {*self.chosen, *other})
