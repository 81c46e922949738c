"""What can go wrong with any question, from its type alone: what is typed, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markup import Fields

from trajectplan.questions import (
    Amount,
    CardItems,
    Choice,
    Choices,
    Date,
    DayMinutes,
    Number,
    ShortText,
    Time,
    WeekHours,
)
from trajectplan.questions.base import Question
from trajectplan.questions.day_minutes import EXAMPLE


@dataclass(frozen=True, slots=True)
class Slip:
    """What goes wrong: the fields that are typed, and what is said about it, in the language of the moment."""

    fields: Fields
    message: Callable[[], str]


def slips(question: Question) -> Iterator[Slip]:  # noqa: C901 - one case per type
    """Everything that can be typed into this question and not be kept."""
    match question:
        case CardItems():
            yield from _things_slips(question)
        case WeekHours():
            yield from _week_slips(question)
        case DayMinutes():
            yield from _minutes_slips(question)
        case Choices():
            yield from _choices_slips(question)
        case Choice():
            return
        case Amount():
            yield _slip(question, "veel", "not_an_amount")
            bounds = {"min": question.least, "max": question.most}
            yield _slip(question, str(question.most + 1), "amount_range", **bounds)
        case Number():
            example = max(question.least, min(7, question.most))
            yield _slip(question, "veel", "not_a_number", example=example)
            bounds = {"min": question.least, "max": question.most}
            yield _slip(question, str(question.most + 1), "number_range", **bounds)
        case Time():
            yield _slip(question, "25:99", "not_a_time")
        case Date():
            yield _slip(question, "ooit", "not_a_date")
            yield _slip(question, "31-2-2088", "no_such_day")
            if question.future:
                yield _slip(question, "1-1-2001", "date_past")
        case ShortText():
            yield _slip(question, "Zq" * question.longest, "too_long", over=question.longest)
            yield _slip(question, "Z" * (question.longest + 1), "too_long_by_one")
        case _:
            raise TypeError(f"teach tests/filler.py what can go wrong with {type(question).__name__}")


def _slip(question: Question, text: str, reason: str, **values: object) -> Slip:
    return Slip({question.name: [text]}, lambda: str(question.refuse(reason, **values)))


def _choices_slips(question: Choices) -> Iterator[Slip]:
    keys = [option.key for option in question.options if not option.exclusive]
    alone = [option.key for option in question.options if option.exclusive]
    if question.most and len(keys) > question.most:
        over = len(keys) - question.most
        yield Slip(
            {question.name: keys}, lambda: str(question.refuse("too_many_choices", max=question.most, over=over))
        )
    if alone and keys:
        yield Slip({question.name: [keys[0], alone[0]]}, lambda: str(question.refuse("either_or")))


def _things_slips(question: CardItems) -> Iterator[Slip]:
    keys = [option.key for option in question.options]
    if question.most and len(keys) > question.most:
        over = len(keys) - question.most
        values = {"max": question.most, "over": over}
        yield Slip({question.name: keys}, lambda: str(question.refuse("too_many_choices", **values)))
    if question.none and keys:
        yield Slip({question.name: [keys[0], question.none[0].key]}, lambda: str(question.refuse("either_or")))
    if question.own:
        over = question.own_longest
        yield Slip({question.own_name: ["Zq" * over]}, lambda: str(question.refuse("too_long", over=over)))


def _week_slips(question: WeekHours) -> Iterator[Slip]:
    day = question.hours[0]
    at_night = [("23:59", "24", "at_night")] if "at_night" in question.own_messages else []
    for start, end, reason in (
        ("8:30", "", "time_half"),
        ("", "14:30", "time_half"),
        ("8:30", "24:99", "day_not_a_time"),
        ("half 9", "14:30", "day_not_a_time"),
        ("14:30", "8:30", "end_before_start"),
        ("8:30", "8:30", "same_times"),
        *at_night,
    ):
        name = f"{question.name}-{day.key}-1"
        yield Slip(
            {f"{name}-from": [start], f"{name}-until": [end]},
            lambda reason=reason: str(question.refuse(reason, day=day.name)),  # type: ignore[misc]
        )


def _minutes_slips(question: DayMinutes) -> Iterator[Slip]:
    name, bounds = question.first_input, {"min": 0, "max": question.most}
    for text, reason, values in (
        ("veel", "not_a_number", {"example": EXAMPLE}),
        (str(question.most + 1), "number_range", bounds),
    ):
        yield Slip({name: [text]}, lambda message=(reason, values): _at_its_place(question, *message))  # type: ignore[misc]


def _at_its_place(question: DayMinutes, reason: str, values: dict[str, int]) -> str:
    """What is said about the first part of the first day."""
    return f"{question.rows[0].name}, {question.said(question.parts[0].label)}: {question.refuse(reason, **values)}"
