"""A question answered by tapping cards, each of which becomes a thing that other pages may ask more about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from trajectplan.i18n import _
from trajectplan.plan.document import ASIDE, NONE, Answers, Plan
from trajectplan.plan.lines import one_line
from trajectplan.plan.summary import Block, Own, Row, Said, Text
from trajectplan.plan.worksheet import Blank, Boxes, Lines
from trajectplan.questions import typed
from trajectplan.questions.base import Depending
from trajectplan.questions.choices import Option, how_many
from trajectplan.questions.group import Group
from trajectplan.questions.items import Items, new_id, sound_answers

MOST_KEPT = 200
"""So many things may be kept under one question, those put aside included."""
MOST_OWN_LINES = 2
"""So many lines a blank sheet has for cards of her own."""
KINDS = frozenset({"card", "words", NONE})
"""What a thing is made of: exactly one of these."""


class CardItems(Items):
    """Cards, of which each chosen one becomes a thing with an id; one more she can write herself.

    Kept as a list of ``{"id", "card"}``, her own as ``{"id", "words"}``, with what other pages ask about each. A card
    she lets go of stays in the list, put aside, and comes back with its answers. ``none`` are cards that stand alone
    ("I don't know yet"), kept as ``{"id", "none"}``. ``group`` gives each chosen thing a screen of its own.
    ``options`` may depend on her plan; then ``known`` are all there can be. ``own`` labels the input for her own.
    """

    macro = "card_items"
    on_own_screen = False
    alike = False

    def __init__(
        self,
        label: object,
        *,
        options: Sequence[Option] | Depending,
        known: Sequence[Option] = (),
        none: Sequence[Option] = (),
        group: type[Group] = Group,
        own: Said = "",
        own_hint: Said = "",
        own_longest: int = 100,
        own_most: int = 6,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, group, item="", add="", remove=_("Remove %(name)s"), **{"most": 0, **kwargs})
        self._options, self.none = options, tuple(none)
        self.known = {option.key: option for option in (known if callable(options) else options)}
        self.own, self.own_hint, self.own_longest, self.own_most = own, own_hint, own_longest, own_most
        self.options: tuple[Option, ...] = ()
        self.kept: list[dict[str, Any]] = []
        self.own_typed, self.is_own_wrong = "", False
        self.is_listed = False
        self.unknown: tuple[str, ...] = ()
        self.alone: tuple[str, ...] = ()

    def placed(self, words: Mapping[str, Text], language: str, plan: Plan, about: Answers) -> None:
        """Take in where it is asked, and so which cards are offered."""
        super().placed(words, language, plan, about)
        self.options = self.depending(self._options)

    # How it is kept ---------------------------------------------------------------------------------------------------

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what is stored, then what was tapped and written."""
        super().process(None, data, extra_filters)
        self.kept = [dict(item) for item in data] if isinstance(data, list) else []
        stored = {item["id"] for item in self.kept}
        self.alone = tuple(item[NONE] for item in self.kept if item.get(NONE))
        if formdata is not None:
            self.raw_data = formdata.getlist(self.name)
            self.own_typed = one_line(typed.clean(formdata.get(self.own_name, "")))
            self._take(formdata.getlist(self.name), self.on_screen(formdata))
        self.data = [item for item in self.kept if not item.get(ASIDE) and not item.get(NONE)]
        self.is_listed = self.group.has_questions() and bool(self.data) and stored >= {each["id"] for each in self.data}

    @property
    def own_name(self) -> str:
        """The name of the input for her own words."""
        return f"{self.name}-own"

    def on_screen(self, formdata: Any) -> set[str]:
        """The keys of the cards, and ids of her own things, that stood on the screen; the others stay as they are."""
        del formdata
        own = {item["id"] for item in self.kept if "words" in item}
        return {option.key for option in self.options} | own

    def _take(self, tapped: Sequence[str], shown: set[str]) -> None:
        """Bring what is kept in line with what was tapped."""
        names = {option.key for option in self.none}
        self.alone = tuple(key for key in dict.fromkeys(tapped) if key in names)
        things = [item for item in self.kept if not item.get(NONE)]
        for item in things:
            name = item.get("card", item["id"])
            if name in shown or name in tapped:
                item.pop(ASIDE, None)
                if name not in tapped:
                    item[ASIDE] = True
        there = {item.get("card", item["id"]) for item in things} | names
        new = [key for key in dict.fromkeys(tapped) if key not in there]
        self.unknown = tuple(key for key in new if key not in self.known)
        made = [{"id": new_id(), "card": key} for key in self._in_order(new) if key in self.known]
        said_before = next((item for item in things if item.get("words") == self.own_typed), None)
        if said_before:
            said_before.pop(ASIDE, None)
        elif self.own_typed:
            made.append({"id": new_id(), "words": self.own_typed})
        self.kept = [*things, *made, *({"id": key.replace("_", "")[:16], NONE: key} for key in self.alone)]

    def _in_order(self, keys: Sequence[str]) -> list[str]:
        order = {key: place for place, key in enumerate(self.known)}
        return sorted(keys, key=lambda key: order.get(key, len(order)))

    def answer(self) -> Any:
        """All things, those put aside included."""
        return self.kept or None

    @property
    def is_answered(self) -> bool:
        """Whether anything stands chosen."""
        return bool(self.data or self.alone)

    def mark(self) -> Any:
        """Which cards stand chosen, and how many of her own."""
        return sorted(str(item.get("card") or item.get("words")) for item in self.data) + sorted(self.alone)

    @property
    def chosen(self) -> tuple[str, ...]:
        """What stands chosen: keys of cards, ids of her own things, keys of cards that stand alone."""
        return (*(item.get("card", item["id"]) for item in self.data), *self.alone)

    @property
    def own_things(self) -> tuple[Answers, ...]:
        """What she wrote herself before, put aside or not, as cards she can let go of and take again."""
        return tuple(item for item in self.kept if "words" in item and item["words"] != self.own_typed)

    @property
    def most_kept(self) -> int:
        """Room for those she put aside too."""
        return MOST_KEPT

    @property
    def is_full(self) -> bool:
        """Whether no more cards can be chosen."""
        return bool(self.most) and len(self.data) >= self.most

    @property
    def sent(self) -> tuple[Text, ...]:
        """The words on the cards that were tapped, and her own."""
        return self.reading()

    @property
    def first_input(self) -> str:
        """The first card that can be tapped, or the input for her own words; the list when there is neither."""
        taken = self.chosen if self.is_listed else ()
        cards = [option for option in (*self.options, *self.none) if option.key not in taken]
        return f"{self.id}-{cards[0].key}" if cards else self.own_name if self.own else f"{self.id}--list"

    @property
    def problems(self) -> Iterator[tuple[str, Said]]:
        """What is wrong, at the cards or at her own words."""
        for message in self.errors:
            yield self.own_name if self.is_own_wrong else self.first_input, message

    @property
    def errors_above(self) -> Sequence[Said]:
        """The messages about the cards; one about her own words stands there."""
        return () if self.is_own_wrong else self.errors

    def pre_validate(self, form: Any) -> None:
        """Refuse unknown cards, too many of them, one that goes with no other, and own words that are too long."""
        del form
        self.is_own_wrong = False
        if self.unknown:
            raise self.refuse("unknown_choice")
        over = len(self.data) - self.most
        if self.most and over > 0:
            raise self.refuse("too_many_choices", max=self.most, over=over)
        if self.alone and (self.data or len(self.alone) > 1):
            raise self.refuse("either_or")
        self.is_own_wrong = bool(self.own_typed)
        if (over := len(self.own_typed) - self.own_longest) > 0:
            raise self.too_long(over)
        if sum("words" in item for item in self.data) > self.own_most:
            raise self.refuse("too_many_items", max=self.own_most)

    def is_sound(self, stored: object) -> bool:
        """A list of things of which each has a card of this question, words of hers, or says that there are none."""
        if not isinstance(stored, list) or len(stored) > self.most_kept:
            return False
        cards = [item.get("card") for item in stored if isinstance(item, dict) and "card" in item]
        is_once = len(set(map(str, cards))) == len(cards)
        return is_once and all(self._is_thing(item) and sound_answers(self.form(item), item) for item in stored)

    def _is_thing(self, item: object) -> bool:
        if not isinstance(item, dict) or "id" not in item or len(KINDS & item.keys()) != 1:
            return False
        if NONE in item:
            return any(option.key == item[NONE] for option in self.none)
        if "words" in item:
            words = item["words"]
            return isinstance(words, str) and bool(one_line(words)) and len(words) <= self.own_longest
        return isinstance(item["card"], str) and item["card"] in self.known

    def _fitted(self, item: Any) -> Any:
        fitted = super()._fitted(item)
        if isinstance(fitted, dict) and isinstance(words := fitted.get("words"), str):
            return {**fitted, "words": words[: self.own_longest]}
        return fitted

    def tidied(self, stored: Any) -> Any:
        """All of them, those in her own words on one line."""
        things = super().tidied(stored)
        return [{**item, "words": one_line(item["words"])} if "words" in item else item for item in things]

    def combine(self, other: Any) -> Any:
        """The things of both; what is chosen in one of them is chosen."""
        mine, theirs = self.answer() or [], other or []
        together = {_name(item): dict(item) for item in mine}
        for item in theirs:
            held = together.setdefault(_name(item), dict(item))
            if ASIDE in held and ASIDE not in item:
                together[_name(item)] = dict(item)
        return list(together.values()) or None

    def joins(self, other: Any) -> bool:
        """Whether the things of both may stand together."""
        together = self.combine(other) or []
        things = [item for item in together if not item.get(ASIDE) and not item.get(NONE)]
        alone = [item for item in together if item.get(NONE)]
        return (not self.most or len(things) <= self.most) and (not alone or (not things and len(alone) == 1))

    # How it reads -----------------------------------------------------------------------------------------------------

    @property
    def stands_alone(self) -> bool:
        """Whether a card was chosen that stands in place of things."""
        return bool(self.alone)

    def title(self, answers: Answers, number: int = 0) -> Text:
        """The words on its card, or her own."""
        del number
        named = self.group.name_of(answers, self.language)
        if named is not None:
            return named
        if "words" in answers:
            return Own(answers["words"], self.language)
        option = self.known.get(str(answers.get("card")))
        return option.label if option else ""

    def more_words(self, answers: Answers) -> Mapping[str, Text]:
        """What the card of a thing says besides its label; of another card, or of her own, the words are empty."""
        option = self.known.get(str(answers.get("card")))
        blank = dict.fromkeys((name for each in self.known.values() for name in each.words), "")
        return {**blank, **(option.words if option else {})}

    def reading(self) -> tuple[Text, ...]:
        """The words of all that stands chosen."""
        alone = (option.label for option in self.none if option.key in self.alone)
        return (*(title for _answers, title in self.listed()), *alone)

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """A list with what she said about each when things have screens of their own, else one row."""
        if self.data and self.group.has_questions():
            yield from super().blocks(paper=paper)
        elif reading := self.reading():
            yield Row(self.said(self.short), reading, self.said(self.asked), self.role, self.detail, self.stands_alone)

    def blank(self, hint: Text) -> Iterator[Blank]:
        """A box for each card that is offered to everybody, then lines for her own."""
        options = self.depending(self._options)
        if options:
            boxes = tuple(option.box() for option in (*options, *self.none))
            yield Boxes(self.said(self.asked), boxes, how_many(self.most), hint)
        if self.own:
            yield Lines(self.said(self.own), min(self.own_most, MOST_OWN_LINES), self.said(self.own_hint))


def _name(item: Answers) -> str:
    """What makes two things the same: the card, the words, or that there are none."""
    return next(f"{key}:{item[key]}" for key in ("card", "words", NONE) if key in item)
