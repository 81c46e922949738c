"""What a submitted screen does to a plan: it is kept, or kept as a draft; things are ordered, copied or taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from trajectplan.pages import Screen
from trajectplan.plan.document import ASIDE, NONE, Answers, Draft, Plan, items_of
from trajectplan.plan.summary import Said, Text
from trajectplan.questions import ByDay, Group, ShortText, WeekHours, new_id
from trajectplan.questions.week_hours import SUGGESTED

OUR_OWN = frozenset({"conflict", "do", "from", "language", "page", "revision", "token"})
"""Names in a form that are no answers."""
CONFIRMING = frozenset({"next", "keep_here", "keep_both"})
"""Buttons with which she says that what stands on the screen is so."""
LEAVE = "leave"
"""Stands for a button where she pressed none: she left, or time was up, in the middle of typing."""


class ConflictError(Exception):
    """The very screen was changed elsewhere since it was shown; ``plan`` is how it is kept now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("the screen was changed elsewhere")
        self.plan = plan


@dataclass(frozen=True, slots=True)
class Submitted:
    """A screen as it came back: what was typed, which button was pressed, and the revision she saw."""

    typed: MultiDict[str, str]
    do: str
    revision: str

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> Submitted:
        """Sort a posted form into answers and what is ours."""
        typed = MultiDict([(name, value) for name, value in form.items(multi=True) if name not in OUR_OWN])
        return cls(typed, _searching(form) or form.get("do", "next"), form.get("revision", ""))

    @property
    def draft(self) -> dict[str, list[str]]:
        """What was typed, in the form in which a draft is kept."""
        return {name: values for name, values in self.typed.lists() if any(values)}

    def readable(self, screen: Screen, plan: Plan) -> Iterator[tuple[Said, tuple[Text, ...]]]:
        """What was sent, question by question, for a page on which she can read and copy it.

        ``plan`` is an empty one where hers is out of reach; then cards that it would make have no words.
        """
        page = screen.page()
        group = page.items.group if screen.item and page.items else screen.page
        listing = screen.page.each().things if screen.page.each else None
        words: dict[str, Text] = {listing.word: "…"} if listing else {}
        for question in group(self.typed, words=words, plan=plan, about=plan.at(screen.place)).own_questions:
            if question.sent:
                yield question.said(question.asked), question.sent

    @property
    def stays(self) -> bool:
        """Whether the button that was pressed changes the screen and stays on it."""
        return self.do.startswith(("cards:", "hours:", "take:"))

    def on(self, screen: Screen, plan: Plan) -> Group:
        """The questions of the screen with what was typed, times copied or a beginning taken where that was asked."""
        form = screen.form(plan, self.changed(screen, plan).typed)
        weeks = {each.short_name: each for each in form.own_questions if isinstance(each, WeekHours)}
        match self.do.split(":"):
            case ["hours", "usual", name, key] if name in weeks:
                weeks[name].suggest(key)
                return form
            case ["hours", "more", name, day] if name in weeks:
                weeks[name].with_room(day)
        if self.stays:
            for week in weeks.values():
                week.suggest_again(week.still_suggested(self.typed))
        return form

    def changed(self, screen: Screen, plan: Plan) -> Submitted:
        """The same with times copied or a beginning taken, where the button asks for that: as if she had typed it.

        Usual times that stood on the screen are hers when she goes on with them, else they are left out.
        """
        typed = self.typed
        if any(name.endswith(SUGGESTED) for name in typed):
            for question in screen.form(plan, typed).own_questions:
                if isinstance(question, WeekHours):
                    typed = question.settled(typed, counts=self.do in CONFIRMING)
        if self.do.startswith(("hours:copy:", "hours:above:", "take:")):
            asked = {question.short_name: question for question in screen.form(plan, typed).own_questions}
            match self.do.split(":"):
                case ["hours", "copy", name] if isinstance(week := asked.get(name), ByDay):
                    typed = week.copied(typed)
                case ["hours", "above", name, day] if isinstance(week := asked.get(name), ByDay):
                    typed = week.copied_to(typed, day)
                case ["take", name, number] if isinstance(text := asked.get(name), ShortText):
                    typed = text.taken(typed, number)
        return self if typed is self.typed else replace(self, typed=typed)

    def again(self, screen: Screen, plan: Plan) -> Group:
        """The screen to stay on, kept in ``plan``, after one of the buttons of its cards, hours or beginnings."""
        is_draft = screen.key in plan.drafts
        name = ""
        what: tuple[str, ...] = ()
        match self.do.split(":"):
            case ["take" as verb, name, number]:
                form, what = self.on(screen, plan), (verb, number)
            case ["cards", verb, name, *more]:
                form, what = self.on(screen, plan) if is_draft else screen.stored_form(plan), (verb, *more)
            case _:
                form = self.on(screen, plan)
        if is_draft:
            form.validate()  # what can't be kept yet stands on the screen beside its message
        for question in form.own_questions:
            if question.short_name == name:
                question.pressed(what, self.typed)
        return form


def _searching(form: MultiDict[str, str]) -> str:
    """The button that searches, when Enter was pressed in a box to search in; empty otherwise.

    Enter presses the first button of a form, "Next", whatever input it is pressed in. So words to search for that were
    not searched for yet are looked up first, and she stays on the page.
    """
    if form.get("do", "next") != "next":
        return ""
    boxes = (name for name, words in form.items() if name.endswith("-search") and words.strip())
    new = (name for name in boxes if form.get(f"{name}ed", "") != form[name])
    return next((f"cards:search:{name.removesuffix('-search')}" for name in new), "")


def keep(plan: Plan, screen: Screen, submitted: Submitted) -> Plan:
    """The plan with this screen kept: as answers when they are valid, else as its draft. Raises ``ConflictError``.

    Where she pressed no button (``LEAVE``) it is a draft even if it could be an answer, and nothing if nothing is new.
    """
    is_chosen = submitted.do == "keep_here"
    if not screen.exists(plan) and (screen.is_of_a_card or not is_chosen):
        raise ConflictError(plan)  # the child was taken away elsewhere
    submitted = submitted.changed(screen, plan)
    kept = _kept(plan, screen, screen.form(plan, submitted.typed), submitted)
    was, now = screen.revision(plan), screen.revision(kept)
    is_changed_there = submitted.revision != was or (screen.is_aside(plan) and not is_chosen)
    if (is_changed_there and now != was) or (is_chosen and not can_keep_here(plan, screen)):
        raise ConflictError(plan)
    if submitted.do == LEAVE:
        return plan if now == was else replace(plan.with_draft(screen.key, submitted.draft), place=kept.place)
    return counting_again(kept, screen) if is_chosen else kept


def can_keep_here(plan: Plan, screen: Screen) -> bool:
    """Whether what was typed about a thing can be kept: no words make a card, and one put aside needs room again."""
    return (screen.exists(plan) or not screen.is_of_a_card) and screen.can_come_back(plan)


def counting_again(plan: Plan, screen: Screen) -> Plan:
    """The plan in which nothing that this screen is about is put aside, and so no card says that there is nothing."""
    place = screen.answers_at
    for depth, (key, item_id) in enumerate(place):
        thing = plan.at(place[: depth + 1])
        if thing.get(ASIDE):
            others = [item for item in items_of(plan.at(place[:depth]), key) if not item.get(NONE)]
            back = {name: value for name, value in thing.items() if name != ASIDE}
            things = [back if item["id"] == item_id else item for item in others]
            plan = plan.with_answers({key: things}, place[:depth])
    return plan


def _kept(plan: Plan, screen: Screen, form: Group, submitted: Submitted) -> Plan:
    removed = plan.removed if submitted.do.startswith("item:restore") else {}
    plan = replace(plan, place=screen.list.key, removed=removed)
    is_about_nothing = bool(screen.answers_at) and not plan.at(screen.answers_at)
    if is_about_nothing and not form.is_touched:
        return plan.with_draft(screen.key, None)
    if not is_valid(screen, form) or has_no_room(plan, screen):
        return plan.with_draft(screen.key, submitted.draft)
    plan = plan.with_draft(screen.key, None)
    return plan.with_answers(form.answers(), screen.answers_at) if form.own_questions else plan


def is_valid(screen: Screen, form: Group) -> bool:
    """Whether the form can be kept as it is; a thing she didn't start on asks for nothing."""
    return (bool(screen.item) and not form.is_touched) or bool(form.validate())


def has_no_room(plan: Plan, screen: Screen) -> bool:
    """Whether the screen is about one thing more than its list can hold."""
    return bool(screen.item) and not plan.at(screen.answers_at) and screen.is_full(plan)


def both(plan: Plan, screen: Screen, submitted: Submitted) -> Plan:
    """The plan with what was typed and what was kept put together; what can't be read is kept as the draft.

    Raises ``ConflictError`` when a draft is kept there: that and what was typed can't be put together.
    """
    if screen.key in plan.drafts or not can_keep_here(plan, screen):
        raise ConflictError(plan)
    form, stored = submitted.on(screen, plan), screen.stored_form(plan).answers()
    plan = counting_again(plan, screen)
    if not is_valid(screen, form) or has_no_room(plan, screen):
        return plan.with_draft(screen.key, submitted.draft)
    joined = {question.short_name: question.combine(stored[question.short_name]) for question in form.own_questions}
    return plan.with_answers(joined, screen.answers_at)


def change_items(plan: Plan, screen: Screen, verb: str, item_id: str) -> Plan:
    """The plan with one of the things this screen lists moved up or down, copied, taken away, or put back."""
    key, place = screen.page.lists, screen.place
    items = list(plan.items(key, place))
    at = next((index for index, item in enumerate(items) if item["id"] == item_id), None)
    if verb == "restore" and plan.removed.get("list") == screen.key:
        return _put_back(plan, screen)
    if verb == "remove":
        return _taken_away(plan, screen, item_id)
    if at is None:
        return plan
    if verb == "copy" and not screen.is_full(plan) and not {"card", "words"} & items[at].keys():
        items.insert(at + 1, _copy(items[at], screen))
    elif verb in ("up", "down"):
        to = max(0, min(len(items) - 1, at + (1 if verb == "down" else -1)))
        items.insert(to, items.pop(at))
    # What was taken away before has lost its place and perhaps its room.
    return replace(plan.with_items(key, items, place), removed={})


def _taken_away(plan: Plan, screen: Screen, item_id: str) -> Plan:
    """The plan without a thing that this screen lists, and without drafts about it; until she goes on it has both."""
    key, place = screen.page.lists, screen.place
    items = plan.items(key, place)
    about, others = _drafts(plan, item_id, about=True), _drafts(plan, item_id, about=False)
    taken = next((item for item in items if item["id"] == item_id), None)
    if taken is None:
        return replace(plan, drafts=others)
    if "card" in taken:  # its card can be tapped again, and then all that she said about it is back
        plan = plan.with_answers({ASIDE: True}, (*place, (key, item_id)))
    removed = {"list": screen.key, "index": items.index(taken), "item": taken, **({"drafts": about} if about else {})}
    left = [item for item in items if item is not taken]
    return replace(plan.with_items(key, left, place), drafts=others, removed=removed)


def _put_back(plan: Plan, screen: Screen) -> Plan:
    """The plan with the thing that was taken away last, and with the drafts about it where there are no newer ones."""
    key, place, back = screen.page.lists, screen.place, plan.removed["item"]
    items = list(plan.items(key, place))
    if back["id"] not in [item["id"] for item in items]:
        items.insert(plan.removed["index"], back)
    drafts = {**plan.removed.get("drafts", {}), **plan.drafts}
    return replace(plan.with_items(key, items, place), drafts=drafts, removed={})


def take_over(plan: Plan, screen: Screen, other_id: str) -> Plan:
    """The plan with the answers of this page taken over from another child, unless it was answered meanwhile."""
    other = next((alike for alike in screen.others(plan) if alike.place[0][1] == other_id), None)
    if other is None or screen.is_answered(plan):
        return plan
    theirs = {question.short_name: question.answer() for question in other.stored_form(plan).questions}
    # What she answered to cards that aren't offered now stays.
    mine = {question.short_name: question.answer() for question in screen.stored_form(plan).questions}
    answers = {name: theirs_too for name, theirs_too in theirs.items() if mine[name] is None}
    return plan.with_draft(screen.key, None).with_answers(with_new_ids(answers), screen.place)


def _copy(item: Answers, screen: Screen) -> Answers:
    """Another thing like this one; without its name where that is to tell them apart."""
    things = screen.page().things
    own = things.group.naming if things and things.group.told_apart else None
    return {key: value for key, value in with_new_ids(item).items() if key != own}


def with_new_ids(answers: Mapping[str, Any]) -> Answers:
    """A copy in which every repeated thing, at any depth, has an id of its own."""
    copy: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            copy[name] = [with_new_ids(item) for item in items_of(answers, name)]
        else:
            copy[name] = new_id() if name == "id" else value
    return copy


def _drafts(plan: Plan, item_id: str, *, about: bool) -> dict[str, Draft]:
    """The drafts of screens that are about this thing or what it holds, or of all others."""
    return {key: draft for key, draft in plan.drafts.items() if (item_id in key.split("/")[1:]) is about}
