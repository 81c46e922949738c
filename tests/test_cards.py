"""What cards promise, on every page that has them: what is let go of comes back, and nothing is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from cards import without_ids
from client import Visitor
from filler import fill_form, filled_plan, form_with, plan_showing
from filling import Filling
from flask import Flask
from program import ALL

from trajectplan.i18n import speaking
from trajectplan.pages import MORE, Page, Screen
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import CardItems
from trajectplan.questions.grouped_cards import GroupedCards
from trajectplan.web.ways import road_url

ComeWith = Callable[..., Visitor]
WORDS = "Zwaluwsteen"


def cards_of(page: type[Page]) -> CardItems | None:
    """The cards that become things on this page, if it has them."""
    things = page().things
    return things if isinstance(things, CardItems) else None


CARDED = [page for chapter in ALL for page in chapter.pages if cards_of(page)]
each_carded = pytest.mark.parametrize("page", CARDED, ids=lambda page: page.key)


@pytest.fixture(scope="module")
def full(app: Flask) -> Plan:
    """A plan with everything answered."""
    with app.app_context(), speaking("nl"):
        return filled_plan(ALL, variant=1)


class Table:
    """A page with cards before her."""

    def __init__(self, app: Flask, page: type[Page], plan: Plan, visitor: Visitor) -> None:
        self.app, self.visitor, self.page = app, visitor, page
        chapter = next(chapter for chapter in ALL if page in chapter.pages)
        self.screen = Screen(chapter, page)
        with app.test_request_context():
            self.url = road_url(self.screen, "more" if page.depth == MORE else "")
        self.plan = plan

    def form(self, plan: Plan) -> Any:
        """The page as it stands in this plan."""
        with self.app.app_context(), speaking("nl"):
            return self.screen.stored_form(plan)

    def filling(self, plan: Plan, answers: Answers) -> Filling:
        """How one answers this page so."""
        with self.app.app_context(), speaking("nl"):
            return form_with(self.screen.stored_form(plan), answers)

    def kept(self) -> Plan:
        """The plan as it is kept now."""
        return Plan.from_json(json.dumps(self.visitor.downloaded()).encode())

    def let_go(self) -> None:
        """Let go of every card."""
        visitor, question = self.visitor, self.form(self.kept()).things
        visitor.go(self.url)
        if self.page.has_screens:
            while found := [value for value in visitor.page.buttons() if value.startswith("item:remove:")]:
                visitor.press(found[0])
            return
        for button in self.groups(question):
            if button in visitor.page.buttons():
                visitor.press(button, untouched(visitor, question))
        visitor.press("next", untouched(visitor, question))

    def groups(self, question: CardItems) -> list[str]:
        """The buttons that open the groups in which she chose something."""
        if not isinstance(question, GroupedCards):
            return []
        opened = [group.key for group in question.groups if question.count(group)]
        return [f"cards:open:{question.name}:{key}" for key in opened]

    def take(self, things: Sequence[Answers]) -> None:
        """Tap the cards of these things again, and those of her own words."""
        visitor, now = self.visitor, self.kept()
        name = self.page.lists
        visitor.go(self.url)
        visitor.answer(self.filling(now, {name: [item for item in things if "card" in item]}))
        boxes = [each.get("value", "") for each in visitor.page.all("input", name=name, type="checkbox")]
        ticked = visitor.page.filled([name]).get(name, [])
        own = [item["id"] for item in things if "words" in item and item["id"] in boxes]
        visitor.press("next", {name: [*ticked, *own]} if own else {})


def untouched(visitor: Visitor, question: CardItems) -> dict[str, list[str]]:
    """No card on the screen is tapped."""
    names = {each.get("name", "") for each in visitor.page.all("input", type="checkbox")}
    return {name: [] for name in names if name.startswith(question.name)}


def stripped(things: Sequence[Answers]) -> dict[str, Any]:
    """Things by their ids, without what says whether they count, and whether now or in the past."""
    return {item["id"]: {key: item[key] for key in item if key not in {"aside", "state"}} for item in things}


@each_carded
def test_a_card_that_is_let_go_of_keeps_its_answers(
    page: type[Page], app: Flask, come_with: ComeWith, full: Plan
) -> None:
    visitor = come_with(full)
    table = Table(app, page, full, visitor)
    before = full.answers[page.lists]
    table.let_go()
    gone = table.kept()
    assert gone.items(page.lists) == ()
    # Words of her own have a button that puts them back where each thing has a screen; cards can always be tapped.
    held = [item for item in before if "card" in item or not page.has_screens]
    assert stripped(gone.answers[page.lists]) == stripped(held)
    table.take(held)
    back = table.kept()
    assert stripped(back.items(page.lists)) == stripped(held)
    others = {name: value for name, value in full.answers.items() if name != page.lists}
    assert {name: value for name, value in back.answers.items() if name != page.lists} == others


@each_carded
def test_her_own_words_become_a_card(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    question = cards_of(page)
    assert question
    if not question.own:
        return
    with app.app_context(), speaking("nl"):
        plan, _screen = plan_showing(ALL, page)
    plan = plan.with_answers({page.lists: None})
    visitor = come_with(plan)
    table = Table(app, page, plan, visitor)
    visitor.go(table.url)
    visitor.press(f"cards:own:{question.name}", {question.own_name: [WORDS]})
    assert visitor.status == 200
    assert visitor.sees(WORDS)
    assert not visitor.page.filled([question.own_name]), "there is room for another one"
    assert [item.get("words") for item in table.kept().items(page.lists)] == [WORDS]
    visitor.press("next")
    assert [item.get("words") for item in table.kept().items(page.lists)] == [WORDS]


@each_carded
def test_her_own_words_that_are_too_long_are_wrong_where_they_stand(
    page: type[Page], app: Flask, come_with: ComeWith
) -> None:
    question = cards_of(page)
    assert question
    if not question.own:
        return
    with app.app_context(), speaking("nl"):
        plan, _screen = plan_showing(ALL, page)
    visitor = come_with(plan.with_answers({page.lists: None}))
    visitor.go(Table(app, page, plan, visitor).url)
    assert visitor.press("next", {question.own_name: ["x" * (question.own_longest + 1)]}) == 422
    assert [problem.target for problem in visitor.problems] == [question.own_name]
    box = visitor.page.by_id[question.own_name]
    assert box.get("aria-invalid") == "true"
    described = [visitor.page.text(visitor.page.by_id[each]) for each in box.get("aria-describedby", "").split()]
    assert visitor.problems[0].message in described


GROUPED = [page for page in CARDED if isinstance(cards_of(page), GroupedCards)]


@pytest.mark.parametrize("page", GROUPED, ids=lambda page: page.key)
def test_a_draft_keeps_what_was_tapped_in_every_group(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    question = cards_of(page)
    assert isinstance(question, GroupedCards)
    first, second = question.groups[:2]
    visitor = come_with(Plan(answers={page.lists: [{"id": "a1", "card": first.cards[1].key, "state": "now"}]}))
    table = Table(app, page, Plan(), visitor)
    visitor.go(table.url)
    long = {question.own_name: ["x" * (question.own_longest + 9)]}
    tapped = {question.name: [first.cards[0].key], question.before_name: [first.cards[0].key]}
    visitor.press(f"cards:open:{question.name}:{second.key}", {**tapped, **long})
    visitor.press("next", {question.name: [second.cards[0].key], question.own_name: ["Steen"]})
    kept = {item.get("card") or item["words"]: item["state"] for item in table.kept().items(page.lists)}
    assert kept == {first.cards[0].key: "before", second.cards[0].key: "now", "Steen": "now"}


@each_carded
def test_every_button_of_the_cards_keeps_everything(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    with app.app_context(), speaking("nl"):
        plan, screen = plan_showing(ALL, page)
        plan = plan.with_answers({page.lists: None})
        buttons = set(_buttons(come_with(plan), Table(app, page, plan, Visitor(app)).url))
    for kind in sorted(buttons):
        visitor = come_with(plan)
        table = Table(app, page, plan, visitor)
        with table.app.app_context(), speaking("nl"):
            filling = fill_form(screen.stored_form(plan), 31)
        visitor.go(table.url)
        visitor.answer(filling)
        found = [value for value in visitor.page.buttons() if value.startswith(f"cards:{kind}:")]
        if not found:
            continue
        assert visitor.press(found[-1]) == 200
        visitor.press("next")
        kept = table.kept().answers
        assert without_ids({name: kept.get(name) for name in filling.stored}) == without_ids(filling.stored), kind


def _buttons(visitor: Visitor, url: str) -> Iterator[str]:
    """What the buttons of the cards on this page do."""
    visitor.go(url)
    for value in visitor.page.buttons():
        if value.startswith("cards:"):
            yield value.split(":")[1]
