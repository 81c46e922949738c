"""Random weeks as life may bring them, and some that it won't: from a seed, or from Hypothesis."""

from __future__ import annotations

from random import Random
from typing import Final, TypeAlias

from hypothesis import strategies as st

from trajectplan.plan.minutes import ALL, DAY, HOUR, NEVER, ROUND, WEEK, Minutes, Span
from trajectplan.plan.week import (
    ALONE,
    ALWAYS,
    EVEN,
    EVERY,
    EVERYBODY,
    HAVE,
    HOLIDAY_CARE,
    HOLIDAY_WEEKS,
    IN_HOLIDAYS,
    IN_TERM,
    NO_ROUNDS,
    NOW_AND_THEN,
    ODD,
    ON_SCHOOL_DAYS,
    SCHOOL_WEEKS,
    Calendar,
    Care,
    Fixed,
    Rounds,
    Week,
    study_day,
)

Spans: TypeAlias = tuple[Span, ...]

WORKDAYS: Final = range(5)
ALL_DAYS: Final = range(7)
ALWAYS_OUT: Final = ((0, WEEK),)
WEEKENDS_AWAY: Final = ((4 * DAY + 14 * HOUR + 15, 7 * DAY + 8 * HOUR + 30),)
"""With the other parent from Friday after school until school on Monday."""


def at(day: int, hour: int, minute: int = 0) -> int:
    """The minute of a week, 0 for Monday 0:00."""
    return day * DAY + hour * HOUR + minute


def daily(days: range | tuple[int, ...], start: int, end: int) -> Spans:
    """The same minutes on each of these days; ``end`` may be on the next one."""
    return tuple((day * DAY + start, day * DAY + end) for day in days)


# Times ----------------------------------------------------------------------------------------------------------------


def some_days(random: Random) -> tuple[int, ...]:
    """Some days of the week, in no order."""
    return tuple(random.sample(ALL_DAYS, random.randint(1, 7)))


def school_times(random: Random) -> Spans:
    """Five days with a shorter Wednesday, now and then with a shorter Friday, or with a break at home."""
    start, end = random.choice((495, 505, 510, 525, 540)), random.choice((840, 855, 885, 915))
    if random.random() < 0.2:
        return daily(WORKDAYS, start, 12 * HOUR) + daily((0, 1, 3, 4), 13 * HOUR, end)
    short = (2, 4) if random.random() < 0.3 else (2,)
    whole = tuple(day for day in WORKDAYS if day not in short)
    return daily(whole, start, end) + daily(short, start, random.choice((720, 735, 750)))


def care_times(random: Random) -> Spans:
    """After school, a day, a night, the last and the first hours of a day, a weekend, always, or anything."""
    days, end = some_days(random), random.choice((17 * HOUR, 18 * HOUR, 1110, DAY))
    return random.choice(
        (
            daily(days, random.choice((720, 840, 855, 885)), end),
            daily(days, random.choice((0, 7 * HOUR, 450, 480)), end),
            daily(days, random.choice((20 * HOUR, 22 * HOUR, 23 * HOUR)), random.choice((30 * HOUR, 31 * HOUR + 30))),
            daily(days, 0, 8 * HOUR),
            WEEKENDS_AWAY,
            ALWAYS_OUT,
            any_times(random),
        )
    )


def any_times(random: Random) -> Spans:
    """Up to four stretches anywhere, also empty ones and such as run into the next week."""
    starts = [random.randrange(WEEK) for _ in range(random.randint(0, 4))]
    return tuple((start, min(start + random.choice((0, 1, 7, 90, 500, 1440, 5000)), 2 * WEEK)) for start in starts)


def limits(random: Random) -> Spans:
    """When she can be out."""
    return random.choice(
        (
            ALWAYS_OUT,
            () if random.random() < 0.3 else ALWAYS_OUT,
            daily(WORKDAYS, 7 * HOUR, 1110),
            daily(WORKDAYS, 510, 15 * HOUR),
            daily(ALL_DAYS, 7 * HOUR, 23 * HOUR + 30),
            daily(ALL_DAYS, 18 * HOUR, DAY),
            daily(some_days(random), 22 * HOUR, 31 * HOUR),
            any_times(random),
        )
    )


# What a week is made of -----------------------------------------------------------------------------------------------


def rounds(random: Random) -> tuple[Rounds, ...]:
    """No rounds, the same every day, or other ones on every day."""
    kind = random.randint(0, 3)
    if kind == 0:
        return NO_ROUNDS
    days = [one_round(random) for _ in ALL_DAYS]
    return tuple(days) if kind == 1 else (days[0],) * 7


def one_round(random: Random) -> Rounds:
    bring, fetch = random.choice((0, 10, 25, 40, 120)), random.choice((0, 10, 20, 35, 120))
    return Rounds(bring, fetch, random.choice((None, 0, bring // 2, 60)), random.choice((None, 0, fetch // 3, 60)))


def care(random: Random, key: str, child: str) -> Care:
    """A place or a person, most of them there and in every week."""
    weeks = random.choice((EVERY, EVERY, EVERY, ODD, EVEN))
    status = random.choice((HAVE, HAVE, HAVE, HAVE, "waiting_list", NOW_AND_THEN))
    if random.random() < 0.4:
        return Care(key, child, "school", school_times(random), status=status)
    period = random.choice((ALWAYS, ALWAYS, IN_TERM, IN_HOLIDAYS, ON_SCHOOL_DAYS))
    kind = random.choice(("after_school", "childminder", "grandma", ALONE, EVERYBODY, HOLIDAY_CARE))
    return Care(key, child, kind, care_times(random), weeks, period, status)


def fixed(random: Random, key: str) -> Fixed:
    """Her own appointment, or a course."""
    hours = random.choice((daily(some_days(random), 9 * HOUR, 690), any_times(random)))
    weeks = random.choice((EVERY, ODD, EVEN))
    return Fixed(key, hours, weeks, random.choice((0, 15, 40)), movable=random.random() < 0.5)


def random_week(random: Random) -> Week:
    """A week with up to six children, twelve places and two things that are fixed."""
    children = tuple("ABCDEF"[: random.randint(1, 6)])
    # A place may be there for several children, and most children have one.
    count = random.randint(0, 12) if random.random() < 0.3 else random.randint(len(children), 12)
    places = [(f"p{random.randint(0, 8)}", children[number % len(children)]) for number in range(count)]
    return Week(
        children,
        tuple(care(random, key, child) for key, child in places),
        limits(random),
        rounds(random),
        tuple(fixed(random, f"f{number}") for number in range(random.choice((0, 0, 1, 2)))),
        random.choice((0, 0, 10, 20, 45)),
        frozenset(child for child in children if random.random() < 0.3),
    )


def random_calendar(random: Random) -> Calendar:
    """School weeks, holidays, a study day, or holidays that begin in the middle."""
    start, length = random.randrange(ROUND), random.randrange(ROUND)
    return random.choice(
        (
            SCHOOL_WEEKS,
            SCHOOL_WEEKS,
            HOLIDAY_WEEKS,
            study_day(random.randint(0, 6)),
            Calendar(holidays=Minutes(((WEEK, ROUND),))),
            Calendar(holidays=Minutes.of([(start, start + length)]), study_days=random.choice((NEVER, ALL))),
        )
    )


# For Hypothesis -------------------------------------------------------------------------------------------------------

weeks = st.randoms(use_true_random=False).map(random_week)
calendars = st.randoms(use_true_random=False).map(random_calendar)
