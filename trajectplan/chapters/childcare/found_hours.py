"""Her hours as sentences: her own number first, then what her week leaves; the drawing, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from trajectplan.chapters.childcare.found_facts import Worked
from trajectplan.chapters.childcare.found_words import (
    Duration,
    Finding,
    Names,
    days,
    days_first,
    from_until,
    in_a_row,
    in_weeks,
    key_of,
    said_of,
    time,
    times,
)
from trajectplan.i18n import Pattern, _
from trajectplan.plan.document import Plan
from trajectplan.plan.minutes import DAY, HOUR, WEEK, Minutes, Span
from trajectplan.plan.summary import Grid, Phrase, Said, Text
from trajectplan.plan.week import DAYS, DAYS_A_WEEK, EVEN, EVERY, HOLIDAY_CARE, ODD, weekday
from trajectplan.plan.week_answers import EVENING, NIGHT, USUAL_DAY, is_quick, most_minutes
from trajectplan.plan.week_drawn import (
    AT_SCHOOL,
    BY_ITSELF,
    GAP,
    IN_CARE,
    MINE,
    ROUND_TRIP,
    TAKEN,
    Mark,
    WeekDrawn,
)
from trajectplan.questions.week_hours import DayName

ME: Final = _("Me")
LEGEND: Final[tuple[tuple[str, Said], ...]] = (
    (AT_SCHOOL, _("school")),
    (IN_CARE, _("childcare or helper")),
    (BY_ITSELF, _("alone at home")),
    (GAP, _("gap: nobody is there")),
    (ROUND_TRIP, _("taking and travelling")),
    (TAKEN, _("already taken")),
    (MINE, _("hours for work or learning")),
)
SAID: Final[Mapping[str, Said]] = {**dict(LEGEND), GAP: _("nobody")}
"""The same kinds inside a sentence."""
Lanes: TypeAlias = tuple[tuple[Mark, ...], ...]
MY_WEEK: Final[Mapping[str, Said]] = {EVERY: _("My week"), ODD: _("My odd week"), EVEN: _("My even week")}
AFTER_LEAVE: Final[Mapping[str, Said]] = {
    EVERY: _("My week after the leave"),
    ODD: _("My odd week after the leave"),
    EVEN: _("My even week after the leave"),
}
AFTER_LEAVE_TITLE: Final = _("The week after the leave")
AFTER_LEAVE_SAID: Final = _("%(sentence)s That is after the leave.")
DRAWING: Final = _("A drawing, with everything in words below it")
NO_HOURS: Final = _("At the moment no hours are free.")
NONE_IN: Final[Mapping[str, Said]] = {
    ODD: _("In an odd week no time is left."),
    EVEN: _("In an even week no time is left."),
}
NONE_WITHIN_LIMITS: Final = _("Within your own days and times no time is left.")
WHERE_TO_CHANGE: Final = Phrase(
    _("You can change that on the page “%(page)s”."), {"page": _("What my working day can look like")}
)
LIMITS: Final = ("days_possible", "leave_from", "home_by")
EVENINGS_TOO: Final = _("Evenings count too, until %(end)s.")
NIGHTS_TOO: Final = _("Nights count too, until %(end)s.")
BOTH_TOO: Final = _("Evenings and nights count too, until %(end)s.")


# Her own number -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """How many hours a week she wants to begin with, or at most: as it is told to her, and as she tells it."""

    told: Text
    hers: Text
    key: str


def own_number(plan: Plan) -> OwnNumber | None:
    """Hers from the chapter of her wishes, else the most that she set; ``None`` where she said neither."""
    if hours := plan.answers.get("hours"):
        told, hers = _("You want to start with %(duration)s a week."), _("I want to start with %(duration)s a week.")
    elif hours := plan.answers.get("hours_at_most"):
        told = _("You want to work or learn %(duration)s a week at most.")
        hers = _("I want to work or learn %(duration)s a week at most.")
    else:
        return None
    values = {"duration": Duration(hours * HOUR)}
    is_most = not plan.answers.get("hours")
    return OwnNumber(Phrase(told, values), Phrase(hers, values), key_of("own", hours, is_most))


# What her week leaves -------------------------------------------------------------------------------------------------


def total(worked: Worked) -> Text:
    """How many hours there are, as it is told to her; odd and even weeks apart where they differ."""
    odd, even = worked.hours.in_week(ODD), worked.hours.in_week(EVEN)
    if odd == even:
        text = _("You have %(duration)s a week that you can really use.") if odd else NO_HOURS
        return Phrase(text, {"duration": Duration(odd)})
    in_odd = _("In an odd week you have %(duration)s.") if odd else NONE_IN[ODD]
    in_even = _("In an even week you have %(duration)s.") if even else NONE_IN[EVEN]
    return in_a_row(
        (Phrase(in_odd, {"duration": Duration(odd)}), Phrase(in_even, {"duration": Duration(even)})),
    )


def limits_told(worked: Worked) -> tuple[Text, ...]:
    """That her own limits leave no time, as it is told to her, where nothing else takes it."""
    return () if worked.gaps or worked.hours.usable else (NONE_WITHIN_LIMITS, WHERE_TO_CHANGE)


def hours_in_words(plan: Plan, worked: Worked) -> list[Finding]:
    """The total with her own limit where that is less, the holidays, the longest stretch: as she tells it."""
    odd, even = worked.hours.in_week(ODD), worked.hours.in_week(EVEN)
    most = _passed_limit(plan, worked)
    sentences = [Phrase(text, {"duration": Duration(minutes)}) for text, minutes in _totals(odd, even)]
    if most:
        limit = _("That is more than I want. My own limit counts: %(limit)s.")
        sentences.append(Phrase(limit, {"limit": Duration(most)}))
    found = [Finding(key_of("total", odd, even, most), in_a_row(sentences))]
    if (odd or even) and (stretch := worked.hours.longest):
        values = {"day": days((weekday(stretch[0]),)), **from_until(stretch)}
        longest = Phrase(_("The longest stretch is on %(day)s, from %(start)s to %(end)s."), values)
        weeks = _weeks_of(stretch, worked)
        found.append(Finding(key_of("longest", stretch, weeks), in_weeks(longest, weeks)))
    return [*found, *_holidays(worked)]


def _weeks_of(stretch: Span, worked: Worked) -> str:
    """In which weeks she has exactly this stretch."""
    a_week_on = Minutes.of((start + WEEK, end + WEEK) for start, end in worked.hours.usable.stretches())
    if stretch in a_week_on.stretches():
        return EVERY
    return ODD if stretch[0] < WEEK else EVEN


def after_leave(finding: Finding) -> Finding:
    """The same about the week after the leave."""
    return Finding(key_of("later", finding.key), Phrase(AFTER_LEAVE_SAID, {"sentence": finding.text}))


def _totals(odd: int, even: int) -> Iterator[tuple[Said, int]]:
    if odd == even:
        yield (_("For work or learning: %(duration)s a week.") if odd else NO_HOURS), odd
    else:
        yield (_("For work or learning in an odd week: %(duration)s.") if odd else NONE_IN[ODD]), odd
        yield (_("For work or learning in an even week: %(duration)s.") if even else NONE_IN[EVEN]), even


def limit_told(plan: Plan, worked: Worked) -> tuple[Text, ...]:
    """That her own limit counts, as it is told to her, where there are more hours than that."""
    most = _passed_limit(plan, worked)
    text = _("You have more hours than you want to work. Your own limit counts: %(limit)s.")
    return (Phrase(text, {"limit": Duration(most)}),) if most else ()


def _passed_limit(plan: Plan, worked: Worked) -> int | None:
    """Her limit in minutes a week, where her week leaves more."""
    most = most_minutes(plan)
    there = max(worked.hours.in_week(ODD), worked.hours.in_week(EVEN))
    return most if most is not None and there > most else None


def _holidays(worked: Worked) -> Iterator[Finding]:
    """What is left in the holidays, where that is something else."""
    odd, even = worked.holidays.in_week(ODD), worked.holidays.in_week(EVEN)
    if (odd, even) != (worked.hours.in_week(ODD), worked.hours.in_week(EVEN)):
        least = min(odd, even)
        text = _("Left in a holiday week: %(duration)s.") if least else _("In a holiday week no time is left.")
        yield Finding(key_of("holidays", least), Phrase(text, {"duration": Duration(least)}))


def by_day(plan: Plan, worked: Worked) -> Iterator[Text]:
    """From when until when she has hours, days that are alike together."""
    for weeks, found in _of_weeks(worked):
        together: dict[tuple[Span, ...], list[int]] = {}
        for day, spans in found.items():
            together.setdefault(tuple(spans), []).append(day)
        for alike, those in together.items():
            yield in_weeks(_of_days(alike, those), weeks)
    yield from _days_off(plan)


def _of_weeks(worked: Worked) -> Iterator[tuple[str, dict[int, list[Span]]]]:
    """The stretches of every day that she could be away: what both weeks have, and what only one has."""
    wanted = sorted({weekday(start) for start, _end in worked.hours.out.by_day()})
    odd, even = ({day: _clocked(worked.hours.on(day + begin)) for day in wanted} for begin in (0, DAYS_A_WEEK))
    yield EVERY, {day: spans for day, spans in odd.items() if spans == even[day]}
    for weeks, those, others in ((ODD, odd, even), (EVEN, even, odd)):
        yield weeks, {day: spans for day, spans in those.items() if spans != others[day]}


def _clocked(spans: Iterable[Span]) -> list[Span]:
    return [(start % DAY, start % DAY + end - start) for start, end in spans]


def _of_days(spans: Sequence[Span], those: Sequence[int]) -> Text:
    """What she can use on these days."""
    if not spans:
        return Phrase(_("On %(day)s no time is left."), {"day": days(those)})
    first = Phrase(_("On %(day)s you can use %(start)s to %(end)s."), {"day": days(those), **from_until(spans[0])})
    more = (Phrase(_("And also from %(start)s to %(end)s."), from_until(span)) for span in spans[1:])
    return in_a_row([first, *more])


def _days_off(plan: Plan) -> Iterator[Text]:
    """The days that she left out herself."""
    if chosen := plan.answers.get("days_possible"):
        off = [day for day, name in enumerate(DAYS) if name not in chosen]
        if off:
            yield Phrase(_("On %(day)s you do not work. That is your own choice."), {"day": days(off)})


# What isn't filled in yet ---------------------------------------------------------------------------------------------


def notes(plan: Plan, worked: Worked, names: Names) -> list[Text]:
    """What was counted and what wasn't: it belongs to the hours, on the screen and on paper."""
    found = missing_children(worked, names)
    typed = any(each.bring or each.fetch for each in worked.week.rounds) or plan.answers.get("rounds")
    rounds = typed or is_quick(plan)  # on the quick way her times lie between the rounds
    travels = plan.answers.get("work_travel") is not None
    if rounds and travels:
        found.append(_("Taking, fetching and travelling are already off."))
    else:
        found.append(_("Taking and fetching are already off.") if rounds else _("Taking and fetching are not off yet."))
        found.append(_("The journey to work is already off.") if travels else _("The journey to work is not off yet."))
    return [*found, *_usual_limits(plan, worked)]


def sets_no_limits(plan: Plan) -> bool:
    """Whether she said nothing about the days and times that she can."""
    return not any(plan.answers.get(key) for key in LIMITS)


def missing_children(worked: Worked, names: Names) -> list[Text]:
    """About which children nothing is filled in."""
    known = {care.child for care in worked.week.care if care.hours and care.kind != HOLIDAY_CARE}
    text = _("Nothing is filled in for %(child)s yet. That counts as: nobody is there.")
    without = [child for child in worked.week.children if child not in known]
    return [Phrase(text, {"child": names.child(*without)})] if without else []


def _usual_limits(plan: Plan, worked: Worked) -> Iterator[Text]:
    """Within which hours it was counted, where she set no limits."""
    if not sets_no_limits(plan):
        return
    counted = sorted({weekday(start) for start, _end in worked.week.out})
    day = from_until((worked.week.out[0][0] % DAY, USUAL_DAY[1]))
    usual = Phrase(_("We counted %(day)s, %(start)s to %(end)s."), {"day": days(counted), **day})
    evenings, nights = (plan.answers.get(name) == "can" for name in ("evening", "night"))
    if evenings or nights:
        text = EVENINGS_TOO if not nights else BOTH_TOO if evenings else NIGHTS_TOO
        until = time(NIGHT[1] if nights else EVENING[1], ends=True)
        yield in_a_row([usual, Phrase(text, {"end": until})])
    else:
        yield usual


# The drawing ----------------------------------------------------------------------------------------------------------


def drawings_of(plan: Plan, worked: Worked, names: Names, titles: Mapping[str, Said] = MY_WEEK) -> list[WeekDrawn]:
    """Her week drawn; odd and even weeks apart only where they differ."""
    several = is_quick(plan) and len(worked.week.stands_for) != 1
    those = worked.week.stands_for or worked.week.children
    called = (_("Children"),) if several else tuple(names.child(child) for child in those)
    weeks = (EVERY,) if len(worked.lanes) == 1 else (ODD, EVEN)
    return [
        replace(lanes, title=titles[each], names=called, legend=LEGEND)
        for each, lanes in zip(weeks, worked.lanes, strict=True)
    ]


def drawing_card(week: WeekDrawn, worked: Worked, *facts: object) -> Finding:
    """The card that puts a drawing on paper; ``facts`` say which week it is. The order of the children is none."""
    *lanes, mine = zip(*week.days, strict=True)
    children = sorted(zip(worked.week.children, lanes, strict=True))
    named = worked.week.stands_for if len(worked.week.stands_for) == 1 else ()
    return Finding(key_of("drawn", facts, children, named, mine), week.title)


def in_a_table(week: WeekDrawn) -> Grid:
    """What is drawn, day by day."""
    rows = tuple(
        (DayName(DAYS[day]), in_a_row(children, "\n") if children else _("no times"), mine or _("no times"))
        for day, (children, mine) in enumerate(_said(lanes, week.names) for lanes in week.days)
    )
    return Grid(week.title, (_("Day"), _("Children"), ME), rows, drawn=week)


def in_sentences(drawn: Sequence[WeekDrawn]) -> Iterator[Text]:
    """What is drawn in an odd week and an even one, or in both alike, as one sentence for days that are alike."""
    odd, even = drawn[0], drawn[-1]
    alike: dict[tuple[Lanes, str], list[int]] = {}
    for day, (lanes, others) in enumerate(zip(odd.days, even.days, strict=True)):
        for each, weeks in ((lanes, EVERY),) if lanes == others else ((lanes, ODD), (others, EVEN)):
            if any(each):
                alike.setdefault((each, weeks), []).append(day)
    for (lanes, weeks), those in alike.items():
        children, mine = _said(lanes, odd.names)
        said = [*children, said_of(ME, mine)] if mine else children
        sentence = Phrase(Pattern("%(day)s. %(what)s."), {"day": days_first(those), "what": in_a_row(said, ". ")})
        yield in_weeks(sentence, weeks)


def _said(lanes: Lanes, names: Sequence[Text]) -> tuple[list[Text], Text]:
    """Where each child is on a day, and what she does herself."""
    *children, mine = map(_lane, lanes)
    return [said_of(name, what) for name, what in zip(names, children, strict=True) if what], mine


def _lane(lane: Sequence[Mark]) -> Text:
    """What is drawn in one lane; empty where nothing is."""
    of_kind = {kind: [(mark.start, mark.end) for mark in lane if mark.kind == kind] for kind in SAID}
    parts = [
        Phrase("%(kind)s %(times)s", {"kind": SAID[kind], "times": times(spans)})
        for kind, spans in of_kind.items()
        if spans
    ]
    return in_a_row(parts, " · ") if parts else ""
