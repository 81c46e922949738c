"""Questions answered in her own words or with something typed: text, number, amount, time, date."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import format_currency, format_date

from trajectplan.plan.summary import Own, Text
from trajectplan.questions import typed
from trajectplan.questions.base import Question


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


class ShortText(Typed):
    """A few words of her own on one line."""

    between = " "
    """What stands between two answers that are kept together."""

    def __init__(self, label: object, *, longest: int = 200, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.longest = longest

    def read(self, text: str) -> str:
        """One line, single spaces."""
        return " ".join(text.split())

    def is_sound(self, stored: object) -> bool:
        """A text; two that were put together may be as long as both."""
        return isinstance(stored, str) and len(stored) <= 2 * self.longest + 1

    def check(self) -> None:
        """Refuse what is longer than the paper allows."""
        over = len(self.data) - self.longest
        if over == 1:
            raise self.refuse("too_long_by_one")
        if over > 0:
            raise self.refuse("too_long", over=over)

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


class LongText(ShortText):
    """A few sentences of her own."""

    macro = "long_text"
    between = "\n"

    def __init__(self, label: object, *, longest: int = 400, **kwargs: Any) -> None:
        super().__init__(label, longest=longest, **kwargs)

    def read(self, text: str) -> str:
        """Her lines as they are."""
        return text


class Number(Typed):
    """A whole number from ``least`` to ``most``."""

    macro = "number"
    inputmode = "numeric"
    ltr = True

    def __init__(self, label: object, *, least: int, most: int, unit: object = "", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.least, self.most, self.unit = least, most, unit

    def read(self, text: str) -> int:
        """A whole number, typed in any script's digits."""
        found = typed.number(text)
        if found is None:
            raise self.refuse("not_a_number", example=max(self.least, min(7, self.most)))
        return found

    def check(self) -> None:
        """Refuse what is out of range."""
        if not self.least <= self.data <= self.most:
            raise self.refuse("number_range", min=self.least, max=self.most)

    def is_sound(self, stored: object) -> bool:
        """A whole number such as can be typed, if perhaps out of range by now."""
        return isinstance(stored, int) and not isinstance(stored, bool) and 0 <= stored <= typed.LARGEST

    def reading(self) -> tuple[Text, ...]:
        """The number, with its unit where it has one."""
        return (f"{self.data}",)


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

    def reading(self) -> tuple[Text, ...]:
        """The amount as this language writes it."""
        return (Money(self.data),)


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
        return str(format_date(date.fromisoformat(self.iso), "long"))

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
        found = typed.day(text)
        if found is None:
            raise self.refuse("not_a_date")
        return found.isoformat()

    def check(self) -> None:
        """Refuse a day that has passed where it must be one to come."""
        if self.future and date.fromisoformat(self.data) < date.today():  # noqa: DTZ011 - the day on her own wall
            raise self.refuse("date_past")

    def is_sound(self, stored: object) -> bool:
        """A day as it is kept."""
        return isinstance(stored, str) and (found := typed.day(stored)) is not None and found.isoformat() == stored

    def shown(self, data: Any) -> str:
        """Day, month and year as the Dutch write them."""
        if data is None:
            return ""
        day = date.fromisoformat(data)
        return f"{day.day}-{day.month}-{day.year}"

    def reading(self) -> tuple[Text, ...]:
        """The day in words."""
        return (Day(self.data),)
