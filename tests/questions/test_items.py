"""Things with an id and a screen each: their titles, how they read, what is sound, when there is no more room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from strategies import SOME, Everything, Thing, Things, answers_of, json_values, named_things, spoken
from werkzeug.datastructures import MultiDict

from trajectplan.plan.document import ITEM_ID
from trajectplan.plan.summary import List, Own, Phrase, Row
from trajectplan.questions import Group, Items, new_id
from trajectplan.questions.items import numbered

TWO = [{"id": "a", "thing_name": "Flower", "thing_size": 3}, {"id": "b"}]


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def items(stored: Any) -> Items:
    found = Things(data={"things": stored}).items
    assert found is not None
    return found


def test_ids_are_random_and_fit_in_an_address() -> None:
    made = {new_id() for _number in range(200)}
    assert len(made) == 200
    assert all(ITEM_ID.fullmatch(each) for each in made)


def test_a_thing_is_called_what_she_calls_it_or_by_its_number() -> None:
    titles = [title for _answers, title in items(TWO).listed()]
    assert titles == [Own("Flower"), Phrase("Thing %(number)s", numbered(2))]
    assert [str(title) for title in titles] == ["Flower", "Thing 2"]
    assert items(TWO).removal(titles[0], 1) == Phrase("Remove", {**numbered(1), "name": Own("Flower")})


@pytest.mark.parametrize("unseen", ["\u200f", "\u200b \u200b", "\N{HANGUL FILLER}"])
def test_a_name_that_nobody_sees_is_no_name(unseen: str) -> None:
    titles = [title for _answers, title in items([{"id": "a", "thing_name": unseen}]).listed()]
    assert [str(title) for title in titles] == ["Thing 1"]


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (26, "Z"), (27, "A")])
def test_things_are_numbered_or_lettered(number: int, letter: str) -> None:
    assert numbered(number) == {"number": str(number), "letter": letter}


def test_things_read_with_what_was_said_about_them_and_not_their_name_twice() -> None:
    [block] = Things(data={"things": TWO}).blocks()
    assert isinstance(block, List)
    assert [item.title for item in block.items] == [Own("Flower"), Phrase("Thing %(number)s", numbered(2))]
    assert block.items[0].blocks == (Row("Size?", ("3",), "Size?"),)
    assert block.items[1].blocks == ()
    assert list(Things().blocks()) == []


def test_a_list_inside_a_thing_is_left_to_its_own_page() -> None:
    class Outer(Group):
        inner = Items("?", Thing, item="Thing %(number)s", add="", remove="")

    class Outermost(Group):
        outer = Items("?", Outer, item="Outer %(number)s", add="", remove="")

    [block] = Outermost(data={"outer": [{"id": "a", "inner": TWO}]}).blocks()
    assert isinstance(block, List)
    assert block.items[0].blocks == ()


@given(named_things())
@SOME
def test_things_are_stored_as_they_stand_whatever_is_posted(stored: list[dict[str, Any]]) -> None:
    form = Things(MultiDict({"things": "x", "things-0": "y", "things_note": "z"}), data={"things": stored})
    assert form.items is not None
    assert form.items.answer() == (stored or None)
    assert form.answers() == {"things_note": "z"}
    assert form.items.sent == ()


@given(named_things())
@SOME
def test_things_are_sound_when_their_answers_are(stored: list[dict[str, Any]]) -> None:
    assert items([]).is_sound(stored)
    assert items([]).is_sound([{**item, "of_a_later_version": 1.5} for item in stored])
    assert not items([]).is_sound([*stored, {"id": "z", "thing_size": "large"}])


@given(json_values)
@SOME
def test_anything_from_a_file_is_a_sound_list_or_not(value: object) -> None:
    assert items([]).is_sound(value) in {True, False}
    assert not items([]).is_sound({"id": "a"})
    assert not items([]).is_sound([value, "a"])


@pytest.mark.parametrize(("count", "full"), [(0, False), (3, False), (4, True), (5, True)])
def test_there_is_room_for_so_many_things(count: int, full: bool) -> None:  # noqa: FBT001
    assert items([{"id": str(number)} for number in range(count)]).is_full is full


@given(answers_of(Thing()))
@SOME
def test_the_form_of_a_thing_is_filled_in(answers: dict[str, Any]) -> None:
    form = items([]).form({"id": "a", **answers})
    assert {name: value for name, value in form.answers().items() if value is not None} == answers


def test_what_is_no_list_is_an_empty_one() -> None:
    assert items("abc").data == []
    assert Everything().items is None
