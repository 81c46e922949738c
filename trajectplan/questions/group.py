"""A group of questions that stand on one screen: of a page, or of one child, person or place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from wtforms import Form

from trajectplan.plan.document import Answers
from trajectplan.plan.summary import Block, Own, Phrase, Said, Text
from trajectplan.questions.base import Question
from trajectplan.questions.items import Items

TAKEN = frozenset(dir(Form)) | {
    "do",
    "from",
    "page",
    "revision",
    "token",
    "id",
    "words",
    "language",
    "siblings",
    "said",
}
"""Names that no question may have: they mean something to forms, items or our own buttons."""


class Group(Form):
    """Questions on one screen, with what is said around them. A question is one line in the body of the class."""

    icon: ClassVar[str] = ""
    title: ClassVar[Said] = ""
    hint: ClassVar[Said] = ""
    why: ClassVar[Said] = ""
    example: ClassVar[Said] = ""
    note: ClassVar[Said] = ""
    official_word: ClassVar[Said] = ""
    naming: ClassVar[str] = ""
    """For repeated things: the question whose answer is the name of the thing."""
    lists: ClassVar[str] = ""
    """The key of the repeated things that this screen lists; at most one kind."""

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
    ) -> None:
        """Fill in from what was typed, or from stored answers.

        ``words`` go into texts (a child's letter), ``language`` is that of the page, ``siblings`` are the other
        repeated things of the same kind, for rules between them.
        """
        self.words, self.language, self.siblings = words or {}, language, siblings
        super().__init__(formdata, data=dict(data or {}))

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Hand each question the words and the language before it reads its answer."""
        for question in self.questions:
            question.words, question.language = self.words, self.language
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
        cls.lists = listing[0] if listing else cls.lists

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
        return tuple(question for question in self.questions if not isinstance(question, Items))

    @property
    def items(self) -> Items | None:
        """The repeated things that this screen lists, if it does."""
        return next((question for question in self.questions if isinstance(question, Items)), None)

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

    def problems(self) -> list[tuple[str, str]]:
        """For the error summary: ids of inputs with what is wrong there."""
        return [problem for question in self.own_questions for problem in question.problems]

    def blocks(self) -> Iterator[Block]:
        """How the answers read."""
        for question in self.questions:
            yield from question.blocks()

    @classmethod
    def name_of(cls, answers: Answers, language: str = "") -> Text | None:
        """What she calls this child, person or place; ``None`` while it has no name."""
        name = answers.get(cls.naming)
        return Own(name, language) if name else None
