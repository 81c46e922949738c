"""Cards in groups: what isn't on the screen stays as it is; of now or of the past; groups that open, and a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import refusals
from strategies import MANY, SOME, json_values, spoken
from werkzeug.datastructures import MultiDict

from trajectplan.pages import Page
from trajectplan.plan.document import ASIDE, in_use
from trajectplan.plan.summary import Own, Phrase, Row
from trajectplan.questions import Option
from trajectplan.questions.grouped_cards import BEFORE, CLOSED, FOUND, NOW, CardGroup, GroupedCards
from trajectplan.questions.messages import MESSAGES

GROUPS = (
    CardGroup("warm", "Warm", "", (Option("red", "Red."), Option("orange", "Orange."))),
    CardGroup("cold", "Cold", "", (Option("blue", "Blue."), Option("green", "Green."))),
)
KEYS = [card.key for group in GROUPS for card in group.cards]


def looked_up(words: str, language: str) -> Sequence[str]:
    """Cards whose key begins so; and one that is no card, as if the catalogue had lost it."""
    del language
    return [*(key for key in KEYS if key.startswith(words)), "lost"]


class Colours(Page):
    title = "Colours"
    colours = GroupedCards("Which?", groups=GROUPS, search=looked_up, own="Another?", own_longest=20, own_most=2)


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken("en"):
        yield


def asked(stored: Any = None, typed: MultiDict[str, str] | None = None) -> GroupedCards:
    return Colours(typed, data={"colours": stored}).colours


def sent(question: GroupedCards, tapped: Sequence[str], earlier: Sequence[str] = (), **texts: str) -> Any:
    """What a browser sends from the page on which this question stands, with these boxes ticked."""
    typed: MultiDict[str, str] = MultiDict(texts)
    typed["colours-shown"], typed["colours-opened"] = question.shown_keys, question.opened
    own = [item["id"] for item in question.own_things if item["id"] in question.chosen]
    typed.setlist("colours", [*tapped, *own])
    typed.setlist("colours-before", list(earlier))
    return typed


def states(kept: Any) -> dict[str, str]:
    """Every chosen thing with its state."""
    return {item.get("card") or item["words"]: item["state"] for item in in_use(kept or [])}


# One group at a time --------------------------------------------------------------------------------------------------

steps = st.lists(st.tuples(st.sampled_from(GROUPS), st.sets(st.sampled_from(KEYS))), min_size=1, max_size=6)


@given(steps)
@MANY
def test_cards_of_closed_groups_stay_chosen_whatever_is_done_in_the_open_one(
    steps: list[tuple[CardGroup, set[str]]],
) -> None:
    kept: Any = None
    expected: set[str] = set()
    for group, ticked in steps:
        question = asked(kept)
        question.pressed(("open", group.key), MultiDict())
        here = {card.key for card in group.cards}
        kept = asked(kept, sent(question, sorted(ticked & here))).answer()
        expected = (expected - here) | (ticked & here)
    assert set(states(kept)) == expected


@given(st.sets(st.sampled_from(KEYS), min_size=1), st.sampled_from(GROUPS))
@SOME
def test_a_card_let_go_of_comes_back_with_all_that_was_said_about_it(chosen: set[str], group: CardGroup) -> None:
    kept: Any = [{"id": f"a{place}", "card": key, "state": BEFORE, "story": key} for place, key in enumerate(chosen)]
    before = {item["card"]: dict(item) for item in kept}
    question = asked(kept)
    question.pressed(("open", group.key), MultiDict())
    let_go = asked(kept, sent(question, [])).answer()
    here = {card.key for card in group.cards}
    assert {item["card"] for item in let_go if item.get(ASIDE)} == chosen & here
    question = asked(let_go)
    question.pressed(("open", group.key), MultiDict())
    back = asked(let_go, sent(question, sorted(chosen & here), sorted(chosen & here))).answer()
    assert {item["card"]: item for item in back} == before


def test_the_same_cards_have_the_same_ids_after_every_screen() -> None:
    kept = asked(None, sent(asked(), ["red"])).answer()
    again = asked(kept, sent(asked(kept), ["red", "orange"])).answer()
    assert again[0] == kept[0]
    assert again[1]["id"] != kept[0]["id"]


def test_the_first_group_is_open_at_first_then_that_of_the_card_chosen_last() -> None:
    assert asked().opened == "warm"
    assert (
        asked([{"id": "a", "card": "red"}, {"id": "b", "card": "green"}, {"id": "c", "words": "Pink"}]).opened == "cold"
    )
    assert [card.key for card in asked().cards] == ["red", "orange"]
    assert asked().first_input == "colours-red"


def test_an_open_group_closes_and_a_foreign_one_stays_shut() -> None:
    question = asked()
    question.pressed(("close", "warm"), MultiDict())
    assert (question.opened, question.jumped, question.cards) == (CLOSED, "warm", ())
    assert question.first_input == "colours-search"
    question = asked()
    question.pressed(("open", "foreign"), MultiDict({"colours-opened": "cold"}))
    assert (question.opened, question.jumped) == ("cold", "")


def test_groups_count_what_was_chosen_in_them() -> None:
    question = asked([{"id": "a", "card": "red"}, {"id": "b", "card": "blue", ASIDE: True}, {"id": "c", "words": "x"}])
    assert [question.count(group) for group in GROUPS] == [1, 0]


# Now or in the past ---------------------------------------------------------------------------------------------------


def test_a_card_is_of_now_unless_she_says_that_it_is_of_the_past() -> None:
    kept = asked(None, sent(asked(), ["red", "orange"], ["orange"], **{"colours-own": "Pink"})).answer()
    assert states(kept) == {"red": NOW, "orange": BEFORE, "Pink": NOW}
    question = asked(kept)
    assert [question.is_before(key) for key in ("red", "orange", "blue")] == [False, True, False]
    assert [str(text) for text in question.reading()] == ["Red.", "Orange (that was in the past)", "Pink"]


def test_of_the_past_alone_chooses_a_card_but_holds_none_back() -> None:
    only_past = sent(asked(), [], ["red"])
    kept = asked(None, only_past).answer()
    assert states(kept) == {"red": BEFORE}
    assert states(asked(kept, only_past).answer()) == {}


def test_a_state_in_a_closed_group_stays() -> None:
    kept = asked(None, sent(asked(), ["red"], ["red"])).answer()
    question = asked(kept)
    question.pressed(("open", "cold"), MultiDict())
    assert states(asked(kept, sent(question, ["blue"])).answer()) == {"red": BEFORE, "blue": NOW}


def test_a_change_of_state_elsewhere_is_noticed() -> None:
    now, past = ([{"id": "a", "card": "red", "state": state}] for state in (NOW, BEFORE))
    assert asked(now).mark() != asked(past).mark()
    assert asked(now).mark() == asked([{"id": "b", "card": "red"}]).mark()


def test_cards_read_as_one_row() -> None:
    kept = [{"id": "a", "card": "red", "state": BEFORE}, {"id": "b", "words": "Pink", "state": NOW}]
    past = Phrase("%(what)s (that was in the past)", {"what": "Red"})
    [row] = asked(kept).blocks()
    assert isinstance(row, Row)
    assert [str(text) for text in row.answer] == [str(past), "Pink"]
    assert row.answer[1] == Own("Pink", "")


# A search -------------------------------------------------------------------------------------------------------------


def test_a_search_shows_what_it_found_in_the_place_of_a_group() -> None:
    question = asked()
    question.pressed(("search",), MultiDict({"colours-search": "  r "}))
    assert (question.opened, question.sought, question.has_searched) == (FOUND, "r", True)
    assert [card.key for card in question.cards] == ["red"]
    again = asked(None, sent(question, ["red"], **{"colours-search": question.sought}))
    assert [card.key for card in again.cards] == ["red"]
    assert states(again.answer()) == {"red": NOW}


def test_a_search_that_finds_nothing_says_so_and_one_for_nothing_shows_a_group() -> None:
    question = asked()
    question.pressed(("search",), MultiDict({"colours-search": "xyz"}))
    assert (question.has_searched, question.cards) == (True, ())
    assert "xyz" in str(question.missed)
    question.pressed(("search",), MultiDict({"colours-search": " "}))
    assert (question.has_searched, question.opened) == (False, "warm")


def test_opening_a_group_keeps_the_words_she_looked_for() -> None:
    question = asked()
    question.pressed(("open", "cold"), MultiDict({"colours-search": "bl", "colours-opened": FOUND}))
    assert (question.opened, question.sought) == ("cold", "bl")


def test_another_button_leaves_open_what_is_open() -> None:
    question = asked()
    question.pressed(("own",), MultiDict({"colours-opened": "cold"}))
    assert (question.opened, question.jumped) == ("cold", "")


def test_a_page_searches_once() -> None:
    asked_for: list[str] = []

    def counting(words: str, language: str) -> Sequence[str]:
        asked_for.append(words)
        return looked_up(words, language)

    class Counted(Page):
        colours = GroupedCards("Which?", groups=GROUPS, search=counting)

    question = Counted().colours
    question.pressed(("search",), MultiDict({"colours-search": "r"}))
    assert question.cards == question.found
    assert (question.shown_keys, question.first_input) == ("red", "colours-red")
    assert asked_for == ["r"]


# A draft --------------------------------------------------------------------------------------------------------------


def carried_on(question: GroupedCards, typed: MultiDict[str, str], button: tuple[str, ...]) -> Any:
    """What a browser sends from the next screen of a draft, with the hidden inputs that stand there."""
    question.pressed(button, typed)
    here = {card.key for card in question.cards}
    next_one = sent(question, [key for key in question.chosen if key in here or key in question.carried])
    next_one.setlist("colours-before", [key for key in question.chosen if question.is_before(key)])
    return next_one


@pytest.mark.parametrize("stored", [None, [{"id": "a", "card": "orange", "state": NOW}]], ids=["new", "again"])
def test_a_draft_keeps_what_was_tapped_in_a_group_that_is_closed_now(stored: Any) -> None:
    typed = sent(asked(stored), ["red"], ["red"])
    typed["colours-own"] = "x" * 21
    form = Colours(typed, data={"colours": stored})
    assert not form.validate()
    on_next = carried_on(form.colours, typed, ("open", "cold"))
    assert form.colours.carried == ("red",)
    on_next.setlist("colours", [*on_next.getlist("colours"), "blue"])
    question = asked(stored, on_next)
    assert states(question.answer()) == {"red": BEFORE, "blue": NOW}
    assert asked(question.answer()).carried == (), "what is kept needs no carrying"


# What can't be kept ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["colours", "colours-before"])
def test_a_foreign_card_is_refused(name: str) -> None:
    form = Colours(MultiDict({name: "foreign"}))
    assert not form.validate()
    assert refusals(form) == [("colours-red", str(MESSAGES["unknown_choice"]))]


def test_a_screen_that_could_not_be_kept_is_shown_as_it_was() -> None:
    question = asked()
    question.pressed(("open", "cold"), MultiDict())
    typed = sent(question, ["blue"], ["blue"], **{"colours-own": "x" * 21, "colours-search": "re"})
    form = Colours(typed)
    assert not form.validate()
    assert (form.colours.opened, form.colours.sought, form.colours.own_typed) == ("cold", "re", "x" * 21)
    assert (form.colours.is_before("blue"), "blue" in form.colours.chosen) == (True, True)


@pytest.mark.parametrize("state", [NOW, BEFORE, None])
def test_a_thing_with_a_state_of_ours_is_sound(state: str | None) -> None:
    item = {"id": "a", "card": "red", **({"state": state} if state else {})}
    assert asked().is_sound([item])


@given(json_values.filter(lambda value: value not in {NOW, BEFORE} if isinstance(value, str) else True))
@SOME
def test_any_other_state_is_not(value: object) -> None:
    assert not asked().is_sound([{"id": "a", "card": "red", "state": value}])
