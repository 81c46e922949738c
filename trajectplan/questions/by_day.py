"""What questions about the days of a week share: which days they ask about, and copying one day to others."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from trajectplan.plan.week import DAYS
from trajectplan.questions.base import Question

SCHOOL_DAYS = DAYS[:5]


class ByDay(Question, ABC):
    """A question with the same inputs for each of its ``days``."""

    def __init__(self, label: object, *, days: Sequence[str] = DAYS, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.days = tuple(days)

    @abstractmethod
    def inputs_on(self, day: str) -> tuple[str, ...]:
        """The names of all inputs that this day can have, in the same order for every day."""

    @abstractmethod
    def is_empty_on(self, day: str) -> bool:
        """Whether nothing was typed for this day."""

    def copied(self, formdata: MultiDict[str, str]) -> MultiDict[str, str]:
        """What was typed, with the first school day that has something copied to those that are still empty."""
        school_days = [day for day in self.days if day in SCHOOL_DAYS]
        source = next((day for day in school_days if not self.is_empty_on(day)), None)
        return self._with(formdata, source, [day for day in school_days if self.is_empty_on(day)])

    def above(self, day: str) -> str | None:
        """The nearest day before this one that has something, where this one has nothing; else ``None``."""
        if not self.may_be_like_above(day):
            return None
        earlier = self.days[: self.days.index(day)]
        return next((each for each in reversed(earlier) if not self.is_empty_on(each)), None)

    def may_be_like_above(self, day: str) -> bool:
        """Whether a day comes before this one, and this one is still empty."""
        return day in self.days[1:] and self.is_empty_on(day)

    def copied_to(self, formdata: MultiDict[str, str], day: str) -> MultiDict[str, str]:
        """What was typed, with the nearest earlier day that has something copied to this one, if that is empty."""
        return self._with(formdata, self.above(day), [day])

    def _with(self, formdata: MultiDict[str, str], source: str | None, days: Sequence[str]) -> MultiDict[str, str]:
        copy = MultiDict(formdata)
        for day in days if source else ():
            for theirs, ours in zip(self.inputs_on(source or ""), self.inputs_on(day), strict=True):
                copy.poplist(ours)
                if value := formdata.get(theirs):
                    copy[ours] = value
        return copy
