"""What one change to her week would give, or two together: all of them tried, exact to the minute."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, product
from typing import Final, TypeAlias

from trajectplan.plan.minutes import ALL, DAY, ROUND, WEEK, Minutes, Span, any_of
from trajectplan.plan.week import (
    DAYS_A_WEEK,
    EVEN,
    EVERY,
    LONG,
    ODD,
    Hours,
    Shared,
    Turning,
    Week,
    between_doors,
    clock,
    pattern,
    shared,
    weekday,
)
from trajectplan.plan.week_changes import (
    AFTER,
    BEFORE,
    CLOSES_LATER,
    COMES,
    EVERY_WEEK,
    OPENS_EARLIER,
    Change,
    changes_of_days,
    changes_of_weeks,
)

FROM_ITS_END: Final = frozenset({OPENS_EARLIER, BEFORE})
FROM_ITS_START: Final = frozenset({CLOSES_LATER, AFTER})
"""What closes a gap from its end backwards, and what from its start on."""
GRAIN: Final = 5
"""More care is asked for in steps of so many minutes."""

Together: TypeAlias = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change or two together, with the usable minutes they give in an odd week and in an even one."""

    changes: Together
    odd: int
    even: int

    @property
    def gain(self) -> int:
        """In the two weeks together, in minutes."""
        return self.odd + self.even

    def applied(self, week: Week) -> Week:
        """The week with all of it."""
        for change in self.changes:
            week = change.applied(week)
        return week


def proposals(hours: Hours) -> list[Proposal]:
    """All changes that give hours: one before two, most hours first, the smallest first among those that give as much.

    Two together are proposed where they give more than both of them apart.
    """
    trials = _Trials(hours)
    by_day, by_week = list(changes_of_days(hours)), list(changes_of_weeks(hours.week))
    alone = {change: sum(trials.gain((change,))) for change in (*by_day, *by_week)}
    helping: list[Together] = [(change,) for change, gain in alone.items() if gain]
    helping += [
        (one, other)
        for one, other in _pairs(by_day, by_week, trials)
        if sum(trials.gain((one, other))) > alone[one] + alone[other]
    ]
    found = [
        Proposal(changes, *trials.gain(changes))
        for changes in _on_all_days(trials.smallest(changes) for changes in helping)
    ]
    return sorted((proposal for proposal in found if trials.is_more_than_apart(proposal)), key=_order)


def _order(proposal: Proposal) -> tuple[int, int, int]:
    return len(proposal.changes), -proposal.gain, sum(change.minutes for change in proposal.changes)


def _on_all_days(found: Iterable[Together]) -> Iterator[Together]:
    """The same changes on several days of the week as one."""
    days: dict[object, list[Together]] = {}
    for changes in found:
        days.setdefault(tuple(_likeness(change) for change in changes), []).append(changes)
    for alike in days.values():
        yield tuple(_joined(each) for each in zip(*alike, strict=True))


def _likeness(change: Change) -> object:
    times = tuple((clock(start), end - start) for start, end in change.spans)
    return change.kind, change.care, change.children, change.weeks, times


def _joined(changes: Sequence[Change]) -> Change:
    days = tuple(sorted({day for change in changes for day in change.days}))
    return replace(changes[0], days=days, spans=tuple(sorted({span for change in changes for span in change.spans})))


# Trying ---------------------------------------------------------------------------------------------------------------


class _Piece:
    """What of a time ``away`` from home is on one day, from ``first`` until ``last``, with everything near it.

    All in minutes from the Monday of its week. ``mondays`` are those of the weeks in which it is like this: 0 for the
    odd one, ``WEEK`` for the even one, or both.
    """

    def __init__(
        self, away: Span, day: Span, reach: int, covers: Mapping[str, Sequence[Span]], taken: Sequence[Span]
    ) -> None:
        self.away, (self.first, self.last), self.reach = away, day, reach
        self.covers, self.taken = covers, taken
        self.mondays: list[int] = []
        self.without = cache(self._without)

    def near(self, spans: Iterable[Span], monday: int) -> tuple[Span, ...]:
        """Those stretches of the two weeks that can be felt here, in the week that begins on this Monday."""
        first, last = self.first + monday - self.reach, self.last + monday + self.reach
        return _from(monday, (span for span in spans if span[0] <= last and first <= span[1]))

    def usable(self, week: Week, added: Mapping[str, Sequence[Span]], taken: Iterable[Span]) -> list[Span]:
        """The stretches she can use, with care added by child."""
        more = (_apart(self.covers[child], spans) for child, spans in added.items())
        together = shared(more, self.away, self.without(frozenset(added)))
        free = between_doors(self.away, together, week)
        for start, end in taken:
            free = [part for span in free for part in ((span[0], min(span[1], start)), (max(span[0], end), span[1]))]
            free = [span for span in free if span[0] < span[1]]
        here = [(max(start + week.travel, self.first), min(end - week.travel, self.last)) for start, end in free]
        return [span for span in here if span[0] < span[1]]

    def _without(self, children: frozenset[str]) -> Sequence[Shared]:
        """When all but these children are looked after."""
        return shared((spans for child, spans in self.covers.items() if child not in children), self.away)


class _Trials:
    """Her hours with something changed, found again only where the change can be felt."""

    def __init__(self, hours: Hours) -> None:
        self.hours, self.week = hours, hours.week
        # No round and no journey there and back moves anything further.
        longest = max(max(rounds.bring, rounds.fetch) for rounds in self.week.rounds)
        self.reach = longest + 2 * self.week.travel
        self.pieces = list(self._pieces())
        self.by_day = [[piece for piece in self.pieces if self._is_felt(day, piece)] for day in range(DAYS_A_WEEK)]
        self.now = {piece: piece.usable(self.week, {}, piece.taken) for piece in self.pieces}
        self.alone: dict[Change, dict[_Place, list[Span]]] = {}
        self.gain, self.with_ = cache(self._gain), cache(self._with)
        self.adds, self.felt = cache(self._adds), cache(self._felt)

    def _pieces(self) -> Iterable[_Piece]:
        """The time she can be away from home, day by day; days that are alike in both weeks are one piece."""
        covers = {child: Turning(cover) for child, cover in self.hours.covers.items()}
        taken = Turning(self.hours.taken)
        found: dict[object, _Piece] = {}
        for away, day, monday in self._days():
            near = day[0] + monday - self.reach, day[1] + monday + self.reach
            around = tuple(_from(monday, cover.near(*near)) for cover in covers.values())
            known = away, day, around, _from(monday, taken.near(*near))
            if known not in found:
                found[known] = _Piece(away, day, self.reach, dict(zip(covers, around, strict=True)), known[-1])
            found[known].mondays.append(monday % ROUND)
        return found.values()

    def _days(self) -> Iterator[tuple[Span, Span, int]]:
        """When she is away, and what of it is on one day, both from the Monday before it; and that Monday."""
        for leaves, home in self.hours.out.stretches():
            start, end = (0, ROUND) if self.hours.out == ALL else (leaves, home)
            for day in range(start // DAY, (end - 1) // DAY + 1):
                monday = day // DAYS_A_WEEK * WEEK
                first, last = max(start, day * DAY) - monday, min(end, (day + 1) * DAY) - monday
                away = (-LONG, LONG) if self.hours.out == ALL else (leaves - monday, home - monday)
                yield away, (first, last), monday

    def _is_felt(self, day: int, piece: _Piece) -> bool:
        """Whether a piece feels what changes on this day of the week."""
        start, length = day * DAY - self.reach, DAY + 2 * self.reach
        return (piece.first - start) % WEEK <= length or (start - piece.first) % WEEK <= piece.last - piece.first

    def _gain(self, changes: Together) -> tuple[int, int]:
        """The usable minutes that these changes together give in an odd week and in an even one."""
        gains = {0: 0, WEEK: 0}
        for (piece, monday), then in self.with_(changes).items():
            gains[monday] += _total(then) - _total(self.now[piece])
        return gains[0], gains[WEEK]

    def is_more_than_apart(self, proposal: Proposal) -> bool:
        """Whether two together give more than both apart on all their days as well: nights belong to two days."""
        days_are_apart = sum(map(len, self.by_day)) == len(self.pieces)
        if len(proposal.changes) == 1 or days_are_apart:
            return True
        return proposal.gain > sum(sum(self.gain((change,))) for change in proposal.changes)

    def _with(self, changes: Together) -> dict[_Place, list[Span]]:
        """The stretches she can use with these changes, wherever they make a difference."""
        felt = [self.felt(change) for change in changes]
        if len(changes) == 1:
            return self.alone.setdefault(changes[0], self._where_felt(changes, felt[0]))
        found: dict[_Place, list[Span]] = {}
        for change, one, other in zip(changes, felt, reversed(felt), strict=True):
            # Where one of two changes is felt alone it gives what it gives alone, which mostly is known already.
            if change in self.alone:
                found |= {place: spans for place, spans in self.alone[change].items() if place not in other}
            else:
                only = {place: added for place, added in one.items() if place not in other}
                found |= self._where_felt((change,), only)
        both = {place: _together(added, felt[1][place]) for place, added in felt[0].items() if place in felt[1]}
        return found | self._where_felt(changes, both)

    def _where_felt(self, changes: Together, felt: _Felt) -> dict[_Place, list[Span]]:
        """The stretches she can use with these changes at such places, where they differ from those of now."""
        week = self.week
        for change in changes:
            week = week if change.adds_care else change.applied(week)
        taken = Turning(any_of(fixed.minutes for fixed in week.fixed)).spans if week.fixed != self.week.fixed else None
        found = {}
        alike: dict[_Piece, tuple[object, list[Span]]] = {}
        for (piece, monday), added in felt.items():
            there = added, piece.taken if taken is None else piece.near(taken, monday)
            if piece not in alike or alike[piece][0] != there:
                alike[piece] = there, piece.usable(week, *there)
            then = alike[piece][1]
            if then != self.now[piece]:
                found[piece, monday] = then
        return found

    def _felt(self, change: Change) -> _Felt:
        """Where a change can be felt, with the care that it adds there."""
        pieces = {piece: None for day in change.days for piece in self.by_day[day]} if change.days else self.pieces
        adds = [(children, Turning(minutes).spans) for children, minutes in self.adds(change)]
        where = {(piece, monday): _added(piece, monday, adds) for piece in pieces for monday in piece.mondays}
        return {key: added for key, added in where.items() if added} if change.adds_care else where

    def _adds(self, change: Change) -> list[tuple[set[str], Minutes]]:
        """The care that a change adds, with whom it is for."""
        if change.kind in {COMES, EVERY_WEEK}:
            care = [each for each in change.applied(self.week).care if each.key == change.care and each.counts]
            return [({each.child}, each.minutes(self.hours.calendar)) for each in care]
        return [(set(change.children), pattern(change.spans, change.weeks))]

    # Smaller ----------------------------------------------------------------------------------------------------------

    def smallest(self, changes: Together) -> Together:
        """The same changes with less care where that gives as many hours."""
        most = self.gain(changes)
        for number, change in enumerate(changes):
            for smaller in self._smaller(change, changes) if change.spans else ():
                less = (*changes[:number], smaller, *changes[number + 1 :])
                if self.gain(less) == most:
                    changes = less
                    break
        return changes

    def _smaller(self, change: Change, changes: Together) -> Iterator[Change]:
        """The same change cut to where her hours begin and end, the shortest first; a round may need a little more."""
        ((start, end),) = change.spans
        day = start // DAY
        rounds, travel = self.week.rounds[day], self.week.travel
        mondays = {ODD: {0}, EVEN: {WEEK}, EVERY: {0, WEEK}}[change.weeks]
        then = [
            span
            for (_piece, monday), spans in self.with_(changes).items()
            for span in spans
            if monday in mondays and weekday(span[0]) == day
        ]
        if not then:
            return
        first, last = min(span[0] for span in then) - travel, max(span[1] for span in then) + travel
        for before, after in ((0, 0), (rounds.between_bringing, rounds.between_fetching)):
            low = max(start, (first - before) // GRAIN * GRAIN) if change.kind not in FROM_ITS_START else start
            high = min(end, -(-(last + after) // GRAIN) * GRAIN) if change.kind not in FROM_ITS_END else end
            if start <= low < high <= end and (low, high) != (start, end):
                yield replace(change, spans=((low, high),))


_Place: TypeAlias = tuple[_Piece, int]
"""A piece in the week that begins on one of its Mondays."""
_Added: TypeAlias = Mapping[str, tuple[Span, ...]]
"""Care that is added, child by child."""
_Felt: TypeAlias = Mapping[_Place, _Added]
"""Where a change can be felt, with the care that it adds there."""


def _added(piece: _Piece, monday: int, adds: Iterable[tuple[set[str], Sequence[Span]]]) -> _Added:
    """The care that is added, as far as it is felt in a piece of the week that begins on this Monday."""
    added: _Added = {}
    for children, spans in adds:
        if more := piece.near(spans, monday):
            added = _together(added, dict.fromkeys(children, more))
    return added


def _together(added: _Added, more: _Added) -> _Added:
    """All of the care that is added."""
    return {**added, **{child: (*added.get(child, ()), *spans) for child, spans in more.items()}}


def _from(monday: int, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Stretches of the two weeks in minutes from this Monday."""
    return tuple((start - monday, end - monday) for start, end in spans)


def _total(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _apart(spans: Sequence[Span], more: Sequence[Span]) -> list[Span]:
    """Stretches and more of them, sorted, with those that overlap or touch made one."""
    found: list[Span] = []
    for start, end in sorted((*spans, *more)):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


# Two together ---------------------------------------------------------------------------------------------------------


def _pairs(by_day: Sequence[Change], by_week: Sequence[Change], trials: _Trials) -> Iterator[Together]:
    """Two changes that could help one another: of one day or around one midnight, or whole ones with any other."""
    effects = _effects((*by_day, *by_week), trials)
    daily, weekly = effects[: len(by_day)], effects[len(by_day) :]
    days = [[effect for effect in daily if effect.change.days == (day,)] for day in range(DAYS_A_WEEK)]
    likely = [pair for pair in combinations(weekly, 2) if pair[0].change.care != pair[1].change.care]
    likely += product(weekly, daily)
    for today, tomorrow in zip(days, (*days[1:], days[0]), strict=True):
        late = [effect for effect in today if any(end % DAY == 0 for _start, end in effect.change.spans)]
        early = [effect for effect in tomorrow if any(start % DAY == 0 for start, _end in effect.change.spans)]
        likely += [pair for pair in combinations(today, 2) if {each.change.weeks for each in pair} != {ODD, EVEN}]
        likely += product(late, early)
    yield from ((one.change, other.change) for one, other in likely if one.helps(other))


@dataclass(frozen=True, slots=True)
class _Effect:
    """Whom a change leaves alone at the moments at which it looks after somebody, and when it leaves nobody alone."""

    change: Change
    left: Mapping[int, set[str]]
    closed: set[int]

    def helps(self, other: _Effect) -> bool:
        """Whether both together can give more than each of them."""
        if self.change.adds_care and other.change.adds_care:
            return bool(self.closed and other.closed and self.closed != other.closed) or self._closes_with(other)
        return bool(self.closed or other.closed or not (self.change.adds_care or other.change.adds_care))

    def _closes_with(self, other: _Effect) -> bool:
        """Whether at some moment both together leave nobody alone, or only one, and each of them more.

        With one child alone there is one door less to hurry between.
        """
        return any(
            len(self.left[at] & other.left[at]) < min(2, len(self.left[at]), len(other.left[at]))
            for at in self.left.keys() & other.left.keys()
        )


def _effects(changes: Sequence[Change], trials: _Trials) -> list[_Effect]:
    """What each of these changes does at the moments at which any of them begins or ends."""
    adds = [trials.adds(change) for change in changes]
    moments = sorted({edge for each in adds for _children, minutes in each for span in minutes.spans for edge in span})
    covers = trials.hours.covers.items()
    alone = {moment: {child for child, cover in covers if moment not in cover} for moment in moments}
    found = []
    for change, each in zip(changes, adds, strict=True):
        left: dict[int, set[str]] = {}
        for children, minutes in each:
            for start, end in minutes.spans:
                for at in moments[bisect_left(moments, start) : bisect_left(moments, end)]:
                    left[at] = left.get(at, alone[at]) - children
        left = {at: children for at, children in left.items() if children != alone[at]}
        found.append(_Effect(change, left, {at for at, children in left.items() if not children}))
    return found
