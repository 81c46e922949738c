"""Cards that come a few at a time: every one comes by, what she chose stays, what isn't on the screen is let be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SOME, spoken
from werkzeug.datastructures import MultiDict

from trajectplan.pages import Page
from trajectplan.plan.document import in_use
from trajectplan.questions import Option
from trajectplan.questions.few_cards import FewCardItems, FewChoices

FEW = 3
CARDS = tuple(Option(f"card{number}", f"Card {number}") for number in range(8))
NONE = Option("none", "None", exclusive=True)
KEYS = [card.key for card in CARDS]


class Chosen(Page):
    title = "Chosen"
    cards = FewChoices("Which?", options=(*CARDS, NONE), few=FEW)


class Things(Page):
    title = "Things"
    cards = FewCardItems("Which?", options=CARDS, few=FEW)


Question = FewChoices | FewCardItems
pages = st.sampled_from((Chosen, Things))
turns = st.lists(st.sets(st.sampled_from(KEYS), max_size=2), min_size=1, max_size=5)


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def question(page: type[Page], stored: Any = None, typed: MultiDict[str, str] | None = None) -> Question:
    found = page(typed, data={"cards": stored})["cards"]
    assert isinstance(found, (FewChoices, FewCardItems))
    return found


def on_screen(asked: Question) -> list[str]:
    return [option.key for option in asked.options if not option.exclusive]


def sent(asked: Question, tapped: set[str]) -> MultiDict[str, str]:
    """What a browser sends: of the cards on the screen those that are ticked."""
    typed = MultiDict(
        {asked.turn.shown_name: " ".join(asked.turn.shown), asked.turn.past_name: " ".join(asked.turn.past)}
    )
    typed.setlist("cards", [key for key in on_screen(asked) if key in tapped])
    return typed


def kept_keys(answer: Any) -> set[str]:
    return {each if isinstance(each, str) else each["card"] for each in in_use_or_plain(answer or [])}


def in_use_or_plain(answer: list[Any]) -> list[Any]:
    return answer if all(isinstance(each, str) for each in answer) else list(in_use(answer))


@given(pages, st.sets(st.sampled_from(KEYS), max_size=3))
@SOME
def test_at_first_come_what_she_keeps_and_a_few_more(page: type[Page], chosen: set[str]) -> None:
    stored = question(page, None, MultiDict([("cards", key) for key in sorted(chosen)])).answer()
    asked = question(page, stored)
    assert on_screen(asked) == [
        key for key in KEYS if key in chosen or key in [k for k in KEYS if k not in chosen][:FEW]
    ]
    assert asked.has_others


@given(pages, turns)
@SOME
def test_pressing_for_more_keeps_what_was_tapped_and_shows_every_card_once(
    page: type[Page], turns: list[set[str]]
) -> None:
    stored, expected, seen = None, set[str](), list[str]()
    asked = question(page)
    for tapped in turns:
        seen += asked.turn.shown
        here = set(on_screen(asked))
        typed = sent(asked, (tapped & here) | expected)
        stored = question(page, stored, typed).answer()
        expected |= tapped & here
        assert kept_keys(stored) == expected
        asked = question(page, stored)
        asked.pressed(("more",), typed)
        assert expected <= set(on_screen(asked))
        if not asked.turn.past:
            break
        assert len(set(seen)) == len(seen)


@given(pages, st.sets(st.sampled_from(KEYS), min_size=1, max_size=4))
@SOME
def test_a_card_on_the_screen_can_be_let_go_of(page: type[Page], chosen: set[str]) -> None:
    stored = question(page, None, MultiDict([("cards", key) for key in sorted(chosen)])).answer()
    asked = question(page, stored)
    gone = min(chosen)
    assert kept_keys(question(page, stored, sent(asked, chosen - {gone})).answer()) == chosen - {gone}


@given(pages)
@SOME
def test_after_the_last_cards_come_the_first_again(page: type[Page]) -> None:
    asked = question(page)
    seen = [asked.turn.shown]
    for _turn in range(3):
        typed = sent(asked, set())
        asked = question(page)
        asked.pressed(("more",), typed)
        seen.append(asked.turn.shown)
    assert [key for few in seen[:3] for key in few] == KEYS
    assert seen[3] == seen[0]


@pytest.mark.parametrize("page", [Chosen, Things])
def test_a_screen_that_is_shown_again_shows_the_same_cards(page: type[Page]) -> None:
    asked = question(page)
    asked.pressed(("more",), sent(asked, set()))
    again = question(page, None, sent(asked, {"card4"}))
    assert (again.turn.shown, again.turn.past) == (asked.turn.shown, asked.turn.past)
    assert on_screen(again) == ["card3", "card4", "card5"]
    stored = question(page, again.answer())
    stored.pressed(("own",), sent(again, {"card4"}))
    assert on_screen(stored) == ["card3", "card4", "card5"]


def test_a_card_that_stands_alone_is_always_there() -> None:
    assert [option.key for option in question(Chosen).options][-1] == "none"


def test_without_more_cards_there_is_no_button_for_them() -> None:
    class Short(Page):
        title = "Short"
        cards = FewChoices("Which?", options=CARDS[:FEW], few=FEW)

    assert not question(Short).has_others
