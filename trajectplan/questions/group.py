"""A group of questions that stand on one screen: of a page, or of one child, person or place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from wtforms import Form

from trajectplan.plan.document import ASIDE, NONE, Answers, Plan
from trajectplan.plan.summary import Block, Grid, Own, Phrase, Row, Said, Text
from trajectplan.plan.visible import visible
from trajectplan.plan.worksheet import Blank
from trajectplan.questions.base import Condition, Question
from trajectplan.questions.items import Items
from trajectplan.questions.week_hours import DayName, Times, WeekInWords

OURS = "do from page revision token id card"
HERE = "words language siblings plan about thing said icon title hint why example note take_care official_word naming"
PAGES = "lists key each depth continues remarks caution on_sheets by_pen blank ask dating on_day told_apart"
SHOWN = "worked_out result_first"
TAKEN = frozenset(dir(Form)) | {ASIDE, NONE} | set(f"{OURS} {HERE} {PAGES} {SHOWN}".split())
"""Names that no question may have: they mean something to forms, items, pages or our own buttons."""


class Group(Form):
    """Questions on one screen, with what is said around them. A question is one line in the body of the class."""

    icon: ClassVar[str] = ""
    title: ClassVar[Said] = ""
    hint: ClassVar[Said] = ""
    why: ClassVar[Said] = ""
    example: ClassVar[Said] = ""
    note: ClassVar[Said] = ""
    take_care: ClassVar[Said] = ""
    """A caution: what paper or a rule can do to her."""
    official_word: ClassVar[Said] = ""
    naming: ClassVar[str] = ""
    """For repeated things: the question whose answer is the name of the thing."""
    told_apart: ClassVar[bool] = False
    """For repeated things: whether no two of them may have one name, so that a copy begins without."""
    dating: ClassVar[str] = ""
    """For repeated things: the question whose answer is the day of the thing."""
    lists: ClassVar[str] = ""
    """The key of the repeated things that this screen lists; at most one kind."""
    by_pen: ClassVar[Mapping[str, Said]] = {}
    """What a blank sheet says in place of its ``title``, ``hint``, ``example`` and ``take_care``; under the name of a
    question, in place of the hint of that."""
    has_screens: ClassVar[bool] = False
    """Whether the things that this screen lists have a screen of their own each."""

    class Meta:
        """WTForms' own messages are never used, so it needs no languages."""

        locales = False

    def __init__(
        self,
        formdata: Any = None,
        *,
        data: Answers | None = None,
        words: Mapping[str, Text] | None = None,
        language: str = "",
        siblings: Sequence[Answers] = (),
        plan: Plan | None = None,
        about: Answers | None = None,
    ) -> None:
        """Fill in from what was typed, or from stored answers.

        ``words`` go into texts (a child's letter), ``language`` is that of the page, ``siblings`` are the other
        repeated things of the same kind, for rules between them; ``plan`` is all she said so far, ``about`` what is
        kept of the thing that the page comes for.
        """
        self.words, self.language, self.siblings = words or {}, language, siblings
        self.plan, self.about, self.thing = plan or Plan(), about or {}, dict(data or {})
        super().__init__(formdata, data=self.thing)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Tell each question where it is asked before it reads its answer."""
        for question in self.questions:
            question.placed(self.words, self.language, self.plan, self.about)
        super().process(*args, **kwargs)

    def __init_subclass__(cls) -> None:
        """Refuse a question whose name is taken, and find the repeated things."""
        super().__init_subclass__()
        declared = {name: value.field_class for name, value in vars(cls).items() if hasattr(value, "field_class")}
        if taken := TAKEN & declared.keys():
            raise TypeError(f"{cls.__name__}: a question can't be named {', '.join(sorted(taken))}")
        listing = [name for name, question in declared.items() if issubclass(question, Items)]
        if len(listing) > 1:
            raise TypeError(f"{cls.__name__} lists {' and '.join(listing)}; give each a page of its own")
        if listing:
            cls.lists = listing[0]
            cls.has_screens = declared[cls.lists].on_own_screen or "group" in vars(cls)[cls.lists].kwargs

    def said(self, text: Said) -> Said:
        """One of its texts with the child's letter and the like put in."""
        return Phrase(text, self.words) if self.words else text

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, repeated things included, in the order of the page."""
        return tuple(field for field in self if isinstance(field, Question))

    @property
    def own_questions(self) -> tuple[Question, ...]:
        """The questions answered on this very screen."""
        return tuple(question for question in self.questions if not question.on_own_screen)

    @property
    def things(self) -> Items | None:
        """The repeated things that this screen lists, if it does."""
        return next((question for question in self.questions if isinstance(question, Items)), None)

    @property
    def items(self) -> Items | None:
        """The same, when each of them has a screen of its own."""
        return self.things if self.has_screens else None

    @property
    def is_touched(self) -> bool:
        """Whether anything was typed or chosen on this screen."""
        return any(
            question.answer() is not None or question.process_errors or question.is_open
            for question in self.own_questions
        )

    def answers(self) -> dict[str, Any]:
        """The answers of this very screen as they are stored; ``None`` takes an answer away."""
        return {question.short_name: question.answer() for question in self.own_questions}

    def marks(self) -> list[Any]:
        """What is answered on this very screen, to notice that it was changed elsewhere."""
        return [question.mark() for question in self.own_questions]

    def problems(self) -> list[tuple[str, Said]]:
        """For the error summary: ids of inputs with what is wrong there."""
        return [problem for question in self.own_questions for problem in question.problems]

    def remarks(self) -> Iterator[Text]:
        """What stands above the questions because of what she said before."""
        yield from ()

    def caution(self) -> Said:
        """Its ``take_care``, where that depends on what she chose: empty while there is no need."""
        return self.take_care

    def holds_another(self, condition: Condition) -> bool:
        """Whether another question on this screen has an answer, and not that one."""
        return bool(self[condition[0]].data) and not self.holds(condition)

    def holds(self, condition: Condition) -> bool:
        """Whether another question on this screen has that answer."""
        name, wanted = condition
        answer = self[name].data
        given = answer if isinstance(answer, list) else [answer]
        return not {wanted}.isdisjoint(given) if isinstance(wanted, str) else not set(wanted).isdisjoint(given)

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """How the answers read, on the screen or on paper; the name of a thing stands above its answers already.

        What isn't asked any more, because another question got another answer, stands on the screen only, where she
        can take it away: without script she may have typed it all the same.
        """
        for question in self.questions:
            is_over = question.only_if is not None and self.holds_another(question.only_if)
            if question.short_name == self.naming or (paper and not self._may_print(question, is_over=is_over)):
                continue
            for block in question.blocks(paper=paper):
                yield replace(block, role="") if is_over else block

    def on_card(self) -> Iterator[Row]:
        """What stands on the card of this thing in a list: each answer as a row, a week of times on one line."""
        for block in self.blocks():
            if isinstance(block, Row):
                yield block
            elif isinstance(block, Grid) and (days := tuple(_times_by_day(block))):
                yield Row(block.label, (WeekInWords(days),), block.question)

    @property
    def on_day(self) -> date | None:
        """The day of this thing; ``None`` where she chose none, or took back that it has one."""
        question = next((each for each in self.questions if each.short_name == self.dating), None)
        if question is None or not question.data or (question.only_if and self.holds_another(question.only_if)):
            return None
        return date.fromisoformat(question.data)

    def _may_print(self, question: Question, *, is_over: bool) -> bool:
        may = question.printed if isinstance(question.printed, bool) else self.holds(question.printed)
        return may and not is_over

    def blank(self) -> Iterator[Blank]:
        """What there is to fill in by pen on a blank sheet."""
        for question in self.questions:
            if question.is_on_sheets:
                yield from question.blank(self.said(self.by_pen.get(question.short_name, question.hint)))

    @classmethod
    def has_questions(cls) -> bool:
        """Whether anything is asked."""
        return any(hasattr(value, "field_class") for kind in cls.__mro__ for value in vars(kind).values())

    @classmethod
    def name_of(cls, answers: Answers, language: str = "") -> Text | None:
        """What she calls this child, person or place; ``None`` while it has no name that can be seen."""
        name = visible(answers.get(cls.naming) or "")
        return Own(name, language) if name else None


def _times_by_day(table: Grid) -> Iterator[tuple[DayName, Times]]:
    """The rows of a week of times; none of any other table."""
    for day, times, *_more in table.rows:
        if isinstance(day, DayName) and isinstance(times, Times):
            yield day, times
