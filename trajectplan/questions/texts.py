"""Questions answered in her own words or with something typed: text, number, amount, time, date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any

from flask_babel import format_currency, get_locale
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import DEFAULT, _, day_in_words, main_part
from trajectplan.plan.lines import one_line
from trajectplan.plan.summary import Own, Said, Text
from trajectplan.plan.worksheet import Blank, Field, Lines
from trajectplan.questions import days, numbers, typed
from trajectplan.questions.base import Question
from trajectplan.questions.numbers import Unit

LETTERS_ON_A_LINE = 100
MOST_LINES = 5
"""How much there is to write on on a blank sheet: a letter there is wider than one that is typed."""


class Typed(Question):
    """A question with one input; subclasses say what may be typed into it."""

    macro = "text"
    inputmode = "text"
    ltr = False
    """Whether its input runs left-to-right in every language, as times and amounts do."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what was typed; raise ``ValidationError`` when it can't be read."""
        text = typed.clean(valuelist[0]) if valuelist else ""
        self.data = self.read(text) if text else None

    def read(self, text: str) -> Any:
        """The stored form of what was typed (cleaned, not empty)."""
        return text

    def figures(self, *gaps: int, hint: Text, between: str = "", before: Text = "", after: Text = "") -> Field:
        """Places for so many figures each on a blank sheet, with what stands around and between them."""
        return Field(self.said(self.asked), gaps, between, before, after, hint)


class ShortText(Typed):
    """A few words of her own on one line."""

    between = " "
    """What stands between two answers that are kept together."""
    least_lines = 1
    """So many lines a blank sheet has at least."""

    def __init__(self, label: object, *, longest: int = 200, suggestions: Sequence[Said] = (), **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.longest, self.suggestions = longest, tuple(suggestions)

    def taken(self, typed_here: MultiDict[str, str], number: str) -> MultiDict[str, str]:
        """What was typed, with one of the beginnings put behind what stands in this input where it still fits."""
        changed, text = MultiDict(typed_here), self._with_beginning(typed_here, number)
        if text is not None and not self._is_full(typed_here, text):
            changed[self.name] = text
        return changed

    def _with_beginning(self, typed_here: MultiDict[str, str], number: str) -> str | None:
        beginning = {str(place): str(starter) for place, starter in enumerate(self.starters)}.get(number)
        there = typed_here.get(self.name, "").strip()
        if beginning is None or beginning in there:
            return None  # taken before
        return self.between.join(part for part in (there, beginning) if part)

    def _is_full(self, typed_here: MultiDict[str, str], text: str) -> bool:
        """Whether the text is too long because of what stood there; what is taken into nothing she can shorten."""
        return bool(typed_here.get(self.name, "").strip()) and len(self.read(typed.clean(text))) > self.longest

    def pressed(self, what: Sequence[str], typed: MultiDict[str, str]) -> None:
        """Say that a beginning didn't fit any more."""
        text = self._with_beginning(typed, what[-1])
        if text is not None and self._is_full(typed, text) and not self.errors:
            self.errors = [self.refusal("no_room")]

    def read(self, text: str) -> str:
        """One line, single spaces."""
        return one_line(text)

    def is_sound(self, stored: object) -> bool:
        """A text; two that were put together may be as long as both."""
        return isinstance(stored, str) and len(stored) <= 2 * self.longest + 1

    def fitted(self, stored: Any) -> Any:
        """Its first letters."""
        return stored[: self.longest] if isinstance(stored, str) else stored

    def tidied(self, stored: Any) -> Any:
        """On one line too, or a name from a file could make two lines of a heading."""
        return self.read(stored) or None

    def check(self) -> None:
        """Refuse what is longer than the paper allows."""
        over = len(self.data) - self.longest
        if over > 0:
            raise self.too_long(over)

    def combine(self, other: Any) -> Any:
        """Both texts, one after the other."""
        mine = self.answer()
        return self.between.join(text for text in dict.fromkeys((other, mine)) if text) or None

    def joins(self, other: Any) -> bool:
        """Always: one text comes after the other."""
        del other
        return True

    def reading(self) -> tuple[Text, ...]:
        """Her words."""
        return (Own(self.data, self.language),)

    def blank(self, hint: Text) -> Iterator[Blank]:
        """Lines to write on, more of them where more may be typed, with beginnings of sentences."""
        count = min(max(self.least_lines, ceil(self.longest / LETTERS_ON_A_LINE)), MOST_LINES)
        yield Lines(self.said(self.asked), count, hint, self.starters)


class LongText(ShortText):
    """A few sentences of her own."""

    macro = "long_text"
    between = "\n"
    least_lines = 3

    def __init__(self, label: object, *, longest: int = 400, **kwargs: Any) -> None:
        super().__init__(label, longest=longest, **kwargs)

    def read(self, text: str) -> str:
        """Her lines as they are."""
        return text


class Number(Typed):
    """A whole number from ``least`` to ``most``.

    ``unit`` stands behind the input; ``counts`` names what may be typed behind the number. ``zero`` is how 0 reads.
    """

    macro = "number"
    inputmode = "numeric"
    ltr = True

    def __init__(
        self,
        label: object,
        *,
        least: int,
        most: int,
        unit: object = "",
        counts: Unit = "",
        zero: Said = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, **kwargs)
        self.least, self.most, self.unit, self.counts, self.zero = least, most, unit, counts, zero

    def read(self, text: str) -> int:
        """A whole number, in any script's digits or in words, with or without what it counts."""
        if self.zero and text.casefold() == str(self.zero).casefold():
            return 0
        try:
            return numbers.number(text, self.counts)
        except typed.Unreadable as why:
            example = max(self.least, min(why.near, self.most))
            raise self.refuse(why.reason, example=example) from None

    def check(self) -> None:
        """Refuse what is out of range."""
        if not self.least <= self.data <= self.most:
            raise self.refuse("number_range", min=self.least, max=self.most)

    def is_sound(self, stored: object) -> bool:
        """A whole number such as can be typed, if perhaps out of range by now."""
        return isinstance(stored, int) and not isinstance(stored, bool) and 0 <= stored <= typed.LARGEST

    def reading(self) -> tuple[Text, ...]:
        """The number in figures, or the words for 0."""
        return (self.zero if self.zero and self.data == 0 else self.written(),)

    def written(self) -> Text:
        """The number as it is written."""
        return f"{self.data}"

    def blank(self, hint: Text) -> Iterator[Blank]:
        """Places for as many figures as the number may have."""
        yield self.figures(len(str(self.most)), after=self.unit, hint=hint)


class Amount(Number):
    """An amount of money in euros; kept in cents."""

    inputmode = "decimal"
    macro = "amount"

    def read(self, text: str) -> int:
        """Cents."""
        found = typed.amount(text)
        if found is None:
            raise self.refuse("not_an_amount")
        return found

    def check(self) -> None:
        """Refuse what is out of range; the bounds are in whole euros."""
        if not self.least * 100 <= self.data <= self.most * 100:
            raise self.refuse("amount_range", min=self.least, max=self.most)

    def shown(self, data: Any) -> str:
        """Euros with a comma, as the Dutch write them."""
        return "" if data is None else f"{data // 100},{data % 100:02}"

    def written(self) -> Text:
        """The amount as each language writes it."""
        return Money(self.data)

    def blank(self, hint: Text) -> Iterator[Blank]:
        """Places for whole euros and for cents."""
        yield self.figures(len(str(self.most)), 2, between=",", before="€", hint=hint)


class Money:
    """An amount in cents that is written the way of whoever draws it."""

    def __init__(self, cents: int) -> None:
        self.cents = cents

    def __str__(self) -> str:
        return str(format_currency(self.cents / 100, "EUR"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and other.cents == self.cents

    def __hash__(self) -> int:
        return hash(self.cents)


class Day:
    """A day that is written the way of whoever draws it."""

    def __init__(self, iso: str) -> None:
        self.iso = iso

    def __str__(self) -> str:
        return day_in_words(date.fromisoformat(self.iso), str(get_locale() or DEFAULT))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Day) and other.iso == self.iso

    def __hash__(self) -> int:
        return hash(self.iso)


class Time(Typed):
    """A time of day; kept as ``08:15``."""

    macro = "time"
    inputmode = "numeric"
    ltr = True

    def read(self, text: str) -> str:
        """``08:15``."""
        found = typed.time(text)
        if found is None:
            raise self.refuse("not_a_time")
        return typed.clock(found)

    def is_sound(self, stored: object) -> bool:
        """A time as it is kept."""
        return isinstance(stored, str) and (found := typed.time(stored)) is not None and typed.clock(found) == stored

    def shown(self, data: Any) -> str:
        """``8:15``, as in a week of hours."""
        return "" if data is None else str(data).removeprefix("0")

    def reading(self) -> tuple[Text, ...]:
        """The time."""
        return (self.shown(self.data),)

    def blank(self, hint: Text) -> Iterator[Blank]:
        """Places for hours and minutes."""
        yield self.figures(2, 2, between=":", hint=hint)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on her own wall


ETHIOPIAN_YEARS = frozenset({"ti", "am"})
"""Languages of people who may count years by the Ethiopian calendar."""
YEARS_BEHIND = range(6, 10)
"""So many years back may mean this year or the next there, which is seven or eight behind."""


class Date(Typed):
    """A day; kept as ``2027-09-01``. ``future`` refuses days that have passed."""

    macro = "date"
    inputmode = "text"
    ltr = True

    def __init__(self, label: object, *, future: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.future = future

    def read(self, text: str) -> str:
        """``2027-09-01``."""
        try:
            return days.day(text, self.language, _today()).isoformat()
        except typed.Unreadable as why:
            raise self.refuse(why.reason) from None

    def check(self) -> None:
        """Refuse a day that has passed where it must be one to come; one that was kept before may pass by itself."""
        day, today = date.fromisoformat(self.data), _today()
        if self.data == self.object_data or day >= today:
            return
        if main_part(self.language) in ETHIOPIAN_YEARS and today.year - day.year in YEARS_BEHIND:
            raise self.refuse("not_a_date")
        if self.future:
            raise self.refuse("date_past")

    def is_sound(self, stored: object) -> bool:
        """A day as it is kept."""
        return isinstance(stored, str) and days.is_kept(stored)

    def shown(self, data: Any) -> str:
        """Day, month and year as the Dutch write them."""
        if data is None:
            return ""
        day = date.fromisoformat(data)
        return f"{day.day}-{day.month}-{day.year}"

    def reading(self) -> tuple[Text, ...]:
        """The day in words."""
        return (Day(self.data),)

    def blank(self, hint: Text) -> Iterator[Blank]:
        """Places for day, month and year."""
        yield self.figures(2, 2, 4, between="-", after=_("(day, month, year)"), hint=hint)
