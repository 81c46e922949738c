"""What a page works out from her answers and shows: drawings of her week, and what they say in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from trajectplan.plan.summary import Grid, Text
from trajectplan.plan.week_drawn import WeekDrawn


@dataclass(frozen=True, slots=True)
class Told:
    """A part of it: ``heading``, ``lead`` as the sentence that stands out, ``sentences`` each a point of a list.

    ``sign`` is the pictogram of a verdict, ``folded`` says that the part opens when it is asked for, ``own`` that its
    lead is what she said herself, which stands out most.
    """

    heading: Text
    sentences: tuple[Text, ...] = ()
    lead: Text = ""
    sign: str = ""
    folded: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """All of it, in this order: ``before`` the drawings, the ``drawings``, what is told ``after`` them, and a table."""

    before: tuple[Told, ...] = ()
    drawings: tuple[WeekDrawn, ...] = ()
    after: tuple[Told, ...] = ()
    table: Grid | None = None
