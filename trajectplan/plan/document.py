"""The plan: what one participant answered, as plain data that goes into JSON and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from trajectplan.plan.visible import visible

FORMAT = "trajectplan"
VERSION = 1
MOST_BYTES = 256 * 1024
"""The largest plan as JSON; a full plan of six children is under a tenth of this."""
DEEPEST = 20
"""So many lists and mappings may stand inside one another; a plan needs half of this."""
MOST_DUTCH, LONGEST_DUTCH = 300, 4000
"""The Dutch may stand beside so many texts of hers, with so many characters each."""

Answers: TypeAlias = Mapping[str, Any]
Place: TypeAlias = tuple[tuple[str, str], ...]
"""Where answers stand: ``()`` for the plan itself, ``(("children", "3f2a9c01"),)`` for one child, and so on inward."""
Draft: TypeAlias = Mapping[str, Sequence[str]]
"""What was typed on a page and isn't valid yet: form names with their values."""

ASIDE = "aside"
"""Marks a thing whose card she let go of: it is shown nowhere, and comes back with all its answers when she taps it."""

NONE = "none"
"""Marks what is kept instead of things: that there are none, or that she doesn't know yet."""

ITEM_ID = re.compile(r"[0-9a-z]{1,16}")
"""The ids of repeated things; they stand in addresses."""

UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For each old version the step that makes the next one of it. A plan is upgraded when it is opened."""


class PlanError(ValueError):
    """A text that is no plan of ours; ``reason`` is one of the reasons below, ``where`` the page it is about."""

    def __init__(self, reason: str, where: object = "") -> None:
        super().__init__(reason)
        self.reason, self.where = reason, where


NOT_A_PLAN, DAMAGED, NEWER, TOO_LARGE, TOO_MUCH = "not_a_plan", "damaged", "newer", "too_large", "too_much"


@dataclass(frozen=True, slots=True)
class Child:
    """A child of hers, by the letter or pet name she gave it; ``age`` in whole years, ``None`` when left out."""

    id: str
    name: str
    age: int | None
    where_now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a participant answered. Frozen: every change makes a new plan.

    ``answers`` holds choices as stable keys, her words as text, repeated things as lists of items with an ``id``.
    ``drafts`` holds, by screen, what isn't valid yet; ``done`` the chapters she called done; ``place`` the screen she
    was last on; ``printing`` what she chose to put on paper; ``removed`` what she took away last, with the
    drafts about it, until she goes on.
    ``dutch`` holds by her exact words the Dutch that she or a helper wrote beside them; ``languages`` by a mark of her
    words the language of the page she typed them on, where that isn't the ``language`` of the plan.
    """

    language: str = "nl"
    answers: Answers = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    place: str = ""
    printing: Answers = field(default_factory=dict)
    removed: Answers = field(default_factory=dict)
    dutch: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)

    # Reading ---------------------------------------------------------------------------------------------------------

    def at(self, place: Place = ()) -> Answers:
        """The answers that stand at ``place``; empty where nothing stands."""
        answers = self.answers
        for key, item_id in place:
            answers = next((item for item in items_of(answers, key) if item["id"] == item_id), {})
        return answers

    def items(self, key: str, place: Place = ()) -> tuple[Answers, ...]:
        """The repeated things under ``key``, in her order; without those she put aside."""
        return in_use(items_of(self.at(place), key))

    def children(self) -> tuple[Child, ...]:
        """Her children, in her order."""
        return tuple(
            Child(
                id=item["id"],
                name=visible(str(item.get("name") or "")),
                age=item.get("age"),
                where_now=tuple(item.get("where_now") or ()),
            )
            for item in self.items("children")
        )

    # Changing --------------------------------------------------------------------------------------------------------

    def with_answers(self, answers: Answers, place: Place = ()) -> Plan:
        """The plan with ``answers`` put at ``place``; ``None`` takes an answer away, other keys stay.

        The last item that ``place`` names is made when it isn't there yet.
        """
        return replace(self, answers=_merged(self.answers, place, answers))

    def with_items(self, key: str, items: Sequence[Answers], place: Place = ()) -> Plan:
        """The plan with the repeated things under ``key`` replaced, as for removing or another order.

        Those she put aside stay behind them.
        """
        ids = {item["id"] for item in items}
        others = [item for item in items_of(self.at(place), key) if not in_use([item]) and item["id"] not in ids]
        return self.with_answers({key: [*items, *others] or None}, place)

    def with_draft(self, screen: str, draft: Draft | None) -> Plan:
        """The plan with this screen's draft kept, or dropped when ``None``."""
        drafts = {key: value for key, value in self.drafts.items() if key != screen}
        if draft is not None:
            drafts[screen] = {name: list(values) for name, values in draft.items()}
        return replace(self, drafts=drafts)

    def marked(self, chapter: str, *, done: bool) -> Plan:
        """The plan with a chapter called done, or open again."""
        others = tuple(key for key in self.done if key != chapter)
        return replace(self, done=(*others, chapter) if done else others)

    def printed_as(self, printing: Answers) -> Plan:
        """The plan with her choice of what is printed."""
        return replace(self, printing=dict(printing))

    def with_dutch(self, dutch: Mapping[str, str]) -> Plan:
        """The plan with this Dutch, by her words; empty Dutch is taken away, that beside other words stays."""
        return replace(self, dutch={words: text for words, text in {**self.dutch, **dutch}.items() if text})

    # JSON ------------------------------------------------------------------------------------------------------------

    def to_json(self) -> bytes:
        """The plan as UTF-8 JSON, the form in which it is sealed and in which she can keep it as a file."""
        document = {
            "format": FORMAT,
            "version": VERSION,
            "language": self.language,
            "answers": self.answers,
            "drafts": self.drafts,
            "done": list(self.done),
            "place": self.place,
            "printing": self.printing,
            "removed": self.removed,
            "dutch": self.dutch,
            "languages": self.languages,
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, text: bytes, *, sealed: bool = False) -> Plan:
        """The plan that ``text`` holds, brought up to this version.

        ``sealed`` says that ``to_json`` wrote the text and that nobody can have changed it since, so that it need not
        be checked every time.

        Raises ``PlanError``: ``not_a_plan`` for anything else, ``damaged`` for a plan that doesn't hold together,
        ``newer`` for one of a later version, ``too_large`` beyond ``MOST_BYTES``, ``too_much`` for more Dutch than may
        stand beside her words.
        """
        if len(text) > MOST_BYTES:
            raise PlanError(TOO_LARGE)
        try:
            document = json.loads(text.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise PlanError(DAMAGED if FORMAT.encode() in text[:200] else NOT_A_PLAN) from None
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            raise PlanError(NOT_A_PLAN)
        if not sealed and not _is_plain(document):
            raise PlanError(DAMAGED)
        found = _fields(_upgraded(document))
        if not sealed and not _holds_together(found):
            raise PlanError(DAMAGED)
        if not sealed and not _has_room(found["dutch"]):
            raise PlanError(TOO_MUCH)
        return cls(**{**found, "done": tuple(found["done"])})


def items_of(answers: Answers, key: str) -> tuple[Answers, ...]:
    """The repeated things that ``answers`` holds under ``key``."""
    return tuple(answers.get(key) or ())


def in_use(items: Sequence[Answers]) -> tuple[Answers, ...]:
    """Those of the things that she didn't put aside."""
    return tuple(item for item in items if not item.get(ASIDE) and not item.get(NONE))


def _merged(answers: Answers, place: Place, new: Answers) -> Answers:
    if not place:
        merged = {**answers, **new}
        return {key: value for key, value in merged.items() if value is not None}
    (key, item_id), *inner = place
    items = list(items_of(answers, key))
    for index, item in enumerate(items):
        if item["id"] == item_id:
            items[index] = _merged(item, tuple(inner), new)
            break
    else:
        items.append(_merged({"id": item_id}, tuple(inner), new))
    return {**answers, key: items}


def _upgraded(document: dict[str, Any]) -> dict[str, Any]:
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise PlanError(DAMAGED)
    if version > VERSION:
        raise PlanError(NEWER)
    while version < VERSION:
        document = UPGRADES[version](document)
        version += 1
    return document


def _fields(document: dict[str, Any]) -> dict[str, Any]:
    """The fields of a plan out of a document, as they are."""
    return {
        "language": document.get("language", "nl"),
        "answers": document.get("answers", {}),
        "drafts": document.get("drafts", {}),
        "done": document.get("done", []),
        "place": document.get("place", ""),
        "printing": document.get("printing", {}),
        "removed": document.get("removed", {}),
        "dutch": document.get("dutch", {}),
        "languages": document.get("languages", {}),
    }


def _holds_together(found: dict[str, Any]) -> bool:
    """Whether every field has its shape."""
    return (
        isinstance(found["answers"], dict)
        and isinstance(found["printing"], dict)
        and _is_removed(found["removed"])
        and _is_dutch(found["dutch"])
        and isinstance(found["languages"], dict)
        and _are_texts(list(found["languages"].values()))
        and _are_drafts(found["drafts"])
        and _are_texts(found["done"])
        and isinstance(found["language"], str)
        and isinstance(found["place"], str)
        and all(_is_sound(value) for value in found["answers"].values())
    )


def _is_removed(value: object) -> bool:
    return value == {} or (
        isinstance(value, dict)
        and isinstance(value.get("list"), str)
        and type(index := value.get("index")) is int
        and 0 <= index < MOST_BYTES
        and isinstance(value.get("item"), dict)
        and _is_sound([value["item"]])
        and _are_drafts(value.get("drafts", {}))
    )


def _is_dutch(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) and text for text in value.values())


def _has_room(dutch: Mapping[str, str]) -> bool:
    return len(dutch) <= MOST_DUTCH and all(len(text) <= LONGEST_DUTCH for text in dutch.values())


def _are_drafts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_draft, value.values()))


def _is_draft(value: object) -> bool:
    return isinstance(value, dict) and all(_are_texts(values) for values in value.values())


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_sound(value: object) -> bool:
    """Whether every repeated thing inside a stored answer has an id of its own."""
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        return True
    if not all(isinstance(item, dict) and _is_id(item.get("id")) for item in value):
        return False
    inner = (answer for item in value for answer in item.values())
    return len({item["id"] for item in value}) == len(value) and all(_is_sound(answer) for answer in inner)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and ITEM_ID.fullmatch(value) is not None


def _is_plain(document: object) -> bool:
    """Whether it goes into JSON and back: not too deep, no endless number, no half of a character."""
    level: list[Any] = [document]
    for _depth in range(DEEPEST):
        inner = [each for one in level for each in (one.values() if isinstance(one, dict) else one)]
        level = [each for each in inner if isinstance(each, (dict, list))]
    try:
        return not level and bool(json.dumps(document, ensure_ascii=False, allow_nan=False).encode())
    except ValueError:
        return False
