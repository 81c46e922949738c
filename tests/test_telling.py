"""What is spoken of pages without questions: all of them, in their states, and nothing that may not be so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from trajectplan.chapters import CHAPTERS
from trajectplan.config import Settings
from trajectplan.i18n import speaking
from trajectplan.resources import TEMPLATES
from trajectplan.telling import AFTER, BEFORE, UNSPOKEN, State, told
from trajectplan.web.clips import KEY

STATES = (*BEFORE, *AFTER)
Words = dict[str, list[str]]
ODD = re.compile(r"%\(|[<>{}]|\bNone\b|  ")


def words_of(app: Flask, settings: Settings, language: str = "en", states: Iterable[State] = STATES) -> Words:
    """What is spoken of these pages, by the keys of their recordings."""
    with app.app_context(), speaking(language):
        return {clip.key: [str(words) for _kind, words in clip.words] for clip in told(states, settings)}


@pytest.fixture
def words(product: Flask) -> Words:
    """The same with the settings as they are."""
    return words_of(product, Settings())


def test_every_page_is_told_or_left_out_for_a_reason() -> None:
    pages = {path.stem for path in TEMPLATES.glob("*.html") if '{% extends "base.html" %}' in path.read_text("utf-8")}
    spoken = {state.template for state in STATES}
    assert spoken | set(UNSPOKEN) == pages
    assert spoken & set(UNSPOKEN) == set()
    assert all(UNSPOKEN.values())


def test_every_state_has_a_recording_of_its_own(words: Words) -> None:
    assert len(words) == len(STATES)
    assert all(KEY.fullmatch(key) for key in words)
    assert not words.keys() & {page.key for chapter in CHAPTERS for page in chapter.pages}


def test_a_page_is_told_from_its_title_on_in_its_order(words: Words) -> None:
    first, second, *_others = words["device"]
    assert (first, second) == ("Whose device is this?", "Then we know how to take good care of your plan.")
    assert words["start"][0] == "Make a plan of your own"
    assert words["help"].index("bezwaar") + 1 == words["help"].index("You say on paper that you disagree.")
    assert words["worksheets"].index(str(CHAPTERS[0].title)) < words["worksheets"].index("Make the sheets")


def test_only_what_is_so_is_told(words: Words) -> None:
    old = "Done. The old code no longer works."
    assert [key for key, said in words.items() if old in said] == ["code_changed"]
    wipe = "Done: wipe everything here"
    assert [key for key, said in words.items() if wipe in said] == ["print_ready_shared"]
    assert "Your plan itself stays saved. With your code you come back." not in words["stop_empty"]
    assert "Not started" not in words["task_list"]
    assert "A plan was still open here. We have closed it." not in words["start"]


def test_what_may_not_be_so_stands_in_the_templates() -> None:
    texts = "".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.html"))
    assert [text for state in STATES for text in state.unsaid if f'_("{text}"' not in texts] == []


@settings(max_examples=10)
@given(
    hours=st.integers(1, 24),
    minutes=st.integers(1, 60),
    months=st.integers(1, 24),
    operator=st.sampled_from(["", "Ons"]),
)
def test_numbers_are_those_of_the_settings(
    product: Flask, hours: int, minutes: int, months: int, operator: str
) -> None:
    chosen = Settings(own_hours=hours, shared_minutes=minutes, keep_months=months, operator=operator)
    pages = map(State, ("device", "print_here", "privacy", "about"))
    words = words_of(product, chosen, states=pages)
    assert f"If you do nothing for {hours} hours, we close your plan. You can keep a file." in words["device"]
    assert any(f" {minutes} minutes" in said for said in words["print_here"])
    assert any(f" {months} months" in said for said in words["privacy"])
    assert (f"In this place {operator} looks after it." in words["about"]) == bool(operator)


def untold(words: Words) -> Iterator[str]:
    """Texts with a gap, or that aren't words."""
    for key, said in words.items():
        yield from (f"{key}: {text!r}" for text in said if ODD.search(text) or not text.strip())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_text_has_a_gap(product: Flask, language: str) -> None:
    assert list(untold(words_of(product, Settings(), language))) == []
    assert not any("until" in said for said in words_of(product, Settings())["expiry"])
