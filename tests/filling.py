"""An answer as a browser gives it: what is typed and pressed, what is kept of it, and what is read of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markup import Fields

from trajectplan.questions.base import Condition

Reading = Callable[[str], list[str]]
"""What must be read somewhere in a language, given its code; needs an application context that speaks it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One question as it is answered: the fields a browser sends, what is kept, what is read.

    ``opens`` are buttons that must be pressed first, each with what is typed for it alone, because the page has the
    inputs only then; ``again`` is what stands in the inputs when the page is opened again, where that isn't what was
    typed; ``late`` is what the page asks only after it was sent once. ``is_printed`` says whether it may be on paper.
    """

    fields: Fields
    stored: Any
    reads: Reading
    opens: tuple[tuple[str, Fields], ...] = ()
    again: Fields | None = None
    late: Fields = field(default_factory=dict)
    is_printed: bool = True

    @property
    def shown_again(self) -> dict[str, list[str]]:
        """What stands in the inputs when the page is opened again."""
        return {name: list(values) for name, values in (self.fields if self.again is None else self.again).items()}


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
    def opens(self) -> tuple[tuple[str, Fields], ...]:
        """The buttons that must be pressed first, each with what is typed for it alone."""
        return tuple(step for part in self.parts.values() for step in part.opens)

    def reads(self, language: str) -> list[str]:
        """What must be read."""
        return [text for part in self.parts.values() for text in part.reads(language)]

    def prints(self, language: str) -> list[str]:
        """What must be read on paper."""
        return [text for part in self.parts.values() if part.is_printed for text in part.reads(language)]

    def holds(self, condition: Condition) -> bool:
        """Whether another question of the screen is answered so."""
        name, wanted = condition
        given = self.parts[name].stored if name in self.parts else None
        answers = given if isinstance(given, list) else [given]
        return not set(several(wanted)).isdisjoint(answers)


def several(wanted: str | Sequence[str]) -> tuple[str, ...]:
    """The answers that a condition accepts."""
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)
