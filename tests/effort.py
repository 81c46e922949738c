"""What a plan asks of somebody with a phone and no script: taps, typed characters, words to read, and so minutes.

Typical is who taps two cards where she may tap several (three of a page with many, one of her own things: so she has
two strengths, three activities, proud of one, and two obstacles), writes a few words where a page begins with words or
has nothing else, puts one thing on every list (one child), opens no fold and says no sentence of ours differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from client import Visitor
from filler import answer_with
from filling import Filled, Filling
from flask import Flask
from journey import Journey
from markup import Fields, Markup

from trajectplan.pages import Screen
from trajectplan.plan.document import Answers
from trajectplan.questions import (
    Amount,
    ByDay,
    CardItems,
    Choice,
    Choices,
    Date,
    DayMinutes,
    Group,
    Items,
    LongText,
    Number,
    ShortText,
    Time,
    WeekHours,
)
from trajectplan.questions.base import Question

WORDS_A_MINUTE, SCANNED_A_MINUTE = 100, 200
"""Our estimates for somebody who reads at A2, sentences and cards: adults read some 238 words (Brysbaert 2019)."""
SECONDS_A_CHARACTER = 0.7
"""Our estimate: half as fast as people type on phones, 36 words a minute (Palin and others 2019)."""
SECONDS_A_TAP = 1.5
SECONDS_TO_CHOOSE, SECONDS_TO_WORD = 6, 25
"""Our estimates: so long she thinks about cards, and about words of her own."""
MANY_CARDS = 40
LINE = "Ik help graag de buren"
STORY = "Ik regel de papieren voor mijn moeder en praat mee bij de dokter"


@dataclass
class Effort:
    """What was done on one road."""

    pages: int = 0
    things: int = 0
    taps: int = 0
    characters: int = 0
    words: int = 0
    scanned: int = 0
    thinking: float = 0
    by_page: dict[str, int] = field(default_factory=dict)

    @property
    def minutes(self) -> float:
        """How long that takes."""
        seconds = self.taps * SECONDS_A_TAP + self.characters * SECONDS_A_CHARACTER + self.thinking
        return self.words / WORDS_A_MINUTE + self.scanned / SCANNED_A_MINUTE + seconds / 60

    def __str__(self) -> str:
        return (
            f"{self.pages:3} pages {self.things:3} things {self.taps:4} taps {self.characters:5} characters "
            f"{self.words:5} words to read, {self.scanned:4} on cards and buttons {self.minutes:5.1f} minutes"
        )


class CountedVisitor(Visitor):
    """Somebody whose taps and characters are counted, and the words that she hasn't read before."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.effort = Effort()
        self.known: set[str] = set()

    def submit(self, button: Element, fields: Fields | None = None, **headers: str) -> int:
        """Tap the button."""
        status = super().submit(button, fields, **headers)
        self.effort.taps += 1
        self.read()
        return status

    def go(self, url: str, **headers: str) -> int:
        """Tap a link; every page is come by so."""
        status = super().go(url, **headers)
        self.effort.taps += 1
        self.read()
        return status

    def type(self, fields: Fields, form: Element | None = None) -> None:
        """Tap cards, or tap into an input and type; open the fold that it stands in."""
        self.effort.taps += len({fold for name in fields for fold in self._folds(name, fields[name])})
        before = self.page.filled(list(fields))
        super().type(fields, form)
        for name, values in fields.items():
            held = before.get(name, [])
            if self._boxes(name):
                self.effort.taps += len(set(held) ^ set(values))
            elif any(values) and held != list(values):
                self.effort.taps += 1
                self.effort.characters += sum(map(len, values))

    def _folds(self, name: str, values: Sequence[str]) -> list[Element]:
        """The closed folds in which one of these inputs stands."""
        controls = [each for each in self.page.all("input", "textarea", name=name) if values]
        return [each for control in controls for each in self.page.above(control) if _is_closed(each)]

    def read(self) -> None:
        """Count the words on the page that she reads for the first time; the folded ones stay unread."""
        if self.client.page is None:
            return
        for element, text in self.page.texts(self.page.one("main")):
            words = " ".join(text.split())
            if words not in self.known and not self._is_hidden(element, self.page):
                self.known.add(words)
                on_card = any(each.tag in {"label", "button"} for each in (element, *self.page.above(element)))
                self.effort.scanned += len(words.split()) if on_card else 0
                self.effort.words += 0 if on_card else len(words.split())

    @staticmethod
    def _is_hidden(element: Element, page: Markup) -> bool:
        around = [element, *page.above(element)]
        is_unseen = any("vh" in each.get("class", "").split() or "hidden" in each.attrib for each in around)
        in_fold = any(map(_is_closed, around)) and not any(each.tag == "summary" for each in around)
        return is_unseen or in_fold or element.tag == "textarea"


def _is_closed(element: Element) -> bool:
    return element.tag == "details" and "open" not in element.attrib


class Typical:
    """What somebody typically answers, by the type of the question alone."""

    def __init__(self, effort: CountedVisitor) -> None:
        self.visitor = effort

    def screen(self, screen: Screen, form: Group) -> Filling:
        """Cards, and words where they come first or there is nothing else; what hangs on others only if it is asked."""
        del screen
        asked = [each for each in form.own_questions if not each.folded]
        parts: dict[str, Filled] = {}
        has_cards = any(isinstance(each, Choice | CardItems) for each in asked)
        wrote = False
        for place, question in enumerate(asked):
            if question.only_if and not Filling(parts).holds(question.only_if):
                continue
            is_text = isinstance(question, ShortText)
            if is_text and place and question.short_name != form.naming and (has_cards or wrote):
                continue
            wrote = wrote or is_text
            stored = typical(question, place)
            parts[question.short_name] = _once(question, stored)
            if stored is not None:
                self.visitor.effort.thinking += SECONDS_TO_WORD if is_text else SECONDS_TO_CHOOSE
        left = {each.short_name: Filled({}, None, lambda _to: []) for each in form.own_questions}
        return Filling({**left, **parts})

    def count(self, screen: Screen, items: Items) -> int:
        """One thing on every list."""
        del screen, items
        return 1

    def met(self, screen: Screen, number: int, thing: Answers) -> None:
        """Which ids things have is of no account."""


def typical(question: Question, place: int) -> Any:
    """What is typically answered to this question; later times further down the page."""
    match question:
        case CardItems():
            many = 3 if len(question.known) > MANY_CARDS else 2
            return [{"id": f"t{at}", "card": each.key} for at, each in enumerate(question.options[:many])] or None
        case Choices():
            cards = [each.key for each in question.options if not each.exclusive]
            return cards[: 1 if question.own_ids else min(2, question.most or 2)] or None
        case Choice():
            return question.options[0].key if question.options else None
        case WeekHours():
            return {question.days[0]: [["08:30", "14:30"]]}
        case DayMinutes():
            return {question.days[0]: {part.key: 20 for part in question.parts}}
        case _:
            return _typed(question, place)


def _typed(question: Question, place: int) -> Any:
    match question:
        case Amount():
            return (question.least + question.most) * 50
        case Number():
            return (question.least + question.most) // 2
        case Time():
            return f"{8 + place:02}:30"
        case Date():
            return "2088-09-01"
        case LongText():
            return STORY[: question.longest]
        case ShortText():
            return LINE[: question.longest]
    raise TypeError(f"say in tests/effort.py what is typical for {type(question).__name__}")


def _once(question: Question, stored: Any) -> Filled:
    """The answer as it is given with the least trouble: a week by one day and the button that copies it."""
    filled = answer_with(question, stored)
    if isinstance(question, ByDay) and len(question.days) > 1:
        return Filled({}, stored, filled.reads, ((f"hours:copy:{question.name}", filled.fields),))
    return filled


class CountedJourney(Journey):
    """A walk on which pages are counted; the pages of things on lists apart."""

    visitor: CountedVisitor

    def screen(self) -> None:
        """Answer the screen in front of her, with the things that it lists."""
        effort, (screen, _form) = self.visitor.effort, self._here()
        before = effort.taps
        super().screen()
        effort.by_page[screen.key] = effort.taps - before

    def _meet(self, screen: Screen, at: str) -> None:
        """She goes on, though she could say more about each card."""

    def _answer(self, screen: Screen, form: Group) -> None:
        super()._answer(screen, form)
        self.visitor.effort.things += bool(screen.item)
        self.visitor.effort.pages += not screen.item

    def core(self, number: int) -> Effort:
        """The core of one chapter, alone."""
        self.visitor.go(self.visitor.address("wizard.task_list"))
        start = self._links(number)[0]
        self.visitor.effort = Effort()
        self.road(start, self.visitor.address("wizard.chapter_end", chapter=number))
        return self.visitor.effort

    def more(self, number: int) -> Effort:
        """What more there is to tell in that chapter, from its end."""
        links, end = self._links(number, more=True), self.visitor.path
        self.visitor.effort = Effort()
        if links:
            self.road(links[0], end)
        return self.visitor.effort

    def short(self) -> Effort:
        """The short road."""
        self.visitor.effort = Effort()
        self.road(self.visitor.address("wizard.short_road"), self.visitor.address("wizard.short_end"))
        return self.visitor.effort
