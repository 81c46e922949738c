"""A question: a WTForms field that also knows how its answer is kept and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias, cast

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Block, Phrase, Row, Said, Text
from trajectplan.plan.worksheet import Blank
from trajectplan.questions.messages import MESSAGES
from trajectplan.questions.typed import drawable

Depending: TypeAlias = Callable[[Plan, Answers], Sequence[Any]]
"""Something that depends on what she said before: on her plan, and on the thing that the page comes for."""
Condition: TypeAlias = tuple[str, str | tuple[str, ...]]
"""Another question on the same screen and the answer, or answers, that it must have."""


class Question(Field):
    """One question: ``label`` asks it, ``short`` names it on paper, ``hint`` helps, ``role`` puts it on page one.

    ``missing`` is the message when it is left empty inside a repeated thing that has something in it; elsewhere
    nothing is compulsory. ``messages`` replace the common ones by reason. ``starters`` are beginnings of sentences;
    with ``takes`` a button puts one into the input. ``folded`` questions stand in a fold at the end of the screen.
    ``only_if`` another question on the screen has that answer is it asked and read. ``printed`` says whether it may
    stand on paper, always, never or by the answer to another question; ``detail`` keeps it off page one.
    """

    macro: ClassVar[str]
    """The macro in ``questions.html`` that draws it."""
    errors: Sequence[Any]
    """The messages, each a text that is said when it is drawn."""
    on_own_screen: ClassVar[bool] = False
    """Whether it is answered on other screens than the one it stands on."""

    def __init__(
        self,
        label: Said,
        *,
        short: Said = "",
        hint: Said = "",
        role: str = "",
        missing: Said = "",
        messages: Mapping[str, Said] | None = None,
        starters: Sequence[Text] | Depending = (),
        takes: bool = False,
        folded: bool = False,
        only_if: Condition | None = None,
        printed: bool | Condition = True,
        detail: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(label="", **kwargs)
        self.asked, self.short, self.hint, self.role = label, short or label, hint, role
        self.missing, self._starters, self.takes = missing, starters, takes
        self.folded, self.only_if, self.printed, self.detail = folded, only_if, printed, detail
        self.own_messages = messages or {}
        self.starters: tuple[Text, ...] = ()
        self.words: Mapping[str, Text] = {}
        self.language, self.plan = "", Plan()
        self.about: Answers = {}

    def placed(self, words: Mapping[str, Text], language: str, plan: Plan, about: Answers) -> None:
        """Take in where it is asked: the words of its texts, the language, her plan and the thing it is asked for."""
        self.words, self.language, self.plan, self.about = words, language, plan, about
        self.starters = self.depending(self._starters)

    def depending(self, given: Sequence[Any] | Depending) -> tuple[Any, ...]:
        """What was given, or what it makes of her plan."""
        return tuple(given(self.plan, self.about) if callable(given) else given)

    # How it is kept ---------------------------------------------------------------------------------------------------

    def answer(self) -> Any:
        """The answer as it is stored, ``None`` when there is none."""
        return self.data if self.data not in ("", [], {}) else None

    def is_sound(self, stored: object) -> bool:
        """Whether something from a file has the shape that this type of question stores."""
        return isinstance(stored, str)

    def fitted(self, stored: Any) -> Any:
        """As much of something from a file as this question takes; what has another shape stays as it is."""
        return stored

    def tidied(self, stored: Any) -> Any:
        """A sound answer from a file as it is kept when it is typed; ``None`` where nothing of it stays."""
        return stored

    def combine(self, other: Any) -> Any:
        """The answer and another one kept together as far as that goes; where it doesn't, the first."""
        answer = self.answer()
        return other if answer is None else answer

    def mark(self) -> Any:
        """What of the answer is given on this very screen, to notice that it was changed elsewhere."""
        return self.answer()

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

    def pressed(self, what: Sequence[str], typed: MultiDict[str, str]) -> None:
        """Take in that one of its own buttons was pressed; ``typed`` is what stood on the screen."""
        del what, typed

    @property
    def opened_number(self) -> int | None:
        """Which of its parts is open, from 1; 0 when none is, ``None`` when it has no parts."""
        return None

    def open_part(self, number: int) -> None:
        """Open the part with this number, as an address says it."""
        del number

    @property
    def problems(self) -> Iterator[tuple[str, Said]]:
        """What is wrong: the id of the input to go to, and the message."""
        for message in self.errors:
            yield self.first_input, message

    @property
    def unread(self) -> str:
        """What was typed and can't be read as an answer; empty when it can."""
        return drawable(str(self.raw_data[0])) if self.process_errors and self.raw_data else ""

    @property
    def is_open(self) -> bool:
        """Whether something was typed that can't be kept yet; ``process_errors`` aside."""
        return False

    @property
    def is_answered(self) -> bool:
        """Whether she gave an answer that counts now; what is kept may be more, such as things she put aside."""
        return self.answer() is not None

    @property
    def is_used(self) -> bool:
        """Whether something is answered or wrong here."""
        return self.is_answered or bool(self.errors) or bool(self.process_errors)

    @property
    def errors_above(self) -> Sequence[Said]:
        """The messages that stand above its inputs; others stand at the input that they are about."""
        return self.errors

    @property
    def first_input(self) -> str:
        """The id of the input an error message leads to."""
        return str(self.id)

    def refuse(self, reason: str, **values: object) -> ValidationError:
        """The error for this reason, in the words of this question or the common ones."""
        message = self.own_messages[reason] if reason in self.own_messages else MESSAGES[reason]
        return _error(Phrase(message, values) if values else self.said(message))

    def refusal(self, reason: str, **values: object) -> Said:
        """What ``refuse`` says."""
        said: Said = self.refuse(reason, **values).args[0]
        return said

    def too_long(self, over: int) -> ValidationError:
        """The error for a text with so many characters too many."""
        return self.refuse("too_long_by_one") if over == 1 else self.refuse("too_long", over=over)

    def pre_validate(self, form: BaseForm) -> None:
        """Check the presence of what a repeated thing can't do without."""
        del form
        if self.missing and self.answer() is None and not self.process_errors:
            raise _error(self.missing)
        if self.answer() is not None and not self.process_errors:
            self.check()

    def check(self) -> None:
        """Raise ``refuse(…)`` when the answer can't be kept as it is."""

    # How it reads -----------------------------------------------------------------------------------------------------

    @property
    def stands_alone(self) -> bool:
        """Whether a card was chosen that stands in place of an answer."""
        return False

    def reading(self) -> tuple[Text, ...]:
        """The answer as short texts, for types that read as one row; the others have ``blocks`` of their own."""
        raise NotImplementedError  # a type must have one of the two: nothing may silently read as empty

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """The answer as blocks of the summary, on the screen or on paper; nothing when there is none."""
        del paper
        if self.answer() is not None and (reading := self.reading()):
            yield Row(self.said(self.short), reading, self.said(self.asked), self.role, self.detail, self.stands_alone)

    # How it is asked on a blank sheet ---------------------------------------------------------------------------------

    @property
    def is_on_sheets(self) -> bool:
        """Whether a blank sheet asks it: not what never goes on paper, nor what is for who wants to tell more."""
        return self.printed is not False and not self.folded

    def blank(self, hint: Text) -> Iterator[Blank]:
        """What there is to fill in by pen, on a sheet that knows nothing of her; ``hint`` helps there."""
        raise NotImplementedError  # as with blocks: nothing may silently be left off the sheets


def _error(said: Said) -> ValidationError:
    """The error that says this; WTForms only hands it on, so it may be said in another language than that of now."""
    return ValidationError(cast("str", said))
