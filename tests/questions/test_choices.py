"""Cards: known ones only, in the order of the page, not too many, and none that doesn't go with the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import refusals
from strategies import CARDS, SOME, Everything, spoken
from werkzeug.datastructures import MultiDict

from trajectplan.plan.document import Plan
from trajectplan.questions import Choices, Group, Option
from trajectplan.questions.messages import MESSAGES

KEYS = [card.key for card in CARDS]
TOGETHER = [card.key for card in CARDS if not card.exclusive]


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def chosen(*keys: str) -> Everything:
    return Everything(MultiDict([("cards", key) for key in keys]))


@given(st.lists(st.sampled_from(KEYS), max_size=6))
@SOME
def test_cards_are_kept_once_and_in_the_order_of_the_page(keys: list[str]) -> None:
    form = chosen(*keys)
    assert form.cards.answer() == ([key for key in KEYS if key in keys] or None)
    fits = len(set(keys)) <= 2 and not ("none" in keys and len(set(keys)) > 1)
    assert form.validate() == fits


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        (("red", "green", "blue"), "too_many_choices"),
        (("red", "none"), "either_or"),
        (("red", "foreign"), "unknown_choice"),
        (("",), "unknown_choice"),
    ],
)
def test_cards_that_do_not_go_together_are_refused(keys: tuple[str, ...], reason: str) -> None:
    form = chosen(*keys)
    assert not form.validate()
    assert refusals(form) == [("cards-red", str(MESSAGES[reason]).replace("%(max)s", "2").replace("%(over)s", "1"))]


def test_one_card_is_kept_as_its_key() -> None:
    form = Everything(MultiDict({"one_card": "blue"}))
    assert form.validate()
    assert (form.one_card.answer(), form.one_card.chosen, form.one_card.reading()) == ("blue", ("blue",), ("Blue",))


def test_a_foreign_card_is_refused() -> None:
    form = Everything(MultiDict({"one_card": "foreign"}))
    assert not form.validate()
    assert refusals(form) == [("one_card-red", str(MESSAGES["unknown_choice"]))]


def test_a_card_can_be_let_go_of() -> None:
    form = Everything(MultiDict({"one_card": ""}), data={"one_card": "red", "cards": ["red"]})
    assert form.validate()
    assert (form.one_card.answer(), form.cards.answer()) == (None, None)
    assert (form.one_card.chosen, form.cards.chosen) == ((), ())


@given(st.lists(st.sampled_from(KEYS), max_size=4), st.lists(st.sampled_from(KEYS), max_size=4))
@SOME
def test_the_cards_of_both_are_kept_together(mine: list[str], theirs: list[str]) -> None:
    together = chosen(*mine).cards.combine(theirs)
    assert set(together or ()) == {*mine, *theirs}


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (["red"], None, True),
        ([], ["red", "green"], True),
        (["red"], ["green"], True),
        (["red", "green"], ["green"], True),
        (["red", "green"], ["blue"], False),
        (["none"], ["none"], True),
        (["none"], ["red"], False),
        (["red"], ["of a later version"], False),
    ],
)
def test_cards_of_two_places_stand_together_where_the_question_allows_it(
    mine: list[str],
    theirs: list[str] | None,
    together: bool,  # noqa: FBT001
) -> None:
    assert chosen(*mine).cards.joins(theirs) is together


def test_what_was_sent_reads_as_the_words_on_the_cards() -> None:
    form = Everything(MultiDict([("cards", "blue"), ("cards", "red"), ("cards", "foreign"), ("one_card", "green")]))
    assert (form.cards.sent, form.one_card.sent) == (("Red", "Blue"), ("Green",))
    assert (Everything().cards.sent, Everything().one_card.sent) == ((), ())


class Favourites(Group):
    """Cards that hang on her plan: one for each of her things."""

    favourites = Choices(
        "Which?",
        options=lambda plan, _about: [Option(item["id"], item["words"]) for item in plan.items("things")],
        own_ids=True,
    )


def test_what_was_sent_reads_as_the_words_on_cards_that_hang_on_the_plan() -> None:
    plan = Plan(answers={"things": [{"id": "a", "words": "Flint"}, {"id": "b", "words": "Slate"}]})
    form = Favourites(MultiDict([("favourites", "b"), ("favourites", "c")]), plan=plan)
    assert form.favourites.sent == ("Slate",)


def test_a_card_that_is_not_offered_now_is_no_answer() -> None:
    offered = Plan(answers={"things": [{"id": "a", "words": "Flint"}]})
    stored = {"favourites": ["a"]}
    assert Favourites(data=stored, plan=offered).favourites.is_answered
    question = Favourites(data=stored).favourites
    assert (question.is_answered, question.answer()) == (False, ["a"])


@pytest.mark.parametrize("stored", ["red", ["foreign"], [1], [["red"]], {}, None, 5])
def test_only_a_list_of_our_cards_is_sound(stored: object) -> None:
    assert not Everything().cards.is_sound(stored)


@pytest.mark.parametrize("stored", ["foreign", ["red"], {}, None, 5, ""])
def test_only_one_of_our_cards_is_sound(stored: object) -> None:
    assert not Everything().one_card.is_sound(stored)


def test_cards_read_in_the_order_of_the_page() -> None:
    assert Everything(data={"cards": ["blue", "red"]}).cards.reading() == ("Red", "Blue")
    assert TOGETHER == ["red", "green", "blue"]
