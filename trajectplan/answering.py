"""What a submitted screen does to a plan: it is kept, or kept as a draft; things are ordered, copied or taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from trajectplan.pages import Screen
from trajectplan.plan.document import Answers, Plan, items_of
from trajectplan.plan.summary import Said, Text
from trajectplan.questions import Group, WeekHours, new_id

OUR_OWN = frozenset({"do", "from", "page", "revision", "token"})
"""Names in a form that are no answers."""


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
        return cls(typed, form.get("do", "next"), form.get("revision", ""))

    @property
    def draft(self) -> dict[str, list[str]]:
        """What was typed, in the form in which a draft is kept."""
        return {name: values for name, values in self.typed.lists() if any(values)}

    def readable(self, screen: Screen) -> Iterator[tuple[Said, tuple[Text, ...]]]:
        """What was sent, question by question, for a page on which she can read and copy it."""
        page = screen.page()
        group = page.items.group if screen.item and page.items else screen.page
        listing = screen.page.each().items if screen.page.each else None
        words: dict[str, Text] = {listing.word: "…"} if listing else {}
        for question in group(self.typed, words=words).own_questions:
            if question.sent:
                yield question.said(question.asked), question.sent

    def on(self, screen: Screen, plan: Plan) -> Group:
        """The questions of the screen with what was typed, times copied where that was asked."""
        form = screen.form(plan, self.typed)
        button, what, name, day = (*self.do.split(":"), "", "", "")[:4]
        week = next((question for question in form.own_questions if question.short_name == name), None)
        if button == "hours" and isinstance(week, WeekHours):
            if what == "copy":
                return screen.form(plan, week.copied(self.typed))
            week.with_room(day)
        return form


def keep(plan: Plan, screen: Screen, submitted: Submitted) -> Plan:
    """The plan with this screen kept: as answers when they are valid, else as its draft. Raises ``ConflictError``."""
    if not screen.exists(plan) and submitted.do != "keep_here":
        raise ConflictError(plan)  # the child was taken away elsewhere
    form = submitted.on(screen, plan)
    kept = _kept(plan, screen, form, submitted)
    if submitted.revision != screen.revision(plan) and screen.revision(kept) != screen.revision(plan):
        raise ConflictError(plan)
    return kept


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
    if screen.key in plan.drafts:
        raise ConflictError(plan)
    form, stored = submitted.on(screen, plan), screen.stored_form(plan).answers()
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
        items.insert(plan.removed["index"], plan.removed["item"])
        return replace(plan.with_items(key, items, place), removed={})
    if at is None:
        return plan
    if verb == "remove":
        taken = items.pop(at)
        plan = _without_drafts(plan, item_id)
        removed = {"list": screen.key, "index": at, "item": taken}
        return replace(plan.with_items(key, items, place), removed=removed)
    if verb == "copy" and not screen.is_full(plan):
        items.insert(at + 1, with_new_ids(items[at]))
    elif verb in ("up", "down"):
        to = max(0, min(len(items) - 1, at + (1 if verb == "down" else -1)))
        items.insert(to, items.pop(at))
    # What was taken away before has lost its place and perhaps its room.
    return replace(plan.with_items(key, items, place), removed={})


def take_over(plan: Plan, screen: Screen, other_id: str) -> Plan:
    """The plan with the answers of this page taken over from another child, unless it was answered meanwhile."""
    other = next((alike for alike in screen.others(plan) if alike.place[0][1] == other_id), None)
    if other is None or screen.is_answered(plan):
        return plan
    theirs = other.stored_form(plan)
    answers = {question.short_name: question.answer() for question in theirs.questions}
    return plan.with_draft(screen.key, None).with_answers(with_new_ids(answers), screen.place)


def with_new_ids(answers: Mapping[str, Any]) -> Answers:
    """A copy in which every repeated thing, at any depth, has an id of its own."""
    copy: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            copy[name] = [with_new_ids(item) for item in items_of(answers, name)]
        else:
            copy[name] = new_id() if name == "id" else value
    return copy


def _without_drafts(plan: Plan, item_id: str) -> Plan:
    """The plan without drafts of screens about a thing that is taken away."""
    for key in _about(plan, item_id):
        plan = plan.with_draft(key, None)
    return plan


def _about(plan: Plan, item_id: str) -> Iterator[str]:
    return (key for key in tuple(plan.drafts) if item_id in key.split("/")[1:])
