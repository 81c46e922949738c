"""Her answers read as a week: who looks after her children and when, her rounds, what is fixed, and her own limits.

What we decided where she said nothing, so that she never sees an hour that she may not have:

* A place of which she didn't say whether it is there already is there; one that is there *now and then* doesn't count.
  A place that may be closed in the holidays is closed then. What everybody has together stops on a study day, unless
  no child can be at school.
* Places of one kind and name are one place, as far as all of them are there, or waited for: it is asked for them once.
* A day without minutes for a round takes the longest round of that kind that she typed for another day, and a kind for
  which she typed none the longest of the other kind. No minutes at all are none: we can't know them. On the quick way
  her times begin when the last child is dropped off and end when the first must be fetched: no round comes off them.
* Without limits of hers a working day lies within the hours in which day nurseries are open, Monday to Friday.
  Evenings, nights and weekends count only when she said that she can; *yes, if* doesn't count. When she wants to be
  home is the end of the day, whatever she said of evenings. Who can't start early doesn't leave before half past seven.
* A child that can be alone for a while after school is looked after by itself so long, where it comes home alone. One
  that can be alone for an afternoon or a day but doesn't go to school alone can be so on days without school only.
* A child about whom nothing is filled in has nobody. A child that isn't born yet counts in the week after the leave:
  then what everybody has now, its holidays and its one door say nothing any more.
* Several children are several doors, unless she says that it is one for so many children as there are, or it can be
  no other: only one of them has to be brought anywhere, or all go to one place of the same name and to no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from trajectplan.plan.document import Answers, Plan, in_use, items_of
from trajectplan.plan.minutes import DAY, HOUR, Span
from trajectplan.plan.week import (
    ALONE,
    ALWAYS,
    DAYS,
    DAYS_A_WEEK,
    EVERY,
    EVERYBODY,
    HAVE,
    HOLIDAY_CARE,
    IN_HOLIDAYS,
    IN_TERM,
    NO_ROUNDS,
    NOW_AND_THEN,
    ON_SCHOOL_DAYS,
    SCHOOL,
    Care,
    Fixed,
    Rounds,
    Week,
)
from trajectplan.plan.week_fit import Offer

QUICK, PER_CHILD = "quick", "per_child"
"""How she fills in her week: when everybody is looked after, or child by child."""
ALL_OF_THEM: Final = "all"
"""The one child that stands for all, where she knows only when everybody is looked after."""
NOT_BORN: Final = "not_born"
SCHOOLS: Final = frozenset({"primary_school", "secondary_school"})
FROM_FOUR, FROM_EIGHT, OVER_TWELVE_FROM = 4, 8, 12
"""Ages: a child may go to school; being alone is worth a question; there is no after-school care any more."""
SCHOOL_DAYS: Final = 5
"""From Monday on."""
USUAL_DAY: Final = (7 * HOUR, 18 * HOUR + 30)
EARLY_FROM, NOT_EARLY_FROM = 6 * HOUR, 7 * HOUR + 30
EVENING: Final = (18 * HOUR, 23 * HOUR)
NIGHT: Final = (23 * HOUR, DAY + 6 * HOUR)
ALONE_FOR: Final = {"half_hour": HOUR // 2, "two_hours": 2 * HOUR}
"""How long a child can be alone after school, in minutes."""
ALONE_IN: Final = {"afternoon": (12 * HOUR, 18 * HOUR), "day": (7 * HOUR, 19 * HOUR)}
GOES_ALONE: Final = frozenset({"goes_alone", "with_others"})
"""How a child goes to school that nobody has to bring."""
HOME_ALONE: Final = "home_alone"
"""The kind of a place that is none."""
MOSTLY: Final = "mostly"
"""How certain a place is that counts, but has to be checked."""

Times: TypeAlias = Mapping[str, Sequence[Sequence[str]]]
"""A week as it is kept: ``{"mon": [["08:30", "14:30"]]}``; an end at or before the start is on the next day."""


def week_of(plan: Plan, *, later: bool = False) -> Week:
    """Her week; with ``later`` the one after the leave, with a child that isn't born yet."""
    answers = plan.answers
    quick = is_quick(plan)
    children = [child for child in plan.items("children") if later or not is_expected(child)]
    if quick and not children and plan.items("children"):
        return Week(())  # whoever is to be looked after isn't born yet
    return Week(
        children=(ALL_OF_THEM,) if quick else tuple(child["id"] for child in children),
        care=tuple(_of_everybody(answers, children) if quick else _of_each(answers, children)),
        out=tuple(_out(answers)),
        rounds=NO_ROUNDS if quick else _rounds(answers, children),
        fixed=tuple(
            Fixed(
                each["id"],
                spans_of(each.get("commitment_hours")),
                each.get("commitment_weeks") or EVERY,
                _minutes(each.get("commitment_minutes")),
                each.get("commitment_movable") == "movable",
            )
            for each in plan.items("commitments")
        ),
        travel=_minutes(answers.get("work_travel")),
        big=frozenset(child["id"] for child in children if (child.get("age") or 0) >= OVER_TWELVE_FROM),
        stands_for=tuple(child["id"] for child in children) if quick else (),
    )


def offers_of(plan: Plan) -> tuple[Offer, ...]:
    """The jobs and courses she wants to hold against her week, those with times, in her order."""
    return tuple(
        Offer(
            each["id"],
            spans_of(each["offer_hours"]),
            there=_minutes(each.get("offer_travel_there")),
            back=_minutes(each.get("offer_travel_back", each.get("offer_travel_there"))),
            pause=_minutes(each.get("offer_break")),
            goes_on=each.get("offer_holidays") != "free_then",
        )
        for each in plan.items("offers")
        if each.get("offer_hours")
    )


def most_minutes(plan: Plan) -> int | None:
    """How many minutes a week she wants to work or learn at most; ``None`` where she set no such limit."""
    hours = plan.answers.get("hours_at_most")
    return hours * HOUR if hours else None


def has_times(week: Week) -> bool:
    """Whether anybody looks after anyone at any time, or may one day: without that there is nothing to work out yet."""
    return any(care.hours for care in week.care)


def is_quick(plan: Plan) -> bool:
    """Whether she fills in only when everybody is looked after."""
    return plan.answers.get("week_way") == QUICK


def is_expected(child: Answers) -> bool:
    """Whether this child isn't born yet."""
    return NOT_BORN in (child.get("where_now") or ())


def may_go_to_school(child: Answers) -> bool:
    """Whether school times are asked for this child: from four, or when it goes to school already."""
    return (child.get("age") or 0) >= FROM_FOUR or not SCHOOLS.isdisjoint(child.get("where_now") or ())


def may_be_alone(child: Answers) -> bool:
    """Whether being alone is asked about for this child."""
    return (child.get("age") or 0) >= FROM_EIGHT


def one_door(count: int) -> str:
    """The answer that so many children all go to one address: with one child more or less it says nothing."""
    return f"one_of_{count}"


def spans_of(times: Times | None) -> tuple[Span, ...]:
    """Kept times as minutes of a week from Monday 0:00."""
    return tuple(
        (day * DAY + begin, day * DAY + (end if end > begin else end + DAY))
        for day, name in enumerate(DAYS)
        for begin, end in (tuple(map(minute_of, pair)) for pair in (times or {}).get(name, ()))
    )


def minute_of(time: str) -> int:
    """A kept time, ``"08:30"``, in minutes after midnight."""
    hours, minutes = time.split(":")
    return int(hours) * HOUR + int(minutes)


def _minutes(answer: int | None) -> int:
    """Minutes that she typed; more than a day, as an old file may hold, are a day."""
    return min(answer or 0, DAY)


# Care -----------------------------------------------------------------------------------------------------------------


def _of_everybody(answers: Answers, children: Sequence[Answers]) -> Iterator[Care]:
    """When everybody is looked after, in school weeks and in the holidays."""
    later = any(map(is_expected, children))
    hours = spans_of(answers.get("everybody_later" if later else "everybody_hours"))
    may_be_at_school = not children or any(child.get("age") is None or may_go_to_school(child) for child in children)
    period = ON_SCHOOL_DAYS if may_be_at_school else IN_TERM
    yield Care(EVERYBODY, ALL_OF_THEM, EVERYBODY, hours, period=period)
    if not later:
        yield Care(HOLIDAY_CARE, ALL_OF_THEM, HOLIDAY_CARE, spans_of(answers.get("holiday_hours")), period=IN_HOLIDAYS)


def _of_each(answers: Answers, children: Sequence[Answers]) -> Iterator[Care]:
    """Who looks after each child: school, places and people, the child itself, and care in the holidays for all."""
    holidays = spans_of(answers.get("holiday_hours"))
    same = _one_key(children)
    for child in children:
        name = child["id"]
        school = _school(child)
        if school:
            yield Care(f"{name}-{SCHOOL}", name, SCHOOL, school)
        yield from (_place(name, place, same[place["id"]]) for place in _places(child))
        if may_be_alone(child):
            yield from _alone(name, child, school)
        if holidays and not is_expected(child):
            yield Care(f"{name}-{HOLIDAY_CARE}", name, HOLIDAY_CARE, holidays, period=IN_HOLIDAYS)


def _school(child: Answers) -> tuple[Span, ...]:
    """When a child is at school."""
    return spans_of(child.get("school_hours")) if may_go_to_school(child) else ()


def _places(child: Answers) -> tuple[Answers, ...]:
    """The places and people of a child that she didn't put aside."""
    return in_use(items_of(child, "places"))


def _place(child: str, place: Answers, key: str) -> Care:
    kind = place.get("place_kind") or ""
    return Care(
        key,
        child,
        ALONE if kind == HOME_ALONE else kind,
        spans_of(place.get("place_hours")),
        place.get("place_weeks") or EVERY,
        ALWAYS if place.get("place_holidays") == "also" else IN_TERM,
        _status(place),
    )


def _status(place: Answers) -> str:
    """Whether a place is there, now and then, or not yet."""
    status: str = place.get("place_status") or HAVE
    return NOW_AND_THEN if status == HAVE and place.get("place_sure") == NOW_AND_THEN else status


def _one_key(children: Sequence[Answers]) -> Mapping[str, str]:
    """The key that each place has in the week, by its own: the least of those that are one place, in any order."""
    alike: dict[object, list[str]] = {}
    for place in (place for child in children for place in _places(child)):
        name, kind = str(place.get("place_name") or "").strip().casefold(), place.get("place_kind")
        is_one = name and kind != HOME_ALONE
        same = (kind, name, _status(place), place.get("place_sure") == MOSTLY) if is_one else place["id"]
        alike.setdefault(same, []).append(place["id"])
    return {key: min(keys) for keys in alike.values() for key in keys}


def _alone(name: str, child: Answers, school: Sequence[Span]) -> Iterator[Care]:
    """When a child can be without anybody."""
    key, how_long = f"{name}-{ALONE}", child.get("home_alone")
    comes_home = child.get("travels_alone") in GOES_ALONE
    if how_long in ALONE_FOR and comes_home:
        after = tuple((end, end + ALONE_FOR[how_long]) for _start, end in school)
        yield Care(key, name, ALONE, after, period=ON_SCHOOL_DAYS)
    elif how_long in ALONE_IN:
        start, end = ALONE_IN[how_long]
        days = {day: (day * DAY + start, day * DAY + end) for day in range(DAYS_A_WEEK)}
        to_fetch = set() if comes_home else {begin // DAY for begin, _end in school} or set(range(SCHOOL_DAYS))
        yield Care(key, name, ALONE, tuple(span for day, span in days.items() if day not in to_fetch))
        if to_fetch:
            yield Care(key, name, ALONE, tuple(days[day] for day in sorted(to_fetch)), period=IN_HOLIDAYS)


# Her own --------------------------------------------------------------------------------------------------------------


def _out(answers: Answers) -> Iterator[Span]:
    """When she can be away from home, from leaving until she is back."""
    can = {name for name in ("evening", "night", "weekend") if answers.get(name) == "can"}
    usual = DAYS if "weekend" in can else DAYS[:SCHOOL_DAYS]
    never = DAYS[SCHOOL_DAYS:] if answers.get("weekend") == "cannot" else ()
    leave, home = answers.get("leave_from"), answers.get("home_by")
    start = minute_of(leave) if leave else usual_start(answers.get("early"))
    end = (minute_of(home) or DAY) if home else USUAL_DAY[1]
    evening = (max(EVENING[0], start), EVENING[1])
    each_day = [(start, end), *([evening] if "evening" in can and not home else [])]
    each_day += [NIGHT] if "night" in can else []
    for day, name in enumerate(DAYS):
        if name in (answers.get("days_possible") or usual) and name not in never:
            yield from ((day * DAY + first, day * DAY + last) for first, last in each_day if first < last)


def usual_start(early: str | None) -> int:
    """From when she can leave, in minutes of a day, where she didn't say: by whether she can start ``early``."""
    return {"can": EARLY_FROM, None: USUAL_DAY[0]}.get(early, NOT_EARLY_FROM)


def _rounds(answers: Answers, children: Sequence[Answers]) -> tuple[Rounds, ...]:
    """Her rounds from Monday to Sunday."""
    typed: Mapping[str, Mapping[str, int]] = answers.get("rounds") or {}
    known = {part: [day[part] for day in typed.values() if part in day] for part in ("bring", "fetch")}
    any_kind = [*known["bring"], *known["fetch"], 0]
    longest = {part: max(known[part] or any_kind) for part in known}
    doors = 0 if _is_one_door(answers.get("doors"), children) else None
    each_day = ({**longest, **typed.get(day, {})} for day in DAYS)
    return tuple(Rounds(_minutes(each["bring"]), _minutes(each["fetch"]), doors, doors) for each in each_day)


def _is_one_door(said: str | None, children: Sequence[Answers]) -> bool:
    """Whether all children are brought and fetched at one door: she says so, or it can be no other."""
    if said == one_door(len(children)) and not any(map(is_expected, children)):
        return True
    doors = [found for child in children if (found := set(_doors(child)))]
    return said != "several" and (len(doors) == 1 or len(set().union(*doors)) == 1)


def _doors(child: Answers) -> Iterator[tuple[str, str]]:
    """The doors that a child is brought to, one day or another: those with one name are one.

    What she waits for is a door too, so that it never gives more than it will.
    """
    goes_alone = may_be_alone(child) and child.get("travels_alone") in GOES_ALONE
    if _school(child) and not goes_alone:
        yield SCHOOL, child["id"]
    for place in _places(child):
        kind = place.get("place_kind") or ""
        if place.get("place_hours") and kind != HOME_ALONE:
            yield kind, str(place.get("place_name") or place["id"]).strip().casefold()
