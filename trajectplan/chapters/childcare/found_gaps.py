"""The gaps in her week as sentences, the same gap on several days told once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

from trajectplan.chapters.childcare.found_facts import Worked
from trajectplan.chapters.childcare.found_words import Finding, Names, days, from_until, in_weeks, key_of, time
from trajectplan.i18n import _
from trajectplan.plan.minutes import DAY, Span, any_of, day_of, on_day
from trajectplan.plan.summary import Phrase, Said, Text
from trajectplan.plan.week import EVERY, HAVE, NOW_AND_THEN, ON_SCHOOL_DAYS, SCHOOL, SCHOOL_WEEKS, Care, clock, weekday
from trajectplan.plan.week_gaps import (
    AFTER_SCHOOL,
    BEFORE_SCHOOL,
    CLOSES_EARLY,
    EVEN_WEEKS,
    EVENING,
    HOLIDAY,
    NIGHT,
    NIGHT_UNTIL,
    NOBODY,
    NOT_CERTAIN,
    ODD_WEEKS,
    OPENS_LATE,
    OVER_TWELVE,
    SCHOOL_BREAK,
    SHORT_DAY,
    STUDY_DAY,
    WAITING,
    Gap,
)

OF_A_PLACE: Final = frozenset({OPENS_LATE, CLOSES_EARLY, NOT_CERTAIN})
"""Causes that are told of a place, and name no child."""
OPEN_AND_CLOSE: Final = frozenset({"day_care", "playgroup", "before_school", "after_school"})
"""Kinds of care with a door that opens and closes; all others are somebody who comes, or who can."""
WAITED_FOR: Final = frozenset({HAVE, NOW_AND_THEN, "waiting_list"})
"""What is there, or what she stands in line for: anything else is a wish."""

WORDS: Final[Mapping[str, Said]] = {
    NOBODY: _("On %(day)s from %(start)s to %(end)s there is nobody for %(child)s."),
    OPENS_LATE: _("On %(day)s, %(place)s does not open until %(time)s."),
    CLOSES_EARLY: _("On %(day)s, %(place)s closes as early as %(time)s."),
    SHORT_DAY: _("On %(day)s, school is over by %(time)s for %(child)s."),
    BEFORE_SCHOOL: _("On %(day)s there is nobody for %(child)s before school."),
    AFTER_SCHOOL: _("On %(day)s there is nobody for %(child)s after school."),
    SCHOOL_BREAK: _("On %(day)s there is no school from %(start)s to %(end)s. There is nobody for %(child)s then."),
    OVER_TWELVE: _("For big children there is no after-school care. On %(day)s there is nobody for %(child)s."),
    ODD_WEEKS: _("In odd weeks on %(day)s from %(start)s to %(end)s there is nobody for %(child)s."),
    EVEN_WEEKS: _("In even weeks on %(day)s from %(start)s to %(end)s there is nobody for %(child)s."),
    HOLIDAY: _("In the holidays there is nobody for %(child)s on %(day)s."),
    STUDY_DAY: _("On a teacher training day there is nobody for %(child)s."),
    NIGHT: _("In the night after %(day)s nobody is with %(child)s."),
    EVENING: _("On %(day)s nobody is with %(child)s in the evening."),
    WAITING: _("There is no place for %(child)s at %(place)s yet."),
    NOT_CERTAIN: _("On %(day)s, %(place)s is not certain."),
}
"""The sentence for every cause."""
OF_PEOPLE: Final[Mapping[str, Said]] = {
    OPENS_LATE: _("On %(day)s, %(place)s is not there until %(time)s."),
    CLOSES_EARLY: _("On %(day)s, %(place)s is there only until %(time)s."),
}
"""The same where somebody comes and goes."""
WISHED: Final = _("For %(child)s, %(place)s is not there yet. It is a wish.")
AT_TIMES: Final[Mapping[str, Said]] = {
    HOLIDAY: _("In the holidays on %(day)s from %(start)s to %(end)s there is nobody for %(child)s."),
    STUDY_DAY: _("On a teacher training day on %(day)s from %(start)s to %(end)s there is nobody for %(child)s."),
}
ON_SOME_STUDY_DAYS: Final = _("On a teacher training day on %(day)s there is nobody for %(child)s.")


def gaps_in_words(worked: Worked, names: Names, about: Container[str] | None = None) -> list[Finding]:
    """The gaps of ordinary weeks; with ``about`` only those in which one of these children has nobody."""
    found = worked.gaps
    if about is not None:
        found = [(gap, weeks) for gap, weeks in found if any(child in about for child in gap.children)]
    return [each.finding(worked, names) for each in _alike(found)]


# Gaps of ordinary weeks -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Gaps:
    """The same gap on several days of the week: all that makes its sentence."""

    cause: str
    care: str
    children: tuple[str, ...]
    weeks: str
    at: tuple[int, ...]
    """The times of day that its sentence says."""
    spans: tuple[Span, ...] = ()

    @property
    def days(self) -> list[int]:
        """The days of the week it is on; what is left of a night belongs to the day before."""
        back = NIGHT_UNTIL if self.cause == NIGHT else 0
        return sorted({weekday(start - back) for start, _end in self.spans})

    def finding(self, worked: Worked, names: Names) -> Finding:
        """It in words."""
        kind, status = _place(worked, self.care)
        values: dict[str, Text] = {"day": days(self.days), "child": names.child(*self.children)}
        if self.care:
            values["place"] = names.place(self.care)
        if self.at:
            named = ("start", "end") if len(self.at) > 1 else ("time",)
            values |= {name: time(at, ends=at == DAY) for name, at in zip(named, self.at, strict=True)}
        text = WORDS[self.cause]
        if self.cause in OF_PEOPLE and kind not in OPEN_AND_CLOSE:
            text = OF_PEOPLE[self.cause]
        if self.cause == WAITING and status not in WAITED_FOR:
            text = WISHED
        sentence: Text = Phrase(text, values)
        is_of_all = self.cause not in OF_A_PLACE or names.is_of_all(self.care, self.children)
        if not is_of_all:
            sentence = names.of_whom(sentence, self.care, self.children)
        key = self._key(kind, status, is_of_all, sorted(worked.week.stands_for))
        return Finding(key, in_weeks(sentence, self.weeks))

    def _key(self, *facts: object) -> str:
        """A mark of it, whatever the order of the children."""
        in_order = replace(self, children=tuple(sorted(self.children)), spans=tuple(sorted(set(self.spans))))
        return key_of("gap", in_order, *facts)


def _times_of(gap: Gap) -> tuple[int, ...]:
    """The times of day that its sentence says: both, the end where it is about an opening, or the start."""
    start, end = clock(gap.start), clock(gap.end) or DAY
    if gap.cause in {NOBODY, SCHOOL_BREAK, ODD_WEEKS, EVEN_WEEKS}:
        return start, end
    if gap.cause == OPENS_LATE:
        return (end,)
    return (start,) if gap.cause in {CLOSES_EARLY, SHORT_DAY} else ()


def _alike(found: Iterable[tuple[Gap, str]]) -> Iterator[_Gaps]:
    """The gaps of one week, those that differ only in their day together."""
    alike: dict[_Gaps, list[Gap]] = {}
    for gap, weeks in found:
        # A place that isn't there yet is told of once, whenever it would be there; some causes say their weeks.
        of_weeks = EVERY if gap.cause in {WAITING, ODD_WEEKS, EVEN_WEEKS} else weeks
        # A place is told of once for all children who are there.
        children = () if gap.care else gap.children
        alike.setdefault(_Gaps(gap.cause, gap.care, children, of_weeks, _times_of(gap)), []).append(gap)
    yield from _of_all_children(_joined(one, those) for one, those in alike.items())


def _joined(one: _Gaps, those: Iterable[Gap]) -> _Gaps:
    """These gaps as one."""
    children = dict.fromkeys(child for gap in those for child in gap.children)
    return replace(one, children=tuple(children), spans=tuple((gap.start, gap.end) for gap in those))


def _of_all_children(found: Iterable[_Gaps]) -> Iterator[_Gaps]:
    """Gaps of which no times are said, once for all children who have them on the same days."""
    alike: dict[tuple[object, ...], list[_Gaps]] = {}
    for each in found:
        same = (each.cause, each.care, each.weeks, each.at, tuple(each.days), each.children if each.at else ())
        alike.setdefault(same, []).append(each)
    for first, *others in alike.values():
        children = dict.fromkeys(child for each in (first, *others) for child in each.children)
        yield replace(first, children=tuple(children), spans=sum((each.spans for each in others), first.spans))


def _place(worked: Worked, key: str) -> tuple[str, str]:
    """The kind and the status of the care that a gap is about."""
    care = worked.care.get(key)
    return (care.kind, care.status) if care else ("", "")


# Holidays and study days ----------------------------------------------------------------------------------------------


def closed_in_words(worked: Worked, names: Names) -> Iterator[Finding]:
    """When nobody is there because school or a place is closed, children with the same days and times together."""
    lacking: dict[tuple[str, str, tuple[int, ...]], dict[str, set[int]]] = {}
    for cause, weeks, at, child, day in _lost(worked):
        lacking.setdefault((cause, weeks, at), {}).setdefault(child, set()).add(day)
    for (cause, weeks, at), by_child in lacking.items():
        of_child = {child: tuple(sorted(found)) for child, found in by_child.items()}
        for those in dict.fromkeys(of_child.values()):
            children = tuple(child for child, found in of_child.items() if found == those)
            is_every = all(those == _school_days(child, worked) for child in children)
            values = {"day": days(those), "child": names.child(*children), **(from_until((at[0], at[1])) if at else {})}
            sentence = in_weeks(Phrase(_closed_text(cause, is_every=is_every, is_timed=bool(at)), values), weeks)
            stands_for = sorted(worked.week.stands_for)
            key = key_of("closed", cause, weeks, at, those, sorted(children), is_every, stands_for)
            yield Finding(key, sentence)


Lost: TypeAlias = tuple[str, str, tuple[int, ...], str, int]


@lru_cache(maxsize=16)
def _lost(worked: Worked) -> tuple[Lost, ...]:
    """The cause, weeks, times, child and day of the week of all that is lost; no times where that is everything."""
    found: list[Lost] = []
    whole: dict[tuple[str, str, int], set[str]] = {}
    for gap, weeks in worked.closed:
        (child,), day = gap.children, weekday(gap.start)
        if _is_all_there_was(gap, child, worked):
            whole.setdefault((gap.cause, child, day), set()).add(weeks)
        else:
            found.append((gap.cause, weeks, (clock(gap.start), clock(gap.end) or DAY), child, day))
    for (cause, child, day), which in whole.items():
        found.append((cause, next(iter(which)) if len(which) == 1 else EVERY, (), child, day))
    return tuple(found)


def _closed_text(cause: str, *, is_every: bool, is_timed: bool) -> Said:
    """Without times where all is lost that there is otherwise; without days for every study day there can be."""
    if is_timed:
        return AT_TIMES[cause]
    return ON_SOME_STUDY_DAYS if cause == STUDY_DAY and not is_every else WORDS[cause]


def _is_all_there_was(gap: Gap, child: str, worked: Worked) -> bool:
    """Whether nobody is left of all who are there on such a day otherwise; on a study day, at the times of school."""
    there = worked.there(child) & on_day(day_of(gap.start))
    if gap.cause == HOLIDAY:
        return not there & worked.holidays.covers[child]
    school = any_of(care.minutes(SCHOOL_WEEKS) for care in _schools(child, worked))
    return not there & school & worked.study_days.covers[child]


def _schools(child: str, worked: Worked) -> list[Care]:
    """The care of this child that is there on school days only."""
    care = (each for each in worked.week.care if each.child == child)
    return [each for each in care if each.kind == SCHOOL or each.period == ON_SCHOOL_DAYS]


def _school_days(child: str, worked: Worked) -> tuple[int, ...]:
    """The days of the week on which this child goes to school, of those on which she could be away."""
    wanted = {weekday(start) for start, _end in worked.hours.out.by_day()}
    spans = (span for care in _schools(child, worked) for span in care.hours)
    return tuple(sorted({weekday(start) for start, _end in spans} & wanted))
