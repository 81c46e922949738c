"""A week of hours: what is typed where it was typed, slips at their own input, copying, room for more, reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from refusals import refusals
from strategies import SOME, Posted, answers_to, posted, spoken, typed_into
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import speaking
from trajectplan.plan.summary import Grid, Row
from trajectplan.plan.week import DAYS
from trajectplan.questions import SCHOOL_DAYS, Group, WeekHours
from trajectplan.questions.messages import MESSAGES


class Week(Group):
    """One week."""

    hours = WeekHours("When?", short="Open")


class School(Group):
    """School days, never at night."""

    hours = WeekHours("When?", days=SCHOOL_DAYS, nights=False)


class Opening(Group):
    """School days within some hours only."""

    hours = WeekHours(
        "When?",
        days=SCHOOL_DAYS,
        nights=False,
        within=("06:00", "20:00"),
        messages={"at_night": "Open at night on %(day)s."},
    )


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def typed(*spans: tuple[str, str, str], overnight: tuple[str, ...] = ()) -> Posted:
    """A form with these spans; ``mon-1`` is the first of Monday."""
    data: Posted = MultiDict()
    for name, start, end in spans:
        data[f"hours-{name}-from"], data[f"hours-{name}-until"] = start, end
    for name in overnight:
        data[f"hours-{name}-overnight"] = "1"
    return data


@given(answers_to(School().hours))
@SOME
def test_school_hours_are_shown_and_read_back_the_same(stored: dict[str, Any]) -> None:
    form = School(posted(School(data={"hours": stored})))
    assert form.validate()
    assert form.hours.answer() == stored
    assert form.hours.is_sound(stored)


@given(typed_into(Week()))
@SOME
def test_what_is_kept_is_what_was_typed_without_a_slip(data: Posted) -> None:
    hours = Week(data).hours
    for day in hours.hours:
        read = [list(span.read() or ()) for span in day.spans if not span.is_empty and not span.slips]
        assert hours.data.get(day.key, []) == read
        assert {(span.start, span.end) for span in day.spans} >= {
            (data[f"hours-{day.key}-{n}-from"], data[f"hours-{day.key}-{n}-until"])
            for n in (1, 2, 3)
            if data.get(f"hours-{day.key}-{n}-from", "").strip()
        }


@given(typed_into(Week()))
@SOME
def test_each_slip_is_named_once_at_its_own_input(data: Posted) -> None:
    form = Week(data)
    slips = [span.slips for day in form.hours.hours for span in day.spans]
    assert form.validate() == (not any(slips))
    targets = [target for target, _message in refusals(form)]
    # Of two times with the same slip the first has it told for both.
    assert len(targets) == len(set(targets)) == sum(len({reason for _part, reason in each}) for each in slips)
    assert form.hours.is_open == any(slips)
    assert form.hours.errors_above == []


def test_hours_that_were_cleared_do_not_come_back() -> None:
    stored = {"hours": {"mon": [["08:00", "09:00"]]}}
    assert Week(data=stored).hours.answer() == stored["hours"]
    assert Week(MultiDict({"other": "x"}), data=stored).hours.answer() is None
    assert Week(MultiDict(), data=stored).hours.answer() is None


@pytest.mark.parametrize(
    ("start", "end", "target", "reason"),
    [
        ("8:30", "", "until", "time_half"),
        ("", "14:30", "from", "time_half"),
        ("half", "14:30", "from", "day_not_a_time"),
        ("24:00", "8:30", "from", "day_not_a_time"),
        ("24", "24", "from", "day_not_a_time"),
        ("8:30", "late", "until", "day_not_a_time"),
        ("14:30", "8:30", "until", "end_before_start"),
        ("8:30", "8:30", "until", "same_times"),
    ],
)
def test_a_slip_has_its_reason_and_its_input(start: str, end: str, target: str, reason: str) -> None:
    form = School(typed(("tue-1", start, end)))
    assert not form.validate()
    assert refusals(form) == [(f"hours-tue-1-{target}", str(MESSAGES[reason]) % {"day": "dinsdag"})]


@pytest.mark.parametrize(
    ("start", "end", "wrong", "told"),
    [
        ("6:00", "20:00", (), ()),
        ("20:30", "22:00", ("from", "until"), ("from",)),
        ("8:30", "22:15", ("until",), ("until",)),
        ("5:59", "12", ("from",), ("from",)),
        ("22", "6", ("from",), ("from",)),
        ("half", "late", ("from", "until"), ("from",)),
        ("half", "22", ("from", "until"), ("from", "until")),
        ("", "24", ("from", "until"), ("from", "until")),
        ("17", "8", ("until",), ("until",)),
    ],
)
def test_each_of_two_times_that_is_wrong_is_marked_on_its_day(
    start: str, end: str, wrong: tuple[str, ...], told: tuple[str, ...]
) -> None:
    form = Opening(typed(("fri-1", start, end), overnight=("fri-1",)))
    assert form.validate() == (not wrong)
    [span] = form.hours.hours[4].spans
    assert tuple(part for part in ("from", "until") if span.is_wrong(part)) == wrong
    assert [target for target, _message in refusals(form)] == [f"hours-fri-1-{part}" for part in told]
    assert all("vrijdag" in message for _target, message in refusals(form))


def test_past_midnight_counts_when_she_says_so() -> None:
    night = typed(("fri-1", "22:00", "6:00"))
    form = Week(night)
    assert not form.validate()
    [(target, message)] = refusals(form)
    assert target == "hours-fri-1-until"
    assert message.endswith(str(MESSAGES["past_midnight"]))
    assert form.hours.hours[4].spans[0].crosses
    ticked = Week(typed(("fri-1", "22:00", "6:00"), overnight=("fri-1",)))
    assert ticked.validate()
    assert ticked.hours.answer() == {"fri": [["22:00", "06:00"]]}


def test_an_empty_part_is_left_out_and_the_next_one_kept() -> None:
    form = Week(typed(("mon-1", "", ""), ("mon-2", "13", "15"), ("wed-1", " ", "")))
    assert form.validate()
    assert form.hours.answer() == {"mon": [["13:00", "15:00"]]}


def test_there_is_room_for_three_parts_a_day() -> None:
    hours = Week(typed(("mon-1", "8", "9"))).hours
    for expected in (2, 3, 3):
        hours.with_room("mon")
        assert [len(day.spans) for day in hours.hours] == [expected, 1, 1, 1, 1, 1, 1]
    assert [span.name for span in hours.hours[0].spans] == ["hours-mon-1", "hours-mon-2", "hours-mon-3"]
    hours.with_room("someday")
    assert sum(len(day.spans) for day in hours.hours) == 9


def test_the_day_may_end_at_24_but_not_start_then() -> None:
    form = Week(typed(("mon-1", "16", "24:00"), ("tue-1", "24:00", "7"), overnight=("tue-1",)))
    assert not form.validate()
    assert form.hours.answer() == {"mon": [["16:00", "24:00"]]}
    assert [target for target, _message in refusals(form)] == ["hours-tue-1-from"]


def test_the_first_school_day_is_copied_to_the_school_days_that_are_empty() -> None:
    data = typed(
        ("tue-1", "22:00", "6"), ("tue-2", "7", "8"), ("thu-1", "1", "2"), ("thu-3", "3", "4"), ("sun-1", "5", "6")
    )
    data["hours-tue-1-overnight"] = "1"
    copied = Week(Week(data).hours.copied(data))
    assert copied.validate()
    same = [["22:00", "06:00"], ["07:00", "08:00"]]
    typed_before = {"thu": [["01:00", "02:00"], ["03:00", "04:00"]], "sun": [["05:00", "06:00"]]}
    assert copied.hours.answer() == {**dict.fromkeys(SCHOOL_DAYS, same), **typed_before}


@given(typed_into(Week()))
@SOME
def test_copying_twice_is_the_same_as_once(data: Posted) -> None:
    once = Week(data).hours.copied(data)
    assert Week(Week(once).hours.copied(once)).hours.hours == Week(once).hours.hours
    assert all(once.getlist(name) == data.getlist(name) for name in data if name[6:9] in {"sat", "sun"})


def test_an_empty_week_has_nothing_to_copy() -> None:
    data = typed(("mon-1", "", ""), ("sat-1", "9", "12"))
    assert Week(data).hours.copied(data) == data


@pytest.mark.parametrize(
    "stored",
    [
        [],
        "mon",
        None,
        {"mon": []},
        {"mon": "08:00"},
        {"mon": [["8:00", "09:00"]]},
        {"mon": [["08:00"]]},
        {"mon": [["08:00", 9]]},
        {"mon": [["24:00", "08:00"]]},
        {"mon": [["08:00", "09:00"]] * 4},
        {"someday": [["08:00", "09:00"]]},
        {"sat": [["08:00", "09:00"]]},
    ],
)
def test_a_week_of_another_shape_is_not_sound(stored: object) -> None:
    assert not School().hours.is_sound(stored)


def test_a_week_reads_as_a_table_in_the_language_of_whoever_draws_it() -> None:
    stored = {"wed": [["08:30", "12:15"], ["13:00", "24:00"]], "mon": [["00:30", "08:00"]]}
    [block] = Week(data={"hours": stored}).blocks()
    assert isinstance(block, Grid)
    assert block.label == "Open"
    assert _spoken(block) == [("maandag", "0:30–8:00"), ("woensdag", "8:30–12:15, 13:00–24:00")]
    with speaking("en"):
        assert _spoken(block)[0] == ("Monday", "0:30–8:00")
        assert [str(cell) for cell in block.head] == ["Day", "From and until"]


def test_on_paper_a_week_is_one_line() -> None:
    stored = {"mon": [["08:30", "14:30"]], "wed": [["08:30", "12:15"]], "thu": [["08:30", "14:30"]]}
    [block] = Week(data={"hours": stored}).blocks(paper=True)
    assert isinstance(block, Row)
    [text] = block.answer
    assert str(text) == "maandag, donderdag 8:30–14:30 \N{MIDDLE DOT} woensdag 8:30–12:15"


def test_what_goes_on_after_midnight_says_so_in_every_language() -> None:
    [block] = Week(data={"hours": {"fri": [["21:00", "07:00"]]}}).blocks()
    assert isinstance(block, Grid)
    assert _spoken(block) == [("vrijdag", "21:00–7:00 (de volgende dag)")]
    with speaking("en"):
        assert _spoken(block) == [("Friday", "21:00–7:00 (the next day)")]


def _spoken(block: Grid) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row) for row in block.rows]


@given(answers_to(Week().hours), answers_to(Week().hours))
@SOME
def test_the_days_of_both_are_kept_together(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    together = Week(data={"hours": mine}).hours.combine(theirs)
    assert {day: together.get(day) for day in DAYS} == {day: mine.get(day) or theirs.get(day) for day in DAYS}


@pytest.mark.parametrize(
    ("theirs", "together"),
    [
        (None, True),
        ({}, True),
        ({"tue": [["08:00", "09:00"]]}, True),
        ({"mon": [["08:00", "09:00"]]}, True),
        ({"mon": [["08:00", "09:30"]], "tue": [["08:00", "09:00"]]}, False),
    ],
)
def test_weeks_of_two_places_stand_together_unless_a_day_differs(theirs: object, together: bool) -> None:  # noqa: FBT001
    assert Week(data={"hours": {"mon": [["08:00", "09:00"]]}}).hours.joins(theirs) is together


def test_what_was_sent_reads_as_it_was_typed() -> None:
    form = Week(typed(("mon-1", "8", "12:00"), ("mon-2", "half", ""), ("tue-1", "", "")))
    assert form.hours.sent == ("maandag 8–12:00", "maandag half–")


def test_each_part_of_a_slip_is_there_to_be_read() -> None:
    form = Week(typed(("mon-1", "half", "9"), ("tue-1", "8", "9"), ("sun-2", "10", "")))
    assert form.hours.unread == "maandag half–9, zondag 10–"
    assert form.hours.first_input == "hours-mon-1-from"
