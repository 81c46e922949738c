"""The tree a plan reads as: its leaves are said or her own, and blocks are found by the role they play."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from strategies import SOME, spoken, texts

from trajectplan.i18n import _, speaking
from trajectplan.plan.summary import ChapterSummary, Grid, Item, List, Own, Phrase, Row, Section, Summary

GOAL = Row("Goal", (Own("To work", "en"),), role="goal")
HOURS = Grid("Hours", ("Day", "Times"), (("Monday", "8:30–14:30"),), role="hours")
THINGS = List("Things", (Item("One", (GOAL,)),), role="goal")


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def chapter(key: str, *blocks: Row | Grid | List) -> ChapterSummary:
    sections = (Section("Empty", "empty", ()), Section("Full", "full", blocks))
    return ChapterSummary(key, key.title(), sections)


@given(texts)
@SOME
def test_her_own_words_are_drawn_as_she_wrote_them(text: str) -> None:
    assert str(Own(text, "ti", "Dutch beside it")) == text


@given(texts)
@SOME
def test_a_phrase_takes_any_words_of_hers(text: str) -> None:
    assert str(Phrase("%(child)s at school", {"child": Own(text)})) == f"{text} at school"


def test_a_phrase_speaks_the_language_of_whoever_draws_it() -> None:
    phrase = Phrase(_("Child %(number)s"), {"number": "2"})
    assert str(phrase) == "Kind 2"
    with speaking("en"):
        assert str(phrase) == "Child 2"


def test_sections_without_an_answer_are_left_out() -> None:
    assert [section.title for section in chapter("one", GOAL).answered] == ["Full"]


def test_blocks_are_found_by_their_role_in_every_chapter() -> None:
    first, second = chapter("one", GOAL, HOURS), chapter("two", THINGS)
    summary = Summary((first, second))
    assert list(summary.with_role("goal")) == [(first, GOAL), (second, THINGS)]
    assert list(summary.with_role("hours")) == [(first, HOURS)]
    assert list(summary.with_role("request")) == []
