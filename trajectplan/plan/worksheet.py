"""A blank sheet for pen: one tree of asks and of what to fill in, drawn as a plan is drawn from its summary.

Texts are those of the summary: said ones are spoken by whoever draws the sheet, so it can stand in two languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from trajectplan.plan.summary import Said, Text

GAP: Final = "______"
"""What stands in a text in place of a word that she writes there herself, such as a child's letter."""


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to cross: a few words with a pictogram.

    ``note`` stands small below the words, ``mark`` says what kind of box it is.
    """

    label: Text
    icon: str = ""
    note: Text = ""
    mark: Text = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """One question answered by crosses; ``how`` says how many.

    ``own`` labels a line for something else, empty for none.
    """

    label: Text
    boxes: tuple[Box, ...]
    how: Text
    hint: Text = ""
    own: Text = ""


@dataclass(frozen=True, slots=True)
class BoxGroup:
    """Boxes under one heading."""

    label: Text
    icon: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class GroupedBoxes:
    """One question answered by crosses among many boxes, which stand small and in groups."""

    label: Text
    groups: tuple[BoxGroup, ...]
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """One question answered in words, on so many lines; ``starters`` are beginnings of sentences."""

    label: Text
    count: int
    hint: Text = ""
    starters: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One question answered by figures: ``gaps`` are places for so many figures each, with ``between`` between them.

    ``before`` and ``after`` are units around them. They run left-to-right in every language.
    """

    label: Text
    gaps: tuple[int, ...]
    between: str = ""
    before: Text = ""
    after: Text = ""
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class DayTable:
    """One question answered by times: for each of the ``days`` a place for each of the ``moments``, from and until."""

    label: Text
    days: tuple[Text, ...]
    moments: tuple[Text, ...]
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """A week of ``days`` by the hours from ``first`` to ``last``, to shade."""

    label: Text
    days: tuple[Text, ...]
    first: int
    last: int
    hint: Text = ""


Plain: TypeAlias = Boxes | GroupedBoxes | Lines | Field | DayTable | WeekGrid


@dataclass(frozen=True, slots=True)
class Things:
    """One question answered by several things, each with the same ``blocks``: children, people, steps.

    ``names`` head them; there is room for as many things as there are names.
    """

    label: Text
    names: tuple[Text, ...]
    blocks: tuple[Plain, ...]
    hint: Text = ""


Blank: TypeAlias = Plain | Things


@dataclass(frozen=True, slots=True)
class Ask:
    """What one page of questions asks; ``key`` is that of the page.

    ``again`` says what to do when it must be asked more than once, as for each child; empty when it is asked once.
    """

    key: str
    title: Text
    icon: str
    blocks: tuple[Blank, ...]
    hint: Text = ""
    example: Text = ""
    care: Text = ""
    note: Text = ""
    again: Text = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The blank sheet of one chapter; ``minutes`` is how long its core takes."""

    key: str
    title: Said
    icon: str
    minutes: int
    intro: Said
    asks: tuple[Ask, ...]
    note: Said = ""
    credit: Said = ""
