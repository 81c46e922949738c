"""Does a job or a course fit her week: day by day, with the reason and the minutes that are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

from trajectplan.plan.minutes import DAY, HOUR, ROUND, WEEK, Minutes, Span, day_of
from trajectplan.plan.week import (
    DAYS_A_WEEK,
    EVEN,
    EVERY,
    HOLIDAY_WEEKS,
    ODD,
    SCHOOL_WEEKS,
    Calendar,
    Hours,
    Week,
    pattern,
    study_day,
    weekday,
)

FITS, FITS_IF, FITS_NOT = "fits", "fits_if", "does_not_fit"
STARTS, ENDS, NOBODY, TAKEN, OWN_LIMIT = "start", "end", "middle", "taken", "own_limit"
MOST_MISSING: Final = HOUR
"""A day on which no more than this is missing fits *if* that is arranged: a child is an hour longer somewhere, or the
work begins or ends that much differently. What is missing more is not one arrangement away, and says so."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A job or course: ``hours`` in minutes of a week, the journey from the last door and back to the first one.

    ``pause`` is the unpaid part of each day. ``goes_on`` says whether it does so in school holidays.
    """

    key: str
    hours: tuple[Span, ...]
    there: int = 0
    back: int = 0
    pause: int = 0
    weeks: str = EVERY
    goes_on: bool = True

    @property
    def in_week(self) -> int:
        """How many minutes it takes of a week, without breaks and journeys; those of the fuller week."""
        breaks = self.pause * len({weekday(start) for start, _end in self.hours})
        return max(0, Minutes.of(self.hours).total - breaks)

    def needed(self, span: Span) -> Span:
        """From the last door until back at the first, for one stretch of it."""
        return span[0] - self.there, span[1] + self.back


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some minutes of a day are missing.

    ``minute`` is, within the two weeks, when she can be there (``STARTS``) or must go (``ENDS``); ``span`` the minutes
    that are missing; ``children`` those whom nobody looks after then; ``fixed`` the key of the appointment in the way.
    ``is_firm`` says that it is a limit she set, or an appointment that can't move: nothing that others could arrange.
    """

    kind: str
    span: Span
    minute: int = 0
    children: tuple[str, ...] = ()
    fixed: str = ""
    is_firm: bool = False

    @property
    def missing(self) -> int:
        """In minutes."""
        return self.span[1] - self.span[0]


@dataclass(frozen=True, slots=True)
class DayFit:
    """One stretch of the offer on one day, ``span`` in minutes of the two weeks.

    ``spare`` is what she has left of time at the tighter side, in minutes, where it fits.
    """

    span: Span
    reasons: tuple[Reason, ...] = ()
    spare: int = 0

    @property
    def day(self) -> int:
        """0 is Monday of an odd week, 13 Sunday of an even one."""
        return day_of(self.span[0])

    @property
    def missing(self) -> int:
        """In minutes."""
        return sum(reason.missing for reason in self.reasons)

    @property
    def verdict(self) -> str:
        """Whether it fits, fits if something is arranged, or doesn't."""
        if not self.reasons:
            return FITS
        can_be_arranged = self.missing <= MOST_MISSING and not any(reason.is_firm for reason in self.reasons)
        return FITS_IF if can_be_arranged else FITS_NOT


@dataclass(frozen=True, slots=True)
class Fit:
    """An offer held against her week: its days in school weeks, and those on which it doesn't fit at other times.

    ``holidays`` are the days of the week without anybody in a holiday week, ``study_days`` those on which a study day
    needs her back-up plan; ``over`` how many minutes it takes more than she wants at most.
    """

    offer: Offer
    days: tuple[DayFit, ...]
    holidays: tuple[int, ...]
    study_days: tuple[int, ...]
    over: int = 0

    @property
    def verdict(self) -> str:
        """That of the day that fits worst; a limit of hours that is passed is one that doesn't fit."""
        order = (FITS, FITS_IF, FITS_NOT)
        return max((FITS_NOT if self.over else FITS, *(day.verdict for day in self.days)), key=order.index)

    def in_weeks(self) -> Iterator[tuple[DayFit, str]]:
        """Its days as those of one week: each with the weeks it is of, ``"every"`` where both are alike."""
        odd = [day for day in self.days if day.day < DAYS_A_WEEK]
        even = [_earlier(day) for day in self.days if day.day >= DAYS_A_WEEK]
        for day in odd:
            yield day, EVERY if day in even else ODD
        for day in even:
            if day not in odd:
                yield day, EVEN


def fit(week: Week, offer: Offer, most: int | None = None) -> Fit:
    """How this offer fits; ``most`` is the minutes a week that she wants to work or learn at most."""
    return fits(week, (offer,), most)[0]


def fits(week: Week, offers: Iterable[Offer], most: int | None = None) -> tuple[Fit, ...]:
    """How each of these offers fits; what they are held against is worked out once for all of them."""
    hours = cache(partial(Hours.of, week))
    return tuple(_fit(hours, offer, most) for offer in offers)


def _fit(hours: Callable[[Calendar], Hours], offer: Offer, most: int | None) -> Fit:
    """How an offer fits; ``hours`` gives hers on a calendar."""
    in_term = tuple(days(hours(SCHOOL_WEEKS), offer))
    good = sorted({weekday(day.span[0]) for day in in_term} - {weekday(day.span[0]) for day in in_term if day.reasons})
    holidays = _lacking(hours(HOLIDAY_WEEKS), offer) if offer.goes_on else set()
    closed = (day for day in good if day in _lacking(hours(study_day(day)), offer))
    over = max(0, offer.in_week - most) if most is not None else 0
    return Fit(offer, in_term, tuple(day for day in good if day in holidays), tuple(closed), over)


def _lacking(hours: Hours, offer: Offer) -> set[int]:
    """The days of the week, 0 for Monday, on which minutes are missing that begin on them."""
    not_free = ~hours.free
    spans = pattern(offer.hours, offer.weeks).stretches()
    return {weekday(span[0]) for span in spans if Minutes.of([offer.needed(span)]) & not_free}


def _earlier(day: DayFit) -> DayFit:
    """A day of an even week as that of the odd week before it."""
    reasons = tuple(
        replace(
            reason, span=(reason.span[0] - WEEK, reason.span[1] - WEEK), minute=reason.minute and reason.minute - WEEK
        )
        for reason in day.reasons
    )
    return replace(day, span=(day.span[0] - WEEK, day.span[1] - WEEK), reasons=reasons)


# A day ----------------------------------------------------------------------------------------------------------------


def days(hours: Hours, offer: Offer) -> Iterator[DayFit]:
    """Every stretch of the offer in the two weeks, on the calendar of ``hours``."""
    judge = _Judge(hours, offer)
    for span in pattern(offer.hours, offer.weeks).stretches():
        yield judge.day(span)


class _Judge:
    """Holds the stretches of one offer against her hours, with her limits and appointments and without them."""

    def __init__(self, hours: Hours, offer: Offer) -> None:
        self.hours, self.offer = hours, offer
        self.free = hours.free

    def day(self, span: Span) -> DayFit:
        """One stretch of the offer."""
        first, last = self.offer.needed(span)
        missing = Minutes.of([(first, last)]) - self.free
        if not missing:
            return DayFit(span, spare=self._spare(first, last))
        taken = missing & self.hours.between
        limited = (missing - taken) & self.hours.without_limits
        reasons = [
            *(self._taken(part) for part in _turned(taken, first)),
            *(Reason(OWN_LIMIT, part, is_firm=True) for part in _turned(limited, first)),
            *(self._at_a_door(part, span) for part in _turned(missing - taken - limited, first)),
        ]
        return DayFit(span, tuple(sorted(reasons, key=lambda reason: reason.span)))

    def _spare(self, first: int, last: int) -> int:
        """What is left at the tighter side of a stretch that fits; no more than a day."""
        turned = ((start + turn, end + turn) for start, end in self.free.stretches() for turn in (-ROUND, 0, ROUND))
        start, end = next(span for span in turned if span[0] <= first and last <= span[1])
        return min(first - start, end - last, DAY)

    def _taken(self, part: Span) -> Reason:
        minutes = Minutes.of([part])
        fixed = next(fixed for fixed in self.hours.week.fixed if fixed.minutes & minutes)
        return Reason(TAKEN, part, fixed=fixed.key, is_firm=not fixed.movable)

    def _at_a_door(self, part: Span, span: Span) -> Reason:
        """Why minutes are missing that neither her limits nor an appointment take: a door, or nobody behind it."""
        first, last = self.offer.needed(span)
        minutes = Minutes.of([part])
        lacking = {child: minutes - cover for child, cover in self.hours.covers.items()}
        alone = tuple(child for child, minutes_alone in lacking.items() if minutes_alone == minutes)
        # Those who have nobody all the time; where there are none, all who have nobody for a while.
        children = alone or tuple(child for child, minutes_alone in lacking.items() if minutes_alone)
        if part[0] == first and part[1] < last:
            return Reason(STARTS, part, part[1] + self.offer.there, children)
        if part[1] == last and part[0] > first:
            return Reason(ENDS, part, part[0] - self.offer.back, children)
        return Reason(NOBODY, part, children=children)


def _turned(minutes: Minutes, near: int) -> list[Span]:
    return [_near(part, near) for part in minutes.stretches()]


def _near(span: Span, minute: int) -> Span:
    """The same stretch of the two weeks that go round, in the turn in which it begins nearest to a minute."""
    turn = round((minute - span[0]) / ROUND) * ROUND
    return span[0] + turn, span[1] + turn
