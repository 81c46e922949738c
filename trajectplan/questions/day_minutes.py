"""A question answered by minutes: for each day of the week how long each part of it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from trajectplan.i18n import Pattern, _, comma, ngettext, with_signs
from trajectplan.plan.summary import Block, Grid, Phrase, Row, Said, Text
from trajectplan.plan.week import DAYS
from trajectplan.plan.worksheet import Blank, DayTable
from trajectplan.questions import numbers, typed
from trajectplan.questions.by_day import ByDay
from trajectplan.questions.week_hours import DayName

EXAMPLE: Final = 20
"""The minutes that a message names as an example."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that takes time on a day, such as bringing the children; ``key`` is what it is kept under."""

    key: str
    label: Said


@dataclass(frozen=True, slots=True)
class Cell:
    """The minutes of one part on one day, as typed; ``minutes`` is ``None`` when there are none to be kept."""

    name: str
    part: Part
    text: str
    minutes: int | None = None
    reason: str = ""
    """Why it can't be kept; empty when it can."""

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return not typed.clean(self.text)


@dataclass(frozen=True, slots=True)
class DayCells:
    """One day of the week with its parts as typed."""

    key: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> DayName:
        """Its name."""
        return DayName(self.key)


@dataclass(frozen=True, slots=True)
class MinutesInWords:
    """The minutes of a week on one line, days that are the same together, in the language of whoever draws them.

    Each day comes with its parts: what each is called and how many minutes it takes.
    """

    days: tuple[tuple[DayName, tuple[tuple[Said, int], ...]], ...]

    def __str__(self) -> str:
        together: dict[str, list[str]] = {}
        for day, parts in self.days:
            words = comma().join(f"{label} {in_minutes(minutes)}" for label, minutes in parts)
            together.setdefault(words, []).append(str(day))
        return " · ".join(f"{comma().join(days)}{with_signs(': ')}{words}" for words, days in together.items())


class DayMinutes(ByDay):
    """Per day so many minutes for each of its ``parts``, 0 to ``most``; kept as ``{"mon": {"bring": 20}}``.

    Only days and parts for which something was typed are kept.
    """

    macro = "day_minutes"

    def __init__(
        self, label: object, *, parts: Sequence[Part], days: Sequence[str] = DAYS, most: int = 180, **kwargs: Any
    ) -> None:
        super().__init__(label, days=days, **kwargs)
        self.parts, self.most = tuple(parts), most
        self.rows: tuple[DayCells, ...] = ()

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was typed, where nothing is typed what is stored."""
        del extra_filters
        self.process_errors: list[str] = []
        stored = data if isinstance(data, dict) else {}
        self.rows = tuple(
            DayCells(day, tuple(self._cell(formdata, stored.get(day, {}), day, part) for part in self.parts))
            for day in self.days
        )
        self.raw_data = None
        kept = {
            row.key: {cell.part.key: cell.minutes for cell in row.cells if cell.minutes is not None}
            for row in self.rows
        }
        self.data = {day: minutes for day, minutes in kept.items() if minutes}

    def _cell(self, formdata: MultiDict[str, str] | None, stored: Mapping[str, int], day: str, part: Part) -> Cell:
        name = self._name(day, part)
        if formdata is None:
            minutes = stored.get(part.key)
            return Cell(name, part, "" if minutes is None else str(minutes), minutes)
        text = typed.drawable(formdata.get(name, ""))
        cell = Cell(name, part, text)
        return cell if cell.is_empty else self._read(cell)

    def _read(self, cell: Cell) -> Cell:
        """The cell with its minutes, or with the reason why they can't be kept."""
        try:
            minutes = numbers.number(cell.text, "minutes")
        except typed.Unreadable as why:
            return Cell(cell.name, cell.part, cell.text, reason=why.reason)
        if minutes > self.most:
            return Cell(cell.name, cell.part, cell.text, reason="number_range")
        return Cell(cell.name, cell.part, cell.text, minutes)

    def _name(self, day: str, part: Part) -> str:
        return f"{self.name}-{day}-{part.key}"

    # What the page needs ----------------------------------------------------------------------------------------------

    def inputs_on(self, day: str) -> tuple[str, ...]:
        """One input for each part."""
        return tuple(self._name(day, part) for part in self.parts)

    def is_empty_on(self, day: str) -> bool:
        """Whether nothing was typed for any part of this day."""
        return all(cell.is_empty for row in self.rows if row.key == day for cell in row.cells)

    @property
    def sent(self) -> tuple[Text, ...]:
        """The minutes as typed."""
        return tuple(_as_typed(row, cell) for row in self.rows for cell in row.cells if not cell.is_empty)

    @property
    def unread(self) -> str:
        """What can't be kept, as typed."""
        return ", ".join(_as_typed(row, cell) for row, cell in self._slips())

    @property
    def is_open(self) -> bool:
        """Whether something was typed that can't be kept yet."""
        return any(True for _slip in self._slips())

    @property
    def first_input(self) -> str:
        """The first day's first input."""
        return self._name(self.days[0], self.parts[0])

    @property
    def errors_above(self) -> Sequence[Said]:
        """Messages about the whole of it; each slip stands at its own input."""
        slips = [self.message(cell) for _row, cell in self._slips()]
        return [message for message in self.errors if message not in slips]

    @property
    def problems(self) -> Iterator[tuple[str, Said]]:
        """Each slip, at its own input and with its day and part."""
        for row, cell in self._slips():
            values = {"day": row.name, "part": self.said(cell.part.label), "message": self.message(cell)}
            yield cell.name, Phrase(Pattern("%(day)s, %(part)s: %(message)s"), values)
        for message in self.errors_above:
            yield self.first_input, message

    def message(self, cell: Cell) -> Said:
        """What is said about a slip; empty where there is none."""
        if not cell.reason:
            return ""
        if cell.reason == "number_range":
            return self.refusal(cell.reason, min=0, max=self.most)
        return self.refusal(cell.reason, example=EXAMPLE)

    def _slips(self) -> Iterator[tuple[DayCells, Cell]]:
        return ((row, cell) for row in self.rows for cell in row.cells if cell.reason)

    # Keeping and reading ----------------------------------------------------------------------------------------------

    def pre_validate(self, form: Any) -> None:
        """Refuse minutes with a slip among them; each slip stands at its own input."""
        super().pre_validate(form)
        self.errors = [*self.errors, *(self.message(cell) for _row, cell in self._slips())]

    def is_sound(self, stored: object) -> bool:
        """Days of this question with minutes for parts of it."""
        return isinstance(stored, dict) and all(day in self.days and self._is_day(at) for day, at in stored.items())

    def _is_day(self, stored: object) -> bool:
        keys = {part.key for part in self.parts}
        return (
            isinstance(stored, dict)
            and bool(stored)
            and all(
                key in keys and type(minutes) is int and 0 <= minutes <= self.most for key, minutes in stored.items()
            )
        )

    def combine(self, other: Any) -> Any:
        """The minutes of both; where both have a part of a day, this one's."""
        theirs: Mapping[str, Mapping[str, int]] = other or {}
        days = [day for day in self.days if day in self.data or day in theirs]
        return {day: {**theirs.get(day, {}), **self.data.get(day, {})} for day in days} or None

    def joins(self, other: Any) -> bool:
        """Whether the parts of days that both have are the same."""
        return all(
            self.data.get(day, {}).get(key, minutes) == minutes
            for day, parts in (other or {}).items()
            for key, minutes in parts.items()
        )

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """A small table of days and minutes; on paper one row, as with a week of hours."""
        days = [(DayName(day), self.data[day]) for day in DAYS if day in self.data]
        if days and paper:
            words = MinutesInWords(tuple((day, self._in_order(minutes)) for day, minutes in days))
            yield Row(self.said(self.short), (words,), self.said(self.asked), self.role, self.detail)
        elif days:
            head = (_("Day"), *(self.said(part.label) for part in self.parts))
            rows = tuple((day, *(_in_a_cell(minutes.get(part.key)) for part in self.parts)) for day, minutes in days)
            yield Grid(self.said(self.short), head, rows, self.said(self.asked), self.role)

    def _in_order(self, minutes: Mapping[str, int]) -> tuple[tuple[Said, int], ...]:
        return tuple((self.said(part.label), minutes[part.key]) for part in self.parts if part.key in minutes)

    def blank(self, hint: Text) -> Iterator[Blank]:
        """A place for each day to write the minutes of each part."""
        days = tuple(DayName(day) for day in self.days)
        yield DayTable(self.said(self.asked), days, tuple(self.said(part.label) for part in self.parts), hint)


def in_minutes(minutes: int) -> Said:
    """So many minutes, in words: "20 minutes"."""
    return ngettext("1 minute", "%(count)s minutes", minutes, count=minutes)


def _in_a_cell(minutes: int | None) -> Text:
    return "–" if minutes is None else in_minutes(minutes)


def _as_typed(row: DayCells, cell: Cell) -> str:
    """A part of a day for whoever wants to read it back, whatever it is."""
    return f"{row.name} {cell.part.label} {cell.text}"
