"""Random plans, answers and posted forms for property tests, and a chapter with every question type on one page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import speaking
from trajectplan.pages import Chapter, Page, Screen
from trajectplan.plan.document import ITEM_ID, Answers, Plan
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
from trajectplan.questions import Part as MinutesPart
from trajectplan.questions.base import Question
from trajectplan.questions.grouped_cards import GroupedCards
from trajectplan.questions.typed import FIRST_YEAR, LAST_YEAR, MINUTES_A_DAY, clean, clock
from trajectplan.resources import TRANSLATIONS

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No test fails because other programs use the same cores."""
FEW, SOME, MANY = settings(CALM, max_examples=15), settings(CALM, max_examples=40), settings(CALM, max_examples=100)

Posted = MultiDict[str, str]


@contextmanager
def spoken(language: str = "nl") -> Iterator[Flask]:
    """An application in which said texts speak this language."""
    app = Flask("tests")
    Babel(app, default_locale="nl", default_translation_directories=str(TRANSLATIONS))
    with app.app_context(), speaking(language):
        yield app


# Pages ----------------------------------------------------------------------------------------------------------------

CARDS = (
    Option("red", "Red"),
    Option("green", "Green"),
    Option("blue", "Blue"),
    Option("none", "None of them", exclusive=True),
)


class Everything(Page):
    """Every question type that is answered on the page itself."""

    title = "Everything"

    text = ShortText("Text?", short="Text", longest=20, role="goal")
    story = LongText("Story?", longest=40)
    count = Number("How many?", least=1, most=60)
    price = Amount("How much?", least=0, most=5000)
    start = Time("From when?")
    day = Date("Which day?")
    one_card = Choice("Which card?", options=CARDS)
    cards = Choices("Which cards?", options=CARDS, most=2)
    week = WeekHours("Which hours?")
    minutes = DayMinutes("How long?", parts=(MinutesPart("there", "There"), MinutesPart("back", "Back")))


class Part(Group):
    """A thing inside a thing."""

    naming = "part_name"
    part_name = ShortText("Name?", longest=20)
    part_hours = WeekHours("When?")


class Thing(Group):
    """One of several things."""

    naming = "thing_name"
    thing_name = ShortText("Name?", longest=20, missing="Give it a name.")
    thing_size = Number("Size?", least=0, most=99)
    thing_cards = Choices("Which cards?", options=CARDS)


class Things(Page):
    """Several things, and a question beside them."""

    title = "Things"
    things = Items("Things?", Thing, item="Thing %(number)s", add="One more", remove="Remove", most=4, word="thing")
    things_note = LongText("What else?", longest=40)


class EachThing(Page):
    """A page that comes for each thing."""

    each = Things
    title = "About %(thing)s"
    each_words = ShortText("What of %(thing)s?", longest=20)
    each_week = WeekHours("When is %(thing)s there?")


class EachParts(Page):
    """A list inside each thing."""

    each = Things
    title = "Parts of %(thing)s"
    parts = Items("Parts?", Part, item="Part %(letter)s", add="One more", remove="Remove", most=3, word="part")


class Stones(Page):
    """Cards that become things, and what becomes of them."""

    title = "Stones"
    stones = CardItems(
        "Which stones?",
        options=(Option("pebble", "Pebble"), Option("gravel", "Gravel"), Option("marble", "Marble")),
        none=(Option("no_stone", "None", exclusive=True),),
        most=3,
        own="Another stone",
        own_longest=20,
        own_most=2,
        word="stone",
    )
    stones_note = ShortText("What else?", longest=40)


class EachStone(Page):
    """A page that comes for each stone."""

    each = Stones
    title = "About %(stone)s"
    stone_words = ShortText("What of %(stone)s?", longest=20)


CHAPTER = Chapter("tests", "", "Tests", 5, "", (Everything, Things, EachThing, EachParts))
EVERYTHING, THINGS = Screen(CHAPTER, Everything), Screen(CHAPTER, Things)
STONE_CHAPTER = Chapter("stones", "", "Stones", 5, "", (Stones, EachStone))
STONES = Screen(STONE_CHAPTER, Stones)


def question_of(form: Group, name: str) -> Question:
    """One question of a form."""
    return next(question for question in form.questions if question.short_name == name)


def each_of(page: type[Page], item_id: str) -> Screen:
    """The screen of a page that comes for each thing."""
    return Screen(CHAPTER, page, (("things", item_id),))


# Plain data -----------------------------------------------------------------------------------------------------------

characters = st.characters(codec="utf-8")
texts = st.text(characters, max_size=8)
names = st.text("abcdefgh_", min_size=1, max_size=4)
ids = st.from_regex(ITEM_ID, fullmatch=True)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | numbers | texts
json_values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
"""Anything that JSON can say."""


def _items(inner: SearchStrategy[Any]) -> SearchStrategy[list[dict[str, Any]]]:
    item = st.tuples(st.dictionaries(names, inner, max_size=3), ids).map(lambda pair: {**pair[0], "id": pair[1]})
    return st.lists(item, min_size=1, max_size=4, unique_by=lambda each: each["id"])


plan_answers = st.dictionaries(
    names, st.recursive(scalars | st.lists(texts, max_size=3), _items, max_leaves=5), max_size=5
)
"""Answers of any plan: repeated things, at any depth, have ids of their own."""

drafts = st.dictionaries(names, st.lists(texts, max_size=3), max_size=3)
removals: SearchStrategy[dict[str, Any]] = st.just({}) | st.fixed_dictionaries(
    {"list": names, "index": st.integers(0, 9), "item": _items(scalars).map(lambda items: items[0])},
    optional={"drafts": st.dictionaries(texts, drafts, max_size=3)},
)
plans = st.builds(
    Plan,
    language=texts,
    answers=plan_answers,
    drafts=st.dictionaries(texts, drafts, max_size=3),
    done=st.lists(names, max_size=3).map(tuple),
    place=texts,
    printing=st.dictionaries(names, scalars | st.lists(texts, max_size=2), max_size=3),
    removed=removals,
    dutch=st.dictionaries(texts, texts.filter(bool), max_size=3),
    languages=st.dictionaries(texts, texts, max_size=3),
)

# Answers --------------------------------------------------------------------------------------------------------------

clocks = st.integers(0, MINUTES_A_DAY).map(clock)
starts = st.integers(0, MINUTES_A_DAY - 1).map(clock)
spans = st.tuples(starts, clocks).map(list)
day_spans = spans.map(sorted).filter(lambda span: span[0] < span[1])


def kept_texts(longest: int, *, lines: bool = True) -> SearchStrategy[str]:
    """Texts as they are kept."""
    cleaned = st.text(characters | st.sampled_from(" \n"), min_size=1, max_size=longest).map(clean)
    kept = cleaned if lines else cleaned.map(lambda text: " ".join(text.split()))
    return kept.filter(lambda text: 0 < len(text) <= longest)


def _chosen(question: Choices) -> SearchStrategy[list[str]]:
    together = [option.key for option in question.options if not option.exclusive]
    most = question.most or len(together)
    several = st.sets(st.sampled_from(together), min_size=1, max_size=most)
    return several.map(lambda keys: [key for key in together if key in keys])


def _things(question: CardItems) -> SearchStrategy[list[dict[str, Any]]]:
    """Things of cards in the order of the page, then those in her own words; or one card that stands alone."""
    keys = [option.key for option in question.options]
    most = question.most or len(keys)
    chosen = st.sets(st.sampled_from(keys), max_size=most) if keys else st.just(set())
    own = st.lists(kept_texts(question.own_longest, lines=False), max_size=1 if question.own else 0)
    made = st.builds(lambda cards, words: _numbered(keys, cards, words[: most - len(cards)]), chosen, own)
    alone = [[{"id": "alone", "none": option.key}] for option in question.none]
    return (made | st.sampled_from(alone) if alone else made).filter(bool)


def _numbered(keys: list[str], cards: set[str], words: list[str]) -> list[dict[str, Any]]:
    things: list[dict[str, Any]] = [
        *({"card": key} for key in keys if key in cards),
        *({"words": each} for each in words),
    ]
    return [{"id": f"t{number}", **thing} for number, thing in enumerate(things)]


def answers_to(question: Question) -> SearchStrategy[Any]:
    """What this question may store; never nothing."""
    match question:
        case CardItems():
            return _things(question)
        case Choices():
            return _chosen(question)
        case Choice():
            return st.sampled_from([option.key for option in question.options])
        case WeekHours():
            hours = st.lists(spans if question.nights else day_spans, min_size=1, max_size=3)
            return st.dictionaries(st.sampled_from(question.days), hours, min_size=1, max_size=4)
        case DayMinutes():
            parts = st.sampled_from([part.key for part in question.parts])
            minutes = st.dictionaries(parts, st.integers(0, question.most), min_size=1)
            return st.dictionaries(st.sampled_from(question.days), minutes, min_size=1, max_size=4)
        case _:
            return _typed_answers(question)


def _typed_answers(question: Question) -> SearchStrategy[Any]:
    match question:
        case Amount():
            return st.integers(question.least * 100, question.most * 100)
        case Number():
            return st.integers(question.least, question.most)
        case ShortText():
            return kept_texts(question.longest, lines=isinstance(question, LongText))
        case Time():
            return clocks
        case Date():
            return st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(str)
        case _:
            raise TypeError(type(question))


def answers_of(form: Group) -> SearchStrategy[dict[str, Any]]:
    """What the questions on this screen may store, some of them unanswered."""
    return st.fixed_dictionaries({}, optional={each.short_name: answers_to(each) for each in _answerable(form)})


def _answerable(form: Group) -> list[Question]:
    """The questions on this screen that have cards to choose from, or need none."""
    return [
        each
        for each in form.own_questions
        if not isinstance(each, Choice | CardItems) or any(not option.exclusive for option in each.options)
    ]


def named_things(least: int = 0) -> SearchStrategy[list[dict[str, Any]]]:
    """Things of the chapter above, each with a name, answers of its own pages and parts."""
    part = st.fixed_dictionaries({"id": ids}, optional={"part_name": kept_texts(20, lines=False)})
    thing = st.fixed_dictionaries(
        {"id": ids, "thing_name": kept_texts(20, lines=False)},
        optional={
            "thing_size": st.integers(0, 99),
            "each_words": kept_texts(20, lines=False),
            "each_week": st.dictionaries(
                st.sampled_from(("mon", "sun")), st.lists(spans, min_size=1, max_size=2), min_size=1
            ),
            "parts": st.lists(part, min_size=1, max_size=3, unique_by=lambda each: each["id"]),
        },
    )
    return st.lists(thing, min_size=least, max_size=4, unique_by=lambda each: each["id"])


# What a browser posts -------------------------------------------------------------------------------------------------


def posted(form: Group) -> Posted:
    """What a browser sends when this screen is submitted as it is drawn."""
    data: Posted = MultiDict()
    for question in form.own_questions:
        if isinstance(question, CardItems):
            data.setlist(question.name, list(question.chosen))
            data[question.own_name] = question.own_typed
        elif isinstance(question, Choice):
            data.setlist(question.name, list(question.chosen))
        elif isinstance(question, WeekHours):
            data.update(_posted_week(question))
        elif isinstance(question, DayMinutes):
            data.update({cell.name: cell.text for row in question.rows for cell in row.cells})
        else:
            data[question.name] = question.typed
    return data


def _posted_week(question: WeekHours) -> dict[str, str]:
    data: dict[str, str] = {question.suggested_name: question.suggested} if question.suggested else {}
    for span in (span for hours in question.hours for span in hours.spans):
        data |= {f"{span.name}-from": span.start, f"{span.name}-until": span.end}
        if question.nights and span.crosses and span.overnight:
            data[f"{span.name}-overnight"] = "1"
    return data


_WORTH_TYPING = (
    "",
    " ",
    "7",
    "61",
    "8:30",
    "17.15",
    "24:00",
    "1-9-2027",
    "31-2-2027",
    "45,50",
    "٨:٣٠",
    "x" * 50,
    "%(a)s",
)
typed_texts = st.sampled_from(_WORTH_TYPING) | texts
typed_minutes = st.sampled_from(("", " ", "0", "20", "20 minuten", "half uur", "\u0662\u0660", "900", "veel", "1-2"))
typed_times = st.sampled_from(("", "", " ", "8", "830", "12:15", "24:00", "9 uur", "25:00", "half"))


def _typed_into(question: Question) -> SearchStrategy[list[tuple[str, str]]]:
    if isinstance(question, WeekHours):
        days = st.sampled_from(question.days)
        name = st.builds(lambda day, number: f"{question.name}-{day}-{number}", days, st.integers(1, 3))
        span = st.tuples(name, typed_times, typed_times, st.booleans())
        return st.lists(span, max_size=4, unique_by=lambda each: each[0]).map(_span_fields)
    if isinstance(question, DayMinutes):
        names = [name for day in question.days for name in question.inputs_on(day)]
        cell = st.tuples(st.sampled_from(names), typed_minutes)
        return st.lists(cell, max_size=6, unique_by=lambda each: each[0])
    if isinstance(question, CardItems):
        return _tapped_and_written(question)
    values = typed_texts
    if isinstance(question, Choice):
        values = st.sampled_from([*(option.key for option in question.options), "foreign"])
    most = 3 if isinstance(question, Choices) else 1
    return st.lists(values, max_size=most, unique=True).map(lambda each: [(question.name, value) for value in each])


def _tapped_and_written(question: CardItems) -> SearchStrategy[list[tuple[str, str]]]:
    """Cards that are tapped, words that are written, and what says which cards were on the screen."""
    keys = [option.key for option in (*question.options, *question.none)]
    cards = st.lists(st.sampled_from([*keys, "foreign"]), max_size=4, unique=True)
    shown = [(question.shown_name, " ".join(keys))] if isinstance(question, GroupedCards) else []
    return st.builds(
        lambda tapped, words: [*((question.name, key) for key in tapped), (question.own_name, words), *shown],
        cards,
        typed_texts,
    )


def _span_fields(spans: list[tuple[str, str, str, bool]]) -> list[tuple[str, str]]:
    fields = []
    for name, start, end, overnight in spans:
        fields += [(f"{name}-from", start), (f"{name}-until", end)]
        fields += [(f"{name}-overnight", "1")] if overnight else []
    return fields


def typed_into(form: Group) -> SearchStrategy[Posted]:
    """Forms as they may be posted to this screen: good, bad and empty answers mixed."""
    parts = st.tuples(*(_typed_into(question) for question in form.own_questions))
    return parts.map(lambda each: MultiDict([field for fields in each for field in fields]))


def plain(answers: Answers) -> dict[str, Any]:
    """Answers without those that are none."""
    return {name: value for name, value in answers.items() if value is not None}
