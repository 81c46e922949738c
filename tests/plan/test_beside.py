"""The Dutch beside her words: it comes to every text it is known for, wherever it stands, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from strategies import SOME, texts

from trajectplan.plan.summary import (
    ChapterSummary,
    Grid,
    Item,
    List,
    Own,
    Phrase,
    Row,
    Section,
    Summary,
    with_dutch,
)

own = st.builds(Own, texts, st.sampled_from(["", "ti", "en"]))
leaves = st.recursive(
    own | texts,
    lambda inner: st.builds(Phrase, texts, st.dictionaries(st.sampled_from("abc"), inner, max_size=2)),
    max_leaves=3,
)
several = st.lists(leaves, max_size=3).map(tuple)
rows = st.builds(Row, leaves, several, leaves)
grids = st.builds(Grid, leaves, several, st.lists(several, max_size=2).map(tuple))
items = st.builds(Item, leaves, st.lists(rows | grids, max_size=2).map(tuple))
lists = st.builds(List, leaves, st.lists(items, max_size=2).map(tuple))
sections = st.builds(Section, leaves, texts, st.lists(rows | grids | lists, max_size=3).map(tuple))
chapters = st.builds(ChapterSummary, texts, leaves, st.lists(sections, max_size=2).map(tuple))
summaries = st.builds(Summary, st.lists(chapters, max_size=2).map(tuple))


def all_own(part: Any) -> Iterator[Own]:
    """Every text of hers in a tree, in its order; found in another way than the program finds them."""
    if isinstance(part, Own):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from all_own(each)
    elif isinstance(part, dict):
        yield from all_own(tuple(part.values()))
    elif is_dataclass(part):
        yield from all_own(tuple(getattr(part, field.name) for field in fields(part)))


@given(summaries, st.data())
@SOME
def test_the_dutch_comes_to_every_text_it_is_known_for(summary: Summary, data: st.DataObject) -> None:
    words = sorted({each.text for each in all_own(summary)})
    known = data.draw(st.lists(st.sampled_from(words), unique=True)) if words else []
    dutch = {text: f"Nederlands {number}" for number, text in enumerate(known)}
    for before, after in zip(all_own(summary), all_own(with_dutch(summary, dutch)), strict=True):
        assert after.dutch == dutch.get(before.text, "")
        assert (after.text, after.language) == (before.text, before.language)


@given(summaries, st.dictionaries(texts, texts.filter(bool), max_size=3))
@SOME
def test_nothing_else_changes(summary: Summary, dutch: dict[str, str]) -> None:
    taken_away = {each.text: "" for each in all_own(summary)}
    assert with_dutch(with_dutch(summary, dutch), taken_away) == summary


def test_without_dutch_the_tree_is_the_very_same() -> None:
    summary = Summary((ChapterSummary("one", "One", ()),))
    assert with_dutch(summary, {}) is summary
