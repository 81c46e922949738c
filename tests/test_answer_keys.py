"""Keys under which answers are kept never change: a plan of today must open in ten years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from trajectplan.chapters import CHAPTERS, check
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import Choice, Group

GOLDEN = Path(__file__).with_name("answer_keys.txt")
PLANS = tuple(sorted(Path(__file__).with_name("plans").glob("*.json")))


def keys(group: Group, place: str = "") -> Iterator[str]:
    """A line per answer: where it stands in the plan, how it is kept, and the keys of its cards."""
    for question in group.own_questions:
        cards = " ".join(option.key for option in question.options) if isinstance(question, Choice) else ""
        yield f"{place}{question.short_name}: {type(question).__name__} {cards}".rstrip()
    if items := group.items:
        yield f"{place}{items.short_name}: {type(items).__name__}"
        yield from keys(items.group(), f"{place}{items.short_name}/")


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
        if key == "id":
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
    assert kept == {line.split(":")[0] for line in all_keys()}
