"""A plan goes into JSON and back unharmed, changes only where it is asked to, and refuses what is no plan."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import MANY, SOME, drafts, ids, json_values, names, plan_answers, plans, scalars, texts

from trajectplan.plan.document import (
    DAMAGED,
    DEEPEST,
    FORMAT,
    LONGEST_DUTCH,
    MOST_BYTES,
    MOST_DUTCH,
    NEWER,
    NOT_A_PLAN,
    TOO_LARGE,
    TOO_MUCH,
    UPGRADES,
    VERSION,
    Plan,
    PlanError,
    items_of,
)

SCREEN = "school_times/b"


def document(**fields: object) -> bytes:
    return json.dumps({"format": FORMAT, "version": VERSION, **fields}).encode()


def refusal(text: bytes) -> str:
    with pytest.raises(PlanError) as caught:
        Plan.from_json(text)
    return caught.value.reason


def every_item(value: object) -> list[dict[str, Any]]:
    """Every repeated thing in an answer, at any depth."""
    if not isinstance(value, list):
        return []
    items = [item for item in value if isinstance(item, dict)]
    return items + [inner for item in items for answer in item.values() for inner in every_item(answer)]


# JSON -----------------------------------------------------------------------------------------------------------------


@given(plans)
@SOME
def test_a_plan_goes_into_json_and_back(plan: Plan) -> None:
    assert Plan.from_json(plan.to_json()) == plan
    assert Plan.from_json(plan.to_json(), sealed=True) == plan


@given(plans)
@SOME
def test_the_json_of_a_plan_is_utf8_and_says_what_it_is(plan: Plan) -> None:
    read = json.loads(plan.to_json().decode())
    assert (read["format"], read["version"]) == ("trajectplan", 1)
    assert (read["answers"], read["done"]) == (plan.answers, list(plan.done))


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    assert Plan.from_json(b"\xef\xbb\xbf" + Plan(language="ti").to_json()).language == "ti"


def test_what_a_file_leaves_out_is_empty() -> None:
    assert Plan.from_json(document()) == Plan()


@given(st.binary(max_size=200))
@SOME
def test_random_bytes_are_no_plan(text: bytes) -> None:
    assert refusal(text) in {NOT_A_PLAN, DAMAGED}


@given(json_values)
@SOME
def test_random_json_is_no_plan(value: object) -> None:
    assert refusal(json.dumps(value).encode()) == NOT_A_PLAN


any_items = st.lists(st.dictionaries(st.sampled_from(("id", "name")), scalars | ids), max_size=3)
any_field = json_values | any_items | st.dictionaries(names, any_items, max_size=2)


@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("answers", "drafts", "done", "place", "printing", "removed", "language", "version"), any_field
        ),
    )
)
@MANY
def test_a_document_with_anything_in_it_is_a_plan_or_refused(fields: dict[str, Any]) -> None:
    text = document(**fields)
    try:
        plan = Plan.from_json(text)
    except PlanError as error:
        assert error.reason in {DAMAGED, NEWER}  # noqa: PT017 - either is right
        return
    assert Plan.from_json(plan.to_json()) == plan
    items = [item for value in plan.answers.values() for item in every_item(value)]
    assert all(isinstance(item["id"], str) for item in items)


@given(st.integers(0, 400), st.binary(max_size=3))
@SOME
def test_a_damaged_file_is_refused_or_still_a_plan(at: int, scratch: bytes) -> None:
    whole = Plan(answers={"children": [{"id": "a", "name": "é"}]}, drafts={"x": {"y": ["z"]}}).to_json()
    text = whole[:at] + scratch + whole[at + len(scratch) :]
    try:
        plan = Plan.from_json(text)
    except PlanError as error:
        assert error.reason in {DAMAGED, NOT_A_PLAN, NEWER}  # noqa: PT017 - either is right
        return
    assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize("cut", [1, 30, 60])
def test_a_plan_that_was_cut_off_is_called_damaged(cut: int) -> None:
    assert refusal(Plan(answers={"must_stay": "x" * 50}).to_json()[:-cut]) == DAMAGED


@pytest.mark.parametrize("depth", [DEEPEST, 150, 300, *range(850, 1000, 10), 5000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"id":"a","b":', "}]")])
def test_nesting_however_deep_is_refused(depth: int, opening: str, closing: str) -> None:
    head = '{"format":"trajectplan","version":1,"answers":{"x":'
    assert refusal(f"{head}{opening * depth}1{closing * depth}}}}}".encode()) == DAMAGED


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 5000])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    assert refusal(f'{{"format":"trajectplan","version":1,"answers":{{"x":{number}}}}}'.encode()) == DAMAGED


@pytest.mark.parametrize("half", [r'"\ud800"', r'{"\udfff": 1}', r'["a", "\udc00\ud800"]'])
def test_half_a_character_is_refused(half: str) -> None:
    assert refusal(f'{{"format":"trajectplan","version":1,"answers":{{"x":{half}}}}}'.encode()) == DAMAGED


@pytest.mark.parametrize(
    "items",
    [
        [{"name": "no id"}],
        [{"id": "a"}, {"id": "a"}],
        [{"id": "a"}, "b"],
        [{"id": 5}],
        [{"id": None}],
        [{"id": ""}],
        [{"id": "../x"}],
        [{"id": "a", "places": [{"id": "b"}, {"id": "b"}]}],
        [{"id": "a", "places": [{"no": "id"}]}],
    ],
)
def test_things_without_an_id_of_their_own_are_refused(items: object) -> None:
    assert refusal(document(answers={"children": items})) == DAMAGED


@pytest.mark.parametrize(
    "fields",
    [
        {"answers": []},
        {"drafts": []},
        {"drafts": {"x": []}},
        {"drafts": {"x": {"y": "z"}}},
        {"drafts": {"x": {"y": [1]}}},
        {"done": "childcare"},
        {"done": [1]},
        {"language": 1},
        {"place": None},
        {"printing": "all"},
        {"removed": {"list": "my_children", "index": 0, "item": 5}},
        {"removed": {"list": "my_children", "index": 0}},
        {"removed": {"list": "my_children", "index": -1, "item": {"id": "a"}}},
        {"removed": {"list": "my_children", "index": 1.0, "item": {"id": "a"}}},
        {"removed": {"list": "my_children", "index": 10**40, "item": {"id": "a"}}},
        {"removed": {"list": 1, "index": 0, "item": {"id": "a"}}},
        {"removed": {"list": "my_children", "index": 0, "item": {"name": "no id"}}},
        {"removed": {"list": "my_children", "index": 0, "item": {"id": "a"}, "drafts": {"x": {"y": 5}}}},
        {"removed": {"list": "my_children", "index": 0, "item": {"id": "a"}, "drafts": []}},
        {"languages": []},
        {"languages": {"a": 1}},
        {"dutch": []},
        {"dutch": {"my words": None}},
        {"dutch": {"my words": ""}},
        {"dutch": {"my words": ["mijn woorden"]}},
        {"version": None},
        {"version": "1"},
        {"version": True},
        {"version": 0},
        {"version": 1.0},
    ],
)
def test_a_plan_of_another_shape_is_damaged(fields: dict[str, Any]) -> None:
    assert refusal(document(**fields)) == DAMAGED


@pytest.mark.parametrize(
    "dutch",
    [
        {"my words": "x" * (LONGEST_DUTCH + 1)},
        {f"my words {number}": "x" for number in range(MOST_DUTCH + 1)},
    ],
    ids=["too long", "too many"],
)
def test_a_plan_with_more_dutch_than_there_is_room_for_says_so(dutch: dict[str, str]) -> None:
    assert refusal(document(dutch=dutch)) == TOO_MUCH


def test_a_plan_from_before_the_dutch_has_none() -> None:
    assert Plan.from_json(document(answers={})).dutch == {}


def test_as_much_dutch_as_may_be_goes_into_json_and_back() -> None:
    dutch = {f"my words {number}": "x" for number in range(MOST_DUTCH - 1)} | {"long": "x" * LONGEST_DUTCH}
    assert Plan.from_json(Plan(dutch=dutch).to_json()).dutch == dutch


def test_a_plan_of_a_later_version_says_so() -> None:
    assert refusal(document(version=VERSION + 1)) == NEWER


def test_a_plan_that_is_too_large_says_so() -> None:
    assert refusal(document(answers={"x": "x" * MOST_BYTES})) == TOO_LARGE


def test_an_old_plan_is_upgraded_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trajectplan.plan.document.VERSION", 3)
    monkeypatch.setitem(UPGRADES, 1, lambda old: {**old, "answers": {"was": old["answers"]["is"]}})
    monkeypatch.setitem(UPGRADES, 2, lambda old: {**old, "answers": {"was": old["answers"]["was"] * 2}})
    text = json.dumps({"format": FORMAT, "version": 1, "answers": {"is": "a"}}).encode()
    assert Plan.from_json(text).answers == {"was": "aa"}


# Changing -------------------------------------------------------------------------------------------------------------


def without(plan: Plan, *names: str) -> dict[str, Any]:
    """All of a plan but this."""
    return {name: getattr(plan, name) for name in Plan.__slots__ if name not in names}


@given(plans, plan_answers)
@SOME
def test_new_answers_change_nothing_else(plan: Plan, new: dict[str, Any]) -> None:
    changed = plan.with_answers(new)
    assert without(changed, "answers") == without(plan, "answers")
    for name in {*plan.answers, *new}:
        assert changed.answers.get(name) == (new[name] if name in new else plan.answers[name])
    assert all(value is not None for value in changed.answers.values())


@given(plans, plan_answers)
@SOME
def test_the_same_answers_twice_are_the_same_as_once(plan: Plan, new: dict[str, Any]) -> None:
    once = plan.with_answers(new)
    assert once.with_answers(new) == once


@given(
    st.lists(st.tuples(ids, scalars), min_size=1, max_size=5, unique_by=lambda item: item[0]),
    st.data(),
    st.dictionaries(names, scalars.filter(lambda value: value is not None), max_size=3),
)
@SOME
def test_answers_about_one_thing_leave_the_others_alone(
    items: list[tuple[str, Any]], data: st.DataObject, new: dict[str, Any]
) -> None:
    children = [{"id": item_id, "Z": value} for item_id, value in items]
    chosen = data.draw(st.sampled_from([item_id for item_id, _value in items]))
    changed = Plan(answers={"children": children, "other": 1}).with_answers(new, (("children", chosen),))
    assert [item["id"] for item in changed.items("children")] == [item_id for item_id, _value in items]
    for before, after in zip(children, changed.items("children"), strict=True):
        assert plain_equal(after, {**before, **new} if before["id"] == chosen else before)
    assert changed.answers["other"] == 1


def plain_equal(left: Any, right: Any) -> bool:
    """Equal, answers that are none left out."""
    return {key: value for key, value in left.items() if value is not None} == {
        key: value for key, value in right.items() if value is not None
    }


@given(plans, ids, ids, texts)
@example(Plan(), "a", "b", "x")
@SOME
def test_a_thing_inside_a_thing_is_made_where_it_is_named(plan: Plan, child: str, spot: str, text: str) -> None:
    place = (("CHILDREN", child), ("PLACES", spot))
    changed = plan.with_answers({"name": text}, place)
    assert changed.at(place) == {"id": spot, "name": text}
    assert changed.at(place[:1]) == {"id": child, "PLACES": [{"id": spot, "name": text}]}
    assert changed.with_answers({"name": None}, place).at(place) == {"id": spot}
    assert plan.at(place) == {}


def test_removing_the_second_child_leaves_the_hours_of_the_third() -> None:
    plan = Plan()
    for item_id, start in (("a", "08:15"), ("b", "08:30"), ("c", "08:45")):
        hours = {"mon": [[start, "14:00"]]}
        plan = plan.with_answers({"name": item_id.upper(), "school_hours": hours}, (("children", item_id),))
    fewer = plan.with_items("children", [item for item in plan.items("children") if item["id"] != "b"])
    assert [child.name for child in fewer.children()] == ["A", "C"]
    assert fewer.at((("children", "c"),))["school_hours"] == {"mon": [["08:45", "14:00"]]}
    assert fewer.at((("children", "b"),)) == {}


@given(plans, names, st.lists(ids, unique=True, max_size=4))
@SOME
def test_things_stand_in_the_order_they_are_given(plan: Plan, key: str, order: list[str]) -> None:
    plan = plan.with_answers({key: None})
    items = [{"id": item_id} for item_id in order]
    changed = plan.with_items(key, items)
    assert [item["id"] for item in changed.items(key)] == order
    assert (key in changed.answers) == bool(order)
    assert without(changed, "answers") == without(plan, "answers")
    others = {name: value for name, value in plan.answers.items() if name != key and value is not None}
    assert {name: value for name, value in changed.answers.items() if name != key} == others


@given(st.lists(st.tuples(ids, st.booleans()), unique_by=lambda each: each[0], max_size=6), st.randoms())
@SOME
def test_things_that_are_put_aside_stay_behind_the_others(marked: list[tuple[str, bool]], random: Any) -> None:
    things = [{"id": item_id, **({"aside": True} if aside else {})} for item_id, aside in marked]
    plan = Plan(answers={"stones": things}) if things else Plan()
    shown = list(plan.items("stones"))
    assert [item["id"] for item in shown] == [item_id for item_id, aside in marked if not aside]
    random.shuffle(shown)
    put_aside = [item for item in things if item.get("aside")]
    assert plan.with_items("stones", shown).answers.get("stones", []) == [*shown, *put_aside]


@given(plans, drafts)
@SOME
def test_a_draft_is_kept_and_dropped_alone(plan: Plan, draft: dict[str, list[str]]) -> None:
    drafted = plan.with_draft(SCREEN, draft)
    assert drafted.drafts[SCREEN] == draft
    assert without(drafted, "drafts") == without(plan, "drafts")
    assert {key: value for key, value in drafted.drafts.items() if key != SCREEN} == plan.drafts
    assert drafted.with_draft(SCREEN, None) == plan


@given(plans)
@SOME
def test_a_chapter_is_marked_once_and_opened_again(plan: Plan) -> None:
    marked = plan.marked("CHAPTER", done=True)
    assert marked.marked("CHAPTER", done=True) == marked
    assert marked.done == (*plan.done, "CHAPTER")
    assert marked.marked("CHAPTER", done=False).done == plan.done


@given(plans, st.dictionaries(texts, texts, max_size=3))
@SOME
def test_new_dutch_leaves_the_other_dutch_alone(plan: Plan, new: dict[str, str]) -> None:
    changed = plan.with_dutch(new)
    assert without(changed, "dutch") == without(plan, "dutch")
    for words in {*plan.dutch, *new}:
        assert changed.dutch.get(words, "") == new.get(words, plan.dutch.get(words, ""))
    assert all(changed.dutch.values())


def test_what_is_printed_is_her_choice() -> None:
    assert Plan().printed_as({"large": True}).printing == {"large": True}


# Reading --------------------------------------------------------------------------------------------------------------


def test_children_are_read_with_what_was_left_out() -> None:
    plan = Plan(
        answers={"children": [{"id": "a"}, {"id": "b", "name": "B", "age": 7, "where_now": ["primary_school"]}]}
    )
    first, second = plan.children()
    assert (first.id, first.name, first.age, first.where_now) == ("a", "", None, ())
    assert (second.id, second.name, second.age, second.where_now) == ("b", "B", 7, ("primary_school",))


def test_where_nothing_stands_there_is_nothing() -> None:
    assert Plan().children() == ()
    assert Plan().at((("children", "a"), ("places", "b"))) == {}
    assert items_of({"children": None}, "children") == ()
