"""Fills in any question from its type alone: what is typed, kept and read; and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency
from markup import Fields

from trajectplan.pages import Chapter, Page, Screen
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import (
    Amount,
    Choice,
    Choices,
    Date,
    Group,
    Items,
    LongText,
    Number,
    ShortText,
    Time,
    WeekHours,
)
from trajectplan.questions.base import Question

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VARIANTS = 24
"""In so many ways an answer is varied before a page that depends on earlier answers is given up."""

Reading = Callable[[str], list[str]]
"""What must be read somewhere in a language, given its code; needs an application context that speaks it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One question as it is answered: the fields a browser sends, what is kept, what is read.

    ``opens`` are buttons that must be pressed first, because the page shows the inputs only then; ``again`` is what
    stands in the inputs when the page is opened again, where that isn't what was typed; ``late`` is what the page asks
    only after it was sent once.
    """

    fields: Fields
    stored: Any
    reads: Reading
    opens: tuple[str, ...] = ()
    again: Fields | None = None
    late: Fields = field(default_factory=dict)

    @property
    def shown_again(self) -> dict[str, list[str]]:
        """What stands in the inputs when the page is opened again."""
        return {name: list(values) for name, values in (self.again or self.fields).items()}


@dataclass(frozen=True, slots=True)
class Filling:
    """A whole screen as it is answered."""

    parts: Mapping[str, Filled] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, Sequence[str]]:
        """What a browser sends."""
        return {name: values for part in self.parts.values() for name, values in part.fields.items()}

    @property
    def again(self) -> dict[str, list[str]]:
        """What stands in the inputs afterwards."""
        return {name: values for part in self.parts.values() for name, values in part.shown_again.items()}

    @property
    def stored(self) -> dict[str, Any]:
        """What is kept."""
        return {name: part.stored for name, part in self.parts.items()}

    @property
    def late(self) -> dict[str, Sequence[str]]:
        """What the page asks only after it was sent once."""
        return {name: values for part in self.parts.values() for name, values in part.late.items()}

    @property
    def opens(self) -> tuple[str, ...]:
        """The buttons that must be pressed first."""
        return tuple(button for part in self.parts.values() for button in part.opens)

    def reads(self, language: str) -> list[str]:
        """What must be read."""
        return [text for part in self.parts.values() for text in part.reads(language)]


@dataclass(frozen=True, slots=True)
class Slip:
    """What goes wrong: the fields that are typed, and what is said about it, in the language of the moment."""

    fields: Fields
    message: Callable[[], str]


def word(seed: int) -> str:
    """A word that nobody uses, another one for each number."""
    letters = ""
    while True:
        seed, rest = divmod(seed, 26)
        letters = LETTERS[rest] + letters
        if not seed:
            return f"Zw{letters}x"
        seed -= 1


def form_with(form: Group, answers: Answers) -> Filling:
    """A screen on which these stored answers are given."""
    return Filling({each.short_name: answer_with(each, answers.get(each.short_name)) for each in form.own_questions})


def fill_form(form: Group, seed: int, variant: int = 0) -> Filling:
    """Every question of a screen answered; another ``seed`` gives other words, another ``variant`` other choices."""
    return Filling(
        {
            question.short_name: fill(question, seed * 10 + place, variant, place)
            for place, question in enumerate(form.own_questions)
        }
    )


def fill(question: Question, seed: int, variant: int = 0, place: int = 0) -> Filled:
    """An answer to this question. Raises ``TypeError`` for a type that this filler hasn't been taught."""
    return answer_with(question, _stored(question, seed, variant, place))


def _stored(question: Question, seed: int, variant: int, place: int) -> Any:  # noqa: C901, PLR0911 - one case per type
    match question:
        case WeekHours():
            first, second = question.days[0], question.days[-1]
            return {first: [["08:00", "14:30"]], second: [["08:30", "12:00"], ["13:15", "17:45"]]}
        case Choices():
            cards = [option.key for option in question.options if not option.exclusive]
            turned = cards[variant % len(cards) :] + cards[: variant % len(cards)]
            return [key for key in cards if key in turned[: question.most or 3]]
        case Choice():
            return question.options[(len(question.options) - 1 + variant) % len(question.options)].key
        case Amount():
            return (question.least + question.most) * 50 + 50
        case Number():
            # The middle, the most, the least, or something between.
            least, most = question.least, question.most
            return ((least + most) // 2, most, least, (least + 3 * most) // 4)[variant % 4]
        case Time():
            return f"{8 + place:02}:15"
        case Date():
            return date(2088, 9, 1 + place).isoformat()
        case LongText():
            return f"{word(seed)} <b>&amp; 'ja'\n{word(seed)} « é »"[: question.longest]
        case ShortText():
            return f"{word(seed)} & é"[: question.longest]
    raise TypeError(f"teach tests/filler.py to answer {type(question).__name__}")


def answer_with(question: Question, stored: Any) -> Filled:  # noqa: PLR0911 - one case per type
    """How one types what is kept so, and how it reads. Raises ``TypeError`` for a type that isn't known here."""
    if stored is None:
        return Filled({}, None, lambda _to: [])
    match question:
        case WeekHours():
            return _week(question, stored)
        case Choice():
            keys = stored if isinstance(stored, list) else [stored]
            chosen = [option for option in question.options if option.key in keys]
            return Filled(
                {question.name: keys}, stored, lambda _to: [str(question.said(each.label)) for each in chosen]
            )
        case Amount():
            typed = f"{stored // 100},{stored % 100:02}"
            return Filled(
                {question.name: [typed]}, stored, lambda to: [format_currency(stored / 100, "EUR", locale=to)]
            )
        case Time():
            shown = _short(stored)
            return Filled(
                {question.name: [shown.replace(":", ".")]}, stored, lambda _to: [shown], again={question.name: [shown]}
            )
        case Date():
            day = date.fromisoformat(stored)
            typed = f"{day.day}-{day.month}-{day.year}"
            return Filled({question.name: [typed]}, stored, lambda to: [format_date(day, "long", locale=to)])
        case Number() | ShortText():
            return Filled({question.name: [str(stored)]}, stored, lambda _to: str(stored).split("\n"))
    raise TypeError(f"teach tests/filler.py to answer {type(question).__name__}")


def _short(time: str) -> str:
    return time.removeprefix("0")


def _week(question: WeekHours, stored: Mapping[str, Sequence[Sequence[str]]]) -> Filled:
    """A week, its times written in several ways; what goes on after midnight is ticked once the page asks."""
    ways = (lambda time: time.replace(":", ""), lambda time: time.replace(":", "."), lambda time: time)
    fields: dict[str, list[str]] = {}
    again: dict[str, list[str]] = {}
    late: dict[str, list[str]] = {}
    opens: list[str] = []
    for day, spans in stored.items():
        opens += [f"hours:more:{question.name}:{day}"] * (len(spans) - 1)
        for number, (start, end) in enumerate(spans, start=1):
            name = f"{question.name}-{day}-{number}"
            again |= {f"{name}-from": [_short(start)], f"{name}-until": [_short(end)]}
            fields |= {key: [ways[len(fields) % 3](again[key][0])] for key in (f"{name}-from", f"{name}-until")}
            if end <= start:
                late[f"{name}-overnight"] = ["1"]
    spoken = [f"{_short(start)}–{_short(end)}" for spans in stored.values() for start, end in spans]
    return Filled(fields, stored, lambda _to: spoken, tuple(opens), {**again, **late}, late)


# What can go wrong ----------------------------------------------------------------------------------------------------


def slips(question: Question) -> Iterator[Slip]:  # noqa: C901 - one case per type
    """Everything that can be typed into this question and not be kept."""
    match question:
        case WeekHours():
            yield from _week_slips(question)
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
            yield _slip(question, "31-2-2088", "not_a_date")
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
    if alone:
        yield Slip({question.name: [keys[0], alone[0]]}, lambda: str(question.refuse("either_or")))


def _week_slips(question: WeekHours) -> Iterator[Slip]:
    day = question.hours[0]
    for start, end, reason in (
        ("8:30", "", "time_half"),
        ("", "14:30", "time_half"),
        ("8:30", "24:99", "day_not_a_time"),
        ("half 9", "14:30", "day_not_a_time"),
        ("14:30", "8:30", "end_before_start"),
    ):
        name = f"{question.name}-{day.key}-1"
        yield Slip(
            {f"{name}-from": [start], f"{name}-until": [end]},
            lambda reason=reason: str(question.refuse(reason, day=day.name)),  # type: ignore[misc]
        )


# Whole plans ----------------------------------------------------------------------------------------------------------


def item_answers(items: Items, seed: int, variant: int, item_id: str) -> Answers:
    """One repeated thing with every question answered."""
    return {"id": item_id, **fill_form(items.form({"id": item_id}), seed, variant).stored}


def filled_plan(chapters: Sequence[Chapter], variant: int = 0, things: int = 2) -> Plan:
    """A plan in which every question that is shown has an answer, with so many of every repeated thing."""
    plan = Plan()
    for chapter in chapters:
        for page in chapter.pages:
            for screen in [each for each in chapter.screens(plan) if each.page is page]:
                plan = answered(plan, screen, variant, things)
    return plan


def answered(plan: Plan, screen: Screen, variant: int, things: int) -> Plan:
    form = screen.stored_form(plan)
    plan = plan.with_answers(fill_form(form, 1, variant).stored, screen.place)
    if form.items:
        made = [item_answers(form.items, seed, variant, f"thing{seed}") for seed in range(things)]
        plan = plan.with_items(form.items.short_name, made, screen.place)
    return plan


def plan_showing(chapters: Sequence[Chapter], page: type[Page]) -> tuple[Plan, Screen]:
    """A plan in which this page is shown, with as little else in it as can be, and its first screen."""
    for variant in range(VARIANTS):
        plan = filled_plan(chapters, variant)
        for chapter in chapters:
            for screen in chapter.screens(plan):
                if screen.page is page:
                    bare = _bare(chapters, plan)
                    return (bare if screen in chapter.screens(bare) else plan), screen
    raise AssertionError(f"no filling shows the page {page.key}")


def _bare(chapters: Sequence[Chapter], plan: Plan) -> Plan:
    """The plan with nothing but its repeated things and what was answered on their own screens."""
    bare = Plan(language=plan.language)
    for page in [page for chapter in chapters for page in chapter.pages if page.each is None]:
        if items := page().items:
            names = {"id", *(question.short_name for question in items.group().questions)}
            made = [{name: item[name] for name in item if name in names} for item in plan.items(page.lists)]
            bare = bare.with_items(page.lists, made)
    return bare


def emptied(plan: Plan, screen: Screen) -> Plan:
    """The plan without the answers of this screen."""
    names = [question.short_name for question in screen.stored_form(plan).questions]
    return replace(plan.with_answers(dict.fromkeys(names), screen.place), drafts={})
