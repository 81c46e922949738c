"""Her week as a drawing: for every day a lane for each child and one for herself, and in it who is where when.

Nothing of it is drawn here: pages, prints and the PDF draw the same lanes, and say the same in sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from trajectplan.plan.minutes import DAY, HOUR, ROUND, WEEK, Minutes, Span, any_of
from trajectplan.plan.summary import Said, Text
from trajectplan.plan.week import ALONE, DAYS_A_WEEK, ODD, SCHOOL, Hours, weekday
from trajectplan.plan.week_gaps import Gap, gaps, hurting

AT_SCHOOL, IN_CARE, BY_ITSELF, GAP = "school", "care", "alone", "gap"
ROUND_TRIP, TAKEN, MINE = "travel", "fixed", "mine"
KINDS: Final = (AT_SCHOOL, IN_CARE, BY_ITSELF, GAP, ROUND_TRIP, TAKEN, MINE)
"""What can be drawn, in the order of the legend: the lanes of the children first."""
SHOWN: Final = (8 * HOUR, 18 * HOUR)
"""At least these hours of a day are drawn."""


class Mark(NamedTuple):
    """From ``start`` until ``end``, in minutes of its day, something of this kind."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WeekDrawn:
    """Seven days from Monday, each with a lane per child in ``names`` and a last one for herself.

    ``first`` and ``last`` are the whole hours, in minutes of a day, between which everything lies; ``title`` says which
    week it is and ``legend`` what the kinds of marks are called, by kind.
    """

    title: Said
    names: tuple[Text, ...]
    days: tuple[tuple[tuple[Mark, ...], ...], ...]
    first: int
    last: int
    legend: tuple[tuple[str, Said], ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of marks there are in it, in the order of the legend."""
        found = {mark.kind for day in self.days for lane in day for mark in lane}
        return tuple(kind for kind in KINDS if kind in found)


def drawn(
    hours: Hours, weeks: str, title: Said, names: tuple[Text, ...], legend: tuple[tuple[str, Said], ...] = ()
) -> WeekDrawn:
    """An odd or even week of these hours; ``names`` are those of her children, in the order of the week."""
    lost = hurting(gaps(hours), hours)
    lanes = [*(tuple(_child(child, hours, lost)) for child in hours.week.children), tuple(_mine(hours))]
    begin = 0 if weeks == ODD else WEEK
    days = tuple(tuple(tuple(_on_day(lane, begin + day * DAY)) for lane in lanes) for day in range(DAYS_A_WEEK))
    marks = [mark for day in days for lane in day for mark in lane]
    first = min([SHOWN[0], *(mark.start for mark in marks)]) // HOUR * HOUR
    last = -(-max([SHOWN[1], *(mark.end for mark in marks)]) // HOUR) * HOUR
    return WeekDrawn(title, names, days, first, last, legend)


def _on_day(lane: Iterable[tuple[str, Minutes]], begin: int) -> Iterator[Mark]:
    """What of a lane falls on the day that begins at this minute."""
    today = Minutes(((begin, begin + DAY),))
    for kind, minutes in lane:
        yield from (Mark(kind, start - begin, end - begin) for start, end in (minutes & today).spans)


def _child(child: str, hours: Hours, lost: Iterable[Gap]) -> Iterator[tuple[str, Minutes]]:
    """Where a child is, as far as that is of any use here: by day, and whenever she could be away."""
    there = [care for care in hours.week.care if care.child == child and care.counts]
    school = any_of(care.minutes(hours.calendar) for care in there if care.kind == SCHOOL)
    other = any_of(care.minutes(hours.calendar) for care in there) - school
    with_somebody = any_of(care.minutes(hours.calendar) for care in there if care.kind != ALONE)
    felt = _felt(other, _daytime(hours))
    yield AT_SCHOOL, school
    yield IN_CARE, felt & with_somebody
    yield BY_ITSELF, felt - with_somebody
    yield GAP, Minutes.of((gap.start, gap.end) for gap in lost if child in gap.children)


def _felt(care: Minutes, times: Minutes) -> Minutes:
    """The whole stretches of care of which something is within these times: half of one would look like a gap."""
    return Minutes.of(span for span in care.stretches() if Minutes.of([span]) & times)


def _daytime(hours: Hours) -> Minutes:
    """The hours that are drawn whatever happens, and those in which she could be away: no nights beyond them."""
    by_day = Minutes.of((day * DAY + SHOWN[0], day * DAY + SHOWN[1]) for day in range(2 * DAYS_A_WEEK))
    return by_day | hours.out | hours.taken


def _mine(hours: Hours) -> Iterator[tuple[str, Minutes]]:
    """What she does herself: rounds and journeys, what is fixed, and the hours for work or learning."""
    under_way = Minutes.of((*_rounds(hours), *_journeys(hours)))
    yield ROUND_TRIP, under_way - hours.usable - hours.taken
    yield TAKEN, hours.taken
    yield MINE, hours.usable


def _rounds(hours: Hours) -> Iterator[Span]:
    """Her rounds, before the times in which everybody is looked after and after them.

    Where such a time begins as she leaves or ends as she is back, everybody was brought before, or is fetched later.
    """
    leaves = {start % ROUND for start, _end in hours.out.stretches()}
    back = {end % ROUND for _start, end in hours.out.stretches()}
    for start, end in hours.between.stretches():
        if start % ROUND not in leaves:
            yield start - hours.week.rounds[weekday(start)].bring, start
        if end % ROUND not in back:
            yield end, end + hours.week.rounds[weekday(end - 1)].fetch


def _journeys(hours: Hours) -> Iterator[Span]:
    """Her way to work or a course and back, wherever there is time for it."""
    for start, end in hours.usable.stretches():
        yield start - hours.week.travel, start
        yield end, end + hours.week.travel
