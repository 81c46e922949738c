"""Composed plans, entered as a browser would: stored, shown and printed is compared with what went in."""

from __future__ import annotations

from pathlib import Path

import pytest
from client import Visitor
from flask import Flask
from journey import FromPlan, Journey, without_ids
from program import MakeApp

from trajectplan.chapters import CHAPTERS
from trajectplan.plan.document import Plan

PLANS = sorted(Path(__file__).with_name("plans").glob("*.json"))


@pytest.fixture(scope="module")
def product(make_app: MakeApp) -> Flask:
    """The program as it is delivered, without the chapter of specimens."""
    return make_app(CHAPTERS, languages=("nl", "en"))


def test_there_are_plans() -> None:
    assert len(PLANS) >= 2


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_composed_plan(path: Path, product: Flask) -> None:
    plan = Plan.from_json(path.read_bytes())
    visitor = Visitor(product).start(plan.language)
    journey = Journey(visitor, FromPlan(plan))
    journey.walk()

    assert without_ids(visitor.downloaded()["answers"]) == without_ids(plan.answers)
    assert journey.not_shown() == []
    assert journey.not_printed(visitor.printed(languages="own")) == []

    visitor.stop()
    other = Visitor(product)
    assert other.come_back(journey.code) == 200
    assert other.page.root.get("lang") == plan.language
    assert without_ids(other.downloaded()["answers"]) == without_ids(plan.answers)
    again = Journey(other, FromPlan(plan))
    again.said = journey.said
    assert again.not_shown() == []
    assert again.not_printed(other.printed(languages="own")) == []
