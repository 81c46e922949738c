"""How much the plan asks of her: a journey over every road without script, counted, against what we promise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from effort import CountedJourney, CountedVisitor, Effort, Typical
from flask import Flask

from trajectplan.chapters import CHAPTERS
from trajectplan.web.overview import SHORT_MINUTES

HEADING = "a typical journey without script"
MOST_SHORT_PAGES, MOST_SHORT_TAPS, MOST_CORE_PAGES = 10, 45, 30
WITHIN = 0.35
"""So far what we say about minutes may be from what is computed."""
Record = Callable[[str, object], None]


def begun(product: Flask) -> CountedJourney:
    """Somebody at the task list."""
    visitor = CountedVisitor(product)
    visitor.start("nl")
    return CountedJourney(visitor, Typical(visitor))


@pytest.fixture(scope="module")
def roads(product: Flask) -> dict[str, tuple[Effort, Effort]]:
    """The core of every chapter and what more there is in it, one after another."""
    journey = begun(product)
    found = {}
    for number, chapter in enumerate(CHAPTERS, start=1):
        core = journey.core(number)
        found[chapter.key] = core, journey.more(number)
    return found


def test_the_short_road_is_short(product: Flask, record_property: Record) -> None:
    effort = begun(product).short()
    record_property(HEADING, f"{'short road':20} {effort}")
    assert effort.pages <= MOST_SHORT_PAGES
    assert effort.taps <= MOST_SHORT_TAPS, effort.by_page
    assert effort.minutes <= SHORT_MINUTES * (1 + WITHIN)


def test_the_core_is_no_longer_than_we_promise(
    roads: dict[str, tuple[Effort, Effort]], record_property: Record
) -> None:
    for key, (core, more) in roads.items():
        record_property(HEADING, f"{key:20} {core}")
        record_property(HEADING, f"{key + ', more':20} {more}")
    assert sum(core.pages for core, _more in roads.values()) <= MOST_CORE_PAGES


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.key)
def test_the_minutes_of_a_chapter_are_true(chapter: object, roads: dict[str, tuple[Effort, Effort]]) -> None:
    said = next(each for each in CHAPTERS if each is chapter)
    core, _more = roads[said.key]
    assert abs(said.minutes - core.minutes) <= WITHIN * core.minutes, f"{said.minutes} minutes said, {core}"
