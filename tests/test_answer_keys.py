"""Keys under which answers are kept never change: a plan of today must open in ten years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from composed import PLANS

from trajectplan.chapters import CHAPTERS, check
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import CardItems, Choice, Group
from trajectplan.questions.base import Question

OF_ANY_THING = {"id", "card", "words", "state", "aside", "none"}
"""What is kept of a thing besides answers: which it is, and whether it counts."""
TICKS = {"week_on_paper", "gaps_on_paper", "changes_on_paper", "closed_on_paper", "jobs_on_paper"}
"""Her ticks for what is found in her week: they follow from ids, which are made anew when a plan is entered."""
GOLDEN = Path(__file__).with_name("answer_keys.txt")


def keys(group: Group, place: str = "") -> Iterator[str]:
    """A line per answer: where it stands in the plan, how it is kept, and the keys of its cards."""
    for question in group.own_questions:
        yield f"{place}{question.short_name}: {type(question).__name__} {' '.join(cards_of(question))}".rstrip()
    if things := group.things:
        if things.on_own_screen:
            yield f"{place}{things.short_name}: {type(things).__name__}"
        yield from keys(things.group(), f"{place}{things.short_name}/")


def cards_of(question: Question) -> list[str]:
    """The keys of all cards that a question can ever offer, those that stand alone at the end."""
    match question:
        case CardItems():
            return [*question.known, *(option.key for option in question.none)]
        case Choice():
            return [*(option.key for option in question.known), *(["(ids)"] if question.own_ids else [])]
    return []


def all_keys() -> list[str]:
    """The lines of every page, in the order of the chapters."""
    lines: list[str] = []
    for page in (page for chapter in CHAPTERS for page in chapter.pages):
        lines += keys(page(), f"{page.each.lists}/" if page.each else "")
    return lines


def test_no_key_has_changed() -> None:
    """A new question adds a line; a line that goes or changes needs an upgrade step and an old plan in the tests."""
    golden = [line for line in GOLDEN.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all_keys() == golden


def test_no_two_answers_share_a_place() -> None:
    places = [line.split(":")[0] for line in all_keys()]
    assert len(places) == len(set(places))


# The composed plans ---------------------------------------------------------------------------------------------------


def answered(answers: Answers, place: str = "") -> Iterator[str]:
    """Every place in these answers where something is kept."""
    for key, value in answers.items():
        if key in OF_ANY_THING:
            continue
        yield f"{place}{key}"
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for item in value:
                yield from answered(item, f"{place}{key}/")


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.stem)
def test_a_composed_plan_holds_together(file: Path) -> None:
    plan = check(Plan.from_json(file.read_bytes()))
    assert Plan.from_json(plan.to_json()) == plan
    assert set(answered(plan.answers)) <= {line.split(":")[0] for line in all_keys()}


def test_together_the_composed_plans_answer_everything() -> None:
    kept = {place for file in PLANS for place in answered(Plan.from_json(file.read_bytes()).answers)}
    assert kept == {line.split(":")[0] for line in all_keys()} - TICKS


def test_together_they_hold_things_of_every_kind() -> None:
    """A card, her own words, a card that stands alone, one of the past, and one that she put aside."""
    plans = [Plan.from_json(file.read_bytes()) for file in PLANS]
    lists = [value for plan in plans for value in plan.answers.values() if isinstance(value, list)]
    things = [item for items in lists for item in items if isinstance(item, dict)]
    assert {key for item in things for key in item} >= OF_ANY_THING
    assert {item["state"] for item in things if "state" in item} == {"now", "before"}
