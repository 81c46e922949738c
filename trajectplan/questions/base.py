"""A question: a WTForms field that also knows how its answer is kept and how it reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from trajectplan.plan.summary import Block, Phrase, Row, Said, Text
from trajectplan.questions.messages import MESSAGES
from trajectplan.questions.typed import drawable


class Question(Field):
    """One question: ``label`` asks it, ``short`` names it on paper, ``hint`` helps, ``role`` puts it on page one.

    ``missing`` is the message when it is left empty inside a repeated thing that has something in it; elsewhere
    nothing is compulsory. ``messages`` replace the common ones by reason.
    """

    macro: ClassVar[str]
    """The macro in ``questions.html`` that draws it."""

    def __init__(
        self,
        label: Said,
        *,
        short: Said = "",
        hint: Said = "",
        role: str = "",
        missing: Said = "",
        messages: Mapping[str, Said] | None = None,
        starters: Sequence[Said] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(label="", **kwargs)
        self.asked, self.short, self.hint, self.role = label, short or label, hint, role
        self.missing, self.starters = missing, tuple(starters)
        self.own_messages = messages or {}
        self.words: Mapping[str, Text] = {}
        self.language = ""

    # How it is kept ---------------------------------------------------------------------------------------------------

    def answer(self) -> Any:
        """The answer as it is stored, ``None`` when there is none."""
        return self.data if self.data not in ("", [], {}) else None

    def is_sound(self, stored: object) -> bool:
        """Whether something from a file has the shape that this type of question stores."""
        return isinstance(stored, str)

    def combine(self, other: Any) -> Any:
        """The answer and another one kept together as far as that goes; where it doesn't, the first."""
        answer = self.answer()
        return other if answer is None else answer

    def joins(self, other: Any) -> bool:
        """Whether ``combine(other)`` drops neither of the two."""
        mine = self.answer()
        return mine is None or other in (None, "", [], {}) or mine == other

    # How it is drawn --------------------------------------------------------------------------------------------------

    @property
    def typed(self) -> str:
        """What stands in its input: what she typed, or the stored answer as she would type it."""
        return drawable(str(self.raw_data[0])) if self.raw_data else self.shown(self.data)

    @property
    def sent(self) -> tuple[Text, ...]:
        """What was sent, right or wrong, as texts that she can read and copy."""
        return (self.typed,) if self.typed else ()

    def shown(self, data: Any) -> str:
        """The stored answer as she would type it."""
        return "" if data is None else str(data)

    def said(self, text: Said) -> Said:
        """One of its texts with the child's letter and the like put in."""
        return Phrase(text, self.words) if self.words else text

    @property
    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong: the id of the input to go to, and the message."""
        for message in self.errors:
            yield self.first_input, str(message)

    @property
    def unread(self) -> str:
        """What was typed and can't be read as an answer; empty when it can."""
        return drawable(str(self.raw_data[0])) if self.process_errors and self.raw_data else ""

    @property
    def is_open(self) -> bool:
        """Whether something was typed that can't be kept yet; ``process_errors`` aside."""
        return False

    @property
    def first_input(self) -> str:
        """The id of the input an error message leads to."""
        return str(self.id)

    def refuse(self, reason: str, **values: object) -> ValidationError:
        """The error for this reason, in the words of this question or the common ones."""
        message = self.own_messages[reason] if reason in self.own_messages else MESSAGES[reason]
        return ValidationError(str(message) % values if values else str(self.said(message)))

    def pre_validate(self, form: BaseForm) -> None:
        """Check the presence of what a repeated thing can't do without."""
        del form
        if self.missing and self.answer() is None and not self.process_errors:
            raise ValidationError(str(self.missing))
        if self.answer() is not None and not self.process_errors:
            self.check()

    def check(self) -> None:
        """Raise ``refuse(…)`` when the answer can't be kept as it is."""

    # How it reads -----------------------------------------------------------------------------------------------------

    def reading(self) -> tuple[Text, ...]:
        """The answer as short texts, for types that read as one row; the others have ``blocks`` of their own."""
        raise NotImplementedError  # a type must have one of the two: nothing may silently read as empty

    def blocks(self) -> Iterator[Block]:
        """The answer as blocks of the summary; nothing when there is none."""
        if self.answer() is not None and (reading := self.reading()):
            yield Row(self.said(self.short), reading, self.said(self.asked), self.role)
