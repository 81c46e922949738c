"""What holds for every question type: what it stores it shows and reads back, and its errors are fully spoken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import refusals
from strategies import (
    MANY,
    SOME,
    Everything,
    Posted,
    Thing,
    answers_of,
    json_values,
    plain,
    posted,
    question_of,
    spoken,
    typed_into,
)
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import speaking
from trajectplan.pages import Page
from trajectplan.plan.summary import Own, Row
from trajectplan.questions import ByDay, Choice, Date, Group, Items, Number, ShortText, Time, WeekHours
from trajectplan.questions.items import sound_answers
from trajectplan.questions.messages import MESSAGES

QUESTIONS = [question.short_name for question in Everything().own_questions]
VALUES = {
    "over": 3,
    "example": 7,
    "min": 1,
    "max": 60,
    "day": "maandag",
    "name": "A",
}


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


# What is stored -------------------------------------------------------------------------------------------------------


@given(answers_of(Everything()))
@SOME
def test_what_is_stored_is_shown_and_read_back_the_same(answers: dict[str, Any]) -> None:
    shown = Everything(data=answers)
    assert plain(shown.answers()) == answers
    again = Everything(posted(shown))
    assert again.validate(), again.errors
    assert plain(again.answers()) == answers


@given(answers_of(Everything()))
@SOME
def test_what_is_stored_is_sound(answers: dict[str, Any]) -> None:
    assert sound_answers(Everything(), answers)


@given(typed_into(Everything()), answers_of(Everything()))
@SOME
def test_whatever_was_typed_and_found_valid_is_sound(data: Posted, answers: dict[str, Any]) -> None:
    form = Everything(data, data=answers)
    form.validate()
    valid = {question.short_name: question.answer() for question in form.own_questions if not question.errors}
    assert sound_answers(form, plain(valid))


@given(st.sampled_from(QUESTIONS), json_values)
@MANY
def test_anything_from_a_file_is_sound_or_not_without_a_crash(name: str, value: object) -> None:
    question = question_of(Everything(), name)
    sound = question.is_sound(value)
    assert isinstance(sound, bool)
    assert question.is_sound(question.fitted(value)) or not sound, "less of it is as sound"
    if sound:
        form = Everything(data={name: value})
        posted(form)
        list(form.blocks())


@given(answers_of(Everything()))
@SOME
def test_a_block_is_drawn_for_each_answer_and_only_then(answers: dict[str, Any]) -> None:
    blocks = list(Everything(data=answers).blocks())
    assert len(blocks) == len(answers)
    for block in blocks:
        leaves = block.answer if isinstance(block, Row) else [cell for row in block.rows for cell in row]  # type: ignore[union-attr]
        assert all(str(leaf) for leaf in leaves)


@given(answers_of(Everything()), answers_of(Everything()))
@SOME
def test_two_answers_together_are_sound_and_the_same_twice(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    form = Everything(data=mine)
    for question in form.own_questions:
        other = theirs.get(question.short_name)
        together = question.combine(other)
        assert together is None if other is None and question.answer() is None else question.is_sound(together)
        assert question.combine(None) == question.answer()
        assert question.combine(question.answer()) == question.answer()
        assert question_of(Everything(), question.short_name).combine(other) == other


@given(answers_of(Everything()), answers_of(Everything()))
@SOME
def test_nothing_is_dropped_where_two_answers_join(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    for question in Everything(data=mine).own_questions:
        other = theirs.get(question.short_name)
        assert question.joins(None)
        assert question.joins(question.answer())
        assert question_of(Everything(), question.short_name).joins(other)
        if question.joins(other) and isinstance(question, Number | Time | Date | ByDay):
            held = question.combine(other)
            for answer in (question.answer(), other):
                assert answer is None or held == answer or answer.items() <= held.items()


@given(typed_into(Everything()))
@SOME
def test_what_was_sent_can_be_read_back(data: Posted) -> None:
    for question in Everything(data).own_questions:
        sent = " ".join(str(text) for text in question.sent)
        is_foreign = isinstance(question, Choice) and not {option.key for option in question.options} & {
            *question.chosen
        }
        assert sent or question.answer() is None or is_foreign
        if question.unread and not isinstance(question, ByDay):
            assert question.unread == sent


# What is typed --------------------------------------------------------------------------------------------------------


@given(typed_into(Everything()), answers_of(Everything()))
@SOME
def test_what_was_typed_counts_whatever_was_stored(data: Posted, answers: dict[str, Any]) -> None:
    over, alone = Everything(data, data=answers), Everything(data)
    for question in over.own_questions:
        if not question.process_errors:
            assert question.answer() == question_of(alone, question.short_name).answer()
        assert question.is_open == question_of(alone, question.short_name).is_open
    assert over.validate() == alone.validate()


@given(typed_into(Everything()))
@SOME
def test_each_error_leads_to_an_input_and_is_fully_spoken(data: Posted) -> None:
    for language in ("nl", "en"):
        with speaking(language):
            form = Everything(data)
            valid = form.validate()
            problems = refusals(form)
            assert valid == (not problems)
            inputs = {*posted(form), *(f"{each.name}-red" for each in form.own_questions if isinstance(each, Choice))}
            for target, message in problems:
                assert target in inputs
                assert message
                assert "%(" not in message


@given(typed_into(Everything()))
@SOME
def test_what_is_drawn_again_after_an_error_says_the_same(data: Posted) -> None:
    form = Everything(data)
    again = Everything(posted(form))
    assert (again.validate(), refusals(again)) == (form.validate(), refusals(form))


def test_nothing_typed_is_no_answer() -> None:
    form = Everything(MultiDict({name: "" for name in QUESTIONS if name not in {"cards", "week"}}))
    assert form.validate()
    assert not form.is_touched
    assert plain(form.answers()) == {}


@given(typed_into(Everything()))
@SOME
def test_a_form_is_touched_when_something_was_typed(data: Posted) -> None:
    typed = any(value.strip() for name, value in data.items(multi=True) if not name.endswith("-overnight"))
    if not typed:
        assert not Everything(data).is_touched
    if any(data.get(name, "").isalnum() for name in QUESTIONS):
        assert Everything(data).is_touched


# Messages -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("reason", MESSAGES)
def test_each_reason_is_spoken_with_its_values(reason: str, language: str) -> None:
    with speaking(language):
        text = str(MESSAGES[reason])
        needed = [name for name in VALUES if f"%({name})s" in text]
        values = {name: VALUES[name] for name in needed}
        message = str(Everything().text.refuse(reason, **values))
    assert "%(" not in message
    assert all(str(value) in message for value in values.values())


@pytest.mark.parametrize("reason", MESSAGES)
def test_no_reason_is_left_in_english(reason: str) -> None:
    with speaking("en"):
        english = str(MESSAGES[reason])
    assert str(MESSAGES[reason]) != english


def test_a_question_may_have_words_of_its_own_that_name_the_thing() -> None:
    class Named(Group):
        text = ShortText(
            "Text of %(thing)s?", longest=5, messages={"too_long_by_one": "Too long, %(thing)s.", "too_long": "Far."}
        )

    words = {"thing": Own("100 % %(thing)s")}
    form = Named(MultiDict({"text": "x" * 6}), words=words)
    assert not form.validate()
    assert refusals(form) == [("text", "Too long, 100 % %(thing)s.")]
    assert str(form.text.said(form.text.asked)) == "Text of 100 % %(thing)s?"
    assert [message for _id, message in _problems(Named(MultiDict({"text": "x" * 9})))] == ["Far."]


def _problems(form: Group) -> list[tuple[str, str]]:
    form.validate()
    return refusals(form)


def test_what_a_thing_cannot_do_without_is_asked_for() -> None:
    form = Thing(MultiDict({"thing_size": "3"}))
    assert not form.validate()
    assert refusals(form) == [("thing_name", "Give it a name.")]


# The class ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("taken", ["data", "errors", "do", "revision", "id", "validate"])
def test_a_name_that_means_something_else_is_refused(taken: str) -> None:
    with pytest.raises(TypeError, match=taken):
        type("Wrong", (Group,), {taken: ShortText("?")})


def test_a_screen_lists_one_kind_of_things() -> None:
    def things() -> Items:
        return Items("?", Thing, item="", add="", remove="")

    with pytest.raises(TypeError, match="first and second"):
        type("Wrong", (Page,), {"first": things(), "second": things()})
    assert type("Right", (Page,), {"first": things()}).lists == "first"  # type: ignore[attr-defined]


def test_questions_stand_in_the_order_of_the_class() -> None:
    assert QUESTIONS == ["text", "story", "count", "price", "start", "day", "one_card", "cards", "week", "minutes"]
    assert isinstance(Everything().week, WeekHours)
    assert Everything().items is None
