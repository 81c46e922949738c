"""What is worked out from a week, once for all who ask: kept for a few weeks, never with a word of hers."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache

from trajectplan.plan.minutes import ALL, Minutes
from trajectplan.plan.week import EVEN, HOLIDAY_WEEKS, ODD, Calendar, Care, Hours, Week
from trajectplan.plan.week_drawn import WeekDrawn, drawn
from trajectplan.plan.week_fit import Fit, Offer, fit
from trajectplan.plan.week_gaps import HOLIDAY, STUDY_DAY, Gap, every_week, gaps, hurting
from trajectplan.plan.week_proposals import Proposal, proposals


class Worked:
    """All that is found in a week; each part only when it is asked for."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.care: dict[str, Care] = {care.key: care for care in week.care}

    def children_at(self, key: str) -> list[str]:
        """The children who are at this place, or with this person."""
        return list(dict.fromkeys(care.child for care in self.week.care if care.key == key))

    @cached_property
    def hours(self) -> Hours:
        """Those of ordinary weeks."""
        return Hours.of(self.week)

    @cached_property
    def holidays(self) -> Hours:
        """Those of weeks in the holidays."""
        return Hours.of(self.week, HOLIDAY_WEEKS)

    @cached_property
    def lanes(self) -> tuple[WeekDrawn, ...]:
        """An odd week and an even one as drawings without words; only one where both are alike."""
        odd, even = (drawn(self.hours, weeks, "", ()) for weeks in (ODD, EVEN))
        return (odd,) if odd.days == even.days else (odd, even)

    @cached_property
    def gaps(self) -> list[tuple[Gap, str]]:
        """The gaps of ordinary weeks, each with the weeks it is in."""
        return every_week(hurting(gaps(self.hours), self.hours))

    @cached_property
    def study_days(self) -> Hours:
        """Those of weeks in which every day is a study day, to find in one go what each of them takes away."""
        return Hours.of(self.week, Calendar(study_days=ALL))

    @cached_property
    def closed(self) -> list[tuple[Gap, str]]:
        """When a child has somebody otherwise, but not in the holidays or not on a study day; each with its weeks."""
        return [*self._lost(HOLIDAY, self.holidays), *self._lost(STUDY_DAY, self.study_days)]

    def _lost(self, cause: str, then: Hours) -> list[tuple[Gap, str]]:
        """The gaps that other days of the calendar make, child by child."""
        lost = {child: self.there(child) - then.covers[child] for child in self.week.children}
        gaps_then = [Gap(*span, (child,), cause) for child, minutes in lost.items() for span in minutes.by_day()]
        return every_week(gaps_then)

    def there(self, child: str) -> Minutes:
        """When somebody looks after this child in ordinary weeks and she could be away."""
        return self.hours.covers[child] & (self.hours.out - self.hours.taken)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """What changes would give."""
        return proposals(Hours.of(in_one_order(self.week)))


def in_one_order(week: Week) -> Week:
    """The same week whatever the order of her children, so that nothing found in it changes with that."""
    care = sorted(week.care, key=lambda each: each.child)
    return replace(week, children=tuple(sorted(week.children)), care=tuple(care))


@lru_cache(maxsize=16)
def worked(week: Week) -> Worked:
    """What is found in this week."""
    return Worked(week)


@lru_cache(maxsize=32)
def fitted(week: Week, offer: Offer, most: int | None) -> Fit:
    """How this offer fits this week."""
    return fit(week, offer, most)
