"""Minutes of days: what is typed where it was typed, slips at their own input, copying, keeping together, reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import refusals
from strategies import SOME, Posted, answers_to, posted, spoken, typed_into
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import speaking
from trajectplan.plan.summary import Grid, Row
from trajectplan.plan.worksheet import DayTable
from trajectplan.questions import SCHOOL_DAYS, DayMinutes, Group, Part
from trajectplan.questions.messages import MESSAGES

PARTS = (Part("bring", "Brengen"), Part("fetch", "Halen"))


class Day(Group):
    """Rounds of every day."""

    rounds = DayMinutes("How long?", short="Rounds", hint="From door to door.", parts=PARTS)


class School(Group):
    """One part of school days, an hour at most."""

    rounds = DayMinutes("How long?", parts=PARTS[:1], days=SCHOOL_DAYS, most=60)


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def typed(**cells: str) -> Posted:
    """A form with these minutes; ``mon_bring`` is what is typed for bringing on Monday."""
    return MultiDict({f"rounds-{name.replace('_', '-')}": text for name, text in cells.items()})


@given(answers_to(Day().rounds))
@SOME
def test_what_is_kept_is_shown_and_read_back_the_same(stored: dict[str, Any]) -> None:
    form = Day(posted(Day(data={"rounds": stored})))
    assert form.validate()
    assert form.rounds.answer() == stored
    assert form.rounds.is_sound(stored)


@given(typed_into(Day()))
@SOME
def test_what_is_typed_is_kept_or_has_a_message_at_its_input(data: Posted) -> None:
    form = Day(data)
    valid = form.validate()
    cells = {cell.name: cell for row in form.rounds.rows for cell in row.cells}
    assert {name: cell.text for name, cell in cells.items() if name in data} == dict(data.items())
    slips = {target for target, _message in refusals(form)}
    kept = {f"rounds-{day}-{key}" for day, parts in form.rounds.data.items() for key in parts}
    assert slips.isdisjoint(kept)
    assert slips | kept == {name for name, text in data.items() if text.strip()}
    assert valid == (not slips) == (not form.rounds.is_open)
    assert len(refusals(form)) == len(slips)
    assert form.rounds.answer() is None or form.rounds.is_sound(form.rounds.answer())


@given(answers_to(Day().rounds), st.randoms(use_true_random=False))
@SOME
def test_the_order_in_which_days_are_kept_does_not_matter(stored: dict[str, Any], random: Any) -> None:
    days = list(stored)
    random.shuffle(days)
    turned = {day: dict(reversed(stored[day].items())) for day in days}
    assert _on_paper(turned) == _on_paper(stored)
    assert Day(data={"rounds": turned}).rounds.rows == Day(data={"rounds": stored}).rounds.rows


def _on_paper(stored: dict[str, Any]) -> list[str]:
    [block] = Day(data={"rounds": stored}).blocks(paper=True)
    assert isinstance(block, Row)
    return [str(text) for text in block.answer]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("20", 20), ("20 minuten", 20), ("half uur", 30), ("ca. 16", 16), ("\u0662\u0660", 20), ("0", 0), ("180", 180)],
)
def test_minutes_are_read_as_people_type_them(text: str, minutes: int) -> None:
    assert Day(typed(mon_bring=text)).rounds.answer() == {"mon": {"bring": minutes}}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("veel", "not_a_number"),
        ("10 of 20", "one_number"),
        ("7,5", "not_whole"),
        ("2 dagen", "in_minutes"),
        ("181", "number_range"),
        ("-5", "not_a_number"),
    ],
)
def test_a_slip_says_what_to_change(text: str, reason: str) -> None:
    form = Day(typed(tue_fetch=text, wed_bring="5"))
    assert not form.validate()
    message = str(MESSAGES[reason]) % {"example": 20, "min": 0, "max": 180}
    assert refusals(form) == [("rounds-tue-fetch", f"dinsdag, Halen: {message}")]
    assert form.rounds.errors_above == []
    assert form.rounds.unread == f"dinsdag Halen {text}"
    assert form.rounds.sent == (f"dinsdag Halen {text}", "woensdag Brengen 5")


def test_a_question_has_a_most_and_a_message_of_its_own() -> None:
    class Other(Group):
        rounds = DayMinutes("How long?", parts=PARTS, most=60, messages={"number_range": "%(max)s at most."})

    form = Other(typed(mon_bring="61"))
    assert not form.validate()
    assert refusals(form) == [("rounds-mon-bring", "maandag, Brengen: 60 at most.")]


def test_minutes_that_were_cleared_do_not_come_back() -> None:
    stored = {"rounds": {"mon": {"bring": 5}}}
    assert Day(MultiDict({"other": "x"}), data=stored).rounds.answer() is None
    assert Day(typed(mon_bring=" "), data=stored).rounds.answer() is None


def test_inside_a_thing_that_needs_it_it_must_be_there() -> None:
    class Needed(Group):
        rounds = DayMinutes("How long?", parts=PARTS, missing="Say how long.")

    form = Needed(MultiDict())
    assert not form.validate()
    assert refusals(form) == [("rounds-mon-bring", "Say how long.")]
    assert form.rounds.errors_above == ["Say how long."]


@given(typed_into(Day()))
@SOME
def test_copying_fills_empty_school_days_alone_and_only_once(data: Posted) -> None:
    form = Day(data)
    once = form.rounds.copied(data)
    assert Day(once).rounds.copied(once) == once
    for day in form.rounds.days:
        if day not in SCHOOL_DAYS or not form.rounds.is_empty_on(day):
            assert all(once.get(name) == data.get(name) for name in form.rounds.inputs_on(day))
    filled = {Day(once).rounds.is_empty_on(day) for day in SCHOOL_DAYS}
    assert filled == {all(form.rounds.is_empty_on(day) for day in SCHOOL_DAYS)}


@pytest.mark.parametrize(
    "stored",
    [
        [],
        "mon",
        None,
        {"mon": {}},
        {"mon": 20},
        {"mon": {"bring": "20"}},
        {"mon": {"bring": 2.5}},
        {"mon": {"bring": True}},
        {"mon": {"bring": -1}},
        {"mon": {"bring": 61}},
        {"mon": {"fetch": 20}},
        {"sat": {"bring": 20}},
        {"someday": {"bring": 20}},
    ],
)
def test_minutes_of_another_shape_are_not_sound(stored: object) -> None:
    assert not School().rounds.is_sound(stored)


def test_minutes_read_as_a_table_in_the_language_of_whoever_draws_it() -> None:
    [block] = Day(data={"rounds": {"wed": {"fetch": 1}, "mon": {"bring": 0, "fetch": 25}}}).blocks()
    assert isinstance(block, Grid)
    with speaking("en"):
        assert [str(cell) for cell in block.head] == ["Day", "Brengen", "Halen"]
        assert [[str(cell) for cell in row] for row in block.rows] == [
            ["Monday", "0 minutes", "25 minutes"],
            ["Wednesday", "\N{EN DASH}", "1 minute"],
        ]


def test_on_paper_days_with_the_same_minutes_stand_together() -> None:
    both = {"bring": 20, "fetch": 25}
    [block] = Day(data={"rounds": {"mon": both, "wed": {"fetch": 10}, "thu": dict(reversed(both.items()))}}).blocks(
        paper=True
    )
    assert isinstance(block, Row)
    [text] = block.answer
    with speaking("en"):
        assert str(text) == (
            "Monday, Thursday: Brengen 20 minutes, Halen 25 minutes \N{MIDDLE DOT} Wednesday: Halen 10 minutes"
        )


def test_nothing_answered_reads_as_nothing() -> None:
    assert [*Day().blocks(), *Day().blocks(paper=True)] == []


def test_a_sheet_has_a_place_for_each_part_of_each_day() -> None:
    [table] = Day().blank()
    assert isinstance(table, DayTable)
    assert ([str(day) for day in table.days[:2]], len(table.days)) == (["maandag", "dinsdag"], 7)
    assert table.moments == ("Brengen", "Halen")
    assert table.hint == "From door to door."


@given(answers_to(Day().rounds), answers_to(Day().rounds))
@SOME
def test_both_are_kept_together_and_joined_where_they_agree(
    mine: Mapping[str, Mapping[str, int]], theirs: Mapping[str, Mapping[str, int]]
) -> None:
    rounds = Day(data={"rounds": mine}).rounds
    together = rounds.combine(theirs)
    cells = {(day, key): each for whose in (theirs, mine) for day, at in whose.items() for key, each in at.items()}
    assert {(day, key): each for day, at in together.items() for key, each in at.items()} == cells
    agree = all(mine.get(day, {}).get(key, each) == each for day, at in theirs.items() for key, each in at.items())
    assert rounds.joins(theirs) is agree
    assert rounds.is_sound(together)
    assert rounds.joins(None)
