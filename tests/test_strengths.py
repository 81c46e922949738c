"""The rules of the chapter on strengths: what a thing is called, what is asked only then, where an example stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from refusals import refusals
from werkzeug.datastructures import MultiDict

from trajectplan.catalogue import STRENGTHS as CARDS
from trajectplan.chapters.strengths import STRENGTHS
from trajectplan.chapters.strengths.before import Attempt, Job, Learnt
from trajectplan.chapters.strengths.me import MOST, Saying, StrengthExample, Strengths
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import List, Own, Row
from trajectplan.questions import Group

HER_EXAMPLE = {"id": "1", "card": "repairing", "example_told": "De pomp zat vol sokken."}
HER_WORD = {"id": "2", "words": "Vlechten", "example_told": "Voor een bruiloft."}
WITHOUT = {"id": "3", "card": "calm"}


def titles(**answers: Any) -> list[str]:
    """The sections of the paper in which something is said, by their headings."""
    return [str(section.title) for section in STRENGTHS.summarise(Plan(answers=answers), paper=True).answered]


@pytest.mark.parametrize("group", [Attempt, Learnt, Job])
@pytest.mark.parametrize(
    ("answers", "name"),
    [({"what": "lassen", "kind": "own_words"}, Own("lassen", "nl")), ({}, None), ({"kind": "gone"}, None)],
)
def test_a_thing_is_called_by_her_words(group: type[Group], answers: Mapping[str, Any], name: Own | None) -> None:
    assert group.name_of(answers, "nl") == name


@pytest.mark.parametrize(
    ("group", "answers", "name"),
    [
        (Attempt, {"kind": "own_idea"}, "An idea of my own"),
        (Learnt, {"kind": "primary"}, "Primary school"),
        (Job, {"kind": "paid"}, "Paid work"),
        (Saying, {"who": "teacher", "what": "…"}, "Someone at school"),
    ],
)
def test_a_thing_without_words_is_called_by_its_kind(group: type[Group], answers: Mapping[str, Any], name: str) -> None:
    assert str(group.name_of(answers, "nl")) == name


@pytest.mark.parametrize(("group", "kind"), [(Attempt, "own_idea"), (Learnt, "primary"), (Job, "paid")])
@pytest.mark.parametrize("paper", [True, False])
def test_a_kind_that_is_the_name_is_not_said_again(group: type[Group], kind: str, *, paper: bool) -> None:
    labels = [
        [str(block.label) for block in group(data={"kind": kind, **more}).blocks(paper=paper)]
        for more in ({}, {"what": "lassen"})
    ]
    assert labels == [[], ["Kind"]]


@pytest.mark.parametrize(
    ("group", "typed", "name", "is_read"),
    [
        (Attempt, {"allowed": "no", "was_told": "te duur"}, "was_told", True),
        (Attempt, {"allowed": "partly", "was_told": "te duur"}, "was_told", True),
        (Attempt, {"allowed": "yes", "was_told": "te duur"}, "was_told", False),
        (Learnt, {"where": "abroad", "recognised": "want_help"}, "recognised", True),
        (Learnt, {"where": "here", "recognised": "want_help"}, "recognised", False),
    ],
)
def test_what_depends_on_another_answer_is_read_only_then(
    group: type[Group], typed: Mapping[str, str], name: str, *, is_read: bool
) -> None:
    form = group(MultiDict(typed))
    assert form.validate()
    assert form.answers()[name], "an answer is never lost"
    said = next(str(question.short) for question in form.questions if question.short_name == name)
    assert (said in [str(block.label) for block in form.blocks(paper=True)]) is is_read


def test_every_strength_asks_for_an_example_with_one_beside_it() -> None:
    plan = Plan(answers={"strengths": [HER_EXAMPLE, HER_WORD]})
    screens = [screen for screen in STRENGTHS.screens(plan) if screen.page is StrengthExample]
    assert [str(screen.title(plan)) for screen in screens] == ["Repairing things", "Vlechten"]
    forms = [screen.stored_form(plan) for screen in screens]
    card = next(card for card in CARDS if card.key == "repairing")
    assert [str(form.said(form.example)) for form in forms] == [str(card.example), ""]


def test_on_paper_examples_stand_with_the_strengths() -> None:
    kept = [HER_EXAMPLE, WITHOUT, HER_WORD]
    row, examples = STRENGTHS.summarise(Plan(answers={"strengths": kept}), paper=True).answered[0].blocks
    assert isinstance(row, Row)
    assert isinstance(examples, List)
    assert [str(text) for text in row.answer] == ["Repairing things", "Staying calm when it matters", "Vlechten"]
    assert [(str(item.title), str(item.blocks[0].label)) for item in examples.items] == [
        ("Repairing things", "Example"),
        ("Vlechten", "Example"),
    ]
    assert titles(strengths=kept) == ["What am I good at?"], "examples have no headings of their own"


def test_strengths_without_examples_are_one_row() -> None:
    (section,) = STRENGTHS.summarise(Plan(answers={"strengths": [WITHOUT]}), paper=True).answered
    assert [type(block) for block in section.blocks] == [Row]


@pytest.mark.parametrize(("count", "is_fine"), [(MOST, True), (MOST + 1, False)])
def test_five_strengths_say_most(count: int, *, is_fine: bool) -> None:
    form = Strengths(MultiDict([("strengths", card.key) for card in CARDS[:count]]))
    assert form.validate() is is_fine
    said = [message for _where, message in refusals(form)]
    assert said == ([] if is_fine else [f"You chose more than {MOST} cards. Which suit you best?"])
