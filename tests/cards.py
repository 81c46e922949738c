"""Fills in questions whose cards become things, and tells such things from one another without their random ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from filling import Filled
from markup import Fields

from trajectplan.plan.document import NONE, Answers, in_use
from trajectplan.questions import CardItems
from trajectplan.questions.grouped_cards import BEFORE, NOW, GroupedCards


def chosen_things(question: CardItems, name: str, variant: int) -> list[Answers] | None:
    """Two cards and one in her own words; the cards that stand alone never among them."""
    cards = [option.key for option in question.options]
    turned = cards[variant % len(cards) :] + cards[: variant % len(cards)] if cards else []
    count = min(2, (question.most or 3) - bool(question.own))
    made: list[Answers] = [{"card": key} for key in cards if key in turned[:count]]
    if question.own:
        made.append({"words": f"{name} & eigen"[: question.own_longest]})
    if isinstance(question, GroupedCards):
        made = [{**thing, "state": (NOW, BEFORE)[number % 2]} for number, thing in enumerate(made)]
    return [{"id": f"thing{number}", **thing} for number, thing in enumerate(made)] or None


def things(question: CardItems, stored: Sequence[Answers]) -> Filled:
    """Cards that are tapped and words that are written, one after the other; things with a screen are listed then."""
    alone = [item[NONE] for item in stored if item.get(NONE)]
    cards = [item["card"] for item in in_use(stored) if "card" in item]
    own = [item for item in in_use(stored) if "words" in item]
    fields: dict[str, list[str]] = {question.name: [*cards, *alone]}
    opens: list[tuple[str, Fields]] = []
    for number, item in enumerate(own):
        if number:
            opens.append((f"cards:own:{question.name}", fields))
            fields = {}
        fields[question.own_name] = [item["words"]]
    said = {str(option.key): option.label for option in (*question.known.values(), *question.none)}
    reads = [*(question.said(said[key]) for key in (*cards, *alone)), *(item["words"] for item in own)]
    chosen = alone if question.group.has_questions() else [*cards, *(item["id"] for item in own), *alone]
    again = {question.name: chosen} if chosen else {}
    return Filled(fields, stored, lambda _to: [str(text) for text in reads], tuple(opens), again)


def grouped_things(question: GroupedCards, stored: Sequence[Answers]) -> Filled:
    """Groups that are opened one by one for the cards in them; what is of the past says so."""
    plain = things(question, stored)
    earlier = [item["card"] for item in in_use(stored) if item.get("state") == BEFORE and "card" in item]
    chosen = plain.fields.get(question.name, ())
    steps: list[tuple[str, Fields]] = []
    # Nothing is tapped in the group that a page opens by itself, unless it is there.
    fields: dict[str, Sequence[str]] = {question.name: [], question.before_name: []}
    for group in question.groups:
        if here := [card.key for card in group.cards if card.key in chosen]:
            steps.append((f"cards:open:{question.name}:{group.key}", fields))
            fields = {question.name: here, question.before_name: [key for key in here if key in earlier]}
    own = [item for item in in_use(stored) if "words" in item]
    assert len(own) <= 1, "teach tests/filler.py to write several things beside groups of cards"
    again = _as_opened(question, stored)
    fields = {**fields, **({question.own_name: [own[0]["words"]]} if own else {})}

    def reads(to: Any) -> list[str]:
        """As on the cards; what is of the past goes on after the sentence there."""
        past = {str(question.said(question.known[key].label)) for key in earlier}
        return [text.removesuffix(".") if text in past else text for text in plain.reads(to)]

    return Filled(fields, stored, reads, tuple(steps), again)


def _as_opened(question: GroupedCards, stored: Sequence[Answers]) -> Fields:
    """What stands on the page when it opens: the group of the card that was chosen last, and her own words."""
    cards = [item["card"] for item in in_use(stored) if "card" in item]
    opened = next(
        (group for group in question.groups if cards and cards[-1] in {each.key for each in group.cards}), None
    )
    shown = {card.key for card in opened.cards} if opened else set()
    names = {item.get("card", item["id"]): item for item in in_use(stored)}
    here = [name for name in names if name in shown or "words" in names[name]]
    earlier = [name for name in here if names[name].get("state") == BEFORE]
    return {name: keys for name, keys in ((question.name, here), (question.before_name, earlier)) if keys}


def without_ids(answers: Any) -> Any:
    """Answers without what is empty and without random ids: each thing is named by where it stands, or by its card."""
    names = dict(_names_of_things(answers))
    return _without_ids(answers, names)


def _names_of_things(answers: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(answers, Mapping):
        for name, value in answers.items():
            yield from _names_of_things(value, f"{place}/{name}")
    elif isinstance(answers, list):
        for number, value in enumerate(answers):
            if isinstance(value, Mapping) and "id" in value:
                named = f"{place}/{card_of(value) or number}"
                yield value["id"], named
                yield from _names_of_things(value, named)


def card_of(thing: Answers) -> str:
    """What makes a thing the one it is, where its place in the list doesn't: its card, or her own words."""
    return next((f"{key}:{thing[key]}" for key in ("card", "words", NONE) if key in thing), "")


def _without_ids(answers: Any, names: Mapping[str, str]) -> Any:
    if isinstance(answers, Mapping):
        kept = {name: _without_ids(value, names) for name, value in answers.items() if name != "id"}
        return {name: value for name, value in kept.items() if value not in (None, "", [], {})}
    if isinstance(answers, list):
        plain = [_without_ids(value, names) for value in answers]
        is_of_cards = bool(plain) and all(isinstance(value, dict) and card_of(value) for value in plain)
        names_things = bool(answers) and all(isinstance(value, str) and value in names for value in answers)
        return sorted(plain, key=card_of) if is_of_cards else sorted(plain) if names_things else plain
    return names.get(answers, answers) if isinstance(answers, str) else answers
