"""Fills in any question from its type alone: what is typed, kept and read; and what can go wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from babel.numbers import format_currency
from cards import chosen_things, grouped_things, things
from filling import Filled, Filling, several
from markup import Fields

from trajectplan.i18n import day_in_words
from trajectplan.pages import Chapter, Page, Screen
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import (
    Amount,
    CardItems,
    Choice,
    Choices,
    Date,
    DayMinutes,
    Group,
    Items,
    LongText,
    Number,
    Option,
    ShortText,
    Time,
    WeekHours,
)
from trajectplan.questions.base import Question
from trajectplan.questions.day_minutes import in_minutes
from trajectplan.questions.grouped_cards import GroupedCards

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VARIANTS = 24
"""In so many ways an answer is varied before a page that depends on earlier answers is given up."""


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
    """A screen on which these stored answers are given; what isn't asked with them is kept, and read nowhere."""
    whole = Filling({each.short_name: answer_with(each, answers.get(each.short_name)) for each in form.own_questions})
    return Filling({each.short_name: _heard(each, whole) for each in form.own_questions})


def _heard(question: Question, whole: Filling) -> Filled:
    """The answer to one question, as far as the others let it be read and printed."""
    part = whole.parts[question.short_name]
    is_printed = question.printed if isinstance(question.printed, bool) else whole.holds(question.printed)
    if question.only_if and not whole.holds(question.only_if):
        return replace(part, reads=lambda _to: [])
    return replace(part, is_printed=is_printed)


def fill_form(form: Group, seed: int, variant: int = 0) -> Filling:
    """Every question of a screen answered; another ``seed`` gives other words, another ``variant`` other choices."""
    stored = {
        question.short_name: _stored(question, seed * 10 + place, variant, place)
        for place, question in enumerate(form.own_questions)
    }
    return form_with(form, {**stored, **_conditions(form, stored, variant)})


def _conditions(form: Group, stored: Answers, variant: int) -> dict[str, Any]:
    """Answers with which as many of the other questions as can be are asked; which of them, hangs on the variant."""
    found: dict[str, Any] = {}
    hanging = [question for question in form.own_questions if question.only_if]
    for question in hanging[variant % len(hanging) :] + hanging[: variant % len(hanging)] if hanging else []:
        name, wanted = question.only_if  # type: ignore[misc]
        keys = several(wanted)
        held = found.get(name)
        if isinstance(stored.get(name), list):
            together = {*stored[name], *(held or ()), keys[0]}
            cards: tuple[Option, ...] = form[name].options  # type: ignore[attr-defined]
            offered = [option.key for option in cards if not option.exclusive]
            found[name] = [key for key in offered if key in together] if keys[0] in offered else [keys[0]]
        elif held not in keys:
            found.setdefault(name, keys[variant % len(keys)])
    return found


def fill(question: Question, seed: int, variant: int = 0, place: int = 0) -> Filled:
    """An answer to this question. Raises ``TypeError`` for a type that this filler hasn't been taught."""
    return answer_with(question, _stored(question, seed, variant, place))


def _stored(question: Question, seed: int, variant: int, place: int) -> Any:  # noqa: C901, PLR0911 - one case per type
    match question:
        case WeekHours():
            first, second = question.days[0], question.days[-1]
            return {first: [["08:00", "14:30"]], second: [["08:30", "12:00"], ["13:15", "17:45"]]}
        case DayMinutes():
            first, second = question.days[0], question.days[-1]
            return {first: {part.key: 20 for part in question.parts}, second: {question.parts[0].key: question.most}}
        case CardItems():
            return chosen_things(question, word(seed), variant)
        case Choice() if not question.options:
            return None
        case Choices():
            cards = [option.key for option in question.options if not option.exclusive]
            turned = cards[variant % len(cards) :] + cards[: variant % len(cards)] if cards else []
            return [key for key in cards if key in turned[: question.most or 3]] or None
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


def answer_with(question: Question, stored: Any) -> Filled:  # noqa: C901, PLR0911 - one case per type
    """How one types what is kept so, and how it reads. Raises ``TypeError`` for a type that isn't known here."""
    if stored is None:
        return Filled({}, None, lambda _to: [])
    match question:
        case GroupedCards():
            return grouped_things(question, stored)
        case CardItems():
            return things(question, stored)
        case WeekHours():
            return _week(question, stored)
        case DayMinutes():
            return _minutes(question, stored)
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
            return Filled({question.name: [typed]}, stored, lambda to: [day_in_words(day, to)])
        case Number() if question.zero and stored == 0:
            return Filled({question.name: ["0"]}, stored, lambda _to: [str(question.zero)])
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
    opens: list[tuple[str, Fields]] = []
    for day, spans in stored.items():
        opens += [(f"hours:more:{question.name}:{day}", {})] * (len(spans) - 1)
        for number, (start, end) in enumerate(spans, start=1):
            name = f"{question.name}-{day}-{number}"
            again |= {f"{name}-from": [_short(start)], f"{name}-until": [_short(end)]}
            fields |= {key: [ways[len(fields) % 3](again[key][0])] for key in (f"{name}-from", f"{name}-until")}
            if end <= start:
                late[f"{name}-overnight"] = ["1"]
    spoken = [f"{_short(start)}–{_short(end)}" for spans in stored.values() for start, end in spans]
    return Filled(fields, stored, lambda _to: spoken, tuple(opens), {**again, **late}, late)


def _minutes(question: DayMinutes, stored: Mapping[str, Mapping[str, int]]) -> Filled:
    """Minutes of days, some of them typed with the word behind them."""
    cells = [(f"{question.name}-{day}-{key}", each) for day, parts in stored.items() for key, each in parts.items()]
    fields = {name: [f"{minutes} min" if at % 2 else f"{minutes}"] for at, (name, minutes) in enumerate(cells)}
    again = {name: [f"{minutes}"] for name, minutes in cells}
    return Filled(fields, stored, lambda _to: [str(in_minutes(minutes)) for _name, minutes in cells], again=again)


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
    """The plan with every question of this screen answered, and with so many of the things that it lists."""
    form = screen.stored_form(plan)
    plan = plan.with_answers(fill_form(form, 1, variant).stored, screen.place)
    if form.items is None:
        return plan
    if form.items.on_own_screen:
        made = [item_answers(form.items, seed, variant, f"thing{seed}") for seed in range(things)]
    else:
        # Cards are there by now; what is asked about each on its own screen is not.
        listing = screen.stored_form(plan).items
        made = [
            {**item, **fill_form(form.items.form(item), seed, variant).stored}
            for seed, item in enumerate(listing.data if listing else ())
        ]
    return plan.with_items(form.items.short_name, made, screen.place)


def plan_showing(chapters: Sequence[Chapter], page: type[Page]) -> tuple[Plan, Screen]:
    """A plan in which this page is shown with cards to choose from, with as little else in it as can be."""
    found: list[tuple[Plan, Screen]] = []
    for variant in range(VARIANTS):
        plan = filled_plan(chapters, variant)
        shown = [each for chapter in chapters for each in chapter.screens(plan) if each.page is page]
        if shown:
            bare = _bare(chapters, plan)
            found += [(each, shown[0]) for each in (bare, plan) if shown[0] in shown[0].chapter.screens(each)]
        if whole := next((each for each in found if _has_cards(*each)), None):
            return whole
    assert found, f"no filling shows the page {page.key}"
    return found[0]


def _has_cards(plan: Plan, screen: Screen) -> bool:
    """Whether every question of the screen that is answered with cards has some now."""
    asked = screen.stored_form(plan).own_questions
    return all(question.options for question in asked if isinstance(question, Choice | CardItems))


def _bare(chapters: Sequence[Chapter], plan: Plan) -> Plan:
    """The plan with nothing but its repeated things and what was answered on their own screens."""
    bare = Plan(language=plan.language)
    for page in [page for chapter in chapters for page in chapter.pages if page.each is None]:
        if things := page().things:
            names = {"id", "card", "words", *(question.short_name for question in things.group().questions)}
            made = [{name: item[name] for name in item if name in names} for item in plan.items(page.lists)]
            bare = bare.with_items(page.lists, made)
    return bare


def emptied(plan: Plan, screen: Screen) -> Plan:
    """The plan without the answers of this screen."""
    names = [question.short_name for question in screen.stored_form(plan).questions]
    return replace(plan.with_answers(dict.fromkeys(names), screen.place), drafts={})
