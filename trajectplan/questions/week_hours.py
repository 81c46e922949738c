"""A question answered by a week: per day from when until when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import get_locale
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import DEFAULT, _, comma, weekday_in_words
from trajectplan.plan.summary import Block, Grid, Phrase, Row, Said, Text
from trajectplan.plan.week import DAYS
from trajectplan.plan.worksheet import Blank, DayTable
from trajectplan.questions import typed
from trajectplan.questions.by_day import ByDay
from trajectplan.questions.spans import Span, slips

MOST_SPANS = 3
"""So many times from-until fit on one day."""
LIKE_ABOVE = _("Same as an earlier day")
SUGGESTED = "-usual"
"""What the name of the input that says what is suggested ends on."""
ALL_DAY = ("00:00", "24:00")
TURNED = ("end_before_start", "same_times")
"""Reasons that are none where it goes on after midnight."""


@dataclass(frozen=True, slots=True)
class DayName:
    """The name of a day of the week, in the language of whoever draws it."""

    key: str

    def __str__(self) -> str:
        return weekday_in_words(DAYS.index(self.key), str(get_locale() or DEFAULT))


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one day in words, in the language of whoever draws them."""

    spans: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return comma().join(self._one(start, end) for start, end in self.spans)

    @staticmethod
    def _one(start: str, end: str) -> str:
        words = f"{_short(start)}–{_short(end)}"
        later = _("the next day")
        return f"{words} ({later})" if end <= start else words


@dataclass(frozen=True, slots=True)
class WeekInWords:
    """The times of a week on one line, days with the same times together, in the language of whoever draws them."""

    days: tuple[tuple[DayName, Times], ...]

    def __str__(self) -> str:
        together: dict[Times, list[DayName]] = {}
        for day, times in self.days:
            together.setdefault(times, []).append(day)
        return " · ".join(f"{comma().join(map(str, days))} {times}" for times, days in together.items())


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day of the week with its spans as typed."""

    key: str
    spans: tuple[Span, ...]

    @property
    def name(self) -> DayName:
        """Its name."""
        return DayName(self.key)

    @property
    def has_room(self) -> bool:
        """Whether one more from-until fits."""
        return len(self.spans) < MOST_SPANS


@dataclass(frozen=True, slots=True)
class Usual:
    """Times that many people have, to begin with; ``hours`` as they are kept."""

    key: str
    label: Said
    icon: str
    hours: Mapping[str, Sequence[Sequence[str]]]


class WeekHours(ByDay):
    """Per day one or more times from-until; kept as ``{"mon": [["08:30", "14:30"]]}``.

    An end at or before the start means the next day, and counts only when she ticked that. ``24:00`` is an end. Times
    that aren't ``within`` these were mistyped: the question has a message ``at_night`` for them.

    A button puts ``usual`` times on the days that are still empty. They are *suggested*: they stand on the screen, and
    count when she presses "Next" with them there. An input nobody sees says which days they are on.
    """

    macro = "week_hours"

    def __init__(
        self,
        label: object,
        *,
        days: Sequence[str] = DAYS,
        nights: bool = True,
        within: tuple[str, str] = ALL_DAY,
        usual: tuple[Usual, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(label, days=days, **kwargs)
        self.nights, self.within, self.usual = nights, within, usual
        self.suggested = ""
        """The usual times that stand on the screen and their days, as ``school:tue:wed``; empty for none."""
        self.hours: tuple[DayHours, ...] = ()

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was typed, where nothing is typed what is stored."""
        del extra_filters
        self.process_errors: list[str] = []
        stored = data if isinstance(data, dict) else {}
        self.hours = tuple(
            DayHours(day, self._stored(stored, day) if formdata is None else self._typed(formdata, day))
            for day in self.days
        )
        self.raw_data = None
        self.data = {
            day.key: [list(times) for span in day.spans if (times := span.read())]
            for day in self.hours
            if any(span.read() for span in day.spans)
        }

    def _stored(self, stored: Mapping[str, Any], day: str) -> tuple[Span, ...]:
        spans = stored.get(day) or [["", ""]]
        return tuple(
            Span(self._name(day, number), _short(start), _short(end), overnight=bool(start) and end <= start)
            for number, (start, end) in enumerate(spans, start=1)
        )

    def _typed(self, formdata: MultiDict[str, str], day: str) -> tuple[Span, ...]:
        spans = [self._span(formdata, day, number) for number in range(1, MOST_SPANS + 1)]
        return _without_tail(spans)

    def _span(self, formdata: MultiDict[str, str], day: str, number: int) -> Span:
        name = self._name(day, number)
        start, end = (typed.drawable(formdata.get(f"{name}-{part}", "")) for part in ("from", "until"))
        overnight = f"{name}-overnight" in formdata
        earliest, latest = (typed.time(time) or 0 for time in self.within)
        wrong = tuple(slips(start, end, (earliest, latest), overnight=overnight and self.nights))
        return Span(name, start, end, overnight, wrong)

    def _name(self, day: str, number: int) -> str:
        return f"{self.name}-{day}-{number}"

    # What the page needs ----------------------------------------------------------------------------------------------

    def with_room(self, day: str) -> None:
        """Draw one more from-until on this day."""
        self.hours = tuple(
            DayHours(hours.key, (*hours.spans, Span(self._name(day, len(hours.spans) + 1), "", "")))
            if hours.key == day and hours.has_room
            else hours
            for hours in self.hours
        )

    def like_above(self, day: str) -> Text:
        """What the button says that copies an earlier day to this one; empty where there is no such button."""
        if not self.may_be_like_above(day):
            return ""
        above = self.above(day)
        return Phrase(_("Same as %(day)s"), {"day": DayName(above)}) if above else LIKE_ABOVE

    def inputs_on(self, day: str) -> tuple[str, ...]:
        """The two times and the tick of each from-until that fits."""
        names = (self._name(day, number) for number in range(1, MOST_SPANS + 1))
        return tuple(f"{name}-{part}" for name in names for part in ("from", "until", "overnight"))

    def is_empty_on(self, day: str) -> bool:
        """Whether no time was typed for this day."""
        return all(span.is_empty for hours in self.hours if hours.key == day for span in hours.spans)

    @property
    def suggested_name(self) -> str:
        """The name of the input that says what is suggested."""
        return f"{self.name}{SUGGESTED}"

    @property
    def offered(self) -> tuple[Usual, ...]:
        """The usual times that there is a day for."""
        free = {day for day in self.days if self.is_empty_on(day)} | set(self.suggested.split(":")[1:])
        return tuple(each for each in self.usual if not free.isdisjoint(each.hours))

    def suggest(self, key: str, days: Collection[str] = DAYS) -> None:
        """Put usual times on those of these days that are still empty; nothing of it is kept."""
        usual = self._usual(key)
        filled = [day for day in self.days if day in days and day in usual and self.is_empty_on(day)]
        self.hours = tuple(
            DayHours(hours.key, self._stored(usual, hours.key)) if hours.key in filled else hours
            for hours in self.hours
        )
        self.suggested = ":".join((key, *filled)) if filled else ""

    def still_suggested(self, formdata: MultiDict[str, str]) -> str:
        """What was suggested on the screen that was sent, without the days that she emptied."""
        key, *days = formdata.get(self.suggested_name, "").split(":")
        left = [day for day in days if day in self.days and any(formdata.get(name) for name in self.inputs_on(day))]
        return ":".join((key, *left))

    def suggest_again(self, suggested: str) -> None:
        """The same for what was suggested before, where that is still empty."""
        key, *days = suggested.split(":")
        self.suggest(key, days)

    def settled(self, formdata: MultiDict[str, str], *, counts: bool) -> MultiDict[str, str]:
        """What was typed, with the suggested times among it as hers, or without those that she didn't change."""
        key, *days = formdata.get(self.suggested_name, "").split(":")
        hers = MultiDict(formdata)
        hers.poplist(self.suggested_name)
        usual = self._usual(key)
        for hours in self.hours if not counts else ():
            if hours.key in days and _times(hours.spans) == _times(self._stored(usual, hours.key)):
                for name in self.inputs_on(hours.key):
                    hers.poplist(name)
        return hers

    def _usual(self, key: str) -> Mapping[str, Sequence[Sequence[str]]]:
        return next((each.hours for each in self.usual if each.key == key), {})

    @property
    def sent(self) -> tuple[Text, ...]:
        """The spans as typed."""
        return tuple(_as_typed(hours, span) for hours in self.hours for span in hours.spans if not span.is_empty)

    @property
    def unread(self) -> str:
        """The spans that can't be kept, as typed."""
        return ", ".join(_as_typed(hours, span) for hours in self.hours for span in hours.spans if span.slips)

    @property
    def is_open(self) -> bool:
        """Whether a span was typed that can't be kept yet."""
        return any(span.slips for hours in self.hours for span in hours.spans)

    @property
    def first_input(self) -> str:
        """The first day's first input."""
        return f"{self._name(self.days[0], 1)}-from"

    @property
    def errors_above(self) -> Sequence[Said]:
        """Messages about the whole week; each slip stands at its own input."""
        slips_below = [message for _target, message in self._slips()]
        return [message for message in self.errors if message not in slips_below]

    @property
    def problems(self) -> Iterator[tuple[str, Said]]:
        """Each slip, at its own input; one that both times of a span have is told once."""
        yield from self._slips()
        for message in self.errors_above:
            yield self.first_input, message

    def messages(self, hours: DayHours, span: Span) -> Sequence[Said]:
        """What is said about the slips of a span."""
        return [message for _target, message in self._slips_of(hours, span)]

    def _slips_of(self, hours: DayHours, span: Span) -> Iterator[tuple[str, Said]]:
        """The input that it is about, and the message; one that both times have only once."""
        told: dict[str, str] = {}
        for part, reason in span.slips:
            told.setdefault(reason, f"{span.name}-{part}")
        yield from ((target, self._message(reason, hours)) for reason, target in told.items())

    def _message(self, reason: str, hours: DayHours) -> Said:
        text = self.refusal(reason, day=hours.name)
        if reason not in TURNED or not self.nights:
            return text
        return Phrase("%(first)s %(then)s", {"first": text, "then": self.refusal("past_midnight")})

    def _slips(self) -> Iterator[tuple[str, Said]]:
        for hours in self.hours:
            for span in hours.spans:
                yield from self._slips_of(hours, span)

    # Keeping and reading ----------------------------------------------------------------------------------------------

    def pre_validate(self, form: Any) -> None:
        """Refuse a week with a slip in it; each slip stands at its own input."""
        super().pre_validate(form)
        self.errors = [*self.errors, *(message for _target, message in self._slips())]

    def is_sound(self, stored: object) -> bool:
        """Days of this question with pairs of times."""
        return isinstance(stored, dict) and all(day in self.days and _is_day(spans) for day, spans in stored.items())

    def combine(self, other: Any) -> Any:
        """The days of both; where both have a day, this one's."""
        return {**(other or {}), **self.data} or None

    def joins(self, other: Any) -> bool:
        """Whether the days that both have are the same."""
        return all(self.data.get(day, spans) == spans for day, spans in (other or {}).items())

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """A small table of days and times; on paper one row, since a plan of many tables is read by nobody."""
        rows = [(DayName(day), _spans(self.data[day])) for day in DAYS if day in self.data]
        if rows and paper:
            yield Row(self.said(self.short), (WeekInWords(tuple(rows)),), self.said(self.asked), self.role, self.detail)
        elif rows:
            head = (_("Day"), _("From and until"))
            yield Grid(self.said(self.short), head, tuple(rows), self.said(self.asked), self.role)

    def blank(self, hint: Text) -> Iterator[Blank]:
        """A place for each day to write from when until when."""
        days = tuple(DayName(day) for day in self.days)
        yield DayTable(self.said(self.asked), days, (_("From"), _("Until")), hint)


def _without_tail(spans: list[Span]) -> tuple[Span, ...]:
    """The spans without the empty ones at the end; at least one."""
    while len(spans) > 1 and spans[-1].is_empty:
        spans = spans[:-1]
    return tuple(spans)


def _times(spans: Sequence[Span]) -> list[tuple[str, str]]:
    return [(span.start, span.end) for span in spans]


def _as_typed(hours: DayHours, span: Span) -> str:
    """A span for whoever wants to read it back, whatever it is."""
    return f"{hours.name} {span.start}–{span.end}"


def _short(time: str) -> str:
    """A kept time as she would type it: ``8:30`` rather than ``08:30``."""
    return time.removeprefix("0")


def _spans(spans: Sequence[Sequence[str]]) -> Times:
    return Times(tuple((start, end) for start, end in spans))


def _is_day(spans: object) -> bool:
    return isinstance(spans, list) and 1 <= len(spans) <= MOST_SPANS and all(_is_pair(span) for span in spans)


def _is_pair(span: object) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 2  # noqa: PLR2004 - from and until
        and span[0] != "24:00"
        and all(
            isinstance(time, str) and (read := typed.time(time)) is not None and typed.clock(read) == time
            for time in span
        )
    )
