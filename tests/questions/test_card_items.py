"""Cards that become things: let go of and taken again, in her own words, alone, put together, and out of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from cards import without_ids
from hypothesis import given
from hypothesis import strategies as st
from refusals import refusals
from strategies import (
    FEW,
    MANY,
    SOME,
    STONES,
    EachStone,
    Posted,
    Stones,
    answers_to,
    json_values,
    kept_texts,
    plain,
    posted,
    spoken,
    typed_into,
)
from werkzeug.datastructures import MultiDict

from trajectplan.answering import Submitted, both, change_items, keep
from trajectplan.pages import Screen
from trajectplan.plan.document import ITEM_ID, Plan
from trajectplan.plan.summary import Own
from trajectplan.questions import CardItems, Group, Number, Option
from trajectplan.questions.messages import MESSAGES

KEYS = ["pebble", "gravel", "marble"]
TOLD = [
    {"id": "a", "card": "pebble", "stone_words": "smooth"},
    {"id": "b", "words": "flint", "stone_words": "sharp"},
]

things = answers_to(Stones().stones)
taps = st.lists(st.sampled_from(KEYS), max_size=3, unique=True)


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def tapped(*keys: str, words: str = "", data: Any = None) -> Stones:
    """The page with these cards tapped and these words written."""
    typed: Posted = MultiDict([("stones", key) for key in keys])
    typed["stones-own"] = words
    return Stones(typed, data={"stones": data} if data else None)


def submit(plan: Plan, *keys: str, words: str = "") -> Plan:
    """The plan after the page was sent with these cards tapped and these words written."""
    typed: Posted = MultiDict([("stones", key) for key in keys])
    typed["stones-own"] = words
    return keep(plan, STONES, Submitted(typed, "next", STONES.revision(plan)))


def told(plan: Plan) -> list[dict[str, Any]]:
    """What is kept of all stones, those put aside included, without what says so."""
    return [{key: value for key, value in item.items() if key != "aside"} for item in plan.answers.get("stones", [])]


# Tapping --------------------------------------------------------------------------------------------------------------


def test_cards_become_things_with_ids_in_the_order_of_the_page() -> None:
    made = tapped("marble", "pebble", words="flint").stones.answer()
    assert without_ids(made) == without_ids([{"card": "pebble"}, {"card": "marble"}, {"words": "flint"}])
    assert [item.get("card", item.get("words")) for item in made] == ["pebble", "marble", "flint"]
    assert len({item["id"] for item in made}) == 3
    assert all(ITEM_ID.fullmatch(item["id"]) for item in made)


@given(st.lists(st.sampled_from(KEYS), max_size=1))
@SOME
def test_what_is_let_go_of_comes_back_with_all_that_was_said(keys: list[str]) -> None:
    plan = Plan(answers={"stones": TOLD})
    other = submit(plan, *keys)
    kept = {item["id"] for item in other.items("stones")}
    assert ("a" in kept) == ("pebble" in keys)
    assert "b" not in kept
    assert told(other)[:2] == TOLD
    back = submit(other, *keys, "pebble", "b")
    assert {"a", "b"} <= {item["id"] for item in back.items("stones")}
    assert [item for item in back.answers["stones"] if item["id"] in "ab"] == TOLD


@given(things, typed_into(Stones()))
@MANY
def test_nothing_that_was_said_about_a_stone_is_lost(stored: list[dict[str, Any]], data: Posted) -> None:
    stored = [{**item, "stone_words": item["id"]} for item in stored if "none" not in item]
    plan = Plan(answers={"stones": stored} if stored else {})
    kept = keep(plan, STONES, Submitted(data, "next", STONES.revision(plan)))
    assert [item for item in told(kept) if item["id"] in {each["id"] for each in stored}] == stored
    assert Plan.from_json(kept.to_json()) == kept


def test_a_page_for_each_stone_comes_only_for_those_that_count() -> None:
    plan = submit(Plan(answers={"stones": TOLD}), "b")
    keys = [screen.key for screen in STONES.chapter.screens(plan)]
    assert keys == ["stones", "each_stone/b"]
    again = submit(plan, "b", "pebble")
    assert str(Screen(STONES.chapter, EachStone, (("stones", "a"),)).title(again)) == "About Pebble"


@given(things)
@SOME
def test_a_page_sent_as_it_was_drawn_changes_nothing(stored: list[dict[str, Any]]) -> None:
    plan = Plan(answers={"stones": stored}, place=STONES.key)
    drawn = posted(STONES.form(plan))
    kept = keep(plan, STONES, Submitted(drawn, "next", STONES.revision(plan)))
    assert without_ids(kept.answers) == without_ids(plan.answers)


def test_sending_it_twice_makes_no_thing_twice() -> None:
    once = submit(Plan(), "pebble", words="flint")
    twice = submit(once, "pebble", words="flint")
    assert without_ids(twice.answers) == without_ids(once.answers)


# Own words ------------------------------------------------------------------------------------------------------------


@given(kept_texts(20, lines=False), taps)
@SOME
def test_her_own_words_are_a_stone_like_any_other(words: str, keys: list[str]) -> None:
    form = tapped(*keys[:2], words=words)
    assert form.validate()
    assert form.stones.answer()[-1]["words"] == words
    assert form.stones.reading()[-1] == Own(words)


@given(typed_into(Stones()))
@SOME
def test_own_words_are_kept_or_stand_in_the_input(data: Posted) -> None:
    written = " ".join(data.get("stones-own", "").split())
    kept = keep(Plan(), STONES, Submitted(data, "next", STONES.revision(Plan())))
    form = STONES.form(kept)
    assert isinstance(form, Stones)
    if STONES.key in kept.drafts:
        assert form.stones.own_typed == " ".join(tapped(words=written).stones.own_typed.split())
    elif made := tapped(words=written).stones.own_typed:
        assert made in [item.get("words") for item in kept.items("stones")]


def test_words_she_let_go_of_come_back_when_she_writes_them_again() -> None:
    plan = submit(Plan(answers={"stones": TOLD}), "pebble")
    assert [item["id"] for item in plan.items("stones")] == ["a"]
    assert submit(plan, "pebble", words="flint").answers["stones"] == TOLD


def test_two_of_her_own_stay_beside_each_other() -> None:
    plan = submit(Plan(), words="flint")
    own = plan.items("stones")[0]["id"]
    both_of_them = submit(plan, own, words="slate")
    assert [item["words"] for item in both_of_them.items("stones")] == ["flint", "slate"]


@pytest.mark.parametrize(
    ("keys", "words", "reason", "values"),
    [
        (("pebble", "foreign"), "", "unknown_choice", {}),
        (("pebble", "gravel", "marble"), "flint", "too_many_choices", {"max": 3, "over": 1}),
        (("pebble", "no_stone"), "", "either_or", {}),
        (("no_stone",), "flint", "either_or", {}),
        ((), "x" * 25, "too_long", {"over": 5}),
    ],
)
def test_what_cannot_be_kept_is_said(keys: tuple[str, ...], words: str, reason: str, values: dict[str, int]) -> None:
    form = tapped(*keys, words=words)
    assert not form.validate()
    assert [message for _id, message in refusals(form)] == [str(MESSAGES[reason]) % values]


def test_no_more_of_her_own_than_fit() -> None:
    stored = [{"id": "a", "words": "flint"}, {"id": "b", "words": "slate"}]
    form = tapped("a", "b", words="chalk", data=stored)
    assert not form.validate()
    assert tapped("a", words="chalk", data=stored).validate()


@pytest.mark.parametrize(
    ("keys", "words", "at"),
    [
        ((), "x" * 21, "stones-own"),
        ((), "x" * 25, "stones-own"),
        (("pebble", "no_stone"), "", "stones-pebble"),
        (("foreign",), "x" * 25, "stones-pebble"),
    ],
)
def test_a_message_leads_to_the_input_that_it_is_about(keys: tuple[str, ...], words: str, at: str) -> None:
    form = tapped(*keys, words=words)
    assert not form.validate()
    assert [target for target, _message in refusals(form)] == [at]
    assert bool(form.stones.errors_above) is (at != "stones-own")


def test_one_character_too_many_is_said_as_one() -> None:
    form = tapped(words="x" * 21)
    assert not form.validate()
    assert [message for _id, message in refusals(form)] == [str(MESSAGES["too_long_by_one"])]


# The card that stands alone -------------------------------------------------------------------------------------------


def test_that_there_are_none_is_kept_and_is_no_thing() -> None:
    plan = submit(Plan(answers={"stones": TOLD}), "no_stone")
    assert plan.items("stones") == ()
    form = STONES.stored_form(plan)
    assert isinstance(form, Stones)
    assert (form.stones.chosen, form.stones.reading()) == (("no_stone",), ("None",))
    back = submit(plan, "pebble", "b")
    assert list(back.items("stones")) == TOLD
    assert not [item for item in back.answers["stones"] if "none" in item]


@pytest.mark.parametrize(
    ("stored", "is_answered"),
    [
        (None, False),
        ([{**TOLD[0], "aside": True}], False),
        ([{**TOLD[0], "aside": True}, TOLD[1]], True),
        ([{"id": "nostone", "none": "no_stone"}], True),
    ],
)
def test_cards_she_let_go_of_are_no_answer(stored: Any, is_answered: bool) -> None:  # noqa: FBT001
    plan = Plan(answers={"stones": stored} if stored else {})
    assert STONES.is_answered(plan) is is_answered


# Two places -----------------------------------------------------------------------------------------------------------


@given(things, things)
@SOME
def test_the_things_of_both_are_kept_together(mine: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    question = Stones(data={"stones": mine}).stones
    together = question.combine(theirs)
    names = {item.get("card") or item.get("words") or item.get("none") for item in (*mine, *theirs)}
    assert {item.get("card") or item.get("words") or item.get("none") for item in together} == names
    assert len(together) == len(names)
    assert question.combine(None) == mine
    assert Stones().stones.combine(theirs) == theirs


@given(taps, taps)
@FEW
def test_keep_both_unites_the_cards(mine: list[str], theirs: list[str]) -> None:
    plan = submit(Plan(), *theirs)
    typed: Posted = MultiDict([("stones", key) for key in mine])
    together = both(plan, STONES, Submitted(typed, "keep_both", "old"))
    assert {item["card"] for item in together.items("stones")} == {*mine, *theirs}
    before = {item["card"]: item["id"] for item in plan.items("stones")}
    after = {item["card"]: item["id"] for item in together.items("stones")}
    assert before.items() <= after.items(), "a thing keeps its id, and so what is told about it"


def test_a_stone_that_counts_in_one_place_counts_in_both() -> None:
    question = Stones(data={"stones": [{**TOLD[0], "aside": True}]}).stones
    assert question.combine([TOLD[0]]) == [TOLD[0]]
    assert Stones(data={"stones": [TOLD[0]]}).stones.combine([{**TOLD[0], "aside": True}]) == [TOLD[0]]


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (["pebble"], ["gravel"], True),
        (["pebble"], [], True),
        (["no_stone"], ["no_stone"], True),
        (["no_stone"], ["pebble"], False),
    ],
)
def test_both_are_offered_where_they_may_stand_together(
    mine: list[str],
    theirs: list[str],
    together: bool,  # noqa: FBT001
) -> None:
    assert tapped(*mine).stones.joins(tapped(*theirs).stones.answer()) is together


# From a file ----------------------------------------------------------------------------------------------------------


@given(things)
@SOME
def test_what_is_stored_is_sound_and_shown(stored: list[dict[str, Any]]) -> None:
    form = Stones(data={"stones": stored})
    assert form.stones.is_sound(stored)
    assert plain(form.answers()) == {"stones": stored}
    assert bool(list(form.blocks())) == bool(stored)


@given(json_values)
@SOME
def test_anything_from_a_file_is_sound_or_not_without_a_crash(value: object) -> None:
    for stored in (value, [value], [{"id": "a", "card": value}], [{"id": "a", "words": value}]):
        if Stones().stones.is_sound(stored):
            form = Stones(data={"stones": stored})
            posted(form)
            list(form.blocks())


@pytest.mark.parametrize(
    "stored",
    [
        "pebble",
        [],
        ["pebble"],
        [{"id": "a"}],
        [{"id": "a", "card": "foreign"}],
        [{"id": "a", "card": ["pebble"]}],
        [{"id": "a", "words": ""}],
        [{"id": "a", "words": 5}],
        [{"id": "a", "words": "x" * 21}],
        [{"id": "a", "none": "pebble"}],
        [{"id": "a", "words": "flint", "card": ["pebble"]}],
        [{"id": "a", "words": "flint", "card": "pebble"}],
        [{"id": "a", "card": "pebble", "none": "no_stone"}],
        [{"id": "a", "card": "pebble"}, {"id": "b", "card": "pebble", "aside": True}],
        [{"id": "a", "card": "pebble"}] * 300,
    ],
    ids=lambda stored: str(stored)[:50],
)
def test_what_is_no_list_of_our_cards_is_not_sound(stored: object) -> None:
    assert Stones().stones.is_sound(stored) is (stored == [])


class Weighed(Group):
    """What is asked about one card on a screen of its own."""

    weight = Number("?", least=0, most=9)


class Scale(Group):
    """Cards with a screen each."""

    loads = CardItems("?", options=(Option("sand", "Sand"), Option("clay", "Clay")), group=Weighed)


@pytest.mark.parametrize("aside", [{}, {"aside": True}], ids=["counts", "aside"])
def test_what_is_said_about_a_card_must_be_sound_too(aside: dict[str, bool]) -> None:
    assert Scale().loads.is_sound([{"id": "a", "card": "sand", "weight": 3, **aside}])
    assert not Scale().loads.is_sound([{"id": "a", "card": "sand", "weight": "heavy", **aside}])


# Ordering -------------------------------------------------------------------------------------------------------------


def test_chosen_ones_are_ordered_and_those_put_aside_stay_behind() -> None:
    plan = Plan(answers={"stones": [TOLD[0], {"id": "c", "card": "gravel", "aside": True}, TOLD[1]]})
    moved = change_items(plan, STONES, "up", "b")
    assert [item["id"] for item in moved.answers["stones"]] == ["b", "a", "c"]
    assert change_items(plan, STONES, "copy", "a").items("stones") == plan.items("stones"), "a card is there once"


def test_a_card_that_is_taken_away_can_be_tapped_again_or_put_back() -> None:
    plan = Plan(answers={"stones": TOLD})
    removed = change_items(plan, STONES, "remove", "a")
    assert [item["id"] for item in removed.items("stones")] == ["b"]
    assert submit(removed, "pebble", "b").at((("stones", "a"),)) == TOLD[0]
    assert list(change_items(removed, STONES, "restore", "0").items("stones")) == TOLD


def test_words_of_hers_out_of_a_file_are_one_line() -> None:
    question = Stones().stones
    stored = [{"id": "a", "words": "flint\n\tstone"}, {"id": "b", "card": "pebble"}]
    assert question.is_sound(stored)
    assert question.tidied(stored) == [{"id": "a", "words": "flint stone"}, {"id": "b", "card": "pebble"}]
    assert not question.is_sound([{"id": "a", "words": "\n\u2028"}])
