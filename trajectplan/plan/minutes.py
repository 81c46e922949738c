"""Sets of minutes within two weeks that go round: sorted stretches, half open, exact to the minute.

Minute 0 is Monday 0:00 of an odd week. After Sunday 24:00 of the even week comes minute 0 again, so that a night from
Sunday to Monday is one stretch, whichever week it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import takewhile
from typing import Final, TypeAlias

HOUR: Final = 60
DAY: Final = 24 * HOUR
WEEK: Final = 7 * DAY
ROUND: Final = 2 * WEEK
"""An odd week and an even one."""

Span: TypeAlias = tuple[int, int]
"""From a minute until, but not with, another."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """A set of minutes of the two weeks, as stretches that are sorted, apart and not empty."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Minutes:
        """The minutes in these stretches, which may overlap, and may run past the end of the two weeks or before it."""
        return cls(tuple(_merged(sorted(part for span in spans for part in _within(*span)))))

    def __or__(self, other: Minutes) -> Minutes:
        if not self.spans or not other.spans:
            return self if self.spans else other
        return Minutes(tuple(_merged(sorted((*self.spans, *other.spans)))))

    def __and__(self, other: Minutes) -> Minutes:
        return Minutes(tuple(_common(self.spans, other.spans)))

    def __sub__(self, other: Minutes) -> Minutes:
        return self & ~other if other.spans else self

    def __invert__(self) -> Minutes:
        edges = [0, *(edge for span in self.spans for edge in span), ROUND]
        starts, ends = edges[::2], edges[1::2]
        return Minutes(tuple((start, end) for start, end in zip(starts, ends, strict=True) if start < end))

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __contains__(self, minute: int) -> bool:
        index = bisect_right(self.spans, (minute, ROUND)) - 1
        return index >= 0 and self.spans[index][0] <= minute < self.spans[index][1]

    def within(self, start: int, end: int) -> int:
        """How many minutes of a stretch of the two weeks are in it."""
        first = max(bisect_right(self.spans, (start, ROUND)) - 1, 0)
        near = takewhile(lambda span: span[0] < end, self.spans[first:])
        return sum(max(min(span[1], end) - max(span[0], start), 0) for span in near)

    @property
    def total(self) -> int:
        """How many minutes there are."""
        return sum(end - start for start, end in self.spans)

    def by_day(self) -> Iterator[Span]:
        """The stretches, cut at every midnight."""
        for start, end in self.spans:
            for day in range(start // DAY, (end - 1) // DAY + 1):
                yield max(start, day * DAY), min(end, (day + 1) * DAY)

    def stretches(self) -> tuple[Span, ...]:
        """The stretches of a week that goes round: one over the last midnight ends after ``ROUND``.

        All minutes together have no beginning: they are ``(-ROUND, 2 * ROUND)``.
        """
        if self.spans == ((0, ROUND),):
            return ((-ROUND, 2 * ROUND),)
        if len(self.spans) > 1 and self.spans[0][0] == 0 and self.spans[-1][1] == ROUND:
            return (*self.spans[1:-1], (self.spans[-1][0], ROUND + self.spans[0][1]))
        return self.spans


ALL: Final = Minutes(((0, ROUND),))
NEVER: Final = Minutes()


def all_of(sets: Iterable[Minutes]) -> Minutes:
    """The minutes that are in every one of these sets; all minutes where there are no sets."""
    return reduce(Minutes.__and__, sets, ALL)


def any_of(sets: Iterable[Minutes]) -> Minutes:
    """The minutes that are in at least one of these sets."""
    return Minutes(tuple(_merged(sorted(span for minutes in sets for span in minutes.spans))))


def day_of(minute: int) -> int:
    """The day in which a minute falls: 0 is Monday of an odd week, 13 Sunday of an even one."""
    return minute // DAY % 14


def on_day(day: int) -> Minutes:
    """The minutes of one day, 0 to 13."""
    return Minutes(((day * DAY, (day + 1) * DAY),))


def _within(start: int, end: int) -> Iterator[Span]:
    """The parts of a stretch, each within the two weeks."""
    if end - start >= ROUND:
        yield 0, ROUND
        return
    if end <= start:
        return
    first, last = start % ROUND, start % ROUND + end - start
    yield first, min(last, ROUND)
    if last > ROUND:
        yield 0, last - ROUND


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Sorted stretches with those that overlap or touch made one."""
    current: Span | None = None
    for start, end in spans:
        if current is None:
            current = start, end
        elif start <= current[1]:
            current = current[0], max(current[1], end)
        else:
            yield current
            current = start, end
    if current is not None:
        yield current


def _common(some: tuple[Span, ...], others: tuple[Span, ...]) -> Iterator[Span]:
    """The stretches that both have."""
    here = there = 0
    while here < len(some) and there < len(others):
        start, end = max(some[here][0], others[there][0]), min(some[here][1], others[there][1])
        if start < end:
            yield start, end
        if some[here][1] < others[there][1]:
            here += 1
        else:
            there += 1
