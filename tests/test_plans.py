"""Composed plans, entered as a browser would: stored, shown and printed is compared with what went in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cards import without_ids
from client import Visitor
from composed import PLANS
from flask import Flask
from journey import FromPlan, Journey

from trajectplan.plan.document import ASIDE, Plan
from trajectplan.questions import texts


class WhenTheyWereWritten(date):
    """The calendar on the day on which the plans were written: the days they name were still to come."""

    @classmethod
    def today(cls) -> WhenTheyWereWritten:
        """That day."""
        return cls(2026, 11, 22)


def entered(answers: Any) -> Any:
    """What of these answers one can enter: things that she put aside are kept, but stand on no page."""
    if isinstance(answers, list):
        return [entered(each) for each in answers if not (isinstance(each, dict) and each.get(ASIDE))]
    return {key: entered(value) for key, value in answers.items()} if isinstance(answers, Mapping) else answers


def test_there_are_plans() -> None:
    """Six of different lives, and one that is barely begun."""
    assert len(PLANS) >= 7


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_composed_plan(path: Path, product: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "date", WhenTheyWereWritten)
    plan = Plan.from_json(path.read_bytes())
    visitor = Visitor(product).start(plan.language)
    journey = Journey(visitor, FromPlan(plan))
    journey.walk()

    assert without_ids(visitor.downloaded()["answers"]) == without_ids(entered(plan.answers))
    assert journey.not_shown() == []
    assert journey.not_printed(visitor.printed(languages="own")) == []

    visitor.stop()
    other = Visitor(product)
    assert other.come_back(journey.code) == 200
    assert other.page.root.get("lang") == plan.language
    assert without_ids(other.downloaded()["answers"]) == without_ids(entered(plan.answers))
    again = Journey(other, FromPlan(plan))
    again.said = journey.said
    assert again.not_shown() == []
    assert again.not_printed(other.printed(languages="own")) == []
